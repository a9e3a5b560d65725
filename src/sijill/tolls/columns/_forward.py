"""Columns of an earlier entry brought forward: only what the entries since then speak of is counted again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from sijill import methodology, records
from sijill.ledger import Entry, Ledger, UnknownEntry
from sijill.methodology import AssessmentCache, Grounds, Rules
from sijill.records import AnyRecord, Canonical
from sijill.tolls._recount import PLACE_OF_KIND, Ties
from sijill.tolls.columns._columns import ASIDE, IN_COUNT, Rows, UnitColumns, columns_of
from sijill.tolls.units._units import units_of

FURTHEST = 5_000
"""Across how many entries columns are brought, and how many records may have to be counted again for it."""

_RECAST = frozenset({"link", "copy", "destroyed"})
"""Kinds of entry after which records that nobody speaks of count otherwise: then all is folded."""


class LaterEntry(Protocol):
    """What a counting of an entry tells without having read the whole log."""

    @property
    def ledger(self) -> Ledger:
        """The log."""

    @property
    def seq(self) -> int:
        """The entry."""

    @property
    def rules(self) -> Rules:
        """The methodology."""

    @property
    def cache(self) -> AssessmentCache:
        """What remembers assessments."""

    @property
    def canonical(self) -> Canonical:
        """Which records are one."""

    def grounds_of(self, known: Iterable[AnyRecord]) -> Grounds:
        """Return the grounds of some records."""


def brought_forward(before: UnitColumns, now: LaterEntry) -> UnitColumns | None:
    """
    Return the columns of a later entry; None where it is not told by a few records which of them changed.

    They say what columns of all units at that entry say.
    """
    if not before.seq < now.seq <= before.seq + FURTHEST:
        return before if before.seq == now.seq else None
    between = list(now.ledger.entries(after=before.seq, upto=now.seq))
    if any(entry.kind in _RECAST for entry in between):
        return None
    changed = changed_subjects(now.ledger, now.canonical, between)
    if not changed:
        return replace(before, seq=now.seq)
    ties = Ties()
    ties.join(before.ties)
    fresh = {subject: _record(now, subject) for subject in changed}
    ties.learn(one for one in fresh.values() if one is not None)
    touched = ties.around(changed)
    if len(touched) > FURTHEST:
        return None
    fresh |= {subject: _record(now, subject) for subject in touched - fresh.keys()}
    known = {name: one for name, one in fresh.items() if one is not None}
    if any(one.id != name for name, one in known.items()):
        return None  # two things of different kinds said to be one, by no action of ours
    again = _columns_alone(before, now, known, ties)
    return again and _with_rows_of(before, again, touched)


def changed_subjects(ledger: Ledger, canonical: Canonical, between: Iterable[Entry]) -> list[str]:
    """Return the records of which entries say that statements came or went, by their canonical ids."""
    found: dict[str, None] = {}
    for entry in between:
        body = entry.body or {}
        if entry.kind == "retraction" and body:
            body = _withdrawn(ledger, str(body["statement"]))
        if entry.kind in ("statement", "retraction") and body:
            found[canonical.members(str(body["subject"]))[0]] = None
    return list(found)


def _withdrawn(ledger: Ledger, statement: str) -> Mapping[str, Any]:
    try:
        return ledger.entry(statement).body or {}
    except UnknownEntry:
        return {}  # the fold passes over a withdrawal of nothing, too


def _record(now: LaterEntry, subject: str) -> AnyRecord | None:
    whole = records.statements_of(now.ledger, now.canonical.members(subject), upto=now.seq)
    return next(records.assemble(whole, canonical=now.canonical.same), None)


def _columns_alone(
    before: UnitColumns, now: LaterEntry, known: Mapping[str, AnyRecord], ties: Ties
) -> UnitColumns | None:
    """Return the columns of some records alone."""
    held = sorted(known.values(), key=lambda record: record.first_seq)
    grounds = now.grounds_of(held)
    assessed = methodology.assess_all(held, now.rules, grounds, cache=now.cache)
    found = units_of(held, now.rules, assessed=assessed, grounds=grounds)
    return columns_of(found, known, ties.pairs(), seq=now.seq, before=before)


def _with_rows_of(before: UnitColumns, again: UnitColumns, touched: set[str]) -> UnitColumns:
    """Return the columns with the rows of some records in place of those they had."""
    kinds = [PLACE_OF_KIND[one.kind] for one in again.patterns]
    counted = _Merging((before.counted, range(len(before.counted))), (again.counted, range(len(again.counted))))
    aside = _Merging((before.aside, range(before.beyond)), (again.aside, range(again.beyond)))
    beyond = _Merging(
        (before.aside, range(before.beyond, len(before.aside))), (again.aside, range(again.beyond, len(again.aside)))
    )
    for one in (counted, aside, beyond):
        one.merge(touched, kinds)
    rows = Rows()
    counted.lay(rows)
    others = Rows()
    aside.lay(others)
    end = len(others)
    beyond.lay(others)
    moved = {IN_COUNT: counted.moved, ASIDE: {**aside.moved, **{key: row + end for key, row in beyond.moved.items()}}}
    twice = {
        person: [(where, moved[where][which, row]) for where, row in held]
        for which, columns in enumerate((before, again))
        for person, held in columns.twice.items()
        if which or person not in touched
    }
    odd = tuple(
        (kind, where, moved[where][which, row])
        for which, columns in enumerate((before, again))
        for kind, where, row in columns.oddities
        if (which, row) in moved[where]
    )
    return replace(again, counted=rows, aside=others, beyond=end, twice=twice, oddities=odd, kept_at=before.kept_at)


class _Merging:
    """Two runs of rows made one, in the order of their kinds and of when they were first recorded."""

    def __init__(self, *runs: tuple[Rows, Sequence[int]]) -> None:
        self._runs = runs
        self._order: list[tuple[int, int, int, int]] = []
        self.moved: dict[tuple[int, int], int] = {}

    def merge(self, touched: set[str], kinds: Sequence[int]) -> None:
        """Put the rows in order; of the first run those of ``touched`` records fall out."""
        for which, (rows, run) in enumerate(self._runs):
            for row in run:
                if which or rows.records[row] not in touched:
                    self._order.append((kinds[rows.pattern[row]], rows.first_seq[row], which, row))
        self._order.sort()
        self.moved = {(which, row): number for number, (_, _, which, row) in enumerate(self._order)}

    def lay(self, into: Rows) -> None:
        """Add the rows to others."""
        start, both = len(into), [rows for rows, _ in self._runs]
        order = [(both[which], row) for _, _, which, row in self._order]
        into.records += [rows.records[row] for rows, row in order]
        into.first_seq += [rows.first_seq[row] for rows, row in order]
        into.pattern += [rows.pattern[row] for rows, row in order]
        for clock, days in into.days.items():
            days += [rows.days[clock][row] for rows, row in order]
        for basis, places in into.places.items():
            places += [rows.places[basis][row] for rows, row in order]
        for which, rows in enumerate(both):
            kept = (
                (number, ids)
                for row, ids in rows.taken_out.items()
                if (number := self.moved.get((which, row))) is not None
            )
            into.taken_out |= {start + number: ids for number, ids in kept}
