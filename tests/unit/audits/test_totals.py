"""Our own totals before they are published."""

from sijill.audits import Verdict, parts_match_total
from sijill.values import CountRange


def test_parts_that_add_up_hold():
    finding = parts_match_total([4, 29, 55, 9], 97)

    assert finding.verdict is Verdict.HOLDS
    assert finding.explanation == "4 + 29 + 55 + 9 = 97; the total is 97."


def test_parts_that_miss_the_total_by_one_fail():
    finding = parts_match_total([4, 29, 55, 8], 97)

    assert finding.fails


def test_ranges_are_added_bound_by_bound():
    finding = parts_match_total([CountRange(10, 12), CountRange(3, 3)], CountRange(13, 15))

    assert finding.verdict is Verdict.HOLDS


def test_an_open_part_leaves_an_exact_total_open():
    """'At least 44' and 11 may be 55 and may be more."""
    finding = parts_match_total([CountRange(44, None), CountRange.exactly(11)], 55)

    assert finding.verdict is Verdict.UNDECIDABLE


def test_a_total_below_the_certain_minimum_fails():
    finding = parts_match_total([CountRange(44, None), CountRange.exactly(11)], 54)

    assert finding.fails


def test_no_parts_cannot_be_decided():
    finding = parts_match_total([], 0)

    assert finding.verdict is Verdict.UNDECIDABLE
    assert finding.as_json()["figures"] == [{"value": 0, "quote": None, "start": None, "end": None, "role": "whole"}]
