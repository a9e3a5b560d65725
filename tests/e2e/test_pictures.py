"""Pictures in a real Chromium: the map with and without a script, the timeline, the figures; axe in both tongues."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_accounts import served
from tests.e2e.test_desk import CHROMIUM, PASSWORD, browser, signed_in, sijill
from tests.e2e.test_desk_accessible import Eyes
from tests.e2e.walking import followed

__all__ = ["browser"]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: the browser walk is not run"),
]

EVENTS = """
import sys
from sijill.model import Attribution, to_json
from sijill.workspace import open_register

register = open_register(sys.argv[1], actor="lead")
told = [
    ("Kafr Nabl", "Idlib", "2019-01-03", 40, "russia"),
    ("Kafr Nabl", "Idlib", "2019-02-04", 3, "russia"),
    ("Raqqa", "Raqqa", "2019-03-05", 9, "us_coalition"),
    ("Douma", "Rif Dimashq", "2019-04-06", None, "syrian_gov"),
]
for place, governorate, day, killed, party in told:
    values = {"title": f"Invented event of {day}", "place": place, "governorate": governorate, "happened_on": day}
    values |= {"documented_on": day, "civilian_status": "civilian", "attribution": to_json(Attribution.to(party))}
    if killed:
        values["killed"] = {"low": killed, "high": killed}
    register.records.record("incident", values, reason="invented", source="Invented Monitor")
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A register of four invented events, served."""
    folder = tmp_path_factory.mktemp("pictures")
    sijill("init", str(folder / "register"), "--owner", "lead", "--name", "Invented register")
    (folder / "password").write_text(PASSWORD, "utf-8")
    make = ("create", "analyst1", "--role", "analyst", "--password-file", str(folder / "password"))
    sijill("admin", str(folder / "register"), *make)
    subprocess.run([sys.executable, "-c", EVENTS, str(folder / "register")], check=True)
    with served(folder / "register") as (base, _):
        yield base


@pytest.mark.parametrize("arabic", [False, True], ids=["en", "ar"])
def test_axe_finds_nothing_on_pictures_and_they_fit_a_narrow_page(desk: str, browser: Any, arabic: bool):
    page = signed_in(browser, desk, "analyst1", arabic=arabic)
    eyes = Eyes(page, "analyst, " + ("Arabic" if arabic else "English"))

    for address in ("/map/", "/map/?period=2019-03", "/tolls/?period=2019", "/tolls/?period=2019&by=month"):
        eyes.open(desk + address, address)

    assert eyes.wrong == []


def test_the_map_with_a_script_has_land_marks_and_names_and_asks_nobody(desk: str, browser: Any):
    page = signed_in(browser, desk, "analyst1")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))

    page.goto(f"{desk}/map/")
    page.locator("#map canvas").wait_for()

    assert page.locator("#map .spot").count() == 3  # two of one place lie under one mark
    assert page.locator("#map .spot.hollow").count() == 1
    assert page.locator("#map .name", has_text="Kafr Nabl").count() == 1
    assert not page.locator("#map-drawn").is_visible()
    assert {one for one in asked if not one.startswith((desk, "blob:", "data:"))} == set()
    page.locator("#map .spot").first.click()
    assert "Invented event of 2019-01-03" in page.locator(".maplibregl-popup").inner_text()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_without_a_script_the_map_is_drawn_and_a_mark_leads_to_its_rows(desk: str, browser: Any, language: str):
    context = browser.new_context(java_script_enabled=False, extra_http_headers={"accept-language": language})
    page = context.new_page()
    page.goto(f"{desk}/accounts/login/")
    page.fill("[name=login]", "analyst1")
    page.fill("[name=password]", PASSWORD)
    followed(page, "main form button >> nth=0")

    page.goto(f"{desk}/map/")
    mark = page.locator('[data-desk="map-mark"]').first
    followed(page, mark)

    assert page.locator("#map-drawn path.land").count() == 1
    assert page.locator('[data-desk="map-mark"]').count() == 3
    assert page.url.endswith("#spot-1")
    assert "2019-01-03" in page.locator("tbody:target").inner_text()
    assert page.locator('[data-desk="timeline"] svg a').count() == 4
    context.close()


def test_the_question_is_asked_by_its_sentence_and_a_bar_leads_to_the_words(desk: str, browser: Any):
    page = signed_in(browser, desk, "analyst1")
    page.goto(f"{desk}/tolls/?period=2019-01")

    page.fill('[data-desk="figures-question"] [name=period]', "2019")
    page.select_option('[data-desk="figures-question"] [name=by]', "governorate")
    followed(page, '[data-desk="figures-question"] button')

    assert page.title().startswith("Killed in 2019")
    assert "by governorate" in page.title()
    assert "52" in page.locator('[data-desk="figures-answer"] .big').inner_text()
    with page.expect_download() as taken:
        page.click('#by-governorate [data-desk="chart-files"] a:has-text("SVG")')
    assert "as known" in Path(taken.value.path()).read_text("utf-8")
    followed(page, page.locator("#by-governorate .chart a").first)
    assert "/tolls/trace/" in page.url
