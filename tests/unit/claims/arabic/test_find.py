"""Arabic casualty sentences, all invented: what is counted, what is a part, what a text is about."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from tests.sizes import often

from sijill.claims import find_claims
from sijill.claims.arabic import find_claims_arabic
from sijill.model import Claim, Stance


def counts(text: str) -> list[tuple[str | None, int]]:
    """Return unit and value of every claim that is no part of another and no sum."""
    claims = find_claims_arabic(text, item="i")
    return [(c.number.unit, int(c.number.value or 0)) for c in claims if c.number and not c.part_of and not c.tags]


def headline(text: str) -> int | None:
    """Return the number that the text is about, or None."""
    marked = [claim for claim in find_claims_arabic(text, item="i") if claim.headline]
    assert len(marked) <= 1
    return int(marked[0].number.value or 0) if marked and marked[0].number else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل ثلاثة مدنيين وإصابة خمسة آخرين", [("killed", 3), ("injured", 5)]),
        ("استشهد 6 وأصيب أكثر من 15 مواطن", [("killed", 6), ("injured", 15)]),
        ("سقوط شهيدين وثلاثة جرحى", [("killed", 2), ("injured", 3)]),
        ("إن أربعة مدنيين قُتلوا وأُصيب طفلان", [("killed", 4), ("injured", 2)]),
        ("راح ضحيتها 10 أفراد من أسرة واحدة", [("killed", 10)]),
        ("لقي 5 أشخاص مصرعهم في انفجار", [("killed", 5)]),
        ("فقد طفلان حياتهما بقصف", [("killed", 2)]),
        ("مقتل وإصابة 12 شخصاً", [("killed_or_injured", 12)]),
        ("14 مدنياً بين قتيل وجريح", [("killed_or_injured", 14)]),
        ("ارتفاع حصيلة الشهداء إلى 12 شهيداً", [("killed", 12)]),
        ("مقتل رجل وزوجته وطفليهما", [("killed", 1), ("killed", 1), ("killed", 2)]),
        ("استشهاد الطفل فلان الفلاني والطفلة فلانة", [("killed", 1), ("killed", 1)]),
        ("أطلقت 5 صواريخ قبل 3 ساعات", []),
        ("إصابة مدني", [("injured", 1)]),
        ("مقتل (3) أشخاص", [("killed", 3)]),
    ],
)
def test_the_grammar_of_counting(text: str, expected: list[tuple[str, int]]) -> None:
    assert counts(text) == expected


def test_those_among_them_are_a_part_and_never_added() -> None:
    claims = find_claims_arabic("مقتل 7 مدنيين بينهم ٣ أطفال وامرأة", item="i")

    whole, *parts = claims
    assert [(c.number.value, c.population) for c in parts if c.number] == [(3, ("children",)), (1, ("women",))]
    assert {part.part_of for part in parts} == {whole.id}


def test_a_count_said_again_points_to_where_it_was_said_first() -> None:
    claims = find_claims_arabic("مقتل خمسة مدنيين في إدلب\nوأكد شهود مقتل 5 أشخاص وإصابة 5 آخرين", item="i")

    first, again, wounded = claims
    assert (first.same_as, again.same_as, wounded.same_as) == (None, first.id, None)


@pytest.mark.parametrize(
    "text",
    [
        "مقتل خمسة مدنيين في إدلب\nومقتل خمسة مدنيين في حمص",
        "مقتل خمسة أطفال\nومقتل خمسة عناصر",
        "مقتل مدني في القرية\nومقتل مدني في البلدة",
        "مقتل 5 مدنيين\nومقتل 6 مدنيين",
    ],
)
def test_counts_that_something_tells_apart_are_no_repeats(text: str) -> None:
    assert {claim.same_as for claim in find_claims_arabic(text, item="i")} == {None}


def test_a_breakdown_in_brackets_is_a_part() -> None:
    assert counts("مقتل 3 مدنيين (رجل وزوجته وابنهما)") == [("killed", 3)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("مقتل ما لا يقل عن 5 مدنيين", 5, None),
        ("مقتل 5 مدنيين على الأقل", 5, None),
        ("مقتل أكثر من 5 مدنيين", 6, None),
        ("مقتل نحو 30 مدنياً", 30, 30),
        ("مقتل عشرات المدنيين", 20, None),
        ("مقتل أقل من 10 مدنيين", None, 9),
    ],
)
def test_bounds_are_those_of_the_words(text: str, low: int | None, high: int | None) -> None:
    (claim,) = find_claims_arabic(text, item="i")

    assert claim.number is not None
    assert (claim.number.low, claim.number.high) == (
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
    )


def test_the_dual_is_told_by_a_vowel_sign_or_the_claim_has_no_number() -> None:
    assert counts("مقتل مدنيَّين") == [("killed", 2)]
    assert counts("مقتل مدنيين") == []


def test_a_word_cut_up_against_censors_is_read_and_quoted_as_written() -> None:
    text = "اسـ.ـتشـ.ـهاد 4 مدنـ.ـيين"

    (claim,) = find_claims_arabic(text, item="i")

    assert claim.anchor.exact == text
    assert claim.number is not None
    assert claim.number.value == 4


def test_a_sentence_gives_place_day_weapon_party_and_source() -> None:
    text = (
        "21 آب 2021\n"
        "قال المرصد السوري إن الطيران الحربي الروسي استهدف مدينة أريحا أمس بغارة جوية، ما أدى إلى مقتل ثلاثة مدنيين."
    )

    claim: Claim = next(c for c in find_claims_arabic(text, item="i") if c.headline)

    assert (claim.place, claim.governorate, claim.governorate_computed) == ("مدينة أريحا", "Idlib", True)
    assert claim.date.start == "2021-08-20"
    assert claim.weapon == "airstrike"
    assert claim.perpetrators == ("russia",)
    assert claim.claimant == "المرصد السوري"  # as the sentence names it
    assert claim.stance is Stance.ASSERT


def test_a_rumour_is_not_asserted() -> None:
    (claim,) = find_claims_arabic("أنباء عن مقتل ثلاثة مدنيين", item="i")

    assert claim.stance is Stance.UNVERIFIED


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("مقتل خمسة مدنيين بقصف على البلدة. وأكد شهود مقتل خمسة أشخاص.", 5),
        ("مقتل رجل وزوجته وطفليهما في البلدة", 4),
        ("قتل مدنيان، ثم ارتفعت حصيلة القتلى إلى 4 قتلى", 4),
        ("مقتل 3 مدنيين في حصيلة أولية", None),
        ("مقتل 3 مدنيين في حصيلة أولية. وأكد شهود مقتل 3 مدنيين.", 3),
        ("تفيد المعلومات الأولية بمقتل 3 مدنيين", None),
        ("مقتل 4 عناصر من التنظيم", None),
        ("توثيق مقتل 200 شخص منذ بداية العام", None),
        ("قتل مدني في البلدة. وفي بلدة أخرى قتل تسعة مدنيين.", None),
        ("قصف على البلدة ولا أنباء عن ضحايا", None),
    ],
)
def test_the_number_a_text_is_about_or_silence(text: str, number: int | None) -> None:
    assert headline(text) == number


def test_a_page_of_titles_of_other_stories_is_silent() -> None:
    titles = "\n\n".join(f"مقتل {n} أشخاص في حادثة رقم {n} وفق مصادر مختلفة في المدينة البعيدة" for n in range(3, 15))

    assert headline(titles) is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    ["مقتل 5 مدنيين في مدينة إدلب بقصف. ", "بينهم طفل و", "٥ ", "مقتل ", "ـ.", "شهيد بين قتيل "],
)
def test_time_is_linear_in_the_length_of_the_text(unit: str) -> None:
    def seconds(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        find_claims_arabic(text, item="i")
        return time.process_time() - began

    seconds(5_000)
    size = often(100_000, 12_000)
    small, large = seconds(size), seconds(8 * size)

    assert large < 8 * small * 3 + 0.5


@pytest.mark.parametrize(
    ("text", "event", "place", "to_party", "from_party", "extent"),
    [
        ("سيطرت قوات سوريا الديمقراطية على بلدة الشدادي", "captured", "بلدة الشدادي", "sdf", None, "full"),
        ("سيطر الثوار على قرية العيس من قوات النظام", "captured", "قرية العيس", "rebels", "syrian_gov", "full"),
        ("انسحبت قوات النظام من مدينة مورك", "withdrew", "مدينة مورك", None, "syrian_gov", "full"),
        ("تقدم قوات النظام في حي الشعار", "advanced", "حي الشعار", "syrian_gov", None, "part"),
        ("قوات النظام تحاول التقدم في حي الشعار", "attempted", "حي الشعار", "syrian_gov", None, "none"),
    ],
)
def test_a_place_changes_hands(
    text: str, event: str, place: str, to_party: str | None, from_party: str | None, extent: str
) -> None:
    (claim,) = find_claims_arabic(text, item="i")

    assert claim.control is not None
    assert (claim.control.event, claim.control.place, claim.control.extent) == (event, place, extent)
    assert (claim.control.to_party, claim.control.from_party) == (to_party, from_party)
    assert claim.governorate is not None


@pytest.mark.parametrize(
    "text", ["قصف على مناطق سيطرة قوات النظام في حلب", "بلدة تسيطر عليها قسد", "تقدم الطلاب في الامتحان"]
)
def test_what_is_held_already_is_no_change(text: str) -> None:
    assert find_claims_arabic(text, item="i") == []


def test_a_post_among_the_english_words_of_its_page_keeps_its_headline() -> None:
    page = "Copy link to this post\n\nEmbed post\n\nمقتل ثلاثة مدنيين بقصف على البلدة\n\nBack to top. Loading."

    (claim,) = find_claims(page, item="i")

    assert claim.headline


def test_an_arabic_quotation_in_an_english_report_is_no_headline() -> None:
    report = "On 5 March 2021 an air strike killed 12 civilians in Idlib, the ministry said.\n\nمقتل ثلاثة مدنيين\n"

    claims = find_claims(report * 2, item="i")

    assert len(claims) > 1
    assert not any(claim.headline for claim in claims)
