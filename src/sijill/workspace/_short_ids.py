"""Which thing of a register a short id means."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.ledger import Ledger, Proposals, UnknownEntry, unknown_proposal
from sijill.records import AmbiguousId
from sijill.values import message

SHORTEST = 4
"""How many signs of an id name a thing; fewer would soon name another."""

UNKNOWN = {
    "item": message("{id} is not an item of this register; sijill show REGISTER lists them"),
    "claim": message("no claim {id} is recorded in this register; record it first with sijill judge"),
    "statement": message("no statement {id} in this register; sijill history REGISTER RECORD lists them"),
    "publication": message("no publication {id} in this register; it was printed when the report was published"),
    "entry": message("no entry {id} in this register; find ids with sijill search or sijill show"),
}
"""By kind of thing, what is said where no id begins so, with the next step."""


class UnknownId(UnknownEntry):
    """The beginning of no id of this kind."""


def id_of(ledger: Ledger, proposals: Proposals, text: str, kind: str) -> str:
    """
    Return the whole id that an id or the beginning of one means, among things of a kind.

    A verdict that no id begins with may be an import, which whoever acts on it knows. Raises
    AmbiguousId, UnknownId.
    """
    found = _beginning(ledger, proposals, text, kind)
    if text in found or (len(found) == 1 and len(text) >= SHORTEST):
        return found[0]
    if len(found) > 1:
        raise AmbiguousId(message("several ids begin with {beginning}: give more of it"), beginning=text)
    if kind not in (*UNKNOWN, "proposal"):
        return text
    if kind == "proposal":
        raise unknown_proposal(text)
    raise UnknownId(UNKNOWN[kind], id=text)


def _beginning(ledger: Ledger, proposals: Proposals, text: str, kind: str) -> Sequence[str]:
    if kind == "proposal":
        # A claim already judged is no proposal of anyone, and is named in the same place.
        return [one.id for one in proposals.beginning(text)] or ledger.ids_beginning(text, kind="claim")
    return ledger.ids_beginning(text, kind=None if kind in ("entry", "judgement") else kind)
