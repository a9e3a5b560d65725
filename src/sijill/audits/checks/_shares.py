"""Check ``share``: a printed share against part and base, when the words name both."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.audits._finding import Finding
from sijill.audits.quantities import Page


def check_shares(page: Page) -> Iterator[Finding]:
    """Yield a finding for each share whose part and base the page prints."""
    yield from ()
