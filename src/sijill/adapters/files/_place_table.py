"""A table of places too long to hold in memory: a sorted file, in which a name is looked up where it stands."""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from pathlib import Path

from sijill.language import PlaceEntry, PlacesBroken
from sijill.model.phrases import fold
from sijill.values import message


class PlaceTable:
    """
    The places of a theatre's ``places.tsv``, one name a line, sorted by the name as it is looked up.

    A line holds key, English name, Arabic name, kind, province, latitude, longitude and P-code, with tabs
    between them; ``sijill theatre import`` writes it.
    """

    def __init__(self, path: Path) -> None:
        """Open the file. Raises PlacesBroken when it cannot be opened."""
        try:
            with path.open("rb") as file:
                self._lines = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as reason:
            raise PlacesBroken(
                message("the table of places {file} cannot be read; make it with sijill theatre import"), file=str(path)
            ) from reason
        self._path = path

    def named(self, name: str) -> list[PlaceEntry]:
        """Return the places of a name as written, without regard to case and spelling habits. Raises PlacesBroken."""
        forms = dict.fromkeys((name_key(name), name_key(name).removeprefix("ال")))
        return [place for form in forms for place in self._at(form)]

    def _at(self, form: str) -> Iterator[PlaceEntry]:
        key = form.encode() + b"\t"
        low, high = 0, len(self._lines)
        while low < high:
            start = self._lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            if self._lines[start : start + len(key)] < key:
                low = self._lines.find(b"\n", start) + 1 or len(self._lines)
            else:
                high = start
        while self._lines[low : low + len(key)] == key:
            end = self._lines.find(b"\n", low)
            yield self._place(self._lines[low : end if end >= 0 else len(self._lines)])
            low = end + 1 or len(self._lines)

    def _place(self, line: bytes) -> PlaceEntry:
        try:
            _, en, ar, kind, province, lat, lon, pcode = line.decode().split("\t")
            names = (en,) if en else (), (ar,) if ar else ()
            return PlaceEntry(
                *names, kind, province, float(lat), float(lon), pcode=pcode or None, source=self._path.name
            )
        except ValueError as reason:
            raise PlacesBroken(
                message("a line of {file} is no place; make the table anew with sijill theatre import"),
                file=str(self._path),
            ) from reason


def name_key(name: str) -> str:
    """Return a name as the table is sorted by it."""
    return " ".join(fold(name).split())
