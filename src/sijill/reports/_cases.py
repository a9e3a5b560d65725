"""Persons and massacres: case boxes and the memorial list. What the audience may not see is not there to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sijill.access import Remembered
from sijill.methodology import Chosen
from sijill.reports._dispute import dispute_lines
from sijill.reports._material import Label, MassacreRecord, MonthlyMaterial, PersonCase
from sijill.reports._writer import NOT_STATED, Writer
from sijill.reports.document import Block, CaseBox, Column, Heading, Paragraph, Row, Runs, Table, Text
from sijill.tolls.units import governorate_label
from sijill.values import PartialDate, format_count, format_date, message, translate, translate_n

# What a box says in order, and the field that holds it.
_OF_A_PERSON = {
    "born": message("Born"),
    "occupation": message("Occupation"),
    "origin": message("From"),
    "arrested_on": message("Arrested on"),
    "arrested_at": message("Arrested at"),
    "held_by": message("Held by"),
    "facility": message("Place of detention"),
    "health_at_arrest": message("Health at arrest"),
    "notified_on": message("Family notified on"),
    "died_on": message("Died on"),
    "documented_on": message("Documented on"),
}
_DATES = {"died_on": message("Died on"), "documented_on": message("Documented on")}
_OF_A_MASSACRE = {
    "place": message("Place"),
    "governorate": message("Governorate"),
    "held_by": message("Held the place at the time"),
    "cause": message("Cause"),
    "party": message("Party held responsible"),
    "killed": message("Killed"),
    "children": message("Children"),
    "women": message("Women"),
    "men": message("Men"),
    "injured": message("Injured"),
}


def person_box(w: Writer, case: PersonCase) -> CaseBox:
    """Return the box of one person; an invented person is labelled as invented."""
    name = translate(w.language, "Name withheld") if case.name is None else w.label(case.name)
    badge = translate(w.language, "Invented person: practice material, not a real case") if case.invented else None
    runs: Runs = (Text(name, strong=True), *w.cite(case.record, notes=case.notes))
    return CaseBox(f"case-{case.record}", runs, tuple(_person_lines(w, case)), badge)


def massacre(w: Writer, record: MassacreRecord) -> Iterator[Block]:
    """Yield the box of one massacre, with both dates where it was documented in a later month."""
    badge = (
        translate(w.language, "Investigation open: witnesses and survivors are still sought")
        if record.investigation_open
        else None
    )
    runs: Runs = (Text(w.label(record.title), strong=True), *w.cite(record.record, notes=record.notes))
    yield CaseBox(f"massacre-{record.record}", runs, tuple(_massacre_lines(w, record)), badge)


def memorial(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield persons by name, only where their families agreed to it and the switch is on (E10, E13)."""
    title = translate(w.language, "In memory")
    yield Heading(2, title, "memorial")
    yield Paragraph(
        w.message("Their families agreed that their names be printed here. The list is not complete and is no count.")
    )
    columns = (
        Column(translate(w.language, "Name")),
        Column(translate(w.language, "Age"), numeric=True),
        Column(translate(w.language, "Died on")),
        Column(translate(w.language, "Governorate")),
    )
    yield Table("memorial-list", title, columns, tuple(_remembered(w, one) for one in material.remembered))


def _remembered(w: Writer, one: Remembered) -> Row:
    age = one.age.low if one.age is not None and one.age.low == one.age.high else None
    cells = (
        one.name.display(w.language),
        NOT_STATED if age is None else format_count(age, w.language),
        NOT_STATED if one.died_on is None else format_date(one.died_on, w.language),
        NOT_STATED if one.governorate is None else w.label(governorate_label(one.governorate)),
    )
    return Row(tuple((Text(cell),) for cell in cells), anchor=f"memorial-{one.record}")


def _person_lines(w: Writer, case: PersonCase) -> Iterator[tuple[str, Runs]]:
    yield from _stated(w, case, _OF_A_PERSON)
    if case.cause is not None:
        cause = w.label(case.cause)
        # A cause that was inferred (good health at arrest, notified by the captor) is worded "probably" (S1.15).
        told = translate(w.language, "Probably {cause}", cause=cause) if case.cause_is_inferred else cause
        yield translate(w.language, "Cause"), (Text(told),)
    if case.body_returned is not None:
        told = translate(w.language, "Returned to the family")
        if not case.body_returned:
            # Reported dead and the body not returned: both statuses stay (S1.14).
            told = translate(w.language, "Not returned to the family; the person also stays forcibly disappeared")
        yield translate(w.language, "Body"), (Text(told),)
    yield from dispute_lines(w, case.accounts)


def _massacre_lines(w: Writer, record: MassacreRecord) -> Iterator[tuple[str, Runs]]:
    if record.died_on is not None and record.documented_on is not None:
        # Counted in the month of the second though it happened on the first (S1.5).
        dates = {name: format_date(getattr(record, f"{name}_on"), w.language) for name in ("died", "documented")}
        both = translate(w.language, "Died {died}, documented {documented}", **dates)
        yield translate(w.language, "Dates"), (Text(both),)
    else:
        yield from _stated(w, record, _DATES)
    yield from _stated(w, record, _OF_A_MASSACRE)
    if record.named:
        named = translate_n(
            w.language, "{n} of the dead is known by name", "{n} of the dead are known by name", record.named
        )
        yield translate(w.language, "Names"), (Text(named),)
    if record.apart:
        apart = translate_n(
            w.language,
            "Less {n} record within it that counts by itself",
            "Less {n} records within it that count by themselves",
            record.apart,
        )
        yield translate(w.language, "Counted"), (Text(apart),)
    yield from _stated(w, record, {"part_of": message("Counted within")})
    yield from dispute_lines(w, record.accounts)


def _stated(w: Writer, record: PersonCase | MassacreRecord, names: Mapping[str, str]) -> Iterator[tuple[str, Runs]]:
    for field, name in names.items():
        if (value := getattr(record, field)) is not None:
            yield translate(w.language, name), _value(w, value)


def _value(w: Writer, value: PartialDate | Label | Chosen) -> Runs:
    match value:
        case PartialDate():
            return (Text(format_date(value, w.language)),)
        case Chosen() if value.soft:
            # Bounds that a number rule put there are shown as such (V-HEDGE).
            return w.message("{range} (by a number rule, not a stated number)", range=w.number(value))
        case Chosen():
            return w.number(value)
        case _:
            return (Text(w.label(value)),)
