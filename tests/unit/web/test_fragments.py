"""Parts of pages that are kept: nobody gets what was made for another clearance, language, question or entry."""

from __future__ import annotations

import itertools
import re

import pytest

from sijill.methodology import Rules

ADDRESSES = ("/tolls/?period=2016-05", "/tolls/?period=2016", "/tolls/?period=2016-05&by=cause")


@pytest.fixture
def media(register, monkeypatch):
    """Two persons of a group of which a methodology withholds so small a cell from the public."""
    monkeypatch.setattr(Rules, "smallest_cell", property(lambda rules: 5))
    values = {"statuses": "killed", "groups": "media", "died_on": "2016-05-05", "documented_on": "2016-05-06"}
    for _ in range(2):
        register.records.record(
            "victim", values | {"civilian_status": "civilian"}, reason="invented", source="Invented source"
        )


def part_of(browser, address):
    """Return the main part of a page, without what belongs to one visit."""
    page = browser.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", main)


@pytest.mark.parametrize("address", ADDRESSES)
def test_whoever_asks_first_what_the_others_get_is_what_they_would_have_been_given(register, sign_in, media, address):
    from sijill.web.desk import cached_parts

    browsers = {
        (role, spoken): sign_in(role, spoken)
        for role, spoken in itertools.product(("lead", "analyst", "viewer", "administrator"), ("en", "ar"))
    }
    alone = {}
    for who, browser in browsers.items():
        cached_parts._parts_kept.clear()
        alone[who] = part_of(browser, address)

    cached_parts._parts_kept.clear()
    for order in (list(browsers), list(reversed(browsers))):
        assert {who: part_of(browsers[who], address) for who in order} == alone

    assert alone["viewer", "en"] != alone["analyst", "en"] != alone["analyst", "ar"]
    assert "/tolls/trace/" in alone["analyst", "en"]
    assert "/tolls/trace/" not in alone["viewer", "en"]


def test_a_part_is_made_once_for_all_who_may_see_the_same(register, sign_in, media, monkeypatch):
    from sijill.web.desk.pages import figures

    made = []
    really = figures._answer
    monkeypatch.setattr(figures, "_answer", lambda *asked: made.append(1) or really(*asked))

    for who in ("analyst", "documenter", "analyst"):
        sign_in(who).get("/tolls/?period=2016-05")

    assert len(made) == 1


def test_after_a_new_entry_a_kept_part_is_not_shown_and_not_held_any_more(register, sign_in, media):

    from sijill.web.desk import cached_parts

    browser = sign_in("analyst")
    before = part_of(browser, ADDRESSES[0])
    values = {"statuses": "killed", "groups": "media", "died_on": "2016-05-07", "documented_on": "2016-05-08"}
    register.records.record(
        "victim", values | {"civilian_status": "civilian"}, reason="invented", source="Invented source"
    )

    after = part_of(browser, ADDRESSES[0])

    assert before != after
    assert {key[1] for key in cached_parts._parts_kept} == {register.seq}
