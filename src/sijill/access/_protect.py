"""Not a targeting aid (E7): outside the team fresh control and movements wait, and protected places are coarse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sijill.language import protected_class, tells_movement, words
from sijill.model import properties
from sijill.model.territory import Stage
from sijill.records import AnyRecord, noun_of
from sijill.values import PartialDate


@dataclass(frozen=True, slots=True)
class Delay:
    """How long control, routes and evacuations are kept from those outside the team, seen from a day."""

    today: date
    days: int

    def holds(self, when: PartialDate | None) -> bool:
        """Test whether something may be too fresh: its last possible day is not old enough, or is not known."""
        if not self.days:
            return False
        return when is None or when.latest is None or when.latest > self.today - timedelta(days=self.days)


_DELAYED: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "control": (("valid_from", "valid_to", "said_on"), ()),
    "movement": (("moved_on", "arrived_on", "said_on"), ()),
    "agreement": (("starts", "ends", "stages"), ("zone", "terms", "stages", "preconditions")),
    "dated_count": (("counted_on", "said_on"), ()),
    "incident": (("happened_on",), ("controlled_by", "military_presence")),
}
"""By kind of record: its days, the first that is known deciding, and what waits; all of it where nothing is named."""

_PLACE_WORDS = ("place", "zone", "from_place", "to_place")
_TELLS_THE_PLACE = ("title", "terms", "time_text", "aggravation", "survey", "denominator", "stages")
_OF_A_PLACE = ("name", "name_ar", "aliases", "point", "shape", "pcode", "identifiers")
_TOO_SHORT = 3


def delayed(record: AnyRecord, delay: Delay) -> tuple[str, ...]:
    """Return the properties of a record that wait, because its event may be too fresh to be told."""
    if record.kind not in _DELAYED:
        return ()
    days, waiting = _DELAYED[record.kind]
    # One source may say yesterday where another says last year, and both are shown.
    told = {name: _days_of_stages(record.told(name)) for name in days if name in record.held}
    if record.kind == "dated_count" and not _is_of_people_at_risk(record):
        return ()
    if record.kind == "incident" and _is_movement(record):
        waiting = ()
    if any(map(delay.holds, next(iter(told.values()), [None]))):
        return waiting or tuple(properties(noun_of(record.kind)))
    # That a hold ended is an event of its own, as fresh as its day.
    return tuple(name for name, values in told.items() if any(map(delay.holds, values)))


def _days_of_stages(values: Sequence[Any]) -> list[PartialDate | None]:
    """Return the days of some values; of the stages of an agreement those that are dated, if any is."""
    days = [one.at if isinstance(one, Stage) else one for one in values]
    return [day for day in days if day is not None] or [None]


def _is_of_people_at_risk(record: AnyRecord) -> bool:
    """Test whether a count tells where people are held in or fled to, or how strong a side is: by any measure told."""
    told = {str(one.value) for one in record.held.get("measure", ())}
    return not told or not told.isdisjoint(("besieged", "displaced", "strength"))


def _is_movement(record: AnyRecord) -> bool:
    """Test whether an incident is itself a movement or a change of control: by any kind that was said of it."""
    return any(tells_movement(str(one.value)) for one in record.held.get("kind", ()))


def is_protected(record: AnyRecord) -> bool:
    """Test whether a record lies at a camp, hospital, shelter or home: as stated, else by the words of its place."""
    stated = {one.value for one in record.held.get("place_class", ())}
    if stated:
        return stated != {"other"}
    return any(protected_class(text) is not None for text in _place_texts(record))


def told_place(record: AnyRecord) -> tuple[str, ...]:
    """Return the properties of a record by which a protected place would be known; its governorate stays."""
    if not is_protected(record):
        return ()
    if record.kind == "place":
        return _OF_A_PLACE
    tell = _telling_words(record)
    held = [name for name in _TELLS_THE_PLACE if name in record.held]
    return (*_PLACE_WORDS, "point", *(name for name in held if _tells(record, name, tell)))


def _place_texts(record: AnyRecord) -> Iterable[str]:
    """Give the words that say what a place is: its kind and name, and where something happened."""
    names = ("kind", "name", "name_ar") if record.kind == "place" else _PLACE_WORDS
    names = (*names, "title", "kind") if record.kind == "damage" else names
    for name in names:
        yield from (str(one.value) for one in record.held.get(name, ()))
    yield from (one.value.place for one in record.held.get("stages", ()) if one.value.place)


def _telling_words(record: AnyRecord) -> frozenset[str]:
    """Return the words of a place that are not those of its governorate."""
    noun: Any = record.noun
    wide = (getattr(noun, name, None) for name in ("governorate", "killed_in"))
    known = {word for text in wide if text for word in words(text)}
    return frozenset(w for text in _place_texts(record) for w in words(text) if len(w) >= _TOO_SHORT and w not in known)


def _tells(record: AnyRecord, name: str, tell: frozenset[str]) -> bool:
    return any(
        protected_class(str(one.value)) is not None or tell & set(words(str(one.value))) for one in record.held[name]
    )
