"""The register of this process, and the same register with a person acting in it."""

from __future__ import annotations

import functools
import threading
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from sijill.values import Period
from sijill.web.accounts.people import person_of
from sijill.workspace import Counting, Register, open_register

_one_at_a_time = threading.Lock()


@functools.cache
def _opened(folder: Path) -> Register:
    return open_register(folder)


def register_of(request: HttpRequest) -> Register:
    """Return the register, with the signed-in person as the one who acts."""
    with _one_at_a_time:
        register = _opened(settings.SIJILL_REGISTER)
    person = person_of(request)
    return register.acting_as(person.name) if person else register


def counting_of(request: HttpRequest, *, methodology: str | None = None, window: Period | None = None) -> Counting:
    """Return the counting of now; kept until the register moves on, since folding a large one takes seconds."""
    register = register_of(request)
    return _counted(settings.SIJILL_REGISTER, register.ledger.seq, methodology, window)


@functools.lru_cache(maxsize=4)
def _counted(folder: Path, seq: int, methodology: str | None, window: Period | None) -> Counting:
    return _opened(folder).counting(seq=seq, methodology_name=methodology, window=window)


def entered_by(request: HttpRequest, item: str) -> str:
    """Return who entered an item."""
    return _entered_by(settings.SIJILL_REGISTER, item)


@functools.lru_cache(maxsize=10_000)
def _entered_by(folder: Path, item: str) -> str:
    return _opened(folder).ledger.entry(item).actor
