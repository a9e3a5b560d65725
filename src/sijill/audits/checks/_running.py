"""Check ``cumulative``: what stood before, what is new and what it comes to, told in one sentence or in three lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._said import Sum, figure_words, said
from sijill.audits.quantities import Page, Quantity
from sijill.values import message

_STOOD_AT = re.compile(
    r"[^\d.;؛]{0,60}?(?:\bup from|\bfrom|\bafter (?:standing at|being|having been)|\bcompared (?:to|with)|"
    r"(?<!\w)بعد\s+ان\s+(?:كان\w*|بلغ\w*|وصل\w*|سجل\w*)|(?<!\w)مقارنه\s+(?:ب\w*|مع))[^\d.;؛]{0,24}"
)
_STEP_WORDS = 40
_BY_SO_MUCH = re.compile(
    r"\b(?:(?:increase|rise|decrease|drop|fall|decline) of|(?:up|down|rose|fell) by)\s+(?:exactly\s+)?$"
    r"|(?<!\w)[وب]*(?:ال)?(?:زياده|ارتفاع|انخفاض|تراجع|فارق)\s+(?:(?:قدر(?:ه|ها)|بلغ(?:ت)?|مقدار(?:ه|ها))\s+)?$"
)
_RISES = re.compile(
    r"\b(?:ris(?:es|en|ing)|rose|increas\w+|climb\w+|has now counted|stands? at|reach\w*|bring\w*|total|toll)\b"
    r"|(?<!\w)و?(?:ب?ذلك|[يت]?رتفع\w*|ارتفع\w*|[يت]صل|وصل\w*|حصيله|اجمالي)(?!\w)"
)
_SINCE = re.compile(r"\b(?:since|so far|to date|now)\b|(?<!\w)(?:منذ|حتي|الاجمالي\w*|ل?ترتفع|ل?يرتفع)(?!\w)")
_STOOD_BEFORE = re.compile(
    r"\b(?:(?:previous(?:ly)?|before|earlier|prior)(?! (?:the )?(?:day|week|month|year|war))|yesterday)\b"
    r"|(?<!\w)(?<!يوم )(?<!اسبوع )(?<!شهر )(?<!عام )(?<!سنه )(?:ال)?(?:سابق\w*|ماضي\w*)\x00*(?!\w)"
    r"|(?<!\w)(?:امس|قبل)(?! الحرب)(?!\w)"
)
_NEW = re.compile(r"\b(?:new|today|added|additional)\b|(?<!\w)(?:ال)?(?:يوم|جدد|جديد\w*|مضاف\w*)(?!\w)")
_TOTAL = re.compile(
    r"\b(?:total|overall|cumulative|altogether|in all|to date)\b"
    r"|(?<!\w)(?:ال)?(?:اجمالي\w*|مجموع\w*|تراكمي\w*|حصيله)(?!\w)"
)
_NEWEST_FIRST, _LARGE_TOTAL, _LARGE_STEP = 60, 100, 10
_NEARLY = Decimal("0.25")


def check_running(page: Page) -> Iterator[Finding]:
    """Yield a finding for each running total whose last state is printed: before + new = total."""
    yield from _told_in_a_sentence(page)
    yield from _told_in_lines(page)
    yield from _told_with_the_difference(page)


def _told_in_a_sentence(page: Page) -> Iterator[Finding]:
    every = page.quantities
    for at, (last, first) in enumerate(pairwise(every)):
        if not (last.counts and first.counts) or last.sentence != first.sentence:
            continue
        if not _STOOD_AT.fullmatch(page.between(last.end, first.number.start)):
            continue
        sentence = page.document.sentence_at(last.start)
        if not _SINCE.search(page.between(sentence.start, sentence.end)):
            continue
        for total, before in _pairs(every, at):
            if before.value < total.value and _RISES.search(page.between(sentence.start, total.start)):
                yield from _grown(page, total, before, every[max(0, at - _NEWEST_FIRST) : at])


def _pairs(every: Sequence[Quantity], at: int) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield total and former total: "4 dead and 9 injured, after 3 dead and 7 injured" are two pairs."""
    last, first = every[at], every[at + 1]
    left = [one for one in every[max(0, at - 1) : at + 1] if one.sentence == last.sentence and one.counts]
    right = [one for one in every[at + 1 : at + 3] if one.sentence == last.sentence and one.counts]
    if len(left) == len(right) == 2 and [one.fate for one in left] == [one.fate for one in right] != [last.fate] * 2:
        yield from zip(left, right, strict=True)
    else:
        yield last, first


def _grown(page: Page, total: Quantity, before: Quantity, above: Sequence[Quantity]) -> Iterator[Finding]:
    grown = total.value - before.value
    fresh = [
        one for one in reversed(above)
        if one.counts and one.whole is None and not one.running and not one.apart and one.unit in ("people", total.unit)
        and one.fate == total.fate and one.sentence != total.sentence and one.whom in ("", "person", total.whom)
    ]  # fmt: skip
    met = next((one for one in fresh if one.value == grown), None)
    if met is not None:
        yield _running_said(page, before, met, total, Verdict.HOLDS)
        return
    distinct = list({one.value: one for one in fresh}.values())
    likely = [one for one in distinct if abs(one.value - grown) <= max(grown, one.value) * _NEARLY]
    told_apart = total.value >= _LARGE_TOTAL and grown >= _LARGE_STEP
    if told_apart and len(likely) == 1 and all(one.is_exact for one in (total, before, likely[0])):
        yield _running_said(page, before, likely[0], total, Verdict.UNDECIDABLE)


def _told_with_the_difference(page: Page) -> Iterator[Finding]:
    """Find "rose to 1,415 from 1,202, an increase of 213": the sentence prints all three."""
    for line in page.lines:
        counting = [one for one in line.quantities if one.number.kind == "count" and one.whole is None and not one.per]
        for step in counting:
            sentence = page.document.sentence_at(step.start)
            if not _BY_SO_MUCH.search(page.between(max(sentence.start, step.start - _STEP_WORDS), step.number.start)):
                continue
            pair = [one for one in counting if one.sentence == step.sentence and one is not step]
            pair = [one for one in pair if one.unit in (step.unit, "") or one.bare or step.bare or not step.unit]
            if len(pair) != 2 or (pair[0].unit != pair[1].unit and not (pair[0].bare or pair[1].bare)):
                continue
            before, total = sorted(pair, key=lambda one: one.value)
            if step.value == total.value - before.value:
                yield _running_said(page, before, step, total, Verdict.HOLDS)
            elif (
                all(one.is_exact for one in (step, *pair))
                and step.value < total.value
                and _STOOD_AT.search(page.between(sentence.start, sentence.end))
            ):
                near = abs(total.value - before.value - step.value) <= max(step.value, total.value - before.value) / 2
                yield _running_said(page, before, step, total, Verdict.FAILS if near else Verdict.UNDECIDABLE)


def _told_in_lines(page: Page) -> Iterator[Finding]:
    """Find three lines that stand together: new today, previously, in all."""
    singles = [(line, line.quantities[0]) for line in page.lines if len(line.quantities) == 1 and len(line.text) < 90]
    for three in zip(singles, singles[1:], singles[2:], strict=False):
        blocks = [line.block for line, _ in three]
        numbers = [one for _, one in three]
        if blocks[2] - blocks[0] != 2 or not all(one.counts and one.is_exact for one in numbers):
            continue
        if len({one.fate for one in numbers}) > 1:
            continue
        roles = [_role(line.folded) for line, _ in three]
        if sorted(roles) != ["before", "new", "total"]:
            continue
        before, new, total = (numbers[roles.index(role)] for role in ("before", "new", "total"))
        met = before.value + new.value == total.value
        yield _running_said(page, before, new, total, Verdict.HOLDS if met else Verdict.FAILS)


def _role(folded: str) -> str:
    if _STOOD_BEFORE.search(folded):
        return "before"
    return "new" if _NEW.search(folded) else "total" if _TOTAL.search(folded) else ""


def _running_said(page: Page, before: Quantity, new: Quantity, total: Quantity, verdict: Verdict) -> Finding:
    added = figure_words(before.value + new.value)
    terms = [
        page.document.term(Role.BASE, before.number),
        page.document.term(Role.PART, new.number),
        page.document.term(Role.WHOLE, total.number),
    ]
    words = said(
        message("{sum}; printed {whole}."),
        sum=Sum(f"{figure_words(before.value)} + {figure_words(new.value)} = {added}"),
        whole=total.value,
    )
    return page.document.finding("cumulative", verdict, terms, words)
