"""Checks ``title`` and ``two_values``: one quantity printed twice is one number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from sijill.audits._causes import is_digit, is_swap
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._said import said
from sijill.audits.quantities import Page, PageLine, Quantity, has, kinds_in
from sijill.values import message

TITLE = message("The title prints {title}, the text {text}.")
TWICE = message("One quantity is printed as {one} and as {other}.")
_SAME_FIGURES = 2
_SPEAKS = re.compile(r"according to (?P<who>[^,.;]{3,40})|(?:حسب|وفق\w*|بحسب|نقلا عن)\s+(?P<ar>[^،,.;]{3,40})")
_MORE_WITHIN = 90
_PLACED = re.compile(
    r"[^\d.,،;؛:]{0,40}?\b(?:in|at|near)\s+(?P<en>[^\W\d]+)|[^\d.,،;؛:]{0,40}?(?<!\w)(?:في|قرب)\s+(?P<ar>[^\W\d]+)"
)


def check_titles(page: Page) -> Iterator[Finding]:
    """
    Yield a finding for each number of the title that the text tells again.

    It holds when a number of the same people and fate in the text is the same, within the
    title's rounding and hedge. It fails when the text's first such number differs by two
    digits swapped or one digit changed, which no rounding does.
    """
    title = _title_line(page)
    if title is None:
        return
    sure = title.text.rstrip()[-1:] not in ".:" and len(title.text) < 200
    body = [one for line in page.lines if line is not title for one in line.quantities if one.counts]
    for one in title.quantities:
        part = _of_the_same_whole(one, body) if sure and one.counts else None
        if part is not None:
            more = part.value < one.value and _names_again(one.whom, part)
            verdict = Verdict.UNDECIDABLE if more else _differing(page, one, part)
            yield _value_finding(page, "title", one, part, verdict)
            continue
        if not one.counts or one.value < 5:
            continue
        same = [other for other in body if _is_same(one, other)]
        head = next((other for other in same if other.whole is None), None)
        swapped = (
            head is not None and is_swap(one.value, head.value) and not any(one.value == other.value for other in same)
        )
        if sure and swapped and head is not None and head.is_exact and not one.running:
            yield _value_finding(page, "title", one, head, _differing(page, one, head))
            continue
        met = next((other for other in same if is_rounding_of(one, other)), None)
        if met is not None:
            yield _value_finding(
                page, "title", one, met, Verdict.HOLDS if met.value == one.value else Verdict.WITHIN_ROUNDING
            )
            continue
        pair = next((pair for pair in combinations(same[:6], 2) if pair[0].value + pair[1].value == one.value), None)
        first = next((other for other in same if other.whole is None and not other.running), None)
        if pair is not None:
            yield _value_finding(page, "title", one, pair[0], Verdict.HOLDS, pair[1])
        elif first is not None and sure and not one.running and _misprint(one, first):
            yield _value_finding(page, "title", one, first, _differing(page, one, first))


def _names_again(whom: str, part: Quantity) -> bool:
    """Test whether more of the same people may be told behind a number: "4 children of one family and a child"."""
    kinds = {whom, "boy", "girl"} if whom == "child" else {whom}
    return sum(kind in kinds for _, _, kind in kinds_in("people", part.tail[:_MORE_WITHIN])) > 1


def _of_the_same_whole(one: Quantity, body: Sequence[Quantity]) -> Quantity | None:
    """Return another number of the same kind of the whole that the title prints: "17 dead, 5 of them children"."""
    if one.whole is None or not one.whom or not (one.is_exact and one.whole.is_exact):
        return None
    wholes = {id(each) for each in body if each.value == one.whole.value and _is_same(one.whole, each)}
    parts = [each for each in body if each.whole is not None and id(each.whole) in wholes and each.whom == one.whom]
    differ = parts and all(each.is_exact and each.value != one.value for each in parts)
    return parts[0] if differ and not any(each.value == one.value and each.whom == one.whom for each in body) else None


def _differing(page: Page, title: Quantity, other: Quantity) -> Verdict:
    """Return FAILS where title and text tell of one day and name no maker apart, else UNDECIDABLE."""
    apart = other.named != title.named or _on_other_days(page, title, other)
    return Verdict.UNDECIDABLE if apart else Verdict.FAILS


def _misprint(one: Quantity, other: Quantity) -> bool:
    """Test whether two exact numbers differ as a slip of the hand makes them differ."""
    slip = is_digit(one.value, other.value) or is_swap(one.value, other.value)
    return one.is_exact and other.is_exact and slip


def _title_line(page: Page) -> PageLine | None:
    if len(page.lines) < 2:
        return None
    return next((line for line in page.lines[:2] if line.quantities and len(line.text) < 320), None)


def _is_same(title: Quantity, other: Quantity) -> bool:
    if not title.unit or title.unit != other.unit or other.apart:
        return False
    kinds = (title.whom or "person", other.whom or "person")
    alike = kinds[0] == kinds[1] or set(kinds) == {"person", "civilian"}
    # Some pages call the dead alone "casualties".
    return alike and (
        title.fate == other.fate
        or {title.fate, other.fate} == {"dead", "casualties"}
        or not title.fate_given
        or not other.fate_given
    )


def is_rounding_of(title: Quantity, other: Quantity) -> bool:
    """Test whether a number is another as printed, rounded or bounded by its hedge."""
    miss = other.value - title.value
    near = max(title.number.tolerance * 2, title.value * Decimal("0.02"))
    if title.number.hedge in ("above", "floor"):
        return 0 <= miss <= max(near, title.value / 10)
    if title.number.hedge in ("almost", "below", "ceiling"):
        return -max(near, title.value / 10) <= miss <= 0
    if title.number.hedge == "about" or title.number.tolerance:
        return abs(miss) <= near
    return miss == 0


def check_twice(page: Page) -> Iterator[Finding]:
    """
    Yield a finding for totals that the text tells twice.

    Equal numbers of one kind hold, unless the words put them on two days or to two sources.
    Two different ones fail only where each is told as the total of the same people and
    fate, by nobody else, of no other day and with no hedge.
    """
    body = [one for line in page.lines for one in line.quantities if one.counts and one.value >= 10 and one.unit]
    told: set[tuple[Decimal, str, str]] = set()
    by_sentence: dict[int, list[Quantity]] = {}
    for one in body:
        by_sentence.setdefault(one.sentence, []).append(one)
    figures = {
        number: frozenset((each.value, each.unit, each.whom) for each in numbers)
        for number, numbers in by_sentence.items()
    }
    totals = {id(one) for one in body if _total(page, one)}
    for one, other in _pairs_of_kind(body):
        rounded = one.number.hedge or one.number.tolerance
        if one.value == other.value or (rounded and is_rounding_of(one, other) and not one.apart and not other.apart):
            if (key := (one.value, one.unit, one.whom)) not in told and not _told_apart(page, one, other):
                told.add(key)
                same = one.value == other.value
                yield _value_finding(page, "two_values", one, other, Verdict.HOLDS if same else Verdict.WITHIN_ROUNDING)
            continue
        again = len(figures[one.sentence] & figures[other.sentence]) >= _SAME_FIGURES and _is_told_again(
            by_sentence[one.sentence], by_sentence[other.sentence], one, other
        )
        both = id(one) in totals and id(other) in totals
        if (again or (both and _comparable(page, one, other))) and not _told_apart(page, one, other):
            yield _value_finding(page, "two_values", one, other, Verdict.FAILS)


def _is_told_again(ours: Sequence[Quantity], theirs: Sequence[Quantity], one: Quantity, other: Quantity) -> bool:
    """Test whether two sentences that tell the same figures differ in these alone."""
    if not all(each.is_exact and each.fate_given and not each.apart for each in (one, other)):
        return False
    return one is _first_of(ours, one) and other is _first_of(theirs, other) and other.value * 2 > one.value


def _first_of(numbers: Sequence[Quantity], like: Quantity) -> Quantity:
    return next(one for one in numbers if (one.whom or "person", one.fate) == (like.whom or "person", like.fate))


def _pairs_of_kind(body: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    kinds: dict[tuple[str, str, str], list[Quantity]] = {}
    for one in body:
        kinds.setdefault((one.unit, one.whom or "person", one.fate), []).append(one)
    for group in kinds.values():
        for at, one in enumerate(group):
            for other in group[at + 1 : at + 12]:
                if one.sentence != other.sentence:
                    yield one, other


def _total(page: Page, one: Quantity) -> bool:
    """Test whether a number is told as a total: in so many words, since a day, or as a part of such a total."""
    if one.apart or one.named:
        return False
    if one.running or (one.whole is not None and _total(page, one.whole)):
        return True
    sentence = page.document.sentence_at(one.start)
    clause = page.between(sentence.start, one.start)[-110:]
    return has("all", clause)


def _comparable(page: Page, one: Quantity, other: Quantity) -> bool:
    if not (one.fate_given or one.whole) or not (other.fate_given or other.whole):
        return False
    if min(one.value, other.value) * 10 <= max(one.value, other.value) * 6:
        return False
    if any(each.number.hedge not in ("", "only", "about") or each.per for each in (one, other)):
        return False
    sentences = [page.document.sentence_at(each.start) for each in (one, other)]
    texts = [page.between(each.start, each.end) for each in sentences]
    return len({bool(_SPEAKS.search(text)) for text in texts}) == 1 or abs(one.sentence - other.sentence) <= 1


def _told_apart(page: Page, one: Quantity, other: Quantity) -> bool:
    """Test whether the words deny that two numbers are one: each has a day, a source or a place of its own."""
    speakers = [
        {found["who"] or found["ar"] for found in _SPEAKS.finditer(page.between(each.start, each.end))}
        for each in (page.document.sentence_at(one.start), page.document.sentence_at(other.start))
    ]
    places = [found and (found["en"] or found["ar"]) for found in (_PLACED.match(one.tail), _PLACED.match(other.tail))]
    apart = all(speakers) and speakers[0] != speakers[1]
    return _on_other_days(page, one, other) or apart or (all(places) and places[0] != places[1])


def _on_other_days(page: Page, one: Quantity, other: Quantity) -> bool:
    """Test whether both sentences name days, and some day of one cannot be a day of the other; years may be unsaid."""
    ours, theirs = (
        [(day.year if day.year_given else None, day.month, day.day) for day in sentence.dates]
        for sentence in (page.document.sentence_at(one.start), page.document.sentence_at(other.start))
    )
    return bool(ours and theirs) and not all(
        any(all(None in pair or pair[0] == pair[1] for pair in zip(day, like, strict=True)) for like in days)
        for named, days in ((ours, theirs), (theirs, ours))
        for day in named
    )


def _value_finding(
    page: Page, check: str, one: Quantity, other: Quantity, verdict: Verdict, more: Quantity | None = None
) -> Finding:
    told = (one, other) if more is None else (one, other, more)
    terms = [page.document.term(Role.STATED, each.number) for each in told]
    words = (
        said(TITLE, title=one.value, text=other.value + (more.value if more else 0))
        if check == "title"
        else said(TWICE, one=one.value, other=other.value)
    )
    return page.document.finding(check, verdict, terms, words)
