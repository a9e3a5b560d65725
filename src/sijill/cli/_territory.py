"""Who held what: ``control at``, ``control history``, ``control share``."""

from __future__ import annotations

from argparse import Namespace

from sijill.cli._output import opened, write
from sijill.cli._verb import AS_OF, SPEECH, option, verb
from sijill.cli._voice import spoken


@verb(
    "control",
    "who held which place on a day, how that changed, and who holds how much of an area",
    option(
        "what",
        "at: all places on a day; history: one place; share: parts of an area",
        choices=("at", "history", "share"),
    ),
    option("register", "a register", metavar="REGISTER"),
    option("asked", "a day or moment, or for history a place by any of its names", metavar="DAY-OR-PLACE"),
    option("--of", "share: the area of which shares are told", metavar="NAME"),
    AS_OF,
    SPEECH,
    register=None,
    example="control at aleppo 2016-12-06",
)
def control(arguments: Namespace) -> int:
    """Tell states of places, the history of one, or shares of an area."""
    from sijill.cli._refusals import WhatArguments, message
    from sijill.cli._territory_lines import at_lines, history_lines, share_lines
    from sijill.values import Language

    if (arguments.what == "share") != bool(arguments.of):
        raise WhatArguments(
            message(
                "write it as sijill control at REGISTER DAY | history REGISTER PLACE | share REGISTER DAY --of NAME"
            )
        )
    language = Language(arguments.language or spoken())
    with opened(arguments) as register:
        ground = register.territory
        match arguments.what:
            case "at":
                found = ground.at(arguments.asked, as_of=arguments.as_of)
                lines = at_lines(found, language)
            case "history":
                found = ground.history(arguments.asked, as_of=arguments.as_of)
                lines = history_lines(found, language)
            case _:
                found = ground.share(arguments.asked, arguments.of, as_of=arguments.as_of)
                lines = share_lines(found, language)
        write(arguments, found, lines)
    return 0
