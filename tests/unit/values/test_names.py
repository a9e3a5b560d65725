"""Names in every script they were written in. All names here are invented."""

from __future__ import annotations

import pytest

from sijill.values import Language, NameForm, NameKind, PersonName, normal_key, script_of
from sijill.values._names import UnreadableName


def test_the_script_of_a_name_is_found_from_its_letters():
    assert script_of("Invented Person") == "latn"
    assert script_of("شخص مختلق") == "arab"
    assert script_of("12-34") == "zyyy"


def test_a_reader_sees_the_form_in_their_own_script():
    name = PersonName.of("Invented Person", "شخص مختلق")

    assert name.display(Language.AR) == "شخص مختلق"
    assert name.display(Language.EN) == "Invented Person"


def test_a_name_in_one_script_is_shown_as_it_is():
    assert PersonName.of("شخص مختلق").display(Language.EN) == "شخص مختلق"


def test_an_alias_never_hides_the_full_name():
    name = PersonName((NameForm.of("Abu Invented", kind=NameKind.ALIAS), NameForm.of("Invented Person")))

    assert name.in_script("latn") == "Invented Person"
    assert name.in_script("arab") is None


def test_a_name_survives_storage_unchanged():
    name = PersonName((NameForm.of("شَخص  مُختلق", language="ar"), NameForm.of("Dr", kind=NameKind.HONORIFIC)))

    assert PersonName.from_json(name.to_json()) == name
    assert name.forms[0].text == "شَخص مُختلق"


@pytest.mark.parametrize("stored", [[], [{}], [{"text": "x"}], [{"text": "x", "script": "latn", "kind": "?"}], ["x"]])
def test_a_stored_name_with_parts_missing_is_refused(stored):
    with pytest.raises(UnreadableName):
        PersonName.from_json(stored)


def test_a_name_without_letters_is_refused():
    with pytest.raises(UnreadableName):
        PersonName.of("???")


def test_spellings_that_writers_exchange_share_a_key():
    assert normal_key("أحمد المُختلَق") == normal_key("احمد المختلق")
    assert normal_key("Al-Ḥasakah") == normal_key("al hasakah")
    assert PersonName.of("ليلى").keys & PersonName.of("ليلي").keys
