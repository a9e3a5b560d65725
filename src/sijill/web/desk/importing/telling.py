"""What an import would do, or did, as a page says it: rows as they would stand, sums, what to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from sijill.actions.tables import ErrorGroup, Imported, RowPreview, RowUnread, TableFinding
from sijill.model import NOUNS, Sensitivity, properties
from sijill.records.as_written import value_of
from sijill.values import Language, format_count, format_date, format_range, isolate, message, translate
from sijill.web.desk.importing.our_words import INCIDENT, label_of
from sijill.web.desk.value_view import format_value
from sijill.web.requests import register_of, view_of
from sijill.web.templatetags.sijill import language
from sijill.wording import not_compared_words

LOOK_AT = ("fails", "undecidable")
OF_RECORDS = "records"
LISTED = 50
"""So many rows of one kind are named; the number of all stands above them."""

LEFT_OUT = {
    "total": message("It looks like a total of other rows."),
    "note": message("It looks like a source or a note."),
    "skipped": message("The mapping leaves it out."),
}
QUESTIONS = {
    "other_person": message("Its key stood for somebody of another name before; it becomes a record of its own."),
    "rows_differ": message("Another row is known by the same and says otherwise; both stand, as rival values."),
    "same_key": message("Another row is known by the same and says nothing otherwise; they are one record."),
    "no_key": message("It has nothing by which a later release would know it again."),
    "same_words": message("A record of an earlier table says the same word for word: are they one?"),
    "unknown_incident": message("No incident of this source is known by what it names; a new one is made."),
}
KNOWN = message("A record holds its identifier already: are they one?")
KNOWN_ROW = message("Another row gives the same identifier: are they one?")


@dataclass(frozen=True, slots=True)
class RowTold:
    """One row that somebody should look at: its number, its line of the file, why, and the record that it is about."""

    row: int
    line: int
    says: str
    record: str = ""


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The first rows as they would stand: what each column is called, and for each row its place and its values."""

    headings: tuple[str, ...]
    rows: tuple[tuple[RowPreview, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CellsUnread:
    """Cells of one column that could not be read and stand as they were written."""

    column: str
    cells: int
    lines: str
    reason: str


def told_of_import(request: HttpRequest, done: Imported) -> dict[str, Any]:
    """Return what the page of an import shows; records that this reader may not know of are not named."""
    questions = list(_questions(request, done))
    left_out = [
        RowTold(one.number, one.line, translate(language(), LEFT_OUT[one.why]))
        for one in done.left_out
        if one.why in LEFT_OUT
    ]
    # How many records stand behind a published number is for those from whom no record is hidden.
    whole = len(view_of(request).levels_read) == len(Sensitivity)
    checked = [one for one in done.findings if whole or one.check != OF_RECORDS]
    return {
        "done": done,
        "first": _first_rows(request, done.first),
        "sums": sums_told(done),
        "left_out": left_out[:LISTED],
        "left_out_n": len(left_out),
        "arithmetic": [(one, _in_words(one)) for one in checked if one.verdict in LOOK_AT][:LISTED],
        "adds_up_n": sum(one.verdict not in LOOK_AT for one in checked),
        "blank_n": sum(one.why == "blank" for one in done.left_out),
        "questions": questions[:LISTED],
        "questions_n": len(questions),
        "unread": list(_unread(done)),
        "errors": [(_why(one), one.rows, ", ".join(map(str, one.lines))) for one in done.grouped_errors],
        "ignored": ("، " if language().is_rtl else ", ").join(map(isolate, done.ignored_columns)),
        "likely": _likely(request, done),
        "gone": view_of(request).opened(done.release.gone)[:LISTED] if done.release else [],
    }


def _likely(request: HttpRequest, done: Imported) -> dict[str, Any]:
    """Return how many records may be there already, and the first of them that this reader may know of, by handle."""
    told = done.likely or ()
    sides = dict.fromkeys(side for one in told for side in (one.record, one.other) if side)
    seen = {"", *view_of(request).opened(sides)}
    pairs = [one for one in told if {one.record, one.other} <= seen]
    shown = pairs[:LISTED]
    names = register_of(request).records.names([s for one in shown for s in (one.record, one.other) if s])
    return {
        "n": len({(one.record, one.row) for one in pairs}),
        "pairs": [(one, names[one.record].handle if one.record else "", names[one.other].handle) for one in shown],
        "too_many": done.likely is None,
        "not_compared": [not_compared_words(one, language()) for one in done.not_compared],
    }


def sums_told(done: Imported) -> list[tuple[str, str]]:
    """Return what the rows add up to, each number with its name."""
    sums, spoken = done.sums, language()
    ends = [format_date(day, spoken) for day in (sums.first_day, sums.last_day) if day]
    days = translate(spoken, message("{first} to {last}"), first=ends[0], last=ends[-1]) if ends else "–"
    return [
        (translate(spoken, message("Dead")), format_range(sums.dead.low, sums.dead.high, spoken)),
        (
            translate(spoken, message("Children among them")),
            format_range(sums.children.low, sums.children.high, spoken),
        ),
        (translate(spoken, message("Days")), days),
        (translate(spoken, message("Persons without a name")), format_count(sums.without_name, spoken)),
        (translate(spoken, message("Without a day")), format_count(sums.without_day, spoken)),
    ]


def _first_rows(request: HttpRequest, rows: Sequence[RowPreview]) -> FirstRows:
    words = dict.fromkeys(word for one in rows for word in _of_row(one))
    kind = rows[0].kind if rows else ""
    shown = tuple(
        (one, _may_open(request, one.record), tuple(_cell_words(kind, word, _of_row(one).get(word)) for word in words))
        for one in rows
    )
    return FirstRows(tuple(label_of(kind, word) for word in words), shown)


def _of_row(row: RowPreview) -> Mapping[str, Any]:
    return {**row.values, **{INCIDENT + name: value for name, value in row.incident.items()}}


def _cell_words(kind: str, word: str, value: Any) -> str:
    if value is None:
        return ""
    name = word.removeprefix(INCIDENT)
    card = properties(NOUNS["incident" if word.startswith(INCIDENT) else kind])[name]
    held = [value_of(card, one) for one in value] if card.prop.many else value_of(card, value)
    return format_value(name, held)


def _questions(request: HttpRequest, done: Imported) -> Iterator[RowTold]:
    for known in done.known:
        says = KNOWN if known.as_row is None else KNOWN_ROW
        yield RowTold(known.row, 0, translate(language(), says), _may_open(request, known.record))
    for one in done.questions:
        says = translate(language(), QUESTIONS[one.why.value])
        yield RowTold(one.row, one.line, says, _may_open(request, one.record))


def _may_open(request: HttpRequest, record: str) -> str:
    return record if record and view_of(request).opens(record) else ""


def _why(one: ErrorGroup | RowUnread) -> str:
    return (language().is_rtl and one.reason_ar) or one.reason


def _in_words(one: TableFinding) -> tuple[str, ...]:
    return one.says_ar if language() is Language.AR else one.says


def _unread(done: Imported) -> Iterable[CellsUnread]:
    alike: dict[tuple[str, str], list[RowUnread]] = {}
    for one in done.unread:
        alike.setdefault((one.column, one.why), []).append(one)
    for (column, _), some in alike.items():
        lines = ", ".join(str(one.line) for one in some[:3])
        yield CellsUnread(column, len(some), lines, _why(some[0]))
