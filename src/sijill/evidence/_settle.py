"""From what a reader took out of a file to the reading that everybody quotes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sijill.evidence import _doubled, _hyphens, _mojibake
from sijill.evidence._front_matter import find_front_matter
from sijill.evidence._likeness import likeness
from sijill.evidence._offset_map import EvenRun, OffsetMap
from sijill.evidence._text import Derivation, Page, Text
from sijill.evidence.messages import Message
from sijill.evidence.regions import Region

# Part of every reader's version: a change here changes readings.
READING_VERSION = f"reading 2, {_mojibake.NAME} {_mojibake.VERSION}, {_hyphens.NAME} {_hyphens.VERSION}"

_MARK = "\ufeff"

Spanning = TypeVar("Spanning", Message, Region)


@dataclass(frozen=True, slots=True)
class Extract:
    """
    What a format's reader took out: the words as they stand, and where each page begins.

    ``page_starts`` are offsets of ``raw``, the first being 0; none when the format has no pages. Messages and
    regions are spans of ``raw`` here. ``front_matter`` is what a head that stands beside the words says.
    """

    raw: str
    media_type: str
    reader: str
    encoding: str | None = None
    page_starts: tuple[int, ...] = ()
    title: str | None = None
    derivations: tuple[Derivation, ...] = ()
    may_have_front_matter: bool = False
    messages: tuple[Message, ...] = ()
    regions: tuple[Region, ...] = ()
    holds: int = 0
    front_matter: Mapping[str, Any] | None = None


def settle(extract: Extract) -> Text:
    """Return the reading: byte-order mark left out, mojibake repaired, broken words joined, all of it mapped."""
    text, source_map, marks = _without_mark(extract.raw)
    text, repaired, repairs = _mojibake.repair(text)
    text, undoubled, doubles = _doubled.undouble(text)
    front = find_front_matter(text) if extract.may_have_front_matter else None
    text, joined, joins = _hyphens.join(text, start=front[1][1] if front else 0)
    source_map = source_map.then(repaired).then(undoubled).then(joined)
    return Text(
        raw=extract.raw,
        text=text,
        source_map=source_map,
        reader=f"{extract.reader}; {READING_VERSION}",
        media_type=extract.media_type,
        encoding=extract.encoding,
        pages=_pages(extract.page_starts, source_map),
        derivations=(*extract.derivations, *marks, *repairs, *doubles, *joins, *likeness(text)),
        title=_title(front[0] if front else None) or extract.title,
        front_matter=front[0] if front else extract.front_matter,
        front_matter_span=front[1] if front else None,
        messages=_spans_read(extract.messages, source_map),
        regions=_spans_read(extract.regions, source_map),
        holds=extract.holds,
    )


def _without_mark(raw: str) -> tuple[str, OffsetMap, tuple[Derivation, ...]]:
    if not raw.startswith(_MARK):
        return raw, OffsetMap.identity(len(raw)), ()
    step = Derivation("mark", "1", "byte-order mark left out of the reading", 1)
    return raw[1:], OffsetMap.of((EvenRun(1, 0, 1), *OffsetMap.identity(len(raw) - 1).runs)), (step,)


def _pages(starts: tuple[int, ...], source_map: OffsetMap) -> tuple[Page, ...]:
    here = [source_map.from_source(start, start)[0] for start in starts]
    ends = [*here[1:], source_map.reading_length]
    return tuple(Page(number, start, end) for number, (start, end) in enumerate(zip(here, ends, strict=False), 1))


def _spans_read(spans: tuple[Spanning, ...], source_map: OffsetMap) -> tuple[Spanning, ...]:
    """Return spans of the source as spans of the reading."""
    if source_map.changes_nothing:
        return spans
    places = (source_map.from_source(one.start, one.end) for one in spans)
    return tuple(replace(one, start=start, end=end) for one, (start, end) in zip(spans, places, strict=True))


def _title(front_matter: dict[str, object] | None) -> str | None:
    title = (front_matter or {}).get("title")
    return title if isinstance(title, str) and title else None
