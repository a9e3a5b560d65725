"""
Sentences that speak of one whole: a total and the numbers that the words make its parts.

The words decide, never the arithmetic: "including" makes a part, "of which ... the rest"
and a colon make parts that leave nobody out, "and" alone makes neither.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sijill.audits._document import Document, Sentence
from sijill.audits._lexicon import COMPLETE_SETS, PERSON_CLASSES, may_hold
from sijill.audits._quantities import Quantity

_INCLUDING = (
    r"(?:including|inclusive of|(?:dead|killed|victims|wounded) includ(?:e|ed)|"
    r"among(?:st)? (?:them|whom|which|the dead|the killed)|of (?:whom|which|them)"
    r"|بينهم|بينها|منهم|من بينهم|بما في ذلك|من ضمنهم)"
)
_PART_CUE = re.compile(rf"{_INCLUDING}\s*:?\s*(?:were|are|was|being|also|were also)?\s*(?:a further|another)?\s*$")
_PART_TAIL = re.compile(r"\s*(?:of (?:whom|which|them)|منهم|were among)\b")
_OPENS_LIST = re.compile(
    r"(?::|\(|\s[–—-])\s*$|\b(?:comprising|consisting of|comprised of|made up of|composed of|namely|"
    r"divided into|split into|broken down (?:as|into)|distributed as follows|as follows)\s*:?\s*$"
)
_REST = re.compile(r"\b(?:the|The|all|All)\s+(?:rest|remainder|remaining|others?)\b[^.;]{0,40}$")
_REST_OPENS = re.compile(r"The (?:rest|remainder|remaining|others?)\b")
_OF_THESE = re.compile(r"(?:Of|Out of|Among|من)\s+(?:these|those|them|this|the total|whom|which|the dead|بين)\b")
_TOTALLING = re.compile(r"(?:,|;|\()\s*(?:for|making|giving|with|or)?\s*(?:a|an|in)?\s*(?:total(?:l?ing)?(?: of)?)\s*$")
_UNKNOWN_CLASS = re.compile(
    r"\s*(?:others?\s+|deaths\s+|of them\s+|people\s+|bodies\s+)?(?:remain(?:ed|s)?|were|are|is|was|as)?\s*"
    r"(?:still\s+)?(?:un(?:identified|known|documented|named|verified|classified)|not (?:yet )?(?:been )?identified)"
)
# Between coordinated numbers: a few words of the first number's phrase, then a comma or "and".
_COORDINATED = re.compile(
    r"[^.;:()\n]{0,60}?(?:,|;|\band\b|&|\bplus\b|\bas well as\b|،|\bو)\s*(?:and\s+|و)?(?:the\s+)?$"
)
_LEAVES_LIST = re.compile(
    r"\b(?:includ\w+|while|whereas|but|bringing|of (?:whom|which)|who|which|that|after|before|since|when|where|"
    r"destroy\w*|captur\w+|wound\w*|injur\w*|another|other|more|also|respectively|compared|per|every|against|from|to)\b"
)
_UNCOUNTED = re.compile(
    r"[^.;()]{0,60}?(?:,|\band\b)\s+(?:an?|another|several|many|some|others?|un\w+|the|dozens|various|possibly|including)\b"
)
_THEIR = re.compile(r"\s*(?:,|and|as well as)\s+(?:their|the|other|some|many)\b")
_IN_BRACKETS = re.compile(r"\(\s*(?:about |around )?[\d.,]+\s*(?:%|per ?cent|percent)\s*\)")
# After a colon the list goes on until the words themselves leave it.
_LEAVES_COLON = re.compile(
    r"\b(?:includ\w+|while|whereas|but|bringing|of (?:whom|which)|after|before|since|when|wound\w*|injur\w*|"
    r"compared|every)\b"
)


@dataclass(frozen=True, slots=True)
class Group:
    """
    A whole and its parts as the words have them.

    ``exhaustive`` means that the words leave nobody out, so that the parts must add up;
    otherwise each part only has to fit into the whole. ``cue`` is why we think so.
    ``may_go_on`` marks a list that may hold more than its numbers ("and an unknown man"):
    parts that fall short of the whole then prove nothing.
    """

    whole: Quantity
    parts: tuple[Quantity, ...]
    exhaustive: bool
    cue: str
    may_go_on: bool = False


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
        groups.extend(_totalling(document, sentence))
        groups.extend(_including(document, sentence))
    return groups


def counts_people(quantity: Quantity) -> bool:
    """Test whether a number counts people; a number without a noun counts what its sentence counts."""
    if quantity.kind != "count" or quantity.category in {"group", "time"}:
        return False
    return quantity.category in PERSON_CLASSES or (not quantity.category and not quantity.phrase)


def gap(document: Document, left: Quantity, right: Quantity) -> str:
    """Return the words between two numbers."""
    return document.flat[left.end : right.start]


def run_from(document: Document, numbers: list[Quantity], leaves: re.Pattern[str] = _LEAVES_LIST) -> list[Quantity]:
    """Return the coordinated numbers at the head of a list ("10 Syrians, 4 Afghans and two Iraqis")."""
    run = numbers[:1]
    for left, right in itertools.pairwise(numbers):
        between = _IN_BRACKETS.sub("", gap(document, left, right))
        if not _COORDINATED.match(between) or leaves.search(between) or not counts_people(right):
            break
        if _PART_TAIL.match(document.flat, right.end):
            break
        run.append(right)
    return run


def complete(parts: list[Quantity] | tuple[Quantity, ...]) -> bool:
    """Test whether the classes of the parts leave nobody out (men, women and children)."""
    return frozenset(part.category for part in parts) in COMPLETE_SETS and len(parts) == len(
        {part.category for part in parts}
    )


def disjoint(parts: list[Quantity] | tuple[Quantity, ...]) -> bool:
    """Test whether nobody can stand in two of the parts."""
    kinds = [part.category for part in parts]
    by_age_and_sex = {"man", "woman", "child"}, {"man", "woman", "boy", "girl"}, {"civilian", "military"}
    return len(set(kinds)) == len(kinds) and any(set(kinds) <= kind for kind in by_age_and_sex)


def same_status(whole: Quantity, part: Quantity) -> bool:
    """Test whether two numbers can tell of the same fate: the killed hold no wounded."""
    if not whole.status or not part.status or whole.status == part.status:
        return True
    return whole.status == "killed_or_injured" and part.status in {"killed", "injured"}


def _people(sentence: Sentence) -> list[Quantity]:
    return [one for one in sentence.quantities if one.kind == "count" and one.category not in {"time", "group"}]


def _of_which_and_rest(document: Document, sentence: Sentence, following: list[Sentence]) -> Iterator[Group]:
    numbers = _people(sentence)
    for at, (whole, part) in enumerate(itertools.pairwise(numbers)):
        between = gap(document, whole, part)
        tail = _PART_TAIL.match(document.flat, part.end) and len(between) < 12
        if not counts_people(whole) or not (tail or re.search(r"of (?:whom|which|them)\b[^.;]{0,25}$", between)):
            continue
        later = numbers[at + 2 :]
        rest = next((n for n, one in enumerate(later) if _REST.search(document.flat[part.end : one.start][-60:])), None)
        if rest is not None:
            yield Group(whole, (part, *later[: rest + 1]), True, "of which ... the rest")
        elif not later and following and _REST_OPENS.match(following[0].text):
            others = [one for one in following[0].quantities if one.kind == "count" and one.category != "time"]
            if others and not _LEAVES_LIST.search(following[0].text.split("rest", 1)[-1].replace("included", "", 1)):
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
        parts = run_from(document, numbers[at + 1 :], _LEAVES_COLON if opened else _LEAVES_LIST)
        if len(parts) < 2 or len(between) > 60 or not all(counts_people(one) for one in parts):
            continue
        if re.search(r"[;).]|\band\b", between):
            continue
        if "(" in between and ")" not in document.flat[parts[-1].end : parts[-1].end + 40]:
            continue
        of_which = re.search(r"of (?:whom|which|them)\s*:?\s*(?:were|are)?\s*$", between)
        if opened and (of_which or not re.search(_INCLUDING, between)):
            closes = _may_close(whole, parts)
            yield Group(whole, tuple(parts), closes, between.strip() or "list", _goes_on(document, sentence, parts[-1]))
        elif (of_which or between.strip() in {",", "–", "—", "-"}) and complete(parts):
            holds_them = all(may_hold(whole.category, one.category) for one in parts)
            if holds_them and whole.category not in {one.category for one in parts}:
                yield Group(whole, tuple(parts), True, "classes that leave nobody out")


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
        if one.kind == "count" and one not in parts and _UNKNOWN_CLASS.match(document.flat, one.number_end)
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


def _totalling(document: Document, sentence: Sentence) -> Iterator[Group]:
    """Find "13 raids in A and 11 raids in B, for a total of 24 raids": parts first, same noun throughout."""
    numbers = [one for one in sentence.quantities if one.kind == "count"]
    for at, whole in enumerate(numbers):
        if not _TOTALLING.search(document.flat[max(sentence.start, whole.start - 25) : whole.start]):
            continue
        noun = whole.phrase.split(" ")[-1].lower()
        parts: list[Quantity] = []
        for one in reversed(numbers[:at]):
            if one.phrase.split(" ")[-1].lower() != noun or not noun:
                break
            parts.insert(0, one)
        if len(parts) >= 2 and whole.value > max(one.value for one in parts):
            yield Group(whole, tuple(parts), True, "for a total of")


def _including(document: Document, sentence: Sentence) -> Iterator[Group]:
    """Find parts that the words put into the number before: "including", "of whom", "among them"."""
    numbers = _people(sentence)
    for at, part in enumerate(numbers):
        if at == 0:
            continue
        whole = numbers[at - 1]
        between = gap(document, whole, part)
        tail = bool(_PART_TAIL.match(document.flat, part.end)) and len(between) < 15
        # "900 consisting of 200 rebels and their families": the others have no number, so these are a part.
        made_of = re.search(r"\b(?:consisting|made up|composed) of\s*$", between) and _THEIR.match(
            document.flat, part.end
        )
        if len(between) > 130 or not (_PART_CUE.search(between) or tail or made_of) or re.search(r"[;.]\s", between):
            continue
        if not counts_people(whole) or not counts_people(part):
            continue
        classes = (whole.category or "person", part.category or "other_person")
        if not may_hold(*classes) or (whole.category == "military" and part.category in {"civilian", "child", "woman"}):
            continue
        coordinated = at >= 2 and bool(_COORDINATED.match(gap(document, numbers[at - 2], whole)))
        if coordinated and _value_above(part, whole):
            # "12 soldiers and 5 civilians, including 7 officers": of both, or of the soldiers.
            continue
        if not same_status(whole, part) and part.value > whole.value:
            continue
        yield Group(whole, (part,), False, "including")
        run = run_from(document, numbers[at:], _LEAVES_COLON)
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
