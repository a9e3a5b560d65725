"""What an editor is told of a finding: the sum, the difference, a likely cause, a question, and the words lit."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sijill import audits
from sijill.audits import Cause, Verdict
from sijill.audits._brief import NEARBY
from sijill.audits._causes import causes_of_sum
from sijill.cli._audit import _lit
from sijill.values import Language, plain


def first(text):
    """Return the worst finding of an invented text, with its brief."""
    return audits.check_document(text).findings[0]


def test_the_sum_is_written_out_with_what_is_printed_and_the_difference():
    finding, about = first("The invented raid killed 13 people: 3 men, 4 women and 5 children.\n")

    assert about.sum.text(Language.EN) == "3 + 4 + 5 = 12, printed 13"
    assert plain(about.sum.text(Language.AR)) == "3 + 4 + 5 = 12، والمطبوع 13"
    assert about.difference == 1
    assert about.lines(finding, Language.EN) == ["3 + 4 + 5 = 12, printed 13", "The difference is 1."]


def test_a_share_is_worked_out_and_another_base_found():
    text = (
        "Of the 400 houses of Invented Town, 250 were inspected. Some 40 % of the 200 houses in the old quarter, or "
        "100 houses, were destroyed.\n"
    )

    finding, about = first(text)

    assert finding.check == "share"
    assert about.sum.text(Language.EN) == "100 × 100 / 200 = 50 %, printed 40 %"
    assert about.difference == -10
    assert [one.cause for one in about.causes] == [Cause.OTHER_BASE]
    assert "40 % fits 250" in about.causes[0].said.text(Language.EN)


@pytest.mark.parametrize(
    ("text", "cause", "says"),
    [
        (
            "Invented shelling killed 54 people: 20 men, 15 women and 10 children.\n",
            Cause.DIGITS_SWAPPED,
            "Two digits of 54 may have changed places: the parts add up to 45.",
        ),
        (
            "Invented shelling killed 30 people: 20 men, 15 women and 10 children.\n",
            Cause.LINE_TOO_MANY,
            "too small by exactly 15",
        ),
        (
            "Invented shelling killed 60 people: 20 men, 15 women and 10 children.\n",
            Cause.COUNTED_TWICE,
            "too large by exactly 15",
        ),
        (
            "On 4 May shells killed 33 people in the south. On 5 May they killed 78 people: 20 men, 15 women and 10 "
            "children.\n",
            Cause.LINE_MISSING,
            "What is missing, 33, is printed elsewhere",
        ),
    ],
)
def test_a_likely_cause_is_said_in_both_languages(text, cause, says):
    _, about = first(text)

    assert about.causes[0].cause is cause
    assert says in about.causes[0].said.text(Language.EN)
    assert "لعل" in about.causes[0].said.text(Language.AR)


def test_a_total_that_stands_nearby_may_be_of_another_day():
    (slip,) = causes_of_sum([Decimal(20), Decimal(25)], Decimal(78), [Decimal(45), Decimal(12)])

    assert slip.cause is Cause.OTHER_DAY
    assert "The parts add up to 45, which is printed elsewhere" in slip.said.text(Language.EN)


def test_what_cannot_be_decided_comes_with_its_question():
    finding, about = first("The raid killed 30 people, of whom at least 12 were women and 15 were men.\n")

    assert finding.verdict is Verdict.UNDECIDABLE
    assert about.question.text(Language.EN).endswith("?")
    assert about.question.text(Language.AR).endswith("؟")
    assert about.causes == ()


def test_a_finding_that_holds_has_a_sum_and_nothing_else():
    _, about = first("The shelling killed 45 people, 12 civilians and 33 fighters.\n")

    assert about.as_json() == {
        "sum": {"en": "12 + 33 = 45, printed 45", "ar": "\u206612 + 33 = 45\u2069، والمطبوع 45"},
        "difference": 0,
        "causes": [],
        "question": None,
    }


def test_the_words_are_on_one_line_with_each_figure_in_its_place():
    text = "Invented note.\n\nThe raid\nkilled 13 people:\t3 men, 4 women and 5 children. It is told.\n\nAnother day."

    finding, _ = first(text)

    (line,) = audits.excerpts(text, finding)
    shown = "… The raid killed [13 people]: [3 men], [4 women] and [5 children]. It is told. …"
    assert _lit(line) == shown


def test_a_mark_over_an_arabic_letter_stays_with_its_word():
    text = "أدى القصف على البلدة المخترعة إلى مقتل 45 شخصاً: 12 مدنياً و30 مقاتلاً.\n"

    finding, _ = first(text)

    assert "[45 شخصاً]" in _lit(audits.excerpts(text, finding)[0])


def test_figures_far_from_each_other_are_two_lines():
    far = "Invented words that count nobody stand here. " * 8
    text = f"A total of 13 people were killed. {far}\n"
    finding = audits.Finding(
        "sum_of_parts",
        Verdict.FAILS,
        tuple(audits.Term(audits.Role.PART, Decimal(1), text[a : a + 5], a, a + 5) for a in (11, 300)),
        (),
    )

    assert len(audits.excerpts(text, finding)) == 2


def test_a_document_says_how_many_figures_it_prints_and_in_which_language():
    english = audits.check_document("Invented: twelve people, 3 of them children.\n")
    arabic = audits.check_document("قتل 12 مدنياً بينهم 3 أطفال في Invented Town.\n")

    assert (english.figures, english.language) == (2, Language.EN)
    assert (arabic.figures, arabic.language) == (2, Language.AR)
    assert list(english.verdicts) == list(audits.WORST_FIRST)


def test_no_piece_of_a_longer_number_is_taken_for_a_cause():
    """What is looked at around a finding begins within 110,012, whose last digits are no missing line."""
    number, told = "110,012", "The raid killed 100 people: 40 men, 35 women and 13 children.\n"
    blank = " " * (NEARBY + 5 - len(number) - told.index("100") - 1)
    text = f"{number}{blank}\n{told}"

    finding, about = first(text)

    assert text[min(term.start for term in finding.figures) - NEARBY :].startswith("12 ")
    assert finding.fails
    assert about.causes == audits.brief(finding, audits.numbers_of(text)).causes == ()
