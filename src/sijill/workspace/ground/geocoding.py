"""A table of others with a column of places: written again beside where each of them lies, as far as one can tell."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from sijill import tables
from sijill.adapters.files import PlaceTable
from sijill.formats import Cell, Column, ColumnType, TableKind, write_table
from sijill.language import Gazetteer
from sijill.language.geocoding import Geocoder, Whereabouts
from sijill.model.theatres import WORLD, Theatre
from sijill.values import SijillError, message

_COLUMNS = ("place", "id", "governorate")
_GIVEN = (
    Column("geo_place", message("Place, computed")),
    Column("geo_pcode", message("P-code")),
    Column("geo_adm1", message("Governorate")),
    Column("geo_precision", message("How closely")),
    Column("geo_lat", message("Latitude"), ColumnType.NUMBER),
    Column("geo_lon", message("Longitude"), ColumnType.NUMBER),
    Column("geo_candidates", message("What it may be"), ColumnType.WORDS),
)
_SYRIA = "syria"


class GeocodingRefused(SijillError):
    """A mapping or a table in which the geocoder finds no column of places, or that has its answers already."""


@dataclass(frozen=True, slots=True)
class Left:
    """A row without an answer: its number, its own id, and what its place may be (nothing: it is not known)."""

    row: int
    id: str
    place: str
    candidates: tuple[Mapping[str, str], ...]


@dataclass(slots=True)
class Geocoded:
    """How many rows were read, how many got an answer of each precision, and which got none."""

    rows: int = 0
    by_precision: Counter[str] = field(default_factory=Counter)
    left: list[Left] = field(default_factory=list)

    @property
    def answered(self) -> int:
        """How many rows got an answer."""
        return sum(self.by_precision.values())


def gazetteer_of(theatre: Theatre) -> Gazetteer:
    """Return the places of a theatre: those that come with Sijill where it is in their country, and its own table."""
    shipped = Gazetteer.load() if theatre.state == Theatre.load(_SYRIA).state else Gazetteer(())
    if theatre.places is None or not theatre.places.exists():
        return shipped
    own = shipped.joined(())
    own.ask_also(str(theatre.places), PlaceTable(theatre.places))
    return own


def geocode_table(content: bytes, mapping_text: str, out: Path, *, theatre: Theatre, name: str = "") -> Geocoded:
    """
    Write a CSV again with where its places lie behind its own columns, which stay as they were.

    The columns are told in docs/how-to/geocode-a-table.md. The file appears whole or not at all. Raises
    GeocodingRefused, EmptyTable, BrokenTable, and a kind of Unreadable.
    """
    mapping = _mapping(mapping_text)
    table = tables.read_rows(tables.table_text(content, name=name), mapping)
    header, rows = table.header, [row.cells for row in table.rows]
    if len(set(header)) < len(header):
        twice = next(one for one in header if header.count(one) > 1)
        raise GeocodingRefused(
            message("the table has two columns called {column}; give each a name of its own"), column=repr(twice)
        )
    missing = [column for column in mapping.columns.values() if column not in header]
    taken = [column.name for column in _GIVEN if column.name in header]
    if missing or taken:
        raise GeocodingRefused(
            message("the table has no column {missing}; it has: {header}")
            if missing
            else message(
                "the table has a column {taken} already; what is computed would hide it: give it another name"
            ),
            missing=repr(next(iter(missing), "")),
            taken=repr(next(iter(taken), "")),
            header=", ".join(header),
        )
    geocoder = Geocoder(gazetteer_of(theatre), _countries(theatre))
    done = Geocoded()
    columns = [*(Column(one, one) for one in header), *_GIVEN]
    write_table(columns, _answered(rows, header, mapping.columns, geocoder, done), out, TableKind.CSV)
    return done


def _mapping(text: str) -> tables.TableMapping:
    try:
        given: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise GeocodingRefused(
            message("the mapping is not TOML: {reason}; correct that line"), reason=reason
        ) from reason
    columns = given.get("columns", {})
    strange = [f"[{one}]" for one in given if one not in ("columns", "delimiter")]
    strange += [one for one in columns if one not in _COLUMNS]
    if strange or "place" not in columns:
        raise GeocodingRefused(
            message(
                "a mapping of the geocoder has [columns] with place, and perhaps id and governorate (their columns "
                'right), and delimiter = ";" where it is no comma; it cannot have: {strange}'
            ),
            strange=", ".join(strange) or "-",
        )
    named = {word: str(column) for word, column in columns.items()}
    return tables.TableMapping("place", "", named, delimiter=str(given.get("delimiter", ",")))


def _countries(theatre: Theatre) -> list[str]:
    """Return the names of countries, which tell no place in them."""
    states = [theatre.parties.get(slug) for slug in Theatre.load(WORLD).parties.slugs()]
    return [theatre.label_en, theatre.label_ar, *(name for one in states for name in one.names if one.kind == "state")]


def _answered(
    rows: Sequence[Mapping[str, str]],
    header: Sequence[str],
    columns: Mapping[str, str],
    geocoder: Geocoder,
    done: Geocoded,
) -> Iterator[list[Cell]]:
    answer = lru_cache(maxsize=65536)(geocoder.answer)  # the same words come again and again
    for number, row in enumerate(rows, 1):
        place = row[columns["place"]]
        found = answer(place, row.get(columns.get("governorate", ""), ""))
        done.rows += 1
        if found.precision is not None:
            done.by_precision[found.precision.value] += 1
        else:
            told = tuple(
                {"place": one.place.name, "kind": one.place.kind, "adm1": one.place.governorate, "why": one.why}
                for one in found.candidates
            )
            done.left.append(Left(number, row.get(columns.get("id", ""), ""), place, told))
        yield [*(_theirs(row[one]) for one in header), *_geo_cells(found)]


def _theirs(cell: str) -> Cell:
    """Return a cell of theirs; a number below nought is one, and no formula that would have to be disarmed."""
    try:
        return Decimal(cell) if cell.startswith("-") else cell
    except InvalidOperation:
        return cell


def _geo_cells(found: Whereabouts) -> list[Cell]:
    precision = found.precision.value if found.precision else None
    if found.place is None or found.point is None:
        may_be = (f"{one.place.name} ({one.place.kind}, {one.place.governorate})" for one in found.candidates)
        return [found.country or None, None, None, precision, None, None, tuple(dict.fromkeys(may_be)) or None]
    names = dict.fromkeys(one.name for one in (found.place, found.other) if one is not None)
    lat, lon = (Decimal(f"{degrees:.5f}") for degrees in found.point)
    code = None if found.other else found.place.pcode
    return [" - ".join(names), code, found.place.governorate or None, precision, lat, lon, None]
