"""One cell of a table into one value of a property; what nobody can read stays at the property as it is written."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sijill.actions.statements._statements import each_value
from sijill.actions.statements._vocabulary import WRITTEN_GROUND, meant, word_of
from sijill.language.written import (
    DayOrder,
    one_cell_point,
    written_age,
    written_count,
)
from sijill.language.written_date import written_date
from sijill.model import Attribution, properties, to_json
from sijill.model.cards import declared
from sijill.records import noun_of
from sijill.values import (
    CountRange,
    GeoPoint,
    Identifier,
    PartialDate,
    PersonName,
    SijillError,
    UnknownWord,
    arabic_digits_to_ascii,
    message,
)
from sijill.wording.attribution import read_attribution


class UnreadableCell(SijillError):
    """A cell whose content the property cannot hold."""


GROUPS, GROUPS_AS_WRITTEN = "groups", "groups_as_written"
AGE = "age"

TRUE_WORDS = {
    "yes": True,
    "true": True,
    "1": True,
    "y": True,
    "نعم": True,
    "no": False,
    "false": False,
    "0": False,
    "n": False,
    "لا": False,
}

_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,9})?")


def kept_groups(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a row, with the words of its cells that name no group kept as they were written."""
    card = properties(noun_of(kind)).get(GROUPS)
    if card is None or GROUPS not in values:
        return dict(values)
    words = each_value(card, values[GROUPS])
    known = dict.fromkeys(slug for one in words if (slug := meant(card, one)) is not None)
    strange = [one for one in words if meant(card, one) is None]
    return {**values, GROUPS: list(known), GROUPS_AS_WRITTEN: strange}


def typed_values(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON form of what a person typed for the properties of a record. Raises as ``cell_value``."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        card = declared(noun_of(kind), name)
        read_values = [cell_value(kind, name, one) for one in each_value(card, value)]
        found[name] = read_values if card.prop.many else read_values[0]
    return found


def cell_value(kind: str, word: str, text: Any, *, form: str | None = None, order: DayOrder | None = None) -> Any:
    """
    Return the JSON form of what a person or a table wrote for a property: "44+", "2020-05", a party's name.

    ``form`` (strptime) and ``order`` say how a column writes its days. What is not text is taken as JSON already.
    Raises UnreadableCell, UnreadableDate, UnknownProperty, UnknownParty, UnknownWord, and what language.written raises.
    """
    if not isinstance(text, str):
        return text
    card = declared(noun_of(kind), word)
    hint = card.type
    if card.prop.words:
        word_meant = meant(card, text) or text
        if word_meant not in card.prop.words:
            raise UnknownWord(word, text, card.prop.words)
        return word_meant
    if hint is Decimal:
        return number_of(text)
    if hint is CountRange:
        return to_json(written_age(text) if word == AGE else written_count(text))
    if hint is PartialDate:
        return _date(text, form, order).edtf
    if hint is PersonName:
        return PersonName.of(text).to_json()
    if hint is Attribution:
        return to_json(read_attribution(text))
    if hint is Identifier:
        return to_json(Identifier.parse(text))
    if hint is GeoPoint:
        return one_cell_point(text).to_json()
    if hint is bool:
        return _bool(text)
    if hint in WRITTEN_GROUND:
        return word_of(card, text)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        # An unknown category is never taken for the nearest: a bare else would be a claim we cannot source.
        return word_of(card, text)
    return text


def number_of(text: str) -> str:
    """Return a number in any digits as it is recorded: 12 or -3.5. Raises UnreadableCell."""
    plain = arabic_digits_to_ascii(text).strip().replace("\u066b", ".")  # the Arabic decimal separator
    if not _PLAIN_NUMBER.fullmatch(plain):
        raise UnreadableCell(message("{text} is not a number such as 12 or 3.5"), text=repr(text))
    return format(Decimal(plain).normalize(), "f")


def _date(text: str, form: str | None, order: DayOrder | None) -> PartialDate:
    """Return the date of a cell: by its own form, or as people write it. Raises EitherOrder, UnreadableDate."""
    if form is not None:
        plain = arabic_digits_to_ascii(text).strip()
        try:
            day = datetime.strptime(plain, form).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError as reason:
            raise UnreadableCell(message("the date is not written as [formats] says ({form})"), form=form) from reason
        return PartialDate.on(day)
    return written_date(text, order)


def _bool(text: str) -> bool:
    if text.lower() not in TRUE_WORDS:
        raise UnreadableCell(message("{text} is neither yes nor no"), text=repr(text))
    return TRUE_WORDS[text.lower()]
