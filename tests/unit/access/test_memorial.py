"""Who may be named on a memorial list (E10, E13). Everybody here is invented."""

from __future__ import annotations

from typing import Any

import pytest
from tests.counting import Example, day

from sijill import access
from sijill.model import Outcome, Sensitivity
from sijill.values import PersonName

PUBLIC = Sensitivity.PUBLIC
NAME = PersonName.of("Invented Person")


def named(register: Example, *, switched_on: bool = True) -> list[str]:
    listed = access.memorial(register.records(), PUBLIC, switched_on=switched_on).value
    return [one.record for one in listed]


def a_person(register: Example, **more: Any) -> str:
    return register.victim(**{"name": NAME, "family_agreed": True, **more})


def test_the_dead_whose_families_agreed_are_named_oldest_first():
    register = Example()
    later = a_person(register, died_on=day("2020-05-20"))
    earlier = a_person(register, died_on=day("2015-07"))

    assert named(register) == [earlier, later]


def test_nobody_is_named_while_the_switch_is_off():
    register = Example()
    a_person(register)

    assert named(register, switched_on=False) == []


@pytest.mark.parametrize(
    "more",
    [
        {"family_agreed": None},
        {"family_agreed": False},
        {"statuses": (Outcome.FORCIBLY_DISAPPEARED,)},
        {"statuses": (Outcome.KILLED, Outcome.FOUND_ALIVE)},
        {"name": None},
    ],
)
def test_silence_a_refusal_and_the_living_are_never_named(more):
    register = Example()
    a_person(register, **more)

    assert named(register) == []


def test_an_agreement_taken_back_names_nobody():
    register = Example()
    person = a_person(register)
    register.say(person, "victim", "family_agreed", False)

    assert named(register) == []


def test_the_list_holds_no_more_than_a_name_an_age_a_day_and_a_governorate():
    register = Example()
    a_person(register, account="An invented account", contact="invented contact", facility="an invented place")

    (one,) = access.memorial(register.records(), PUBLIC, switched_on=True).value

    assert one.name == NAME
    assert not any(word in repr(one) for word in ("account", "contact", "place"))
