"""Find who a sentence speaks of: parties by name, by their short names in this war, and pronouns that refer back."""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sijill.language._lexicon import lexicon
from sijill.language.page import Token
from sijill.model.parties import Parties
from sijill.model.phrases import Phrases

_PARTY_WORDS = lexicon("party_words")
BACK = frozenset(_PARTY_WORDS["back"]["words"])
_HELD = (
    "held",
    "controlled",
    "occupied",
    "besieged",
    "run",
    "ruled",
    "dominated",
    "affiliated",
    "aligned",
    "led",
    "backed",
    "allied",
    "linked",
)


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party in a sentence; ``owner`` marks "rebel-held", which says whose ground it is and not who acts."""

    start: int
    end: int
    slug: str
    owner: bool = False


@functools.cache
def _short() -> Phrases:
    return Phrases((word, slug) for slug, words in _PARTY_WORDS["words"].items() for word in words)


def joined(run: Sequence[Token]) -> tuple[str, list[int]]:
    """Return the tokens as one line, and where each begins in it."""
    starts: list[int] = []
    at = 0
    for token in run:
        starts.append(at)
        at += len(token.text) + 1
    return " ".join([t.text for t in run]), starts


def party_mentions(run: Sequence[Token], text: str, starts: Sequence[int]) -> list[PartyMention]:
    """Return the parties of a sentence (and its line) in order, the longest name at each place."""
    named = [(f.start, f.end, f.key) for f in Parties.load().find(text)]
    short = [(f.start, f.end, f.key) for f in _short().find(text)]
    found: list[PartyMention] = []
    last = -1
    for start, end, slug in sorted([*named, *short], key=lambda f: (f[0], -f[1])):
        if start < last:
            continue
        last = end
        first, final = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        token = run[final]
        tail = token.norm[end - starts[final] :]
        owner = tail.startswith("-") and tail.lstrip("-").startswith(_HELD)
        if (
            slug == "syrian_gov"
            and run[first].norm == "army"
            and not run[first].capital
            and (first == 0 or run[first - 1].norm != "the")
        ):
            continue
        if (
            tail.startswith("-")
            and not owner
            and not tail.lstrip("-").startswith(("russian", "syrian", "regime", "turkish"))
        ):
            continue
        found.append(PartyMention(first, final + 1, slug, owner))
    return found
