"""The tables of a register's database, their guards, and the version they are at."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from sijill.adapters.sql._database import Database, NoRegister, RegisterDamaged
from sijill.ledger import Entry
from sijill.values import SijillError, message

ENTRY_VERSION = 2
"""The shape of the log. It is the truth, so a step from one version to the next adds and never rewrites."""

READINGS_VERSION = 12
"""
The shape of the projections, and of the terms by which words are found. Any other version is dropped and rebuilt from
the log, and documents are read again as they are compared.
"""


class NewerSchema(SijillError):
    """A register written by a newer program than this one."""


class WrongEncoding(SijillError):
    """A PostgreSQL database that is not in UTF-8."""


# Byte order everywhere, so that both databases and Python sort in the same way.
_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_SEQ = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class _TextSearchVector(sa.types.UserDefinedType[str]):
    """PostgreSQL's ``tsvector``, without a dialect that a register in SQLite never speaks."""

    cache_ok = True

    def get_col_spec(self, **_: object) -> str:
        return "TSVECTOR"


log = sa.MetaData()
readings = sa.MetaData()
found = sa.MetaData()

schema = sa.Table(
    "sijill_schema", log, sa.Column("part", _TEXT, primary_key=True), sa.Column("version", sa.Integer, nullable=False)
)

entry = sa.Table(
    "entry",
    log,
    sa.Column("seq", _SEQ, primary_key=True, autoincrement=False),
    sa.Column("id", _TEXT, nullable=False, unique=True),
    sa.Column("kind", _TEXT, nullable=False),
    sa.Column("kind_version", sa.Integer, nullable=False),
    sa.Column("recorded_at", _TEXT, nullable=False),
    sa.Column("actor", _TEXT, nullable=False),
    sa.Column("append_id", _TEXT, nullable=False),
    sa.Column("body", _TEXT),
    sa.Column("salt", _TEXT),
    sa.Column("digest", _TEXT, nullable=False),
    sa.Index("entry_kind", "kind", "seq"),
)

append = sa.Table(
    "append",
    readings,
    sa.Column("last_seq", _SEQ, primary_key=True, autoincrement=False),
    sa.Column("first_seq", _SEQ, nullable=False),
    sa.Column("append_id", _TEXT, nullable=False, unique=True),
    sa.Column("recorded_at", _TEXT, nullable=False, index=True),
    sa.Column("head", _TEXT, nullable=False),
)

subject = sa.Table(
    "subject",
    readings,
    sa.Column("subject", _TEXT, primary_key=True),
    sa.Column("seq", _SEQ, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

statement = sa.Table(
    "statement",
    readings,
    sa.Column("seq", _SEQ, primary_key=True, autoincrement=False),
    sa.Column("subject", _TEXT, nullable=False, index=True),
    sa.Column("subject_kind", _TEXT, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("withdrawn", _SEQ),
    sa.Index("statement_kind", "subject_kind", "seq"),
)

# A record that is one with others, and where it stands among them: the canonical one at place 0.
member = sa.Table(
    "member",
    readings,
    sa.Column("record", _TEXT, primary_key=True),
    sa.Column("canonical", _TEXT, nullable=False),
    sa.Column("place", sa.Integer, nullable=False),
    sa.Index("member_canonical", "canonical", "place"),
    sqlite_with_rowid=False,
)

handle = sa.Table(
    "handle",
    readings,
    sa.Column("record", _TEXT, primary_key=True),
    sa.Column("handle", _TEXT, nullable=False, unique=True),
    sqlite_with_rowid=False,
)

judgement = sa.Table(
    "judgement",
    readings,
    sa.Column("seq", _SEQ, primary_key=True, autoincrement=False),
    sa.Column("proposal", _TEXT, nullable=False, index=True),
)

# Who gave which judgement, also one that was taken back since.
decided = sa.Table(
    "decided",
    readings,
    sa.Column("actor", _TEXT, primary_key=True),
    sa.Column("seq", _SEQ, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# What waits for a person. ``stage`` 0 is a proposal, 1 a judgement that a second person has to confirm: its claim
# stands in ``body``, while that of a proposal is read from its own row.
waiting = sa.Table(
    "waiting",
    readings,
    sa.Column("id", _TEXT, primary_key=True),
    sa.Column("proposal", _TEXT, nullable=False, index=True),
    sa.Column("stage", sa.Integer, nullable=False),
    sa.Column("rank", sa.Integer, nullable=False),
    sa.Column("item", _TEXT, nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("kind", _TEXT, nullable=False),
    sa.Column("source", _TEXT, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("confidence", sa.Integer, nullable=False),
    sa.Column("language", _TEXT, nullable=False),
    sa.Column("place", _TEXT, nullable=False),
    sa.Column("first_day", _TEXT, nullable=False),
    sa.Column("last_day", _TEXT, nullable=False),
    sa.Column("words", _TEXT, nullable=False),
    sa.Column("entered_by", _TEXT, nullable=False),
    sa.Column("marked_by", _TEXT, nullable=False),
    sa.Column("judged_by", _TEXT, nullable=False),
    sa.Column("body", _TEXT),
    sa.Index("waiting_place", "stage", "rank", "item", "start", "end", "id"),
    sa.Index("waiting_kind", "stage", "kind", "rank", "item", "start", "end", "id"),
    sa.Index("waiting_from", "stage", "source", "rank", "item", "start", "end", "id"),
    sa.Index("waiting_source", "level", "source"),
)

# How sensitive a document is: what was said of it, what the most sensitive thing in its words is, and the columns of
# a table that are more sensitive than the rest of it.
item_level = sa.Table(
    "item_level",
    readings,
    sa.Column("item", _TEXT, primary_key=True),
    sa.Column("said", sa.Integer, nullable=False, index=True),
    sa.Column("raised", sa.Integer, nullable=False),
    sa.Column("columns", _TEXT, nullable=False),
    sqlite_with_rowid=False,
)

# Records all of whose values rest on restricted or sealed documents, with the least sensitive of those.
closed_record = sa.Table(
    "closed_record",
    readings,
    sa.Column("record", _TEXT, primary_key=True),
    sa.Column("level", sa.Integer, nullable=False),
    sqlite_with_rowid=False,
)

# Items whose signature is still to be made: what was sealed stands here until it was compared with the rest.
unread = sa.Table("unread", readings, sa.Column("item", _TEXT, primary_key=True))

# ``id`` is seq * MOST_TEXTS + the number of the text in its entry, so that a hit leads back to its words.
search_row = sa.Table(
    "search_row",
    readings,
    sa.Column("id", _SEQ, primary_key=True, autoincrement=False),
    sa.Column("kind", _TEXT, nullable=False),
    sa.Column("subject", _TEXT, nullable=False, index=True),
    sa.Column("field", _TEXT, nullable=False),
    sa.Column("level", sa.Integer, nullable=False),
    sa.Column("words", sa.Integer, nullable=False),
    sa.Column("row", _TEXT, nullable=False),
    sa.Column("terms", sa.Text().with_variant(_TextSearchVector(), "postgresql"), nullable=False),
)

# The words of documents, which stand in no log. ``id`` is the document's seq * MOST_PASSAGES + the passage's number,
# so that the newest come last; every document that was read has one, if only an empty one.
passage = sa.Table(
    "passage",
    found,
    sa.Column("id", _SEQ, primary_key=True, autoincrement=False),
    sa.Column("item", _TEXT, nullable=False, index=True),
    *(sa.Column(name, sa.Integer, nullable=False) for name in ("start", "words")),
    sa.Column("row", _TEXT, nullable=False),
    sa.Column("text", _TEXT, nullable=False),
    sa.Column("terms", sa.Text().with_variant(_TextSearchVector(), "postgresql"), nullable=False),
)

MOST_PASSAGES = 1 << 20

proposal = sa.Table(
    "proposal",
    found,
    sa.Column("id", _TEXT, primary_key=True),
    sa.Column("item", _TEXT, nullable=False),
    *(sa.Column(name, sa.Integer, nullable=False) for name in ("start", "end")),
    *(sa.Column(name, _TEXT, nullable=False) for name in ("kind", "body")),
    sa.Index("proposal_position", "item", "start", "end", "id"),
)

# What documents are compared by: numbers alone, none of their words (claims.Signature). ``bands`` and ``sketch`` are
# whole numbers of eight bytes one after the other.
signature = sa.Table(
    "signature",
    found,
    sa.Column("item", _TEXT, primary_key=True),
    *(sa.Column(name, sa.LargeBinary, nullable=False) for name in ("bands", "sketch")),
)

band = sa.Table(
    "band",
    found,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("item", _TEXT, primary_key=True),
    sqlite_with_rowid=False,
)

quotation = sa.Table(
    "quotation",
    found,
    sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("item", _TEXT, primary_key=True, index=True),
    sa.Column("claim", _TEXT, primary_key=True),
    sqlite_with_rowid=False,
)

# Records that may be one, as likeness found them (``why`` are codes, no words); up to which entry they were compared.
likely_pair = sa.Table(
    "likely_pair",
    found,
    *(sa.Column(name, _TEXT, primary_key=True, index=name == "right") for name in ("left", "right")),
    *(sa.Column(name, _TEXT, nullable=False) for name in ("kind", "why")),
    sa.Column("likelihood", sa.Integer, nullable=False),
)
# Records that were not compared with all: ``why`` is a code, ``key`` a digest of the name or day that too many share.
not_compared = sa.Table(
    "not_compared",
    found,
    sa.Column("record", _TEXT, primary_key=True),
    *(sa.Column(name, _TEXT, nullable=False) for name in ("kind", "why", "key")),
)
upto = sa.Column("seq", _SEQ, nullable=False)
compared = sa.Table("compared", found, sa.Column("kind", _TEXT, primary_key=True), upto)

backup_made = sa.Table(
    "backup_made",
    found,
    *(sa.Column(name, _TEXT, nullable=False) for name in ("head", "made_at")),
    sa.Column("seq", _SEQ, nullable=False),
    sa.Column("name", _TEXT, nullable=False),
)

WORDS = (
    entry.name,
    subject.name,
    item_level.name,
    proposal.name,
    search_row.name,
    passage.name,
    waiting.name,
    signature.name,
    band.name,
    quotation.name,
    likely_pair.name,
    not_compared.name,
)
"""The tables that hold words, or numbers by which words could be guessed: erased when words are destroyed."""

_NAMED_AS_DESTROYED = """EXISTS (SELECT 1 FROM subject s JOIN entry d ON d.seq = s.seq
    WHERE s.subject = OLD.id AND d.kind = 'destroyed' AND d.id <> OLD.id)"""

_SAME_ENVELOPE = " AND ".join(
    f"NEW.{column} = OLD.{column}"
    for column in ("seq", "id", "kind", "kind_version", "recorded_at", "actor", "append_id", "digest")
)

# Blanked, or left with what was kept, under a salt that says so: the record of the destruction vouches for it.
_LOSES_WORDS = f"((NEW.body IS NULL AND NEW.salt IS NULL) OR substr(NEW.salt, 1, {len(Entry.KEPT)}) = '{Entry.KEPT}')"

_MAY_BLANK = f"{_LOSES_WORDS} AND {_SAME_ENVELOPE} AND {_NAMED_AS_DESTROYED}"

GUARDS = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS entry_stays",
        "DROP TRIGGER IF EXISTS entry_unchanged",
        "CREATE TRIGGER entry_stays BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        f"CREATE TRIGGER entry_unchanged BEFORE UPDATE ON entry WHEN NOT ({_MAY_BLANK}) "
        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS entry_unchanged ON entry",
        "DROP TRIGGER IF EXISTS entry_stays ON entry",
        f"""CREATE OR REPLACE FUNCTION entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF {_MAY_BLANK} THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION 'the ledger is append-only';
        END $$""",
        "CREATE TRIGGER entry_unchanged BEFORE UPDATE OR DELETE ON entry FOR EACH ROW EXECUTE FUNCTION entry_guard()",
        "CREATE TRIGGER entry_stays BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION entry_guard()",
    ),
}
"""An entry is never deleted, and changed only in one way: it loses words, after a ``destroyed`` entry names it."""


def prepare(database: Database, *, create: bool, rebuild: Callable[[sa.Connection], None]) -> None:
    """
    Bring the database to this program's versions, rebuilding the projections where theirs is another.

    Raises NoRegister, NewerSchema, RegisterDamaged.
    """
    with database.reading() as connection:
        held = _versions_there(connection, database, create)
        connection.rollback()
    if held != _OURS:
        _migrate(database, create, rebuild)


_OURS = {"entry": ENTRY_VERSION, "readings": READINGS_VERSION}


def _migrate(database: Database, create: bool, rebuild: Callable[[sa.Connection], None]) -> None:
    with database.writing() as connection:
        # Asked again as the one writer: another process may have done the work while we waited.
        held = _versions_there(connection, database, create)
        if not held:
            _refuse_other_letters(connection, database)
            log.create_all(connection)
        if held.get("entry") != ENTRY_VERSION:
            for guard in GUARDS[connection.dialect.name]:
                connection.exec_driver_sql(guard)
        found.create_all(connection)
        if held.get("readings") != READINGS_VERSION:
            rebuild(connection)
        connection.execute(sa.delete(schema))
        connection.execute(sa.insert(schema), [{"part": part, "version": n} for part, n in _OURS.items()])


def _refuse_other_letters(connection: sa.Connection, database: Database) -> None:
    if not database.is_sqlite and connection.scalar(sa.text("SHOW server_encoding")) != "UTF8":
        raise WrongEncoding(
            message("{name} cannot hold every letter; make a database with ENCODING 'UTF8'"), name=database.name
        )


def _versions_there(connection: sa.Connection, database: Database, create: bool) -> dict[str, int]:
    names = set(sa.inspect(connection).get_table_names())
    if schema.name in names:
        held = {row.part: row.version for row in connection.execute(sa.select(schema))}
        _refuse_newer(database, held)
        return held
    if names if database.is_sqlite else names & {entry.name, *readings.tables, *found.tables}:
        raise RegisterDamaged(
            message("{name} holds tables of another program; give the register a database of its own"),
            name=database.name,
        )
    if not create:
        raise NoRegister(message("{name} is empty; make the register with sijill init"), name=database.name)
    return {}


def _refuse_newer(database: Database, held: dict[str, int]) -> None:
    for part, ours in _OURS.items():
        if held.get(part, 0) > ours:
            raise NewerSchema(
                message(
                    "{name} was written by a newer Sijill ({part} at version {held}, ours is {ours}); update the "
                    "program, nothing was changed"
                ),
                name=database.name,
                part=part,
                held=held[part],
                ours=ours,
            )
