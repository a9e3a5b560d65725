"""Wholes whose parts are told one after the other over sentences and paragraphs: maker by maker, place by place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from sijill.audits.quantities import Hangs, Page, Quantity, agree, has
from sijill.audits.structure._division import Division

_SENTENCES = 4
_TOLD_WITHIN, _MOST, _SAYS_MUCH = 45, 14, 50
_AT_LARGE = frozenset({"person", "civilian", "military"})
# "86 medics ... 47 at the hands of one side, 26 of another": a number without a noun is of the trade told above.
_TRADES = frozenset({"medical", "media", "aid", "detainee"})
_FEW, _TELLS, _ALL_BUT_ONE = 3, 20, 4
_OTHERS = re.compile(
    r"(?<!\w)(?:other (?:part|side|group|actor)\w*|others|unidentified|unknown|"
    r"جهات اخري|اطراف اخري|جهه اخري|جهات لم|مجهول\w*)(?!\w)"
)


def divisions_across(page: Page, listed: Collection[int] = ()) -> Iterator[Division]:
    """
    Yield wholes with the later quantities of the same kind that add up to them.

    ``listed`` are ids of the parts of lists that miss their whole: what they leave may add up to it. Only a sum that is
    met is told: over a page nothing but the sum says that these are the parts.
    """
    numbers = [one for one in page.quantities if one.counts and one.unit]
    inside: dict[int, tuple[Quantity, ...]] = {}
    waiting: list[tuple[Quantity, list[Quantity]]] = []
    kinds = [(one.value, one.whom or "person") for one in numbers]
    last: dict[tuple[Decimal, str], int] = {}
    for at, whole in enumerate(numbers):
        if whole.whole is None:
            last[kinds[at]] = at
        if whole.apart or whole.value < _FEW:
            continue
        # A number told again is no part of its own.
        ahead = [
            numbers[later]
            for later in range(at + 1, min(at + 1 + _TOLD_WITHIN, len(numbers)))
            if at - last.get(kinds[later], -_TOLD_WITHIN - 1) > _TOLD_WITHIN
        ]
        later = _later(ahead, whole)
        found = _that_add_up(later, whole.value)
        if found:
            inside[id(whole)] = tuple(found)
            yield Division(tuple(found), (whole,), False)
            # A page may divide one number by places and again by what killed them.
            again = _that_add_up([one for one in later if one.start > found[-1].end], whole.value)
            if again:
                yield Division(tuple(again), (whole,), False)
        else:
            waiting.append((whole, later))
    yield from _summed_up(page, numbers)
    for whole, later in waiting:
        # What already divides a later number stands for no part of its own.
        taken = {id(part) for one in later for part in inside.get(id(one), ())} | {*listed}
        kept = [one for one in later if id(one) not in taken]
        found = _that_add_up(kept, whole.value) if len(kept) < len(later) else []
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
    others = {id(one) for one in numbers if _OTHERS.search(one.label[-60:]) or _OTHERS.search(one.tail[:90])}
    told: dict[int, list[Quantity]] = {}
    for one in numbers:
        if id(one) in added and one.whole is not None:
            told.setdefault(id(one.whole), []).append(one)
    for at, whole in enumerate(numbers):
        if whole.whole is not None or whole.apart or whole.running or whole.value < _SAYS_MUCH or id(whole) in divided:
            continue
        later = [
            one
            for one in numbers[at + 1 : at + 1 + _TOLD_WITHIN]
            if one.whole is None and not one.apart and not one.running and one.value != whole.value
            and (one.whom or whole.whom) == whole.whom and agree(whole, one) and one.fate in ("", whole.fate)
        ]  # fmt: skip
        kinds = told.get(id(whole), [])
        makers = {id(part.whole) for kind in kinds for part in added[id(kind)] if part.whole is not None}
        shown = [one for one in later if id(one) in makers]
        if len(shown) >= 3 and shown[-1] in later:
            parts = later[: max(later.index(shown[-1]) + 1, len(shown))]
            yield Division(tuple(parts), (whole,), True, short_is_open=True, only_asks=True)
            continue
        ends = [n for n, one in enumerate(later) if id(one) in others] if whole.value >= 2 * _SAYS_MUCH else []
        if ends and ends[-1] >= 3:
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
    if whole.fate == "casualties":
        # Beside each number of dead and injured a page tells the dead and the injured again.
        numbers = [one for one in numbers if one.fate == "casualties"]
    for one in numbers:
        if one.unit != whole.unit or one.apart or one.value > whole.value or not agree(whole, one):
            continue
        whom = "" if one.whom == "person" and kind == "civilian" else one.whom
        same = (whom or (kind if kind in _AT_LARGE or (one.bare and kind in _TRADES) else "")) == kind or (
            kind == "person" and one.whom in {"civilian", "military", "unknown"}
        )
        if not same or (kind in {"person", "civilian"} and one.hangs is Hangs.AMONG and one.whole is not whole):
            continue
        found.append(one)
        if len(found) == _MOST:
            break
    return found


def _that_add_up(later: Sequence[Quantity], total: Decimal) -> list[Quantity]:
    """
    Return the parts that add up to a total: a run that begins with the first or soon after, or all but one.

    Small numbers meet each other by chance: there each must be told with its maker, its fate or a whole of its own, or
    all in one sentence of their own. The one left aside is smaller than the one before it, which may hold it ("503
    civilians, 9 of them under torture").
    """
    values = [one.value for one in later]
    for begin in range(min(len(later), 4)):
        added = Decimal(0)
        for at in range(begin, len(later)):
            added += values[at]
            if added == total and at - begin >= (1 if total >= _TELLS and begin == 0 else 2):
                run = list(later[begin : at + 1])
                sentence = [one for one in later if one.sentence == run[0].sentence]
                if (
                    total >= _SAYS_MUCH
                    or (total >= _TELLS and run == sentence)
                    or all(one.named or one.whole is not None or one.fate_given for one in run)
                ):
                    return run
            if added > total:
                break
    excess = sum(values, Decimal(0)) - total
    if total < 2 * _SAYS_MUCH or len(later) < _ALL_BUT_ONE or excess <= 0:
        return []
    for at in range(1, len(later)):
        if values[at] == excess and values[at - 1] > excess:
            return [*later[:at], *later[at + 1 :]]
    return []
