"""Mappings of tables: ``mapping``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from sijill.cli._output import about, file_bytes, write
from sijill.cli._verb import option, verb
from sijill.cli._voice import spoken, tell


@verb(
    "mapping",
    "draft a mapping for a table, or list those that come with Sijill",
    option("what", "what to do", choices=("guess", "list")),
    option("table", "guess: the table (.csv, .xlsx, .ods)", nargs="?", metavar="TABLE"),
    option("--kind", "guess: what its rows are", choices=("victim", "incident"), default=""),
    option("--out", "guess: the file to write, else it is printed", metavar="TOML"),
    register=None,
    example="mapping guess list.xlsx --out list.toml",
)
def mapping(arguments: Namespace) -> int:
    """Draft a mapping, or list them."""
    from sijill.cli._refusals import WhatArguments, message
    from sijill.tables import shipped_mappings
    from sijill.workspace.mappings import guess_mapping

    if (arguments.what == "guess") != bool(arguments.table):
        raise WhatArguments(message("write it as sijill mapping list, or sijill mapping guess TABLE"))
    if arguments.what == "list":
        names = list(shipped_mappings())
        write(arguments, {"mappings": names}, names)
        return 0
    content = file_bytes(arguments.table)
    with about(arguments.table):
        name = Path(arguments.table).name
        draft = guess_mapping(content, name=name, kind=arguments.kind, language=spoken())
    lines = draft.splitlines()
    if arguments.out:
        Path(arguments.out).write_text(draft, "utf-8")
        lines = [tell("{file} is written; read it, then try it with sijill import --dry-run", file=arguments.out)]
    write(arguments, {"mapping": draft, "file": arguments.out}, lines)
    return 0
