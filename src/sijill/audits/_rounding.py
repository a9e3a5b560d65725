"""
How far printed figures may miss each other before they contradict.

The tolerance of a sum is half the last printed unit of each of its terms, added up.
An open bound ("at least 44") is not rounding: it can only be contradicted.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sijill.audits._document import Document
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._quantities import Quantity
from sijill.audits._said import Said, Sum, figure_words, said
from sijill.values import message

Bounds = tuple[Decimal | None, Decimal | None]


def compare_sum(parts: Sequence[Quantity], whole: Quantity) -> Verdict:
    """
    Return how a sum of parts stands to its whole.

    Exact parts and whole: *holds* when equal, *within_rounding* when only the tolerance
    saves it, else *fails*. With ranges or open bounds: *holds* when the printed numbers are
    equal, *undecidable* when the bounds overlap, *fails* when no number satisfies both.
    """
    tolerance = sum((part.tolerance for part in parts), whole.tolerance)
    return compare_bounds(
        added([part_bounds(part) for part in parts]), part_bounds(whole), tolerance, printed(parts, whole)
    )


def sum_finding(
    document: Document,
    parts: Sequence[Quantity],
    whole: Quantity,
    *notes: Said,
    check: str = "sum_of_parts",
    before: Sequence[Said] = (),
    verdict: Verdict | None = None,
) -> Finding:
    """Return how parts add up to a whole, with the sum written out; ``verdict`` where more than the sum decides."""
    terms = [*(document.term(Role.PART, one) for one in parts), document.term(Role.WHOLE, whole)]
    told = (*before, sum_words(parts, whole), *notes)
    return document.finding(check, verdict or compare_sum(parts, whole), terms, *told)


def printed(parts: Sequence[Quantity], whole: Quantity) -> bool:
    """Test whether the printed numbers, hedges aside, add up."""
    return sum((part.value for part in parts), Decimal(0)) == whole.value and all(
        part.low == part.high or part.low is None or part.high is None for part in (*parts, whole)
    )


def compare_bounds(left: Bounds, right: Bounds, tolerance: Decimal, equal_in_print: bool = False) -> Verdict:
    """Return how two ranges stand to each other; ``equal_in_print`` settles what hedges leave open."""
    if left == right or equal_in_print:
        return Verdict.HOLDS
    exact = left[0] is not None and left[0] == left[1] and right[0] is not None and right[0] == right[1]
    if exact and left[0] is not None and right[0] is not None:
        return Verdict.WITHIN_ROUNDING if abs(left[0] - right[0]) <= tolerance else Verdict.FAILS
    return Verdict.UNDECIDABLE if overlap(left, right, tolerance) else Verdict.FAILS


def overlap(left: Bounds, right: Bounds, tolerance: Decimal = Decimal(0)) -> bool:
    """Test whether one number could satisfy both ranges, tolerance allowed."""
    below = left[1] is not None and right[0] is not None and left[1] + tolerance < right[0]
    above = right[1] is not None and left[0] is not None and right[1] + tolerance < left[0]
    return not below and not above


def added(terms: Sequence[Bounds]) -> Bounds:
    """Return the sum of ranges, end by end; an open end stays open."""
    low, high = Decimal(0), Decimal(0)
    open_low = any(one[0] is None for one in terms)
    open_high = any(one[1] is None for one in terms)
    for one in terms:
        low += one[0] or 0
        high += one[1] or 0
    return None if open_low else low, None if open_high else high


def part_bounds(quantity: Quantity) -> Bounds:
    """Return the bounds of a number; a count cannot lie below zero."""
    low = Decimal(0) if quantity.low is None else quantity.low
    return low, quantity.high


def fits_share(stated: Quantity, exact: Decimal) -> Verdict:
    """Return how a printed share, ratio or length stands to the number worked out from its terms."""
    if stated.low is not None and stated.low == stated.high:
        miss = abs(stated.value - exact)
        if miss == 0:
            return Verdict.HOLDS
        slack = stated.tolerance if stated.hedge != "about" else max(stated.tolerance, stated.value * Decimal("0.03"))
        if miss <= stated.tolerance:
            return Verdict.HOLDS
        return Verdict.WITHIN_ROUNDING if miss <= slack else Verdict.FAILS
    low, high = stated.low, stated.high
    if low is not None and exact < low - stated.tolerance:
        return Verdict.FAILS
    if high is not None and exact > high + stated.tolerance:
        return Verdict.FAILS
    # "Almost" and "more than" promise nearness: twice as much is not "more than".
    far = max(abs(exact - stated.value), Decimal(0)) > stated.value / 2 if low is None or high is None else False
    return Verdict.UNDECIDABLE if far else Verdict.HOLDS


def sum_words(parts: Sequence[Quantity], whole: Quantity) -> Said:
    """Return the sum written out, with what is missing or too much."""
    total = sum((part.value for part in parts), Decimal(0))
    slack = sum((part.tolerance for part in parts), whole.tolerance)
    miss = total - whole.value
    added = Sum(f"{' + '.join(figure_words(part.value) for part in parts)} = {figure_words(total)}")
    if not miss:
        return said(message("{sum}; printed {whole} (tolerance {slack})."), sum=added, whole=whole.value, slack=slack)
    return said(
        (
            message("{sum}; printed {whole}, {miss} too little for its parts (tolerance {slack}).")
            if miss > 0
            else message("{sum}; printed {whole}, {miss} too much for its parts (tolerance {slack}).")
        ),
        sum=added,
        whole=whole.value,
        miss=abs(miss),
        slack=slack,
    )
