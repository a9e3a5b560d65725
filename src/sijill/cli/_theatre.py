"""Theatres of war: ``theatre``."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from sijill.cli._output import write
from sijill.cli._verb import option, verb
from sijill.cli._voice import spoken, tell

if TYPE_CHECKING:
    from sijill.model.theatres import Theatre


@verb(
    "theatre",
    "list theatres of war, begin one, check one, or bring places into one",
    option("what", "what to do", choices=("list", "new", "check", "import")),
    option("path", "the theatre: a folder, or its file", nargs="?", metavar="THEATRE"),
    option("table", "import: GeoNames dump, OCHA P-codes or CSV of places", nargs="?", metavar="TABLE"),
    option("--extends", "new: the theatre it stands on", metavar="NAME", default="world"),
    register=None,
    example="theatre import aleppo/theatre places.csv",
)
def theatre(arguments: Namespace) -> int:
    """List, begin, check or fill theatres."""
    from pathlib import Path

    from sijill.cli._refusals import WhatArguments, message
    from sijill.model.theatres import Theatre, theatre_names
    from sijill.workspace import theatres

    named = [name for name in (arguments.path, arguments.table) if name]
    if len(named) != {"list": 0, "new": 1, "check": 1, "import": 2}[arguments.what]:
        raise WhatArguments(
            message("write it as sijill theatre list | new FOLDER | check THEATRE | import THEATRE TABLE")
        )
    paths = [Path(name) for name in named]
    match arguments.what:
        case "list":
            known = [Theatre.load(name) for name in theatre_names()]
            lines = [f"{one.name:10} {one.label_ar if spoken().is_rtl else one.label_en}" for one in known]
            write(arguments, {"theatres": [_theatre_document(one) for one in known]}, lines)
        case "new":
            file = theatres.new_theatre(paths[0], extends=arguments.extends)
            told = tell("{file} is made; fill it in, then sijill theatre check {file}", file=str(file))
            write(arguments, _theatre_document(Theatre.read(file)), [told])
        case "check":
            held = Theatre.read(paths[0])
            told = tell("{file} holds together: parties {n}", file=str(paths[0]), n=len(held.own))
            write(arguments, _theatre_document(held), [told])
        case _:
            got = theatres.import_places(*paths)
            document = {"places": got.places, "names": got.names, "left_out": got.left_out}
            told = tell("places: {places}, names: {names}, rows left out: {left_out}", **document)
            write(arguments, document, [told])
    return 0


def _theatre_document(held: Theatre) -> dict[str, object]:
    return {"name": held.name, "label_en": held.label_en, "label_ar": held.label_ar, "parties": sorted(held.own)}
