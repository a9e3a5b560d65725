"""Theatres as files: a new one to fill in, and tables of places brought into one."""

from __future__ import annotations

import csv
import heapq
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from sijill.adapters.files import PlaceTable, name_key
from sijill.language import Gazetteer
from sijill.model.parties import Parties
from sijill.model.theatres import FILE, Theatre
from sijill.values import SijillError, message

PLACE_TABLE = "places.tsv"
SORTED_AT_ONCE = 100_000  # names sorted in memory; more go through files beside the table
_GEONAMES = 19  # columns of a dump of geonames.org, which has no header
_PLACE_KINDS = {
    "ADM1": "governorate",
    "ADM2": "district",
    "ADM3": "subdistrict",
    "PPLA": "city",
    "PPLC": "city",
    "PPLX": "quarter",
}
_LEVEL = re.compile(r"adm(?:in)?(\d)_?(?:name)?_?(en|ar|pcode)")
_COLUMNS = {
    "name_en": ("name_en", "name", "english"),
    "name_ar": ("name_ar", "arabic"),
    "kind": ("kind", "type"),
    "admin": ("admin", "province", "governorate"),
    "lat": ("lat", "latitude", "latitude_y", "y_coord", "y", "center_lat"),
    "lon": ("lon", "long", "longitude", "longitude_x", "x_coord", "x", "center_lon"),
    "pcode": ("pcode", "p_code"),
}
_Row = tuple[Sequence[str], str, str, str, str, str]  # names, kind, province, latitude, longitude, P-code
_LATIN, _ARABIC = re.compile(r"[A-Za-z]"), re.compile(r"[\u0621-\u064a]")


class NoPlaces(SijillError):
    """A table in which no column tells of places, or no row of one."""


class TheatreExists(SijillError):
    """A new theatre where there is one."""


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows gave places, how many names they have, and how many rows were left out."""

    places: int
    names: int
    left_out: int


def new_theatre(folder: Path, *, extends: str = "world") -> Path:
    """Write a theatre to fill in and return its file. Raises TheatreExists, UnknownTheatre."""
    Theatre.load(extends)
    file = folder / FILE
    if file.exists():
        raise TheatreExists(message("{file} is there already; fill it in, or choose another folder"), file=str(file))
    folder.mkdir(parents=True, exist_ok=True)
    name = folder.resolve().name
    file.write_text(_NEW.format(name=name.replace('"', ""), extends=extends), encoding="utf-8")
    return file


def import_places(theatre: Path, table: Path) -> Imported:
    """
    Bring a table of places into a theatre's folder: a GeoNames dump, OCHA P-codes, or columns of ours as CSV.

    It takes the place of the table before. Memory stays bounded, whatever the length. Raises TheatreBroken, NoPlaces.
    """
    Theatre.read(theatre)
    folder = theatre if theatre.is_dir() else theatre.parent
    counted = [0, 0, 0]
    making = folder / f"{PLACE_TABLE}.part"
    try:
        with making.open("w", encoding="utf-8", newline="\n") as out:
            for line, _ in itertools.groupby(_sorted(_place_lines(table, counted))):
                out.write(line)
                counted[1] += 1
        if not counted[1]:
            raise NoPlaces(
                message(
                    "no place was read from {table}; it needs the columns name_en or name_ar, lat and lon (UTF-8 CSV)"
                ),
                table=str(table),
            )
        making.replace(folder / PLACE_TABLE)
    finally:
        making.unlink(missing_ok=True)
    return Imported(*counted)


def let_take_part(theatre: Theatre) -> None:
    """Let a theatre's own parties and places take part in this process, beside those that come with Sijill."""
    Parties.take_in(theatre.parties.get(slug) for slug in theatre.own)
    if theatre.places is not None and theatre.places.exists():
        Gazetteer.load().ask_also(str(theatre.places), PlaceTable(theatre.places))


def _place_lines(table: Path, counted: list[int]) -> Iterator[str]:
    """Yield the lines of the table of places: one for each name of each place."""
    for names, kind, admin, lat, lon, pcode in _rows_of(table):
        written = [" ".join(name.split()) for name in dict.fromkeys(names) if name.strip()]
        if not written or not (_is_degree(lat, 90) and _is_degree(lon, 180)):
            counted[2] += 1
            continue
        counted[0] += 1
        main = [next((name for name in written if script.search(name)), "") for script in (_LATIN, _ARABIC)]
        rest = "\t".join(" ".join(cell.split()) for cell in (*main, kind, admin, lat, lon, pcode))
        yield from (f"{name_key(name)}\t{rest}\n" for name in written)


def _rows_of(table: Path) -> Iterator[_Row]:
    try:
        with table.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            if first.count("\t") == _GEONAMES - 1:
                regions = _regions_of_geonames(file)
                file.seek(0)
                for line in file:
                    yield _of_geonames(line.rstrip("\n").split("\t"), regions)
            else:
                lines = csv.reader(file, delimiter=max(",;\t", key=first.count))
                columns = _columns(next(lines, []))
                for cells in lines:
                    yield _of_columns(dict(zip(columns, cells, strict=False)))
    except (OSError, UnicodeDecodeError, csv.Error) as reason:
        raise NoPlaces(
            message("{table} cannot be read as a table of places: {reason}"), table=str(table), reason=reason
        ) from reason


def _regions_of_geonames(lines: Iterable[str]) -> dict[tuple[str, str], str]:
    """Return the names of the first divisions by country and code: the rows of places hold only the code."""
    cells = (line.split("\t") for line in lines if "\tADM1\t" in line)
    return {(one[8], one[10]): one[1] for one in cells if len(one) > 10}


def _of_geonames(cells: Sequence[str], regions: Mapping[tuple[str, str], str]) -> _Row:
    cells = (*cells, *[""] * _GEONAMES)
    _, name, plain, others, lat, lon, sort, code = cells[:8]
    names = (name, plain, *others.split(",")) if sort in ("P", "A") else ()
    known = [one for one in names if _LATIN.search(one) or _ARABIC.search(one)]
    return (
        known,
        _PLACE_KINDS.get(code, "village" if sort == "P" else "area"),
        regions.get((cells[8], cells[10]), ""),
        lat,
        lon,
        "",
    )


def _of_columns(cells: Mapping[str, str]) -> _Row:
    names = [cells.get(name, "") for name in ("name_en", "name_ar")]
    return names, *(cells.get(name, "") for name in ("kind", "admin", "lat", "lon", "pcode"))  # type: ignore[return-value]


def _columns(header: Sequence[str]) -> list[str]:
    """Return our names of a header's columns; the deepest level of P-codes is the place, the first the province."""
    plain = [name.strip().lower().replace(" ", "_") for name in header]
    levels = {at: found for at, name in enumerate(plain) if (found := _LEVEL.fullmatch(name))}
    deepest = max((found[1] for found in levels.values()), default="")
    known = {word: name for name, words in _COLUMNS.items() for word in words}
    for at, found in levels.items():
        if found[1] == deepest:
            plain[at] = "pcode" if found[2] == "pcode" else f"name_{found[2]}"
        elif (found[1], found[2]) == ("1", "en"):
            plain[at] = "admin"
    return [known.get(name, name) for name in plain]


def _is_degree(text: str, most: int) -> bool:
    try:
        return abs(float(text)) <= most
    except ValueError:
        return False


def _sorted(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines in the order of their bytes; more than fit into memory are sorted in pieces on the disk."""
    with ExitStack() as pieces:
        files = []
        while some := sorted(itertools.islice(lines, SORTED_AT_ONCE), key=str.encode):
            file = pieces.enter_context(TemporaryFile("w+", encoding="utf-8", newline="\n"))
            file.writelines(some)
            file.seek(0)
            files.append(file)
        yield from heapq.merge(*files, key=str.encode)


_NEW = """# A theatre of war: who fights there, what they are called, what tells of it (docs/reference/theatre-file.md)

name = "{name}"
label_en = "{name}"
label_ar = "{name}"
extends = "{extends}"

# Names that tell that a text speaks of this war, beside the parties' own: the country, its cities, in both scripts.
cues = []

# One block a party. Generic words ("the army", المعارضة) mean it only where a text speaks of this war.
# [parties.river_front]
# kind = "armed_group"
# label_en = "River Front"
# label_ar = "جبهة النهر"
# aliases_en = ["the RF"]
# generic_en = ["the rebels"]
"""
