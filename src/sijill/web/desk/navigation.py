"""Where a page stands: six words, the pages under each, and the person's own menu; all of it is data (issue 12, 5)."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import get_resolver, resolve, reverse

from sijill.values import message
from sijill.web.accounts.people import person_of
from sijill.web.accounts.policy import Person, can


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A page that the navigation names, by its address's name; ``beneath`` begins other addresses that belong to it."""

    word: str
    name: str
    beneath: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class MainPlace:
    """One of the words of the navigation, and the pages under it; the first that somebody may see is its own."""

    word: str
    pages: tuple[Page, ...]


# What comes in and what goes out stand under one word: a newcomer looks for "Documents" and reads which of the two.
MAIN_PLACES = (
    MainPlace(
        message("Work"),
        (
            Page(message("To do"), "home"),
            Page(message("My decisions"), "decisions", "/table/decisions/"),
            Page(message("Under way"), "work"),
        ),
    ),
    MainPlace(
        message("Review"),
        (
            Page(message("Waiting for review"), "queue", "/second/ /undo/"),
            Page(message("As a table"), "table_queue"),
            Page(message("Likely duplicates"), "pairs"),
        ),
    ),
    MainPlace(
        message("Records"),
        (
            Page(message("Find"), "search", "/records/ /comments/ /table/history/ /table/comments/"),
            Page(message("All records"), "table_records"),
            Page(message("Parties"), "parties"),
            Page(message("Places"), "places"),
            Page(message("Consents"), "table_consents"),
            Page(message("Enter by hand"), "enter"),
        ),
    ),
    MainPlace(
        message("Figures"),
        (
            Page(
                message("Dashboard"),
                "toll",
                "/dashboard/ /table/toll/ /table/crosstab/ /table/trace/ /table/uncounted/",
            ),
            Page(message("Do figures add up?"), "findings", "/table/findings/"),
            Page(message("Source against source"), "compare", "/table/comparison/"),
            Page(message("Reported late"), "table_late"),
            Page(message("Completeness"), "table_completeness", "/table/known-by-month/"),
            Page(message("Told by one side"), "table_one_sided"),
            Page(message("Methodologies"), "table_methodologies"),
        ),
    ),
    MainPlace(
        message("Territory"),
        (
            Page(message("Map"), "territory", "/table/control-states/"),
            Page(
                message("Places over time"),
                "territory_over_time",
                "/territory/places/ /table/control-changes/ /table/sieges/",
            ),
            Page(message("Truces"), "territory_truces", "/table/truces/ /table/truce-stages/"),
            Page(message("Movements"), "territory_movements", "/table/movements/ /table/movement-spread/"),
            Page(message("Damage"), "territory_damage", "/table/damage/ /table/dated-counts/"),
            Page(message("Where people were killed"), "map"),
        ),
    ),
    MainPlace(
        message("Documents"),
        (
            Page(message("Evidence"), "items", "/table/items/ /table/silent/"),
            Page(message("Add"), "add"),
            Page(message("Import a table"), "import"),
            Page(message("Sources"), "sources"),
            Page(message("Reports"), "reports", "/table/publications/"),
            Page(message("Write a report"), "compose"),
            Page(message("Corrections"), "corrections"),
        ),
    ),
)
"""The words of the navigation, in their order."""

OWN = MainPlace(
    message("You"),
    (
        Page(message("My decisions"), "decisions"),
        Page(message("Your account"), "mfa_index", "/accounts/"),
        Page(message("Tokens for programs"), "tokens"),
        Page(message("Approvals"), "two"),
        Page(message("Settings"), "settings"),
        Page(message("Accounts"), "team"),
        Page(message("Audit"), "audit"),
        Page(message("Access log"), "table_access"),
        Page(message("About this desk"), "about"),
    ),
)
"""The menu of whoever is signed in; what stands in the navigation too is marked there."""


def standing(path: str) -> Page | None:
    """Return the page that an address belongs to: the one whose address, or part, begins it and is the longest."""
    begun = (one for one in _addresses() if path == one or (one != "/" and path.startswith(one)))
    return _addresses().get(max(begun, key=len, default=""))


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame shows whoever is signed in: the places, the pages under the present one, their own menu."""
    person = person_of(request)
    if person is None:
        return {}
    here = standing(request.path)
    shown = [(one, list(_seen(one, person, here))) for one in MAIN_PLACES]
    return {
        "places": [(one.word, pages[0]["address"], here in one.pages) for one, pages in shown if pages],
        "pages": next((pages for one, pages in shown if here in one.pages), []),
        "own": list(_seen(OWN, person, here)),
        "own_here": here in OWN.pages,
    }


def _seen(place: MainPlace, person: Person, here: Page | None) -> Iterator[dict[str, Any]]:
    for one in place.pages:
        address, needed = _way(one.name)
        if address and (needed is None or can(person, needed)):
            yield {"word": one.word, "address": address, "here": one is here}


@functools.lru_cache
def _addresses() -> dict[str, Page]:
    """Return which page begins with what; where two would, the navigation's is meant."""
    every = [page for place in (OWN, *MAIN_PLACES) for page in place.pages]
    return {begin: page for page in every for begin in (_way(page.name)[0], *page.beneath.split()) if begin}


@functools.lru_cache
def _way(name: str) -> tuple[str, Any]:
    """Return the address of a page and what its guard asks for; nothing where this desk has no such page."""
    if name not in get_resolver().reverse_dict:
        return "", None
    address = reverse(name)
    return address, getattr(resolve(address).func, "needs", None)
