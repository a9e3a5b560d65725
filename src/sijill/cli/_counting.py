"""Figures as documents and lines: ``toll`` and ``trace``."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sijill.cli._output import opened, settings, table, write
from sijill.cli._voice import spoken, word_of
from sijill.tolls.axes import axis_label
from sijill.values import Language, format_best, format_date, message, plain, translate
from sijill.wording import note_line
from sijill.wording.outcomes import MEASURE_HEADS
from sijill.workspace.documents import (
    called,
    day_by_clock,
    less_in_words,
    place_of,
    toll_document,
    trace_document,
    uncounted_document,
)

if TYPE_CHECKING:
    from sijill.model import Clock
    from sijill.model.figures import Figure, Toll, TollRow
    from sijill.records import Ground, TracedStatement
    from sijill.tolls import Question, Trace, TracedPart


COLUMNS = {"children": message("Children"), "women": message("Women"), "unknown": message("Not broken down")}


def count_toll(arguments: Namespace) -> int:
    """Count, and print the table; with --list print the records beside it."""
    if arguments.list and not arguments.json:
        from sijill.cli._readings import answer

        return answer(arguments, "uncounted")
    language = Language(arguments.language or spoken())
    with opened(arguments) as register:
        if arguments.list:
            question, listed = register.counts.uncounted(arguments.list, arguments.period, **_question(arguments))
            register.keeping.looked_at([one.record for one in listed])
            write(arguments, uncounted_document(question, listed), ())
            return 0
        question, found = register.counts.toll(arguments.period, by=arguments.by, **_question(arguments))
        found = replace(found, notes=(*found.notes, *register.links.notes(question, None)))
        recorded = register.recorded_at(question.seq)
    write(arguments, toll_document(question, found, as_of=recorded), toll_lines(question, found, language))
    return 0


def _question(arguments: Namespace) -> dict[str, Any]:
    return {
        "clock": arguments.clock,
        "place_basis": arguments.place,
        "methodology": arguments.methodology,
        "as_of": arguments.as_of,
        "measure": arguments.measure,
        "cell": {str(k): str(v) for k, v in settings(arguments.cell).items()},
    }


def record_line(handle: str, noun: Any, number: str, clock: Clock, language: Language) -> str:
    """Return a record on one line: handle, title or name (else its kind), day, place, number."""
    day = day_by_clock(noun, clock)
    cells = (
        handle,
        called(noun) or word_of(type(noun).__name__.lower(), language),
        "–" if day is None else plain(format_date(day, language)),
        place_of(noun) or "–",
        number or "–",
    )
    return " · ".join(cells)


def toll_lines(question: Question, found: Toll, language: Language) -> Iterator[str]:
    """Give a toll as lines: a table, then its definition."""
    head = [
        axis_label(found.axis)[language.value],
        translate(language, MEASURE_HEADS[question.measure]),
        *(translate(language, words) for words in COLUMNS.values()),
    ]
    rows = [line for row in (*found.rows, found.total) for line in _rows(row, language, 0)]
    yield from table(rows, head=head, numbers=frozenset({1, 2, 3, 4}))
    yield ""
    defined = (question.measure, question.window.text, question.clock, question.place_basis, question.rules.name)
    yield " · ".join((*defined, f"#{question.seq}"))
    yield from (plain(note_line(note, language, question.rules)) for note in found.notes)
    yield f"{found.total.figure.id}"


def _rows(row: TollRow, language: Language, depth: int) -> Iterator[list[str]]:
    yield [
        "  " * depth + row.label[language.value],
        number(row.figure, language),
        *(number(row.groups[name], language) if name in row.groups else "" for name in COLUMNS),
    ]
    for part in row.parts:
        yield from _rows(part, language, depth + 1)


def number(figure: Figure, language: Language) -> str:
    """Return a figure for a terminal: best, with its range where low and high differ; a dash for what nobody stated."""
    if figure.unstated:
        return "–"
    return plain(format_best(figure.low, figure.best, figure.high, language))


def trace_figure(arguments: Namespace) -> int:
    """Walk back from a figure to the words."""
    with opened(arguments) as register:
        found = register.counts.trace(arguments.figure)
    write(arguments, trace_document(found), trace_lines(found, Language(arguments.language or spoken())))
    return 0


def trace_lines(found: Trace, language: Language = Language.EN) -> Iterator[str]:
    """Give a trace as an indented walk: figure, record, rule, value, words, item."""
    figure = found.figure
    yield f"{figure.best}  {figure.id}"
    for part in found.parts:
        yield from _part_lines(part, language)


def _part_lines(part: TracedPart, language: Language) -> Iterator[str]:
    adds = f"{part.part.best}  {word_of(part.part.record_kind, language)} {part.part.record}"
    rules = ", ".join(dict.fromkeys(why.rule for why in part.assessment.why))
    yield f"  {adds}"
    if less := less_in_words(part.part.taken_out, language, alive=part.alive, elsewhere=part.elsewhere):
        yield "     " + plain(less)
    step = word_of(part.assessment.verification.value, language)
    yield "     " + _told(language, message("counted by {rules}; {step}"), rules=rules, step=step)
    yield from _statement_lines(part.statements, language)
    for person in part.people:
        yield "     " + _told(language, message("person {person}"), person=person.record)
        yield from _statement_lines(person.statements, language)


def _statement_lines(statements: Sequence[TracedStatement], language: Language) -> Iterator[str]:
    for one in statements:
        accepted = _told(
            language,
            message("accepted by {person}, {day}, entry {entry}"),
            person=one.accepted_by,
            day=one.accepted_at[:10],
            entry=str(one.seq),
        )
        yield f"     {one.statement.property} = {_short(one.statement.value)}  {accepted}"
        for ground in one.grounds:
            yield from _ground_lines(ground, one.accepted_by, language)
        if reason := one.statement.typed_reason():
            yield "        " + _told(language, message("reason: {reason}"), reason=" ".join(reason.split()))


def _ground_lines(ground: Ground, accepted_by: str, language: Language) -> Iterator[str]:
    if ground.item is None:
        decided = _told(language, message("decided by {person}"), person=ground.by or accepted_by)
        yield f"        {decided}"
        return
    item = f"{ground.item.title or ground.item.original_name or ''} ({ground.item.source})"
    fingerprint = f"SHA-256 {ground.item.id[:16]}"
    if ground.claim is None:
        row = _told(
            language,
            message("row {row} of sheet {sheet} of {item}, {fingerprint}")
            if ground.sheet
            else message("row {row} of {item}, {fingerprint}"),
            row=str(ground.row),
            sheet=ground.sheet,
            item=item,
            fingerprint=fingerprint,
        )
        yield f"        {row}"
        return
    anchor = ground.claim.anchor
    span = f"{anchor.start}-{anchor.end}"
    yield f"        “{' '.join(anchor.exact.split())}”"
    if anchor.page:
        message_en = message("at {span}, page {page}, of {item}, {fingerprint}")
        at = _told(language, message_en, span=span, page=str(anchor.page), item=item, fingerprint=fingerprint)
    else:
        at = _told(
            language, message("at {span} of {item}, {fingerprint}"), span=span, item=item, fingerprint=fingerprint
        )
    yield f"        {at}"
    if ground.repeats is not None:
        repeated = message("repeats SHA-256 {fingerprint}: one origin with it")
        yield "        " + _told(language, repeated, fingerprint=ground.repeats[:16])


def _told(language: Language, message_en: str, **places: str | int) -> str:
    """Return a message without the marks of direction that a terminal would print as boxes."""
    return plain(translate(language, message_en, **places))


def _short(value: Any) -> str:
    if isinstance(value, dict):
        if "low" in value or "high" in value:
            low, high = value.get("low"), value.get("high")
            return (
                str(low)
                if low == high
                else f"{low if low is not None else '..'} to {high if high is not None else '..'}"
            )
        return ", ".join(
            f"{key} {one if not isinstance(one, list) else ' and '.join(map(str, one))}" for key, one in value.items()
        )
    return str(value)
