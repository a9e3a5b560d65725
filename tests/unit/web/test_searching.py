"""Search in the desk: no words in addresses, spellings of both scripts, and facets that narrow without telling more."""

from __future__ import annotations

import re

import pytest

from sijill.values import PersonName


def asked(browser, **fields):
    return browser.post("/search/", fields).content.decode()


@pytest.fixture
def strikes(register):
    """Two incidents of two governorates and years, and a person in Arabic script."""
    made = {}
    for place, governorate, day in (("Afrin", "Aleppo", "2020-04-28"), ("Saraqeb", "Idlib", "2019-07-22")):
        values = {"title": f"Invented strike, {place}", "place": place, "governorate": governorate, "happened_on": day}
        made[governorate] = register.records.record("incident", values, reason="invented").subject
    name = PersonName.of("يوسف المثال").to_json()
    made["person"] = register.records.record("victim", {"name": name, "statuses": "killed"}, reason="invented").subject
    return made


def test_no_address_of_the_search_holds_its_words(register, sign_in, strikes):
    browser = sign_in("lead")

    page = asked(browser, q="strike")
    old = browser.get("/search/?q=strike")

    assert not re.search(r'(?:href|action)="[^"]*strike', page)
    assert (old.status_code, old["Location"]) == (302, "/search/")


@pytest.mark.parametrize("words", ["Yusuf al-Mithal", "Yousef Almithal", "يوسف مثال", "يُوسُف"])
def test_a_name_is_found_however_it_is_spelled(words, register, sign_in, strikes):
    assert strikes["person"] in asked(sign_in("lead"), q=words)


def test_a_record_is_found_by_the_beginning_of_its_id(register, sign_in, strikes):
    assert f"/records/{strikes['Idlib']}/" in asked(sign_in("viewer"), q=strikes["Idlib"][:20])


@pytest.mark.parametrize(
    "narrowed",
    [{"governorate": "Idlib"}, {"since": "2019", "until": "2019-12"}, {"until": "٢٠١٩"}, {"until": "2020-01"}],
)
def test_answers_are_narrowed_by_place_and_day(narrowed, register, sign_in, strikes):
    page = asked(sign_in("viewer"), q="strike", **narrowed)

    assert f"/records/{strikes['Idlib']}/" in page
    assert f"/records/{strikes['Aleppo']}/" not in page


def test_answers_are_narrowed_by_source_for_those_who_may_know_it(register, sign_in, incident):
    browser = sign_in("analyst")

    page = asked(browser, q="shelling")
    narrowed = asked(browser, q="shelling", source="Test notes")
    other = asked(browser, q="shelling", source="Nobody")

    assert '<option value="Test notes">' in page
    assert f"/records/{incident}/" in narrowed
    assert "/records/" not in other
    assert f"/records/{incident}/" not in asked(sign_in("viewer"), q="shelling", source="Test notes")


def test_governorates_are_offered_in_the_language_of_the_page(register, sign_in, strikes):
    page = asked(sign_in("viewer", "ar"), q="strike")

    assert re.search(r'<option value="Idlib">إدلب', page)


def test_a_narrowed_search_goes_on_where_it_stopped(register, sign_in):
    for number in range(45):
        values = {"title": f"Invented strike {number}", "governorate": "Idlib" if number % 2 else "Aleppo"}
        register.records.record("incident", values, reason="invented")
    browser, found, fields = sign_in("viewer"), [], {"q": "strike", "governorate": "Idlib"}

    while fields:
        page = asked(browser, **fields)
        found += re.findall(r'<article class="sheet"><a href="/records/([^/]+)/"', page)
        form = page.split('class="mt-3"')
        fields = dict(re.findall(r'name="([a-z]+)" value="([^"]*)"', form[1])) if len(form) > 1 else {}

    assert len(found) == len(set(found)) == 22


@pytest.mark.parametrize(("language", "words"), [("en", "Weapon: Shelling"), ("ar", "السلاح: قصف مدفعي")])
def test_a_code_that_answers_is_shown_by_its_words_and_a_record_once(language, words, register, sign_in):
    from tests.unit.web.test_reading_pages import words_of

    values = {"title": "Invented shelling of a market", "weapon": "shelling"}
    made = register.records.record("incident", values, reason="invented").subject

    page = asked(sign_in("viewer", language), q="shelling")

    assert page.count(f"/records/{made}/") == 1
    assert words in words_of(page).replace(" :", ":")
