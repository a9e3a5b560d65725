"""What a weighed pair of persons is to people: a link, a question or two persons, and why, in codes."""

from __future__ import annotations

import enum
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.language.names import SAME_PART, part_likeness
from sijill.linkage._compared import ListedPerson, died_on, years_apart
from sijill.values import normal_key

LINKED_FROM = 0.8
"""The probability from which a machine links; a threshold that is fixed before it is measured."""

ASKED_FROM = 0.02
"""The probability from which a person is asked."""

MOST_ASKED = 3
"""Of how many others at the most a person is asked for one row."""

THIN = 4.0
"""How much heavier a pair has to be that has little to go by: two words of a name, another age or another sex."""

OTHER_GIVEN = 0.6
"""Below this likeness of given names no machine links two persons: brothers share all else (LINKAGE.md A3)."""

VETOES = frozenset({"other_given", "other_sex_and_age"})
"""The codes of what forbids a machine to link two persons: such a pair is for people."""

WEIGHED = "weighed"
"""The code of a pair whose likelihood is a probability: weighed by what lists told of common and rare names."""

FOR_PEOPLE = VETOES | {"short_name", "near_age", "other_age", "other_sex"}
"""The codes of a pair that has little to go by, or a veto: no machine links two records of a register by it."""

_OTHER_BIRTH = 6
_YEARS_OFF = 1
_PLACES = ("community", "district", "governorate")


class PairDecision(enum.StrEnum):
    """What becomes of a pair: linked by the machine, asked of a person, or two persons."""

    LINK = "link"
    REVIEW = "review"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """A pair by its rows' numbers, how probable it is that they are one person, what becomes of it, and why."""

    left: int
    right: int
    probability: float
    decision: PairDecision
    reasons: tuple[str, ...]


def odds_of(probability: float) -> float:
    """Return the base-2 logarithm of the odds of a probability between 0 and 1."""
    return math.log2(probability / (1 - probability))


def probability_of(weight: float) -> float:
    """Return the probability of a weight, the base-2 logarithm of its odds."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, weight)))


def vetoes(left: ListedPerson, right: ListedPerson) -> tuple[str, ...]:
    """Return what forbids a machine to link two rows: other given names, or another sex with another age."""
    found = []
    if left.parts and right.parts and part_likeness(left.parts[0], right.parts[0]) < OTHER_GIVEN:
        found.append("other_given")
    apart = years_apart(left, right)
    if {left.sex, right.sex} == {"f", "m"} and apart is not None and apart > _OTHER_BIRTH:
        found.append("other_sex_and_age")
    return tuple(found)


def reasons(left: ListedPerson, right: ListedPerson) -> tuple[str, ...]:
    """Return in codes what two rows share and where they differ; what one of them does not tell is passed over."""
    found = []
    if left.parts and right.parts:
        found.append(_alike("given", left.parts[0], right.parts[0]))
    if len(left.parts) > 1 and len(right.parts) > 1:
        found.append(_alike("family", left.parts[-1], right.parts[-1]))
    if len(left.parts) > 2 and len(right.parts) > 2:
        found.append(_alike("father", left.parts[1], right.parts[1]))
    else:
        found.append("short_name")
    days = [died_on(one) for one in (left, right)]
    if all("day" in one for one in days):
        found.append("same_day" if days[0]["day"] == days[1]["day"] else "other_day")
    elif all("month" in one for one in days):
        found.append("same_month" if days[0]["month"] == days[1]["month"] else "other_day")
    for place in _PLACES:
        names = [normal_key(one.told.get(place, "")) for one in (left, right)]
        if all(names):
            found.append(f"same_{place}" if names[0] == names[1] else f"other_{place}")
            break
    if left.sex and right.sex:
        found.append("same_sex" if left.sex == right.sex else "other_sex")
    if (apart := years_apart(left, right)) is not None:
        found.append("same_age" if apart <= 1 else "near_age" if apart <= _OTHER_BIRTH else "other_age")
    return tuple(found)


def is_thin(left: ListedPerson, right: ListedPerson) -> bool:
    """Test whether a pair has little to go by: one of them has two words of a name, or their ages or sexes differ."""
    apart = years_apart(left, right)
    is_of_other_age = apart is not None and apart > 1 + _YEARS_OFF
    is_of_other_sex = {left.sex, right.sex} == {"f", "m"}
    return min(len(left.parts), len(right.parts)) < 3 or is_of_other_age or is_of_other_sex


def decided(
    rows: Sequence[ListedPerson], weighed: Iterable[tuple[int, int, float]], threshold: float
) -> list[JudgedPair]:
    """
    Return what becomes of the weighed pairs of two lists, by the left row and the most probable first.

    A row is one person with one row of the other list at most, so that the rows it could be share one chance. It is
    linked to its most probable; what a machine may not link is asked of a person, and so are the likeliest others.
    """
    weighed = list(weighed)
    odds: dict[int, float] = defaultdict(float)
    for left, _, weight in weighed:
        odds[left] += 2**weight
    taken: set[int] = set()
    asked: Counter[int] = Counter()
    found = []
    for left, right, weight in sorted(weighed, key=lambda pair: (-pair[2], pair[0], pair[1])):
        probability = 2**weight / (1 + odds[left])
        if probability < min(threshold, ASKED_FROM):
            continue
        one, other = rows[left], rows[right]
        forbidden = vetoes(one, other)
        is_sure = probability_of(weight - (THIN if is_thin(one, other) else 0.0)) >= threshold
        decision = PairDecision.APART
        if is_sure and probability >= threshold and not forbidden and not taken & {left, right}:
            decision = PairDecision.LINK
            taken |= {left, right}
        elif asked[left] < MOST_ASKED:
            decision = PairDecision.REVIEW
            asked[left] += 1
        why = tuple(dict.fromkeys((*reasons(one, other), *forbidden)))
        found.append(JudgedPair(left, right, probability, decision, why))
    return sorted(found, key=lambda pair: (pair.left, -pair.probability, pair.right))


def _alike(what: str, one: str, other: str) -> str:
    likeness = part_likeness(one, other)
    if one == other:
        return f"same_{what}"
    if likeness >= SAME_PART:
        return f"alike_{what}"
    return f"near_{what}" if likeness >= OTHER_GIVEN else f"other_{what}"
