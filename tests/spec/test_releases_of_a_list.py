"""
A list comes in again and again: nobody is counted twice, and whoever left it is asked about (issue 15, 3).

Everybody here is invented.
"""

from __future__ import annotations

import pytest
from tests.spec.test_entries_by_hand import four_eyes
from tests.unit.web.conftest import register

from sijill.actions.tables import ImportedBefore, ReadsOtherwise, UpdatedSince, Why
from sijill.records import history

__all__ = ["four_eyes", "register"]  # fixtures

MAPPING = """
kind = "victim"
source = "Invented list"
empty = ["", "-"]
key = "ID"
[columns]
"name.ar" = "name"
age = "age"
died_on = "date"
"identifiers.moh" = "ID"
[constants]
statuses = "killed"
civilian_status = "civilian"
"""
FIRST = """ID,name,age,date
901,مختلق الأول,30,2016-05-02
902,مختلقة الثانية,9,2016-05-03
903,مختلق الثالث,40,2016-05-04
"""
SECOND = """ID,name,age,date
901,مختلق الأول,31,2016-05-02
902,مختلقة الثانية,9,2016-05-03
904,مختلق الرابع,55,2016-05-09
"""


def bring_in(register, table, mapping=MAPPING, **more):
    """Import a table under the name of its release."""
    return register.exchange.import_table(table.encode(), mapping, name="invented.csv", **more)


def people(register):
    """Return the persons of a register by the number of their list."""
    return {one.noun.identifiers[0].value: one for one in register.records.all() if one.kind == "victim"}


def ages(register):
    """Return how old everybody is."""
    return {number: one.noun.age.low for number, one in people(register).items()}


def test_a_second_release_says_new_changed_unchanged_and_gone(register):
    """Case 02: the corrected age takes the place of the first, and who left the list stays, as a question."""
    first = bring_in(register, FIRST)

    done = bring_in(register, SECOND)

    found = people(register)
    assert ages(register) == {"901": 31, "902": 9, "903": 40, "904": 55}
    assert [one.disputed for one in found.values()] == [()] * 4
    assert done.release.key == ("ID",)
    assert (done.release.new, done.release.unchanged) == (1, 1)
    assert [(one.row, one.line, one.properties) for one in done.release.changed] == [(1, 2, ("age",))]
    assert done.release.gone == (found["903"].id,)
    assert (first.release, first.records, done.records) == (None, 3, 3)
    # Only what is new is recorded: one age, and the six values of one person with the day of the import.
    assert done.statements == 1 + 7
    assert found["901"].held["age"][0].basis[0].ref == f"{done.item}#1"
    assert found["902"].held["age"][0].basis[0].ref == f"{first.item}#2"


def test_the_history_of_a_value_says_what_the_earlier_release_said(register):
    """R-OH.2: nothing is overwritten; the earlier value is withdrawn by the release that corrects it."""
    bring_in(register, FIRST)
    done = bring_in(register, SECOND)
    record = people(register)["901"].id

    steps = history(register.records.history(record), subjects=[record], property="age")

    assert [(one.kind.value, one.value.low) for one in steps] == [
        ("accepted", 30),
        ("corrected", 31),
        ("withdrawn", 30),
    ]
    assert steps[-1].reason == done.append_id


def test_a_release_that_is_undone_gives_the_earlier_one_back(register):
    """And the earlier one is still undone whole, after it."""
    first = bring_in(register, FIRST)
    second = bring_in(register, SECOND)
    with pytest.raises(UpdatedSince, match=second.append_id):
        register.exchange.undo_import(first.append_id, reason="the wrong list")

    register.exchange.undo_import(second.append_id, reason="the wrong list")
    assert ages(register) == {"901": 30, "902": 9, "903": 40}

    register.exchange.undo_import(first.append_id, reason="the wrong list")
    assert people(register) == {}


def test_three_releases_in_order_are_one_person_a_number(register):
    """A person who left and comes back is the same person."""
    for table in (FIRST, SECOND, FIRST.replace("40", "41")):
        done = bring_in(register, table)

    assert ages(register) == {"901": 30, "902": 9, "903": 41, "904": 55}
    assert done.release.gone == (people(register)["904"].id,)


def test_a_release_that_changes_nothing_records_no_value(register):
    """The file was saved again under another name: no value, and nobody twice."""
    bring_in(register, FIRST)

    done = bring_in(register, FIRST.replace("\n", "\r\n"))

    assert (done.statements, done.release.unchanged) == (0, 3)
    assert bring_in(register, FIRST.replace("\n", "\r\n")).receipt.repeated
    assert len(people(register)) == 3


def test_a_value_of_a_person_is_no_release_of_a_list(register):
    """A verifier's own age stays beside what the list says later: that is another account."""
    bring_in(register, FIRST)
    record = people(register)["901"].id
    register.records.record("victim", {"age": {"low": 33, "high": 33}}, subject=record, reason="The family says so.")

    bring_in(register, SECOND)

    held = people(register)["901"].held["age"]
    assert sorted((one.value.low, one.source) for one in held) == [(31, "Invented list"), (33, None)]


def test_a_number_that_stands_for_somebody_else_is_asked_about(register):
    """Bad input: an id that changes person makes a record of its own, and nobody is written over."""
    bring_in(register, FIRST)
    before = people(register)["901"].id

    done = bring_in(register, FIRST.replace("مختلق الأول", "ليلى العاشرة"))

    assert [(one.row, one.why, one.record) for one in done.questions] == [(1, Why.OTHER_PERSON, before)]
    assert len([one for one in register.records.all() if one.kind == "victim"]) == 4
    assert register.records.of(before).noun.name.forms[0].text == "مختلق الأول"
    assert done.release.gone == ()


def test_a_name_that_was_typed_again_is_the_same_person(register):
    """A scan breaks words and letters; that is a correction."""
    table = FIRST.replace("مختلق الأول", "مختلق شريف إبراهيم الأول")
    bring_in(register, table)

    done = bring_in(register, table.replace("شريف إبراهيم", "شري ف ابراهيم"))

    assert [one.properties for one in done.release.changed] == [("name",)]
    assert len(people(register)) == 3


def test_two_rows_of_one_number_that_differ_are_listed_and_both_kept(register):
    """Bad input: one person, whose two ages are rivals with their rows; another name is another person."""
    done = bring_in(register, FIRST + "901,مختلق الأول,33,2016-05-02\n902,كريم الخامس,70,2016-05-03\n")

    assert [(one.row, one.why, one.as_row, one.properties) for one in done.questions] == [
        (4, Why.ROWS_DIFFER, 1, ("age",)),
        (5, Why.OTHER_PERSON, 2, ()),
    ]
    victims = [one for one in register.records.all() if one.kind == "victim"]
    assert len(victims) == 4
    assert [(one.value.low, one.basis[0].ref[-2:]) for one in victims[0].held["age"]] == [(30, "#1"), (33, "#4")]
    # The next release says the same two: nothing flips.
    again = bring_in(register, FIRST + "901,مختلق الأول,33,2016-05-02\n902,كريم الخامس,70,2016-05-03\n\n")
    assert (again.statements, again.release.gone, again.release.unchanged) == (0, (), 4)


def test_a_row_without_a_number_is_told(register):
    """It comes in; a later release that says the same word for word does not make it two."""
    table = FIRST + "-,مختلق بلا رقم,20,2016-05-07\n"
    done = bring_in(register, table)
    assert [(one.row, one.why) for one in done.questions] == [(4, Why.NO_KEY)]

    again = bring_in(register, table + "905,مختلق الخامس,21,2016-05-08\n")

    assert (again.release.new, again.release.unchanged, again.questions) == (1, 4, ())


def test_a_key_that_the_mapping_does_not_name_is_found_in_the_sealed_table(register):
    """Case 02 as its team has it: the mapping takes no number; the one column that can be the key is told."""
    mapping = MAPPING.replace('key = "ID"\n', "").replace('"identifiers.moh" = "ID"\n', "")
    bring_in(register, FIRST, mapping)

    done = bring_in(register, SECOND, mapping)

    assert (done.release.key, done.release.is_guessed) == (("ID",), True)
    assert len([one for one in register.records.all() if one.kind == "victim"]) == 4


def test_a_counter_of_rows_is_no_key(register):
    """Its numbers stand for others in every file: then nothing is guessed."""
    mapping = MAPPING.replace('key = "ID"\n', "").replace('"identifiers.moh" = "ID"\n', "")
    bring_in(register, "ID,name,age,date\n1,مختلق الأول,30,2016-05-02\n2,مختلقة الثانية,9,2016-05-03\n", mapping)

    done = bring_in(register, "ID,name,age,date\n1,كريم العاشر,50,2016-06-02\n2,ليلى التاسعة,19,2016-06-03\n", mapping)

    assert done.release is None
    assert len([one for one in register.records.all() if one.kind == "victim"]) == 4


def test_the_same_rows_without_any_key_are_refused_until_they_are_said_to_be_an_update(register):
    """Case 30, under another file name: half of the rows stand word for word."""
    mapping = MAPPING.replace('key = "ID"\n', "").replace('"identifiers.moh" = "ID"\n', "")
    first = "\n".join(line.partition(",")[2] for line in FIRST.splitlines())
    second = first.replace("40", "41") + "\nمختلق السادس,12,2016-05-06\n"
    bring_in(register, first, mapping)

    with pytest.raises(ImportedBefore, match=r"2 rows .* word for word"):
        bring_in(register, second, mapping)
    bring_in(register, second, mapping, as_update=True)

    assert len([one for one in register.records.all() if one.kind == "victim"]) == 5


def test_a_corrected_mapping_states_what_it_corrects(register):
    """Case 30: refused until --undo or --as-update; then each row meets its own record."""
    bring_in(register, FIRST)
    corrected = MAPPING.replace('civilian_status = "civilian"', 'civilian_status = "combatant"')
    with pytest.raises(ImportedBefore, match="--as-update"):
        bring_in(register, FIRST, corrected)

    done = bring_in(register, FIRST, corrected, as_update=True)

    assert [one.properties for one in done.release.changed] == [("civilian_status",)] * 3
    assert [one.noun.civilian_status.value for one in people(register).values()] == ["combatant"] * 3
    assert [one.disputed for one in people(register).values()] == [()] * 3


def test_a_release_waits_for_a_second_person_and_says_then_what_it_said(four_eyes):
    """Four eyes: the table is read again beside what is held."""
    first = bring_in(four_eyes, FIRST)
    four_eyes.acting_as("second").review.confirm(first.append_id)
    second = bring_in(four_eyes, SECOND)
    assert (second.waits, ages(four_eyes)["901"]) == (True, 30)

    four_eyes.acting_as("second").review.confirm(second.append_id)

    assert ages(four_eyes) == {"901": 31, "902": 9, "903": 40, "904": 55}
    assert people(four_eyes)["901"].disputed == ()
    four_eyes.exchange.undo_import(second.append_id, reason="the wrong list")
    assert ages(four_eyes) == {"901": 30, "902": 9, "903": 40}


def test_a_release_that_waits_while_its_records_change_is_refused_clearly(four_eyes):
    """What the first person saw is not what the second would confirm."""
    four_eyes.acting_as("second").review.confirm(bring_in(four_eyes, FIRST).append_id)
    second = bring_in(four_eyes, SECOND)
    third = bring_in(four_eyes, SECOND.replace("31", "32"))
    four_eyes.acting_as("second").review.confirm(third.append_id)

    with pytest.raises(ReadsOtherwise, match="refuse this import and import the table again"):
        four_eyes.acting_as("second").review.confirm(second.append_id)


def test_the_same_import_tried_again_records_the_same(register):
    """An interrupted second try finds its own first, for a release as for a list."""
    bring_in(register, FIRST)
    done = bring_in(register, SECOND)

    again = bring_in(register, SECOND)

    assert again.receipt.repeated
    assert again.receipt.last_seq == done.receipt.last_seq
