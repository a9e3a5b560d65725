"""
How often the geocoder answers, in the right governorate, and how far its points lie, by precision.

    python bench/geocoder.py [--shared ../shared] [--table FILE --place COLUMN --governorate COLUMN --lat C --lon C]

Without a table it reads two archives of the shared folder: events whose ``where_coordinates`` names a place (the
governorate is known), and incidents whose place is named in English and in Arabic (only the point is known: near is
within 30 km, for a governorate or district within 150 km). A table of the same form in any folder is measured alike.
Only the words of the place are given to the geocoder.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

from sijill.language import Gazetteer
from sijill.language._gazetteer import kilometres
from sijill.language.geocoding import Geocoder

SHARED = Path(__file__).parents[1].parent / "shared"
SETS = (
    ("data/ucdp_ged_syria/ged_syria_2016_2017.csv", "where_coordinates", "adm_1", "latitude", "longitude"),
    ("data/airwars_syria/incidents.csv", "place_en", "", "lat", "lon"),
    ("data/airwars_syria/incidents.csv", "place_ar", "", "lat", "lon"),
)
WIDE = ("governorate", "district")


class Row(NamedTuple):
    """What is said of a place, and where others put it."""

    place: str
    governorate: str
    lat: float
    lon: float


def rows(path: Path, place: str, governorate: str, lat: str, lon: str) -> Iterator[Row]:
    """Yield the rows of a table that have a place and a point."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row[place] and row[lat]:
                yield Row(row[place], row.get(governorate) or "", float(row[lat]), float(row[lon]))


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--table", type=Path)
    for name in ("place", "governorate", "lat", "lon"):
        parser.add_argument(f"--{name}", default="")
    given = parser.parse_args()
    sets = [(given.table, given.place, given.governorate, given.lat, given.lon)] if given.table else SETS
    for file, *columns in sets:
        path = file if given.table else given.shared / file
        if not path.is_file():
            print(f"{path} is absent: not measured")
            continue
        measure(f"{path.name}, {columns[0]}", rows(path, *columns))


def measure(title: str, some: Iterator[Row]) -> None:
    """Print how one set fares."""
    gazetteer = Gazetteer.load()
    geocoder = Geocoder(gazetteer, ("Syria", "سوريا"))
    regions = {place.governorate for place in gazetteer.places}
    asked = answered = told = right = near = open_ones = countries = 0
    away: dict[str, list[float]] = defaultdict(list)
    known: dict[str, str] = {}
    for row in some:
        asked += 1
        found = geocoder.answer(row.place)
        countries += bool(found.country)
        open_ones += found.place is None and bool(found.candidates)
        if found.place is None or found.point is None or found.precision is None:
            continue
        answered += 1
        if row.governorate:
            told += 1
            name = row.governorate.removesuffix(" Governorate")
            if name not in known:
                meant = [one.governorate for one in gazetteer.resolve(name) if one.kind == "governorate"]
                known[name] = next(iter(meant), name if name in regions else "?")
            right += known[name] == found.place.governorate
        here, there = (SimpleNamespace(lat=lat, lon=lon) for lat, lon in (found.point, (row.lat, row.lon)))
        away[found.precision.value].append(kilometres(here, there))  # type: ignore[arg-type]
        near += away[found.precision.value][-1] <= (150 if found.precision.value in WIDE else 30)
    print(
        f"{title}: {asked} rows, answered {answered / asked:.1%}, open {open_ones / asked:.1%}, a country {countries}"
    )
    print(f"  governorate right {right / told:.2%} of {told}" if told else "  governorate not told", end="; ")
    print(f"near {near / answered:.1%}")
    for precision, far in sorted(away.items()):
        far.sort()
        middle, most = far[len(far) // 2], far[int(len(far) * 0.9)]
        print(f"  {precision:12} {len(far):6} median {middle:6.1f} km, nine tenths {most:6.1f}")


if __name__ == "__main__":
    main()
