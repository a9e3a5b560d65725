"""The report as a document: runs of text, figures that carry their id, tables, charts. Renderers read nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeAlias

from sijill.values import Language


@dataclass(frozen=True, slots=True)
class Text:
    """
    Words. ``code`` is for digests and ids, which always run from left to right.

    ``spoken`` says a sign in words to those who hear the page.
    """

    text: str
    strong: bool = False
    code: bool = False
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class FigureText:
    """A number in print: its words and the id of the figure that it is, listed at the end under ``anchor``."""

    text: str
    figure: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of an endnote."""

    number: int


Run: TypeAlias = Text | FigureText | Mark
Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class House:
    """
    How a publisher's documents look, in no language: a mark as JPEG, a colour, where to find who prints them.

    ``about`` holds what stands on the cover (address, contact, imprint) in both languages. ``templates`` are the
    publisher's own by the ending of the files that they make (``.html``, ``.typ``), each with the name of its file.
    """

    logo: bytes = b""
    colour: str = ""
    about: tuple[Mapping[str, str], ...] = ()
    templates: Mapping[str, tuple[str, str]] = dataclasses.field(default_factory=dict)

    @property
    def is_chosen(self) -> bool:
        """Whether its publisher chose anything of it."""
        return self != NO_HOUSE

    def lines(self, language: Language) -> tuple[str, ...]:
        """Return what stands on the cover in a language."""
        return tuple(told for one in self.about if (told := one[language.value]))


NO_HOUSE = House()
"""The look of documents whose publisher chose none."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What a document is called, and the lines below its title."""

    title: str
    headline: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a part of the report."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; a ``notice`` stands in a frame before all others."""

    runs: Runs
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of equals."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A list of equals, each with its date in the margin; of what has none the date is empty."""

    items: tuple[tuple[Runs, Runs], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading; numbers stand at its end side."""

    label: str
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; the first cell names it. ``level`` sets a part below its whole."""

    cells: tuple[Runs, ...]
    level: int = 0
    total: bool = False
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption and the notes below it."""

    anchor: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Runs, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a Vega-Lite specification, what it shows in words, and the same numbers as a table."""

    anchor: str
    title: str
    alt: str
    spec: Mapping[str, Any]
    table: Table


@dataclass(frozen=True, slots=True)
class CaseBox:
    """A framed record: a person or an incident, with a badge where it must be told apart (invented, open)."""

    anchor: str
    title: Runs
    lines: tuple[tuple[str, Runs], ...]
    badge: str | None = None


@dataclass(frozen=True, slots=True)
class Endnotes:
    """All endnotes, in the order of their marks, counted from 1."""

    items: tuple[Runs, ...]


Block: TypeAlias = Heading | Paragraph | Bullets | Dated | Table | Chart | CaseBox | Endnotes


@dataclass(frozen=True, slots=True)
class Document:
    """
    A composed report in one language. ``as_of`` dates the files, so that the same data give the same bytes.

    ``house`` is how its publisher's documents look. ``annex`` holds the identifiers of its figures and sources, for
    who checks it. A page that stands alone ends with it; beside an ``annex_file`` a figure leads there.
    """

    language: Language
    title: str
    headline: tuple[Runs, ...]
    publisher: str
    period: str
    as_of: datetime
    back_to_text: str
    contents: str
    blocks: tuple[Block, ...]
    cover_notes: tuple[str, ...] = ()
    annex_title: str = ""
    annex: tuple[Block, ...] = ()
    annex_file: str = ""
    house: House = NO_HOUSE

    def apart(self, annex_file: str) -> tuple[Document, Document]:
        """Return the document whose figures lead to a file of this name, and the document of that file."""
        told = dataclasses.replace(self, annex=(), annex_file=annex_file)
        return told, dataclasses.replace(self, title=self.annex_title, headline=(), blocks=self.annex, annex=())


class Renderer(Protocol):
    """Prints a document in one format. The same document gives the same bytes."""

    @property
    def suffix(self) -> str:
        """The ending of the file's name, with its dot."""
        ...

    @property
    def media_type(self) -> str:
        """The media type of the bytes."""
        ...

    def render(self, document: Document) -> bytes:
        """Return the file."""
        ...
