"""Every page of the desk in both languages: axe finds no barrier (WCAG 2.2 AA), a telephone is wide enough."""

from __future__ import annotations

import base64
import hmac
import json
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import copied
from tests.e2e.documents import pdf, pdf_lines, pdf_pages
from tests.e2e.test_accounts import served
from tests.e2e.test_desk import CHROMIUM, NOTE, PASSWORD, signed_in, sijill
from tests.e2e.walking import followed, pressed
from tests.sizes import LONG
from tests.unit.adapters.readers.test_pictures import photograph

from sijill.evidence import fingerprint
from sijill.readings import declared_readings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium at /usr/bin/chromium: no page is looked at"),
]

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},  # new in WCAG 2.2, and left out unless it is asked for
    "resultTypes": ["violations"],
}

TABLE = """
import json, sys
from pathlib import Path
from sijill.web.serving import prepare
prepare(Path(sys.argv[1]))
from django.urls import get_resolver
def under(resolver, before=""):
    for one in resolver.url_patterns:
        here = before + one.pattern.regex.pattern.removeprefix("^").removesuffix("\\\\Z")
        if hasattr(one, "url_patterns"):
            yield from under(one, here)
        elif not here.startswith(("api/", "static")):
            yield one.name, here
print(json.dumps(list(under(get_resolver()))))
"""
"""Prints the address table of the desk: Django is set up once in a process, and another register may have it here."""

NO_PAGE = {
    # These change something, or send a file, or answer a script.
    *"judge split merge confirm undo withdraw_value publish withdraw report_file write_text audit_all".split(),
    *"chart forget_work likely keep_draft delete_draft understood page_picture original photograph".split(),
    *"preview_style preview_page give save_filter choose_filter forget_filter grade_document describe_source".split(),
    # A table that somebody brought is theirs alone; tests/e2e/test_importing.py looks at its pages.
    *"import_columns import_preview import_mapping forget_import undo_import".split(),
    *"make_person person_role person_close person_open person_factor person_sessions person_password".split(),
    *"two_ask two_ask_redaction two_approve two_refuse two_do language account_signup revoke_token make_token".split(),
    *"find_pairs decide_pair".split(),
    *"preferences decide_link confirm_clock consent classify mfa_download_recovery_codes mfa_login_webauthn".split(),
    *(f"file_{one.name}" for one in declared_readings()),
    # These need a second factor first, or a stranger; ``protected`` and the test look at them.
    *"mfa_authenticate mfa_reauthenticate mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_edit_webauthn".split(),
    *"mfa_view_recovery_codes mfa_generate_recovery_codes mfa_deactivate_totp account_reauthenticate".split(),
    *"account_inactive account_logout account_login first_visit second second_factor_first".split(),
}
"""Addresses that are no page for whoever is signed in."""

ALSO = (
    "/search/?kind=incident",
    "/queue/?kind=casualties",
    "/tolls/?period=2020-05&by=governorate",
    "/tolls/?period=2020-05",
    "/table/late/?days=1",
    "/reports/compose/?period=2020-05",
    "/reports/preview/?period=2020-05",
    "/territory/?date=2016-12-01",
    "/territory/?date=2016-11-28&with=2016-12-06",
    "/nowhere/",
)
"""Pages with something on them that the plain address does not show."""


@pytest.fixture(scope="module")
def desk(built_example: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The example register with a queue, a printed page, a photograph and three accounts, served."""
    folder = tmp_path_factory.mktemp("looked-at")
    register = copied(built_example, folder / "example")
    (folder / "password").write_text(PASSWORD, "utf-8")
    (folder / "note.txt").write_text(NOTE, "utf-8")
    (folder / "page.pdf").write_bytes(pdf(pdf_pages(pdf_lines(*NOTE.splitlines()[0].split(", ")))))
    (folder / "photograph.jpg").write_bytes(photograph())
    for name in ("note.txt", "page.pdf", "photograph.jpg"):
        sijill("add", str(register), str(folder / name), "--source", "Invented notes")
    for name, role in (("lead1", "lead"), ("lead2", "lead"), ("keeper", "administrator")):
        sijill("admin", str(register), "create", name, "--role", role, "--password-file", str(folder / "password"))
    table = subprocess.run([sys.executable, "-c", TABLE, str(register)], capture_output=True, text=True, check=True)
    with served(register) as (base, _):
        yield base, json.loads(table.stdout)
    shutil.rmtree(folder, ignore_errors=True)


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


class Eyes:
    """Looks at pages and remembers what was wrong with them."""

    def __init__(self, page: Any, said: str, *, half: int | None = None) -> None:
        """
        Look through one page; ``said`` names who looks, in which language.

        With ``half`` axe is asked about every other page, 0 or 1, where a sample is enough.
        """
        self.page, self.said, self.half = page, said, None if LONG else half
        self.looked = 0
        page.set_default_timeout(120_000)  # a busy machine is no finding
        self.axe = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
        self.wrong: list[str] = []
        self.refused: list[str] = []
        page.on("console", lambda one: self._note(f"console: {one.text}") if one.type == "error" else None)
        page.on("pageerror", lambda error: self._note(f"script: {error}"))
        page.on("response", self._came)

    def look(self, what: str) -> None:
        """Ask axe about the page as it stands, then make it as narrow as a page that is read four times as large."""
        self.page.set_viewport_size({"width": 1200, "height": 900})
        self.looked += 1
        if self.half is None or self.looked % 2 == self.half:
            self._ask_axe(what)
        self.page.set_viewport_size({"width": 320, "height": 800})
        width = self.page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            self._note(f"{what}: {width} pixels wide where 320 are there (WCAG 1.4.10)")
        self.page.set_viewport_size({"width": 1200, "height": 900})

    def _ask_axe(self, what: str) -> None:
        self.page.evaluate(self.axe)
        for one in self.page.evaluate("rules => axe.run(document, rules).then(seen => seen.violations)", RULES):
            for node in one["nodes"][:3]:
                why = " ".join(node["failureSummary"].split())
                self._note(f"{what}: {one['id']}: {node['target']} {node['html'][:160]} {why[:240]}")

    def open(self, address: str, what: str) -> list[str]:
        """Open an address, look at it when it is a page, and return the addresses that it leads to."""
        answer = self.page.goto(address)
        if answer.status >= 400:
            self.refused.append(address)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return []
        self.look(what)
        leads = "a[href], form[action^='/comments/']"  # a refused comment is answered by a page that no link leads to
        way = "all => all.map(one => one.getAttribute('href') || one.getAttribute('action'))"
        return self.page.eval_on_selector_all(leads, way)

    def _came(self, answer: Any) -> None:
        # A page that refuses is looked at like any other; a style or a picture that is refused is wrong.
        if answer.status >= 400 and answer.request.resource_type != "document":
            self._note(f"{answer.status}: {answer.url}")

    def _note(self, wrong: str) -> None:
        if "Failed to load resource" not in wrong:  # the browser's own word on a status; `_came` looks at those
            self.wrong.append(f"[{self.said}] {wrong}")


def plain(table: list[tuple[str, str]]) -> dict[str, str]:
    """Return the address of every page that needs no argument."""
    return {
        name: "/" + regex.replace("\\-", "-") for name, regex in table if "(?P" not in regex and name not in NO_PAGE
    }


def walked(eyes: Eyes, base: str, table: list[tuple[str, str]]) -> set[str]:
    """Look at every page without an argument, and at the first of each other kind that any of them leads to."""
    seen, found = set(), set()
    for name, address in plain(table).items():
        found.update(eyes.open(base + address, address))
        seen.add(name)
    for address in ALSO:
        found.update(eyes.open(base + address, address))
    for trace in sorted(one for one in found if one.startswith("/tolls/trace/?"))[:1]:
        found.update(eyes.open(base + trace, trace))
    while True:
        fresh = next(
            (
                (name, address)
                for name, regex in table
                if "(?P" in regex and name not in seen | NO_PAGE
                for address in sorted(found)
                if re.fullmatch("/" + regex, address.partition("?")[0])
            ),
            None,
        )
        if fresh is None:
            return seen
        found.update(eyes.open(base + fresh[1], fresh[1]))
        seen.add(fresh[0])


@pytest.mark.parametrize("arabic", [False, True], ids=["english", "arabic"])
def test_no_page_of_the_desk_has_a_barrier(arabic: bool, desk: tuple[str, list[tuple[str, str]]], browser: Any):
    base, table = desk
    # Each language has a lead of its own: the second factor that one sets up is asked of nobody else.
    language, name = ("arabic", "lead2") if arabic else ("english", "lead1")

    # In CI axe looks at every other page, the two languages by turns; width, scripts and refusals are looked at always.
    half = int(arabic)
    stranger = Eyes(browser.new_context(locale="ar" if arabic else "en").new_page(), f"stranger, {language}", half=half)
    for address in ("/accounts/login/", "/first/", "/accounts/login/?why=idle"):
        stranger.open(base + address, address)
    lead = Eyes(signed_in(browser, base, name, arabic=arabic), f"lead, {language}", half=half)
    seen = walked(lead, base, table)
    boxes = "left=100&top=100&width=300&height=200"
    lead.open(f"{base}/documents/{fingerprint(photograph())}/redact/?{boxes}", "parts of a picture to be hidden")
    seen.add("redact")
    second = protected(lead, base)
    filled_in(lead, base)
    challenged(stranger, base, name, second)
    keeper = Eyes(signed_in(browser, base, "keeper", arabic=arabic), f"keeper, {language}", half=half)
    for address in [base + "/", base + "/audit/", *lead.refused]:
        leads_to = keeper.open(address, address.removeprefix(base))
        for person in [one for one in leads_to if re.fullmatch("/people/[^/]+/", one)][:1]:
            keeper.open(base + person, person)
            seen.add("person")
    wrong = [*stranger.wrong, *lead.wrong, *keeper.wrong]

    assert {name for name, _ in table} - NO_PAGE - seen == set()
    if wrong:  # every finding in full, each once
        pytest.fail("\n".join(dict.fromkeys(wrong)))


def filled_in(eyes: Eyes, base: str) -> None:
    """Look at the pages that a form answers: a search, a likely duplicate, a refusal, a question to a second person."""
    page = eyes.page
    page.goto(f"{base}/search/")
    page.fill("main input[name=q]", "Aleppo")
    pressed(page, "Enter")
    eyes.look("search with answers")
    for _ in range(2):  # the second time it is a likely duplicate
        page.goto(f"{base}/enter/")
        page.fill("#name_en", "Invented Person")
        page.fill("#happened_on", "2020-05-07")
        page.fill("#source", "Invented Monitor")
        page.fill("#words", "Invented Person was killed by shelling on 7 May 2020.")
        followed(page, "form#enter button.btn-primary")
        eyes.look("what was entered")
    page.goto(f"{base}/reports/preview/?period=2020-05")
    page.fill("#reason", "checked by nobody")
    followed(page, "form[action='/reports/publish/'] button")
    eyes.look("work that was refused since nobody opened the report")
    page.goto(f"{base}/two/")
    page.select_option("#action", "export_all")
    page.fill("#reason", "an invented reason")
    followed(page, page.locator("form[action='/two/ask/'] button"))
    eyes.look("a request for two")
    page.goto(f"{base}/add/")
    page.fill("#source", "Invented Monitor")
    followed(page, page.locator("main form button:not([type=button])").last)
    eyes.look("a form that lacks something")
    for address in ("/accounts/2fa/webauthn/add/", "/tokens/"):
        eyes.open(base + address, f"{address} after the second factor")


def protected(eyes: Eyes, base: str) -> str:
    """Look at the way to a second factor, from the question before it to the recovery codes; return its key."""
    page = eyes.page
    eyes.open(f"{base}/accounts/second-factor/?next=/two/", "a second factor first")
    eyes.open(f"{base}/two/", "four eyes, with a password only")
    page.goto(f"{base}/accounts/2fa/totp/activate/")
    if page.locator("#id_password").count():
        eyes.look("confirm that it is you, by the password")
        page.fill("#id_password", PASSWORD)
        pressed(page, "Enter")
    eyes.look("the second factor, after the password")
    key = str(page.locator("main p .id").inner_text())
    page.fill("#id_code", "000000")
    pressed(page, "Enter")
    eyes.look("a code that is not right")
    page.fill("#id_code", code_of(key))
    pressed(page, "Enter")
    eyes.look("the recovery codes, and the way back")
    for address in ("", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/", "reauthenticate/"):
        eyes.open(f"{base}/accounts/2fa/{address}", f"/accounts/2fa/{address} with an app on")
    eyes.open(f"{base}/two/", "four eyes, freshly signed in")
    return key


def challenged(eyes: Eyes, base: str, name: str, key: str) -> None:
    """Look at the question for a second factor at the sign-in, and at a refused answer; then at a closed account."""
    page = eyes.page
    page.goto(f"{base}/accounts/login/")
    page.fill("#id_login", name)
    page.fill("#id_password", PASSWORD)
    pressed(page, "Enter")
    eyes.look("the second factor at the sign-in")
    page.fill("#id_code", "000000")
    pressed(page, "Enter")
    eyes.look("a refused second factor")
    eyes.open(f"{base}/accounts/inactive/", "a closed account")


def code_of(key: str) -> str:
    """Return what an authenticator app shows now."""
    step = (int(time.time()) // 30).to_bytes(8, "big")
    digest = hmac.digest(base64.b32decode(key + "=" * (-len(key) % 8)), step, "sha1")
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"
