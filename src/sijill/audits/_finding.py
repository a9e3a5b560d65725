"""What an audit says: which figures, which rule, whether they agree, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sijill.audits._said import Said, in_full
from sijill.values import Language


class Verdict(StrEnum):
    """Whether printed figures agree; an open question is an answer too."""

    HOLDS = "holds"
    WITHIN_ROUNDING = "within_rounding"
    FAILS = "fails"
    UNDECIDABLE = "undecidable"


class Role(StrEnum):
    """What a figure is in the sum that is checked."""

    PART = "part"
    WHOLE = "whole"
    BASE = "base"
    SHARE = "share"
    STATED = "stated"
    DATE = "date"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """
    One figure of a finding, with the words it stands in.

    ``start`` and ``end`` count code points of the source text as decoded, so that
    ``text[start:end] == quote``; all three are empty for a figure that no document
    printed (our own total before it is published). ``value`` is None where the words
    give no single number.
    """

    role: Role
    value: Decimal | None
    quote: str | None = None
    start: int | None = None
    end: int | None = None

    def as_json(self) -> dict[str, object]:
        """Return the term as plain JSON values."""
        return {
            "value": json_number(self.value),
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "role": self.role.value,
        }


class Cause(StrEnum):
    """What most likely put a figure wrong; a guess from the digits, never a verdict."""

    DIGITS_SWAPPED = "digits_swapped"
    DIGIT_CHANGED = "digit_changed"
    LINE_TWICE = "line_twice"
    LINE_TOO_MANY = "line_too_many"
    LINE_MISSING = "line_missing"
    COUNTED_TWICE = "counted_twice"
    DIGIT_LOST = "digit_lost"
    OTHER_BASE = "other_base"
    OTHER_PART = "other_part"
    SHARE_OF_REST = "share_of_rest"
    OTHER_DAY = "other_day"


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One check of printed figures: its name, its answer, its terms and the sum written out.

    ``computed`` is what the other figures give for the one that is checked (the sum of the
    parts, the share of the base), in its unit; None where nothing is worked out. ``question`` is
    what a person must ask when the words do not decide.
    """

    check: str
    verdict: Verdict
    figures: tuple[Term, ...]
    said: tuple[Said, ...]
    computed: Decimal | None = None
    question: Said | None = None

    @property
    def explanation(self) -> str:
        """The sum written out, in English."""
        return self.explained(Language.EN)

    def explained(self, language: Language) -> str:
        """Return the sum written out, as whole sentences in a language."""
        return in_full(self.said, language)

    def as_json(self) -> dict[str, object]:
        """Return the finding in the shape that ``sijill audit --json`` prints."""
        return {
            "check": self.check,
            "verdict": self.verdict.value,
            "figures": [term.as_json() for term in self.figures],
            "explanation": self.explanation,
            "explanation_ar": self.explained(Language.AR),
        }

    @property
    def fails(self) -> bool:
        """Test whether the figures contradict each other."""
        return self.verdict is Verdict.FAILS


def json_number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON writes it: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
