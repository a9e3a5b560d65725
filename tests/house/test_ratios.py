"""The performance page says what was measured, and a ratio that worsens by half is noticed."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))

import ratios  # noqa: E402


def written() -> dict[str, dict[str, float]]:
    return tomllib.loads(ratios.FILE.read_text("utf-8"))["ratio"]


def test_the_page_has_the_table_of_the_file():
    page = ratios.PAGE.read_text("utf-8")

    assert ratios.page_with(page, ratios.table_of(tomllib.loads(ratios.FILE.read_text("utf-8")))) == page
    assert list(written()) == [one.name for one in ratios.RATIOS]


def at(cost: float) -> ratios.Ratio:
    """Return a ratio that is always measured the same."""
    return ratios.Ratio("columns", "a thing", "a bare thing", "one", None, lambda _: [(cost, 1.0)] * 3)


@pytest.mark.parametrize(("cost", "is_worse"), [(0.5, False), (1.4, False), (1.6, True)])
def test_a_ratio_that_is_half_as_large_again_is_said_to_be_worse(cost, is_worse, tmp_path):
    said = ratios.worsened(tmp_path, {"columns": {"ratio": 1.0}}, [at(cost)])

    assert bool(said) is is_worse


def test_what_looks_worse_once_is_measured_again(tmp_path):
    """A machine that was busy for a moment fails nobody's work."""
    costs = iter([4.0, 1.0])
    once = ratios.Ratio("columns", "a thing", "a bare thing", "one", None, lambda _: [(next(costs), 1.0)])

    assert ratios.worsened(tmp_path, {"columns": {"ratio": 1.0}}, [once]) == []
