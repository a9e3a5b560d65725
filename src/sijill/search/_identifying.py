"""The words by which a document, or whoever speaks in it, could be recognised, and whether a text holds any of them."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from sijill.values import normal_key

QUOTATION = 4  # words: a shorter sentence that somebody typed stands in many texts
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ASCII_BETWEEN = re.compile("[\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f\ufffd]+")
_UTF_16 = (
    (re.compile(rb"(?:[\x20-\xff]\0|[\x00-\xff][\x01\x02\x06]){4,}"), "utf-16-le"),
    (re.compile(rb"(?:\0[\x20-\xff]|[\x01\x02\x06][\x00-\xff]){4,}"), "utf-16-be"),
)
"""Runs of Latin or Arabic letters in two bytes each: to decode a whole file so makes letters of anything."""
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class IdentifyingWords:
    """Names and quotations, looked for in the folded form under which all spellings of them meet."""

    def __init__(self, names: Iterable[str] = (), quotations: Iterable[str] = ()) -> None:
        """``names`` identify by themselves; of ``quotations`` only those of several words do."""
        long = (key for key in map(normal_key, quotations) if key.count(" ") + 1 >= QUOTATION)
        self.keys = frozenset((*filter(None, map(normal_key, names)), *long))
        self._by_longest: dict[str, list[str]] = defaultdict(list)
        for key in sorted(self.keys):
            self._by_longest[max(key.split(), key=len)].append(key)

    def __bool__(self) -> bool:
        """Test whether there is anything to look for."""
        return bool(self.keys)

    def without(self, keys: Iterable[str]) -> IdentifyingWords:
        """Return the words but some, by their folded form."""
        left = IdentifyingWords()
        left.keys = self.keys - frozenset(keys)
        for word, held in self._by_longest.items():
            if kept := [key for key in held if key in left.keys]:
                left._by_longest[word] = kept
        return left

    def within(self, text: str) -> frozenset[str]:
        """Return the folded form of each that a text holds."""
        tokens = _tokens(text)
        padded = f" {' '.join(tokens)} "
        near = (key for word in self._by_longest.keys() & tokens for key in self._by_longest[word])
        return frozenset(key for key in near if f" {key} " in padded)

    def within_bytes(self, content: bytes) -> frozenset[str]:
        """Return the folded form of each that bytes hold, in whatever encoding or escape they are written."""
        return frozenset(key for text in spellings(content) for key in self.within(text))


def _tokens(text: str) -> list[str]:
    """Return the words of ``normal_key``; a file of a gigabyte is read, and nearly all its words are ASCII or known."""
    found = list[str]()
    for piece in _ASCII_BETWEEN.split(text):
        if piece:
            found += (piece.lower(),) if piece.isascii() else _words_of_piece(piece)
    return found


@functools.lru_cache(maxsize=1 << 16)
def _words_of_piece(piece: str) -> tuple[str, ...]:
    return tuple(normal_key(piece).split())


def spellings(content: bytes) -> Iterator[str]:
    """Give the texts that bytes may be: UTF-8 with its escapes undone, UTF-16 where there is any."""
    text = content.decode("utf-8", "replace")
    yield text
    if "\\u" in text:
        yield _PAIR.sub(_joined, _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
    if "%" in text:
        yield unquote(text, errors="replace")
    if "&" in text:
        yield unescape(text)
    for runs, code in _UTF_16:
        for run in runs.findall(content):
            yield run.decode(code, "ignore")


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
