"""A date as people type it, in either language, is the date that the form says back."""

from __future__ import annotations

import pytest
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.written import DayOrder, day_order
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
        ("2019-34", "2019-34"),
        ("Q2 2019", "2019-34"),
        ("second quarter of 2019", "2019-34"),
        ("الربع الثاني من عام 2019", "2019-34"),
        ("first half of 2019", "2019-40"),
        ("النصف الثاني من 2019", "2019-41"),
        ("early March 2019", "[2019-03-01..2019-03-10]"),
        ("منتصف آذار 2019", "[2019-03-11..2019-03-20]"),
        ("25/04/2016", "2016-04-25"),
        ("04/25/2016", "2016-04-25"),
        ("05/05/2016", "2016-05-05"),
        ("2016-04-05T12:30:00Z", "2016-04-05"),
        ("2016-04-05T12:30:00.000+02:00", "2016-04-05"),
        ("2016-04-05 00:00:00", "2016-04-05"),
        ("25/04/2016 2:30 PM", "2016-04-25"),
        ("42485", "2016-04-25"),
        ("20160425", "2016-04-25"),
        ("25-Apr-16", "2016-04-25"),
        ("25-نيسان-2016", "2016-04-25"),
        ("16 كانون ثاني 2017", "2017-01-16"),
        ("04/2016", "2016-04"),
        ("2016.0", "2016"),
        ("15 رمضان 1437", "2016-06-20"),
        ("١٥ رمضان ١٤٣٧ هـ", "2016-06-20"),
        ("15/9/1437", "2016-06-20"),
        ("1437-09-15", "2016-06-20"),
        ("15 Ramadan 1437", "2016-06-20"),
        ("رمضان 1437", "[2016-06-06..2016-07-05]"),
        ("1437 هـ", "[2015-10-14..2016-10-01]"),
    ],
)
def test_a_date_is_read_as_people_write_it(typed, edtf):
    assert written_date(typed).edtf == edtf


@pytest.mark.parametrize("typed", ["05/04/2016", "5-4-2016", "٠٥/٠٤/٢٠١٦", "12.03.2019", "05/04/16", "25/04/16"])
def test_a_day_in_digits_alone_is_asked_back_because_nobody_can_tell_the_month(typed):
    with pytest.raises(EitherOrder):
        written_date(typed)


def test_a_whole_column_tells_which_number_is_the_day():
    """Issue 15, point 2: one day after the twelfth tells it for every row; days of both orders tell nothing."""
    assert day_order(["05/04/2016", "", "25/04/2016 10:00"]) is DayOrder.DAY_FIRST
    assert day_order(["4/5/16", "4/25/16"]) is DayOrder.MONTH_FIRST
    assert day_order(["05/04/2016", "06/07/2016"]) is None
    assert day_order(["25/04/2016", "04/25/2016"]) is None

    assert written_date("05/04/2016", DayOrder.DAY_FIRST).edtf == "2016-04-05"
    assert written_date("05/04/16", DayOrder.MONTH_FIRST).edtf == "2016-05-04"


@given(st.dates(PartialDate("2011").earliest, PartialDate("2024").latest), st.sampled_from(DayOrder))
def test_a_day_in_numbers_is_read_in_the_order_of_its_column(day, order):
    form = "%d/%m/%Y" if order is DayOrder.DAY_FIRST else "%m/%d/%Y"

    assert written_date(day.strftime(form), order).edtf == day.isoformat()


@given(st.dates(PartialDate("2011").earliest, PartialDate("2024").latest), st.sampled_from(("{} {} {}", "{} {} {} هـ")))
def test_a_hijri_day_is_the_day_of_its_tables(day, form):
    hijri = Gregorian.fromdate(day).to_hijri()

    assert written_date(form.format(hijri.day, hijri.month_name("ar"), hijri.year)).edtf == day.isoformat()


@pytest.mark.parametrize(
    "typed", ["last week", "Invented Name", "30 February 2019", "", "2019-05/2019-03", "a to b" * 90]
)
def test_what_is_no_date_is_refused_without_its_words(typed):
    with pytest.raises(SijillError) as refused:
        written_date(typed)

    assert typed == "" or "Invented" not in str(refused.value)


DAYS = st.dates(min_value=PartialDate("1900").earliest, max_value=PartialDate("2099").latest)
ONES = st.one_of(
    DAYS.map(str),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    st.sampled_from(["2019-21", "2016-24", "2016-33", "2016-36", "2016-41"]),
)
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
