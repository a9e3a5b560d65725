"""Check ``rate``: so many a day or a month against the number of the window and its length."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._said import Sum, figure_words, said
from sijill.audits.quantities import Page, Quantity, fold
from sijill.language import lexicon
from sijill.values import message

RATE = message("{sum}; printed {rate}.")
# An average, or a bracket behind the number that it is of.
_AVERAGE = re.compile(r"\b(?:average|mean|rate)\b|\(|(?<!\w)(?:ب)?(?:معدل|متوسط|وسطي)")
_SHORTER = re.compile(r"\b(?:weeks?|days|half)\b|(?<!\w)(?:ال)?(?:اسبوع\w*|ايام|نصف)(?!\w)")
_DAY = re.compile(r"day|daily|يوم")
_TOTALS_BACK = 30


def check_rates(page: Page) -> Iterator[Finding]:
    """
    Yield a finding for each number a day whose number of the window and window the page prints.

    The nearest number before it of the same people and fate is the number of the window,
    unless another one meets the rate; the month that the page tells of is the window. The
    rate is rounded to the last printed place.
    """
    days = _days_of_window(page)
    if days is None:
        return
    before: list[Quantity] = []
    for line in page.lines:
        for at, one in enumerate(line.quantities):
            if one.per and _DAY.search(one.per) and one.number.kind == "count" and not one.apart:
                found = _rate_finding_of(
                    page, one, [*reversed(before[-_TOTALS_BACK:]), *line.quantities[at + 1 : at + 3]], days
                )
                if found is not None:
                    yield found
            before.append(one)


def _days_of_window(page: Page) -> int | None:
    """Return the days of the one month that a page tells of in its first lines, or None."""
    for line in page.lines[:6]:
        dates = [one for one in page.document.dates if line.start <= one.start < line.end]
        named = {(one.year, one.month) for one in dates if one.month and one.day is None}
        if not named:
            named = {(None, number) for number in _bare_months(line.folded)}
        if len(named) == 1:
            year, month = named.pop()
            return monthrange(year or 2001, month or 1)[1]
        if named:
            return None
    return None


def _bare_months(folded: str) -> set[int]:
    """Return the Arabic months that a line names without a year; both names of one month are one."""
    return {_month_numbers()[found[1]] for found in _month_pattern().finditer(folded)}


@cache
def _month_numbers() -> dict[str, int]:
    return {fold(name): number for name, number in lexicon("calendar")["months"]["ar"].items()}


@cache
def _month_pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_month_numbers(), key=len, reverse=True)))
    return re.compile(rf"(?:خلال|شهر|في)\s+(?:شهر\s+)?({names})(?!\w)")


def _rate_finding_of(page: Page, rate: Quantity, around: Sequence[Quantity], days: int) -> Finding | None:
    kind = rate.whom or "person"
    totals = [
        one
        for one in around
        if one.counts and not one.apart and not one.running and (one.whom or "person") == kind
        and one.unit in (rate.unit, "people") and one.value > rate.value and one.fate in (rate.fate, "")
    ]  # fmt: skip
    if not totals:
        return None
    best = min(totals, key=lambda one: abs(one.value / days - rate.value))
    slack = rate.value if rate.number.hedge in ("floor", "above", "ceiling", "below") else Decimal("0.5")
    met = abs(best.value / days - rate.value) <= max(slack, rate.number.tolerance)
    whole = best if met else totals[0]
    exact = whole.value / days
    verdict = Verdict.HOLDS if met else Verdict.FAILS
    sentence = page.document.sentence_at(rate.start)
    if not met and _SHORTER.search(page.between(sentence.start, sentence.end)):
        verdict = Verdict.UNDECIDABLE
    if not met and not _AVERAGE.search(rate.label[-60:]):
        verdict = Verdict.UNDECIDABLE  # of a worst week, perhaps
    if not met and (rate.number.hedge or not whole.is_exact):
        verdict = Verdict.WITHIN_ROUNDING if abs(exact - rate.value) <= 1 else Verdict.UNDECIDABLE
    terms = [page.document.term(Role.STATED, rate.number), page.document.term(Role.WHOLE, whole.number)]
    words = said(RATE, sum=Sum(f"{figure_words(whole.value)} / {days} = {exact:.1f}"), rate=rate.value)
    return replace(page.document.finding("rate", verdict, terms, words), computed=exact)
