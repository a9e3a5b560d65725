"""Check ``share`` of a change: "a rise of 20 %" against the number before and the number after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._said import Sum, figure_words, said
from sijill.audits.checks._shares import SHARE
from sijill.audits.quantities import Page, Quantity
from sijill.audits.structure import compared_at

_UP = re.compile(
    r"\b(?:increas\w*|rose|rises?|risen|rising|grew|grown|growth|climb\w*|jump\w*|surg\w*|up|higher)\b"
    r"|(?<!\w)[وفبل]?(?:ال)?(?:ارتفع\w*|ارتفاع\w*|زياده|ازداد\w*|زاد\w*|تزايد\w*)(?!\w)"
)
_DOWN = re.compile(
    r"\b(?:decreas\w*|fell|falls?|fallen|drop\w*|declin\w*|reduc\w*|down|lower|fewer)\b"
    r"|(?<!\w)[وفبل]?(?:ال)?(?:انخفض\w*|انخفاض\w*|تراجع\w*|هبط\w*|هبوط)(?!\w)"
)
_BEFORE, _BEHIND, _BACK = 50, 28, 40
_STOPS = re.compile(r"[.;؛]\s|\d")


def check_changes(page: Page) -> Iterator[Finding]:
    """Yield a finding for each share of a rise or a fall whose two numbers stand in its sentence or above."""
    told: list[Quantity] = []
    for line in page.lines:
        told.extend(line.quantities)
        shares = [one for one in line.quantities if one.is_share]
        for share in shares:
            sentence = page.document.sentence_at(share.start)
            others = sum(one.sentence == share.sentence for one in shares)
            rises = _direction(page, sentence.start, share, sentence.end)
            if rises is None or others > 1:
                continue
            near = [one for one in told[-_BACK:] if one.sentence <= share.sentence]
            first = [one for one in told[:_BACK] if one.sentence < share.sentence and one not in near]
            found = _change_of(page, share, rises, [*first, *near])
            if found is not None:
                yield found


def _direction(page: Page, begin: int, share: Quantity, end: int) -> bool | None:
    """Return whether a share is of a rise (True), of a fall (False) or of neither that the words tell (None)."""
    before = _STOPS.split(page.between(max(begin, share.start - _BEFORE), share.start))[-1]
    behind = _STOPS.split(page.between(share.end, min(end, share.end + _BEHIND)))[0]
    if "point" in behind or "نقط" in behind:
        return None
    up, down = (any(form.search(text) for text in (before, behind)) for form in (_UP, _DOWN))
    return None if up == down else up


def _change_of(page: Page, share: Quantity, rises: bool, told: Sequence[Quantity]) -> Finding | None:
    found = compared_at(page, share.sentence, share.start, told)
    slack = max(share.number.tolerance, Decimal("0.5")) * (4 if share.number.hedge else 1)
    pairs = [_new_and_old(pair, rises) for pair in found.pairs if pair[0].value != pair[1].value]
    pairs = [(new, old) for new, old in pairs if old.value]
    met = next((pair for pair in pairs if abs(_change(*pair) - share.value) <= slack), None)
    if met is not None:
        return _change_said(page, share, *met, Verdict.HOLDS)
    if not found.sure or not pairs:
        return None
    new, old = pairs[0]
    exact = (
        new.is_exact and old.is_exact and not share.number.hedge and abs(_change(new, old) - share.value) > 2 * slack
    )
    # A change that fits the later number was worked out of the wrong base, or is told as what is missing from it.
    of_new = new.value and abs(100 * abs(new.value - old.value) / new.value - share.value) <= slack
    near = max(_change(new, old), share.value) <= 2 * min(_change(new, old), share.value)
    return _change_said(page, share, new, old, Verdict.FAILS) if exact and near and not of_new else None


def _new_and_old(pair: tuple[Quantity, Quantity], rises: bool) -> tuple[Quantity, Quantity]:
    """Return the later and the former number of a rise or a fall."""
    small, large = sorted(pair, key=lambda one: one.value)
    return (large, small) if rises else (small, large)


def _change(new: Quantity, old: Quantity) -> Decimal:
    return 100 * abs(new.value - old.value) / old.value


def _change_said(page: Page, share: Quantity, new: Quantity, old: Quantity, verdict: Verdict) -> Finding:
    exact = _change(new, old)
    terms = [
        page.document.term(Role.BASE, old.number),
        page.document.term(Role.PART, new.number),
        page.document.term(Role.SHARE, share.number),
    ]
    words = said(
        SHARE,
        sum=Sum(
            f"100 x |{figure_words(new.value)} - {figure_words(old.value)}| / {figure_words(old.value)} = {exact:.2f} %"
        ),
        share=share.value,
    )
    return replace(page.document.finding("share", verdict, terms, words), computed=exact)
