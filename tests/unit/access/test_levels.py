"""An item is as sensitive as the most sensitive thing in it, and a record on restricted items alone is as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from tests.beginnings import begun
from tests.unit.workspace.test_four_eyes import asking

from sijill import readings
from sijill.access import View
from sijill.access._tables import without_columns
from sijill.actions import Provenance, ReasonMissing
from sijill.actions.entries import ManualEntry
from sijill.actions.verdicts import Target
from sijill.evidence import CSV, PlainReader
from sijill.ledger import Draft, QueueQuery, Stage, TwoPersonsNeeded, UnknownEntry
from sijill.ledger.pairs import LikelyPair, PairsFound
from sijill.model import Sensitivity, to_json
from sijill.model.consent import Consent, ConsentBasis, GivenBy, Purpose
from sijill.tables import LessThanItsColumns
from sijill.values import Language, PersonName
from sijill.workspace import Register, Settings, open_register
from sijill.workspace.alike.two_records import decisions_seen

PUBLIC, TEAM, RESTRICTED, SEALED = Sensitivity

TABLE = """name;died;phone;card;town
Invented Person One;2016-05-01;+000 111;ID-77;Invented Town
Invented Person Two;2016-05-02;"+000; 222";ID-78;Invented Town
"""
MAPPING = """kind = "victim"
source = "Invented Committee"
delimiter = ";"
[columns]
"name.en" = "name"
died_on = "died"
contact = "phone"
"identifiers.card" = "card"
[constants]
statuses = ["killed"]
civilian_status = "civilian"
"""
WORDS = b"At least 3 civilians were killed in shelling on Invented Town on 5 May 2016, the Invented Monitor said.\n"


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def imported(register: Register, **more: object) -> str:
    return register.exchange.import_table(TABLE.encode(), MAPPING, name="list.csv", **more).item  # type: ignore[arg-type]


def accepted(register: Register, item: str, onto: str | None = None) -> str:
    """Accept the number of a document, as a new incident or on one that is there, and return the incident."""
    claim = next(one for one in register.review.proposals_of(item) if one.number)
    target = Target("incident", onto, extra={} if onto else {"civilian_status": "civilian"})
    done = register.acting_as("verifier").review.judge(claim.id, verdict="accepted", reason="Invented", target=target)
    return str(done.subject)


def closed(register: Register) -> Mapping[str, Sensitivity]:
    return register.opened.store.levels.closed_among([record for _, record in register.records.ids(limit=1_000)])


def documents(view: View) -> list[str]:
    return [one.id for one in view.items()]


def test_a_new_document_is_the_teams_until_a_person_says_public(register):
    item = register.evidence.add_bytes(WORDS, Provenance("Invented Monitor")).item
    said = register.evidence.add_bytes(b"Invented.\n", Provenance("Invented Monitor", sensitivity=PUBLIC)).item

    assert register.evidence.item(item).sensitivity is TEAM
    assert documents(register.view(PUBLIC)) == [said]


def test_an_entry_of_an_older_program_that_says_nothing_said_public(register):
    old = {"media_type": "text/plain", "size": 1, "source": "Invented", "acquired_at": "2020-01-01T00:00:00.000000Z"}
    register.opened.ledger.append([Draft("0" * 64, "item", old)], append_id="old", actor="lead", now=register.now())

    assert register.evidence.item("0" * 64).sensitivity is PUBLIC


def test_a_table_is_as_sensitive_as_its_most_sensitive_column_and_its_rows_stay_the_teams(register):
    held = register.evidence.item(imported(register))

    assert (held.sensitivity, held.known_level) == (SEALED, TEAM)
    assert held.columns == {"phone": SEALED, "card": RESTRICTED}
    assert not register.view(RESTRICTED).reads(held)
    assert documents(register.view(TEAM)) == [held.id]


def test_the_words_of_a_table_are_read_without_the_columns_above_the_reader(register):
    held = register.evidence.item(imported(register))

    team, restricted, sealed = (register.view(one).text(held).raw for one in (TEAM, RESTRICTED, SEALED))

    assert "Invented Person Two" in team
    assert "2016-05-02" in team
    assert not any(one in team for one in ("111", "222", "ID-77", "ID-78"))
    assert "ID-77" in restricted
    assert not any(one in restricted for one in ("111", "222"))
    assert sealed == TABLE
    assert register.view(PUBLIC).item(held.id) is None


def test_a_row_with_more_cells_than_columns_shows_none_of_them():
    """An import refuses such a table; one that was only added may hold it."""
    read = PlainReader().read(b"name,phone\nInvented Person,,+000 333\n", media_type=CSV, name="")

    told = without_columns(read, ["phone"])

    assert told is not None
    assert "333" not in told.raw
    assert "Invented Person" not in told.raw
    assert without_columns(read, ["card"]) is None


def test_a_person_may_say_that_a_table_is_more_sensitive_never_less(register):
    with pytest.raises(LessThanItsColumns, match="'phone' is sealed"):
        imported(register, sensitivity=RESTRICTED)

    item = imported(register, sensitivity=SEALED)

    assert register.view(RESTRICTED).item(item) is None


def test_importing_the_same_table_again_changes_nothing(register):
    first = register.exchange.import_table(TABLE.encode(), MAPPING, name="list.csv")
    again = register.exchange.import_table(TABLE.encode(), MAPPING, name="list.csv")

    assert again.receipt.repeated
    assert again.receipt.last_seq == first.receipt.last_seq


def test_a_table_that_was_held_already_becomes_as_sensitive_as_its_columns(register):
    item = register.evidence.add_bytes(
        TABLE.encode(), Provenance("Invented Committee", original_name="list.csv", sensitivity=PUBLIC)
    ).item

    imported(register)

    assert register.evidence.item(item).sensitivity is SEALED
    assert register.view(PUBLIC).item(item) is None
    assert "111" not in register.view(TEAM).text(register.evidence.item(item)).raw


def test_a_table_of_an_older_program_is_as_sensitive_as_what_its_rows_state(register):
    """It said public and no columns: whoever is not cleared for its values reads none of it."""
    imported(register)
    bodies = [(one, dict(one.body or {})) for one in register.records.entries(kind="item")]
    (entry, body) = bodies[0]
    body.pop("columns")
    body.pop("sensitivity")
    item = "1" * 64
    stated = [one for one in register.records.entries(kind="statement") if one.body]
    drafts = [Draft(item, "item", body)]
    for number, one in enumerate(stated):
        basis = [{"kind": "import_row", "ref": str(g["ref"]).replace(entry.id, item)} for g in one.body["basis"]]
        drafts.append(Draft(f"old-{number}", "statement", {**one.body, "subject": "old-victim", "basis": basis}))
    register.opened.ledger.append(drafts, append_id="import-old", actor="lead", now=register.now())

    held = register.evidence.item(item)

    assert (held.sensitivity, held.known_level) == (SEALED, TEAM)
    assert register.view(PUBLIC).item(item) is None
    assert register.view(TEAM).text(held) is None


def test_a_note_from_which_a_sealed_contact_was_typed_is_read_by_nobody_below(register):
    entry = ManualEntry(
        words="Invented words with +000 444.",
        source="Invented family",
        outcome="killed",
        victim={"name": "Invented Person", "contact": "+000 444", "civilian_status": "civilian"},
    )
    register.records.enter(entry)

    held = next(one for one in register.evidence.items())

    assert (held.sensitivity, held.known_level) == (SEALED, TEAM)
    assert not register.view(RESTRICTED).reads(register.view(RESTRICTED).item(held.id))


def test_one_person_makes_a_document_more_sensitive_and_two_make_it_less(register):
    item = register.evidence.add_bytes(WORDS, Provenance("Invented Monitor")).item

    register.evidence.classify(item, RESTRICTED, reason="it names a witness")

    assert register.view(TEAM).item(item) is None
    assert register.review.queue.count(QueueQuery(levels=(PUBLIC, TEAM)), most=9) == 0
    assert register.search("Invented Monitor", audience=TEAM) == []
    with pytest.raises(TwoPersonsNeeded, match="second-actor"):
        register.evidence.classify(item, PUBLIC, reason="it was printed")
    with pytest.raises(ReasonMissing):
        register.evidence.classify(item, SEALED, reason=" ")
    register.evidence.classify(item, PUBLIC, reason="it was printed", second_actor="verifier")
    assert register.view(PUBLIC).item(item) is not None
    assert register.review.queue.count(QueueQuery(levels=(PUBLIC,)), most=9) > 0
    assert register.search("Invented Monitor", audience=PUBLIC) != []


def test_two_persons_do_not_open_the_words_from_which_a_sealed_value_was_stated(register):
    item = imported(register)

    register.evidence.classify(item, PUBLIC, reason="invented", second_actor="verifier")

    assert not register.view(RESTRICTED).reads(register.evidence.item(item))


def test_a_record_on_restricted_documents_alone_is_not_there_for_the_team(register):
    item = register.evidence.add_bytes(WORDS, Provenance("Invented Monitor", sensitivity=RESTRICTED)).item
    incident = accepted(register, item)
    team, restricted = register.view(TEAM), register.view(RESTRICTED)

    with pytest.raises(UnknownEntry):
        team.record(incident)
    assert team.record_ids() == []
    assert [one for _, one in restricted.record_ids()] == [incident]
    assert not any(team.hit(hit) for hit in register.search("Invented Town", kinds=["incident"], audience=TEAM))
    assert team.entries(register.records.history(incident)) == ()
    assert team.redacted(register.records.of(incident)).value.held == {}


def test_its_dead_are_counted_all_the_same(register):
    """Redaction comes last and never changes a total (E3)."""
    item = register.evidence.add_bytes(WORDS, Provenance("Invented Monitor", sensitivity=RESTRICTED)).item
    accepted(register, item)

    _, toll = register.counts.toll("2016-05", clock="died")

    assert toll.total.figure.best == 3
    assert register.view(TEAM).toll(toll).value.total.figure.best == 3


def test_a_second_document_that_the_team_may_know_opens_the_record(register):
    secret = register.evidence.add_bytes(WORDS, Provenance("Invented Monitor", sensitivity=RESTRICTED)).item
    incident = accepted(register, secret)
    other = b"At least 4 civilians were killed in shelling on Invented Town on 5 May 2016, an invented doctor said.\n"
    known = register.evidence.add_bytes(other, Provenance("Invented Agency")).item

    accepted(register, known, onto=incident)

    assert register.view(TEAM).record(incident).id == incident
    register.evidence.classify(known, SEALED, reason="invented")
    assert [one for _, one in register.view(RESTRICTED).record_ids()] == [incident]
    assert register.view(TEAM).record_ids() == []


def test_a_record_of_a_table_with_a_sealed_column_is_there_without_that_value(register):
    imported(register)

    found = [register.view(TEAM).record(one) for _, one in register.view(TEAM).record_ids(kind="victim")]

    assert len(found) == 2
    assert all("contact" not in one.held and "identifiers" not in one.held for one in found)
    assert all(one.held["name"][0].basis for one in found)


def test_the_levels_are_the_same_after_a_rebuild(register):
    imported(register)
    secret = register.evidence.add_bytes(WORDS, Provenance("Invented Monitor", sensitivity=RESTRICTED)).item
    accepted(register, secret)
    before = register.opened.store.levels.of_items(), closed(register)

    register.opened.store.rebuild()

    assert (register.opened.store.levels.of_items(), closed(register)) == before
    assert before[1]
    with open_register(register.folder) as again:
        assert closed(again) == before[1]


def test_a_destroyed_value_leaves_the_document_as_a_rebuild_would_find_it(register):
    imported(register)
    contacts = [
        one.id for one in register.records.entries(kind="statement") if one.body and one.body["property"] == "contact"
    ]
    register.keeping.destroy(contacts, reason="the family asked", second_actor="verifier")
    before = register.opened.store.levels.of_items(), closed(register)

    register.opened.store.rebuild()

    assert (register.opened.store.levels.of_items(), closed(register)) == before


def test_a_destroyed_document_is_nobodys_whatever_is_said_of_it(register):
    item = imported(register)
    register.evidence.classify(item, PUBLIC, reason="invented", second_actor="verifier")

    register.keeping.destroy([item], reason="a witness asked", second_actor="verifier")

    assert register.opened.store.levels.of_items()[item].own == 3
    register.opened.store.rebuild()
    assert register.opened.store.levels.of_items()[item].own == 3


def test_a_contact_that_waits_for_a_second_person_closes_its_words_to_the_team(register):
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    entry = ManualEntry(
        words="Invented words with +000 444.",
        source="Invented family",
        outcome="killed",
        victim={"name": "Invented Person", "contact": "+000 444", "civilian_status": "civilian"},
    )
    done = register.acting_as("documenter").records.enter(entry)
    held = register.evidence.items()[0]

    assert done.waits
    assert not register.view(TEAM).reads(held)
    assert register.view(RESTRICTED).reads(held)
    assert register.review.queue.count(QueueQuery(stage=Stage.SECOND, levels=(PUBLIC, TEAM)), most=9) == 0


def two_persons_of_one(register: Register) -> tuple[str, str, str]:
    """Return an open and a restricted record that a lead said are one person, and the restricted document."""
    records = []
    for level, name, words in ((TEAM, "Invented Open", WORDS), (RESTRICTED, "Invented Hidden", WORDS + b"Again.\n")):
        item = register.evidence.add_bytes(words, Provenance("Invented Monitor", sensitivity=level)).item
        claim = next(one for one in register.review.proposals_of(item) if one.number)
        judged = register.acting_as("verifier").review.judge(claim.id, verdict="accepted", reason="", target=None).claim
        values = {"name": to_json(PersonName.of(name)), "statuses": ["killed"]}
        values |= {"origin_place": "Inventedhiddenplace"} if level is RESTRICTED else {}
        made = register.records.record("victim", values, claims=[judged], reason="invented")
        records.append(made.subject)
    return records[0], records[1], item


def test_a_restricted_record_stays_closed_when_it_is_one_with_an_open_one(register):
    """To say that two records are one person tells the team nothing that only a restricted document says."""
    shown, hidden, _ = two_persons_of_one(register)
    register.acting_as("lead").links.same(shown, hidden, reason="Invented Hidden is the same person")

    team, cleared = register.view(TEAM), register.view(RESTRICTED)
    record, whole = team.record(shown), cleared.record(shown)

    assert [one.value.display(Language.EN) for one in record.held["name"]] == ["Invented Open"]
    assert record.noun.name.display(Language.EN) == "Invented Open"
    assert record.noun.origin_place is None
    assert whole.noun.origin_place == "Inventedhiddenplace"
    assert len(whole.held["name"]) == 2
    told = str(team.entries(register.records.history(shown))) + str(team.known(register.records.all()))
    assert "Hidden" not in told
    assert "hiddenplace" not in told
    assert not any(map(team.hit, register.search("Inventedhiddenplace", audience=TEAM)))
    assert any(map(cleared.hit, register.search("Inventedhiddenplace", audience=RESTRICTED)))
    assert decisions_seen(team, register.links.decisions(shown)) == []
    assert decisions_seen(cleared, register.links.decisions(shown))


def test_a_pair_with_a_closed_record_is_in_no_count_and_a_doubt_about_it_is_told_to_nobody(register):
    shown, hidden, _ = two_persons_of_one(register)
    register.opened.store.pairs.keep(
        "victim", PairsFound((LikelyPair(*sorted((shown, hidden)), "victim", 95),)), of=[], seq=register.seq
    )
    register.acting_as("lead").links.unsure(shown, hidden, reason="Invented Hidden may be the same person")
    question, _ = register.counts.toll("2016-05")
    told = {one: register.links.notes(question, register.view(one)) for one in (TEAM, RESTRICTED)}

    assert told[TEAM] == ()
    assert [(one.reason, one.records) for one in told[RESTRICTED]] == [("likely_pairs", 1)]
    assert decisions_seen(register.view(TEAM), register.links.decisions(shown)) == []


def test_what_was_agreed_to_about_a_closed_record_is_told_to_nobody_who_may_not_know_it(register):
    _, hidden, _ = two_persons_of_one(register)
    agreed = Consent("", hidden, Purpose.STORE, ConsentBasis.CONSENT, GivenBy.RELATIVE, None, "ar", "Invented Helper")
    register.publishing.consent(agreed)

    assert readings.consents(register, audience=TEAM).documents() == []
    assert len(readings.consents(register, audience=RESTRICTED).documents()) == 1
