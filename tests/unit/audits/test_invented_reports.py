"""Reports of the genre, English and Arabic, right and wrong, with traps. Every report is invented."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from sijill.audits import Finding, Verdict, audit_document

REPORTS = [
    report
    for name in ("invented_reports", "worked_reports", "unseen_reports")
    for report in tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))["report"]
]
GOOD = {Verdict.HOLDS, Verdict.WITHIN_ROUNDING}


def covers(finding: Finding, figures: list[float]) -> bool:
    """Test whether a finding is about all of the figures, each as often as it is listed."""
    printed = Counter(float(term.value) for term in finding.figures if term.value is not None)
    return not Counter(map(float, figures)) - printed


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["name"])
def test_a_report_gets_its_verdicts_and_no_other_alarm(report):
    findings = audit_document(report["text"].strip(), item="invented")
    wrong = report.get("fails", [])

    alarms = [one for one in findings if one.fails]

    assert [figures for figures in wrong if not any(covers(one, figures) for one in alarms)] == []
    known = [*wrong, *report.get("missed", [])]
    assert [one.explanation for one in alarms if not any(covers(one, figures) for figures in known)] == []
    asked = [one for one in findings if one.verdict is Verdict.UNDECIDABLE]
    assert [figures for figures in report.get("open", []) if not any(covers(one, figures) for one in asked)] == []
    met = [one for one in findings if one.verdict in GOOD]
    assert [figures for figures in report.get("holds", []) if not any(covers(one, figures) for one in met)] == []


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["name"])
def test_every_figure_is_quoted_from_its_place(report):
    text = report["text"].strip()

    for finding in audit_document(text, item="invented"):
        assert all(term.quote == text[term.start : term.end] for term in finding.figures)


def passages(name: str) -> list[str]:
    """Return passages that are right as a careful editor reads them, written to make the rules err."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8").strip().split("\n====\n")


# Those that are told falsely still stand in a file of their own; whoever mends one moves it.
PASSAGES = [
    *(pytest.param(one) for one in passages("right_passages.txt")),
    *(pytest.param(one, marks=pytest.mark.xfail(strict=True)) for one in passages("passages_told_falsely.txt")),
]


@pytest.mark.parametrize("passage", PASSAGES, ids=range(len(PASSAGES)))
def test_a_right_passage_raises_no_alarm(passage):
    assert [one.explanation for one in audit_document(f"{passage}\n", item="invented") if one.fails] == []
