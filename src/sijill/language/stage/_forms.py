"""The forms that are looked for in a text: names of the theatres' parties and places, and of the world's states."""

from __future__ import annotations

import enum
import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sijill.model.parties import state_rows
from sijill.model.phrases import Phrases
from sijill.model.theatres import WORLD, Theatre, theatre_names

AUTO, NONE = "auto", "none"


class Sort(enum.StrEnum):
    """What sort of name a form is."""

    PARTY = "party"
    GENERIC = "generic"  # "the army", المعارضة
    NAME = "name"  # of a state
    ADJECTIVE = "adjective"  # of a state
    PEOPLE = "people"  # "the Kenyans"
    CITY = "city"  # of a state
    CUE = "cue"  # tells of a theatre
    NOBODY = "nobody"


class Mark(NamedTuple):
    """A listed form in a line: what sort of name it is, and the slug, generic form or theatre it is listed for."""

    start: int
    end: int
    sort: Sort
    of: str


class Forms:
    """Every form of some theatres and of the world, looked for in one pass."""

    def __init__(self, theatres: tuple[Theatre, ...]) -> None:
        self.theatres = tuple(one for one in theatres if one.name != WORLD)
        # Chad is many a man too; and where a war is fought, its state's name is the ground.
        self.silent = frozenset(slug for slug, row in state_rows().items() if row.get("ambiguous"))
        self.ground = frozenset(one.state for one in self.theatres if one.state)
        self.generic = {one.name: dict(_generic(one)) for one in self.theatres}
        listed = [
            *_of_theatres(self.theatres),
            *(form for slug, row in state_rows().items() for form in _of_state(slug, row)),
        ]
        self._phrases = Phrases((form, f"{sort} {of}") for form, sort, of in listed)
        self._marked = {key: (sort, of) for _, sort, of in listed if (key := f"{sort} {of}")}

    def marks(self, text: str) -> list[Mark]:
        """Return the listed forms of a text, in order and without overlap."""
        return [Mark(start, end, *self._marked[key]) for start, end, key in self._phrases.find(text)]

    def tells_of(self, theatre: Theatre, mark: Mark) -> bool:
        """Test whether a name tells that the text speaks of a theatre: its state, a place, a party of it alone."""
        if mark.sort == Sort.CUE:
            return mark.of == theatre.name
        if mark.sort in (Sort.GENERIC, Sort.NOBODY):
            return False
        return mark.of == theatre.state or (mark.of in theatre.own and mark.of not in theatre.abroad)

    def tells_against(self, theatre: Theatre, mark: Mark) -> bool:
        """Test whether a name is that of a state, or of a city, that has no part in a theatre."""
        known = mark.of in theatre.states or mark.of == theatre.state
        return not known and mark.sort in (Sort.NAME, Sort.ADJECTIVE, Sort.CITY)


@functools.lru_cache(maxsize=8)
def forms_of(theatre: str | Theatre) -> Forms:
    """Return the forms of a theatre, of all that are shipped, or of none but the world's."""
    if isinstance(theatre, Theatre):
        return Forms((theatre,))
    if theatre == AUTO:
        return Forms(tuple(Theatre.load(name) for name in theatre_names()))
    return Forms((Theatre.load(WORLD) if theatre == NONE else Theatre.named(theatre),))


def _generic(theatre: Theatre) -> Iterator[tuple[str, str]]:
    for slug in reversed(theatre.parties.slugs()):  # of two parties with one word the first is meant
        yield from ((form, slug) for form in theatre.parties.get(slug).generic)


def _of_theatres(theatres: Sequence[Theatre]) -> Iterator[tuple[str, Sort, str]]:
    for theatre in theatres:
        yield from ((form, Sort.NOBODY, "") for form in theatre.nobody)
        yield from (
            (form, Sort.PARTY, slug)
            for slug in theatre.parties.slugs()
            if slug in theatre.own
            for form in theatre.parties.get(slug).names
        )
    for theatre in theatres:
        yield from ((form, Sort.GENERIC, form) for form, _ in _generic(theatre))
        yield from ((form, Sort.CUE, theatre.name) for form in theatre.cues)


def _of_state(slug: str, row: Mapping[str, Any]) -> Iterator[tuple[str, Sort, str]]:
    yield from ((form, Sort.PARTY, slug) for form in row.get("aliases", ()))
    yield from ((form, Sort.NAME, slug) for form in (*row["en"], *row["ar"], *row.get("seat", ())))
    for adjective in row.get("adjective", ()):
        yield adjective, Sort.ADJECTIVE, slug
        if adjective[-1] in "nibktz":
            yield f"{adjective}s", Sort.PEOPLE, slug
    for nisba in row.get("nisba", ()):
        yield from ((f"{lead}{nisba}{tail}", Sort.ADJECTIVE, slug) for lead in ("", "ال") for tail in ("", "ة"))
        yield f"{nisba}ا", Sort.ADJECTIVE, slug  # the accusative, when it is indefinite
    yield from ((form, Sort.CITY, slug) for form in row.get("cities", ()))
