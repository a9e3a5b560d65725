"""The reader of workbooks: XLSX, ODS and the old XLS."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import accumulate
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from sijill.adapters.readers._archive import weigh
from sijill.adapters.readers._limits import Limits
from sijill.evidence import DamagedDocument, EmptyFile, EncryptedDocument, Extract, Text, fingerprint, settle
from sijill.evidence.workbooks import FORMULA, XLS, XLSX, sheet_words

_READER = "workbook 1, python-calamine"

# ECMA-376 part 1, 18.3.1: a cell is <c r="B7" t="e"> with its formula in <f> and the value last computed in <v>.
_NAMED = rb"(?:\w+:)?"
_UNCOMPUTED = re.compile(
    rb'<%(n)sc\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<%(n)sf\b(?:[^>]*/>|[^>]*>([^<]*)</%(n)sf>)\s*'
    rb"(?:<%(n)sv\s*/>|<%(n)sv>\s*</%(n)sv>)?\s*</%(n)sc>" % {b"n": _NAMED}
)
_ERROR = re.compile(
    rb'<%(n)sc\s(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>.*?<%(n)sv>([^<]*)</%(n)sv>' % {b"n": _NAMED},
    re.DOTALL,
)
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_EXACT = 10**15
"""A spreadsheet holds fifteen digits of a number."""

Grid = list[list[Any]]


class WorkbookReader:
    """
    Reads every sheet that is shown, row by row: what is written in a cell, or was last computed there.

    Days are written as ISO days, 12.0 as 12. A word or a day in cells merged over rows stands in each of these rows, a
    number in the first alone, so that nobody is counted once a row. A formula without a value is given as it stands,
    an error of the spreadsheet by its name.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading, a sheet a page; raises ZipBomb, EncryptedDocument, DamagedDocument or EmptyFile."""
        if media_type != XLS:
            weigh(content, self._limits, deep=False)
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            pages = list(_pages(book, _unreadable_cells(content) if media_type == XLSX else {}))
        except PasswordError:
            raise EncryptedDocument(fingerprint(content)) from None
        except (CalamineError, zipfile.BadZipFile, etree.XMLSyntaxError, LookupError, ValueError, OSError) as error:
            if "password" in str(error).lower():
                raise EncryptedDocument(fingerprint(content)) from None
            raise DamagedDocument(fingerprint(content)) from None
        if not any(page.partition("\n")[2].strip() for page in pages):
            raise EmptyFile(fingerprint(content))
        starts = tuple(accumulate(map(len, pages[:-1]), initial=0))
        return settle(Extract(raw="".join(pages), media_type=media_type, reader=_READER, page_starts=starts))


def _pages(book: CalamineWorkbook, unreadable: dict[str, list[tuple[int, int, str]]]) -> Iterator[str]:
    for about in book.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_name(about.name)
            grid: Grid = sheet.to_python(skip_empty_area=False)
            for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
                _spread(grid, left, top, bottom)
            for row, column, told in unreadable.get(about.name, ()):
                _put(grid, row, column, told)
            yield sheet_words(about.name, ([_as_typed(cell) for cell in row] for row in grid))


def _spread(grid: Grid, column: int, top: int, bottom: int) -> None:
    """Write what stands in cells merged over rows into the column of each of these rows."""
    said = grid[top][column] if top < len(grid) and column < len(grid[top]) else ""
    if said == "" or isinstance(said, float | int):
        return
    for row in grid[top + 1 : bottom + 1]:
        row[column] = said


def _put(grid: Grid, row: int, column: int, told: str) -> None:
    grid += [[] for _ in range(row + 1 - len(grid))]
    grid[row] += [""] * (column + 1 - len(grid[row]))
    grid[row][column] = told


def _as_typed(cell: Any) -> str:
    """Return what a cell says as a person would type it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else f"{cell:.15g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(timespec="minutes")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


def _unreadable_cells(content: bytes) -> dict[str, list[tuple[int, int, str]]]:
    """Return the cells of each sheet whose formula has no value or an error: row and column from 0, and what to say."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name, part in _parts_of_sheets(archive):
            words = archive.read(part) if part in archive.namelist() else b""
            told = [(one, FORMULA + (one[3] or b"").decode(errors="replace")) for one in _UNCOMPUTED.finditer(words)]
            told += [(one, one[3].decode(errors="replace")) for one in _ERROR.finditer(words)]
            found[name] = [(int(one[2]) - 1, _column(one[1]), said) for one, said in told]
    return found


def _parts_of_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Give the name of every sheet and the part of the archive that holds it."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book = etree.fromstring(archive.read("xl/workbook.xml"), parser)
    relations = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"), parser)
    target_of = {str(one.get("Id")): str(one.get("Target")) for one in relations}
    for sheet in book.iterfind(".//{*}sheet"):
        target = target_of.get(str(sheet.get(_R)), "")
        yield str(sheet.get("name")), posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
