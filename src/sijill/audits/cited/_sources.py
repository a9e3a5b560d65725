"""
Checks ``cross_source``, ``scope_reuse`` and ``unit_mismatch``: one question, several answers.

Sources that differ are no arithmetic error; the finding shows both ranges and why they
cannot both be right, and leaves the verdict to a person unless the page itself sets the
two against each other for one event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain, combinations

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._names import canonical, names_in, speaker
from sijill.audits._quantities import Quantity
from sijill.audits._rounding import Bounds, overlap, part_bounds
from sijill.audits._said import Between, DayMonth, Said, Sum, Word, said
from sijill.audits.cited._control import comparable_day
from sijill.audits.prose import counts_people
from sijill.values import message

TWO_SOURCES = message(
    "{one}: {ours} by {then}; {other}: {theirs} by {later}. The ranges do not overlap; "
    "whether both count the same people and days is not printed."
)
FATES = {
    "killed": message("killed"),
    "injured": message("injured"),
    "killed_or_injured": message("killed or injured"),
}

_REMAIN = re.compile(r"\b(?:still\s+)?(?:remain(?:ed|ing|s)?|left behind|yet to leave|still to)\b")
_TOTAL_WORDS = re.compile(
    r"\b(?:by|so far|overall|in total|total|put the (?:figure|number|toll)|were evacuated|had been evacuated)\b"
)
_RIVAL = re.compile(
    r"\bput the (?:figure|number|toll|death toll|count) at\b|\bdisputed\b|\bwhile\b|\bwhereas\b|\bhowever\b",
    re.IGNORECASE,
)
_INCLUDED = re.compile(r"(?:includ\w+|of whom|of which|among them)[^;.]*$")
_AFTER_OF = re.compile(r"\b(?:remaining|another|additional|other|more)\s*$")
_CAUSES = re.compile(
    r"\b(?:barrel bombs?|airstrikes?|air strikes?|shelling|car bombs?|chemical|torture|landmines?|executions?)\b",
    re.IGNORECASE,
)
_STATUSES = frozenset({"evacuated", "killed", "displaced", "injured"})
_DAYS_APART = 2


@dataclass(frozen=True, slots=True)
class SourceFigure:
    """What one source says of one question: a number with what it says remains, and as of when."""

    who: str
    quantity: Quantity
    remaining: Quantity | None
    day: date | None
    sentence: Sentence


def check_rivals(document: Document) -> Iterator[Finding]:
    """
    Compare totals of different sources for one fate, at most two days apart in one section.

    What a source says still remains is added to its total. Ranges that do not overlap
    fail only where the page sets the sources against each other for the same day, and
    cannot be decided elsewhere.
    """
    for one, other in combinations(_tellings(document), 2):
        if one.who == other.who or one.quantity.status != other.quantity.status:
            continue
        near = one.day is not None and other.day is not None and abs((one.day - other.day).days) <= _DAYS_APART
        same_block = one.sentence.block == other.sentence.block
        if not near or not same_block:
            continue
        left, right = _reach(one), _reach(other)
        slack = one.quantity.tolerance / 10 + other.quantity.tolerance / 10
        terms = [document.term(Role.STATED, one.quantity), document.term(Role.OTHER, other.quantity)]
        terms += [document.term(Role.PART, each.remaining) for each in (one, other) if each.remaining]
        if overlap(left, right, slack):
            continue
        yield document.finding(
            "cross_source", _rival_verdict(document, one, other), terms, _two_sources(one, other, left, right)
        )


def _rival_verdict(document: Document, one: SourceFigure, other: SourceFigure) -> Verdict:
    first, later = sorted((one, other), key=lambda each: each.sentence.start)
    adjacent = (
        first.sentence.start == later.sentence.start
        or not document.flat[first.sentence.end : later.sentence.start].strip()
    )
    rivals = adjacent and one.day == other.day and bool(_RIVAL.search(later.sentence.text))
    return Verdict.FAILS if rivals else Verdict.UNDECIDABLE


def _two_sources(
    one: SourceFigure,
    other: SourceFigure,
    left: tuple[Decimal | None, Decimal | None],
    right: tuple[Decimal | None, Decimal | None],
) -> Said:
    return said(
        TWO_SOURCES,
        one=one.who,
        ours=Between(*left),
        then=DayMonth(one.day or date.min),
        other=other.who,
        theirs=Between(*right),
        later=DayMonth(other.day or date.min),
    )


def _reach(told: SourceFigure) -> Bounds:
    low, high = part_bounds(told.quantity)
    if told.remaining is None:
        return low, high
    more = part_bounds(told.remaining)
    return (low or Decimal(0)) + (more[0] or 0), None if high is None or more[1] is None else high + more[1]


def _tellings(document: Document) -> Iterator[SourceFigure]:
    last: date | None = None
    for sentence in document.body_sentences():
        if document.blocks[sentence.block].zone != "body":
            continue
        days = [day for one in sentence.dates if (day := comparable_day(one)) is not None]
        last = days[-1] if days else last
        people = [one for one in sentence.quantities if counts_people(one) and one.value > 9]
        who = _who(document, sentence, people)
        if not who or not people:
            continue
        totals = [one for one in people if _is_total(document, sentence, one)]
        status = next((one.status for one in people if one.status in _STATUSES), "")
        if not totals or not status:
            continue
        chosen = totals[-1] if re.search(r"\btotal to\b", sentence.text) else totals[0]
        remaining = next((one for one in people if one.start > chosen.start and _remains(document, one)), None)
        if chosen.status in _STATUSES or not chosen.status:
            yield SourceFigure(who, replace(chosen, status=status), remaining, last, sentence)


def _who(document: Document, sentence: Sentence, people: list[Quantity]) -> str:
    """Return who speaks: by the sentence's own words, else by the claims found in it."""
    if named := speaker(sentence.text):
        return named
    claimants = {claimant for one in people if (claimant := document.claimant_of(one))}
    return canonical(claimants.pop()) if len(claimants) == 1 else ""


def _is_total(document: Document, sentence: Sentence, one: Quantity) -> bool:
    before = document.flat[sentence.start : one.start]
    if _INCLUDED.search(before) or _AFTER_OF.search(before) or _remains(document, one):
        return False
    return bool(_TOTAL_WORDS.search(sentence.text))


def _remains(document: Document, one: Quantity) -> bool:
    return bool(_REMAIN.match(document.flat[one.end : one.end + 25].strip()))


def check_units(document: Document) -> Iterator[Finding]:
    """Find one distinctive number given as "killed" here and as "killed and injured" there."""
    numbers = [one for one in document.quantities if one.kind == "count" and one.value >= 100 and one.status]
    for one, other in _pairs_alike(numbers):
        fates = {one.status, other.status}
        if "killed_or_injured" not in fates or fates == {"killed_or_injured"}:
            continue
        sections = {document.surface.block_at(each.start).section for each in (one, other)}
        if (
            len(sections) > 1
            or not (counts_people(one) and counts_people(other))
            or not fates <= {"killed", "injured", "killed_or_injured"}
        ):
            continue
        terms = [document.term(Role.STATED, one), document.term(Role.OTHER, other)]
        words = said(
            message("{number} is {one} here and {other} there."),
            number=one.value,
            one=Word(FATES[one.status]),
            other=Word(FATES[other.status]),
        )
        verdict = Verdict.FAILS if _one_telling(document, one, other) else Verdict.UNDECIDABLE
        yield document.finding("unit_mismatch", verdict, terms, words)


def _pairs_alike(numbers: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield each pair of numbers of one value."""
    by_value: dict[Decimal, list[Quantity]] = {}
    for one in numbers:
        by_value.setdefault(one.value, []).append(one)
    for alike in by_value.values():
        yield from combinations(alike, 2)


def _one_telling(document: Document, one: Quantity, other: Quantity) -> bool:
    """
    Test whether one voice tells two exact numbers of one day in one paragraph.

    Then they count the same people, and dead alone cannot be as many as dead and injured,
    since nobody would print "and injured" of nobody. Of two voices, either may be right.
    """
    here, there = document.sentence_at(one.start), document.sentence_at(other.start)
    exact = one.is_point and other.is_point and not one.hedge and not other.hedge
    voices = speaker(here.text), speaker(there.text)
    days = [{day for each in sentence.dates if (day := comparable_day(each)) is not None} for sentence in (here, there)]
    return exact and bool(voices[0]) and voices[0] == voices[1] and here.block == there.block and days[0] == days[1]


def check_scopes(document: Document) -> Iterator[Finding]:
    """Find one large number of one cause told of two windows that do not meet, or by two sources."""
    marked: dict[tuple[Decimal, str, str], list[tuple[Quantity, str, Sentence]]] = {}
    for sentence in document.body_sentences():
        cause = _CAUSES.search(sentence.text)
        for one in sentence.quantities:
            if cause and one.kind == "count" and one.value >= 500 and counts_people(one) and one.status:
                by = cause[0].lower().rstrip("s")
                marked.setdefault((one.value, by, one.status), []).append((one, by, sentence))
    pairs = chain.from_iterable(combinations(alike, 2) for alike in marked.values())
    for (one, by, here), (other, _, there) in pairs:
        if here.start == there.start:
            continue
        years = [{each.year for each in sentence.dates if each.year and each.year_given} for sentence in (here, there)]
        sources = names_in(here.text), names_in(there.text)
        if all(years) and not years[0] & years[1] and sources[0] != sources[1]:
            yield document.finding(
                "scope_reuse",
                Verdict.UNDECIDABLE,
                [document.term(Role.STATED, one), document.term(Role.OTHER, other)],
                said(
                    message("{number} by {cause} is told of {years} and of {others}."),
                    number=one.value,
                    cause=by,
                    years=Sum(", ".join(str(year) for year in sorted(years[0]))),
                    others=Sum(", ".join(str(year) for year in sorted(years[1]))),
                ),
            )
