"""A record and its neighbours: rules, rivals, responsibility, time, and the pages of parties, places, sources, map."""

from __future__ import annotations

import re

import pytest
from tests.unit.web.test_reading_pages import words_of

from sijill.model import Attribution, AttributionMode, to_json
from sijill.values import GeoPoint


@pytest.fixture
def strike(register):
    """An incident of Idlib with a stated point, a weapon spelled in another way than ours, and two answers to who."""
    values = {
        "title": "Invented strike on a market",
        "place": "Maarrat An-Nu'man",
        "governorate": "Idlib",
        "happened_on": "2019-07-22",
        "weapon": "air_strike",
        "civilian_status": "civilian",
        "killed": {"low": 6, "high": 6},
        "point": GeoPoint.parse("35.6486", "36.6733", "street").to_json(),
        "attribution": to_json(Attribution.to("syrian_gov")),
    }
    made = register.records.record("incident", values, reason="an invented decision").subject
    rival = {"attribution": to_json(Attribution.to("russia"))}
    register.records.record("incident", rival, subject=made, reason="another invented decision")
    return made


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_raw_code_stands_on_a_record(language, register, sign_in, strike):
    page = words_of(sign_in("lead", language).get(f"/records/{strike}/").content.decode())

    assert not re.findall(r"\b(?:air_strike|syrian_gov|civil_defence|[a-z]+_[a-z_]+)\b", page)
    assert ("Air strike" if language == "en" else "غارة جوية") in page
    assert ("إدلب" in page) is (language == "ar")


def test_a_record_says_by_which_rule_a_value_stands_among_its_rivals(register, sign_in, strike):
    register.records.record("incident", {"killed": {"low": 9, "high": 9}}, subject=strike, reason="a second count")

    english = words_of(sign_in("lead").get(f"/records/{strike}/").content.decode())
    arabic = words_of(sign_in("lead", "ar").get(f"/records/{strike}/").content.decode())

    assert "Counted as 6: the lowest number that the accounts allow." in english
    assert "No value is preferred, so the value accepted last stands." in english
    assert "يُحسب 6: أدنى عدد تسمح به الروايات." in arabic


def test_every_rule_that_fired_is_said_in_both_languages(register, sign_in, strike):
    english = words_of(sign_in("lead").get(f"/records/{strike}/").content.decode())
    arabic = words_of(sign_in("lead", "ar").get(f"/records/{strike}/").content.decode())

    assert "Responsibility: sources name different parties. S1.4" in english
    assert "Status of the dead: civilian. S1.1" in english
    assert "صفة القتلى: مدني. S1.1" in arabic
    assert "Responsibility" not in arabic


def test_everything_that_a_methodology_says_of_a_record_has_a_sentence(register):
    from sijill.methodology import assess_all
    from sijill.values import Language
    from sijill.wording import sentence

    made = [
        ("incident", {"title": "a", "killed": {"low": 7, "high": 7}, "civilian_status": "combatant"}),
        ("incident", {"title": "b", "killed": {"low": 7, "high": 7}, "cause": "natural_death"}),
        ("incident", {"title": "c", "violation": False}),
        ("victim", {"statuses": ["injured"]}),
        ("victim", {"statuses": ["killed"], "body_returned": False, "civilian_status": "civilian"}),
        ("tally", {"title": "t", "source": "Invented", "window": "2020-05", "role": "total"}),
        ("tally", {"title": "t", "source": "SNHR", "window": "2020-05", "role": "total"}),
    ]
    for kind, values in made:
        register.records.record(kind, values, reason="invented")
    for name in ("snhr", "vdc", "acled_like", "ucdp_ged", "ohchr", "airwars_like"):
        from sijill import methodology

        rules = methodology.parse(methodology.shipped_bytes(name))
        for assessment in assess_all(register.records.all(), rules, cache=methodology.MemoryCache()).values():
            for why in assessment.why:
                assert sentence(why, Language.AR, rules) != sentence(why, Language.EN, rules), (name, why)


def test_the_time_of_a_record_is_one_ordered_list(register, sign_in, strike):
    page = sign_in("lead").get(f"/records/{strike}/").content.decode()

    days = re.findall(r'<time datetime="([^"]+)"', page)
    assert days == sorted(days)
    assert days[0] == "2019-07-22"
    assert "an invented first withdrawal" not in page
    statement = register.records.of(strike).held["weapon"][0].statement
    register.records.retract(statement, reason="an invented first withdrawal")
    assert "an invented first withdrawal" in sign_in("lead").get(f"/records/{strike}/").content.decode()


def test_withdrawing_a_value_of_a_record_that_moved_on_shows_both_and_asks_again(register, sign_in, strike):
    held = register.records.of(strike).held["killed"][0]
    seen = register.opened.ledger.last_seq(strike)
    register.records.record("incident", {"killed": {"low": 9, "high": 9}}, subject=strike, reason="a second count")
    sent = {"statement": held.statement, "reason": "an invented mistake", "seen": str(seen)}
    browser = sign_in("lead")

    stopped = browser.post(f"/records/{strike}/withdraw/", sent)
    page = stopped.content.decode()
    assert stopped.status_code == 409
    assert "<strong>9</strong>" in page
    assert len(register.records.of(strike).held["killed"]) == 2

    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    assert browser.post(f"/records/{strike}/withdraw/", again).status_code == 302
    assert [one.value.low for one in register.records.of(strike).held["killed"]] == [9]


def test_an_answer_to_who_is_added_beside_the_others_and_none_is_overwritten(register, sign_in, strike):
    browser = sign_in("verifier")
    address = f"/records/{strike}/responsibility/"
    sent = {
        **{"mode": "joint_undetermined", "party1": "syrian_gov", "party2": "russia", "denied": "russia"},
        **{"stance": "unverified", "source": "Invented Monitor", "reason": "both flew that day"},
        **{"seen": str(register.opened.ledger.last_seq(strike)), "append_id": register.new_id()},
    }

    done = browser.post(address, sent)
    page = words_of(browser.get(address).content.decode())

    assert done.status_code == 302
    held = register.records.of(strike).held["attribution"]
    assert len(held) == 3
    assert held[2].value.mode is AttributionMode.JOINT_UNDETERMINED
    assert held[2].value.denied_by == ("russia",)
    assert "shares not determined" in page
    assert "As many sources say one thing as another: tied" in page
    assert "The dead are filed under" in page


def test_parties_that_do_not_fit_are_refused_and_what_was_chosen_stays(register, sign_in, strike):
    sent = {"mode": "one_of_two", "party1": "russia", "reason": "an invented reason"}

    answer = sign_in("verifier").post(f"/records/{strike}/responsibility/", sent)

    assert answer.status_code == 400
    assert "The parties do not fit" in answer.content.decode()
    assert 'value="an invented reason"' in answer.content.decode()


def test_an_answer_without_words_or_a_reason_is_refused(register, sign_in, strike):
    answer = sign_in("verifier").post(f"/records/{strike}/responsibility/", {"mode": "unknown"})

    assert answer.status_code == 400
    assert "give the reason of your decision" in answer.content.decode()


def test_a_preferred_answer_files_the_dead_and_the_others_stay(register, sign_in, strike):
    address = f"/records/{strike}/responsibility/"
    first = register.records.of(strike).held["attribution"][0].statement
    sent = {"prefer": first, "reason": "the crew was heard", "seen": str(register.opened.ledger.last_seq(strike))}

    sign_in("verifier").post(address, sent)
    page = words_of(sign_in("verifier").get(address).content.decode())

    assert "The dead are filed under: Syrian Regime forces" in page
    assert len(register.records.of(strike).held["attribution"]) == 3


def test_two_who_answer_at_once_both_stand_after_the_later_looked(register, sign_in, strike):
    address, seen = f"/records/{strike}/responsibility/", str(register.opened.ledger.last_seq(strike))
    one = {"mode": "single", "party1": "russia", "reason": "first", "seen": seen}
    other = {"mode": "unknown", "cause": "landmine", "reason": "second", "seen": seen}
    browser = sign_in("verifier")
    browser.post(address, one)

    stopped = browser.post(address, other)
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', stopped.content.decode()))
    done = browser.post(address, again)

    assert (stopped.status_code, done.status_code) == (409, 302)
    assert register.records.of(strike).held["attribution"][-1].value.cause_class == "landmine"
    assert len(register.records.of(strike).held["attribution"]) == 4


def test_responsibility_is_edited_by_those_who_judge(register, sign_in, strike):
    codes = [sign_in(name).get(f"/records/{strike}/responsibility/").status_code for name in ("viewer", "documenter")]

    assert codes == [403, 403]


def test_a_party_stands_in_its_tree_with_the_records_that_name_it_or_a_part_of_it(register, sign_in, strike):
    whole = sign_in("viewer").get("/parties/syrian_gov/").content.decode()
    part = sign_in("viewer").get("/parties/syrian_air_force/").content.decode()
    tree = sign_in("viewer", "ar").get("/parties/").content.decode()

    assert "Invented strike on a market" in whole
    assert "Assad regime" in whole
    assert 'href="/parties/syrian_air_force/"' in whole
    assert 'href="/parties/syrian_gov/"' in part
    assert "قوات الحكومة السورية" in tree
    assert sign_in("viewer").get("/parties/nobody/").status_code == 404


def test_a_place_shows_what_happened_there_and_what_lies_in_it(register, sign_in, strike):
    places = sign_in("viewer").get("/places/").content.decode()
    key = re.search(r'href="/places/([^"/]+)/"', places)[1]

    page = sign_in("viewer").get(f"/places/{key}/").content.decode()

    assert "Invented strike on a market" in page
    assert "Nu&#x27;man" not in re.search(r"/places/[^/]+/", places)[0]
    assert sign_in("viewer").get("/places/nowhere/").status_code == 404


def test_a_source_shows_its_documents_and_what_became_of_its_claims(register, sign_in, killed, incident):
    listed = sign_in("analyst").get("/sources/").content.decode()
    key = re.search(r'href="/sources/([^"/]+)/"><bdi>Test notes', listed)[1]

    team = words_of(sign_in("analyst").get(f"/sources/{key}/").content.decode())
    viewer = words_of(sign_in("viewer").get(f"/sources/{key}/").content.decode())

    assert "Test" not in key
    assert "Accepted: 1" in team
    assert "At least 12 civilians" in team
    assert "Invented note" in viewer
    assert "At least 12 civilians" not in viewer


def test_nothing_withheld_stands_in_any_byte_of_the_pages_between_records(register, sign_in, victim, strike):
    from tests.unit.web.test_reading_pages import HIDDEN_FROM_VIEWERS

    from sijill.web.desk.url_keys import source_key

    hidden_source = source_key("Invented Secretsource")
    addresses = ("/sources/", f"/sources/{hidden_source}/", "/places/", "/parties/", "/parties/syrian_gov/", "/map/")

    for address in (*addresses, f"/records/{strike}/"):
        page = sign_in("viewer").get(address).content.decode()
        for secret in (*HIDDEN_FROM_VIEWERS, "35.6486", "36.6733", "an invented decision"):
            assert secret not in page, address


def test_the_map_is_a_table_first_and_coarser_for_those_not_cleared(register, sign_in, strike):
    team = sign_in("analyst").get("/map/").content.decode()
    viewer = sign_in("viewer", "ar").get("/map/").content.decode()

    assert 'data-lat="35.6486" data-lon="36.6733"' in team
    assert 'data-lat="35.6" data-lon="36.7" data-km="6"' in viewer
    assert "Invented strike on a market" in viewer
    assert "2019" in team


def test_a_map_of_a_year_shows_that_year_only(register, sign_in, strike):
    assert "Invented strike" in sign_in("viewer").get("/map/?period=2019").content.decode()
    assert "Invented strike" not in sign_in("viewer").get("/map/?period=2018").content.decode()


def test_vendored_files_are_those_of_the_manifest():
    import hashlib
    import json
    from pathlib import Path

    from sijill.web import config

    folder = Path(config.__file__).parent / "static" / "vendor"
    listed = json.loads((folder / "manifest.json").read_text("utf-8"))
    named = {name: digest for one in listed.values() for name, digest in one["files"].items()}

    # The desk serves what it uses of a sheet that stands whole in tools/vendor (tools/desk_sheet.py).
    whole = Path(__file__).parents[3] / "tools" / "vendor"

    assert {path.name for path in folder.iterdir()} - {"manifest.json", "bootstrap.css"} <= set(named)
    for name, digest in named.items():
        kept = folder / name if (folder / name).exists() else whole / name
        assert hashlib.sha256(kept.read_bytes()).hexdigest() == digest, name


def test_what_is_known_by_its_governorate_only_is_drawn_as_wide_as_that(register, sign_in):
    values = {"title": "Invented blast", "governorate": "Homs", "happened_on": "2018"}
    register.records.record("incident", values, reason="invented")

    page = sign_in("viewer").get("/map/").content.decode()

    assert 'data-km="45"' in page


def test_what_is_known_by_its_month_only_stands_after_the_days_of_that_month(register, sign_in):
    values = {"title": "Invented", "happened_on": "2019-03-04", "documented_on": "2019-03"}
    made = register.records.record("incident", values, reason="invented").subject

    page = sign_in("viewer").get(f"/records/{made}/").content.decode()

    assert re.findall(r'<time datetime="([^"]+)"', page) == ["2019-03-04", "2019-03"]


@pytest.fixture
def twins(register):
    """Two records of one invented person, and their handles."""
    ids = [
        register.records.record(
            "victim", {"name": [{"text": name, "script": "latn", "kind": "full"}]}, reason="invented"
        ).subject
        for name in ("Invented Kareem", "Invented Karim")
    ]
    return ids, [register.records.names([one])[one].handle for one in ids]


def test_a_verifier_says_on_the_record_that_two_are_one_and_takes_it_back(register, sign_in, twins):
    (first, second), handles = twins
    desk = sign_in("verifier")
    decision = {"other": handles[1].lower(), "reason": "the same father", "decision": "same"}

    assert desk.post(f"/records/{first}/link/", decision).status_code == 302

    page = words_of(desk.get(f"/records/{second}/").content.decode())
    assert handles[0] in page
    assert "Invented Karim" in page
    assert f"One with {handles[1]}" in page
    assert "the same father" in page
    back = {"one": first, "other": second, "reason": "an error", "decision": "unlink"}
    assert desk.post(f"/records/{first}/link/", back).status_code == 302
    assert register.records.of(second).id == second


def test_the_desk_refuses_what_contradicts_and_a_mistyped_handle_in_the_words_of_the_record(register, sign_in, twins):
    (first, second), handles = twins
    desk = sign_in("verifier", "ar")

    wrong = handles[1][:-1] + ("X" if handles[1][-1] != "X" else "Y")
    refused = desk.post(f"/records/{first}/link/", {"other": wrong, "reason": "x", "decision": "same"})

    assert refused.status_code == 400
    assert wrong in words_of(refused.content.decode())
    assert "الرمز" in refused.content.decode()
    assert register.records.of(second).id == second


def test_only_those_who_judge_decide_which_records_are_one(register, sign_in, twins):
    (first, second), _ = twins

    for role in ("viewer", "analyst", "documenter"):
        assert sign_in(role).post(f"/records/{first}/link/", {"other": second, "reason": "x"}).status_code == 403
    assert 'name="decision"' not in sign_in("analyst").get(f"/records/{first}/").content.decode()
