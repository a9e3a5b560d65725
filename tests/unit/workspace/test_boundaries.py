"""Boundaries brought into a register: what is certain is stated, what is odd is told, nothing is half-written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.unit.workspace.test_four_eyes import asking

from sijill.adapters.files import BoundariesBroken
from sijill.cli import main
from sijill.model import Sensitivity
from sijill.territory.boundaries import CodeTwice
from sijill.values import SijillError
from sijill.workspace import Register
from sijill.workspace.boundaries import BoundariesCannotWait, ImportedBoundaries, import_boundaries
from sijill.workspace.ground.shapes import gazetteer, seen_areas, shapes


def areas(register: Register) -> dict[str, float]:
    """Areas as the team sees them, by the slug of a place."""
    return dict(seen_areas(register.opened, register.view(Sensitivity.TEAM)))


def box(west: float, south: float, side: float = 0.02) -> dict[str, Any]:
    """Return a square in the north of Syria, where this register's theatre lies."""
    east, north = west + side, south + side
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def feature(name: str, code: str | None, geometry: Any, **more: Any) -> dict[str, Any]:
    """Return a feature of an invented dataset."""
    held = {"NAME_EN": name, "PCODE": code, "ADM4_EN": "Inventedtown", **more}
    return {"type": "Feature", "properties": held, "geometry": geometry}


def file_of(*some: dict[str, Any], **more: Any) -> bytes:
    """Return a file of features."""
    return json.dumps({"type": "FeatureCollection", "features": list(some), **more}, ensure_ascii=False).encode()


NORTH, SOUTH = feature("North Gate", "N01", box(37.10, 36.22)), feature("Southgate", "N02", box(37.10, 36.20))
BOW_TIE = {"type": "Polygon", "coordinates": [[[37, 36], [37.1, 36.1], [37.1, 36], [37, 36.1], [37, 36]]]}


def brought(register: Register, content: bytes, **more: Any) -> ImportedBoundaries:
    """Bring a file in."""
    return import_boundaries(register, content, name="quarters.geojson", dataset="Invented COD", version="2016", **more)


def place(register: Register, name: str, **more: Any) -> str:
    """Record a place by a decision and return its id."""
    return register.records.record("place", {"name": name, **more}, reason="read on a map").subject


def test_a_certain_match_states_code_edition_shape_and_names_in_one_append_on_the_sealed_file(
    register: Register,
) -> None:
    """R-PC.2: a code stands with the dataset and version it belongs to, and the time it held."""
    north = place(register, "North Gate", kind="quarter")
    before = register.seq

    done = brought(
        register, file_of(feature("North Gate", "N01", box(37.1, 36.2), NAME_AR="باب الشمال"), SOUTH), valid="2016/.."
    )

    held = register.records.of(north)
    assert (held.noun.pcode, held.noun.pcode_version, held.noun.pcode_valid.edtf) == (
        "N01",
        "Invented COD 2016",
        "2016/..",
    )
    assert (held.noun.shape, held.noun.aliases) == (f"{done.item}#1", ("باب الشمال",))
    assert [one.ref for one in held.held["pcode"][0].basis] == [f"{done.item}#1"]
    assert len({entry.append_id for entry in register.records.entries(after=before)}) == 1
    assert shapes(register.opened)["north-gate"].geometry == box(37.1, 36.2)


def test_the_same_file_again_states_nothing_twice_and_draws_the_places_recorded_since(register: Register) -> None:
    place(register, "North Gate")
    first = brought(register, file_of(NORTH, SOUTH))
    again = brought(register, file_of(NORTH, SOUTH))
    south = place(register, "Southgate")
    later = brought(register, file_of(NORTH, SOUTH))

    assert first.receipt is not None
    assert again.receipt is None
    assert later.receipt is not None
    assert register.records.of(south).noun.pcode == "N02"
    assert len(register.records.histories([south])[south]) == 1 + 3


def test_what_is_not_certain_is_left_with_its_candidates_and_nothing_is_stated_of_it(register: Register) -> None:
    bridge = place(register, "Southgate Bridge", kind="bridge")

    done = brought(register, file_of(NORTH, SOUTH))

    assert [(one.slug, [(fit.feature.pcode, fit.why) for fit in fits]) for one, fits in done.matched.left] == [
        ("southgate-bridge", [("N02", "near")])
    ]
    assert register.records.of(bridge).noun.pcode is None


def test_a_dry_run_and_an_undone_import_leave_the_places_as_they_were(register: Register) -> None:
    north = place(register, "North Gate")

    tried = brought(register, file_of(NORTH, SOUTH), dry_run=True)
    assert (tried.receipt, register.records.of(north).noun.pcode) == (None, None)
    assert len(tried.matched.certain) == 1

    done = brought(register, file_of(NORTH, SOUTH))
    assert done.receipt is not None
    register.exchange.undo_import(done.receipt.append_id, reason="another edition is in force")
    assert register.records.of(north).noun.pcode is None


def test_places_of_the_gazetteer_get_a_record_only_when_asked(register: Register) -> None:
    """The P-code of the city of Inventedtown's quarter stands in the gazetteer that comes with Sijill."""
    hanano = feature("Hanano", "N0129", box(37.2, 36.22), ADM4_EN="Aleppo")

    assert [one.record for one, _ in brought(register, file_of(hanano, NORTH)).matched.certain] == [None]
    assert list(register.records.all()) == []

    brought(register, file_of(hanano, NORTH), add=True)
    (made,) = register.records.all()
    assert (made.kind, made.noun.pcode, made.noun.parent) == ("place", "N0129", "Aleppo")
    assert "Masaken Hanano" in (made.noun.name, *made.noun.aliases)


@pytest.mark.parametrize(
    ("geometry", "why"),
    [
        (BOW_TIE, "crosses itself"),
        (None, "no geometry"),
        ({"type": "Point", "coordinates": [37, 36]}, "no area"),
        ({"type": "Polygon", "coordinates": [[["x", 36], [37, 36], [37, 37], ["x", 36]]]}, "cannot be read"),
        ({"type": "Polygon", "coordinates": []}, "no geometry"),
    ],
)
def test_a_feature_that_draws_nothing_is_named_and_left_out_and_the_others_go_in(
    register: Register, geometry, why
) -> None:
    """Issue 13, bad input: a self-crossing polygon."""
    north = place(register, "North Gate")

    done = brought(register, file_of(NORTH, feature("Southgate", "N02", geometry)))

    assert [(one.number, one.properties["NAME_EN"]) for one in done.refused] == [(2, "Southgate")]
    assert why in done.refused[0].why
    assert register.records.of(north).noun.pcode == "N01"


def test_a_crossing_too_small_to_matter_is_taken_away(register: Register) -> None:
    """Thinned boundaries touch and cross themselves by a few metres."""
    ring = [
        [37, 36],
        [37.1, 36],
        [37.1, 36.1],
        [37.05, 36.1],
        [37.0501, 36.1002],
        [37.0501, 36.0999],
        [37, 36.1],
        [37, 36],
    ]
    place(register, "North Gate")

    done = brought(register, file_of(feature("North Gate", "N01", {"type": "Polygon", "coordinates": [ring]}), SOUTH))

    assert done.refused == ()
    assert areas(register)["north-gate"] == pytest.approx(99.7, rel=0.01)


def swapped(geometry: dict[str, Any]) -> dict[str, Any]:
    """Return a geometry with latitude first."""
    return {**geometry, "coordinates": [[[y, x] for x, y in ring] for ring in geometry["coordinates"]]}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (file_of(feature("Aleppo", "C1", swapped(box(37.15, 36.19)))), r"feature 1 \(Aleppo\) .*exchanged"),
        (file_of(feature("Southgate", "N02", swapped(box(40.9, 36.5)))), r"feature 1 .*exchanged"),
        (file_of(NORTH, feature("Southgate", "N02", box(300100, 4000100))), r"feature 2 .*another projection"),
        (file_of(NORTH, feature("Southgate", "N02", swapped(box(120, 36)))), r"feature 2 lies off the globe"),
        (
            file_of(NORTH, crs={"type": "name", "properties": {"name": "EPSG:32637"}}),
            r"\(EPSG:32637\); export the layer",
        ),
        (file_of(NORTH)[:-9], r"no GeoJSON that can be read .*export the layer as GeoJSON"),
        (b"\xff\xfe\x00", r"no GeoJSON that can be read"),
        (b'{"type": "FeatureCollection", "features": []}', r"no FeatureCollection with features"),
        (b"\x00\x00\x27\x0a" + bytes(40), r"into one .zip"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_whole_and_leaves_nothing(register: Register, content, told) -> None:
    """Issue 13, bad input: latitude and longitude exchanged, another projection, broken JSON."""
    place(register, "North Gate")
    before, sealed = register.seq, sorted((register.folder / "vault").rglob("*"))

    with pytest.raises(BoundariesBroken, match=told):
        brought(register, content)

    assert register.seq == before
    assert sorted((register.folder / "vault").rglob("*")) == sealed


def test_two_features_of_one_code_are_refused_with_both_named(register: Register) -> None:
    before = register.seq

    with pytest.raises(CodeTwice, match=r"1 \(North Gate\) and 2 \(Southgate\) have one code, N01"):
        brought(register, file_of(NORTH, feature("Southgate", "N01", box(37.1, 36.2))))

    assert register.seq == before


def test_known_points_part_the_outline_of_their_city_into_cells_that_are_marked_approximate(register: Register) -> None:
    """Issue 13, item 4: where only points are known, Voronoi cells clipped to an outline."""
    city = place(register, "Inventedtown", kind="city")
    place(register, "North Gate", parent=city)
    for name, lon in (("West Bank", "37.105"), ("East Bank", "37.135")):
        at = {"latitude": "36.205", "longitude": lon, "precision": "near"}
        place(register, name, parent="Inventedtown", point=at)
    outline = feature("Inventedtown", "C1", box(37.10, 36.20, 0.04), ADM4_EN=None)

    brought(register, file_of(NORTH, outline))

    drawn = shapes(register.opened)
    assert {slug: one.is_approximate for slug, one in drawn.items()} == {
        "inventedtown": False, "north-gate": False, "west-bank": True, "east-bank": True,
    }  # fmt: skip
    assert drawn["west-bank"].geometry["type"] == "Polygon"
    assert set(areas(register)) == {"inventedtown", "north-gate"}
    assert areas(register)["north-gate"] == pytest.approx(areas(register)["inventedtown"] / 4, rel=0.01)
    assert shapes(register.opened) is drawn


def test_a_point_without_an_outline_stays_a_point(register: Register) -> None:
    place(register, "Farbank", point={"latitude": "36.2", "longitude": "37.1", "precision": "exact"})

    assert shapes(register.opened)["farbank"].geometry == {"type": "Point", "coordinates": [37.1, 36.2]}
    assert shapes(register.opened)["farbank"].is_approximate


def test_a_registers_places_stand_in_the_one_gazetteer_with_code_and_shape(register: Register) -> None:
    """Two places of one name stay open: each is a candidate with its reason."""
    north = place(
        register, "North Gate", kind="quarter", point={"latitude": "36.2", "longitude": "37.1", "precision": "exact"}
    )
    done = brought(register, file_of(NORTH, SOUTH), valid="2016")

    (found,) = gazetteer(register.opened).candidates("North Gate")

    assert (found.why, found.place.record, found.place.pcode) == ("name", north, "N01")
    assert (found.place.shape, found.place.pcode_valid) == (f"{done.item}#1", "2016")


def test_a_shapefile_and_a_geopackage_are_read_by_the_extra(register: Register, tmp_path: Path) -> None:
    pytest.importorskip("pyogrio", reason="the extra geo is not installed: pip install 'sijill[geo]'")
    import numpy
    from pyogrio.raw import write
    from shapely import to_wkb
    from shapely.geometry import shape

    outlines = numpy.array([to_wkb(shape(one["geometry"])) for one in (NORTH, SOUTH)])
    columns = [numpy.array(["North Gate", "Southgate"], object), numpy.array(["N01", "N02"], object)]
    north = place(register, "North Gate")
    for end, crs in (("gpkg", "EPSG:4326"), ("shp.zip", "EPSG:4326"), ("other.gpkg", "EPSG:32637")):
        file = tmp_path / f"quarters.{end}"
        write(str(file), outlines, columns, ["name_en", "pcode"], geometry_type="Polygon", crs=crs)
        if crs != "EPSG:4326":
            with pytest.raises(BoundariesBroken, match="another projection"):
                brought(register, file.read_bytes())
            continue
        assert [one.key for one in brought(register, file.read_bytes()).features] == ["N01", "N02"]
    assert register.records.of(north).noun.pcode == "N01"
    assert shapes(register.opened)["north-gate"].km2 == pytest.approx(3.99, rel=0.01)


def test_a_geopackage_without_outlines_is_refused_by_what_it_lacks(register: Register, tmp_path: Path) -> None:
    pytest.importorskip("pyogrio", reason="the extra geo is not installed: pip install 'sijill[geo]'")
    import numpy
    from pyogrio.raw import write

    file = tmp_path / "names.gpkg"
    write(str(file), None, [numpy.array(["North Gate"], object)], ["name_en"], geometry_type=None, driver="GPKG")

    with pytest.raises(BoundariesBroken, match="it has no geometry; nothing draws it"):
        brought(register, file.read_bytes())


def test_where_a_second_person_confirms_what_is_said_nothing_is_stated_by_one(register: Register) -> None:
    """DESIGN 9: boundaries are no way around four eyes."""
    place(register, "North Gate")
    register.counts.adopt_methodology(asking('four_eyes = "always"'))
    before = register.seq

    assert len(brought(register, file_of(NORTH), dry_run=True).matched.certain) == 1
    with pytest.raises(BoundariesCannotWait, match="look at them with --dry-run"):
        brought(register, file_of(NORTH))

    assert register.seq == before


def test_a_file_of_which_nothing_draws_a_place_is_refused_with_the_first_named(register: Register) -> None:
    before = register.seq

    with pytest.raises(BoundariesBroken, match=r"of the first, 1: its outline crosses itself near 37\.05 36\.05"):
        brought(register, file_of(feature("North Gate", "N01", BOW_TIE)))

    assert register.seq == before


def test_a_value_that_cannot_be_recorded_leaves_no_sealed_bytes(register: Register) -> None:
    place(register, "North Gate")
    before, sealed = register.seq, sorted((register.folder / "vault").rglob("*"))

    with pytest.raises(SijillError):
        brought(register, file_of(NORTH), valid="the day before yesterday")

    assert register.seq == before
    assert sorted((register.folder / "vault").rglob("*")) == sealed


def test_a_destroyed_file_draws_nothing_any_more(register: Register) -> None:
    place(register, "North Gate")
    done = brought(register, file_of(NORTH))
    assert "north-gate" in shapes(register.opened)

    register.keeping.destroy([done.item], reason="sealed by mistake", second_actor="second")

    assert "north-gate" not in shapes(register.opened)


def test_the_command_lists_what_is_drawn_what_is_left_and_what_was_left_out(
    register: Register, tmp_path, capsys
) -> None:
    place(register, "North Gate")
    place(register, "Southgate Bridge", kind="bridge")
    (tmp_path / "q.geojson").write_bytes(file_of(NORTH, SOUTH, feature("Westgate", "N03", BOW_TIE)))
    words = ["boundaries", str(register.folder), str(tmp_path / "q.geojson"), "--dataset", "Invented", "--version", "1"]

    assert main([*words, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert main(["--language", "ar", *words]) == 0
    arabic = capsys.readouterr().out

    assert document["features"] == 3
    (matched,), (left,) = document["matched"], document["left"]
    assert {name: matched[name] for name in ("place", "feature", "name", "pcode", "why")} == {
        "place": "north-gate", "feature": 1, "name": "North Gate", "pcode": "N01", "why": "name",
    }  # fmt: skip
    assert left["candidates"] == [{"feature": 2, "name": "Southgate", "pcode": "N02", "why": "near"}]
    assert document["refused"][0]["name"] == "Westgate"
    assert "تُرك المَعلَم 3 (Westgate): حدوده تتقاطع مع نفسها" in arabic
    assert "southgate-bridge: لا مَعلَم مؤكد" in arabic
