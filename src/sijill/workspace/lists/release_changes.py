"""What a later release of a list changes where no id tells it: rows added, changed and removed, and what is asked."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from sijill.formats import Column, TableKind, write_table
from sijill.linkage import JudgedPair, ListedPerson, PairDecision
from sijill.values import message, normal_key

_OF_THE_LIST = ("id", "list")


class ListChange(enum.StrEnum):
    """What became of a row between two releases of a list."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ASKED = "asked"
    ADDED = "added"
    REMOVED = "removed"
    NOT_COMPARED = "not_compared"


def write_changes(
    rows: Sequence[ListedPerson],
    ids: Sequence[str],
    lefts: int,
    judged: Sequence[JudgedPair],
    alone: Collection[int],
    out: Path,
) -> Mapping[str, int]:
    """
    Write each row that the later release adds, changes or removes, or that may be either, and return how many are.

    ``rows`` are those of the earlier release, ``lefts`` of them, and then of the later one, ``ids`` what each is
    called, ``alone`` those that were compared with no other. A row is changed where it is linked and a column of both
    says otherwise, filled and emptied among them. Each pair of two rows that are not linked and waits for a person is
    asked; one that was never compared is neither added nor removed.
    """
    columns = (
        Column("change", message("Change")),
        Column("left_id", message("Row of the first list")),
        Column("right_id", message("Row of the second list")),
        Column("columns", message("What differs")),
    )
    found = list(_became(rows, lefts, judged, frozenset(alone)))
    written = (
        (change.value, *("" if at is None else ids[at] for at in (left, right)), ", ".join(differing))
        for change, left, right, differing in found
        if change is not ListChange.UNCHANGED
    )
    write_table(columns, written, out, TableKind.CSV)
    many = Counter(change.value for change, *_ in found)
    return {change.value: many[change.value] for change in ListChange}


_Change = tuple[ListChange, int | None, int | None, tuple[str, ...]]


def _became(
    rows: Sequence[ListedPerson], lefts: int, judged: Sequence[JudgedPair], alone: Collection[int] = ()
) -> Iterator[_Change]:
    """Give what became of the rows of the earlier release in their order, then of those of the later one alone."""
    linked = {one.left: one.right for one in judged if one.decision is PairDecision.LINK}
    settled = {*linked, *linked.values()}
    # A row that is linked is one person already: whoever else is like it is another.
    asked = [one for one in judged if one.decision is PairDecision.REVIEW and not {one.left, one.right} & settled]
    open_still = {side for one in asked for side in (one.left, one.right)}
    by_left = {left: list(some) for left, some in groupby(sorted(asked, key=_by_left), key=lambda one: one.left)}
    for left in range(lefts):
        if left in linked:
            differing = _differing(rows[left], rows[linked[left]])
            yield ListChange.CHANGED if differing else ListChange.UNCHANGED, left, linked[left], differing
        elif left not in open_still:
            yield ListChange.NOT_COMPARED if left in alone else ListChange.REMOVED, left, None, ()
        for one in by_left.get(left, ()):
            yield ListChange.ASKED, left, one.right, _differing(rows[left], rows[one.right])
    for right in range(lefts, len(rows)):
        if right not in settled and right not in open_still:
            yield ListChange.NOT_COMPARED if right in alone else ListChange.ADDED, None, right, ()


def _by_left(pair: JudgedPair) -> tuple[int, float]:
    return pair.left, -pair.probability


def _differing(one: ListedPerson, other: ListedPerson) -> tuple[str, ...]:
    """Return the columns of both that say otherwise, letters folded, or that one fills and the other leaves empty."""
    both = (name for name in one.told if name in other.told and name not in _OF_THE_LIST)
    return tuple(name for name in both if _as_compared(one, name) != _as_compared(other, name))


def _as_compared(row: ListedPerson, column: str) -> str:
    written = row.told[column]
    return normal_key(written) or written
