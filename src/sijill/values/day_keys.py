"""Under which names a register finds the incidents of a day: days themselves, or months where they are many."""

from __future__ import annotations

from datetime import date, timedelta

from sijill.values._errors import SijillError
from sijill.values._partial_date import PartialDate

FEW = 5
"""Of how many days an event is found by each of them."""
MANY = 366


def day_keys(edtf: object) -> list[str]:
    """Return the keys of a stored date: each of a few days, each month of many, none of an open or a long one."""
    try:
        read = PartialDate.parse(str(edtf))
    except SijillError:
        return []
    if read.earliest is None or read.latest is None or (read.latest - read.earliest).days > MANY:
        return []
    days = _days(read.earliest, read.latest)
    return [f"day-{one}" for one in days] if len(days) <= FEW else _month_keys(days)


def asked_keys(first: date, last: date) -> list[str]:
    """Return the keys under which events are found that may have happened in a span of at most some months."""
    days = _days(first, min(last, first + timedelta(MANY)))
    return [*(f"day-{one}" for one in days), *_month_keys(days)]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def _month_keys(days: list[date]) -> list[str]:
    return [f"day-{one}" for one in dict.fromkeys(f"{day:%Y-%m}" for day in days)]
