"""Words that take a side, and titles that say otherwise: they are kept as said and decide nothing (C12-C16, C26)."""

from __future__ import annotations

import pytest
from tests.counting import Example

from sijill import audits, claims
from sijill.model import Attribution, CivilianStatus, Rank

# -- legal labels ----------------------------------------------------------------------------------------------------


def test_a_legal_label_that_sources_dispute_takes_nobody_out_of_the_count():
    """C12 and S1.11: a violation by one source, none by another; the incident counts and is marked disputed."""
    register = Example()
    incident = register.incident(8, violation=True)
    register.say(incident, "incident", "violation", False, source="SOHR")

    assert register.total() == (8, 8, 8)
    assert "disputed" in register.assess(incident).flags


def test_a_party_that_calls_its_target_lawful_takes_nobody_out_of_the_count():
    """C12 and R-EC.8: "a military target", said by those who struck it."""
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "violation", False, source="Syrian Army")

    assert register.total() == (8, 8, 8)


def test_a_person_may_decide_that_an_incident_is_no_violation():
    """C12 and R-EC.7: a decision with its reason settles the label; the rivals stay."""
    register = Example()
    incident = register.incident(8, violation=True)
    register.say(incident, "incident", "violation", False, rank=Rank.PREFERRED, decided=True)

    assert register.total() == (0, 0, 0)
    assert "S1.11" in register.assess(incident).rules
    assert len(register.get(incident).rivals("violation")) == 2


def test_a_natural_death_certified_by_those_who_held_the_person_is_not_believed_alone():
    """C10, C12 and R-EC.8: "heart failure", on paper from the party that held the dead."""
    register = Example()
    victim = register.victim(cause="torture")
    register.say(victim, "victim", "cause", "natural_death", source="Syrian Army")

    assert register.total() == (1, 1, 1)
    assert "torture" in register.assess(victim).groups


def test_a_natural_death_by_an_independent_source_does_not_count():
    """S1.1: deaths outside the conflict are not counted, where nobody says otherwise."""
    register = Example()
    register.victim(cause="natural_death")

    assert register.total() == (0, 0, 0)


# -- labels of parties and of the dead -------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["terrorists", "moderate rebels", "militants", "rebels"])
def test_the_same_dead_are_read_the_same_whatever_they_are_called(label):
    """C13: "terrorist" and "moderate" are quoted, and change neither the number nor who the dead are."""
    text = f"The army said it killed 12 {label} in Exampleton."
    (claim,) = claims.find_claims(text, item="invented")

    assert (claim.number.low, claim.population) == (12, ("fighters",))
    assert label in claim.anchor.exact


def test_a_hostile_name_is_an_alias_and_the_row_bears_the_house_label():
    """C13 and V-PARTY: names that take a side lead to one party, printed under a label that takes none."""
    register = Example()
    parties = register.rules.parties

    assert parties.slug("moderate rebels") == parties.slug("insurgents") == "rebels"
    assert register.rules.bucket_of("rebels").label["en"] == "Factions of the Armed Opposition"


def test_terrorists_is_the_name_of_no_party():
    """C13: the word says what the speaker thinks of somebody, not who it is; nobody is found under it."""
    register = Example()

    assert register.rules.parties.slug("terrorists") is None


@pytest.mark.parametrize("victims_of", ["syrian_gov", "rebels", "sdf", "isis", "russia"])
def test_labels_of_the_dead_weigh_the_same_on_every_side(victims_of):
    """C26 and E18: an asymmetric pair (martyrs here, killed there) gives the same status and the same number."""
    register = Example()
    register.incident(5, victims_of, civilian_status=CivilianStatus.CIVILIAN)
    other = Example()
    other.incident(5, "russia", civilian_status=CivilianStatus.CIVILIAN)

    assert register.total() == other.total() == (5, 5, 5)
    assert register.total(measure="massacres") == other.total(measure="massacres")


def test_martyrs_says_that_people_died_and_not_that_they_were_civilians():
    """C26: a word of honour is no civilian status, and a hostile word is none either."""
    (honoured,) = claims.find_claims("The rebels said 12 martyrs fell in Exampleton.", item="invented")

    assert (honoured.number.low, honoured.population) == (12, ())


def test_categories_of_two_sources_that_cut_differently_are_never_added():
    """C26: men, women and children by one source, civilians and fighters by another: never one sum."""
    register = Example()
    register.line(100, Attribution.unknown(), source="A")
    register.line(90, Attribution.unknown(), source="B", civilian_status=CivilianStatus.COMBATANT)

    assert register.total() == (0, 0, 0)


# -- titles ----------------------------------------------------------------------------------------------------------

CITED = """The IRX said it had lost {here} military advisors in the battle.1 Nothing else is known.2 The end.3

1 Example Press. “Rebels hold bodies of 12 IRX advisers.” 10 May 2016. Accessed 4 June 2016.

2 Example Press. “Nothing known.” 10 May 2016.

3 Example Press. “The end.” 10 May 2016.
"""


@pytest.mark.parametrize(("here", "verdict"), [(12, "holds"), (13, "fails")])
def test_a_number_is_held_against_the_title_that_it_cites(here, verdict):
    """C15: 13 in the text and 12 in the cited title, A11."""
    findings = audits.audit_document(CITED.format(here=here))

    assert [one.verdict.value for one in findings if one.check == "cited_title"] == [verdict]


def test_a_headline_that_says_more_over_a_text_that_says_less_is_found():
    """C16, A20: the title says that the toll rose, the text that it fell, against the same month."""
    text = """# More Deaths: the Toll Rose From Last Month

The centre works in Exampleton.

In the chart the toll of May shows a decrease from last month.
"""
    findings = audits.audit_document(text)

    assert [one.verdict.value for one in findings if one.check == "headline_direction"] == ["fails"]
