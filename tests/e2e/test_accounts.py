"""In a real Chromium: the first visit and a passkey of a virtual authenticator; accounts on a real PostgreSQL."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.e2e.walking import followed

CHROMIUM = Path("/usr/bin/chromium")
PASSWORD = "an invented long password"

needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: passkeys are not tried"
)
pytestmark = pytest.mark.slow


def sijill(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    return subprocess.run(
        [sys.executable, "-m", "sijill", *words], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )


@contextmanager
def served(register: Path, *more: str) -> Iterator[tuple[str, Path]]:
    """Serve a register; give its address under the name of this machine, and what ``serve`` said."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = register.parent / f"{register.name}.log"
    with said.open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "sijill", "serve", str(register), "--port", str(port), *more],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
        try:
            for _ in range(300):
                with socket.socket() as knock:
                    if knock.connect_ex(("127.0.0.1", port)) == 0:
                        break
                time.sleep(0.1)
            yield f"http://localhost:{port}", said
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A new register that nobody administers."""
    assert sijill("init", str(tmp_path / "register"), "--owner", "lead").returncode == 0
    return tmp_path / "register"


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


def with_authenticator(page: Any) -> None:
    """Give a page a virtual authenticator that knows its owner."""
    steer = page.context.new_cdp_session(page)
    steer.send("WebAuthn.enable", {"enableUI": False})
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    steer.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@needs_chromium
def test_from_the_code_of_the_first_visit_to_a_passkey_that_opens_the_desk_alone(register: Path, browser: Any):
    with served(register) as (base, said):
        code = re.search(r"with the code (\S+)", said.read_text("utf-8"))
        assert code is not None
        page = browser.new_context().new_page()
        errors: list[str] = []
        page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
        page.goto(base)
        followed(page, "main a[href='/first/']")
        page.fill("#code", code[1])
        page.fill("#name", "Invented Keeper")
        page.fill("#password", PASSWORD)
        page.fill("#again", PASSWORD)
        followed(page, "main button")
        page.fill("#id_login", "Invented Keeper")
        page.fill("#id_password", PASSWORD)
        followed(page, "main form button")
        assert page.locator("header nav").is_visible()

        with_authenticator(page)
        page.click("header [data-desk=person] summary")
        followed(page, "header a[href='/accounts/2fa/']")
        followed(page, "main a[href='/accounts/2fa/webauthn/add/']")
        page.fill("#id_password", PASSWORD)
        followed(page, "main form button")
        followed(page, "form[data-passkey] button")
        recovery = page.locator(".codes li").all_inner_texts()
        assert len(recovery) == 10

        page.click("header [data-desk=person] summary")
        followed(page, "header form[action='/accounts/logout/'] button")
        followed(page, "form[data-passkey=login] button")
        assert page.locator("header nav").is_visible()

        page.click("header [data-desk=person] summary")
        followed(page, "header form[action='/accounts/logout/'] button")
        page.fill("#id_login", "Invented Keeper")
        page.fill("#id_password", PASSWORD)
        followed(page, "main form button")
        assert "/2fa/authenticate/" in page.url
        followed(page, "form[data-passkey=use] button")
        assert page.locator("header nav").is_visible()
        assert errors == []


@needs_chromium
def test_a_passkey_at_a_number_leads_to_the_name_and_one_that_is_refused_says_so_in_arabic(
    register: Path, browser: Any
):
    with served(register) as (base, _):
        page = browser.new_context(locale="ar").new_page()
        page.goto(base.replace("localhost", "127.0.0.1") + "/accounts/login/")
        page.click("form[data-passkey=login] button")
        there = page.locator("[data-localhost]")
        assert there.get_attribute("href") == f"{base}/accounts/login/"
        followed(page, there)

        page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('refused')); }")
        page.click("form[data-passkey=login] button")
        page.locator("[data-say=failed]").wait_for()  # it stands there hidden until then
        assert "مفتاح المرور" in page.locator("[data-say=failed]").inner_text()


def test_accounts_live_in_the_teams_postgresql(register: Path):
    import http.cookiejar
    import urllib.parse
    import urllib.request

    from tests.contract.postgres import NoServer, running_server
    from tests.unit.web.test_limits_table import counted_by_two

    (register.parent / "password").write_text(PASSWORD, "utf-8")
    try:
        running = running_server()
        server = running.__enter__()
    except NoServer as reason:
        pytest.skip(f"no PostgreSQL: {reason}")
    try:
        with server.database() as url:
            counts, troubles = counted_by_two(register, url)
            made = ["admin", str(register), "create", "Invented Keeper", "--password-file"]
            made += [str(register.parent / "password"), "--accounts", url]
            first, second = sijill(*made), sijill(*made)
            with served(register, "--accounts", url) as (base, said):
                jar = http.cookiejar.CookieJar()
                asking = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
                form = asking.open(f"{base}/accounts/login/").read().decode()
                token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
                assert token is not None
                given = {"login": "Invented Keeper", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
                sent = urllib.request.Request(  # noqa: S310  (our own loopback address)
                    f"{base}/accounts/login/",
                    urllib.parse.urlencode(given).encode(),
                    {"Referer": base, "Origin": base},
                )
                asking.open(sent)
                team = asking.open(f"{base}/people/").read().decode()
                log = said.read_text("utf-8")
    finally:
        running.__exit__(None, None, None)

    assert counts == list(range(1, 201)), troubles
    assert first.returncode == 0, first.stderr
    assert "NameTaken" in second.stderr
    assert "Invented Keeper" in team
    assert "nobody administers" not in log
    assert not (register / "desk.sqlite").exists()
    assert (register / "access.sqlite").exists()


def test_a_database_that_does_not_answer_or_a_password_in_sight_is_refused(register: Path):
    away = sijill("serve", str(register), "--accounts", "postgresql:///accounts?host=/nowhere/at/all")
    seen = sijill("serve", str(register), "--accounts", "postgresql://team:an-invented-secret@localhost/accounts")
    wrong = sijill("serve", str(register), "--accounts", "mysql://localhost/accounts")

    assert "DatabaseAway" in away.stderr
    assert "PasswordInSight" in seen.stderr
    assert "an-invented-secret" not in seen.stderr + seen.stdout
    assert "NoSuchDatabase" in wrong.stderr
