"""Wholes told on in one sentence: "A of the N, B and C", "N freed, A held by one and B by another", "A stay behind"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sijill.audits.quantities import Page, PageLine, Quantity, agree, has, is_complete, kinds_in
from sijill.audits.structure._division import Division

_OF_THE_NUMBER = re.compile(
    r"\s*(?:out )?of (?:the |its |a total of )?(?:total of )?|\s*من\s?(?:اصل|بين|مجموع|اجمالي)\s+"
)
OF_THE_NOUN = re.compile(
    r"(?:\s*\w+)?\s*(?:of (?:the|these|those) (?:\w+ )?(?:dead|deaths|killed|victims|casualties|fatalities|wounded|"
    r"injured|injuries|attacks|incidents|arrests|total|number)\b|of (?:them|these|those)\b|"
    r"(?:منهم|منها|من بينهم)(?!\w))"
)
TELLS_ON = re.compile(r"[,،;؛]|\band\b|(?<!\w)و")
BREAKS_OFF = re.compile(
    r"[.!?؟:]\s|\s[–—-]\s|\b(?:while|whereas|but|includ\w+|compared)\b|(?<!\w)(?:بينما|بينهم|مقارنه|بينهن)(?!\w)"
)
_LAST_JOINED = re.compile(r"\band\b|&|(?<!\w)و")
_STAYS = re.compile(
    r"\b(?:the (?:remaining|rest|others?)|remain(?:s|ed|ing)?|still)\W*$"
    r"|(?<!\w)(?:و?(?:بقي\w*|يبقي|ظل|(?:ما|لا)\s(?:زال|يزال)\w*)|(?:وال|ال)(?:باقي\w*|متبقي\w*)(?:\s+وعددهم)?)\s*$"
)
_STAYS_BEHIND = re.compile(r"\s*(?:\w+\s)?(?:remain(?:s|ed)?|(?:are|were) still|stay(?:s|ed)?)\b")
_NOBODY_KNOWN = re.compile(
    r"\b(?:not (?:be )?(?:attributed|identified|determined)|unattributed|unidentified|unknown|others?|remaining)\b"
    r"|(?<!\w)(?:اخري|اخرون|اخرين|مجهول\w*|لم\s\w+)(?!\w)"
)
_SEVERE = re.compile(r"\b(?:critical\w*|serious\w*|severe\w*)\b|(?<!\w)(?:ال)?(?:حرج|خطر|خطير|بليغ)\w*")
_SLIGHT = re.compile(r"\b(?:light|lightly|slight|slightly|minor|mild)\b|(?<!\w)(?:ال)?(?:طفيف|خفيف|بسيط)\w*")
_NAMED_AT_HEAD = re.compile(r"\W*(?:و?اما\s|as for |of the |among the |the )")
_SIGN_BEHIND_NOUN = re.compile(r"[\w\s'\x00-]{0,48}?(?:[,،]|\s[–—-]|[(])\s*")
# "12 people, 7 in a house and 4 in a car": some may have died elsewhere.
_PLACE_BEHIND = re.compile(r"\s*(?:in|at|on|from|near|by|to)\b|\s*(?:في|من|قرب|الي|علي)(?!\w)")
# "12 held by one side and 9 by the other" are apart; "140 received food and 90 water", "18 in one year" may overlap.
_TOLD_APART_BY = re.compile(r"\s*(?:[\w\x00]+\s)?(in|at|near|by|في|قرب|لدي|عند|بيد)\s(?=[^\W\d])")
_SIGN_BEFORE = re.compile(r"[–—(-]\s*$")
_KIND_AT_HEAD = re.compile(r"\W*((?:[^\W\d]+\s?){1,4}?)\s*[:=]\s*")
_CASES = re.compile(r"\s*(?:cases|instances|of the cases)\b|\s*حال(?:ه|ات)(?!\w)")
_SMALL_WORD = re.compile(r"(?:\b(?:in|by|for|from|to)|(?<!\w)(?:في|عن|الي|من))\s+$")
_FIRST_WORD = re.compile(r"\s*(?:(?:were|was|are|كانوا|كانت|كان)\s+)?([\w\x00]+)")
_OF_ANOTHER_KIND = frozenset({"time", "measure", "settlement"})
_COUNTS_MUCH = 100
HELD = frozenset({"detained", "abducted", "missing"})
_LOOKED_UP, _TOLD_APART, GAP = 5, 10, 110
_WARDS_BELOW = 10
_SMALL_MISS = Decimal("0.15")


def divisions_told_on(page: Page) -> Iterator[Division]:
    """Yield wholes that a sentence divides without a colon; what is far from adding up binds nothing."""
    heads: list[Quantity] = []
    for line in page.lines:
        for numbers in by_sentence(line):
            yield from _of_a_number(line, numbers)
            yield from _of_a_noun(line, numbers, heads)
            yield from _beside_its_noun(line, numbers)
            yield from _gone_and_staying(line, numbers, heads)
            yield from _by_severity(line, numbers, heads)
            yield from _in_as_many_cases(line, numbers, heads)
            yield from _under_a_kind(page, line, numbers, heads)
            heads.extend(one for one in numbers if not one.apart)
        del heads[:-24]


def by_sentence(line: PageLine) -> Iterator[list[Quantity]]:
    """Yield the numbers of each sentence of a line that count people or things."""
    by_number: dict[int, list[Quantity]] = {}
    for one in line.quantities:
        if one.counts and one.unit not in _OF_ANOTHER_KIND and one.value == int(one.value):
            by_number.setdefault(one.sentence, []).append(one)
    yield from by_number.values()


def words_amid(line: PageLine, start: int, end: int) -> str:
    """Return the folded words of a line between two places of the reading."""
    return line.folded[max(0, start - line.start) : max(0, end - line.start)]


def _run_on(line: PageLine, numbers: Sequence[Quantity], mixed: bool = False) -> list[Quantity]:
    """Return the numbers that go on one after the other; unless ``mixed``, with no other kind of people among them."""
    run: list[Quantity] = list(numbers[:1])
    for one in numbers[1:]:
        gap = words_amid(line, run[-1].end, one.number.start + 1)
        if len(gap) > GAP or not TELLS_ON.search(gap) or BREAKS_OFF.search(gap):
            break
        if one.apart or one.running or (one.noun_given and one.whom != run[0].whom and not mixed):
            break
        if one.fate_given and run[0].fate_given and one.fate != run[0].fate:
            break
        if run[0].bare and not one.bare and not one.whom:
            break  # "25 in person and 30 by phone, and visited 12 sites"
        run.append(one)
    return run


def nearly_adds_up(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Test whether parts miss a whole by two, or by little."""
    total = sum((part.value for part in parts), Decimal(0))
    return abs(total - whole.value) <= max(Decimal(2), whole.value * _SMALL_MISS)


def told_division(parts: Sequence[Quantity], wholes: Sequence[Quantity], *, complete: bool) -> Division:
    """Return a division that binds when it nearly adds up; without a word for the rest, parts may be left out."""
    exact = all(one.is_exact for one in (*parts, wholes[0]))
    return Division(tuple(parts), tuple(wholes), exact and nearly_adds_up(parts, wholes[0]), short_is_open=not complete)


def _of_a_number(line: PageLine, numbers: Sequence[Quantity]) -> Iterator[Division]:
    """Find "one side carried out 15 of the 40 attacks, another 14, and 11 could not be attributed"."""
    for at in range(len(numbers) - 2):
        first, whole = numbers[at], numbers[at + 1]
        between = words_amid(line, first.end, whole.number.start)
        if not _OF_THE_NUMBER.fullmatch(between) or whole.value < first.value or whole.apart:
            continue
        parts = [first, *_run_on(line, numbers[at + 2 :])]
        opened = words_amid(line, whole.end, parts[1].number.start + 1)
        if len(opened) > GAP or not TELLS_ON.search(opened) or BREAKS_OFF.search(opened):
            continue
        if len(parts) >= 3 or _NOBODY_KNOWN.search(parts[-1].tail[:60]):
            yield told_division(parts, (whole,), complete=_NOBODY_KNOWN.search(_close_by(line, parts[-1])) is not None)


def _close_by(line: PageLine, one: Quantity) -> str:
    return words_amid(line, one.number.start - 30, one.end + 50)


def _of_a_noun(line: PageLine, numbers: Sequence[Quantity], heads: Sequence[Quantity]) -> Iterator[Division]:
    """Find "air strikes caused 61 of the deaths, shelling 19 and mines 13" after the number of deaths."""
    if len(numbers) < 3 or has("some", line.folded):
        return
    for at, first in enumerate(numbers[:-2]):
        above = first.whole if at == 0 and first.whole is not None and first.whole.sentence < first.sentence else None
        if above is None and not OF_THE_NOUN.match(first.tail.replace("\x00", "")):
            continue
        parts = _run_on(line, numbers[at:])
        if above is not None and any(part.whom for part in parts):
            continue
        if len(parts) < 3 or not _LAST_JOINED.search(words_amid(line, parts[-2].end, parts[-1].number.start + 1)):
            continue
        wholes = wholes_above(parts, [*heads, *numbers[:at]]) if above is None else [above]
        if wholes:
            yield told_division(parts, wholes, complete=False)


def _in_as_many_cases(line: PageLine, numbers: Sequence[Quantity], heads: Sequence[Quantity]) -> Iterator[Division]:
    """Find "shelling was the cause in 28 cases, mines in 20 and snipers in 15" after the number of deaths."""
    for at, first in enumerate(numbers[:-2]):
        if not _CASES.match(first.tail):
            continue
        parts = _run_on(line, numbers[at:])
        sign = [found[0].strip() for part in parts if (found := _SMALL_WORD.search(part.label))]
        if len(parts) < 3 or len(sign) < len(parts) or len(set(sign)) > 1:
            continue
        wholes = wholes_above(parts, [*heads, *numbers[:at]])
        if wholes:
            yield told_division(parts, wholes, complete=False)


def wholes_above(parts: Sequence[Quantity], heads: Sequence[Quantity], up: int = _LOOKED_UP) -> list[Quantity]:
    """Return numbers above that can hold all parts, the nearest first: of their fate, larger than any of them."""
    largest = max(part.value for part in parts)
    most: dict[int, Quantity] = {}
    for one in heads:
        if one.sentence not in most or one.value > most[one.sentence].value:
            most[one.sentence] = one
    return [
        one
        for one in reversed(most.values())
        if one.value > largest
        and (not one.running or one.sentence == parts[0].sentence)
        and one.whole is None
        and one.whom in ("", "person", "civilian", "military", parts[0].whom)
        and parts[0].sentence - one.sentence <= up
        and all(agree(one, part) and (not part.fate or one.fate in (part.fate, "casualties")) for part in parts)
    ]


def _beside_its_noun(line: PageLine, numbers: Sequence[Quantity]) -> Iterator[Division]:
    """Find "a swap freed 20 people, 12 held by one side and 8 held by the other", the parts told alike."""
    for at, whole in enumerate(numbers[:-2]):
        gap = words_amid(line, whole.end, numbers[at + 1].number.start + 1)
        if whole.apart or not _SIGN_BEHIND_NOUN.fullmatch(gap.rstrip("0123456789")):
            continue
        if has("including", gap) or has("some", gap) or numbers[at + 1].value >= whole.value:
            continue
        parts = _run_on(line, numbers[at + 1 :], mixed=True)
        if len(parts) < 2 or not _LAST_JOINED.search(words_amid(line, parts[-2].end, parts[-1].number.start + 1)):
            continue
        gap = gap.rstrip("0123456789")
        alike = (told_alike(parts) and not _PLACE_BEHIND.match(parts[0].tail)) or bool(_SIGN_BEFORE.search(gap))
        if not (alike or told_alike(parts) or all(part.bare for part in parts) or all(part.whom for part in parts)):
            continue  # things of several kinds, one after the other
        wordy = any(len(part.tail) > GAP for part in parts[:-1])
        if all(agree(whole, part) for part in parts) and not wordy and not _is_first_of_list(gap, whole, parts):
            told = told_division(parts, (whole,), complete=alike)
            over = told.total > whole.value
            open_ = not whole.unit or (over and not _exclude_each_other(parts) and not _SIGN_BEFORE.search(gap))
            yield replace(told, binding=False) if open_ else told


def _exclude_each_other(parts: Sequence[Quantity]) -> bool:
    """Test whether nobody is in two of the parts: kinds of people, or told apart by one and the same small word."""
    words = {found[1] if (found := _TOLD_APART_BY.match(part.tail)) else "" for part in parts}
    return all(part.whom for part in parts) or (len(words) == 1 and "" not in words)


def _is_first_of_list(gap: str, whole: Quantity, parts: Sequence[Quantity]) -> bool:
    """Test for "80 hit one town, 44 hit the next, 40 hit a third": behind the first stands the word of the others."""
    word = _FIRST_WORD.match(parts[0].tail)
    if word is None or not told_alike(parts) or sum(part.value for part in parts) == whole.value:
        return False
    return re.search(rf"(?<!\w){re.escape(word[1])}(?!\w)", gap) is not None


def told_alike(parts: Sequence[Quantity]) -> bool:
    """Test whether the same word stands behind every part: "12 held by one side, 8 held by the other"."""
    words = [found[1] for part in parts if (found := _FIRST_WORD.match(part.tail))]
    return len(words) == len(parts) and len(set(words)) == 1


def _gone_and_staying(line: PageLine, numbers: Sequence[Quantity], heads: Sequence[Quantity]) -> Iterator[Division]:
    """Find "50 arrested: 20 of them were freed and 30 remain", "the remaining 30"."""
    for at in range(1, len(numbers)):
        one, rest = numbers[at - 1], numbers[at]
        gap = words_amid(line, one.end, rest.number.start)
        if not (_STAYS.search(gap) or _STAYS_BEHIND.match(rest.tail)) or len(gap) > GAP or BREAKS_OFF.search(gap):
            continue
        before = [*heads[-_TOLD_APART:], *numbers[: at - 1]]
        before = [two for two in before if two.value > max(one.value, rest.value)]
        before = [two for two in before if rest.sentence - two.sentence <= 1 and not (two.running or two.apart)]
        before = [two for two in before if two.whole is None and (agree(two, one) or two.fate in HELD)]
        choices = [(parts, two) for two in reversed(before) for parts in _with_what_is_between(numbers, two, at)]
        met = [pair for pair in choices if sum(part.value for part in pair[0]) == pair[1].value]
        # The largest number of the nearest sentence is what the others divide.
        choices.sort(key=lambda pair: (-pair[1].sentence, -pair[1].value))
        nearly = [pair for pair in choices if pair[1] is choices[0][1] and nearly_adds_up(*pair)]
        for parts, whole in (met or nearly)[:1]:
            remain = has("rest", words_amid(line, parts[-2].end, parts[-1].number.start))
            yield told_division(parts, (whole,), complete=remain)


def _with_what_is_between(numbers: Sequence[Quantity], whole: Quantity, at: int) -> Iterator[Sequence[Quantity]]:
    """Yield the gone and the staying alone, then with all that stands between them and their whole."""
    yield numbers[at - 1 : at + 1]
    first = numbers.index(whole) + 1 if whole in numbers else 0
    if first < at - 1:
        yield numbers[first : at + 1]


def _told_through(line: PageLine, told: Sequence[Quantity]) -> bool:
    """Test whether one sentence goes on from each number to the next without breaking off."""
    gaps = [words_amid(line, one.end, other.number.start + 1) for one, other in pairwise(told)]
    return all(len(gap) <= GAP and TELLS_ON.search(gap) and not BREAKS_OFF.search(gap) for gap in gaps)


def _by_severity(line: PageLine, numbers: Sequence[Quantity], heads: Sequence[Quantity]) -> Iterator[Division]:
    """Find the injured by how badly they are hurt: "12 in a critical condition, 20 moderate and 40 light injuries"."""
    parts = [one for one in numbers if _SEVERE.search(one.tail[:60]) or _SLIGHT.search(one.tail[:60])]
    if len(parts) < 2:
        return
    first, last = numbers.index(parts[0]), numbers.index(parts[-1])
    told = numbers[first : last + 1]
    ends = _SLIGHT.search(told[-1].tail[:60]) or _SEVERE.search(told[-1].tail[:60])
    both = any(_SEVERE.search(one.tail[:60]) for one in parts) and any(_SLIGHT.search(one.tail[:60]) for one in parts)
    if not both or not ends or not _told_through(line, told):
        return
    above = [*heads, *numbers[:first]]
    wholes = [
        one for one in reversed(above)
        if one.fate == "injured" and one.value > max(part.value for part in told) and not one.running
        and told[0].sentence - one.sentence <= _WARDS_BELOW
    ]  # fmt: skip
    if wholes and (wholes[0] in numbers or _NAMED_AT_HEAD.match(line.folded) or kinds_in("fates", line.folded[:80])):
        yield told_division(told, wholes, complete=len(told) >= 3)


def _under_a_kind(
    page: Page, line: PageLine, numbers: Sequence[Quantity], heads: Sequence[Quantity]
) -> Iterator[Division]:
    """Find "Civilians: 30 men, 12 women and 8 children" after the number of civilians."""
    begin = page.document.sentence_at(numbers[0].start).start
    label = _KIND_AT_HEAD.fullmatch(words_amid(line, begin, numbers[0].number.start))
    parts = _run_on(line, numbers, mixed=True)
    kinds = [part.whom for part in parts]
    if label is None or len(parts) < 2 or not all(kinds):
        return
    named = {kind for _, _, kind in kinds_in("people", label[1])} | {kind for _, _, kind in kinds_in("fates", label[1])}
    wholes = [
        one for one in reversed(heads)
        if named & {one.whom, one.fate, *(kind for _, _, kind in kinds_in("people", one.label[-24:]))}
        and all(agree(one, part) for part in parts)
        and one.value >= max(part.value for part in parts) and numbers[0].sentence - one.sentence <= _LOOKED_UP
    ]  # fmt: skip
    if wholes:
        yield told_division(parts, wholes, complete=is_complete(kinds))
