"""One person is one record: people decide which records are one, and every count obeys (DESIGN 5 and 11.6)."""

from __future__ import annotations

import json

import pytest
from tests.beginnings import begun

from sijill.actions import ReasonMissing
from sijill.actions.entries import Contradiction, DecidedBefore, LinkedToItself, NotDecided
from sijill.actions.statements import KnownIdentifier, NotThatKind
from sijill.actions.tables import import_id
from sijill.cli import main
from sijill.ledger import UnknownEntry
from sijill.model import PublishedFigure, Sensitivity, Victim, properties
from sijill.records import WHOLE_ID, AmbiguousId
from sijill.values import Language, MistypedHandle, translate
from sijill.workspace import Settings

WHY = "an invented reason"
MINISTRY = {"scheme": "moh", "value": "0712"}


@pytest.fixture
def register(tmp_path):
    """An empty register of an invented team."""
    with begun(tmp_path / "register", Settings(name="Invented team", owner="lead")) as made:
        yield made


def person(register, name, **more):
    """Record an invented civilian killed in May 2020 and return the id."""
    values = {
        "name": [{"text": name, "script": "latn", "kind": "full"}],
        "statuses": "killed",
        "civilian_status": "civilian",
        "died_on": "2020-05-03",
        "documented_on": "2020-05-04",
        **more,
    }
    return register.records.record("victim", values, reason=WHY).subject


def strike(register, killed, **more):
    """Record an invented incident of May 2020 and return its id."""
    values = {
        "title": f"Invented strike with {killed} dead",
        "killed": {"low": killed, "high": killed},
        "civilian_status": "civilian",
        "happened_on": "2020-05-03",
        "documented_on": "2020-05-04",
        **more,
    }
    return register.records.record("incident", values, reason=WHY).subject


def dead(register, **asked):
    """Return how many dead the register counts in May 2020."""
    return register.counts.toll("2020-05", **asked)[1].total.figure.best


# -- counting --------------------------------------------------------------------------------------------------------


def test_two_records_of_one_person_count_once_with_both_accounts_side_by_side(register):
    """DESIGN 5, Ids: the canonical id of a person is the id of the member recorded first."""
    first = person(register, "Invented Person", age={"low": 30, "high": 30})
    second = person(register, "Invented Persson", age={"low": 31, "high": 31})
    assert dead(register) == 2

    register.links.same(second, first, reason=WHY)

    assert dead(register) == 1
    held = register.records.of(second)
    assert held.id == first
    assert [one.value.low for one in held.held["age"]] == [30, 31]
    assert "age" in held.disputed
    assert [one.id for one in register.records.all()] == [first]
    assert [one for _, one in register.records.ids(kind="victim")] == [first]


def test_two_records_of_one_incident_are_one_unit_and_their_acts_follow(register):
    """DESIGN 6: one death counts once."""
    one, other = strike(register, 2), strike(register, 2)
    for incident, name in ((one, "Invented A"), (other, "Invented B")):
        register.records.record("act", {"victim": person(register, name), "incident": incident}, reason=WHY)
    assert dead(register) == 4

    register.links.same(one, other, reason=WHY)

    assert dead(register) == 2
    assert [len(unit.people) for unit in register.counts.counting().units.units] == [2]


def test_one_person_in_two_records_of_one_incident_is_one_death(register):
    """DESIGN 5, Ids: one person in two incidents."""
    incidents = [strike(register, 1), strike(register, 1)]
    persons = [person(register, "Invented Person"), person(register, "Invented Persson")]
    for incident, victim in zip(incidents, persons, strict=True):
        register.records.record("act", {"victim": victim, "incident": incident}, reason=WHY)

    register.links.same(*incidents, reason=WHY)
    register.links.same(*persons, reason=WHY)

    assert dead(register) == 1


def test_a_decision_taken_back_gives_both_records_back_and_no_earlier_figure_moves(register):
    """DESIGN 4: a link is undone by a later decision; DESIGN 6: a figure stands on its entry."""
    first, second = person(register, "Invented Person"), person(register, "Invented Persson")
    register.links.same(first, second, reason=WHY)
    figure = register.counts.toll("2020-05")[1].total.figure

    register.links.unlink(first, second, reason="they are cousins")

    assert dead(register) == 2
    assert register.records.of(second).id == second
    assert register.counts.figure(figure.id)[1].best == 1


def test_after_a_split_each_part_goes_by_its_own_first_member(register):
    """DESIGN 5, Ids: after a split the part without it takes its own first member."""
    a, b, c = (person(register, f"Invented {name}") for name in "ABC")
    register.links.same(a, b, reason=WHY)
    register.links.same(c, b, reason=WHY)
    assert register.records.of(c).id == a

    register.links.apart(a, b, reason="other parents")

    assert register.records.of(a).id == a
    assert register.records.of(c).id == b
    assert dead(register) == 2


def test_a_trace_shows_the_words_of_every_record_that_became_one(register):
    """DESIGN 1: every figure leads back to its words."""
    first, second = person(register, "Invented Person"), person(register, "Invented Persson")
    register.links.same(first, second, reason=WHY)

    parts = register.counts.trace(register.counts.toll("2020-05")[1].total.figure.id).parts

    assert [part.part.record for part in parts] == [first]
    assert sum(one.statement.property == "name" for one in parts[0].statements) == 2


def test_an_earlier_moment_is_read_with_the_decisions_of_that_moment(register):
    """DESIGN 4: any other moment is folded from the log."""
    first, second = person(register, "Invented Person"), person(register, "Invented Persson")
    before = register.seq
    register.links.same(first, second, reason=WHY)

    assert register.records.of(second, seq=before).id == second
    assert register.records.of(second, seq=register.seq).id == first


# -- who is meant ----------------------------------------------------------------------------------------------------


def test_an_old_id_leads_to_what_it_became_with_its_history(register):
    """DESIGN 5, Ids: an old id resolves with its history."""
    first, second = person(register, "Invented Person"), person(register, "Invented Persson")
    made = register.links.same(first, second, reason=WHY)

    told = register.records.history(second)

    assert {(entry.body or {}).get("subject") for entry in told} >= {first, second}
    assert told[-1].id == made.link
    assert register.records.members(second) == (first, second)


def test_a_search_names_the_one_record_for_either_spelling(register):
    """DESIGN 5, Ids."""
    first, second = person(register, "Invented Kareem"), person(register, "Invented Karim")
    register.links.same(first, second, reason=WHY)

    assert {hit.subject for hit in register.search("Invented")} == {first}
    assert {hit.subject for hit in register.search("Karim")} == {first}
    assert [hit.subject for hit in register.search("Invented", limit=1)] == [first]


def test_a_value_said_of_an_old_id_is_said_of_the_record_and_seen_changes_of_both_count(register):
    """DESIGN 4: an append expects the record as it was seen."""
    first, second = person(register, "Invented Person"), person(register, "Invented Persson")
    register.links.same(first, second, reason=WHY)
    seen = register.records.last_seq(first)

    done = register.records.record("victim", {"sex": "male"}, subject=second, reason=WHY, expect={second: seen})

    assert done.subject == first
    with pytest.raises(Exception, match="moved on"):
        register.records.record("victim", {"sex": "female"}, subject=first, reason=WHY, expect={first: seen})


def test_a_handle_means_its_record_wherever_an_id_is_asked_and_outlives_edits_and_links(register):
    """DESIGN 8: what is said on the telephone is not a UUID; a record that is one answers to all its handles."""
    first, second = person(register, "Invented Person"), person(register, "Invented Persson")
    names = {one: register.records.names([one])[one].handle for one in (first, second)}
    register.records.record("victim", {"sex": "male"}, subject=names[first].lower(), reason=WHY)
    incident = strike(register, 1)
    place = register.records.names([incident])[incident].handle
    register.records.record("act", {"victim": names[second], "incident": place}, reason=WHY)

    register.links.same(names[first], names[second], reason=WHY)

    assert register.records.of(names[first]).id == register.records.of(names[second]).id == first
    assert register.records.names([first])[first].handle == names[first]
    assert register.records.of(first).noun.sex is not None
    assert register.search(names[second])[0].subject == first
    assert dead(register) == 1


def test_a_mistyped_handle_is_refused_as_mistyped_and_never_means_another_record(register):
    """DESIGN 8: the check sign finds it."""
    one = person(register, "Invented Person")
    handle = register.records.names([one])[one].handle
    wrong = handle[:-1] + ("X" if handle[-1] != "X" else "Y")

    with pytest.raises(MistypedHandle, match="mistyped"):
        register.records.of(wrong)
    with pytest.raises(MistypedHandle):
        register.links.same(one, wrong, reason=WHY)


def test_the_beginning_of_an_id_is_enough_where_no_other_record_begins_so(register):
    """DESIGN 8."""
    one, other = person(register, "Invented A"), person(register, "Invented B")
    shared = next(one[:n] for n in range(len(one), 0, -1) if other.startswith(one[:n]))

    assert register.records.of(one[: len(shared) + 1]).id == one
    with pytest.raises(AmbiguousId):
        register.records.of(shared)


# -- what is refused -------------------------------------------------------------------------------------------------


def test_decisions_never_contradict_and_the_refusal_names_what_stands_in_the_way(register):
    """DESIGN 5: A is B, B is C, so A cannot be another than C until one of these is taken back."""
    a, b, c = (person(register, f"Invented {name}") for name in "ABC")
    one, two = register.links.same(a, b, reason=WHY).link, register.links.same(b, c, reason=WHY).link

    with pytest.raises(Contradiction) as refusal:
        register.links.apart(a, c, reason=WHY)
    with pytest.raises(Contradiction):
        register.links.unlink(a, c, reason=WHY)

    assert refusal.value.in_the_way == (one, two)
    assert one in str(refusal.value)
    assert f"sijill unlink REGISTER {a} {b}" in str(refusal.value)
    register.links.unlink(b, c, reason=WHY)
    register.links.apart(a, c, reason=WHY)
    with pytest.raises(Contradiction) as other_way:
        register.links.same(b, c, reason=WHY)
    assert len(other_way.value.in_the_way) == 1
    assert "تعارض" in translate(Language.AR, other_way.value.message, **other_way.value.places)


@pytest.mark.parametrize("decision", ["same", "apart", "unlink"])
def test_no_decision_is_recorded_about_what_is_not_two_records_of_one_kind(register, decision):
    """DESIGN 5: a link is a decision about two records."""
    decide = getattr(register.links, decision)
    one, other, incident = person(register, "Invented A"), person(register, "Invented B"), strike(register, 1)
    before = register.seq
    unknown = "01a222db-0000-7000-8000-000000000000"
    assert WHOLE_ID.fullmatch(unknown)

    for left, right, refusal in (
        (one, one, LinkedToItself),
        (one, incident, NotThatKind),
        (one, unknown, UnknownEntry),
        (unknown, one, UnknownEntry),
    ):
        with pytest.raises(refusal):
            decide(left, right, reason=WHY)
    with pytest.raises(ReasonMissing):
        decide(one, other, reason=" ")
    assert register.seq == before


def test_a_destroyed_record_is_no_record_to_decide_about(register):
    """DESIGN 11.8: destroyed means found nowhere."""
    one, other = person(register, "Invented A"), person(register, "Invented B")
    register.keeping.destroy(
        [entry.id for entry in register.records.history(one)], reason="asked for", second_actor="Invented Second"
    )

    with pytest.raises(UnknownEntry):
        register.links.same(one, other, reason=WHY)


def test_the_same_decision_twice_and_taking_back_what_nobody_decided_are_refused(register):
    """DESIGN 4: what is in the ledger was decided once."""
    one, other = person(register, "Invented A"), person(register, "Invented B")
    with pytest.raises(NotDecided) as undecided:
        register.links.unlink(one, other, reason=WHY)
    # The desk says this sentence too: it tells nobody to run a command.
    assert "sijill" not in str(undecided.value) + translate(
        Language.AR, undecided.value.message, **undecided.value.places
    )
    first = register.links.same(one, other, reason=WHY, append_id="form-1")

    again = register.links.same(other, one, reason=WHY, append_id="form-1")

    assert (again.link, again.receipt.repeated) == (first.link, True)
    with pytest.raises(DecidedBefore, match=first.link):
        register.links.same(one, other, reason="another window")


# -- identifiers -----------------------------------------------------------------------------------------------------


def test_a_new_record_with_an_identifier_of_a_known_one_is_not_made(register):
    """DESIGN 11.2 and 11.6: the known record is the first choice; its number is not repeated in the refusal."""
    known = person(register, "Invented Person", identifiers=[MINISTRY])
    before = register.seq

    with pytest.raises(KnownIdentifier) as refusal:
        person(register, "Invented Persson", identifiers=[{"scheme": "moh", "value": " ٠٧١٢".strip()}])

    assert refusal.value.record == known
    assert "0712" not in str(refusal.value)
    assert register.seq == before
    strike(register, 1, identifiers=[MINISTRY])  # an incident of that number is another thing


def test_an_identifier_makes_nobody_one_by_itself_and_who_is_apart_is_not_offered_again(register):
    """DESIGN 5: identity is decided by people; "different" ends the question."""
    known, other = person(register, "Invented Person", identifiers=[MINISTRY]), person(register, "Invented Cousin")

    offered = register.records.record("victim", {"identifiers": [MINISTRY]}, subject=other, reason=WHY)
    assert (offered.alike, dead(register)) == ((known,), 2)
    register.links.apart(known, other, reason="father and son")
    register.records.retract(offered.statements[0], reason="once more")

    assert register.records.record("victim", {"identifiers": [MINISTRY]}, subject=other, reason=WHY).alike == ()


def test_an_imported_row_of_a_known_identifier_is_told_with_the_record_it_may_speak_of(register):
    """DESIGN 11.6."""
    known = person(register, "Invented Person", identifiers=[MINISTRY])
    table = b"ID,who\n0713,Invented A\n0712,Invented B\n"
    mapping = 'kind = "victim"\nsource = "Invented list"\n[columns]\n"identifiers.moh" = "ID"\n"name.en" = "who"\n'

    done = register.exchange.import_table(table, mapping, name="t.csv")

    assert [(one.row, one.record) for one in done.known] == [(2, known)]
    assert done.append_id == import_id(table, mapping)
    assert [one.text for one in register.records.of(done.subjects[0]).noun.identifiers] == ["moh:0713"]


def test_an_official_number_of_a_person_is_not_for_the_public(register):
    """DESIGN 9: an authority could find the family by it."""
    assert properties(Victim)["identifiers"].prop.sensitivity is Sensitivity.RESTRICTED
    assert properties(PublishedFigure)["identifiers"].prop.many


# -- the command line ------------------------------------------------------------------------------------------------


def test_the_command_line_decides_by_handles_and_prints_one_document(register, capsys):
    """DESIGN 8: the grammar of the command line."""
    first, second = person(register, "Invented Person"), person(register, "Invented Persson")
    names = register.records.names([first, second])
    where, pair = str(register.folder), [names[first].handle.lower(), names[second].handle]

    assert main(["same", where, *pair, "--reason", WHY, "--json"]) == 0
    same = json.loads(capsys.readouterr().out)
    assert same["records"] == [{"id": first, "handle": names[first].handle, "former_ids": [second]}]
    assert main(["show", where, pair[1], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["former_ids"] == [second]
    assert main(["history", where, second, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == first
    assert main(["unlink", where, *pair, "--reason", WHY]) == 0
    assert main(["apart", where, *pair, "--reason", WHY]) == 0
    assert main(["apart", where, *pair, "--reason", WHY]) == 1
    assert "already" in capsys.readouterr().err
