"""Another register that was handed to us: which, where its log stood, and what was taken from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class HandoverReceived:
    """
    That the hand-over of another register came in and was found whole.

    ``item`` is the sealed file as it came. ``name`` is what the other register calls itself, ``seq`` and ``head``
    where its log ended: a chain of its own, of which no entry stands in ours. ``claims`` are the proposals that were
    made of what it had accepted, each with the id of its judgement there.
    """

    id: str
    item: str
    name: str
    seq: int
    head: str
    claims: Mapping[str, str] = field(default_factory=dict)
