"""A reading of an item: its words, its pages, and the way back to the words as stored."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sijill.evidence._fingerprint import fingerprint
from sijill.evidence._offset_map import OffsetMap
from sijill.evidence.messages import Message
from sijill.evidence.regions import Region


@dataclass(frozen=True, slots=True)
class Page:
    """One page, as a half-open span of the reading; ``number`` counts from 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Derivation:
    """Something a reader did to the stored words, so that nobody takes the reading for the source."""

    name: str
    version: str
    what: str
    count: int

    def __str__(self) -> str:
        """Return it as one line for a record of the reading."""
        return f"{self.name} {self.version}: {self.what} ({self.count})"


@dataclass(frozen=True, slots=True)
class Text:
    """
    What a reader made of an item.

    ``raw`` is the source: for text files the code points of the decoded file, newlines and
    byte-order mark included; for PDF, DOCX and HTML the words as the reader took them out.
    ``text`` is the reading: mojibake repaired, broken words joined. **Anchors are stored in
    offsets of** ``raw``; the map leads from one to the other. Spans of pages, messages, regions and of
    the front matter are offsets of the reading. ``holds`` is how many files it has inside.
    """

    raw: str
    text: str
    source_map: OffsetMap
    reader: str
    media_type: str
    encoding: str | None = None
    pages: tuple[Page, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    title: str | None = None
    front_matter: Mapping[str, Any] | None = None
    front_matter_span: tuple[int, int] | None = None
    messages: tuple[Message, ...] = ()
    regions: tuple[Region, ...] = ()
    holds: int = 0
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the fingerprint of the reading."""
        object.__setattr__(self, "digest", fingerprint(self.text.encode()))

    @property
    def reliable(self) -> bool:
        """Whether the reading looks like words; one that does not is shown beside its page, and gives no claims."""
        return all(step.name != "likeness" for step in self.derivations)

    @property
    def is_recognized(self) -> bool:
        """Whether its words were recognized in a picture (OCR): a person compares them with it before any use."""
        return any(step.name == "ocr" for step in self.derivations)

    def regions_of(self, start: int, end: int) -> tuple[Region, ...]:
        """Return where on its pages a span of the reading stands, line by line; nothing where no reader said."""
        return tuple(one for one in self.regions if one.start < end and one.end > start)

    def quote(self, start: int, end: int) -> str:
        """Return the words of a span of the reading."""
        return self.text[start:end]

    def source_quote(self, start: int, end: int) -> str:
        """Return the words as stored, for a span of the source."""
        return self.raw[start:end]

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source behind a span of the reading; raises SpanOutside."""
        return self.source_map.to_source(start, end)

    def from_source(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the reading that shows a span of the source; raises SpanOutside."""
        return self.source_map.from_source(start, end)

    def page_at(self, offset: int) -> int | None:
        """Return the number of the page that holds this offset of the reading, None without pages."""
        index = bisect_right(self.pages, offset, key=lambda page: page.start) - 1
        return self.pages[index].number if index >= 0 else None
