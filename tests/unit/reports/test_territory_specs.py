"""Charts of the ground: a state is told without colour, an area is no rest of the globe, what is inferred is paler."""

from __future__ import annotations

import re
from datetime import date

import pytest

from sijill.adapters.render.charts import chart_svg
from sijill.model.territory import ControlState, DamageClass, Overlay
from sijill.reports.party_looks import Look
from sijill.reports.territory_looks import CONTRAST, STATE_LOOKS, edge, glyph, ringed, seen_on
from sijill.reports.territory_map import MapPlace, control_map, legend, polygons_of, spots_with_room
from sijill.reports.territory_rows import middle
from sijill.reports.territory_specs import Instant, RivalTotal, Stretch, damage_bars, rival_lines, spans
from sijill.values import Language

DARK, LIGHT = Look("#332288", "circle"), Look("#88ccee", "triangle-down")
SQUARE = ((36.0, 35.0), (36.2, 35.0), (36.2, 35.2), (36.0, 35.2), (36.0, 35.0))


def test_every_state_has_a_look_and_no_two_are_alike_but_for_their_colour():
    told = {
        state: (one.body, one.fill == "white", one.dash, one.over, one.over_fill == "none", one.line == "#8b98a3")
        for state in ControlState
        for one in [glyph(state, DARK, LIGHT)]
    }

    assert set(STATE_LOOKS) == set(ControlState)
    alike = [(a, b) for a in told for b in told if a < b and told[a] == told[b]]
    assert alike in ([], [(ControlState.ABANDONED, ControlState.UNKNOWN)])  # unknown is grey and nobody's shape


def test_a_siege_is_a_ring_around_the_mark_and_says_so_in_the_legend():
    assert glyph(ControlState.HELD, DARK, overlays=(Overlay.BESIEGED,)).rings == ringed(Overlay.BESIEGED).rings


@pytest.mark.parametrize("colour", ["#ddcc77", "#88ccee", "#332288", "#8b98a3"])
def test_a_line_is_dark_enough_to_be_seen_on_paper(colour):
    """WCAG 1.4.11: three to one."""
    parts = (int(edge(colour)[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)

    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= CONTRAST
    assert seen_on("#332288") == "white"
    assert seen_on("#ddcc77") != "white"


def test_what_is_inferred_between_two_accounts_is_paler_and_has_a_dashed_line():
    told = Stretch("Inventedtown", date(2016, 11, 1), date(2016, 11, 2), DARK)
    guessed = Stretch("Inventedtown", date(2016, 11, 2), date(2016, 11, 9), DARK, inferred=True)

    first, second = spans(["Inventedtown"], [told, guessed], [], Language.EN)["data"]["values"]

    assert (first["seen"], first["dash"]) == (1, "")
    assert second["seen"] < 1
    assert second["dash"]


def test_in_arabic_time_runs_from_the_right_and_names_stand_there():
    bar = Stretch("حي مخترع", date(2016, 11, 1), date(2016, 11, 9), DARK)
    spec = spans([bar.row], [bar], [Instant(bar.row, date(2016, 11, 5))], Language.AR)

    assert spec["encoding"]["x"]["scale"]["reverse"]
    assert spec["layer"][-1]["encoding"]["x"]["value"] > 0
    assert "حي مخترع" in chart_svg(spec)


def test_hatching_stays_inside_its_bar():
    bar = Stretch("Inventedtown", date(2016, 11, 1), date(2016, 11, 9), DARK, ControlState.CONTESTED, LIGHT)
    spec = spans(["Inventedtown"], [bar], [], Language.EN)
    (whole,), lines = (
        spec["data"]["values"],
        [
            one
            for layer in spec["layer"][1:]
            for one in layer.get("data", {}).get("values", ())
            if "rim" in one and "end" in one
        ],
    )

    assert lines
    for one in lines:
        assert whole["start"] <= one["start"] <= one["end"] <= whole["end"]
        assert whole["top"] - 1e-9 <= min(one["top"], one["bottom"])
        assert max(one["top"], one["bottom"]) <= whole["bottom"] + 1e-9


def test_rival_totals_are_a_line_for_each_source_and_an_open_end_stays_at_its_low():
    red = [
        RivalTotal(date(2016, 12, 16), 10_000, 10_000, "10,000"),
        RivalTotal(date(2016, 12, 22), 34_000, None, "34,000+"),
    ]
    blue = [RivalTotal(date(2016, 12, 16), 8_500, 8_500, "8,500")]

    spec = rival_lines([("Red", red), ("Blue", blue)], Language.EN)

    lines = [one for one in spec["layer"] if one.get("mark", {}).get("type") == "line"]
    assert len(lines) == 2
    assert lines[0]["mark"]["strokeDash"] != lines[1]["mark"]["strokeDash"]
    assert [one["n"] for one in spec["data"]["values"]] == [10_000, 34_000, 8_500]
    assert len({one["shape"] for one in spec["data"]["values"]}) == 2


def test_a_survey_is_as_long_as_what_it_examined_and_the_rest_is_hollow():
    names = {kind.value: kind.value for kind in DamageClass} | {"": "without a class"}

    spec = damage_bars(
        [("Invented survey", {DamageClass.SEVERE: 48, DamageClass.DESTROYED: 22}, 210)], names, Language.EN
    )

    assert [(one["text"], one["start"], one["end"]) for one in spec["data"]["values"]] == [
        ("destroyed: 22", 0, 22),
        ("severe: 48", 22, 70),
        ("without a class: 140", 70, 210),
    ]
    assert spec["data"]["values"][-1]["fill"] == "white"


@pytest.mark.parametrize("ring", [SQUARE, tuple(reversed(SQUARE))])
def test_an_area_wound_either_way_is_drawn_as_itself_and_not_as_the_rest_of_the_globe(ring):
    hole = ((36.05, 35.05), (36.1, 35.05), (36.1, 35.1), (36.05, 35.05))
    polygon = polygons_of({"type": "Polygon", "coordinates": [ring, hole]})
    one = MapPlace("Inventedtown", "held", ControlState.HELD, middle(SQUARE), DARK, polygons=polygon)
    far = MapPlace("Elsewhere", "held", ControlState.HELD, (37.0, 35.5), DARK)

    svg = chart_svg(control_map([one, far], [], Language.EN))

    path = next(part for part in svg.split("<path") if 'fill-opacity="0.6"' in part)
    xs = [float(x) for x in re.findall(r"[ML]([\d.]+),", path)]
    assert max(xs) - min(xs) < 320  # of 640


def test_a_point_has_no_polygon_and_the_middle_of_a_square_is_its_middle():
    assert polygons_of({"type": "Point", "coordinates": [36.0, 35.0]}) == ()
    assert middle(SQUARE) == pytest.approx((36.1, 35.1))


def test_a_name_is_written_where_it_covers_no_mark_and_no_other_name():
    spots = [(100.0, 100.0), (105.0, 102.0), (400.0, 100.0), (402.0, 118.0)]

    assert spots_with_room(spots) == [0, 3]


def test_a_legend_tells_parties_then_states_then_what_lies_over_places():
    told = legend({DARK: "Government", LIGHT: "Rebels"}, {"entered", "held"}, {"besieged"}, str.upper)

    assert [name for name, _ in told] == ["Government", "Rebels", "HELD", "ENTERED", "BESIEGED"]


def test_a_map_of_nothing_is_a_picture_of_nothing_and_no_failure():
    assert chart_svg(control_map([], [], Language.AR)).startswith("<svg")
