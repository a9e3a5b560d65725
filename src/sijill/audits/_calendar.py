"""Checks ``weekday`` and ``date_interval``: what a calendar says about printed days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._quantities import Quantity
from sijill.audits._said import UNIT_NAMES, DayMonth, Word, said
from sijill.audits._windows import DAYS, unit_of
from sijill.language import PrintedDate
from sijill.values import message

NAMES = (
    message("Monday"),
    message("Tuesday"),
    message("Wednesday"),
    message("Thursday"),
    message("Friday"),
    message("Saturday"),
    message("Sunday"),
)

_EARLIER = re.compile(r"\s*(?:earlier|previously|ago|beforehand),?\s*(?:on|that is,?|i\.e\.,?|\()?\s*(?:the\s+)?$")
_LATER = re.compile(r"\s*(?:later|after(?:wards?)?|on),?\s*(?:on|that is,?|i\.e\.,?|\()?\s*(?:the\s+)?$")
_AFTER_THE = re.compile(
    r"\s*(?P<way>after|before|following|prior to)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?(?:on\s+|of\s+)?$"
)


def check_weekdays(document: Document) -> Iterator[Finding]:
    """
    Yield a finding for each date printed with its weekday.

    The date fails on another weekday only when its year is printed with it; with a year
    taken from the page around it, a mismatch cannot be decided.
    """
    for printed in document.dates:
        if printed.weekday is None or printed.day is None or printed.first is None:
            continue
        right = printed.first.weekday() == printed.weekday
        if not right and not printed.year_given:
            continue
        verdict = Verdict.HOLDS if right else Verdict.FAILS
        name, stated = NAMES[printed.first.weekday()], NAMES[printed.weekday]
        yield document.finding(
            "weekday",
            verdict,
            [document.date_term(printed)],
            said(
                message("{day} is a {weekday}; printed {stated}."),
                day=printed.first,
                weekday=Word(name),
                stated=Word(stated),
            ),
        )


def check_intervals(document: Document) -> Iterator[Finding]:
    """
    Yield a finding for "10 days earlier, on 1 May": first day -/+ interval = second day.

    Both days stand in one sentence. One day more or less is the counting of ends and is
    within rounding; weeks and months are rounded to half of themselves.
    """
    for sentence in document.body_sentences():
        days = [one for one in sentence.dates if one.day is not None and one.month is not None]
        for interval in sentence.quantities:
            if interval.category != "time" or unit_of(interval) not in {"day", "week", "month", "year"}:
                continue
            found = _ends(document, sentence, days, interval)
            if found is not None:
                yield from _finding(document, interval, *found)


def _ends(
    document: Document, sentence: Sentence, days: list[PrintedDate], interval: Quantity
) -> tuple[PrintedDate, PrintedDate, int] | None:
    """Return the day counted from, the day counted to, and the direction."""
    before = [one for one in days if one.end <= interval.start]
    after = [one for one in days if one.start >= interval.end]
    if not before or not after:
        return None
    base, target = before[-1], after[0]
    between = document.flat[interval.end : target.start]
    if len(between) > 50 or base.start < sentence.start:
        return None
    if _EARLIER.fullmatch(between):
        return base, target, -1
    if _LATER.fullmatch(between) and not re.match(r"\s*on\b", between) and "after" not in between:
        return base, target, 1
    relation = _AFTER_THE.fullmatch(between)
    # "On 5 May, two days after the attack of 3 May": counted from the second day to the first.
    if relation and len(before) == 1 and interval.start - base.end < 4:
        return target, base, 1 if relation["way"] in {"after", "following"} else -1
    return None


def _finding(
    document: Document, interval: Quantity, base: PrintedDate, target: PrintedDate, way: int
) -> Iterator[Finding]:
    year = base.year or target.year or 2000
    first = date(base.year or year, base.month or 1, base.day or 1)
    second = date(target.year or year, target.month or 1, target.day or 1)
    unit = unit_of(interval) or "day"
    wanted = float(interval.value) * DAYS[unit] * way
    miss = abs((second - first).days - wanted)
    slack = 1.0 if unit == "day" else DAYS[unit] / 2
    if miss > 180 and not (base.year_given and target.year_given):
        return
    verdict = Verdict.HOLDS if miss < 1 else Verdict.WITHIN_ROUNDING if miss <= slack else Verdict.FAILS
    if verdict is Verdict.FAILS and interval.hedge:
        verdict = Verdict.UNDECIDABLE
    explained = said(
        (
            message("{first} + {stated} {unit} against {second}: {days} days apart.")
            if way > 0
            else message("{first} - {stated} {unit} against {second}: {days} days apart.")
        ),
        first=DayMonth(first),
        stated=interval.value,
        unit=Word(UNIT_NAMES[unit]),
        second=DayMonth(second),
        days=abs((second - first).days),
    )
    yield document.finding(
        "date_interval",
        verdict,
        [
            document.date_term(base),
            document.term(Role.STATED, interval),
            document.date_term(target),
        ],
        explained,
    )
