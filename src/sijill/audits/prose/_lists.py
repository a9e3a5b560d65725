"""
Lists of one whole: a lead-in with a total, and items that divide it, at any depth.

An item with its own number and a list below it is a whole too ("Other parties: 97,
distributed as follows"). Numbers of children and women are added up beside the totals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Verdict
from sijill.audits._lexicon import class_of
from sijill.audits._quantities import Quantity
from sijill.audits._rounding import sum_finding
from sijill.audits.prose._group import complete, counts_people

_DIVIDES = re.compile(
    r"\b(?:distribut\w+|as follows|broken down|breakdown|divided|according to the|by (?:party|governorate|"
    r"province|cause|perpetrator|gender|age|month))\b|موزع|توزع|كالتالي|على النحو"
)
_SOME_OF = re.compile(r"\b(?:includ\w+ the following|notable|among others|such as|examples?|some of|most of)\b")
_INCLUDED = re.compile(r"(?:includ\w+|among (?:them|whom)|of (?:whom|which)|بينهم|منهم|\band|,|و)\s*$")
_NUMBER_PLACE = re.compile(
    r"(?:^|[:–—-]|\b(?:of|killed|documented|for|by|with))\s*(?:(?:at least|about|only|some)\s*)?$"
)
_RUNNING_TOTAL = re.compile(r"\bbringing\b|\btotal to\b|\bsince the (?:beginning|start)\b|\braising\b|\bcumulative\b")
_NONE = re.compile(r"\b(?:no|none|did(?:n’t|n't| not) document any|zero)\b", re.IGNORECASE)
_SMALL_GROUPS = ("child", "woman")


@dataclass(slots=True)
class _Node:
    """A lead-in or an item: its own numbers by class, and the items below it."""

    level: str
    words: str
    numbers: dict[str, Quantity] = field(default_factory=dict)
    children: list[_Node] = field(default_factory=list)
    none: bool = False
    start: int = 0


def check_lists(document: Document) -> Iterator[Finding]:
    """Yield ``sum_of_parts`` findings for lists whose lead-in gives or names a total."""
    for at, block in enumerate(document.blocks):
        text = document.flat[block.start : block.end]
        if block.zone == "note" or block.level or not text.endswith(":"):
            continue
        lead = _grow(document, at)
        if len(lead.children) < 2 and not any(child.children for child in lead.children):
            continue
        yield from _inner(document, lead)
        if not lead.numbers and _DIVIDES.search(lead.words):
            yield from _named_total(document, lead, at)


def check_class_lists(document: Document) -> Iterator[Finding]:
    """
    Yield findings for lists whose items are classes that leave nobody out (men, women, boys, girls).

    Such a list needs no colon: the total may stand in the two paragraphs before it or, in
    pages whose setting has moved it, after it; only a total within a tenth of the sum is
    taken for theirs.
    """
    run: list[int] = []
    for at in range(len(document.blocks) + 1):
        if at < len(document.blocks) and document.blocks[at].level and document.blocks[at].zone == "body":
            run.append(at)
            continue
        yield from _class_list(document, run)
        run = []


def _class_list(document: Document, run: list[int]) -> Iterator[Finding]:
    firsts = [_first_count(document, at) for at in run]
    for start in range(len(firsts)):
        for stop in range(len(firsts), start + 1, -1):
            parts = [one for one in firsts[start:stop] if one is not None]
            if len(parts) != stop - start or not complete(parts) or len(parts) < 2:
                continue
            total = sum(one.value for one in parts)
            near = [*range(run[0] - 1, run[0] - 3, -1), *range(run[-1] + 1, run[-1] + 3)]
            wholes = [
                one
                for at in near
                if 0 <= at < len(document.blocks)
                for sentence in document.sentences_of(at)
                for one in sentence.quantities
                if counts_people(one) and one.category == "person" and abs(one.value - total) * 10 <= total
            ]
            if wholes:
                yield from _sum_of_items(document, wholes[0], parts)
            return


def _first_count(document: Document, at: int) -> Quantity | None:
    for sentence in document.sentences_of(at)[:1]:
        counts = [one for one in sentence.quantities if one.kind == "count" and one.category not in {"time", "group"}]
        if counts and not counts[0].category:
            # "Men: 22,633" and "Boys – 3,773 (12.2 %)": the class stands before the number.
            label = document.flat[sentence.start : counts[0].start]
            kind = class_of(re.split(r"[:–—-]", label)[0])
            return replace(counts[0], category=kind) if kind else None
        return counts[0] if counts else None
    return None


def _grow(document: Document, at: int) -> _Node:
    """Return the lead-in at a block as a tree of the items that follow it."""
    lead = _node(document, at, lead=True)
    path = [lead]
    for index in range(at + 1, len(document.blocks)):
        block = document.blocks[index]
        text = document.flat[block.start : block.end]
        open_item = path[-1].words.endswith(":")
        if block.zone != "body":
            break
        if block.level:
            levels = [node.level for node in path]
            path = path[: levels.index(block.level)] if block.level in levels else path
            item = _node(document, index)
            path[-1].children.append(item)
            path.append(item)
        elif len(path) > 1 and open_item:
            more = _node(document, index)
            path[-1].numbers = path[-1].numbers or more.numbers
            path[-1].none = path[-1].none or more.none
            path[-1].words = f"{path[-1].words} {text}"
        else:
            break
    return lead


def _node(document: Document, at: int, lead: bool = False) -> _Node:
    block = document.blocks[at]
    node = _Node(block.level, document.flat[block.start : block.end], start=block.start)
    sentences = document.sentences_of(at)
    for sentence in sentences[-1:] if lead else sentences[:2]:
        for one in sentence.quantities:
            before = document.flat[sentence.start : one.start]
            if not counts_people(one):
                continue
            included = _INCLUDED.search(before) and bool(node.numbers)
            if included and one.category in _SMALL_GROUPS:
                node.numbers.setdefault(one.category, one)
            elif not node.numbers and (one.category or _NUMBER_PLACE.search(before.rstrip() + " ")):
                node.numbers["total"] = one
    node.none = not node.numbers and bool(_NONE.search(node.words))
    return node


def _inner(document: Document, node: _Node) -> Iterator[Finding]:
    if "total" in node.numbers and len(node.children) >= 2 and _numbers_below(node, "total") is not None:
        for key, whole in node.numbers.items():
            parts = _numbers_below(node, key) or []
            promised = (bool(_DIVIDES.search(node.words)) and not _SOME_OF.search(node.words)) or complete(parts)
            for finding in _sum_of_items(document, whole, parts):
                # "45 people were killed in these incidents:" does not say that the list is all of them.
                open_list = finding.fails and not promised
                yield replace(finding, verdict=Verdict.UNDECIDABLE) if open_list else finding
    for child in node.children:
        yield from _inner(document, child)


def _numbers_below(node: _Node, key: str) -> list[Quantity] | None:
    """Return the numbers below a node, or None when an item has none and does not say so."""
    parts: list[Quantity] = []
    for child in node.children:
        if key in child.numbers:
            parts.append(child.numbers[key])
        elif child.children and "total" not in child.numbers:
            below = _numbers_below(child, key)
            if below is None:
                return None
            parts.extend(below)
        elif key == "total" and not child.none:
            return None
    return parts


def _sum_of_items(document: Document, whole: Quantity, parts: list[Quantity] | None) -> Iterator[Finding]:
    if not parts or (len(parts) == 1 and parts[0].value < whole.value):
        return
    yield sum_finding(document, parts, whole)


def _named_total(document: Document, lead: _Node, at: int) -> Iterator[Finding]:
    """Find the total that a lead-in names without printing it ("the death toll in May was distributed ...")."""
    parts = _numbers_below(lead, "total")
    if not parts or len(parts) < 2:
        return
    candidates = _candidates(document, lead, at, max(one.value for one in parts))
    total = sum(one.value for one in parts)
    same = [pair for pair in candidates if pair[0].value == total]
    chosen = (same or candidates)[:1]
    for whole, sentence in chosen:
        finding = sum_finding(document, parts, whole)
        yield finding
        if not finding.fails:
            for key in _SMALL_GROUPS:
                small = [one for one in sentence.quantities if one.category == key and one.start > whole.start]
                if small:
                    yield from _sum_of_items(document, small[0], _numbers_below(lead, key))


def _candidates(document: Document, lead: _Node, at: int, largest: Decimal) -> list[tuple[Quantity, Sentence]]:
    """Return totals above a lead-in that share its month and topic, best first."""
    months = {one.month for one in document.dates if lead.start <= one.start < lead.start + len(lead.words)}
    topic = _topic(lead.words)
    section = document.blocks[at].section
    found: list[tuple[int, int, Quantity, Sentence]] = []
    for sentence in document.body_sentences():
        if sentence.start >= lead.start or document.blocks[sentence.block].section != section:
            continue
        if not months <= {one.month for one in sentence.dates}:
            continue
        for one in sentence.quantities:
            running = _RUNNING_TOTAL.search(document.flat[sentence.start : one.start])
            if counts_people(one) and one.category and one.value >= largest and not running:
                found.append((len(topic & _topic(sentence.text)), one.start, one, sentence))
    found.sort(key=lambda row: (-row[0], -row[1]))
    return [(one, sentence) for _, _, one, sentence in found]


def _topic(words: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]{4,}", words.lower()) if word not in {"death", "deaths", "toll"}}
