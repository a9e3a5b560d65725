"""Ratios and shares: their orientation, their bounds, and what unknowns could make of them (ST8-ST10, ST15-ST17)."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sijill.tolls.statistics._change import EmptyBase, share
from sijill.values import CountRange, message


class Orientation(enum.StrEnum):
    """Which of the two numbers is the larger: without it a ratio says nothing."""

    FIRST_PER_SECOND = "first_per_second"
    SECOND_PER_FIRST = "second_per_first"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class Ratio:
    """max(a, b) / min(a, b), which way round it reads, and the interval of first / second."""

    value: Decimal
    orientation: Orientation
    low: Decimal | None
    high: Decimal | None


def ratio(first: CountRange, second: CountRange) -> Ratio:
    """
    Return the larger by the smaller with its orientation (ST8): 8,362 to 4,651 is 1.8 of the first for one second.

    The interval is of first / second: [first low / second high, first high / second low];
    an open end or a zero leaves its side None. Raises EmptyBase when either is zero.
    """
    a, b = first.floor, second.floor
    if a == 0 or b == 0:
        raise EmptyBase(message("a ratio with zero is not defined; print both numbers"))
    value = Decimal(max(a, b)) / min(a, b)
    turned = Orientation.EQUAL if a == b else Orientation.FIRST_PER_SECOND if a > b else Orientation.SECOND_PER_FIRST
    low = None if second.high is None else Decimal(first.floor) / second.high
    high = None if first.high is None else Decimal(first.high) / second.floor
    return Ratio(value, turned, low, high)


@dataclass(frozen=True, slots=True)
class ShareWithUnknown:
    """A share among the known, and its bounds when every unknown is one way or the other."""

    known: Decimal
    if_all_unknown_are_others: Decimal
    if_all_unknown_are_in: Decimal


def civilian_share(civilians: int, others: int, unknown: int = 0) -> ShareWithUnknown:
    """Return c / (c + m), and with the unknown put to each side (ST9, ST10). Raises EmptyBase."""
    whole = civilians + others + unknown
    return ShareWithUnknown(
        share(civilians, civilians + others), share(civilians, whole), share(civilians + unknown, whole)
    )


def shares(parts: Mapping[str, int]) -> Mapping[str, Decimal]:
    """Return each part of the sum of the parts; they sum to one exactly before rounding (ST15). Raises EmptyBase."""
    whole = sum(parts.values())
    return {name: share(part, whole) for name, part in parts.items()}


def rounded_shares(parts: Mapping[str, int], *, places: int = 0) -> tuple[Mapping[str, Decimal], Decimal]:
    """Return shares in per cent as printed, and their sum: 100.1 is rounding, 95 is not (A26). Raises EmptyBase."""
    quantum = Decimal(1).scaleb(-places)
    printed = {name: (one * 100).quantize(quantum) for name, one in shares(parts).items()}
    return printed, sum(printed.values(), Decimal(0))


def identified_share(identified: int, found: int) -> Decimal:
    """Return identified / found: 147 of 230 bodies are 64% (ST16). Raises EmptyBase."""
    return share(identified, found)


def damage_shares(by_class: Mapping[str, int], examined: int) -> Mapping[str, Decimal]:
    """Return each class over the sites examined, the rest as 'not_classified' (ST17). Raises EmptyBase, MoreThanAll."""
    classified = sum(by_class.values())
    if classified > examined:
        raise MoreThanAll(
            message("{classified} sites are classified of {examined} examined; check the classes for overlap"),
            classified=classified,
            examined=examined,
        )
    return {name: share(n, examined) for name, n in {**by_class, "not_classified": examined - classified}.items()}


class MoreThanAll(EmptyBase):
    """Parts that exceed their whole."""


def soft_share(best: int, soft: int) -> Decimal:
    """Return how much of a number rests on soft bounds: what "dozens" or "about" was taken to be (V-HEDGE)."""
    return share(soft, best)


def reassigned(known: Mapping[str, int], unknown: int) -> Mapping[str, CountRange]:
    """Return the bounds of each class when the unknown may be any of them (ST10, S0.18)."""
    return {name: CountRange(number, number + unknown) for name, number in known.items()}


def gap(values: Sequence[int]) -> Decimal:
    """Return largest / smallest of several numbers: 34,000 to 18,200 is 1.9 (ST22). Raises EmptyBase."""
    if not values or min(values) == 0:
        raise EmptyBase(message("a gap against zero or nothing cannot be given"))
    return Decimal(max(values)) / min(values)
