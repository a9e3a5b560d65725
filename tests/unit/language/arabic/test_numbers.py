"""Arabic numbers: digits, words with gender, the dual, and the words that bound them."""

from __future__ import annotations

import pytest

from sijill.language.arabic import normalise, number_at, sentences, words


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("ثلاثة", 3),
        ("ثلاث", 3),
        ("أحد عشر", 11),
        ("إحدى عشرة", 11),
        ("اثني عشر", 12),
        ("خمسة عشر", 15),
        ("خمسة وعشرين", 25),
        ("خمسة و عشرين", 25),
        ("مئة وثلاثة", 103),
        ("ثلاثمئة وخمسة وأربعين", 345),
        ("ثلاث مئة وعشرة", 310),
        ("ألف ومئتين وخمسين", 1250),
        ("ألفين وخمسمئة", 2500),
        ("ثلاثة آلاف", 3000),
        ("مئة ألف", 100000),
        ("١٢", 12),
        ("1,200", 1200),
        ("١٬٢٠٠", 1200),
        ("عشرات", 20),
        ("عشرات الآلاف", 20000),
        ("آلاف", 2000),
        ("نصف مليون", 500_000),
        ("ثلاثة أرباع المليون", 750_000),
        ("مليون ونصف", 1_500_000),
        ("مليونين ونصف المليون", 2_500_000),
        ("مئة وعشرون", 120),
        ("ثمانية وأربعون ألفا و880", 48_880),
        ("48 ألفا و880", 48_880),
        ("3 ملايين و200 ألف", 3_200_000),
        ("1.5 مليون", 1_500_000),
        ("بضع مئات", 300),
    ],
)
def test_the_value(written: str, value: int) -> None:
    tokens = next(iter(sentences(normalise(written).text)))

    number = number_at(tokens, 0, words())

    assert number is not None
    assert (number.low, number.end) == (value, len(tokens))


@pytest.mark.parametrize("written", ["2021/10/16", "15:20", "قصف", "نصف المدينة", "5.30"])
def test_what_is_no_count(written: str) -> None:
    tokens = next(iter(sentences(normalise(written).text)))

    found = [number_at(tokens, at, words()) for at in range(len(tokens))]

    assert found == [None] * len(tokens)


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("ما لا يقل عن 5", "at_least"),
        ("أكثر من خمسة", "more_than"),
        ("حوالي ٣٠", "about"),
        ("نحو ثلاثين", "about"),
        ("قرابة 40", "about"),
        ("أقل من 10", "less_than"),
    ],
)
def test_the_words_that_bound_it(written: str, bound: str) -> None:
    tokens = next(iter(sentences(normalise(written).text)))

    number = number_at(tokens, 0, words())

    assert number is not None
    assert number.kind == bound
