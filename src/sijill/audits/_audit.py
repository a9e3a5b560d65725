"""All checks on one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sijill.audits import _calendar, _tables, _windows, cited, prose
from sijill.audits._cut_off import without_cut_lists
from sijill.audits._document import Document, read_document
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._series import check_series, is_series
from sijill.audits.checks import check_page
from sijill.audits.quantities import read_page
from sijill.model import Claim


@dataclass(frozen=True, slots=True)
class Check:
    """A check of printed figures: its name in a finding, what must hold, and how the places are found."""

    name: str
    rule: str
    find: Callable[[Document], Iterator[Finding]]


CHECKS = (
    Check("sum_of_parts", "sum(parts) = whole; part <= whole", prose.check_sentences),
    Check("sum_of_parts", "sum(items) = total of the lead-in", prose.check_lists),
    Check("sum_of_parts", "sum(classes) = whole", prose.check_class_lists),
    Check("sum_of_parts", "sum(cells) = total", _tables.check_tables),
    Check("ratio", "R = A / B", prose.check_ratios),
    Check("window_length", "length = last day - first day", _windows.check_lengths),
    Check("window_length", "sum(extensions) = last day - first day", _windows.check_renewals),
    Check("window_gap", "last day + 1 = next first day", _windows.check_gaps),
    Check("window_length", "length = day of the page - day since", _windows.check_since),
    Check("weekday", "weekday = weekday of the day", _calendar.check_weekdays),
    Check("date_interval", "first day +/- interval = second day", _calendar.check_intervals),
    Check("sum_of_parts", "sum(classes told again) = whole", prose.check_restated),
    Check("sum_of_parts", "sum(kinds in one window) <= whole", prose.check_same_window),
    Check("subset", "event of one month <= toll of another", cited.check_clocks),
    Check("cumulative", "total - new = total before", prose.check_cumulative),
    Check("share", "P = 100 * part / base", prose.check_tied_shares),
    Check("share", "P = 100 * |new - old| / old", prose.check_changes),
    Check("share", "P = 100 * (1 - old / new)", prose.check_lost_value),
    Check("printed_shares", "sum(shares) = 100", prose.check_printed_shares),
    Check("printed_shares", "sum(shares of items) = 100", prose.check_listed_shares),
    Check("headline_direction", "direction of the headline = of the text", cited.check_directions),
    Check("headline_direction", "direction = sign(new - old)", cited.check_changes_told),
    Check("cited_title", "number = number in the cited title = in its address", cited.check_citations),
    Check("window_length", "length in the title = last day - first day", cited.check_title_windows),
    Check("monotone_control", "later share >= earlier share", cited.check_monotone),
    Check("complementary_shares", "share + share of the other side <= 100", cited.check_complementary),
    Check("equal_denominators", "base = base", cited.check_denominators),
    Check("cross_source", "ranges of two sources overlap", cited.check_rivals),
    Check("unit_mismatch", "killed < killed and injured", cited.check_units),
    Check("scope_reuse", "one number, one window", cited.check_scopes),
)


_MET = frozenset({Verdict.HOLDS, Verdict.WITHIN_ROUNDING})


def audit_document(
    text: str, claims: Sequence[Claim] | None = None, *, item: str = "", name: str = ""
) -> list[Finding]:
    """
    Return what the printed figures of a document say about each other.

    Works on the words alone; claims found in the same text, when given, tell who says a
    number (those of another item are left aside). ``name`` is the file's name, which may
    tell a series of numbers from prose. Every contradiction is listed, in the order of
    the page. Offsets are code points of ``text``, so that ``text[start:end]`` is the quote.
    """
    return check_series(text) if is_series(text, name) else audit(document_of(text, claims, item))


def document_of(text: str, claims: Sequence[Claim] | None, item: str) -> Document:
    """Return a document ready for its checks, with the claims of its item."""
    return read_document(text, [claim for claim in claims or () if not item or claim.item == item])


def audit(document: Document) -> list[Finding]:
    """Return the findings of every check of a document, each place once, in the order of the page."""
    text = document.surface.text
    distinct: dict[tuple[object, ...], Finding] = {}
    page = read_page(document)
    found = [one for check in CHECKS for one in check.find(document)]
    for finding in _undisputed([*found, *check_page(page)]):
        key = (finding.check, frozenset((term.start, term.end) for term in finding.figures))
        told = distinct.get(key)
        # Two checks of one sum: what the words decide goes before what another reading leaves open.
        if told is None or told.verdict is Verdict.UNDECIDABLE:
            distinct[key] = without_cut_lists(finding, text)
    return sorted(distinct.values(), key=lambda one: (min(term.start or 0 for term in one.figures), one.check))


def _undisputed(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield findings without those sums that miss where another reading adds more of the parts, or meets a whole."""
    parts = [_places_of_parts(one) for one in findings]
    sums: dict[int, list[tuple[frozenset[int], bool]]] = {}
    for one, places in zip(findings, parts, strict=True):
        for place in places if one.check == "sum_of_parts" else ():
            sums.setdefault(place, []).append((places, one.verdict in _MET))
    for finding, places in zip(findings, parts, strict=True):
        if finding.check == "sum_of_parts" and finding.fails:
            rivals = sums[min(places)]
            if any(places < more or (met and places <= more) for more, met in rivals):
                continue
        yield finding


def _places_of_parts(finding: Finding) -> frozenset[int]:
    return frozenset(term.start for term in finding.figures if term.role is Role.PART and term.start is not None)
