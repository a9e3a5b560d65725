"""The words beside a name, in both scripts: what it stands before, behind and inside of."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import islice

from sijill.language._gazetteer import Gazetteer
from sijill.language._lexicon import lexicon
from sijill.language.stage._forms import Mark
from sijill.model.phrases import Found, fold

_NEXT = re.compile(r"\S+")
_PUT_IN = re.compile(
    r"\b(?:[Ii]n|[Nn]ear|[Oo]n|[Oo]utside) (?:[a-z-]+ )?([A-Z][\w'’-]+)|(?:في|علي|على|قرب) ([\u0621-\u064a]{3,})"
)


@functools.cache
def small_words_of(*path: str) -> frozenset[str]:
    """Return a list of small words around the names of states."""
    table = lexicon("party_words")["state"]
    for name in path:
        table = table[name]
    return frozenset(fold(table).split())


def words_before_arabic(line: str, at: int, count: int) -> Iterator[tuple[int, str, bool]]:
    """Yield the Arabic words before an offset, nearest first: start, bare form, whether "and" is written on to it."""
    low = max(0, at - 60)
    words = [m for m in _NEXT.finditer(line, low, at) if m.start() > low or low == 0]
    for match in reversed(words[-count:]):
        word = fold(match.group().rstrip('،.:؛()«»"'))
        bare = next((one for one in _bare(word.lstrip('#«("')) if _known(one)), word)
        lead = word[: len(word) - len(bare)]
        article = 2 if lead.endswith("ال") else lead.endswith("لل")
        yield match.start() + len(lead) - article, bare, lead[:1] in ("و", "ف")


def _bare(word: str) -> Iterator[str]:
    yield word
    for lead in ("ال", "لل", "وال", "فال", "بال", "كال", "ولل", "و", "ف", "ب", "ل", "وب", "ول"):
        if word.startswith(lead):
            yield word.removeprefix(lead)


def _known(word: str) -> bool:
    return any(word in small_words_of("ar", sort) for sort in ("force", "act", "between", "units")) or word in (
        small_words_of("where", "ar")
    )


def words_before(line: str, at: int, count: int) -> list[str]:
    """Return the last few words before a place of a line, in small letters."""
    return line[max(0, at - 60) : at].lower().split()[-count:]


def words_after(line: str, at: int) -> Iterator[tuple[int, int, str]]:
    """Yield the next few words with their offsets."""
    for match in islice(_NEXT.finditer(line, at), 5):
        yield match.start(), match.end(), match.group()


def is_inside(line: str, at: int) -> bool:
    """Test whether a name says where: "in Mosul", "in eastern Ukraine", في الموصل."""
    before = words_before(line, at, 2)
    return any(fold(word) in small_words_of("where", "inside") or fold(word) in ("في", "داخل") for word in before)


def is_other_word(line: str, mark: Mark) -> bool:
    """Test whether a generic word is part of another name or thought: "Arakan Army", "army of ants", النظام الصحي."""
    written, after = line[mark.start : mark.end], next(words_after(line, mark.end), (0, 0, ""))[2]
    if written.lower() in ("army", "military"):
        before = next(iter(line[max(0, mark.start - 60) : mark.start].split()[-1:]), "")
        if before.lower() == "the" or (written == "Army" and not before[:1].isupper()):
            return (after == "of" and written == "Army") or (written.lower() == "military" and after[:1].isupper())
        return written != "army" or after not in small_words_of("en", "force") | small_words_of("en", "act")
    return written.endswith("النظام") and after.startswith("ال") and after.rstrip("،.").endswith("ي")


def is_unit(line: str, found: Found | Mark) -> bool:
    """Test whether a name is that of a unit called after someone: "Hezbollah Brigade", كتيبة الثوار."""
    if line[found.start] > "\u0600":
        return any(word in small_words_of("ar", "units") for _, word, _ in words_before_arabic(line, found.start, 1))
    word = next(words_after(line, found.end), (0, 0, ""))[2]
    return word[:1].isupper() and word.lower() in small_words_of("en", "units")


def names_a_place(text: str) -> bool:
    """Test whether a text names a place of the gazetteer, or puts something in or near one."""
    known = Gazetteer.load()
    return bool(known.find(text)) or any(known.resolve(one[1] or one[2]) for one in _PUT_IN.finditer(text))
