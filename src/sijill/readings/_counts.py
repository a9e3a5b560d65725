"""Readings of what is counted: a toll, the records beside it, the records under a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sijill.model import Clock, PlaceBasis
from sijill.model.figures import Definition
from sijill.model.outcomes import OUTCOMES
from sijill.readings._arguments import Argument, Choice, Moment, Window
from sijill.readings._columns import RECORD_LINE, Bilingual, Code, Column, Labelled, Range
from sijill.readings._declare import reading
from sijill.readings._table import Answer, Note, Row
from sijill.values import Language, SijillError, message, translate

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.workspace import Register


COUNTED_KINDS = {"incident": message("Incident"), "victim": message("Victim"), "tally": message("Tally")}
WHY_BESIDE = {
    "waiting": message("Waiting"),
    "left_out": message("Left out by a rule"),
    "no_number": message("No number is known"),
    "undated": message("No day is known"),
    "spanning": message("Its days reach beyond the window"),
    "counted_once": message("Counted with another record"),
    "oddities": message("Something about it is odd"),
}
WHOLE = re.compile(r"\d{4}(-\d{2})?")
"""A window of everybody: a month or a year."""
MEASURES = (*OUTCOMES, "massacres", "incidents")
CLOCKS = tuple(one.value for one in Clock)
QUESTION = (
    Window("period", message("A window: 2020-05, 2020, or 2020-01-01/2020-05-31"), required=True),
    Choice("measure", message("Whom or what to count; the killed when left out"), words=MEASURES, default="killed"),
    Choice("clock", message("By which clock; the methodology's when left out"), words=CLOCKS),
    Choice(
        "place",
        message("Which governorate a person is filed under; the methodology's when left out"),
        words=tuple(one.value for one in PlaceBasis),
    ),
    Argument("methodology", message("A methodology, or one version of it: snhr, snhr@1")),
    Moment("as_of", message("As the register stood then; a bare date is the end of that day")),
    Argument("cell", message("Only this part: cause=torture"), several=True),
)


class PrivateTable(SijillError):
    """A table that its audience could subtract from another until one person is left."""


class AxesAsked(SijillError):
    """A table over several axes asked by one axis, or by more than it lays out."""

    exit_code = 2


toll = reading(
    "toll",
    verb="toll",
    title=message("A toll"),
    asks=(*QUESTION, Argument("by", message("What the rows are: party, cause, governorate, month"), default="party")),
    gives=(
        Column("key", message("Code")),
        Bilingual("label", message("Row")),
        Range("killed", message("Killed")),
        Range("children", message("Children")),
        Range("women", message("Women")),
        Range("counted", message("Counted, where others than the killed are asked for")),
        Column("figure", message("Figure id")),
    ),
    logged=False,
)


@toll.answer
def toll_rows(register: Register, view: View, *, by: str, **arguments: Any) -> Answer:
    """Return a toll's rows, its total last, as the audience may see them. Raises as ``register.toll`` does."""
    from sijill import wording

    counting, question = register.counts.asked(**_question(view, arguments, by))
    shown = register.counts.shown(view, counting, question, by).value

    def note_of(note: Any) -> Note:
        return lambda language: wording.note_line(note, language, question.rules)

    name = "killed" if question.measure == "killed" else "counted"
    rows = (_toll_row(row, name) for one in (*shown.rows, shown.total) for row in (one, *one.parts))
    return Answer(rows, tuple(note_of(note) for note in shown.notes))


def _toll_row(row: Any, counted: str) -> Row:
    numbers = {name: row.groups.get(name) for name in ("children", "women")} | {"killed": None, "counted": None}
    numbers[counted] = row.figure
    stated = {name: None if one is None or one.unstated else one for name, one in numbers.items()}
    return {"key": row.key, "label": dict(row.label), "figure": row.figure.id, **stated}


def _question(view: View, given: Mapping[str, Any], *axes: str) -> dict[str, Any]:
    cell = dict(one.partition("=")[::2] for one in given["cell"] or ())
    # Before anything is counted: the refusal of a key lists the keys that are there.
    view.refuse_axes((*axes, *cell))
    if not view.is_team and (cell or given["as_of"] or not WHOLE.fullmatch(given["period"].text)):
        # Two such tables can be subtracted until one person is left.
        raise PrivateTable(
            message(
                "single cells, other moments and other windows are for the team audience; "
                "ask for a whole month or year of the register as it stands"
            )
        )
    rest = {name: given[name] for name in ("period", "clock", "methodology", "as_of", "measure")}
    return rest | {"place_basis": given["place"], "cell": cell}


AXES_ASKED = ("first", "second", "third")
"""By what name a cross-tab gives its axes, in the order in which they were asked."""

crosstab = reading(
    "crosstab",
    title=message("A table over several axes"),
    asks=(
        *QUESTION,
        Argument(
            "by",
            message("Two or three axes: party, cause, governorate, month, status, group, sex"),
            default=("party", "month"),
            several=True,
        ),
    ),
    gives=(
        *(
            column
            for name, label in zip(
                AXES_ASKED, (message("First axis"), message("Second axis"), message("Third axis")), strict=True
            )
            for column in (Column(name, label), Bilingual(f"{name}_label", label))
        ),
        Range("killed", message("Killed")),
        Range("counted", message("Counted, where others than the killed are asked for")),
        Column("figure", message("Figure id")),
    ),
    logged=False,
)


@crosstab.answer
def crosstab_cells(register: Register, view: View, *, by: tuple[str, ...], **arguments: Any) -> Answer:
    """
    Return each cell that holds something, and the total last (ST2); cells exclude each other and sum to the total.

    Outside the team there is the total alone: a cell could be subtracted from that of another table until one
    person is left. Raises AxesAsked, and as ``register.toll`` does.
    """
    from sijill import tolls

    view.refuse_axes(by)
    if not 1 < len(by) <= len(AXES_ASKED):
        raise AxesAsked(message("a table over several axes takes two or three; for one axis ask for a toll"))
    counting, question = register.counts.asked(**_question(view, arguments, *by))
    found = tolls.crosstab(counting.units_of(question.measure, question.window.end), question, by)
    shown = found.cells if view.is_team else {}
    name = "killed" if question.measure == "killed" else "counted"
    cells = (_crosstab_row(by, keys, name, view.figure(figure).value, question.rules) for keys, figure in shown.items())
    total = view.figure(found.total).value
    notes = () if view.is_team else (lambda language: translate(language, CELLS_OF_THE_TEAM),)
    return Answer((*cells, {"killed": None, "counted": None, name: total, "figure": total.id}), notes)


CELLS_OF_THE_TEAM = message("The cells of a table over several axes are for the team; a toll tells one axis.")


def _crosstab_row(by: tuple[str, ...], keys: tuple[str, ...], name: str, figure: Any, rules: Any) -> Row:
    from sijill.tolls.axes import label_of

    row = {"killed": None, "counted": None, name: figure, "figure": figure.id}
    for column, axis, key in zip(AXES_ASKED, by, keys, strict=False):
        row |= {column: key, f"{column}_label": label_of(axis, key, rules)}
    return row


uncounted = reading(
    "uncounted",
    verb="toll",
    title=message("Records that a table does not count"),
    asks=(*QUESTION, Argument("reason", message("One reason, or the code of a rule"))),
    gives=(
        Code("kind", message("Kind"), words=COUNTED_KINDS),
        *RECORD_LINE,
        Code("reason", message("Reason"), words=WHY_BESIDE),
        Column("rule", message("Rule")),
        Bilingual("says", message("What the rule says")),
    ),
)


@uncounted.answer
def uncounted_records(register: Register, view: View, *, reason: str | None, **arguments: Any) -> Iterator[Row]:
    """Yield the records beside a toll with the rule of each. Raises UnknownReason and as ``toll`` does."""
    from sijill import wording
    from sijill.readings._lines import record_lines
    from sijill.workspace.documents import day_by_clock

    question, found = register.counts.uncounted(reason, **_question(view, arguments))
    counting = register.counts.counting(as_of=arguments["as_of"], methodology_name=arguments["methodology"])
    rows = (
        (
            counting.records[one.record],
            {
                # The day of an arrest is the team's; a record tells the public of its own days only.
                "day": day_by_clock(one.noun, question.clock) if view.is_team or question.measure == "killed" else None,
                "killed": one.number,
                "reason": one.reason,
                "rule": one.why.rule if one.why else None,
                "says": {each.value: wording.reason_line(one.why, each, question.rules) for each in Language}
                if one.why
                else None,
            },
        )
        for one in found
    )
    yield from record_lines(register, view, rows)


trace = reading(
    "trace",
    verb="trace",
    title=message("The records under a figure"),
    asks=(Argument("figure", message("A figure id as a toll gives it"), required=True, place=True),),
    gives=(
        Code("kind", message("Kind"), words=COUNTED_KINDS),
        *(one for one in RECORD_LINE if one.name != "killed"),
        Range("adds", message("Adds")),
        Column("filed_under", message("Filed under")),
        Bilingual("row", message("Row")),
        Labelled("verification", message("Verification")),
    ),
)


@trace.answer
def traced_parts(register: Register, view: View, *, figure: str) -> Iterator[Row]:
    """Yield the records that a figure rests on with what each adds. Raises as ``register.trace`` does."""
    from sijill.readings._lines import record_lines

    view.refuse_axes(tuple(Definition.parse(figure).cell))
    counting, found = register.counts.figure(figure)
    for one in view.figure(found).value.basis:
        assessment = counting.traceable(found.definition).assessment(one.record)
        bucket = counting.rules.bucket(assessment.filing.bucket)
        cells = {"adds": one, "filed_under": bucket.slug, "row": dict(bucket.label), "killed": None}
        cells |= {"verification": assessment.verification.value}
        yield from record_lines(register, view, [(counting.records[one.record], cells)])
