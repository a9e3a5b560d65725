"""Our date grammar against the EDTF library, and windows against the calendar."""

from __future__ import annotations

import warnings
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.values import PartialDate, Period

DAYS = st.dates(date(1800, 1, 1), date(2200, 12, 31))
PLAIN = st.one_of(
    DAYS.map(lambda day: day.isoformat()), DAYS.map(lambda day: f"{day:%Y-%m}"), DAYS.map(lambda day: f"{day:%Y}")
)
MARKED = st.tuples(PLAIN, st.sampled_from(["", "~", "?", "%"])).map("".join)
MASKED = DAYS.flatmap(
    lambda day: st.sampled_from([f"{day:%Y-%m}-XX", f"{day:%Y}-XX", f"{day:%Y}"[:3] + "X", f"{day:%Y-%m}~-{day:%d}"])
)
SPANS = st.tuples(DAYS, DAYS).map(lambda days: (min(days).isoformat(), max(days).isoformat()))
WHOLE = st.one_of(
    SPANS.map("/".join),
    SPANS.map(lambda span: f"[{span[0]}..{span[1]}]"),
    SPANS.map(lambda span: f"[{span[0]},{span[1]}]"),
    SPANS.map(lambda span: f"{{{span[0]},{span[1]}}}"),
)


@pytest.fixture(scope="module")
def library():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import edtf
    return edtf


@given(text=st.one_of(MARKED, MASKED, WHOLE))
def test_bounds_and_doubt_agree_with_the_library(library, text):
    ours, theirs = PartialDate.parse(text), library.parse_edtf(text)

    assert (ours.earliest, ours.latest) == (_day(theirs.lower_strict()), _day(theirs.upper_strict()))
    # The library's flags leave out %, which the standard defines as both.
    both = "%" in text
    assert (ours.is_approximate, ours.is_uncertain) == (both or theirs.is_approximate, both or theirs.is_uncertain)


@given(text=st.one_of(MARKED, MASKED, WHOLE))
def test_the_stored_text_reads_back_to_the_same_date(text):
    once = PartialDate.parse(text)

    assert PartialDate.parse(once.edtf) == once
    assert once.earliest <= once.latest


@given(text=st.text(alphabet="0123456789-X~?%/.[]{},", max_size=24))
def test_any_text_is_read_or_refused_by_name(text):
    from sijill.values._edtf import UnreadableDate

    try:
        when = PartialDate.parse(text)
    except UnreadableDate:
        return
    assert when.earliest is None or when.latest is None or when.earliest <= when.latest


@given(start=DAYS, length=st.integers(0, 800))
def test_a_window_survives_its_text_and_its_months_add_up(start, length):
    window = Period(start, min(date(2200, 12, 31), start + timedelta(days=length)))

    assert Period.parse(window.text) == window
    assert sum(month.days for month in window.months()) == window.days
    assert window.previous().end == window.start - timedelta(days=1)


@given(window=st.tuples(DAYS, DAYS), when=st.tuples(DAYS, DAYS), step=st.floats(0, 1))
def test_a_window_that_holds_a_date_holds_each_of_its_days(window, when, step):
    period, span = Period(min(window), max(window)), PartialDate.between(min(when), max(when))
    day = min(when) + timedelta(days=int((max(when) - min(when)).days * step))

    held = period.holds(span)

    assert held is None or period.contains(day) is held


@given(born=DAYS, days=st.tuples(st.integers(0, 40000), st.integers(0, 400)))
def test_the_age_on_every_day_of_a_span_lies_in_the_range(born, days):
    first = min(born + timedelta(days=days[0]), date(2200, 1, 1))
    last = first + timedelta(days=min(days[1], 300))
    if first < born:
        return

    ages = PartialDate.between(first, last).age_range(PartialDate.on(born))

    for day in (first, last):
        exact = PartialDate.on(day).age_range(PartialDate.on(born))
        assert ages.low <= exact.low == exact.high <= ages.high


def _day(parts):
    return date(parts.tm_year, parts.tm_mon, parts.tm_mday)
