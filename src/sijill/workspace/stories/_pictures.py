"""The pictures and recordings of a log's day as an index: each a claim of its source, with its warning first."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sijill.model import Item
from sijill.reports.story import Box, Line, Section
from sijill.values import Period, message
from sijill.workspace.editions._cases import both
from sijill.workspace.stories._labels import word
from sijill.workspace.stories._source_words import source_words

if TYPE_CHECKING:
    from sijill.workspace.stories._story import StoryBuilder

_PICTURES = ("image/", "video/", "audio/")


def media(story: StoryBuilder) -> Iterator[Section]:
    """Yield the pictures and recordings that were published on the day, each with its warning."""
    period = story.scope.period
    found = [one for one in story.view.items() if one.media_type.startswith(_PICTURES) and is_published_in(one, period)]
    remark = story.label(
        message("Nothing is shown here. That a picture shows what its source says is a claim of the source.")
    )
    boxes = tuple(_picture(story, one) for one in found)
    yield Section("media", None, remarks=(remark,) if boxes else (), boxes=boxes)


def permalink(key: str) -> str:
    """Return where a link to an entry leads: short, always the same, and silent on when its record was made."""
    return f"e-{hashlib.sha256(key.encode()).hexdigest()[:10]}"


def is_published_in(item: Item, period: Period) -> bool:
    """Test whether a document was published within a period."""
    return item.published_on is not None and period.holds(item.published_on) is True


def _picture(story: StoryBuilder, item: Item) -> Box:
    graphic = {
        True: message("Warning: graphic. It is hard to look at."),
        None: message("Warning: nobody has said yet whether it is hard to look at; it may be graphic."),
        False: message("Looked at: not hard to look at."),
    }[item.graphic]
    name = both(item.title or "") if item.title else word(message("without a title"))
    title = story.label(message("Claimed picture: {title}"), title=name)
    lines = (
        Line(word(message("Warning")), word(graphic)),
        Line(word(message("Source")), source_words(story, item.source), story.citations.of_item(item.id, None)),
        Line(word(message("Published on")), item.published_on),
    )
    return Box(permalink(item.id), title, lines, word(message("claim")))
