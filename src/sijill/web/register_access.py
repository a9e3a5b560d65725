"""The register of this process, and the same register with a person acting in it."""

from __future__ import annotations

import functools
import gc
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from weakref import WeakKeyDictionary

from django.conf import settings
from django.http import HttpRequest

from sijill.methodology import MethodologyNotAdopted
from sijill.records import Canonical
from sijill.tolls import CountedNumber, CountedNumbers
from sijill.values import Period, SijillError, message
from sijill.web.accounts.people import person_of
from sijill.workspace import Counting, Register, open_register

LARGE = 50_000
"""From how many entries on a register is read in the background."""

PATIENCE = 2.0
"""For how many seconds a page waits for that before it says so."""

_one_at_a_time = threading.Lock()
_reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
_countings: WeakKeyDictionary[HttpRequest, dict[tuple[str | None, Period | None], Counting]] = WeakKeyDictionary()
"""The countings that one page asked for: all of it stands on one entry."""
_numbers_asked: WeakKeyDictionary[HttpRequest, CountedNumbers | None] = WeakKeyDictionary()
_being_read: dict[tuple[str, int], Future[None]] = {}


class StillReading(SijillError):
    """A large register of which the figures are not ready yet, soon after the desk started."""


@functools.cache
def _opened(folder: Path) -> Register:
    return open_register(folder)


def register_of(request: HttpRequest) -> Register:
    """Return the register, with the signed-in person as the one who acts."""
    with _one_at_a_time:
        register = _opened(settings.SIJILL_REGISTER)
    person = person_of(request)
    return register.acting_as(person.name) if person else register


def register_for(folder: Path, person: str) -> Register:
    """Return the register of this process with somebody acting in it, where there is no request."""
    with _one_at_a_time:
        return _opened(folder).acting_as(person)


def counting_of(
    request: HttpRequest, *, methodology: str | None = None, window: Period | None = None, folded: bool = True
) -> Counting:
    """
    Return the counting of now, which the register moves along as it grows.

    A page that asks for single records only says ``folded=False`` and never waits. Raises StillReading.
    """
    asked = _countings.setdefault(request, {})
    if (methodology, window) not in asked:
        asked[methodology, window] = register_of(request).counts.counting(methodology_name=methodology, window=window)
    counting = asked[methodology, window]
    if folded:
        _fold(counting)
    return counting


def canonical_of(request: HttpRequest) -> Canonical:
    """Return which records are one, as the page's counting has it."""
    try:
        return counting_of(request, folded=False).canonical
    except MethodologyNotAdopted:
        return register_of(request).records.canonical()


def counted_number(request: HttpRequest, record: str, *, as_of: str | None = None) -> CountedNumber | None:
    """Return a record as it is counted; None where nothing counts it. A large register is not read whole for it."""
    numbers = _counted_numbers(request) if as_of is None else None
    if numbers is not None:
        return numbers.of(record)
    try:
        return register_of(request).counts.counted_number(record, as_of=as_of)
    except MethodologyNotAdopted:
        return None


def _counted_numbers(request: HttpRequest) -> CountedNumbers | None:
    if request not in _numbers_asked:
        try:
            _numbers_asked[request] = counting_of(request).counted_numbers
        except (MethodologyNotAdopted, StillReading):
            _numbers_asked[request] = None
    return _numbers_asked[request]


def read_ahead(folder: Path) -> None:
    """Open the register and begin to read it for counting, so that nobody waits for the first toll."""
    register = _opened(folder)
    if register.seq:
        with suppress(SijillError):  # whoever asks for figures hears why there are none
            _fold(register.counts.counting(), wait=0)


def _fold(counting: Counting, *, wait: float = PATIENCE) -> None:
    """Have a counting read whole: a small one at once, a large one beside the pages that need none of it."""
    if counting.is_folded:
        return
    if counting.seq < LARGE:
        _ = counting.units
        return
    key = (counting.rules.digest, counting.seq)
    with _one_at_a_time:
        reading = _being_read.get(key)
        if reading is None:
            reading = _being_read[key] = _reader.submit(_read_whole, counting, key)
    try:
        reading.result(wait)
    except TimeoutError:
        raise StillReading(
            message(
                "The desk has just started and is still reading this large register. Figures come in about a minute; "
                "records, search and review work already."
            )
        ) from None


def _read_whole(counting: Counting, key: tuple[str, int]) -> None:
    # Millions of objects are made that stay: looking through them for garbage again and again would take as long as
    # making them, and would hold every page up later on.
    gc.disable()
    try:
        _ = counting.units, counting.ties
        gc.freeze()
    finally:
        gc.enable()
        with _one_at_a_time:
            _being_read.pop(key, None)
