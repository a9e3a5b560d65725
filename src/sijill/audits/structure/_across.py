"""Wholes whose parts are told one after the other over sentences and paragraphs: maker by maker, place by place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from sijill.audits.quantities import Hangs, Page, Quantity, agree, has
from sijill.audits.structure._division import Division

_SENTENCES = 4
_TOLD_WITHIN, _MOST, _SAYS_MUCH = 45, 14, 50
_OTHERS = re.compile(
    r"(?<!\w)(?:other (?:part|side|group|actor)\w*|others|unidentified|unknown|"
    r"جهات اخري|اطراف اخري|جهه اخري|جهات لم|مجهول\w*)(?!\w)"
)


def divisions_across(page: Page) -> Iterator[Division]:
    """
    Yield wholes with the later quantities of the same kind that add up to them.

    Only a sum that is met is told, with at most two quantities of the same kind left aside:
    over a page nothing but the sum says that these are the parts.
    """
    numbers = [one for one in page.quantities if one.counts and one.unit]
    inside: dict[int, tuple[Quantity, ...]] = {}
    waiting: list[tuple[Quantity, list[Quantity]]] = []
    for at, whole in enumerate(numbers):
        if whole.apart or whole.value < 3:
            continue
        before = numbers[max(0, at - _TOLD_WITHIN) : at + 1]
        told = {(one.value, one.whom or "person") for one in before if one.whole is None}
        ahead = [
            one for one in numbers[at + 1 : at + 1 + _TOLD_WITHIN] if (one.value, one.whom or "person") not in told
        ]
        later = _later(ahead, whole)
        found = _that_add_up(later, whole.value)
        if found:
            inside[id(whole)] = tuple(found)
            yield Division(tuple(found), (whole,), False)
        else:
            waiting.append((whole, later))
    yield from _summed_up(page, numbers)
    for whole, later in waiting:
        # What already divides a later number stands for no part of its own.
        taken = {id(part) for one in later for part in inside.get(id(one), ())}
        kept = [one for one in later if id(one) not in taken]
        found = _that_add_up(kept, whole.value) if taken else []
        if found:
            yield Division(tuple(found), (whole,), False)


def divisions_by_standing(page: Page) -> Iterator[Division]:
    """Yield a number of people with the civilians and the fighters that are told apart after it."""
    numbers = [one for one in page.quantities if one.counts and one.unit == "people" and not one.named]
    for at, whole in enumerate(numbers):
        if whole.whom not in ("", "person") or whole.whole is not None or whole.apart or whole.running:
            continue
        near = [one for one in numbers[at + 1 : at + _MOST] if one.whole is None and not one.apart]
        near = [one for one in near if one.sentence - whole.sentence <= _SENTENCES and one.fate == whole.fate]
        kinds = [next((one for one in near if one.whom == kind), None) for kind in ("civilian", "military")]
        parts = tuple(one for one in kinds if one is not None and one.value < whole.value)
        if len(parts) == 2 and whole.value >= _SAYS_MUCH:
            yield Division(parts, (whole,), True, short_is_open=True, only_asks=True)


def divisions_by_makers(page: Page, met: Sequence[tuple[Quantity, tuple[Quantity, ...]]]) -> Iterator[Division]:
    """
    Yield wholes told maker by maker that their parts miss, where the page itself shows that no maker is left out.

    Either the children or women of the same makers add up to those of the whole, or the
    last maker is "others" and four or more are told.
    """
    added = {id(whole): parts for whole, parts in met}
    divided = {id(part) for _, parts in met for part in parts} | set(added)
    numbers = [one for one in page.quantities if one.counts and one.unit == "people"]
    for at, whole in enumerate(numbers):
        if whole.whole is not None or whole.apart or whole.running or whole.value < _SAYS_MUCH or id(whole) in divided:
            continue
        later = [
            one
            for one in numbers[at + 1 : at + 1 + _TOLD_WITHIN]
            if one.whole is None and not one.apart and not one.running and one.value != whole.value
            and (one.whom or whole.whom) == whole.whom and agree(whole, one) and one.fate in ("", whole.fate)
        ]  # fmt: skip
        kinds = [one for one in numbers if one.whole is whole and id(one) in added]
        makers = {id(part.whole) for kind in kinds for part in added[id(kind)] if part.whole is not None}
        shown = [one for one in later if id(one) in makers]
        if len(shown) >= 3 and shown[-1] in later:
            parts = later[: max(later.index(shown[-1]) + 1, len(shown))]
            yield Division(tuple(parts), (whole,), True, short_is_open=True, only_asks=True)
            continue
        ends = [n for n, one in enumerate(later) if _OTHERS.search(one.label[-60:]) or _OTHERS.search(one.tail[:90])]
        if ends and ends[-1] >= 3 and whole.value >= 2 * _SAYS_MUCH:
            yield Division(tuple(later[: ends[-1] + 1]), (whole,), True, short_is_open=True, only_asks=True)


def _summed_up(page: Page, numbers: Sequence[Quantity]) -> Iterator[Division]:
    """Yield a total that sums up what stands before it: "In all 77 people were killed in the two days"."""
    for at, whole in enumerate(numbers):
        sentence = page.document.sentence_at(whole.start)
        lead = page.between(sentence.start, whole.start)[-60:]
        if whole.apart or not (has("all", lead) or "toll" in lead):
            continue
        kind = whole.whom or "person"
        before = [
            one
            for one in numbers[max(0, at - _MOST) : at]
            if one.whole is None and not one.apart and one.unit == whole.unit and agree(whole, one)
            and (one.whom or "person") == kind
        ]  # fmt: skip
        for begin in range(len(before) - 2, -1, -1):
            if sum((one.value for one in before[begin:]), Decimal(0)) == whole.value:
                yield Division(tuple(before[begin:]), (whole,), False)
                break


def _later(numbers: Sequence[Quantity], whole: Quantity) -> list[Quantity]:
    kind = whole.whom or "person"
    found: list[Quantity] = []
    for one in numbers:
        if one.apart or one.unit != whole.unit or not agree(whole, one) or one.value > whole.value:
            continue
        whom = "" if one.whom == "person" and kind == "civilian" else one.whom
        same = (whom or (kind if kind in {"person", "civilian", "military"} else "")) == kind or (
            kind == "person" and one.whom in {"civilian", "military", "unknown"}
        )
        if not same or (kind in {"person", "civilian"} and one.hangs is Hangs.AMONG and one.whole is not whole):
            continue
        found.append(one)
        if len(found) == _MOST:
            break
    return found


def _that_add_up(later: Sequence[Quantity], total: Decimal) -> list[Quantity]:
    """Return the parts that add up to a total: a run from the first, any run, or all but one or two."""
    for begin in range(min(len(later), 4)):
        added = Decimal(0)
        for at in range(begin, len(later)):
            added += later[at].value
            if added == total and at - begin >= (1 if total >= 20 and begin == 0 else 2):
                return list(later[begin : at + 1])
            if added > total:
                break
    if total < 2 * _SAYS_MUCH:
        return []
    values = [int(one.value) for one in later]
    whole, most = int(total), 3 if total >= 10_000 else 2
    for stop in range(len(later), 3, -1):
        excess = sum(values[:stop]) - whole
        if excess <= 0:
            break
        for left_out in range(1, min(most, stop - 3) + 1):
            for aside in combinations(range(stop), left_out):
                if sum(values[at] for at in aside) == excess:
                    return [later[at] for at in range(stop) if at not in aside]
    return []
