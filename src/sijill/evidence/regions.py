"""Where words stand on a page or a picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """
    Where a line stands on a page or a picture, in thousandths of its width and height, for a span of the reading.

    ``confidence`` is how sure the recogniser was of its words, 0 to 100.
    """

    start: int
    end: int
    page: int
    left: int
    top: int
    right: int
    bottom: int
    confidence: int
