"""A record in one screen: its head, its values beside rivals, each quotation once, and the form that changes it."""

from __future__ import annotations

import re

import pytest
from tests.unit.web.test_reading_pages import words_of

from sijill.model import Attribution, AttributionMode, Stance, to_json
from sijill.values import NameForm, PersonName


@pytest.fixture
def market(register):
    """An invented strike of which three sources tell: two the same number, one another and another party."""
    first = {
        "title": "Invented strike",
        "happened_on": "2019-07-22",
        "civilian_status": "civilian",
        "killed": {"low": 6, "high": 6},
        "attribution": to_json(
            Attribution(AttributionMode.JOINT, ("syrian_gov", "russia"), None, (), denied_by=("russia",))
        ),
    }
    made = register.records.record("incident", first, reason="read", source="Invented Monitor").subject
    register.records.record("incident", {"killed": first["killed"]}, subject=made, reason="x", source="Invented Daily")
    other = {"killed": {"low": 9, "high": 12}}
    register.records.record("incident", other, subject=made, reason="x", source="Invented Network")
    return made


def part(page, name):
    """Return the words of the part of a page that carries a hook."""
    return words_of(page.split(f'data-desk="{name}"', 1)[1].split("</section>")[0].split("</p>")[0])


def row(page, name):
    """Return the rows of a property in the table of values."""
    return page.split(f'data-property="{name}"', 1)[1].split("</tbody>")[0]


def test_the_head_gives_the_lowest_the_counted_and_the_highest_number_and_who_with_its_mode(sign_in, market):
    page = sign_in("lead").get(f"/records/{market}/").content.decode()

    assert "6 lowest – 6 counted – 12 highest" in part(page, "killed")
    assert "Denied by: Russian forces" in words_of(page.split('data-desk="attribution"')[1].split("</dd>")[0])
    assert "together" in words_of(page.split('data-desk="attribution"')[1].split("</dd>")[0])
    assert re.findall(r'<li aria-current="step">(\w+)<', page) == ["reported"]


def test_an_open_end_stays_open_and_what_nobody_stated_is_a_dash_and_never_nought(register, sign_in, incident):
    silent = register.records.record("incident", {"place": "Afrin"}, reason="an invented line").subject

    known = sign_in("lead").get(f"/records/{incident}/").content.decode()
    unknown = sign_in("lead").get(f"/records/{silent}/").content.decode()

    assert "12" in part(known, "killed")
    assert 'aria-label="not stated">–</span>' in unknown.split('data-desk="killed"')[1].split("</p>")[0]
    assert "0" not in part(unknown, "killed")


def test_sources_that_say_the_same_share_a_line_and_each_stands_once(sign_in, market):
    killed = row(sign_in("lead").get(f"/records/{market}/").content.decode(), "killed")

    lines = re.findall(r'<td class="value-(\w+)">(.*?)</tr>', killed, re.DOTALL)
    assert [state for state, _ in lines] == ["held", "rival"]
    sources = [words_of(line.split("</td>")[1].split("<details")[0]) for _, line in lines]
    assert sources == ["Invented Daily · Invented Monitor", "Invented Network"]
    assert "Counted as 6: the lowest number that the accounts allow." in words_of(killed)


def test_a_denial_is_a_line_of_its_own_and_never_what_is_held(register, sign_in, market):
    denied = {"attribution": to_json(Attribution.to("russia"))}
    register.records.record("incident", denied, subject=market, reason="x", source="Ministry", stance=Stance.DENY)

    rows = row(sign_in("lead").get(f"/records/{market}/").content.decode(), "attribution")

    assert "state-denied" in rows
    assert "Denies" in words_of(rows.split("value-denied")[1])


def test_each_quotation_stands_once_with_every_value_that_rests_on_it(register, sign_in, incident):
    page = sign_in("verifier").get(f"/records/{incident}/").content.decode()

    assert len(re.findall(r'data-desk="quotation"', page)) == 1
    quotation = words_of(page.split('data-desk="quotation"')[1].split("</section>")[0])
    assert "At least 12 civilians" in quotation
    assert {"Killed", "Place", "Happened on"} <= set(re.findall(r'class="tag">([^<]+)<', page))
    assert page.count('href="#w1"') >= 3


def test_three_hundred_accounts_are_a_few_open_lines_and_the_rest_behind_one_press(register, sign_in, market):
    for n in range(300):
        said = {"injured": {"low": n + 1, "high": n + 1}}
        register.records.record("incident", said, subject=market, reason="invented", source=f"Invented {n}")

    injured = row(sign_in("lead").get(f"/records/{market}/").content.decode(), "injured")

    assert injured.split("<details><summary>")[0].count('<td class="value-') == 8
    assert "292 more values" in words_of(injured)
    assert injured.count('<td class="value-') == 300


def test_a_long_name_in_three_scripts_is_shown_whole_in_each(register, sign_in):
    latin, arabic, cyrillic = "Invented " * 20 + "Mithal", "المثال " * 25, "Примеров " * 18
    forms = (NameForm(latin, "latn"), NameForm(arabic.strip(), "arab"), NameForm(cyrillic.strip(), "cyrl"))
    made = register.records.record("victim", {"name": PersonName(forms).to_json()}, reason="invented").subject

    shown = words_of(row(sign_in("lead", "ar").get(f"/records/{made}/").content.decode(), "name"))

    for form in forms:
        assert form.text in shown


def test_a_record_of_which_all_was_withdrawn_says_so_and_shows_what_it_said(register, sign_in):
    made = register.records.record("incident", {"title": "Invented error"}, reason="invented").subject
    register.records.retract(register.records.of(made).held["title"][0].statement, reason="never happened")

    page = sign_in("lead").get(f"/records/{made}/").content.decode()

    assert "all that it said was withdrawn" in page
    assert '<s class="state state-withdrawn">Invented error</s>' in re.sub("[\u2066-\u2069\u200e]", "", page)


def test_two_records_that_are_one_show_the_ids_that_became_this_one(register, sign_in):
    ids = [
        register.records.record("victim", {"name": PersonName.of(name).to_json()}, reason="invented").subject
        for name in ("Invented Kareem", "Invented Karim")
    ]
    register.links.same(*ids, reason="the same father")

    page = sign_in("verifier").get(f"/records/{ids[1]}/").content.decode()

    assert "one record with" in words_of(page)
    assert f"{ids[1][:8]}…" in page


# -- the one form


def test_who_judges_finds_the_way_to_correct_each_value(sign_in, market):
    page = sign_in("verifier").get(f"/records/{market}/").content.decode()

    assert f'href="/records/{market}/edit/?property=happened_on"' in row(page, "happened_on")
    assert f'href="/records/{market}/responsibility/"' in row(page, "attribution")
    assert "/edit/" not in sign_in("documenter").get(f"/records/{market}/").content.decode()


def test_the_form_of_withdrawing_names_the_value_and_is_for_those_who_may(register, sign_in, market):
    statement = register.records.of(market).held["killed"][0].statement
    address = f"/records/{market}/?withdraw={statement}"

    assert "Withdraw this value: Killed, 6" in words_of(sign_in("verifier").get(address).content.decode())
    assert 'id="change"' not in sign_in("documenter").get(address).content.decode()


def test_outside_the_team_the_number_of_a_record_is_the_one_that_is_counted(register, sign_in, incident):
    """Sources are withheld there, so nothing may be reckoned anew from values that have lost theirs."""
    for low in (30, 20):
        said = {"killed": {"low": low, "high": low}}
        register.records.record("incident", said, subject=incident, reason="x", source="Invented Daily")

    for role in ("lead", "viewer"):
        page = sign_in(role).get(f"/records/{incident}/").content.decode()
        assert "12 counted" in part(page, "killed")
        assert "Counted as 12: the lowest" in words_of(row(page, "killed"))
