"""What places are called in both languages, and which lie in a wider one: by the register, else the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sijill.language import Gazetteer
from sijill.records import WHOLE_ID
from sijill.values import Language, normal_key, translate

if TYPE_CHECKING:
    from sijill.records import AnyRecord


class PlaceNames:
    """The Place records of a register by every name they go by."""

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        """Take records; all but places are passed over."""
        self._places = {one.id: one.noun for one in records if one.kind == "place"}

    @cached_property
    def _by_key(self) -> Mapping[str, Any]:
        found: dict[str, Any] = {}
        for place in self._places.values():
            slugs = (one.value for one in place.identifiers if one.scheme == "slug")
            for name in (place.id, *slugs, place.pcode, place.name, place.name_ar, *place.aliases):
                if name:
                    found.setdefault(normal_key(name), place)
        return found

    def find(self, name: str) -> Any:
        """Return the Place that goes by a name, alias, code or id, or None."""
        return self._by_key.get(normal_key(name))

    def name(self, name: str, language: Language) -> str:
        """Return what a place is called in a language; of one that nothing knows, the words given."""
        english, _, arabic = name.partition(" | ")
        if arabic:
            return arabic if language.is_rtl else english
        place = self.find(name)
        if place is not None and (place.name or place.name_ar):
            return str((language.is_rtl and place.name_ar) or place.name or place.name_ar)
        if WHOLE_ID.fullmatch(name):
            return translate(language, "a place that is not named")
        known = Gazetteer.load().resolve(name)
        # A city and its governorate are two places of one name; "east of a city" is neither.
        exact = [one for one in known if normal_key(name) in map(normal_key, (*one.en, *one.ar))]
        meant = known if len(known) == 1 else exact
        forms = {(one.ar if language.is_rtl else one.en)[:1] for one in meant} - {()}
        return forms.pop()[0] if len(forms) == 1 else name

    def parts_of(self, name: str) -> frozenset[str]:
        """Return the keys of all names of a place and of the places that lie in it, however deep."""
        whole = self.find(name)
        if whole is None:
            return frozenset((normal_key(name),))
        inside, found = [whole.id], {whole.id}
        while inside:
            keys = self._keys[inside.pop()]
            for place, above in self._above.items():
                if place not in found and not above.isdisjoint(keys):
                    found.add(place)
                    inside.append(place)
        return frozenset(key for place in found for key in self._keys[place])

    def area_of(self, name: str) -> str | None:
        """Return the wider area that a place is told under: the first it lies in, else its governorate."""
        if (place := self.find(name)) is not None:
            return str(next((one for one in (*place.within, place.parent) if one), place.name))
        known = Gazetteer.load().resolve(name)
        return known[0].within or known[0].governorate if known else None

    @cached_property
    def _keys(self) -> Mapping[str, set[str]]:
        """The keys of the names of each place; of two places of one name the first has it."""
        found: dict[str, set[str]] = {place: set() for place in self._places}
        for key, place in self._by_key.items():
            found[place.id].add(key)
        return found

    @cached_property
    def _above(self) -> Mapping[str, set[str]]:
        """The keys of the places that each place lies in."""
        return {
            place.id: {normal_key(one) for one in (place.parent, *place.within) if one}
            for place in self._places.values()
        }
