"""The English claims against the gold annotations of the develop documents; thresholds are the bars of the issue."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_accuracy", ROOT / "bench" / "accuracy.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCH = _bench()
GOLD = BENCH.SHARED / "gold" / "claims_dev.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.is_file(), reason=f"the gold annotations are not at {GOLD}")


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    found: dict[str, Any] = BENCH.scores(BENCH.SHARED)
    return found


def test_casualties_reach_their_bar(scores: dict[str, Any]) -> None:
    assert scores["casualties"]["strict"]["f1"] >= 0.90


def test_casualties_reach_their_bar_when_quotes_must_overlap_well() -> None:
    assert BENCH.scores(BENCH.SHARED, min_iou=0.3)["casualties"]["strict"]["f1"] >= 0.85


def test_control_reaches_its_bar(scores: dict[str, Any]) -> None:
    assert scores["control"]["strict"]["f1"] >= 0.70


def test_named_claimants_and_dates_reach_their_bars(scores: dict[str, Any]) -> None:
    fields = scores["casualties"]["fields"]
    assert fields["claimant.named"] >= 0.80
    assert fields["date start+end"] >= 0.75


def test_no_prediction_misquotes(capsys: pytest.CaptureFixture[str]) -> None:
    BENCH.scores(BENCH.SHARED)
    assert "not the text at its span: 0 of" in capsys.readouterr().out
