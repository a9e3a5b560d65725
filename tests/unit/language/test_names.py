"""Names of persons in both scripts. All persons are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.names import SAME_PART, heard_keys, may_be_one, name_likeness, name_parts, part_likeness
from sijill.values import PersonName


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Abd al-Rahman Khaled", ("abdrahman", "khaled")),
        ("Abdurrahman Khaled", ("abdrahman", "khaled")),
        ("Abd ar Rahman Khaled", ("abdrahman", "khaled")),
        ("عبد الرحمن خالد", ("عبدرحمن", "خالد")),
        ("عبدالرحمن خالد", ("عبدرحمن", "خالد")),
        ("عبد الـرَّحمن خالد", ("عبدرحمن", "خالد")),
        ("Saif al-Din Noor", ("saifdin", "noor")),
        ("سيف الدين نور", ("سيفدين", "نور")),
        ("Abu Zeid Salem", ("abuzeid", "salem")),
        ("نصر الله سالم", ("نصرالله", "سالم")),
        ("Dr. Salem bin Omar al-Khatib", ("salem", "omar", "khatib")),
        ("الشهيد سالم بن عمر", ("سالم", "عمر")),
        ("al-Khatib, Salem", ("salem", "khatib")),
        ("Salem al-Khatib's wife", ("wife", "salem", "khatib")),
        ("زوجة سالم الخطيب", ("wife", "سالم", "الخطيب")),
        ("Abdo al-Naasan", ("abdo", "naasan")),
        ("Ahmad al-Sheikh", ("ahmad", "sheikh")),
        ("", ()),
        ("12", ()),
    ],
)
def test_a_name_is_cut_into_its_parts_in_either_script(name, parts):
    assert name_parts(name) == parts


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Hussein", "حسين"), ("Husayn", "حسين"), ("Hasan", "حسن"), ("Hassan", "حسن"), ("Yahya", "يحيى"), ("Ali", "علي"),
        ("Alaa", "علاء"), ("Gamal", "جمال"), ("Jamal", "جمال"), ("Qusay", "قصي"), ("Fatimah", "فاطمة"),
        ("Nayef", "نايف"), ("Naif", "نايف"), ("Owaid", "عويد"), ("Bahriya", "بحرية"), ("Qaddah", "قداح"),
        ("Salahuddin", "صلاح الدين"), ("Abdelkarim", "عبد الكريم"), ("Shweish", "شويش"), ("Alahmad", "الأحمد"),
    ],
)  # fmt: skip
def test_a_latin_writing_meets_its_arabic_name(latin, arabic):
    assert name_likeness(latin, arabic).score >= 0.9
    assert any(heard_keys(a) & heard_keys(b) for a in name_parts(latin) for b in name_parts(arabic))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hassan", "حسين"), ("Hussein", "حسن"), ("حسن", "حسين"), ("Ahmed", "محمد"), ("Mahmoud", "محمد"),
        ("سالم", "سليم"), ("Ali", "علاء"), ("Samir", "سمر"), ("Amina", "أمين"), ("Mohamed", "Mahmoud"),
    ],
)  # fmt: skip
def test_brothers_with_names_of_the_same_consonants_are_not_one(one, other):
    assert part_likeness(*name_parts(one), *name_parts(other)) < SAME_PART
    assert name_likeness(f"{one} al-Mithal", f"{other} المثال").score < 0.8


def test_what_the_shorter_name_leaves_out_costs_little_and_a_missed_word_more():
    full = "يوسف أحمد سالم المثال"

    left_out, one_missed, other_given = (
        name_likeness(name, full).score for name in ("Yousef al-Mithal", "Yousef Khalil al-Mithal", "Ahmad al-Mithal")
    )
    assert left_out > 0.9 > one_missed > 0.5 > other_given


NAMES = st.lists(
    st.sampled_from("سالم عمر خالد عبد الرحمن المثال Salem Omar Khaled Abdulrahman al-Mithal".split()), max_size=5
)


@given(NAMES.map(" ".join), NAMES.map(" ".join))
def test_likeness_does_not_depend_on_who_is_first_and_a_name_is_most_like_itself(one, other):
    assert name_likeness(one, other) == name_likeness(other, one)
    assert 0 <= name_likeness(one, other).score <= 1 + 1e-9
    assert not name_parts(one) or name_likeness(one, one).given == 1.0


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("سامر يوسف حسين المثال", "سامر يوسف حسي ن المثال", True),  # a scan breaks a word
        ("سمير يوسف عيسى المثال", "سمي يوسف عيش المثالى ن", True),  # and loses letters
        ("المثال 0 سامر يوسف", "سامر يوسف 0 المثال", True),  # or turns the words
        ("سامر يوسف المثال", "Huda Omar", True),  # nothing to compare by
        ("سامر يوسف حسين المثال", "هدى يوسف حسين المثال", False),  # his sister
        ("سامر يوسف حسين المثال", "ليلى عمر العاشرة", False),
    ],
)
def test_two_writings_under_one_number_are_one_name_or_two(one, other, is_one):
    assert may_be_one(PersonName.of(one), PersonName.of(other)) is is_one
    assert may_be_one(PersonName.of(other), PersonName.of(one)) is is_one
