"""Figures: the charts of the reports with their tables, ranges as ranges, direction by sign, small cells withheld."""

from __future__ import annotations

import re

import pytest
from tests.unit.web.test_reading_pages import words_of

from sijill.methodology import Rules
from sijill.model import Clock, PlaceBasis
from sijill.model.figures import Definition, Figure
from sijill.reports.chart_specs import ChartRow, bars, columns, running, stacks
from sijill.reports.party_looks import party_looks
from sijill.values import Language, Period
from sijill.web.desk.charts import drawing
from sijill.web.desk.direction import change_in_words


def figure(low, best, high, period="2020-05"):
    """Return a figure of a month that rests on nothing."""
    definition = Definition("killed", Period.parse(period), Clock.DIED, PlaceBasis.KILLED_IN, {}, "snhr", "1", 9)
    return Figure(definition, low, best, high)


def test_bars_grow_from_the_side_where_lines_begin():
    rows = [ChartRow("Invented party", figure(4, 4, 4))]

    english, arabic = bars(rows, Language.EN), bars(rows, Language.AR)

    assert english["encoding"]["x"]["scale"]["reverse"] is False
    assert arabic["encoding"]["x"]["scale"]["reverse"] is True
    assert arabic["encoding"]["y"]["axis"]["orient"] == "right"


def test_a_range_is_drawn_as_a_range_and_said_in_words():
    spec = bars([ChartRow("Invented party", figure(10, 12, 15))], Language.EN)

    from sijill.workspace._publishing import Publishing

    drawn = drawing("a", "T", spec, Language.EN, Publishing.picture)

    assert spec["data"]["values"][0] == {
        "label": "Invented party", "best": 12, "low": 10, "high": 15, "text": "12 (10–15)"
    }  # fmt: skip
    assert [layer["mark"]["type"] for layer in spec["layer"]] == ["bar", "rule", "text"]
    assert "Invented party: 12 (10–15)" in drawn.svg


def test_months_without_a_count_leave_a_gap_in_either_direction():
    rows = [ChartRow("01", figure(5, 5, 5)), ChartRow("02", None), ChartRow("03", figure(2, 2, 2))]

    english, arabic = columns(rows, Language.EN), columns(rows, Language.AR)

    assert [one["best"] for one in english["data"]["values"]] == [5, None, 2]
    assert english["encoding"]["x"]["sort"] == ["01", "02", "03"] == arabic["encoding"]["x"]["sort"][::-1]


def test_the_running_total_adds_what_is_held_and_stays_where_nothing_is():
    rows = [ChartRow("01", figure(4, 5, 6)), ChartRow("02", None), ChartRow("03", figure(2, 2, None))]

    spec = running(rows, Language.EN)

    ends = [(one["low"], one["best"], one["high"]) for one in spec["data"]["values"]]
    assert ends == [(4, 5, 6), (4, 5, 6), (6, 7, 8)]


def test_parties_over_time_have_the_colours_of_the_map_and_the_report(register):
    looks = party_looks(register.counts.counting().rules)
    series = [(slug, look, [figure(1, 1, 1), None]) for slug, look in looks.items()][:3]

    spec = stacks(["01", "02"], series, Language.EN)

    assert spec["encoding"]["color"]["scale"]["range"] == [look.colour for look in list(looks.values())[:3]]
    assert {one["label"] for one in spec["data"]["values"]} == {"01"}


def test_the_desk_draws_the_chart_of_the_report(register, sign_in, incident):
    """One figure, one picture: the specification is that of the monthly report, which has no links in it."""
    browser = sign_in("viewer")
    page = browser.get("/tolls/?period=2016-05&clock=died&show=all").content.decode()
    rules = register.counts.counting().rules
    toll = register.counts.toll("2016-05", clock="died")[1]

    rows = [row for row in toll.rows if row.figure.high != 0]
    looks = party_looks(rules)
    spec = bars([ChartRow(row.label["en"], row.figure, looks[row.key]) for row in rows], Language.EN)

    ours = drawing("by-party", "Killed by party, May 2016", spec, Language.EN, register.publishing.picture)
    assert ours.svg in page


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


def test_the_figures_draw_each_chart_beside_its_table_with_a_title_and_words(register, sign_in, incident):
    page = sign_in("analyst").get("/tolls/?period=2016-05&clock=died&show=all").content.decode()

    drawn = page.count('data-desk="chart" aria-labelledby=')
    assert drawn >= 4
    assert page.count("<table") >= drawn
    for id_ in re.findall(r'data-desk="chart" aria-labelledby="([\w-]+)-title', page):
        assert f'<title id="{id_}-title">' in page
        assert f'<desc id="{id_}-words">Chart: ' in page
    assert " style=" not in page


def test_a_mark_of_a_chart_leads_to_the_trace_of_its_number(register, sign_in, incident):
    browser = sign_in("analyst")
    page = browser.get("/tolls/?period=2016-05&clock=died&show=all").content.decode()
    chart = page[page.index('id="by-party"') : page.index("</svg>", page.index('id="by-party"'))]

    way = re.findall(r'<a href="(/tolls/trace/[^"]+)"', chart)

    assert way
    assert "At least 12 civilians" in browser.get(way[0].replace("&amp;", "&")).content.decode()
    assert "aria-label=" in chart


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_chart_leaves_the_page_with_its_question_written_on_it(register, sign_in, incident, form, begins, language):
    answer = sign_in("analyst", language).get(f"/tolls/chart/by-party.{form}?period=2016-05&clock=died")

    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert "attachment" in answer["Content-Disposition"]
    if form == "svg":
        words = answer.content.decode()
        assert ("as known" if language == "en" else "كما عُرف في") in words
        assert "Test register" in words
        assert "/tolls/trace/" not in words


def test_a_chart_that_is_not_there_is_not_found(register, sign_in, incident):
    browser = sign_in("analyst")

    assert browser.get("/tolls/chart/by-nothing.svg?period=2016-05").status_code == 404
    assert browser.get("/tolls/chart/by-party.exe?period=2016-05&clock=died").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_question_is_a_sentence_that_is_the_title_of_the_page(register, sign_in, incident, language):
    page = sign_in("analyst", language).get("/tolls/?period=2016-05&clock=died&show=all").content.decode()

    title = " ".join(re.search(r"<title>(.*?) · ", page, re.S)[1].split())
    assert f">{title}</h1>" in page
    assert title.startswith("Killed in May 2016, counted by the day of death" if language == "en" else "القتلى في")
    assert page.count("<select") >= 4


def test_what_is_not_in_a_count_is_listed_beside_it(register, sign_in, incident):
    register.records.record(
        "incident", {"title": "Invented undated", "killed": {"low": 3, "high": 3}}, reason="invented"
    )

    browser = sign_in("analyst")
    page = browser.get("/tolls/?period=2016-05&clock=died&show=all").content.decode()

    lists = re.findall(r'href="(/table/uncounted/\?[^"]+)"', page)
    assert lists
    assert browser.get(lists[0].replace("&amp;", "&")).status_code == 200


def test_the_former_address_of_the_dashboard_leads_on(register, sign_in, incident):
    answer = sign_in("viewer").get("/dashboard/?period=2016")

    assert (answer.status_code, answer["Location"]) == (301, "/tolls/?period=2016&show=all")


def test_a_number_of_the_figures_leads_to_its_quotation_in_two_clicks(register, sign_in, incident):
    browser = sign_in("analyst")
    page = browser.get("/tolls/?period=2016-05&clock=died&show=all").content.decode()
    links = re.findall(r'href="(/tolls/trace/\?figure=[^"]+)"', page)

    trace = browser.get(links[0].replace("&amp;", "&")).content.decode()

    assert "At least 12 civilians" in trace
    assert re.search(r'href="/queue/[^"]+"', trace)


def test_a_window_that_holds_nothing_says_so_and_an_empty_register_too(register, sign_in):
    assert "Nothing is counted yet." in words_of(sign_in("viewer").get("/tolls/").content.decode())


def test_a_viewer_sees_whole_months_and_years_and_no_way_down(register, sign_in, incident):
    browser = sign_in("viewer")

    page = browser.get("/tolls/?period=2016&clock=died&show=all").content.decode()

    assert browser.get("/tolls/?period=2016-01/2016-05").status_code == 400
    assert "/tolls/trace/" not in page
    assert "Killed by month, 2016" in page


def test_a_viewer_gets_no_small_cell_of_a_victim_group_where_the_method_withholds_them(register, sign_in, monkeypatch):

    monkeypatch.setattr(Rules, "smallest_cell", property(lambda rules: 5))
    values = {"statuses": "killed", "groups": "media", "died_on": "2016-05-05", "documented_on": "2016-05-06"}
    for _ in range(2):
        register.records.record(
            "victim", values | {"civilian_status": "civilian"}, reason="invented", source="Invented source"
        )

    team = words_of(sign_in("analyst").get("/tolls/?period=2016-05&show=all").content.decode())
    public = words_of(sign_in("viewer").get("/tolls/?period=2016-05&show=all").content.decode())

    assert "Media workers 2" in team
    assert "Media workers" not in public
