"""Check ``multiple``: "double", "four times" against the two numbers of neighbouring windows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations

from sijill.audits._finding import Finding, Role, Term, Verdict
from sijill.audits._said import Sum, figure_words, said
from sijill.audits.quantities import Page, PageLine, Quantity
from sijill.audits.structure import compared_at
from sijill.values import message

MULTIPLE = message("{sum}; printed {times} times.")
_MULTIPLE_WORDS = {
    "twice": 2, "double": 2, "doubled": 2, "doubling": 2, "triple": 3, "tripled": 3, "thrice": 3, "quadruple": 4,
    "quadrupled": 4, "ضعف": 2, "ضعفي": 2, "الضعف": 2, "تضاعف": 2, "تضاعفت": 2, "تضاعف عدد": 2,
}  # fmt: skip
_TIMES = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "ثلاثه": 3, "اربعه": 4, "خمسه": 5, "سته": 6, "سبعه": 7, "عشره": 10,
          "ثلاث": 3, "اربع": 4, "خمس": 5, "ست": 6, "سبع": 7, "عشر": 10}  # fmt: skip
_SAID = re.compile(
    r"(?<!\w)(?P<hedge>more than|over|at least|nearly|almost|roughly|about|some|around|اكثر من|نحو|حوالي|قرابه)?\s*"
    r"(?:(?P<number>\d+(?:\.\d+)?|" + "|".join(_TIMES) + r")[\s-]*(?:times|fold|اضعاف|مرات|امثال)|(?P<word>"
    + "|".join(sorted(_MULTIPLE_WORDS, key=len, reverse=True))
    + r"))(?!\w)"
)  # fmt: skip
# "Counted twice" tells how often, not how many times as many.
_AGAIN = re.compile(r"\b(?:counted|listed|hit|struck|bombed|recorded|displaced|wounded|attacked|told|named)\s*$")
_ASKED_BACK, _TOLD_BACK = 14, 40
# "It multiplied three times": the number says how often, and the verb nothing.
_BY_HOW_MUCH = re.compile(r"\s+(?:[^\W\d]+\s+){0,2}?(?:\d+|" + "|".join(_TIMES) + r")\s+(?:اضعاف|مرات)")
_NOT = re.compile(r"^\s*(?:standard|tap|strike|attack|bomb|checked|blind)|^[\s-]*(?:a day|per day|daily)")


def check_multiples(page: Page) -> Iterator[Finding]:
    """Yield a finding for each multiple whose two numbers of one kind stand near; those that meet it come first."""
    recent: list[Quantity] = []
    told: list[Quantity] = []
    for line in page.lines:
        told.extend(line.quantities)
        ours = [one for one in line.quantities if one.counts and one.value > 10]
        for found in _SAID.finditer(line.folded):
            times = _times_of(found)
            if (
                times is None
                or times < 2
                or _AGAIN.search(line.folded[: found.start()][-24:])
                or _NOT.search(line.folded[found.end() :][:20])
            ):
                continue
            if found["word"] and _BY_HOW_MUCH.match(line.folded, found.end()):
                continue
            finding = _of_what_is_compared(page, line, found, times, told) or _multiple_finding(
                page, line, found, times, [*ours, *recent[-_ASKED_BACK:]]
            )
            if finding is not None:
                yield finding
        recent.extend(ours)


def _times_of(found: re.Match[str]) -> Decimal | None:
    if found["word"]:
        return Decimal(_MULTIPLE_WORDS[found["word"]])
    return Decimal(_TIMES.get(found["number"], 0) or found["number"])


def _of_what_is_compared(
    page: Page, line: PageLine, found: re.Match[str], times: Decimal, told: Sequence[Quantity]
) -> Finding | None:
    """Return the finding on the two numbers that the words of the sentence compare, when they leave no other pair."""
    sentence = page.document.sentence_at(line.start + found.start())
    here = [one for one in line.quantities if sentence.start <= one.start < sentence.end]
    if not here:
        return None
    near = [one for one in told[-_TOLD_BACK:] if one.sentence <= here[0].sentence]
    first = [one for one in told[:_TOLD_BACK] if one.sentence < here[0].sentence and one not in near]
    pairs = compared_at(page, here[0].sentence, line.start + found.start(), [*first, *near])
    if not pairs.sure or not pairs.pairs[0][0].value or not pairs.pairs[0][1].value:
        return None
    other, one = sorted(pairs.pairs[0], key=lambda each: each.value)
    hedge, exact = found["hedge"] or "", one.value / other.value
    if _meets(exact, times, hedge):
        return _multiple_said(page, line, found, times, (one, other), Verdict.HOLDS)
    sure = one.is_exact and other.is_exact and not hedge and times / 2 <= exact <= times * 2
    return _multiple_said(page, line, found, times, (one, other), Verdict.FAILS if sure else Verdict.UNDECIDABLE)


def _multiple_finding(
    page: Page, line: PageLine, found: re.Match[str], times: Decimal, near: Sequence[Quantity]
) -> Finding | None:
    pairs = [
        (one, other)
        for one, other in permutations(near, 2)
        if one.value > other.value
        and (one.unit, one.whom or "person") == (other.unit, other.whom or "person")
        and one.whole is None
        and other.whole is None
    ]
    if not pairs:
        return None
    hedge = found["hedge"] or ""
    met = next((pair for pair in pairs if _meets(pair[0].value / pair[1].value, times, hedge)), None)
    if met is None and len(pairs) > 3:
        return None
    one, other = met or min(pairs, key=lambda pair: abs(pair[0].value / pair[1].value - times))
    sure = one.is_exact and other.is_exact and _far(one.value / other.value, times, hedge)
    verdict = Verdict.HOLDS if met else Verdict.FAILS if sure else Verdict.UNDECIDABLE
    return _multiple_said(page, line, found, times, (one, other), verdict)


def _multiple_said(
    page: Page, line: PageLine, found: re.Match[str], times: Decimal, pair: tuple[Quantity, Quantity], verdict: Verdict
) -> Finding:
    one, other = pair
    exact = one.value / other.value
    start, end = page.document.surface.source_span(line.start + found.start(), line.start + found.end())
    terms = [
        Term(Role.SHARE, times, page.document.surface.text[start:end], start, end),
        page.document.term(Role.PART, one.number),
        page.document.term(Role.BASE, other.number),
    ]
    words = said(
        MULTIPLE, sum=Sum(f"{figure_words(one.value)} / {figure_words(other.value)} = {exact:.2f}"), times=times
    )
    return replace(page.document.finding("multiple", verdict, terms, words), computed=exact)


def _meets(exact: Decimal, times: Decimal, hedge: str) -> bool:
    if hedge in {"more than", "over", "at least", "اكثر من"}:
        return times <= exact < times + 1
    return abs(exact - times) <= times * Decimal("0.13")


def _far(exact: Decimal, times: Decimal, hedge: str) -> bool:
    if hedge in {"more than", "over", "at least", "اكثر من"}:
        return times * Decimal("0.6") <= exact < times * Decimal("0.96")
    return not hedge and times * Decimal("0.7") < exact < times * Decimal("0.85")
