"""A small cell is given away by no other window and no later edition (E10). The registers are invented."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill import access, methodology, readings
from sijill.model import Sensitivity
from sijill.values import Period
from sijill.workspace import Register, Settings

PUBLIC, TEAM = Sensitivity.PUBLIC, Sensitivity.TEAM
SMALLEST = 5
PARTIES = ("syrian_gov", "russia", "sdf", "isis")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with Register.init(tmp_path / "register", settings=Settings(name="Test", owner="lead")) as made:
        rules = methodology.shipped_bytes("snhr").decode().replace("smallest_cell = 0", f"smallest_cell = {SMALLEST}")
        made.counts.adopt_methodology(rules.replace('version = "1"', 'version = "2"', 1).encode())
        yield made


def killed(register: Register, party: str, month: str, number: int, **more: Any) -> None:
    values = {
        "killed": {"low": number, "high": number},
        "civilian_status": "civilian",
        "happened_on": f"{month}-03",
        "documented_on": f"{month}-04",
        "attribution": {"mode": "single", "parties": [party]},
        **more,
    }
    register.records.record("incident", values, reason="invented for a test")


def rows(register: Register, window: str, audience: Sensitivity = PUBLIC) -> dict[str, int]:
    table = readings.toll(register, audience=audience, period=window)
    return {row["key"]: row["killed"]["best"] for row in table.documents()}


def test_a_month_and_its_year_do_not_give_a_small_cell_away(register):
    """Four in February would be the year's sixteen less January's twelve."""
    killed(register, "russia", "2020-01", 12)
    killed(register, "russia", "2020-02", 4)
    for month in ("2020-01", "2020-02"):
        killed(register, "syrian_gov", month, 30)
        killed(register, "isis", month, 20)
    russia = next(key for key in rows(register, "2020", TEAM) if "russia" in key)

    shown = {window: rows(register, window) for window in ("2020", "2020-01", "2020-02")}

    assert russia not in shown["2020-02"]
    assert sum(russia in one for one in shown.values()) < 2
    assert [sum(n for k, n in one.items()) for one in (rows(register, "2020", TEAM),)]


@given(st.lists(st.integers(0, 12), min_size=12, max_size=12))
def test_no_cell_is_the_only_one_withheld_in_its_window_or_along_the_windows(numbers):
    """Three windows and their whole, three rows: what a reader can add up, one equation at a time."""
    months = [dict(zip("abc", numbers[n : n + 3], strict=True)) for n in range(0, 9, 3)]
    year = {key: sum(month[key] for month in months) for key in "abc"}
    cells = access.over_windows([year, *months])

    hidden = access.hidden_cells(cells, smallest=SMALLEST)

    for line in itertools.chain(
        ([("0", key), *((str(n), key) for n in (1, 2, 3))] for key in "abc"),
        ([(str(n), key) for key in "abc"] for n in range(4)),
    ):
        told = [keys for keys in line if cells[keys]]
        gone = [keys for keys in told if keys in hidden]
        assert len(gone) != 1 or len(told) == 1


def edition(register: Register, period: str) -> str:
    return register.publishing.report(period, formats=["html"], publish=True, reason="checked").publication


def test_what_an_edition_withheld_stays_withheld_in_later_ones_and_at_every_door(register):
    killed(register, "russia", "2020-05", 3)
    killed(register, "sdf", "2020-05", 9)
    killed(register, "isis", "2020-05", 20)
    (russia,) = (key for key in rows(register, "2020-05", TEAM) if "russia" in key)
    first = edition(register, "2020-05")
    withheld = register.records.entry(first).body["withheld"]
    assert any(f"party={russia}@" in one for one in withheld)

    killed(register, "russia", "2020-05", 4)
    assert rows(register, "2020-05", TEAM)[russia] == 7

    assert russia not in rows(register, "2020-05")
    again = register.publishing.month("2020-05").value.by_party
    assert russia not in {row.key for row in again.rows}
    assert again.total.figure.best == 36


def test_without_an_earlier_edition_a_cell_that_grew_is_shown(register):
    for party, number in (("russia", 7), ("sdf", 9), ("isis", 20)):
        killed(register, party, "2020-05", number)

    assert rows(register, "2020-05") == rows(register, "2020-05", TEAM)


def test_a_public_report_withholds_small_cells_and_the_team_s_does_not(register):
    killed(register, "russia", "2020-05", 3, governorate="Aleppo")
    killed(register, "sdf", "2020-05", 2, governorate="Homs")
    killed(register, "isis", "2020-05", 20, governorate="Idlib")

    public, team = (register.publishing.month("2020-05", audience=one).value for one in (PUBLIC, TEAM))

    for table in ("by_party", "by_governorate"):
        shown, whole = getattr(public, table), getattr(team, table)
        assert [row.figure.best for row in shown.rows] == [20, 5]
        assert sorted(row.figure.best for row in whole.rows) == [2, 3, 20]
        assert shown.total.figure.best == whole.total.figure.best == 25
    assert not {row.key for row in team.by_party.rows} & {str(one) for one in public.unlisted_parties}


def test_a_group_that_one_month_hides_is_hidden_in_its_year(register):
    for month, children in (("2020-01", 20), ("2020-02", 2)):
        for party in ("russia", "isis"):
            number = {"low": children, "high": children}
            killed(register, party, month, 40, children=number, women=number)

    year = register.counts.shown(register.view(PUBLIC), *register.counts.asked("2020"), "party").value

    assert "children" not in year.total.groups
    assert year.total.figure.best == 160


@pytest.mark.parametrize("name", sorted(methodology.shipped()))
def test_every_shipped_methodology_says_what_it_does_with_small_cells(name, root):
    """The page on safety names each with its rule and why."""
    rules = methodology.parse(methodology.shipped_bytes(name))
    page = (root / "docs" / "explanation" / "safety.md").read_text(encoding="utf-8")

    assert "smallest_cell" in rules.table("suppression")
    assert f"| `{name}` | {rules.smallest_cell or 'none'} |" in page


def test_windows_that_nobody_can_subtract_stand_alone(register):
    killed(register, "russia", "2020-05", 3)
    _, question = register.counts.asked("2020-05")

    assert len(question.of_one_year()) == 12
    assert replace(question, window=Period.parse("2020-05-01/2020-05-09")).of_one_year() == []
