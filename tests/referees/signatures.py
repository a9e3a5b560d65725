"""Signatures in a dictionary, compared by looking at every one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sijill.claims import COMPARED, Alike, Signature
from sijill.ledger import Ledger


class MemorySignatures:
    """Signatures in a dictionary, compared by looking at every one: the referee."""

    def __init__(self, ledger: Ledger) -> None:
        """Stand beside a ledger, which says what was sealed and what was destroyed."""
        self._ledger = ledger
        self._held: dict[str, tuple[Signature, Mapping[str, int]]] = {}

    def keep(self, item: str, signature: Signature, quotations: Mapping[str, int]) -> Alike:
        """Hold an item's signature and return what it may repeat."""
        gone = {entry.id for entry in self._ledger.entries() if entry.body is None}
        self._held = {one: held for one, held in self._held.items() if one != item and one not in gone}
        others = dict(self._held)
        if item in gone:
            return Alike()
        self._held[item] = (signature, dict(quotations))
        shared = Counter({one: len({*signature.bands} & {*held.bands}) for one, (held, _) in others.items()})
        near = sorted((one for one in shared if shared[one]), key=lambda one: (-shared[one], one))[:COMPARED]
        quoted = {}
        for claim, number in quotations.items():
            places = [(one, of) for one, (_, held) in others.items() for of, same in held.items() if same == number]
            if places:
                quoted[claim] = min(places)
        return Alike({one: others[one][0].sketch for one in near}, quoted)

    def of(self, item: str) -> Signature | None:
        """Return what is held of an item."""
        return self._held[item][0] if item in self._held else None

    def unread(self, *, limit: int) -> Sequence[str]:
        """Return items that were never compared."""
        items = [entry.id for entry in self._ledger.entries(kind="item") if entry.body is not None]
        return [one for one in items if one not in self._held][:limit]
