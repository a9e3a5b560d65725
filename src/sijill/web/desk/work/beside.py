"""What is to be looked at beside the queue, as numbers: counted once for each entry, seldom in a large register."""

from __future__ import annotations

import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field

from django.http import HttpRequest

from sijill import readings
from sijill.methodology import MethodologyNotAdopted
from sijill.values import Period
from sijill.web.desk import audit_index
from sijill.web.register_access import LARGE, StillReading, begin_to_read, without_waiting
from sijill.web.requests import counting_of, register_of, view_of

FRESH_FOR = 60.0
"""For how many seconds the numbers of a large register stand, though something was recorded since."""
AUDITED_SHOWN = 200
"""Among so many documents whose sums fail those that somebody may read are counted."""

_kept_numbers: dict[tuple[str, str], tuple[tuple[int, int], float, Beside]] = {}
_one_counts = threading.Lock()


@dataclass(frozen=True, slots=True)
class Beside:
    """How many records a year's table does not count, by reason; printed sums that fail; silent documents, by why."""

    year: str = ""
    reasons: Counter[str] = field(default_factory=Counter)
    failing: int = 0
    silent: Counter[str] = field(default_factory=Counter)


def counted_beside(request: HttpRequest) -> Beside:
    """Return the numbers for whoever asks, without a word of anything; figures that are not ready yet say nothing."""
    register, view = register_of(request), view_of(request)
    key, stands = (str(register.folder), view.audience.value), (register.seq, audit_index.changed_at(register.folder))
    with _one_counts:
        known, at, found = _kept_numbers.get(key, (None, 0.0, Beside()))
        is_fresh = register.seq >= LARGE and time.monotonic() - at < FRESH_FOR
        if known is None or (known != stands and not is_fresh):
            found = _count(request)
            _kept_numbers[key] = (stands, time.monotonic(), found)
    return found


def _count(request: HttpRequest) -> Beside:
    register, view = register_of(request), view_of(request)
    index = audit_index.read_index(register.folder)
    fails = [(item, one.fitting("", "fails")) for item, one in index.items() if one.fitting("", "fails")]
    failing = sum(n for item, n in fails[:AUDITED_SHOWN] if view.reads(view.item(item)))
    silent = Counter(str(row["state"]) for row in readings.silent(register, audience=view.audience))
    year, reasons = "", Counter[str]()
    with suppress(MethodologyNotAdopted, StillReading), without_waiting():
        counting = counting_of(request)
        if counting.columns is not None or begin_to_read(register, counting) is None:
            year = counting.latest_month[:4] or f"{register.now():%Y}"
            for note in counting.toll(counting.question(Period.parse(year)), axis="party").notes:
                reasons[note.reason] += note.records
    return Beside(year, reasons, failing, silent)
