"""The unit of count: one death counts once (DESIGN 6, S1.2, S1.12, R-HU.3)."""

from __future__ import annotations

import pytest
from tests.counting import Example, at_least, beside, day, exactly

from sijill.model import Attribution, CivilianStatus, Outcome, Sex
from sijill.values import CountRange

# -- massacres -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("killed", "massacres"), [(4, 0), (5, 1), (44, 1)])
def test_five_killed_in_one_incident_are_a_massacre(killed, massacres):
    """S1.2: five or more peaceful individuals killed in the same incident."""
    register = Example()
    register.incident(killed)

    assert register.total(measure="massacres")[1] == massacres


def test_five_persons_known_by_name_are_a_massacre_though_nobody_stated_a_number():
    """S1.2: names are evidence of number."""
    register = Example()
    incident = register.incident(None)
    for _ in range(5):
        register.victim(incident=incident)

    assert register.total(measure="massacres")[1] == 1


def test_five_dead_fighters_are_no_massacre():
    """S1.2: peaceful individuals."""
    register = Example()
    register.incident(5, civilian_status=CivilianStatus.COMBATANT)

    assert register.total(measure="massacres")[1] == 0


@pytest.mark.parametrize(
    ("method", "status", "massacres"),
    [
        ("ucdp_ged", CivilianStatus.CIVILIAN, 1),
        ("ucdp_ged", CivilianStatus.COMBATANT, 0),
        ("ucdp_ged", None, 0),
        ("acled_like", CivilianStatus.COMBATANT, 1),
        ("acled_like", None, 1),
    ],
)
def test_a_massacre_is_of_civilians_only_where_the_methodology_says_so(method, status, massacres):
    """House rule, as the file of each method words it: five civilians, or five persons."""
    register = Example(method)
    register.incident(6, civilian_status=status)

    assert register.total(clock="died", measure="massacres")[1] == massacres


def test_a_published_line_of_fifty_is_no_massacre():
    """S1.2: in the same incident; a line of a table is many."""
    register = Example()
    register.line(50)

    assert register.total(measure="massacres")[1] == 0


# -- named and stated ------------------------------------------------------------------------------------------------


def test_named_and_stated_dead_of_one_incident_are_not_added():
    """DESIGN 6: unnamed = max(0, stated - named)."""
    register = Example()
    incident = register.incident(5)
    for _ in range(3):
        register.victim(incident=incident)

    assert register.total() == (5, 5, 5)


def test_names_lift_a_number_that_was_too_low():
    """S1.12: what is documented by name is documented."""
    register = Example()
    incident = register.incident(CountRange(2, 9))
    for _ in range(3):
        register.victim(incident=incident)

    assert register.total() == (3, 3, 9)


def test_one_person_in_two_incidents_counts_once_and_is_reported():
    """R-HU.3: several acts, one death; the second incident's number gives one up."""
    register = Example()
    first, second = register.incident(5), register.incident(3)
    person = register.victim(incident=first)
    register.act(person, second)

    units = register.units()

    assert units.counted_twice == (person,)
    assert register.total() == (7, 7, 7)


def test_an_incident_that_does_not_count_takes_nobody_away():
    """DESIGN 6: the person counts in the incident that the methodology counts."""
    register = Example()
    first, second = register.incident(None, violation=False), register.incident(None)
    person = register.victim(incident=first)
    register.act(person, second)

    assert register.total() == (1, 1, 1)


def test_one_person_on_two_linked_lists_counts_once():
    """DESIGN 5: distinct canonical persons; acts follow the person, where counting is told of links."""
    register = Example()
    incident = register.incident(None)
    one = register.victim(incident=incident)
    other = register.victim(incident=incident)

    found = register.units({other: one}).units

    assert [unit.numbers["killed"].best for unit in found] == [1]


def test_an_injured_person_joined_to_an_incident_is_not_among_its_dead():
    """R-OH.3: killed and injured apart."""
    register = Example()
    incident = register.incident(None, injured=exactly(3))
    register.victim(incident=incident)
    person = register.record("victim", statuses=(Outcome.INJURED,), sex=Sex.MALE)
    register.act(person, incident, Outcome.INJURED)

    assert register.total()[1] == 1
    assert register.total(measure="injured")[1] == 3


def test_an_incident_whose_sources_give_no_number_is_listed_and_adds_nothing():
    """S1.18: no number is not zero."""
    register = Example()
    incident = register.incident(None)

    assert register.units().silent == (incident,)
    assert beside(register.toll()) == {"no_number": 1}


# -- groups inside an incident ---------------------------------------------------------------------------------------


def test_what_is_not_broken_down_is_printed_as_unknown():
    """R-OH.3: never imputed."""
    register = Example()
    register.incident(10, children=exactly(3), women=exactly(2))

    groups = register.toll().total.groups

    assert {name: figure.best for name, figure in groups.items()} == {
        "children": 3,
        "women": 2,
        "men": 0,
        "unknown": 5,
    }


def test_groups_do_not_lift_the_total_that_a_source_gave_and_a_person_looks_at_it():
    """DESIGN 6: 4 children and 3 women of "5 to 10": 5 are counted, and the record is reported."""
    register = Example()
    incident = register.incident(CountRange(5, 10), children=exactly(4), women=exactly(3))

    assert register.total() == (5, 5, 10)
    assert [(odd.kind, odd.record) for odd in register.units().oddities] == [("groups_exceed_best", incident)]


def test_groups_above_their_total_are_cut_and_reported():
    """DESIGN 6: never above its total; the record goes to a person."""
    register = Example()
    incident = register.incident(5, children=exactly(4), women=exactly(3))

    toll = register.toll()

    assert [odd.record for odd in register.units().oddities] == [incident]
    assert sum(figure.best for figure in toll.total.groups.values()) == toll.total.figure.best == 5


def test_children_without_a_total_are_at_least_as_many_dead():
    """S1.12: "three children were killed" is at least three killed."""
    register = Example()
    register.incident(None, children=exactly(3))

    assert register.total() == (3, 3, None)


# -- published lines -------------------------------------------------------------------------------------------------


def test_an_incident_within_a_published_line_is_taken_out_of_it_and_never_added():
    """DESIGN 6: 55 of unidentified bombings, 44 of them Afrin: 11 remain."""
    register = Example()
    line = register.line(55, Attribution.unknown("unidentified_bombing"))
    register.incident(at_least(44), Attribution.unknown("unidentified_bombing"), within=line)

    assert register.total() == (55, 55, 55)


def test_an_incident_within_a_line_moves_to_the_row_that_was_found_for_it():
    """C5: later evidence names a party; the line gives up those dead."""
    register = Example()
    line = register.line(55, Attribution.unknown("unidentified_bombing"))
    register.incident(44, "sdf", within=line)

    assert register.rows() == {"sdf": 44, "other": 11}


def test_an_incident_that_states_no_party_keeps_the_row_of_its_line():
    """Writing a part down must not move a row."""
    register = Example()
    line = register.line(55, Attribution.unknown("unidentified_bombing"))
    register.incident(44, None, within=line)

    assert register.rows() == {"other": 55}


def test_an_incident_without_a_day_of_documentation_stands_in_the_window_of_its_line():
    """Writing a part down must not move a month."""
    register = Example()
    line = register.line(55)
    register.incident(44, within=line, documented_on=None)

    assert register.total() == (55, 55, 55)


def test_children_that_no_longer_fit_the_rest_of_a_line_are_with_the_part_that_was_silent():
    """15 children of 55; the 44 state none; 11 remain, so at least 4 children were among the 44."""
    register = Example()
    line = register.line(55, children=exactly(15))
    register.incident(44, within=line)

    assert register.toll().total.groups["children"].best == 15


def test_parts_above_their_line_are_reported():
    """A22: a part is never above its whole."""
    register = Example()
    line = register.line(10)
    register.incident(12, within=line)

    assert [(odd.kind, odd.record) for odd in register.units().oddities] == [("parts_exceed_line", line)]


def test_a_part_whose_day_lies_outside_its_line_is_reported():
    """C17: event date against counted month."""
    register = Example()
    line = register.line(55)
    part = register.incident(44, within=line, documented_on=day("2020-03-01"))

    assert [(odd.kind, odd.record) for odd in register.units().oddities] == [("part_outside_line", part)]


def test_lines_within_each_other_are_reported_and_counted_apart():
    """A circle of declarations cannot be followed."""
    register = Example()
    one = register.line(5)
    two = register.line(3, within=one)
    register.record("tally", subject=one, within=two)

    assert register.total()[1] == 8
    assert {odd.kind for odd in register.units().oddities} == {"within_circle"}


def test_a_printed_total_is_kept_to_check_its_parts_and_never_added():
    """A18: the parts are counted, the total is compared."""
    register = Example()
    register.line(10)
    register.line(10, None, role="total")
    register.line(910, None, role="series")

    assert register.total() == (10, 10, 10)


def test_a_line_of_a_source_that_the_methodology_does_not_count_by_adds_nothing():
    """DESIGN 6: a tally counts only where the methodology says so."""
    register = Example()
    register.line(21452, source="SOHR")

    assert register.total() == (0, 0, 0)


def test_massacres_and_injured_are_not_broken_down_by_group():
    """S1.24: a count of massacres is a count of incidents; its children are those of the killed."""
    register = Example()
    register.incident(44, children=exactly(9), injured=exactly(61))

    assert register.toll(measure="massacres").total.groups == {}
    assert register.toll(measure="injured").total.figure.best == 61
    assert register.toll(measure="injured").total.groups == {}


def test_massacres_that_hit_medical_staff_are_counted_as_incidents():
    """S1.13: listed groups narrow any measure."""
    register = Example()
    register.incident(7, groups=("medical",))
    register.incident(8)

    assert register.total(measure="massacres", listed_group="medical")[1] == 1


# -- persons within a line -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stated", [None, 1])
def test_a_person_of_an_incident_declared_within_a_line_is_taken_out_of_it(stated):
    """DESIGN 6: an incident or victim declared within a tally is taken out of it, never added."""
    register = Example()
    line = register.line(55)
    incident = register.incident(stated)
    register.victim(incident=incident, within=line)

    assert register.total() == (55, 55, 55)


def test_of_an_incident_only_the_persons_within_a_line_are_taken_out_of_it():
    """DESIGN 6: five died, one of them is among the line's 55."""
    register = Example()
    line = register.line(55, children=exactly(3))
    incident = register.incident(5, "russia")
    register.victim(incident=incident, within=line, age=exactly(9))

    assert register.rows() == {"syrian_gov": 54, "russia": 5}
    assert register.toll().rows[0].groups["children"].best == 2


def test_a_person_within_the_line_of_their_incident_is_taken_out_once():
    """DESIGN 6: the incident takes all its dead out of the line."""
    register = Example()
    line = register.line(55)
    incident = register.incident(5, within=line)
    register.victim(incident=incident, within=line)

    assert register.total() == (55, 55, 55)


def test_an_incident_whose_dead_are_within_a_line_takes_from_the_line_what_it_does_not_say():
    """DESIGN 6: writing a death down moves no total and no row."""
    register = Example()
    line = register.line(55, "russia")
    incident = register.incident(None, None, documented_on=None, happened_on=None, governorate=None)
    register.victim(None, incident=incident, within=line, died_on=None, documented_on=None)

    assert register.rows() == {"russia": 55}


@pytest.mark.parametrize("joined", [False, True])
def test_a_person_found_alive_lowers_the_line_that_had_counted_them(joined):
    """DESIGN 5: a person found alive is a correction of the number of the source that had counted them."""
    register = Example()
    line = register.line(10)
    incident = register.incident(4, within=line) if joined else None
    within = {} if joined else {"within": line}
    register.victim(incident=incident, statuses=(Outcome.KILLED, Outcome.FOUND_ALIVE), **within)

    assert register.total() == (9, 9, 9)


# -- causes of parts -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("own", [{"weapon": "landmine"}, {"cause": "landmine"}])
def test_a_part_keeps_the_cause_it_states_and_takes_the_row_of_its_line(own):
    """S1.23: four of the ten died of a mine, as their own record says; the row of the line stays whole."""
    register = Example()
    line = register.line(10, Attribution.unknown("fire"))
    register.incident(4, None, within=line, **own)

    assert register.rows("cause") == {"landmine": 4, "fire": 6}
    (row,) = register.toll().rows
    assert (row.key, {part.key: part.figure.best for part in row.parts}) == ("other", {"landmine": 4, "fire": 6})


def test_a_weapon_names_no_class_of_unknown_perpetrators_where_the_line_names_who_it_was():
    """S1.23: classes of unknown perpetrators take in nobody whose perpetrator is named."""
    register = Example()
    line = register.line(10, "isis")
    register.incident(4, None, weapon="landmine", within=line)

    assert register.rows("cause") == {"not_stated": 10}
