"""What an entry by hand, an import or values that wait would record, as a second person reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from sijill.model import from_json, properties
from sijill.model.cards import Prop
from sijill.records import noun_of
from sijill.web.desk.value_view import format_value
from sijill.web.requests import view_of


@dataclass(frozen=True, slots=True)
class Offered:
    """A record that would be made or added to, with the values that the reader may see."""

    kind: str
    values: tuple[tuple[Prop, str], ...]


def offered(request: HttpRequest, awaits: Mapping[str, Any]) -> tuple[Offered, ...]:
    """Return what would be recorded, a record at a time; of an import its table is shown instead."""
    if (held := awaits.get("values")) is not None:
        return (Offered(held["kind"], tuple(_values(request, held["kind"], held["values"]))),)
    entry = awaits.get("entry", {})
    people = [one for one in (entry.get("victim"), *entry.get("others", ())) if one]
    given = [("victim", {"statuses": entry.get("outcome", "killed"), **one}) for one in people]
    given += [("incident", entry.get("incident")), (entry.get("kind"), entry.get("values"))]
    given += [("party", {"name": entry["party"]})] if entry.get("party") else []
    return tuple(Offered(kind, tuple(_values(request, kind, values))) for kind, values in given if values)


def spoken_of(awaits: Mapping[str, Any]) -> str | None:
    """Return the record that what waits would be added to, or None where it makes a new one or several."""
    target, values, entry = (awaits.get(name) or {} for name in ("target", "values", "entry"))
    return target.get("subject") or values.get("subject") or entry.get("onto")


def _values(request: HttpRequest, kind: str, given: Mapping[str, Any]) -> Iterator[tuple[Prop, str]]:
    view = view_of(request)
    for name, value in given.items():
        if view.shows(kind, name):
            card = properties(noun_of(kind))[name]
            several = value if card.prop.many and isinstance(value, list) else [value]
            yield card.prop, " · ".join(format_value(name, from_json(card.type, one)) for one in several)
