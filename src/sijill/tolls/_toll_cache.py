"""Tolls that were counted already: many people look at the same tables of a register that seldom changes."""

from __future__ import annotations

import threading
from collections import OrderedDict

from sijill.model.figures import Toll
from sijill.tolls._question import Question

MOST_UNITS = 500_000
"""How many units the kept tables may rest on together: each names its units, and a large one names many."""


class TollCache:
    """
    The tables of one set of units, the one looked at longest ago forgotten first.

    Whoever counts a table that is not kept holds ``being_counted`` meanwhile.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._held: OrderedDict[tuple[object, ...], Toll] = OrderedDict()
        self._units = 0
        self._one_at_a_time = threading.Lock()
        self.being_counted = threading.Lock()

    def get(self, question: Question, axis: str) -> Toll | None:
        """Return a table that was kept, or None."""
        key = _key(question, axis)
        with self._one_at_a_time:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, question: Question, axis: str, toll: Toll) -> None:
        """Keep a table."""
        key = _key(question, axis)
        with self._one_at_a_time:
            if key not in self._held:
                self._held[key] = toll
                self._units += _weight(toll)
            while self._units > MOST_UNITS and len(self._held) > 1:
                self._units -= _weight(self._held.popitem(last=False)[1])


def _weight(toll: Toll) -> int:
    return len(toll.total.figure.basis) + 1


def _key(question: Question, axis: str) -> tuple[object, ...]:
    """Return what a table depends on besides the units; the entry only names its figures."""
    cell = tuple(sorted(question.cell.items()))
    return (question.window, question.clock, question.place_basis, cell, question.measure, axis)
