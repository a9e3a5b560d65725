"""A month among its months: the direction word is the sign, and extremes need an unbroken run."""

from __future__ import annotations

import dataclasses

import pytest
from tests.unit.reports import may_2020
from tests.unit.reports.test_compose import text_of

from sijill import reports
from sijill.reports._toll import ranked
from sijill.reports._trend import months_it_is_extreme_in
from sijill.values import CountRange, Language, Period

APRIL = Period.month(2020, 4)


@pytest.mark.parametrize(
    ("april", "sentence"),
    [
        (139, "The count fell against the month before (139): −14, or 10.1%."),
        (100, "The count rose against the month before (100): +25, or 25%."),
        (125, "The count is the same as in the month before (125)."),
        (0, "The count rose against the month before (0): +125."),
    ],
)
def test_the_direction_word_is_the_sign_of_the_difference(april, sentence):
    trend = reports.Trend(before=may_2020.figure(april, window=APRIL))

    document = reports.compose(may_2020.redacted(trend=trend), Language.EN)

    assert sentence in text_of(document)


def test_no_direction_is_given_against_an_open_number():
    trend = reports.Trend(before=reports.PublishedValue(CountRange(100, None), {"en": "a source"}))

    document = reports.compose(may_2020.redacted(trend=trend), Language.EN)

    text = text_of(document)
    assert "whether the count rose or fell cannot be said" in text
    assert "rose against" not in text
    assert "fell against" not in text


def test_the_driver_of_the_month_is_named_with_its_share():
    """ST4: 44 of 125 is 35.2 %."""
    document = reports.compose(may_2020.redacted(), Language.EN)

    assert "with at least 44 civilians: at least 35.2% of the count of the month." in text_of(document)


def test_a_month_is_the_lowest_only_over_months_that_follow_each_other():
    series = may_2020.months(
        {
            "2020-01": ("January", "كانون الثاني", 200),
            "2020-03": ("March", "آذار", 131),
            "2020-04": ("April", "نيسان", 139),
            "2020-05": ("May", "أيار", 125),
        }
    )

    assert months_it_is_extreme_in(series, "2020-05", lowest=True) == 3
    assert months_it_is_extreme_in(series, "2020-05", lowest=False) == 1
    assert months_it_is_extreme_in(series, "2020-02", lowest=True) == 0


def test_a_tie_is_not_an_extreme():
    series = may_2020.months({"2020-04": ("April", "نيسان", 125), "2020-05": ("May", "أيار", 125)})

    assert months_it_is_extreme_in(series, "2020-05", lowest=True) == 1


def test_governorates_with_the_same_count_share_a_rank_and_the_bucket_without_place_has_none():
    document = reports.compose(may_2020.redacted(), Language.EN)

    ranks = ranked(list(may_2020.by_governorate().rows))
    assert [[row.key for row in rows] for rows in ranks][-1] == ["deir_ez_zor", "idlib"]
    assert "the highest count is that of Aleppo (60), followed by Deir ez-Zor and Idlib (20 each)." in text_of(document)


def test_a_year_that_only_a_source_printed_is_said_to_be_theirs():
    document = reports.compose(may_2020.redacted(), Language.EN)

    text = text_of(document)
    assert "SNHR printed 57 deaths for 2020 up to the end of the month; that number is theirs" in text
    assert "The month is 14% of the year to date." in text


def test_soft_bounds_in_the_total_are_admitted():
    toll = may_2020.by_party()
    soft = dataclasses.replace(toll.total, figure=dataclasses.replace(toll.total.figure, soft=24))

    document = reports.compose(may_2020.redacted(by_party=dataclasses.replace(toll, total=soft)), Language.EN)

    assert "24 of the total rest on number rules" in text_of(document)
