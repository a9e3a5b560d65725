"""A small cell is given away by no other window and no later edition (E10). The registers are invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.beginnings import begun

from sijill import access, methodology, readings
from sijill.model import Sensitivity
from sijill.values import Period
from sijill.workspace import Register, Settings

PUBLIC, TEAM = Sensitivity.PUBLIC, Sensitivity.TEAM
SMALLEST = 5
PARTIES = ("syrian_gov", "russia", "sdf", "isis")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with begun(tmp_path / "register", Settings(name="Test", owner="lead")) as made:
        rules = methodology.shipped_bytes("snhr").decode().replace("smallest_cell = 0", f"smallest_cell = {SMALLEST}")
        made.counts.adopt_methodology(rules.replace('version = "2"', 'version = "5"', 1).encode())
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


def told_by_adding_up(cells: dict[tuple[str, ...], int], hidden: frozenset[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """Return the withheld cells that the sums of all lines determine, by solving them together over the rationals."""
    unknown = sorted(keys for keys in hidden if cells[keys])
    lines = sorted({(axis, keys[axis]) for keys in unknown for axis in (0, 1)})
    rows = [[Fraction(int(keys[axis] == value)) for keys in unknown] for axis, value in lines]
    reduced: list[list[Fraction]] = []
    for column in range(len(unknown)):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [one / pivot[column] for one in pivot]
        rows = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        reduced = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in reduced]
        reduced.append(pivot)
    return {unknown[row.index(1)] for row in reduced if sum(map(bool, row)) == 1}


@given(st.lists(st.integers(0, 12), min_size=20, max_size=20), st.integers(2, 6))
def test_all_windows_and_rows_added_up_give_no_withheld_cell_away(numbers, smallest):
    """Four windows and their whole, five rows: a line that is one cell alone is told by its total, and no other."""
    months = [dict(zip("abcde", numbers[n : n + 5], strict=True)) for n in range(0, 20, 5)]
    year = {key: sum(month[key] for month in months) for key in "abcde"}
    cells = access.over_windows({"year": year, **{str(n): one for n, one in enumerate(months)}})

    hidden = access.hidden_cells(cells, smallest=smallest)

    alone = {
        keys
        for keys in hidden
        for axis in (0, 1)
        if sum(1 for other in cells if cells[other] and other[axis] == keys[axis]) == 1
    }
    determined = told_by_adding_up(cells, hidden)
    assert not determined or alone, (determined, cells)


def test_the_tables_of_a_year_are_withheld_as_one_whichever_is_asked_for(register):
    """Found on a drawn register: each window had chosen its own second cells, and together they gave one death away."""
    deaths = {
        "2020-01": {"syrian_gov": 1, "russia": 5, "sdf": 5},
        "2020-02": {"russia": 5, "isis": 8, "sdf": 18, "usa": 17},
        "2020-03": {"russia": 9, "usa": 9},
        "2020-04": {"syrian_gov": 12, "isis": 9, "sdf": 5},
    }
    for month, row in deaths.items():
        for party, number in row.items():
            killed(register, party, month, number)

    windows = ("2020", *deaths)
    whole = {window: rows(register, window, TEAM) for window in windows}
    shown = {window: rows(register, window) for window in windows}
    cells = {(window, key): number for window in windows for key, number in whole[window].items()}
    hidden = frozenset(keys for keys, number in cells.items() if number and keys[1] not in shown[keys[0]])

    assert {number for keys, number in cells.items() if number and keys not in hidden} & {1, 2, 3, 4} == set()
    assert not {keys for keys in told_by_adding_up(cells, hidden) if cells[keys] < SMALLEST}


def edition(register: Register, period: str) -> str:
    seen = register.publishing.report(period, formats=["html"]).seq
    asked = {"formats": ["html"], "publish": True, "seen": seen, "reason": "checked that it endangers nobody"}
    return register.publishing.report(period, **asked).publication or ""


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


def test_an_older_version_or_another_methodology_shows_the_public_no_smaller_cell(register):
    """The first version of snhr withholds nothing, and whoever asks for it by name is the public all the same."""
    register.counts.adopt_methodology(methodology.shipped_bytes("vdc"))
    weaker = methodology.shipped_bytes("snhr").decode().replace('version = "2"', 'version = "4"', 1)
    register.counts.adopt_methodology(weaker.encode())
    rules = methodology.shipped_bytes("snhr").decode().replace("smallest_cell = 0", "smallest_cell = 5")
    register.counts.adopt_methodology(rules.replace('version = "2"', 'version = "3"', 1).encode())
    for party, number in (("russia", 3), ("sdf", 2), ("isis", 20)):
        killed(register, party, "2020-05", number)

    for asked in (None, "snhr@4", "snhr@3", "vdc"):
        table = readings.toll(register, audience=PUBLIC, period="2020-05", methodology=asked)
        assert not [row for row in table.documents() if row["killed"] and 0 < row["killed"]["best"] < 5], asked


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


def test_the_dead_by_torture_are_a_cell_of_the_table_by_cause_also_in_a_report(register):
    """The table by cause kept two back, and the public report printed them by themselves, month by month."""
    for party, number in (("syrian_gov", 20), ("russia", 9), ("isis", 30)):
        killed(register, party, "2020-05", number)
    for month in ("2020-02", "2020-05"):
        killed(register, "syrian_gov", month, 2, cause="torture")

    public, team = (register.publishing.month("2020-05", audience=one).value for one in (PUBLIC, TEAM))

    assert team.torture.by_party.total.figure.best == 2
    assert (public.torture, public.torture_withheld, team.torture_withheld) == (None, True, False)
    page = register.publishing.report("2020-05", formats=["html"], languages=["en"]).files[0].read_text()
    assert "Deaths due to torture: the number for May 2020 is withheld" in page
    assert any("cause=torture" in one for one in public.withheld)


def test_a_month_of_the_trend_tells_no_cell_that_its_own_table_keeps_back(register):
    killed(register, "syrian_gov", "2020-02", 2, cause="torture")
    killed(register, "syrian_gov", "2020-02", 9, children={"low": 1, "high": 1})
    killed(register, "russia", "2020-02", 8)
    for cause in ("torture", "shelling"):
        killed(register, "syrian_gov", "2020-05", 30, cause=cause)

    public = register.publishing.month("2020-05", audience=PUBLIC).value

    assert public.torture is None or public.torture.trend.by_month is None
    assert not any(row.groups for row in (*public.trend.by_month.rows, public.trend.by_month.total))
    assert sum(row.figure.best for row in public.trend.by_month.rows) == 79


def test_a_group_that_is_all_there_is_goes_with_the_noughts_beside_it(register):
    """E10: two women and nobody else: children 0, men 0 and a total of two would tell that they were women."""
    killed(register, "russia", "2020-01", 2, women={"low": 2, "high": 2})

    table = readings.toll(register, audience=PUBLIC, period="2020-01").documents()
    assert [(row["killed"]["best"], row["children"], row["women"]) for row in table] == [(2, None, None)] * 2
    assert register.publishing.month("2020-01").value.total.groups == {}
