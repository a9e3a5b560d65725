"""A likely cause is sound: undone, it makes the sum hold; and a slip that was made is among those that are said."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from sijill.audits import Cause
from sijill.audits._causes import causes_of_share, causes_of_sum

numbers = st.integers(0, 9_999).map(Decimal)
lists = st.lists(st.integers(2, 999).map(Decimal), min_size=2, max_size=9)
nearby = st.lists(numbers, max_size=6)


def slips(parts, whole, elsewhere=()):
    return {one.cause for one in causes_of_sum(parts, whole, elsewhere)}


@given(lists, numbers, nearby)
def test_every_slip_undone_makes_the_sum_hold(parts, whole, elsewhere):
    for slip in causes_of_sum(parts, whole, elsewhere):
        assert sum(slip.parts) == slip.whole
        assert (list(slip.parts), slip.whole) != (parts, whole)


@given(lists, nearby)
def test_a_sum_that_holds_has_no_cause(parts, elsewhere):
    assert not slips(parts, sum(parts), elsewhere)


@given(lists, st.data())
def test_two_digits_that_changed_places_in_the_total_are_said(parts, data):
    digits = str(sum(parts))
    assume(len(digits) > 1)
    at = data.draw(st.integers(0, len(digits) - 2))
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    assume(swapped != digits and swapped[0] != "0")

    assert Cause.DIGITS_SWAPPED in slips(parts, Decimal(swapped))


@given(lists, st.data())
def test_a_line_that_the_total_leaves_out_or_that_is_listed_twice_is_said(parts, data):
    out = data.draw(st.sampled_from(parts))

    expected = Cause.LINE_TWICE if parts.count(out) > 1 else Cause.LINE_TOO_MANY
    assert expected in slips(parts, sum(parts) - out)


@given(lists, st.data())
def test_a_part_that_the_total_counts_twice_is_said(parts, data):
    twice = data.draw(st.sampled_from(parts))
    assume(parts.count(twice) == 1)

    assert Cause.COUNTED_TWICE in slips(parts, sum(parts) + twice)


@given(st.integers(10, 500), st.integers(1, 500), st.integers(0, 100), nearby)
def test_every_slip_of_a_share_makes_the_share_fit(base, part, share, elsewhere):
    half = Decimal("0.5")
    for slip in causes_of_share(Decimal(part), Decimal(base), Decimal(share), tolerance=half, elsewhere=elsewhere):
        assert slip.share is not None
        assert abs(100 * slip.parts[0] / slip.whole - slip.share) <= half


@given(st.integers(10, 500), st.data(), nearby)
def test_a_share_that_fits_has_no_cause(base, data, elsewhere):
    part = data.draw(st.integers(0, base))
    share = round(Decimal(100 * part) / base)

    assert not list(
        causes_of_share(Decimal(part), Decimal(base), Decimal(share), tolerance=Decimal("0.5"), elsewhere=elsewhere)
    )
