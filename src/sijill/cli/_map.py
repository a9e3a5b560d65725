"""Who held what on a day, drawn: ``map``."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime
from pathlib import Path

from sijill.cli._output import opened, write
from sijill.cli._refusals import MapForm, message
from sijill.cli._verb import AS_OF, LANGUAGES, option, verb
from sijill.cli._voice import spoken, tell


@verb(
    "map",
    "draw who held what on a day, as a picture or as a page with its table",
    option("--date", "the day: 2016-12-06", metavar="DAY", required=True),
    option("--out", "the file to write: map.svg or map.html", metavar="FILE", required=True),
    AS_OF,
    option("--language", "of its names and words", choices=LANGUAGES),
    option(
        "--audience",
        "who will see it; what is fresh is kept from the public",
        choices=("public", "team"),
        default="team",
    ),
    example="map aleppo --date 2016-12-06 --out map.svg --language ar",
)
def draw_map(arguments: Namespace) -> int:
    """Draw the map and write it."""
    from sijill.model import Sensitivity
    from sijill.values import Language
    from sijill.workspace.ground_maps import ground_map, map_file

    out = Path(arguments.out)
    if out.suffix not in (".svg", ".html"):
        raise MapForm(message("{file} is neither a .svg nor a .html file; name the map so"), file=out)
    with opened(arguments) as register:
        day = register.territory.day(arguments.date)
        drawn = ground_map(
            register,
            day.date() if isinstance(day, datetime) else day,
            Language(arguments.language or spoken()),
            audience=Sensitivity(arguments.audience),
            as_of=arguments.as_of,
        )
    out.write_bytes(map_file(drawn, out.suffix))
    document = {"written": str(out), "date": arguments.date, "places": drawn.shown, "unplaced": drawn.unplaced}
    lines = [str(out)]
    if drawn.unplaced:
        lines.append(tell("not on the map, since no point of theirs is known: {n}", n=str(drawn.unplaced)))
    write(arguments, document, lines)
    return 0
