"""What the desk counts for a while, in a table that all its processes share: tries to sign in, used codes, requests."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.cache import cache
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import BaseDatabaseCache
from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

LIMITS = "sijill_limits"
MINUTE = 60


class LimitsTable(BaseDatabaseCache):
    """
    Numbers, words and lists of them, as JSON, each for a while; every change is one statement of the database.

    Django's own backend unpickles what it reads, so that whoever writes the table runs code in the desk, and counts
    by reading and writing back. A key holds an address or a name: it stands as a digest under the desk's secret.
    """

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what stands under a key, or the default; so too of what is no JSON."""
        rows = self._asked(
            "SELECT value FROM {table} WHERE cache_key = %s AND expires > %s", [_kept_key(key), _stored_now()]
        )
        try:
            return json.loads(rows[0][0]) if rows else default
        except ValueError:
            return default

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Put a value under a key."""
        self._asked(_PUT + " RETURNING 1", [_kept_key(key), json.dumps(value), self._until(timeout)])

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Put a value under a key where nothing stands; return whether it was put."""
        given = [_kept_key(key), json.dumps(value), self._until(timeout), _stored_now()]
        return bool(self._asked(_PUT + " WHERE {table}.expires <= %s RETURNING 1", given))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Count on and return the count; when it ends stays as it is. Raises ValueError: nothing stands there."""
        rows = self._asked(_COUNT_ON, [delta, _kept_key(key), _stored_now()])
        if not rows:
            raise ValueError("nothing is counted under this key")
        return int(rows[0][0])

    def delete(self, key: str, version: int | None = None) -> bool:
        """Delete what stands under a key; return whether anything did."""
        return bool(self._asked("DELETE FROM {table} WHERE cache_key = %s RETURNING 1", [_kept_key(key)]))

    def clear(self) -> None:
        """Delete everything."""
        self._asked("DELETE FROM {table} RETURNING 1", [])

    def delete_ended(self) -> None:
        """Delete what ended."""
        self._asked("DELETE FROM {table} WHERE expires <= %s RETURNING 1", [_stored_now()])

    def _until(self, timeout: Any) -> Any:
        until = self.get_backend_timeout(timeout)
        return _stored(datetime.max.replace(tzinfo=UTC) if until is None else datetime.fromtimestamp(until, UTC))

    def _asked(self, statement: str, given: Sequence[Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement.replace("{table}", connection.ops.quote_name(self._table)), given)
            return list(cursor.fetchall())


_PUT = (
    "INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s) "
    "ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)
_COUNT_ON = (
    "UPDATE {table} SET value = CAST(CAST(value AS BIGINT) + %s AS TEXT) "
    "WHERE cache_key = %s AND expires > %s RETURNING value"
)


def asked_this_minute(what: str) -> tuple[int, int]:
    """Count one more of something; return how many there are in this minute of the clock, and its seconds left."""
    minute, gone = divmod(int(timezone.now().timestamp()), MINUTE)
    key = f"{what}:{minute}"
    cache.add(key, 0, 2 * MINUTE)
    return cache.incr(key), MINUTE - gone


def _kept_key(key: str) -> str:
    return str(salted_hmac(LIMITS, key, algorithm="sha256").hexdigest())


def _stored_now() -> Any:
    return _stored(timezone.now())


def _stored(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)
