"""A number that is known between two ends, and may be no whole one: hours, gaps, ratios, shares."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between ``low`` and ``high``; None is an open end."""

    low: float | None
    high: float | None
