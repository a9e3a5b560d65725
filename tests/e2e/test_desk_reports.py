"""Figures and reports in a real Chromium: charts, writing, publishing, withdrawing, a stop, an upload too large."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.test_desk import CHROMIUM, NOTE, PASSWORD, browser, desk, signed_in, sijill
from tests.e2e.walking import followed, settled

__all__ = ["browser", "desk"]  # the fixtures of the walk

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: the browser walk is not run"),
]

LONG_ENOUGH = 120_000
"""Milliseconds within which six files are written on a busy machine; nothing is measured by it."""


def made(register: Path, folder: Path, *roles: str) -> None:
    """Make an account for each role, and a counted incident."""
    from sijill.actions.verdicts import Target
    from sijill.model import Verdict
    from sijill.workspace import open_register

    (folder / "password").write_text(PASSWORD, "utf-8")
    for role in roles:
        words = ("create", f"{role}1", "--role", role, "--password-file", str(folder / "password"))
        sijill("admin", str(register), *words)
    (folder / "note.txt").write_text(NOTE, "utf-8")
    sijill("add", str(register), str(folder / "note.txt"), "--source", "Invented notes")
    with open_register(register) as opened:
        claims = [c for c in opened.review.claims() if c.number and c.number.unit == "killed" and not c.part_of]
        target = Target("incident", extra={"civilian_status": "civilian", "documented_on": "2016-05-06"})
        opened.acting_as("second").review.judge(claims[0].id, verdict=Verdict.ACCEPTED, reason="read", target=target)


def worked_off(page: Any) -> None:
    """Wait on the page of work until nothing goes on."""
    page.wait_for_selector("#work:not([data-goes-on])", timeout=LONG_ENOUGH)


@pytest.mark.parametrize("arabic", [False, True])
def test_a_report_is_written_previewed_published_and_withdrawn(
    arabic: bool, desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, register = desk
    made(register, tmp_path, "lead")
    page = signed_in(browser, base, "lead1", arabic=arabic)
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)

    page.goto(f"{base}/reports/compose/?period=2016-05")
    page.fill("#en-context", "An invented context.")
    page.fill("#ar-context", "سياق مخترع.")
    page.fill("#why-context", "an invented reason")
    followed(page, page.locator("form:has(#why-context) button"))
    assert page.input_value("#ar-context") == "سياق مخترع."

    page.goto(f"{base}/reports/preview/ar/?period=2016-05")
    assert "سياق مخترع." in page.locator("body").inner_text()
    page.goto(f"{base}/reports/preview/?period=2016-05")
    page.fill("#reason", "checked by two invented persons")
    followed(page, "form[action='/reports/publish/'] button")
    assert page.url == f"{base}/work/"
    worked_off(page)
    page.reload()
    followed(page, "#work a")
    assert page.locator("article a[href*='.pdf']").count() == 2

    with page.expect_download() as download:
        page.locator("article a[href*='-ar.pdf']").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

    page.locator("article summary").click()
    page.fill("article input[name=reason]", "an invented mistake")
    followed(page, "article form button")
    assert "an invented mistake" in page.locator("article").inner_text()
    page.goto(f"{base}/reports/corrections/")
    assert "an invented mistake" in page.locator("main").inner_text()
    assert errors == []


def test_a_chart_stands_beside_its_table_and_a_number_leads_down(desk: tuple[str, Path], browser: Any, tmp_path: Path):
    base, register = desk
    made(register, tmp_path, "analyst")
    for arabic in (False, True):
        page = signed_in(browser, base, "analyst1", arabic=arabic)
        errors: list[str] = []
        page.on("console", lambda said, seen=errors: seen.append(said.text) if said.type == "error" else None)
        for width in (1200, 390):
            page.set_viewport_size({"width": width, "height": 800})
            for address in (
                "/findings/",
                "/compare/",
                "/table/late/",
                "/table/completeness/",
                "/work/",
                "/tolls/?period=2016",
            ):
                page.goto(base + address)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (address, width, arabic)
        bars = page.locator("#main svg.chart a path").evaluate_all("all => all.map(one => one.getBBox().width)")
        assert any(width > 0 for width in bars)
        followed(page, page.locator("#main td a").first)  # one
        assert "At least 12 civilians" in page.locator("main").inner_text()
        assert errors == []


def test_an_upload_of_300_mb_is_answered_with_a_page_and_nothing_is_kept(
    desk: tuple[str, Path], browser: Any, tmp_path: Path
):
    base, register = desk
    made(register, tmp_path, "documenter")
    with (tmp_path / "large.bin").open("wb") as large:
        large.truncate(300 * 1024 * 1024)
    page = signed_in(browser, base, "documenter1", arabic=True)
    page.goto(f"{base}/add/")
    page.fill("#source", "Invented notes")
    page.set_input_files("#file", str(tmp_path / "large.bin"))

    page.locator("main form:has(#file) button:not([type=button])").last.click()

    page.wait_for_selector("[role=alert]", timeout=LONG_ENOUGH)
    settled(page)
    assert "يقبل المكتب 50 ميغابايت" in page.locator("main").inner_text()
    assert not [one for one in (register / "tmp").rglob("*") if one.is_file() and one.stat().st_size > 1024]


def test_work_goes_on_after_the_desk_was_killed_in_its_middle(tmp_path: Path, browser: Any):
    register = tmp_path / "register"
    sijill("init", str(register), "--owner", "lead", "--name", "Invented register")
    made(register, tmp_path, "lead")
    server, base = served(register, tmp_path)
    page = signed_in(browser, base, "lead1")
    page.goto(f"{base}/reports/preview/en/?period=2016-05")
    page.goto(f"{base}/reports/preview/?period=2016-05")
    page.fill("#reason", "checked by two invented persons")
    with page.expect_navigation(wait_until="commit"):  # the work is taken on, and no more is waited for
        page.click("form[action='/reports/publish/'] button")
    os.killpg(server.pid, signal.SIGKILL)
    server.wait(20)

    server, base = served(register, tmp_path)
    try:
        page = signed_in(browser, base, "lead1")
        page.goto(f"{base}/work/")
        worked_off(page)
        assert page.locator("#work .text-bg-success").count() == 1
        page.goto(f"{base}/reports/")
        assert page.locator("article").count() == 1
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def served(register: Path, folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Serve a register in a process group of its own; returns it and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sijill", "serve", str(register), "--port", str(port)]
    with (folder / "serve.log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True)
    for _ in range(600):
        with socket.socket() as knock:
            if knock.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    return server, f"http://127.0.0.1:{port}"
