"""A list that the page or the text cuts off proves nothing: what its parts lack may stand on the next page."""

from __future__ import annotations

import dataclasses
import re

from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._said import said
from sijill.values import message

# Nothing but half a word, a conjunction, marks of a list or a page's number before the page ends.
_CUT = re.compile(r"[^\S\f]*[,;:،؛–-]?(?:\s*(?:and|و|&)\b)?(?:[^\S\f]|[-–•*]|\d{1,4})*(?:\f|\Z)")
_LISTED_ROLES = frozenset({Role.PART, Role.SHARE})


def without_cut_lists(finding: Finding, text: str) -> Finding:
    """Return a finding; a sum that falls short is undecidable where the page ends in the middle of its parts."""
    if not finding.fails or finding.check not in ("sum_of_parts", "printed_shares"):
        return finding
    parts = [
        one for one in finding.figures if one.role in _LISTED_ROLES and one.end is not None and one.value is not None
    ]
    term = next((one for one in finding.figures if one.role is Role.WHOLE), None)
    whole = None if term is None else term.value
    last = max((one.end for one in parts if one.end is not None), default=0)
    falls_short = whole is None or sum(one.value for one in parts if one.value is not None) < whole
    summed_up = (
        term is not None and term.start is not None and term.start > max((one.start or 0 for one in parts), default=0)
    )
    # A total printed below its parts closes them.
    if not parts or not falls_short or summed_up or not _CUT.match(text, last):
        return finding
    question = said(message("The page ends where the list stands: does it go on?"))
    return dataclasses.replace(finding, verdict=Verdict.UNDECIDABLE, question=question)
