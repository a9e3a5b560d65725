"""Where a place lies that a column names: one answer where the words leave one, else none and every candidate."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sijill.language._gazetteer import ARTICLES, Candidate, Gazetteer, PlaceEntry, kilometres
from sijill.language._place_text import PlaceText, kinds_meant, read_place_text
from sijill.model.phrases import fold
from sijill.values import PlacePrecision

SAME_SPOT_KM = 3
"""Two entries of one name this close are one place, listed twice."""
_ADMINISTRATIVE = ("district", "subdistrict", "governorate")
_SETTLED = ("village", "town", "city", "quarter", "camp", "place")
_HOLDS = frozenset({"governorate", "city", "town", "district"})
_NAME_PART = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’ʼ`´‘ʿʾ]")
_NISBA = re.compile(r"(?:[iaeo]?yy?|e?i)(?:a|e)h?$")


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """
    What is computed of a place from its words; what the words say stays as it was.

    ``place`` is None where nothing is known, where two places remain, and where only a country is told (``country``).
    ``precision`` is how closely the point stands for what the words tell; ``candidates`` are all that were thought of
    where there is no answer. ``point`` is latitude and longitude: of the place, or the middle of a road's two ends.
    """

    place: PlaceEntry | None = None
    precision: PlacePrecision | None = None
    candidates: tuple[Candidate, ...] = ()
    other: PlaceEntry | None = None
    country: str = ""

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees, or None."""
        if self.place is None:
            return None
        ends = [self.place, self.other or self.place]
        return sum(one.lat for one in ends) / 2, sum(one.lon for one in ends) / 2


class Geocoder:
    """Answers the cells of one column from a gazetteer; ``countries`` are names that tell a country and no place."""

    def __init__(self, gazetteer: Gazetteer, countries: Collection[str] = ()) -> None:
        """Stand on a gazetteer."""
        self._gazetteer = gazetteer
        self._countries = {fold(name): name for name in countries}

    @cached_property
    def _governorates(self) -> dict[str, PlaceEntry]:
        return {one.governorate: one for one in self._gazetteer.places if one.kind == "governorate"}

    def answer(self, text: str, governorate: str = "") -> Whereabouts:
        """Return where a cell's place lies; ``governorate`` is what another column says, and rules out the others."""
        told = read_place_text(text)
        country = self._country((text, *told.around, *(end[0] for end in told.ends)))
        if not told.ends or (country and country in (text, told.ends[0][0])):
            return Whereabouts(None, PlacePrecision.COUNTRY, country=country) if country else Whereabouts()
        stated = [name for end in read_place_text(governorate).ends for name in end]
        said, beside = self._regions(stated), self._regions((*told.around, *told.aside))
        regions = (said & beside or said) if said else beside  # what another column says rules the cell
        whole = self._whole(text, regions) if len(told.ends) == 1 else []
        if whole:
            return self._chosen(whole, told, exact=True)
        if len(told.ends) > 1:
            return self._between([self._end(end, told, set()) for end in told.ends], regions)
        spelt = told.aside if told.kind in _SETTLED else ()
        found = self._end((*told.ends[0], *spelt), told, regions)
        return found if found.place or found.candidates else self._around(told, stated, regions)

    def _country(self, names: Iterable[str]) -> str:
        return next((name for name in names if fold(name) in self._countries), "")

    def _regions(self, names: Iterable[str]) -> set[str]:
        """Return the governorates that names beside the place allow; empty where they say nothing."""
        known = (self._gazetteer.candidates(name) for name in names if name.strip())
        return {one.place.governorate for some in known for one in some if one.place.governorate}

    def _whole(self, text: str, regions: set[str]) -> list[Candidate]:
        """Return the places that bear the cell's whole text as their name: "Tiyas Military Airbase"."""
        found = [one for one in self._gazetteer.candidates(text) if one.why == "name"]
        return _inside(found, regions) if len(text.split()) > 1 else []

    def _end(self, names: Sequence[str], told: PlaceText, regions: set[str]) -> Whereabouts:
        kinds, refused = kinds_meant(told.kind), list[Candidate]()
        for name in names:
            found = self._gazetteer.candidates(name)
            fit = [one for one in found if one.place.kind in kinds and _is_alike(name, one, told.kind)]
            if told.sided and told.kind not in ("governorate", "area", "district"):
                fit = [one for one in fit if one.place.kind in ("governorate", "city", "district", "area")]
            if told.kind != "quarter" and not regions and all(one.place.kind == "quarter" for one in fit):
                fit = []  # a bare name of a quarter is many a city's
            refused += [one for one in found if one not in fit]
            if fit and (inside := _inside(fit, regions)):
                return self._chosen(inside, told)
            refused += fit
        return Whereabouts(candidates=tuple(dict.fromkeys(refused)))

    def _chosen(self, found: Sequence[Candidate], told: PlaceText, *, exact: bool = False) -> Whereabouts:
        """Return the one place that candidates leave, or none with all of them."""
        rank = {kind: at for at, kind in enumerate(kinds_meant(told.kind))}
        sure = [one for one in found if one.why == "name"] or list(found)
        best = min(sure, key=lambda one: rank.get(one.place.kind, len(rank)))
        if any(not _is_one(best.place, other.place) for other in found):
            return Whereabouts(candidates=tuple(found))
        return Whereabouts(best.place, _precision(best.place, told, exact))

    def _between(self, ends: Sequence[Whereabouts], regions: set[str]) -> Whereabouts:
        """Return what lies between places: their middle where they share a governorate, else the one that is told."""
        places = [one.place for one in ends if one.place is not None]
        shared = {one.governorate for one in places}
        if len(places) == len(ends) and len(shared) == 1 and shared <= (regions or shared):
            return Whereabouts(places[0], PlacePrecision.FEATURE, other=places[-1])
        if len(regions) == 1 and (region := self._governorates.get(next(iter(regions)))):
            return Whereabouts(region, PlacePrecision.FEATURE)
        known = (Candidate(one, "end") for one in places)
        return Whereabouts(candidates=(*known, *(two for one in ends for two in one.candidates)))

    def _around(self, told: PlaceText, stated: Sequence[str], regions: set[str]) -> Whereabouts:
        """Return what an unknown place is said to lie in, as closely as that tells."""
        lies_in = [(name, _HOLDS) for name in told.around] + [(name, _HOLDS - {"town"}) for name in told.aside]
        for name, holds in (*lies_in, *((name, frozenset({"governorate"})) for name in stated)):
            found = [
                one for one in self._gazetteer.candidates(name) if one.place.kind in holds and _is_alike(name, one)
            ]
            found = _inside(found, regions)
            cities = [one for one in found if one.place.kind == "city"]
            provinces = [one for one in found if one.place.kind == "governorate"]
            if cities and told.kind in ("quarter", "city"):
                found = cities
            elif provinces:
                found = provinces
            if found:
                answer = self._chosen(found, PlaceText(()))
                coarse = PlacePrecision.GOVERNORATE if found is provinces else PlacePrecision.NEAR
                return Whereabouts(answer.place, coarse) if answer.place else answer
        return Whereabouts()


def _is_alike(name: str, found: Candidate, kind: str = "place") -> bool:
    """Test whether a name that only sounds like a place's agrees with one of its spellings in what tells names."""
    if found.why != "sound":
        return True
    if kind in ("village", "quarter") and found.place.kind not in (kind, "area", "landmark"):
        return False
    # Al-Hamah is not Hama, and Sukkariyah is not Sukkari: an article or an ending more is another place.
    marks = _marks(name)
    return any(marks[0] <= other[0] and marks[1:] == other[1:] for other in map(_marks, found.place.en))


def _inside(found: Sequence[Candidate], regions: set[str]) -> list[Candidate]:
    """Return those that lie in one of the governorates named beside them; a place of no known one may lie in any."""
    return [one for one in found if not regions or not one.place.governorate or one.place.governorate in regions]


def _is_one(place: PlaceEntry, other: PlaceEntry) -> bool:
    """Test whether two entries are one place: the same spot, or a place and the division that is called after it."""
    if kilometres(place, other) <= SAME_SPOT_KM:
        return True
    levels = (place.kind in _ADMINISTRATIVE) + (other.kind in _ADMINISTRATIVE)
    return place.governorate == other.governorate and (levels == 2 or (levels == 1 and place.kind != "quarter"))


def _precision(place: PlaceEntry, told: PlaceText, exact: bool) -> PlacePrecision:
    if place.kind == "governorate":
        town = told.kind in ("town", "city", "place") and not told.sided and told.precision is PlacePrecision.EXACT
        return PlacePrecision.NEAR if town else PlacePrecision.GOVERNORATE
    if place.kind in ("district", "subdistrict"):
        return PlacePrecision.DISTRICT
    if place.kind in ("area", "road"):
        return PlacePrecision.FEATURE
    if exact or place.kind == "landmark":
        return PlacePrecision.EXACT
    return max(told.precision, PlacePrecision.NEAR, key=_coarseness) if told.sided else told.precision


def _coarseness(precision: PlacePrecision) -> int:
    return precision.where_prec


def bare_words(name: str) -> list[str]:
    """Return the words of a name in small letters without articles, in either script."""
    words = _NAME_PART.findall(_APOSTROPHES.sub("", name.lower()))
    return [word.removeprefix("ال") for word in words if word not in ARTICLES]


def _marks(name: str) -> tuple[bool, int, bool]:
    """Return what tells names apart that sound alike: an article before it, the number of words, an ending -iya."""
    bare = bare_words(name)
    led = next(iter(_NAME_PART.findall(name.lower())), "") in ARTICLES
    return led, len(bare), bool(bare) and bool(_NISBA.search(bare[-1]))
