"""Two notes about one attack in a real Chromium: by pressing A they are one incident, and nothing adds to it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_desk import CHROMIUM, browser, desk, signed_in
from tests.e2e.test_review_by_keyboard import added, people, watched
from tests.e2e.walking import correcting, followed, pressed, settled, struck

from sijill.workspace import open_register

__all__ = ["browser", "desk"]  # the fixtures of the walk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: the browser walk is not run"),
]

NOTES = {
    "monitor.txt": "Invented note. On 12 March 2019 at least seven civilians were killed, among them three children "
    "and two women, when government artillery shelled Khan Shaykhun in Idlib, the Invented Monitor said. "
    "Fifteen people were injured.\n",
    "network.txt": "قُتل سبعة مدنيين بينهم ثلاثة أطفال وامرأتان، وأصيب 15 آخرون في قصف مدفعي لقوات النظام على خان شيخون "
    "في ريف إدلب يوم 12 آذار 2019، وفق مرصد مخترع.\n",
}
SUMS = {"killed": 7, "children": 3, "women": 2, "injured": 15}


def notes(folder: Path, tmp_path: Path) -> None:
    """Seal both notes, and let two verifiers in."""
    people(folder, tmp_path, "verifier", "second")
    for name, words in NOTES.items():
        added(folder, tmp_path, name, words.encode())


def held(folder: Path) -> list[dict[str, int | None]]:
    """Return the numbers of each record."""
    with open_register(folder) as register:
        return [{name: getattr(one.noun, name).low for name in SUMS} for one in register.records.all()]


def entries(folder: Path) -> int:
    """Return the last entry."""
    with open_register(folder) as register:
        return register.seq


@pytest.mark.parametrize("arabic", [False, True])
def test_two_notes_of_one_attack_are_one_incident_by_pressing_a_and_nothing_adds_to_it(
    arabic: bool, desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, folder = desk
    notes(folder, tmp_path)
    page = signed_in(browser, base, "verifier", arabic=arabic)
    errors = watched(page)
    page.goto(f"{base}/queue/")
    pressed(page, "n")
    first = page.url.split("?")[0]
    assert page.locator(".source-text mark").count() >= 4
    assert page.locator("[data-desk=matches] :checked").get_attribute("value") == "incident"

    pressed(page, "a")
    assert page.locator("[data-desk=recorded] [role=status]").inner_text()
    page.locator("[data-desk=announcer]:not(:empty)").wait_for(state="attached")
    assert page.locator("[data-desk=matches] :checked").get_attribute("value") != "incident"  # the one that is there
    pressed(page, "a")

    assert held(folder) == [SUMS]
    assert "done=1" in page.url  # nothing is left
    at = entries(folder)
    page.go_back()
    if page.locator("[data-desk=accept]").count():
        pressed(page, "a")
    page.goto(first)
    assert page.locator("[data-desk=accept]").count() == 0
    assert page.locator("[data-desk=judged]").count() == 1
    struck(page, "a")
    other = signed_in(browser, base, "second", arabic=arabic)
    other.goto(first)
    assert other.locator("[data-desk=accept]").count() == 0
    assert other.locator("[data-desk=undo]").count() == 0  # it is not theirs
    struck(other, "a")
    assert held(folder) == [SUMS]
    assert entries(folder) == at
    assert [one for one in errors if "409" not in one] == []


def test_a_second_press_and_a_second_window_add_nothing(desk: tuple[str, Path], browser: Any, tmp_path: Path):
    base, folder = desk
    notes(folder, tmp_path)
    page = signed_in(browser, base, "verifier")
    page.goto(f"{base}/queue/next/")
    window = page.context.new_page()
    window.goto(page.url)

    with page.expect_navigation():
        page.evaluate("for (const _ of [1, 2]) document.querySelector('[data-desk=accept]').click()")
    page.wait_for_selector("[data-desk=recorded]")
    settled(page)
    at = entries(folder)
    pressed(window, "a")

    refusal = window.locator("[data-desk=refusal]")
    assert refusal.inner_text()
    assert window.evaluate("document.activeElement.id") == "refusal"
    assert window.locator("[data-desk=judged]").count() == 1  # who, when, and Undo, in place of the form
    assert entries(folder) == at
    assert len(held(folder)) == 1


def test_a_reason_is_chosen_by_its_digit_and_the_record_by_m_and_c(
    desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, folder = desk
    notes(folder, tmp_path)
    page = signed_in(browser, base, "verifier", arabic=True)
    page.goto(f"{base}/queue/next/")
    struck(page, "1")  # no reasons are shown: the digit does nothing
    pressed(page, "a")
    chosen = page.locator("[data-desk=matches] :checked")
    same = chosen.get_attribute("value")
    struck(page, "c")
    new = chosen.get_attribute("value")
    struck(page, "m")
    again = chosen.get_attribute("value")

    struck(page, "r")
    page.wait_for_selector("[data-key=Digit3] >> visible=true")
    pressed(page, "3")

    assert (new, again) == ("incident", same)
    with open_register(folder) as register:
        reasons = {
            str((one.body or {})["reason"])
            for one in register.records.entries(kind="judgement")
            if (one.body or {})["verdict"] == "rejected"
        }
    assert reasons == {"محسوب من قبل"}
    assert len(held(folder)) == 1


def test_a_correction_without_a_reason_comes_back_with_all_that_was_typed_and_the_focus_on_the_reason(
    desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, folder = desk
    notes(folder, tmp_path)
    page = signed_in(browser, base, "verifier")
    page.goto(f"{base}/queue/next/")

    correcting(page)
    page.fill("#place", "Kafr Invented")
    struck(page, "Escape")
    pressed(page, "a")
    focus, kept = page.evaluate("document.activeElement.id"), page.input_value("#place")
    page.keyboard.type("so in the table")
    struck(page, "Escape")
    pressed(page, "a")

    assert (focus, kept) == ("reason", "Kafr Invented")
    with open_register(folder) as register:
        assert {one.noun.place for one in register.records.all()} == {"Kafr Invented"}


def test_a_lost_line_loses_nothing_and_the_same_press_goes_through_later(
    desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, folder = desk
    notes(folder, tmp_path)
    page = signed_in(browser, base, "verifier")
    page.goto(f"{base}/queue/next/")
    page.fill("#reason", "read twice")
    struck(page, "Escape")

    page.context.set_offline(True)
    struck(page, "a")
    page.wait_for_selector(".lost")
    kept, before = page.input_value("#reason"), held(folder)
    page.context.set_offline(False)
    pressed(page, "a")

    assert (kept, before) == ("read twice", [])
    assert len(held(folder)) == 1


def test_without_javascript_a_passage_is_accepted_rejected_and_undone(
    desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, folder = desk
    notes(folder, tmp_path)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{base}/accounts/login/")
    from tests.e2e.test_desk import PASSWORD

    page.fill("#id_login", "verifier")
    page.fill("#id_password", PASSWORD)
    followed(page, "main button")
    page.goto(f"{base}/queue/next/")

    followed(page, "[data-desk=accept]")
    accepted = held(folder)
    page.click("[data-desk=reject] summary")
    followed(page, "button[value=counted]")
    page.fill("[data-desk=recorded] input[name=reason]", "pressed too soon")
    followed(page, "[data-desk=recorded] [data-desk=undo]")

    assert accepted == [SUMS]
    assert page.locator("[data-desk=accept]").count() == 1  # what was undone waits again
    assert held(folder) == [SUMS]
