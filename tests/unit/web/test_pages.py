"""Records, tolls, search and the forms that bring things in."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

ENTERED = {
    "name_ar": "يوسف المثال",
    "name_en": "Yusuf al-Mithal",
    "sex": "male",
    "civilian_status": "civilian",
    "title": "Invented shelling",
    "happened_on": "2016-05-07",
    "outcome": "killed",
    "place": "Invented Town",
    "source": "Invented Monitor",
    "words": "Yusuf al-Mithal was killed by shelling in Invented Town on 7 May 2016.",
}


def test_a_number_of_the_toll_is_two_clicks_from_its_words(register, sign_in, incident):
    browser = sign_in("analyst")

    toll = browser.get("/tolls/?period=2016-05&clock=died").content.decode()
    link = re.search(r'href="(/tolls/trace/\?figure=[^"]+)"', toll)
    trace = browser.get(link[1].replace("&amp;", "&")).content.decode()

    assert "12" in re.sub(r"<[^>]+>", "", trace.split('class="big')[1])[:40]
    assert "At least 12 civilians" in trace
    assert "/documents/" in trace


def test_a_record_shows_every_value_with_its_words_its_rules_and_its_history(register, sign_in, incident):
    register.records.record("incident", {"killed": {"low": 14, "high": 14}}, subject=incident, reason="a second count")

    page = sign_in("verifier").get(f"/records/{incident}/").content.decode()

    assert "values disagree" in page
    assert "<strong>at least 12</strong>" in page
    assert "<strong>14</strong>" in page
    assert re.sub(r"<[^>]+>", "", page).count("At least 12 civilians") == 1
    assert "Counted, because" in page
    assert "S1.1" in page
    assert "a second count" not in page.split("<h2")[0]


def test_withdrawing_a_value_needs_the_role_and_a_reason(register, sign_in, incident):
    statement = register.records.of(incident).held["killed"][0].statement
    sent = {"statement": statement, "reason": "wrong town"}

    refused = sign_in("documenter").post(f"/records/{incident}/withdraw/", sent)
    empty = sign_in("verifier").post(f"/records/{incident}/withdraw/", {**sent, "reason": " "})
    done = sign_in("verifier").post(f"/records/{incident}/withdraw/", sent)

    assert (refused.status_code, empty.status_code, done.status_code) == (403, 400, 302)
    assert "killed" not in register.records.of(incident).held


def test_pages_speak_arabic_from_right_to_left(register, sign_in, incident):
    for address in ("/", "/queue/", "/tolls/?period=2016-05&clock=died", f"/records/{incident}/", "/enter/", "/add/"):
        page = sign_in("lead", "ar").get(address).content.decode()
        assert '<html lang="ar" dir="rtl"' in page, address
        words = re.sub(r"<(script|option|bdi|p class=\"quote)[^>]*>.*?</", "", page.split("<main")[1], flags=re.DOTALL)
        assert re.search(r"[\u0621-\u064a]{3}", words), address


def test_the_language_is_kept_in_a_cookie(register):
    from django.test import Client

    browser = Client()
    browser.post("/language/", {"language": "ar", "next": "/accounts/login/"})

    assert 'dir="rtl"' in browser.get("/accounts/login/").content.decode()


def test_a_document_is_sealed_and_its_claims_wait(register, sign_in):
    browser = sign_in("documenter")
    sent = BytesIO("قُتل خمسة مدنيين في بلدة مخترعة يوم 5 أيار 2016.\n".encode())
    sent.name = "note.txt"
    append = register.new_id()

    answer = browser.post("/add/", {"source": "Invented Network", "file": sent, "append_id": append})
    sent.seek(0)
    again = browser.post("/add/", {"source": "Invented Network", "file": sent, "append_id": append})

    assert answer["Location"] == again["Location"]
    assert len([i for i in register.evidence.items() if i.source == "Invented Network"]) == 1
    assert register.review.claims(item=answer["Location"].split("/")[2])


def test_an_upload_over_the_limit_is_refused_with_the_next_step(register, sign_in, monkeypatch):
    from sijill.web.desk.pages import add

    monkeypatch.setattr(add, "LARGEST_UPLOAD", 100)
    sent = BytesIO(b"x" * 101)
    sent.name = "large.txt"
    before = register.seq

    answer = sign_in("documenter").post("/add/", {"source": "Notes", "file": sent})

    assert answer.status_code == 400
    assert "larger than the register takes" in answer.content.decode()
    assert register.seq == before


def test_a_person_an_incident_and_the_source_are_entered_together_once(register, sign_in):
    browser = sign_in("documenter")
    sent = {**ENTERED, "append_id": register.new_id()}

    first = browser.post("/enter/", sent)
    seq = register.seq
    second = browser.post("/enter/", {**sent, "sure": "1"})

    assert first.status_code == 302
    assert second["Location"] == first["Location"]
    assert register.seq == seq
    assert sorted(one.kind for one in register.records.all()) == ["act", "incident", "victim"]
    page = sign_in("analyst").get(first["Location"]).content.decode()
    assert ENTERED["words"] in page


@pytest.mark.parametrize(
    "name", [{"name_ar": "يوسف المثال", "name_en": ""}, {"name_ar": "", "name_en": "Yousuf al Mithal"}]
)
def test_a_likely_duplicate_is_shown_before_it_is_recorded(name, register, sign_in):
    browser = sign_in("documenter")
    browser.post("/enter/", {**ENTERED, "append_id": register.new_id()})
    before = register.seq

    warned = browser.post("/enter/", {**ENTERED, **name, "append_id": register.new_id()})

    assert warned.status_code == 200
    assert 'name="same"' in warned.content.decode()
    assert register.seq == before


def test_what_cannot_be_read_is_said_and_nothing_typed_is_lost(register, sign_in):
    before = register.seq

    answer = sign_in("documenter").post("/enter/", {**ENTERED, "happened_on": "last week"})

    assert answer.status_code == 400
    assert "no date is read from the form aaaa aaaa" in answer.content.decode()
    assert 'value="Yusuf al-Mithal"' in answer.content.decode()
    assert register.seq == before


def test_a_viewer_sees_numbers_without_a_way_to_single_cells(register, sign_in, incident):
    browser = sign_in("viewer")

    page = browser.get("/tolls/?period=2016-05&clock=died").content.decode()
    day = browser.get("/tolls/?period=2016-05-05/2016-05-05&clock=died")

    assert "12" in page
    assert "/tolls/trace/" not in page
    assert day.status_code == 400


def test_search_answers_in_the_other_script(register, sign_in):
    sign_in("documenter").post("/enter/", {**ENTERED, "append_id": register.new_id()})

    page = sign_in("analyst").post("/search/", {"q": "مثال"}).content.decode()

    assert "/records/" in page


def test_looking_at_a_record_is_kept(register, sign_in, incident):
    sign_in("viewer").get(f"/records/{incident}/")

    assert any(incident in one.subjects for one in register.opened.looks.read(actor="viewer"))
