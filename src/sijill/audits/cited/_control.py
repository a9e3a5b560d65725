"""
Checks ``monotone_control``, ``complementary_shares`` and ``equal_denominators``: who held how much of what.

A share of ground means nothing without its base (A33), so shares are compared only when
the words name the same base, and set side by side when they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._quantities import Quantity
from sijill.audits._said import DayMonth, Sum, figure_words, said
from sijill.language import PrintedDate
from sijill.values import message

_HOLDS = re.compile(
    r"\b(?:control\w*|held|holds?|holding|captur\w+|seiz\w+|secur\w+|took|taken|taking|recaptur\w+|regain\w+|retain\w+)\b"
)
_BASE = re.compile(
    r"\s*of\s+(?:the\s+|all\s+|all of\s+)?(?P<base>[^.,;:()\n]{3,70}?)"
    r"(?=\s*(?:[.,;:()\n]|$|\b(?:under|in the hands|was|were|had|has|by|from|after|while|and|with|as|on|in)\b))"
)
_SIDE_NAMES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "government",
        re.compile(
            r"\b(?:army|government|regime|military|pro-government|syrian forces|tiger forces|they)\b", re.IGNORECASE
        ),
    ),
    ("isil", re.compile(r"\b(?:ISIL|ISIS|IS|Islamic State|Daesh)\b")),
    ("kurdish", re.compile(r"\b(?:SDF|YPG|Kurdish|Kurds)\b")),
    ("rebels", re.compile(r"\b(?:rebels?|opposition|factions)\b", re.IGNORECASE)),
)
_LOSS = re.compile(
    r"\b(?:lost|counter-?attack\w*|counter-?offensive|recaptur\w*|regain\w*|retook|"
    r"withdr\w+|retreat\w*|pushed back|repel\w+|captured|seized|liberated|advanc\w+|drove|expelled|offensive)\b"
)
_LOOSE_WORDS = frozenset(
    """the of previously formerly former part parts portion area areas territory its remaining
    original city town district governorate province region""".split()
)
_VAGUE_BASE = re.compile(
    r"(?:district|city|town|area|village|neighbou?rhood|province|governorate|country|territory|it)$"
)


@dataclass(frozen=True, slots=True)
class ControlSpell:
    """A share of ground: who, how much, of what, when."""

    share: Quantity
    side: str
    base: str
    day: date | None
    printed: PrintedDate | None
    sentence: Sentence


def _shares_held(document: Document) -> Iterator[ControlSpell]:
    last: PrintedDate | None = None
    for sentence in document.sentences:
        for one in sentence.dates:
            last = one if one.day is not None and document.blocks[sentence.block].zone != "note" else last
        for share in sentence.quantities:
            if share.kind != "percent" or not _HOLDS.search(sentence.text):
                continue
            found = _BASE.match(document.flat, share.number_end)
            if found is None:
                continue
            own = [one for one in sentence.dates if one.day is not None]
            printed = own[-1] if own else last
            yield ControlSpell(
                share,
                _side_of_share(document, sentence, share),
                found["base"].strip(),
                comparable_day(printed),
                printed,
                sentence,
            )


def comparable_day(printed: PrintedDate | None) -> date | None:
    """Return a printed day as a date, in a leap year when the page gives none: good for comparing within one page."""
    if printed is None or printed.month is None or printed.day is None:
        return None
    return replace(printed, year=printed.year or 2000).first


def _side_of_share(document: Document, sentence: Sentence, share: Quantity) -> str:
    """Return whose share it is: the last side named before it, else "under ... control" after it."""
    after = re.match(
        r"[^.;]{0,80}?\bunder (?:the )?([\w-]+) (?:forces’? |army )?(?:control|rule)",
        document.flat[share.number_end : share.number_end + 110],
    )
    text = after[1] if after else document.flat[sentence.start : share.start]
    hits = [
        (m.start(), name) for name, pattern in _SIDE_NAMES for m in pattern.finditer(text) if not _adjective(text, m)
    ]
    return max(hits)[1] if hits else ""


def _adjective(text: str, match: re.Match[str]) -> bool:
    """Test whether a name only marks ground ("rebel-held", "government-controlled")."""
    return bool(re.match(r"-(?:held|controlled|ruled)", text[match.end() : match.end() + 12]))


def _ground_words(base: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z][a-z’'-]+", base.lower())) - _LOOSE_WORDS


def check_monotone(document: Document) -> Iterator[Finding]:
    """
    Compare shares of one base held by one side in the order of time.

    They may only grow while the page tells of no loss in between; a smaller later share
    without a loss fails, with one it cannot be decided.
    """
    body = [
        one
        for one in _shares_held(document)
        if document.blocks[one.sentence.block].zone != "note" and one.day and one.side
    ]
    for one, other in combinations(body, 2):
        if (
            (one.side, _ground_words(one.base)) != (other.side, _ground_words(other.base))
            or _VAGUE_BASE.match(one.base)
            or one.day == other.day
        ):
            continue
        first, later = sorted((one, other), key=lambda each: each.day or date.min)
        between = document.flat[min(one.share.start, other.share.start) : max(one.share.end, other.share.end)]
        grows = later.share.high is None or later.share.value + later.share.tolerance >= first.share.value
        verdict = Verdict.HOLDS if grows else Verdict.UNDECIDABLE if _LOSS.search(between) else Verdict.FAILS
        yield document.finding(
            "monotone_control",
            verdict,
            [document.term(Role.SHARE, first.share), document.term(Role.SHARE, later.share)],
            said(
                message("{before} % on {then}, {after} % on {now}, of one base."),
                before=first.share.value,
                then=DayMonth(first.day or date.min),
                after=later.share.value,
                now=DayMonth(later.day or date.min),
            ),
        )


def check_complementary(document: Document) -> Iterator[Finding]:
    """
    Compare shares of one base held by two sides at one time: together at most 100.

    Exactly 100 holds; more than 100 beyond rounding fails; less leaves a part that
    neither holds and cannot be decided. A cited title counts as the same time when the
    sentence that cites it names the same place.
    """
    for one, other in combinations(_shares_held(document), 2):
        if not one.side or not other.side or one.side == other.side or not _same_ground(document, one, other):
            continue
        total = one.share.value + other.share.value
        slack = one.share.tolerance + other.share.tolerance
        exact = one.share.is_point and other.share.is_point
        verdict = Verdict.UNDECIDABLE
        if total == 100:
            verdict = Verdict.HOLDS
        elif exact and abs(total - 100) <= slack:
            verdict = Verdict.WITHIN_ROUNDING
        elif (one.share.low or Decimal(0)) + (other.share.low or Decimal(0)) > 100 + slack:
            verdict = Verdict.FAILS
        terms = [document.term(Role.SHARE, one.share), document.term(Role.SHARE, other.share)]
        added = Sum(f"{figure_words(one.share.value)} + {figure_words(other.share.value)} = {figure_words(total)} %")
        yield document.finding(
            "complementary_shares", verdict, terms, said(message("{sum} of one place, held by two sides."), sum=added)
        )


def _same_ground(document: Document, one: ControlSpell, other: ControlSpell) -> bool:
    if one.sentence.start == other.sentence.start:
        return _ground_words(one.base) == _ground_words(other.base)
    note = next((each for each in document.notes if each.start <= other.sentence.start < each.end), None)
    if note is None or not any(
        cite.number == note.number and one.sentence.start <= cite.at <= one.sentence.end + 1
        for cite in document.surface.cites
    ):
        return False
    place = _skeleton(other.base)
    return bool(place) and place in _skeleton(one.sentence.text)


def _skeleton(words: str) -> str:
    """Return the consonants of a name: "Shekh Said" and "Sheikh Saeed" are one place."""
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z]|[aeiouy]", "", words.lower()))


def check_denominators(document: Document) -> Iterator[Finding]:
    """Set shares of one side side by side: equal bases hold, different bases cannot be compared."""
    body = [one for one in _shares_held(document) if document.blocks[one.sentence.block].zone != "note" and one.side]
    for one, other in pairwise(body):
        same_section = document.blocks[one.sentence.block].section == document.blocks[other.sentence.block].section
        shared = _ground_words(one.base) & _ground_words(other.base)
        if one.side != other.side or not same_section or not shared or _VAGUE_BASE.match(one.base):
            continue
        same = _ground_words(one.base) == _ground_words(other.base)
        different = message('"{one}" and "{other}" are different bases: the shares cannot be compared.')
        yield document.finding(
            "equal_denominators",
            Verdict.HOLDS if same else Verdict.UNDECIDABLE,
            [document.term(Role.SHARE, one.share), document.term(Role.SHARE, other.share)],
            (
                said(message("Both shares are of one base."))
                if same
                else said(different, one=one.base, other=other.base)
            ),
        )
