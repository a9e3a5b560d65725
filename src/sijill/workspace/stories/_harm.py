"""Parts of a story that tell harm: counts by each source with their bases, and allegations by the party accused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sijill.model import Incident, Tally
from sijill.reports.story import CellValue, Grid, Label, Section
from sijill.values import Language, PartialDate, format_date, message, translate
from sijill.wording import party_name
from sijill.workspace.editions._cases import both
from sijill.workspace.stories._source_words import source_words
from sijill.workspace.stories._story import SPOKEN

if TYPE_CHECKING:
    from sijill.records import AnyRecord
    from sijill.workspace.stories._story import StoryBuilder

COUNTED = (
    ("killed", message("Killed")),
    ("children", message("Children")),
    ("women", message("Women")),
    ("men", message("Men")),
    ("injured", message("Injured")),
)


def casualties(story: StoryBuilder) -> Iterator[Section]:
    """Yield the lines that each source printed of the dead and injured, each source and window by itself."""
    by_source: dict[str, list[AnyRecord]] = {}
    for one in story.of(Tally):
        by_source.setdefault(one.noun.source or "", []).append(one)
    grids = tuple(_grid(story, source, several) for source, several in by_source.items())
    told = [one for one in story.of(Incident) if one.noun.kind not in SPOKEN and one.noun.killed is not None]
    grids += (_incidents(story, told),) if told else ()
    remark = story.label(message("Counts of different sources follow different rules; none is added to another."))
    if grids:
        yield Section("counted", None, grids=grids, remarks=(remark,))


def allegations(story: StoryBuilder) -> Iterator[Section]:
    """Yield what each party is accused of, in the order of days, with who denies it; sides are told alike."""
    accused: dict[str, list[AnyRecord]] = {}
    for one in story.of(Incident):
        held = one.noun.attribution
        for party in dict.fromkeys(_accused_side(story, party) for party in (held.parties if held is not None else ())):
            accused.setdefault(party, []).append(one)
    for party, several in accused.items():
        title = {one.value: party_name(party, one, story.counting.rules.parties) for one in Language}
        yield Section(f"accused-{party}", title, tuple(map(story.tell, several)))


def _accused_side(story: StoryBuilder, party: str) -> str:
    """Return the party of the methodology's table under whose row an accused one stands, else itself."""
    row = story.counting.rules.bucket_of(party)
    return row.parties[0] if row is not None and len(row.parties) == 1 else party


def _grid(story: StoryBuilder, source: str, records: Sequence[AnyRecord]) -> Grid:
    shown = [(name, words) for name, words in COUNTED if any(getattr(one.noun, name) is not None for one in records)]
    columns = (
        (_head(message("Line")), False),
        (_head(message("Window")), False),
        *((_head(words), True) for _, words in shown),
    )
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (both(one.noun.title or ""), _window_of_line(one.noun), *(getattr(one.noun, name) for name, _ in shown))
        for one in records
    )
    marks = tuple(story.citations.of_record(one.id) for one in records)
    caption = (
        story.label(message("As {source} counts"), source=source_words(story, source))
        if source
        else _head(message("Counts"))
    )
    return Grid("tally", caption, columns, rows, (), marks)


def _incidents(story: StoryBuilder, records: Sequence[AnyRecord]) -> Grid:
    shown = [(name, words) for name, words in COUNTED if any(getattr(one.noun, name) is not None for one in records)]
    columns = (
        *((_head(message("Day")), False), (_head(message("Event")), False)),
        *((_head(words), True) for _, words in shown),
        (_head(message("Held responsible")), False),
    )
    rows: tuple[tuple[CellValue, ...], ...] = tuple(
        (
            one.noun.happened_on,
            both(one.noun.title or ""),
            *(getattr(one.noun, name) for name, _ in shown),
            _responsible(story, one.noun),
        )
        for one in records
    )
    marks = tuple(story.citations.of_record(one.id) for one in records)
    return Grid("events", _head(message("Single events with a number of dead")), columns, rows, (), marks)


def _responsible(story: StoryBuilder, noun: Any) -> Label | None:
    if noun.attribution is None or not noun.attribution.parties:
        return None
    return {one.value: teller.party_names(noun.attribution.parties) for one, teller in story.tellers.items()}


def _window_of_line(noun: Tally) -> Label | None:
    when: PartialDate | None = noun.window
    return None if when is None else {one.value: format_date(when, one) for one in Language}


def _head(words: str) -> Label:
    return {one.value: translate(one, words) for one in Language}
