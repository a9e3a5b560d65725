"""Why a record is filed, counted or left out: the rule, and a code with its values, never a sentence."""

from __future__ import annotations

from dataclasses import dataclass

REFUSALS = (
    "tally_source",
    "unknown_clock",
    "printed_sum",
    "outcome",
    "not_named",
    "no_violation",
    "cause_excluded",
    "too_few",
    "no_actor",
    "status_not_counted",
    "status_open",
    "pending_corroboration",
    "grade",
)
"""The codes of the reasons for which a record waits or is left out."""


@dataclass(frozen=True, slots=True)
class Why:
    """
    A rule that fired, and what it found in a record.

    ``code`` says what kind of finding it is and ``values`` what it found; ``wording`` has the
    sentence of every code in both languages.
    """

    rule: str
    code: str
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, rule: str, code: str, **values: object) -> Why:
        """Return a reason with its values by name."""
        return cls(rule, code, tuple((name, str(value)) for name, value in values.items()))
