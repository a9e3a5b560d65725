"""The parts of a document on one incident: its record by the numbers counted, its text, its spot, its named dead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sijill import wording
from sijill.model import BasisKind, Incident
from sijill.records import unknown_record
from sijill.reports.story import Drawing, Grid, Label, Section, Told
from sijill.reports.territory_map import control_map
from sijill.reports.territory_rows import Looks, places_drawn
from sijill.territory import Area
from sijill.territory import Standing as Held
from sijill.tolls import Standing
from sijill.values import Language, Period, SijillError, isolate, message
from sijill.workspace.editions._cases import Cases, both
from sijill.workspace.stories._labels import columns, word

if TYPE_CHECKING:
    from sijill.access import Remembered
    from sijill.records import AnyRecord
    from sijill.reports import MassacreRecord
    from sijill.tolls.units import Unit
    from sijill.workspace.stories._story import StoryBuilder


class WhichIncident(SijillError):
    """A document on one incident that names none, or something else than one whose dead are counted."""

    exit_code = 2


def period_of(record: AnyRecord) -> Period:
    """Return the days of an incident, of its documenting where they are not told. Raises WhichIncident."""
    noun = record.noun
    days = (noun.happened_on, noun.documented_on) if isinstance(noun, Incident) else ()
    for one in days:
        if one is not None and one.earliest is not None and one.latest is not None:
            return Period(one.earliest, one.latest)
    raise WhichIncident(
        message("{record} is no incident with a date; sijill search REGISTER WORDS finds incidents"), record=record.id
    )


def no_incident() -> WhichIncident:
    """Return the refusal of a document on an incident that names none."""
    return WhichIncident(message("name the incident: --incident ID"))


def incident_title(story: StoryBuilder) -> Label:
    """Return the title of the document, by what the methodology makes of the incident."""
    unit = _unit(story)
    noun = story.view.redacted(story.counting.records[unit.record]).value.noun
    name = both(noun.title) if noun.title else word(message("an incident without a title"))
    if unit.assessment.massacre:
        return story.label(message("Record of a massacre: {title}"), title=name)
    return story.label(message("Record of an incident: {title}"), title=name)


def records(story: StoryBuilder) -> Iterator[MassacreRecord]:
    """Yield the incident as it is counted, with the accounts that differ and the denials."""
    yield Cases(story.counting, story.citations, story.view).massacre(_unit(story))


def event(story: StoryBuilder) -> Iterator[Section]:
    """Yield what the register tells of the incident and of what is declared within it, with the words it rests on."""
    unit = _unit(story)
    mine = [one for one in story.known if one.id == unit.record or getattr(one.noun, "within", None) == unit.record]
    told = [story.tell(one) for one in mine]
    quoted = tuple(Told("", words, {}, notes=notes) for words, notes in _quotations(story, unit.record))
    yield Section("event", None, tuple(told))
    yield Section("words", word(message("In the words of the sources")) if quoted else None, quoted)
    yield Section("spot", None, drawings=tuple(_spot(story, unit.record)))


def remembered(story: StoryBuilder) -> Iterator[Remembered]:
    """Yield the dead whose families agreed that they be named, where the methodology prints such lists."""
    known = story.counting.records
    dead = [known[one] for one in _unit(story).members if one in known]
    switched_on = bool(story.counting.rules.table("suppression").get("memorial_lists", False))
    yield from story.view.memorial(dead, switched_on=switched_on).value


def _unit(story: StoryBuilder) -> Unit:
    """Return the incident as it is counted. Raises UnknownEntry, WhichIncident."""
    incident = story.scope.incident
    if incident is None:
        raise no_incident()
    if incident not in story.counting.records or not story.view.opens(incident):
        raise unknown_record(incident)
    counted = story.counting.counted_numbers.of(incident)
    if counted is None or counted.standing is not Standing.COUNTED or counted.unit != incident:
        rules = story.counting.rules
        because = counted.assessment.because if counted is not None else None

        def why(language: Language) -> str:
            return wording.sentence(because, language, rules) if because is not None else ""

        raise WhichIncident(
            message("the dead of {record} are not counted under {methodology}; {why}"),
            record=incident,
            methodology=f"{rules.id}:{rules.version}",
            why=why,
        )
    return story.counting.counted_numbers.unit(incident)


def _quotations(story: StoryBuilder, record: str) -> Iterator[tuple[Label, tuple[str, ...]]]:
    """Give each quotation under the record once, where the audience may read it."""
    whole = story.counting.records[record]
    said: dict[str, None] = {}
    for held in (one for values in whole.held.values() for one in values):
        for basis in (one for one in held.basis if one.kind is BasisKind.CLAIM and one.ref not in said):
            said[basis.ref] = None
            claim = story.view.claim(basis.ref)
            if claim is not None:
                words = isolate(f"\u201c{claim.anchor.exact}\u201d")
                yield {"en": words, "ar": words}, story.citations.of_item(claim.item, claim.anchor.page)


def _spot(story: StoryBuilder, record: str) -> Iterator[Drawing]:
    whole = story.counting.records[record]
    point, noun = story.view.point(whole), story.view.redacted(whole).value.noun
    if point is None or not noun.place:
        return
    name = story.place_label(noun.place)
    area = Area(record, record, name["en"], name["ar"], point=point)
    looks = Looks(story.counting.rules)
    specs = {one.value: control_map(places_drawn([(area, Held())], {}, looks, one), (), one) for one in Language}
    precision = {one.value: wording.label(point.precision.value, one) for one in Language}
    grid = Grid(
        "spot-place",
        word(message("Where it was")),
        columns((message("Place"), False), (message("How exactly"), False)),
        ((name, precision),),
    )
    alt = word(message("The table that follows says the same."))
    yield Drawing("spot", word(message("Where it was")), alt, specs, grid)
