"""The checks of a page, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sijill.audits._finding import Finding
from sijill.audits.checks._multiples import check_multiples
from sijill.audits.checks._rates import check_rates
from sijill.audits.checks._running import check_running
from sijill.audits.checks._shares import check_shares
from sijill.audits.checks._subsets import check_subsets
from sijill.audits.checks._sums import check_sums
from sijill.audits.checks._titles import check_titles, check_twice
from sijill.audits.quantities import Page


@dataclass(frozen=True, slots=True)
class PageCheck:
    """A check: its name in a finding, what it compares, what print may hide, and how it finds its places."""

    name: str
    compares: str
    tolerance: str
    find: Callable[[Page], Iterator[Finding]]


PAGE_CHECKS = (
    PageCheck("sum_of_parts", "sum(parts) = whole", "half the last printed unit of each term", check_sums),
    PageCheck("subset", "part <= whole", "half the last printed unit of each term", check_subsets),
    PageCheck("rate", "number a day = number / days", "half the last printed unit of the rate", check_rates),
    PageCheck("multiple", "times = new / old", "an eighth, more with a hedge", check_multiples),
    PageCheck("cumulative", "before + new = total", "none; a new number far off is of another day", check_running),
    PageCheck("title", "number of the title = number of the text", "rounding and hedge of the title", check_titles),
    PageCheck("two_values", "one quantity, one number", "none", check_twice),
    PageCheck("share", "P = 100 * part / base", "half the last printed unit of P", check_shares),
)


def check_page(page: Page) -> Iterator[Finding]:
    """Yield the findings of every check of a page."""
    for check in PAGE_CHECKS:
        yield from check.find(page)
