"""The desk on a clock in doubt and on names that harm (issue 10, item 10)."""

import re
from datetime import timedelta

import pytest
from tests.unit.web.conftest import NOTE, page_of

from sijill.actions import ClockInDoubt, Provenance

HARM = "\u202egpj.exe\x1b[2J"


@pytest.mark.parametrize("stands", [timedelta(days=-2), timedelta(days=90)])
@pytest.mark.parametrize("role", ["lead", "administrator"])
def test_a_lead_or_an_administrator_confirms_a_clock_in_doubt(role, stands, register, sign_in, monkeypatch):
    from sijill.adapters import clock

    browser, jumped = sign_in(role), register.last_recorded_at + stands
    monkeypatch.setattr(clock, "now", lambda: jumped)
    with pytest.raises(ClockInDoubt):
        register.records.record("incident", {"title": "Invented incident"}, reason="read")
    assert "Nothing is recorded until the clock is set" in page_of(browser, "/audit/")

    browser.post("/audit/clock/")

    register.records.record("incident", {"title": "Invented incident"}, reason="read")
    assert "Nothing is recorded until the clock is set" not in page_of(browser, "/audit/")
    (confirmed,) = [one for one in register.records.entries() if (one.body or {}).get("confirmed") is True]
    assert (confirmed.kind, confirmed.actor) == ("clock", role)


@pytest.mark.parametrize("role", ["verifier", "documenter", "analyst", "viewer"])
def test_nobody_else_confirms_it(role, register, sign_in):
    before = register.seq

    assert sign_in(role).post("/audit/clock/").status_code == 403
    assert register.seq == before


def test_a_form_sent_by_a_clock_in_doubt_says_so_and_records_nothing(register, sign_in, monkeypatch):
    from sijill.adapters import clock

    browser, before = sign_in("documenter"), register.seq
    monkeypatch.setattr(clock, "now", lambda: register.last_recorded_at + timedelta(days=90))
    answer = browser.post(
        "/items/", {"text": "Invented words.", "source": "Invented", "title": "Invented"}, follow=True
    )

    assert answer.status_code < 500
    assert register.seq == before


def test_what_turns_a_line_around_is_escaped_on_every_page_that_names_a_document(register, sign_in):
    acquired = register.acting_as("documenter").evidence.add_bytes(
        NOTE.replace("12", "13").encode(),
        Provenance(f"Invented {HARM} Monitor", title=f"Invented {HARM} title", original_name=f"x{HARM}.txt"),
    )
    browser = sign_in("lead")

    document = f"/documents/{acquired.item}/"
    for address in ("/documents/", document, f"{document}words/", "/queue/", "/search/civilians", "/enter/", "/audit/"):
        page = page_of(browser, address)
        found = re.findall(".{60}[\u202a-\u202e\x1b]", re.sub(r"value=\"[^\"]*\"", "", page), re.S)
        assert found == [], address
    assert "\\u202e" in page_of(browser, "/documents/")
