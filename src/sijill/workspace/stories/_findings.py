"""What a story finds in the numbers of others: parts that do not add up, and shares of wholes of different sizes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sijill.model import PublishedFigure
from sijill.model.territory import Control
from sijill.reports.story import Section
from sijill.values import CountRange, Language, PartialDate, message, normal_key
from sijill.values.extent import WHOLE, Extent
from sijill.wording.ground import extent_in_words
from sijill.workspace.editions._cases import both
from sijill.workspace.stories._ground import story_date
from sijill.workspace.stories._labels import number_words

if TYPE_CHECKING:
    from sijill.reports import Label
    from sijill.workspace.stories._story import StoryBuilder


def findings(story: StoryBuilder) -> Iterator[Section]:
    """Yield what printed parts add up to, and how large wholes are of which a measured part is told."""
    yield Section("printed-sums", None, remarks=tuple(_sums(story)))
    yield Section("implied-sizes", None, remarks=tuple(_sizes(story)))


def _sums(story: StoryBuilder) -> Iterator[Label]:
    printed: dict[tuple[str, str, str], list[CountRange]] = {}
    for one in story.of(PublishedFigure):
        if one.noun.value is not None and one.noun.value.is_exact:
            named = (one.noun.source or "", one.noun.measure or "", one.noun.part_of or "")
            printed.setdefault(named, []).append(one.noun.value)
    for (source, measure, whole), parts in printed.items():
        if not whole or not parts[1:]:
            continue
        total = sum(one.floor for one in parts)
        places = {
            "source": both(story.voice(source)),
            "measure": both(measure),
            "sum": number_words(CountRange.exactly(total)),
        }
        heads = [
            values[0].floor
            for (of, named, above), values in printed.items()
            if (of, named, above) == (source, whole, "") and len(values) == 1
        ]
        if not heads or heads[0] == total:
            yield story.label(message("{source}, {measure}: the parts add up to {sum}."), **places)
            continue
        yield story.label(
            message(
                "{source}, {measure}: the parts add up to {sum}, while its total is {total}; what makes the difference "
                "of {gap} is not stated."
            ),
            **places,
            total=number_words(CountRange.exactly(heads[0])),
            gap=number_words(CountRange.exactly(abs(heads[0] - total))),
        )


def _sizes(story: StoryBuilder) -> Iterator[Label]:
    """Give how large a whole would be if what was measured in km² is the part of it that another account tells."""
    held = list(_exact(story))
    found = []
    for place, party, extent, much, day in held:
        if extent.unit != "km2":
            continue
        for whole, other, share, told, on in held:
            near = abs(on - day) <= timedelta(days=1) and whole != place
            if share.unit != "percent" or not near or normal_key(place) not in story.parts_of(whole):
                continue
            part = told if other == party else WHOLE - told
            if 0 < part < WHOLE and much:
                size = much / part * WHOLE
                words = message(
                    "{party} with {area} on {day}, and {share} of {whole} with {other} on {on}: {size} in all."
                )
                found.append(
                    story.label(
                        words,
                        party=_party(story, party),
                        area=_extent(story, extent),
                        day=story_date(day),
                        share=_extent(story, share),
                        whole=story.place_label(whole),
                        other=_party(story, other),
                        on=story_date(on),
                        size=_extent(story, Extent(size, size, unit="km2")),
                    )
                )
    yield from found
    if found[1:]:
        yield story.label(
            message("Where one of these wholes is a part of another and comes out larger, the accounts do not fit.")
        )


def _exact(story: StoryBuilder) -> Iterator[tuple[str, str, Extent, Decimal, date]]:
    for one in story.of(Control):
        when: PartialDate | None = one.noun.valid_from
        for held in one.noun.holders:
            extent, day = held.extent, when.earliest if when is not None else None
            if one.noun.place and day and extent is not None and extent.low is not None and extent.low == extent.high:
                yield one.noun.place, held.party, extent, extent.low, day


def _extent(story: StoryBuilder, extent: Extent) -> Label:
    return {one.value: extent_in_words(extent, one) for one in Language}


def _party(story: StoryBuilder, party: str) -> Label:
    return {one.value: teller.party_names((party,)) for one, teller in story.tellers.items()}
