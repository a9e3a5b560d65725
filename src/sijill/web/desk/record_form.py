"""A form for one record: the properties of its kind under their headings, and what each value rests on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from sijill.model import properties
from sijill.model.cards import is_own
from sijill.records import REFERENCES, noun_of
from sijill.values import SijillError, message, translate
from sijill.web.desk.card_fields import fields_of, joined
from sijill.web.forms import Typed, said
from sijill.web.refusals import words_for
from sijill.web.templatetags.sijill import language
from sijill.wording.form_groups import FORM_GROUPS, OPEN_GROUPS, OWN_GROUP

DECIDED = "decided"
RESTS = [("", said(message("the words say so"))), (DECIDED, said(message("I decide, because")))]
RESTS_ON, WHICH = said(message("What it rests on")), said(message("The exact words, or the reason"))
WORDED = {"dir": "auto", "autocomplete": "off"}
WHY_MISSING = message("Give the reason of your decision.")


@dataclass(frozen=True, slots=True)
class Asked:
    """One property on a page: its fields, and what its value rests on."""

    fields: tuple[BoundField, ...]
    by: BoundField | None
    why: BoundField | None

    @property
    def is_told(self) -> bool:
        """Whether somebody said what the value rests on, or something is wrong with it."""
        return bool(self.why and (self.why.value() or self.why.errors or (self.by and self.by.value())))


@dataclass(frozen=True, slots=True)
class Section:
    """The properties of a form that stand under one heading."""

    heading: str
    asked: tuple[Asked, ...]
    is_open: bool


class RecordForm(Typed):
    """
    The properties of one kind of record, or some of them.

    ``values`` holds what was filled in, in JSON form; ``quoted`` and ``decided`` why, by property. Where ``words``
    are given, each property asks what its value rests on, and a quotation has to stand in them once.
    """

    def __init__(
        self,
        kind: str,
        data: Any = None,
        *,
        names: Collection[str] = (),
        renamed: Mapping[str, str] | None = None,
        words: str | None = None,
        meant: Callable[[str], str] = str,
        **options: Any,
    ) -> None:
        """Ask for ``names`` only where any are given; ``meant`` finds the record that somebody names."""
        super().__init__(data, **options)
        self.kind, self.words, self.meant = kind, words, meant
        self.values, self.quoted, self.decided = dict[str, Any](), dict[str, str](), dict[str, str]()
        cards = properties(noun_of(kind))
        # In the order of the page, so that the first refusal is the first that somebody sees.
        placed = [one for listed in _groups(cards).values() for one in listed if one in cards]
        self.cards = {one: cards[one] for one in names or placed if one in cards}
        self.parts: dict[str, dict[str, str]] = {}
        for name, card in self.cards.items():
            made = dict(fields_of(kind, card))
            self.parts[name] = {one: (renamed or {}).get(one, one) for one in made}
            self.fields |= {self.parts[name][one]: field for one, field in made.items()}
            if words is not None:
                self.fields[f"{name}-by"] = forms.ChoiceField(choices=RESTS, required=False, label=RESTS_ON)
                self.fields[f"{name}-why"] = forms.CharField(
                    required=False, label=WHICH, widget=forms.TextInput(WORDED)
                )

    def clean(self) -> dict[str, Any]:
        """Join what belongs together, find the records that are named, and hold each quotation to the words."""
        for name, card in self.cards.items():
            given = {one: self.cleaned_data.get(field) for one, field in self.parts[name].items()}
            try:
                value = joined(card, given)
                self.values[name] = self.meant(value) if isinstance(value, str) and name in REFERENCES else value
            except SijillError as error:
                self.refuse(list(self.parts[name].values())[-1], error)
            why, by = (str(self.cleaned_data.get(f"{name}-{one}") or "") for one in ("why", "by"))
            if by and not why:
                self.add_error(f"{name}-why", translate(language(), WHY_MISSING))
            elif why and not by and (self.words or "").count(why) != 1:
                self.add_error(
                    f"{name}-why", words_for("QuoteAmbiguous" if why in (self.words or "") else "QuoteNotFound")
                )
            elif why:
                (self.decided if by else self.quoted)[name] = why
        self.values = {name: value for name, value in self.values.items() if value is not None}
        return self.cleaned_data

    @property
    def sections(self) -> Iterator[Section]:
        """Give the properties by their headings; one that holds something, or something wrong, stands open."""
        for at, (heading, names) in enumerate(_groups(self.cards).items()):
            asked = tuple(self._asked(name) for name in names if name in self.cards)
            if asked:
                filled = any(one.is_told or any(f.value() or f.errors for f in one.fields) for one in asked)
                yield Section(translate(language(), heading), asked, at < OPEN_GROUPS or filled)

    def _asked(self, name: str) -> Asked:
        by, why = (self[f"{name}-{one}"] if self.words is not None else None for one in ("by", "why"))
        return Asked(tuple(self[field] for field in self.parts[name].values()), by, why)


def _groups(cards: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return what a form asks under each heading: last what the register has columns of its own for."""
    return {**FORM_GROUPS, OWN_GROUP: tuple(filter(is_own, cards))}
