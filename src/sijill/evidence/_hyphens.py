"""Words that a line end broke in two, joined in the reading."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from sijill.evidence._offset_map import EvenRun, OffsetMap
from sijill.evidence._text import Derivation

NAME, VERSION = "hyphens", "1"

_SOFT = "\u00ad"
# A letter (or a full stop, for "U.S.-led"), a hyphen that touches it, one line end, a letter.
# Digits and Arabic are never joined: "12-\n15" is a range, and Arabic does not break words.
_LATIN = "A-Za-z\u00c0-\u024f"
_BREAK = re.compile(
    rf"(?P<cut>(?P<hyphen>(?<=[{_LATIN}.])[-\u2010]|\u00ad)[ \t]*(?:\r\n|\n|\r)[ \t]*)"
    rf"(?=(?P<right>[{_LATIN}]+(?:-[{_LATIN}]+)*))"
)
# The same in short: most hyphens are not at a line end, and looking is quick this way.
_HINT = re.compile("[-\u2010\u00ad](?=[ \\t\\r\\n])")
_LEFT = re.compile(rf"[{_LATIN}.]+(?:['’-][{_LATIN}.]+)*$")
_JOINED_WORD = re.compile(rf"[{_LATIN}]+(?:-[{_LATIN}]+)*")
_IN_AN_ADDRESS = re.compile(r"://|www\.|[@%/\\_=&]")
# The longest left part we look at; no word is longer, and a line may be ten megabytes.
_WORDS_REACH = 80

# Second halves that English sets after a hyphen and never breaks off ("US-led", "rebel-held").
_TAILS = re.compile(
    "(?:aligned|allied|armed|backed|based|born|bound|built|controlled|dominated|driven|fired|funded|held|led|like|"
    "linked|made|majority|old|owned|run|ruled|scale|style|supplied|supported|term|torn|trained|type|wide)"
)
# Middle words of chains such as "state-of-the-art".
_LINKS = re.compile("(?:an?|and|at|by|for|in|of|on|or|the|to|up)")
# A compound of two words that both stand alone in the document keeps its hyphen when both are this long.
_WHOLE_WORD = 5


def join(text: str, *, start: int = 0) -> tuple[str, OffsetMap, tuple[Derivation, ...]]:
    """
    Return the text with words joined that a line end broke, and the map back.

    The line end goes; the hyphen goes with it unless it belongs to the word, which is decided
    by how the document writes the word elsewhere, and where it does not, by how words are made.
    Web addresses, numbers, dashes and Arabic are left alone, and so is all before ``start``.
    """
    breaks = [found for hint in _HINT.finditer(text, start) if (found := _BREAK.match(text, hint.start()))]
    if not breaks:
        return text, OffsetMap.identity(len(text)), ()
    cuts = list(_cuts(text, breaks))
    pieces, runs, position = [], [], 0
    for begin, end in cuts:
        pieces.append(text[position:begin])
        if begin > position:
            runs.append(EvenRun(begin - position, 1, 1))
        runs.append(EvenRun(1, 0, end - begin))
        position = end
    pieces.append(text[position:])
    if position < len(text):
        runs.append(EvenRun(len(text) - position, 1, 1))
    steps = (Derivation(NAME, VERSION, "words broken at a line end joined", len(cuts)),) if cuts else ()
    return "".join(pieces), OffsetMap.of(runs), steps


def _cuts(text: str, breaks: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Give the spans that the reading leaves out."""
    written = _words_around(text)
    for found in breaks:
        begin, end = found.span("cut")
        before, after = _around(text, begin, end)
        if _IN_AN_ADDRESS.search(before) or _IN_AN_ADDRESS.search(after):
            # Nothing may be guessed in a web address or a path.
            continue
        if found["hyphen"] != _SOFT and _belongs(_left_part(before), found["right"], written):
            begin += 1
        yield begin, end


def _around(text: str, begin: int, end: int) -> tuple[str, str]:
    """Return what stands right before and right after, as far as the next space."""
    before = text[max(0, begin - _WORDS_REACH) : begin].rsplit(maxsplit=1)
    after = text[end : end + _WORDS_REACH].split(maxsplit=1)
    return before[-1] if before else "", after[0] if after else ""


def _words_around(text: str) -> Counter[str]:
    """Return how often the document writes each word."""
    words = Counter[str]()
    # Each distinct string is taken apart once: a long document has few.
    for string, times in Counter(text.lower().split()).items():
        for word in _JOINED_WORD.findall(string):
            words[word] += times
    return words


def _belongs(left: str, right: str, written: Counter[str]) -> bool:
    """Test whether a hyphen between these two parts belongs to the word."""
    last, first = left.rpartition("-")[2], right.partition("-")[0]
    if not last or last.endswith("."):
        return True
    apart = written[f"{last}-{first}".lower()] + written[f"{left}-{right}".lower()]
    together = written[(last + first).lower()] + written[(left + right).lower()]
    if apart != together:
        return apart > together
    if first[0].isupper():
        # "al-Assad", "Anglo-American"; but a heading in capitals is broken like any word.
        return not (first.isupper() and last.isupper() and len(first) + len(last) > _WHOLE_WORD)
    if last.isupper() and len(last) > 1:
        return True
    if _TAILS.fullmatch(first.lower()) or ("-" in left and _LINKS.fullmatch(last.lower())):
        return True
    return _stands_alone(last, written) and _stands_alone(first, written)


def _stands_alone(part: str, written: Counter[str]) -> bool:
    """Test whether the document has this part of a word as a word of its own."""
    # The broken word itself was counted as its two parts, hence more than once.
    return len(part) >= _WHOLE_WORD and written[part.lower()] > 1


def _left_part(before: str) -> str:
    """Return the word that ends here, inner hyphens included."""
    found = _LEFT.search(before)
    return found.group().lstrip(".") if found else ""
