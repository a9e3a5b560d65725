"""Check ``sum_of_parts``: divisions compete, and only one that binds and meets no whole is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from sijill.audits._causes import is_swap
from sijill.audits._finding import Finding, Verdict
from sijill.audits._rounding import compare_sum, sum_finding
from sijill.audits.quantities import Page, Quantity
from sijill.audits.structure import (
    Division,
    divisions_across,
    divisions_by_class,
    divisions_by_fate,
    divisions_by_makers,
    divisions_by_standing,
    divisions_in_lines,
    divisions_in_lists,
    divisions_in_sections,
    divisions_to_the_last,
    divisions_told_on,
    divisions_written_out,
)

_ENOUGH_PARTS, _UNTOLD, _NEAR_BY = 3, 4, 30
_EACH = re.compile(r"\beach\b|(?<!\w)لكل(?!\w)")
_GOOD = frozenset({Verdict.HOLDS, Verdict.WITHIN_ROUNDING})


def check_sums(page: Page) -> Iterator[Finding]:
    """Yield sums of a page: those that are met, those that bind and are missed, each whole once."""
    told = [
        *divisions_in_lists(page),
        *divisions_in_sections(page),
        *divisions_in_lines(page),
        *divisions_by_standing(page),
        *divisions_told_on(page),
        *divisions_to_the_last(page),
        *divisions_written_out(page),
    ]
    met: list[tuple[Quantity, tuple[Quantity, ...]]] = []
    missed: list[Division] = []
    for division in told:
        whole = _met_by(division)
        if whole is not None:
            met.append((whole, division.parts))
        elif division.binding and division.wholes:
            missed.append(division)
    settled = {id(one) for one in chain.from_iterable((whole, *parts) for whole, parts in met)}
    known = {id(whole) for whole, _ in met}
    listed = [frozenset(map(id, division.parts)) for division in missed if not division.only_asks]
    added = {id(part) for _, parts in met for part in parts}
    for division in divisions_across(page, set(chain.from_iterable(listed))):
        whole = division.wholes[0]
        # A whole that is divided already may be divided again, by numbers that are in no other sum.
        anew = len(division.parts) >= _ENOUGH_PARTS and not any(id(part) in added for part in division.parts)
        if (id(whole) not in known or anew) and not _tears(division, listed):
            met.append((whole, division.parts))
    missed_kinds: list[Division] = []
    kinds = [*divisions_by_class(page, met), *divisions_by_fate(page, met)]
    for division in kinds:
        whole = _met_by(division)
        if whole is not None:
            met.append((whole, division.parts))
        elif division.binding:
            missed_kinds.append(division)
    for division in divisions_by_makers(page, met):
        if _met_by(division) is None:
            missed.append(division)
    for whole, parts in _once(met):
        yield _sum_said(page, parts, whole)
    for division in missed:
        if not all(id(part) in settled for part in division.parts):
            yield from _missed(page, division)
    for division in missed_kinds:
        # The freed of each maker may add up in the line of that maker, and still miss the freed of all.
        if not all(id(one) in settled for one in (*division.parts, *division.wholes)):
            yield from _missed(page, division)


def _tears(division: Division, listed: Sequence[frozenset[int]]) -> bool:
    """Test whether a sum over the page takes some parts of a list and leaves others: only chance makes it fit."""
    parts = frozenset(map(id, division.parts))
    return any(parts & told and told - parts for told in listed)


def _met_by(division: Division) -> Quantity | None:
    """Return the first whole that the parts add up to."""
    for whole in division.wholes:
        if compare_sum([part.number for part in division.parts], whole.number) in _GOOD:
            return whole
    return None


def _once(met: Sequence[tuple[Quantity, tuple[Quantity, ...]]]) -> Iterator[tuple[Quantity, tuple[Quantity, ...]]]:
    seen: set[tuple[int, frozenset[int]]] = set()
    for whole, parts in met:
        key = (id(whole), frozenset(map(id, parts)))
        if key not in seen:
            seen.add(key)
            yield whole, parts


def _sum_said(page: Page, parts: Sequence[Quantity], whole: Quantity) -> Finding:
    found = sum_finding(page.document, [part.number for part in parts], whole.number)
    return replace(found, computed=sum(part.value for part in parts))  # type: ignore[arg-type]


def _is_divided_exactly(division: Division) -> bool:
    """Test for "at least 15 massacres, as follows: 9, 5 and 2": who divides a number without a rest has counted it."""
    whole = division.wholes[0]
    fates = {part.fate for part in division.parts}
    return (
        (len(division.parts) >= _ENOUGH_PARTS or fates == {"released", "missing"})
        and whole.number.hedge == "floor"
        and all(part.is_exact for part in division.parts)
    )


def _missed(page: Page, division: Division) -> Iterator[Finding]:
    whole = division.wholes[0]
    found = _sum_said(page, division.parts, whole)
    closed = not division.short_is_open or division.total > whole.value
    if found.verdict is Verdict.UNDECIDABLE and closed and _is_divided_exactly(division):
        found = replace(found, verdict=Verdict.FAILS)
    if not found.fails:
        yield found
        return
    # A maker told without a number ("killed a civilian") is no error, and what is far off is another count.
    miss = abs(division.total - whole.value)
    unlikely = miss < _UNTOLD or miss * 5 > whole.value
    if division.only_asks and unlikely and not is_swap(whole.value, division.total):
        return
    open_end = division.short_is_open and division.total < whole.value
    far = not whole.value * 3 >= division.total >= whole.value / 3
    # "Seven in one town, and three each in two others": a number that counts more than once.
    each = any(_EACH.search(part.tail[:_NEAR_BY]) for part in division.parts)
    unsure = open_end or far or each or division.only_asks
    yield replace(found, verdict=Verdict.UNDECIDABLE if unsure else Verdict.FAILS)
