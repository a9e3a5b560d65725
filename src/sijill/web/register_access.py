"""The register of this process: opened once, and read whole for counting beside the pages that need no count."""

from __future__ import annotations

import atexit
import functools
import gc
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from sijill.model.custody import Door
from sijill.values import SijillError, message
from sijill.workspace import Register, Snapshot, open_register

LARGE = 50_000
"""From how many entries on a register is read in the background."""

PATIENCE = 2.0
"""For how many seconds a page waits for that before it says so."""

_one_at_a_time = threading.Lock()
_reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading")
_being_read: dict[tuple[str, int], Future[None]] = {}


class StillReading(SijillError):
    """A large register of which the figures are not ready yet, soon after the desk started."""


@functools.cache
def _opened(folder: Path) -> Register:
    register = open_register(folder)
    atexit.register(register.close)
    return register


def register_for(folder: Path, person: str | None) -> Register:
    """Return the register of this process, with somebody acting in it where somebody is named."""
    with _one_at_a_time:
        register = _opened(folder)
    return register.acting_as(person, door=Door.DESK) if person else register


def read_ahead(folder: Path) -> None:
    """Open the register and begin to read it for counting, so that nobody waits for the first toll."""
    register = _opened(folder)
    if register.seq:
        with suppress(SijillError):  # whoever asks for figures hears why there are none
            fold_counting(register.counts.counting(), wait=0)


def fold_counting(counting: Snapshot, *, wait: float = PATIENCE) -> None:
    """Have a counting read whole: a small one at once, a large one beside the pages. Raises StillReading."""
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


def _read_whole(counting: Snapshot, key: tuple[str, int]) -> None:
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
