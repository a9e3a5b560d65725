"""The desk in a real Chromium: first start, sign in, add, review by keyboard in Arabic, the toll, down to the words."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.beginnings import begun
from tests.e2e.walking import correcting, followed, pressed, struck

from sijill.workspace import Settings

CHROMIUM = Path("/usr/bin/chromium")
PASSWORD = "an invented long password"
NOTE = (
    "Invented note. At least 12 civilians, including three children, were killed in shelling on Invented Town "
    "on 5 May 2016, the Invented Monitor said.\n"
    "قُتل سبعة مدنيين في قصف على بلدة مخترعة يوم 6 أيار 2016، وفق مرصد مخترع.\n"
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: the browser walk is not run"),
]


def sijill(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command and check that it did what was asked."""
    done = subprocess.run(
        [sys.executable, "-m", "sijill", *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A new register, served by the one command; returns its address and folder."""
    register = tmp_path / "register"
    begun(register, Settings(name="Invented register", owner="lead")).close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = (tmp_path / "serve.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "sijill", "serve", str(register), "--port", str(port)],
        stdout=log,
        stderr=log,
        stdin=subprocess.DEVNULL,
    )
    try:
        for _ in range(150):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}", register
    finally:
        server.terminate()
        server.wait(20)
        log.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium that asks nobody anything."""
    from playwright import sync_api

    with sync_api.sync_playwright() as playwright:
        made = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-background-networking"]
        )
        yield made
        made.close()


def signed_in(browser: Any, base: str, name: str, *, arabic: bool = False) -> Any:
    """Return a page in which somebody signed in with the form."""
    page = browser.new_context().new_page()
    page.goto(f"{base}/accounts/login/")
    if arabic:
        followed(page, "button[name=language]")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    followed(page, "main button")
    return page


def test_from_the_first_start_to_a_figure_traced_in_two_clicks(desk: tuple[str, Path], browser: Any, tmp_path: Path):
    base, register = desk
    (tmp_path / "password").write_text(PASSWORD, "utf-8")
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    assert "sijill admin" in (tmp_path / "serve.log").read_text()
    for name in ("documenter", "verifier"):
        sijill("admin", str(register), "create", name, "--role", name, "--password-file", str(tmp_path / "password"))

    documenter = signed_in(browser, base, "documenter")
    documenter.goto(f"{base}/add/")
    documenter.fill("#source", "Invented notes")
    documenter.set_input_files("#file", str(tmp_path / "note.txt"))
    followed(documenter, "main form button")
    assert "/documents/" in documenter.url

    verifier = signed_in(browser, base, "verifier", arabic=True)
    errors: list[str] = []
    verifier.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    assert verifier.evaluate("document.documentElement.dir") == "rtl"
    verifier.goto(f"{base}/tolls/?period=2016-05&clock=died")
    assert verifier.locator("tfoot td a").count() == 0

    verifier.goto(f"{base}/queue/?kind=casualties")
    pressed(verifier, "n")
    judged = 0
    while "/queue/?" not in verifier.url and judged < 10:
        assert verifier.locator(".source-text mark").count() >= 1
        correcting(verifier)  # what a person says of the dead stands with the corrections of a passage
        verifier.select_option("#civilian_status", "civilian")
        struck(verifier, "Escape")
        pressed(verifier, "a")
        judged += 1
    assert judged >= 2

    verifier.goto(f"{base}/tolls/?period=2016-05&clock=died")
    total = verifier.locator("tfoot td a").first
    assert int(total.inner_text()) >= 12
    followed(verifier, total)  # one
    assert "At least 12 civilians" in verifier.locator("main").inner_text()
    followed(verifier, verifier.locator("main a[href^='/queue/']").first)  # two
    assert verifier.locator(".source-text mark").count() >= 1
    assert errors == []


def test_pages_fit_a_telephone_in_both_languages(desk: tuple[str, Path], browser: Any, tmp_path: Path):
    base, register = desk
    (tmp_path / "password").write_text(PASSWORD, "utf-8")
    (tmp_path / "note.txt").write_text(NOTE, "utf-8")
    sijill("add", str(register), str(tmp_path / "note.txt"), "--source", "Invented notes")
    sijill("admin", str(register), "create", "lead2", "--role", "lead", "--password-file", str(tmp_path / "password"))

    for arabic in (False, True):
        page = signed_in(browser, base, "lead2", arabic=arabic)
        page.set_viewport_size({"width": 390, "height": 800})
        for address in (
            "/",
            "/queue/",
            "/queue/next/",
            "/tolls/",
            "/search/",
            "/documents/",
            "/add/",
            "/enter/",
        ):
            page.goto(base + address)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, (address, arabic)


def test_the_desk_refuses_an_open_address_without_tls(tmp_path: Path):
    register = tmp_path / "register"
    sijill("init", str(register), "--owner", "lead")

    done = subprocess.run(
        [sys.executable, "-m", "sijill", "serve", str(register), "--host", "192.0.2.1"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode == 1
    assert "--tls-cert" in done.stderr


def test_a_port_that_another_process_holds_is_refused_before_anything_is_promised(tmp_path: Path):
    register = tmp_path / "register"
    sijill("init", str(register), "--owner", "lead")
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)  # as another desk would hold it
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        done = subprocess.run(
            [sys.executable, "-m", "sijill", "serve", str(register), "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    assert done.returncode == 1
    assert f"port {port}" in done.stderr
    assert "--port" in done.stderr
    assert "the desk is at" not in done.stderr + done.stdout
