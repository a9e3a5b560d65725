"""A table of others gets where its places lie, behind columns that stay as they were (issue 13, item 4)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from sijill.cli import main
from sijill.model.theatres import Theatre
from sijill.workspace import theatres
from sijill.workspace.ground.geocoding import GeocodingRefused, geocode_table

MAPPING = '[columns]\nplace = "where"\nid = "no"\ngovernorate = "province"\n'
TABLE = (
    "no,where,province,note\n"
    'e1,Idlib city,,"=1+1"\n'
    "e2,Mansoura,,-5\n"
    "e3,Mansoura,Raqqa,-0.5\n"
    "e4,Inventedtown,Aleppo,\n"
    "e5,Inventedtown,,\n"
    "e6,Syria,,\n"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_their_columns_stay_and_ours_come_behind_them(tmp_path):
    done = geocode_table(TABLE.encode(), MAPPING, tmp_path / "out.csv", theatre=Theatre.load("syria"))
    rows = rows_of(tmp_path / "out.csv")

    assert list(rows[0]) == [
        "no", "where", "province", "note",
        "geo_place", "geo_pcode", "geo_adm1", "geo_precision", "geo_lat", "geo_lon", "geo_candidates",
    ]  # fmt: skip
    assert [row["where"] for row in rows] == [line.split(",")[1] for line in TABLE.splitlines()[1:]]
    assert [row["note"] for row in rows][:3] == ["'=1+1", "-5", "-0.5"]  # a formula is disarmed, a number is none
    assert [(row["geo_place"], row["geo_adm1"], row["geo_precision"]) for row in rows] == [
        ("Idlib", "Idlib", "exact"),
        ("", "", ""),
        ("Mansoura", "Raqqa", "exact"),
        ("Aleppo", "Aleppo", "governorate"),
        ("", "", ""),
        ("Syria", "", "country"),
    ]
    assert rows[1]["geo_candidates"] == "Mansoura (town, Raqqa); al-Mansoura (village, Aleppo)"
    assert (done.rows, done.answered) == (6, 4)
    assert [(one.row, one.id, len(one.candidates)) for one in done.left] == [(2, "e2", 2), (5, "e5", 0)]


def test_another_war_is_answered_from_its_own_table_of_places_and_from_no_other(tmp_path):
    theatres.new_theatre(tmp_path / "ours")
    geonames = [["1", "Riverland", "Riverland", "", "10.2", "20.3", "A", "ADM1", "XX", "", "07"],
                ["2", "Idlib", "Idlib", "", "10.1", "20.1", "P", "PPL", "XX", "", "07"]]  # fmt: skip
    dump = "".join("\t".join([*one, *[""] * (19 - len(one))]) + "\n" for one in geonames)
    (tmp_path / "XX.txt").write_text(dump, "utf-8")
    theatres.import_places(tmp_path / "ours", tmp_path / "XX.txt")

    table = b"where\nIdlib village\nAleppo\nInventedtown in Riverland\nKenya\n"
    geocode_table(
        table, '[columns]\nplace = "where"\n', tmp_path / "o.csv", theatre=Theatre.named(str(tmp_path / "ours"))
    )

    assert [(row["geo_place"], row["geo_adm1"], row["geo_lat"]) for row in rows_of(tmp_path / "o.csv")] == [
        ("Idlib", "Riverland", "10.10000"),
        ("", "", ""),
        ("Riverland", "Riverland", "10.20000"),
        ("Kenya", "", ""),
    ]


@pytest.mark.parametrize(
    ("table", "mapping", "told"),
    [
        (TABLE, '[columns]\nplace = "town"\n', "the table has no column 'town'; it has: no, where, province, note"),
        (TABLE, '[columns]\nid = "no"\n', r"\[columns\] with place"),
        (TABLE, '[columns]\nplace = "where"\nday = "no"\n', "it cannot have: day"),
        (TABLE, "columns", "is not TOML"),
        ("where,geo_lat\nx,1\n", '[columns]\nplace = "where"\n', "has a column 'geo_lat' already"),
        ("where,a,a\nx,1,2\n", '[columns]\nplace = "where"\n', "two columns called 'a'"),
    ],
)
def test_a_table_that_cannot_be_answered_is_refused_by_name_and_no_file_is_begun(tmp_path, table, mapping, told):
    with pytest.raises(GeocodingRefused, match=told):
        geocode_table(table.encode(), mapping, tmp_path / "out.csv", theatre=Theatre.load("syria"))

    assert list(tmp_path.iterdir()) == []


def test_the_command_tells_how_many_rows_have_a_place_and_which_are_open(tmp_path, capsys):
    (tmp_path / "t.csv").write_text(TABLE, "utf-8")
    (tmp_path / "m.toml").write_text(MAPPING, "utf-8")
    words = [
        "geocode",
        str(tmp_path / "t.csv"),
        "--mapping",
        str(tmp_path / "m.toml"),
        "--out",
        str(tmp_path / "o.csv"),
    ]

    assert main([*words, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert main(words) == 0

    assert {name: document[name] for name in ("rows", "answered", "open", "unknown")} == {
        "rows": 6, "answered": 4, "open": 1, "unknown": 1,
    }  # fmt: skip
    assert document["by_precision"] == {"country": 1, "exact": 2, "governorate": 1}
    assert document["left"][0]["candidates"][1] == {
        "place": "al-Mansoura", "kind": "village", "adm1": "Aleppo", "why": "name",
    }  # fmt: skip
    assert capsys.readouterr().out.startswith("4 of 6 rows have a place")
