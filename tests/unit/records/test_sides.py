"""Which incidents are told from one side only."""

from __future__ import annotations

import pytest
from tests.counting import Example, exactly

from sijill.records import one_sided

SIDES = {"the invented army": "army", "the invented army's agency": "army", "the invented front": "front"}


def nobody(basis):
    """Nobody published what a value rests on."""


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((), None),
        (("an invented monitor",), None),
        (("the invented army",), "army"),
        (("the invented army", "the invented army's agency"), "army"),
        (("the invented front", "an invented monitor"), "front"),
    ],
)
def test_an_incident_without_a_source_of_another_side_is_told_from_one_side(sources, expected):
    """A source without a side counts as none: it contradicts nobody."""
    register = Example()
    incident = register.incident(8)
    for source in sources:
        register.say(incident, "incident", "killed", exactly(8), source=source)

    found = one_sided(register.get(incident), SIDES.get, nobody)

    assert found.side == expected
    assert set(sources) <= set(found.sources)


def test_an_incident_that_both_sides_speak_of_is_not():
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(8), source="the invented army")
    register.say(incident, "incident", "killed", exactly(0), source="the invented front")

    assert one_sided(register.get(incident), SIDES.get, nobody) is None


def test_only_incidents_are_asked():
    register = Example()
    victim = register.victim()

    assert one_sided(register.get(victim), SIDES.get, nobody) is None


def test_who_published_a_ground_takes_a_side_too():
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(8), source="the invented army")

    assert one_sided(register.get(incident), SIDES.get, lambda basis: "the invented front") is None
