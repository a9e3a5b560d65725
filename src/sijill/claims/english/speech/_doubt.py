"""Hear which words leave a claim open, deny or dispute it with nobody named, and how far they reach (gold rule 6)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sijill.claims.english._verbs import BE, HAVE
from sijill.claims.english.speech._speakers import Groups
from sijill.language import lexicon
from sijill.language.page import norm_at
from sijill.model import Stance
from sijill.model.phrases import Phrases

_DOUBT = lexicon("voice")["doubt"]
_ADVERBS, _MODALS, _ASIDE = (frozenset(_DOUBT[name]) for name in ("adverbs", "modals", "aside"))
_PREDICATES, _HAPPENED = frozenset(_DOUBT["predicates"]), frozenset(_DOUBT["happened"])
_OPENINGS = Phrases((words, "open") for words in _DOUBT["openings"])
_DENIED = {word: Stance(stance) for stance in ("deny", "dispute") for word in _DOUBT[stance]}
DOUBT_WORDS = {*_ADVERBS, *_MODALS, *_PREDICATES, *_DENIED, "accused", *(w.split()[-1] for w in _DOUBT["openings"])}
_FRESH = re.compile(r"(?:,u|u|,)(?:[diCSy]|(?<=,u)[nsxg])[^v,u!]{0,4}[vw]")
_STOPS = frozenset("!ko:(.“")


class Doubt(NamedTuple):
    """Words that leave open what stands from ``start`` to ``end``; ``inner`` ones in a named source's words too."""

    start: int
    end: int
    inner: bool = False
    stance: Stance = Stance.UNVERIFIED


def doubts(groups: Groups, line: str, starts: Sequence[int]) -> list[Doubt]:
    """Return what a sentence leaves open; ``line`` and ``starts`` are its tokens as one line."""
    return [*_by_words(groups), *_by_openings(groups.tags, line, starts)]


def _by_words(groups: Groups) -> Iterator[Doubt]:
    run, tags = groups.run, groups.tags
    for place, token in enumerate(run):
        word = token.norm
        if word not in DOUBT_WORDS:
            continue
        before, follow = norm_at(run, place - 1), norm_at(run, place + 1)
        happened = follow == "to" and (_HAPPENED | HAVE) & {norm_at(run, place + 2), norm_at(run, place + 3)}
        if word in _DENIED and before in BE and "r" in tags[:place]:
            yield Doubt(0, place, stance=_DENIED[word])
        elif word == "accused" and follow == "of" and before in BE | {"stand", "stands", "stood"}:
            yield Doubt(place, _right(tags, place))
        elif (
            (word in _ADVERBS and follow not in _ASIDE)
            or (word in _MODALS and not token.capital and (word != "could" or follow == "have"))
            or (word in _PREDICATES and (before in BE or word == "feared") and (happened or follow in _HAPPENED))
        ):
            yield Doubt(_left(groups, place), _right(tags, place), word in _MODALS or word in ("allegedly", "feared"))


def _by_openings(tags: str, line: str, starts: Sequence[int]) -> Iterator[Doubt]:
    for found in _OPENINGS.find(line):
        first, last = bisect_right(starts, found.start) - 1, bisect_right(starts, max(found.end - 1, 0))
        forward = tags[last : last + 1] not in ("", ".", ",", ")", "!", "b")
        yield Doubt(first, _right(tags, last)) if forward else Doubt(0, last)


def _left(groups: Groups, place: int) -> int:
    """Return where the subject begins of the verb that a word of doubt stands by: over a list, not another verb."""
    tags, low = groups.tags, place
    while low > 0 and tags[low - 1] not in _STOPS and place - low < 60:
        if tags[low - 1] in ",)" and "w" in tags[low:place] and (opens := groups.aside(low)):
            low = opens
            continue
        if tags[low - 1] in ",u":
            before = max(tags.rfind(mark, 0, low - 1) for mark in ",!ko.") + 1
            listed = tags[low - 1] == "u" or set("0q") & set(tags[before:low])
            if not listed or set("vw") & set(tags[before : low - 1]):
                break
        low -= 1
    return low


def _right(tags: str, place: int) -> int:
    """Return where it ends: before a contrast, another clause, or one with a subject of its own."""
    fresh = _FRESH.search(tags, place + 1)
    ends = [
        end for end in (tags.find("!", place), tags.find("k", place + 1), fresh.start() if fresh else -1) if end >= 0
    ]
    return min(ends, default=len(tags))
