"""Check ``subset``: a number that the words put into another is not more than it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._said import said
from sijill.audits.prose import fits_into
from sijill.audits.quantities import Hangs, Page, Quantity, agree
from sijill.values import message

_PART_GAP = 90


def check_subsets(page: Page) -> Iterator[Finding]:
    """Yield a finding for each whole with what hangs on it: every part, and kinds that share nobody together."""
    wholes: dict[int, tuple[Quantity, list[Quantity]]] = {}
    for one in page.quantities:
        if one.whole is not None and one.hangs is Hangs.AMONG and one.counts and one.whole.counts:
            wholes.setdefault(id(one.whole), (one.whole, []))[1].append(one)
    for whole, parts in wholes.values():
        yield _subset(page, whole, parts)


def _subset(page: Page, whole: Quantity, parts: list[Quantity]) -> Finding:
    verdicts = [fits_into(part.number, whole.number) for part in parts]
    verdict = Verdict.HOLDS
    if Verdict.FAILS in verdicts:
        worst = parts[verdicts.index(Verdict.FAILS)]
        sure = agree(whole, worst) and worst.sentence == whole.sentence and worst.fate == whole.fate
        sure = (
            sure
            and (worst.noun_given or worst.fate_given)
            and whole.whole is None
            and len(page.between(whole.end, worst.number.start)) < _PART_GAP
            and worst.value > whole.value + _of_another_fate_before(page, whole)
        )
        verdict = Verdict.FAILS if sure and worst.is_exact and whole.is_exact else Verdict.UNDECIDABLE
        parts = [worst]
    else:
        verdict = next((one for one in (Verdict.UNDECIDABLE, Verdict.WITHIN_ROUNDING) if one in verdicts), verdict)
    terms = [
        *(page.document.term(Role.PART, one.number) for one in parts),
        page.document.term(Role.WHOLE, whole.number),
    ]
    largest = max((part.value for part in parts), default=Decimal(0))
    return page.document.finding(
        "subset",
        verdict,
        terms,
        said(
            (
                message("{part} is not more than {whole}, of which it is a part.")
                if verdict in {Verdict.HOLDS, Verdict.WITHIN_ROUNDING}
                else message("{part} against {whole}, of which it is a part.")
            ),
            part=largest,
            whole=whole.value,
        ),
    )


def _of_another_fate_before(page: Page, whole: Quantity) -> Decimal:
    """Return how many met another fate just before: those told behind "12 killed and 30 wounded" are of both."""
    before = [
        one for one in page.quantities if one.counts and one.sentence == whole.sentence and one.end <= whole.start
    ]
    last = before[-1] if before else None
    if last is None or last.whole is not None or last.unit != whole.unit:
        return Decimal(0)
    return last.value if last.fate_given and last.fate != whole.fate else Decimal(0)
