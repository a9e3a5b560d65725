"""One document with all that its printed figures say about each other, and how many there were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.audits._audit import audit, document_of
from sijill.audits._brief import Brief, brief, numbers_in, numbers_of
from sijill.audits._finding import Finding, Verdict
from sijill.audits._series import check_series, is_series
from sijill.model import Claim
from sijill.values import Language

WORST_FIRST = (Verdict.FAILS, Verdict.UNDECIDABLE, Verdict.WITHIN_ROUNDING, Verdict.HOLDS)


@dataclass(frozen=True, slots=True)
class Checked:
    """
    A document that was checked: its words, its findings with the worst first, and how many figures it prints.

    Each finding comes with its brief (the sum, the difference, likely causes, the question).
    """

    name: str
    text: str
    findings: tuple[tuple[Finding, Brief], ...]
    figures: int

    @property
    def verdicts(self) -> Mapping[Verdict, int]:
        """How many findings came to each verdict, the worst first."""
        found = Counter(one.verdict for one, _ in self.findings)
        return {verdict: found[verdict] for verdict in WORST_FIRST}

    @property
    def fails(self) -> bool:
        """Test whether any printed figures contradict each other."""
        return bool(self.verdicts[Verdict.FAILS])

    @property
    def language(self) -> Language:
        """The language that most letters of the document are written in."""
        arabic = sum("\u0621" <= sign <= "\u06d3" for sign in self.text)
        latin = sum(sign.isascii() and sign.isalpha() for sign in self.text)
        return Language.AR if arabic > latin else Language.EN


def check_document(text: str, claims: Sequence[Claim] | None = None, *, item: str = "", name: str = "") -> Checked:
    """Return a document with what ``audit_document`` finds in it, the worst first, and a brief of each finding."""
    if is_series(text, name):
        found, numbers = check_series(text), numbers_of(text)
    else:
        document = document_of(text, claims, item)
        found, numbers = audit(document), numbers_in(document)
    ordered = sorted(found, key=lambda one: WORST_FIRST.index(one.verdict))
    return Checked(name, text, tuple((one, brief(one, numbers)) for one in ordered), len(numbers))
