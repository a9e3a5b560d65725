"""A place as a column of a table gives it: which name is the place, which lies around it, how closely it is told."""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass

from sijill.language._lexicon import lexicon
from sijill.model.phrases import fold
from sijill.values import PlacePrecision

_LANGUAGES = ("english", "arabic")
# Marks of direction, vowel signs and the long stroke, which copies of Arabic carry along.
_MARKS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u061c\u064b-\u0652\u0670\u0640]")
_SPLIT_KINDS = re.compile(r"\b(sub|air|north|south)[ -](district|base|east|west)(ern)?\b", re.IGNORECASE)
_TWO_WORDS = re.compile(
    r"\b(close|next|(?:the )?(?:vicinity|outskirts|environs|surroundings)|بالقرب) (to|of|من)\b", re.IGNORECASE
)
_ASIDE = re.compile(r"\s*[(\[（]([^()\[\]（）]*)[)\]）]")
_DISTANCE = re.compile(r"^(?:about\s+|some\s+|~\s*)?\d+(?:[.,]\d+)?\s*-?\s*(?:km|kms|kilomet(?:er|re)s?|كم|miles?)\s+")
_TWO_ENDS = re.compile(
    r"(?:^|\s)(?:(?:between|from)\s+(?P<one>.+?)\s+(?:and|to)\s+(?P<other>.+)|بين\s+(?P<first>.+?)\s+و\s*(?P<second>.+))$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+[-‐–—]\s+|\s*[–—]\s*")
_OFFSET = re.compile(r"^(?:(?P<what>.*?)[\s,]+)?(?:to the\s+)?(?P<side>\S+)\s+of\s+(?P<name>.+)$", re.IGNORECASE)
_LIST = re.compile(r"\s*[,،;]\s*")
_BORDER = frozenset({"border", "borders", "frontier"})
PRECISION = {
    **dict.fromkeys(("village", "town", "city", "quarter", "camp", "place"), PlacePrecision.EXACT),
    **dict.fromkeys(("district", "subdistrict"), PlacePrecision.DISTRICT),
    "governorate": PlacePrecision.GOVERNORATE,
    "area": PlacePrecision.FEATURE,
    "site": PlacePrecision.NEAR,
    "own": PlacePrecision.EXACT,
}


@dataclass(frozen=True, slots=True)
class PlaceText:
    """
    What the words of one cell say of a place.

    ``ends`` are the places named: one, or the two ends of a road; each by its other spellings in the cell, best
    first. ``around`` are names beside it that it may lie in, ``aside`` what stands in brackets: another spelling, or
    what it lies in. ``kind`` is the word that tells what it is, as the tables of ``lexicon/place_text.toml`` call it
    ("place": none). ``precision`` is how closely the words tell the spot; ``sided`` that a side of it is named.
    """

    ends: tuple[tuple[str, ...], ...]
    around: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    kind: str = "place"
    precision: PlacePrecision = PlacePrecision.EXACT
    sided: bool = False


def read_place_text(text: str) -> PlaceText:
    """Return what a cell says of a place; an empty cell names none."""
    text = " ".join(_MARKS.sub("", unicodedata.normalize("NFKC", text)).split())
    aside = tuple(inside.strip() for inside in _ASIDE.findall(text) if inside.strip())
    text = _TWO_WORDS.sub(r"\1-\2", _SPLIT_KINDS.sub(r"\1\2\3", _ASIDE.sub("", text).strip(" .,;،")))
    if not text:
        return PlaceText(())
    linear = _two_ends(text, aside)
    if linear is not None:
        return linear
    head, *around = _LIST.split(text)
    head, inside = _parted(head)
    found = _read_head(head)
    return PlaceText(
        found.ends, (*found.around, *inside, *(_read_head(one).ends[0][0] for one in around if one)), aside,
        found.kind, found.precision, found.sided,
    )  # fmt: skip


def _two_ends(text: str, aside: tuple[str, ...]) -> PlaceText | None:
    """Return a road, a border or a space between two places; None where one place is named."""
    between = _TWO_ENDS.search(text)
    words = text.split()
    is_road = any(_is(word, "road") or _is(word, "area") for word in words)
    if fold(words[-1]) in _BORDER:
        text = text.replace("/", " - ")
    if between is not None:
        ends = [one for one in between.groupdict().values() if one]
    else:
        ends = _DASH.split(_without(text, "road", "area")) if is_road or _DASH.search(text) else []
        if is_road and len(ends) == 1 and re.search(r"\w-[A-Z\u0621-\u064a]", ends[0]):
            ends = _tight(ends[0])
    if len(ends) < 2 or (not is_road and between is None and len(ends) == 2 and not _DASH.search(text)):
        return None
    last, inside = _parted(ends[-1])
    named = tuple(_each_spelling(_stripped(one)[0]) for one in (*ends[:-1], last))
    return PlaceText(named, inside, aside, "place", PlacePrecision.FEATURE)


def _tight(text: str) -> list[str]:
    """Return the ends of "Khanasir-Aleppo": a hyphen behind an article does not part two names."""
    parts = re.split(r"(?<=\w{4})-(?=[A-Z\u0621-\u064a]\w{3})", text)
    return parts if len(parts) == 2 else [text]


def _parted(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a name and what the words say it lies in: "X village in Y"."""
    words = text.split()
    for at in range(1, len(words) - 1):
        if (
            _is(words[at], "inside")
            and not (at == 1 and _opens_a_place(words[0]))
            and not _is(words[at - 1], "compass")
        ):
            rest = words[at + 1 :]
            while rest and (rest[0].lower() == "the" or _is(rest[0], "compass")):
                rest = rest[1:]
            if rest:
                return " ".join(words[:at]), (_stripped(" ".join(rest))[0],)
    return text, ()


def _opens_a_place(word: str) -> bool:
    """Test whether "of" behind a word leads on to the name: "village of X", "countryside of X"."""
    return any(_is(word, table) for table in (*PRECISION, "outskirts", "countryside", "compass"))


def _read_head(text: str) -> PlaceText:
    text = _DISTANCE.sub("", text)
    words = text.split()
    offset = _OFFSET.match(text)
    if offset and _is(offset["side"], "compass"):
        return _near_another(offset["what"] or "", offset["name"])
    for at, word in enumerate(words[:-1]):
        if _is(word, "near") and (at == 0 or not _is(word, "inside")):
            return _near_another(" ".join(words[:at]), " ".join(words[at + 1 :]))
    if len(words) > 1 and (_is(words[-1], "outskirts") or _is(words[0], "outskirts")):
        return _near_another("", _without(text, "outskirts").removeprefix("of "))
    named, kind, sided = _stripped(text)
    return PlaceText((_each_spelling(named),), (), (), kind, PRECISION[kind], sided)


def _near_another(what: str, name: str) -> PlaceText:
    """Return a place near another; where the nearer thing has a name of its own, the other only lies around it."""
    own, kind, _ = _stripped(what) if what else ("", "place", False)
    beside, thing, _ = _stripped(name.removeprefix("the "))
    if own and own[0].isupper() and not _is_kind_word(own):
        return PlaceText((_each_spelling(own),), (beside,), (), kind, PRECISION[kind])
    return PlaceText((_each_spelling(beside),), (), (), "own" if thing == "own" else "place", PlacePrecision.NEAR)


def _stripped(text: str) -> tuple[str, str, bool]:
    """Return a name without the words that tell its kind and its side, the kind, and whether a side was named."""
    words, kind = [word for word in text.split() if word.lower() != "the"], ""
    while len(words) > 1 and (table := _kind_of(words[-1])) and (kind or table != "before_kind"):
        kind = kind or table
        words = words[:-1]
    while len(words) > 1 and (table := _kind_of(words[0])) and table != "before_kind" and _leads(words):
        kind = kind or table
        words = words[2:] if _is(words[1], "inside") and len(words) > 2 else words[1:]
    if kind == "area" and len(words) > 1 and _is(words[-1], "compass"):  # ريف حلب الشمالي
        return " ".join(words[:-1]), kind, True
    first = next((at for at, word in enumerate(words) if not _is(word, "compass")), len(words))
    sided = 0 < first < len(words)
    if sided and words[first].lower() == "of":
        first += 1
    return " ".join(words[first:] if sided else words), kind or "place", sided


def _leads(words: list[str]) -> bool:
    """Test whether a kind stands before its name: in Arabic always, in English with "of", or "Mintaqat X"."""
    return "\u0600" <= words[0][0] <= "\u06ff" or _is(words[1], "inside") or words[0].lower().startswith(("min", "muh"))


def _each_spelling(name: str) -> tuple[str, ...]:
    """Return the other spellings of one name: "Tadmur/Palmyra"."""
    found = [_stripped(one)[0] for one in re.split(r"\s*/\s*", name) if one.strip()]
    return tuple(dict.fromkeys(found)) or (name,)


def _without(text: str, *tables: str) -> str:
    return " ".join(word for word in text.split() if not any(_is(word, table) for table in tables))


def _kind_of(word: str) -> str | None:
    if _is(word, "countryside"):
        return "area"
    return next((table for table in (*PRECISION, "before_kind") if _is(word, table)), None)


def _is_kind_word(text: str) -> bool:
    return all(_kind_of(word) or _is(word, "compass") or _is(word, "road") for word in text.split())


def _is(word: str, table: str) -> bool:
    return fold(word).lower().removesuffix(",") in _word_list(table)


@functools.cache
def _word_list(table: str) -> frozenset[str]:
    return frozenset(
        fold(word) for language in _LANGUAGES for word in lexicon("place_text")[language].get(table, "").split()
    )


@functools.cache
def kinds_meant(kind: str) -> tuple[str, ...]:
    """Return the kinds of the gazetteer that a name with such a word may have, best first."""
    return tuple(lexicon("place_text")["kinds"][kind].split())
