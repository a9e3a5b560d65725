"""Sums that a page writes out itself: "39 (23 + 16)", "41 (120 less 23 and 56)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sijill.audits.quantities import Page, PageLine, Quantity
from sijill.audits.structure._division import Division

_OPENED = re.compile(r"[^\d.;؛]{0,40}?[(=\[]\s*$|\s*(?:is|are|being)\s+$")
_PLUS = re.compile(r"[^\d.,;؛،()]{0,40}?(?:\+|\bplus\b|(?<!\w)زائد)\s*")
_LESS = re.compile(
    r"[^\d.,;؛،()]{0,40}?(?:\s[-−–]\s|\bless\b|\bminus\b|(?<!\w)(?:ناقص|مطروحا\s+منها|بعد\s+طرح)(?!\w))\s*"
)
_AND_TOO = re.compile(r"[^\d.;؛()]{0,30}?(?:,|،|\band\b|(?<!\w)و)\s*(?:و)?")
_CLOSED = re.compile(r"[^\d.;؛(]{0,40}?\)")


def divisions_written_out(page: Page) -> Iterator[Division]:
    """Yield each sum in brackets behind its result, and each balance as the sum that it takes apart."""
    for line in page.lines:
        counting = [one for one in line.quantities if one.number.kind == "count"]
        for at in range(len(counting) - 2):
            result, first = counting[at], counting[at + 1]
            if not _OPENED.fullmatch(_amid(line, result, first)):
                continue
            added = _joined_by(line, counting[at + 1 :], _PLUS)
            if len(added) >= 2:
                yield Division(tuple(added), (result,), True)
                continue
            taken = _joined_by(line, counting[at + 1 :], _LESS)
            if len(taken) >= 2:
                yield Division((result, *taken[1:]), (first,), True)


def _joined_by(line: PageLine, numbers: list[Quantity], sign: re.Pattern[str]) -> list[Quantity]:
    run = numbers[:1]
    for one in numbers[1:]:
        gap = _amid(line, run[-1], one)
        if not sign.fullmatch(gap) and not (len(run) >= 2 and sign is _LESS and _AND_TOO.fullmatch(gap)):
            break
        run.append(one)
    closes = line.folded[run[-1].end - line.start :][:60]
    return run if _CLOSED.match(closes) or not closes.strip("\x00 .") else []


def _amid(line: PageLine, left: Quantity, right: Quantity) -> str:
    return line.folded[left.end - line.start : max(0, right.number.start - line.start)].replace("\x00", "")
