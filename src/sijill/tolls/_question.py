"""What a table is asked: window, clock, place basis, methodology, moment and cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

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

    def of_one_year(self) -> list[Question]:
        """Return the same question over the other windows of its year: they can be subtracted from it."""
        if not (self.window.is_month or self.window.is_year):
            return []
        year = Period.parse(f"{self.window.start.year:04}")
        return [replace(self, window=one) for one in (year, *year.months()) if one != self.window]
