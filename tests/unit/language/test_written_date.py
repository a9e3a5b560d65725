"""A date as people type it, in either language, is the date that the form says back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.written_date import EitherOrder, written_date
from sijill.values import Language, PartialDate, SijillError, format_date


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("2019-03", "2019-03"),
        ("March 2019", "2019-03"),
        ("12 mar 2019", "2019-03-12"),
        ("on the 12th of March 2019", "2019-03-12"),
        ("2019-03-12/2019-03-14", "2019-03-12/2019-03-14"),
        ("12-14 March 2019", "2019-03-12/2019-03-14"),
        ("March 12–14, 2019", "2019-03-12/2019-03-14"),
        ("2019-03-12 - 2019-03-14", "2019-03-12/2019-03-14"),
        ("from 12 March to 2 April 2019", "2019-03-12/2019-04-02"),
        ("2019-03-12~", "2019-03-12~"),
        ("about March 2019", "2019-03~"),
        ("perhaps 2019", "2019?"),
        ("between 5 and 11 May 2019", "[2019-05-05..2019-05-11]"),
        ("12 March 2019 or 14 March 2019", "[2019-03-12,2019-03-14]"),
        ("since March 2019", "2019-03/.."),
        ("spring 2019", "2019-21"),
        ("٢٠١٩-٠٣-١٢", "2019-03-12"),
        ("آذار ٢٠١٩", "2019-03"),
        ("يوم 12 آذار/مارس 2019", "2019-03-12"),
        ("بين ٥ و١١ أيار ٢٠١٩", "[2019-05-05..2019-05-11]"),
        ("من 5 إلى 11 أيار 2019", "2019-05-05/2019-05-11"),
        ("نحو أيار 2019", "2019-05~"),
        ("ربيع 2019", "2019-21"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, edtf):
    assert written_date(typed).edtf == edtf


@pytest.mark.parametrize("typed", ["05/04/2016", "5-4-2016", "٠٥/٠٤/٢٠١٦", "12.03.2019"])
def test_a_day_in_digits_alone_is_asked_back_because_nobody_can_tell_the_month(typed):
    with pytest.raises(EitherOrder):
        written_date(typed)


@pytest.mark.parametrize(
    "typed", ["last week", "Invented Name", "30 February 2019", "", "2019-05/2019-03", "a to b" * 90]
)
def test_what_is_no_date_is_refused_without_its_words(typed):
    with pytest.raises(SijillError) as refused:
        written_date(typed)

    assert typed == "" or "Invented" not in str(refused.value)


DAYS = st.dates(min_value=PartialDate("1900").earliest, max_value=PartialDate("2099").latest)
ONES = st.one_of(DAYS.map(str), DAYS.map(lambda day: f"{day:%Y-%m}"), st.sampled_from(["2019-21", "2016-24"]))
TWO = st.tuples(DAYS, DAYS).filter(lambda two: two[0] < two[1])


@given(
    st.one_of(
        ONES,
        DAYS.map(lambda day: f"{day:%Y}"),
        st.tuples(ONES, st.sampled_from("~?%")).map("".join),
        TWO.map(lambda two: f"[{two[0]}..{two[1]}]"),
        TWO.map(lambda two: f"[{two[0]},{two[1]}]"),
        TWO.map(lambda two: f"{two[0]}/{two[1]}"),
        DAYS.map(lambda day: f"{day}/.."),
    ),
    st.sampled_from(list(Language)),
)
def test_what_the_desk_says_back_is_read_as_the_date_it_was(edtf, language):
    date = PartialDate.parse(edtf)

    assert written_date(format_date(date, language)) == date
