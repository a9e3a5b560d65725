"""Names that families agreed to publish: the one list of single persons that the small-cell rule lets through (E10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sijill.access._consent import NOBODY, Consents
from sijill.access._levels import may_see
from sijill.access._redact import DEAD
from sijill.access._redacted import Redacted, sealed
from sijill.model import Outcome, Sensitivity, Victim
from sijill.model.figures import Note
from sijill.records import AnyRecord
from sijill.values import CountRange, PartialDate, PersonName


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a memorial list says of a person, and no more: no place of detention, no account, no contact (E13)."""

    record: str
    name: PersonName
    age: CountRange | None
    died_on: PartialDate | None
    governorate: str | None


def memorial(
    records: Iterable[AnyRecord], audience: Sensitivity, *, switched_on: bool, consents: Consents = NOBODY
) -> Redacted[tuple[Remembered, ...]]:
    """
    Return the dead whose families agreed that they be named, oldest death first; nobody while the switch is off.

    An agreement that is disputed or was taken back is none.
    """
    found = [_remembered(one.noun) for one in records if switched_on and _agreed(one, consents)]
    return sealed(tuple(sorted(found, key=_order)), audience)


def told_notes(notes: Iterable[Note], audience: Sensitivity) -> list[Note]:
    """Return what may be told beside a toll: outside the team nothing of persons who may be alive (E6)."""
    return [note for note in notes if note.code != "outcome" or may_see(audience, Sensitivity.TEAM)]


def _agreed(record: AnyRecord, consents: Consents) -> bool:
    noun = record.noun
    return (
        isinstance(noun, Victim)
        and consents.family_agreed(record)
        and noun.name is not None
        and any(status in DEAD for status in noun.statuses)
        and Outcome.FOUND_ALIVE not in noun.statuses
    )


def _remembered(noun: Any) -> Remembered:
    place = noun.origin_governorate or noun.killed_in
    return Remembered(noun.id, noun.name, noun.age, noun.died_on, place)


def _order(one: Remembered) -> tuple[bool, str, str]:
    first = one.died_on.earliest if one.died_on else None
    return (first is None, first.isoformat() if first else "", one.record)
