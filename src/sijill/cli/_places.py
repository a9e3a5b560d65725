"""Where places lie: ``geocode`` and ``boundaries``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.cli._output import about, file_bytes, file_text, opened, write
from sijill.cli._verb import option, verb
from sijill.cli._voice import spoken, tell, word_of

if TYPE_CHECKING:
    from sijill.workspace.boundaries import ImportedBoundaries


@verb(
    "geocode",
    "write a CSV again with where its places lie, and none where two places remain",
    option("table", "the table", metavar="CSV"),
    option("--mapping", "which column is the place (and id, governorate)", metavar="TOML", required=True),
    option(
        "--theatre", "whose places: a theatre that comes with Sijill, or its folder", metavar="NAME", default="syria"
    ),
    option("--out", "the file to write", metavar="CSV", required=True),
    register=None,
    example="geocode events.csv --mapping places.toml --out events-with-places.csv",
)
def geocode(arguments: Namespace) -> int:
    """Compute where the places of a column lie."""
    from sijill.model.theatres import Theatre
    from sijill.workspace.ground.geocoding import geocode_table

    mapping, content = file_text(arguments.mapping), file_bytes(arguments.table)
    with about(arguments.table):
        done = geocode_table(
            content,
            mapping,
            Path(arguments.out),
            theatre=Theatre.named(arguments.theatre),
            name=Path(arguments.table).name,
        )
    unsure = sum(bool(one.candidates) for one in done.left)
    document = {
        "out": arguments.out,
        "rows": done.rows,
        "answered": done.answered,
        "open": unsure,
        "unknown": len(done.left) - unsure,
        "by_precision": dict(sorted(done.by_precision.items())),
        "left": [
            {"row": one.row, "id": one.id, "place": one.place, "candidates": [dict(two) for two in one.candidates]}
            for one in done.left
        ],
    }
    told = tell(
        "{answered} of {rows} rows have a place; open, since two remain or none is sure: {open}; not known: {unknown}",
        answered=done.answered,
        rows=done.rows,
        open=unsure,
        unknown=len(done.left) - unsure,
    )
    closely = (f"{word_of(word, spoken())}: {n}" for word, n in sorted(done.by_precision.items()))
    write(arguments, document, [told, *closely])
    return 0


@verb(
    "boundaries",
    "bring in the outlines of places from a dataset, and say which place each one draws",
    option("file", "GeoJSON in WGS 84; with sijill[geo] also a GeoPackage, or a shapefile in a .zip", metavar="FILE"),
    option("--dataset", "whose boundaries these are", metavar="NAME", required=True),
    option("--version", "which edition of them", dest="edition", metavar="VERSION", required=True),
    option("--valid", "when the codes were in force, in EDTF (default: what a column of dates says)", metavar="TIME"),
    option("--name-en", "the column of Latin names (default: found by its contents)", metavar="COLUMN"),
    option("--name-ar", "the column of Arabic names (default: found by its contents)", metavar="COLUMN"),
    option("--pcode", "the column of codes (default: found by its contents)", metavar="COLUMN"),
    option("--add", "make a record of each place of the gazetteer that is drawn and has none", action="store_true"),
    option("--dry-run", "match everything, record nothing", action="store_true"),
    example='boundaries aleppo quarters.geojson --dataset "OCHA COD-AB" --version 2016-09-05',
)
def boundaries(arguments: Namespace) -> int:
    """Bring in boundaries and list what they draw, and what is left."""
    from sijill.workspace.boundaries import import_boundaries

    content = file_bytes(arguments.file)
    with opened(arguments) as register, about(arguments.file):
        done = import_boundaries(
            register,
            content,
            name=Path(arguments.file).name,
            dataset=arguments.dataset,
            version=arguments.edition,
            valid=arguments.valid,
            name_en=arguments.name_en,
            name_ar=arguments.name_ar,
            pcode=arguments.pcode,
            add=arguments.add,
            dry_run=arguments.dry_run,
        )
    write(arguments, _boundaries_told(done), _boundaries_printed(done))
    return 0


def _boundaries_told(done: ImportedBoundaries) -> dict[str, Any]:
    return {
        "item": done.item,
        "features": len(done.features) + len(done.refused),
        "columns": {
            "names": list(done.columns.names),
            "pcode": done.columns.pcode,
            "parents": list(done.columns.parents),
            "notes": [tell(note, **places) for note, places in done.columns.notes],
        },
        "matched": [
            {
                "place": place.slug,
                "record": place.record,
                "feature": fit.feature.number,
                "name": fit.feature.name,
                "pcode": fit.feature.pcode,
                "why": fit.why,
            }
            for place, fit in done.matched.certain
        ],
        "left": [
            {
                "place": place.slug,
                "record": place.record,
                "candidates": [
                    {
                        "feature": one.feature.number,
                        "name": one.feature.name,
                        "pcode": one.feature.pcode,
                        "why": one.why,
                    }
                    for one in fits
                ],
            }
            for place, fits in done.matched.left
        ],
        "refused": [
            {"feature": one.number, "name": done.name_of(one), "why": tell(one.why, **one.places)}
            for one in done.refused
        ],
        "seq": done.receipt.last_seq if done.receipt else None,
    }


def _boundaries_printed(done: ImportedBoundaries) -> list[str]:
    recorded = [one for one in done.matched.certain if one[0].record]
    lines = [tell("column {column} holds the names of places", column=one) for one in done.columns.names[:1]]
    lines += [tell(note, **places) for note, places in done.columns.notes]
    lines += [
        tell(
            "feature {number} ({name}) is left out: {why}",
            number=str(one.number),
            name=done.name_of(one),
            why=tell(one.why, **one.places),
        )
        for one in done.refused
    ]
    lines.append(
        tell(
            "features: {features}; places of the register drawn: {drawn}; of the gazetteer, without a record: {others}",
            features=len(done.features),
            drawn=len(recorded),
            others=len(done.matched.certain) - len(recorded),
        )
    )
    lines += [f"  {place.slug} = {fit.feature.name} ({fit.feature.key})" for place, fit in recorded]
    for place, fits in done.matched.left:
        near = ", ".join(f"{one.feature.name} ({one.feature.key}, {_why(one.why)})" for one in fits)
        lines.append(
            "  " + tell("{place}: no feature is certain; near are: {near}", place=place.slug, near=near or "–")
        )
    return lines


def _why(why: str) -> str:
    """Return in words why a feature came near."""
    match why:
        case "code":
            return tell("the same code")
        case "name" | "gazetteer":
            return tell("the same name")
        case "sound" | "consonants":
            return tell("sounds alike")
        case "other_name":
            return tell("the same code under another name")
        case "elsewhere":
            return tell("lies elsewhere")
        case "other_kind":
            return tell("another kind of place")
        case "taken":
            return tell("fits another place as well")
    return tell("shares a word")
