"""The reader of a table that was printed into a PDF: its rows and cells, by the lines drawn around them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, groupby, pairwise

import pypdfium2
from pypdfium2 import raw as pdfium

from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers._order import MIRRORED, in_reading_order
from sijill.adapters.readers._pdf import all_of, open_pdf
from sijill.adapters.readers._rulings import Grid, NoGrid, grid_of, ruled
from sijill.evidence import PDF, REFUSALS, DamagedDocument, Extract, Text, TooLarge, fingerprint, settle
from sijill.evidence.regions import Region
from sijill.evidence.workbooks import sheet_words

_TABLE_READER = f"pdf table 1, pypdfium2 {pypdfium2.PYPDFIUM_INFO.version}, pdfium {pypdfium2.PDFIUM_INFO.version}"
_ARABIC, _LETTER = re.compile("[\u0620-\u06d3\ufb50-\ufdff\ufe70-\ufefc]"), re.compile(r"[^\W\d_]")
_LATIN_LETTER = re.compile("[A-Za-z\u00c0-\u052f]")
_TURNED_ROUND = re.compile(r"[^()]*(?:\)[^()]*\([^()]*)+")
_BROKEN_OFF = "\ufffe\x02"
"""What PDFium writes for the hyphen with which a line ends."""
_SPACE = 0.1
"""How much room, as a part of a line's height, is a space between letters."""
_OVER = 1.0
"""By how many points a letter may stand over a line; what stands over it by more belongs to no cell for certain."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row, from the side at which reading begins, and its box in thousandths of the page."""

    cells: list[str]
    page: int
    box: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter as it is read and as it was printed, and where it stands with the room that its font gives it."""

    sign: str
    printed: str
    left: float
    right: float
    bottom: float
    top: float


_Word = Sequence[_Letter]


@dataclass(slots=True)
class _Cell:
    """The words of a cell, each of letters that follow one another on the page."""

    held: list[list[_Letter]] = field(default_factory=list)
    last: int = -2

    def add(self, letter: _Letter, at: int) -> None:
        if self.held and at == self.last + 1 and self.held[-1][-1].sign not in _BROKEN_OFF:
            self.held[-1].append(letter)
        else:
            self.held.append([letter])
        self.last = at

    @property
    def letters(self) -> str:
        """All letters, in no order that tells anything."""
        return "".join(map(_signs, self.held))

    def read(self, *, from_the_right: bool) -> str:
        """Return the words with a space between them; the side tells where a line begins that has both scripts."""
        letters = self.letters
        arabic = len(_ARABIC.findall(letters))
        begins_right = bool(arabic) and (from_the_right or arabic >= len(_LETTER.findall(letters)))
        told = ""
        for word in chain.from_iterable(
            _line_read(line, begins_right=begins_right) for line in _lines_of_cell(self.held)
        ):
            told += f"{' ' if told and told[-1] not in _BROKEN_OFF else ''}{word}"
        return told


class PdfTableReader:
    """
    Reads one table that goes over pages, a row a line, where its grid is certain: every cell between drawn lines.

    A heading that stands again on each page is read once. Words outside the table are left out. Where the table is
    headed in Arabic its columns begin at the right, on every page. A page before the table is its cover; no page after.
    """

    media_types = frozenset({PDF})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading, each row a region; raises NoTable, EncryptedDocument, DamagedDocument or TooLarge."""
        with closing(open_pdf(content)) as document:
            if len(document) > self._limits.pages:
                raise TooLarge(fingerprint(content), f"{len(document)} pages, limit {self._limits.pages}")
            rows = _printed_rows(document, content)
        if not rows:
            raise REFUSALS["NoTable"](fingerprint(content), "no lines cross on its pages")
        raw, regions = sheet_words("table", ()), list[Region]()
        for row in rows:
            line = sheet_words("", [row.cells]).partition("\n")[2]
            regions.append(Region(len(raw), len(raw) + len(line), row.page, *row.box, confidence=100))
            raw += line
        extract = Extract(
            raw=raw, media_type=media_type, reader=_TABLE_READER, page_starts=(0,), regions=tuple(regions)
        )
        return settle(extract)


def _printed_rows(document: pypdfium2.PdfDocument, content: bytes) -> list[_Row]:
    """Return the rows of all pages. Raises NoTable where one of them may be lost or parted."""
    found: list[_Row] = []
    unsure, from_the_right = "", False
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            rows = list[_Row]()
            if grid := grid_of(page):
                cells = _filled(page, grid)
                from_the_right = from_the_right if found else _begins_right(cells)
                rows = _rows_of_page(page, number, grid, cells, from_the_right=from_the_right)
                rows = _going_on(rows, found[0].cells) if found else rows
            elif not unsure and _may_hold_rows(page, begun=bool(found)):
                unsure = f"page {number}: no lines cross on it"
        except NoGrid as why:
            raise REFUSALS["NoTable"](fingerprint(content), f"page {number}{why}") from None
        except pypdfium2.PdfiumError:
            raise DamagedDocument(fingerprint(content), f"page {number}") from None
        found += rows
        if found and unsure:
            raise REFUSALS["NoTable"](fingerprint(content), unsure)
    return found


def _may_hold_rows(page: pypdfium2.PdfPage, *, begun: bool) -> bool:
    """
    Tell whether a page without a grid may hold rows of the table: lines, a picture without words.

    Where the table has ``begun`` on a page before, whatever a page shows may go on with it.
    """
    with closing(page.get_textpage()) as text:
        words = bool(all_of(text).strip())
    shows_picture = any(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
    return ruled(page) or (words or shows_picture if begun else shows_picture and not words)


def _going_on(rows: list[_Row], head: list[str]) -> list[_Row]:
    """Return the rows with which a table goes on, without its heading. Raises NoGrid: other columns, a parted row."""
    if len(rows[0].cells) != len(head):
        raise NoGrid(f": {len(rows[0].cells)} columns, {len(head)} before")
    rows = rows[1:] if rows[0].cells == head else rows
    if rows and 0 < 2 * sum(map(bool, rows[0].cells)) <= len(head):
        raise NoGrid(", row 1: it may go on from the page before")
    return rows


def _begins_right(cells: list[list[_Cell]]) -> bool:
    """Tell whether a table is read from the right: its heading tells it, else all its words."""
    heading, whole = ("".join(cell.letters for row in rows for cell in row) for rows in (cells[:1], cells))
    told = heading if _LETTER.search(heading) else whole
    return 2 * len(_ARABIC.findall(told)) > len(_LETTER.findall(told))


def _lines_of_cell(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Give the words of a cell line by line."""
    line: list[_Word] = []
    for word in words:
        if line and not _on_one_line(word[0], line[-1][0]):
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def _line_read(line: list[_Word], *, begins_right: bool) -> Iterator[str]:
    """
    Give the words of a line of a cell as they are read, what is Latin, or a number or a mark beside it, from the left.

    PDFium takes a line of the whole page from the side of most of its letters, whatever cells stand in it.
    """
    if begins_right:
        line = sorted(line, key=lambda word: -max(letter.right for letter in word))
    elif any(map(_holds_arabic, line)):
        line = sorted(line, key=lambda word: min(letter.left for letter in word))
    for of_arabic, part in groupby(line, _holds_arabic):
        words = list(part)
        if of_arabic:
            yield from map(_signs, words if begins_right else reversed(words))
        else:
            yield from _from_the_left(words)


def _holds_arabic(word: _Word) -> bool:
    return bool(_ARABIC.search(_signs(word)))


def _from_the_left(words: Sequence[_Word]) -> Iterator[str]:
    letters = [letter for word in words for letter in word]
    as_they_stand = sorted(letters, key=lambda one: one.left)
    latin = any(_LATIN_LETTER.search(one.sign) for one in letters)
    if not latin:
        yield from map(_signs, words)
        return
    if as_they_stand == letters or not all(_on_one_line(one, letters[0]) for one in letters):
        yield from ("".join(letter.printed for letter in word) for word in words)
        return
    # PDFium parts such words where brackets and commas stand, so that only the room between letters tells a space.
    told = as_they_stand[0].printed
    for before, letter in pairwise(as_they_stand):
        told += f"{' ' if letter.left - before.right > _SPACE * (letter.top - letter.bottom) else ''}{letter.printed}"
    yield told


def _signs(word: _Word) -> str:
    return "".join(letter.sign for letter in word)


def _on_one_line(one: _Letter, other: _Letter) -> bool:
    low = min(one.top - one.bottom, other.top - other.bottom)
    return min(one.top, other.top) - max(one.bottom, other.bottom) > low / 2


def _rows_of_page(
    page: pypdfium2.PdfPage, number: int, grid: Grid, cells: list[list[_Cell]], *, from_the_right: bool
) -> list[_Row]:
    size = page.get_size()
    heights = grid.lying[::-1]
    found = []
    for at, row in enumerate(cells):
        told = [_as_written(cell.read(from_the_right=from_the_right)) for cell in row]
        box = (grid.standing[0], size[1] - heights[at], grid.standing[-1], size[1] - heights[at + 1])
        left, top, right, bottom = (round(1000 * value / size[side % 2]) for side, value in enumerate(box))
        found.append(_Row(told[::-1] if from_the_right else told, number, (left, top, right, bottom)))
    return found


def _as_written(words: str) -> str:
    words = words.translate(dict.fromkeys(map(ord, _BROKEN_OFF), "-"))
    return words.translate(MIRRORED) if _ARABIC.search(words) and _TURNED_ROUND.fullmatch(words) else words


def _filled(page: pypdfium2.PdfPage, grid: Grid) -> list[list[_Cell]]:
    """Return the cells of a grid, row by row from above, with their letters. Raises NoGrid: a letter in two cells."""
    cells = [[_Cell() for _ in grid.standing[1:]] for _ in grid.lying[1:]]
    with closing(page.get_textpage()) as text:
        printed = all_of(text)
        words, _ = in_reading_order(text, printed)
        unit = 0
        for letter, as_printed in zip(words, printed, strict=True):
            sides = [ctypes.c_double() for _ in range(4)]
            index = pdfium.FPDFText_GetCharIndexFromTextIndex(text, unit)
            unit += len(letter.encode("utf-16-le")) // 2
            if letter.isspace() or not pdfium.FPDFText_GetCharBox(text, index, *sides):
                continue
            left, right, bottom, top = (side.value for side in sides)
            if grid.is_crossed_by(left + _OVER, right - _OVER, bottom + _OVER, top - _OVER):
                raise NoGrid(f", row {grid.row_near(top)}: a letter stands over a line")
            place = grid.cell((left + right) / 2, (bottom + top) / 2)
            if place is not None:
                cells[place[0]][place[1]].add(_Letter(letter, as_printed, *_room(text, index)), unit)
    return cells


def _room(text: pypdfium2.PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Return where a letter stands with the room that its font gives it: left, right, bottom and top."""
    room = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, index, room)
    return room.left, room.right, room.bottom, room.top
