"""Which place is meant where somebody held it: a record of this register, or one place of the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from sijill.actions._context import ActionContext
from sijill.language import Gazetteer, PlaceEntry
from sijill.records import clusters_around, decided_in
from sijill.values import SijillError, message, normal_key

_NO_TOWN = frozenset({"landmark", "feature", "road"})
_AREAS = frozenset({"governorate", "district", "subdistrict"})


class UnknownPlace(SijillError):
    """A place that neither the register nor the gazetteer knows, so that nothing can be said of who holds it."""


class SeveralPlaces(SijillError):
    """A name that two places bear."""


def refuse_unknown_place(doing: ActionContext, name: str) -> None:
    """
    Check that the place of an account of control is one place that is known.

    It is a record of this register by its name, another name, P-code, identifier or id; else a place of the
    gazetteer whose name no other bears. Raises UnknownPlace, SeveralPlaces.
    """
    if _one_record(doing, name):
        return
    found = _of_gazetteer(name)
    if not found:
        nearest = next(iter(get_close_matches(normal_key(name), doing.named("place"), n=1)), "–")
        raise UnknownPlace(
            message(
                "no place {name} is known here, and none that is near but: {nearest}; make its record first (sijill "
                "record REGISTER place --set name=NAME --reason WHY), or add the name to the aliases of the one meant"
            ),
            name=repr(name),
            nearest=nearest,
        )
    if len(found) > 1:
        raise SeveralPlaces(
            message(
                "two places or more are called {name}: {candidates}; make a record of the one that is meant, with "
                "that name (sijill record REGISTER place --set name=NAME --set parent=AREA --reason WHY)"
            ),
            name=repr(name),
            candidates="; ".join(f"{one.name} ({one.kind}, {one.governorate})" for one in found),
        )


def refuse_several_places(doing: ActionContext, name: str) -> None:
    """
    Check that a place told in free words is not two records of this register.

    The ends of a route, a zone and the place of a count may be any words: "the edge of the countryside" has no record.
    Raises SeveralPlaces.
    """
    _one_record(doing, name)


def _one_record(doing: ActionContext, name: str) -> bool:
    halves = [half for half in name.split(" | ") if half.strip()]
    ids = {one for half in halves for one in doing.named("place").get(normal_key(half.strip()), ())}
    if len(ids) > 1:
        clusters = clusters_around(tuple(ids), decided_in(doing.ledger), doing.ledger.first_seq)
        ids = {clusters[one][0] for one in ids}
    if len(ids) > 1:
        raise SeveralPlaces(
            message("two places of this register are called {name}: {candidates}; name one by its id or P-code"),
            name=repr(name),
            candidates=", ".join(sorted(ids)),
        )
    return bool(ids)


def _of_gazetteer(name: str) -> Sequence[PlaceEntry]:
    """Return the places of a name; that of a town is its district's and province's too, and means the town."""
    found = next((some for half in name.split(" | ") if (some := Gazetteer.load().resolve(half.strip()))), ())
    towns = [one for one in found if one.kind not in _AREAS]
    around = {one.governorate for one in towns}
    meant = [*towns, *(one for one in found if one.kind in _AREAS and one.governorate not in around)]
    # "The X district" is no gas field whose name sounds like X.
    lived_in = [one for one in meant if one.kind not in _NO_TOWN]
    return lived_in or meant
