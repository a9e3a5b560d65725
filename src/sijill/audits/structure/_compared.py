"""Two numbers that a sentence sets beside each other as now and before: "146 attacks, against 73 the year before"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.audits.quantities import Page, Quantity, kinds_in
from sijill.audits.structure._inline import NAMES_OF_TIMES

_NARROWS = re.compile(r"\b(?:in|at|on|of|by|under|among|against)\s+(?:the\s+)?|(?<!\w)(?:في|علي|تحت|بين|ضد|لدي)\s+")
"""What tells of some only, where no time, and none of the people or acts themselves, follows."""
_NARROWS_NOTHING = re.compile(
    r"\d|(?:\w+\s){0,2}?(?:last|previous|same|preceding|first|second|third|fourth)?\s?"
    r"(?:year|month|week|quarter|half|day)\b|attacks?\b|deaths?\b|victims\b"
    r"|(?:ال)?(?:شهر|عام|سنه|اسبوع|ربع|نصف|فتره|يوم|وقت|مده)"
    rf"|(?:\w+\s)?(?:{NAMES_OF_TIMES.pattern})"
)

_BEFORE_IT = re.compile(
    r"\b(?:from|than|compared (?:to|with)|against|over|on|after|versus)\s+(?:[^\W\d]+\s+){0,6}?$"
    r"|(?<!\w)(?:عن|من|مقارنه|بعد\s+ان|مقابل|كان\w*|الذي|التي|ب?المقارنه)(?!\w)[^.،؛\d]{0,50}$"
)
_BEHIND_IT = re.compile(
    r"[^.;\d]{0,40}\b(?:last|previous|the (?:year|month|week|quarter) before|earlier|preceding|same period)\b"
    r"|[^.؛\d]{0,40}(?<!\w)(?:ال)?(?:سابق\w*|ماضي\w*|فايت\w*|منصرم\w*|فترة نفسها|فتره نفسها)(?!\w)"
)
_SAID_BEFORE = re.compile(
    r"\b(?:last|previous|preceding|earlier|compared)\b|(?<!\w)(?:ال)?(?:سابق\w*|ماضي\w*|فايت\w*|منصرم\w*)(?!\w)"
)
_TELLS = 10
_OF_NO_SUM = frozenset({"time", "measure"})


@dataclass(frozen=True, slots=True)
class Compared:
    """Pairs of numbers, the nearest first, and whether the words say that the first pair is what is compared."""

    pairs: tuple[tuple[Quantity, Quantity], ...]
    sure: bool


def compared_at(page: Page, sentence: int, start: int, told: Sequence[Quantity]) -> Compared:
    """
    Return what a sentence may compare where it says by how much a number has changed.

    ``told`` are the quantities of the page up to the end of the sentence, ``start`` the place of the change.
    The words decide when the sentence has two numbers of one kind, one of them told as the former; or one
    former number, where the page has begun with another of its kind that is larger than all after it.
    """
    here = [one for one in told if one.sentence == sentence and _may_change(one)]
    pairs = [(one, other) for at, one in enumerate(here) for other in here[at + 1 :] if _of_one_kind(one, other)]
    if pairs:
        pairs.sort(key=lambda pair: abs(pair[0].start - start) + abs(pair[1].start - start))
        alone = len(pairs) == 1 and any(_is_former(page, one) for one in pairs[0])
        return Compared(tuple(pairs), alone)
    if len(here) != 1:
        return Compared((), False)
    former = here[0]
    above = [one for one in told if one.sentence < sentence and _may_change(one) and _of_one_kind(one, former)]
    above = [
        one
        for one in above
        if not one.apart and one.value != former.value and (one.unit == former.unit != "" or (one.unit and former.bare))
    ]
    above = [one for one in above if one.value >= _TELLS]
    lead = above[0] if above else None
    sure = lead is not None and all(one.value <= lead.value for one in above) and _is_former(page, former)
    sure = sure and not _tells_of_some(page, sentence, former, told)
    ordered = ([lead] if lead else []) + above[:0:-1]
    return Compared(tuple((one, former) for one in ordered), sure)


def _tells_of_some(page: Page, sentence: int, former: Quantity, told: Sequence[Quantity]) -> bool:
    """Test whether a sentence tells of some only: a place, what was hit, a kind of people, a number among others."""
    if any(one.sentence in (sentence, former.sentence) and one.whole is not None and one.counts for one in told):
        return True
    span = page.document.sentence_at(former.start)
    words = page.between(span.start, span.end)
    if any(not _NARROWS_NOTHING.match(words, found.end()) for found in _NARROWS.finditer(words)):
        return True
    return not {kind for _, _, kind in kinds_in("people", words)} <= {"person", "civilian", former.whom}


def _may_change(one: Quantity) -> bool:
    return one.number.kind == "count" and one.whole is None and not one.per and one.unit not in _OF_NO_SUM


def _of_one_kind(one: Quantity, other: Quantity) -> bool:
    alike = one.unit == other.unit or one.bare or other.bare or not (one.unit and other.unit)
    fates = {one.fate, other.fate} if one.fate_given and other.fate_given else set()
    kinds = {one.whom or "person", other.whom or "person"}
    return alike and len(fates) < 2 and (len(kinds) == 1 or kinds == {"person", "civilian"})


def _is_former(page: Page, one: Quantity) -> bool:
    """Test whether words beside a number tell it as that of an earlier time."""
    sentence = page.document.sentence_at(one.start)
    before = page.between(max(sentence.start, one.start - 80), one.start)
    behind = page.between(one.end, min(sentence.end, one.end + 90))
    return (
        one.apart
        or _BEFORE_IT.search(before) is not None
        or _BEHIND_IT.match(behind) is not None
        or _SAID_BEFORE.search(page.between(sentence.start, one.start)[-60:]) is not None
    )
