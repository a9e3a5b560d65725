"""Six words lead everywhere, the present place is marked once, and nothing is offered that is then refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.unit.web.test_doors import desk_addresses

from sijill.web.accounts.policy import ALLOWED, Action, Role

FRAME = "header[data-desk=frame] [data-desk=places] a, header[data-desk=frame] [data-desk=person] summary"


def pages_of(register, browser, **ids):
    """Give every address that shows a page, with the page."""
    account = ("/accounts/2fa/", "/accounts/password/", "/accounts/2fa/webauthn/", "/accounts/2fa/recovery-codes/")
    for address in (*(address for _, address, _ in desk_addresses(**ids)), *account):
        answer = browser.get(address)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            page = LexborHTMLParser(answer.content)
            if page.css_first("header[data-desk=frame]"):
                yield address, page
        answer.close()


def test_every_page_stands_in_exactly_one_place(register, sign_in, killed, incident):
    """A page that stands nowhere gets its address into ``sijill.web.desk.navigation``."""
    item = register.evidence.items()[0].id
    seen = set()
    for address, page in pages_of(register, sign_in("lead"), claim=killed, subject=incident, sha256=item, item=item):
        marked = [one for one in page.css(FRAME) if "aria-current" in one.attributes]
        under = page.css("[data-desk=pages] [aria-current=page], [data-desk=person] [aria-current=page]")

        assert len(marked) == 1, (address, "marked as here:", [one.text(strip=True) for one in marked])
        assert len(under) <= 1, (address, [one.text(strip=True) for one in under])
        seen.add(marked[0].text(strip=True))

    assert seen >= {"Work", "Review", "Records", "Figures", "Territory", "Documents"}


@pytest.mark.parametrize("role", list(Role))
def test_nothing_is_offered_that_is_then_refused(role, register, sign_in):
    browser = sign_in(role.value)
    home = LexborHTMLParser(browser.get("/").content)
    words = [one.attributes["href"] for one in home.css("[data-desk=places] a, [data-desk=person] a")]

    assert len(home.css("[data-desk=places] a")) == (6 if Action.SEE_QUEUE in ALLOWED[role] else 5)
    for address in {one for word in words for one in [word, *under(browser, word)]}:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        answer.close()


def under(browser, address):
    """Return the pages that stand under a word."""
    return [one.attributes["href"] for one in LexborHTMLParser(browser.get(address).content).css("[data-desk=pages] a")]


def test_the_frame_speaks_arabic_and_holds_a_search_that_no_address_tells_of(register, sign_in):
    page = LexborHTMLParser(sign_in("lead", "ar").get("/").content)

    words = [one.text(strip=True) for one in page.css("[data-desk=places] a")]
    assert words == ["العمل", "المراجعة", "الملفات", "الأرقام", "الميدان", "الوثائق"]
    find = page.css_first("form[data-desk=find]")
    assert (find.attributes["method"], find.attributes["action"]) == ("post", "/search/")


def test_light_dark_and_keys_are_kept_by_the_browser_for_a_year(register, sign_in):
    browser = sign_in("viewer")
    assert 'data-bs-theme="light" data-theme="system" data-keys="on"' in browser.get("/").content.decode()

    back = browser.post("/preferences/", {"theme": "dark", "next": "/map/"})
    browser.post("/preferences/", {"keys": "off"})
    browser.post("/preferences/", {"theme": "invented", "keys": "invented"})

    assert back["Location"] == "/map/"
    page = browser.get("/").content.decode()
    assert 'data-bs-theme="dark" data-theme="dark" data-keys="off"' in page
    assert "theme.js" not in page
    assert browser.cookies["theme"]["max-age"] == 365 * 24 * 3600
    assert browser.cookies["theme"]["httponly"]


def test_a_choice_leads_to_no_other_host(register, sign_in):
    answer = sign_in("viewer").post("/preferences/", {"theme": "dark", "next": "https://evil.example/"})

    assert answer["Location"] == "/"


def test_every_address_that_a_template_or_the_navigation_names_is_there(register):
    """A page that leads to an address that nobody has is refused whole."""
    from django.urls import get_resolver

    import sijill.web
    from sijill.web.desk.navigation import MAIN_PLACES, OWN

    templates = Path(sijill.web.__file__).parent / "templates"
    named = {
        name
        for file in templates.rglob("*.html")
        for name in re.findall(r"""{% url ['"](\w+)['"](?!\|add)""", file.read_text())
    }
    named |= {page.name for place in (*MAIN_PLACES, OWN) for page in place.pages}

    assert len(named) > 80
    assert named - set(get_resolver().reverse_dict) == set()
