"""Every number of a passage in either language, at the places where it is printed."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sijill.language._lexicon import lexicon
from sijill.language._phrase import NumberPhrase, bounded
from sijill.language.arabic import every_token, hedge_after, normalise, number_at, words
from sijill.language.english.numbers import every_number
from sijill.language.page import Token, tokens

# A sentence in one script needs no count of its words.
_LATIN, _ARABIC = re.compile(r"[A-Za-z\u00c0-\u024f]"), re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """
    A number with its place in a text.

    ``start`` to ``end`` covers its hedge, ``number_start`` to ``number_end`` the number and its
    "percent" alone. ``worded`` tells that it stands in words, ``bare`` is its last word or mark.
    """

    phrase: NumberPhrase
    start: int
    end: int
    number_start: int
    number_end: int
    worded: bool
    bare: str


def printed_numbers(text: str, start: int = 0, end: int | None = None) -> list[PrintedNumber]:
    """Return the numbers of a sentence in order, read by the grammar of the script that most of its words are in."""
    stop = len(text) if end is None else end
    if not _may_hold().search(text, start, stop):
        return []
    latin, arabic = _LATIN.search(text, start, stop), _ARABIC.search(text, start, stop)
    if arabic and not latin:
        return list(_in_arabic(text[start:stop], start))
    run = list(tokens(text, start, stop))
    if arabic and is_arabic(run):
        return list(_in_arabic(text[start:stop], start))
    return [_in_english(phrase, run) for phrase in every_number(run)]


@functools.cache
def _may_hold() -> re.Pattern[str]:
    """Return what a sentence with a number has somewhere; most sentences have none and need no closer look."""
    opening = "|".join(word for table in ("units", "scales", "parts") for word in lexicon("numbers")[table]["en"])
    return re.compile(rf"\d|[\u0600-\u06ff]|\b(?:{opening})\b", re.IGNORECASE)


def is_arabic(run: Sequence[Token]) -> bool:
    """Test whether more of a sentence's words are in Arabic script than not, or so many that it holds a passage."""
    written = [token.text[0] for token in run if token.kind == "word"]
    arabic = sum("\u0600" <= letter <= "\u06ff" for letter in written)
    return arabic * 2 > len(written) or arabic > 20


def _in_english(phrase: NumberPhrase, run: Sequence[Token]) -> PrintedNumber:
    return PrintedNumber(
        phrase,
        run[phrase.start].start,
        run[phrase.end - 1].end,
        run[phrase.core].start,
        run[phrase.close - 1].end,
        run[phrase.core].kind != "number",
        run[phrase.close - 1].norm,
    )


def _in_arabic(text: str, offset: int) -> Iterator[PrintedNumber]:
    plain, table = normalise(text), words()
    run, at = every_token(plain.text), 0
    while at < len(run):
        phrase = number_at(run, at, table)
        if phrase is None:
            at += 1
            continue
        bound, after = hedge_after(run, phrase.end, table)
        if bound is not None and phrase.kind == "plain":
            phrase = replace(bounded(phrase, bound, None), end=after)
        start, end = plain.span(run[phrase.start].start, run[phrase.end - 1].end)
        core, close = plain.span(run[phrase.core].start, run[phrase.close - 1].end)
        worded = run[phrase.core].kind != "number"
        last = run[phrase.close - 1].text
        yield PrintedNumber(phrase, offset + start, offset + end, offset + core, offset + close, worded, last)
        at = phrase.end
