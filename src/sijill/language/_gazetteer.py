"""Places of Syria: found in a text and resolved from the many ways they are written."""

from __future__ import annotations

import functools
import math
import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, NamedTuple, Protocol

from sijill.model.phrases import Phrases, fold
from sijill.values import SijillError, message
from sijill.values.remembered import forget_by_theatres

ARTICLES = frozenset(
    {"al", "el", "as", "ash", "ad", "an", "ar", "at", "az", "adh", "ath", "ul", "es", "ez", "et", "er"}
)
_SAME = {"tell": "tal", "tel": "tal", "tall": "tal", "jebel": "jabal", "kfar": "kafr", "kafar": "kafr", "kefr": "kafr"}
_SOUNDS = (
    ("sh", "S"), ("ch", "S"), ("kh", "h"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"),
    ("ou", "u"), ("oo", "u"), ("ow", "u"), ("au", "u"), ("aw", "u"),
    ("ee", "i"), ("ei", "i"), ("ay", "i"), ("ai", "i"), ("ey", "i"), ("ie", "i"),
)  # fmt: skip
_SOUND_ALIKE = str.maketrans({"e": "i", "y": "i", "o": "u", "w": "u", "p": "b", "q": "k", "c": "k", "v": "f"})
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ‘`´ʿʾ][^\W\d_]+)*['’ʼ]?", re.UNICODE)
_DOUBLED = re.compile(r"(.)\1+")
_JOINTS = frozenset({" ", "\u00a0", "\n", "\r\n", " \n", "-", "‐", "‑", "–"})
_LONGEST_NAME = 5
_MOST_OPENERS = 100_000  # words remembered; memory stays flat in the number of documents
_SHORTEST_KEY = 4
_LEAST_CONSONANTS = 6
_SURE_KEY = 6  # a shorter key of one word is also many a person's: Sergei, Sarghaya
_RANK = {"city": 0, "town": 1, "governorate": 2, "village": 3, "quarter": 4, "district": 6, "subdistrict": 7}
_GENERIC_WORDS = """
the of in city town village district districts governorate province countryside neighborhood neighbourhood area
suburb quarter eastern western northern southern east west north south rural central outskirts housing housings
حي مدينة بلدة قرية ناحية منطقة محافظة ريف أحياء شرق غرب شمال جنوب وسط الشرقي الغربي الشمالي الجنوبي مخيم
"""
_GENERIC = frozenset(fold(word) for word in _GENERIC_WORDS.split())


class PlacesBroken(SijillError):
    """A places file with a field missing, a coordinate out of the world or an unknown source."""


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """
    One place: its spellings, where it is, and the P-code with the dataset that gave it (R-PC.2).

    ``pcode_valid`` is the time (EDTF) in which the code was in force, ``shape`` the feature of sealed boundaries
    that draws it, ``record`` the register's own record of it.
    """

    en: tuple[str, ...]
    ar: tuple[str, ...]
    kind: str
    governorate: str
    lat: float
    lon: float
    within: str | None = None
    pcode: str | None = None
    pcode_dataset: str | None = None
    source: str = ""
    pcode_valid: str | None = None
    shape: str | None = None
    record: str | None = None

    @property
    def name(self) -> str:
        """The name we print."""
        return (self.en or self.ar)[0]


class PlaceFound(NamedTuple):
    """A place name in a text, as ``text[start:end]``, with the places it can mean, likeliest first."""

    start: int
    end: int
    places: tuple[PlaceEntry, ...]


class Candidate(NamedTuple):
    """A place that a name can mean, and why: ``name`` as it is written, or only ``sound`` (a looser spelling)."""

    place: PlaceEntry
    why: str


class NamedPlaces(Protocol):
    """A longer table of places that is asked for what the gazetteer does not know."""

    def named(self, name: str) -> list[PlaceEntry]:
        """Return the places of a name."""


class Gazetteer:
    """The places, by every spelling."""

    def __init__(self, places: Iterable[PlaceEntry], common: Iterable[str] = (), cues: Iterable[str] = ()) -> None:
        """Take the places, the names that are also ordinary words, and the words that tell them for places."""
        self.places = tuple(places)
        self._common = frozenset(fold(form) for form in common)
        self._cues = frozenset(fold(word) for word in cues)
        self._by_form: dict[str, list[PlaceEntry]] = {}
        self._by_key: dict[str, list[PlaceEntry]] = {}
        for place in self.places:
            for form in {fold(name) for name in (*place.en, *place.ar)}:
                self._by_form.setdefault(form, []).append(place)
            for key in {place_key(name) for name in place.en}:
                self._by_key.setdefault(key, []).append(place)
        self._forms, self._keys = sorted(self._by_form), sorted(self._by_key)
        self._openers: dict[str, bool] = {}
        self._tables: dict[str, NamedPlaces] = {}
        self._arabic = Phrases(
            (variant, name)
            for place in self.places
            for name in place.ar
            for variant in _arabic_variants(name, place.kind)
        )

    @classmethod
    def load(cls) -> Gazetteer:
        """Return the gazetteer that comes with Sijill, read once."""
        return _shipped()

    @classmethod
    def parse(cls, toml: str) -> Gazetteer:
        """Return the gazetteer written in a TOML text. Raises PlacesBroken, naming the block."""
        tables = tomllib.loads(toml)
        places = [_place_entry(number, table, tables) for number, table in enumerate(tables.get("place", ()), 1)]
        return cls(places, tables.get("common", ()), tables.get("place_words", ()))

    def ask_also(self, name: str, table: NamedPlaces) -> None:
        """Resolve names that are not listed here by a theatre's own table from now on."""
        self._tables[name] = table
        forget_by_theatres()

    def find(self, text: str) -> list[PlaceFound]:
        """Return the places named in a text, in order and without overlap, the longest name first."""
        found = [*self._find_latin(text), *self._find_arabic(text)]
        return sorted(found, key=lambda one: one.start)

    def candidates(self, name: str) -> list[Candidate]:
        """
        Return every place that a name can mean, with the reason, whether written or only sounding like it.

        Nothing is chosen: two places of one name are two candidates. A table that is asked also takes part.
        """
        tables = [place for table in self._tables.values() for place in table.named(name)]
        written = [*self._written(name), *tables]
        heard = [] if written else self._sounding(name) or self._by_consonants.get(consonants(name), [])
        return [Candidate(place, "name") for place in written] + [Candidate(place, "sound") for place in heard]

    @functools.cached_property
    def _by_consonants(self) -> Mapping[str, list[PlaceEntry]]:
        found: dict[str, list[PlaceEntry]] = {}
        for place in self.places:
            for key in {key for name in place.en if (key := consonants(name))}:
                found.setdefault(key, []).append(place)
        return found

    def joined(self, places: Iterable[PlaceEntry]) -> Gazetteer:
        """Return a gazetteer of further places before these; the tables that are asked also stay asked."""
        both = Gazetteer((*places, *self.places), self._common, self._cues)
        both._tables = self._tables
        return both

    def resolve(self, name: str, near: str | None = None) -> tuple[PlaceEntry, ...]:
        """
        Return the places a name can mean, likeliest first; empty when there is none.

        ``near`` is a governorate or another place: what lies there or closest comes first.
        """
        bare = " ".join(word for word in re.split(r"[\s]+", name) if fold(word) not in _GENERIC)
        for candidate in (name, bare):
            places = self._named(candidate)
            if places:
                return self._nearest_first(places, near)
        return ()

    def _named(self, name: str) -> list[PlaceEntry]:
        places = self._written(name) or self._sounding(name)
        if not places:
            places = next((found for table in self._tables.values() if (found := table.named(name))), [])
        return sorted(places, key=_rank)

    def _written(self, name: str) -> list[PlaceEntry]:
        form = " ".join(fold(name.strip()).split())
        return self._by_form.get(form) or self._by_form.get(form.removeprefix("ال")) or []

    def _sounding(self, name: str) -> list[PlaceEntry]:
        key = place_key(name)
        return self._by_key.get(key, []) if len(key) >= _SHORTEST_KEY else []

    def _nearest_first(self, places: list[PlaceEntry], near: str | None) -> tuple[PlaceEntry, ...]:
        if near is None:
            return tuple(places)
        anchors = self._named(near)
        if not anchors:
            return tuple(places)
        anchor = anchors[0]
        return tuple(
            sorted(
                places, key=lambda p: (p.governorate != anchor.governorate, round(kilometres(p, anchor), -1), _rank(p))
            )
        )

    def _find_latin(self, text: str) -> Iterable[PlaceFound]:
        words = [m for m in _NAME_WORD.finditer(text) if not "\u0600" <= text[m.start()] <= "\u06ff"]
        at = 0
        while at < len(words):
            first = words[at].group()
            opens = (first[0].isupper() or first in ARTICLES) and self._may_open(first)
            match = self._latin_at(text, words, at) if opens else None
            if match is None:
                at += 1
                continue
            found, taken = match
            yield found
            at += taken

    def _latin_at(self, text: str, words: list[re.Match[str]], at: int) -> tuple[PlaceFound, int] | None:
        if not _word_key(words[at].group()) and not _leads_a_name(text, words, at):
            return None
        reach = at + 1
        while reach < len(words) and reach - at < _LONGEST_NAME and _same_name(text, words[reach - 1], words[reach]):
            reach += 1
        keys = [_word_key(word.group()) for word in words[at:reach]]
        for end in range(reach, at, -1):
            if not keys[end - at - 1]:
                continue
            places = self._latin_places(text, words, keys, at, end)
            if places:
                start, stop = words[at].start(), words[end - 1].end()
                stop -= text[stop - 1] in "'’ʼ"
                return PlaceFound(start, stop, tuple(places)), end - at
        return None

    def _may_open(self, word: str) -> bool:
        """Test whether any name begins with a word, by its letters or by its key; most capitals begin none."""
        known = self._openers.get(word)
        if known is None:
            key = _word_key(word)
            known = _begins_any(self._forms, _folded(word)) or not key or _begins_any(self._keys, key)
            if len(self._openers) < _MOST_OPENERS:
                self._openers[word] = known
        return known

    def _latin_places(
        self, text: str, words: list[re.Match[str]], keys: list[str], at: int, end: int
    ) -> list[PlaceEntry]:
        written = _folded(text[words[at].start() : words[end - 1].end()])
        key = "".join(keys[: end - at])
        places = self._by_form.get(written)
        if not places and len(key) >= _SHORTEST_KEY:
            capitals = all(words[i].group()[0].isupper() for i in range(at, end) if keys[i - at])
            places = self._by_key.get(key) if capitals else None
        if not places:
            return []
        bare = _folded(" ".join(words[i].group() for i in range(at, end) if keys[i - at]))
        guessed = written not in self._by_form and end - at == 1 and len(key) < _SURE_KEY
        unsure = guessed or bare in self._common or written in self._common
        if unsure and not self._has_cue(words, at, end):
            return []
        return sorted(places, key=_rank)

    def _has_cue(self, words: list[re.Match[str]], at: int, end: int) -> bool:
        beside = [words[i].group() for i in (at - 1, end) if 0 <= i < len(words)]
        return any(fold(word) in self._cues for word in beside)

    def _find_arabic(self, text: str) -> Iterable[PlaceFound]:
        hits = () if text.isascii() else self._arabic.find(text)
        folded = fold(text) if hits else ""
        for start, end, name in hits:
            form = fold(name)
            if (form in self._common or folded[start:end] in self._common) and not self._arabic_cue(folded, start):
                continue
            yield PlaceFound(start, end, tuple(sorted(self._by_form.get(form, ()), key=_rank)))

    def _arabic_cue(self, folded: str, start: int) -> bool:
        before = folded[max(0, start - 16) : start].split()
        return bool(before) and any(before[-1].removeprefix(lead) in self._cues for lead in ("", "و", "ب", "ل", "في"))


def place_key(name: str) -> str:
    """Return what is left of a Latin spelling when articles, doubled letters and vowel habits are taken away."""
    return "".join(_word_key(word.group()) for word in _NAME_WORD.finditer(name))


def consonants(name: str) -> str:
    """Return the consonants of a Latin name of two words or more; else "": too little to tell a place by."""
    words = [re.sub(r"[aiu]", "", _word_key(word.group())) for word in _NAME_WORD.finditer(name)]
    held = [word for word in words if word]
    return "".join(held) if len(held) > 1 and sum(map(len, held)) >= _LEAST_CONSONANTS else ""


def _begins_any(names: Sequence[str], head: str) -> bool:
    """Test whether one of the sorted names begins with some letters."""
    at = bisect_left(names, head)
    return at < len(names) and names[at].startswith(head)


@functools.lru_cache(maxsize=65536)
def _folded(name: str) -> str:
    return fold(name)


@functools.lru_cache(maxsize=65536)
def _word_key(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if "a" <= c <= "z")
    if plain in ARTICLES:
        return ""
    plain = _SAME.get(plain, plain)
    if plain.endswith("eh") and not plain.endswith("yeh"):  # Hasakeh, Hasakah
        plain = plain[:-2] + "a"
    for written, sound in _SOUNDS:
        plain = plain.replace(written, sound)
    plain = _DOUBLED.sub(r"\1", plain.translate(_SOUND_ALIKE))
    plain = _DOUBLED.sub(r"\1", plain.removesuffix("h"))
    if len(plain) > _SHORTEST_KEY and plain.endswith("ia"):  # Jamiliya, Jamiliyeh
        return plain[:-1]
    return plain


def _leads_a_name(text: str, words: list[re.Match[str]], at: int) -> bool:
    """Test whether an article opens a name: "As" in "As Aleppo fell" does not, "as-" in "as-Safira" does."""
    if at + 1 >= len(words) or not words[at + 1].group()[0].isupper():
        return False
    between = text[words[at].end() : words[at + 1].start()]
    return between in "-‐‑–" or (between == " " and words[at].group().lower() in {"al", "el"})


def _same_name(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    between = text[left.end() : right.start()]
    return between in _JOINTS


def _arabic_variants(name: str, kind: str) -> tuple[str, ...]:
    """Return the name, and a quarter's also with the article: lists write كلاسة, people الكلاسة."""
    if kind == "quarter" and not name.startswith("ال"):
        return (name, "ال" + name)
    return (name,)


def _rank(place: PlaceEntry) -> int:
    return _RANK.get(place.kind, 5)


def kilometres(one: PlaceEntry, other: PlaceEntry) -> float:
    """Return how far two places lie from each other, in kilometres, on a plane."""
    across = (one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return 111.2 * math.hypot(one.lat - other.lat, across)


@functools.cache
def _shipped() -> Gazetteer:
    return Gazetteer.parse(files("sijill.language").joinpath("lexicon/places.toml").read_text(encoding="utf-8"))


def _place_entry(number: int, table: Mapping[str, Any], tables: Mapping[str, Any]) -> PlaceEntry:
    missing = sorted({"en", "ar", "kind", "governorate", "lat", "lon", "source"} - set(table))
    if missing:
        raise PlacesBroken(
            message("place {number}: missing {missing}; write these fields in the block"),
            number=number,
            missing=missing,
        )
    if not (-90 <= table["lat"] <= 90 and -180 <= table["lon"] <= 180):
        raise PlacesBroken(
            message("place {number}: lat and lon are not on the globe; look whether they are swapped"), number=number
        )
    if table["source"] not in tables.get("sources", {}):
        raise PlacesBroken(
            message("place {number}: source {table} is not among [sources]; add its line there"),
            number=number,
            table=repr(table["source"]),
        )
    return PlaceEntry(
        en=tuple(table["en"]),
        ar=tuple(table["ar"]),
        kind=table["kind"],
        governorate=table["governorate"],
        lat=float(table["lat"]),
        lon=float(table["lon"]),
        within=table.get("within"),
        pcode=table.get("pcode"),
        pcode_dataset=tables.get("pcode_dataset") if table.get("pcode") else None,
        pcode_valid=tables.get("pcode_valid") if table.get("pcode") else None,
        source=table["source"],
    )
