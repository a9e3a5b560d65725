"""The one analyser of searched and stored words, Arabic and English, so that every store finds the same."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING

from sijill.language._gazetteer import Gazetteer, PlaceEntry
from sijill.language.names import compound_rest, heard_keys, name_parts
from sijill.values import normal_key

if TYPE_CHECKING:
    import snowballstemmer

MOST_WORDS = 5_000
"""How many words of one text are indexed; a longer text is found by its beginning."""

_LONGEST_TERM = 100
_PLACE = "0p"

# Measured on short documents (STACK 4): light stems and Snowball stems find more together than either alone.
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")

_SYNONYMS = (
    "مستشفى مشفى مستشفيات مشافي hospital",
    "مدرسة مدارس school",
    "سوق أسواق market",
    "مسجد جامع مساجد جوامع mosque",
    "طفل أطفال child children",
    "امرأة نساء سيدة woman women",
    "قتيل قتلى شهيد شهداء قتل killed dead",
    "جريح جرحى إصابة wounded injured",
    "قصف غارة غارات airstrike bombing shelling",
    "معتقل سجن سجون prison jail detention",
    "مخيم مخيمات camp",
)

_SEARCH_WORD = re.compile(
    "[^\\W_](?:[^\\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0640\u0670\u06d6-\u06ed\u200c-\u200f\u2066-\u2069])*"
)


def words(text: str) -> list[str]:
    """Return the normal words of a text, in order."""
    return [word for piece in text.split() for word in _normal(piece)][:MOST_WORDS]


@functools.lru_cache(maxsize=100_000)
def _normal(piece: str) -> tuple[str, ...]:
    return tuple(normal_key(piece).split())


def terms(told: Iterable[str]) -> list[str]:
    """Return the terms by which a text of these words is found, sorted: the words, their stems, and how they sound."""
    return sorted(frozenset[str]().union(*map(_known_by, told)))


@functools.lru_cache(maxsize=100_000)
def _known_by(word: str) -> frozenset[str]:
    return _forms(word) | _heard(word)


@functools.lru_cache(maxsize=10_000)
def place_terms(text: str) -> frozenset[str]:
    """Return the terms of the places that a text names: all spellings of a place, in either script, have its term."""
    return frozenset(_place_term(place) for found in Gazetteer.load().find(text) for place in found.places)


@functools.lru_cache(maxsize=100_000)
def _place_term(place: PlaceEntry) -> str:
    """Return the term of a place; no word sounds like its head, since sounds write "p" as "b"."""
    named = f"{place.name}|{place.governorate}|{place.kind}"
    return f"{_PLACE}{blake2b(named.encode(), digest_size=6).hexdigest()}"


def asked(query: str) -> list[frozenset[str]]:
    """Return for each word of a query the terms that answer it; a text must answer every word, or name its place."""
    named = _places_asked(query)
    return [_with_synonyms(word) | named.get(word, frozenset()) for word in words(query)]


def _places_asked(query: str) -> dict[str, frozenset[str]]:
    """Return the terms of the places that a query names, by each word of their names; people seek in small letters."""
    gazetteer = Gazetteer.load()
    written = query.title() if len(query.title()) == len(query) else query
    found = [(written[one.start : one.end], one.places) for one in gazetteer.find(written)]
    if not found and (whole := gazetteer.resolve(query[:_LONGEST_TERM])):
        found = [(query, whole)]
    return {word: frozenset(map(_place_term, places)) for name, places in found for word in words(name)}


def asked_by_sound(query: str) -> list[frozenset[str]]:
    """
    Return for each part of a query, taken as a name, the terms that answer it or sound like it, in either script.

    Compounds ("Abd al-Rahman", "Abu Zeid") are one part, which its second half answers too.
    """
    numbers = [_forms(word) for word in words(query) if word.isdigit()]
    parts = [_with_synonyms(part) | _heard(part) | _heard(compound_rest(part)) for part in name_parts(query)]
    return parts + numbers


def spans(text: str, answers: Iterable[frozenset[str]]) -> tuple[tuple[int, int], ...]:
    """Return where in a text, in code points, stand the words and the names of places that answer a query."""
    wanted = frozenset[str]().union(*answers)
    places = any(term.startswith(_PLACE) for term in wanted)
    named = [
        (one.start, one.end)
        for one in (Gazetteer.load().find(text) if places else ())
        if any(_place_term(place) in wanted for place in one.places)
    ]
    lit = (
        match.span()
        for match in _SEARCH_WORD.finditer(text)
        if any(_known_by(word) & wanted for word in _normal(match.group()))
    )
    return tuple(sorted({*named, *(one for one in lit if not any(a <= one[0] and one[1] <= b for a, b in named))}))


@functools.lru_cache(maxsize=100_000)
def _forms(word: str) -> frozenset[str]:
    if word.isdigit() or (word.isascii() and word[-1:].isdigit()):  # no English stem is cut from a number
        return frozenset({word[:_LONGEST_TERM]})
    arabic, english = _stemmers()
    stem = english.stemWord(word) if word.isascii() else arabic.stemWord(word)
    return frozenset(form[:_LONGEST_TERM] for form in (word, _light(word), *str(stem).split()))


@functools.cache
def _stemmers() -> tuple[snowballstemmer.stemmer, snowballstemmer.stemmer]:
    import snowballstemmer  # brings in thirty languages, which a reader of the log need not wait for

    return snowballstemmer.stemmer("arabic"), snowballstemmer.stemmer("english")


def _light(word: str) -> str:
    """Return an Arabic word without its article, conjunction and common endings."""
    if word.startswith("و") and len(word) > 4:
        word = word[1:]
    prefix = next((one for one in _PREFIXES if word.startswith(one) and len(word) - len(one) >= 2), "")
    word = word[len(prefix) :]
    suffix = next((one for one in _SUFFIXES if word.endswith(one) and len(word) - len(one) >= 2), "")
    return word[: len(word) - len(suffix)]


def _with_synonyms(word: str) -> frozenset[str]:
    forms = _forms(word)
    return forms.union(*(group for group in _synonyms() if forms & group))


@functools.cache
def _synonyms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset().union(*(_forms(word) for word in words(line))) for line in _SYNONYMS)


def name_terms(text: str) -> frozenset[str]:
    """Return the terms of how the parts of a name sound; a leading 0 keeps them apart from words."""
    return frozenset().union(*map(_heard, name_parts(text)))


@functools.lru_cache(maxsize=100_000)
def _heard(word: str) -> frozenset[str]:
    return frozenset(f"0{key[:_LONGEST_TERM]}" for key in heard_keys(word))
