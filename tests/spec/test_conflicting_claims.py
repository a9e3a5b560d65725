"""Conflict is normal: each kind of contradiction of the corpus, and what the register makes of it (C1-C25)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.counting import Example, at_least, day, exactly

from sijill import audits
from sijill.model import Attribution, AttributionMode, Outcome, Rank, Stance
from sijill.tolls import quality, spans
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


def test_four_stories_of_who_broke_a_deal_stand_side_by_side():
    """C6: each side blames another, and a mediator nobody; the register names no one guilty."""
    register = Example()
    deal = register.record("agreement", said_by=None, title="an evacuation deal")
    for source, blamed in [("rebels", "syrian_gov"), ("army", "rebels"), ("Ankara", "iran"), ("an envoy", None)]:
        told = Attribution.to(blamed) if blamed else Attribution.unknown()
        register.say(deal, "agreement", "broken_by", told, source=source)

    stories = register.get(deal).rivals("broken_by")

    assert [story.source for story in stories] == ["rebels", "army", "Ankara", "an envoy"]
    assert register.get(deal).disputed == ("broken_by",)


def test_who_was_in_a_convoy_is_a_question_apart_from_how_many():
    """C7: 8,500 people, 3,000 of them fighters by one source and none by another."""
    register = Example()
    convoy = register.record("movement", said_by="SOHR", people=exactly(8500), fighters=exactly(3000))
    register.say(convoy, "movement", "fighters", exactly(0), source="a rebel official")

    assert register.get(convoy).disputed == ("fighters",)
    assert [held.value for held in register.get(convoy).rivals("fighters")] == [exactly(3000), exactly(0)]
    assert register.get(convoy).noun.people == exactly(8500)


def test_complete_and_still_going_on_are_both_kept_with_who_said_so():
    """C8: the evacuation is complete by one source and goes on by another; a truce declared and fighting."""
    register = Example()
    convoy = register.record("movement", said_by="Russia", state="complete")
    register.say(convoy, "movement", "state", "under way", source="UN")

    said = {held.source: held.value for held in register.get(convoy).rivals("state")}

    assert said == {"Russia": "complete", "UN": "under way"}


def test_shares_of_one_district_that_cannot_both_be_true_are_found():
    """C9: one side says that it holds 75% and the other that it holds 80% of the same district."""
    text = "The Army controlled 80% of Exampleton and the rebels held 75% of Exampleton."
    found = [one for one in audits.audit_document(text) if one.check == "complementary_shares"]

    assert [one.verdict.value for one in found] == ["fails"]
    assert [term.value for term in found[0].figures] == [80, 75]


def test_rival_shares_of_one_district_stand_each_with_its_denominator():
    """C9: rebels hold 40-50% or 75% of it, by two sources."""
    register = Example()
    held = register.record("control", said_by="A", place="Handarat", extent="40-50%", denominator="the camp")
    register.say(held, "control", "extent", "75%", source="B")

    assert [one.value for one in register.get(held).rivals("extent")] == ["40-50%", "75%"]
    assert register.get(held).noun.denominator == "the camp"


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

    assert quality.printed_side_by_side(register.records()) == []


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


def test_a_reason_that_nobody_knows_is_kept_as_unknown_and_filled_in_by_nobody():
    """C20: halted, "for reasons that are unknown"; a reason told later is another value, not a correction of ours."""
    register = Example()
    convoy = register.record("movement", said_by="SOHR", state="halted", reason="unknown")
    before = register.get(convoy).noun.reason
    register.say(convoy, "movement", "reason", "shots at the convoy", source="ICRC")

    assert before == "unknown"
    assert [held.value for held in register.get(convoy).rivals("reason")] == ["unknown", "shots at the convoy"]


def test_an_unknown_perpetrator_is_neither_split_nor_filed_with_the_likely_side():
    """C20: killed, by whom and why unknown."""
    register = Example()
    register.incident(7, Attribution.unknown())

    assert register.rows() == {"other": 7}


def test_a_place_called_by_the_wrong_kind_keeps_the_words_and_a_person_says_what_it_is():
    """C21: "the neighbourhood of al-Bab", which is a city."""
    register = Example()
    place = register.record("place", said_by="a page", name="al-Bab")
    register.say(place, "place", "kind", "neighbourhood", source="a page")
    register.say(place, "place", "kind", "city", rank=Rank.PREFERRED, decided=True)

    assert register.get(place).noun.kind == "city"
    assert [held.value for held in register.get(place).rivals("kind")] == ["neighbourhood", "city"]


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
    east = spans.area_share(Decimal(44), "former rebel east", Decimal(45))
    city = spans.area_share(Decimal("3.5"), "city", Decimal(190))

    with pytest.raises(spans.OtherDenominator):
        spans.area_change(east, city)


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
