"""Wholes told on to the last: "then 37 in a third", "the remaining 71", "41 freed and 122 disappeared"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sijill.audits.quantities import Page, PageLine, Quantity, agree, has
from sijill.audits.structure._division import Division
from sijill.audits.structure._told_on import (
    BREAKS_OFF,
    GAP,
    HELD,
    OF_THE_NOUN,
    TELLS_ON,
    by_sentence,
    nearly_adds_up,
    told_division,
    wholes_above,
    words_amid,
)

_THE_OTHERS = re.compile(
    r"\b(?:the (?:other|remaining|rest)|others?)\W*$"
    r"|(?<!\w)و?(?:ال)?(?:باقي?|باقين|باقون|بقيه|اخرين|اخرون)(?:[،,]?\s+و(?:عدد(?:هم|ها|ه)|هي|هم))?\s*$"
)
# "715 of them among children and 525 among those older": the last part is what the others leave.
_THE_OTHER_AGE = re.compile(
    r"[^.;؛\d]{0,30}?(?:\b(?:older|adults|over (?:that|the) age|grown)\b"
    r"|(?<!\w)(?:ال)?(?:اكبر|كبار|بالغين|راشدين)(?!\w))"
)
_RANKS = 3
_THEN = re.compile(r"\b(?:then|followed by|next)\b|(?<!\w)و?(?:ثم|ت?يليه\w*|تلي\w*|تلت\w*|يلي\w*|بعده\w*)(?!\w)")
_LISTS_BELOW, _NEAR = 14, 7


def divisions_to_the_last(page: Page) -> Iterator[Division]:
    """Yield wholes whose last part the words name as what the others leave, and rankings of places."""
    heads: list[Quantity] = []
    for line in page.lines:
        for numbers in by_sentence(line):
            yield from _freed_and_missing(line, numbers)
            yield from _of_two_ages(numbers)
            yield from _ranked(line, numbers, heads)
            yield from _ending_in_the_rest(line, numbers, heads)
            yield from _rest_of_a_noun(line, numbers, heads)
            heads.extend(one for one in numbers if not one.apart)
        del heads[:-24]


def _freed_and_missing(line: PageLine, numbers: Sequence[Quantity]) -> Iterator[Division]:
    """Find "163 arrests, 41 were freed and 122 disappeared": what became of the arrested."""
    for at in range(1, len(numbers) - 1):
        one, other = numbers[at], numbers[at + 1]
        gap = words_amid(line, one.end, other.number.start + 1)
        told = one.fate_given and other.fate_given and {one.fate, other.fate} == {"released", "missing"}
        if not told or len(gap) > GAP or not TELLS_ON.search(gap) or BREAKS_OFF.search(gap):
            continue
        wholes = [
            two for two in reversed(numbers[:at]) if two.whole is None and two.value > max(one.value, other.value)
        ]
        wholes = [two for two in wholes if two.unit == "arrest" or two.fate in HELD]
        if wholes and not (wholes[0].apart or wholes[0].running):
            near = nearly_adds_up((one, other), wholes[0]) and one.is_exact and other.is_exact
            yield Division((one, other), (wholes[0],), near, short_is_open=True)


def _of_two_ages(numbers: Sequence[Quantity]) -> Iterator[Division]:
    """Find "1,240 cases, 715 of them among children and 525 among those older"."""
    for whole, one, other in zip(numbers, numbers[1:], numbers[2:], strict=False):
        told = one.whole is whole and other.whole is whole and not whole.apart and one.whom not in ("woman", "man")
        if told and _THE_OTHER_AGE.match(other.tail) and not _THE_OTHER_AGE.match(one.tail):
            yield told_division((one, other), (whole,), complete=True)


def _ranked(line: PageLine, numbers: Sequence[Quantity], heads: Sequence[Quantity]) -> Iterator[Division]:
    """Find "most in one province with 61, then 49 in the next, then 37": together no more than all."""
    for at in range(len(numbers) - 2):
        run = [numbers[at]]
        for one in numbers[at + 1 :]:
            gap = words_amid(line, run[-1].end, one.number.start)
            if (
                not _THEN.search(gap)
                or len(gap) > GAP
                or one.apart
                or one.unit != run[0].unit
                or one.whom != run[0].whom
            ):
                break
            run.append(one)
        if len(run) < _RANKS or run[0].whole is not None or (at and _THEN.search(run[0].label[-GAP:])):
            continue
        wholes = [one for one in (*heads, *numbers[:at]) if run[0].sentence - one.sentence <= _LISTS_BELOW]
        wholes = [one for one in wholes if one.whole is None and not one.running and one.unit == run[0].unit]
        wholes = [one for one in wholes if all(agree(one, part) and part.value < one.value for part in run)]
        if wholes:
            most = max(wholes, key=lambda one: one.value)
            nearly = nearly_adds_up(run, most) and most.number.hedge in ("", "only", "floor")
            nearly = nearly and not has("running", words_amid(line, run[0].start - GAP, run[0].start))
            yield Division(tuple(run), (most,), nearly, short_is_open=True)


def _ending_in_the_rest(line: PageLine, numbers: Sequence[Quantity], heads: Sequence[Quantity]) -> Iterator[Division]:
    """Find "most died in one town (118), then 94 in the next, while the remaining 71 died elsewhere"."""
    for at in range(2, len(numbers)):
        rest = numbers[at]
        if not _THE_OTHERS.search(words_amid(line, numbers[at - 1].end, rest.number.start)):
            continue
        parts = numbers[: at + 1]
        alike = all(one.unit in (rest.unit, "") or not rest.unit for one in parts)
        if not alike or any(one.apart or one.running or one.whom != parts[0].whom for one in parts[1:]):
            continue
        first, others = parts[0], sum((one.value for one in parts[1:]), Decimal(0))
        if first.value > max(one.value for one in parts[1:]) and abs(first.value - others) * _NEAR <= first.value:
            yield told_division(parts[1:], (first,), complete=True)
        elif wholes := [one for one in wholes_above(parts, heads, _LISTS_BELOW) if nearly_adds_up(parts, one)]:
            yield told_division(parts, wholes, complete=True)


def _rest_of_a_noun(line: PageLine, numbers: Sequence[Quantity], heads: Sequence[Quantity]) -> Iterator[Division]:
    """Find "64 of the wounded were taken to one hospital and the other 48 to the next" after the number of wounded."""
    for at in range(1, len(numbers)):
        one, rest = numbers[at - 1], numbers[at]
        gap = words_amid(line, one.end, rest.number.start)
        told = OF_THE_NOUN.match(one.tail.replace("\x00", "")) and _THE_OTHERS.search(gap)
        if not told or len(gap) > GAP or BREAKS_OFF.search(gap):
            continue
        wholes = [one.whole] if one.whole is not None else wholes_above((one, rest), [*heads, *numbers[: at - 1]])
        if wholes:
            yield told_division((one, rest), wholes, complete=True)
