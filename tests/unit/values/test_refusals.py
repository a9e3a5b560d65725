"""A refusal is said in the language of whoever is refused."""

from __future__ import annotations

from sijill.values import Language, SijillError, translate_n

EMPTY = "the table is empty; nothing to import"


def test_a_refusal_is_said_in_either_language():
    refusal = SijillError(EMPTY)

    assert str(refusal) == refusal.in_language(Language.EN) == EMPTY
    assert refusal.in_language(Language.AR) == "الجدول فارغ؛ لا شيء يُستورد"


def test_a_refusal_within_another_is_said_in_the_same_language():
    refusal = SijillError("column {column}: {reason}", column="age", reason=SijillError(EMPTY))

    assert str(refusal) == "column age: the table is empty; nothing to import"
    assert "الجدول فارغ" in refusal.in_language(Language.AR)


def test_a_counted_noun_in_a_refusal_takes_the_form_of_each_language():
    rows = SijillError("{rows}", rows=lambda language: translate_n(language, "{n} row", "{n} rows", 2))

    assert str(rows) == "2 rows"
    assert rows.in_language(Language.AR) == "صفين"
