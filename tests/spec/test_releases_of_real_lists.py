"""Six releases of one list, and two linked tables, as they were published (../shared): nobody twice, nobody lost."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.sizes import often
from tests.unit.web.conftest import register

__all__ = ["register"]  # a fixture

RELEASES = ("20231026", "20240105", "20240329", "20240430", "20240630", "20240831")
COLUMNS = {"name": '"name.ar"', "sex": "sex", "age": "age", "dob": "born", "gov_id": '"identifiers.moh"'}
LIST = """
kind = "victim"
source = "A health ministry"
key = "gov_id"
[columns]
{columns}
[values.sex]
M = "male"
F = "female"
[constants]
statuses = "killed"
"""
INCIDENTS = """
kind = "incident"
source = "A monitor"
key = "incident_code"
[columns]
happened_on = "date"
place = "place_en"
"killed.low" = "civ_killed_min"
"killed.high" = "civ_killed_max"
[constants]
civilian_status = "civilian"
"""
VICTIMS = """
kind = "victim"
source = "A monitor"
key = ["incident_code", "victim_no"]
[columns]
"name.ar" = "name_ar"
"name.en" = "name_en"
sex = "sex"
age = "age"
statuses = "status"
"incident.key" = "incident_code"
[constants]
civilian_status = "civilian"
"""


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table by a reader that is not ours."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(rows: list[dict[str, str]]) -> bytes:
    """Return rows as a table of the same columns."""
    table = io.StringIO()
    out = csv.DictWriter(table, list(rows[0]))
    out.writeheader()
    out.writerows(rows)
    return table.getvalue().encode()


@pytest.mark.slow
def test_the_persons_of_releases_are_the_union_by_their_number(register, shared):
    """Issue 15: differences are told, a number whose name is another's is asked about; all six in a long run."""
    union: set[str] = set()
    asked = 0
    for release in RELEASES[: often(len(RELEASES), 2)]:
        path = shared / "data" / "gaza_lists" / f"moh_{release}.csv"
        rows = rows_of(path)
        columns = "\n".join(f'{word} = "{column}"' for column, word in COLUMNS.items() if column in rows[0])

        done = register.exchange.import_table(path.read_bytes(), LIST.format(columns=columns), name=path.name)

        numbers = {row["gov_id"] for row in rows if row["gov_id"]}
        asked += sum(one.why.value == "other_person" for one in done.questions)
        if done.release is not None:
            told = done.release
            assert told.new + len(told.changed) + told.unchanged == done.records
            assert len(told.gone) >= len(union - numbers)
        union |= numbers

    persons = [one for one in register.records.all() if one.kind == "victim"]
    numbered = [{each.value for each in one.noun.identifiers if each.scheme == "moh"} for one in persons]
    assert {number for some in numbered for number in some} == union
    assert len([some for some in numbered if some]) - len(union) <= asked <= 30


@pytest.mark.slow
def test_persons_of_a_linked_table_join_its_incidents(register, shared):
    """Issue 15: every row of both tables, and the sums of an independent reading."""
    folder = shared / "data" / "airwars_syria"
    incidents, victims = rows_of(folder / "incidents.csv"), rows_of(folder / "victims.csv")
    codes = set(list(dict.fromkeys(row["incident_code"] for row in incidents))[: often(10_000, 600)])
    incidents, victims = ([row for row in rows if row["incident_code"] in codes] for rows in (incidents, victims))

    first = register.exchange.import_table(written(incidents), INCIDENTS, name="incidents.csv")
    second = register.exchange.import_table(written(victims), VICTIMS, name="victims.csv")

    assert (first.records, second.records) == (len(codes), len(victims))
    assert (first.errors, second.errors) == ((), ())
    assert [one for one in second.questions if one.why.value == "unknown_incident"] == []
    held = [one for one in register.records.all() if one.kind == "incident"]
    assert len(held) == len(codes)
    assert sum(one.noun.killed.low for one in held if one.noun.killed and one.noun.killed.low) == sum(
        int(row["civ_killed_min"] or 0) for row in {row["incident_code"]: row for row in incidents}.values()
    )
    assert second.sums.dead.low == sum(row["status"] == "killed" for row in victims)
