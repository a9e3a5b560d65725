"""A row becomes values: what a whole column tells, codes beside our own words, the parts of a value (issue 15)."""

from __future__ import annotations

from typing import Any

from sijill.actions.tables._cells import KeptWords, column_facts, row_values
from sijill.tables import parse_mapping

HEAD = 'kind = "{kind}"\nsource = "Invented list"\n'


def said(
    columns: str, rows: list[dict[str, str]], kind: str = "incident"
) -> tuple[list[dict[str, Any]], list[KeptWords]]:
    """Return the values of invented rows, and the words in them that were not read."""
    mapping = parse_mapping(HEAD.format(kind=kind) + columns)
    facts, kept = column_facts(rows, mapping), list[KeptWords]()
    return [row_values(row, mapping, facts=facts, kept=kept) for row in rows], kept


def test_one_day_after_the_twelfth_tells_the_order_of_its_column() -> None:
    rows = [{"Day": "05/04/2016"}, {"Day": "25/04/2016"}, {"Day": "7/4/16"}]

    values, kept = said('[columns]\nhappened_on = "Day"\n', rows)

    assert [one["happened_on"] for one in values] == ["2016-04-05", "2016-04-25", "2016-04-07"]
    assert kept == []


def test_days_that_nothing_decides_are_kept_and_asked_about() -> None:
    values, kept = said('[columns]\nhappened_on = "Day"\n', [{"Day": "05/04/2016"}, {"Day": "06/07/2016"}])

    assert [one["happened_on"] for one in values] == [{"as_written": "05/04/2016"}, {"as_written": "06/07/2016"}]
    assert [(one.column, one.words) for one in kept] == [("Day", "05/04/2016"), ("Day", "06/07/2016")]
    assert "[formats]" in kept[0].reason
    assert len({one.why for one in kept}) == 1


def test_a_format_of_the_mapping_decides_every_day() -> None:
    columns = '[columns]\nhappened_on = "Day"\n[formats]\nhappened_on = "%m/%d/%Y"\n'
    values, kept = said(columns, [{"Day": "05/04/2016"}, {"Day": "25/04/2016"}])

    assert values[0]["happened_on"] == "2016-05-04"
    assert [one.words for one in kept] == ["25/04/2016"]


def test_a_code_of_the_mapping_turns_off_no_other_name() -> None:
    """Case 10: with one code in [values.attribution] every other party was unknown."""
    columns = (
        '[columns]\nattribution = "By"\ncause = "How"\n[values.attribution]\nGov = "syrian_gov"\n'
        '[values.cause]\nX = "landmine"\n'
    )
    rows = [{"By": "Gov", "How": "X"}, {"By": "روسيا", "How": "torture"}, {"By": "Martians", "How": "Y"}]

    values, kept = said(columns, rows)

    assert [one["attribution"].get("parties") for one in values] == [["syrian_gov"], ["russia"], None]
    assert [one["cause"] for one in values] == ["landmine", "torture", {"as_written": "Y"}]
    assert [(one.column, one.words) for one in kept] == [("By", "Martians"), ("How", "Y")]


def test_low_best_and_high_are_one_number() -> None:
    columns = (
        '[columns]\n"killed.low" = "Low"\n"killed.best" = "Best"\n"killed.high" = "High"\n"injured.best" = "Hurt"\n'
    )
    rows = [
        {"Low": "1.0", "Best": "3.0", "High": "9.0", "Hurt": "4"},
        {"Low": "8", "Best": "15", "High": "7", "Hurt": ""},
    ]

    values, kept = said(columns, rows)

    assert values[0]["killed"] == {"low": 1, "best": 3, "high": 9}
    assert values[0]["injured"] == {"low": 4, "high": 4}
    assert values[1]["killed"] == {"as_written": "low: 8; best: 15; high: 7"}
    assert [one.column for one in kept] == ["Low, Best, High"]


def test_constants_alone_make_no_record() -> None:
    values, _ = said('[columns]\n"name.en" = "Name"\n[constants]\nstatuses = "killed"\n', [{"Name": " "}], "victim")

    assert values == [{}]


def test_one_word_of_several_that_nobody_reads_leaves_the_others() -> None:
    columns = '[columns]\nstatuses = "What"\n"identifiers.moh" = "ID"\n'
    values, kept = said(columns, [{"What": "killed; vanished", "ID": "900001.0"}], "victim")

    assert values[0]["statuses"] == ["killed", {"as_written": "vanished"}]
    assert values[0]["identifiers"] == [{"scheme": "moh", "value": "900001"}]
    assert [one.words for one in kept] == ["vanished"]


def test_half_a_pair_and_an_exchanged_pair_are_no_point() -> None:
    columns = '[columns]\n"point.latitude" = "Lat"\n"point.longitude" = "Lon"\n'
    rows = [{"Lat": "36.2", "Lon": ""}, {"Lat": "37.16", "Lon": "36.2"}, {"Lat": "36,2", "Lon": "37,16"}]

    values, kept = said(columns, rows)

    assert [one.words for one in kept] == ["36.2, ", "37.16, 36.2"]
    assert values[2]["point"] == {"latitude": "36.2", "longitude": "37.16", "precision": "exact"}
