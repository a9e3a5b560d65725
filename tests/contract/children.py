"""Forked children that write to a register while their parent watches, waits or kills them."""

from __future__ import annotations

import gc
import os
import random
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from sijill.adapters.sql import Store

BEGAN, ENDED = b"B", b"E"


def fork(act: Callable[[int], Any]) -> tuple[int, int]:
    """Run an act in a child, which gets a pipe to tell its parent; return the child's id and the pipe's other end."""
    reader, writer = os.pipe()
    # A collection in the child must not take apart what threads of the parent hold, since they are not there.
    gc.freeze()
    child = os.fork()
    if child:
        gc.unfreeze()
        os.close(writer)
        return child, reader
    code = 1
    try:
        os.close(reader)
        act(writer)
        code = 0
    except BaseException:  # noqa: BLE001 nothing may escape into the parent's test run
        traceback.print_exc()
    finally:
        os._exit(code)


def wait_for(child: int) -> int:
    """Return how a child ended: its exit code, or minus the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def tell_when_writing(store: Store, pipe: int) -> None:
    """Tell the parent, once, as soon as the transaction of the first append has begun."""
    begun = False

    def told(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal begun
        if not begun and (statement == "BEGIN IMMEDIATE" or "pg_advisory_xact_lock" in statement):
            begun = True
            os.write(pipe, BEGAN)

    sa.event.listen(store.ledger._database.engine, "after_cursor_execute", told)


def die_after(store: Store, steps: int, every: int, seen: list[int] | None = None) -> None:
    """
    Make SQLite kill this process at a given step of its work inside a transaction.

    With ``seen`` nobody dies; the steps are counted there instead.
    """
    taken = 0

    def step() -> int:
        nonlocal taken
        taken += 1
        if seen is not None:
            seen[0] = taken
        elif taken >= steps:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    def begin(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement == "BEGIN IMMEDIATE":
            connection.connection.dbapi_connection.set_progress_handler(step, every)

    sa.event.listen(store.ledger._database.engine, "after_cursor_execute", begin)


@dataclass(frozen=True)
class Killed:
    """What became of one child."""

    began: bool
    ended: bool


def kill_within(act: Callable[[int], Any], delay: float) -> Killed:
    """Kill a child so many seconds after its transaction began."""
    child, pipe = fork(act)
    began = os.read(pipe, 1) == BEGAN
    # sleep() alone is too coarse for an append of a millisecond.
    until = time.perf_counter() + delay
    if delay > 0.005:
        time.sleep(delay - 0.002)
    while time.perf_counter() < until:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    ended = os.read(pipe, 1) == ENDED
    os.close(pipe)
    return Killed(began, ended)


class Moments:
    """
    Random moments inside an append, for kills that must fall before it returns.

    An append is sometimes faster than when it was measured (caches, another load): each kill that
    came too late shortens the span, and does not count among the ``wanted`` ones.
    """

    def __init__(self, lasts: float, *, wanted: int, seed: int) -> None:
        self._lasts, self._wanted = lasts, wanted
        self._chance = random.Random(seed)
        self.inside = self.late = 0

    def __iter__(self) -> Iterator[float]:
        """Give delays in seconds until as many kills as wanted fell inside; fail when too many come late."""
        while self.inside < self._wanted:
            assert self.late <= 5 * self._wanted + 20, (
                f"only {self.inside} kills fell inside, {self.late} came too late"
            )
            yield self._chance.uniform(0, self._lasts)

    def fell(self, killed: Killed) -> None:
        """Take note of how a kill fell."""
        if killed.ended:
            self.late += 1
            self._lasts *= 0.9
        else:
            self.inside += 1


def duration_of(act: Callable[[int], Any]) -> float:
    """Return how long an act lasts from the beginning of its transaction."""
    child, pipe = fork(act)
    assert os.read(pipe, 1) == BEGAN
    start = time.perf_counter()
    assert os.read(pipe, 1) == ENDED
    lasted = time.perf_counter() - start
    os.close(pipe)
    assert wait_for(child) == 0
    return lasted
