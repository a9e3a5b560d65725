"""Why a record counts or does not: every rule that fired, in the words of its methodology and in ours."""

from __future__ import annotations

from dataclasses import dataclass

from sijill import wording
from sijill.methodology import (
    Assessment,
    Why,
)
from sijill.values import Language
from sijill.workspace import (
    Counting,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired: its id, what the methodology says of it, and what it found in this record."""

    rule: str
    label: str
    found: str


ASSESSED = frozenset({"incident", "victim", "tally"})


def reasons(counting: Counting, assessment: Assessment, language: Language) -> tuple[Reason, ...]:
    """Return the rules that fired for a record, in the order they fired, in the language of the page."""
    found: dict[Why, Reason] = {}
    for why in assessment.why:
        text = counting.rules.rule_text(why.rule, language.value)
        label = "" if text == why.rule else text
        found.setdefault(why, Reason(why.rule, label, wording.sentence(why, language, counting.rules)))
    return tuple(found.values())
