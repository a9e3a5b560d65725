"""The dead named one by one and in rolls, in invented sentences with invented names."""

from __future__ import annotations

import time

import pytest
from tests.sizes import often

from sijill.claims.arabic import find_claims_arabic
from sijill.model import Claim


def headline(text: str) -> int | None:
    """Return the number that the text is about, or None."""
    marked = next((claim for claim in find_claims_arabic(text, item="i") if claim.headline), None)
    return int(marked.number.value or 0) if marked and marked.number else None


def counted_names(text: str) -> list[Claim]:
    """Return the claims that count names."""
    claims = find_claims_arabic(text, item="i")
    assert all(text[c.anchor.start : c.anchor.end] == c.anchor.exact for c in claims)
    return [claim for claim in claims if "counted_names" in claim.tags]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ('مقتل كل من "فلان الفلاني" ، "علان العلاني" بقصف على القرية', 2),
        ("استشهاد كل من فلان علي الفلاني وعلان العلاني ووليد التجريبي إثر قصف", 3),
        ("وفقد على أثرها كل من الشابة فلانة علي والتي تبلغ من العمر 23 عاماً وأخيها علان علي 20 عاماً حياتهم", 2),
        ("مقتل #فلان وابنه في البلدة", 2),
        ('مقتل الدكتور "فلان الفلاني" وزوجته وأطفاله الثلاثة', 5),
        ('ارتقاء "فلان الفلاني" برفقة 3 أشخاص بقصف', 4),
        ("استشهاد قائد شرطة البلدة فلان الفلاني مع 3 شهداء آخرين", 4),
        ("بفقدان المواطن فلان الفلاني (37) عاماً، وطفلتيه لحياتهم", 3),
        ("استهدفت طائرة سيارة الزميلين ما أسفر عن استشهادهما", 2),
        ("تسليم جثماني الرجلين بعد مقتلهما", None),
        ("مقتل الصحفيين فلان الفلاني وعلان العلاني بقصف على المشفى", None),
        ("مقتل طفل رضيع يدعى فلان الفلاني", None),
    ],
)
def test_people_named_one_by_one_are_counted(text: str, number: int | None) -> None:
    assert headline(text) == number


def test_a_numbered_roll_is_one_claim_over_its_names() -> None:
    text = (
        "أسماء الشهداء:\n1- فلان الفلاني 28 سنة\n2- فلانة علي الفلاني\n3- علان العلاني (ابن فلان)\n\nنسأل الله الرحمة."
    )

    (claim,) = counted_names(text)

    assert claim.number is not None
    assert (claim.number.low, claim.number.high, claim.number.unit) == (3, 3, "killed")
    assert claim.anchor.exact.startswith("فلان الفلاني")
    assert "arabic.counted_roll" in claim.rules
    assert claim.headline


@pytest.mark.parametrize(
    "text",
    [
        "الشهداء:\n1_ فلان الفلاني\n2_ علان العلاني 2...",
        "الشهداء:\nفلان الفلاني\nعلان العلاني\nوآخرون لم تعرف أسماؤهم",
        "أسماء الشهداء والمصابين:\nفلان الفلاني\nعلان العلاني",
        "الشهداء:\nفلان الفلاني",
        "ضحايا القصف:\nأعلنت المديرية عن إغلاق المدارس\nوقالت إن الطريق مقطوع",
    ],
)
def test_a_roll_that_is_cut_off_or_mixed_is_not_counted(text: str) -> None:
    assert counted_names(text) == []


def test_a_roll_of_two_is_no_headline_since_it_may_leave_out_some_of_the_dead() -> None:
    text = "شهداء البلدة جراء القصف\n- الطفل فلان الفلاني\n- الطفلة فلانة العلاني"

    (claim,) = counted_names(text)

    assert not claim.headline


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("إن طفلتين قُتلتا وأصيب 4 أطفال", 2),
        ("وراح ضحية المجزرة خمسة مدنيين بينهم ثلاثة أطفال", 5),
        ("وراح ضحيتها حتى الآن 12 وأصيب 23 آخرون", 12),
        ("إن حصيلة ضحايا قصف قوات النظام لمنطقة المخيمات قرب البلدة غربي المدينة شمالي البلاد ارتفعت إلى 9 أشخاص", 9),
        ("في الساحةاستشهاد مواطنان وإصابة 20 آخرين", 2),
        ("ارتفاع عدد قتلى النظام إلى 46 قتيلاً", None),
        ("مقتل 5 أشخاص بينهم قيادي", None),
        ("قتل ستة أشخاص في حوادث متفرقة", None),
        ("أودى الزلزال بحياة 300 شخص", None),
        ("استشهد أحد المصابين", None),
        ("علاج جميع المصابين البالغ عددهم 6 أشخاص بعد أن قتل مدنيون", None),
    ],
)
def test_what_makes_a_number_the_toll_of_one_happening(text: str, number: int | None) -> None:
    assert headline(text) == number


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "unit", ["الشهداء:\n", "الشهداء:\nفلان الفلاني\n", "كل من فلان و", "مقتل الطلاب ", "ضحايا", "الشهداء "]
)
def test_rolls_are_read_in_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        find_claims_arabic(text, item="i")
        return time.process_time() - began

    seconds(5_000)
    size = often(100_000, 12_000)
    small, large = seconds(size), seconds(8 * size)

    assert large < 8 * small * 3 + 0.5
