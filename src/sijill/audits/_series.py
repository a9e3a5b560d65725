"""Check ``cumulative`` in a series of days: yesterday's running total + today's number = today's running total."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sijill.audits._finding import Finding, Role, Term, Verdict
from sijill.audits._said import Filling, Sum, figure_words, said
from sijill.values import message

ROW = message("{row}: {sum}; printed {total}.")
MORE = message("{row}: {sum}; printed {total}, {miss} more.")
LESS = message("{row}: {sum}; printed {total}, {miss} less.")

_RUNNING = re.compile(
    r"(?:^(?:cum|cumulative|total|running)_(?P<after>.+)$|^(?P<before>.+)_(?:cum|cumulative|total|to_date)$)"
)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Point:
    """One number of a series with its place in the source text."""

    value: Decimal
    words: str
    start: int

    def term(self, role: Role) -> Term:
        """Return the number as a term of a finding."""
        return Term(role, self.value, self.words, self.start, self.start + len(self.words))


SeriesRow = tuple[str, dict[str, Point]]


def is_series(text: str, name: str = "") -> bool:
    """Test whether a text is a series of rows (a JSON list of objects, or lines under a header) and not prose."""
    if name and not name.lower().endswith((".json", ".csv", ".tsv")):
        return False
    start = text.lstrip()[:1]
    if start == "[":
        return bool(re.match(r"\s*\[\s*\{\s*\"", text))
    header, *rows = text.split("\n", 3)[:3]
    names = header.strip().split(",")
    return (
        len(names) >= 2
        and all(row.count(",") == len(names) - 1 for row in rows if row.strip())
        and all(re.fullmatch(r"\"?[A-Za-z_][\w ]{0,60}\"?", name.strip()) for name in names)
        and any(_RUNNING.match(name.strip().strip('"')) for name in names)
        and text.count("\n") >= 2
    )


def check_series(text: str) -> list[Finding]:
    """
    Return a finding for each day and each pair of a daily and a running column (``killed``, ``killed_cum``).

    Numbers of a series are exact: a day that does not add up fails, by how many. A day
    whose number or whose day before is missing is not judged.
    """
    rows = list(_json_rows(text) if text.lstrip().startswith("[") else _csv_rows(text))
    columns = sorted({name for _, points in rows for name in points})
    findings: list[Finding] = []
    for running in columns:
        named = _RUNNING.match(running)
        daily = (named["after"] or named["before"]) if named else None
        if daily in columns and daily is not None:
            findings.extend(_steps(rows, daily, running))
    return sorted(findings, key=lambda one: one.figures[-1].start or 0)


def _steps(rows: list[SeriesRow], daily: str, running: str) -> Iterator[Finding]:
    for (_, before), (label, today) in itertools.pairwise(rows):
        if running not in before or running not in today or daily not in today:
            continue
        base, new, total = before[running], today[daily], today[running]
        miss = total.value - base.value - new.value
        verdict = Verdict.FAILS if miss else Verdict.HOLDS
        sums = f"{figure_words(base.value)} + {figure_words(new.value)} = {figure_words(base.value + new.value)}"
        places: dict[str, Filling] = {"row": f"{label} {daily}", "sum": Sum(sums), "total": total.value}
        yield Finding(
            "cumulative",
            verdict,
            ((base.term(Role.BASE), new.term(Role.PART), total.term(Role.WHOLE))),
            ((said(ROW, **places) if not miss else said(MORE if miss > 0 else LESS, miss=abs(miss), **places)),),
        )


def _json_rows(text: str) -> Iterator[SeriesRow]:
    decoder = json.JSONDecoder()
    place = text.index("[") + 1
    while opener := re.compile(r"[\s,]*(?=\{)").match(text, place):
        start = opener.end()
        try:
            _, place = decoder.raw_decode(text, start)
        except json.JSONDecodeError:
            return
        points = {
            found[1]: Point(Decimal(found[2]), found[2], found.start(2))
            for found in re.compile(r'"([^"]+)"\s*:\s*(-?\d+(?:\.\d+)?)(?=\s*[,}\]])').finditer(text, start, place)
        }
        day = _ISO_DAY.search(text, start, place)
        yield (day[0] if day else f"row at {start}"), points


def _csv_rows(text: str) -> Iterator[SeriesRow]:
    names: list[str] = []
    place = 0
    for line in text.splitlines(keepends=True):
        offset, place = place, place + len(line)
        cells = line.rstrip("\r\n").split(",")
        if not names:
            names = [cell.strip().strip('"') for cell in cells]
            continue
        points: dict[str, Point] = {}
        at = offset
        for name, cell in zip(names, cells, strict=False):
            bare = cell.strip()
            if re.fullmatch(r"-?\d+(?:\.\d+)?", bare):
                points[name] = Point(Decimal(bare), bare, at + cell.index(bare))
            at += len(cell) + 1
        day = _ISO_DAY.search(line)
        yield (day[0] if day else f"row at {offset}"), points
