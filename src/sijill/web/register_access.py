"""The register of this process: opened once, counted from kept columns, read whole beside the pages where one asks."""

from __future__ import annotations

import atexit
import gc
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from sijill.model.custody import Door
from sijill.values import SijillError, message
from sijill.workspace import Register, Snapshot, open_register

LARGE = 50_000
"""From how many entries on a register is read in the background."""

PATIENCE = 2.0
"""For so many seconds after a reading began pages wait for it; then each says so at once, and none behind another."""


@dataclass(frozen=True, slots=True)
class WholeReading:
    """A large counting that is read in the background, and until when pages wait for it (a monotonic second)."""

    done: Future[None]
    waited_for_until: float = field(default_factory=lambda: time.monotonic() + PATIENCE)


_one_at_a_time = threading.Lock()
_reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
_being_read: dict[str, WholeReading] = {}
_for_a_page: ContextVar[bool] = ContextVar("for_a_page", default=False)
_may_wait: ContextVar[bool] = ContextVar("may_wait", default=True)


class StillReading(SijillError):
    """A large register that is not read yet, asked for what its records say."""


def beside_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let no page wait long for a large register: it is read in a thread of its own, and the page says so."""

    def answered(request: HttpRequest) -> HttpResponse:
        before = _for_a_page.set(True)
        try:
            return get_response(request)
        finally:
            _for_a_page.reset(before)

    return answered


@contextmanager
def without_waiting() -> Iterator[None]:
    """Let what needs every record of a large register hear StillReading at once: others stand behind whoever asks."""
    before = _may_wait.set(False)
    try:
        yield
    finally:
        _may_wait.reset(before)


@cache
def _opened(folder: Path) -> Register:
    register = open_register(folder)
    register.counts.tell_before_reading(partial(_read_beside_pages, register))
    atexit.register(register.close)
    return register


def register_for(folder: Path, person: str | None) -> Register:
    """Return the register of this process, with somebody acting in it where somebody is named."""
    with _one_at_a_time:
        register = _opened(folder)
    return register.acting_as(person, door=Door.DESK) if person else register


def read_ahead(folder: Path) -> None:
    """Open the register; where no units are kept, begin to read it whole, so that nobody waits for the first toll."""
    register = _opened(folder)
    if register.seq:
        with suppress(SijillError):  # whoever asks for figures hears why there are none
            counting = register.counts.counting()
            if counting.columns is None:
                begin_to_read(register, counting)


def begin_to_read(register: Register, counting: Snapshot) -> WholeReading | None:
    """
    Have a large counting read whole beside the pages; return its reading, None where nothing need be read.

    While one is read, no later entry under the same methodology is read beside it: when it is done, it is moved there.
    """
    if counting.is_folded or counting.seq < LARGE:
        return None
    key = counting.rules.digest
    with _one_at_a_time:
        reading = _being_read.get(key)
        if reading is None:
            reading = _being_read[key] = WholeReading(_reader.submit(_read_whole, register, counting, key))
        return reading


def is_too_large_to_read(counting: Snapshot) -> bool:
    """Test whether what a single record tells is sooner read from its own entries than from all of them."""
    return not counting.is_folded and counting.seq >= LARGE


def _read_beside_pages(register: Register, counting: Snapshot) -> None:
    """Wait a little where a page needs every record. Raises StillReading."""
    reading = begin_to_read(register, counting) if _for_a_page.get() else None
    if reading is None:
        return
    with suppress(TimeoutError):
        reading.done.result(max(0.0, reading.waited_for_until - time.monotonic()) if _may_wait.get() else 0.0)
    if not counting.is_folded:
        raise StillReading(
            message(
                "This page needs every record, and this large register is still being read. It is here in about a "
                "minute; records, search and review work already."
            )
        )


def _read_whole(register: Register, counting: Snapshot, key: str) -> None:
    # Millions of objects are made that stay: looking through them for garbage again and again would take as long as
    # making them, and would hold every page up later on.
    gc.disable()
    try:
        _ = counting.units, counting.ties
        register.counts.keep(counting)
        gc.freeze()
    finally:
        gc.enable()
        with _one_at_a_time:
            _being_read.pop(key, None)
