"""Days in Arabic: Levantine and Egyptian months, words that count from the day of the text."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.language.arabic import dateline, day_of, normalise

BASE = date(2021, 10, 20)  # a Wednesday


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("16 تشرين الأول 2021", date(2021, 10, 16)),
        ("١٦ تشرين الأول", date(2021, 10, 16)),
        ("28 أيلول/سبتمبر", date(2021, 9, 28)),
        ("7 من كانون الثاني", date(2021, 1, 7)),
        ("31 كانون الأول", date(2020, 12, 31)),
        ("2021/10/5", date(2021, 10, 5)),
        ("05-10-2021", date(2021, 10, 5)),
        ("مساء أمس", date(2021, 10, 19)),
        ("أول أمس", date(2021, 10, 18)),
        ("صباح اليوم", date(2021, 10, 20)),
        ("يوم السبت", date(2021, 10, 16)),
        ("31 شباط", None),
        ("قصف على البلدة", None),
    ],
)
def test_the_day_a_sentence_speaks_of(written: str, day: date | None) -> None:
    assert day_of(normalise(written).text, BASE) == day


def test_without_a_day_of_its_own_a_text_leaves_yesterday_open() -> None:
    assert day_of(normalise("مساء أمس").text, None) is None


@pytest.mark.parametrize("head", ["عنب بلدي 20/10/2021", "الأربعاء ٢٠ تشرين الأول ٢٠٢١", "October 20, 2021 at 9:00"])
def test_the_date_a_text_carries(head: str) -> None:
    assert dateline(normalise(head + "\nقصف على البلدة").text) == BASE


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("15 رمضان 1442 هـ", date(2021, 4, 27)),
        ("١٥ من شهر رمضان ١٤٤٢هـ", date(2021, 4, 27)),
        ("1 محرم 1443", date(2021, 8, 9)),
        ("10 ذو الحجة 1442 هجري", date(2021, 7, 20)),
        ("1442/9/15", date(2021, 4, 27)),
        ("15-09-1442", date(2021, 4, 27)),
        ("12 ربيع الأول", date(2021, 10, 18)),
        ("20 ربيع الأول", date(2020, 11, 6)),
        ("12 ربيع الأول 1443 هـ - 19 تشرين الأول 2021", date(2021, 10, 19)),
        ("30 صفر 1443 هـ", None),
        ("15 رمضان 1999", date(2021, 4, 27)),
        ("المدعو رمضان 15", None),
    ],
)
def test_a_day_of_the_hijri_calendar(written: str, day: date | None) -> None:
    assert day_of(normalise(written).text, BASE) == day


def test_a_hijri_day_without_year_or_text_date_stays_open() -> None:
    assert day_of(normalise("15 رمضان").text, None) is None


def test_a_text_may_carry_a_hijri_date_only() -> None:
    assert dateline(normalise("15 رمضان 1442 هـ\nقصف على البلدة").text) == date(2021, 4, 27)
