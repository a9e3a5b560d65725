"""Columns of a register's own (a case number, an interviewer): declared in its settings, held like any property."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sijill.model._records import NOUNS
from sijill.model.cards import OWN, Declared, Prop, Sensitivity, let_declare
from sijill.values import PartialDate

OWN_TYPES: dict[str, Any] = {"text": str, "word": str, "number": Decimal, "date": PartialDate}
"""What a column may hold, by the word for it in the settings; ``word`` is one of a list."""
OWN_LEVELS = (Sensitivity.PUBLIC, Sensitivity.TEAM, Sensitivity.RESTRICTED)
"""Who may see a column; what two persons open together has a place of its own."""
OWN_KINDS = ("incident", "victim", "tally", "agreement", "movement", "damage", "control", "dated_count", "place")
"""The kinds of record that can have columns of a register's own."""


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """One declared column; ``name`` is without the prefix under which its values are recorded."""

    name: str
    kind: str
    label_en: str
    label_ar: str
    type: str = "text"
    sensitivity: Sensitivity = Sensitivity.TEAM
    words: tuple[str, ...] = ()

    @property
    def declared(self) -> Declared:
        """The property that it is."""
        card = Prop(self.label_en, self.label_ar, self.sensitivity, words=self.words)
        return Declared(OWN + self.name, OWN_TYPES[self.type], card)


def declare_own(columns: Iterable[OwnColumn]) -> None:
    """
    Let the records of this process have these columns, and no others of a register's own.

    One process serves one register. Where two are open, the columns of the one opened first are read as those
    that are declared no more: restricted, never less.
    """
    found: dict[type, tuple[Declared, ...]] = {}
    for one in columns:
        noun = NOUNS[one.kind]
        found[noun] = (*found.get(noun, ()), one.declared)
    let_declare(found)
