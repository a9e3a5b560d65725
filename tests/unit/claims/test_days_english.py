"""When an English claim happened: words that count from another day, parts of months, and where a day came from."""

from __future__ import annotations

import pytest

from sijill.claims import find_claims
from sijill.model import Claim


def last(text: str) -> Claim:
    """Return the last claim of a text."""
    return find_claims(text, item="x")[-1]


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("The next morning", "2016-05-04", "2016-05-04"),
        ("The following day", "2016-05-04", "2016-05-04"),
        ("Later that day", "2016-05-03", "2016-05-03"),
        ("On the same day", "2016-05-03", "2016-05-03"),
        ("Two weeks later", "2016-05-17", "2016-05-17"),
        ("Eleven days later", "2016-05-14", "2016-05-14"),
        ("A week earlier", "2016-04-26", "2016-04-26"),
        ("The day before", "2016-05-02", "2016-05-02"),
        ("A few days later", "2016-05-04", "2016-05-31"),
        ("The next month", "2016-06", "2016-06"),
        ("Two months later", "2016-07", "2016-07"),
        ("The following year", "2017", "2017"),
    ],
)
def test_a_step_counts_from_the_day_told_of(words: str, start: str, end: str) -> None:
    """Gold rules 7 and 8: a few days later ends with the month."""
    claim = last(f"On 3 May 2016, 12 people were killed. {words}, four people were killed.")
    assert (claim.date.start, claim.date.end) == (start, end)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("In early July 2016", "2016-07-01", "2016-07-10"),
        ("In mid-July 2016", "2016-07-11", "2016-07-20"),
        ("In late February 2016", "2016-02-21", "2016-02-29"),
        ("At the end of July 2016", "2016-07-21", "2016-07-31"),
        ("In July 2016", "2016-07", "2016-07"),
    ],
)
def test_parts_of_a_month(words: str, start: str, end: str) -> None:
    """Gold rule 7: early is 1-10, mid 11-20, late 21 to the end."""
    claim = last(f"{words}, four people were killed.")
    assert (claim.date.start, claim.date.end) == (start, end)


@pytest.mark.parametrize(
    ("words", "day"),
    [("five days ago", "2016-05-10"), ("yesterday", "2016-05-14"), ("last night", "2016-05-14")],
)
def test_what_counts_from_the_day_of_the_page(words: str, day: str) -> None:
    assert last(f"Published: 15 May 2016\n\nFour people were killed {words}.").date.start == day


def test_the_number_beside_a_month_belongs_to_whom_the_words_say() -> None:
    """Issue 11, item 4: the day does not swallow the count."""
    claim = last("On 4 February 2014 16 civilians were killed.")
    assert claim.number is not None
    assert (claim.number.low, claim.date.start) == (16, "2014-02-04")


def test_a_look_back_does_not_move_the_day() -> None:
    text = "On 3 May 2016, shells hit the market. On 9 June 2013, they had hit the mill. Four people were killed."
    assert last(text).date.start == "2016-05-03"


def test_a_claim_says_which_words_give_its_day_or_where_it_comes_from() -> None:
    """DESIGN 11.3: a guess is never unmarked."""
    said, carried = find_claims("On 3 May 2016, 12 people were killed. Four people were injured.", item="x")
    assert [slot.exact for slot in said.slots if slot.name == "day"] == ["3 May 2016"]
    assert [slot.inferred_from for slot in carried.slots if slot.name == "day"] == ["sentence"]
