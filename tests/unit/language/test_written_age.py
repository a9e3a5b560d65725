"""A cell is kept as said: an age in months, days, halves, decades and words, in whole years (issue 15, point 2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.written import OLDEST, QuestionedAge, UnreadableAge, written_age
from sijill.values import CountRange, Language, format_range


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("34", 34, 34),
        ("٣٥", 35, 35),
        ("12.0", 12, 12),
        ("1.5", 1, 1),
        (".5", 0, 0),
        ("7 months", 0, 0),
        ("18 months", 1, 1),
        ("20 days old", 0, 0),
        ("1 year, 3 months", 1, 1),
        ("a year and a half", 1, 1),
        ("2 and a half", 2, 2),
        ("six months", 0, 0),
        ("7-9 months", 0, 0),
        ("13-year-old", 13, 13),
        ("twenty-five", 25, 25),
        ("30 years of age", 30, 30),
        ("13 or 14", 13, 14),
        ("5 to 8", 5, 8),
        ("40/45/54", 40, 54),
        ("40s", 40, 49),
        ("in his forties", 40, 49),
        ("early 30s", 30, 34),
        ("over 80", 80, None),
        ("70+", 70, None),
        ("60 or older", 60, None),
        ("<1", 0, 0),
        ("under 18", 0, 17),
        ("less than a day", 0, 0),
        ("newborn", 0, 0),
        ("about 20", 20, 20),
        ("سبعة أشهر", 0, 0),
        ("٧ أشهر", 0, 0),
        ("حديث الولادة", 0, 0),
        ("سنتين ونصف", 2, 2),
        ("شهران", 0, 0),
        ("سنة و3 أشهر", 1, 1),
        ("خمسة وعشرون عاما", 25, 25),
        ("في الأربعينات", 40, 49),
        ("خمسيني", 50, 59),
        ("في العقد الرابع", 30, 39),
        ("بين 5 و8", 5, 8),
        ("أكثر من 60", 60, None),
        ("دون 18", 0, 17),
    ],
)
def test_an_age_is_read_in_completed_years(cell: str, low: int | None, high: int | None) -> None:
    read = written_age(cell)

    assert (read.low, read.high) == (low, high)


@pytest.mark.parametrize("cell", ["1994", "999", "123", "1994-1995"])
def test_what_nobody_reaches_is_questioned(cell: str) -> None:
    """Case 04: a year of birth, or a code for not known."""
    with pytest.raises(QuestionedAge):
        written_age(cell)


@pytest.mark.parametrize("cell", ["-1", "adult", "12-Oct", "10 (also reported as 15)", "", "7 invented", "35 male"])
def test_what_is_no_age_is_refused(cell: str) -> None:
    with pytest.raises(UnreadableAge):
        written_age(cell)


@given(st.integers(0, 40 * 12), st.sampled_from(("{} months", "{} mo", "{} شهرا", "{} months old")))
def test_months_are_the_years_that_they_complete(months: int, form: str) -> None:
    assert written_age(form.format(months)) == CountRange.exactly(months // 12)


@given(st.integers(0, 110), st.integers(1, 11), st.sampled_from(("{} years {} months", "{} سنة و{} شهرا")))
def test_years_and_months_are_the_years(years: int, months: int, form: str) -> None:
    assert written_age(form.format(years, months)) == CountRange.exactly(years)


@given(
    st.integers(0, OLDEST), st.integers(0, OLDEST), st.sampled_from(("both", "low", "high")), st.sampled_from(Language)
)
def test_what_a_page_prints_of_an_age_is_read_as_it_was(one: int, other: int, known: str, language: Language) -> None:
    low, high = min(one, other), max(one, other)
    age = CountRange(None if known == "high" else low, None if known == "low" else high)

    read = written_age(format_range(age.low, age.high, language))

    assert (read.floor, read.high) == (age.floor, age.high)
