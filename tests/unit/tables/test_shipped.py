"""Mappings that come with Sijill, by invented rows under published columns (issue 15, point 5)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.beginnings import begun

from sijill.actions.tables import Imported
from sijill.tables import parse_mapping, shipped_mapping, shipped_mappings
from sijill.workspace import Register, Settings

# The 49 columns since version 17.1, in the order of the codebook; older files lack those of another numbering.
GED_49 = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob"
).split()
GED_42 = [one for one in GED_49 if not one.endswith("_dset_id") and one not in ("relid", "code_status", "gwnoa")]
GED = {
    "id": "900001.0",
    "dyad_name": "Invented Government - Invented Side",
    "side_a": "Invented Government",
    "where_coordinates": "Invented Town",
    "adm_1": "Invented Governorate",
    "latitude": "36.2",
    "longitude": "37.1",
    "date_start": "2016-05-01 00:00:00.000",
    "date_end": "2016-05-03 00:00:00.000",
    "best": "4.0",
    "high": "7.0",
    "low": "3.0",
}
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()


def table(columns: list[str], row: dict[str, str], *, header: bool = True) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="")
    if header:
        writer.writeheader()
    writer.writerow(row)
    return out.getvalue().encode()


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        yield made


def imported(register: Register, content: bytes, name: str) -> tuple[Imported, dict[str, str]]:
    """Return what an import did, and the values of its records."""
    done = register.exchange.import_table(content, shipped_mapping(name) or "", name="list.csv")
    said = [one.body for one in register.records.entries(kind="statement") if one.body]
    return done, {one["property"]: str(one["value"]) for one in said}


def test_every_mapping_holds_together_and_says_where_its_columns_are_from():
    assert len(shipped_mappings()) >= 10
    for name in shipped_mappings():
        text = shipped_mapping(name) or ""
        assert parse_mapping(text).columns
        assert text.startswith("# ")
    assert shipped_mapping("../_guess") is None


@pytest.mark.parametrize(
    ("columns", "name", "header"),
    [(GED_49, "ged", True), (GED_42, "ged", True), (GED_49, "ged-without-header", False)],
    ids=["49 columns", "42 columns", "49 without a header"],
)
def test_ged_with_low_best_and_high(register, columns, name, header):
    """Case 18: 4.0 is 4, and the days of an event are all of them."""
    done, said = imported(register, table(columns, GED, header=header), name)

    assert (done.records, done.errors) == (1, ())
    assert all(one in said["killed"] for one in ("'low': 3", "'best': 4", "'high': 7"))
    assert said["happened_on"] == "2016-05-01/2016-05-03"
    assert said["title"] == "Invented Government - Invented Side"
    assert "attribution" not in said
    assert (len(GED_49), len(GED_42)) == (49, 42)


def test_acled_blames_nobody(register):
    row = {
        "event_id_cnty": "INV1",
        "event_date": "05 May 2016",
        "sub_event_type": "Air/drone strike",
        "actor1": "Military Forces of Invented",
        "location": "Invented",
        "latitude": "36.2",
        "longitude": "37.1",
        "fatalities": "3",
    }
    done, said = imported(register, table(ACLED, row), "acled")

    assert (len(ACLED), done.records, done.errors) == (31, 1, ())
    assert said["happened_on"] == "2016-05-05"
    assert "attribution" not in said


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "airwars-victims",
            "incident_code,airwars_id,victim_no,name_ar,name_en,sex,age,status\nINV1,1,1,مختلق,Invented,male,4,killed\n",
            {"sex": "male", "statuses": "killed"},
        ),
        (
            "kobo",
            "start,end,name_en,sex,groups,_id,_uuid,_submission_time\n"
            "2020-01-02T10:00:00,2020-01-02T10:20:00,Invented,female,child medical,7,uuid-1,2020-01-02T10:21:00\n",
            {"sex": "female", "documented_on": "2020-01-02"},
        ),
        (
            "odk",
            "SubmissionDate,name_en,sex,age,KEY\n2020-01-02T10:21:00.000Z,Invented,female,7,uuid:1\n",
            {"sex": "female", "documented_on": "2020-01-02"},
        ),
        (
            "uwazi",
            "Title,Date added,Template,Sex,Date of death\nInvented One,2020-01-02,Person,Female,2016-05-01\n",
            {"sex": "female", "died_on": "2016-05-01"},
        ),
        (
            "hxl",
            "Where,Dead,When\n#adm1 +name,#affected +killed,#date +occurred\nInvented,5,2016-05-01\n",
            {"governorate": "Invented", "happened_on": "2016-05-01"},
        ),
        (
            "vdc",
            "Name,Status,Sex,Province,Date of death,Cause of Death\n"
            "Invented One,Non-Civilian,Adult - Male,Aleppo,2016-05-01,Shelling\n",
            {"sex": "male", "civilian_status": "combatant", "died_on": "2016-05-01"},
        ),
        (
            "health-ministry",
            "id,name,gov_id,dob,sex\n1,مختلق الأول,900000001,2010-01-02,M\n",
            {"sex": "male", "born": "2010-01-02"},
        ),
        (
            "airwars-incidents",
            "incident_code,place_en,date,lat,lon,belligerents,strike_type,civ_killed_min,civ_killed_max,"
            "civ_injured_min,civ_injured_max\nINV1,Invented,2016-05-01,36.2,37.1,US-led Coalition,Airstrike,2,3,,\n",
            {"happened_on": "2016-05-01", "civilian_status": "civilian"},
        ),
    ],
)
def test_a_row_under_published_columns_comes_in(register, name, text, expected):
    done, said = imported(register, text.encode(), name)

    assert (done.rows, done.errors) == (1, ())
    assert expected.items() <= said.items()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("ucdp_ged_syria/ged_syria_2016_2017.csv", "ged"),
        ("airwars_syria/incidents.csv", "airwars-incidents"),
        ("airwars_syria/victims.csv", "airwars-victims"),
        ("gaza_lists/moh_20240630.csv", "health-ministry"),
    ],
)
def test_the_lists_that_were_published_come_in(shared, register, path, name):
    """The first rows, quickly; whole files are measured in docs/reference/accuracy.md."""
    lines = (shared / "data" / path).read_text("utf-8").splitlines(keepends=True)[:300]
    done = register.exchange.import_table("".join(lines).encode(), shipped_mapping(name) or "", name=path, dry_run=True)
    assert done.rows - len(done.errors) >= done.rows * 0.99
