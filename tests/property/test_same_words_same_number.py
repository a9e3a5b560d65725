"""A number or a date is one number, one date with one span, whoever reads it: claims, audits or a cell of a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.actions.tables import cell_value
from sijill.audits._document import read_document
from sijill.audits._quantities import find_quantities
from sijill.claims import find_claims
from sijill.language import printed_numbers
from sijill.language.written_date import EitherOrder
from sijill.model import ClaimKind
from sijill.values import SijillError
from sijill.values._edtf import UnreadableDate

SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
UNITS_AR = "صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
TENS_AR = "صفر عشرة عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون".split()
HUNDREDS_AR = "صفر مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة".split()


def english(number: int) -> str:
    """Say a number below a billion in English words."""
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    for scale, word in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if rest < 100 else " "
            return f"{english(number // scale)} {word}" + (joint + english(rest) if rest else "")
    raise AssertionError(number)


def arabic(number: int) -> str:
    """Say a number below a million in Arabic words, as a newspaper writes it."""
    if number <= 10:
        return UNITS_AR[number]
    if number < 20:
        return {11: "أحد عشر", 12: "اثنا عشر"}.get(number, f"{UNITS_AR[number - 10]} عشر")
    if number < 100:
        unit = f"{UNITS_AR[number % 10]} و" if number % 10 else ""
        return unit + TENS_AR[number // 10]
    if number < 1000:
        return HUNDREDS_AR[number // 100] + (f" و{arabic(number % 100)}" if number % 100 else "")
    head = number // 1000
    thousands = {1: "ألف", 2: "ألفان"}.get(head) or f"{arabic(head)} {'آلاف' if head <= 10 else 'ألف'}"
    return thousands + (f" و{arabic(number % 1000)}" if number % 1000 else "")


PARTS = {"half": (1, 2), "a quarter of": (1, 4), "three quarters of": (3, 4)}
SCALES = {"million": 1_000_000, "thousand": 1000, "dozen": 12}

plain_english = st.integers(2, 999_999_999).map(lambda number: (english(number), number))
digits = st.integers(2, 999_999_999).map(lambda number: (f"{number:,}" if number > 9_999 else str(number), number))
scaled = st.tuples(st.integers(2, 999), st.sampled_from(("thousand", "million"))).map(
    lambda pair: (f"{pair[0]} {pair[1]}", pair[0] * SCALES[pair[1]])
)
parts = st.tuples(st.sampled_from(sorted(PARTS)), st.sampled_from(sorted(SCALES))).map(
    lambda pair: (f"{pair[0]} a {pair[1]}", SCALES[pair[1]] * PARTS[pair[0]][0] // PARTS[pair[0]][1])
)
mixed = st.tuples(st.integers(1, 99), st.sampled_from(("million", "thousand"))).map(
    lambda pair: (f"{english(pair[0])} and a half {pair[1]}", pair[0] * SCALES[pair[1]] + SCALES[pair[1]] // 2)
)
dozens = st.integers(2, 12).map(lambda number: (f"{english(number)} dozen", number * 12))
ENGLISH = st.one_of(plain_english, digits, scaled, parts, mixed, dozens)

plain_arabic = st.integers(3, 999_999).map(lambda number: (arabic(number), number))
composite = st.tuples(st.integers(11, 999), st.integers(1, 999)).map(
    lambda pair: (f"{pair[0]} ألفا و{pair[1]}", pair[0] * 1000 + pair[1])
)
parts_arabic = st.sampled_from(
    (("نصف مليون", 500_000), ("ربع مليون", 250_000), ("ثلاثة أرباع المليون", 750_000), ("مليون ونصف", 1_500_000))
)
ARABIC = st.one_of(plain_arabic, composite, parts_arabic, st.integers(3, 9_999_999).map(lambda n: (str(n), n)))


def by_claims(text: str) -> tuple[int, int, int]:
    """Return the number that claims read, and its quotation without the noun and the verb."""
    [claim] = [one for one in find_claims(text, item="invented") if one.kind is ClaimKind.CASUALTIES]
    assert claim.number is not None
    assert claim.number.low == claim.number.high
    return int(claim.number.low or 0), claim.anchor.start, claim.anchor.end


def by_audit(text: str) -> tuple[int, int, int]:
    """Return the number that an audit reads, and its span."""
    [one] = [one for one in find_quantities(text, printed_numbers(text), []) if one.low == one.high]
    return int(one.value), one.number_start, one.number_end


def same_number(words: str, number: int, sentence: Callable[[str], str]) -> None:
    text = sentence(words)
    start = text.index(words)

    assert cell_value("tally", "killed", words) == cell_value("tally", "killed", str(number))
    assert by_audit(text) == (number, start, start + len(words))
    read, begin, end = by_claims(text)
    assert read == number
    assert begin <= start
    assert start + len(words) <= end, "the quotation holds the whole number"


@settings(max_examples=60)
@given(ENGLISH)
def test_every_reader_of_english_reads_the_same_number(told: tuple[str, int]) -> None:
    same_number(*told, lambda words: f"In the invented town {words} civilians were killed.")


@settings(max_examples=60)
@given(ARABIC)
def test_every_reader_of_arabic_reads_the_same_number(told: tuple[str, int]) -> None:
    same_number(*told, lambda words: f"أدى القصف إلى مقتل {words} مدنيا في البلدة المتخيلة.")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("half a million", 500_000),
        ("one and a half million", 1_500_000),
        ("three quarters of a million", 750_000),
        ("two dozen", 24),
        ("one hundred and twenty", 120),
        ("half a dozen", 6),
    ],
)
def test_parts_of_a_scale_dozens_and_joined_hundreds(words: str, number: int) -> None:
    same_number(words, number, lambda said: f"In the invented town {said} civilians were killed.")


MONTHS = "January February March April May June July August September October November December".split()
MONTHS_AR = (
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
)
WRITTEN = (
    "{day} {month} {year}",
    "{month} {day}, {year}",
    "{day} of {month} {year}",
    "{month} {year}",
    "{day} {short} {year}",
)


def written(day: date, form: str) -> tuple[str, str]:
    """Return a day as a form writes it, and the date that the words give."""
    month = MONTHS[day.month - 1]
    words = form.format(day=day.day, month=month, short=month[:3], year=day.year, arabic=MONTHS_AR[day.month - 1])
    return words, day.isoformat() if "{day}" in form else f"{day:%Y-%m}"


DAYS = st.dates(date(2011, 1, 1), date(2024, 12, 31))
DATES = st.builds(written, DAYS, st.sampled_from(WRITTEN))
DATES_AR = st.builds(written, DAYS, st.just("{day} {arabic} {year}"))


def same_date(words: str, edtf: str, sentence: str) -> None:
    text = sentence.format(words=words)
    [printed] = read_document(text).dates
    [claim] = [one for one in find_claims(text, item="invented") if one.kind is ClaimKind.CASUALTIES]

    assert cell_value("victim", "died_on", words) == edtf
    assert (printed.edtf, text[printed.start : printed.end]) == (edtf, words)
    assert claim.date is not None
    assert (claim.date.start, claim.date.end) == (edtf, edtf)


@settings(max_examples=60)
@given(DATES)
def test_every_reader_of_english_reads_the_same_date(told: tuple[str, str]) -> None:
    same_date(*told, "In the invented town 12 civilians were killed in {words}.")


@settings(max_examples=60)
@given(DATES_AR)
def test_every_reader_of_arabic_reads_the_same_date(told: tuple[str, str]) -> None:
    same_date(*told, "قتل 12 مدنيا في البلدة المتخيلة في {words}.")


@pytest.mark.parametrize("words", ["18/03/2011", "2011-03-18", "18.3.2011"])
def test_a_day_in_figures_is_one_day_to_claims_and_audits(words: str) -> None:
    text = f"In the invented town 12 civilians were killed on {words}."
    [printed] = read_document(text).dates
    [claim] = [one for one in find_claims(text, item="invented") if one.kind is ClaimKind.CASUALTIES]

    assert printed.edtf == "2011-03-18"
    assert claim.date is not None
    assert claim.date.start == "2011-03-18"


@pytest.mark.parametrize("words", ["04/03/2019", "3-4-19"])
def test_a_claim_does_not_guess_which_of_two_days_is_meant(words: str) -> None:
    text = f"In the invented town 12 civilians were killed on {words}."
    [claim] = [one for one in find_claims(text, item="invented") if one.kind is ClaimKind.CASUALTIES]

    assert claim.date is not None
    assert (claim.date.start, claim.date.end) == (None, None)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("4 March", UnreadableDate),
        ("04/03/2019", EitherOrder),
        ("٠٤/٠٣/٢٠١٩", EitherOrder),
        ("3-4-19", EitherOrder),
        ("31 June 2019", UnreadableDate),
        ("4 March 2019 at noon", UnreadableDate),
    ],
)
def test_a_cell_does_not_guess_a_year_or_an_order(words: str, refusal: type[SijillError]) -> None:
    with pytest.raises(refusal):
        cell_value("victim", "died_on", words)


def test_both_ends_of_a_range_are_read_by_audits_and_claims() -> None:
    text = "In the invented town 12 civilians were killed between May 4-6, 2016."
    [claim] = [one for one in find_claims(text, item="invented") if one.kind is ClaimKind.CASUALTIES]

    assert [one.edtf for one in read_document(text).dates] == ["2016-05-04", "2016-05-06"]
    assert claim.date is not None
    assert (claim.date.start, claim.date.end) == ("2016-05-04", "2016-05-06")
