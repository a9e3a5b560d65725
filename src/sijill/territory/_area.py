"""Places and wider areas that accounts speak of, by whatever name they are asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sijill.model.phrases import fold
from sijill.values import GeoPoint, SijillError, message

_QUARTER = ("quarter", "neighbourhood", "neighborhood", "district", "حي")
"""Words of a kind of place that is counted as one part of an area."""


_KIND_WORDS = frozenset(
    "district quarter neighbourhood neighborhood area city town village حي منطقة مدينة بلدة قرية".split()
)
_SMALL_WORDS = frozenset({"the", "of", "in", "a", "all"})


class UnknownPlace(SijillError):
    """A name that no place of the register has, refused with those that are near."""


class AmbiguousPlace(SijillError):
    """A name that several places of the register have."""


@dataclass(frozen=True, slots=True)
class Area:
    """
    A place: ``key`` is its record, or its name where it has none; ``above`` the keys of the areas it is part of.

    ``names`` are all it is called; ``km2`` its area where its shape is known exactly.
    """

    key: str
    slug: str
    label_en: str
    label_ar: str
    kind: str | None = None
    above: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    pcode: str | None = None
    point: GeoPoint | None = None


class Areas:
    """The areas of a register: found by any name, with those above and below each."""

    def __init__(self, areas: Iterable[Area]) -> None:
        """Take the areas; an area that stands above itself is above nothing."""
        self.by_key: dict[str, Area] = {one.key: one for one in areas}
        self._named: dict[str, list[Area]] = {}
        for one in self.by_key.values():
            names = (one.key, one.slug, one.label_en, one.label_ar, one.pcode or "", *one.names)
            for key in {key_of_name(half) for name in names for half in halves(name)}:
                self._named.setdefault(key, []).append(one)
        self._above: dict[str, tuple[str, ...]] = {}
        below: dict[str, list[str]] = {}
        for key in self.by_key:
            for above in self.above(key):
                below.setdefault(above, []).append(key)
        self._below: Mapping[str, list[str]] = below

    def __iter__(self) -> Iterator[Area]:
        """Give them in order."""
        return iter(self.by_key.values())

    def above(self, key: str) -> tuple[str, ...]:
        """Return the keys of all areas that one is part of, however far."""
        if key not in self._above:
            found: dict[str, None] = {}
            waiting = list(self.by_key[key].above) if key in self.by_key else []
            while waiting:
                one = waiting.pop(0)
                if one in found or one == key or one not in self.by_key:
                    continue
                found[one] = None
                waiting += self.by_key[one].above
            self._above[key] = tuple(found)
        return self._above[key]

    def below(self, key: str) -> tuple[Area, ...]:
        """Return all areas that are part of one, however far."""
        return tuple(self.by_key[one] for one in self._below.get(key, ()))

    def quarters(self, key: str) -> tuple[Area, ...]:
        """Return the parts of an area that are counted: its quarters where it has any, else those without parts."""
        parts = self.below(key)
        quarters = tuple(one for one in parts if any(word in (one.kind or "").casefold() for word in _QUARTER))
        return quarters or tuple(one for one in parts if one.key not in self._below)

    def named(self, name: str) -> tuple[Area, ...]:
        """Return the areas that a name, alias, slug, P-code or record means."""
        found = (self._named.get(key_of_name(half), ()) for half in halves(name))
        return tuple(dict.fromkeys(area for some in found for area in some))

    def is_whole(self, name: str, area: Area) -> bool:
        """
        Test whether the words for a whole mean an area: one of its names, or one with or without a word for its kind.

        "The Inventedtown district" is Inventedtown; "what was held of Inventedtown" is something else.
        """
        if area in self.named(name):
            return True
        for said in map(_words_of, halves(name)):
            for known in (_words_of(one) for one in (area.label_en, area.label_ar, *area.names)):
                if said and known and not (said ^ known) - _KIND_WORDS:
                    return True
                if len(said) > 1 and said < known:
                    return True
        return False

    def find(self, name: str) -> Area:
        """Return the one area that a name means. Raises UnknownPlace, AmbiguousPlace, each naming candidates."""
        found = self.named(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousPlace(
                message("{name} is the name of several places: {candidates}; ask for one of these"),
                name=repr(name),
                candidates=", ".join(f"{one.slug} ({one.key})" for one in found),
            )
        import difflib

        near = difflib.get_close_matches(key_of_name(name), self._named, n=3, cutoff=0.6)
        slugs = dict.fromkeys(one.slug for key in near for one in self._named[key])
        raise UnknownPlace(
            message("no account speaks of a place called {name}; nearest are: {candidates}"),
            name=repr(name),
            candidates=", ".join(slugs) or "–",
        )


def key_of_name(name: str) -> str:
    """Return what is alike in all spellings of one name: letters and digits, case and habits of writers away."""
    return "".join(sign for sign in fold(name.strip()) if sign.isalnum())


def _words_of(name: str) -> frozenset[str]:
    """Return the words of a name, without small ones."""
    plain = "".join(sign if sign.isalnum() or sign in "'’" else " " for sign in fold(name))
    return frozenset(plain.split()) - _SMALL_WORDS


def halves(name: str) -> tuple[str, ...]:
    """Return the names that one text gives in two languages, written with a bar between them."""
    return tuple(half.strip() for half in name.split(" | ") if half.strip())
