"""What the form of entering by hand says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from sijill.actions.entries import ManualEntry
from sijill.actions.tables import cell_value
from sijill.model import Outcome
from sijill.values import (
    NameForm,
    PersonName,
    script_of,
)
from sijill.web.requests import field

OF_A_PERSON = ("sex", "age", "born", "origin_governorate")
"""What only a person has: whoever fills one of these describes a person, and names them."""

PERSON_PROPERTIES = (*OF_A_PERSON, "civilian_status")
SHARED = ("place", "attribution", "weapon")
INCIDENT = ("title", "happened_on", "governorate", "civilian_status", "killed", "injured")
FIELDS = (
    *("name_ar", "name_en", *PERSON_PROPERTIES, *SHARED, "happened_on", "governorate", "title", "killed", "injured"),
    *("outcome", "party_name", "source", "words"),
)
NEW = "new"


def typed(request: HttpRequest) -> dict[str, str]:
    """Return the fields of the form as they were typed."""
    return {name: field(request, name) for name in FIELDS}


def entry_of(given: Mapping[str, str], onto: str | None) -> ManualEntry:
    """
    Return what the form says: a person where one is described, an incident where a line says what happened.

    Raises UnknownWord for an outcome that is none.
    """
    shared = _filled(given, SHARED)
    names = list(_filled(given, ("name_ar", "name_en")).values())
    incident = {**_filled(given, INCIDENT), **shared} if given["title"] else {}
    return ManualEntry(
        words=given["words"].replace("\r\n", "\n"),
        source=given["source"],
        victim={**_person(given, names), **shared} if names or _filled(given, OF_A_PERSON) else {},
        incident=incident,
        party=given["party_name"],
        outcome=Outcome(cell_value("act", "outcome", given["outcome"] or Outcome.KILLED)),
        onto=onto,
    )


def _person(given: Mapping[str, str], names: list[str]) -> dict[str, Any]:
    when_and_where = {"died_on": given["happened_on"], "killed_in": given["governorate"]}
    name = {"name": PersonName(tuple(NameForm(text, script_of(text)) for text in names)).to_json()} if names else {}
    return {**_filled(given, PERSON_PROPERTIES), **_filled(when_and_where, tuple(when_and_where)), **name}


def _filled(given: Mapping[str, str], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: given[name] for name in names if given[name]}
