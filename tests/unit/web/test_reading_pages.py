"""What the desk shows of figures, documents, reports and the log: whole, in both languages, and nothing withheld."""

from __future__ import annotations

import re

import pytest
from tests.published import publish_at_the_desk
from tests.unit.web.conftest import SECRETS, page_of

HIDDEN_FROM_VIEWERS = (
    SECRETS["name"],
    SECRETS["facility"],
    "Secretreason",
    "Secretwords",
    "Secretsource",
    "Secrettitle",
)


def words_of(page):
    """Return a page's words without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_a_toll_says_what_it_counts_and_what_is_not_broken_down(register, sign_in, incident):
    page = words_of(sign_in("analyst").get("/tolls/?period=2016-05&clock=died").content.decode())

    assert "Not broken down" in page
    assert "Each death counts in the month in which it happened." in page
    assert "Places are those where people were killed." in page


def test_the_place_basis_of_a_toll_is_chosen(register, sign_in, incident):
    page = words_of(sign_in("analyst").get("/tolls/?period=2016-05&clock=died&place=origin").content.decode())

    assert "Places are those where people came from." in page


def test_a_trace_begins_with_the_words_of_the_number(register, sign_in, incident):
    browser = sign_in("analyst")
    toll = browser.get("/tolls/?period=2016-05&clock=died").content.decode()
    link = re.search(r'href="(/tolls/trace/\?figure=[^"]+)"', toll)

    trace = browser.get(link[1].replace("&amp;", "&")).content.decode()

    first = re.search(r'class="quote[^>]*>([^<]+)<', trace)
    assert first[1].startswith("At least 12 civilians")


def test_the_history_names_the_property_and_each_value_who_accepted_it(register, sign_in, incident):
    page = words_of(sign_in("verifier").get(f"/records/{incident}/").content.decode())

    assert "Killed: at least 12" in page
    assert "accepted by lead" in page


def test_a_title_in_two_languages_shows_the_half_of_the_page(register, sign_in):
    made = register.records.record("incident", {"title": "Invented market | سوق مخترعة"}, reason="an invented title")

    english = words_of(sign_in("lead").get(f"/records/{made.subject}/").content.decode())
    arabic = words_of(sign_in("lead", "ar").get(f"/records/{made.subject}/").content.decode())

    assert "Invented market" in english
    assert "سوق مخترعة" not in english
    assert "سوق مخترعة" in arabic


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_report_is_read_in_either_language_before_it_goes_out(language, register, sign_in, incident):
    browser = sign_in("lead")

    page = browser.get(f"/reports/preview/{language}/?period=2016-05")
    style = browser.get("/reports/preview.css")

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.content.decode()
    assert "<style" not in page.content.decode()
    assert 'href="/reports/preview.css"' in page.content.decode()
    assert style["Content-Type"].startswith("text/css")


def test_a_preview_names_the_sums_that_were_checked_and_offers_to_publish(register, sign_in, incident):
    page = sign_in("lead").get("/reports/preview/?period=2016-05").content.decode()

    assert re.search(r"\d+ sums? w", words_of(page))
    assert 'action="/reports/publish/"' in page


def test_a_preview_of_no_month_says_how_to_write_one(register, sign_in):
    answer = sign_in("lead").get("/reports/preview/?period=soon")

    assert answer.status_code == 400
    assert "That period cannot be read" in answer.content.decode()


def test_a_withdrawn_report_stands_in_the_corrections_with_its_reason(register, sign_in, incident):
    browser = sign_in("lead")
    publish_at_the_desk(browser, "2016-05")
    published = register.publishing.publications()[0]["id"]
    browser.post(f"/reports/{published}/withdraw/", {"reason": "an invented mistake"})

    page = words_of(sign_in("viewer").get("/reports/corrections/").content.decode())

    assert "an invented mistake" in page
    assert "No report was withdrawn." not in page


def test_a_printed_total_that_counts_differently_now_is_a_correction(register, sign_in, incident):
    register.records.record(
        "incident", {"documented_on": "2016-05"}, subject=incident, reason="the day it was documented"
    )
    browser = sign_in("lead")
    publish_at_the_desk(browser, "2016-05")
    before = words_of(browser.get("/reports/corrections/").content.decode())
    statement = register.records.of(incident).held["killed"][0].statement
    register.records.retract(statement, reason="an invented mistake")
    register.records.record("incident", {"killed": {"low": 14, "high": 14}}, subject=incident, reason="a better count")

    after = words_of(browser.get("/reports/corrections/").content.decode())

    assert "counts today as it was printed" in before
    assert "counts 14 now" in after


def test_a_document_whose_parts_do_not_sum_says_so_with_its_words(register, sign_in):
    from sijill.actions import Provenance

    text = "Invented note: 10 people were killed, of whom 12 were children.\n"
    item = register.evidence.add_bytes(text.encode(), Provenance("Test notes", original_name="sum.txt")).item

    page = words_of(sign_in("analyst").get(f"/documents/{item}/figures/").content.decode())

    assert "does not add up" in page
    assert "of whom 12 were children" in page


def test_the_log_is_filtered_by_person_and_kind(register, sign_in, incident):
    page = sign_in("lead").get("/audit/recorded/?who=documenter&kind=item").content.decode()

    assert "<td>Document</td>" in page
    assert "<td>Claim</td>" not in page
    assert "<td>Statement</td>" not in page


def test_a_damaged_document_is_found_by_reading_it_back(register, sign_in):
    browser = sign_in("administrator")
    whole = words_of(browser.get("/audit/sealed/").content.decode())
    register.opened.vault.remove(register.evidence.items()[0].id)

    broken = words_of(browser.get("/audit/sealed/").content.decode())

    assert "Every file and every table is as it was recorded." in whole
    assert "the sealed bytes are missing; restore them from a backup" in broken


def test_who_looked_at_a_record_is_shown_by_name(register, sign_in, incident):
    sign_in("viewer").get(f"/records/{incident}/")

    page = sign_in("administrator").get(f"/table/access/?subject={incident}").content.decode()

    assert "<bdi>viewer</bdi>" in page
    assert incident in page


def test_nothing_withheld_stands_in_any_byte_of_a_viewers_reading_pages(register, sign_in, incident, victim):
    items = [one.id for one in register.evidence.items()]
    addresses = [
        *(f"/records/{one}/" for one in (incident, victim)),
        *(f"/documents/{one}/{part}" for one in items for part in ("", "figures/")),
        *(f"/tolls/?period=2016-05&clock=died&by={axis}" for axis in ("party", "cause", "governorate", "month")),
        *(f"/search/{word}" for word in ("Secretname", "Secretfacility", "Secretwords", "Secretsource")),
        "/documents/",
        "/reports/",
        "/reports/corrections/",
        "/",
    ]

    for language in ("en", "ar"):
        browser = sign_in("viewer", language)
        for address in addresses:
            page = page_of(browser, address)
            # A search page repeats what was typed, in its own fields; everything else is the register's.
            page = re.sub(r'value="[^"]*"', "", page) if address.startswith("/search") else page
            for secret in (*HIDDEN_FROM_VIEWERS, SECRETS["contact"]):
                assert secret not in page, address


def test_a_hostile_title_is_words_and_not_markup(register, sign_in):
    hostile = '<script>alert(1)</script> | "><img src=x onerror=alert(1)> عنوان'
    made = register.records.record("incident", {"title": hostile}, reason="<b>invented</b>")

    for language in ("en", "ar"):
        browser = sign_in("lead", language)
        for address in (f"/records/{made.subject}/", "/search/alert", "/audit/recorded/"):
            page = page_of(browser, address)
            assert "<script>alert" not in page, address
            assert "<img" not in page, address
            assert "<b>invented" not in page, address


def test_the_words_of_each_claim_are_lit_in_its_document(register, sign_in, killed):
    item = register.evidence.items()[0].id

    page = sign_in("analyst").get(f"/documents/{item}/").content.decode()

    assert re.search(rf'<a [^>]*href="/queue/{re.escape(killed)}/">At least 12 civilians', page)
    assert "were killed in shelling" in words_of(page)
    assert f'href="/queue/{killed}/"' not in sign_in("viewer").get(f"/documents/{item}/").content.decode()
