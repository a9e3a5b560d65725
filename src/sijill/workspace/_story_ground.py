"""Parts of a story that tell the ground: maps before and after, changes by place, truces, movements, damage, counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sijill.model.territory import AttemptOutcome, DamageClass, DatedCount, DatedMeasure
from sijill.reports.story import CellValue, Drawing, Grid, Label, Section
from sijill.reports.territory_map import control_map
from sijill.reports.territory_rows import Looks, legend_of, name_of, places_drawn
from sijill.reports.territory_specs import RivalTotal, damage_bars, rival_lines
from sijill.territory import Moved, Spread, Survey, spreads
from sijill.values import (
    CountRange,
    Language,
    format_date,
    message,
    normal_key,
    translate,
)
from sijill.wording import holders_in_words, state_in_words
from sijill.wording.ground import ground_words
from sijill.workspace._bound_cells import bounds_cell, class_cell, range_words
from sijill.workspace._cases import both
from sijill.workspace._source_words import source_words

if TYPE_CHECKING:
    from sijill.territory import Area, Ground, Standing
    from sijill.territory.shapes import Shape
    from sijill.workspace._story import StoryBuilder

DAMAGE_CLASSES = frozenset(one.value for one in DamageClass)
MOST_ROWS = 400
"""Rows of one table; more stand in the register and are counted in a note."""


def control(story: StoryBuilder) -> Iterator[Section]:
    """Yield a map of the first and of the last day, and every change and attempt of the places told."""
    ground, shapes = story.ground.control, story.ground.shapes
    start, end = story.scope.period.start, story.scope.period.end
    lines = [one for one in ground.timelines.values() if _told_of(story, one.area)]
    if not any(one.spells or one.attempts for one in lines):
        return
    areas = {one.area.key for one in lines}
    drawings = [_map(story, ground, shapes, areas, day) for day in dict.fromkeys((start, end))]
    changes = [
        (
            story_date(change.day),
            _area_label(one.area),
            _standing_label(change.before),
            _standing_label(change.after),
            change,
        )
        for one in lines
        for change in ground.changes(one.area.key)
        if start <= change.day <= end
    ]
    changes.sort(key=lambda row: (row[4].day, row[1]["en"]))
    columns = _columns(
        story, (message("Day"), False), (message("Place"), False), (message("Before"), False), (message("After"), False)
    )
    shown = tuple(row[:4] for row in changes[:MOST_ROWS])
    marks = tuple(_notes(story, row[4].after) for row in changes[:MOST_ROWS])
    grid = Grid("changes", story.label(message("Places that changed hands, day by day")), columns, shown, (), marks)
    yield Section("maps", None, drawings=tuple(one for one in drawings if one is not None), grids=(grid,))
    yield Section("attempts", None, grids=tuple(_attempts(story, lines)))


def truces_held(story: StoryBuilder) -> Iterator[Section]:
    """Yield each truce with its stages by each account, then all by the hours they held, as bounds."""
    told = {one.id for one in story.told}
    mine = [one for one in story.ground.truces if one.record.id in told]
    for one in mine:
        noun = one.record.noun
        sentences = [story.tell(one.record), *(story.tell_stage(one.record, stage) for stage in noun.stages)]
        yield Section(f"truce-{one.record.id}", both(noun.title or noun.zone or ""), tuple(sentences))
    rows = tuple(
        (
            both(one.record.noun.title or one.record.noun.zone or ""),
            one.hours_nominal,
            bounds_cell(one.hours_held),
            bounds_cell(one.start_spread),
            len(one.breaches),
            bounds_cell(one.breaches_a_day(in_zone=False)),
        )
        for one in mine
    )
    if rows:
        columns = _columns(
            story,
            (message("Truce"), False),
            (message("Hours declared"), True),
            (message("Hours held"), True),
            (message("Hours between the starts that sources give"), True),
            (message("Breaches"), True),
            (message("Breaches a day"), True),
        )
        note = story.label(
            message("Hours are bounds wherever no clock time is told; a declared start is not an observed one.")
        )
        yield Section(
            "hours", None, grids=(Grid("truce-hours", story.label(message("Truces by hours")), columns, rows, (note,)),)
        )


def movements(story: StoryBuilder) -> Iterator[Section]:
    """Yield the accounts of people who moved, by kind (never added to each other), rival totals and their spread."""
    told = {one.id for one in story.told}
    mine = [one for one in story.ground.movements if one.record.id in told]
    apart = list(spreads(mine))
    for kind in dict.fromkeys(one.noun.kind for one in mine):
        several = [one for one in mine if one.noun.kind is kind]
        title = _code(kind) if kind else story.label(message("Kind not stated"))
        drawing = _rival_totals(story, f"totals-{kind}", title, several)
        grids = [spread_grid(story, [one for one in apart if one.kind is kind])]
        yield Section(
            f"moved-{kind}",
            title,
            tuple(story.tell(one.record) for one in several),
            tuple(one for one in grids if one.rows),
            (drawing,) if drawing is not None else (),
        )


def damage(story: StoryBuilder) -> Iterator[Section]:
    """Yield surveys with the share of each class in what was examined, then each object by its account."""
    told = {one.id for one in story.told}
    mine = [
        one
        for one in story.ground.surveys
        if any(record.id in told for part in one.classes.values() for record in part.records)
    ]
    kinds = [kind for kind in DamageClass if any(kind in one.classes for one in mine)]
    if mine and kinds:
        columns = _columns(
            story,
            (message("Survey"), False),
            (message("Examined"), True),
            *((kind.value, True) for kind in kinds),
            (message("Without a class"), True),
        )
        rows = tuple(
            (
                both(one.name),
                one.examined,
                *(class_cell(one.classes.get(kind)) for kind in kinds),
                class_cell(one.unclassified),
            )
            for one in mine
        )
        notes = tuple(_error(finding) for one in mine for finding in one.findings)
        grid = Grid("surveys", story.label(message("Damage by class, of what was examined")), columns, rows, notes)
        yield Section("surveys", None, drawings=tuple(_damage_drawing(story, mine, grid)), grids=())
    yield from story.section_of("objects", "damage")


def counts(story: StoryBuilder) -> Iterator[Section]:
    """Yield dated counts: strengths, services, displaced, besieged, and people, also as counted before the time."""
    before = [
        one
        for one in story.known
        if isinstance(one.noun, DatedCount)
        and one.noun.measure is DatedMeasure.POPULATION
        and one.noun.counted_on is not None
        and (last := one.noun.counted_on.latest) is not None
        and last < story.scope.period.start
        and story.in_place(one.noun)
    ]
    yield Section("counts", None, tuple(map(story.tell, [*before, *story.of(DatedCount)])))


def _map(
    story: StoryBuilder, ground: Ground, shapes: Mapping[str, Shape], areas: set[str], day: date
) -> Drawing | None:
    told = [(line.area, standing) for line, standing in ground.at(day) if standing.accounts and line.area.key in areas]
    looks = Looks(story.counting.rules)
    specs, on_map = {}, 0
    for one in Language:
        places = places_drawn(told, shapes, looks, one)
        on_map = len(places)
        specs[one.value] = control_map(places, legend_of((standing for _, standing in told), looks, one), one)
    if not on_map:
        return None
    told.sort(key=lambda pair: name_of(pair[0], Language.EN))
    columns = _columns(story, (message("Place"), False), (message("State"), False), (message("Who"), False))
    rows = tuple(
        (_area_label(area), {one.value: state_in_words(standing, one) for one in Language}, _holders(standing))
        for area, standing in told
    )
    title = story.label(message("Who held what at the end of {day}"), day=story_date(day))
    return Drawing(
        f"map-{day}",
        title,
        story.label(message("The table that follows says the same.")),
        specs,
        Grid(f"places-{day}", title, columns, rows),
    )


def _attempts(story: StoryBuilder, lines: Sequence[Any]) -> Iterator[Grid]:
    start, end = story.scope.period.start, story.scope.period.end
    tried = [
        (date.fromordinal(one.when.day), line.area, one)
        for line in lines
        for one in line.attempts
        if one.when is not None and start <= date.fromordinal(one.when.day) <= end
    ]
    tried.sort(key=lambda row: (row[0], row[1].slug))
    if tried:
        columns = _columns(
            story,
            (message("Day"), False),
            (message("Place"), False),
            (message("Attempt by"), False),
            (message("Outcome"), False),
        )
        rows: tuple[tuple[CellValue, ...], ...] = tuple(
            (
                story_date(day),
                _area_label(area),
                source_words(story, who) if (who := one.by or one.party) else None,
                _code(AttemptOutcome(one.outcome)) if one.outcome else None,
            )
            for day, area, one in tried
        )
        yield Grid("attempts", story.label(message("Attempts, which changed nothing by themselves")), columns, rows)


def _rival_totals(story: StoryBuilder, name: str, title: Label, moved: Sequence[Moved]) -> Drawing | None:
    series: dict[str, list[tuple[date, CountRange, Moved]]] = {}
    for one in moved:
        day = one.as_of.latest if one.as_of else None
        if one.source and one.cumulative is not None and day is not None:
            series.setdefault(one.source, []).append((day, one.cumulative, one))
    if sum(map(len, series.values())) < 2:
        return None
    for told in series.values():
        told.sort(key=lambda row: row[0])
    specs = {
        one.value: rival_lines(
            [
                (
                    story.tellers[one].source(source),
                    [
                        RivalTotal(day, value.low, value.high, f"{format_date(day, one)}: {range_words(value, one)}")
                        for day, value, _ in told
                    ],
                )
                for source, told in series.items()
            ],
            one,
        )
        for one in Language
    }
    rows = tuple(
        (source_words(story, source), story_date(day), value)
        for source, told in series.items()
        for day, value, _ in told
    )
    columns = _columns(story, (message("Source"), False), (message("As of"), False), (message("In all so far"), True))
    grid = Grid(name, story.label(message("Totals so far, by each source")), columns, rows)
    return Drawing(name, title, story.label(message("One line a source; a step is a new number.")), specs, grid)


def spread_grid(story: StoryBuilder, found: Sequence[Spread]) -> Grid:
    """Return how far the totals of sources lie apart as a table; a carried total is marked with its day."""
    columns = _columns(
        story,
        (message("As of"), False),
        (message("Lowest"), False),
        (message("Highest"), False),
        (message("Apart by"), False),
        (message("Times as many"), False),
    )
    rows = tuple(
        (
            story_date(one.as_of),
            _total(story, one.low),
            _total(story, one.high),
            bounds_cell(one.gap) if one.comparable else story.label(message("not comparable")),
            bounds_cell(one.ratio, places=2) if one.comparable else None,
        )
        for one in found
    )
    return Grid("spread", story.label(message("How far the totals of sources lie apart")), columns, rows)


def _damage_drawing(story: StoryBuilder, surveys: Sequence[Survey], grid: Grid) -> Iterator[Drawing]:
    drawn = [one for one in surveys if one.examined is not None and one.examined.floor]
    if drawn:
        specs = {}
        for language in Language:
            names = {kind.value: ground_words(kind, language) or kind.value for kind in DamageClass}
            names[""] = translate(language, "without a class")
            bars = [
                (
                    both(one.name)[language.value],
                    {kind: part.count.floor for kind, part in one.classes.items()},
                    one.examined.floor,
                )
                for one in drawn
                if one.examined is not None
            ]
            specs[language.value] = damage_bars(bars, names, language)
        title = story.label(message("Classes of damage, of what was examined"))
        yield Drawing("damage", title, story.label(message("The table that follows says the same.")), specs, grid)


# -- cells


def story_date(day: date) -> Label:
    """Return a day in words in both languages."""
    return {one.value: format_date(day, one) for one in Language}


def _columns(story: StoryBuilder, *named: tuple[str, bool]) -> tuple[tuple[Label, bool], ...]:
    return tuple((_damage_word(name), numeric) for name, numeric in named)


def _damage_word(name: str) -> Label:
    code = DamageClass(name) if name in DAMAGE_CLASSES else None
    return {one.value: _title((code and ground_words(code, one)) or translate(one, name)) for one in Language}


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def _told_of(story: StoryBuilder, area: Area) -> bool:
    inside = story.inside
    return inside is None or bool(
        {normal_key(name) for name in (area.slug, area.label_en, area.label_ar) if name} & inside
    )


def _area_label(area: Area) -> Label:
    return {one.value: name_of(area, one) for one in Language}


def _standing_label(standing: Standing) -> Label:
    return {
        one.value: ": ".join(part for part in (state_in_words(standing, one), holders_in_words(standing, one)) if part)
        for one in Language
    }


def _holders(standing: Standing) -> Label | None:
    told = {one.value: holders_in_words(standing, one) for one in Language}
    return told if any(told.values()) else None


def _notes(story: StoryBuilder, standing: Standing) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for one in standing.accounts for key in story.citations.of_record(one.id)))


def _code(code: Any) -> Label:
    return {one.value: _title(ground_words(code, one) or str(code)) for one in Language}


def _total(story: StoryBuilder, one: Any) -> Label:
    carried = message("{source}: {number}, carried from {day}") if one.carried else message("{source}: {number}")
    number = {each.value: range_words(one.value, each) for each in Language}
    return story.label(carried, source=source_words(story, one.source), number=number, day=story_date(one.stated_on))


def _error(finding: Exception) -> Label:
    explained: Callable[[Language], str] | None = getattr(finding, "explained", None)
    return {one.value: explained(one) if explained else str(finding) for one in Language}
