"""Search in the desk: no words in addresses, spellings of both scripts, and true counts of what may be seen."""

from __future__ import annotations

import re

import pytest

from sijill.actions import Provenance
from sijill.actions.verdicts import Target
from sijill.model import Sensitivity, Verdict
from sijill.values import PartialDate, PersonName

NOTE = (
    "Invented report. Rockets fell on the bakery of Khan Sheikhoun at noon.\n\nمذكرة مختلقة. قصف المخبز في كفر زيتا.\n"
)


def asked(browser, **fields):
    return browser.post("/search/", fields).content.decode()


def hits(page):
    """Return the ids of what was found, in order."""
    return re.findall(r'data-desk="hit" data-kind="\w+" data-id="([^"]+)"', page)


def facets(page):
    """Return how many there are by facet and value, as the page says it."""
    one = r'name="(\w+)" value="[^"]*" aria-pressed="\w+" data-value="([^"]*)".*?facet-count">(\d+)<'
    return {(name, value): int(n) for name, value, n in re.findall(one, page)}


@pytest.fixture
def report(register):
    """An invented report of a known source, with words of both languages."""
    about = Provenance(source="Invented Reports", title="Noon", published_on=PartialDate("2019-03-12"), language="en")
    return register.evidence.add_bytes(NOTE.encode(), about).item


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

    assert f"/records/{incident}/" in page
    assert f"/records/{incident}/" in narrowed
    assert hits(other) == []
    assert f"/records/{incident}/" not in asked(sign_in("viewer"), q="shelling", source="Test notes")


def test_governorates_are_offered_in_the_language_of_the_page(register, sign_in, strikes):
    page = asked(sign_in("viewer", "ar"), q="strike")

    assert re.search(r'data-value="Idlib"><span class="facet-word">إدلب', page)


def test_a_narrowed_search_goes_on_where_it_stopped(register, sign_in):
    for number in range(45):
        values = {"title": f"Invented strike {number}", "governorate": "Idlib" if number % 2 else "Aleppo"}
        register.records.record("incident", values, reason="invented")
    browser, found, fields = sign_in("viewer"), [], {"q": "strike", "governorate": "Idlib"}

    while fields:
        page = asked(browser, **fields)
        found += hits(page)
        further = re.search(r'name="first" value="(\d+)">Next page', page)
        fields = fields | {"first": further[1]} if further else {}

    assert len(found) == len(set(found)) == 22


@pytest.mark.parametrize(("language", "words"), [("en", "Weapon: Shelling"), ("ar", "السلاح: قصف مدفعي")])
def test_a_code_that_answers_is_shown_by_its_words_and_a_record_once(language, words, register, sign_in):
    from tests.unit.web.test_reading_pages import words_of

    values = {"title": "Invented shelling of a market", "weapon": "shelling"}
    made = register.records.record("incident", values, reason="invented").subject

    page = asked(sign_in("viewer", language), q="shelling")

    assert page.count(f"/records/{made}/") == 1
    assert words in words_of(page).replace(" :", ":")


@pytest.mark.parametrize("words", ["bakery", "BAKERIES", "rockets bakery", "المخبز", "مخبز", "قَصف المخبز"])
def test_a_document_is_found_by_its_words_in_both_languages_and_they_are_lit(words, register, sign_in, report):
    page = asked(sign_in("documenter"), q=words)

    assert report in hits(page)
    assert "<mark>" in page.split(f'data-id="{report}"')[1].split("</article>")[0]


@pytest.mark.parametrize("name", ["Khan Shaykhun", "khan sheikhun", "خان شيخون", "Kafr Zita", "كفرزيتا"])
def test_a_document_is_found_by_any_spelling_of_a_place_that_it_names(name, register, sign_in, report):
    assert report in hits(asked(sign_in("documenter"), q=name))


@pytest.mark.parametrize("name", ["Idlib", "Edlib", "idleb", "إدلب", "ادلب"])
def test_records_of_a_place_are_found_by_any_spelling_of_it(name, register, sign_in, strikes):
    assert hits(asked(sign_in("viewer"), q=name, kind="incident")) == [strikes["Idlib"]]


def test_a_hit_leads_to_the_place_in_the_document(register, sign_in, report):
    browser = sign_in("documenter")

    way = re.search(rf'/documents/{report}/words/\?([^"]+)', asked(browser, q="noon bakery"))[0].replace("&amp;", "&")

    assert "<mark" in browser.get(way).content.decode()
    assert "bakery" not in way


def test_who_may_not_read_a_document_does_not_find_it_by_its_words_nor_is_it_counted(register, sign_in, report):
    before = asked(sign_in("documenter"), q="bakery")
    register.evidence.classify(report, Sensitivity.RESTRICTED, reason="invented")
    after = asked(sign_in("documenter"), q="bakery")

    assert facets(before)[("source", "Invented Reports")] >= 1 if facets(before) else hits(before) == [report]
    assert hits(asked(sign_in("viewer"), q="bakery")) == []
    assert (hits(after), facets(after)) == ([], {})
    assert report in hits(asked(sign_in("lead"), q="bakery"))


def test_destroyed_words_are_found_no_more(register, sign_in, report):
    register.keeping.destroy([report], reason="invented", second_actor="second")

    assert hits(asked(sign_in("lead"), q="bakery")) == []
    assert b"bakery" not in (register.folder / "ledger.sqlite").read_bytes()


def test_every_facet_counts_what_narrowing_to_it_shows(register, sign_in, strikes, report, incident):
    browser = sign_in("lead")
    page = asked(browser)

    counted = facets(page)

    assert {name for name, _ in counted} >= {"kind", "governorate", "year", "month"}
    for (name, value), n in counted.items():
        assert len(hits(asked(browser, **{name: value}))) == n, (name, value)


def test_where_nothing_is_sought_the_records_are_listed_newest_event_first(register, sign_in, strikes):
    found = hits(sign_in("viewer").get("/search/").content.decode())

    assert found.index(strikes["Aleppo"]) < found.index(strikes["Idlib"])


def test_a_record_is_one_human_line(register, sign_in, incident):
    from tests.unit.web.test_reading_pages import words_of

    line = words_of(asked(sign_in("lead"), q=incident)).split("Newest recorded")[1]

    assert re.match(r"\W*Incident \W*Invented Town\W+5 May 2016 killed: at least 12 1 source", line), line


def test_a_day_that_cannot_be_read_is_said_beside_the_field_and_nothing_is_lost(register, sign_in, strikes):
    page = asked(sign_in("viewer"), q="strike", since="yesterday")

    assert 'value="yesterday" aria-invalid="true" aria-describedby="unread-day"' in page
    assert len(hits(page)) == 2


def test_an_address_may_narrow_to_what_is_no_secret(register, sign_in, strikes):
    browser = sign_in("viewer")

    assert hits(browser.get("/search/?governorate=Idlib").content.decode()) == [strikes["Idlib"]]
    assert browser.get("/search/?source=Test+notes").status_code == 302


def test_a_large_register_that_is_still_read_is_searched_already(register, sign_in, strikes, monkeypatch):
    from sijill.web import register_access

    monkeypatch.setattr(register_access, "LARGE", 1)
    monkeypatch.setattr(register_access, "_being_read", {})
    monkeypatch.setattr(register_access, "_read_whole", lambda *_: None)  # a reading that takes its time
    browser = sign_in("lead")

    assert {strikes["Idlib"], strikes["Aleppo"]} == set(hits(asked(browser, q="strike")))
    assert {strikes["Idlib"], strikes["Aleppo"]} <= set(hits(browser.get("/search/").content.decode()))


@pytest.mark.parametrize(
    ("name", "level"), [("documenter", "restricted"), ("viewer", "restricted"), ("lead", "sealed")]
)
def test_no_search_tells_that_something_hidden_was_added(name, level, register, sign_in, strikes, report, incident):
    """Neither a hit, nor a count, nor a facet moves for whoever may not know of a document and a record from it."""
    browser = sign_in(name)
    sought = ({"q": "strike"}, {"q": "bakery"}, {"q": "Idlib"}, {}, {"what": "document"}, {"governorate": "Idlib"})

    def told():
        pages = [asked(browser, **fields) for fields in sought]
        return [(hits(page), facets(page), re.findall(r'data-desk="counted">([^<]*)', page)) for page in pages]

    before = told()
    about = Provenance(source="Hidden source", title="Bakery", sensitivity=Sensitivity(level))
    hidden = register.evidence.add_bytes(
        b"A hidden strike on a bakery of Idlib killed 3 civilians on 2 May 2019.", about
    )
    claims = [claim.id for claim in register.review.claims(item=hidden.item)]
    values = {"title": "Hidden strike", "governorate": "Idlib", "happened_on": "2019-05-02"}
    for claim in claims[:1]:
        target = Target("incident", None, "killed", values)
        register.acting_as("verifier").review.judge(claim, verdict=Verdict.ACCEPTED, reason="invented", target=target)

    assert claims
    assert told() == before
