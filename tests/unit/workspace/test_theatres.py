"""A register documents a theatre (issue 11, item 6): its own parties, names and places take part at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from sijill.actions import Provenance
from sijill.adapters.files import PlaceTable
from sijill.language import PlacesBroken
from sijill.model.theatres import Theatre, UnknownTheatre
from sijill.tolls.units._governorates import governorate_label
from sijill.web.labels import place_of
from sijill.workspace import Register, Settings, open_register, theatres

OURS = """
name = "ours"
label_en = "Ours"
label_ar = "لنا"
cues = ["Riverland"]
[parties.river_front]
kind = "armed_group"
label_en = "River Front"
label_ar = "جبهة النهر"
generic_en = ["the rebels"]
generic_ar = ["المتمردون"]
"""
TABLE = (
    "name_en,name_ar,kind,admin,lat,lon,pcode\nOldbridge,الجسر العتيق,village,Riverland,10,20,RL01\nNo Point,,,,x,20,\n"
)


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """A register that documents a war of its own."""
    folder = tmp_path / "register"
    Register.init(folder, settings=Settings(name="Test", owner="lead", theatre="world")).close()
    theatres.new_theatre(folder / "theatre")
    (folder / "theatre" / "theatre.toml").write_text(OURS, "utf-8")
    file = folder / "sijill.toml"
    file.write_text(file.read_text("utf-8").replace('theatre = "world"', 'theatre = "theatre"'), "utf-8")
    (tmp_path / "places.csv").write_text(TABLE, "utf-8")
    theatres.import_places(folder / "theatre", tmp_path / "places.csv")
    return open_register(folder)


def _perpetrators(register: Register, text: str) -> set[str]:
    got = register.evidence.add_bytes(text.encode(), Provenance("Invented Monitor"))
    return {slug for claim in register.review.proposals_of(got.item) for slug in (*claim.perpetrators, *claim.targets)}


def test_a_registers_own_party_is_found_and_can_be_named_in_a_record(register: Register) -> None:
    with register:
        assert _perpetrators(register, "On 3 May 2020 the River Front shelled the market, killing 12 civilians.") == {
            "river_front"
        }
        blamed = {"mode": "single", "parties": ["river_front"]}
        assert register.records.record("incident", {"attribution": blamed}, reason="a test")


def test_generic_words_of_another_theatre_mean_nobody_in_it(register: Register) -> None:
    with register:
        assert _perpetrators(register, "On 3 May 2020 the army shelled the market, killing 12 civilians.") == set()


def test_imported_places_are_found_in_both_scripts_and_bad_rows_are_counted(tmp_path: Path) -> None:
    theatres.new_theatre(tmp_path / "ours")
    (tmp_path / "places.csv").write_text(TABLE, "utf-8")

    assert theatres.import_places(tmp_path / "ours", tmp_path / "places.csv") == theatres.Imported(1, 2, 1)
    table = PlaceTable(tmp_path / "ours" / "places.tsv")
    assert [(one.name, one.governorate, one.pcode) for one in table.named("OLDBRIDGE")] == [
        ("Oldbridge", "Riverland", "RL01")
    ]
    assert table.named("الجسر العتيق")[0].lat == 10
    assert table.named("Newbridge") == []


@pytest.mark.parametrize(
    "text",
    [
        "7\tOldbridge\tOldbridge\tالجسر العتيق,Pont\t10\t20\tP\tPPL" + "\t" * 11 + "\n",
        "ADM3_EN;ADM3_AR;ADM3_PCODE;ADM1_EN;Latitude;Longitude\nOldbridge;الجسر العتيق;RL01;Riverland;10;20\n",
        "admin2Name_en,admin2Pcode,admin1Name_en,y,x\nOldbridge,RL01,Riverland,10,20\n",
    ],
)
def test_the_tables_of_others_are_read_by_their_own_columns(tmp_path: Path, text: str) -> None:
    theatres.new_theatre(tmp_path / "ours")
    (tmp_path / "table").write_text(text, "utf-8")
    theatres.import_places(tmp_path / "ours", tmp_path / "table")

    (found,) = PlaceTable(tmp_path / "ours" / "places.tsv").named("oldbridge")
    assert (found.lat, found.lon) == (10, 20)


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"a,b\n1,2\n", b'name_en,lat,lon\n"Old,1,2\n'])
def test_a_table_without_places_is_refused_and_leaves_the_one_before(tmp_path: Path, content: bytes) -> None:
    theatres.new_theatre(tmp_path / "ours")
    (tmp_path / "ours" / "places.tsv").write_text("kept", "utf-8")
    (tmp_path / "table").write_bytes(content)

    with pytest.raises(theatres.NoPlaces):
        theatres.import_places(tmp_path / "ours", tmp_path / "table")
    assert (tmp_path / "ours" / "places.tsv").read_text("utf-8") == "kept"
    assert [path.name for path in (tmp_path / "ours").glob("*.part")] == []


def test_names_that_do_not_fit_into_memory_are_sorted_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theatres, "SORTED_AT_ONCE", 3)
    theatres.new_theatre(tmp_path / "ours")
    rows = "".join(f"Place {number:02},{number},20\n" for number in range(20, 0, -1))
    (tmp_path / "table").write_text(f"name,lat,lon\n{rows}", "utf-8")

    assert theatres.import_places(tmp_path / "ours", tmp_path / "table").names == 20
    table = PlaceTable(tmp_path / "ours" / "places.tsv")
    assert [table.named(f"place {number:02}")[0].lat for number in range(1, 21)] == list(range(1, 21))


def test_a_table_that_is_not_ours_is_named(tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text("oldbridge\tx\n", "utf-8")

    with pytest.raises(PlacesBroken, match=r"places\.tsv"):
        PlaceTable(tmp_path / "places.tsv").named("Oldbridge")
    with pytest.raises(PlacesBroken, match="sijill theatre import"):
        PlaceTable(tmp_path / "gone.tsv")


def test_a_theatre_is_not_written_over_and_needs_one_to_stand_on(tmp_path: Path) -> None:
    theatres.new_theatre(tmp_path / "ours", extends="syria")

    with pytest.raises(theatres.TheatreExists):
        theatres.new_theatre(tmp_path / "ours")
    with pytest.raises(UnknownTheatre):
        theatres.new_theatre(tmp_path / "theirs", extends="atlantis")


def test_what_was_asked_before_a_theatre_took_part_is_asked_again(tmp_path: Path) -> None:
    """A name that meant nothing, or another place, means what the table that stands says, in the same process."""
    assert governorate_label("محافظة النهر المخترعة")["en"] == "محافظة النهر المخترعة"
    assert place_of("Inventedford") is None
    theatres.new_theatre(tmp_path / "ours")

    for lat in ("10", "11"):
        rows = (
            f"Inventedshire,محافظة النهر المخترعة,governorate,Inventedshire,{lat},20\nInventedford,,village,,{lat},20\n"
        )
        (tmp_path / "table").write_text(f"name_en,name_ar,kind,admin,lat,lon\n{rows}", "utf-8")
        theatres.import_places(tmp_path / "ours", tmp_path / "table")
        theatres.let_take_part(Theatre.read(tmp_path / "ours"))

        assert governorate_label("محافظة النهر المخترعة")["en"] == "Inventedshire"
        assert place_of("Inventedford").lat == float(lat)
