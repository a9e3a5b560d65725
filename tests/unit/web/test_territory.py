"""Pages of territory: a map of any day without a script, a place through time, truces, movements, damage."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from sijill.cli import main
from sijill.model import to_json
from sijill.model.territory import Holding, Stage, StageKind
from sijill.values import CountRange, GeoPoint, PartialDate, PlacePrecision

GOVERNMENT, REBELS = "syrian_gov", "rebels"


def said(register: Any, kind: str, /, **values: Any) -> str:
    """Record what an invented source says, and return the record."""
    made = {
        name: [to_json(one) for one in value] if isinstance(value, list) else value for name, value in values.items()
    }
    return str(register.records.record(kind, made, reason="invented").subject)


def place(register: Any, name: str, arabic: str, lat: str, lon: str) -> str:
    """Record a place of which only a point is known."""
    point = to_json(GeoPoint.parse(lat, lon, PlacePrecision.NEAR))
    return said(register, "place", name=name, name_ar=arabic, kind="quarter", point=point)


def held(register: Any, where: str, day: str, state: str, party: str, **more: Any) -> str:
    """Record one account of who held a place from a day on."""
    told = {"place": where, "valid_from": day, "said_on": day, "state": state, "party": party, "said_by": "A monitor"}
    return said(register, "control", **{**told, **more})


@pytest.fixture
def ground(register: Any) -> Any:
    """Two invented quarters: one is contested and then taken, one is held throughout and withstands an attack."""
    place(register, "Inventedtown", "البلدة المخترعة", "36.2010", "37.1610")
    place(register, "Hill Quarter", "حي التل", "36.2210", "37.1810")
    for name in ("Inventedtown", "Hill Quarter"):
        held(register, name, "2016-11-01", "held", REBELS)
    half = [Holding(GOVERNMENT), Holding(REBELS)]
    held(register, "Inventedtown", "2016-11-10", "contested", GOVERNMENT, holders=half, against=REBELS)
    held(register, "Inventedtown", "2016-11-20", "held", GOVERNMENT, against=REBELS)
    attack = {"place": "Hill Quarter", "valid_from": "2016-11-15", "said_on": "2016-11-15", "said_by": "A monitor"}
    said(register, "control", **attack, outcome="repelled", by=GOVERNMENT, against=REBELS)
    return register


def words_of(page: str) -> str:
    """Return a page's words, its marks away."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub("[\u2066-\u2069]", "", page)).split())


def test_the_map_of_a_day_shows_each_place_and_a_table_says_the_same(ground, sign_in):
    page = sign_in("analyst").get("/territory/?date=2016-11-12").content.decode()

    marks = re.findall(r'<a href="/territory/places/([\w-]+)/" aria-label="([^"]+)"><use', page)
    assert sorted(key for key, _ in marks) == ["hill-quarter", "inventedtown"]
    assert any("Contested" in words for key, words in marks if key == "inventedtown")
    rows = words_of(page.partition('data-desk="territory-table"')[2])
    assert re.search(r"Inventedtown Contested .* 10 November 2016 · inferred A monitor", rows)
    assert re.search(r"Hill Quarter Held Armed opposition factions 1 November 2016 · inferred", rows)


def test_the_map_needs_no_script_and_no_style_of_its_own(ground, sign_in):
    page = sign_in("analyst").get("/territory/").content.decode()

    assert "<script>" not in page
    assert " style=" not in page
    assert "Change before" in words_of(page)
    assert "?date=2016-11-10" in page  # from the last day of change to the one before


def test_two_days_stand_beside_each_other_at_one_scale_and_what_differs_is_named(ground, sign_in):
    page = sign_in("analyst").get("/territory/?date=2016-11-05&with=2016-11-25").content.decode()

    places = {name: re.findall(rf'aria-label="{name}[^"]+"><use href="#\S+" x="([\d.]+)" y="([\d.]+)"', page)
              for name in ("Inventedtown", "Hill Quarter")}  # fmt: skip
    assert all(len(found) == 2 and found[0] == found[1] for found in places.values())
    assert page.count('<span class="badge">changed</span>') == 1
    assert page.index("changed</span>") > page.index('data-desk="territory-table"')


def test_a_day_that_is_none_is_refused_in_words_and_the_last_day_is_shown(ground, sign_in):
    page = words_of(sign_in("analyst").get("/territory/?date=2016-13-45").content.decode())

    assert "2016-13-45 is no day" in page
    assert "Who held what on 20 November 2016" in page


def test_before_the_first_account_nothing_is_said_of_anybody(ground, sign_in):
    page = sign_in("analyst").get("/territory/?date=2015-01-01").content.decode()

    assert "speaks of this day or of one before it" in page
    assert "<use " not in page


def test_an_account_of_a_place_without_a_point_stands_in_the_table_only(ground, sign_in):
    held(ground, said(ground, "place", name="Nowhere Quarter", kind="quarter"), "2016-11-02", "held", REBELS)

    page = sign_in("analyst").get("/territory/?date=2016-11-12").content.decode()

    assert page.count("<use ") == 2
    assert "1 place has no known point and stands in the table only." in page
    assert "Nowhere Quarter" in page


def test_a_place_through_time_has_its_changes_attempts_and_the_way_to_its_accounts(ground, sign_in):
    page = sign_in("lead").get("/territory/places/inventedtown/").content.decode()
    other = words_of(sign_in("lead").get("/territory/places/hill-quarter/").content.decode())

    rows = words_of(page.partition('data-desk="territory-changes"')[2].partition("</table>")[0])
    assert [one in rows for one in ("1 November 2016", "10 November 2016", "20 November 2016")] == [True] * 3
    assert len(re.findall(r'href="/records/[\w-]+/"', page.partition("territory-changes")[2])) >= 3
    assert 'class="chart"' in page
    assert "15 November 2016 Syrian government forces" in other
    assert "/enter/?kind=control&amp;place=Inventedtown" in page


def test_an_account_is_begun_by_hand_with_its_place_and_day_filled_in(ground, sign_in):
    page = sign_in("documenter").get("/enter/?kind=control&place=Inventedtown&valid_from=2016-11-20").content.decode()

    assert re.search(r'name="place"[^>]*value="Inventedtown"|value="Inventedtown"[^>]*name="place"', page)
    assert "understood: 20 November 2016" in page
    assert 'aria-invalid="true"' not in page


def test_a_place_that_no_account_names_has_no_page(ground, sign_in):
    assert sign_in("lead").get("/territory/places/elsewhere/").status_code == 404


def test_all_places_stand_in_the_order_of_their_first_change(ground, sign_in):
    page = sign_in("analyst", "ar").get("/territory/places/").content.decode()

    rows = words_of(page.partition('data-desk="territory-table"')[2])
    assert rows.index("البلدة المخترعة") < rows.index("حي التل")
    assert "منذ" not in rows.partition("البلدة")[0]


def test_outside_the_team_fresh_control_is_not_shown(ground, sign_in):
    """Safety 9: not a targeting aid."""
    today = ground.now().date()
    held(ground, "Inventedtown", today.isoformat(), "held", "sdf", against=GOVERNMENT)

    team = sign_in("analyst").get(f"/territory/?date={today}").content.decode()
    outside = sign_in("viewer").get(f"/territory/?date={today}").content.decode()

    assert "Kurdish-led" in team
    assert "Kurdish-led" not in outside
    assert "A monitor" not in outside


def test_rival_starts_of_a_truce_stand_one_above_the_other_in_local_time_and_utc(register, sign_in):
    stages = [
        Stage(StageKind.TOOK_EFFECT, PartialDate.on(date(2016, 5, 4)), "00:01", "Asia/Damascus", "A minister"),
        Stage(StageKind.TOOK_EFFECT, PartialDate.on(date(2016, 5, 5)), "01:00", "Asia/Damascus", "An army", 48),
        Stage(StageKind.BROKEN, PartialDate.on(date(2016, 5, 6)), None, None, "A monitor", by=(REBELS,), says="a raid"),
    ]
    said(register, "agreement", title="Invented truce", parties=[GOVERNMENT, REBELS], stages=stages)

    page = words_of(sign_in("analyst").get("/territory/truces/").content.decode())

    assert "Took effect A minister 4 May 2016 00:01 Asia/Damascus 3 May 2016 21:01" in page
    assert "An army 5 May 2016 01:00 Asia/Damascus 4 May 2016 22:00 48" in page
    assert "A monitor says: by Armed opposition factions" in page


def test_totals_of_sources_are_lines_that_are_never_added_and_a_carried_one_is_not_compared(register, sign_in):
    for source, day, people in (
        ("Red", "2016-12-16", 10000),
        ("Blue", "2016-12-16", 8500),
        ("Red", "2016-12-19", 25000),
    ):
        number = to_json(CountRange(people, people))
        told = {"kind": "evacuation", "moved_on": day, "people": number, "counting": "cumulative", "said_by": source}
        register.records.record("movement", told, reason="invented")

    page = sign_in("analyst").get("/territory/movements/").content.decode()

    spread = words_of(page.partition('data-desk="spread"')[2].partition("</table>")[0])
    assert "16 December 2016 Blue: 8,500 Red: 10,000 1,500 1.18" in spread
    assert "19 December 2016 Blue: 8,500, of 16 December 2016 Red: 25,000 not comparable" in spread
    assert 'class="chart"' in page


def test_what_was_examined_and_has_no_class_is_part_of_the_bar(register, sign_in):
    for name, number in (("destroyed", 22), ("severe", 48)):
        count = {"objects": to_json(CountRange(number, number)), "examined": to_json(CountRange(210, 210))}
        told = {"survey": "Invented survey", "damage_class": name, "imaged_on": "2014-10-26", **count}
        register.records.record("damage", told, reason="invented")

    page = words_of(sign_in("analyst").get("/territory/damage/").content.decode())

    assert "26 October 2014 210 22 (10%) 48 (23%) 140 (67%)" in page


def test_a_map_is_written_as_a_picture_and_as_a_page_with_its_table_in_either_language(ground, tmp_path, capsys):
    for name, language in (("map.svg", "en"), ("map.html", "ar")):
        asked = ["--date", "2016-11-12", "--out", str(tmp_path / name), "--language", language]
        assert main(["map", str(ground.folder), *asked]) == 0

    picture, page = (tmp_path / "map.svg").read_text(), (tmp_path / "map.html").read_text()
    assert "Who held what on 12 November 2016" in picture
    assert "Contested" in picture
    assert 'dir="rtl"' in page
    assert "البلدة المخترعة" in words_of(page.partition("<table>")[2])
    assert "<script" not in page
    assert main(["map", str(ground.folder), "--date", "2016-11-12", "--out", str(tmp_path / "map.txt")]) == 2
    assert not (tmp_path / "map.txt").exists()
