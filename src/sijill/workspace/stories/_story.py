"""The material of a story: the records of a place and a time as sentences, tables and drawings, in both languages."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sijill.model import Incident, Stance
from sijill.model.territory import Control, Damage, Stage
from sijill.reports import DataAsOf
from sijill.reports.party_looks import party_looks
from sijill.reports.story import Section, StoryMaterial, Told
from sijill.values import Language, PartialDate, Period, format_date, format_period, message, normal_key, translate
from sijill.wording.chronicle import date_words, day_of, places_of
from sijill.wording.telling import Teller
from sijill.workspace.editions._citations import Citations
from sijill.workspace.editions._disputes import Disputes
from sijill.workspace.editions._month import methodology_card
from sijill.workspace.editions._published_tables import published_tables
from sijill.workspace.editions._written import with_words
from sijill.workspace.ground._place_names import PlaceNames

if TYPE_CHECKING:
    from sijill.access import Redacted, View
    from sijill.model.entries import ReportText
    from sijill.records import AnyRecord
    from sijill.reports import Label
    from sijill.reports.document import House
    from sijill.territory import Ground, Moved, Survey, Truce
    from sijill.territory.shapes import Shape
    from sijill.tolls import Snapshot
    from sijill.workspace._territory import Territory
    from sijill.workspace.settings._settings import Settings
    from sijill.workspace.stories._scope import Scope

Made = TypeVar("Made")
A_YEAR = 366
SPOKEN = ("statement", "diplomacy", "vote", "reaction", "report")
"""Kinds of incident in which somebody spoke or decided, and nobody was harmed by it."""


@dataclass(frozen=True)
class GroundRead:
    """The readings of the ground as one audience may see them, as of one moment; each read when it is first told."""

    territory: Territory
    view: View
    as_of: str | None

    @cached_property
    def control(self) -> Ground:
        """Who held what when."""
        return self.territory.ground(as_of=self.as_of, audience=self.view.audience)

    @cached_property
    def truces(self) -> Sequence[Truce]:
        """Agreements with their stages and hours."""
        return self.territory.truces_seen(self.view, as_of=self.as_of)

    @cached_property
    def movements(self) -> Sequence[Moved]:
        """Accounts of people who moved, with the totals of each source."""
        return self.territory.movements_seen(self.view, as_of=self.as_of)

    @cached_property
    def surveys(self) -> Sequence[Survey]:
        """Surveys of damage."""
        return self.territory.surveys_seen(self.view, as_of=self.as_of)

    @cached_property
    def shapes(self) -> Mapping[str, Shape]:
        """What draws each place, by its record."""
        return self.territory.shapes(self.view)


class StoryBuilder:
    """Reads what a register holds of a scope through one view."""

    def __init__(self, counting: Snapshot, settings: Settings, scope: Scope, view: View, ground: GroundRead) -> None:
        """Take the counting whose records are told, and the readings of the ground."""
        self.counting, self.settings, self.scope, self.view, self.ground = counting, settings, scope, view, ground
        self._made: dict[str, Any] = {}
        self.citations = Citations(counting, view)
        self.disputes = Disputes(view, self.citations, self.voice)
        self.tellers = {one: Teller(one, self.places.name, counting.rules.parties, self.voice) for one in Language}

    def material(
        self,
        *,
        title: Label,
        head: str,
        moment: datetime,
        written: Sequence[ReportText] = (),
        parts: Mapping[str, Callable[[StoryBuilder], Iterable[Any]]],
        headline: Sequence[Label] = (),
        facts: Sequence[tuple[Label, Label]] = (),
        house: House,
    ) -> Redacted[StoryMaterial]:
        """Return a story: ``parts`` give for each field of its material the sections in it."""
        settings = self.settings
        sections: dict[str, Any] = {name: tuple(filter(_tells, make(self))) for name, make in parts.items()}
        built = StoryMaterial(
            title=title,
            headline=tuple(headline),
            facts=tuple(facts),
            period=self.scope.period,
            about=self.scope.about,
            publisher=settings.publisher,
            methodology=methodology_card(self.counting.rules),
            as_of=DataAsOf(moment, self.counting.seq, head),
            looks=party_looks(self.counting.rules),
            notice=settings.notice,
            house=house,
            one_person=settings.one_person,
            published=published_tables(self.told, self.citations, self.scope.period, self.voice),
            **sections,
        )
        named = tuple(sorted(one.record for one in built.remembered))
        worded = with_words(replace(built, named=named), written)
        return self.view.material(replace(worded, sources=self.citations.notes(), cited=self.citations.cited()))

    @cached_property
    def known(self) -> list[AnyRecord]:
        """Every record that the audience may know of, as it may see it, in the order of its first day."""
        shown = [self.view.redacted(one).value for one in self.view.known(self.counting.records.values())]
        return sorted(shown, key=lambda one: (_first(day_of(one.noun)), one.first_seq))

    @cached_property
    def places(self) -> PlaceNames:
        """The names of places, as far as the audience may know them."""
        return PlaceNames(self.known)

    def parts_of(self, place: str) -> frozenset[str]:
        """Return the keys of a place and of all that lies in it; they choose records and are never printed."""
        return self._whole_places.parts_of(place)

    @cached_property
    def _whole_places(self) -> PlaceNames:
        return PlaceNames(self.counting.records.values())

    @cached_property
    def _voices(self) -> Mapping[str, str]:
        sources = [one.noun for one in self.known if one.kind == "source" and one.noun.name]
        return {normal_key(name): one.name for one in sources for name in (one.name, *one.variants)}

    def voice(self, source: str) -> str:
        """Return the name under which the register describes a source; of one that it does not, the words given."""
        return self._voices.get(normal_key(source), source)

    @cached_property
    def told(self) -> list[AnyRecord]:
        """The records of the scope: those whose time touches its period and whose place lies in its place."""
        # A route is the team's; that its record belongs here is not.
        whole = self.counting.records
        return [one for one in self.known if self.in_time(one.noun) and self.in_place(whole[one.id].noun)]

    def of(self, *nouns: type) -> list[AnyRecord]:
        """Return the records of the scope that are of some nouns."""
        return [one for one in self.told if isinstance(one.noun, nouns)]

    def tell(self, record: AnyRecord) -> Told:
        """Return a record as one sentence in both languages, with the accounts that differ."""
        said_by = _accuser(record) if isinstance(record.noun, Incident) and record.noun.kind not in SPOKEN else None
        return Told(
            record.id,
            {one.value: teller.tell(record.noun, said_by=said_by) for one, teller in self.tellers.items()},
            {one.value: date_words(record.noun, one) for one in Language},
            self.disputes.of(self.counting.records[record.id], {}),
            self.citations.of_record(record.id),
        )

    def tell_stage(self, record: AnyRecord, stage: Stage) -> Told:
        """Return one stage of an agreement as a sentence in both languages."""
        return Told(
            record.id,
            {one.value: teller.tell_stage(record.noun, stage) for one, teller in self.tellers.items()},
            {one.value: date_words(stage, one) for one in Language},
            notes=self.citations.of_record(record.id),
        )

    def section_of(self, name: str, *kinds: str) -> Iterator[Section]:
        """Yield the records of some kinds as one section without a title."""
        yield Section(name, None, tuple(self.tell(one) for one in self.told if one.kind in kinds))

    def label(self, message_en: str, **places: Label | str) -> Label:
        """Return a message of ours in both languages; labels stand in its places."""
        return {
            one.value: translate(
                one, message_en, **{n: v if isinstance(v, str) else v[one.value] for n, v in places.items()}
            )
            for one in Language
        }

    def place_label(self, name: str) -> Label:
        """Return what a place is called in both languages."""
        return {one.value: self.places.name(name, one) for one in Language}

    def by_area(self, records: Iterable[AnyRecord]) -> Iterator[tuple[str | None, list[AnyRecord]]]:
        """Give the records of each wider area, in the order in which areas are first spoken of."""
        areas: dict[str | None, list[AnyRecord]] = {}
        for one in records:
            where = next((name for name in places_of(one.noun) if name), None)
            areas.setdefault(self.places.area_of(where) if where else None, []).append(one)
        yield from areas.items()

    def in_time(self, noun: Any) -> bool:
        """Test whether the time of a noun touches the period."""
        when = day_of(noun)
        if not isinstance(when, PartialDate):
            return False
        first, last = when.earliest or when.latest, when.latest or when.earliest
        period = self.scope.period
        if isinstance(noun, Incident | Damage) and first and last and (last - first).days > max(A_YEAR, period.days):
            return False  # known to within years only, it belongs to no shorter time
        return first is not None and last is not None and first <= period.end and last >= period.start

    def in_place(self, noun: Any) -> bool:
        """Test whether a place that a noun names is the place of the story or lies in it."""
        return any(self.lies_inside(name) for name in places_of(noun)) if self.inside is not None else True

    def lies_inside(self, name: str | None) -> bool:
        """Test whether a place by its name is the place of the story or lies in it; each does where it has none."""
        if self.inside is None or not name:
            return self.inside is None
        return any(normal_key(part) in self.inside for part in name.split(" | "))

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what several parts read, made by the first of them that asks."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    @cached_property
    def inside(self) -> frozenset[str] | None:
        """The keys of all names of the place that the story is about and of what lies in it; None for all places."""
        return self.parts_of(self.scope.place) if self.scope.place else None


# -- parts that several kinds share


def course_by_area(story: StoryBuilder) -> Iterator[Section]:
    """Yield what happened, area by area, each in the order of its days."""
    records = [one for one in story.of(Incident, Control, Damage) if getattr(one.noun, "kind", None) not in SPOKEN]
    for at, (area, several) in enumerate(story.by_area(records)):
        title = story.place_label(area) if area else story.label(message("Elsewhere, or the place is not stated"))
        yield Section(f"area-{at}", title, tuple(map(story.tell, several)))


def course_by_week(story: StoryBuilder) -> Iterator[Section]:
    """Yield what happened, week by week; first what began before the time of the story, or is of all of it."""
    records = [one for one in story.of(Incident, Control, Damage) if getattr(one.noun, "kind", None) not in SPOKEN]
    wider = [one for one in records if _first(day_of(one.noun)) < story.scope.period.start]
    title = story.label(
        message("Begun before {day}, or of a longer time"),
        day={one.value: format_date(story.scope.period.start, one) for one in Language},
    )
    yield Section("week-before", title, tuple(map(story.tell, wider)))
    records = records[len(wider) :]
    for (year, week), several in itertools.groupby(records, key=lambda one: _first(day_of(one.noun)).isocalendar()[:2]):
        shown = list(several)
        first, last = (_first(day_of(one.noun)) for one in (shown[0], shown[-1]))
        title = {one.value: date_range(first, last, one) for one in Language}
        yield Section(f"week-{year}-{week}", title, tuple(map(story.tell, shown)))


def reactions(story: StoryBuilder) -> Iterator[Section]:
    """Yield what was said and decided."""
    spoken = [one for one in story.of(Incident) if one.noun.kind in SPOKEN]
    yield Section("spoken", None, tuple(map(story.tell, spoken)))


def date_range(first: date, last: date, language: Language) -> str:
    """Return two days in words, one where they are the same."""
    return format_period(Period(first, last), language)


def _accuser(record: AnyRecord) -> str | None:
    """Return who says of whom, or of how many, a charge speaks; only one who may be named."""
    for name in ("attribution", "killed", "injured"):
        for one in record.held.get(name, ()):
            if one.stance is Stance.ASSERT and one.source and one.value == getattr(record.noun, name):
                return one.source
    return None


def _first(when: Any) -> date:
    return (when.earliest or when.latest or date.max) if isinstance(when, PartialDate) else date.max


def _tells(part: Any) -> bool:
    if not isinstance(part, Section):
        return True
    return bool(part.told or part.grids or part.drawings or part.remarks or part.analysis or part.boxes)
