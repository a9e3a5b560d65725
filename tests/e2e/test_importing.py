"""In a real Chromium: a table comes in by the keyboard alone, in either language; axe finds no barrier on its pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_desk import CHROMIUM, PASSWORD, browser, desk, signed_in, sijill
from tests.e2e.test_desk_accessible import Eyes
from tests.e2e.walking import followed, pressed, struck

from sijill.workspace import open_register

__all__ = ["browser", "desk"]  # fixtures

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: the browser walk is not run"),
]

LIST = """الرقم,الاسم,Name,الجنس,العمر,المصير,تاريخ الوفاة,المحافظة,ملاحظات
1,يوسف المثال,Yusuf al-Mithal,ذكر,34,قتيل,2020-05-03,Idlib,invented
2,مريم المثال,Maryam al-Mithal,أنثى,7 months,قتيل,2020-05-04,Idlib,invented
3,,,أنثى,نحو ٤٠,قتيل,2020-05-09,Aleppo,
3,سلمى المثال,,غير واضح,9,قتيل,2020-05-09,Aleppo,invented
المجموع,4,,,,,,,
"""
FILLS = {
    "الاسم": "name.ar",
    "Name": "name.en",
    "الجنس": "sex",
    "العمر": "age",
    "تاريخ الوفاة": "died_on",
    "المحافظة": "killed_in",
}
"""What each column fills; what happened to all of them is said once, for every row."""
CODES = {"ذكر": "male", "أنثى": "female"}
"""What their words mean; of one that nobody can read the words stay."""


def shot(page: Any, name: str) -> None:
    """Keep a picture of a page where whoever runs the test names a folder, to be looked at."""
    if folder := os.environ.get("SIJILL_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def chosen(page: Any, column: str, word: str) -> None:
    """Choose by the keyboard what a column fills: the list that its label leads to."""
    field = page.locator("li.column", has=page.locator(f".theirs bdi:text-is('{column}')")).locator("select").first
    field.focus()
    field.select_option(word)


@pytest.mark.parametrize("arabic", [False, True], ids=["english", "arabic"])
def test_a_table_comes_in_by_the_keyboard_and_every_page_is_open_to_all(
    arabic: bool, desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, register = desk
    (tmp_path / "password").write_text(PASSWORD, "utf-8")
    sijill("admin", str(register), "create", "second", "--role", "lead", "--password-file", str(tmp_path / "password"))
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    page = signed_in(browser, base, "second", arabic=arabic)
    eyes = Eyes(page, "arabic" if arabic else "english")
    language = eyes.said

    eyes.open(f"{base}/import/", "the first page")
    shot(page, f"import-{language}")
    page.set_input_files("#file", str(tmp_path / "list.csv"))
    page.focus("#source")
    page.keyboard.type("Invented list")
    pressed(page, "Enter")
    eyes.look("the columns")
    for column, word in FILLS.items():
        chosen(page, column, word)
    page.locator("li.column").first.locator("input[type=checkbox]").focus()
    struck(page, "Space")
    page.locator("summary", has=page.locator("h2")).last.focus()
    if not page.locator("#k0").is_visible():
        struck(page, "Enter")
    page.select_option("#k0", "statuses")
    page.fill("#k0-text", "killed")
    page.locator("button[name=again]").focus()
    pressed(page, "Enter")
    eyes.look("the columns, taken over")
    shot(page, f"columns-{language}")
    page.set_viewport_size({"width": 360, "height": 740})
    shot(page, f"columns-telephone-{language}")
    page.set_viewport_size({"width": 1200, "height": 900})
    for code, ours in CODES.items():
        page.locator(".code-list .field", has=page.locator(f"bdi:text-is('{code}')")).locator("select").select_option(
            ours
        )
    page.locator("[data-desk=try]").focus()
    pressed(page, "Enter")
    eyes.look("how it would stand")
    shot(page, f"preview-{language}")
    page.set_viewport_size({"width": 360, "height": 740})
    shot(page, f"preview-telephone-{language}")
    page.set_viewport_size({"width": 1200, "height": 900})
    preview = page.url
    page.locator("button[data-desk=import]").focus()
    pressed(page, "Enter")
    eyes.look("what was imported")
    shot(page, f"imported-{language}")
    with open_register(register) as opened:
        people = [one.noun for one in opened.records.all() if one.kind == "victim"]
    page.locator("[data-desk=undo-import] summary").focus()
    struck(page, "Enter")
    page.fill("[data-desk=undo-import] input[name=reason]", "another list was meant")
    followed(page, "[data-desk=undo-import] button")
    with open_register(register) as opened:
        left = opened.records.ids()

    assert "list" not in preview
    assert sorted(str(one.sex) for one in people if one.sex) == ["female", "female", "male"]
    assert eyes.wrong == []
    assert left == []
