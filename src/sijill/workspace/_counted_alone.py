"""One record counted without reading the whole register: with all that decides together with it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sijill import methodology
from sijill.ledger import UnknownEntry
from sijill.model import Sensitivity
from sijill.records import REFERENCES, AnyRecord
from sijill.tolls import CountedNumber, CountedNumbers, units
from sijill.workspace._counting import Counting

if TYPE_CHECKING:
    from sijill.workspace._readings import Readings

POINTING = ("act", "incident", "victim", "tally")
PAGE = 200


def counted_alone(register: Readings, counting: Counting, subject: str) -> CountedNumber | None:
    """Return a record of now as it is counted: what a counting of all says of it. Raises UnknownEntry."""
    subject = register.record_id(subject)
    known = _tied(register, subject)
    grounds = counting.grounds_of(known.values())
    assessed = methodology.assess_all(known.values(), counting.rules, grounds, cache=counting.cache)
    found = units.units(known.values(), counting.rules, assessed=assessed, grounds=grounds)
    return CountedNumbers(found, known, assessed).of(subject)


def _tied(register: Readings, subject: str) -> dict[str, AnyRecord]:
    """Return the record with all that are joined to it by an act or declared one within the other, as recorded."""
    known = {subject: register.record_of(subject)}
    ahead = [subject]
    while ahead:
        one = ahead.pop()
        held = (getattr(known[one].noun, name, None) for name in REFERENCES)
        pointing = (other for member in register.members(one) for other in _pointing_at(register, member))
        for name in dict.fromkeys((*(str(ref) for ref in held if ref), *pointing)):
            other = register.members(name)[0]
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
