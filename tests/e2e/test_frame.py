"""The frame in a real Chromium: keys by letter and by place, turned off, listed; light and dark; what is read out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.e2e.test_accounts import served
from tests.e2e.test_desk import CHROMIUM, NOTE, PASSWORD, signed_in, sijill
from tests.e2e.test_desk_accessible import Eyes
from tests.e2e.test_desk_accessible import browser as browser
from tests.e2e.walking import followed, pressed, struck

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: no key is pressed"),
]

BUTTONS = """keys => {
  window.pressed = [];
  for (const key of keys) {
    const button = document.createElement("button");
    button.dataset.key = key; button.textContent = "invented " + key;
    button.addEventListener("click", () => window.pressed.push(key));
    document.querySelector("main").append(button);
  }
}"""
PRESS = """([key, code, more]) => {
  window.pressed = [];
  const told = { key, code, bubbles: true, cancelable: true, ...more };
  document.activeElement.dispatchEvent(new KeyboardEvent("keydown", told));
  return window.pressed;
}"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A register with a note and a lead, served."""
    folder = tmp_path_factory.mktemp("frame")
    register = folder / "register"
    sijill("init", str(register), "--owner", "lead", "--name", "Invented register of a long and patient name")
    (folder / "password").write_text(PASSWORD, "utf-8")
    (folder / "note.txt").write_text(NOTE, "utf-8")
    sijill("add", str(register), str(folder / "note.txt"), "--source", "Invented notes")
    for name in ("lead1", "lead2"):
        sijill("admin", str(register), "create", name, "--role", "lead", "--password-file", str(folder / "password"))
    with served(register) as (base, _):
        yield base


@pytest.fixture(scope="module")
def signed(desk: str, browser: Any) -> Any:
    """What a browser keeps of a lead who signed in; nobody may sign in thirty times a minute."""
    opened = signed_in(browser, desk, "lead1")
    kept = opened.context.storage_state()
    opened.context.close()
    return kept


@pytest.fixture
def page(desk: str, browser: Any, signed: Any) -> Iterator[Any]:
    """The documents, seen by a lead, with a button for each key that is tried."""
    opened = browser.new_context(storage_state=signed).new_page()
    opened.goto(f"{desk}/documents/")
    opened.evaluate(BUTTONS, ["KeyA", "KeyQ", "KeyM", "Digit1"])
    yield opened
    opened.context.close()


@pytest.mark.parametrize(
    ("layout", "key", "code", "pressed"),
    [
        ("a Latin keyboard", "a", "KeyA", ["KeyA"]),
        ("the key that a French keyboard prints A on", "a", "KeyQ", ["KeyA"]),
        ("the key that a French keyboard prints Q on", "q", "KeyA", ["KeyQ"]),
        ("the key that a French keyboard prints a comma on", ",", "KeyM", []),
        ("the key that a French keyboard prints M on", "m", "Semicolon", ["KeyM"]),
        ("the first digit of a French keyboard, without Shift", "&", "Digit1", ["Digit1"]),
        ("an Arabic keyboard, by place", "ش", "KeyA", ["KeyA"]),
        ("an Arabic digit", "١", "Digit1", ["Digit1"]),
        ("a Greek keyboard, by place", "α", "KeyA", ["KeyA"]),
    ],
)
def test_a_key_is_the_letter_where_letters_are_latin_and_the_place_where_they_are_not(layout, key, code, pressed, page):
    assert page.evaluate(PRESS, [key, code, {}]) == pressed, layout


def test_a_held_key_and_keys_with_control_press_nothing(page):
    for more in ({"repeat": True}, {"ctrlKey": True}, {"metaKey": True}, {"altKey": True}, {"isComposing": True}):
        assert page.evaluate(PRESS, ["a", "KeyA", more]) == [], more


@pytest.mark.parametrize(("key", "code"), [("/", "Slash"), ("/", "Period"), ("ظ", "Slash")], ids=["us", "azerty", "ar"])
def test_the_slash_leads_to_the_search_and_what_is_typed_there_presses_nothing(key, code, page):
    page.evaluate(PRESS, [key, code, {}])

    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("aqm1")
    assert page.evaluate("window.pressed") == []
    assert page.input_value("[data-desk=find] input[name=q]") == "aqm1"
    struck(page, "Escape")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


@pytest.mark.parametrize(("key", "code", "more"), [("?", "Slash", {}), ("?", "KeyM", {}), ("؟", "Slash", {})])
def test_a_question_mark_lists_the_keys_of_the_page(key, code, more, page):
    page.evaluate(PRESS, [key, code, more])

    told = page.locator("dialog[data-desk=keys]")
    assert told.is_visible()
    assert told.locator("dt").all_inner_texts() == ["/", "?", "A", "Q", "M", "1"]
    assert told.locator("dd").all_inner_texts()[:3] == ["Find in the register", "Keys of this page", "invented KeyA"]
    assert page.evaluate(PRESS, ["a", "KeyA", {}]) == [], "while the list is open"
    struck(page, "Escape")
    assert not told.is_visible()


def test_keys_are_turned_off_in_the_menu_and_stay_off(page, desk):
    """WCAG 2.1.4: a key without Control can be turned off."""
    page.locator("[data-desk=person] summary").click()
    followed(page, "[data-desk=preferences] button[name=keys][value=off]")

    assert page.url == f"{desk}/documents/"
    page.evaluate(BUTTONS, ["KeyA"])
    assert page.evaluate(PRESS, ["a", "KeyA", {}]) == []
    page.evaluate(PRESS, ["/", "Slash", {}])
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_what_a_page_answers_is_read_out(page, desk):
    page.goto(f"{desk}/reports/preview/?period=nothing")
    page.locator("[data-desk=announcer]", has_text="cannot be read").wait_for(state="attached")

    assert page.locator("[data-desk=announcer]").get_attribute("role") == "status"


def test_the_desk_follows_the_system_and_what_is_chosen_before_it_is_drawn(page, desk):
    ground = "getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert page.evaluate(ground) == "rgb(18, 25, 31)"
    page.locator("[data-desk=person] summary").click()
    followed(page, "[data-desk=preferences] button[value=light]")
    assert page.evaluate(ground) == "rgb(246, 247, 248)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(ground) in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1366])
def test_the_six_words_stand_in_one_line_at_every_width(width, page, desk):
    for arabic in (False, True):
        if arabic:
            followed(page, "button[name=language]")
        page.set_viewport_size({"width": width, "height": 800})
        tops = page.eval_on_selector_all("[data-desk=places] a", "all => all.map(a => a.getBoundingClientRect().top)")
        ends = page.eval_on_selector_all(
            "header .bar-line > *, [data-desk=places] a",
            "all => all.map(a => [a.getBoundingClientRect().left, a.getBoundingClientRect().right])",
        )

        assert len(tops) == 6
        assert max(tops) - min(tops) < 1
        assert all(left >= -1 and right <= width + 1 for left, right in ends), (arabic, ends)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("arabic", [False, True], ids=["english", "arabic"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_in_the_frame_open_or_closed(scheme, arabic, desk, browser):
    page = signed_in(browser, desk, "lead2", arabic=arabic)
    page.emulate_media(color_scheme=scheme)
    eyes = Eyes(page, f"{scheme}, {'ar' if arabic else 'en'}")
    for address in ("/", "/documents/", "/dashboard/", "/reports/compose/", "/accounts/2fa/", "/audit/", "/about/"):
        eyes.open(desk + address, address)
    page.locator("[data-desk=person] summary").click()
    eyes.look("the person's menu")
    page.locator("[data-opens=keys]").click()
    eyes.look("the list of keys")

    assert eyes.wrong == []
    page.context.close()


def test_the_frame_is_walked_by_the_keyboard_alone(page, desk):
    page.set_viewport_size({"width": 1366, "height": 800})
    page.goto(f"{desk}/")
    here = "document.activeElement.textContent.trim() || document.activeElement.name"

    walked = []
    for _ in range(12):
        struck(page, "Tab")
        walked.append(page.evaluate(here))
    assert walked[0] == "Go to the content"
    assert walked[2:10] == ["Work", "Review", "Records", "Figures", "Territory", "Documents", "q", "العربية"]
    assert walked[10].startswith("lead1")

    struck(page, "Shift+Tab", "Enter")
    assert page.locator(".own-menu").is_visible()
    struck(page, "Escape")
    assert not page.locator(".own-menu").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.goto(f"{desk}/")
    struck(page, "Tab", "Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_whoever_hears_the_page_is_told_its_parts_and_where_they_are(page, desk):
    page.goto(f"{desk}/documents/")
    line = page.context.new_cdp_session(page)
    heard = [
        (one["role"]["value"], one.get("name", {}).get("value", ""))
        for one in line.send("Accessibility.getFullAXTree")["nodes"]
        if not one.get("ignored")
    ]

    for part in (
        ("banner", ""),
        ("navigation", "Main pages"),
        ("navigation", "Pages of this part"),
        ("search", ""),
        ("searchbox", "Find in the register"),
        ("main", ""),
        ("status", ""),
    ):
        assert part in heard, part
    assert [role for role, name in heard if role == "heading" and name.startswith("Documents")]
    current = page.eval_on_selector_all("[aria-current]", "all => all.map(a => [a.textContent, a.ariaCurrent])")
    assert current == [["Documents", "true"], ["Evidence", "page"]]


def test_the_frame_works_without_scripts(desk, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{desk}/accounts/login/")
    page.fill("#id_login", "lead1")
    page.fill("#id_password", PASSWORD)
    followed(page, "main button")

    page.locator("[data-desk=person] summary").click()
    assert not page.locator("[data-opens=keys]").is_visible(), "what a script alone can do is not offered"
    followed(page, "[data-desk=preferences] button[value=dark]")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.fill("[data-desk=find] input[name=q]", "Invented Town")
    page.focus("[data-desk=find] input[name=q]")
    pressed(page, "Enter")
    assert "/search/" in page.url
    assert "Invented" not in page.url
    followed(page, "button[name=language]")
    assert page.locator("html").get_attribute("dir") == "rtl"
