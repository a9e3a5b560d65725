"""A table: rows on one axis that exclude each other and sum to the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sijill.methodology import Rules
from sijill.model import Clock, Definition, Figure, PlaceBasis, Toll, TollRow
from sijill.tolls._count import count
from sijill.tolls._placed import NOT_STATED, Placed, keys, order_of
from sijill.tolls._units import Unit, Units
from sijill.tolls._placed import place
from sijill.values import Period, message

ROW_GROUPS = ("children", "women", "men", "unknown")

TOTAL = {"en": message("Total"), "ar": "المجموع"}
NO_KEY = {"en": message("Not stated"), "ar": "غير مذكور"}


@dataclass(frozen=True, slots=True)
class Question:
    """What a toll is asked: everything of a definition but the cell of each row."""

    window: Period
    clock: Clock
    place_basis: PlaceBasis
    rules: Rules
    seq: int
    cell: Mapping[str, str]
    measure: str = "killed"

    def definition(self, **cell: str) -> Definition:
        """Return the definition of one cell of this question."""
        return Definition(
            self.measure,
            self.window,
            self.clock,
            self.place_basis,
            {**self.cell, **cell},
            self.rules.id,
            self.rules.version,
            self.seq,
        )


def toll(found: Units, question: Question, *, axis: str) -> Toll:
    """Return the table of a question over an axis: party, cause, governorate, month, part or verification."""
    placed = place(found.units, window=question.window, clock=question.clock)
    rows = [_row(placed.units, question, axis, key) for key in _keys(placed, question, axis)]
    return Toll(axis, tuple(rows), _total(placed.units, question), _notes(found, placed))


def figure(found: Units, definition: Definition) -> Figure:
    """Return one figure from the units of a register."""
    return count(place(found.units, window=definition.window, clock=definition.clock).units, definition)


def _keys(placed: Placed, question: Question, axis: str) -> list[str]:
    own = [k for u in placed.units if not u.is_group_line for k in [keys(u, clock=question.clock, place_basis=question.place_basis)]]
    narrowed = [k for k in own if all(k.get(a, v) == v for a, v in question.cell.items())]
    present = {k[axis] for k in narrowed}
    known = [key for key in order_of(axis, question.rules) if key in present]
    rest = sorted(present - set(known), key=lambda key: (key == NOT_STATED, key))
    if axis == "party" and question.rules.table("groups").get("list_empty_parties"):
        known = [bucket.slug for bucket in question.rules.buckets if bucket.slug in present or bucket.parties]
    return [*known, *rest]


def _row(units: Sequence[Unit], question: Question, axis: str, key: str) -> TollRow:
    cell = {axis: key}
    parts: tuple[TollRow, ...] = ()
    if axis == "party":
        parts = _parts(units, question, key)
    return TollRow(key, label_of(axis, key, question.rules), *_figures(units, question, cell), parts)


def _figures(units: Sequence[Unit], question: Question, cell: Mapping[str, str]) -> tuple[Figure, Mapping[str, Figure]]:
    whole = count(units, question.definition(**cell))
    groups = {group: count(units, question.definition(**cell, group=group)) for group in ROW_GROUPS}
    return whole, groups


def _parts(units: Sequence[Unit], question: Question, bucket: str) -> tuple[TollRow, ...]:
    """Return the parts under a party: its sub-parties where named, the cause classes under other parties."""
    inside = [unit for unit in units if unit.assessment.filing.bucket == bucket and not unit.is_group_line]
    named = {unit.assessment.filing.part for unit in inside}
    if named <= {None}:
        return ()
    listed = [part for part in (*question.rules.causes, *sorted(p for p in named if p and p not in question.rules.causes)) if part in named]
    if None in named:
        listed.append(NOT_STATED)
    return tuple(
        TollRow(part, label_of("part", part, question.rules), *_figures(units, question, {"party": bucket, "part": part}))
        for part in listed
    )


def _total(units: Sequence[Unit], question: Question) -> TollRow:
    return TollRow("total", TOTAL, *_figures(units, question, {}))


def label_of(axis: str, key: str, rules: Rules) -> Mapping[str, str]:
    """Return the house label of a key in both languages; a key that the methodology does not label is shown as it is."""
    if axis == "party" and any(bucket.slug == key for bucket in rules.buckets):
        return rules.bucket(key).label
    if key == NOT_STATED:
        return NO_KEY
    if axis in ("part", "cause") and key in rules.causes:
        return rules.causes[key]
    if axis == "part" and key in rules.parties:
        entry = rules.parties.get(key)
        return {"en": entry.label_en, "ar": entry.label_ar}
    return {"en": key, "ar": key}


def _notes(found: Units, placed: Placed) -> tuple[str, ...]:
    """Return what was not counted and why, by number of records: nothing falls out in silence."""
    notes = []
    for word, records in (
        ("waiting", found.waiting),
        ("undated", placed.undated),
        ("spanning", placed.spanning),
        ("counted_once", found.counted_twice),
    ):
        if records:
            notes.append(f"{word}:{len(records)}")
    return tuple(notes)


def rename(toll_: Toll, labels: Mapping[str, Mapping[str, str]]) -> Toll:
    """Return the toll with rows relabelled, for axes whose words live in a gazetteer."""
    rows = tuple(replace(row, label=labels.get(row.key, row.label)) for row in toll_.rows)
    return replace(toll_, rows=rows)
