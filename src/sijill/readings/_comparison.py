"""The reading of one source against another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from sijill.readings._arguments import Argument, Moment, Whole
from sijill.readings._columns import Count, Words
from sijill.readings._declare import reading
from sijill.readings._table import Row
from sijill.tolls import quality
from sijill.values import message

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.workspace import Register

comparison = reading(
    "comparison",
    verb="compare",
    title=message("Source against source"),
    asks=(
        Argument("source", message("Only these sources"), several=True, private=True),
        Whole("days", message("Dates agree within so many days"), default=1),
        Argument("methodology", message("A methodology, or one version of it: snhr, snhr@1")),
        Moment("as_of", message("As the register stood then; a bare date is the end of that day")),
    ),
    gives=(
        Words("a", message("One source")),
        Words("b", message("Another source")),
        Count("both", message("Records of both")),
        Count("only_a", message("Only of the one")),
        Count("only_b", message("Only of the other")),
        Count("compared", message("Values compared")),
        Count("agree", message("Values that agree")),
    ),
)


@comparison.answer
def compared_sources(
    register: Register, view: View, *, source: tuple[str, ...] | None, days: int, methodology: str | None, as_of: Any
) -> Iterator[Row]:
    """Yield each pair of sources with what they share (ST24). Raises MethodologyNotAdopted, NothingToCompare."""
    from sijill.readings._lines import open_records

    counting = register.counts.counting(as_of=as_of, methodology_name=methodology)
    records = list(open_records(view, counting.records.values(), as_of=as_of))
    for a, b in itertools.combinations(quality.sources_of(records, only=source or ()), 2):
        one = quality.compare(records, a, b, counting.rules, days=days)
        agreed = one.agreement.values()
        yield {
            "a": a,
            "b": b,
            "both": len(one.overlap),
            "only_a": len(one.only_a),
            "only_b": len(one.only_b),
            "compared": sum(about.compared for about in agreed),
            "agree": sum(about.agree for about in agreed),
        }
