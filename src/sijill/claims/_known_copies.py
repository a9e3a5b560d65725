"""What an opened register knows of copies: folded once, then learnt entry by entry."""

from __future__ import annotations

import threading

from sijill.claims._copies import Copies
from sijill.ledger import Entry, Ledger


class KnownCopies:
    """The copies of a register as of any entry; safe to ask from many threads."""

    def __init__(self, ledger: Ledger) -> None:
        """Start with nothing."""
        self._ledger = ledger
        self._told: list[Entry] = []
        self._read_to = 0
        self._now = Copies()
        self._one_at_a_time = threading.Lock()

    def at(self, seq: int) -> Copies:
        """Return the copies as of an entry; the same object for as long as nothing is said of any."""
        with self._one_at_a_time:
            if seq > self._read_to:
                new = list(self._ledger.entries(kind="copy", after=self._read_to, upto=seq))
                self._now = self._now.learn(new) if new else self._now
                self._told += new
                self._read_to = seq
            if not self._told or self._told[-1].seq <= seq:
                return self._now
            return Copies().learn(entry for entry in self._told if entry.seq <= seq)
