"""Which sealed items figures and records rest on, numbered as the endnotes of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sijill.reports import SourceNote, is_private
from sijill.values import isolate

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.model.figures import Figure
    from sijill.records import Ground, RecordedValue
    from sijill.tolls import Snapshot
    from sijill.tolls.units import Unit


COUNTED = frozenset({"killed", "children", "women", "men", "name", "value", "documented_zero"})
"""The properties whose words a figure rests on."""

MOST = 3
"""A figure over thousands of records cites the first few items; its trace names them all."""


HIDDEN = "hidden"
"""The one note of all documents that an audience may not know of."""


class Citations:
    """Collects the places that are cited: one note per item and page."""

    def __init__(self, counting: Snapshot, view: View) -> None:
        """Start without notes."""
        self._counting, self._view = counting, view
        self._notes: dict[str, SourceNote] = {}
        self._of: dict[str, tuple[str, ...]] = {}
        self._figures: dict[str, tuple[str, ...]] = {}

    def of_record(self, record: str) -> tuple[str, ...]:
        """Return the keys of the notes that a record's numbers rest on."""
        if record not in self._of:
            keys: dict[str, None] = {}
            for one in self._counting.traced_statements(record):
                if one.statement.property in COUNTED or not keys:
                    keys |= dict.fromkeys(key for ground in one.grounds for key in self._keys(ground))
            self._of[record] = tuple(keys)
        return self._of[record]

    def of_unit(self, unit: Unit) -> tuple[str, ...]:
        """Return the keys of the notes that a unit rests on: its record's, and those of the first persons in it."""
        keys = dict.fromkeys(self.of_record(unit.record))
        for person in unit.members[:MOST]:
            keys |= dict.fromkeys(self.of_record(person))
        return tuple(keys)

    def of_value(self, held: RecordedValue) -> tuple[str, ...]:
        """Return the keys of the notes of one value."""
        grounds = (self._counting.ground(basis) for basis in held.basis)
        return tuple(dict.fromkeys(key for ground in grounds for key in self._keys(ground)))

    def of_item(self, sha256: str, page: int | None = None) -> tuple[str, ...]:
        """Return the keys of the note of one document."""
        return (self._note(sha256, page),)

    def cite_figure(self, figure: Figure) -> None:
        """Note what a figure rests on."""
        keys: dict[str, None] = {}
        for part in figure.basis:
            keys |= dict.fromkeys(self.of_record(part.record))
            if len(keys) >= MOST:
                break
        self._figures[figure.id] = tuple(keys)[:MOST]

    def notes(self) -> tuple[SourceNote, ...]:
        """Return every note that was made."""
        return tuple(self._notes.values())

    def cited(self) -> Mapping[str, tuple[str, ...]]:
        """Return for figures and records the keys of their notes."""
        return {**self._of, **self._figures}

    def _keys(self, ground: Ground) -> Iterator[str]:
        if ground.item is not None:
            yield self._note(ground.item.id, ground.claim.anchor.page if ground.claim else None)

    def _note(self, sha256: str, page: int | None) -> str:
        item = self._view.item(sha256)
        if item is None:
            # That there is one more is told, never which: its title or source may name who spoke.
            self._notes[HIDDEN] = SourceNote(HIDDEN, "", "", "")
            return HIDDEN
        place = str(page) if page is not None else None
        key = f"{sha256}#{place or ''}"
        if key not in self._notes:
            # What a file is called is the team's, so an untitled one is cited by its fingerprint outside.
            known = self._view.facts(item)
            title = known["title"] or isolate(known.get("original_name") or sha256[:12])
            address = self._view.address(item)
            # A share link, which shows folders and people, is for nobody: such a work is cited without it.
            address = None if address is None or is_private(address) else address
            self._notes[key] = SourceNote(
                key, title, item.source, sha256, place, item.published_on, address, known.get("cited")
            )
        return key
