"""Rates: what must stand beside any comparison of unequal windows (ST11-ST14, ST18, ST19, ST22, ST23)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sijill.model.figures import Figure
from sijill.tolls.statistics._change import EmptyBase
from sijill.values import CountRange, Period, message

DAYS_IN_A_MONTH = Decimal("30.4375")


@dataclass(frozen=True, slots=True)
class Ranged:
    """A quotient with its bounds; an open end is None."""

    low: Decimal
    best: Decimal
    high: Decimal | None


def per_month(figure: Figure) -> Ranged:
    """Return n / (inclusive days / 30.4375): a figure's number per average month of its window (ST11)."""
    return per(figure, Decimal(figure.definition.window.days) / DAYS_IN_A_MONTH)


def per_day(figure: Figure) -> Ranged:
    """Return n / inclusive days of the figure's window (ST11)."""
    return per(figure, Decimal(figure.definition.window.days))


def rate_per_month(number: CountRange, window: Period) -> Ranged:
    """Return n / (inclusive days / 30.4375) for a number that somebody else printed for a window (ST11)."""
    months = Decimal(window.days) / DAYS_IN_A_MONTH
    high = None if number.high is None else number.high / months
    return Ranged(number.floor / months, number.floor / months, high)


def per_attack(killed: Figure, attacks: Figure) -> Ranged:
    """
    Return n / attacks, e.g. 188 dead in 8 attacks are 23.5 each (ST12). Raises EmptyBase.

    Bounds divide crosswise: the fewest dead by the most attacks, and the other way round.
    """
    return divided((killed.low, killed.best, killed.high), (attacks.low, attacks.best, attacks.high), "attacks")


def attacks_per_month(attacks: Figure) -> Ranged:
    """Return attacks / (inclusive days / 30.4375) (ST13)."""
    return per_month(attacks)


def per_100_000(figure: Figure, population: int) -> Ranged:
    """Return n / resident population x 100,000 (ST14, R-SD.1: name the year beside it). Raises EmptyBase."""
    if population <= 0:
        raise EmptyBase(message("a rate by population needs a population; name its source and year"))
    return per(figure, Decimal(population) / 100_000)


def people_per_service(people: int, services: int) -> Decimal:
    """Return people / services, e.g. 300,000 / 80 doctors = 3,750 (ST18). Raises EmptyBase."""
    if services <= 0:
        raise EmptyBase(message("people for each of no services cannot be given; print that there is none"))
    return Decimal(people) / services


def value_loss(old: Decimal, new: Decimal) -> Decimal:
    """Return 1 - old / new for a rate of exchange that rose: 47 to 580 is a loss of 91.9% (ST19). Raises EmptyBase."""
    if new <= 0:
        raise EmptyBase(message("a loss against a rate of zero cannot be given"))
    return 1 - old / new


def per(figure: Figure, base: Decimal) -> Ranged:
    """Return a figure divided by an exact base. Raises EmptyBase."""
    if base <= 0:
        raise EmptyBase(message("a rate over nothing cannot be given; check the window"))
    return Ranged(figure.low / base, figure.best / base, None if figure.high is None else figure.high / base)


def divided(above: tuple[int, int, int | None], below: tuple[int, int, int | None], what: str) -> Ranged:
    """Return a quotient of two ranges: [low/high, best/best, high/low]. Raises EmptyBase, naming the base."""
    if below[1] == 0:
        raise EmptyBase(message("a rate over no {what} cannot be given; print the numbers alone"), what=what)
    low = Decimal(0) if below[2] is None else Decimal(above[0]) / below[2]
    high = None if above[2] is None or below[0] == 0 else Decimal(above[2]) / below[0]
    return Ranged(low, Decimal(above[1]) / below[1], high)
