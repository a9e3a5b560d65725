"""Which feature of a dataset draws which place: certain by code or name, and never by sound where another fits too."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sijill.language import consonants, place_key
from sijill.language.geocoding import bare_words
from sijill.model.phrases import fold
from sijill.territory.boundaries import Feature, bounds, parted
from sijill.territory.shapes import area_km2

_EN_LETTER = re.compile(r"[A-Za-z]")
# What the levels of a dataset draw; a place of another kind is not drawn by its namesake among them.
KINDS_OF_LEVEL = {
    0: frozenset({"country"}),
    1: frozenset({"governorate", "province", "region", "state"}),
    2: frozenset({"district"}),
    3: frozenset({"subdistrict", "sub-district"}),
}
SETTLEMENT_KM2 = 60
"""The most that a town or quarter covers, where a dataset does not tell that it draws no district."""
# Things that lie in a quarter of the same name and are not it.
SPOTS = frozenset(
    "hill bridge road highway street roundabout hospital mosque church school square checkpoint building tower prison "
    "river airport composite area front".split()
)


@dataclass(frozen=True, slots=True)
class Sought:
    """
    A place that may be drawn: its record (or None), its names, code, kind, and the names of what it lies in.

    ``known_as`` are spellings of the gazetteer, by the code under which it has them. ``point`` is (latitude,
    longitude).
    """

    slug: str
    names: tuple[str, ...]
    record: str | None = None
    pcode: str | None = None
    kind: str | None = None
    parents: tuple[str, ...] = ()
    known_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """A feature and why it fits a place: its code, its name, its sound ...; or why it only comes near."""

    feature: Feature
    why: str


@dataclass(frozen=True, slots=True)
class Matched:
    """The places that are certainly drawn by one feature, and the others with the features that come near."""

    certain: tuple[tuple[Sought, Fit], ...]
    left: tuple[tuple[Sought, tuple[Fit, ...]], ...]


_CERTAIN = ("code", "name", "gazetteer", "sound", "consonants")
NEAR_KM = 5
MOST_NEAR = 5
"""How many features that only come near are named for one place."""
ENOUGH = 10


def match(places: Iterable[Sought], drawn: Sequence[Feature]) -> Matched:
    """
    Return which place is which feature: never by sound where another fits too, and one feature for one place.

    What lies elsewhere than the place's own parent, or is of another kind, is a candidate at most. Where ``ENOUGH``
    places are certain and all lie in one parent, a place of which no parent is known is sought there.
    """
    index, sought = _Index(drawn), list(places)
    found = [(place, *_one_feature(index.fits(place))) for place in sought]
    homes = [fit.feature.parents[:1] for _, fit, _ in found if fit]
    if len(homes) >= ENOUGH and len(set(homes)) == 1:
        at_home = (one if one.parents or one.point else replace(one, parents=homes[0]) for one in sought)
        found = [(place, *_one_feature(index.fits(place))) for place in at_home]
    takers = Counter((fit.feature.number, _CERTAIN.index(fit.why)) for _, fit, _ in found if fit)
    best = {number: min(rank for n, rank in takers if n == number) for number, _ in takers}
    certain, left = [], []
    for place, fit, others in found:
        rank = _CERTAIN.index(fit.why) if fit else -1
        if fit and best[fit.feature.number] == rank and takers[fit.feature.number, rank] == 1:
            certain.append((place, fit))
        else:
            left.append((place, (*([Fit(fit.feature, "taken")] if fit else ()), *others)))
    return Matched(tuple(certain), tuple(left))


def _one_feature(fits: Sequence[Fit]) -> tuple[Fit | None, tuple[Fit, ...]]:
    """Return the one feature that fits, or None; with all the others."""
    sure = [fit for fit in fits if fit.why in _CERTAIN]
    if not sure or any(fit.why == "other_name" for fit in fits):
        return None, tuple(fits)
    first = min(sure, key=lambda fit: _CERTAIN.index(fit.why))
    # Letters beat sound; but what only sounds alike stands back as soon as anything else comes near.
    rivals = [fit for fit in sure if fit.feature is not first.feature]
    beaten = {"code": ("sound", "consonants"), "name": ("sound", "consonants"), "gazetteer": ("sound", "consonants")}
    if any(fit.why not in beaten.get(first.why, ()) for fit in rivals):
        return None, tuple(fits)
    return first, tuple(fit for fit in fits if fit.feature is not first.feature)


class _Index:
    """The features by what their names are compared by."""

    def __init__(self, drawn: Sequence[Feature]) -> None:
        self._by_word: dict[str, list[Feature]] = {}
        for one in drawn:  # a word of the city around tells nothing
            around = {word for parent in one.parents for word in _weighty(parent)}
            for word in {word for name in one.names for word in _weighty(name)} - around:
                self._by_word.setdefault(word, []).append(one)
        self._codes = {one.pcode: one for one in drawn if one.pcode}
        self._by: dict[str, dict[str, list[Feature]]] = {}
        for why, key in _KEYS.items():
            held: dict[str, list[Feature]] = self._by.setdefault(why, {})
            for one in drawn:
                for name in {key(name) for name in one.names}:
                    held.setdefault(name, []).append(one)

    def fits(self, place: Sought) -> list[Fit]:
        """Return what fits a place, each feature once with its best reason; near names last."""
        found: dict[int, Fit] = {}
        if place.pcode and (coded := self._codes.get(place.pcode)):
            found[coded.number] = Fit(coded, "code" if _may_be_called(place.names, coded) else "other_name")
        for why, key in _KEYS.items():
            for name in place.names:
                for one in self._by[why].get(key(name), ()) if key(name) else ():
                    found.setdefault(one.number, Fit(one, _unless_elsewhere(place, one, why)))
            if why == "name":
                for code, names in place.known_as.items():
                    listed = self._codes.get(code)
                    if listed and set(map(_letters, names)) & set(map(_letters, listed.names)):
                        found.setdefault(listed.number, Fit(listed, _unless_elsewhere(place, listed, "gazetteer")))
        words = dict.fromkeys(word for name in place.names for word in _weighty(name))
        rest = {one.number: one for word in words for one in self._by_word.get(word, ()) if one.number not in found}
        near = (Fit(one, "near") for one in rest.values() if _inside(place, one))
        return [*found.values(), *itertools.islice(near, MOST_NEAR)]


def _unless_elsewhere(place: Sought, one: Feature, why: str) -> str:
    if not _inside(place, one):
        return "elsewhere"
    return why if _is_of_kind(place.kind, one) else "other_kind"


def _may_be_called(names: Sequence[str], one: Feature) -> bool:
    """Test whether a code may be the place's: another edition may have given it to another place."""
    both = [(mine, theirs) for mine, theirs in zip(parted(names), parted(one.names), strict=True) if mine and theirs]
    return not both or any(_heard_words(mine) & _heard_words(theirs) for mine, theirs in both)


def _heard_words(names: Iterable[str]) -> set[str]:
    return {_sound(word) or _letters(word) for name in names for word in name.split()}


def _weighty(name: str) -> Iterator[str]:
    return (word for word in map(_sound, name.split()) if len(word) > _WEIGHT)


def _is_of_kind(kind: str | None, one: Feature) -> bool:
    """Test whether a feature can draw a place of a kind: a city is not the governorate of its name."""
    said = (kind or "").lower()
    if said in SPOTS or said.split(" ")[0] in SPOTS:
        return False
    own = next((level for level, words in KINDS_OF_LEVEL.items() if said.startswith(tuple(words))), None)
    if one.level is None or one.level > max(KINDS_OF_LEVEL):
        return own is None or said == "district"  # some call a quarter so
    if own is not None:
        return own == one.level or (own > one.level and not one.is_level_told)
    return not one.is_level_told and area_km2(one.geometry) <= SETTLEMENT_KM2


def _inside(place: Sought, one: Feature) -> bool:
    """Test whether a feature lies where a place is known to lie: in its parent, and about its point."""
    if place.point is not None and not _near(place.point, one.geometry):
        return False
    if not place.parents or not one.parents:
        return True
    drawn = {_sound(name) for name in one.parents}
    return any(_sound(name) in drawn for name in place.parents)


def _near(point: tuple[float, float], geometry: Mapping[str, object]) -> bool:
    west, south, east, north = bounds(geometry)
    slack = NEAR_KM / 111
    return south - slack <= point[0] <= north + slack and west - slack * 1.3 <= point[1] <= east + slack * 1.3


def _letters(name: str) -> str:
    """Return a name without article, case, hyphen and apostrophe: the strict key."""
    return "".join(bare_words(fold(name)))


def _sound(name: str) -> str:
    """Return a Latin name without the habits of vowels and doubled letters; an Arabic one has one spelling."""
    return place_key(name) if _EN_LETTER.search(name) else ""


_WEIGHT = 3
_KEYS: Mapping[str, Callable[[str], str]] = {"name": _letters, "sound": _sound, "consonants": consonants}
