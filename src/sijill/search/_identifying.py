"""The words by which a document, or whoever speaks in it, could be recognised, and whether a text holds any of them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from sijill.values import normal_key

QUOTATION = 4  # words: a shorter sentence that somebody typed stands in many texts
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
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
        folded = normal_key(text)
        padded, tokens = f" {folded} ", frozenset(folded.split())
        near = (key for word in tokens & self._by_longest.keys() for key in self._by_longest[word])
        return frozenset(key for key in near if f" {key} " in padded)

    def within_bytes(self, content: bytes) -> frozenset[str]:
        """Return the folded form of each that bytes hold, in whatever encoding or escape they are written."""
        return frozenset(key for text in spellings(content) for key in self.within(text))


def spellings(content: bytes) -> Iterator[str]:
    """Give the texts that bytes may be: UTF-8 with its escapes undone, UTF-16 at both alignments and orders."""
    text = content.decode("utf-8", "replace")
    yield text
    if "\\u" in text:
        yield _PAIR.sub(_joined, _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text))
    if "%" in text:
        yield unquote(text, errors="replace")
    if "&" in text:
        yield unescape(text)
    if b"\0" in content:
        for start in (0, 1):
            for order in ("utf-16-le", "utf-16-be"):
                yield unicodedata.normalize("NFC", content[start:].decode(order, "ignore"))


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
