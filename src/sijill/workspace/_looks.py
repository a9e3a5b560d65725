"""Who looked at what: the access log of a register, opened when somebody first looks."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sijill.adapters.sql import Access, AccessCheck, AccessLog, Act, Look


@dataclass(slots=True)
class _Waiting:
    """A look in the line, whether its line was written, and what refused it."""

    look: Look
    tried: bool = False
    error: BaseException | None = None


class AccessLogWriter:
    """
    Writes to the access log and reads it; persons who act on one register share one.

    It is opened by the first look, so that what only records does not wait for it.
    """

    def __init__(self, where: str | Path) -> None:
        """Take the register's folder or its PostgreSQL URL."""
        self._where = where
        self._log: AccessLog | None = None
        self._day = ""
        self._line: deque[_Waiting] = deque()
        self._one_at_a_time = threading.Lock()

    def record(
        self,
        act: Act,
        subjects: Sequence[str],
        *,
        actor: str,
        now: datetime,
        query: str | None = None,
        head: str | None = None,
    ) -> None:
        """
        Write that somebody looked; ``subjects`` are ids, and a query is kept as a salted digest only.

        ``head`` is that of the ledger: an older copy of it put in its place is found by it.

        It is on the disk when this returns, so before any page is sent. Whoever comes
        while another's look is being written waits, and then all who wait share one sync.
        """
        mine = _Waiting(Look(act, tuple(subjects), actor, now, query, head))
        self._line.append(mine)
        with self._one_at_a_time:
            if not mine.tried:
                self._write_line()
        if mine.error is not None:
            raise mine.error

    def _write_line(self) -> None:
        line = [self._line.popleft() for _ in range(len(self._line))]
        try:
            self._opened().record_all([one.look for one in line])
        except BaseException as error:  # noqa: BLE001 everyone in the line hears of it, below
            for one in line:
                one.error = error
        for one in line:
            one.tried = True

    def read(self, *, actor: str | None = None, subject: str | None = None) -> Sequence[Access]:
        """Return what was looked at, in order, by everyone or one person, at everything or one thing."""
        with self._one_at_a_time:
            return [one for one in self._opened().read(actor=actor) if subject is None or subject in one.subjects]

    def check(self, asked: Collection[int] = ()) -> AccessCheck:
        """Follow the chain of the lines; ``asked`` are those after which its digest is wanted."""
        with self._one_at_a_time:
            return self._opened().check(asked)

    def guard_again(self) -> None:
        """Put the guards against changing the log as they were made."""
        with self._one_at_a_time:
            self._opened().guard_again()

    def drafts(self) -> frozenset[str]:
        """Return the digests of the files that were written as drafts of reports."""
        return frozenset(
            one
            for line in self.read()
            if line.act is Act.EXPORTED and line.subjects and line.subjects[0].startswith("report/")
            for one in line.subjects[1:]
        )

    def last_line(self) -> tuple[int, str] | None:
        """Return the number and the chain's digest of the last line, or None."""
        with self._one_at_a_time:
            last = self._opened().last()
        return last and (last[0], last[2])

    def ended_before(self, day: str) -> tuple[int, str] | None:
        """Return the last line where it was written before a day; asked once a day, since it is recorded once a day."""
        with self._one_at_a_time:
            if day <= self._day:
                return None
            self._day, last = day, self._opened().last()
        return (last[0], last[2]) if last and last[1][: len(day)] < day else None

    def close(self) -> None:
        """Close the log when it was opened."""
        if self._log is not None:
            self._log.close()

    def _opened(self) -> AccessLog:
        if self._log is None:
            self._log = AccessLog(self._where)
        return self._log
