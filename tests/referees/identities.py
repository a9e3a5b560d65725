"""Which records are one, by reading the whole ledger for every question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sijill.ledger import Ledger
from sijill.records import Canonical, canonical, whole_id
from sijill.values import handle_of, unmarked


class FoldedIdentities:
    """Reads the whole ledger for every question."""

    def __init__(self, ledger: Ledger) -> None:
        """Stand beside a ledger."""
        self._ledger = ledger

    def canonical(self, records: Sequence[str] | None = None) -> Canonical:
        """Return which records are one."""
        every = canonical(self._ledger)
        wanted = every.clusters if records is None else {one for name in records for one in every.members(name)}
        return Canonical({one: members for one, members in every.clusters.items() if one in wanted})

    def handles(self, records: Sequence[str]) -> Mapping[str, str]:
        """Return the handles of records."""
        return {record: handle for record, handle in self._handles().items() if record in set(records)}

    def meant(self, text: str) -> str:
        """Return the id that is meant."""
        known, text = self._handles(), unmarked(text)
        beginning = sorted(record for record in known if record.startswith(text))
        return whole_id(text, beginning, {handle: record for record, handle in known.items()}.get)

    def _handles(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for entry in self._ledger.entries(kind="statement"):
            subject = str((entry.body or {}).get("subject", ""))
            if subject and subject not in found:
                found[subject] = handle_of(subject, is_taken=set(found.values()).__contains__)
        return found
