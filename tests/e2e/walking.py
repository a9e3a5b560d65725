"""Walking through pages in a real Chromium: each step waits for what it leads to, so that nothing is read half way.

A click returns as soon as the next page is on its way, not when it is there; what is read next without waiting
(``evaluate``, ``url``, ``count``) then meets a page without a root, or the page before. And what a key opens takes
the focus a moment later, in an event that waits its turn: keys that follow at once go where the focus was.
"""

from __future__ import annotations

from typing import Any

DRAWN = """() => matchMedia("(scripting: none)").matches
    || new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))"""
"""Two frames: by the second, the first is drawn. Where no script runs, no frame is told of, and nothing moves."""


def settled(page: Any) -> None:
    """Wait until a page is loaded and drawn: what takes the focus as it opens has taken it by then."""
    page.wait_for_load_state("load")
    page.evaluate(DRAWN)


def followed(page: Any, where: Any, to: str | None = None) -> None:
    """Click what leads to another page, named by a selector or a locator, and wait until that page has settled."""
    with page.expect_navigation(url=to):
        if isinstance(where, str):
            page.click(where)
        else:
            where.click()
    settled(page)


def pressed(page: Any, key: str, to: str | None = None) -> None:
    """Press a key that leads to another page, and wait until that page has settled."""
    settled(page)
    with page.expect_navigation(url=to):
        page.keyboard.press(key)
    settled(page)


def struck(page: Any, *keys: str) -> None:
    """Press keys that stay on the page, each when what the one before did is drawn."""
    settled(page)
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def becomes(page: Any, said: str, value: object) -> None:
    """Wait until a page says what it should: a part that opens takes the focus, or its picture, a moment later.

    It is asked again and again from here: a page whose policy forbids made-up scripts cannot ask itself.
    """
    for _ in range(100):
        if page.evaluate(said) == value:
            return
        page.wait_for_timeout(50)
    assert page.evaluate(said) == value


def correcting(page: Any) -> None:
    """Open the corrections of a passage by their key, and wait until one of their fields has the focus."""
    struck(page, "e")
    becomes(page, "document.activeElement.matches('[data-desk=correct] input')", True)
