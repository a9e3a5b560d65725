"""Records with only those values whose documents the reader may know of: what one source says may be confidential."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from django.http import HttpRequest

from sijill.access import may_see
from sijill.model import Basis, BasisKind
from sijill.records import AnyRecord
from sijill.web.desk.gate import clearance
from sijill.web.desk.opened import register_of


def spoken_records(request: HttpRequest, records: Sequence[AnyRecord]) -> list[AnyRecord]:
    """Return records without the values that rest on documents whoever asks may not know of."""
    register, cleared = register_of(request), clearance(request)
    closed = {item.id for item in register.evidence.items() if not may_see(cleared, item.sensitivity)}
    if not closed:
        return list(records)
    claims = {
        entry.id
        for entry in register.records.entries(kind="claim")
        if entry.body and str(entry.body.get("item")) in closed
    }
    # A value stated beside a judged claim names the claim's speaker too.
    claims |= {
        entry.id
        for entry in register.records.entries(kind="judgement")
        if entry.body and str(entry.body.get("claim")) in claims
    }
    return [_open(record, closed, claims) for record in records]


def _open(record: AnyRecord, closed: set[str], claims: set[str]) -> AnyRecord:
    held = {
        name: tuple(one for one in values if not any(_rests(basis, closed, claims) for basis in one.basis))
        for name, values in record.held.items()
    }
    return dataclasses.replace(record, held={name: values for name, values in held.items() if values})


def _rests(basis: Basis, closed: set[str], claims: set[str]) -> bool:
    if basis.kind is BasisKind.IMPORT_ROW:
        return basis.ref.partition("#")[0] in closed
    return basis.ref in claims
