"""The answer of a reading: lines, documents, frames and files, without what its reader may not see."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import pytest
from pyarrow import parquet

from sijill import readings
from sijill.actions import Provenance
from sijill.model import Sensitivity
from sijill.readings import NotAsked
from sijill.readings._arguments import ArgumentMissing, NoMonth, NoSuchItem, NoWholeNumber, whole_item_id
from sijill.readings._counts import AxesAsked
from sijill.readings._table import PackageMissing
from sijill.values import Language, PersonName, UnknownWord, UnreadablePeriod, plain, translate


def test_a_late_entry_is_a_row_with_its_days(register, shelling):
    (row,) = readings.late(register, days=30).documents()

    assert (row["record"], row["days"], row["killed"]) == (shelling, 119, {"low": 12, "best": 12, "high": None})
    assert readings.late(register, days=119).documents() == []
    assert readings.late(register, period="2015").documents() == []
    assert len(readings.late(register, period="2016-05", clock="died").documents()) == 1


def test_lines_are_read_in_either_language(register, shelling):
    english, arabic = (list(readings.late(register).lines(language)) for language in Language)

    assert "Documented long after the day" in english[1]
    assert "5 May 2016" in english[1]
    assert translate(Language.AR, "Documented long after the day") in arabic[1]
    assert english[0] != arabic[0]
    assert "1 record has both days." in english


def test_lines_hold_no_marks_of_direction(register):
    values = {"happened_on": "2016-05", "documented_on": "2016-10", "killed": {"low": 3, "high": 7}}
    register.records.record("incident", values | {"civilian_status": "civilian"}, reason="invented")

    for table in (readings.late(register), readings.records(register)):
        for language in Language:
            assert not [line for line in table.lines(language) if plain(line) != line]


def test_what_has_no_handle_is_named_in_lines_by_the_beginning_of_its_id(register):
    taken = register.evidence.add_bytes(b"Invented note.", Provenance(source="Invented Monitor"))

    (_, line) = readings.items(register).lines()

    assert line.startswith(f"{taken.item[:12]} · Invented Monitor")


def test_a_csv_file_holds_nothing_that_a_spreadsheet_would_compute(register, shelling, tmp_path):
    readings.records(register).to_csv(tmp_path / "records.csv")

    (row,) = csv.DictReader(io.StringIO((tmp_path / "records.csv").read_text("utf-8-sig")))
    assert row["called"].startswith("'=HYPERLINK")
    assert (row["killed"], row["killed_low"], row["killed_high"]) == ("12", "12", "")


def test_a_workbook_holds_text_as_text(register, shelling, tmp_path):
    readings.records(register).to_xlsx(tmp_path / "records.xlsx", language=Language.AR)

    with zipfile.ZipFile(tmp_path / "records.xlsx") as package:
        parts = {name: ElementTree.fromstring(package.read(name)) for name in package.namelist() if ".xml" in name}  # noqa: S314
    sheet = ElementTree.tostring(parts["xl/worksheets/sheet1.xml"], encoding="unicode")
    assert "=HYPERLINK" in ElementTree.tostring(parts["xl/sharedStrings.xml"], encoding="unicode")
    assert not any(each.tag.endswith("}f") for each in parts["xl/worksheets/sheet1.xml"].iter())
    assert "rightToLeft" in sheet


def test_a_parquet_file_keeps_numbers_as_numbers(register, shelling, tmp_path):
    readings.records(register).to_parquet(tmp_path / "records.parquet")

    held = parquet.read_table(tmp_path / "records.parquet")
    assert held.column("killed").to_pylist() == [12]
    assert str(held.schema.field("killed").type) == "int64"
    assert held.num_rows == readings.records(register).to_arrow().num_rows


def test_a_json_file_holds_the_rows_of_the_table(register, shelling, tmp_path):
    table = readings.records(register)

    table.to_json(tmp_path / "records.json")

    assert json.loads((tmp_path / "records.json").read_text("utf-8")) == table.documents()


@pytest.mark.parametrize(("method", "package"), [("to_polars", "polars"), ("to_pandas", "pandas")])
def test_a_frame_needs_its_package_and_says_which(register, shelling, method, package, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, package, None)

    with pytest.raises(PackageMissing, match=f"the package {package} is not installed here"):
        getattr(readings.records(register), method)()


def test_a_notebook_shows_a_table_and_never_markup_of_a_record(register):
    register.records.record("incident", {"title": "<script>alert(1)</script>"}, reason="invented")

    shown = readings.records(register)._repr_html_()

    assert shown.startswith("<table><caption>Records</caption>")
    assert "<script>" not in shown


def test_what_an_audience_may_not_see_is_no_column_and_no_row(register):
    register.records.record(
        "victim", {"name": PersonName.of("Invented Name").to_json(), "statuses": "detained"}, reason="invented"
    )

    (ours,) = readings.records(register).documents()
    theirs = readings.records(register, audience=Sensitivity.PUBLIC)

    assert ours["called"] == "Invented Name"
    assert "handle" not in [one.name for one in theirs.columns]
    assert theirs.documents() == []


def test_what_is_shown_and_what_is_taken_out_stand_in_the_access_log(register, shelling, tmp_path):
    list(readings.records(register))
    readings.records(register).to_csv(tmp_path / "out.csv")

    told = [(row["act"], row["subjects"]) for row in readings.access(register, subject=shelling)]

    assert told == [("exported", (shelling,)), ("read", (shelling,))], "newest first"


def test_an_argument_that_is_missing_foreign_or_unreadable_is_refused_by_its_name(register, shelling):
    refused = [
        (readings.history, {}, ArgumentMissing, "thing"),
        (readings.late, {"figure": "x"}, NotAsked, "figure"),
        (readings.late, {"days": "many"}, NoWholeNumber, "days"),
        (readings.late, {"clock": "dyed"}, UnknownWord, "died"),
        (readings.late, {"period": "Mai"}, UnreadablePeriod, "window"),
        (readings.completeness, {"month": "zzz"}, NoMonth, "month is one month, such as 2020-05"),
        (readings.completeness, {"month": "2020"}, NoMonth, "month"),
    ]
    for reading, given, error, named in refused:
        with pytest.raises(error, match=named):
            reading(register, **given).documents()


def test_an_id_that_names_no_item_or_several_is_refused_by_what_is_wrong_with_it():
    held = ["aaaaaaaa11", "aaaaaaaa22", "bbbbbbbb33"]
    said = {"aaaaaaaa": "2 items begin with .* more of its letters", "cccccccc": "no item begins", "aaa": "first eight"}

    for given, words in said.items():
        with pytest.raises(NoSuchItem, match=words) as refused:
            whole_item_id(given, held)
        assert ("مادتان" in refused.value.in_language(Language.AR)) is (given == "aaaaaaaa")
    assert whole_item_id("BBBBBBBB", held) == "bbbbbbbb33"


def test_a_record_is_asked_by_its_handle(register, shelling):
    handle = register.records.names([shelling])[shelling].handle

    rows = readings.history(register, thing=handle).documents()

    assert {row["property"] for row in rows} >= {"title", "killed"}


def test_the_same_table_can_be_read_twice(register, shelling):
    table = readings.records(register)

    assert table.documents() == table.documents() != []


def test_a_party_and_a_place_are_called_by_their_names(register):
    for kind, told in (("party", {"name": "Invented Group"}), ("place", {"name": "Invented Town"})):
        register.records.record(kind, told, reason="invented")

    called = [row["called"] for row in readings.records(register).documents()]

    assert {"Invented Group", "Invented Town"} <= set(called)


def test_a_table_over_two_axes_sums_to_its_total_and_is_the_teams(register, shelling):
    other = {"happened_on": "2016-06-01", "documented_on": "2016-06-02", "civilian_status": "civilian"}
    register.records.record("incident", other | {"killed": {"low": 3, "high": 3}}, reason="invented")

    *cells, total = readings.crosstab(register, period="2016", clock="died", by=["party", "month"]).documents()

    assert {(one["first"], one["second"]): one["killed"]["best"] for one in cells} == {
        ("not_stated", "2016-05"): 12,
        ("not_stated", "2016-06"): 3,
    }
    assert total["killed"]["best"] == 15
    (alone,) = readings.crosstab(register, audience=Sensitivity.PUBLIC, period="2016", clock="died").documents()
    assert alone["killed"]["best"] == 15
    with pytest.raises(AxesAsked):
        readings.crosstab(register, period="2016", by=["party"]).documents()
