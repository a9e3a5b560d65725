"""A redacted copy of a picture: made by one person, let out by another, the original sealed as it was (E3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sijill.actions._acquire import Acquired, arrival
from sijill.actions._context import ActionContext, ReasonMissing
from sijill.actions.arriving import Provenance
from sijill.actions.sealing import seal_unless_destroyed
from sijill.evidence import PNG, Vault
from sijill.ledger import Draft, Ledger, TwoPersonsNeeded
from sijill.model import Item, Sensitivity
from sijill.model.redactions import Redaction
from sijill.values import SijillError, message
from sijill.values.persons import are_two

Box = tuple[int, int, int, int]
THOUSANDTHS = 1000
"""How many thousandths a side of a picture has."""


class BoxOutside(SijillError):
    """A box that is none, or that does not lie within the picture."""


def record_redaction(
    doing: ActionContext,
    vault: Vault,
    original: Item,
    content: bytes,
    *,
    boxes: Sequence[Box],
    reason: str,
    authorised_by: str,
    source: str,
    sensitivity: Sensitivity | None = None,
) -> Acquired:
    """
    Seal a redacted copy as an item of its own and record what it hides, why, and who let it out.

    It is as sensitive as its original unless the two say otherwise. No word of the original goes with it: a title or
    the name of who took the picture may tell what was hidden. Raises ReasonMissing, TwoPersonsNeeded, DestroyedBefore.
    """
    refuse_unfit(doing, boxes, reason=reason, authorised_by=authorised_by)
    sha256 = seal_unless_destroyed(doing, vault, content)
    known = Provenance(source, sensitivity=sensitivity or original.sensitivity, graphic=original.graphic)
    both = replace(doing, actor=" + ".join(sorted({doing.actor.strip(), authorised_by.strip()})))
    drafts = arrival(both, sha256, len(content), media_type=PNG, provenance=known)
    made = Redaction(both.new_id(), original.id, sha256, tuple(boxes), reason, authorised_by.strip())
    return Acquired(sha256, drafts[0].kind != "item", both.append([*drafts, Draft.of("redaction", made)]))


def refuse_unfit(doing: ActionContext, boxes: Sequence[Box], *, reason: str, authorised_by: str) -> None:
    """Refuse what could not be recorded, before it is drawn. Raises ReasonMissing, TwoPersonsNeeded, BoxOutside."""
    if not reason.strip():
        raise ReasonMissing(message("give the reason for hiding a part of this picture"))
    if not are_two(doing.actor, authorised_by):
        raise TwoPersonsNeeded(message("a redacted copy is let out by another person than who made it; name both"))
    refuse_boxes(boxes)


def refuse_boxes(boxes: Sequence[Box]) -> None:
    """Refuse boxes of which one does not lie within the picture, and none at all. Raises BoxOutside."""
    for left, top, width, height in boxes:
        if min(left, top) < 0 or min(width, height) < 1 or max(left + width, top + height) > THOUSANDTHS:
            raise BoxOutside(
                message(
                    "a box is left, top, width and height in thousandths of the picture, such as 120,80,200,150, and "
                    "lies within it"
                )
            )
    if not boxes:
        raise BoxOutside(message("name at least one box of the picture to hide with --box"))


def redacted_copies(ledger: Ledger, item: str) -> list[str]:
    """Return the redacted copies that were made of an item, in order."""
    told = (one.body or {} for one in ledger.history(item) if one.kind == "redaction")
    return list(dict.fromkeys(str(one["redacted"]) for one in told if one.get("item") == item))


def with_redacted(ledger: Ledger, entries: Collection[str]) -> list[str]:
    """Return entries to be destroyed with the redacted copies of the pictures among them: they show the rest of it."""
    found = list(entries)
    for one in found:
        found += [copy for copy in redacted_copies(ledger, one) if copy not in found and ledger.entry(copy).body]
    return found
