"""What an accepted value rests on, with the sealed things themselves: claims, documents, rows and decisions."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.model import Claim, Item, Statement


@dataclass(frozen=True, slots=True)
class Ground:
    """
    One ground of a statement: a claim with its item, an imported row with its item, or a person's decision.

    ``repeats`` names the document in which the claim's words began, where its own only repeats
    them; ``judged`` is the document of the claim that a decision was given with; ``sheet`` is that of a workbook's row,
    where it is not the first.
    """

    kind: str
    ref: str
    claim: Claim | None = None
    item: Item | None = None
    row: int | None = None
    by: str | None = None
    repeats: str | None = None
    judged: Item | None = None
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class TracedStatement:
    """A statement under a figure with every ground it rests on, and who accepted it when."""

    statement: Statement
    seq: int
    accepted_by: str
    accepted_at: str
    grounds: tuple[Ground, ...]
