"""A claim entered by hand: a person marks the words, and the words are checked like a machine's."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sijill.actions._context import Doing
from sijill.actions._judge import Judged, Target, Verdicts, acceptance, decide
from sijill.actions._judges import PERSON
from sijill.ledger import BY_HAND
from sijill.model import Anchor, Claim, Verdict, canonical
from sijill.values import SijillError


class QuoteNotFound(SijillError):
    """Words that do not stand in the item."""


class QuoteAmbiguous(SijillError):
    """Words that stand in the item more than once, so that an offset is needed."""


def locate(text: str, words: str, *, item: str, start: int | None = None) -> tuple[int, int]:
    """Return where words stand in a source text. Raises QuoteNotFound, QuoteAmbiguous, which never repeat the words."""
    if start is not None:
        if text[start : start + len(words)] != words:
            raise QuoteNotFound(
                f"those words are not at {start} of item {item[:12]}; leave the offset out to search for them"
            )
        return start, start + len(words)
    first = text.find(words) if words else -1
    if first < 0:
        raise QuoteNotFound(f"those words are not in item {item[:12]}; copy them from sijill show REGISTER {item[:12]}")
    second = text.find(words, first + 1)
    if second >= 0:
        raise QuoteAmbiguous(
            f"those words stand at {first} and at {second} of item {item[:12]}; give the offset as well"
        )
    return first, first + len(words)


def enter_claim(
    doing: Doing, claim: Claim, *, reason: str = "", target: Target | None = None, second: bool = False
) -> Judged:
    """
    Record the claim of an entry by hand, accepted in the same append by whoever enters it.

    Words that a person marks in a document are no entry: they wait for another person's
    verdict. Raises JudgedBefore, RecordedBefore, UnfitValue.
    """

    def drafted(trying: Doing) -> tuple[Verdicts]:
        return (
            acceptance(
                trying, claim, verdict=Verdict.ACCEPTED, reason=reason, target=target, proposed=claim, second=second
            ),
        )

    return decide(doing, [claim], drafted)[0]


def by_hand(claim: Claim, *, anchor: Anchor, actor: str, key: str | None = None) -> Claim:
    """
    Return a claim with the id and extractor of one that a person entered.

    ``key`` tells two claims apart that one person makes from the same words.
    """
    named = {"item": claim.item, "kind": claim.kind.value, "start": anchor.start, "end": anchor.end, "by": actor}
    body = canonical(named if key is None else {**named, "key": key})
    return replace(
        claim,
        id=BY_HAND + hashlib.sha256(body.encode()).hexdigest()[:32],
        anchor=anchor,
        extractor=PERSON + actor,
        rules=(),
    )
