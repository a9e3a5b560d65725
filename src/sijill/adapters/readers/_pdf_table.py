"""The reader of a table that was printed into a PDF: its rows and cells, by the lines drawn around them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pypdfium2
from pypdfium2 import raw as pdfium

from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers._order import MIRRORED, in_reading_order
from sijill.adapters.readers._pdf import all_of, open_pdf
from sijill.adapters.readers._rulings import Grid, NoGrid, grid_of
from sijill.evidence import PDF, REFUSALS, DamagedDocument, Extract, Text, TooLarge, fingerprint, settle
from sijill.evidence.regions import Region
from sijill.evidence.workbooks import sheet_words

_TABLE_READER = f"pdf table 1, pypdfium2 {pypdfium2.PYPDFIUM_INFO.version}, pdfium {pypdfium2.PDFIUM_INFO.version}"
_ARABIC, _LETTER = re.compile("[\u0620-\u06d3\ufb50-\ufdff\ufe70-\ufefc]"), re.compile(r"[^\W\d_]")
_TURNED_ROUND = re.compile(r"[^()]*(?:\)[^()]*\([^()]*)+")
_BROKEN_OFF = "\ufffe\x02"
"""What PDFium writes for the hyphen with which a line ends."""
_OVER = 1.0
"""By how many points a letter may stand over a line; what stands over it by more belongs to no cell for certain."""


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row, from the side at which reading begins, and its box in thousandths of the page."""

    cells: list[str]
    page: int
    box: tuple[int, int, int, int]


@dataclass(slots=True)
class _Cell:
    """The letters of a cell, with a space where they do not follow one another on the page."""

    words: str = ""
    last: int = field(default=-2)

    def add(self, letter: str, at: int) -> None:
        apart = self.words and at != self.last + 1 and self.words[-1] not in _BROKEN_OFF
        self.words, self.last = f"{self.words}{' ' if apart else ''}{letter}", at


class PdfTableReader:
    """
    Reads one table that goes over pages, a row a line, where its grid is certain: every cell between drawn lines.

    A heading that stands again on each page is read once. Words outside the table are left out. Where the table is
    written in Arabic its columns begin at the right.
    """

    media_types = frozenset({PDF})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading, each row a region; raises NoTable, EncryptedDocument, DamagedDocument or TooLarge."""
        with closing(open_pdf(content)) as document:
            if len(document) > self._limits.pages:
                raise TooLarge(fingerprint(content), f"{len(document)} pages, limit {self._limits.pages}")
            rows = list(_printed_rows(document, content))
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


def _printed_rows(document: pypdfium2.PdfDocument, content: bytes) -> Iterator[_Row]:
    head: list[str] = []
    for number in range(1, len(document) + 1):
        try:
            rows = _rows_of_page(document[number - 1], number)
        except NoGrid as why:
            raise REFUSALS["NoTable"](fingerprint(content), f"page {number}{why}") from None
        except pypdfium2.PdfiumError:
            raise DamagedDocument(fingerprint(content), f"page {number}") from None
        if not rows:
            continue
        if head and len(rows[0].cells) != len(head):
            told = f"page {number}: {len(rows[0].cells)} columns, {len(head)} before"
            raise REFUSALS["NoTable"](fingerprint(content), told)
        yield from rows[1:] if rows[0].cells == head else rows
        head = head or rows[0].cells


def _rows_of_page(page: pypdfium2.PdfPage, number: int) -> list[_Row]:
    grid = grid_of(page)
    if grid is None:
        return []
    cells, size = _filled(page, grid), page.get_size()
    words = "".join(cell.words for row in cells for cell in row)
    from_the_right = 2 * len(_ARABIC.findall(words)) > len(_LETTER.findall(words))
    heights = grid.lying[::-1]
    found = []
    for at, row in enumerate(cells):
        told = [_as_written(cell.words) for cell in row]
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
        words, _ = in_reading_order(text, all_of(text))
        unit = 0
        for letter in words:
            left, right, bottom, top = (ctypes.c_double() for _ in range(4))
            index = pdfium.FPDFText_GetCharIndexFromTextIndex(text, unit)
            unit += len(letter.encode("utf-16-le")) // 2
            if letter.isspace() or not pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top):
                continue
            place = grid.cell((left.value + right.value) / 2, (bottom.value + top.value) / 2)
            if place is None:
                continue
            if any(left.value + _OVER < at < right.value - _OVER for at in grid.standing):
                raise NoGrid(f", row {place[0] + 1}: a letter stands over a line")
            cells[place[0]][place[1]].add(letter, unit)
    return cells
