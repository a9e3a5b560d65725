"""What the checks of printed figures are called, and their answers."""

from __future__ import annotations

from sijill.values import message

VERDICTS = {
    "fails": message("does not add up"),
    "undecidable": message("cannot be decided"),
    "within_rounding": message("adds up within rounding"),
    "holds": message("adds up"),
}
"""The answers of a check, the worst first."""

SIGNS = {"fails": "✗", "undecidable": "?", "within_rounding": "≈", "holds": "✓"}
"""The answers as signs, so that none is told by color alone."""

CHECKS = {
    "sum_of_parts": message("Parts and their sum"),
    "subset": message("A part and its whole"),
    "share": message("A share and its base"),
    "printed_shares": message("Shares of one whole"),
    "ratio": message("A ratio and its numbers"),
    "cumulative": message("A running total"),
    "window_length": message("Days and their number"),
    "window_gap": message("Two windows that should meet"),
    "weekday": message("A date and its weekday"),
    "date_interval": message("Two dates and the days between"),
    "monotone_control": message("Ground held, earlier and later"),
    "complementary_shares": message("Shares of one place"),
    "equal_denominators": message("Shares of different things"),
    "headline_direction": message("A headline and its text"),
    "cited_title": message("A number and the title it cites"),
    "lost_digits": message("A number and its own address"),
    "scope_reuse": message("One number of two windows"),
    "unit_mismatch": message("One number, two things counted"),
    "cross_source": message("Two sources, one day"),
    "published_figure": message("A published figure and its count today"),
    "release": message("Two releases of one list"),
    "records": message("A published number and the records behind it"),
}
"""What each check sets against each other."""
