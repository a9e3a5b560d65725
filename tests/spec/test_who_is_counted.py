"""Who is counted (SNHR, May 2020: S1.1, S1.7, S1.11, S1.12; Every Casualty: R-EC.6, R-EC.8)."""

from __future__ import annotations

import pytest
from tests.counting import Example, at_least, day, exactly

from sijill import methodology
from sijill.model import CivilianStatus, Outcome, Rank, Sex, Stance
from sijill.values import PersonName


def test_a_civilian_killed_by_a_party_counts():
    """S1.1: civilians killed by the parties to the conflict in violation of international law."""
    register = Example()
    register.victim()

    assert register.total() == (1, 1, 1)


@pytest.mark.parametrize("cause", ["natural_death", "private_dispute", "disease"])
def test_deaths_outside_the_conflict_do_not_count(cause):
    """S1.1: natural deaths, private disputes and disease (COVID-19 too) are not counted."""
    register = Example()
    victim = register.victim(cause=cause)

    assert register.total() == (0, 0, 0)
    assert register.units().left_out == (victim,)


def test_an_armed_victim_does_not_count_and_the_rule_says_so():
    """S1.7: armed victims are not counted."""
    register = Example()
    victim = register.victim(civilian_status=CivilianStatus.COMBATANT)

    assessment = register.assess(victim)

    assert not assessment.countable
    assert not assessment.waits
    assert "S1.7" in assessment.rules


def test_an_incident_that_is_no_violation_is_archived_and_not_counted():
    """S1.11: not qualified as crimes, kept as record."""
    register = Example()
    incident = register.incident(8, violation=False)

    assert register.total() == (0, 0, 0)
    assert "S1.11" in register.assess(incident).rules


def test_at_least_44_counts_44_and_leaves_the_high_end_open():
    """S1.12: the bare minimum, and V-HEDGE: the upper end is unknown, never 44."""
    register = Example()
    register.incident(at_least(44))

    assert register.total() == (44, 44, None)


def test_of_two_sources_the_lower_certain_number_is_best_and_the_range_spans_both():
    """S1.12: the bare minimum; C1: number against number."""
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(13), source="SOHR")

    assert register.total() == (8, 8, 13)


def test_a_source_speaks_with_its_latest_number():
    """C5: a source that corrects itself contradicts nobody."""
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(10))

    assert register.total() == (10, 10, 10)


def test_a_denial_stands_beside_the_number_and_does_not_lower_it():
    """C3: the denial of an event is a rival, never what we hold."""
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(0), source="an army", stance=Stance.DENY)

    assert register.total() == (8, 8, 8)
    assert "disputed" in register.assess(incident).flags


# -- the civilian status is not always settled -----------------------------------------------------------------------


def test_a_person_whose_status_nobody_states_waits():
    """R-EC.6 b: pending, not silently a civilian."""
    register = Example()
    victim = register.victim(civilian_status=None)

    assert register.total() == (0, 0, 0)
    assert register.units().waiting == (victim,)


def test_sources_that_differ_on_the_status_leave_it_ambiguous():
    """R-EC.6: the ambiguity is stated, not decided by whoever spoke last."""
    register = Example()
    victim = register.victim()
    register.say(victim, "victim", "civilian_status", CivilianStatus.COMBATANT, source="SOHR")

    assert register.assess(victim).status == "ambiguous"
    assert register.assess(victim).waits


@pytest.mark.parametrize(
    ("answer", "counted", "status"),
    [("count", 1, "ambiguous"), ("unknown", 1, "unknown"), ("known_part", 1, "unknown"), ("leave_out", 0, "unknown")],
)
def test_a_methodology_may_answer_an_open_status_in_each_of_the_ways_of_the_field(answer, counted, status):
    """R-EC.6: (a) counted with its ambiguity stated, (b) pending, (c) unknown, (d) total and known part."""
    register = with_terms(unstated_status=answer)
    victim = register.victim(civilian_status=None)

    assert register.total()[1] == counted
    assert register.assess(victim).status == status


def test_the_part_whose_status_is_known_can_be_printed_beside_the_total():
    """R-EC.6 d: "4-6 killed, 2 civilians"."""
    register = with_terms(unstated_status="known_part")
    incident = register.incident(4, civilian_status=None)
    register.victim(incident=incident)
    register.victim(incident=incident)

    assert register.total()[1] == 4
    assert register.total(group="status_known")[1] == 2


def test_of_an_incident_of_open_status_the_known_civilians_count_by_name():
    """R-EC.6 d: two of the dead are known civilians; the rest waits."""
    register = Example()
    incident = register.incident(6, civilian_status=None)
    register.victim(incident=incident)
    register.victim(incident=incident)

    assert register.total()[1] == 2


def test_civilians_known_by_name_count_though_the_incident_was_called_a_battle():
    """R-EC.6 d: an incident of combatants with one named civilian."""
    register = Example()
    incident = register.incident(6, civilian_status=CivilianStatus.COMBATANT)
    register.victim(incident=incident)

    assert register.total()[1] == 1


def test_what_a_party_says_of_the_dead_never_decides_their_status_alone():
    """R-EC.8: "terrorists", said by those who killed them."""
    register = Example()
    victim = register.victim(civilian_status=None)
    register.say(victim, "victim", "civilian_status", CivilianStatus.COMBATANT, source="Syrian Army")

    assessment = register.assess(victim)

    assert assessment.waits
    assert "R-EC.8" in assessment.rules


def test_a_person_may_decide_the_status_with_a_reason_and_then_it_counts():
    """R-EC.7: the rule used to decide is recorded: here a decision, preferred."""
    register = Example()
    victim = register.victim(civilian_status=CivilianStatus.COMBATANT)
    register.say(victim, "victim", "civilian_status", CivilianStatus.CIVILIAN, rank=Rank.PREFERRED, decided=True)

    assert register.assess(victim).countable


# -- groups ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sex", "age", "group"),
    [
        (Sex.FEMALE, 17, "children"),
        (Sex.FEMALE, 18, "women"),
        (Sex.MALE, 18, "men"),
        (Sex.MALE, 0, "children"),
        (Sex.UNKNOWN, 40, "unknown"),
    ],
)
def test_children_are_under_18_and_women_are_adult(sex, age, group):
    """S1.13: a woman is an adult female, so a girl is a child and not a woman too."""
    register = Example()
    register.victim(sex=sex, age=exactly(age))

    groups = {name: figure.best for name, figure in register.toll().total.groups.items()}

    assert {name for name, best in groups.items() if best} == {group}


def test_a_newborn_who_lived_less_than_a_day_is_a_child():
    """Design 5: an age of less than a day is an age."""
    register = Example()
    register.victim(age=None, born=day("2020-05-10"), died_on=day("2020-05-10"), sex=Sex.FEMALE)

    assert register.toll().total.groups["children"].best == 1


@pytest.mark.parametrize(
    ("born", "group"), [("2003", "children"), ("2002", "unknown"), ("2001", "men"), ("2002-05-10", "men")]
)
def test_a_birth_year_makes_a_child_only_if_every_day_of_it_does(born, group):
    """R-ED.1: a birth year gives a range of ages; an open answer is printed as unknown."""
    register = Example()
    register.victim(age=None, born=day(born), died_on=day("2020-05-10"))

    groups = register.toll().total.groups

    assert groups[group].best == 1


def test_a_death_before_the_birth_leaves_the_age_open_and_stops_nothing():
    """A typing error in one record must not stop a month's toll."""
    register = Example()
    register.victim(age=None, born=day("2021"), died_on=day("2020-05-10"))

    assert register.toll().total.groups["unknown"].best == 1


def test_a_group_in_which_nobody_was_documented_is_a_zero_that_somebody_stands_for():
    """S1.18: documented zero, not true zero."""
    register = Example()
    register.line(None, None, groups=("media",), role="group", documented_zero=True)

    figure = register.toll(listed_group="media").total.figure

    assert (figure.best, len(figure.basis)) == (0, 1)


def test_parties_without_victims_are_not_listed():
    """S1.18: ISIS and the coalition are in the taxonomy and not in the listing."""
    register = Example()
    register.victim("russia")

    assert list(register.rows()) == ["russia"]


def test_a_media_worker_in_the_line_of_media_workers_is_one_death():
    """S1.13: groups overlap and are never added up."""
    register = Example()
    register.victim(groups=("media",))
    register.line(2, None, groups=("media",), role="group")

    assert register.total() == (1, 1, 1)
    assert register.total(listed_group="media")[1] == 2


def test_an_attack_on_medical_staff_does_not_make_all_its_dead_medical_staff():
    """S1.13: "groups hit" names the target; persons are counted by name."""
    register = Example()
    incident = register.incident(9, groups=("medical",))
    register.victim(incident=incident, groups=("medical",))

    assert register.total(listed_group="medical") == (1, 1, 9)


# -- corrections of persons ------------------------------------------------------------------------------------------


def test_a_person_found_alive_is_not_counted_and_the_record_keeps_both_words():
    """Design 5: found alive is a correction, not a deletion."""
    register = Example()
    victim = register.victim()
    register.say(victim, "victim", "statuses", Outcome.FOUND_ALIVE)

    assert register.total() == (0, 0, 0)
    assert register.get(victim).noun.statuses == (Outcome.KILLED, Outcome.FOUND_ALIVE)


def test_a_person_found_alive_lowers_the_number_stated_for_the_incident():
    """The source that stated five had counted this person among them."""
    register = Example()
    incident = register.incident(5)
    victim = register.victim(incident=incident)
    register.say(victim, "victim", "statuses", Outcome.FOUND_ALIVE)

    assert register.total() == (4, 4, 4)


def test_a_body_identified_later_changes_the_name_and_not_the_number():
    """Design 5: a body identified is a correction."""
    register = Example()
    victim = register.victim()
    before = register.total()
    register.say(victim, "victim", "name", PersonName.of("Invented Person"))

    assert register.total() == before


def test_a_person_reported_dead_whose_body_was_not_returned_has_two_statuses_at_once():
    """S1.14: dead by report, and still forcibly disappeared."""
    register = Example()
    victim = register.victim(statuses=(Outcome.DIED_IN_CUSTODY,), body_returned=False)

    assert register.assess(victim).statuses == ("died_in_custody", "forcibly_disappeared")
    assert register.total() == (1, 1, 1)


def test_once_the_body_is_returned_one_status_remains():
    """S1.14: the second status stands only while the body is withheld."""
    register = Example()
    victim = register.victim(statuses=(Outcome.DIED_IN_CUSTODY,), body_returned=True)

    assert register.assess(victim).statuses == ("died_in_custody",)


def with_terms(**terms: str) -> Example:
    """Return a register under SNHR's rules with other terms of eligibility."""
    register = Example()
    text = methodology.shipped_bytes("snhr").decode()
    for key, value in terms.items():
        line = next(line for line in text.splitlines() if line.startswith(f"{key} = "))
        text = text.replace(line, f'{key} = "{value}"')
    register.rules = methodology.parse(text.encode())
    return register
