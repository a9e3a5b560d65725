"""On what a number hangs: a part of the one before it, one of several parts, a new beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sijill.audits.quantities._kinds import agree, may_hold
from sijill.audits.quantities._quantity import Hangs, Quantity
from sijill.audits.quantities._words import cue, ends_in, has

_PART_TAIL = re.compile(r"\)?\s*(?:of (?:them|whom|which)|منهم|منها|من\s?بينهم)(?!\w)")
_OF_THESE = re.compile(
    r"\W*(?:of|out of|among|amongst) (?:these|those|them|this|the (?:total|dead|killed|victims|casualties|fatalities|deaths))"
    r"|\W*و?(?:من\s?بين|ومن)\s+(?:هؤلاء|هيلاء|هولاء|القتلي|الضحايا|الشهداء|المجموع)|\W*وبينهم|\W*(?:the|these) "
    r"(?:victims|dead|casualties|fatalities|killed|figures?|toll) (?:also )?includ"
)
_JOINS = re.compile(
    r"(?:[,،؛;]\s*(?:and|و)?|\band\b|&|\bplus\b|\bas well as\b|(?<!\w)و|الي جانب|اضافه الي|علاوه علي)\s*(?:the|also|another)?\s*(?=[^\w]*$)"
)
_BRACKET = re.compile(r"[(\[]\s*(?:or |about |around |اي |نحو )?$")
_LONG = 90


def hang(read: Sequence[Quantity], folded: str, offset: int, above: Sequence[Quantity]) -> None:
    """Set the whole of each quantity of a sentence; ``above`` are the last quantities before it."""
    opened = _OF_THESE.match(folded)
    whole = _whole_above(read, above) if opened and read else None
    for at, one in enumerate(read):
        if not at:
            if whole is not None and agree(whole, one):
                one.whole, one.hangs = whole, Hangs.AMONG
            continue
        previous = read[at - 1]
        upto = max(0, one.number.start - offset)
        # The Arabic "and" clings to the hedge or noun of the number that it joins.
        gap = folded[previous.end - offset : upto + (folded[upto : upto + 1] == "و")]
        if _BRACKET.search(gap) and one.is_share:
            one.whole, one.hangs = previous, Hangs.BRACKET
            continue
        if not one.counts:
            continue
        if ends_in("including", gap) or (_PART_TAIL.match(one.tail) and len(gap) < _LONG):
            one.whole = _holder(read[:at], one)
            one.hangs = Hangs.AMONG if one.whole is not None else Hangs.FREE
        elif _joins(gap) and previous.whole is not None and _fits_beside(previous, one, gap):
            one.whole, one.hangs = previous.whole, previous.hangs
        elif whole is not None and previous.whole is whole and _joins(gap) and agree(whole, one):
            one.whole, one.hangs = whole, Hangs.AMONG


def _whole_above(read: Sequence[Quantity], before: Sequence[Quantity]) -> Quantity | None:
    """Return the nearest head above that can hold what a sentence tells "of these"."""
    first = next((one for one in read if one.counts), None)
    if first is None:
        return None
    wholes = [one for one in before if one.whole is None and one.counts and agree(one, first) and not one.apart]
    wholes = [one for one in wholes if one.value >= first.value]
    return max(wholes, key=lambda one: one.value, default=None)


def _holder(before: Sequence[Quantity], part: Quantity) -> Quantity | None:
    """Return the nearest quantity before a part that can hold it: a head before another part."""
    for one in reversed(before):
        if not one.counts:
            continue
        if _may_be_of(one, part):
            return one
        if one.whole is not None and _may_be_of(one.whole, part):
            return one.whole
    return None


def _may_be_of(whole: Quantity, part: Quantity) -> bool:
    if whole.unit and part.unit and whole.unit != part.unit:
        return False
    if part.fate and whole.fate and part.fate != whole.fate and whole.fate != "casualties":
        if part.noun_given and part.tail and has("including", part.label):
            part.fate = whole.fate
        return may_hold(whole.whom, part.whom)
    return may_hold(whole.whom, part.whom)


def _fits_beside(previous: Quantity, one: Quantity, gap: str) -> bool:
    """Test whether a joined number is one more part of the same whole rather than a new beginning."""
    whole = previous.whole
    if whole is None or not agree(whole, one):
        return False
    if whole.whom and one.whom == whole.whom and one.unit == "people" and one.whom != previous.whom:
        return False
    return one.fate in ("", previous.fate) or not cue("by").search(gap)


def _joins(gap: str) -> bool:
    """Test whether the words between two numbers only name the first and join the second."""
    found = None
    for found in _JOINS.finditer(gap):
        pass
    return found is not None and len(gap) <= _LONG and not re.search(r"[.;؛:]", gap.rstrip()[:-1])
