"""What an import tells: sums, the first rows as they would stand, what differs from before, and what is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sijill.cli._voice import spoken, tell, tell_n
from sijill.values import Language, format_date, format_range, message, plain, translate
from sijill.wording import not_compared_words
from sijill.wording.checks import CHECKS, SIGNS, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sijill.actions.tables import (
        Imported,
        Release,
        RowError,
        RowPreview,
        RowQuestion,
        RowUnread,
        Sums,
        TableFinding,
    )

MOST_TOLD = 50
"""How many questions, changes and records that are gone are named one by one; --json names all."""

FIRST_LINES = 3

LEFT_OUT = {
    "total": message('row {row} (line {line}) looks like a total: not taken; say totals = "keep" if it is a record'),
    "note": message(
        'row {row} (line {line}) looks like a source or a note: not taken; say totals = "keep" if it is a record'
    ),
    "skipped": message("row {row} (line {line}) is skipped, as the mapping says"),
}
"""What is told of a row that is not taken, by why."""

QUESTIONS = {
    "other_person": message(
        "row {row} (line {line}): its key stood for somebody of another name, in record {record}; it became a record "
        "of its own: decide with sijill same or sijill apart"
    ),
    "rows_differ": message(
        "row {row} (line {line}): earlier rows that are known by the same say otherwise of {properties}; all of it "
        "stands as rival values"
    ),
    "same_key": message(
        "row {row} (line {line}): row {other} is known by the same and says nothing otherwise; one record"
    ),
    "no_key": message("row {row} (line {line}): it has nothing by which a later release knows it again"),
    "same_words": message(
        "row {row} (line {line}): record {record} of an earlier table says the same word for word; decide with sijill "
        "same or sijill apart"
    ),
    "unknown_incident": message(
        "row {row} (line {line}): no incident of this source that is held is called {code}; a new one is made"
    ),
}


def error_lines(errors: Sequence[RowError]) -> Iterator[str]:
    """Give the rows that cannot be read, by their reason."""
    from sijill.actions.tables import grouped

    for one in grouped(errors):
        if one.rows == 1:
            yield tell("row {row}: {reason}", row=str(one.row), reason=one.reason)
        else:
            yield tell(
                "{rows} rows, the first in lines {lines} of the file: {reason}",
                rows=one.rows,
                lines=", ".join(map(str, one.lines)),
                reason=one.reason,
            )


def question_lines(done: Imported) -> Iterator[str]:
    """Give what is asked about rows that came in, rows that may be known, and rows that are not taken."""
    for one in done.known[:MOST_TOLD]:
        if one.as_row is None:
            yield tell(
                "row {row}: record {record} holds its identifier already; decide with sijill same or sijill apart",
                row=str(one.row),
                record=one.record,
            )
        else:
            yield tell(
                "row {row}: row {other} gives its identifier already; decide with sijill same or sijill apart",
                row=str(one.row),
                other=str(one.as_row),
            )
    yield from (_question(one) for one in done.questions[:MOST_TOLD])
    more = max(len(done.known) - MOST_TOLD, 0) + max(len(done.questions) - MOST_TOLD, 0)
    if more:
        yield tell_n(
            "{n} more row is asked about; --json lists all", "{n} more rows are asked about; --json lists all", more
        )


def _question(one: RowQuestion) -> str:
    return tell(
        QUESTIONS[one.why.value],
        row=str(one.row),
        line=str(one.line),
        record=one.record,
        other=str(one.as_row),
        properties=", ".join(one.properties),
        code=repr(one.code),
    )


def likely_lines(done: Imported) -> Iterator[str]:
    """Give how many records of the table may be there already, and the first of them; nothing was merged."""
    if done.likely is None:
        yield tell("too many rows to compare on the way: sijill link REGISTER finds who may be there already")
        return
    many = len({(one.record, one.row) for one in done.likely})
    if many:
        yield tell_n(
            "{n} record may be there already from another list; nothing was merged, decide with sijill link REGISTER",
            "{n} records may be there already from another list; nothing was merged, decide with sijill link REGISTER",
            many,
        )
    for one in done.likely[:MOST_TOLD]:
        if one.row is None:
            yield tell("record {record} may be record {other}", record=one.record, other=one.other)
        else:
            yield tell("row {row} may be record {other}", row=str(one.row), other=one.other)
    yield from (plain(not_compared_words(one, spoken())) for one in done.not_compared)


def unread_lines(done: Imported) -> Iterator[str]:
    """Give the words that stand in place of a value: how many for one reason, and the first lines of the file."""
    found: dict[tuple[str, str], list[RowUnread]] = {}
    for one in done.unread:
        found.setdefault((one.column, one.why), []).append(one)
    for (column, _), some in found.items():
        yield tell(
            "column {column}: {cells} not read, kept as written and not counted; line {lines}: {reason}",
            column=repr(column),
            cells=tell_n("{n} cell", "{n} cells", len(some)),
            lines=", ".join(str(one.line) for one in some[:FIRST_LINES]),
            reason=some[0].reason,
        )


def left_out_lines(done: Imported) -> Iterator[str]:
    """Give the rows that are not taken, and why."""
    blank = sum(one.why == "blank" for one in done.left_out)
    if blank:
        yield tell_n("{n} blank row not taken", "{n} blank rows not taken", blank)
    for one in [one for one in done.left_out if one.why in LEFT_OUT][:MOST_TOLD]:
        yield tell(LEFT_OUT[one.why], row=str(one.number), line=str(one.line))


def release_lines(release: Release) -> Iterator[str]:
    """Give how a table differs from earlier ones of its source."""
    if release.is_guessed:
        yield tell(
            "taken as a later release: its rows are known by column {column}, which was guessed; write key = {column} "
            "into the mapping",
            column=repr(release.key[0]),
        )
    yield tell(
        "beside earlier tables of this source: {new} new, {changed} changed, {unchanged} unchanged, {gone} gone",
        new=release.new,
        changed=len(release.changed),
        unchanged=release.unchanged,
        gone=len(release.gone),
    )
    for one in release.changed[:MOST_TOLD]:
        yield tell(
            "row {row} (line {line}) changes {properties} of record {record}",
            row=str(one.row),
            line=str(one.line),
            properties=", ".join(one.properties),
            record=one.record,
        )
    for record in release.gone[:MOST_TOLD]:
        yield tell("record {record} is in no row any more; it stays: ask its source why", record=record)


def sum_lines(sums: Sums) -> Iterator[str]:
    """Give what the rows add up to."""
    language = spoken()
    yield tell(
        "they add up to {dead} dead; of them children: {children}; persons without a name: {unnamed}; records without "
        "a day: {undated}",
        dead=plain(format_range(sums.dead.low, sums.dead.high, language)),
        children=plain(format_range(sums.children.low, sums.children.high, language)),
        unnamed=sums.without_name,
        undated=sums.without_day,
    )
    if sums.first_day and sums.last_day:
        yield tell(
            "their days lie between {first} and {last}",
            first=plain(format_date(sums.first_day, language)),
            last=plain(format_date(sums.last_day, language)),
        )


def finding_lines(findings: Sequence[TableFinding]) -> Iterator[str]:
    """Give what the table's own totals, its release and its published numbers say: what holds as a number only."""
    language = spoken()
    look = [one for one in findings if one.verdict in ("fails", "undecidable")]
    for one in look[:MOST_TOLD]:
        check, answer = CHECKS.get(one.check, one.check), translate(language, VERDICTS[one.verdict])
        words = one.says_ar if language is Language.AR else one.says
        yield f"{SIGNS[one.verdict]} {plain(answer)}: {plain(translate(language, check))}"
        yield from (f"   {plain(line)}" for line in words)
    if len(look) > MOST_TOLD:
        yield tell_n(
            "{n} more sum to look at; --json lists all",
            "{n} more sums to look at; --json lists all",
            len(look) - MOST_TOLD,
        )
    if holding := len(findings) - len(look):
        yield tell_n("{n} sum of the table adds up", "{n} sums of the table add up", holding)


def first_rows(rows: Sequence[RowPreview]) -> Iterator[str]:
    """Give the first rows as they would stand."""
    for one in rows:
        shared = {f"incident.{name}": value for name, value in one.incident.items()}
        values = "; ".join(f"{name} = {_short(value)}" for name, value in {**one.values, **shared}.items())
        yield tell("row {row} (line {line}): {values}", row=str(one.row), line=str(one.line), values=values)


def _short(value: Any) -> str:
    if isinstance(value, dict) and ("low" in value or "high" in value):
        return plain(format_range(value.get("low"), value.get("high"), spoken()))
    if isinstance(value, dict):
        return str(value["text"]) if "text" in value else " ".join(map(_short, value.values()))
    if isinstance(value, list):
        return ", ".join(map(_short, value))
    return str(value)
