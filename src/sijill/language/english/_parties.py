"""Find who a sentence speaks of: the parties its document may name."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sijill.language._lexicon import lexicon
from sijill.language.page import Token
from sijill.language.stage import Stage

_LONGEST_TAIL = 24  # code points of "-controlled" and the like
_HELD = tuple(lexicon("party_words")["state"]["held"].split())


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party in a sentence; ``owner`` marks "rebel-held", which says whose ground it is and not who acts."""

    start: int
    end: int
    slug: str
    owner: bool = False


def joined(run: Sequence[Token]) -> tuple[str, list[int]]:
    """Return the tokens as one line, and where each begins in it; the parts of "U.S.-led" stand together."""
    texts = [token.text for token in run]
    if not any(text[1:2] == "." for text in texts):  # no initials
        return " ".join(texts), list(accumulate([len(text) + 1 for text in texts[:-1]], initial=0))
    starts: list[int] = []
    parts: list[str] = []
    at, glued = 0, False
    for place, token in enumerate(run):
        shortened = token.text == "." and place > 0 and place + 1 < len(run) and _is_initials(run[place - 1].text)
        glued = not token.spaced and (shortened or glued)
        if parts and not glued:
            parts.append(" ")
            at += 1
        glued = shortened or (glued and token.is_dash)
        starts.append(at)
        parts.append(token.text)
        at += len(token.text)
    return "".join(parts), starts


def _is_initials(word: str) -> bool:
    """Test whether a word is the initials of a name, as U.S or U.K before their last dot."""
    return len(word) > 2 and word[1::2] == "." * (len(word) // 2) and word[::2].isupper()


def party_mentions(run: Sequence[Token], line: str, starts: Sequence[int], stage: Stage) -> list[PartyMention]:
    """Return the parties of a sentence (and its line) in order, as its document's stage lets them be named."""
    found: list[PartyMention] = []
    for start, end, slug in stage.mentions(line, run[0].start):
        first, final = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        tail = line[end : end + _LONGEST_TAIL].split(" ", 1)[0].lower()
        owner = tail.startswith("-") and tail.lstrip("-").startswith(_HELD)
        if (
            tail.startswith("-")
            and not owner
            and not stage.mentions(tail.lstrip("-") + line[starts[final] + len(run[final].text) :])
        ):
            continue  # "Turkish-made"
        found.append(PartyMention(first, final + 1, slug, owner))
    return found
