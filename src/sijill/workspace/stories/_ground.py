"""Parts of a story that tell the ground: maps before and after, changes by place, truces, movements, damage, counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sijill.model.territory import DamageClass, DatedCount, DatedMeasure
from sijill.reports.story import Drawing, Grid, Label, Section
from sijill.reports.territory_specs import RivalTotal, damage_bars, rival_lines
from sijill.territory import Moved, Spread, Survey, spreads
from sijill.values import (
    CountRange,
    Language,
    format_date,
    message,
    translate,
)
from sijill.wording.ground import ground_words
from sijill.workspace.editions._cases import both
from sijill.workspace.stories._bound_cells import bounds_cell, class_cell, range_words
from sijill.workspace.stories._source_words import source_words

if TYPE_CHECKING:
    from sijill.workspace.stories._story import StoryBuilder

DAMAGE_CLASSES = frozenset(one.value for one in DamageClass)


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
        columns = columns_of(
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
        title = code_label(kind) if kind else story.label(message("Kind not stated"))
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
        columns = columns_of(
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
    columns = columns_of(story, (message("Source"), False), (message("As of"), False), (message("In all so far"), True))
    grid = Grid(name, story.label(message("Totals so far, by each source")), columns, rows)
    return Drawing(name, title, story.label(message("One line a source; a step is a new number.")), specs, grid)


def spread_grid(story: StoryBuilder, found: Sequence[Spread]) -> Grid:
    """Return how far the totals of sources lie apart as a table; a carried total is marked with its day."""
    columns = columns_of(
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


def columns_of(story: StoryBuilder, *named: tuple[str, bool]) -> tuple[tuple[Label, bool], ...]:
    """Return the columns of a table by their names: whether each is of numbers."""
    return tuple((_damage_word(name), numeric) for name, numeric in named)


def _damage_word(name: str) -> Label:
    code = DamageClass(name) if name in DAMAGE_CLASSES else None
    return {one.value: _title((code and ground_words(code, one)) or translate(one, name)) for one in Language}


def _title(text: str) -> str:
    return text[:1].upper() + text[1:]


def code_label(code: Any) -> Label:
    """Return a code of the ground in words in both languages."""
    return {one.value: _title(ground_words(code, one) or str(code)) for one in Language}


def _total(story: StoryBuilder, one: Any) -> Label:
    carried = message("{source}: {number}, carried from {day}") if one.carried else message("{source}: {number}")
    number = {each.value: range_words(one.value, each) for each in Language}
    return story.label(carried, source=source_words(story, one.source), number=number, day=story_date(one.stated_on))


def _error(finding: Exception) -> Label:
    explained: Callable[[Language], str] | None = getattr(finding, "explained", None)
    return {one.value: explained(one) if explained else str(finding) for one in Language}
