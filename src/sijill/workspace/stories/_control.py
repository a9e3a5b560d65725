"""The part of a story that tells who held what: maps of the first and the last day, changes between, and attempts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sijill.model.territory import AttemptOutcome
from sijill.reports.story import CellValue, Drawing, Grid, Label, Section
from sijill.reports.territory_map import control_map
from sijill.reports.territory_rows import Looks, legend_of, name_of, places_drawn
from sijill.values import Language, isolate, message, normal_key, translate
from sijill.wording import holders_in_words, state_in_words
from sijill.workspace.stories._ground import code_label, columns_of, story_date
from sijill.workspace.stories._source_words import source_words

if TYPE_CHECKING:
    from sijill.territory import Area, Ground, Standing
    from sijill.territory.shapes import Shape
    from sijill.workspace.stories._story import StoryBuilder

FEWEST_SPOTS = 4
"""With fewer places whose spot is known there is no map, only the list of who held what."""
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
    days = {day: _told_on(ground, areas, day) for day in dict.fromkeys((start, end))}
    looks = Looks(story.counting.rules)
    spots = {one.point for told in days.values() for one in places_drawn(told, shapes, looks, Language.EN)}
    held = [(day, told, _holdings(story, told, day)) for day, told in days.items() if told]
    # Two or three spots without the ground around them say less than their names.
    drawn = len(spots) >= FEWEST_SPOTS
    drawings = tuple(_map(story, told, shapes, spots, grid, day) for day, told, grid in held) if drawn else ()
    lists = () if drawn else tuple(grid for _, _, grid in held)
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
    columns = columns_of(
        story, (message("Day"), False), (message("Place"), False), (message("Before"), False), (message("After"), False)
    )
    shown = tuple(row[:4] for row in changes[:MOST_ROWS])
    marks = tuple(_notes(story, row[4].after) for row in changes[:MOST_ROWS])
    grid = Grid("changes", story.label(message("Places that changed hands, day by day")), columns, shown, (), marks)
    yield Section("maps", None, drawings=drawings, grids=(*lists, *((grid,) if changes else ())))
    yield Section("attempts", None, grids=tuple(_attempts(story, lines)))


def _told_on(ground: Ground, areas: set[str], day: date) -> list[tuple[Area, Standing]]:
    told = [(line.area, standing) for line, standing in ground.at(day) if standing.accounts and line.area.key in areas]
    return sorted(told, key=lambda pair: name_of(pair[0], Language.EN))


def _holdings(story: StoryBuilder, told: Sequence[tuple[Area, Standing]], day: date) -> Grid:
    """Return who held what on a day as a table: a line for each holder and state, with all places of it."""
    alike: dict[tuple[str, str], list[tuple[Area, Standing]]] = {}
    for area, standing in told:
        state, who = state_in_words(standing, Language.EN), holders_in_words(standing, Language.EN)
        alike.setdefault((who, state), []).append((area, standing))
    lines = [several for _, several in sorted(alike.items(), key=lambda one: -len(one[1]))]
    rows = tuple(
        (
            _holders(several[0][1]),
            {one.value: state_in_words(several[0][1], one) for one in Language},
            {
                one.value: translate(one, ", ").join(isolate(name_of(area, one)) for area, _ in several)
                for one in Language
            },
        )
        for several in lines
    )
    marks = tuple(
        tuple(dict.fromkeys(key for _, standing in several for key in _notes(story, standing))) for several in lines
    )
    columns = columns_of(story, (message("Who"), False), (message("State"), False), (message("Places"), False))
    title = story.label(message("Who held what at the end of {day}"), day=story_date(day))
    return Grid(f"places-{day}", title, columns, rows, (), marks)


def _map(
    story: StoryBuilder,
    told: Sequence[tuple[Area, Standing]],
    shapes: Mapping[str, Shape],
    spots: Collection[tuple[float, float]],
    grid: Grid,
    day: date,
) -> Drawing:
    looks = Looks(story.counting.rules)
    specs = {
        one.value: control_map(
            places_drawn(told, shapes, looks, one),
            legend_of((standing for _, standing in told), looks, one),
            one,
            around=spots,
        )
        for one in Language
    }
    alt = story.label(message("The table that follows says the same."))
    return Drawing(f"map-{day}", grid.caption, alt, specs, grid)


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
        columns = columns_of(
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
                code_label(AttemptOutcome(one.outcome)) if one.outcome else None,
            )
            for day, area, one in tried
        )
        yield Grid("attempts", story.label(message("Attempts, which changed nothing by themselves")), columns, rows)


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
