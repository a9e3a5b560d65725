"""Lists that divide a whole: a line that leads in, and lines, one part a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from sijill.audits.quantities import Page, PageLine, Quantity, has, is_complete, may_hold
from sijill.audits.structure._division import Division, possible_wholes

_LABEL = re.compile(r"[^.;؛\n]{2,200}?\s*(?:[:：=–—-]|\.{3,}|…+)\s*(?:\*\*|__)?\s*[(\[]?\s*$")
_LABEL_ENDS = re.compile(r"[^.;؛\n]{2}\s*(?:[:：=–—-]|\.{3,}|…+)\s*(?:\*\*|__)?\s*[(\[]?\s*$")
_OPENS = re.compile(r"[\s\W]*$")
_INCLUDES = re.compile(r"(?<!\w)(?:includ\w*|و?(?:من\s+)?بينهم|منهم|تضم|شمل\w*|تشمل)(?!\w)")
_POINTS_UP = re.compile(
    r"(?<!\w)(?:those|these|they|the (?:dead|killed|victims|casualties|deaths|toll)|"
    r"the (?:massacres|attacks|arrests|incidents)|"
    r"victims|casualties|deaths|هيلاء|هولاء|هذه|تلك|الضحايا|القتلي|الشهداء|المجازر|الهجمات|الحوادث|وهم|توزع\w*|يتوزع\w*|"
    r"تتوزع\w*|توزيع\w*)(?!\w)"
)
_TOTAL_LABEL = re.compile(
    r"\W*(?:grand |sub)?-?(?:total|sum|all|overall)\b|\W*(?:ال)?(?:اجمالي|مجموع|محصله|عدد\s+الكلي|عدد\s+الاجمالي)"
)
_UNREAD_ITEM = re.compile(r"\s*(?:[-–•*▪]|[^:.\n]{2,80}:)")
# "By governorate:", "بحسب الأطراف:"
_BY_WHAT = re.compile(r"\W*و?(?:by|per|(?:ب)?حسب|توزع\w*\s+(?:ب)?حسب)\s+[^\d:]{3,40}:?\s*$")
_BULLET = re.compile(r"\s*[^\w\s\x00(\[\"'«“]")
_ABOVE = 5
_LABEL_WITHIN = 24
_LABEL_AT_MOST, _FEW_WORDS, _NEARLY, _BULLETS = 90, 2, 8, 3


@dataclass(slots=True)
class _Run:
    """Lines of a list that stand one after the other, each with the quantity that it is about."""

    lead: int
    lines: list[int]
    parts: list[Quantity]


def divisions_in_lists(page: Page) -> Iterator[Division]:
    """Yield the lists of a page with the wholes that their lead-in, or the lines above it, can mean."""
    for run in chain.from_iterable(_under_their_heads(page, run) for run in _runs(page)):
        yield from _with_total_line(page, run)
        parts = _folded_sublists(page, run)
        if len(parts) < 2:
            continue
        lead = page.lines[run.lead] if run.lead >= 0 else None
        if lead is None:
            continue
        own = list(reversed([one for one in lead.quantities if one.counts and one not in run.parts]))
        above = _heads_above(page, run.lead)
        near = possible_wholes(parts, [one for one in own if one.whole is None] or own)
        far = possible_wholes(parts, above)
        yield Division(tuple(parts), tuple(near or far), *_binding(page, lead, run, bool(near), bool(far)))


def divisions_in_sections(page: Page) -> Iterator[Division]:
    """Yield a whole that is "divided as follows" into sections, each a heading and what it tells first."""
    for at, line in enumerate(page.lines):
        if not (line.opens and has("divided", line.folded[-120:])) or not line.heads:
            continue
        parts: list[Quantity] = []
        headings = 0
        for below in page.lines[at + 1 :]:
            if below.opens and has("divided", below.folded):
                break
            headings += not below.quantities and len(below.text) < 80
            parts.extend(below.heads[:1])
        if headings >= 2 and len(parts) >= 3 and not _items_of(page.lines[at + 1]):
            wholes = possible_wholes(parts, reversed(line.heads))
            yield Division(tuple(parts), tuple(wholes), bool(wholes))


def _binding(page: Page, lead: PageLine, run: _Run, near: bool, far: bool) -> tuple[bool, bool]:
    """Return whether a lead-in leaves nobody out, and whether parts that fall short may be all that it lists."""
    if has("some", lead.folded[-160:]) or not (near or far):
        return False, False
    below = page.lines[run.lines[-1] + 1 : run.lines[-1] + 2]
    if (
        below
        and not below[0].heads
        and not (below[0].opens and (has("divided", below[0].folded) or _POINTS_UP.search(below[0].folded)))
        and (_UNREAD_ITEM.match(below[0].folded) or below[0].level)
        and below[0].end - below[0].start < 160
    ):
        return False, False  # the list goes on with a line that holds no number we can read
    divided = has("divided", lead.folded[-160:]) or _BY_WHAT.match(lead.folded) is not None
    opened = (lead.opens or _is_a_label(lead, run)) and len(run.parts) >= 3
    if not (divided or opened):
        return False, False
    if not near and not (divided or _POINTS_UP.search(lead.folded)):
        return False, False
    loose = bool(_INCLUDES.search(lead.folded[-60:])) or not divided
    return True, loose and len(run.parts) < 5 and not is_complete([one.whom for one in run.parts])


def _under_their_heads(page: Page, run: _Run) -> list[_Run]:
    """Return the parts of a run that stand with bullets below a line of one number without one, else the run."""
    found: list[_Run] = []
    head: int | None = None
    for at in [*run.lines, -1]:
        line = page.lines[at]
        if at >= 0 and (line.level or _BULLET.match(line.folded)):
            if head is not None:
                found[-1].lines.append(at)
                found[-1].parts.extend(one for one in run.parts if one.block == line.block)
            continue
        if found and len(found[-1].lines) < _BULLETS:
            found.pop()
        head = at if at >= 0 and len([one for one in line.quantities if one.counts]) == 1 else None
        if head is not None:
            found.append(_Run(head, [], []))
    return found or [run]


def _is_a_label(lead: PageLine, run: _Run) -> bool:
    """Test for "Wounded today: 62": a line of one number with nothing behind it that its list nearly adds up to."""
    counting = [one for one in lead.quantities if one.counts]
    if len(counting) != 1 or len(lead.text) > _LABEL_AT_MOST:
        return False
    whole = counting[0]
    behind = re.sub(r"[^\w\s]", "", lead.folded[whole.end - lead.start :].replace("\x00", "")).split()
    total = sum((one.value for one in run.parts), Decimal(0))
    return len(behind) <= _FEW_WORDS and abs(total - whole.value) * _NEARLY <= whole.value


def _runs(page: Page) -> Iterator[_Run]:
    run: _Run | None = None
    for at, line in enumerate(page.lines):
        parts = [] if line.opens and has("divided", line.folded) else _items_of(line)
        if parts and run is not None and _continues(page, run, line, parts):
            run.lines.append(at)
            run.parts.extend(parts)
            continue
        if run is not None and len(run.parts) >= 2:
            yield run
        run = _Run(at - 1, [at], list(parts)) if parts else None
    if run is not None and len(run.parts) >= 2:
        yield run


def _continues(page: Page, run: _Run, line: PageLine, parts: Sequence[Quantity]) -> bool:
    """Test whether a line goes on with a list: its parts count the same, and no new lead-in begins."""
    units = {one.unit for one in (*run.parts, *parts) if one.unit}
    if len(units) > 1 and page.lines[run.lines[-1]].opens is False:
        return False
    return not (line.opens and has("divided", line.folded))


def _items_of(line: PageLine) -> list[Quantity]:
    """Return what a line of a list is about: the head of each labelled number, else its first head."""
    heads = line.heads
    if not heads or len(line.text) > 420:
        return []
    first = heads[0]
    before = line.folded[: max(0, first.number.start - line.start)]
    labelled = [one for one in heads if _LABEL_ENDS.search(_before(line, heads, one)[-_LABEL_WITHIN:])]
    if len(labelled) >= 2 and labelled[0] is first and len({one.unit for one in labelled} - {""}) <= 1:
        return labelled
    bare_end = not re.search(r"\w", line.folded[first.end - line.start :].replace("\x00", ""))
    if (
        _LABEL.fullmatch(before)
        or (_OPENS.fullmatch(before) and len(line.text) < 200)
        or (bare_end and len(line.text) < 110)
        or (bool(line.level) and line.zone != "heading" and len(before) < 120 and len(line.text) < 260)
    ):
        return [first]
    return []


def _before(line: PageLine, heads: Sequence[Quantity], one: Quantity) -> str:
    at = heads.index(one)
    left = heads[at - 1].end if at else line.start
    return line.folded[left - line.start : max(0, one.number.start - line.start)]


def _folded_sublists(page: Page, run: _Run) -> list[Quantity]:
    """Return the parts of a run; a line that opens a list of its own, and is met by it, stands for its lines."""
    parts: list[Quantity] = []
    at = 0
    while at < len(run.parts):
        one = run.parts[at]
        parts.append(one)
        at += 1
        line = page.line_of(one)
        if not line.opens:
            continue
        total, ahead = one.value, at
        while ahead < len(run.parts) and total > 0:
            total -= run.parts[ahead].value
            ahead += 1
        if total == 0 and ahead - at >= 2:
            at = ahead
    return [one for one in parts if not _is_total(page, one)]


def _is_total(page: Page, one: Quantity) -> bool:
    line = page.line_of(one)
    label = line.folded[: max(0, one.start - line.start)]
    return _TOTAL_LABEL.match(label) is not None and not has("rest", label)


def _with_total_line(page: Page, run: _Run) -> Iterator[Division]:
    totals = [one for one in run.parts if _is_total(page, one)]
    parts = [one for one in run.parts if one not in totals]
    if len(totals) == 1 and len(parts) >= 2 and run.parts.index(totals[0]) in (0, len(run.parts) - 1):
        wholes = possible_wholes(parts, totals)
        yield Division(tuple(parts), tuple(wholes), bool(wholes) and not _inside_each_other(parts))

    elif len(totals) == 1 and run.parts.index(totals[0]) >= _BULLETS:
        # Other numbers follow the total: it closes what stands before it when that nearly adds up.
        above = run.parts[: run.parts.index(totals[0])]
        total = sum((one.value for one in above), Decimal(0))
        if possible_wholes(above, totals) and abs(total - totals[0].value) * _NEARLY <= totals[0].value:
            yield Division(tuple(above), tuple(totals), not _inside_each_other(above))


def _inside_each_other(parts: Sequence[Quantity]) -> bool:
    """Test whether a list tells one kind beside another that it holds: children, women, civilians."""
    kinds = {one.whom for one in parts if one.whom}
    return any(one != other and may_hold(one, other) for one in kinds for other in kinds)


def _heads_above(page: Page, lead: int) -> list[Quantity]:
    """Return heads of the lines above a lead-in, nearest first; a list between them and the lead-in is passed over."""
    found: list[Quantity] = []
    passed = 0
    for at in range(lead - 1, -1, -1):
        line = page.lines[at]
        if passed >= _ABOVE:
            break
        if _items_of(line) and not _prose(line) and not line.opens and not _TOTAL_LABEL.match(line.folded):
            continue
        passed += 1
        # A line's own whole goes before what it tells of it: "356 dead: 288 civilians and 68 fighters".
        found.extend(sorted(line.heads, key=lambda one: -one.value))
    return found


def _prose(line: PageLine) -> bool:
    return len(line.text) > 120
