"""What a cell of a table may hold for a count: digits, ranges, bounds, and the number words of both languages."""

from __future__ import annotations

import pytest

from sijill.actions.tables import cell_value
from sijill.language.written import UnreadableCount
from sijill.values import BackwardsRange


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("44", 44, 44),
        ("1,200", 1200, 1200),
        ("44-50", 44, 50),
        ("44 – 50", 44, 50),
        ("44+", 44, None),
        ("at least 44", 44, None),
        ("min. 44", 44, None),
        ("≥44", 44, None),
        ("٤٤", 44, 44),
        ("two dozen", 24, 24),
        ("Half a million", 500_000, 500_000),
        ("one hundred and twenty", 120, 120),
        ("نصف مليون", 500_000, 500_000),
        ("48 ألفا و880", 48_880, 48_880),
        ("44 على الأقل", 44, None),
    ],
)
def test_a_count_in_a_cell(cell: str, low: int, high: int | None) -> None:
    read = cell_value("tally", "killed", cell)

    assert (read["low"], read["high"]) == (low, high)


@pytest.mark.parametrize(
    ("cell", "low", "high", "hedge"),
    [
        ("4.0", 4, 4, None),
        ("5 to 8", 5, 8, None),
        ("between 5 and 8", 5, 8, None),
        ("5 أو 6", 5, 6, None),
        ("about 44", 44, 44, "about"),
        ("نحو 44", 44, 44, "نحو"),
        ("dozens", 24, None, "dozens"),
        ("tens of thousands", 20_000, None, "tens of thousands"),
        ("عشرات", 20, None, "عشرات"),
        ("more than 40", 41, None, "more than"),
        ("less than 10", None, 9, "less than"),
        ("up to 8", None, 8, None),
        ("0.0", 0, 0, None),
    ],
)
def test_a_hedge_is_kept_and_what_it_is_worth_is_a_rule_of_the_methodology(
    cell: str, low: int | None, high: int | None, hedge: str | None
) -> None:
    """V-HEDGE, gold rule 2."""
    read = {"low": None, "high": None, "hedge": None, **cell_value("tally", "killed", cell)}

    assert (read["low"], read["high"], read["hedge"]) == (low, high, hedge)


@pytest.mark.parametrize("cell", ["12.5", "4.000", "44,50", "-5", "44 people", "many", "1234567890", "10/12"])
def test_a_cell_that_gives_no_one_number_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableCount):
        cell_value("tally", "killed", cell)


def test_a_range_with_its_ends_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(BackwardsRange):
        cell_value("tally", "killed", "50-44")
