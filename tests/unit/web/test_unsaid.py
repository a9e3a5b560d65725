"""A browser's history, a bookmark and a log hold no word that somebody sought, and no name of who spoke (DESIGN 9)."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from tests.unit.web.conftest import SignIn

from sijill.actions import Provenance
from sijill.workspace import Register

SOUGHT = {"words": "shelling", "source": "Test notes"}


def test_the_queue_is_narrowed_by_words_that_stand_in_no_address(register: Register, sign_in: SignIn) -> None:
    browser = sign_in("verifier")

    answer = browser.post("/queue/", SOUGHT)
    page = browser.get(answer["Location"]).content.decode()

    asked = parse_qs(urlsplit(answer["Location"]).query)
    assert set(asked) == set(SOUGHT)
    assert all(re.fullmatch("[0-9a-f]{16}", one) for (one,) in asked.values())
    assert 'value="shelling"' in page
    assert "place" not in asked
    assert "Town" not in browser.post("/queue/", {"place": "Invented Town"})["Location"]
    assert page.count('class="waiting-one"') == page.count('class="waiting-words"') == 1
    addresses = " ".join(re.findall(r'(?:href|action|name="q_[a-z]+" value)="([^"]*)"', page))
    assert not any(words in addresses for words in ("shelling", "Test+notes", "Test%20notes"))


def test_what_is_sought_and_not_there_shows_nothing_and_ends_with_the_session(
    register: Register, sign_in: SignIn
) -> None:
    browser = sign_in("verifier")
    nothing = browser.post("/queue/", {"words": "nowhere-written"})["Location"]
    there = browser.post("/queue/", {"words": "shelling"})["Location"]

    assert "waiting-words" not in browser.get(nothing).content.decode()
    assert 'value="shelling"' in browser.get(there).content.decode()
    assert 'shelling"' not in sign_in("second").get(there).content.decode()


def test_the_way_through_the_queue_carries_keys_only(register: Register, sign_in: SignIn, killed: str) -> None:
    browser = sign_in("verifier")
    narrowed = urlsplit(browser.post("/queue/", {"words": "shelling"})["Location"]).query

    first = browser.get(f"/queue/next/?{narrowed}")["Location"]

    assert "shelling" not in first
    assert narrowed in first
    assert "shelling" not in " ".join(
        re.findall(r'name="q_[a-z]+" value="([^"]*)"', browser.get(first).content.decode())
    )


def test_sources_that_are_compared_stand_in_no_address(register: Register, sign_in: SignIn) -> None:
    register.evidence.add_bytes(b"Invented other note.\n", Provenance("Invented other source"))
    for source in ("Invented A", "Invented B"):
        values = {"happened_on": "2016-05-01", "killed": {"low": 5, "high": 5}}
        register.records.record("incident", values, reason="invented", source=source)

    page = sign_in("analyst").get("/compare/").content.decode()

    assert len(re.findall(r'<option value="[0-9a-f]{16}"[^>]*>Invented [AB]</option>', page)) == 4
