"""What the dead known by name say of their incident, and which of its dead are told beside the number (DESIGN 6)."""

from __future__ import annotations

import pytest
from tests.counting import Example, at_least, beside, day, exactly

from sijill import tolls, wording
from sijill.model import CivilianStatus, PlaceBasis, Sex
from sijill.model.figures import Note
from sijill.values import Language

# -- what an incident's record leaves open, its dead say ---------------------------------------------------------------


def silent(register: Example, **more: object) -> str:
    """Record an incident that says nothing but that it was of civilians."""
    return register.incident(None, None, happened_on=None, documented_on=None, governorate=None, **more)


@pytest.mark.parametrize("method", ["snhr", "ucdp_ged", "vdc"])
def test_the_party_that_all_the_dead_name_is_the_party_of_a_silent_incident(method):
    """DESIGN 6, R-UC.1: a list of names that says who did it says it for the incident too."""
    register = Example(method)
    incident = silent(register)
    for _ in range(2):
        register.victim("russia", incident=incident)

    assert register.rows(clock="died") == {"russia": 2}


def test_place_cause_and_days_of_the_dead_are_those_of_a_silent_incident():
    """S1.5, S1.6, S1.13: where, how and when a person died is not lost because an act joins them to an incident."""
    register = Example()
    register.victim(incident=silent(register), killed_in="Homs", cause="torture", documented_on=day("2020-05-05"))

    assert register.rows("governorate") == {"Homs": 1}
    assert register.rows("cause") == {"torture": 1}
    assert register.total(listed_group="torture") == (1, 1, 1)
    assert register.total(party="syrian_gov") == (1, 1, 1)


def test_what_an_incident_states_is_never_touched_by_its_dead():
    """DESIGN 6: the report of the attack says who did it."""
    register = Example()
    register.victim("rebels", incident=register.incident(None, "russia"), killed_in="Homs")

    assert register.rows() == {"russia": 1}
    assert register.rows("governorate") == {"Aleppo": 1}


def test_of_what_the_dead_say_otherwise_than_each_other_their_incident_stays_silent():
    """S1.22: of two perpetrators neither is that of the whole incident."""
    register = Example()
    incident = silent(register)
    register.victim("russia", incident=incident)
    register.victim("rebels", incident=incident)

    assert register.rows() == {"not_stated": 2}


def test_the_dead_of_two_perpetrators_count_though_their_incident_names_nobody():
    """R-UC.1: each of them was killed by an organised actor, as their own records say."""
    register = Example("ucdp_ged")
    incident = silent(register)
    register.victim("russia", incident=incident)
    register.victim("rebels", incident=incident)

    assert register.rows(clock="died") == {"not_stated": 2}


def test_what_one_of_two_dead_says_is_not_said_of_the_other():
    """S1.22: a name without a party has none; one who was tortured to death is one."""
    register = Example()
    incident = silent(register)
    register.victim("russia", incident=incident, cause="torture")
    register.victim(None, incident=incident)

    assert register.rows() == {"not_stated": 2}
    assert register.total(listed_group="torture") == (1, 1, 1)


def test_days_that_differ_are_the_span_of_them_and_count_in_the_window_of_the_first():
    """S1.5: documented on the last of May and the first of June, the two dead of one incident count in May."""
    register = Example()
    incident = silent(register)
    for documented in ("2020-05-31", "2020-06-01"):
        register.victim(incident=incident, documented_on=day(documented))

    assert register.total() == (2, 2, 2)
    assert register.total(window="2020-06") == (0, 0, 0)


def test_names_speak_for_nobody_who_has_none():
    """R-UC.1: of nine dead one is known by name, killed by Russian forces; who killed the others is not said."""
    register = Example("ucdp_ged")
    register.victim("russia", incident=register.incident(9, None))

    toll = register.toll(clock="died")

    assert [(row.key, row.figure.best) for row in toll.rows] == [("russia", 1)]
    assert [(note.reason, note.code) for note in toll.notes] == [("left_out", "no_actor")]
    (rest,) = tolls.uncounted(register.units(), register.question(clock=toll.total.figure.definition.clock))
    assert (rest.kind, rest.number.best) == ("incident", 8)


# -- of whom a number is not ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (None, Note("waiting", 1, "S1.1", "status_open", (("answer", "wait"),))),
        (CivilianStatus.COMBATANT, Note("left_out", 1, "S1.7", "status_not_counted", (("status", "combatant"),))),
    ],
)
def test_one_countable_name_counts_and_the_rest_of_its_incident_is_told_beside(status, told):
    """R-EC.6, E17: of five of open status one is known as a civilian; the other four wait and are told."""
    register = Example()
    register.victim(incident=register.incident(5, civilian_status=status))

    toll = register.toll()

    assert toll.total.figure.best == 1
    assert toll.notes == (told,)
    (rest,) = tolls.uncounted(register.units(), register.question())
    assert (rest.kind, rest.number.best) == ("incident", 4)


def test_nothing_is_told_where_all_the_dead_of_an_open_incident_count_by_name():
    """R-EC.6."""
    register = Example()
    register.victim(incident=register.incident(1, civilian_status=None))

    assert (register.total(), register.toll().notes) == ((1, 1, 1), ())


def test_the_dead_without_a_name_are_told_where_only_names_count():
    """VDC.1, E17: one of nine is known by name."""
    register = Example("vdc")
    register.victim(incident=register.incident(9))

    toll = register.toll(clock="died")

    assert toll.total.figure.best == 1
    assert [(note.reason, note.code, note.records) for note in toll.notes] == [("left_out", "no_names", 1)]
    assert [one.number.best for one in tolls.uncounted(register.units(), register.question(), "no_names")] == [8]


@pytest.mark.parametrize("method", ["airwars_like", "acled_like"])
@pytest.mark.parametrize("stated", [exactly(1), at_least(1)])
def test_names_above_the_number_that_counts_are_told(method, stated):
    """E17: the stated number counts; that three are known by name is not dropped in silence."""
    register = Example(method)
    incident = register.incident(stated)
    people = [register.victim(incident=incident, sex=None) for _ in range(3)]
    for source in ("a hospital (invented)", "a witness (invented)"):
        register.say(incident, "incident", "killed", stated, source=source)
        for person in people:
            register.say(person, "victim", "civilian_status", CivilianStatus.CIVILIAN, source=source)

    toll = register.toll(clock="died")

    assert toll.total.figure.best == 1
    assert [(note.reason, note.code, note.records) for note in toll.notes] == [("left_out", "names_above_number", 1)]
    assert wording.note_line(toll.notes[0], Language.EN, register.rules).startswith(
        "1 record is left out: More dead are known by name than the number that is counted."
    )
    assert [one.number.best for one in tolls.uncounted(register.units(), register.question(), "left_out")] == [2]


def test_those_who_count_by_name_have_their_own_status_and_reasons():
    """R-EC.6, S1.7: a civilian among fighters is a civilian, and counts for that."""
    register = Example()
    incident = register.incident(5, civilian_status=CivilianStatus.COMBATANT)
    register.victim(incident=incident)

    (unit,) = register.units().units

    assert register.rows("status") == {"civilian": 1}
    assert {"status_not_counted", "status_open"}.isdisjoint({why.code for why in unit.assessment.why})
    assert ("status", (("status", "civilian"),)) in {(why.code, why.values) for why in unit.assessment.why}
    assert unit.assessment.flags == ()


@pytest.mark.parametrize("window", ["2020-05", "2020-06", "2020-05-01/2020-06-30"])
def test_a_person_whom_two_incidents_claim_is_told_in_the_window_of_either(window):
    """R-HU.3, E17: the incident that gives the person up says so where it counts."""
    register = Example()
    first = register.incident(2)
    second = register.incident(2, documented_on=day("2020-06-03"))
    register.act(register.victim(incident=first), second)

    assert beside(register.toll(window=window)) == {"counted_once": 1}


# -- axes of persons ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("measure", "number"), [("injured", 7), ("incidents", 1), ("massacres", 1)])
def test_only_the_killed_are_laid_out_by_the_persons_among_them(measure, number):
    """ST2: the injured and the incident itself are nobody's sex or origin; rows sum to the total."""
    register = Example()
    incident = register.incident(5, injured=exactly(7))
    register.victim(incident=incident, sex=Sex.FEMALE)
    register.victim(incident=incident)

    assert register.rows("sex", measure=measure) == {"not_stated": number}
    assert register.rows("governorate", measure=measure, place_basis=PlaceBasis.ORIGIN.value) == {"not_stated": number}
    assert register.total(measure=measure)[1] == number
    assert register.total(measure=measure, sex="female")[1] == 0
