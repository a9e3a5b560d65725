"""What a record shows outside the team (E4, E6)."""

from __future__ import annotations

import pytest
from tests.counting import Example

from sijill import access
from sijill.model import Outcome, Sensitivity
from sijill.values import PersonName

GONE, FOUND = Outcome.FORCIBLY_DISAPPEARED, Outcome.FOUND_ALIVE
PUBLIC, TEAM = Sensitivity.PUBLIC, Sensitivity.TEAM


def test_a_private_property_disappears_with_its_rivals_and_its_history():
    register = Example()
    victim = register.victim(name=PersonName.of("Invented Person"))
    register.say(victim, "victim", "name", PersonName.of("Another Invented Person"), source="SOHR")

    shown = access.redact_record(register.get(victim), PUBLIC)

    assert shown.value.noun.name is None
    assert "name" not in shown.value.held
    assert "name" in shown.withheld
    assert "Invented" not in repr(shown)


def test_outside_the_team_no_value_says_who_said_it_or_where():
    register = Example()
    victim = register.victim()
    register.say(victim, "victim", "cause", "shelling", source="a confidential source")

    public = access.redact_record(register.get(victim), PUBLIC, named_sources=("SNHR",)).value
    team = access.redact_record(register.get(victim), TEAM).value

    assert "confidential" not in repr(public)
    assert "claim-" not in repr(public)
    assert public.held["sex"][0].source == "SNHR"
    assert team.held["cause"][0].source == "a confidential source"


@pytest.mark.parametrize(
    "statuses",
    [
        (),
        (Outcome.MISSING,),
        (Outcome.FORCIBLY_DISAPPEARED,),
        (Outcome.DETAINED,),
        (Outcome.KILLED, Outcome.FOUND_ALIVE),
    ],
)
def test_a_person_who_may_be_alive_shows_nothing(statuses):
    """E6: living persons are hidden unless somebody decides otherwise."""
    register = Example()
    victim = register.victim(statuses=statuses)

    shown = access.redact_record(register.get(victim), PUBLIC).value

    assert shown.held == {}
    assert shown.noun == type(shown.noun)(victim)


def test_the_dead_are_shown_without_what_is_private():
    register = Example()
    victim = register.victim(statuses=(Outcome.DIED_IN_CUSTODY, Outcome.FORCIBLY_DISAPPEARED))

    assert access.redact_record(register.get(victim), PUBLIC).value.noun.died_on is not None
