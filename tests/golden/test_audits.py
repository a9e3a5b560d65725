"""The identities of the arithmetic audit on the develop documents (numbers only, nothing of their words)."""

from __future__ import annotations

import importlib.util
import itertools
import json
from pathlib import Path
from types import ModuleType

import pytest

from sijill.audits import audit_document

ROOT = Path(__file__).parents[2]


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_audits", ROOT / "bench" / "audits.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BENCH = _bench()
needs_seeds = pytest.mark.skipif(not BENCH.SEEDS.is_dir(), reason=f"the develop documents are not at {BENCH.SEEDS}")


@pytest.fixture(scope="module")
def findings():
    return {
        prefix: audit_document(BENCH.read(BENCH.SEEDS, prefix), item=prefix) for prefix in ("000", "001", "002", "003")
    }


@needs_seeds
@pytest.mark.parametrize("identity", BENCH.identities(), ids=lambda identity: identity["id"])
def test_an_identity_of_the_audit_gets_its_verdict(identity, findings):
    found = BENCH.answers(identity, findings[identity["document"]])

    assert {one.verdict.value for one in found} & set(identity["expected"])


@needs_seeds
def test_no_other_sum_of_the_develop_documents_fails(findings):
    """Every failure is one of those worked out by hand: ten kinds in the first document, one in the second."""
    failing = {prefix: sum(one.fails for one in group) for prefix, group in findings.items()}

    assert failing == {"000": 11, "001": 1, "002": 0, "003": 0}


@needs_seeds
def test_every_figure_is_quoted_from_its_place(findings):
    for prefix, group in findings.items():
        text = BENCH.read(BENCH.SEEDS, prefix)
        assert all(term.quote == text[term.start : term.end] for one in group for term in one.figures)


@needs_seeds
@pytest.mark.slow
def test_the_daily_series_fails_on_exactly_the_days_that_do_not_add_up():
    path = BENCH.SEEDS.parent / "data" / "gaza_daily" / "casualties_daily.json"
    text = path.read_text(encoding="utf-8")
    rows = json.loads(text)
    wrong = [
        (row["report_date"], key)
        for before, row in itertools.pairwise(rows)
        for key in row
        if key + "_cum" in row and key + "_cum" in before and before[key + "_cum"] + row[key] != row[key + "_cum"]
    ]

    failing = [one for one in audit_document(text, item="series") if one.fails]

    assert sorted(one.explanation.split(":")[0] for one in failing) == sorted(f"{day} {key}" for day, key in wrong)
