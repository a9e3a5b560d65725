"""What the mode of a claim's words makes of responsibility (DESIGN 11.4, E18)."""

from dataclasses import replace

import pytest

from sijill.actions.statements import statements_of
from sijill.actions.verdicts import correct_claim
from sijill.claims import find_claims
from sijill.model import AttributionMode, Stance
from sijill.model.slots import ResponsibilityMode, Slot

TEXT = "Twelve people were killed in Tall Nowhere on 3 May 2019."


def claim(*parties, mode, stance=Stance.ASSERT):
    """Return a claim of twelve dead whose words name parties in a mode."""
    return replace(find_claims(TEXT, item="i" * 64)[0], perpetrators=parties, mode=mode, stance=stance)


def responsible(one):
    """Return mode and parties of the responsibility that an incident gets from a claim."""
    found = statements_of(one, kind="incident", number_as="killed", whole=True).get("attribution")
    return found and (AttributionMode(found["mode"]), tuple(found.get("parties", ())))


@pytest.mark.parametrize(
    ("parties", "mode", "expected"),
    [
        (("isis",), "single", (AttributionMode.SINGLE, ("isis",))),
        (("isis", "rebels"), "joint", (AttributionMode.JOINT_UNDETERMINED, ("isis", "rebels"))),
        (("isis", "rebels"), "one_of", (AttributionMode.ONE_OF_TWO, ("isis", "rebels"))),
        (("isis", "rebels", "russia"), "one_of", (AttributionMode.DISPUTED, ("isis", "rebels", "russia"))),
        (("isis",), "suspected", (AttributionMode.DISPUTED, ("isis",))),
        ((), "unknown", (AttributionMode.UNKNOWN, ())),
        ((), None, None),
    ],
)
def test_responsibility_keeps_the_mode_of_the_words(parties, mode, expected):
    assert responsible(claim(*parties, mode=mode and ResponsibilityMode(mode))) == expected


def test_a_denied_doer_is_held_only_by_the_denial():
    denied = claim("isis", mode=ResponsibilityMode.DENIED, stance=Stance.DENY)
    assert responsible(denied) == (AttributionMode.SINGLE, ("isis",))  # as a value that its source denies
    assert responsible(replace(denied, stance=Stance.ASSERT)) is None


def test_a_corrected_value_rests_on_no_words_of_the_source():
    slots = (Slot("place", "Tall Nowhere", 30, 42), Slot("day", "3 May 2019", 46, 56))
    corrected = correct_claim(replace(claim(mode=None), place="Tall Nowhere", slots=slots), {"place": "Kafr Invented"})
    assert [one.name for one in corrected.slots] == ["day"]
