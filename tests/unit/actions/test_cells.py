"""What a cell of a table may hold for a count: digits, ranges, bounds, and the number words of both languages."""

from __future__ import annotations

import pytest

from sijill.actions.tables import UnreadableCell, cell_value
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
    "cell", ["about 44", "dozens", "12.5", "4.000", "44,50", "-5", "44 people", "many", "1234567890"]
)
def test_a_cell_that_gives_no_one_number_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableCell):
        cell_value("tally", "killed", cell)


def test_a_range_with_its_ends_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(BackwardsRange):
        cell_value("tally", "killed", "50-44")
