"""The one scorer of names: how much two names, in whatever scripts, are the same name, and what of them is."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TypeAlias

from sijill.language.names._parts import bare_arabic, is_arabic_part, name_parts, short_form
from sijill.language.names._sounds import Sound, consonant_cost, sounds_of
from sijill.language.names._spellings import attested, frequency

SAME_PART = 0.82
"""The least likeness of two parts that may be one name."""

_MISSED = 1.0
_PRIOR_MET = 5
_USUAL, _UNUSUAL = 0.1, 0.2
_SKIPPED = 0.03
_MISSING_TAIL = 0.35
_OTHER_GIVEN = 0.5


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """
    How much two names are one: ``score`` 0 to 1, ``given`` and ``family`` the likeness of first and last parts.

    ``shared`` are the parts that answer each other; ``family`` is None where a name has one part only.
    """

    score: float
    given: float
    family: float | None
    shared: tuple[tuple[str, str], ...]


_Answer: TypeAlias = tuple[float, tuple[tuple[str, str], ...]]

NOTHING_ALIKE = NameLikeness(0.0, 0.0, None, ())


def name_likeness(one: str, other: str) -> NameLikeness:
    """
    Return how much two names are the same name, the same whichever is given first.

    Parts answer each other in their order. What the shorter name leaves out costs little, a part of it that is not
    answered costs as much as it is rare, and another given name halves what is left.
    """
    ours, theirs = sorted((name_parts(one), name_parts(other)), key=lambda parts: (len(parts), parts))
    if not ours:
        return NOTHING_ALIKE
    total, pairs = _aligned(ours, theirs)
    weight = sum(map(_weight, ours))
    score = max(0.0, total / weight)
    given = part_likeness(ours[0], theirs[0])
    family = part_likeness(ours[-1], theirs[-1]) if len(ours) > 1 else None
    if given < SAME_PART:
        score *= _OTHER_GIVEN
    if len(ours) == 1 and len(theirs) > 1:
        score *= 1 - _MISSING_TAIL
    return NameLikeness(score, given, family, pairs)


def _weight(part: str) -> float:
    """Return how much a part tells: a rare one up to three times as much as Muhammad."""
    return min(1.5, max(0.5, -math.log10(frequency(part) + 1e-5) / 3))


def _aligned(ours: tuple[str, ...], theirs: tuple[str, ...]) -> _Answer:
    """Return the best answer in order, as its weighted likeness with what was skipped taken off, and its pairs."""
    best: list[list[_Answer]] = [[(0.0, ())] * (len(theirs) + 1)]
    for at, part in enumerate(ours):
        row: list[_Answer] = [best[at][0]]
        for to, other in enumerate(theirs):
            alike = part_likeness(part, other)
            met, pairs = best[at][to]
            skip = row[to][0] - (_SKIPPED if 0 < at + 1 < len(ours) else 0), row[to][1]
            answers = (met + alike * _weight(part), (*pairs, (part, other))) if alike >= SAME_PART else (-math.inf, ())
            row.append(max(answers, skip, best[at][to + 1], key=lambda found: found[0]))
        best.append(row)
    return best[-1][-1]


@functools.lru_cache(maxsize=500_000)
def part_likeness(one: str, other: str) -> float:
    """Return how much two parts of names are one name, 0 to 1; the same whichever is given first."""
    if one == other:
        return 1.0
    if (is_arabic_part(other), other) < (is_arabic_part(one), one):
        one, other = other, one
    heard = max(_heard(a, b) for a in sounds_of(one) for b in sounds_of(other))
    if is_arabic_part(one) != is_arabic_part(other):
        heard = _as_attested(one, other, heard)
    return heard if heard >= SAME_PART else max(heard, _for_short(one, other))


def _for_short(one: str, other: str) -> float:
    """Return the likeness of a name to what it is called for short (علاء الدين, علاء); 0 where neither is short."""
    shorts = short_form(one), short_form(other)
    is_one_short = (shorts[0] == one) != (shorts[1] == other)
    return SAME_PART * part_likeness(*shorts) if is_one_short else 0.0


def _as_attested(latin: str, arabic: str, heard: float) -> float:
    """Return a likeness by sound, raised where writers attest it and lowered where they attest others instead."""
    met = attested().get(latin)
    if not met:
        return heard
    of = sum(met.values())
    usual = min(1.0, met.get(bare_arabic(arabic), 0) / of / _USUAL)
    return max(usual, heard - _UNUSUAL * (1 - usual) * of / (of + _PRIOR_MET))


def _heard(one: Sound, other: Sound) -> float:
    """Return 1 less the cost of making one sound the other by its consonants; of two scripts the first is Latin."""
    a, b = one.consonants, other.consonants
    both_arabic = one.arabic and other.arabic
    row = before = [_MISSED * many for many in range(len(b) + 1)]
    for at, letter in enumerate(a, 1):
        row = [before[0] + _MISSED]
        for to, theirs in enumerate(b, 1):
            change = before[to - 1] + consonant_cost(letter, theirs, arabic=both_arabic)
            change += _slot_cost(one, at - 1, other, to - 1)
            row.append(min(change, before[to] + _MISSED, row[to - 1] + _MISSED))
        before = row
    cost = row[-1] + _slot_cost(one, len(a), other, len(b))
    return max(0.0, 1 - cost / max(3, len(a), len(b)))


def _slot_cost(one: Sound, at: int, other: Sound, to: int) -> float:
    ours, theirs = one.slots[at], other.slots[to]
    if ours == theirs:
        return 0.0
    last = at == len(one.consonants) and to == len(other.consonants)
    if one.arabic and other.arabic:
        return _between_arabic(ours, theirs)
    if other.arabic:
        return _latin_for_arabic(ours, theirs, last=last)
    return _between_latin(ours, theirs)


@functools.cache
def _between_arabic(ours: str, theirs: str) -> float:
    ours, theirs = (slot.replace("E", "") for slot in (ours, theirs))
    if ours == theirs:
        return 0.15
    long = {slot.replace("H", "A") if slot == "H" else slot.replace("H", "") for slot in (ours, theirs)}
    if len(long) == 1:
        return 0.1
    if "" in long:
        return 0.35 if long == {"", "A"} else 0.8
    return 0.8


@functools.cache
def _latin_for_arabic(latin: str, arabic: str, *, last: bool) -> float:
    """Return what Latin vowels cost for Arabic long ones; short vowels are not written in Arabic."""
    hard, slot = "E" in arabic, arabic.replace("E", "")
    vowels = latin
    if last and slot.endswith("H"):
        closed = 0.0 if vowels[-1:] in ("a", "e") else 0.5
        return closed + (_one_long(vowels, "I") if "I" in slot else 0.0)
    slot = slot.replace("H", "")
    if not slot:
        if hard or len(vowels) <= (0 if last else 1):
            return 0.0 if len(vowels) <= 2 else 0.2
        return 0.4 if last else 0.5
    costs = [_one_long(vowels, long) for long in slot]
    return sum(costs) / len(costs)


def _one_long(vowels: str, long: str) -> float:
    heard, near, miss = {"A": ("a", "e", 0.6), "I": ("iye", "a", 0.7), "U": ("uow", "a", 0.8)}[long]
    if any(vowel in heard for vowel in vowels):
        return 0.0
    return 0.35 if any(vowel in near for vowel in vowels) else miss


_CLASS = str.maketrans({"e": "a", "o": "u", "w": "u", "y": "i"})


@functools.cache
def _between_latin(ours: str, theirs: str) -> float:
    one, other = (slot.translate(_CLASS) for slot in (ours, theirs))
    single = [slot[:1] if len(set(slot)) == 1 else slot for slot in (one, other)]
    if single[0] == single[1]:
        return 0.1
    if "" in single:
        return 0.2 if max(len(ours), len(theirs)) == 1 else 0.5
    if set(single[0]) & set(single[1]):
        return 0.2
    return 0.2 if set(single) == {"a", "i"} and {"e"} & {*ours, *theirs} else 0.45
