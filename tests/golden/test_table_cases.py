"""The shared cases of tables, and real lists: what comes in, what is kept as written, what is no record."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from sijill.actions.tables._cells import KeptWords, column_facts, row_values
from sijill.language.written import QuestionedAge, written_age
from sijill.tables import Table, parse_mapping, read_rows, table_text
from sijill.values import SijillError

GED = """
kind = "incident"
source = "UCDP GED"
[columns]
title = "id"
happened_on = "date_start"
place = "where_coordinates"
governorate = "adm_1"
"point.latitude" = "latitude"
"point.longitude" = "longitude"
attribution = "side_a"
"killed.low" = "low"
"killed.best" = "best"
"killed.high" = "high"
"""


def taken(table: Path, mapping: str) -> tuple[Table, list[dict[str, Any]], list[KeptWords]]:
    """Return a table, the values of its rows, and the words in them that were not read."""
    asked = parse_mapping(mapping)
    read = read_rows(table_text(table.read_bytes(), name=table.name), asked)
    facts, kept = column_facts((row.cells for row in read.rows), asked), list[KeptWords]()
    return read, [row_values(row.cells, asked, facts=facts, kept=kept) for row in read.rows], kept


@pytest.fixture(scope="module")
def cases(shared: Path) -> Path:
    """The folder of cases."""
    return shared / "cases"


def of_case(cases: Path, folder: str, table: str, mapping: str | None = None) -> Any:
    """Return what ``taken`` gives of a case."""
    toml = cases / folder / f"{mapping or table}.toml"
    return taken(cases / folder / f"{table}.csv", toml.read_text(encoding="utf-8"))


def ends(value: Any) -> tuple[int | None, int | None]:
    """Return low and high of a number in JSON form."""
    return value.get("low"), value.get("high")


def test_03_every_age_is_read(cases: Path) -> None:
    _, values, kept = of_case(cases, "03-ages-as-written", "list")

    assert kept == []
    assert [ends(one["age"]) for one in values] == [
        *((0, 0), (1, 1), (40, 49), (0, 0), (35, 35), (30, 30), (13, 14), (0, 0), (80, None), (12, 12), (0, 0)),
    ]


def test_04_a_birth_year_in_the_age_is_questioned(cases: Path) -> None:
    _, values, kept = of_case(cases, "04-birth-year-in-age", "list")

    assert [one.words for one in kept] == ["1994", "999", "-1"]
    assert [ends(one["age"]) for one in values if "low" in one["age"]] == [(99, 99)]


@pytest.mark.parametrize("mapping", ["incidents", "incidents-values"])
def test_10_several_parties_stand_in_a_cell(cases: Path, mapping: str) -> None:
    _, values, kept = of_case(cases, "10-several-parties-in-one-cell", "incidents", mapping)

    assert kept == []
    assert [one["attribution"]["mode"] for one in values] == [
        *("joint_undetermined", "one_of_two", "single", "single", "single", "unknown", "unknown", "single"),
    ]


def test_11_a_choice_of_several_groups_is_several(cases: Path) -> None:
    _, values, _ = of_case(cases, "11-select-multiple-groups", "list")

    assert Counter(group for one in values for group in one["groups"]) == {"medical": 4, "media": 3}


def test_13_totals_and_sources_are_no_records(cases: Path) -> None:
    incidents, values, _ = of_case(cases, "13-total-row-at-the-end", "incidents")
    persons, _, _ = of_case(cases, "13-total-row-at-the-end", "list")

    assert sum(one["killed"]["low"] for one in values) == 5
    assert [one.why for one in incidents.left_out] == ["blank", "total"]
    assert (len(persons.rows), [one.why for one in persons.left_out]) == (2, ["total", "blank", "note"])


def test_15_points_are_read_or_kept_as_words(cases: Path) -> None:
    _, values, _ = of_case(cases, "15-coordinates", "incidents")

    assert {one["title"] for one in values if "latitude" in one["point"]} == {"DOT", "COMMA", "DMS", "LONG", "ARAB"}
    assert len(values) == 10


def test_17_blank_rows_are_nobody(cases: Path) -> None:
    table, values, _ = of_case(cases, "17-blank-rows", "list")

    assert (len(values), len(table.left_out)) == (2, 3)


def test_18_ged_of_a_mirror_comes_in_with_its_best_number(cases: Path) -> None:
    for name in ("events", "events-without-decimals"):
        _, values, kept = taken(cases / "18-ucdp-ged-form" / f"{name}.csv", GED)

        assert kept == []
        assert [(*ends(one["killed"]), one["killed"]["best"]) for one in values] == [(4, 4, 4), (1, 9, 3)]


def test_the_real_ged_adds_up_to_what_a_plain_script_adds_up(shared: Path) -> None:
    """99 of 100 rows at the least, and the sums of low, best and high over them; 37 rows have low above high."""
    file = shared / "data" / "ucdp_ged_syria" / "ged_syria_2016_2017.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        plain = [[int(float(row[name])) for name in ("low", "best", "high")] for row in csv.DictReader(opened)]
    sound = [row for row in plain if row[0] <= row[2]]

    table, values, _ = taken(file, GED)

    numbers = [one["killed"] for one in values if "as_written" not in one["killed"]]
    assert len(table.rows) == len(plain)
    assert len(numbers) == len(sound) >= 0.99 * len(plain)
    for at, name in enumerate(("low", "best", "high")):
        assert sum(one.get(name) or 0 for one in numbers) == sum(row[at] for row in sound)
    assert sum("latitude" in one["point"] for one in values) >= 0.99 * len(plain)


def test_the_ages_of_real_lists_are_read(shared: Path) -> None:
    """What is left is words such as "10 (also reported as 15)": kept as written, and the person comes in."""
    asked = {"gaza_lists/moh_20231026.csv": "age", "gaza_lists/airwars_victims_with_moh_id.csv": "age_years"}
    for name, column in (asked | {"airwars_syria/victims.csv": "age"}).items():
        with (shared / "data" / name).open(encoding="utf-8-sig", newline="") as opened:
            cells = [cell for row in csv.DictReader(opened) if (cell := (row[column] or "").strip())]
        unread = [cell for cell in cells if not _is_age(cell)]

        assert len(unread) <= 0.005 * len(cells), sorted(unread)


def _is_age(cell: str) -> bool:
    try:
        written_age(cell)
    except QuestionedAge:
        return False
    except SijillError:
        return False
    return True
