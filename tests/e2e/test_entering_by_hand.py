"""In a real Chromium: a form outlives the line and the session, duplicates show while typing, a map without tiles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_desk import CHROMIUM, PASSWORD, browser, desk, signed_in, sijill
from tests.e2e.walking import followed

__all__ = ["browser", "desk"]  # fixtures

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: the browser walk is not run"),
]

FORM = {
    "name_en": "Yusuf al-Mithal",
    "title": "Invented shelling",
    "happened_on": "2016-05-07",
    "place": "Afrin",
    "source": "Invented Monitor",
    "words": "Yusuf al-Mithal was killed by shelling in Afrin on 7 May 2016.",
}


@pytest.fixture
def lead(desk: tuple[str, Path], browser: Any, tmp_path: Path) -> tuple[str, Any]:
    """The address of the desk and a page in which a lead is signed in."""
    base, register = desk
    (tmp_path / "password").write_text(PASSWORD, "utf-8")
    sijill("admin", str(register), "create", "second", "--role", "lead", "--password-file", str(tmp_path / "password"))
    return base, signed_in(browser, base, "second")


def state(page: Any, key: str) -> None:
    """Wait until the form says that its draft is kept, lost or signed out."""
    page.wait_for_selector(f"#draft-state[data-state={key}]", timeout=30_000)


def test_a_half_filled_form_outlives_a_lost_line_and_an_ended_session(lead: tuple[str, Any], browser: Any):
    base, page = lead
    page.goto(f"{base}/enter/")
    page.fill("#name_en", FORM["name_en"])
    state(page, "kept")
    page.context.set_offline(True)
    page.fill("#place", FORM["place"])
    state(page, "lost")
    page.context.set_offline(False)
    state(page, "kept")
    page.context.clear_cookies(name="sessionid")
    page.fill("#age", "30")
    state(page, "out")
    kept_in_browser = page.evaluate("[localStorage.length, sessionStorage.length]")

    back = signed_in(browser, base, "second")
    back.goto(f"{base}/enter/")
    followed(back, "a[href^='?draft=']")

    assert kept_in_browser == [0, 0]
    assert back.input_value("#name_en") == FORM["name_en"]
    assert back.input_value("#place") == FORM["place"]


def test_a_duplicate_is_shown_while_typing_and_recording_goes_on_by_choice(lead: tuple[str, Any]):
    base, page = lead
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.goto(f"{base}/enter/")
    for name, text in FORM.items():
        page.fill(f"#{name}", text)
    followed(page, "form#enter button.btn-primary", to="**/records/**")
    first = page.url

    page.goto(f"{base}/enter/")
    page.fill("#name_ar", "يوسف المثال")
    page.wait_for_selector("#likely input[name=same]")
    for name, text in {**FORM, "name_en": "", "title": "", "words": "Another invented saying."}.items():
        page.fill(f"#{name}", text)
    page.wait_for_timeout(1500)
    page.click("#likely .form-check:first-of-type input[name=same]")
    followed(page, "form#enter button.btn-primary", to="**/records/**")

    assert page.url == first
    assert "يوسف المثال" in page.locator("main").inner_text()
    assert errors == []


def test_the_map_asks_nobody_else_for_anything_and_its_table_holds_the_same(lead: tuple[str, Any]):
    base, page = lead
    asked: list[str] = []
    refused: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto(f"{base}/enter/")
    for name, text in FORM.items():
        page.fill(f"#{name}", text)
    followed(page, "form#enter button.btn-primary", to="**/records/**")

    page.goto(f"{base}/map/")
    page.wait_for_selector("#map:not([hidden]), #map-none:not([hidden])")
    page.wait_for_timeout(1000)

    rows = page.evaluate("[...document.querySelectorAll('#map-points tbody tr')].map(row => ({...row.dataset}))")
    assert json.dumps(rows).count("36.5") == 1
    assert "Invented shelling" in page.locator("#map-points").inner_text()
    if page.locator("#map:not([hidden])").count():
        assert page.locator("#map .spot").count() == 1
    assert refused == []
    assert [url for url in asked if not url.startswith((base, "blob:", "data:"))] == []
