"""What a table is asked: window, clock, place basis, methodology, moment and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.methodology import Rules
from sijill.model import Clock, PlaceBasis
from sijill.model.figures import Definition
from sijill.values import Period


@dataclass(frozen=True, slots=True)
class Question:
    """What a toll is asked: everything of a definition but the cell of each row."""

    window: Period
    clock: Clock
    place_basis: PlaceBasis
    rules: Rules
    seq: int
    cell: Mapping[str, str]
    measure: str = "killed"

    def definition(self, **cell: str) -> Definition:
        """Return the definition of one cell of this question."""
        return Definition(
            self.measure,
            self.window,
            self.clock,
            self.place_basis,
            {**self.cell, **cell},
            self.rules.id,
            self.rules.version,
            self.seq,
        )
