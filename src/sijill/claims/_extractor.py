"""The port for whatever proposes claims: our rules, or a model that a team chose to run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sijill.model import Claim, Sensitivity


@dataclass(frozen=True, slots=True)
class Material:
    """
    A text to read, and how far it may travel.

    ``sensitivity`` is that of the item; ``confidential`` is true for a source whose identity
    or words were given in confidence. An extractor that sends text elsewhere must ask both.
    """

    text: str
    item: str
    title: str | None = None
    published: date | None = None
    sensitivity: Sensitivity = Sensitivity.RESTRICTED
    confidential: bool = False


class Extractor(Protocol):
    """Proposes claims; every quotation it returns must be the text at its offsets."""

    @property
    def name(self) -> str:
        """Who proposes, with its version: recorded on every claim."""

    def extract(self, material: Material) -> list[Claim]:
        """Return the claims proposed for a text, in its order."""
