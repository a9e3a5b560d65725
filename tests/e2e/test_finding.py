"""Finding in a real Chromium: a document's word in both languages, from any page, to its place in the document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_desk import CHROMIUM, browser, desk, signed_in
from tests.e2e.test_review_by_keyboard import added, people, watched
from tests.e2e.walking import followed, pressed

from sijill.workspace import open_register

__all__ = ["browser", "desk"]  # the fixtures of the walk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: the browser walk is not run"),
]

ENGLISH = "Invented report for a test. Rockets fell on the bakery of Khan Sheikhoun at noon, neighbours said.\n"
ARABIC = "مذكرة مختلقة للاختبار. قُصف المخبز في كفر زيتا قرب خان شيخون ظهرًا، وفق جيران.\n"


@pytest.fixture
def documents(desk: tuple[str, Path], tmp_path: Path) -> str:
    """A served register with an invented report in each language, and somebody who may read them."""
    base, register = desk
    added(register, tmp_path, "english.txt", ENGLISH.encode())
    added(register, tmp_path, "arabic.txt", ARABIC.encode())
    people(register, tmp_path, "nour")
    with open_register(register) as made:
        made.records.record("incident", {"title": "Invented strike"}, reason="invented")
    return base


@pytest.mark.parametrize(
    ("arabic", "words", "lit", "stands"),
    [
        (False, "bakeries", "bakery", ENGLISH),
        (False, "خان شيخون", "Khan Sheikhoun", ENGLISH),
        (True, "مخبز", "المخبز", ARABIC),
        (True, "Khan Shaykhun", "خان شيخون", ARABIC),
    ],
)
def test_a_word_of_a_document_is_found_from_any_page_and_leads_to_its_place(
    arabic: bool, words: str, lit: str, stands: str, documents: str, browser: Any
):
    page = signed_in(browser, documents, "nour", arabic=arabic)
    errors = watched(page)
    page.goto(f"{documents}/documents/")
    page.fill("[data-desk=find] input[name=q]", words)
    pressed(page, "Enter")

    hit = page.locator("[data-desk=hit][data-kind=item]", has=page.locator(f"mark:text-is('{lit}')"))
    assert hit.count() == 1
    assert page.url == f"{documents}/search/"
    followed(page, hit.locator("a.at"))
    assert lit in page.locator("mark").all_inner_texts()[0]
    assert stands.split(".")[0] in page.locator("main").inner_text()
    assert not any(word in page.url for word in words.split())
    assert errors == []


def test_what_is_found_is_narrowed_by_keyboard_and_widened_again(documents: str, browser: Any):
    page = signed_in(browser, documents, "nour")
    page.goto(f"{documents}/search/")
    page.fill("#q", "invented")
    page.focus("#q")
    pressed(page, "Enter")
    every = page.locator("[data-desk=hit]").count()

    value = page.locator("[data-facet=what] button[data-value=document]")
    n = int(value.locator(".facet-count").inner_text())
    value.focus()
    pressed(page, "Enter")
    narrowed = page.locator("[data-desk=hit]").count()
    page.locator(".chip").focus()
    pressed(page, "Enter")

    assert narrowed == n >= 2
    assert page.locator("[data-desk=hit]").count() == every
    assert page.input_value("#q") == "invented"


def test_on_a_phone_what_narrows_is_folded_and_nothing_is_cut(documents: str, browser: Any):
    page = signed_in(browser, documents, "nour", arabic=True)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{documents}/search/")
    page.fill("#q", "مخبز")
    page.focus("#q")
    pressed(page, "Enter")

    assert not page.locator("#since").is_visible()
    page.click("[data-desk=facets] > summary")
    assert page.locator("#since").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
