"""The fields of a form for a declared property, made from its card: its label, what it takes, how it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django import forms

from sijill import wording
from sijill.actions.statements import HOLDERS, checked, words_taken
from sijill.actions.tables import cell_value
from sijill.model import Attribution, AttributionMode, Outcome, to_json
from sijill.model.cards import Declared
from sijill.model.parties import Parties
from sijill.model.territory import Holding, Stage
from sijill.records import REFERENCES
from sijill.values import (
    CountRange,
    GeoPoint,
    Identifier,
    NameForm,
    NameKind,
    PartialDate,
    PersonName,
    message,
    script_of,
    translate,
)
from sijill.web.forms import ChosenField, DateField, ReadField
from sijill.web.templatetags.sijill import code, language
from sijill.web.words import value_in_words
from sijill.wording.ground import GROUND_WORDS

LONG = frozenset({"account", "terms", "aggravation", "military_presence", "warning_given", "reason"})
"""What is told in sentences."""

HELP: dict[Any, str] = {
    CountRange: message("44, 44-50 or 44+"),
    GeoPoint: message("latitude and longitude in decimals: 36.5108, 36.8689"),
    Identifier: message("who numbers, and the number, one a line: moh:1234"),
    Holding: message("one a line: a party, or a party and its share, such as sdf 25%"),
    Stage: message("one a line: took_effect; at=2016-05-05; time=01:00; zone=Asia/Damascus; by=PARTY; hours=48"),
}
A_LINE = message("one a line")
BY_HANDLE = message("the handle or the id of the record")
NAME_PARTS = {
    "_ar": (message("Name in Arabic"), NameKind.FULL),
    "_en": (message("Name in Latin letters"), NameKind.FULL),
    "_alias": (message("Also called"), NameKind.ALIAS),
}
SECOND, BETWEEN = message("A second party"), message("What the words say of the two")
MODES = (
    AttributionMode.JOINT,
    AttributionMode.JOINT_UNDETERMINED,
    AttributionMode.ONE_OF_TWO,
    AttributionMode.DISPUTED,
)
TRUTH = {"yes": True, "no": False}
PARTIES = "known-parties"
"""The id of the list of parties that a page offers beside a text."""

Choices = list[tuple[str, str]]


def fields_of(kind: str, card: Declared) -> Iterator[tuple[str, forms.Field]]:
    """Give the fields for one property of a kind of record, each by its name: of a name and of who did it several."""
    read, words = partial(_value_of, kind, card), () if card.name in HOLDERS else words_taken(card)
    options: dict[str, Any] = {"label": card.prop.label_ar if language().is_rtl else card.prop.label_en}
    if card.type is PersonName:
        for part, (label, of) in NAME_PARTS.items():
            shown = forms.TextInput({"dir": "rtl" if part == "_ar" else "auto", "autocomplete": "off"})
            yield card.name + part, ReadField(partial(_form_of, of), label=translate(language(), label), widget=shown)
    elif card.type is Attribution:
        yield card.name, ReadField(read, **options, widget=forms.Select(choices=choices(Parties.load().slugs())))
        yield f"{card.name}_second", ReadField(read, label=translate(language(), SECOND), widget=_text(PARTIES))
        between = forms.Select(choices=choices(MODES, lambda mode: translate(language(), wording.MODES[mode])))
        yield f"{card.name}_mode", ReadField(str, label=translate(language(), BETWEEN), widget=between)
    elif card.type is PartialDate:
        yield card.name, DateField(read, **options)
    elif words and card.prop.many:
        yield card.name, ChosenField(read, **options, choices=choices(words, partial(_word, card))[1:])
    elif words or card.type is bool:
        offered = choices(words or ("yes", "no"), partial(_word, card))
        yield card.name, ReadField(read, **options, widget=forms.Select(choices=offered))
    else:
        hint = (
            BY_HANDLE
            if card.name in REFERENCES and not card.prop.many
            else HELP.get(card.type, A_LINE if card.prop.many else "")
        )
        several = card.prop.many or card.name in LONG
        widget = (
            forms.Textarea({"rows": 2, "dir": "auto"}) if several else _text(PARTIES if card.name in HOLDERS else "")
        )
        yield (
            card.name,
            ReadField(read, **options, widget=widget, help_text=translate(language(), hint) if hint else ""),
        )


def joined(card: Declared, cleaned: dict[str, Any]) -> Any:
    """Return the JSON form of what the fields of a property hold together, or None. Raises UnclearAttribution."""
    if card.type is PersonName:
        written = tuple(form for part in NAME_PARTS if (form := cleaned.get(card.name + part)))
        return PersonName(written).to_json() if written else None
    first, second, mode = (cleaned.get(card.name + part) for part in ("", "_second", "_mode"))
    if card.type is Attribution and (second or mode):
        named = [party for one in (first, second) if one for party in one.get("parties", ())]
        return to_json(Attribution(AttributionMode(mode or "single"), tuple(named)))
    return first


def choices(words: Iterable[str], say: Callable[[str], str] = code) -> Choices:
    """Return the choices of a list, none first; a long one is sorted as a reader of the language looks for it."""
    shown = [(str(one), say(one)) for one in words]
    return [("", ""), *(sorted(shown, key=lambda pair: pair[1]) if len(shown) > 15 else shown)]


def _word(card: Declared, one: str) -> str:
    """Return a word of a list as it is said of one record: "was killed", where its code heads a column of numbers."""
    if card.type in GROUND_WORDS:
        return value_in_words(card.type(one), language())
    if card.name == "event":
        return wording.label(one, language(), wording.HAPPENINGS)
    return value_in_words(Outcome(one) if one in set(Outcome) else TRUTH.get(one, one), language())


def _text(offered: str) -> forms.TextInput:
    return forms.TextInput({"dir": "auto", "autocomplete": "off"} | ({"list": offered} if offered else {}))


def _value_of(kind: str, card: Declared, given: Any) -> Any:
    """Return the JSON form of one text, or of several: what the property cannot hold is refused here, beside it."""
    pieces = given if isinstance(given, list) else given.splitlines() if card.prop.many else [given]
    found = [one for piece in pieces for one in checked(kind, card.name, cell_value(kind, card.name, piece))]
    return found if card.prop.many else found[0]


def _form_of(kind: NameKind, text: str) -> NameForm:
    return NameForm(text, script_of(text), None, kind)
