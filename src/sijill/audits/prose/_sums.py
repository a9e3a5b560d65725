"""Checks ``sum_of_parts`` and ``subset``: parts that leave nobody out add up, other parts fit in."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.audits._document import Document
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._quantities import Quantity
from sijill.audits._rounding import compare_sum, sum_finding
from sijill.audits._said import said
from sijill.audits.prose._group import Group
from sijill.audits.prose._groups import sentence_groups
from sijill.values import message


def check_sentences(document: Document) -> Iterator[Finding]:
    """Yield one finding for each sentence that speaks of a whole and its parts."""
    for group in sentence_groups(document):
        if group.exhaustive:
            yield sum_of_parts(document, group)
        else:
            # A part that is too large is told by the check of pages alone: it knows more of what hangs on what.
            told = (subset(document, part, group.whole) for part in group.parts)
            yield from (one for one in told if not one.fails)


def sum_of_parts(document: Document, group: Group) -> Finding:
    """
    Return whether parts add up: sum(parts) = whole, within half the last printed unit of each term.

    The words must say that nobody is left out. Bounds add end by end; when they only
    overlap the sum is undecidable.
    """
    verdict = compare_sum(group.parts, group.whole)
    short = sum(one.value for one in group.parts) < group.whole.value
    if group.may_go_on and verdict is Verdict.FAILS and short:
        verdict = Verdict.UNDECIDABLE
    return sum_finding(document, group.parts, group.whole, verdict=verdict)


def subset(document: Document, part: Quantity, whole: Quantity) -> Finding:
    """
    Return whether a part fits into its whole: part <= whole.

    It fails when the smallest part is larger than the largest whole beyond rounding; it
    cannot be decided when only one reading of the hedges fits.
    """
    terms = [document.term(Role.PART, part), document.term(Role.WHOLE, whole)]
    verdict = fits_into(part, whole)
    return document.finding(
        "subset",
        verdict,
        terms,
        said(
            (
                message("{part} is not more than {whole}, of which it is a part.")
                if verdict in {Verdict.HOLDS, Verdict.WITHIN_ROUNDING}
                else message("{part} against {whole}, of which it is a part.")
            ),
            part=part.value,
            whole=whole.value,
        ),
    )


def fits_into(part: Quantity, whole: Quantity) -> Verdict:
    """Return whether one number can be a part of another."""
    low = part.low if part.low is not None else None
    if low is None or whole.high is None or low <= whole.high:
        return Verdict.HOLDS if part.value <= whole.value or whole.high is None else Verdict.UNDECIDABLE
    if low - part.tolerance <= whole.high + whole.tolerance:
        return Verdict.WITHIN_ROUNDING
    return Verdict.FAILS
