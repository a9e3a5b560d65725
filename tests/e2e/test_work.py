"""Work in a real Chromium, in both languages: an old decision undone in three clicks, comments, what is given."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_desk import CHROMIUM, PASSWORD, browser, desk, signed_in, sijill
from tests.e2e.walking import followed, pressed

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.adapters import clock
from sijill.workspace import open_register

__all__ = ["browser", "desk"]  # the fixtures of the walk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: the browser walk is not run"),
]

NOTE = (
    b"Invented note. At least 12 civilians were killed in shelling on Invented Town on 5 May 2016, "
    b"the Invented Monitor said.\n"
)
SCRIPT = "<script>document.title='Zqxscript'</script><img src=x onerror=\"document.title='Zqxscript'\"> Zqxcomment"
BOTH = pytest.mark.parametrize("arabic", [False, True], ids=["english", "arabic"])


def people(register: Path, folder: Path) -> None:
    (folder / "password").write_text(PASSWORD, "utf-8")
    for name in ("verifier", "documenter", "lead"):
        words = ("--role", name, "--password-file", str(folder / "password"))
        sijill("admin", str(register), "create", name, *words)


def decided(folder: Path, level: str = "team") -> tuple[str, str, str]:
    """Have ``verifier`` accept a claim an hour ago; return document, claim and record."""
    an_hour_ago = clock.now() - timedelta(hours=1)
    with pytest.MonkeyPatch.context() as then, open_register(folder) as register:
        then.setattr(clock, "now", lambda: an_hour_ago)
        item = register.acting_as("documenter").evidence.add_bytes(NOTE, Provenance("Invented", sensitivity=level)).item
        claim = next(one.id for one in register.review.claims() if one.number)
        target = Target("incident", extra={"civilian_status": "civilian"})
        done = register.acting_as("verifier").review.judge(claim, verdict="accepted", reason="read", target=target)
        return item, claim, str(done.subject)


@BOTH
def test_a_decision_of_an_hour_ago_is_undone_in_three_clicks(
    arabic: bool, desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, folder = desk
    people(folder, tmp_path)
    _, claim, _ = decided(folder)
    page = signed_in(browser, base, "verifier", arabic=arabic)
    page.goto(f"{base}/map/")

    followed(page, "[data-desk=places] a >> nth=0")
    followed(page, "[data-desk=pages] a[href='/decisions/']")
    followed(page, "[data-desk=decision] [data-desk=undo]")

    with open_register(folder) as register:
        assert register.review.queue.holds(claim)
        assert not list(register.records.all())


@BOTH
def test_a_comment_with_a_script_is_text_and_goes_with_its_record(
    arabic: bool, desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, folder = desk
    people(folder, tmp_path)
    item, _, record = decided(folder)
    page = signed_in(browser, base, "verifier", arabic=arabic)
    page.goto(f"{base}/comments/{record}/")

    page.fill("#comment-text", SCRIPT)
    followed(page, "[data-desk=comments] button")
    page.goto(f"{base}/comments/{record}/")

    assert page.locator("[data-desk=comment] p").first.inner_text().strip() == SCRIPT
    assert "Zqxscript" not in page.title()
    colleague = signed_in(browser, base, "documenter", arabic=arabic)
    colleague.goto(f"{base}/")
    assert "Zqxcomment" in colleague.locator("[data-desk=lately]").inner_text()

    sijill("destroy", str(folder), item, "--reason", "she asked", "--actor", "lead", "--second-actor", "second")

    page.goto(f"{base}/")
    assert "Zqxcomment" not in page.content()
    held = [path for path in folder.rglob("*") if path.is_file() and b"Zqxcomment" in path.read_bytes()]
    assert held == []


def test_a_comment_on_a_restricted_record_is_absent_for_others(desk: tuple[str, Path], browser: Any, tmp_path: Path):
    base, folder = desk
    people(folder, tmp_path)
    _, claim, record = decided(folder, "restricted")
    page = signed_in(browser, base, "verifier")
    for about in (claim, record):
        page.goto(f"{base}/comments/{about}/")
        page.fill("#comment-text", "Zqxcomment of invented people")
        followed(page, "[data-desk=comments] button")

    other = signed_in(browser, base, "documenter")

    for address in ("/", f"/records/{record}/", f"/comments/{record}/", f"/comments/{claim}/", "/table/comments/"):
        answer = other.goto(f"{base}{address}")
        assert "Zqxcomment" not in other.content()
        assert answer.status == (200 if address in ("/", "/table/comments/") else 404)


@BOTH
def test_home_is_worked_by_keys_alone(arabic: bool, desk: tuple[str, Path], browser: Any, tmp_path: Path):
    base, folder = desk
    people(folder, tmp_path)
    with open_register(folder) as register:
        register.acting_as("documenter").evidence.add_bytes(NOTE, Provenance("Invented"))
    page = signed_in(browser, base, "verifier", arabic=arabic)
    page.goto(f"{base}/")

    pressed(page, "1")
    assert "/queue/" in page.url
    page.goto(f"{base}/")
    pressed(page, "n")
    assert page.locator(".source-text mark").count() >= 1
