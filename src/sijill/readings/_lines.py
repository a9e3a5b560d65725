"""What every list says of a record, as an audience may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

from sijill.access import View
from sijill.methodology import MethodologyNotAdopted
from sijill.model import Clock
from sijill.records import AnyRecord
from sijill.workspace.documents import called, day_by_clock, place_of

if TYPE_CHECKING:
    from sijill.workspace import Register

AT_ONCE = 200


def record_lines(
    register: Register, view: View, records: Iterable[tuple[AnyRecord, Mapping[str, Any]]]
) -> Iterator[Any]:
    """Give the line of each record with the cells beside it; of one that the audience may see nothing of, none."""
    rest = iter(records)
    while some := list(islice(rest, AT_ONCE)):
        names = register.records.names([record.id for record, _ in some])
        for whole, cells in some:
            record = view.redacted(whole).value
            if record.held:
                yield {
                    "record": record.id,
                    "handle": names[record.id].handle,
                    "kind": record.kind,
                    "called": called(record.noun),
                    "day": day_by_clock(record.noun, Clock.DIED),
                    "place": place_of(record.noun),
                    "killed": killed_of(register, record.id) if "killed" not in cells else None,
                    **cells,
                }


def killed_of(register: Register, record: str) -> Any:
    """Return how many dead a record is counted with by itself; None where nothing counts it."""
    try:
        counted = register.counts.counted_number(record)
    except MethodologyNotAdopted:
        return None
    return counted.killed if counted is not None and counted.is_own else None


def open_records(view: View, records: Iterable[AnyRecord], *, as_of: str | None = None) -> Iterator[AnyRecord]:
    """Give incidents and victims without what the audience may not see, nor the sources of hidden documents."""
    kinds = ("incident", "victim")
    yield from (view.record(one.id, as_of=as_of) for one in view.known(records) if one.kind in kinds)
