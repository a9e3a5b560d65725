"""
The page as a reader sees it, with the way back to the page as it is stored.

Line ends, hyphens at line ends, note markers and links are furniture: they are taken
out of the reading (hazards S0.27, S1.36, S2.24), and every place in the reading still
knows its offset in the source text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from statistics import quantiles
from typing import Any

from sijill.evidence import EvenRun, OffsetMap, repair
from sijill.language.page._links import Link, find_links
from sijill.language.page._tokens import keeps_hyphen

BULLET = re.compile(r"\s*(?:([•●▪*–—-]|o(?=\s))\s+|([A-Z]\.)\s+(?=[A-Z])|(\d{1,2}\.)\s+(?=[A-Z]))")
_URL_LINE = re.compile(r"\s*(?:https?://|www\.)\S+\s*$|\s*(?:%[0-9A-F]{2}|%\s?[0-9A-F]\s)\S*\s*$")
_IMAGE = re.compile(r"\s*!\[.*\]\(.*\)\s*$|\s*\[object Object\]\s*$")
_PAGE_NUMBER = re.compile(r"\s*\d{1,4}\s*$")
_NOTE = re.compile(r"\s*(?:\[(\d{1,3})\]|(\d{1,3}))(\s*)(?=[^\d\s.,:;)%\-–/])")
_BRACKET_CITE = re.compile(r"\[(\d{1,3}|[a-z]|note \d+|citation needed|object Object)\]")
_GLUED_CITE = re.compile(r"(?<=[^\W\d_])[.,;:!?]?[”\"’)]?[.,;]?(\d{1,3})(?=[\s.,;:)]|$)")
_BLANKS = str.maketrans("\t\u00a0\u202f", "   ")
_ENDS_SENTENCE = re.compile(r"[.!?:;][”\"’)\]]*\s*$")


@dataclass(slots=True)
class Passage:
    """
    A paragraph, heading or list item: one run of reading text.

    ``level`` is the kind of bullet ("-", "•", "A.", ...), or "" for running text.
    """

    zone: str
    start: int
    end: int = 0
    level: str = ""
    section: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note or reference: the span of its words in the reading, and of all of it in the source."""

    number: int
    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Cite:
    """A note number in running text, at the place where it stood in the reading."""

    number: int
    at: int


@dataclass(slots=True)
class Surface:
    """The reading, its blocks, notes and citations, and the way back to the source."""

    text: str
    flat: str = ""
    home: OffsetMap = field(default_factory=lambda: OffsetMap(()))
    blocks: list[Passage] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    cites: list[Cite] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source text under a span of the reading."""
        return self.home.to_source(start, end)

    def block_at(self, place: int) -> Passage:
        """Return the block that holds a place of the reading."""
        return self.blocks[max(0, bisect_right(self.blocks, place, key=lambda block: block.start) - 1)]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str


def read_surface(text: str) -> Surface:
    """Return the reading of a document: paragraphs joined, furniture taken out, the way back kept."""
    whole, repaired, _ = repair(text)
    surface = Surface(text, links=find_links(whole))
    lines = list(_page_lines(whole))
    first = _skip_front_matter(lines)
    body = lines[first:]
    notes = _note_lines(body)
    laid = _Builder(surface, body, notes, _wrap_width(body), max(notes.values(), default=0)).run(len(whole))
    surface.home = repaired.then(laid)
    if not repaired.changes_nothing:
        surface.links = [replace(link, **_span(repaired, link.start, link.end)) for link in surface.links]
        surface.notes = [
            replace(note, **_span(repaired, note.source_start, note.source_end, "source_")) for note in surface.notes
        ]
    return surface


def _span(home: OffsetMap, start: int, end: int, name: str = "") -> dict[str, Any]:
    return dict(zip((f"{name}start", f"{name}end"), home.to_source(start, end), strict=True))


class _Builder:
    """Walks the lines once and lays the reading down, piece by piece."""

    def __init__(self, surface: Surface, lines: list[_Line], notes: dict[int, int], width: int, last_note: int) -> None:
        """Start with an empty reading."""
        self.surface, self.lines, self.notes, self.width, self.last_note = surface, lines, notes, width, last_note
        self.pieces: list[tuple[str, int | None]] = []  # words with their place in the source, None for a joint of ours
        self.length = self.block_piece = 0
        self.block: Passage | None = None
        self.section = 0
        self.cited = 0
        self.note: int | None = None
        self.previous = self.last_mark = ""
        self.at = self.opened_at = self.laid_to = 0
        self.link_starts = [link.start for link in surface.links]

    def run(self, size: int) -> OffsetMap:
        """Lay down all lines and close the last block; return the way back to a source of this size."""
        blank = True
        for number, line in enumerate(self.lines):
            stripped = line.text.strip()
            if not stripped:
                blank = True
                continue
            if number not in self.notes and self._is_furniture(line):
                continue
            self.at = line.start
            self._lay(number, line, blank)
            self.laid_to = line.start + len(line.text)
            blank = False
        self._close()
        self.surface.flat = "".join(words for words, _ in self.pieces)
        return OffsetMap.of(self._runs(size))

    def _runs(self, size: int) -> Iterator[EvenRun]:
        here = 0
        for words, place in self.pieces:
            if place is None:
                yield EvenRun(len(words), 1, 0)
                continue
            if place > here:
                yield EvenRun(place - here, 0, 1)
            yield EvenRun(len(words), 1, 1)
            here = place + len(words)
        if here < size:
            yield EvenRun(size - here, 0, 1)

    def _linked(self, line: _Line) -> Iterator[tuple[int, int]]:
        """Yield the parts of a line that belong to addresses."""
        end = line.start + len(line.text)
        first = max(0, bisect_right(self.link_starts, line.start) - 1)
        for link in (self.surface.links[at] for at in range(first, len(self.link_starts))):
            if link.start >= end:
                return
            if link.end > line.start:
                yield max(link.start, line.start) - line.start, min(link.end, end) - line.start

    def _is_furniture(self, line: _Line) -> bool:
        rest = line.text
        for start, end in reversed(list(self._linked(line))):
            rest = rest[:start] + rest[end:]
        return not rest.strip() or any(pattern.match(line.text) for pattern in (_URL_LINE, _IMAGE, _PAGE_NUMBER))

    def _lay(self, number: int, line: _Line, blank: bool) -> None:
        content = line.text
        opener = BULLET.match(content)
        heading = content.lstrip().startswith("#")
        if number in self.notes:
            self._close()
            self.note = self.notes[number]
            mark = _NOTE.match(content) or re.match(r"\s*\[\d{1,3}\]\s*", content)
            skip = mark.end() if mark else 0
            self._open("note", "")
        elif self.note is not None and self.width and not heading:
            skip = self._join(content)
        elif heading or opener or self._breaks(content, blank):
            self._close()
            self.note = None
            skip = opener.end() if opener and not heading else len(content) - len(content.lstrip("# \t"))
            level = next((mark for mark in (opener.groups() if opener else ()) if mark), "")
            level = re.sub(r"[A-Z](?=\.)", "A", re.sub(r"\d+", "1", level))
            self._open("heading" if heading else "body", level)
        else:
            skip = self._join(content)
        self._add(line, skip)
        self.previous = content

    def _breaks(self, content: str, blank: bool) -> bool:
        """Test whether a line starts a new paragraph."""
        if self.block is None or not self.width:
            return True
        if self.previous.lstrip().startswith("#"):
            return True
        running = not _ENDS_SENTENCE.search(self.previous) and content.lstrip()[:1].islower()
        if running:
            return False
        if blank:
            return True
        first_word = content.split()[0]
        length = len(self.previous.strip())
        if _ENDS_SENTENCE.search(self.previous):
            return length + 1 + len(first_word) < 0.93 * self.width
        return length < 0.6 * self.width and first_word[:1].isupper()

    def _words(self) -> str:
        return "".join(words for words, _ in self.pieces[self.block_piece :])

    def _is_heading(self, block: Passage) -> bool:
        words = self._words().strip()
        if self.last_mark == ":" and not block.level:
            return False
        if block.zone != "body" or re.search(r"[.,;:!?”\"]$", words) or len(words.split()) > 16:
            return False
        return block.level in {"", "A."} and words[:1].isalnum() and not words[:1].islower()

    def _join(self, content: str) -> int:
        """Join a wrapped line to the one before; a hyphen at the line end goes, unless it belongs to the word."""
        while self.pieces and self.pieces[-1][0].endswith(" "):
            self._shorten(len(self.pieces[-1][0]) - len(self.pieces[-1][0].rstrip(" ")))
        end, bare = "".join(words for words, _ in self.pieces[-2:])[-60:], content.lstrip()
        if len(end) > 1 and end[-1] in "-\u00ad" and end[-2].isalpha() and bare[:1].islower():
            if not keeps_hyphen(end[:-1].split()[-1], bare.split()[0]):
                self._shorten(1)
        elif self.pieces:
            self._put(" ", None)
        return len(content) - len(bare)

    def _shorten(self, by: int) -> None:
        words, place = self.pieces.pop()
        self.length -= by
        if len(words) > by:
            self.pieces.append((words[:-by], place))

    def _add(self, line: _Line, skip: int) -> None:
        content = line.text.rstrip()
        links = ((start, end, None) for start, end in self._linked(line))
        place = skip
        for start, end, number in sorted((*self._gaps(content), *links), key=lambda gap: gap[:2]):
            if end <= place:
                continue
            self._put(content[place:start], line.start + place)
            if number is not None:
                self.surface.cites.append(Cite(number, self.length))
            place = end
        self._put(content[place:], line.start + place)

    def _gaps(self, content: str) -> Iterator[tuple[int, int, int | None]]:
        """Yield the note markers that are taken out of a line."""
        if self.note is not None:
            return
        for cite in _BRACKET_CITE.finditer(content):
            yield cite.start(), cite.end(), int(cite[1]) if cite[1].isdigit() else None
        for cite in _GLUED_CITE.finditer(content):
            number = int(cite[1])
            # Note numbers run upwards through a text; "Map1" or "T72" does not fit the sequence.
            if number <= self.last_note and self.cited <= number <= self.cited + 2:
                self.cited = number
                yield cite.start(1), cite.end(1), number

    def _put(self, words: str, place: int | None) -> None:
        if words:
            self.pieces.append((words.translate(_BLANKS), place))
            self.length += len(words)

    def _open(self, zone: str, level: str) -> None:
        self.opened_at = self.at
        self.block = Passage(zone, self.length, level=level, section=self.section)
        self.block_piece = len(self.pieces)

    def _close(self) -> None:
        if self.block is None:
            return
        words = self._words().rstrip(" ")
        self.block.end = self.block.start + len(words)
        if self.block.end > self.block.start:
            if self.block.zone == "heading" or self._is_heading(self.block):
                self.section += 1
                self.block.zone, self.block.section = "heading", self.section
            self.surface.blocks.append(self.block)
            self.last_mark = words[-1]
            if self.block.zone == "note" and self.note is not None:
                span = (self.opened_at, self.laid_to)
                self.surface.notes.append(Note(self.note, self.block.start, self.block.end, *span))
            self._put("\n", None)
        self.block = None


def _page_lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.splitlines(keepends=True):
        yield _Line(start, line.rstrip("\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"))
        start += len(line)


def _skip_front_matter(lines: list[_Line]) -> int:
    if not lines or lines[0].text.strip() != "---":
        return 0
    for number, line in enumerate(lines[1:], 1):
        if line.text.strip() == "---":
            return number + 1
    return 0


def _wrap_width(lines: list[_Line]) -> int:
    """Return the width at which a document is wrapped, or 0 when each paragraph is one line."""
    lengths = [len(line.text.rstrip()) for line in lines if len(line.text.strip()) > 40 and "http" not in line.text]
    if len(lengths) < 8:
        return 0
    upper = quantiles(lengths, n=20)[-2]
    return int(upper) if upper < 160 else 0


def _note_lines(lines: list[_Line]) -> dict[int, int]:
    """
    Return which lines open a numbered note: the longest run 1, 2, 3, ... that ends last.

    A run of fewer than three is not a list of notes (a lone "1" may be anything).
    """
    best: dict[int, int] = {}
    marks = [(number, match) for number, line in enumerate(lines) if (match := _NOTE.match(line.text))]
    seen = {number for number, _ in marks}
    bare = [(n, m) for n, line in enumerate(lines) if n not in seen and (m := re.match(r"\s*\[(\d{1,3})\]", line.text))]
    marks = sorted([*marks, *bare], key=lambda pair: pair[0])
    for start, (_, opener) in enumerate(marks):
        if int(opener.group(1) or opener.group(2)) != 1:
            continue
        run: dict[int, int] = {}
        for number, mark in marks[start:]:
            value = int(next(group for group in mark.groups() if group and group.strip()))
            if value == len(run) + 1:
                run[number] = value
        if len(run) >= 3 and len(run) >= len(best):
            best = run
    return best
