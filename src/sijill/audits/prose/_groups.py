"""
Sentences that speak of one whole: a total and the numbers that the words make its parts.

The words decide, never the arithmetic: "including" makes a part, "of which ... the rest"
and a colon make parts that leave nobody out, "and" alone makes neither.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from sijill.audits._document import Document, Sentence
from sijill.audits._lexicon import may_hold
from sijill.audits._quantities import Quantity
from sijill.audits.prose._group import (
    LEAVES_COLON,
    LEAVES_LIST,
    PART_TAIL,
    Group,
    complete,
    coordinated,
    counts_people,
    disjoint,
    gap,
    run_from,
    same_status,
)
from sijill.audits.prose._leading_totals import leading_totals
from sijill.audits.quantities import fold, has

_INCLUDING = (
    r"(?:including|inclusive of|(?:dead|killed|victims|wounded) includ(?:e|ed)|"
    r"among(?:st)? (?:them|whom|which|the dead|the killed)|of (?:whom|which|them)"
    r"|بينهم|بينها|منهم|من بينهم|بما في ذلك|من ضمنهم)"
)
_PART_CUE = re.compile(rf"{_INCLUDING}\s*:?\s*(?:were|are|was|being|also|were also)?\s*(?:a further|another)?\s*$")
_OPENS_LIST = re.compile(
    r"(?::|\(|\s[–—-])\s*$|\b(?:comprising|consisting of|comprised of|made up of|composed of|namely|"
    r"divided into|split into|broken down (?:as|into)|distributed as follows|as follows|هم|وهم)\s*:?\s*$"
)
_REST = re.compile(r"\b(?:the|The|all|All)\s+(?:rest|remainder|remaining|others?)\b[^.;]{0,40}$")
_REST_OPENS = re.compile(r"The (?:rest|remainder|remaining|others?)\b")
_OF_THESE = re.compile(r"(?:Of|Out of|Among|من)\s+(?:these|those|them|this|the total|whom|which|the dead|بين)\b")
UNKNOWN_CLASS = re.compile(
    r"\s*(?:others?\s+|deaths\s+|of them\s+|people\s+|bodies\s+)?(?:remain(?:ed|s)?|were|are|is|was|as)?\s*"
    r"(?:still\s+)?(?:un(?:identified|known|documented|named|verified|classified)|not (?:yet )?(?:been )?identified)"
)
_UNCOUNTED = re.compile(
    r"[^.;()]{0,60}?(?:,|\band\b)\s+(?:an?|another|several|many|some|others?|un\w+|the|dozens|various|possibly|including)\b"
)
_THEIR = re.compile(r"\s*(?:,|and|as well as)\s+(?:their|the|other|some|many)\b")


def sentence_groups(document: Document) -> list[Group]:
    """Return the groups that sentences, and pairs of neighbouring sentences, speak of."""
    groups: list[Group] = []
    sentences = document.sentences
    for at, sentence in enumerate(sentences):
        following = [one for one in sentences[at + 1 : at + 3] if one.block == sentence.block]
        groups.extend(_of_which_and_rest(document, sentence, following))
        groups.extend(_opened_list(document, sentence))
        groups.extend(_of_these(document, sentence, following))
        groups.extend(_of_these_above(document, sentence))
        groups.extend(_including(document, sentence))
        groups.extend(leading_totals(document, sentence))
    return groups


def _people(sentence: Sentence) -> list[Quantity]:
    return [one for one in sentence.quantities if one.kind == "count" and one.category not in {"time", "group"}]


def _of_which_and_rest(document: Document, sentence: Sentence, following: list[Sentence]) -> Iterator[Group]:
    numbers = _people(sentence)
    for at, (whole, part) in enumerate(itertools.pairwise(numbers)):
        between = gap(document, whole, part)
        tail = PART_TAIL.match(document.flat, part.end) and len(between) < 12
        if not counts_people(whole) or not (tail or re.search(r"of (?:whom|which|them)\b[^.;]{0,25}$", between)):
            continue
        later = numbers[at + 2 :]
        rest = next((n for n, one in enumerate(later) if _REST.search(document.flat[part.end : one.start][-60:])), None)
        if rest is not None:
            yield Group(whole, (part, *later[: rest + 1]), True, "of which ... the rest")
        elif not later and following and _REST_OPENS.match(following[0].text):
            others = [one for one in following[0].quantities if one.kind == "count" and one.category != "time"]
            if others and not LEAVES_LIST.search(following[0].text.split("rest", 1)[-1].replace("included", "", 1)):
                yield Group(whole, (part, *others), True, "of which ... The rest")


def _opened_list(document: Document, sentence: Sentence) -> Iterator[Group]:
    """Find "45 people: 12 civilians and 33 fighters", the same in brackets, and class by class after a comma."""
    numbers = _people(sentence)
    for at, whole in enumerate(numbers[:-2]):
        if not counts_people(whole) or not whole.category:
            continue
        first = numbers[at + 1]
        between = gap(document, whole, first)
        opened = bool(_OPENS_LIST.search(between))
        parts = run_from(document, numbers[at + 1 :], LEAVES_COLON if opened else LEAVES_LIST)
        if len(parts) < 2 or len(between) > 60 or not all(counts_people(one) for one in parts):
            continue
        if re.search(r"[;).]|\band\b", between):
            continue
        if "(" in between and ")" not in document.flat[parts[-1].end : parts[-1].end + 40]:
            continue
        of_which = re.search(r"of (?:whom|which|them)\s*:?\s*(?:were|are)?\s*$", between)
        if opened and (of_which or not re.search(_INCLUDING, between)):
            closes = _may_close(whole, parts)
            # "45 people (12 women and 5 children)": bare brackets promise nothing for classes that leave people out.
            bare = bool(re.fullmatch(r"[^.]*(?::|\(|[–—-])\s*", between)) and not _splits(parts)
            open_end = bare or _goes_on(document, sentence, parts[-1])
            yield Group(whole, tuple(parts), closes, between.strip() or "list", open_end)
        elif (of_which or between.strip() in {",", "–", "—", "-"}) and complete(parts):
            holds_them = all(may_hold(whole.category, one.category) for one in parts)
            if holds_them and whole.category not in {one.category for one in parts}:
                open_end = len(parts) == 2 and bool(of_which) and not has("closed", fold(between))
                yield Group(whole, tuple(parts), True, "classes that leave nobody out", open_end)


def _splits(parts: list[Quantity]) -> bool:
    """Test whether the parts split their whole: classes that cover everybody, or the dead and the wounded."""
    return complete(parts) or {one.status for one in parts} == {"killed", "injured"}


def _goes_on(document: Document, sentence: Sentence, last: Quantity) -> bool:
    """Test whether something without a number, or a number of another kind, follows the last part of a list."""
    rest = document.flat[last.end : sentence.end]
    return bool(_UNCOUNTED.match(rest)) or any(
        one.start > last.start and counts_people(one) for one in sentence.quantities
    )


def _may_close(whole: Quantity, parts: list[Quantity]) -> bool:
    """Test whether a list can be the whole: its classes fit and nothing speaks of another fate."""
    fits = all(not one.category or may_hold(whole.category, one.category) for one in parts)
    return fits and all(same_status(whole, one) for one in parts)


def _of_these(document: Document, sentence: Sentence, following: list[Sentence]) -> Iterator[Group]:
    """Find "N deaths. Of these, there were A, B and C. D remain unidentified."."""
    if not following or not _OF_THESE.match(following[0].text):
        return
    wholes = [one for one in _people(sentence) if counts_people(one)]
    parts = run_from(document, [one for one in _people(following[0]) if counts_people(one)])
    if not wholes or not parts:
        return
    if re.match(r"\w+ those (?:killed|wounded|injured|arrested|who)", following[0].text):
        wholes = [one for one in wholes if one.status and one.status == parts[0].status]
    wholes = [one for one in wholes if all(same_status(one, part) for part in parts)]
    if not wholes:
        return
    whole = max(wholes, key=lambda one: one.value)
    unknown = [
        one
        for other in following[:2]
        for one in other.quantities
        if one.kind == "count" and one not in parts and UNKNOWN_CLASS.match(document.flat, one.number_end)
    ]
    if unknown or complete(parts):
        yield Group(whole, (*parts, *unknown[:1]), True, "Of these")
    elif len(parts) == 1 or not disjoint(parts):
        yield Group(whole, tuple(parts), False, "Of these")


def _of_these_above(document: Document, sentence: Sentence) -> Iterator[Group]:
    """Find "Of these, A were civilians and B fighters" that opens a paragraph: the whole stands above."""
    block = document.blocks[sentence.block]
    if sentence.start != block.start or block.zone != "body" or not _OF_THESE.match(sentence.text):
        return
    parts = run_from(document, [one for one in _people(sentence) if counts_people(one)])
    if not complete(parts):
        return
    for at in range(sentence.block - 1, max(-1, sentence.block - 9), -1):
        above = document.blocks[at]
        if above.section != block.section or above.zone != "body":
            return
        wholes = [one for other in document.sentences_of(at) for one in _people(other) if one.category == "person"]
        if wholes and not above.level:
            yield Group(max(wholes, key=lambda one: one.value), tuple(parts), True, "Of these")
            return


def _including(document: Document, sentence: Sentence) -> Iterator[Group]:
    """Find parts that the words put into the number before: "including", "of whom", "among them"."""
    numbers = _people(sentence)
    for at, part in enumerate(numbers):
        if at == 0:
            continue
        whole = numbers[at - 1]
        between = gap(document, whole, part)
        tail = bool(PART_TAIL.match(document.flat, part.end)) and len(between) < 15
        # "900 consisting of 200 rebels and their families": the others have no number, so these are a part.
        made_of = re.search(r"\b(?:consisting|made up|composed) of\s*$", between) and _THEIR.match(
            document.flat, part.end
        )
        if len(between) > 130 or not (_PART_CUE.search(between) or tail or made_of) or re.search(r"[;.]\s", between):
            continue
        if not counts_people(whole) or not counts_people(part):
            continue
        classes = (whole.category or "person", part.category or "other_person")
        rare = whole.category == "military" and part.category in {"civilian", "child", "woman"}
        if not may_hold(*classes) or (rare and _value_above(part, whole)):
            continue
        joined = at >= 2 and bool(coordinated(gap(document, numbers[at - 2], whole)))
        if joined and _value_above(part, whole):
            # "12 soldiers and 5 civilians, including 7 officers": of both, or of the soldiers.
            continue
        if not same_status(whole, part) and part.value > whole.value:
            continue
        yield Group(whole, (part,), False, "including")
        run = run_from(document, numbers[at:], LEAVES_COLON)
        fits = all(may_hold(classes[0], one.category or "other_person") and same_status(whole, one) for one in run)
        if len(run) >= 2 and fits and (sum(one.value for one in run) == whole.value or complete(run)):
            # "Including" does not promise that nobody is left out; classes that cover everybody do, upwards.
            yield Group(whole, tuple(run), True, "including", True)
        for more in run_from(document, numbers[at:])[1:]:
            fits = may_hold(classes[0], more.category or "other_person") and same_status(whole, more)
            if fits and more.category in {"child", "woman", "girl", "boy", "man"} and not _value_above(more, whole):
                yield Group(whole, (more,), False, "including")


def _value_above(part: Quantity, whole: Quantity) -> bool:
    return whole.high is not None and part.low is not None and part.low > whole.high
