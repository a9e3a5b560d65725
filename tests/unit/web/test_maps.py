"""Maps: marks as large as the dead, hollow where nobody stated a number, heaps that borrow no name."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import RequestFactory
from tests.unit.web.conftest import PASSWORD

from sijill.model import Attribution, to_json
from sijill.reports.party_looks import SHAPES, Look, party_looks
from sijill.values import GeoPoint
from sijill.web.desk.land import Frame, frame_around, land
from sijill.web.desk.marks import HOLLOW, Spot, heaps, radius, scale_of

SYRIA = Frame(35.0, 32.0, 43.0, 38.0, 960, 560)
RED, BLUE = Look("#cc6677", "square"), Look("#332288", "circle")


def spot(id_: str, lon: float, lat: float, killed: int | None = 1, look: Look = RED, **names: str) -> Spot:
    """Return an incident on a map."""
    return Spot(id_, lon, lat, killed, look, **names)


def test_a_mark_of_four_times_the_dead_has_four_times_the_area():
    scale = scale_of([400, 100])

    assert radius(400, scale) == pytest.approx(2 * radius(100, scale))


def test_a_number_that_nobody_stated_is_a_hollow_mark_of_its_own_size_and_never_nought():
    heap = heaps([spot("a", 36.0, 35.0, None)], SYRIA)[0]

    assert heap.killed is None
    assert radius(heap.killed, 0.1) == radius(None, 99.0) == HOLLOW


def test_a_heap_adds_the_numbers_it_has_and_says_how_many_it_lacks():
    heap = heaps([spot("a", 36.0, 35.0, 7), spot("b", 36.01, 35.0, None)], SYRIA)[0]

    assert (heap.killed, heap.unknown, len(heap.spots)) == (7, 1, 2)


def test_a_heap_of_two_places_is_named_by_the_governorate_that_both_lie_in():
    one = spot("a", 36.60, 35.80, place="Invented Kafr", governorate="Idlib")
    other = spot("b", 36.62, 35.81, place="Invented Tell", governorate="Idlib")

    assert heaps([one, other], SYRIA)[0].name == "Idlib"
    assert heaps([one], SYRIA)[0].name == "Invented Kafr"


def test_a_heap_over_a_boundary_of_governorates_has_a_number_and_no_name():
    one = spot("a", 36.60, 35.80, place="Invented Kafr", governorate="Idlib")
    other = spot("b", 36.62, 35.81, place="Invented Tell", governorate="Hama")

    assert heaps([one, other], SYRIA)[0].name == ""


def test_a_heap_of_two_parties_has_the_look_of_neither():
    found = heaps([spot("a", 36.6, 35.8, look=RED), spot("b", 36.6, 35.8, look=BLUE)], SYRIA)

    assert found[0].look == Look()


def test_what_lies_apart_is_not_heaped():
    assert len(heaps([spot("a", 36.0, 35.0), spot("b", 37.0, 35.0)], SYRIA)) == 2


def test_no_mark_stands_within_the_least_target_of_another():
    """WCAG 2.5.8: 24 pixels across or down lie between the middles of any two marks."""
    found = heaps([spot(str(at), 36.0 + at / 50, 35.0 + at / 90) for at in range(200)], SYRIA)

    pairs = [(one, other) for one in found for other in found if one is not other]
    assert len(found) > 2
    assert min(max(abs(one.x - other.x), abs(one.y - other.y)) for one, other in pairs) >= 24


def test_every_named_party_has_a_look_of_its_own_and_what_names_no_party_has_none(register):
    rules = register.counts.counting().rules

    looks = party_looks(rules)

    named = [looks[bucket.slug] for bucket in rules.buckets if bucket.parties]
    assert len(set(named)) == len(named)
    assert looks["other"] == looks["not_stated"] == Look()


def test_the_land_of_a_country_is_small_and_has_all_its_layers():
    import gzip

    layers = dict(land(SYRIA))

    assert set(layers) == {"land", "coast", "lake", "river", "border", "disputed"}
    assert len(gzip.compress("".join(layers.values()).encode())) < 12_000


@pytest.mark.parametrize(
    "frame",
    [
        Frame(22.0, 44.0, 41.0, 53.0, 960, 560),  # Ukraine
        Frame(-18.0, 4.0, 25.0, 28.0, 960, 560),  # the Sahel
        Frame(-180.0, -85.0, 180.0, 85.0, 960, 560),
    ],
)
def test_the_land_of_any_region_is_at_most_sixty_kilobytes_on_the_line(frame):
    import gzip

    layers = land(frame, room=0.5)

    assert layers
    assert len(gzip.compress("".join(path for _, path in layers).encode())) <= 60_000


def test_the_line_of_the_golan_is_dotted_and_that_with_iraq_is_not():
    """Natural Earth draws the line in force; where another view of it differs, Sijill takes no side."""
    golan = dict(land(Frame(35.5, 32.6, 36.0, 33.3, 300, 300)))
    border = _points(dict(land(SYRIA))["border"])
    dotted = _points(golan["disputed"])

    assert any(35.75 < x < 35.95 and 32.8 < y < 33.2 for x, y in dotted)
    assert any(41.0 < x < 41.5 and 34.4 < y < 36.5 for x, y in border)


def test_a_frame_shows_every_point_and_never_less_than_was_asked():
    frame = frame_around([(36.0, 35.0), (40.0, 36.0)], 960, 560, least=1.0)
    near = frame_around([(36.0, 35.0)], 320, 220, least=3.0)

    assert frame.west < 36.0 < 40.0 < frame.east
    assert near.north - near.south == pytest.approx(3.0)
    assert near.at(36.0, 35.0) == (160.0, 110.0)


def test_shapes_have_one_area():
    """A triangle must not say more dead than a circle."""
    square = float(re.findall(r"h([\d.]+)", SHAPES["square"])[0]) ** 2
    assert square == pytest.approx(3.1416, rel=0.02)
    for name in ("diamond", "triangle-up", "triangle-down"):
        x = [float(one) for one in re.findall(r"-?\d*\.?\d+", SHAPES[name])]
        wide, tall = (2 * max(x[2:4]), 2 * 1.25) if name == "diamond" else (2 * 1.35, 1.55 + 0.78)
        assert wide * tall / 2 == pytest.approx(3.1416, rel=0.02)


@pytest.fixture
def strike(register: Any) -> str:
    """An invented strike at a stated point, with a number and a party."""
    values = {
        "title": "Invented strike",
        "place": "Kafr Nabl",
        "governorate": "Idlib",
        "happened_on": "2019-07-22",
        "documented_on": "2019-07-23",
        "point": GeoPoint.parse("35.6486", "36.6733").to_json(),
        "killed": {"low": 9, "high": 9},
        "civilian_status": "civilian",
        "weapon": "airstrike",
        "attribution": to_json(Attribution.to("russia")),
    }
    return str(register.records.record("incident", values, reason="invented", source="Invented Monitor").subject)


def test_without_a_script_the_map_is_a_picture_whose_marks_lead_to_their_rows(register, sign_in, strike):
    page = sign_in("analyst").get("/map/").content.decode()

    assert 'class="drawn-map"' in page
    anchors = re.findall(r'<a href="#(spot-\d+)" data-desk="map-mark"', page)
    assert anchors
    assert all(f'<tbody id="{one}">' in page for one in anchors)
    assert "<script>" not in page
    assert " style=" not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("party=russia", True),
        ("party=syrian_gov", False),
        ("weapon=airstrike", True),
        ("weapon=landmine", False),
        ("period=2019-07", True),
        ("period=2018", False),
    ],
)
def test_filters_narrow_the_map_by_party_weapon_and_period(register, sign_in, strike, asked, found):
    assert ("Invented strike" in sign_in("analyst").get(f"/map/?{asked}").content.decode()) is found


def test_a_map_of_nothing_says_so_and_still_shows_the_land(register, sign_in):
    page = sign_in("viewer", "ar").get("/map/?period=1999").content.decode()

    assert 'class="land"' in page
    assert "لا توجد" in page or "لا حادثة" in page


def small(register: Any, person: str, subject: str) -> Any:
    """Return the small map of a record as a person may see it."""
    from django.contrib.auth.models import User

    from sijill.web.desk.small_map import small_map
    from sijill.web.requests import counting_of

    assert PASSWORD
    request = RequestFactory().get("/")
    request.user = User.objects.get(username=person)
    return small_map(request, counting_of(request).records[subject])


def test_the_small_map_of_a_record_is_coarser_for_who_is_not_cleared(register, sign_in, strike):
    team, viewer = small(register, "analyst", strike), small(register, "viewer", strike)

    assert viewer.circles[0][2] > team.circles[0][2]
    assert {one.kind for one in team.names} <= {"name", "around"}


def test_the_small_map_is_drawn_in_a_template_alone(register, sign_in, strike):
    from django.template.loader import render_to_string

    drawn = render_to_string("desk/_small_map.html", {"map": small(register, "analyst", strike)})

    assert 'data-desk="small-map"' in drawn
    assert "Natural Earth" in drawn
    assert render_to_string("desk/_small_map.html", {"map": None}).strip() == ""


def _points(path: str) -> list[tuple[float, float]]:
    points = []
    for part in path.split("M")[1:]:
        x, y, *steps = (int(one) for one in re.findall(r"-?\d+", part))
        points.append((x / 1000, -y / 1000))
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x / 1000, -y / 1000))
    return points
