"""Boundaries come in: the file sealed whole, and what it says of each place that one of its features draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sijill.actions._acquire import arrival
from sijill.actions._context import ActionContext
from sijill.actions.arriving import Provenance
from sijill.actions.sealing import seal_unless_destroyed
from sijill.actions.statements._statements import refuse_other_record, stated
from sijill.evidence import Vault, fingerprint
from sijill.ledger import Draft, Receipt
from sijill.model import Basis, BasisKind, Sensitivity, Statement


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one feature says of a place: its number in the file, the record (None: a new one), and the values."""

    feature: int
    subject: str | None
    values: Mapping[str, Any]


def record_boundaries(
    doing: ActionContext,
    vault: Vault,
    content: bytes,
    drawn: Sequence[Drawn],
    *,
    media_type: str,
    dataset: str,
    name: str,
    expect: Mapping[str, int] | None = None,
) -> Receipt:
    """
    Record in one append a file of boundaries, which is public, and what it says of places.

    Each value rests on its feature. Raises DestroyedBefore, RecordMovedOn, UnknownEntry, NotThatKind, UnfitValue.
    """
    item = fingerprint(content)
    said = [Draft.of("statement", one) for place in drawn for one in _statements_of(doing, item, place, dataset)]
    seal_unless_destroyed(doing, vault, content)  # only when every value was found fit
    sealed = Provenance(dataset, original_name=name, sensitivity=Sensitivity.PUBLIC)
    drafts = arrival(doing, item, len(content), media_type=media_type, provenance=sealed)
    return doing.append([*drafts, *said], expect=expect)


def _statements_of(doing: ActionContext, item: str, drawn: Drawn, dataset: str) -> list[Statement]:
    if drawn.subject is not None:
        refuse_other_record(doing, drawn.subject, "place")
    ground = (Basis(BasisKind.IMPORT_ROW, f"{item}#{drawn.feature}"),)
    return stated(doing, "place", drawn.values, ground, subject=drawn.subject, source=dataset)
