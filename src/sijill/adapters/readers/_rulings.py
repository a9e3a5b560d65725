"""The lines that a page of a PDF draws, and the grid that they make where they certainly make one."""

from __future__ import annotations

import ctypes
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pypdfium2
from pypdfium2 import raw as pdfium

THIN, NEAR = 3.0, 2.0
"""In points: a filled shape no wider is a line, and ends no further apart meet."""

_FEW, _FORMS = 3, 15
"""How many lines may be a table's, and how deep forms within forms are looked into for them."""

Ruling = tuple[float, float, float]
"""Where a line stands across its direction, and where it begins and ends along it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table in points: those that stand, from the left, and those that lie, from below."""

    standing: tuple[float, ...]
    lying: tuple[float, ...]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row, from above, and the column, from the left, in which a point stands; None outside."""
        column, row = bisect(self.standing, x) - 1, len(self.lying) - 1 - bisect(self.lying, y)
        inside = 0 <= column < len(self.standing) - 1 and 0 <= row < len(self.lying) - 1
        return (row, column) if inside else None

    def is_crossed_by(self, left: float, right: float, bottom: float, top: float) -> bool:
        """Tell whether a line of the table, standing or lying, goes through a box."""
        upright = any(left < at < right for at in self.standing)
        flat = any(bottom < at < top for at in self.lying)
        beside = right > self.standing[0] and left < self.standing[-1]
        return (upright and top > self.lying[0] and bottom < self.lying[-1]) or (flat and beside)

    def row_near(self, y: float) -> int:
        """Return the number of the row, from one, in which a height stands, or of the row that is next to it."""
        return min(max(len(self.lying) - bisect(self.lying, y), 1), len(self.lying) - 1)


class NoGrid(Exception):
    """Lines that make no grid in which every cell has one place."""


def grid_of(page: pypdfium2.PdfPage) -> Grid | None:
    """
    Return the grid of the one table on a page, None where no lines cross at all.

    Every line goes through from one side of the table to the other and ends there: one that runs on leads to a row or
    a column whose outer line was not drawn. Raises NoGrid for that, for cells that were merged, a second table, lines
    left out: whatever leaves open in which row a word stands.
    """
    lines = list(_drawn_rulings(page, depth=1))
    standing = _rulings_joined(line for upright, line in lines if upright)
    lying = _rulings_joined(line for upright, line in lines if not upright)
    # What crosses nothing is drawn for the eye: a line below a heading, a frame beside a picture.
    crossing = [one for one in standing if any(_cross(one, other) for other in lying)]
    lying = [one for one in lying if any(_cross(other, one) for other in crossing)]
    if not crossing:
        return None
    grid = Grid(tuple(sorted(at for at, *_ in crossing)), tuple(sorted(at for at, *_ in lying)))
    if len(grid.standing) < 3 or len(grid.lying) < 2 or len(set(_spans(crossing))) > 1 or len(set(_spans(lying))) > 1:
        raise NoGrid
    through = [(crossing, grid.lying), (lying, grid.standing)]
    for some, across in through:
        if any(abs(low - across[0]) > NEAR or abs(high - across[-1]) > NEAR for _, low, high in some):
            raise NoGrid
    return grid


def ruled(page: pypdfium2.PdfPage) -> bool:
    """Tell whether so many lines are drawn on a page, in forms on it too, that they may be a table's."""
    return len(list(islice(_drawn_rulings(page, depth=_FORMS), _FEW))) == _FEW


def _spans(lines: Sequence[Ruling]) -> Iterator[tuple[int, int]]:
    """Give the ends of lines as they are compared: what ends together is told as one end."""
    low, high = min(one[1] for one in lines), max(one[2] for one in lines)
    for _, first, last in lines:
        yield round((first - low) / (2 * NEAR)), round((high - last) / (2 * NEAR))


def _cross(standing: Ruling, lying: Ruling) -> bool:
    meets_x = lying[1] - NEAR <= standing[0] <= lying[2] + NEAR
    return meets_x and standing[1] - NEAR <= lying[0] <= standing[2] + NEAR


def _rulings_joined(lines: Iterable[Ruling]) -> list[Ruling]:
    """Return lines with those in one line that meet made one, as the sides of cells beside each other are."""
    found: list[Ruling] = []
    for at, low, high in sorted(lines):
        near = [one for one in found if at - one[0] <= NEAR and low <= one[2] + NEAR and high >= one[1] - NEAR]
        for one in near:
            found.remove(one)
        least, most = min([low, *(one[1] for one in near)]), max([high, *(one[2] for one in near)])
        found.append((near[0][0] if near else at, least, most))
    return found


def _drawn_rulings(page: pypdfium2.PdfPage, *, depth: int) -> Iterator[tuple[bool, Ruling]]:
    """Give every straight line of a page that is stroked, or is a thin shape that is filled: upright or not."""
    for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=depth):
        filled, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(one.raw, filled, stroked)
        steps = list(_steps(one))
        if stroked.value:
            yield from (told for first, last in steps if (told := _straight(first, last)))
        elif filled.value and steps:
            xs, ys = zip(*(point for step in steps for point in step), strict=True)
            wide, high = max(xs) - min(xs), max(ys) - min(ys)
            if min(wide, high) <= THIN < max(wide, high):
                middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
                yield (True, (middle[0], min(ys), max(ys))) if high > wide else (False, (middle[1], min(xs), max(xs)))


def _straight(first: tuple[float, float], last: tuple[float, float]) -> tuple[bool, Ruling] | None:
    wide, high = abs(first[0] - last[0]), abs(first[1] - last[1])
    if wide < 0.5 < THIN < high:
        return True, (first[0], min(first[1], last[1]), max(first[1], last[1]))
    if high < 0.5 < THIN < wide:
        return False, (first[1], min(first[0], last[0]), max(first[0], last[0]))
    return None


def _steps(path: pypdfium2.PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Give the straight steps of a path, from point to point, where they stand on the page."""
    matrix, begun, before = path.get_matrix(), (0.0, 0.0), (0.0, 0.0)
    for number in range(pdfium.FPDFPath_CountSegments(path.raw)):
        step = pdfium.FPDFPath_GetPathSegment(path.raw, number)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(step, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(step)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, point
        if pdfium.FPDFPathSegment_GetClose(step):
            yield point, begun
        before = point
