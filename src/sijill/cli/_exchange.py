"""Tables of others: ``import``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill.cli._output import STANDARD_INPUT, about, file_bytes, file_text, opened, progress, write
from sijill.cli._verb import SENSITIVITIES, option, verb
from sijill.cli._voice import say, tell, tell_n
from sijill.values import message

if TYPE_CHECKING:
    from sijill.actions.tables import Imported, RowError, RowUnread
    from sijill.workspace import Register

FIRST_LINES = 3
LEFT_OUT = {
    "total": message('row {row} (line {line}) looks like a total: not taken; say totals = "keep" if it is a record'),
    "note": message(
        'row {row} (line {line}) looks like a source or a note: not taken; say totals = "keep" if it is a record'
    ),
    "skipped": message("row {row} (line {line}) is skipped, as the mapping says"),
}
MOST_ROWS = 50
"""How many refused rows are named one by one when nothing is imported."""


@verb(
    "import",
    "import a CSV table by a mapping, all rows or none",
    option("table", "the table, or - for standard input", metavar="CSV", nargs="?"),
    option("--mapping", "our word left, their column right", metavar="TOML"),
    option(
        "--sensitivity",
        "who may see the whole table (default: the team, and each column as what it fills)",
        choices=SENSITIVITIES,
    ),
    option("--dry-run", "read everything, record nothing", action="store_true"),
    option("--skip-bad-rows", "import the rows that can be read, list the others", action="store_true"),
    option("--undo", "withdraw what this import recorded", metavar="IMPORT"),
    option("--reason", "why it is undone"),
    example="import aleppo incidents.csv --mapping incidents.toml --dry-run",
)
def import_table(arguments: Namespace) -> int:
    """Import a table, try it, or undo it."""
    from sijill.actions.tables import RowsRefused
    from sijill.cli._refusals import MappingMissing

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
            _say_rows(refusal.errors[:MOST_ROWS])
            raise
    _say_rows(done.errors)
    for one in done.known:
        if one.as_row is None:
            say(
                "row {row}: record {record} holds its identifier already; decide with sijill same or sijill apart",
                row=str(one.row),
                record=one.record,
            )
        else:
            say(
                "row {row}: row {other} gives its identifier already; decide with sijill same or sijill apart",
                row=str(one.row),
                other=str(one.as_row),
            )
    write(arguments, _document(arguments, done), _lines(arguments, done))
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
    from sijill.tables import parse_mapping

    mapping = file_text(arguments.mapping)
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
            progress=progress("rows read: {done} of {of}"),
            recording=progress("entries recorded: {done} of {of}"),
        )


def _say_rows(errors: tuple[RowError, ...] | list[RowError]) -> None:
    for error in errors:
        say("row {row}: {reason}", row=str(error.row), reason=error.reason)


def _document(arguments: Namespace, done: Imported) -> dict[str, Any]:
    return {
        "import": done.append_id,
        "item": done.item,
        "rows": done.rows,
        "records": done.records,
        "statements": done.statements,
        "ignored_columns": list(done.ignored_columns),
        "errors": [{"row": error.row, "reason": error.reason} for error in done.errors],
        "kept_as_written": dict(done.kept_words),
        "unread": [
            {"row": one.row, "line": one.line, "column": one.column, "words": one.words, "reason": one.reason}
            for one in done.unread
        ],
        "left_out": [{"row": one.number, "line": one.line, "why": one.why} for one in done.left_out],
        "waits": done.waits,
        "known": [{"row": one.row, "record": one.record, "as_row": one.as_row} for one in done.known],
        "dry_run": arguments.dry_run,
        "seq": done.receipt.last_seq if done.receipt else None,
        "repeated": bool(done.receipt and done.receipt.repeated),
    }


def _lines(arguments: Namespace, done: Imported) -> list[str]:
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
    lines += [
        tell("no group is called {word}: kept as written in {rows} rows", word=repr(word), rows=rows)
        for word, rows in done.kept_words.items()
    ]
    lines += _unread(done)
    lines += _left_out(done)
    if done.ignored_columns:
        lines.append(tell("columns not taken: {columns}", columns=", ".join(done.ignored_columns)))
    return lines


def _unread(done: Imported) -> list[str]:
    """Return the words that stand in place of a value: how many for one reason, and the first lines of the file."""
    found: dict[tuple[str, str], list[RowUnread]] = {}
    for one in done.unread:
        found.setdefault((one.column, one.why), []).append(one)
    return [
        tell(
            "column {column}: {cells} not read, kept as written and not counted; line {lines}: {reason}",
            column=repr(column),
            cells=tell_n("{n} cell", "{n} cells", len(some)),
            lines=", ".join(str(one.line) for one in some[:FIRST_LINES]),
            reason=some[0].reason,
        )
        for (column, _), some in found.items()
    ]


def _left_out(done: Imported) -> list[str]:
    blank = sum(one.why == "blank" for one in done.left_out)
    lines = [tell_n("{n} blank row not taken", "{n} blank rows not taken", blank)] * bool(blank)
    for why, sentence in LEFT_OUT.items():
        some = [one for one in done.left_out if one.why == why]
        lines += [tell(sentence, row=str(one.number), line=str(one.line)) for one in some[:MOST_ROWS]]
    return lines
