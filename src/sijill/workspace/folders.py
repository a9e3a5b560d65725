"""
A folder of files taken in: what waits for the disk or a reader is done ahead, what is recorded is recorded in order.

A small file costs as long in waiting (for its reader's process, for the disk) as in work. So some files are read and
sealed at once, each by a thread of its own, while the one before them is recorded and its claims are found. Nothing
less is promised of any: its bytes are noted, then on the disk, then named by the log, in the order of the folder.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.actions.sealing import seal_all
from sijill.workspace._evidence import seal_and_find
from sijill.workspace.intake._bringing import bring
from sijill.workspace.intake._handed_over import handed_over_before

if TYPE_CHECKING:
    from sijill.actions import Acquired, Provenance
    from sijill.workspace._evidence import Evidence

AHEAD = 4
"""How many files are in hand at once."""

SMALL = 2**20
"""What is larger, in bytes, is not even read before its turn: several of them would fill the memory."""


def add_files(
    held: Evidence, paths: Sequence[Path], provenance: Provenance, *, dates: str | None = None
) -> Iterator[tuple[Path, Future[Acquired]]]:
    """
    Take files in as ``Evidence.add`` does with ``resume``, and give each in order with what became of it.

    Its future is done, or will be, with the errors of ``add``. Whoever breaks off waits for the few that are in hand.
    """
    queue = _Queue()
    in_hand: deque[tuple[Path, Future[Acquired]]] = deque()
    with ThreadPoolExecutor(AHEAD) as threads:
        for number, path in enumerate(paths):
            known = replace(provenance, original_name=provenance.original_name or path.name)
            in_hand.append((path, threads.submit(_added, held, path, known, dates, _Turn(queue, number))))
            if len(in_hand) > AHEAD:
                yield in_hand.popleft()
        yield from in_hand


@dataclass(slots=True)
class _Queue:
    """Whose turn it is, by number."""

    called: threading.Condition = field(default_factory=threading.Condition)
    now: int = 0


@dataclass(frozen=True, slots=True)
class _Turn:
    """One file's turn to be recorded: it comes when every file before it has passed its own on."""

    queue: _Queue
    number: int

    def wait(self) -> None:
        with self.queue.called:
            self.queue.called.wait_for(lambda: self.queue.now == self.number)

    def pass_on(self) -> None:
        self.wait()
        with self.queue.called:
            self.queue.now += 1
            self.queue.called.notify_all()


def _added(held: Evidence, path: Path, provenance: Provenance, dates: str | None, turn: _Turn) -> Acquired:
    from sijill.adapters.files import take_in

    opened = held._opened
    try:
        with suppress(OSError):  # what is not there is refused where it is taken in
            if path.stat().st_size > SMALL:
                turn.wait()
        content = take_in(path, largest=opened.settings.largest_item)
        if (before := handed_over_before(opened, content, provenance, dates)) is not None:
            return before
        whole, *inside = bring(opened.sandbox, content, provenance, dates=dates)
        doing = opened.doing()  # the note of what is sealed is this thread's, and stands until its next action
        seal_all(doing, opened.vault, [one.content for one in (whole, *inside)])
        turn.wait()
        # A file before it may have been the same, or held the same.
        if (before := handed_over_before(opened, content, provenance, dates)) is not None:
            return before
        acquired = seal_and_find(held, whole, inside, doing=replace(doing, now=opened.now()))
    finally:
        turn.pass_on()
    if whole.refusal is not None:
        raise whole.refusal
    return acquired
