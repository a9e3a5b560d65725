"""Where accounts are kept: beside the register, or in the team's PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from sijill.values import SijillError
from sijill.workspace.one_worker import in_turn

WAIT = 15
"""For how many seconds a writer waits for another."""

PATIENCE = 500
"""For how many milliseconds the emptying of the log waits for readers: a page must not."""

STEPS_LOCK = int.from_bytes(b"accounts", "big")
"""The advisory lock under which a process brings accounts in PostgreSQL up to date."""

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")


class NoSuchDatabase(SijillError):
    """An address of accounts that names no PostgreSQL database."""


class DatabaseAway(SijillError):
    """A database of accounts that does not answer."""


class NewerAccounts(SijillError):
    """Tables of accounts that a newer program than this one wrote."""


def database(register: Path, url: str = "") -> dict[str, Any]:
    """Return Django's settings of the database of accounts. Raises NoSuchDatabase."""
    return _postgresql(url) if url else _beside(register)


def _beside(register: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": register / "desk.sqlite",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;",
        },
    }


@contextmanager
def alone(register: Path) -> Iterator[None]:
    """Be the one process that brings the accounts up to date; another waits until this one has."""
    from django.db import DatabaseError, connection

    if connection.vendor == "sqlite":
        with in_turn(register / "tmp"):  # not the file itself: to close it would end the locks of SQLite
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [STEPS_LOCK])
    try:
        yield
    finally:
        # It ends with the connection too, where that is what failed.
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [STEPS_LOCK])


def leave_no_words() -> None:
    """
    Write what was deleted over in the file of the accounts too, and empty the log beside it.

    ``secure_delete`` overwrites deleted rows, but until a checkpoint the old pages stand in the file and the new ones
    in ``desk.sqlite-wal``. While somebody reads, the log cannot be emptied; whoever comes next tries again.
    """
    from django.db import connection

    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            cursor.execute(f"PRAGMA busy_timeout={WAIT * 1000}")


def _postgresql(url: str) -> dict[str, Any]:
    """What the address leaves out comes from the environment and the password file, as libpq reads them."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as reason:
        raise NoSuchDatabase(f"the address of the accounts cannot be read ({reason})") from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in SCHEMES or not name:
        raise NoSuchDatabase("accounts are kept in SQLite, or in postgresql://HOST/DATABASE")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or unquote(parts.hostname or ""),
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": {"connect_timeout": 10, **options},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
