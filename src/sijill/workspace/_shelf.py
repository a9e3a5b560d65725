"""What was read of records and documents to narrow a search by, kept between two searches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sijill.records import AnyRecord
    from sijill.search import Facets


@dataclass
class Shelf:
    """What an audience may see of records and documents to narrow by, kept until any of it may be otherwise."""

    state: tuple[object, ...] = ()
    hidden: frozenset[str] = frozenset()
    records: dict[str, tuple[AnyRecord, Facets | None]] = field(default_factory=dict)
    documents: dict[str, Facets | None] = field(default_factory=dict)
