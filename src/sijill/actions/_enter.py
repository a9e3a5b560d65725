"""A claim entered by hand: a person marks the words, and the words are checked like a machine's."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sijill.actions._acquire import arrival
from sijill.actions._awaiting import Act
from sijill.actions._context import ActionContext
from sijill.actions.arriving import Provenance
from sijill.actions.sealing import seal_unless_destroyed
from sijill.actions.verdicts._judges import PERSON
from sijill.claims import with_origin
from sijill.evidence import (
    PLAIN,
    PlainReader,
    Vault,
)
from sijill.ledger import (
    BY_HAND,
    Draft,
)
from sijill.model import (
    Anchor,
    Claim,
    ClaimKind,
    Sensitivity,
    canonical,
)
from sijill.values import SijillError, message


class QuoteNotFound(SijillError):
    """Words that do not stand in the item."""


class QuoteAmbiguous(SijillError):
    """Words that stand in the item more than once, so that an offset is needed."""


def locate(text: str, words: str, *, item: str, start: int | None = None) -> tuple[int, int]:
    """Return where words stand in a source text. Raises QuoteNotFound, QuoteAmbiguous, which never repeat the words."""
    if start is not None:
        if text[start : start + len(words)] != words:
            raise QuoteNotFound(
                message("those words are not at {start} of item {item}; leave the offset out to search for them"),
                start=start,
                item=item[:12],
            )
        return start, start + len(words)
    first = text.find(words) if words else -1
    if first < 0:
        raise QuoteNotFound(
            message("those words are not in item {item}; copy them from sijill show REGISTER {item}"), item=item[:12]
        )
    second = text.find(words, first + 1)
    if second >= 0:
        raise QuoteAmbiguous(
            message("those words stand at {first} and at {second} of item {item}; give the offset as well"),
            first=first,
            second=second,
            item=item[:12],
        )
    return first, first + len(words)


def by_hand(claim: Claim, *, anchor: Anchor, actor: str, key: str | None = None) -> Claim:
    """
    Return a claim with the id and extractor of one that a person entered.

    ``key`` tells two claims apart that one person makes from the same words.
    """
    named = {"item": claim.item, "kind": claim.kind.value, "start": anchor.start, "end": anchor.end, "by": actor}
    body = canonical(named if key is None else {**named, "key": key})
    made = BY_HAND + hashlib.sha256(body.encode()).hexdigest()[:32]
    marked = replace(claim, id=made, anchor=anchor, extractor=PERSON + actor, rules=())
    # Where a person says that the saying began elsewhere, it did.
    return marked if claim.origin_id else with_origin(marked)


def typed_words(
    doing: ActionContext,
    vault: Vault,
    words: str,
    *,
    source: str,
    kind: ClaimKind,
    act: Act,
    name: str,
    sensitivity: Sensitivity = Sensitivity.TEAM,
) -> tuple[list[Draft], Claim]:
    """Seal words that a person typed, and return the entries of that with the claim that stands for all of them."""
    content = words.encode()
    reading = PlainReader().read(content, media_type=PLAIN, name=name)
    provenance = Provenance(source, original_name=name, sensitivity=sensitivity)
    item = seal_unless_destroyed(doing, vault, content)
    sealed = arrival(doing, item, len(content), media_type=PLAIN, provenance=provenance, reading=reading)
    anchor = Anchor(reading.raw, 0, len(reading.raw))
    claim = Claim("", item, kind, anchor, claimant=source, tags=(act.value,))
    # Named after the append: two people whom the same words name are two entries.
    return sealed, by_hand(claim, anchor=anchor, actor=doing.actor, key=doing.append_id)
