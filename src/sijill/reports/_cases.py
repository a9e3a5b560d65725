"""Case boxes: one person, one massacre. What the audience may not see is not there to be printed."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.methodology import Chosen
from sijill.reports._document import CaseBox, Run, Runs, Text
from sijill.reports._material import Label, MassacreRecord, PersonCase
from sijill.reports._writer import Writer
from sijill.values import PartialDate, format_date, translate, translate_n


def person_box(w: Writer, case: PersonCase) -> CaseBox:
    """Return the box of one person; an invented person is labelled as invented."""
    name = translate(w.language, "Name withheld") if case.name is None else w.label(case.name)
    badge = translate(w.language, "Invented person: practice material, not a real case") if case.invented else None
    runs: Runs = (Text(name, strong=True), *w.cite(case.record, notes=case.notes))
    return CaseBox(f"case-{case.record}", runs, tuple(_person_lines(w, case)), badge)


def massacre_box(w: Writer, record: MassacreRecord) -> CaseBox:
    """Return the box of one massacre, with both dates where it was documented in a later month."""
    badge = (
        translate(w.language, "Investigation open: witnesses and survivors are still sought")
        if record.investigation_open
        else None
    )
    runs: Runs = (Text(w.label(record.title), strong=True), *w.cite(record.record, notes=record.notes))
    return CaseBox(f"massacre-{record.record}", runs, tuple(_massacre_lines(w, record)), badge)


def both_dates(w: Writer, died: PartialDate, documented: PartialDate) -> str:
    """Return the two dates of a death in words: "died 28 April 2020, documented May 2020"."""
    dates = {"died": format_date(died, w.language), "documented": format_date(documented, w.language)}
    return translate(w.language, "died {died}, documented {documented}", **dates)


def _person_lines(w: Writer, case: PersonCase) -> Iterator[tuple[str, Runs]]:
    yield from _dated(w, translate(w.language, "Born"), case.born)
    yield from _told(w, translate(w.language, "Occupation"), case.occupation)
    yield from _told(w, translate(w.language, "From"), case.origin)
    yield from _dated(w, translate(w.language, "Arrested on"), case.arrested_on)
    yield from _told(w, translate(w.language, "Arrested at"), case.arrested_at)
    yield from _told(w, translate(w.language, "Held by"), case.held_by)
    yield from _told(w, translate(w.language, "Place of detention"), case.facility)
    yield from _told(w, translate(w.language, "Health at arrest"), case.health_at_arrest)
    yield from _dated(w, translate(w.language, "Family notified on"), case.notified_on)
    yield from _dated(w, translate(w.language, "Died on"), case.died_on)
    yield from _dated(w, translate(w.language, "Documented on"), case.documented_on)
    if case.cause is not None:
        cause = w.label(case.cause)
        # A cause that was inferred (good health at arrest, notified by the captor) is worded "probably" (S1.15).
        yield (
            translate(w.language, "Cause"),
            (Text(translate(w.language, "probably {cause}", cause=cause) if case.cause_is_inferred else cause),),
        )
    if case.body_returned is False:
        # Reported dead and the body not returned: both statuses stay (S1.14).
        told = translate(w.language, "not returned to the family; the person also stays forcibly disappeared")
        yield translate(w.language, "Body"), (Text(told),)
    elif case.body_returned:
        yield translate(w.language, "Body"), (Text(translate(w.language, "returned to the family")),)


def _massacre_lines(w: Writer, record: MassacreRecord) -> Iterator[tuple[str, Runs]]:
    if record.died_on is not None and record.documented_on is not None:
        yield translate(w.language, "Dates"), (Text(both_dates(w, record.died_on, record.documented_on)),)
    else:
        yield from _dated(w, translate(w.language, "Died on"), record.died_on)
        yield from _dated(w, translate(w.language, "Documented on"), record.documented_on)
    yield from _told(w, translate(w.language, "Place"), record.place)
    yield from _told(w, translate(w.language, "Governorate"), record.governorate)
    yield from _told(w, translate(w.language, "Held the place at the time"), record.held_by)
    yield from _told(w, translate(w.language, "Cause"), record.cause)
    yield from _told(w, translate(w.language, "Party held responsible"), record.party)
    yield from _number(w, translate(w.language, "Killed"), record.killed)
    yield from _number(w, translate(w.language, "Children"), record.children)
    yield from _number(w, translate(w.language, "Women"), record.women)
    yield from _number(w, translate(w.language, "Men"), record.men)
    yield from _number(w, translate(w.language, "Injured"), record.injured)
    if record.named:
        named = translate_n(
            w.language, "{n} of the dead is known by name", "{n} of the dead are known by name", record.named
        )
        yield translate(w.language, "Names"), (Text(named),)
    if record.accounts:
        yield translate(w.language, "As sources state it"), tuple(_accounts(w, record))
    if record.apart:
        apart = translate_n(
            w.language,
            "Less {n} record within it that counts by itself",
            "Less {n} records within it that count by themselves",
            record.apart,
        )
        yield translate(w.language, "Counted"), (Text(apart),)
    yield from _told(w, translate(w.language, "Counted within"), record.part_of)


def _dated(w: Writer, name: str, when: PartialDate | None) -> Iterator[tuple[str, Runs]]:
    if when is not None:
        yield name, (Text(format_date(when, w.language)),)


def _told(w: Writer, name: str, told: Label | None) -> Iterator[tuple[str, Runs]]:
    if told is not None:
        yield name, (Text(w.label(told)),)


def _accounts(w: Writer, record: MassacreRecord) -> Iterator[Run]:
    for place, account in enumerate(record.accounts):
        if place:
            yield Text(translate(w.language, ", "))
        number = w.number(account.stated)
        yield from w.message("{range} (denied)", range=number) if account.denied else number
        yield from w.marks(account.notes)


def _number(w: Writer, name: str, number: Chosen | None) -> Iterator[tuple[str, Runs]]:
    if number is not None and number.soft:
        # Bounds that a number rule put there are shown as such (V-HEDGE).
        yield name, w.message("{range} (by a number rule, not a stated number)", range=w.number(number))
    elif number is not None:
        yield name, w.number(number)
