"""One record counted without reading the whole register: with all that decides together with it, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sijill import methodology
from sijill.ledger import UnknownEntry
from sijill.records import REFERENCES, AnyRecord
from sijill.tolls import CountedNumber, CountedNumbers, Snapshot, units

if TYPE_CHECKING:
    from sijill.workspace._records import Records


POINTING = ("act", "incident", "victim", "tally")


def counted_alone(recorded: Records, counting: Snapshot, subject: str) -> CountedNumber | None:
    """Return a record of now as it is counted: what a counting of all says of it. Raises UnknownEntry."""
    subject = recorded.id_of(subject)
    known = _tied(recorded, subject)
    grounds = counting.grounds_of(known.values())
    assessed = methodology.assess_all(known.values(), counting.rules, grounds, cache=counting.cache)
    found = units.units_of(known.values(), counting.rules, assessed=assessed, grounds=grounds)
    return CountedNumbers(found, known, assessed).of(subject)


def _tied(recorded: Records, subject: str) -> dict[str, AnyRecord]:
    """Return the record with all that are joined to it by an act or declared one within the other, as recorded."""
    known = {subject: recorded.of(subject)}
    ahead = [subject]
    while ahead:
        one = ahead.pop()
        held = (getattr(known[one].noun, name, None) for name in REFERENCES)
        pointing = (other for member in recorded.members(one) for other in recorded.pointing_at(member, kinds=POINTING))
        for name in dict.fromkeys((*(str(ref) for ref in held if ref), *pointing)):
            other = recorded.members(name)[0]
            if other not in known:
                try:
                    known[other] = recorded.of(other)
                except UnknownEntry:
                    continue  # it was never recorded here, or was destroyed
                ahead.append(other)
    return dict(sorted(known.items(), key=lambda pair: pair[1].first_seq))
