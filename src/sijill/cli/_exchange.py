"""Tables of others: ``import``; and ours for others: ``export``."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.cli._output import STANDARD_INPUT, about, file_bytes, file_text, opened, progress, write
from sijill.cli._verb import AS_OF, PERIOD, SENSITIVITIES, option, verb
from sijill.cli._voice import tell, tell_n

if TYPE_CHECKING:
    from sijill.actions.tables import Imported
    from sijill.workspace import Register


@verb(
    "import",
    "import a table by a mapping, all rows or none",
    option("table", "the table (.csv, .xlsx, .ods), or - for standard input", metavar="TABLE", nargs="?"),
    option("--mapping", "our word left, their column right; or the name of one that comes with Sijill", metavar="TOML"),
    option(
        "--sensitivity",
        "who may see the whole table (default: the team, and each column as what it fills)",
        choices=SENSITIVITIES,
    ),
    option("--dry-run", "read everything, record nothing", action="store_true"),
    option("--skip-bad-rows", "import the rows that can be read, list the others", action="store_true"),
    option("--as-update", "add only what a table that is held does not say", action="store_true"),
    option("--undo", "withdraw what this import recorded", metavar="IMPORT"),
    option("--reason", "why it is undone"),
    example="import aleppo incidents.csv --mapping incidents.toml --dry-run",
)
def import_table(arguments: Namespace) -> int:
    """Import a table, try it, or undo it."""
    from sijill.actions.tables import RowsRefused
    from sijill.cli._import_told import error_lines, question_lines
    from sijill.cli._refusals import MappingMissing, message

    with opened(arguments) as register:
        if arguments.undo:
            return _undo(register, arguments)
        if not arguments.table or not arguments.mapping:
            raise MappingMissing(
                message("name the table and its mapping: sijill import REGISTER TABLE.csv --mapping MAPPING.toml")
            )
        try:
            done = _import(register, arguments)
        except RowsRefused as refusal:
            _say(error_lines(refusal.errors))
            raise
    _say(error_lines(done.errors))
    _say(question_lines(done))
    write(arguments, _document(arguments, done), _lines(arguments, done))
    # Whoever tries a mapping in a script learns there that some rows fail it.
    return 1 if arguments.dry_run and done.errors and not arguments.skip_bad_rows else 0


EXPORT_FORMATS = ("ged", "acled", "hxl", "sdg", "geojson", "ftm", "prov", "csv", "parquet")
"""The formats of an export, written out so that the grammar imports nothing heavy; a test holds them to the files."""
AUDIENCES = ("public", "partner", "internal")


@verb(
    "export",
    "take the register out in a format of the field; what it cannot hold is listed beside it",
    option("--format", "as what", required=True, choices=EXPORT_FORMATS),
    option("--audience", "who will have it; a partner sees what the public may", default="public", choices=AUDIENCES),
    option("--out", "a new folder", required=True, metavar="DIR"),
    PERIOD,
    option("--methodology", "snhr, or snhr@1 to pin a version"),
    AS_OF,
    example="export aleppo --format hxl --audience public --out aleppo-hxl",
)
def export(arguments: Namespace) -> int:
    """Write an export into a new folder."""
    with opened(arguments) as register:
        done = register.exchange.export(
            arguments.format,
            Path(arguments.out),
            audience=arguments.audience,
            period=arguments.period,
            methodology=arguments.methodology,
            as_of=arguments.as_of,
        )
    document = {
        "files": [str(one) for one in done.files],
        "rows": dict(done.rows),
        "excluded": dict(done.excluded),
        "seq": done.seq,
        "head": done.head,
    }
    lines = [str(one) for one in done.files]
    if left_out := sum(done.excluded.values()):
        lines.append(
            tell_n(
                "{n} thing the format could not hold: excluded.csv says what and why",
                "{n} things the format could not hold: excluded.csv says what and why",
                left_out,
            )
        )
    write(arguments, document, lines)
    return 0


def _undo(register: Register, arguments: Namespace) -> int:
    receipt = register.exchange.undo_import(arguments.undo, reason=arguments.reason or "import undone")
    gone = sum(
        1 for _ in register.records.entries(kind="retraction", after=receipt.first_seq - 1, upto=receipt.last_seq)
    )
    document = {"undone": arguments.undo, "withdrawn": gone, "seq": receipt.last_seq}
    write(arguments, document, [tell_n("{n} value withdrawn", "{n} values withdrawn", gone)])
    return 0


def _import(register: Register, arguments: Namespace) -> Imported:
    from sijill.model import Sensitivity
    from sijill.tables import parse_mapping, shipped_mapping

    # A file of that name goes before a mapping that comes with Sijill.
    shipped = None if Path(arguments.mapping).exists() else shipped_mapping(arguments.mapping)
    mapping = shipped or file_text(arguments.mapping)
    with about(arguments.mapping):
        parse_mapping(mapping)
    content = file_bytes(arguments.table)
    with about(arguments.table):
        return register.exchange.import_table(
            content,
            mapping,
            name="standard input" if arguments.table == STANDARD_INPUT else Path(arguments.table).name,
            sensitivity=Sensitivity(arguments.sensitivity) if arguments.sensitivity else None,
            dry_run=arguments.dry_run,
            skip_bad_rows=arguments.skip_bad_rows,
            as_update=arguments.as_update,
            progress=progress("rows read: {done} of {of}"),
            recording=progress("entries recorded: {done} of {of}"),
        )


def _say(lines: Iterable[str]) -> None:
    from sijill.values.visible import visible

    for line in lines:
        sys.stderr.write(visible(line) + "\n")


def _document(arguments: Namespace, done: Imported) -> dict[str, Any]:
    return {
        "import": done.append_id,
        "item": done.item,
        "rows": done.rows,
        "records": done.records,
        "statements": done.statements,
        "ignored_columns": list(done.ignored_columns),
        "errors": [{"row": error.row, "line": error.line, "reason": error.reason} for error in done.errors],
        "kept_as_written": dict(done.kept_words),
        "waits": done.waits,
        "known": [{"row": one.row, "record": one.record, "as_row": one.as_row} for one in done.known],
        "unread": [
            {"row": one.row, "line": one.line, "column": one.column, "words": one.words, "reason": one.reason}
            for one in done.unread
        ],
        "left_out": [{"row": one.number, "line": one.line, "why": one.why} for one in done.left_out],
        "questions": [_told_of(one) for one in done.questions],
        "release": None if done.release is None else _told_of(done.release),
        "likely": None if done.likely is None else [_told_of(one) for one in done.likely],
        "not_compared": [_told_of(one) for one in done.not_compared],
        "sums": _told_of(done.sums),
        "first": [_told_of(one) for one in done.first],
        "findings": [_told_of(one) for one in done.findings],
        "dry_run": arguments.dry_run,
        "seq": done.receipt.last_seq if done.receipt else None,
        "repeated": bool(done.receipt and done.receipt.repeated),
    }


def _told_of(one: Any) -> Any:
    """Return the JSON form of what an import tells, with all its keys."""
    from sijill.model import to_json

    return {part.name: to_json(getattr(one, part.name)) for part in fields(one)}


def _lines(arguments: Namespace, done: Imported) -> list[str]:
    from sijill.cli._import_told import (
        finding_lines,
        first_rows,
        left_out_lines,
        likely_lines,
        release_lines,
        sum_lines,
        unread_lines,
    )

    places: dict[str, Any] = {
        "records": done.records,
        "rows": done.rows,
        "values": done.statements,
        "name": done.append_id,
    }
    if done.receipt and done.receipt.repeated:
        lines = [tell("imported before in entry {entry}; nothing changed", entry=str(done.receipt.last_seq))]
    elif arguments.dry_run:
        lines = [tell("{records} of {rows} rows would be imported, {values} values", **places)]
        lines += [tell("they would wait for a second person")] * done.waits
    elif done.waits:
        lines = [tell("{records} of {rows} rows wait for a second person: sijill confirm REGISTER {name}", **places)]
    else:
        lines = [tell("{records} of {rows} rows imported, {values} values; undo: --undo {name}", **places)]
    lines += likely_lines(done)
    lines += [
        tell("no group is called {word}: kept as written in {rows} rows", word=repr(word), rows=rows)
        for word, rows in done.kept_words.items()
    ]
    lines += [*unread_lines(done), *left_out_lines(done)]
    if done.ignored_columns:
        lines.append(tell("columns not taken: {columns}", columns=", ".join(done.ignored_columns)))
    if done.release is not None:
        lines += release_lines(done.release)
    if done.records:
        lines += sum_lines(done.sums)
    lines += finding_lines(done.findings)
    if arguments.dry_run:
        lines += first_rows(done.first)
    return lines
