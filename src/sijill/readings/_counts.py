"""Readings of what is counted, and of what the counting does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sijill.model import Clock, PlaceBasis
from sijill.model.figures import Definition
from sijill.readings._arguments import Argument, Choice, Moment, Whole, Window
from sijill.readings._columns import RECORD_LINE, Bilingual, Code, Column, Count, Day, Range, Share, Words
from sijill.readings._declare import reading
from sijill.readings._table import Answer, Note, Row
from sijill.tolls import quality
from sijill.values import Language, PartialDate, Period, SijillError, format_range, message, translate, translate_n

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.tolls.quality import Completeness, Lag
    from sijill.tolls.units import Unit
    from sijill.workspace import Counting, Register

COUNTED_KINDS = {"incident": message("Incident"), "victim": message("Victim"), "tally": message("Tally")}
CLOCKS = tuple(one.value for one in Clock)
QUESTION = (
    Window("period", message("A window: 2020-05, 2020, or 2020-01-01/2020-05-31"), required=True),
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
WHY_LATE = {
    "late": message("Documented long after the day"),
    "after_report": message("Entered after the report of its month"),
}

late = reading(
    "late",
    title=message("Late entries"),
    asks=(
        Whole("days", message("Documented so many days after the day, or more"), default=30),
        Window("period", message("A window: 2020-05, 2020, or 2020-01-01/2020-05-31")),
        Choice("clock", message("By which clock; the methodology's when left out"), words=CLOCKS),
    ),
    gives=(
        Code("why", message("Why it is here"), words=WHY_LATE),
        *(one for one in RECORD_LINE if one.name != "day"),
        Day("died_on", message("Died on")),
        Day("documented_on", message("Documented on")),
        Count("days", message("Days, at the least")),
        Count("days_most", message("Days, at the most")),
    ),
)


@late.answer
def late_entries(register: Register, view: View, *, days: int, period: Period | None, clock: str | None) -> Answer:
    """
    Return what was documented long after the day, then what was entered after its month was published (ST27).

    A window keeps to what counts in it by a clock. Raises MethodologyNotAdopted.
    """
    from sijill.tolls import quality

    counting = register.counts.counting()
    by = Clock(clock or str(counting.rules.table("clock")["default"]))
    units = [
        unit
        for unit in counting.units.units
        if not unit.is_group_line and (period is None or ((day := unit.dates.get(by)) and period.holds(day)))
    ]
    after = quality.entered_after(units, counting.records, _published_months(register), clock=by)
    found: list[tuple[str, Unit, Lag | None]] = [
        *(("late", unit, lag) for unit, lag in quality.late_units(units, days=days)),
        *(("after_report", unit, None) for unit in after),
    ]
    return Answer(_late_rows(register, view, counting, found), _median_note(quality.reporting_lags(units)))


def _late_rows(
    register: Register, view: View, counting: Counting, found: Iterable[tuple[str, Unit, Lag | None]]
) -> Iterator[Row]:
    from sijill.readings._lines import record_lines

    rows = (
        (
            counting.records[unit.record],
            {
                "why": why,
                "killed": unit.numbers.get("killed"),
                "died_on": unit.dates.get(Clock.DIED),
                "documented_on": unit.dates.get(Clock.DOCUMENTED),
                "days": lag.low if lag else None,
                "days_most": lag.high if lag else None,
            },
        )
        for why, unit, lag in found
    )
    return record_lines(register, view, rows)


def _published_months(register: Register) -> list[tuple[Period, int]]:
    """Return the windows that stand published, each with the last entry its first report stood on."""
    found: dict[str, tuple[Period, int]] = {}
    for entry in register.publishing.standing_publications():
        body = entry.body or {}
        try:
            window = Period.parse(str(body["period"]))
        except SijillError:
            continue
        found.setdefault(window.text, (window, int(body["seq"])))
    return list(found.values())


def _median_note(lags: list[Lag]) -> tuple[Note, ...]:

    if not lags:
        return ()
    low, high = quality.median_lag(lags)

    def both(language: Language) -> str:
        return translate_n(language, "{n} record has both days.", "{n} records have both days.", len(lags))

    def half(language: Language) -> str:
        days = format_range(low, high, language)
        return translate(language, "Half of them were documented within this number of days: {days}.", days=days)

    return both, half


PERSON = {
    "name": message("Name"),
    "sex": message("Sex"),
    "age": message("Age or birth"),
    "cause": message("Cause"),
    "place": message("Place"),
    "governorate": message("Governorate"),
    "day_of_death": message("Day of death"),
    "two_origins": message("Two independent origins"),
}
EVENT = {
    "date": message("Date"),
    "place": message("Place"),
    "governorate": message("Governorate"),
    "party": message("Party"),
    "number": message("Number killed"),
    "status": message("Status of the dead"),
    "documented": message("Day of documentation"),
    "source": message("Named source"),
    "two_origins": message("Two independent origins"),
}
SHARES = {
    "day_of_death": message("Day known"),
    "place": message("Place known"),
    "party": message("Party known"),
    "two_origins": message("Two independent origins"),
}

completeness = reading(
    "completeness",
    title=message("What is not known"),
    asks=(Argument("month", message("A month of death: 2020-05")),),
    gives=(
        Code("kind", message("Kind"), words=COUNTED_KINDS),
        Code("field", message("Field"), words=PERSON | EVENT),
        Count("known", message("Known")),
        Count("unknown", message("Not known")),
        Share("share", message("Share known")),
    ),
)


@completeness.answer
def known_fields(register: Register, view: View, *, month: str | None) -> Answer:
    """Return of how many persons and incidents each field is known (ST26). Raises MethodologyNotAdopted."""

    numbers = register.counts.counting().counted_numbers
    found = {kind: quality.completeness(numbers, kind, month=month) for kind in ("victim", "incident")}
    people, events = found["victim"].records, found["incident"].records

    def persons(language: Language) -> str:
        return translate(language, "Persons · {n}", n=people)

    def incidents(language: Language) -> str:
        return translate(language, "Incidents · {n}", n=events)

    rows = (
        {"kind": kind, "field": name, "known": n, "unknown": one.records - n, "share": _share(one, name)}
        for kind, one in found.items()
        for name, n in one.known.items()
    )
    return Answer(rows, (persons, incidents))


known_by_month = reading(
    "known_by_month",
    title=message("What is known, by month of death"),
    gives=(
        Day("month", message("Month")),
        Count("records", message("Records")),
        *(Share(name, label) for name, label in SHARES.items()),
    ),
)


@known_by_month.answer
def known_months(register: Register, view: View) -> Iterator[Row]:
    """Yield of each month of death how often four fields are known (ST26). Raises MethodologyNotAdopted."""

    for month, one in quality.completeness_by_month(register.counts.counting().counted_numbers).items():
        shares = {name: _share(one, name) for name in one.known}
        yield {"month": PartialDate.parse(month) if month else None, "records": one.records, **shares}


def _share(one: Completeness, name: str) -> Decimal | None:
    return one.share(name) if one.records else None


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
        Column("figure", message("Figure id")),
    ),
    logged=False,
)


@toll.answer
def toll_rows(register: Register, view: View, *, by: str, **question: Any) -> Answer:
    """Return a toll's rows, its total last, as the audience may see them. Raises as ``register.toll`` does."""
    from sijill import wording

    asked, found = register.counts.toll(by=by, **_question(view, question, by))
    shown = view.toll(found, smallest=asked.rules.smallest_cell).value

    def note_of(note: Any) -> Note:
        return lambda language: wording.note_line(note, language, asked.rules)

    rows = (_toll_row(row) for one in (*shown.rows, shown.total) for row in (one, *one.parts))
    return Answer(rows, tuple(note_of(note) for note in found.notes))


def _toll_row(row: Any) -> Row:
    numbers = {name: row.groups.get(name) for name in ("children", "women")} | {"killed": row.figure}
    stated = {name: None if one is None or one.unstated else one for name, one in numbers.items()}
    return {"key": row.key, "label": dict(row.label), "figure": row.figure.id, **stated}


def _question(view: View, given: Mapping[str, Any], *axes: str) -> dict[str, Any]:
    cell = dict(one.partition("=")[::2] for one in given["cell"] or ())
    # Before anything is counted: the refusal of a key lists the keys that are there.
    view.refuse_axes((*axes, *cell))
    rest = {name: given[name] for name in ("period", "clock", "methodology", "as_of")}
    return rest | {"place_basis": given["place"], "cell": cell}


uncounted = reading(
    "uncounted",
    verb="toll",
    title=message("Records that a table does not count"),
    asks=(*QUESTION, Argument("reason", message("One reason, or the code of a rule"))),
    gives=(
        Code("kind", message("Kind"), words=COUNTED_KINDS),
        *RECORD_LINE,
        Column("reason", message("Reason")),
        Column("rule", message("Rule")),
        Bilingual("says", message("What the rule says")),
    ),
)


@uncounted.answer
def uncounted_records(register: Register, view: View, *, reason: str | None, **question: Any) -> Iterator[Row]:
    """Yield the records beside a toll with the rule of each. Raises UnknownReason and as ``toll`` does."""
    from sijill import wording
    from sijill.readings._lines import record_lines
    from sijill.workspace.documents import day_of

    asked, found = register.counts.uncounted(reason, **_question(view, question))
    counting = register.counts.counting(as_of=question["as_of"], methodology_name=question["methodology"])
    rows = (
        (
            counting.records[one.record],
            {
                "day": day_of(one.noun, asked.clock),
                "killed": one.number,
                "reason": one.reason,
                "rule": one.why.rule if one.why else None,
                "says": {each.value: wording.reason_line(one.why, each, asked.rules) for each in Language}
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
        Column("verification", message("Verification")),
    ),
)


@trace.answer
def traced_parts(register: Register, view: View, *, figure: str) -> Iterator[Row]:
    """Yield the records that a figure rests on with what each adds. Raises as ``register.trace`` does."""
    from sijill.readings._lines import record_lines

    view.refuse_axes(tuple(Definition.parse(figure).cell))
    counting, found = register.counts.figure(figure)
    for one in found.basis:
        assessment = counting.assessment(one.record)
        cells = {"adds": one, "filed_under": assessment.filing.bucket, "verification": assessment.verification.value}
        yield from record_lines(register, view, [(counting.records[one.record], {"killed": None, **cells})])


comparison = reading(
    "comparison",
    verb="compare",
    title=message("Source against source"),
    asks=(
        Argument("source", message("Only these sources"), several=True, private=True),
        Whole("days", message("Dates agree within so many days"), default=1),
        Argument("methodology", message("A methodology, or one version of it: snhr, snhr@1")),
        Moment("as_of", message("As the register stood then; a bare date is the end of that day")),
    ),
    gives=(
        Words("a", message("One source")),
        Words("b", message("Another source")),
        Count("both", message("Records of both")),
        Count("only_a", message("Only of the one")),
        Count("only_b", message("Only of the other")),
        Count("compared", message("Values compared")),
        Count("agree", message("Values that agree")),
    ),
)


@comparison.answer
def compared_sources(
    register: Register, view: View, *, source: tuple[str, ...] | None, days: int, methodology: str | None, as_of: Any
) -> Iterator[Row]:
    """Yield each pair of sources with what they share (ST24). Raises MethodologyNotAdopted."""
    import itertools

    from sijill.readings._lines import open_records

    counting = register.counts.counting(as_of=as_of, methodology_name=methodology)
    records = list(open_records(view, counting.records.values(), as_of=as_of))
    for a, b in itertools.combinations(source or quality.sources_of(records), 2):
        one = quality.compare(records, a, b, counting.rules, days=days)
        agreed = one.agreement.values()
        yield {
            "a": a,
            "b": b,
            "both": len(one.overlap),
            "only_a": len(one.only_a),
            "only_b": len(one.only_b),
            "compared": sum(about.compared for about in agreed),
            "agree": sum(about.agree for about in agreed),
        }
