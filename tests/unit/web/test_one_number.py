"""Pages show a record by the number it is counted with: list, map, record, dashboard, late list, trace and answer."""

from __future__ import annotations

import pytest
from tests.unit.web.conftest import page_of

from sijill.model import Clock


@pytest.fixture
def market(register):
    """An invented incident of which no source states a number and five dead are known by name."""
    values = {
        "title": "Invented market",
        "happened_on": "2016-05-05",
        "documented_on": "2016-05-06",
        "civilian_status": "civilian",
        "governorate": "Idlib",
        "place": "Idlib",
    }
    made = register.records.record("incident", values, reason="invented").subject
    for _ in range(5):
        person = {"statuses": "killed", "civilian_status": "civilian", "place": "Idlib", "documented_on": "2016-05-06"}
        one = register.records.record("victim", person, reason="invented").subject
        register.records.record("act", {"victim": one, "incident": made, "outcome": "killed"}, reason="invented")
    return made


@pytest.fixture
def fighters(register):
    """An invented incident that the methodology leaves out, with a stated number."""
    values = {"title": "Invented clash", "happened_on": "2016-05-07", "place": "Idlib", "governorate": "Idlib"}
    values |= {"killed": {"low": 17, "high": 17}, "civilian_status": "combatant", "documented_on": "2016-05-08"}
    return register.records.record("incident", values, reason="invented").subject


def line_of(page, title):
    """Return the row or the list line of a page in which a record is named."""
    return next(line for line in page.replace("<tr", "\n<tr").replace("<li", "\n<li").splitlines() if title in line)


def test_the_map_and_the_page_of_a_place_show_the_counted_number(register, sign_in, market, fighters):
    browser = sign_in("lead")
    on_map = page_of(browser, "/map/")
    address = next(part for part in on_map.split('"') if part.startswith("/places/") and len(part) > 8)
    at_place = page_of(browser, address)

    assert ">5</td>" in line_of(on_map, "Invented market")
    assert "not counted" in line_of(on_map, "Invented clash")
    assert ">17<" not in line_of(on_map, "Invented clash")
    assert "killed: 5" in line_of(at_place, "Invented market")
    assert at_place.count("counted in its incident") == 5


@pytest.mark.parametrize(("language", "known"), [("en", "5 of the dead are known by name"), ("ar", "5 من القتلى")])
def test_the_page_of_an_incident_shows_its_number_and_a_dash_for_what_nobody_stated(sign_in, market, language, known):
    page = page_of(sign_in("lead", language), f"/records/{market}/")

    assert known in page
    assert "massacre" in page or "مجزرة" in page


def test_the_page_of_a_person_leads_to_the_incident_it_counts_in(register, sign_in, market):
    person = next(one.id for one in register.records.all() if one.kind == "victim")

    page = page_of(sign_in("lead"), f"/records/{person}/")

    assert "counts in the number of an incident" in page
    assert f"/records/{market}/" in page


def test_a_record_left_out_says_so_on_its_page(sign_in, fighters):
    page = page_of(sign_in("lead"), f"/records/{fighters}/")

    assert "It is not counted." in page
    assert "17" in page  # the stated value stands beside


def test_the_trace_names_what_is_taken_out_of_a_line(register, sign_in):
    values = {"source": "SNHR", "window": "2016-05", "clock": "documented", "role": "line", "title": "Invented line"}
    values |= {"killed": {"low": 9, "high": 9}, "civilian_status": "civilian"}
    line = register.records.record("tally", values, reason="invented").subject
    part = {"title": "Invented part", "happened_on": "2016-05-05", "documented_on": "2016-05-05", "within": line}
    part |= {"killed": {"low": 4, "high": 4}, "civilian_status": "civilian"}
    register.records.record("incident", part, reason="invented")
    _, toll = register.counts.toll("2016-05", clock=Clock.DOCUMENTED)

    page = page_of(sign_in("lead"), "/tolls/trace/", data={"figure": toll.total.figure.id})

    assert "Less 1 record within it that counts by itself:" in page
    assert "Invented part" in page.split("Less 1 record")[1]


def test_the_trace_lists_the_persons_who_make_the_number_with_what_says_who_they_were(register, sign_in, market):
    _, toll = register.counts.toll("2016-05", clock=Clock.DOCUMENTED)

    page = page_of(sign_in("lead"), "/tolls/trace/", data={"figure": toll.total.figure.id})

    people = page.split("Persons counted in it")[1]
    assert people.count("<summary>") == 5
    assert people.count("Outcomes:") >= 5 or people.count("killed") >= 5


def test_a_column_that_no_source_fills_is_a_dash_with_a_word_and_not_nought(register, sign_in, incident):
    register.records.record("incident", {"documented_on": "2016-05-06"}, subject=incident, reason="invented day")

    page = page_of(sign_in("analyst"), "/tolls/?period=2016-05")

    assert 'aria-label="not stated">–</span>' in page


def test_outside_the_team_the_answer_gives_the_number_and_no_other_record(ask, market):
    given = ask("viewer").get(f"/records/{market}").json()["counted"]

    assert given["numbers"]["killed"] == {"low": 5, "best": 5, "high": 5}
    assert "people" not in given
