"""Folding of Arabic text for matching."""

from __future__ import annotations

from sijill.values import arabic_digits_to_ascii
from sijill.values._arabic import normalize_arabic


def test_vowel_marks_tatweel_and_direction_marks_are_dropped():
    assert normalize_arabic("قُتِلَ") == "قتل"
    assert normalize_arabic("حـــلب") == "حلب"
    assert normalize_arabic("\u200fحلب\u200e") == "حلب"


def test_letters_that_writers_exchange_are_folded():
    assert normalize_arabic("أحمد إدلب آفاق ٱلله") == "احمد ادلب افاق الله"
    assert normalize_arabic("مدرسة مستشفى مؤسسة هيئة") == "مدرسه مستشفي موسسه هييه"


def test_presentation_forms_are_written_out():
    assert normalize_arabic("ﺣﻠﺐ ﻻ") == "حلب لا"


def test_latin_text_stays():
    assert normalize_arabic("Aleppo, 12 killed") == "Aleppo, 12 killed"


def test_digits_become_ascii_one_for_one():
    text = "قتل ١٢٥ و۳۴ (٪١٢٫٥)"

    assert arabic_digits_to_ascii(text) == "قتل 125 و34 (%12.5)"
    assert len(arabic_digits_to_ascii(text)) == len(text)
