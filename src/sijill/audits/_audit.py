"""All checks on one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sijill.audits import (
    _calendar,
    _citations,
    _classes,
    _clocks,
    _control,
    _cumulative,
    _directions,
    _lists,
    _ratios,
    _shares,
    _sources,
    _sums,
    _tables,
    _windows,
)
from sijill.audits._document import Document, read_document
from sijill.audits._finding import Finding
from sijill.audits._series import check_series, is_series
from sijill.model import Claim

Check = Callable[[Document], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    _sums.check_sentences,
    _lists.check_lists,
    _lists.check_class_lists,
    _tables.check_tables,
    _ratios.check_ratios,
    _windows.check_lengths,
    _windows.check_gaps,
    _windows.check_since,
    _calendar.check_weekdays,
    _calendar.check_intervals,
    _classes.check_classes,
    _clocks.check_clocks,
    _cumulative.check_cumulative,
    _shares.check_shares,
    _shares.check_printed_shares,
    _directions.check_directions,
    _citations.check_citations,
    _control.check_control,
    _sources.check_sources,
)


def audit_document(
    text: str, claims: Sequence[Claim] | None = None, *, item: str = "", name: str = ""
) -> list[Finding]:
    """
    Return what the printed figures of a document say about each other.

    Works on the words alone; claims found in the same text, when given, tell who says a
    number (those of another item are left aside). ``name`` is the file's name, which may
    tell a series of numbers from prose. Every contradiction is listed, in the order of
    the page. Offsets are code points of ``text``, so that ``text[start:end]`` is the quote.
    """
    if is_series(text, name):
        return check_series(text)
    ours = [claim for claim in claims or () if not item or claim.item == item]
    document = read_document(text, ours)
    findings = [finding for check in CHECKS for finding in check(document)]
    return _distinct(findings)


def _distinct(findings: list[Finding]) -> list[Finding]:
    """Keep one of the findings that check the same terms, in the order of the page."""
    seen: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = (finding.check, frozenset((term.start, term.end) for term in finding.figures))
        seen.setdefault(key, finding)
    return sorted(seen.values(), key=lambda one: (min(term.start or 0 for term in one.figures), one.check))
