"""Two records that people hold for one count once at every door: tables, search, exports (DESIGN 5; ST24, ST26)."""

from __future__ import annotations

import csv
import json

import pytest
from tests.spec.test_likely_pairs import WHY, person

from sijill import readings
from sijill.cli import main
from sijill.cli._exchange import EXPORT_FORMATS
from sijill.model import Sensitivity
from sijill.workspace import Register, Settings

MAY = "2020-05"
TEXT = {".csv", ".json", ".geojson", ".jsonl", ".xml", ".ttl", ".jsonld"}


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """A register in which one invented person was recorded by two lists, and both records are one; with both ids."""
    folder = tmp_path_factory.mktemp("linked") / "register"
    with Register.init(folder, settings=Settings(name="Invented team", owner="lead")) as made:
        one = person(made, "Khaled Ahmad Sabbagh", sex="male", documented_on="2020-05-30", killed_in="Idlib")
        other = person(made, "خالد احمد صباغ", sex="male", documented_on="2020-05-30", killed_in="Idlib")
        made.links.same(one, other, reason=WHY)
        yield made, one, other


def rows(register, name, **asked):
    """Return the rows of a reading for the team."""
    return list(getattr(readings, name)(register, audience=Sensitivity.SEALED, **asked))


@pytest.mark.parametrize("axis", ["party", "cause", "governorate", "month", "group"])
def test_every_row_of_a_toll_counts_one(linked, axis):
    register, _, _ = linked

    _, toll = register.counts.toll(MAY, by=axis)

    assert toll.total.figure.best == 1
    assert [row.figure.best for row in toll.rows if row.figure.best] in ([1], [1, 1])  # a group lies within all


def test_a_trace_names_one_record(linked):
    register, one, other = linked
    figure = register.counts.toll(MAY)[1].total.figure.id

    told = rows(register, "trace", figure=figure)

    assert {row["record"] for row in told if row["record"]} == {one}
    assert other not in json.dumps([str(row) for row in told])


@pytest.mark.parametrize(("name", "asked"), [("records", {"kind": "victim"}), ("late", {"days": 7})])
def test_a_list_of_records_holds_one_line(linked, name, asked):
    register, one, _ = linked

    assert [row["record"] for row in rows(register, name, **asked)] == [one]


def test_completeness_is_of_one_person(linked):
    register, _, _ = linked

    told = [row for row in rows(register, "completeness") if row["kind"] == "victim"]

    assert told
    assert {row["known"] + row["unknown"] for row in told} == {1}
    assert [row["records"] for row in rows(register, "known_by_month")] == [1]


@pytest.mark.parametrize("words", ["Khaled Ahmad Sabbagh", "خالد احمد صباغ"])
def test_a_search_in_either_script_leads_to_one_record(linked, words):
    register, one, _ = linked

    assert {hit.subject for hit in register.search(words)} == {one}
    assert {
        hit.subject
        for some in register.search_each([words], kinds=["victim"], limit=9, audience=Sensitivity.TEAM)
        for hit in some
    } == {one}
    assert {row["subject"] for row in rows(register, "search", query=words)} == {one}


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_an_export_holds_one_person(linked, form, tmp_path):
    register, _, other = linked

    done = register.exchange.export(form, tmp_path / form, audience="internal")

    for path in (each for each in done.files if each.suffix in TEXT and each.name != "excluded.csv"):
        if path.suffix == ".csv" and "victim" in path.stem:
            with path.open(encoding="utf-8-sig", newline="") as file:
                assert len([row for row in csv.DictReader(file) if other not in row.get("id", "")]) == 1
        # These hold the history of ids, and which of them lead to another now.
        if form not in ("csv", "prov") and path.name != "acled-deleted.csv":
            assert other not in path.read_text("utf-8"), path.name


def test_the_command_line_shows_the_one_record_under_either_id(linked, capsys):
    register, one, other = linked

    for asked in (one, other):
        assert main(["show", str(register.folder), asked, "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["id"] == one
