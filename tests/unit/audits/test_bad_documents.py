"""Documents as they come: cut, pasted, joined, in mixed digits. No alarm that the words do not carry. All invented."""

from __future__ import annotations

import time

import pytest
from tests.sizes import often

from sijill.audits import Verdict, audit_document, check_document

PAGE = (
    "Invented Centre, page {n}\n\nIn the week of 5 May 2016 shelling killed 45 people in the invented district: 20 men, "
    "15 women and 10 children. Of the 120 people admitted to the invented hospital, 30 (25 %) were children.\n\n"
    "The centre documented 2,400 deaths. Of these, there were about 1,150 civilians and 1,120 fighters. About 140 "
    "remain unidentified.\n\nNorth\t12\nSouth\t33\nTotal\t45\n\f"
)


def failing(text):
    """Return what an audit says fails."""
    return [one.explanation for one in audit_document(text) if one.verdict is Verdict.FAILS]


def took(text):
    started = time.process_time()
    audit_document(text)
    return time.process_time() - started


def test_a_long_report_takes_time_by_its_length_and_no_page_disturbs_another():
    pages = often(500, 60)
    text = "".join(PAGE.format(n=n) for n in range(pages))

    half, whole = took(text[: len(text) // 2]), took(text)

    assert not failing(text[: len(text) // 4])
    assert whole < 3 * half + 0.5
    assert whole < 4 * len(text) / 1_000_000 + 1.5


@pytest.mark.parametrize(
    "text",
    [
        # A table pasted with each cell on its own line: what stands in which column is lost.
        "Invented table\nGovernorate\nKilled\nInjured\nNorth\n12\n30\nSouth\n21\n14\nTotal\n33\n44\n",
        "Invented table\nGovernorate Killed Injured\nNorth 12 30\nSouth 21 14\nTotal 33 44\n",
        "جدول مخترع\nالمحافظة\nقتلى\nجرحى\nالشمال\n12\n30\nالجنوب\n21\n14\nالمجموع\n33\n44\n",
        "المحافظة القتلى الجرحى الشمال 12 30 الجنوب 21 14 المجموع 33 44",
    ],
)
def test_a_table_without_its_columns_raises_no_alarm(text):
    assert failing(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Invented Monitor, April 2016\n\nShelling killed 45 people: 20 men, 15 women and 10 children.\n\n\f"
        "Invented Monitor, May 2016\n\nShelling killed 61 people: 30 men, 19 women and 12 children.\n",
        "Invented Monitor, April 2016\n\nIn April 45 civilians were killed. Among them were 10 children.\n\n\f"
        "Invented Agency, 2 May 2016\n\nIn April 52 civilians were killed. Among them were 12 children.\n",
        "المرصد المخترع، نيسان 2016\n\nقتل 45 مدنياً بينهم 10 أطفال.\n\nالوكالة المخترعة، أيار 2016\n\n"
        "قتل 61 مدنياً بينهم 12 طفلاً.\n",
    ],
)
def test_two_reports_in_one_file_are_not_set_against_each_other(text):
    assert failing(text) == []


def test_a_wrong_sum_in_one_of_two_reports_is_found_and_stays_there():
    text = (
        "Invented Monitor, April 2016\n\nShelling killed 45 people: 20 men, 15 women and 10 children.\n\n\f"
        "Invented Monitor, May 2016\n\nShelling killed 16 people: 30 men, 19 women and 12 children.\n"
    )

    wrong = [one for one, _ in check_document(text).findings if one.fails]

    assert wrong
    assert all(term.start > text.index("\f") for one in wrong for term in one.figures)


@pytest.mark.parametrize(
    "text",
    [
        "The number of invented raids rose by 150 % in May, from 40 to 100.\n",
        "Invented wards worked at 120 % of their capacity.\n",
        "Asked what they lack, 80 % of invented households named water, 65 % named bread and 40 % named both.\n",
        "ارتفع عدد الغارات المخترعة بنسبة 150% في أيار، من 40 إلى 100.\n",
        "ذكر 80% من الأسر المخترعة الماء و65% الخبز و40% الاثنين معاً.\n",
    ],
)
def test_percentages_over_a_hundred_are_no_error_by_themselves(text):
    assert failing(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "أدى القصف إلى مقتل ٤٥ شخصاً: 12 مدنياً و٣٣ مقاتلاً.\n",
        "أدى القصف إلى مقتل 45 شخصاً: ١٢ مدنياً و33 مقاتلاً.\n",
        "The shelling killed 45 people, ١٢ civilians and 33 fighters.\n",
    ],
)
def test_digits_of_both_scripts_are_one_sum(text):
    assert failing(text) == []


def test_a_wrong_sum_in_mixed_digits_is_found():
    assert failing("أدى القصف إلى مقتل ٤٥ شخصاً: 12 مدنياً و٣٠ مقاتلاً.\n")


@pytest.mark.parametrize(
    "text",
    [
        "The invented centre documented the killing of 61 people in May, as follows:\n- 30 men\n- 19 women\n",
        "The invented centre documented the killing of 61 people in May, as follows:\n- 30 men\n- 19 women\n- 1",
        "Shelling of the invented town killed 61 people: 30 men, 19 women and",
        "وثّق المركز المخترع مقتل 61 شخصاً في أيار، يتوزعون كالتالي:\n- 30 رجلاً\n- 19 امرأة\n",
        "أدى القصف إلى مقتل 61 شخصاً: 30 رجلاً و19 امرأة و",
    ],
)
def test_a_list_that_the_page_cuts_off_raises_no_alarm(text):
    assert failing(text) == []


def test_a_sum_in_words_is_read():
    assert failing("The raid killed forty-five people: twenty men, fifteen women and twelve children.\n")
    assert not failing("The raid killed forty-five people: twenty men, fifteen women and ten children.\n")


@pytest.mark.parametrize("text", ["", "\ufeff", "\x00\x00", "45", "45 45 45 45", "٤٥" * 400, "(" * 3_000, "1," * 4_000])
def test_what_is_no_report_is_answered_in_time(text):
    assert took(text) < 2
    assert failing(text) == []
