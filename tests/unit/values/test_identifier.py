"""Identifiers from outside: whose number it is, and the number as written."""

from __future__ import annotations

import pytest

from sijill.model import from_json, to_json
from sijill.values import Identifier
from sijill.values._identifier import UnreadableIdentifier


def test_an_identifier_is_typed_as_scheme_and_value_and_keeps_the_value_as_written():
    one = Identifier.parse("MOH: 07-١٢ a:b")

    assert (one.scheme, one.value, one.text) == ("moh", "07-١٢ a:b", "moh:07-١٢ a:b")
    assert from_json(Identifier, to_json(one)) == one
    assert to_json(one) == {"scheme": "moh", "value": "07-١٢ a:b"}


@pytest.mark.parametrize(
    "text", ["", "moh", "moh:", ":7", "m oh:7", "7:7", "moh:a\nb", "moh:\u200b", "moh:" + "7" * 201]
)
def test_what_names_no_scheme_or_no_value_is_refused(text):
    with pytest.raises(UnreadableIdentifier):
        Identifier.parse(text)


def test_spelling_does_not_make_another_number_but_scheme_and_kind_do():
    one = Identifier("moh", "07 12 A")

    assert one.key("victim") == Identifier("moh", "٠٧١٢a").key("victim")
    assert len({one.key("victim"), one.key("incident"), Identifier("icrc", "0712A").key("victim")}) == 3


def test_what_a_register_looks_an_identifier_up_by_does_not_show_it():
    assert "0712" not in Identifier("moh", "0712").key("victim")
