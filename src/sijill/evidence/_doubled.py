"""Lines whose every letter was printed twice, as a page prints bold, read once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sijill.evidence._offset_map import EvenRun, OffsetMap
from sijill.evidence._text import Derivation

NAME, VERSION = "doubled", "1"

_LINE = re.compile(r"[^\n\f]+")
_DOUBLED = re.compile(r"(?:([^\W\d_])\1){2,}")
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_HINT = re.compile(r"([^\W\d_])\1([^\W\d_])\2")
_LEAST = 2


def undouble(text: str) -> tuple[str, OffsetMap, tuple[Derivation, ...]]:
    """Return the text with doubled lines read once, and the map back; no language doubles all letters of its words."""
    pieces, runs, at, count = [], list[EvenRun](), 0, 0
    for word in _doubled_words(text):
        start, end = word.span()
        if start > at:
            pieces.append(text[at:start])
            runs.append(EvenRun(start - at, 1, 1))
        pieces.append(text[start:end:2])
        runs.append(EvenRun((end - start) // 2, 1, 2))
        at, count = end, count + 1
    if not count:
        return text, OffsetMap.identity(len(text)), ()
    pieces.append(text[at:])
    if at < len(text):
        runs.append(EvenRun(len(text) - at, 1, 1))
    step = Derivation(NAME, VERSION, "words printed twice over, read once", count)
    return "".join(pieces), OffsetMap(tuple(runs)), (step,)


def _doubled_words(text: str) -> Iterator[re.Match[str]]:
    if not _HINT.search(text):
        return
    for line in _LINE.finditer(text):
        if not _HINT.search(line.group()):
            continue
        long_words = _LONG_WORD.findall(line.group())
        doubled = [word for word in long_words if _DOUBLED.fullmatch(word)]
        if len(doubled) >= _LEAST and len(doubled) * 4 >= len(long_words) * 3:
            for word in re.compile(r"(?:([^\W_])\1)+(?![^\W_])").finditer(text, line.start(), line.end()):
                if word.start() == 0 or not text[word.start() - 1].isalnum():
                    yield word
