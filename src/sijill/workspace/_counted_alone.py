"""One record counted without reading the whole register: with all that decides together with it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sijill import methodology, tolls
from sijill.ledger import UnknownEntry
from sijill.methodology import Grounds
from sijill.model import BasisKind, Sensitivity
from sijill.records import REFERENCES, AnyRecord
from sijill.tolls import CountedNumber, CountedNumbers
from sijill.workspace._counting import Counting

if TYPE_CHECKING:
    from sijill.workspace._readings import Readings

POINTING = ("act", "incident", "victim", "tally")
PAGE = 200


def counted_alone(register: Readings, counting: Counting, subject: str) -> CountedNumber | None:
    """Return a record of now as it is counted: what a counting of all says of it. Raises UnknownEntry."""
    known = _tied(register, subject)
    grounds = Grounds(dict(_origins(counting, known.values())))
    assessed = methodology.assess_all(known.values(), counting.rules, grounds, cache=counting.cache)
    found = tolls.units(known.values(), counting.rules, assessed=assessed, grounds=grounds)
    return CountedNumbers(found, known, assessed).of(subject)


def _tied(register: Readings, subject: str) -> dict[str, AnyRecord]:
    """Return the record with all that are joined to it by an act or declared one within the other, as recorded."""
    known = {subject: register.record_of(subject)}
    ahead = [subject]
    while ahead:
        one = ahead.pop()
        held = (getattr(known[one].noun, name, None) for name in REFERENCES)
        for other in dict.fromkeys((*(str(ref) for ref in held if ref), *_pointing_at(register, one))):
            if other not in known:
                try:
                    known[other] = register.record_of(other)
                except UnknownEntry:
                    continue  # it was never recorded here, or was destroyed
                ahead.append(other)
    return dict(sorted(known.items(), key=lambda pair: pair[1].first_seq))


def _pointing_at(register: Readings, subject: str) -> Iterator[str]:
    # Ids that records hold are found like words. Nobody searched, so nothing is written to the access log.
    after: str | None = None
    while True:
        hits = register.store.search.find(
            subject, max_sensitivity=Sensitivity.SEALED, kinds=POINTING, limit=PAGE, after=after
        )
        yield from (hit.subject for hit in hits if hit.field in REFERENCES)
        if len(hits) < PAGE:
            return
        after = hits[-1].cursor


def _origins(counting: Counting, known: Iterable[AnyRecord]) -> Iterator[tuple[str, str]]:
    for record in known:
        grounds = (ground for values in record.held.values() for one in values for ground in one.basis)
        for ref in {ground.ref for ground in grounds if ground.kind is BasisKind.CLAIM}:
            body = counting.ledger.entry(ref).body or {}
            if "origin_id" in body:
                yield ref, str(body["origin_id"])
