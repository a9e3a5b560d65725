"""Tolls at a glance: charts with their tables, ranges as ranges, words of direction by sign, small cells withheld."""

from __future__ import annotations

import re

import pytest
from tests.unit.web.test_reading_pages import words_of

from sijill.methodology import Rules
from sijill.model import Clock, PlaceBasis
from sijill.model.figures import Definition, Figure
from sijill.values import Language, Period
from sijill.web.desk.charts import WIDEST, bars, columns
from sijill.web.desk.direction import change_in_words


def figure(low, best, high, period="2020-05"):
    """Return a figure of a month that rests on nothing."""
    definition = Definition("killed", Period.parse(period), Clock.DIED, PlaceBasis.KILLED_IN, {}, "snhr", "1", 9)
    return Figure(definition, low, best, high)


def test_bars_grow_from_the_side_where_lines_begin():
    rows = [("Invented party", figure(4, 4, 4))]

    english, arabic = bars("a", "T", rows, Language.EN).bars[0], bars("a", "T", rows, Language.AR).bars[0]

    assert (english.x, english.width) == (0, WIDEST)
    assert arabic.x + arabic.width == 100


def test_a_range_is_drawn_as_a_range_and_said_in_words():
    drawn = bars("a", "T", [("Invented party", figure(10, 12, 15))], Language.EN)

    assert drawn.bars[0].low < drawn.bars[0].width < drawn.bars[0].high
    assert "Invented party: 12 (10–15)" in drawn.words


def test_months_without_a_count_leave_a_gap_in_either_direction():
    rows = [("01", figure(5, 5, 5)), ("02", None), ("03", figure(2, 2, 2))]

    english, arabic = columns("a", "T", rows, Language.EN).bars, columns("a", "T", rows, Language.AR).bars

    assert [one.height > 0 for one in english] == [True, False, True]
    assert english[0].at < english[2].at
    assert arabic[0].at > arabic[2].at


@pytest.mark.parametrize(
    ("now", "before", "word"),
    [
        ((12, 12, 12), (9, 9, 9), "rose"),
        ((9, 9, 9), (12, 12, 12), "fell"),
        ((9, 9, 9), (9, 9, 9), "same"),
        ((10, 12, 15), (9, 11, 14), "cannot be said"),
        ((10, 12, None), (2, 3, 4), "rose"),
        ((2, 3, 4), (5, 5, 5), "fell"),
    ],
)
def test_the_word_of_direction_is_the_sign_or_there_is_none(now, before, word):
    said = change_in_words(figure(*now), figure(*before, "2020-04"), Language.EN)

    assert word in said
    assert "April 2020" in said


def test_a_dashboard_draws_each_chart_beside_its_table_with_a_title_and_words(register, sign_in, incident):
    page = sign_in("analyst").get("/dashboard/?period=2016-05&clock=died").content.decode()

    drawn = page.count('<svg class="chart" role="img"')
    assert drawn >= 4
    assert page.count("<table") >= drawn
    for id_ in re.findall(r'aria-labelledby="([\w-]+)-title', page):
        assert f'<title id="{id_}-title">' in page
        assert f'<desc id="{id_}-words">Chart: ' in page


def test_the_places_of_a_chart_are_written_for_the_browser_in_arabic_too(register, sign_in, incident):
    page = sign_in("analyst", "ar").get("/dashboard/?period=2016-05&clock=died").content.decode()

    places = re.findall(r' (?:x|y|width|height)="([^"]+)"', page)
    assert places
    assert all(re.fullmatch(r"[0-9.]+%?", one) for one in places)


def test_a_number_of_the_dashboard_leads_to_its_quotation_in_two_clicks(register, sign_in, incident):
    browser = sign_in("analyst")
    page = browser.get("/dashboard/?period=2016-05&clock=died").content.decode()
    links = re.findall(r'href="(/tolls/trace/\?figure=[^"]+)"', page)

    trace = browser.get(links[0].replace("&amp;", "&")).content.decode()

    assert "At least 12 civilians" in trace
    assert re.search(r'href="/queue/[^"]+"', trace)


def test_a_window_that_holds_nothing_says_so_and_an_empty_register_too(register, sign_in):
    assert "Nothing is counted yet." in words_of(sign_in("viewer").get("/dashboard/").content.decode())


def test_a_viewer_sees_whole_months_and_years_and_no_way_down(register, sign_in, incident):
    browser = sign_in("viewer")

    page = browser.get("/dashboard/?period=2016&clock=died").content.decode()

    assert browser.get("/dashboard/?period=2016-01/2016-05").status_code == 400
    assert "/tolls/trace/" not in page
    assert "Killed by month, 2016" in page


def test_a_viewer_gets_no_small_cell_of_a_victim_group_where_the_method_withholds_them(register, sign_in, monkeypatch):

    monkeypatch.setattr(Rules, "smallest_cell", property(lambda rules: 5))
    values = {"statuses": "killed", "groups": "media", "died_on": "2016-05-05", "documented_on": "2016-05-06"}
    for _ in range(2):
        register.records.record(
            "victim", values | {"civilian_status": "civilian"}, reason="invented", source="Invented source"
        )

    team = words_of(sign_in("analyst").get("/dashboard/?period=2016-05").content.decode())
    public = words_of(sign_in("viewer").get("/dashboard/?period=2016-05").content.decode())

    assert "Media workers 2" in team
    assert "Media workers" not in public
