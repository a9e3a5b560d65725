"""Conflict is normal: each kind of contradiction of the corpus, and what the register makes of it (C1-C25)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.counting import Example, at_least, day, exactly

from sijill import tolls
from sijill.model import Attribution, AttributionMode, Outcome, Rank, Stance
from sijill.values import CountRange


def test_number_against_number_spans_a_range():
    """C1: 8 by one source, 13 by another."""
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(13), source="SOHR")

    assert register.total() == (8, 8, 13)


def test_a_range_and_a_point_inside_it_do_not_contradict_but_both_stay():
    """C2: "5 to 10" and 7."""
    register = Example()
    incident = register.incident(CountRange(5, 10))
    register.say(incident, "incident", "killed", exactly(7), source="SOHR")

    assert register.total() == (5, 5, 10)
    assert len(register.get(incident).rivals("killed")) == 2


def test_a_denied_event_stays_counted_and_disputed():
    """C3: "no corpses", said by a general."""
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(8), source="a general", stance=Stance.DENY)

    assert register.total() == (8, 8, 8)
    assert register.get(incident).disputed == ("killed",)


def test_an_event_that_is_only_denied_is_not_counted():
    """C3: a denial alone asserts nothing."""
    register = Example()
    incident = register.incident(None)
    register.say(incident, "incident", "killed", exactly(8), source="a general", stance=Stance.DENY)

    assert register.units().silent == (incident,)


def test_rival_attributions_are_disputed_until_a_person_decides():
    """C4: Syria, Russia, or not in a position to determine."""
    register = Example()
    incident = register.incident(8, "syrian_gov")
    register.say(incident, "incident", "attribution", Attribution.to("russia"), source="SOHR")
    before = register.rows()
    register.say(incident, "incident", "attribution", Attribution.to("russia"), rank=Rank.PREFERRED, decided=True)

    assert (before, register.rows()) == ({"other": 8}, {"russia": 8})


def test_a_revised_attribution_replaces_the_same_source_s_first_word():
    """C5: the convoy, 2016 and 2017."""
    register = Example()
    incident = register.incident(8, Attribution.unknown())
    register.say(incident, "incident", "attribution", Attribution.to("syrian_air_force"))

    assert register.rows() == {"syrian_gov": 8}


def test_rival_causes_of_death_stand_side_by_side():
    """C10: executed, or killed in battle."""
    register = Example()
    victim = register.victim(cause="execution")
    register.say(victim, "victim", "cause", "battle", source="SOHR")

    assert [held.value for held in register.get(victim).rivals("cause")] == ["execution", "battle"]


def test_a_denied_weapon_keeps_the_weapon_with_its_denial():
    """C11: barrel bombs."""
    register = Example()
    incident = register.incident(3, weapon="barrel bomb")
    register.say(incident, "incident", "weapon", "barrel bomb", source="a president", stance=Stance.DENY)

    assert register.get(incident).noun.weapon == "barrel bomb"
    assert "weapon" in register.get(incident).disputed


def test_one_number_for_two_periods_is_two_questions():
    """C14: 3,000 in one year by one source, in another by another."""
    register = Example()
    register.line(3000, None, source="A", window=day("2014"))
    register.line(3000, None, source="B", window=day("2015-01/2015-05"))

    assert tolls.printed_side_by_side(register.records()) == []


def test_an_event_of_april_counted_in_may_shows_both_dates():
    """C17 and S1.5."""
    register = Example()
    incident = register.incident(44, happened_on=day("2020-04-28"), documented_on=day("2020-05"))

    noun = register.get(incident).noun

    assert (noun.happened_on.edtf, noun.documented_on.edtf) == ("2020-04-28", "2020-05")
    assert register.total(window="2020-05") == (44, 44, 44)


def test_bodies_confirmed_and_the_cause_unknown_is_a_death_without_a_party():
    """C18: partial confirmation."""
    register = Example()
    register.victim(Attribution.unknown("unknown_persons"))

    assert register.rows() == {"other": 1}


def test_a_staged_event_is_a_claim_against_and_does_not_remove_the_dead():
    """C19: a staging allegation is a dispute with its source."""
    register = Example()
    incident = register.incident(3)
    register.say(incident, "incident", "killed", exactly(3), source="a ministry", stance=Stance.DISPUTE)

    assert register.total() == (3, 3, 3)
    assert "disputed" in register.assess(incident).flags


def test_a_mixed_number_of_dead_and_injured_is_never_a_number_of_dead():
    """C22: "1,000 civilian deaths and injuries": the words give no number killed."""
    register = Example()
    incident = register.incident(None, injured=at_least(0))

    assert register.units().silent == (incident,)


@pytest.mark.parametrize(("first", "second"), [("2012-07-19", "2012-07-22"), ("2016-05-05", "2016-05-06")])
def test_two_start_dates_stay_side_by_side(first, second):
    """C23, C24: the start of a truce, the start of a battle."""
    register = Example()
    incident = register.incident(1, happened_on=day(first))
    register.say(incident, "incident", "happened_on", day(second), source="SOHR")

    assert [held.value.edtf for held in register.get(incident).rivals("happened_on")] == [first, second]


def test_shares_of_different_denominators_are_never_set_against_each_other():
    """C25, A33: 98% of the former rebel east, 5% of the city."""
    east = tolls.area_share(Decimal(44), "former rebel east", Decimal(45))
    city = tolls.area_share(Decimal("3.5"), "city", Decimal(190))

    with pytest.raises(tolls.OtherDenominator):
        tolls.area_change(east, city)


def test_a_disputed_mode_stated_by_a_source_is_kept_as_said():
    """C4: a source may itself say that it is disputed."""
    register = Example()
    register.victim(Attribution(AttributionMode.DISPUTED, ("syrian_gov", "rebels")))

    assert register.rows() == {"other": 1}


def test_a_released_person_is_not_among_the_dead():
    """V-STATUS: outcomes beyond killed."""
    register = Example()
    register.victim(statuses=(Outcome.DETAINED, Outcome.RELEASED))

    assert register.total() == (0, 0, 0)
