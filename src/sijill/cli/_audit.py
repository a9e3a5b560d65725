"""Findings of the audits as documents and lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sijill import audits, claims
from sijill.cli._claims_in_files import reading_of
from sijill.evidence.workbooks import TABLES
from sijill.values import Language, message, plain

if TYPE_CHECKING:
    from sijill.workspace import Register


def of_file(path: Path) -> list[dict[str, Any]]:
    """Return the findings of one document."""
    item, reading = reading_of(path)
    found = claims.find_claims(reading, item=item)
    return [finding.as_json() for finding in audits.audit_document(reading.raw, found, item=item, name=path.name)]


def of_register(register: Register, item: str | None) -> list[dict[str, Any]]:
    """Return the findings of every document a register holds (or of one), and of its published reports."""
    findings = []
    for held in register.evidence.items():
        if held.media_type in TABLES or (item and not held.id.startswith(item)):
            continue
        reading = register.evidence.text(held.id)
        found = register.review.proposals_of(held.id)
        for finding in audits.audit_document(reading.raw, found, item=held.id, name=held.original_name or ""):
            findings.append({"item": held.id, **finding.as_json()})
    if item is None:
        findings += [
            {
                "figure": moved["id"],
                "check": "published_figure",
                "verdict": "fails",
                "figures": [],
                **_moved(moved["published"], moved["now"]),
            }
            for moved in register.keeping.verify_figures()
        ]
    return findings


def _moved(published: int, now: int) -> dict[str, str]:
    words = audits.said(message("published {published}, counts {now} now"), published=published, now=now)
    return {"explanation": words.text(Language.EN), "explanation_ar": words.text(Language.AR)}


def lines(findings: Sequence[dict[str, Any]], language: Language = Language.EN) -> Iterator[str]:
    """Give findings as lines, failing ones first; none is held back."""
    words_in = "explanation_ar" if language is Language.AR else "explanation"
    order = {"fails": 0, "undecidable": 1, "within_rounding": 2, "holds": 3}
    for finding in sorted(findings, key=lambda one: order.get(one["verdict"], 4)):
        yield f"{finding['verdict']:16} {finding['check']:20} {plain(finding[words_in])}"
        for figure in finding["figures"]:
            words, where = " ".join(figure["quote"].split()), f"{figure['start']}-{figure['end']}"
            yield f"    {figure['role']:8} {figure['value']}  “{words}” at {where}"
