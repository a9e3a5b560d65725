"""The checks of a page."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.audits._finding import Finding
from sijill.audits.checks._changes import check_changes
from sijill.audits.checks._multiples import check_multiples
from sijill.audits.checks._rates import check_rates
from sijill.audits.checks._running import check_running
from sijill.audits.checks._shares import check_shares
from sijill.audits.checks._subsets import check_subsets
from sijill.audits.checks._sums import check_sums
from sijill.audits.checks._titles import check_titles, check_twice
from sijill.audits.quantities import Page

PAGE_CHECKS = (
    check_sums,
    check_subsets,
    check_rates,
    check_multiples,
    check_running,
    check_titles,
    check_twice,
    check_shares,
    check_changes,
)


def check_page(page: Page) -> Iterator[Finding]:
    """Yield the findings of every check of a page."""
    for check in PAGE_CHECKS:
        yield from check(page)
