"""The one reader of the clock: everywhere else a moment comes in as an argument."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)
