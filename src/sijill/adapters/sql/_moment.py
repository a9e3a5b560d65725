"""Where the log ends: asked once for what is shown together, and anew after something was recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

import sqlalchemy as sa

from sijill.adapters.sql._rows import driven
from sijill.ledger import GENESIS

if TYPE_CHECKING:
    from sijill.adapters.sql._database import Database

_KNOWN: ContextVar[dict[Database, tuple[int, str, str]] | None] = ContextVar("known", default=None)


@contextmanager
def at_one_moment() -> Iterator[None]:
    """
    Ask each database once where its log ends, in this thread and until something is recorded from it.

    What is shown together then stands on one entry, whatever others record meanwhile.
    """
    asked = _KNOWN.set({})
    try:
        yield
    finally:
        _KNOWN.reset(asked)


def something_recorded() -> None:
    """Forget where logs ended."""
    if known := _KNOWN.get():
        known.clear()


def end_at_this_moment(database: Database) -> tuple[int, str, str]:
    """Return the last seq, its moment and the chain's head, as they were first asked for at this moment."""
    known = _KNOWN.get()
    if known is not None and database in known:
        return known[database]
    with database.reading() as connection:
        end = chain_end(connection)
    if known is not None:
        known[database] = end
    return end


def chain_end(connection: sa.Connection) -> tuple[int, str, str]:
    """Return the last seq, its moment and the chain's head."""
    row = driven(
        connection, "SELECT last_seq, recorded_at, head FROM append ORDER BY last_seq DESC LIMIT 1", ()
    ).fetchone()
    return tuple(row) if row else (0, "", GENESIS)
