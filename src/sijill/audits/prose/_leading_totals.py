"""Totals that lead or close a list: "Of the N ...", "A and B, N in all", "N strikes, A in X and B in Y"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from sijill.audits._document import Document, Sentence
from sijill.audits._quantities import Quantity
from sijill.audits.prose._group import Group, complete, coordinated, counts_people, gap, run_from, same_status

_OF_THE = re.compile(r"(?:^|[,;]\s+|\band\s+)(?:[Oo]ut of|[Oo]f)\s+(?:the\s+|these\s+|those\s+|all\s+|a total of\s+)*$")
_REST_LAST = re.compile(r"\b(?:the (?:rest|remaining|remainder|others?)|others?)\b[^.;]{0,25}$")
_NOT_KNOWN = re.compile(
    r"[^.;,<]{0,30}\b(?:un(?:identified|known|named|verified|documented)|not (?:yet )?(?:been )?identified)\b"
)
_TOTALLING = re.compile(r"(?:,|;|\()\s*(?:for|making|giving|with|or)?\s*(?:a|an|in)?\s*(?:total(?:l?ing)?(?: of)?)\s*$")
_IN_ALL = re.compile(r"\s*(?:[a-z]+\s)?(?:in all|in total|altogether|overall|combined)\b")
_A_PLACE = r"(?:in|at|near|from|by|on|around|inside|over)\s+(?:the\s+)?[^\W\d_]"
_PLACED = re.compile(rf"\s+{_A_PLACE}")
# "80 killed in one town, 44 in the next and 40 in a third": the first of a list stands in a place like the others.
_IN_A_PLACE_TOO = re.compile(rf"\b{_A_PLACE}")
# "A total of 150 since January" counts more than the parts before it.
_SO_FAR = re.compile(r"[^.;]{0,40}?\b(?:since|so far|to date|this year|this month|overall|during|from|until)\b")
_OF_THEM = re.compile(r"\s*(?:of (?:them|whom|which))\b")


def leading_totals(document: Document, sentence: Sentence) -> Iterator[Group]:
    """Yield the groups of one sentence whose total leads, or closes, a list of parts."""
    yield from _of_the(document, sentence)
    yield from _of_them(document, sentence)
    yield from _totalling(document, sentence)
    yield from _placed(document, sentence)


def _of_the(document: Document, sentence: Sentence) -> Iterator[Group]:
    """Find "Of the 230 bodies, 147 were identified and 83 remain unidentified"."""
    numbers = [one for one in sentence.quantities if one.kind == "count" and one.category not in {"time", "group"}]
    for at, whole in enumerate(numbers[:-1]):
        if not _OF_THE.search(document.flat[max(sentence.start, whole.start - 30) : whole.start]):
            continue
        if not re.fullmatch(r"[^.;:()]{0,60},\s*(?:only\s+|at least\s+)?", gap(document, whole, numbers[at + 1])):
            continue
        parts = run_from(document, numbers[at + 1 :])
        closing = bool(_NOT_KNOWN.match(document.flat[parts[-1].number_end :][:60])) or bool(
            _REST_LAST.search(document.flat[sentence.start : parts[-1].start])
        )
        if len(parts) >= 2 and (complete(parts) or closing):
            yield Group(whole, tuple(parts), True, "Of the")
        elif len(parts) == 1 and counts_people(parts[0]) and counts_people(whole):
            yield Group(whole, tuple(parts), False, "Of the")
        return


def _of_them(document: Document, sentence: Sentence) -> Iterator[Group]:
    """Find "188 people were killed, 120 of them men, 48 women and 20 children"."""
    numbers = [one for one in sentence.quantities if counts_people(one)]
    for at, (whole, first) in enumerate(itertools.pairwise(numbers)):
        if not _OF_THEM.match(document.flat, first.number_end) or len(gap(document, whole, first)) > 40:
            continue
        run = [first, *_after(document, first, numbers[at + 2 :])]
        if complete(run) and all(same_status(whole, one) for one in run):
            yield Group(whole, tuple(run), True, "of them")


def _after(document: Document, first: Quantity, numbers: list[Quantity]) -> list[Quantity]:
    run: list[Quantity] = []
    left = first
    for right in numbers:
        if not coordinated(gap(document, left, right)):
            break
        run.append(right)
        left = right
    return run


def _totalling(document: Document, sentence: Sentence) -> Iterator[Group]:
    """Find "13 raids in A and 11 raids in B, for a total of 24 raids" and "200 dead and 500 wounded, 700 in all"."""
    numbers = [one for one in sentence.quantities if one.kind == "count" and one.category != "time"]
    for at, whole in enumerate(numbers):
        called = _TOTALLING.search(document.flat[max(sentence.start, whole.start - 25) : whole.start])
        if not called and not (at >= 2 and _IN_ALL.match(document.flat, whole.end)):
            continue
        parts: list[Quantity] = []
        for one in reversed(numbers[:at]):
            right = parts[0] if parts else whole
            if not _alike(one, whole) or not _one_clause(gap(document, one, right)):
                break
            parts.insert(0, one)
        longer = _SO_FAR.match(document.flat, whole.end)
        if len(parts) >= 2 and whole.value > max(one.value for one in parts) and not longer:
            yield Group(whole, tuple(parts), True, "for a total of")


def _alike(part: Quantity, whole: Quantity) -> bool:
    """Test whether a part counts what the total counts: the same noun, people with people, or no noun at all."""
    if counts_people(whole) and whole.category:
        return (
            counts_people(part) and part.category in {whole.category, "", "other_person"}
        ) or whole.category == "person"
    nouns = [one.phrase.split(" ")[-1].lower() for one in (part, whole)]
    return not nouns[0] or not nouns[1] or nouns[0] == nouns[1]


def _one_clause(between: str) -> bool:
    return len(between) < 70 and not re.search(r"[.;:]|\b(?:includ\w+|while|but|which|who)\b", between)


def _placed(document: Document, sentence: Sentence) -> Iterator[Group]:
    """Find "120 strikes, 80 in A and 40 in B": parts without a noun of their own, told apart by place."""
    numbers = [one for one in sentence.quantities if one.kind == "count" and one.category != "time"]
    for at, whole in enumerate(numbers[:-2]):
        run = numbers[at + 1 :]
        first = run[0]
        if not whole.phrase or not re.fullmatch(
            r"[^.;:()]{0,25}(?:,|–|—|:)\s*(?:of which\s+|with\s+)?", gap(document, whole, first)
        ):
            continue
        parts: list[Quantity] = []
        for one in run:
            joined = not parts or coordinated(gap(document, parts[-1], one))
            if one.phrase or not joined or not _PLACED.match(document.flat, one.number_end):
                break
            parts.append(one)
        first_of_list = _IN_A_PLACE_TOO.search(gap(document, whole, first)) is not None
        if len(parts) >= 2 and not (first_of_list and sum(one.value for one in parts) != whole.value):
            yield Group(whole, tuple(parts), True, "told apart by place", True)
            return
