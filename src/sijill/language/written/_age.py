"""A person's age as lists write it: "7 months", 1.5, "40s", "13 or 14", سبعة أشهر, في الأربعينات; in whole years."""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from sijill.language._lexicon import lexicon
from sijill.language.written._amount import amount, bound_of, ends_of, plain_text
from sijill.values import CountRange, SijillError, message

OLDEST = 122
"""The longest life that is known, in years (Jeanne Calment, 1875-1997)."""

_WORDS = lexicon("ages")
_MINUS = re.compile(r"^[-−]\s*\d")
_JOINT = re.compile(r"^(?:,|and\b|و)\s*|\s*(?:,|-|\band|و)$")
_YEAR = Fraction(1)


class UnreadableAge(SijillError):
    """Words that give no age."""


class QuestionedAge(UnreadableAge):
    """A number that no person has reached: a year of birth, or a code for not known."""


@functools.lru_cache(maxsize=10_000)
def written_age(text: str) -> CountRange:
    """
    Return the completed years of life that a text gives: months, weeks and days of the first year are 0.

    "Over 80" may be 80 and a day, "under 18" is at most 17; a decade is its ten years, early in it the first
    five. Raises UnreadableAge, QuestionedAge, BackwardsRange.
    """
    plain = plain_text(text)
    years = None if not plain or _MINUS.match(plain) else _years(plain)
    if years is None:
        raise UnreadableAge(message("{text} is not an age; write 7, 7 months, 40s, 5-8 or about 20"), text=repr(text))
    if max(end for end in (years.low, years.high, 0) if end is not None) > OLDEST:
        raise QuestionedAge(
            message("{text} is no age that a person reaches; is it a year of birth, or a code for not known?"),
            text=repr(text),
        )
    return years


def _years(plain: str) -> CountRange | None:
    if (alone := _alone(plain)) is not None:
        return alone
    kind, words, rest = bound_of(_bare(plain))
    if kind == "plain":
        rest = _bare(plain)
    whole = _life(rest, _YEAR)
    # "40/45/54" are three that were told; "twenty-five" is one.
    lives = [whole] if whole is not None else _lives([_bare(piece) for piece in ends_of(rest.replace("/", "-"))])
    known = [life for life in lives if life is not None]
    if len(known) < len(lives):
        return None
    first, last = (known[0], known[-1]) if len(known) == 2 else (min(known), max(known))
    return _bounded(first, last, kind, words)


def _alone(plain: str) -> CountRange | None:
    """Return what a word such as newborn, or a decade, says without any number of a unit."""
    bare = _bare(plain)
    if (known := _known().get(bare)) is not None:
        return CountRange(*known)
    third, first, last = "", 0, 9
    for word, (begins, ends) in _thirds().items():
        for between in ("-", " "):
            if bare.startswith(word + between):
                third, first, last = word + between, begins, ends
    stem = _bare(bare.removeprefix(third))
    decade = _decades().get(stem) or _decades().get(stem.removeprefix("ال"))
    if decade is None and (digits := re.fullmatch(r"(?:the )?([1-9])0(?:'|’)?s", stem)):
        decade = int(digits[1]) * 10
    return None if decade is None else CountRange(decade + first, decade + last)


def _lives(pieces: Sequence[str]) -> list[Fraction | None]:
    """Return each end of a range in years; the last unit is that of all: "7-9 months"."""
    unit = next((found for piece in reversed(pieces) if (found := _unit_of(piece)) is not None), _YEAR)
    return [_life(piece, unit) for piece in pieces]


def _life(piece: str, unit: Fraction) -> Fraction | None:
    """Return the length of life in years that one amount is: "1 year 6 months", "a year and a half", 1.5, شهران."""
    found, at, total, smallest = list(_unit().finditer(piece)), 0, Fraction(0), unit
    for match in found:
        before = _JOINT.sub("", piece[at : match.start()].strip()).strip()
        twice = _two().get(match["word"])
        own = twice or _units()[match["word"]]
        worth = Fraction(2) if twice else Fraction(1) if not before else amount(before)
        if worth is None or (twice and before):
            return None
        total, smallest, at = total + worth * own, own, match.end()
    rest = piece[at:].strip()
    if rest:
        # "A year and a half": what stands behind the unit is a part of it.
        more = amount(f"0 {rest}" if found else rest)
        if more is None and not (found and total == smallest and amount(rest) == 1):  # يوم واحد
            return None
        total += (more or 0) * smallest
    return total if piece else None


def _bounded(first: Fraction, last: Fraction, kind: str, words: str) -> CountRange:
    low, high = math.floor(first), math.floor(last)
    match kind:
        case "at_least" | "more_than":
            return CountRange(low, None)
        case "up_to":
            return CountRange(0, high)
        case "less_than":
            return CountRange(0, max(math.ceil(last) - 1, 0))
        case "almost":
            return CountRange(max(low - 1, 0), high, words)
        case "about":
            return CountRange(low, high, words)
    return CountRange(low, high)


def _bare(plain: str) -> str:
    """Return an age without the words around it that say nothing of how old."""
    bare = plain.lstrip(" ,:;").rstrip(" .,:;")
    while (shorter := _padding().sub("", bare).strip(" ,:;")) != bare:
        bare = shorter
    return bare


def _unit_of(piece: str) -> Fraction | None:
    found = list(_unit().finditer(piece))
    word = found[-1]["word"] if found else ""
    return _units().get(word) or _two().get(word)


def _folded(table: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((plain_text(word), value) for value, words in table.items() for word in words)


@functools.cache
def _units() -> Mapping[str, Fraction]:
    return {word: Fraction(1, int(parts)) for word, parts in _folded(_WORDS["units"])}


@functools.cache
def _two() -> Mapping[str, Fraction]:
    return {word: Fraction(1, int(parts)) for word, parts in _folded(_WORDS["two"])}


@functools.cache
def _known() -> Mapping[str, tuple[int, int]]:
    return {word: (int(ends.split("-")[0]), int(ends.split("-")[1])) for word, ends in _folded(_WORDS["words"])}


@functools.cache
def _thirds() -> Mapping[str, tuple[int, int]]:
    return {word: (int(ends.split("-")[0]), int(ends.split("-")[1])) for word, ends in _folded(_WORDS["thirds"])}


@functools.cache
def _decades() -> Mapping[str, int]:
    table = {tens: words for tens, words in _WORDS["decades"].items() if tens != "endings"}
    endings = [plain_text(ending) for ending in _WORDS["decades"]["endings"]]
    found = {stem: int(tens) for stem, tens in _folded(table) if not stem[0] > "\u0600"}
    for (stem, tens), ending in itertools.product(_folded(table), endings):
        if stem[0] > "\u0600":
            found[stem + ending] = int(tens)
    for word, number in _folded(_WORDS["ordinals"]):
        found[f"{word} decade"] = found[f"العقد {word}"] = found[f"عقده {word}"] = found[f"عقدها {word}"] = (
            int(number) - 1
        ) * 10
    return found


@functools.cache
def _padding() -> re.Pattern[str]:
    before, after = (
        "|".join(sorted({re.escape(plain_text(word)) for word in _WORDS["around"][place]}, key=len, reverse=True))
        for place in ("before", "after")
    )
    return re.compile(rf"^(?:{before})(?:\s+|\s*:\s*)|[\s-]+(?:{after})$")


@functools.cache
def _unit() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, (*_units(), *_two())), key=len, reverse=True))
    return re.compile(rf"(?:(?<=\d)|(?<![\w/]))(?P<word>{words})(?![\w/])\.?")
