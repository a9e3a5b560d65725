"""How sensitive documents are, and which records rest on restricted ones alone: kept in the append's transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from sijill.adapters.sql._database import PartOfStore
from sijill.adapters.sql._rows import Recorded, driven, entry_of, rows_among, unknown_entry
from sijill.adapters.sql._schema import closed_record, entry, item_level, member
from sijill.ledger import IMPORT, LEVELS, Entry
from sijill.model import BasisKind, Item, Sensitivity, properties
from sijill.search import statement_sensitivity

PUBLIC, TEAM, RESTRICTED, SEALED = range(4)


@dataclass(frozen=True, slots=True)
class Level:
    """What was said of a document, how sensitive the most sensitive thing in it is, and its sensitive columns."""

    said: int = PUBLIC
    raised: int = PUBLIC
    columns: Mapping[str, str] | None = field(default_factory=dict)

    @property
    def words(self) -> int:
        """How sensitive its words are."""
        return max(self.said, self.raised)

    @property
    def own(self) -> int:
        """How sensitive all else about it is: what holds more than the public may know is the team's."""
        return max(self.said, min(self.raised, TEAM))


DESTROYED = Level(SEALED, SEALED, None)
"""What was destroyed had its reason: what is left of it is shown to nobody."""


class SqlLevels(PartOfStore):
    """Answers from the projections."""

    def of_items(self, items: Collection[str] | None = None) -> Mapping[str, Level]:
        """Return how sensitive documents are: these, or all of which more is known than what their entry says."""
        with self._database.reading() as connection:
            if items is not None:
                return levels_of(connection, items)
            return {str(row[0]): _level(row[1:]) for row in driven(connection, _LEVELS, ())}

    def with_item(self, item: str) -> tuple[Entry, Level]:
        """Return the entry of a document with how sensitive it is, read at once. Raises UnknownEntry."""
        with self._database.reading() as connection:
            row = driven(connection, _WITH_LEVEL, (item,)).fetchone()
        if row is None:
            raise unknown_entry(item)
        return levelled_entry(row)

    def above(self, level: int) -> frozenset[str]:
        """Return the documents that are more sensitive than a level."""
        own = sa.or_(item_level.c.said > level, item_level.c.raised > max(level, SEALED * (level >= TEAM)))
        return frozenset(str(item) for (item,) in self._database.rows(sa.select(item_level.c.item).where(own)))

    def without_claims(self, *, most: int) -> Sequence[tuple[Entry, Level]]:
        """Return the newest documents of which no claim was ever found or stated, each with how sensitive it is."""
        with self._database.reading() as connection:
            return [levelled_entry(row) for row in driven(connection, _WITHOUT_CLAIMS, (most,))]

    def closed_among(self, records: Collection[str]) -> Mapping[str, Sensitivity]:
        """
        Return which of these records rest on restricted documents alone, with the least sensitive of them.

        A record that is one with another is closed where all of them are.
        """
        with self._database.reading() as connection:
            rows = rows_among(connection, _CLOSED, records)
        return {str(record): LEVELS[level] for record, level in rows if level}

    def closed_parts(self) -> Mapping[str, Sensitivity]:
        """Return the records among those that are one with others that rest, by themselves, on restricted documents."""
        joined = sa.select(closed_record).where(closed_record.c.record.in_(sa.select(member.c.record)))
        return {str(record): LEVELS[level] for record, level in self._database.rows(joined)}


LEVEL_COLUMNS = (item_level.c.said, item_level.c.raised, item_level.c.columns)
_LEVELS = "SELECT item, said, raised, columns FROM item_level"
_WITH_LEVEL = f"""SELECT {", ".join(map(str, entry.columns))}, said, raised, columns
    FROM entry LEFT JOIN item_level ON item_level.item = entry.id WHERE entry.id = ?"""  # noqa: S608 our own names only
_WITHOUT_CLAIMS = f"""SELECT {", ".join(map(str, entry.columns))}, said, raised, columns
    FROM entry LEFT JOIN item_level ON item_level.item = entry.id
    WHERE entry.kind = 'item' AND entry.body IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM proposal WHERE proposal.item = entry.id)
    AND NOT EXISTS (SELECT 1 FROM subject JOIN entry AS said ON said.seq = subject.seq
        WHERE subject.subject = entry.id AND said.kind IN ('claim', 'judgement'))
    ORDER BY entry.seq DESC LIMIT ?"""  # noqa: S608 our own names only
_CLOSED = """SELECT c.record, coalesce((
        SELECT min(coalesce(o.level, 0)) FROM member m JOIN member n ON n.canonical = m.canonical
        LEFT JOIN closed_record o ON o.record = n.record WHERE m.record = c.record
    ), c.level) FROM closed_record c WHERE c.record"""


def levelled_entry(row: Sequence[Any]) -> tuple[Entry, Level]:
    """Return the entry of a row that ends with how sensitive its document is. Raises RegisterDamaged."""
    said = len(LEVEL_COLUMNS)
    return entry_of(row[:-said]), Level() if row[-1] is None else _level(row[-said:])


def level_of(body: Mapping[str, Any]) -> int:
    """Return how sensitive a statement is, as a number."""
    return LEVELS.index(statement_sensitivity(body))


def levels_of(connection: sa.Connection, items: Collection[str]) -> dict[str, Level]:
    """Return how sensitive these documents are, as far as they are known."""
    rows = rows_among(connection, f"{_LEVELS} WHERE item", items) if items else ()
    return {str(row[0]): _level(row[1:]) for row in rows}


def _level(row: Sequence[Any]) -> Level:
    return Level(int(row[0]), int(row[1]), json.loads(row[2]))


def learn_levels(connection: sa.Connection, recorded: Sequence[Recorded]) -> None:
    """Learn from entries how sensitive documents are, and carry what changed to the rows by which they are found."""
    raised = _raised_by(connection, recorded)
    names = {_item_of(one) for one in recorded if one.kind in SAYING and (one.body or one.kind == "item")} | set(raised)
    before = levels_of(connection, names) if names else {}
    for item, level in _levels_after(recorded, raised, before).items():
        if level != before.get(item):
            _keep(connection, item, level)
            if item in before:
                _carry(connection, item, before[item], level)


SAYING = ("item", "classification")
"""The kinds of entry that say how sensitive a document is."""


def _levels_after(
    recorded: Sequence[Recorded], raised: Mapping[str, tuple[int, bool]], before: Mapping[str, Level]
) -> dict[str, Level]:
    """Return how sensitive documents are after these entries."""
    levels = dict(before)
    for one in recorded:
        if one.kind == "item" and not one.body:
            levels[one.id] = DESTROYED
        elif one.kind in SAYING and one.body:
            levels[_item_of(one)] = _said(levels.get(_item_of(one), Level()), one.body)
    for item, (level, by_row) in raised.items():
        held = levels.get(item)
        # What a person called public was published with all that it says: a value stated from it hides nothing.
        if held is not None and (by_row or held.said > PUBLIC):
            levels[item] = replace(held, raised=max(held.raised, level))
    return levels


def _item_of(one: Recorded) -> str:
    return one.id if one.kind == "item" else str(one.body["item"])


def _said(held: Level, body: Mapping[str, Any]) -> Level:
    if held.columns is None:
        return held
    said = LEVELS.index(Sensitivity(body["sensitivity"])) if body.get("sensitivity") else held.said
    columns = {**held.columns, **body.get("columns", {})}
    raised = max((held.raised, *(LEVELS.index(Sensitivity(one)) for one in columns.values())))
    return Level(said, raised, columns)


def _raised_by(connection: sa.Connection, recorded: Sequence[Recorded]) -> dict[str, tuple[int, bool]]:
    """Return the most sensitive property stated from each document, and whether it came from a row of a table."""
    found: dict[str, tuple[int, bool]] = {}

    def learn(item: str | None, level: int, by_row: bool) -> None:
        if item is not None:
            before = found.get(item, (PUBLIC, False))
            found[item] = max(before[0], level), before[1] or by_row

    bodies = {one.id: one.body for one in recorded if one.kind in ("claim", "judgement")}
    for one in recorded:
        level = level_of(one.body) if one.kind == "statement" and one.body else PUBLIC
        for ground in one.body.get("basis", ()) if level > PUBLIC else ():
            by_row = ground["kind"] == BasisKind.IMPORT_ROW
            if by_row or level >= RESTRICTED:
                learn(_item_under(connection, ground, bodies), level, by_row)
        awaits = one.body.get("awaits")
        if awaits and (awaited := _awaited_level(awaits)) >= RESTRICTED:
            # Whoever confirms a value has to read the words from which it was typed, as a verifier does.
            learn(str(awaits["claim"]["item"]), min(awaited, RESTRICTED), False)
    return found


def _awaited_level(awaits: Mapping[str, Any]) -> int:
    """Return the most sensitive property of what waits for a second person."""
    entry, values, target = (awaits.get(name) or {} for name in ("entry", "values", "target"))
    given: list[tuple[Any, Any]] = [("victim", entry.get("victim")), ("incident", entry.get("incident"))]
    given += [(values.get("kind"), values.get("values")), (target.get("kind"), target.get("extra"))]
    named = ({"subject_kind": kind, "property": name} for kind, some in given for name in some or ())
    return max(map(level_of, named), default=PUBLIC)


def _item_under(
    connection: sa.Connection, ground: Mapping[str, Any], bodies: Mapping[str, Mapping[str, Any]]
) -> str | None:
    """Return the document of a ground: of a row, a claim, or the claim that a decision was given with."""
    ref = str(ground["ref"])
    if ground["kind"] == BasisKind.IMPORT_ROW:
        return ref.partition("#")[0]
    body = bodies.get(ref)
    if body is None:
        row = driven(
            connection, "SELECT body FROM entry WHERE id = ? AND kind IN ('claim', 'judgement')", (ref,)
        ).fetchone()
        body = json.loads(row[0]) if row and row[0] else {}
    item = body.get("item") or (body.get("proposed") or {}).get("item")
    if item is None and body.get("claim") and body["claim"] != ref:
        return _item_under(connection, {"kind": BasisKind.CLAIM, "ref": body["claim"]}, bodies)
    return None if item is None else str(item)


def _keep(connection: sa.Connection, item: str, level: Level) -> None:
    driven(connection, "DELETE FROM item_level WHERE item = ?", (item,))
    values = (item, level.said, level.raised, json.dumps(level.columns))
    driven(connection, "INSERT INTO item_level VALUES (?, ?, ?, ?)", values)


def _carry(connection: sa.Connection, item: str, before: Level, level: Level) -> None:
    """Write a document's new level to what waits, to what is found by words, and to the records that rest on it."""
    waits = "UPDATE waiting SET level = CASE WHEN proposal LIKE ? THEN ? ELSE ? END WHERE item = ?"
    driven(connection, waits, (f"{IMPORT}%", level.own, level.words, item))
    driven(connection, "UPDATE search_row SET level = ? WHERE kind = 'item' AND subject = ?", (level.own, item))
    names = [name for name, card in properties(Item).items() if LEVELS.index(card.prop.sensitivity) > level.own]
    for name in names:
        own = LEVELS.index(properties(Item)[name].prop.sensitivity)
        driven(connection, "UPDATE search_row SET level = ? WHERE subject = ? AND field = ?", (own, item, name))
    claims = [str(row[0]) for row in driven(connection, _CLAIMS, (item,)).fetchall()]
    for one in claims:
        quoted = "UPDATE search_row SET level = ? WHERE kind = 'claim' AND subject = ?"
        driven(connection, quoted, (max(level.words, TEAM), one))
    if max(before.said, level.said) < RESTRICTED:
        return
    _close(connection, _records_on(connection, _grounds_of(connection, item)))


_CLAIMS = "SELECT e.id FROM subject s JOIN entry e ON e.seq = s.seq WHERE s.subject = ? AND e.kind = 'claim'"


def _records_on(connection: sa.Connection, grounds: Sequence[str]) -> set[str]:
    of = "SELECT t.subject, s.subject FROM statement t JOIN subject s ON s.seq = t.seq WHERE s.subject"
    return {str(row[0]) for row in rows_among(connection, of, grounds)} if grounds else set()


def close_records(connection: sa.Connection, recorded: Sequence[Recorded]) -> None:
    """Close the records that these entries leave with restricted documents alone, and open those they give others."""
    if not _any_restricted(connection):
        return
    touched = {str(one.body["subject"]) for one in recorded if one.kind in ("statement", "retraction") and one.body}
    _close(connection, touched)


def _any_restricted(connection: sa.Connection) -> bool:
    return driven(connection, "SELECT 1 FROM item_level WHERE said >= ? LIMIT 1", (RESTRICTED,)).fetchone() is not None


_STANDING = """SELECT e.body FROM statement t JOIN entry e ON e.seq = t.seq
    WHERE t.subject = ? AND t.withdrawn IS NULL AND e.body IS NOT NULL"""


def _close(connection: sa.Connection, records: Iterable[str]) -> None:
    known: dict[str, Level] = {}
    for record in records:
        driven(connection, "DELETE FROM closed_record WHERE record = ?", (record,))
        bodies = [json.loads(row[0]) for row in driven(connection, _STANDING, (record,)).fetchall()]
        # A decision that speaks of no document gives a record no ground of its own, so it opens none either.
        level = min((one for body in bodies for one in _rests_at(connection, body, known)), default=PUBLIC)
        if level >= RESTRICTED:
            driven(connection, "INSERT INTO closed_record VALUES (?, ?)", (record, level))


def _rests_at(connection: sa.Connection, body: Mapping[str, Any], known: dict[str, Level]) -> Iterator[int]:
    """Give how sensitive the documents under a statement are."""
    for ground in body["basis"]:
        item = _item_under(connection, ground, {})
        if item is not None:
            if item not in known:
                known[item] = levels_of(connection, [item]).get(item, Level())
            yield known[item].own


def forget_levels(connection: sa.Connection, gone: Sequence[Entry]) -> None:
    """Learn anew what is known of documents and records after entries were destroyed, as a reading of the log would."""
    for one in gone:
        if one.kind == "item":
            _keep(connection, one.id, _level_again(connection, one.id, DESTROYED))
    grounds = [ground for one in gone if one.kind == "statement" for ground in (one.body or {}).get("basis", ())]
    for item in {_item_under(connection, ground, {one.id: one.body or {} for one in gone}) for ground in grounds}:
        before = levels_of(connection, [item]).get(item) if item else None
        if item and before and before != DESTROYED:
            level = _level_again(connection, item, before)
            _keep(connection, item, level)
            _carry(connection, item, before, level)
    _close(connection, {name for one in gone if one.kind == "statement" for name in one.subjects})


def _level_again(connection: sa.Connection, item: str, otherwise: Level) -> Level:
    """Return how sensitive a document is by what the log still says of it."""
    about = _all_about(connection, item)
    return _levels_after(about, _raised_by(connection, about), {}).get(item, otherwise)


def _all_about(connection: sa.Connection, item: str) -> list[Recorded]:
    """Return the entries that say or raise how sensitive a document is, in order."""
    grounds = _grounds_of(connection, item)
    of = "SELECT DISTINCT e.seq, e.id, e.kind, e.body FROM entry e JOIN subject s ON s.seq = e.seq WHERE s.subject"
    rows = rows_among(connection, of, [item, *grounds])
    return [Recorded(seq, name, kind, json.loads(body)) for seq, name, kind, body in sorted(rows) if body]


def _grounds_of(connection: sa.Connection, item: str) -> list[str]:
    """Return what a value may rest on of a document: its claims, the judgements on them, and rows of a table."""
    claims = [str(row[0]) for row in driven(connection, _CLAIMS, (item,)).fetchall()]
    judged = "SELECT e.id FROM entry e JOIN subject s ON s.seq = e.seq WHERE e.kind = 'judgement' AND s.subject"
    rows = "SELECT DISTINCT subject FROM subject WHERE subject >= ? AND subject < ?"
    refs = driven(connection, rows, (f"{item}#", f"{item}$")).fetchall()
    return [*claims, *(str(row[0]) for row in rows_among(connection, judged, claims)), *(str(row[0]) for row in refs)]
