"""Days in Arabic: Levantine and Egyptian months, words that count from the day of the text."""

from __future__ import annotations

from datetime import date

import pytest

from sijill.language.arabic import dateline, normalise, read_days

BASE = date(2021, 10, 20)  # a Wednesday


def day_of(sentence: str, base: date | None) -> date | None:
    """Return the first day a sentence speaks of."""
    return next((one.day for one in read_days(sentence, base)), None)


def spans(sentence: str, base: date | None = BASE) -> list[tuple[str | None, str | None]]:
    """Return what a sentence says of days, as EDTF."""
    return [(one.first, one.last) for one in read_days(normalise(sentence).text, base)]


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


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("في أيلول 2019", [("2019-09", "2019-09")]),
        ("خلال شهر حزيران", [("2021-06", "2021-06")]),
        ("أواخر آب الماضي", [("2021-08-21", "2021-08-31")]),
        ("مطلع شباط", [("2021-02-01", "2021-02-10")]),
        ("منذ آذار 2018", [("2018-03", None)]),
        ("حتى عام 2017", [(None, "2017")]),
        ("من عام 2014 حتى عام 2016", [("2014", "2016")]),
        ("في عام 2013", [("2013", "2013")]),
        ("الثالث من نيسان 2020", [("2020-04-03", "2020-04-03")]),
        ("السبت 09/ كانون الأول/ 2020", [("2020-12-09", "2020-12-09")]),
        ("في 12 من الشهر الجاري", [("2021-10-12", "2021-10-12")]),
        ("في 28 من الشهر الماضي", [("2021-09-28", "2021-09-28")]),
        ("أصيب حارسان، الخميس، بالرصاص", [("2021-10-14", "2021-10-14")]),
        ("يوم الأربعاء الماضي", [("2021-10-13", "2021-10-13")]),
        ("مساء أمس الثلاثاء", [("2021-10-19", "2021-10-19")]),
        ("قبل يومين", [("2021-10-18", "2021-10-18")]),
        ("اليوم الأحد 17 تشرين الأول", [("2021-10-17", "2021-10-17")]),
    ],
)
def test_spans_and_days_in_words(written: str, days: list[tuple[str | None, str | None]]) -> None:
    """Gold rule 12: the day the words give, as exact as they give it."""
    assert spans(written) == days


@pytest.mark.parametrize("written", ["جرح 2013 عاملاً", "مراسل قناة اليوم", "في اليوم الثالث", "اعتقال الاثنين معاً"])
def test_what_only_looks_like_a_day(written: str) -> None:
    assert spans(written) == []


@pytest.mark.parametrize(
    "page",
    [
        "عين المدينةOctober 20, 2021 · Shared with Publicقصف على السوق",
        "قصف على السوق\n\n5:40 PM · Oct 20, 20213.1KViews",
        "قصف على السوق\n\nسقط جريح\n\nنشرت في: 20/10/2021 - 08:27\n\nجرح طفل",
        "قصف على السوق\n\nجرح طفل\n\nمركز الأخبار\n\nالأربعاء, ٢٠ تشرين الأول ٢٠٢١, ١٩:٠٩\n\nجرح شاب",
        "حصاد ليوم الأربعاء 20-10-2021\n\nقصف على السوق",
        "جرح طفل\n\nقصف\n\nنزوح\n\nأصيب حارس اليوم الأربعاء 20 تشرين الأول 2021",
        "جرح طفل\n\nقصف\n\nنزوح\n\nأصيب حارس اليوم الأربعاء 20 تشرين الأول، وقتل مثله في العام الحالي 2021 عشرة",
    ],
)
def test_the_ways_a_page_prints_its_day(page: str) -> None:
    """Gold rule 12: the text's own date, else the page's."""
    assert dateline(normalise(page).text) == BASE


def test_a_day_inside_the_story_is_no_day_of_the_page() -> None:
    story = "قصف\n\nجرح طفل\n\nنزوح\n\nوكان قصف مماثل في 5 أيار 2019 قد دمّر السوق"
    assert dateline(normalise(story).text) is None
