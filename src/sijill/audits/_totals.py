"""Our own totals before they are published: parts against the whole, bound by bound."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sijill.audits._finding import Finding, Role, Term, Verdict
from sijill.audits._said import Bounds, Ranges, said
from sijill.values import CountRange, message


def parts_match_total(parts: Sequence[CountRange | int], total: CountRange | int) -> Finding:
    """
    Return whether the parts add up to the total; a report refuses to publish when they do not.

    Sums add bound by bound and an open end stays open (V-HEDGE). The finding *holds* when
    both bounds of the sum equal both bounds of the total, *fails* when no number satisfies
    both or when two exact figures differ, and is *undecidable* when the ranges overlap
    without being equal, or when there are no parts. Our own figures carry no rounding.
    """
    ranges = [_as_range(part) for part in parts]
    whole = _as_range(total)
    terms = (*(_term(Role.PART, part) for part in ranges), _term(Role.WHOLE, whole))
    if not ranges:
        return Finding("sum_of_parts", Verdict.UNDECIDABLE, terms, (said(message("There are no parts to add up.")),))
    added = ranges[0]
    for part in ranges[1:]:
        added = added + part
    return Finding(
        "sum_of_parts",
        _compare(added, whole),
        terms,
        (said(message("{sum}; the total is {total}."), sum=Ranges(tuple(ranges), added), total=Bounds(whole)),),
    )


def _compare(added: CountRange, whole: CountRange) -> Verdict:
    if (added.low, added.high) == (whole.low, whole.high):
        return Verdict.HOLDS
    return Verdict.UNDECIDABLE if added.overlaps(whole) else Verdict.FAILS


def _as_range(number: CountRange | int) -> CountRange:
    return number if isinstance(number, CountRange) else CountRange.exactly(number)


def _term(role: Role, number: CountRange) -> Term:
    return Term(
        role,
        Decimal(number.low) if number.is_exact and number.low is not None else None,
    )
