"""Checks ``window_length`` and ``window_gap``: printed lengths against printed dates, windows against each other."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._quantities import Quantity
from sijill.audits._said import UNIT_NAMES, DayMonth, Said, Sum, Word, said
from sijill.language import PrintedDate
from sijill.values import message

FOLLOWS = message("The second window follows the first.")
IN_NEITHER = message("Days between {closes} and {opens} that are in neither window: {days}.")
IN_BOTH = message("Days from {opens} to {closes} that are in both windows: {days}.")

_JOINS = re.compile(r"\s*(?:,\s*)?(?:(?P<and>and)|to|-|–|—|until|till|through|up to|and ending)\s*(?:on\s+|the\s+)?$")
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_OPENS_WINDOW = re.compile(
    r"\s*(?:long\s+)?(?:(?:reporting |study |whole )?(?:period|window|span|interval|campaign|siege|offensive|truce|"
    r"ceasefire|timeframe)\s*)?[,(]?\s*(?:between|from|of|running from|lasting from)?\s*(?:the\s+)?$"
)
_CLOSES_WINDOW = re.compile(
    r"\s*[.,)]?\s*[(–—-]?\s*(?:a |an |i\.e\.,? |that is,? |or |over |in |a period of |a total of |lasting |spanning )*$"
)
_UNIT = re.compile(r"(hour|day|week|month|year|شهر|يوم|أشهر|أيام)")
DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375, "year": 365.25}
_AR_UNIT = {"شهر": "month", "أشهر": "month", "يوم": "day", "أيام": "day"}
_TIMES = {"once": 1, "twice": 2, "three times": 3, "four times": 4}
_RENEWED = re.compile(r"\b(?:renewed|extended|prolonged)\s+(once|twice|three times|four times)\b")
_EXTENSION = re.compile(r"\b(?:extend\w*|renew\w*|prolong\w*)\b")


@dataclass(frozen=True, slots=True)
class Window:
    """Two printed dates that bound a period; ``start`` and ``end`` are its span in the reading."""

    first: PrintedDate
    last: PrintedDate

    @property
    def opens(self) -> date | None:
        """The first day, or None without a year."""
        return self.first.first

    @property
    def closes(self) -> date | None:
        """The last day, or None without a year."""
        return self.last.last

    @property
    def exact(self) -> bool:
        """Test whether both ends are days."""
        return self.first.day is not None and self.last.day is not None

    def months(self) -> tuple[float, float] | None:
        """Return the shortest and longest length in months that the printed ends allow."""
        if self.opens is None or self.closes is None or self.last.first is None or self.first.last is None:
            return None
        return month_span(self.first.last, self.last.first), month_span(self.opens, self.closes)


def month_span(opens: date, closes: date) -> float:
    """Return the length from one day to another in calendar months and parts of one."""
    whole = (closes.year - opens.year) * 12 + closes.month - opens.month
    return whole + (closes.day - opens.day) / 30.4375


def windows(document: Document) -> list[Window]:
    """Return the periods that the page bounds with two dates ("between 5 and 11 May", "20 May - 3 June")."""
    found: list[Window] = []
    for first, last in zip(document.dates, document.dates[1:], strict=False):
        between = document.flat[first.end : last.start]
        joint = _JOINS.fullmatch(between) if len(between) < 30 else None
        if joint is None:
            continue
        before = document.flat[max(0, first.start - 20) : first.start]
        # "from", "between" or a dash; a bare "5 May and 11 May" names two days.
        if joint["and"] and not _BETWEEN.search(before) and not (first.year_given and last.year_given and first.year):
            continue
        found.append(Window(first, last))
    return found


def check_lengths(document: Document) -> Iterator[Finding]:
    """
    Yield a finding for each length printed beside its window: length = last day - first day.

    Months are calendar months and parts of 30.4375 days; both ends may be counted or one.
    A length that is right to the day *holds*, one that is right to half its unit is
    *within_rounding*.
    """
    for window in windows(document):
        stated = _stated_length(document, window)
        if stated is not None:
            finding = length_finding(document, stated, window)
            if finding is not None:
                yield finding


def _stated_length(document: Document, window: Window) -> Quantity | None:
    for one in document.quantities:
        if one.category != "time" or unit_of(one) is None:
            continue
        if 0 <= window.first.start - one.end < 45:
            between = re.sub(r"\b(?:between|from)\b\s*(?:the\s*)?$", "", document.flat[one.end : window.first.start])
            if _OPENS_WINDOW.fullmatch(between) and between != document.flat[one.end : window.first.start]:
                return one
        if 0 <= one.start - window.last.end < 25:
            later = re.match(r"\s*(?:later|earlier|after|before|ago|prior)\b", document.flat[one.end : one.end + 10])
            between = document.flat[window.last.end : one.start].replace("\n", " ")
            if not later and _CLOSES_WINDOW.fullmatch(between):
                return one
    return None


def unit_of(quantity: Quantity) -> str | None:
    """Return the unit of time that a number counts, or None."""
    found = _UNIT.match(quantity.phrase.lower())
    return None if found is None else _AR_UNIT.get(found[1], found[1])


def length_finding(document: Document, stated: Quantity, window: Window, *note: Said) -> Finding | None:
    """Return how a stated length stands to a window, or None when the window has no year."""
    unit = unit_of(stated)
    months = window.months()
    if unit is None or months is None or window.opens is None or window.closes is None:
        return None
    if unit == "month":
        shortest, longest = months
    elif unit == "year":
        shortest, longest = months[0] / 12, months[1] / 12
    else:
        first_last, last_first = window.first.last, window.last.first
        if first_last is None or last_first is None:
            return None
        shortest = (last_first - first_last).days / DAYS[unit]
        longest = (window.closes - window.opens).days / DAYS[unit]
    if longest <= 0:
        return None
    shortest, longest = max(shortest, 0), longest + 1 / DAYS[unit]
    verdict = _fit(stated, shortest, longest, unit)
    printed = f"{shortest:.1f}" if longest - shortest < 0.15 else f"{shortest:.1f}-{longest:.1f}"
    return document.finding(
        "window_length",
        verdict,
        [
            document.date_term(window.first),
            document.date_term(window.last),
            document.term(Role.STATED, stated),
        ],
        said(
            message("From {opens} to {closes} is {length} {unit}; printed {stated}."),
            opens=window.opens,
            closes=window.closes,
            length=Sum(printed),
            unit=Word(UNIT_NAMES[unit]),
            stated=stated.value,
        ),
        *note,
    )


def _fit(stated: Quantity, shortest: float, longest: float, unit: str) -> Verdict:
    value = float(stated.value)
    half = 0.5 if stated.value == stated.value.to_integral_value() else 0.05
    if stated.hedge in {"above", "floor"}:
        return Verdict.HOLDS if longest >= value - half and shortest <= 2 * value else Verdict.FAILS
    if stated.hedge in {"almost", "below", "ceiling"}:
        return Verdict.HOLDS if shortest <= value + half and longest >= value / 2 else Verdict.FAILS
    slack = half if stated.hedge != "about" else max(half, value * 0.1)
    if unit in {"day", "hour"}:
        slack = 0.0 if stated.hedge != "about" else slack
    if shortest - 0.001 <= value <= longest + 0.001:
        return Verdict.HOLDS
    miss = min(abs(value - shortest), abs(value - longest))
    return Verdict.WITHIN_ROUNDING if miss <= slack else Verdict.FAILS


def check_gaps(document: Document) -> Iterator[Finding]:
    """
    Yield a finding where one paragraph sets two windows side by side that do not meet.

    A gap is last day of one + 1 < first day of the next; an overlap is the reverse. Which
    of the two the author meant is not printed, so the finding cannot be decided; it counts
    the days. Windows that meet hold.
    """
    by_block: dict[int, list[Window]] = {}
    for window in windows(document):
        if window.exact and window.opens and window.closes and window.first.year and window.last.year_given:
            block = document.sentence_at(window.first.start).block
            by_block.setdefault(block, []).append(window)
    for found in by_block.values():
        for one, other in itertools.pairwise(found):
            if one.opens is None or one.closes is None or other.opens is None or other.closes is None:
                continue
            if other.opens <= one.opens or other.closes <= one.closes or not _both_count(document, one, other):
                continue
            days = (other.opens - one.closes).days
            if days > 200:
                continue
            terms = [document.date_term(printed) for printed in (one.first, one.last, other.first, other.last)]
            if days in {0, 1}:
                yield document.finding("window_gap", Verdict.HOLDS, terms, said(FOLLOWS))
            elif days > 1:
                yield document.finding(
                    "window_gap",
                    Verdict.UNDECIDABLE,
                    terms,
                    said(IN_NEITHER, days=days - 1, closes=one.closes, opens=other.opens),
                )
            else:
                yield document.finding(
                    "window_gap",
                    Verdict.UNDECIDABLE,
                    terms,
                    said(IN_BOTH, days=1 - days, closes=one.closes, opens=other.opens),
                )


def _both_count(document: Document, one: Window, other: Window) -> bool:
    """Test whether both windows stand beside a count: only then may readers add them up."""
    sentences = {document.sentence_at(window.first.start).start for window in (one, other)}
    return all(
        any(
            number.kind == "count" and number.category != "time" and (number.category or number.status)
            for number in sentence.quantities
        )
        for sentence in document.sentences
        if sentence.start in sentences
    )


def check_renewals(document: Document) -> Iterator[Finding]:
    """Find "the 48-hour truce was renewed twice ... until 12 May": the lengths, added up, reach the last day."""
    for at, sentence in enumerate(document.sentences):
        renewed = _RENEWED.search(sentence.text)
        lengths = [one for one in sentence.quantities if unit_of(one) in {"hour", "day"}]
        ends = [one for one in sentence.dates if one.day is not None]
        if renewed is None or not lengths or not ends:
            continue
        base = lengths[0]
        start = _start_of(document.sentences[:at], base)
        extensions = _extensions(document, sentence, _TIMES[renewed[1]])
        if start is None or extensions is None:
            continue
        year = 2000
        first = date(start.year or year, start.month or 1, start.day or 1)
        last = date(ends[-1].year or start.year or year, ends[-1].month or 1, ends[-1].day or 1)
        hours = [_hours(one) for one in (base, *extensions)]
        days = (last - first).days
        miss = abs(sum(hours) - days * 24)
        verdict = Verdict.HOLDS if not miss else Verdict.WITHIN_ROUNDING if miss <= 24 else Verdict.FAILS
        added = " + ".join(f"{one:g}" for one in hours)
        yield document.finding(
            "window_length",
            verdict,
            [
                *(document.term(Role.PART, one) for one in (base, *extensions)),
                document.date_term(start),
                document.date_term(ends[-1]),
            ],
            said(
                message("{sum} hours; {first} to {last} is {days} days, {hours} hours."),
                sum=Sum(f"{added} = {sum(hours):g}"),
                first=DayMonth(first),
                last=DayMonth(last),
                days=days,
                hours=days * 24,
            ),
        )


def check_since(document: Document) -> Iterator[Finding]:
    """
    Yield a finding for "almost two weeks of attacks" beside "since 21 April", to the day of the page.

    The day of the page is the one day it prints most often in figures (05-05-16). The two
    sentences must stand near each other and share two words. A length that does not fit
    cannot be decided: the two may speak of different things.
    """
    today = _day_of_page(document)
    if today is None or today.first is None:
        return
    body = document.body_sentences()
    for at, sentence in enumerate(body):
        for stated in sentence.quantities:
            before = document.flat[max(0, stated.start - 12) : stated.start]
            if unit_of(stated) not in {"day", "week", "month"} or not re.search(
                r"\b(?:after|for|over|in|during)\s*$", before
            ):
                continue
            for other in body[max(0, at - 12) : at + 13]:
                since = [
                    one
                    for one in other.dates
                    if one.day and re.search(r"\b[Ss]ince\s*$", other.text[: one.start - other.start])
                ]
                shared = _long_words(sentence.text) & _long_words(other.text)
                if not since or other is sentence or len(shared) < 2:
                    continue
                opened = replace(since[0], year=since[0].year or today.year)
                finding = length_finding(
                    document, stated, Window(opened, today), said(message("The page's own day ends the window."))
                )
                if finding is not None:
                    verdict = Verdict.UNDECIDABLE if finding.verdict is Verdict.FAILS else finding.verdict
                    yield replace(finding, verdict=verdict)


def _day_of_page(document: Document) -> PrintedDate | None:
    figures = [
        one
        for one in document.dates
        if one.day
        and one.year
        and document.flat[one.start].isdigit()
        and re.fullmatch(r"\d+[-/.]\d+[-/.]\d+", document.flat[one.start : one.end])
    ]
    if not figures:
        return None
    counted = Counter((one.year, one.month, one.day) for one in figures)
    best = counted.most_common(1)[0][0]
    return next(one for one in figures if (one.year, one.month, one.day) == best)


def _long_words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{5,}", text.lower()))


def _hours(quantity: Quantity) -> float:
    return float(quantity.value) * DAYS[unit_of(quantity) or "hour"] * 24


def _start_of(sentences: list[Sentence], base: Quantity) -> PrintedDate | None:
    """Return the day on which a pause of the same length began: the last date printed beside that length."""
    for sentence in reversed(sentences):
        same = [one for one in sentence.quantities if unit_of(one) == unit_of(base) and one.value == base.value]
        days = [one for one in sentence.dates if one.day is not None and same and one.start < same[0].start]
        if days:
            return days[-1]
    return None


def _extensions(document: Document, sentence: Sentence, times: int) -> list[Quantity] | None:
    """Return the lengths of the extensions from the notes that the sentence cites; the same length twice is one."""
    cited = {cite.number for cite in document.surface.cites if sentence.start <= cite.at <= sentence.end + 1}
    found: dict[Decimal, Quantity] = {}
    for note in document.notes:
        if note.number not in cited:
            continue
        for other in document.sentences:
            if note.start <= other.start < note.end and _EXTENSION.search(other.text):
                for one in other.quantities:
                    if unit_of(one) in {"hour", "day"}:
                        found.setdefault(Decimal(str(_hours(one))), one)
    return list(found.values()) if len(found) == times else None
