"""Every explanation is a whole sentence in both languages; the English stays what it was."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from sijill.audits import audit_document, parts_match_total
from sijill.audits._said import Between, DayMonth, Ranges, said
from sijill.values import CountRange, Language

TEXTS = (
    "Invented note: 10 people were killed, of whom 12 were children.\n",
    "In Invented Town 4 men, 3 women and 2 children, for a total of 10 people, were killed.\n",
    "The attack of Monday, 5 May 2016 killed 12 civilians.\n",
    "A total of 60 civilians were killed between 1 January 2016 and 31 March 2016, six months.\n",
    "Some 40 % of the 200 houses, or 90 houses, were destroyed.\n",
    "day,killed,killed_cum\n2016-05-01,3,3\n2016-05-02,4,8\n",
    "Invented forces killed 40 militants and 10 civilians, a ratio of 1 militant for every 4 civilians.\n",
    "The toll rose from 120 to 90 people killed.\n",
)


@pytest.mark.parametrize("text", TEXTS)
def test_what_an_audit_says_has_no_english_word_in_arabic_but_those_of_the_page(text):
    for finding in audit_document(text):
        arabic = finding.explained(Language.AR)
        quoted = set(re.findall(r"[A-Za-z]{2,}", text))
        assert set(re.findall(r"[A-Za-z]{2,}", arabic)) <= quoted, arabic
        assert re.search(r"[\u0600-\u06ff]", arabic)
        assert "{" not in arabic + finding.explanation


def test_the_texts_above_are_found_something_to_say_of():
    assert len([finding for text in TEXTS for finding in audit_document(text)]) >= 5


def test_a_sum_runs_from_left_to_right_in_an_arabic_sentence():
    finding = parts_match_total([4, 29, 55, 9], 97)

    assert finding.explanation == "4 + 29 + 55 + 9 = 97; the total is 97."
    assert finding.explained(Language.AR) == "\u20664 + 29 + 55 + 9 = 97\u2069؛ والمجموع 97."


def test_an_open_end_is_said_in_each_language():
    open_sum = Ranges((CountRange(5, None), CountRange(3, 3)), CountRange(8, None))

    assert open_sum.in_words(Language.EN) == "at least 5 + 3 = at least 8"
    assert "at least" not in open_sum.in_words(Language.AR)
    assert Between(Decimal(5), None).in_words(Language.EN) == "5 or more"


def test_a_day_without_its_year_is_written_without_it():
    assert DayMonth(date(2016, 5, 5)).in_words(Language.EN) == "05 May"
    assert DayMonth(date(2016, 5, 5)).in_words(Language.AR) == "5 أيار"


def test_words_of_the_page_are_isolated_in_an_arabic_sentence():
    sentence = said("{one}", one="Invented words")

    assert sentence.text(Language.AR) == "\u2066Invented words\u2069"


def test_a_finding_is_printed_in_both_languages():
    shown = parts_match_total([1], 2).as_json()

    assert shown["explanation"] == "1 = 1; the total is 2."
    assert "والمجموع" in shown["explanation_ar"]
