"""A picture that hides what its original shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Redaction:
    """
    That ``redacted`` is a copy of ``item`` in which boxes were blackened for good (E3).

    A box is left, top, width and height in thousandths of the upright picture. ``authorised_by`` is the person
    besides whoever made it who let it be shown, and ``reason`` is why.
    """

    id: str
    item: str
    redacted: str
    boxes: tuple[tuple[int, int, int, int], ...]
    reason: str
    authorised_by: str
