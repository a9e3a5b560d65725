"""A civilian-harm archive of ranges, counted as incidents and held against sums made without us."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
from tests.counting import shipped_rules

from sijill import records, tolls
from sijill.model import Attribution, Basis, BasisKind, Clock, PlaceBasis, Statement, to_json
from sijill.tolls import axes, units
from sijill.values import CountRange, PartialDate, Period

RULES = "snhr"
WINDOW = Period.parse("2010-01-01/2030-12-31")
COLUMNS = {"killed": "civ_killed", "children": "children_killed", "women": "women_killed", "men": "men_killed"}


def number(row: dict[str, str], column: str) -> CountRange | None:
    """Return the range of two columns; None where both are empty, or the wrong way round (an import refuses it)."""
    low, high = (int(row[f"{column}_{end}"]) if row[f"{column}_{end}"] else None for end in ("min", "max"))
    backwards = low is not None and high is not None and low > high
    return None if backwards or (low is None and high is None) else CountRange(low, high)


def statements(rows: list[dict[str, str]]) -> Iterator[tuple[int, Statement]]:
    """Yield one statement a cell, as an import would record them."""
    seq = 0
    for line, row in enumerate(rows, 1):
        values = {
            "killed": None,
            "civilian_status": "civilian",
            "happened_on": to_json(PartialDate.parse(row["date"])),
            "governorate": row["governorate_en"] or None,
            "attribution": to_json(Attribution.unknown()),
        }
        values |= {name: said and to_json(said) for name, column in COLUMNS.items() for said in (number(row, column),)}
        for name, value in values.items():
            if value is not None:
                seq += 1
                basis = (Basis(BasisKind.IMPORT_ROW, f"{'0' * 64}#{line}"),)
                yield (
                    seq,
                    Statement(f"s{seq}", row["incident_code"], "incident", name, value, basis, source="an archive"),
                )


@pytest.fixture(scope="module")
def rows(shared):
    """The first half of the archive's rows with a date."""
    path = shared / "data/airwars_syria/incidents.csv"
    if not path.is_file():
        pytest.skip("../shared/data/airwars_syria is absent: this test counts a public archive that is not ours")
    with path.open(encoding="utf-8", newline="") as lines:
        found = [row for row in csv.DictReader(lines) if row["date"]]
    return found[: len(found) // 2]


@pytest.fixture(scope="module")
def found(rows):
    """The units of the archive."""
    return units.units(records.assemble(statements(rows)), shipped_rules(RULES))


def question() -> tolls.Question:
    return tolls.Question(WINDOW, Clock.DIED, PlaceBasis.KILLED_IN, shipped_rules(RULES), 1, {})


def test_the_total_with_its_range_is_the_sum_of_the_columns(rows, found):
    ranges = [killed for row in rows if (killed := number(row, "civ_killed")) is not None]
    only_groups = sum(odd.kind == "groups_without_total" for odd in found.oddities)
    figure = tolls.figure(found, question().definition())
    closed = [part for part in figure.basis if part.high is not None]

    assert len(figure.basis) == len(ranges) + only_groups
    assert figure.low - sum(p.low for p in figure.basis if p.record in odd_records(found)) == sum(
        killed.floor for killed in ranges
    )
    assert sum(part.high for part in closed) == sum(killed.high for killed in ranges if killed.high is not None)


def odd_records(found: units.Units) -> set[str]:
    """Return the incidents that state groups and no total: they count by their groups."""
    return {odd.record for odd in found.oddities if odd.kind == "groups_without_total"}


def test_every_incident_whose_groups_exceed_its_maximum_is_reported(rows, found):
    expected = {
        row["incident_code"]
        for row in rows
        if (killed := number(row, "civ_killed")) is not None
        and killed.high is not None
        and sum(said.floor for name in ("children", "women", "men") if (said := number(row, COLUMNS[name])))
        > killed.high
    }

    assert {odd.record for odd in found.oddities if odd.kind == "groups_exceed_total"} == expected
    assert expected


def test_the_governorates_of_the_archive_are_one_row_each_however_they_are_spelled(rows, found):
    keys = {row.key for row in tolls.toll(found, question(), axis="governorate").rows} - {axes.NOT_STATED}

    assert keys <= {units.governorate(key) for key in keys}
    assert len({key for key in keys if "asak" in key}) <= 1
