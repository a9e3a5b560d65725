"""In a real Chromium: three people of one event entered by keyboard; a refused date mended, nothing typed again."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_desk import CHROMIUM, PASSWORD, browser, desk, signed_in, sijill
from tests.e2e.test_desk_accessible import RULES
from tests.e2e.walking import becomes, followed, pressed, settled

from sijill.workspace import open_register

__all__ = ["browser", "desk"]  # fixtures

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: the browser walk is not run"),
]

WORDS = {
    False: "Three people of Invented Town were killed by shelling on 12 March 2019.",
    True: "قُتل ثلاثة أشخاص في بلدة مخترعة بقصف يوم 12 آذار 2019.",
}
DAY = {False: ("12 March 2019", "12 March 2019"), True: ("١٢ آذار ٢٠١٩", "12 آذار 2019")}
PEOPLE = {
    False: [("name_en", "Invented One"), ("name_en", "Invented Two"), ("name_en", "Invented Three")],
    True: [("name_ar", "مخترع أول"), ("name_ar", "مخترعة ثانية"), ("name_ar", "مخترع ثالث")],
}


@pytest.fixture
def lead(desk: tuple[str, Path], tmp_path: Path) -> tuple[str, Path]:
    """The address of the desk and its register, in which a lead has an account."""
    base, register = desk
    (tmp_path / "password").write_text(PASSWORD, "utf-8")
    sijill("admin", str(register), "create", "second", "--role", "lead", "--password-file", str(tmp_path / "password"))
    return base, register


def go_to(page: Any, id_: str) -> None:
    """Press Tab until a field has the focus."""
    for _ in range(250):
        if page.evaluate("document.activeElement.id") == id_:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"nobody gets to {id_} by keyboard")


def written(page: Any, id_: str, text: str) -> None:
    """Go to a field by keyboard and write in it."""
    go_to(page, id_)
    page.keyboard.insert_text(text)


@pytest.mark.parametrize("arabic", [False, True], ids=["english", "arabic"])
def test_an_event_with_three_people_is_entered_in_one_go_by_keyboard(arabic: bool, lead, browser: Any):
    base, register = lead
    page = signed_in(browser, base, "second", arabic=arabic)
    page.goto(f"{base}/enter/")
    settled(page)
    (day, said), people = DAY[arabic], PEOPLE[arabic]

    written(page, "source", "Invented Monitor")
    written(page, "words", WORDS[arabic])
    written(page, "title", "Invented shelling")
    written(page, "killed", "3")
    written(page, "happened_on", day)
    page.locator("#happened_on_understood", has_text=said).wait_for()
    written(page, "place", "Invented Town")
    for at, (name, text) in enumerate(people, 1):
        if at > 1:
            page.locator("[data-desk=add-person]").focus()
            page.keyboard.press("Enter")
            becomes(page, "document.activeElement.id", f"p{at}-name_ar")
        written(page, name if at == 1 else f"p{at}-{name}", text)
    pressed(page, "Enter", to="**/records/**")

    with open_register(register) as opened:
        found = [(one.kind, one.noun) for one in opened.records.all()]
    assert sorted(kind for kind, _ in found) == ["act"] * 3 + ["incident"] + ["victim"] * 3
    assert {str(noun.died_on) for kind, noun in found if kind == "victim"} == {"2019-03-12"}
    assert {noun.name.forms[0].text for kind, noun in found if kind == "victim"} == {text for _, text in people}


@pytest.mark.parametrize("arabic", [False, True], ids=["english", "arabic"])
def test_a_refused_date_is_mended_without_typing_anything_again(arabic: bool, lead, browser: Any):
    base, register = lead
    page = signed_in(browser, base, "second", arabic=arabic)
    page.goto(f"{base}/enter/")
    typed = {
        "source": "Invented Monitor",
        "words": WORDS[arabic],
        "name_en": "Invented One",
        "happened_on": "12/3/2019",
    }
    for name, text in typed.items():
        page.fill(f"#{name}", text)

    followed(page, "[data-desk=record]")
    focused = page.evaluate("document.activeElement.id")
    kept = {name: page.input_value(f"#{name}") for name in typed}
    beside = page.locator("#happened_on_error").inner_text()
    page.evaluate(resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    seen = page.evaluate("rules => axe.run(document, rules).then(found => found.violations.map(one => one.id))", RULES)
    page.set_viewport_size({"width": 320, "height": 800})
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.fill("#happened_on", DAY[arabic][0])
    followed(page, "[data-desk=record]", to="**/records/**")

    assert focused == "happened_on"
    assert kept == typed
    assert "2016-04-05" in beside
    assert seen == []
    assert wide == 320
    with open_register(register) as opened:
        assert [str(one.noun.died_on) for one in opened.records.all() if one.kind == "victim"] == ["2019-03-12"]


def test_without_a_script_a_row_is_added_and_a_refusal_keeps_it(lead, browser: Any):
    base, _ = lead
    with_script = signed_in(browser, base, "second")
    page = browser.new_context(java_script_enabled=False, storage_state=with_script.context.storage_state()).new_page()
    page.goto(f"{base}/enter/")
    page.fill("#name_en", "Invented One")
    followed(page, "[data-desk=add-person]")
    page.fill("#p2-name_en", "Invented Two")
    page.fill("#happened_on", "2019-03")
    followed(page, "[data-desk=record]")

    assert page.locator("#source_error, #words_error").count() == 2
    assert (page.input_value("#name_en"), page.input_value("#p2-name_en")) == ("Invented One", "Invented Two")
    assert page.locator("#happened_on_understood").inner_text().endswith("March 2019")
    assert page.locator("[autofocus]").first.get_attribute("id") == "source"
