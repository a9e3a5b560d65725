"""What a later release of a list changes where no id tells it: rows added, changed and removed, and what is asked."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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


def write_changes(
    rows: Sequence[ListedPerson], ids: Sequence[str], lefts: int, judged: Sequence[JudgedPair], out: Path
) -> Mapping[str, int]:
    """
    Write each row that the later release adds, changes or removes, or that may be either, and return how many are.

    ``rows`` are those of the earlier release, ``lefts`` of them, and then of the later one, ``ids`` what each is
    called. A row is changed where it is linked and a column that both releases fill says otherwise; it is asked where
    a pair of it waits for a person, and none is linked.
    """
    columns = (
        Column("change", message("Change")),
        Column("left_id", message("Row of the first list")),
        Column("right_id", message("Row of the second list")),
        Column("columns", message("What differs")),
    )
    found = list(_became(rows, lefts, judged))
    written = (
        (change.value, *("" if at is None else ids[at] for at in (left, right)), ", ".join(differing))
        for change, left, right, differing in found
        if change is not ListChange.UNCHANGED
    )
    write_table(columns, written, out, TableKind.CSV)
    many = Counter(change.value for change, *_ in found)
    return {change.value: many[change.value] for change in ListChange}


_Change = tuple[ListChange, int | None, int | None, tuple[str, ...]]


def _became(rows: Sequence[ListedPerson], lefts: int, judged: Sequence[JudgedPair]) -> Iterator[_Change]:
    """Give what became of the rows of the earlier release in their order, then of those of the later one alone."""
    linked = {one.left: one.right for one in judged if one.decision is PairDecision.LINK}
    new = {*range(lefts, len(rows))}.difference(linked.values())
    asked: dict[int, int] = {}
    for one in sorted(judged, key=lambda pair: -pair.probability):
        if one.decision is PairDecision.REVIEW and one.left not in linked and one.right in new:
            asked.setdefault(one.left, one.right)
    for left in range(lefts):
        if left in linked:
            differing = _differing(rows[left], rows[linked[left]])
            yield ListChange.CHANGED if differing else ListChange.UNCHANGED, left, linked[left], differing
        elif left in asked:
            yield ListChange.ASKED, left, asked[left], _differing(rows[left], rows[asked[left]])
        else:
            yield ListChange.REMOVED, left, None, ()
    yield from ((ListChange.ADDED, None, right, ()) for right in sorted(new.difference(asked.values())))


def _differing(one: ListedPerson, other: ListedPerson) -> tuple[str, ...]:
    """Return the columns that both fill and that say otherwise, letters folded."""
    both = (name for name in one.told if name in other.told and name not in _OF_THE_LIST)
    return tuple(
        name
        for name in both
        if one.told[name] and other.told[name] and normal_key(one.told[name]) != normal_key(other.told[name])
    )
