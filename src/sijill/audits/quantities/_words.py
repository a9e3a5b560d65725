"""The words that stand around printed numbers, folded so that one spelling meets every way a page writes it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

_ONE_LETTER = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"), **dict.fromkeys("ىیئ", "ي"), **dict.fromkeys("ؤ", "و"),
        **dict.fromkeys("ةەہھ", "ه"), **dict.fromkeys("کڪ", "ك"), **dict.fromkeys("’‘", "'"),
        # A mark that carries no letter becomes a sign that is taken for none: every place keeps its number.
        **dict.fromkeys("\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u200c\u200d\u200e\u200f", "\x00"),
    }
)  # fmt: skip
_IN_ARABIC = re.compile("[\u0600-\u06ff]")
# "And", "so", "in", "for", "as", "the" cling to the Arabic word behind them; the accusative adds an alif.
_CLINGS = r"(?:[وف]?[بلك]?(?:ال|لل)?)"
NO_LETTER = "\x00*"


def fold(text: str) -> str:
    """Return a text in lower case with Arabic letters folded, each character at its old place."""
    folded = text if text.isascii() else text.translate(_ONE_LETTER)
    lower = folded.lower()
    # A letter whose small form is longer ("İ") stays as it is: every place keeps its number.
    return (
        lower if len(lower) == len(folded) else "".join(one if len(one.lower()) > 1 else one.lower() for one in folded)
    )


@cache
def lexicon() -> dict[str, Any]:
    """Return the word lists of this room."""
    return tomllib.loads(files("sijill.audits.quantities").joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def cue(name: str) -> re.Pattern[str]:
    """Return one list of cues, both languages together, as a pattern over folded text."""
    lists = lexicon()["cues"]
    return any_of((*lists[f"{name}_en"], *lists[f"{name}_ar"]))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words, whole; "*" at the end of a word stands for any ending."""
    latin: list[str] = []
    arabic: list[str] = []
    for word in sorted(words, key=len, reverse=True):
        (arabic if _IN_ARABIC.search(word) else latin).append(_as_pattern(word))
    parts = []
    if latin:
        parts.append(rf"(?<![\w-])(?:{'|'.join(latin)})(?![\w-])")
    if arabic:
        parts.append(rf"(?<!\w){_CLINGS}(?:{'|'.join(arabic)})\x00*ا?\x00*(?![\w\x00])")
    return re.compile("|".join(parts))


def _as_pattern(word: str) -> str:
    body = word.lower().rstrip("*")
    # Between the letters of an Arabic word a page may set vowel signs.
    letters = NO_LETTER.join(map(re.escape, body)) if _IN_ARABIC.search(body) else re.escape(body)
    # The article stands on both words of an Arabic phrase: "الكوادر الطبية".
    gap = r"\s+(?:ال)?" if _IN_ARABIC.search(body) else r"\s+"
    letters = letters.replace(re.escape(" "), gap).replace(" ", gap)
    return letters + (r"[\w\x00]*" if word.endswith("*") else "")


def has(name: str, text: str) -> bool:
    """Test whether folded text holds a cue of a list."""
    return cue(name).search(text) is not None


def last_of(name: str, text: str) -> re.Match[str] | None:
    """Return the last cue of a list in folded text."""
    found = list(cue(name).finditer(text))
    return found[-1] if found else None


def ends_in(name: str, text: str, room: int = 24) -> bool:
    """Test whether folded text ends in a cue of a list, a few small words or a bracket behind it aside."""
    last = last_of(name, text)
    return last is not None and len(text) - last.end() <= room and not re.search(r"[.;؛،,]", text[last.end() :])
