"""On what a number hangs: a part of the one before it, one of several parts, a new beginning."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sijill.audits.quantities._counted import fate_of
from sijill.audits.quantities._kinds import COUNTED_BY, agree, may_hold
from sijill.audits.quantities._quantity import Hangs, Quantity
from sijill.audits.quantities._words import cue, ends_in, has, last_of

_PART_TAIL = re.compile(r"\)?\s*(?:of (?:them|whom|which)|(?:\w+ )?among (?:them|whom)|منهم|منها|من\s?بينهم)(?!\w)")
_OF_THESE = re.compile(
    r"\W*(?:of|out of|among|amongst) "
    r"(?:these|those|them|this|the (?:total|dead|killed|victims|casualties|fatalities|deaths|"
    r"wounded|injured|detained|arrested|displaced))\b"
    r"|\W*و?(?:من\s?بين|ومن)\s+(?:هيلاء|هولاء|القتلي|الضحايا|الشهداء|المجموع|الجرحي|المصابين|"
    r"المعتقلين|المحتجزين|النازحين|المفقودين)|\W*وبينهم|\W*و?(?:منهم|من\s?بينهم)\s"
    r"|\W*(?:the|these|those) "
    r"(?:victims|dead|casualties|fatalities|killed|figures?|toll|number|total|wounded|injured|deaths)"
    r"(?: also)? (?:includ|comprise)\w*"
)
_OF_WHOLE = re.compile(
    r"(?:^|[.,،;:\"“]\s*|\bthat\s+)\W*(?:out of|of|among|from) (?:the |these |those |its |a )?(?:total of |total )?$"
    r"|(?<!\w)(?:من\s?بين|من\s?اصل|من\s?مجموع|من\s?اجمالي)\s+(?:ال)?[(\[]?$"
)
_IN_BRACKET_ASIDE = re.compile(r"\([^()]{0,120}\)")
_JOINED = re.compile(
    r"(?:[,،؛;]\s*(?:and|و)?|\band\b|&|\bplus\b|\bas well as\b|(?<!\w)و|الي جانب|اضافه الي|علاوه علي)"
    r"\s*(?:the|also|another)?\s*(?=[^\w]*$)"
)
_BRACKET = re.compile(r"[(\[]\s*(?:or |about |around |اي |نحو )?$")
_MADE_BY = re.compile(r"\bby\b|\bat the hands?\b|(?<!\w)علي\s+(?:يد|ايدي|يدي)(?!\w)")
_LONGEST_GAP = 90
_OTHER_PEOPLE = re.compile(r"\s*(?:others\b|اخرون(?!\w)|اخرين(?!\w))")


def hang(read: Sequence[Quantity], folded: str, offset: int, above: Sequence[Quantity]) -> None:
    """Set the whole of each quantity of a sentence; ``above`` are the last quantities before it."""
    opened = _OF_THESE.match(folded)
    whole = _whole_above(read, above) if opened and read else None
    if whole is not None and _MADE_BY.search(folded[: max(0, read[0].number.start - offset)]):
        # "Of those killed by the army": of the army's dead, when the page has told them.
        whole = next((one for one in reversed(above) if one.named and one.counts and agree(one, read[0])), None)
    for at, one in enumerate(read):
        previous = next((other for other in reversed(read[:at]) if other.counts), None)
        if one.is_share and at and _BRACKET.search(_gap(folded, offset, read[at - 1], one)) and read[at - 1].counts:
            one.whole, one.hangs = read[at - 1], Hangs.BRACKET
            continue
        if not one.counts:
            continue
        if previous is None:
            if whole is not None and agree(whole, one):
                one.whole, one.hangs = whole, Hangs.AMONG
            continue
        gap = _IN_BRACKET_ASIDE.sub("", _gap(folded, offset, previous, one))
        if (ends_in("including", _behind_its_own(gap)) and not _tells_anew(previous, one, gap)) or (
            _is_part_of_them(one, one is read[-1]) and len(gap) < _LONGEST_GAP
        ):
            one.whole = _holder(read[:at], one)
            one.hangs = Hangs.AMONG if one.whole is not None else Hangs.FREE
            if one.whole is not None and one.whole.fate not in ("", "casualties") and _says_no_fate(one):
                one.fate = one.whole.fate
        elif _is_told_of(previous, folded, offset, gap) and agree(previous, one) and one.value <= previous.value:
            one.whole, one.hangs = previous, Hangs.AMONG
        elif _is_joined(gap) and previous.whole is not None and _fits_beside(previous, one, gap):
            one.whole, one.hangs = previous.whole, previous.hangs
        elif whole is not None and previous.whole is whole and _is_joined(gap) and agree(whole, one):
            one.whole, one.hangs = whole, Hangs.AMONG


def _tells_anew(previous: Quantity, one: Quantity, gap: str) -> bool:
    """Test for "27 killed, among them women and children, and the wounding of 130": the cue is of words, not of 130."""
    cue_found = last_of("including", gap)
    own = fate_of(gap[cue_found.end() :]) if cue_found else ""
    return own not in ("", previous.fate) and one.fate == own and previous.fate not in ("", "casualties")


def _says_no_fate(one: Quantity) -> bool:
    """Test for "including 12 children", of whom their whole says what befell them."""
    return one.noun_given and bool(one.tail) and has("including", one.label)


def _behind_its_own(gap: str) -> str:
    """Return the words between two numbers without the "of them" of the first: "14 of them in one place and 8 ..."."""
    own = _PART_TAIL.match(gap)
    return gap[own.end() :] if own and re.search(r"[^\W\d]{3,}", gap[own.end() :]) else gap


def _is_part_of_them(one: Quantity, is_last: bool) -> bool:
    """Test for "14 of them in one place"; in "14, of them 3 children" the words belong to the next number."""
    own = _PART_TAIL.match(one.tail)
    return own is not None and (is_last or re.search(r"[^\W\d]{3,}", one.tail[own.end() :]) is not None)


def _gap(folded: str, offset: int, previous: Quantity, one: Quantity) -> str:
    upto = max(0, one.number.start - offset)
    # The Arabic "and" clings to the hedge or noun of the number that it joins.
    return folded[previous.end - offset : upto + (folded[upto : upto + 1] == "و")]


def _is_told_of(previous: Quantity, folded: str, offset: int, gap: str) -> bool:
    """Test whether a number is named only to be divided: "of the 60 killed, 20 were men"."""
    before = folded[: max(0, previous.number.start - offset)]
    return bool(_OF_WHOLE.search(before[-40:])) and len(gap) < _LONGEST_GAP and not re.search(r"[.;؛]\s", gap)


def _whole_above(read: Sequence[Quantity], before: Sequence[Quantity]) -> Quantity | None:
    """Return the nearest head above that can hold what a sentence tells "of these"."""
    first = next((one for one in read if one.counts), None)
    if first is None:
        return None
    told = [one for one in read if one.counts][:2]
    wholes = [one for one in before if one.whole is None and one.counts and not one.apart]
    wholes = [one for one in wholes if all(agree(one, part) for part in told)] or [
        one for one in wholes if agree(one, first)
    ]
    wholes = [one for one in wholes if one.value >= first.value]
    # A line of a list ("Alta: 21") is a part of what the list divides.
    wholes = [one for one in wholes if not (one.bare and one.label.rstrip("\x00 ").endswith(":"))] or wholes
    wholes = [one for one in wholes if one.fate == first.fate] or wholes
    nearest = max((one.sentence for one in wholes), default=0)
    return max((one for one in wholes if one.sentence == nearest), key=lambda one: one.value, default=None)


def _holder(before: Sequence[Quantity], part: Quantity) -> Quantity | None:
    """Return the nearest quantity before a part that can hold it: a head before another part."""
    ring = [one for one in reversed(before) if one.counts]
    holders = [holder for one in ring for holder in (one, one.whole) if holder is not None and _may_be_of(holder, part)]
    # A part that is larger than the nearest whole is of the next one that can hold it, if there is one.
    return next((one for one in holders if one.value >= part.value), holders[0] if holders else None)


def _may_be_of(whole: Quantity, part: Quantity) -> bool:
    if whole.unit and part.unit and whole.unit != part.unit and (whole.unit, part.unit) not in COUNTED_BY:
        return False
    if part.fate and whole.fate and part.fate != whole.fate and whole.fate != "casualties":
        return may_hold(whole.whom, part.whom)
    return may_hold(whole.whom, part.whom)


def _fits_beside(previous: Quantity, one: Quantity, gap: str) -> bool:
    """Test whether a joined number is one more part of the same whole rather than a new beginning."""
    whole = previous.whole
    if whole is None or not agree(whole, one) or one.value > whole.value:
        return False
    # "Three killed, including a minor, and seven others injured": what befell the seven is told anew.
    apart = whole.fate not in ("", "casualties", one.fate) or _OTHER_PEOPLE.match(one.tail)
    if apart and one.fate_given and not previous.fate_given:
        return False
    if one.whom in ("", "person", "civilian", "military") and ends_in("including", one.tail):
        return False  # what has parts of its own begins anew
    if whole.whom and one.whom == whole.whom and one.unit == "people" and one.whom != previous.whom:
        return False
    return one.fate in ("", previous.fate) or not cue("by").search(gap)


def _is_joined(gap: str) -> bool:
    """Test whether the words between two numbers only name the first and join the second."""
    return _JOINED.search(gap) is not None and len(gap) <= _LONGEST_GAP and not re.search(r"[.;؛:]", gap.rstrip()[:-1])
