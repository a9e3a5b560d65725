"""Which sealed file came inside which other."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FoundInside:
    """
    That an item was found inside another: an attachment in its mail, a file in its archive.

    ``name`` is what it is called there. The bytes of ``item`` stand in those of ``of``, so what hides or destroys the
    one concerns the other.
    """

    id: str
    item: str
    of: str
    name: str | None = None
