"""The walk back: figure -> assessments -> statements -> claims -> quotations -> sealed items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from sijill.methodology import Assessment
from sijill.model import BasisPart, Claim, Figure, Item, Statement


@dataclass(frozen=True, slots=True)
class Ground:
    """
    One ground of a statement: a claim with its item, an imported row with its item, or a person's decision.

    ``repeats`` names the document in which the claim's words began, where its own only repeats
    them; ``judged`` is the document of the claim that a decision was given with.
    """

    kind: str
    ref: str
    claim: Claim | None = None
    item: Item | None = None
    row: int | None = None
    by: str | None = None
    repeats: str | None = None
    judged: Item | None = None


@dataclass(frozen=True, slots=True)
class TracedStatement:
    """A statement under a figure with every ground it rests on, and who accepted it when."""

    statement: Statement
    seq: int
    accepted_by: str
    accepted_at: str
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class TracedPart:
    """One counted unit: what it adds, how it was assessed, and its statements."""

    part: BasisPart
    assessment: Assessment
    statements: tuple[TracedStatement, ...]
    taken_out: tuple[TracedPart, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """The whole road from a figure to the words."""

    figure: Figure
    parts: tuple[TracedPart, ...]

    @property
    def reaches_words(self) -> bool:
        """Test whether every counted part ends in sealed words, an import row or a person's decision."""
        return all(any(s.grounds for s in part.statements) for part in self.parts)


class Traceable(Protocol):
    """What a register must answer for a trace; ``workspace.Register`` does."""

    def assessment(self, record: str) -> Assessment:
        """Return the assessment of a record as of the figure's moment, under its methodology."""
        ...

    def traced_statements(self, record: str) -> Iterable[TracedStatement]:
        """Return the standing statements of a record with their grounds."""
        ...


def trace(figure: Figure, register: Traceable) -> Trace:
    """Return the road back from a figure. The figure must carry its basis (an audience that may see it)."""
    return Trace(figure, tuple(_part(part, register) for part in figure.basis))


def _part(part: BasisPart, register: Traceable) -> TracedPart:
    return TracedPart(part, register.assessment(part.record), tuple(register.traced_statements(part.record)))
