"""
A clock that jumped: nothing is recorded by it until a person has looked, and what it read is kept.

Entries never go back in time (their moment is at least that of the entry before), so a clock set wrongly
once would date whatever follows, and one set back would hide when a thing was really recorded.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sijill.ledger import Draft, Ledger, Receipt
from sijill.model import moment, moment_text
from sijill.values import SijillError, message
from sijill.values.derived_ids import derived_id

BEHIND, AHEAD = timedelta(days=1), timedelta(days=60)
"""How far a clock may stand from the last entry, before and after it, without a person's word (issue 10)."""

_WAITED = timedelta(minutes=1)
# Who waits for another writer's turn records a moment after the one that was read.


class ClockInDoubt(SijillError):
    """A clock that stands too far from the last entry for anything to be recorded by it."""


def doubted(ledger: Ledger, now: datetime) -> datetime | None:
    """Return the moment of the last entry where the clock stands too far from it and nobody confirmed that; or None."""
    last = ledger.last_recorded_at
    if last is None or _is_near(now, last):
        return None
    confirmed = None
    for entry in ledger.entries(kind="clock"):
        confirmed = entry
    # As long as every entry takes the moment of the last one, what the clock read is what counts.
    stuck = confirmed.body if confirmed and confirmed.recorded_at == last else None
    return None if stuck and _is_near(now, moment(stuck["reading"])) else last


def look_at_clock(ledger: Ledger, *, actor: str, now: datetime, append_id: str) -> None:
    """
    Refuse to act by a clock in doubt, and keep what it reads where that is not what will be recorded.

    An act sent again was looked at the first time. Raises ClockInDoubt.
    """
    recorded = ledger.last_recorded_at
    if recorded is None or -_WAITED <= now - recorded <= AHEAD or ledger.receipt(append_id) is not None:
        return
    if (last := doubted(ledger, now)) is not None:
        raise ClockInDoubt(
            message(
                "the clock says {now} and the last entry was recorded at {last}; set the clock, or, when it is right, "
                'confirm it once with "sijill clock REGISTER --confirm" or on the desk\'s audit page'
            ),
            now=moment_text(now),
            last=moment_text(last),
        )
    _keep_reading(ledger, recorded, actor=actor, now=now, append_id=append_id, confirmed=False)


def confirm_clock(ledger: Ledger, *, actor: str, now: datetime, append_id: str) -> Receipt | None:
    """Record that a person looked at the clock and found it right; None where nothing is in doubt."""
    last = doubted(ledger, now)
    if last is None:
        return None
    return _keep_reading(ledger, last, actor=actor, now=now, append_id=append_id, confirmed=True)


def _keep_reading(
    ledger: Ledger, last: datetime, *, actor: str, now: datetime, append_id: str, confirmed: bool
) -> Receipt:
    own_append = derived_id(f"{append_id}\0clock", now)
    body = {"reading": moment_text(now), "last": moment_text(last), "confirmed": confirmed}
    draft = Draft(derived_id(f"{own_append}\0entry", now), "clock", body)
    return ledger.append([draft], append_id=own_append, actor=actor, now=now)


def _is_near(now: datetime, last: datetime) -> bool:
    return last - BEHIND <= now <= last + AHEAD
