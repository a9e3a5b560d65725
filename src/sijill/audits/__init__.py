"""Do printed figures add up? Checks sums, shares, windows, dates and citations of any document, and our own totals."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.audits._audit import audit_document
    from sijill.audits._brief import Brief, brief, numbers_of
    from sijill.audits._checked import WORST_FIRST, Checked, check_document
    from sijill.audits._excerpts import Excerpt, excerpts, whole_letters
    from sijill.audits._finding import Cause, Finding, Role, Term, Verdict
    from sijill.audits._said import Said, Sum, said
    from sijill.audits._totals import parts_match_total
else:
    __getattr__ = later(__name__)

__all__ = [
    "WORST_FIRST",
    "Brief",
    "Cause",
    "Checked",
    "Excerpt",
    "Finding",
    "Role",
    "Said",
    "Sum",
    "Term",
    "Verdict",
    "audit_document",
    "brief",
    "check_document",
    "excerpts",
    "numbers_of",
    "parts_match_total",
    "said",
    "whole_letters",
]
