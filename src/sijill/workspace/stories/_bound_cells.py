"""Cells of a table for what is known between two ends: hours, spreads, shares."""

from __future__ import annotations

from decimal import Decimal

from sijill.reports.story import CellValue
from sijill.territory import Bounds, ClassCount
from sijill.values import CountRange, Language, format_count, format_decimal, format_percent, format_range, translate


def range_words(value: CountRange | None, language: Language) -> str:
    """Return a number between two ends in words."""
    return translate(language, "no number") if value is None else format_count(value, language)


def bounds_cell(one: Bounds | None, *, places: int = 1) -> CellValue:
    """Return what lies between two ends as a cell: a whole number, a decimal, or both ends in words."""
    if one is None:
        return None
    low, high = (None if end is None else Decimal(str(round(end, places))) for end in (one.low, one.high))
    if all(end is None or end == int(end) for end in (low, high)):
        return CountRange(None if low is None else int(low), None if high is None else int(high))
    if low == high and low is not None:
        return low
    return {each.value: _decimals(low, high, each) for each in Language}


def _decimals(low: Decimal | None, high: Decimal | None, language: Language) -> str:
    if high is None:
        return translate(language, "at least {count}", count=format_decimal(low or 0, language, places=2))
    ends = (format_decimal(end or 0, language, places=2) for end in (low, high))
    return translate(language, "{low} to {high}", **dict(zip(("low", "high"), ends, strict=True)))


def class_cell(part: ClassCount | None) -> CellValue:
    """Return how many objects are of a class, with their share in what was examined where that is told."""
    if part is None:
        return None
    share = part.share_of_examined
    if share is None or share.low is None:
        return CountRange(part.count.low, part.count.high)
    return {
        one.value: translate(
            one,
            "{count} ({share})",
            count=format_range(part.count.low, part.count.high, one),
            share=_share_words(share, one),
        )
        for one in Language
    }


def _share_words(share: Bounds, language: Language) -> str:
    ends = [format_percent(Decimal(str(end)), language, places=1) for end in (share.low, share.high) if end is not None]
    return "–".join(dict.fromkeys(ends))
