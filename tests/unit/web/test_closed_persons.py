"""A person who may be alive shows nothing outside the team: no word, no place, no count and no empty page (E6)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.web.conftest import SignIn

from sijill.values import PersonName
from sijill.workspace import Register

PLACE = "Saraqib"


@pytest.fixture
def detained(register: Register) -> str:
    """An invented person who was detained and of whom nothing else is known."""
    values = {"name": PersonName.of("Invented Detainee").to_json(), "place": PLACE, "statuses": "detained"}
    return register.records.record("victim", values, reason="invented", source="Invented person").subject


@pytest.mark.parametrize("role", ["viewer", "administrator"])
def test_a_search_outside_the_team_does_not_tell_of_a_person_who_may_be_alive(
    register: Register, sign_in: SignIn, detained: str, role: str
) -> None:
    for words in (PLACE, detained[:13], "saraqeb"):
        page = sign_in(role).post("/search/", {"q": words, "kind": "victim"}).content.decode()

        assert detained not in page, words


def test_the_team_finds_that_person(register: Register, sign_in: SignIn, detained: str) -> None:
    assert detained in sign_in("analyst").post("/search/", {"q": PLACE, "kind": "victim"}).content.decode()


def test_a_page_of_the_api_without_hits_does_not_go_on_because_of_a_hidden_one(
    register: Register, ask: Callable[..., Any], detained: str
) -> None:
    there = ask("viewer", "search").post("/search", {"words": PLACE, "kinds": ["victim"], "limit": 1}).json()
    nowhere = ask("viewer", "search").post("/search", {"words": "Maarat", "kinds": ["victim"], "limit": 1}).json()

    assert there == nowhere == {"hits": [], "next": None}


def test_places_count_nobody_who_may_be_alive_outside_the_team(
    register: Register, sign_in: SignIn, detained: str
) -> None:
    assert PLACE not in sign_in("viewer").get("/places/").content.decode()
    assert PLACE in sign_in("analyst").get("/places/").content.decode()
