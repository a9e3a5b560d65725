"""How much of something: a share, an area or a number of quarters, as exactly as the words allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from sijill.values._arabic import arabic_digits_to_ascii
from sijill.values._errors import SijillError
from sijill.values._language import message

WHOLE = Decimal(100)
EXTENT_UNITS = ("percent", "km2", "quarters")
EXTENT_WORDS = ("all", "almost_all", "most", "large_parts", "parts", "none")
"""Shares that are said in a word; what each is worth is a number rule of the methodology."""

_NUMBER = r"\d+(?:\.\d+)?"
_WRITTEN = re.compile(
    rf"(?P<sign>[<>≤≥]?)\s*(?P<low>{_NUMBER})\s*(?P<more>\+?)(?:\s*[-–]\s*(?P<high>{_NUMBER}))?\s*"
    r"(?P<unit>%|percent|km2|km²|quarters?)"
)
_UNITS = {
    "%": "percent",
    "percent": "percent",
    "km2": "km2",
    "km²": "km2",
    "quarter": "quarters",
    "quarters": "quarters",
}


class UnreadableExtent(SijillError):
    """An extent that is no share, area or number of quarters, or a share of more than the whole."""


@dataclass(frozen=True, slots=True)
class Extent:
    """
    A part of a named whole: ``low`` to ``high`` of a unit, or a ``word`` of EXTENT_WORDS without number.

    An open end (None) is one that the words leave open; ``open_low`` and ``open_high`` say that the end itself is
    not reached ("more than half"). Raises UnreadableExtent.
    """

    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = "percent"
    word: str | None = None
    open_low: bool = False
    open_high: bool = False
    hedge: str | None = None

    def __post_init__(self) -> None:
        """Refuse an unknown unit or word, ends the wrong way round, and more than the whole."""
        ends = [end for end in (self.low, self.high) if end is not None]
        whole = WHOLE if self.unit == "percent" else None
        if self.unit not in EXTENT_UNITS or (self.word is not None and self.word not in EXTENT_WORDS):
            raise UnreadableExtent(
                message("{unit} is no unit or word of an extent; write {units} or one of: {words}"),
                unit=self.word or self.unit,
                units="75%, 3.5 km2, 4 quarters",
                words=", ".join(EXTENT_WORDS),
            )
        finite = all(end.is_finite() for end in ends)
        if not finite or ends != sorted(ends) or any(end < 0 or (whole is not None and end > whole) for end in ends):
            raise UnreadableExtent(
                message("an extent runs from its low to its high end, and a share from 0% to 100%; correct {written}"),
                written=self.text,
            )

    @classmethod
    def parse(cls, text: str) -> Extent:
        """Return the extent of ``75%``, ``50-100%``, ``>50%``, ``3.5 km2``, ``4 quarters`` or a word of the list."""
        written = arabic_digits_to_ascii(text).strip().replace("٪", "%").casefold()
        if (word := written.replace(" ", "_")) in EXTENT_WORDS:
            return cls(word=word)
        found = _WRITTEN.fullmatch(written)
        if found is None:
            raise UnreadableExtent(
                message("no extent is read from {text}; write {units} or one of: {words}"),
                text=repr(text),
                units="75%, 50-100%, >50%, 3.5 km2, 4 quarters",
                words=", ".join(EXTENT_WORDS),
            )
        unit, sign, number = _UNITS[found["unit"]], found["sign"], Decimal(found["low"])
        most = WHOLE if unit == "percent" else None
        if found["high"]:
            return cls(number, Decimal(found["high"]), unit)
        if sign in (">", "≥") or found["more"]:
            return cls(number, most, unit, open_low=sign == ">")
        if sign in ("<", "≤"):
            return cls(Decimal(0), number, unit, open_high=sign == "<")
        return cls(number, number, unit)

    @property
    def text(self) -> str:
        """The extent as ``parse`` reads it."""
        if self.word is not None:
            return self.word
        sign = {"percent": "%", "km2": " km2", "quarters": " quarters"}.get(self.unit, f" {self.unit}")
        low, high = (format(end.normalize(), "f") if end is not None else "" for end in (self.low, self.high))
        if low == high:
            return f"{low}{sign}"
        if self.open_low or not high:
            return f"{'>' if self.open_low else '≥'}{low}{sign}"
        if self.open_high or not low:
            return f"{'<' if self.open_high else '≤'}{high}{sign}"
        return f"{low}-{high}{sign}"
