"""Whom an Arabic sentence counts and what became of them, in invented sentences: any trade, any way to die."""

from __future__ import annotations

import pytest

from sijill.claims import find_claims
from sijill.model import Claim, ClaimKind


def told(text: str) -> list[tuple[str | None, int]]:
    """Return unit and number of every claim of people or things, those of a range by its lower end."""
    return [
        (claim.number.unit, int(claim.number.low if claim.number.low is not None else claim.number.high or 0))
        for claim in find_claims(text, item="i")
        if claim.number is not None and "sum_of_list" not in claim.tags
    ]


def only(text: str) -> Claim:
    """Return the one claim of a sentence."""
    (claim,) = find_claims(text, item="i")
    return claim


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقتل ثمانية نحالين في الحقول", [("killed", 8)]),
        ("قُتل سبعة سائقي جرارات على الطريق", [("killed", 7)]),
        ("مقتل ثلاث بائعات خضار", [("killed", 3)]),
        ("إصابة خزّاف بشظايا في يده", []),  # a trade no list knows, in the shape of many plurals: silence
        ("مقتل متسلق وإصابة آخر", [("killed", 1), ("injured", 1)]),
        ("ستون من أبناء الوادي قُتلوا في الكمين", [("killed", 60)]),
        ("خمسون مسافراً قُتلوا حين انقلبت العربة", [("killed", 50)]),
        ("قتلت الدورية السباكين الثلاثة", [("killed", 3)]),
        ("مقتل أرملة وأيتامها الأربعة", [("killed", 1), ("killed", 4)]),
        ("مقتل حدادين في السوق", []),  # two or many: the words do not say
        ("مقتل حدادين اثنين في السوق", [("killed", 2)]),
        ("مقتل أربعة من مرافقيه", [("killed", 4)]),
        ("مقتل 40 رأس غنم في القصف", []),
        ("أطلقت الراجمات 40 صاروخاً", []),
    ],
)
def test_what_is_killed_is_a_person_unless_it_is_known_to_be_a_thing(
    text: str, expected: list[tuple[str, int]]
) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "نُحر خمسة رعاة قرب البئر",
        "شُنق خمسة سجناء في الساحة",
        "غرق خمسة صيادين",
        "مات خمسة مسنين برداً",
        "طُعن خمسة حراس حتى الموت",
        "أُحرق خمسة أسرى أحياء",
        "دفن المسلحون خمسة عمال أحياء",
        "أسلم خمسة جرحى الروح في الطريق",
        "لفظ خمسة مصابين أنفاسهم الأخيرة",
        "خمسة عمال فارقوا الحياة",
        "خسرت الكتيبة خمسة مقاتلين",
        "فقدت القرية خمسة من أبنائها",
        "قطع المسلحون رؤوس خمسة رجال",
        "تسجيل خمس حالات وفاة في القبو",
        "انتشال خمس جثث من النهر",
        "عُثر على جثامين خمسة رجال",
        "نعت الكتيبة خمسة من مقاتليها",
        "وُجد خمسة مزارعين مقتولين في البستان",
        "تعرض خمسة شبان للضرب حتى الموت",
        "تصفية خمسة معتقلين في الفرع",
    ],
)
def test_there_are_many_ways_to_say_that_five_died(text: str) -> None:
    assert told(text) == [("killed", 5)]


@pytest.mark.parametrize(
    "text",
    [
        "لم يُقتل أحد من الركاب الثلاثين",
        "دون إصابة أحد",
        "هدد الخاطفون بقتل عشرين رهينة",
        "حكمت المحكمة بإعدام سبعة متهمين",
        "نجا ثلاثة ضباط من محاولة اغتيال",
        "كاد القصف يقتل خمسة أطفال",
        "قد يقتل الجوع آلاف الأطفال",
        "يخشى الأهالي مقتل المزيد مع اقتراب 500 مقاتل",
        "يقتل البرد شخصين كل يوم",
        "تصل إلى المشرحة يومياً عشرون جثة",
        "انتشل المسعفون عشرين شخصاً أحياء",
        "وصلت تعزيزات قوامها 500 مقاتل",
        "لقي الوفد ترحيباً من 300 شخص",
    ],
)
def test_what_is_denied_feared_planned_or_counted_by_the_day_is_no_count_of_dead(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("إصابة ما بين خمسة وسبعة عمال", [("injured", 5)]),
        ("بينهم 3 أطفال: مقتل 9", [("killed", 9)]),
        ("مقتل (40) رجلاً، بينهم (3) أطفال و(2) من النساء", [("killed", 40), ("killed", 3), ("killed", 2)]),
        ("مقتل 120 معلماً ومعلمة", [("killed", 120)]),
        ("مقتل 9 رجال على يد مسلحين في الجهة الغربية من البلدة، بينهم طفلان", [("killed", 9), ("killed", 2)]),
        ("تسعة عمال، بينهم امرأتان، قُتلوا في المعمل", [("killed", 9), ("killed", 2)]),
        ("قتل عشرة، خمسة منهم أطفال", [("killed", 10), ("killed", 5)]),
        ("قتل فتى في الثالثة عشرة من عمره", [("killed", 1)]),
        ("قتل سبعة عناصر من الفوج 40", [("killed", 7)]),
        ("في 3 نيسان 12 مزارعاً قُتلوا", [("killed", 12)]),
        ("مقتل 16 من أصل 25 عاملاً", [("killed", 16)]),
        ("ثلاثون مسلحاً قتلوا أربعة مزارعين", [("killed", 4)]),
        ("قتلت عصابة أربعة مزارعين وقتلت عصابة أخرى ستة رعاة", [("killed", 4), ("killed", 6)]),
        ("توزع القتلى كالآتي: 12 على يد الفوج، و4 على يد العصابة", [("killed", 12), ("killed", 4)]),
        (
            "توزع القتلى على النحو الآتي:\n- 5 بينهم طفلان في البلدة\n- 3 في القرية",
            [("killed", 5), ("killed", 2), ("killed", 3)],
        ),
    ],
)
def test_each_number_belongs_to_those_the_words_say(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "kind", "event", "unit", "number"),
    [
        ("نزحت 120 عائلة من القرية", "displacement", "displaced", "displaced", 120),
        ("أكثر من 70 أسرة نزحت", "displacement", "displaced", "displaced", 71),
        ("يقطن المخيم نحو 460 عائلة من المهجرين", "displacement", "displaced", "displaced", 460),
        ("إجلاء 35 مريضاً من المدينة", "displacement", "evacuated", "evacuated", 35),
        ("عودة 90 عائلة إلى قراها", "displacement", "returned", "returned", 90),
        ("اعتقال 12 شاباً على الحاجز", "detention", None, "detained", 12),
        ("خُطف أربعة مهندسين", "detention", None, "abducted", 4),
        ("أُطلق سراح تسعة معتقلين", "detention", None, "released", 9),
        ("فقدان الاتصال بأربعة مسعفين", "detention", None, "missing", 4),
        ("تدمير 12 منزلاً في القرية", "damage", None, "houses", 12),
        ("تضررت كنيستان", "damage", None, "churches", 2),
    ],
)
def test_people_who_were_moved_or_held_and_things_that_were_destroyed(
    text: str, kind: str, event: str | None, unit: str, number: int
) -> None:
    claim = only(text)

    assert (claim.kind, claim.event) == (ClaimKind(kind), event)
    assert claim.number is not None
    assert (claim.number.unit, claim.number.low) == (unit, number)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("انهارت الهدنة بعد يومين", "collapsed"),
        ("دخل وقف إطلاق النار حيز التنفيذ", "took_effect"),
        ("اتفق الطرفان على وقف لإطلاق النار", "agreed"),
        ("تمديد الهدنة ثلاثة أيام", "extended"),
        ("خرق المسلحون وقف إطلاق النار", "violated"),
    ],
)
def test_what_became_of_a_truce(text: str, event: str) -> None:
    claim = only(text)

    assert (claim.kind, claim.event) == (ClaimKind.CEASEFIRE, event)


@pytest.mark.parametrize("text", ["سقطت القذائف رغم الهدنة", "لم تنهر الهدنة"])
def test_a_truce_that_is_only_named_makes_no_claim(text: str) -> None:
    assert find_claims(text, item="i") == []


def test_a_number_says_which_words_it_rests_on() -> None:
    """Each value has an anchor of its own (DESIGN 11.3)."""
    text = "وأكدت المصادر مقتل ثمانية نحالين في الحقول"

    (slot,) = [slot for slot in only(text).slots if slot.name == "number"]

    assert slot.exact == "ثمانية نحالين"
    assert slot.start is not None
    assert text[slot.start : slot.end] == slot.exact


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("إصابة طالب ومقتل ثلاثة عمال", [("injured", 1), ("killed", 3)]),
        ("نجا الحارس من القصف ومقتل ثلاثة عمال", [("killed", 3)]),
        ("عائلة من خمسة أشخاص قضت بقذيفة", [("killed", 5)]),
        ("لقي سبعة عمال حتفهم و9 أصيبوا بجروح", [("killed", 7), ("injured", 9)]),
        ("قتل 13: تسعة رعاة وأربعة حراس", [("killed", 13), ("killed", 9), ("killed", 4)]),
        ("تجاوز عدد القتلى 90 في الهجوم", [("killed", 91)]),
        ("ارتفع إلى 17 عدد قتلى التفجير", [("killed", 17)]),
        ("قتل 4 رعاة في القرية و3 في البلدة", [("killed", 4), ("killed", 3)]),
        ("قتل 3 من كل 10 حراس", []),
        ("أدى إلى دفن ثمانية حراس أحياء", [("killed", 8)]),
        ("مقتل طاقمها المؤلف من أربعة", [("killed", 4)]),
        ("قضت عائلتان بكامل أفرادهما البالغ عددهم 13 شخصاً", [("killed", 13)]),
    ],
)
def test_numbers_that_stand_in_unusual_places(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(text) == expected
