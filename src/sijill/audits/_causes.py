"""
What may have gone wrong where a sum or a share fails: a slip that, undone, makes it hold.

Slips are those of people who copy and add up lists: two digits typed in the wrong order, a line left out or taken
twice, the total of another day under today's list, a share of another base. Arithmetic alone cannot tell which of
them happened, so each is said as a possibility, and none is given that does not make the numbers agree exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sijill.audits._finding import Cause
from sijill.audits._said import Said, said
from sijill.values import message

LEAST_TELLING = Decimal(2)
"""A difference of one fits a line of one in nearly every list, and tells nothing."""
LEAST_ELSEWHERE = Decimal(10)
"""Smaller numbers stand in every document."""
DIGITS_OF_A_MISTYPED = 3
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Slip:
    """
    A slip that would explain a failing sum or share.

    ``parts`` and ``whole`` are the numbers as they would be had it not happened: of a sum the parts and their total;
    of a share the part alone, its base, and ``share``.
    """

    cause: Cause
    said: Said
    parts: tuple[Decimal, ...]
    whole: Decimal
    share: Decimal | None = None


def causes_of_sum(parts: Sequence[Decimal], whole: Decimal, elsewhere: Sequence[Decimal] = ()) -> Iterator[Slip]:
    """Give the slips that explain why parts do not add up, the most telling first; ``elsewhere`` stands nearby."""
    total, kept = sum(parts, Decimal(0)), tuple(parts)
    miss = whole - total
    if not miss or not parts:
        return
    found = [*_written_twice(kept, whole, miss), *_swapped_total(kept, whole, total), *_line_slips(kept, whole, miss)]
    found += _mistyped(kept, whole, total)
    # Among many numbers one that fits stands somewhere: it tells only where nothing of the sum's own does.
    yield from found or _elsewhere(kept, whole, miss, elsewhere)


def _written_twice(parts: tuple[Decimal, ...], whole: Decimal, miss: Decimal) -> Iterator[Slip]:
    if (times := parts.count(-miss)) > 1:
        words = message(
            "{part} stands {times} times among the parts, once too often for the total: a line may be listed twice."
        )
        yield Slip(Cause.LINE_TWICE, said(words, part=-miss, times=times), _other_parts(parts, -miss), whole)


def _swapped_total(parts: tuple[Decimal, ...], whole: Decimal, total: Decimal) -> Iterator[Slip]:
    if is_swap(whole, total):
        words = message("Two digits of {printed} may have changed places: the parts add up to {sum}.")
        yield Slip(Cause.DIGITS_SWAPPED, said(words, printed=whole, sum=total), parts, total)


def _line_slips(parts: tuple[Decimal, ...], whole: Decimal, miss: Decimal) -> Iterator[Slip]:
    """Give the slips of lines: one that the total leaves out, one that it takes twice."""
    if abs(miss) < LEAST_TELLING:
        return
    if parts.count(-miss) == 1 and len(parts) > 1:
        words = message(
            "The total is too small by exactly {part}: it may leave out that part, or the part may be one line too "
            "many."
        )
        yield Slip(Cause.LINE_TOO_MANY, said(words, part=-miss), _other_parts(parts, -miss), whole)
    if parts.count(miss) == 1:
        words = message("The total is too large by exactly {part}: it may count that part twice.")
        yield Slip(Cause.COUNTED_TWICE, said(words, part=miss), parts, whole - miss)


def _elsewhere(
    parts: tuple[Decimal, ...], whole: Decimal, miss: Decimal, elsewhere: Sequence[Decimal]
) -> Iterator[Slip]:
    """Give the slips by which a number that stands nearby belongs here: another total, a missing line."""
    total = whole - miss
    if total in elsewhere and total >= LEAST_ELSEWHERE:
        words = message(
            "The parts add up to {sum}, which is printed elsewhere in the document: {printed} may be the total of "
            "another day or another list."
        )
        yield Slip(Cause.OTHER_DAY, said(words, sum=total, printed=whole), parts, total)
    if miss >= LEAST_ELSEWHERE and miss in elsewhere:
        words = message(
            "What is missing, {miss}, is printed elsewhere in the document: a line of the list may be missing."
        )
        yield Slip(Cause.LINE_MISSING, said(words, miss=miss), (*parts, miss), whole)


def _mistyped(parts: tuple[Decimal, ...], whole: Decimal, total: Decimal) -> Iterator[Slip]:
    """Give the slips of the hand: one digit for another, one too many or too few, and a part with two swapped."""
    if is_digit(whole, total):
        words = message("One digit of {printed} may be mistyped: the parts add up to {sum}.")
        yield Slip(Cause.DIGIT_CHANGED, said(words, printed=whole, sum=total), parts, total)
    if _lost(whole, total) or _lost(total, whole):
        words = message("{printed} may have a digit too many or too few: the parts add up to {sum}.")
        yield Slip(Cause.DIGIT_LOST, said(words, printed=whole, sum=total), parts, total)
    mended = [(at, one + whole - total) for at, one in enumerate(parts)]
    swapped = [(at, better) for at, better in mended if is_swap(parts[at], better)]
    if len(swapped) == 1:
        at, better = swapped[0]
        words = message("Two digits of {part} may have changed places: with {better} the sum is {printed}.")
        others = (*parts[:at], better, *parts[at + 1 :])
        yield Slip(Cause.DIGITS_SWAPPED, said(words, part=parts[at], better=better, printed=whole), others, whole)


def causes_of_share(
    part: Decimal, base: Decimal, share: Decimal, *, tolerance: Decimal, elsewhere: Sequence[Decimal] = ()
) -> Iterator[Slip]:
    """Give the slips that explain a share that is not part / base; ``tolerance`` is half its last printed unit."""
    if not base or _share_fits(part, base, share, tolerance):
        return
    bases = {one for one in elsewhere if one >= max(part, LEAST_ELSEWHERE) and _share_fits(part, one, share, tolerance)}
    if len(bases) == 1:
        other = bases.pop()
        words = message("{share} % fits {base}, which is printed elsewhere in the document: another base may be meant.")
        yield Slip(Cause.OTHER_BASE, said(words, share=share, base=other), (part,), other, share)
    parts = {one for one in elsewhere if LEAST_TELLING <= one <= base and _share_fits(one, base, share, tolerance)}
    if len(parts) == 1:
        other = parts.pop()
        words = message("{share} % fits {part}, which is printed elsewhere in the document: another part may be meant.")
        yield Slip(Cause.OTHER_PART, said(words, share=share, part=other), (other,), base, share)
    if _share_fits(base - part, base, share, tolerance):
        words = message("{share} % is the share of the rest, {rest} of {base}.")
        yield Slip(
            Cause.SHARE_OF_REST, said(words, share=share, rest=base - part, base=base), (base - part,), base, share
        )
    exact = (HUNDRED * part / base).quantize(Decimal(1).scaleb(_exponent(share)))
    if is_swap(share.scaleb(-_exponent(share)), exact.scaleb(-_exponent(share))):
        words = message("Two digits of {share} % may have changed places: it would be {better} %.")
        yield Slip(Cause.DIGITS_SWAPPED, said(words, share=share, better=exact), (part,), base, exact)


def _share_fits(part: Decimal, base: Decimal, share: Decimal, tolerance: Decimal) -> bool:
    return abs(HUNDRED * part / base - share) <= tolerance


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return min(exponent, 0) if isinstance(exponent, int) else 0


def _other_parts(parts: tuple[Decimal, ...], one: Decimal) -> tuple[Decimal, ...]:
    at = parts.index(one)
    return (*parts[:at], *parts[at + 1 :])


def _digits(number: Decimal) -> str:
    """Return the digits of a whole number of people, or "" where it is none."""
    return str(int(number)) if number >= 0 and number == number.to_integral_value() else ""


def is_swap(one: Decimal, other: Decimal) -> bool:
    """Test whether two numbers differ by two neighboring digits that changed places."""
    a, b = _digits(one), _digits(other)
    apart = [at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y]
    if len(a) != len(b) or len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    first, second = apart
    return a[first] == b[second] and a[second] == b[first]


def is_digit(one: Decimal, other: Decimal) -> bool:
    """Test whether two longer numbers differ in one digit."""
    a, b = _digits(one), _digits(other)
    return len(a) == len(b) >= DIGITS_OF_A_MISTYPED and sum(x != y for x, y in zip(a, b, strict=True)) == 1


def _lost(short: Decimal, long: Decimal) -> bool:
    """Test whether a number is another one without one of its digits."""
    a, b = _digits(short), _digits(long)
    return len(b) == len(a) + 1 > 2 and any(b[:at] + b[at + 1 :] == a for at in range(len(b)))
