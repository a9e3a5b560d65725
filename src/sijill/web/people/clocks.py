"""A clock that was set back: the register keeps its order, and the pages say so until the clock is right."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.http import HttpRequest
from django.utils import timezone

from sijill.web.accounts.people import person_of
from sijill.web.requests import register_of

SMALL = timedelta(minutes=2)
"""Clocks of several machines differ by this much without harm."""

OFTEN = timedelta(seconds=10)
"""How long an answer of "right" is believed: a page does not ask the register for it each time."""

_right_at: dict[Path, datetime] = {}


def minutes_behind(last: datetime | None, *, now: datetime) -> int:
    """Return by how many minutes a clock is behind the last entry, 0 when it is not, or hardly."""
    if last is None or last - now < SMALL:
        return 0
    return int((last - now).total_seconds()) // 60


def clock_behind(request: HttpRequest) -> dict[str, object]:
    """Return what the frame of a page says of a clock that is behind, to whoever is signed in."""
    if person_of(request) is None:
        return {}
    register, now = register_of(request), timezone.now()
    asked = _right_at.get(register.folder)
    if asked is not None and asked <= now < asked + OFTEN:
        return {"clock_behind": 0}
    behind = minutes_behind(register.last_recorded_at, now=now)
    _right_at.pop(register.folder, None)
    if not behind:
        _right_at[register.folder] = now
    return {"clock_behind": behind}
