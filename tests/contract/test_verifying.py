"""In both databases every table is held against a fold of the log, and the access log against its own chain."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
import sqlalchemy as sa
from tests.age_keys import RECIPIENT
from tests.contract.registers import START, hours
from tests.published import published

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.adapters.sql import AccessLog, Act, Look
from sijill.model.consent import Consent
from sijill.workspace import Register, Settings

NOTE = "Invented note. At least 12 civilians were killed in Invented Town on 5 May 2016, the Invented Monitor said.\n"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request):
    """The setting of a store: SQLite in the folder, or a PostgreSQL database."""
    if request.param == "sqlite":
        yield ""
    else:
        with request.getfixturevalue("postgres").database() as url:
            yield url


@pytest.fixture
def register(store, tmp_path):
    """A register with a judged note, one that waits, and one that was destroyed."""
    settings = Settings(name="Test", owner="lead", store=store)
    with Register.init(tmp_path / "register", settings=settings) as register:
        items = [register.evidence.add_bytes(f"{NOTE}{n}".encode(), Provenance("Test notes")).item for n in range(3)]
        proposals = [register.review.proposals_of(item)[0].id for item in items]
        register.acting_as("second").review.judge(proposals[0], verdict="accepted", target=Target("incident"))
        register.keeping.destroy([items[1]], reason="a witness asked", second_actor="second")
        register.search("Invented")
        yield register


def test_an_untouched_register_is_sound(register):
    found = register.keeping.verify()

    assert found.faults == ()
    assert found.sound["chain"] == register.seq
    assert found.sound["projections"] > register.seq


@pytest.mark.parametrize(
    ("change", "table"),
    [
        ("UPDATE statement SET level = level + 1", "statement"),
        ("DELETE FROM subject WHERE seq = 2", "subject"),
        ("UPDATE append SET head = 'x' WHERE first_seq = 1", "append"),
        ("INSERT INTO member VALUES ('a', 'b', 1)", "member"),
        ("DELETE FROM search_row WHERE field = 'source'", "search_row"),
        ("DELETE FROM band", "band"),
    ],
)
def test_a_changed_table_is_found_and_rebuilt(register, change, table):
    with register.opened.store._database.writing() as connection:
        connection.exec_driver_sql(change)

    found = register.keeping.verify()
    mended, done = register.keeping.repair()

    assert table in {one.about[0] for one in found.faults if one.about}
    assert mended.faults == ()
    assert {one.did for one in done} <= {"rebuilt", "found_again"}


def test_writers_go_on_while_the_log_is_folded(register):
    told = []

    def write_meanwhile(_done: int, _whole: int) -> None:
        if not told:
            told.append(register.evidence.add_bytes(b"An invented note that comes in meanwhile.", Provenance("Notes")))

    assert register.keeping.verify(progress=write_meanwhile).faults == ()
    assert told


def test_a_line_changed_or_taken_away_breaks_the_chain_of_the_access_log(store, tmp_path):
    with closing(AccessLog(store or tmp_path)) as log:
        for number in range(4):
            log.record_all([Look(Act.READ, (f"v{number}",), "Invented Researcher", hours(number), head="ab" * 32)])
        whole = log.check({2, 4})
        with log._database.writing() as connection:
            guard = "DROP TRIGGER access_stays" if not store else "DROP TRIGGER access_unchanged ON access"
            connection.exec_driver_sql(guard)
            connection.exec_driver_sql("DELETE FROM access WHERE number = 2")

        assert (whole.lines, whole.broken_at, whole.heads) == (4, None, {"ab" * 32})
        assert whole.digests[2] != whole.digests[4]
        assert log.check().broken_at == 2


def test_an_access_log_that_an_older_program_began_goes_on_and_is_covered_from_then_on(tmp_path):
    with closing(sqlite3.connect(tmp_path / "access.sqlite")) as old:
        old.execute(
            "CREATE TABLE access (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, actor TEXT NOT NULL, "
            "act TEXT NOT NULL, subjects TEXT NOT NULL, salt TEXT, query TEXT)"
        )
        old.execute(
            "INSERT INTO access (at, actor, act, subjects) VALUES ('2020-06-01T08:00:00.000000Z', 'a', 'read', '[]')"
        )
        old.commit()
    with closing(AccessLog(tmp_path)) as log:
        assert log.check().broken_at is None
        log.record(Act.READ, ["v1"], actor="b", now=START + timedelta(days=1))
        assert [one.actor for one in log.read()] == ["a", "b"]
        assert log.check().broken_at is None
        with log._database.writing() as connection:
            connection.execute(sa.text("DROP TRIGGER access_unchanged"))
            connection.execute(sa.text("UPDATE access SET actor = 'c' WHERE number = 1"))

        assert log.check().broken_at == 2


MAPPING = 'kind = "incident"\nsource = "Invented list"\n[columns]\nkilled = "dead"\nhappened_on = "day"\n'


def every_act(register, folder):
    """Do every act once, and give its name after each."""
    keeping, second = register.keeping, register.acting_as("second")
    one, other, lost, table = (
        register.evidence.add_bytes(f"{NOTE}{number}{words}".encode(), Provenance("Test notes")).item
        for number, words in ((7, ""), (8, " Invented hill. " * 9), (9, " Invented lake. " * 9), (10, " Wood. " * 40))
    )
    yield "add"
    claims = {item: next(c for c in register.review.proposals_of(item) if c.number).id for item in (one, other, lost)}
    target = Target("incident", extra={"civilian_status": "civilian"}, another=True)  # one town, one day: three events
    for item in (one, other, lost):
        second.review.judge(claims[item], verdict="accepted", reason="read", target=target)
        yield "judge"
    made = register.exchange.import_table(b"dead,day\n5,2016-05-01\n", MAPPING, name="t.csv")
    yield "import"
    register.exchange.undo_import(made.receipt.append_id, reason="twice")
    yield "undo import"
    pair = [register.records.record("incident", {"title": f"Invented {n}"}, reason="r").subject for n in (1, 2)]
    yield "record"
    for decide in (register.links.same, register.links.unlink, register.links.apart):
        decide(*pair, reason="read")
        yield decide.__name__
    register.evidence.classify(other, "sealed", reason="names a witness")
    yield "classify"
    register.proof.record_custody(other, "transferred", reason="asked", to="Invented Court")
    yield "custody"
    register.proof.queue_stamp()
    yield "stamp"
    register.evidence.classify(other, "team", reason="she agreed", second_actor="second")
    yield "classify lower"
    person = register.records.record("victim", {"name": [{"text": "Invented", "script": "latn"}]}, reason="r").subject
    for subject in (person, lost):
        given = Consent("", subject, "publish", given_by="relative", language="ar", explained_by="second")
        register.publishing.consent(given)
        yield "consent"
        register.publishing.consent(Consent("", subject, "publish", withdrawn=True, reason="they asked"))
        yield "consent withdrawn"
    for about in (person, claims[one]):
        said = second.records.comment(about, "Invented words of a colleague").ids[0]
        yield "comment"
    published(register, "2016-05", formats=["html"], reason="names nobody")
    yield "publish"
    handle = register.exchange.seal_identity({"name": "Invented Name"})
    yield "seal"
    register.exchange.reveal([handle], reason="a call", second_actor="second")
    yield "reveal"
    keeping.hand_over(folder / "out.age", recipients=[RECIPIENT], reason="to a court", second_actor="second")
    yield "hand over"
    keeping.backup(folder / "kept.age", recipients=[RECIPIENT])
    yield "backup"
    content = register.evidence.bytes_of(lost)
    keeping.destroy([lost], reason="she asked", second_actor="second")
    yield "destroy"
    keeping.readmit(content, Provenance("Herself"), reason="she agreed", second_actor="second")
    yield "readmit"
    register.evidence.classify(lost, "restricted", reason="not for all")
    yield "classify what was readmitted"
    keeping.destroy([lost, table], reason="she asked again", second_actor="second")
    yield "destroy again"
    keeping.destroy([handle], reason="she asked", second_actor="second")
    yield "destroy an identity"
    keeping.destroy([register.publishing.consents(person)[0].id], reason="they asked", second_actor="second")
    yield "destroy a consent"
    keeping.destroy([said], reason="a name stood in it", second_actor="second")
    yield "destroy a comment"
    keeping.rebuild()
    yield "rebuild"
    keeping.repair()
    yield "repair"


@pytest.mark.slow
def test_a_register_is_sound_after_every_act(register, tmp_path):
    """Issue 10, item 5: no act of ours leaves a table that a fold of the log would not give."""
    found = {}
    for act in every_act(register, tmp_path):
        if faults := register.keeping.verify().faults:
            found.setdefault(act, faults)

    assert found == {}
