"""What the form of entering by hand asks for and says: an event with its people, a person, or any other record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from sijill.actions.entries import ManualEntry
from sijill.model import NOUNS, Outcome, Sensitivity, properties
from sijill.records import noun_of
from sijill.values import message, translate
from sijill.web.desk.card_fields import fields_of
from sijill.web.desk.record_form import RecordForm
from sijill.web.forms import LACKING, Typed, said
from sijill.web.templatetags.sijill import code, language

EVENT, PERSON = "event", "victim"
KINDS = (EVENT, PERSON, *(kind for kind in NOUNS if kind not in ("incident", PERSON)))
LEVELS = (Sensitivity.TEAM, Sensitivity.PUBLIC, Sensitivity.RESTRICTED)
OF_EACH = ("name", "sex", "age", "is_child", "civilian_status")
"""What a row asks of each of several people; the rest of a person has a form of its own."""

SHARED = {one: one for one in ("place", "place_class", "attribution", "weapon", "cause", "documented_on")}
DEATH = {**SHARED, "happened_on": "died_on", "governorate": "killed_in"}
"""What an event says of each of its people, by the properties of the event and of who died in it."""

RENAMED = {"source": "printed_by", "kind": "kind_of_it"}
"""Properties that stand on the page under another name, since the form itself has a field of theirs."""

FATAL = (Outcome.KILLED, Outcome.DIED_IN_CUSTODY)
NEW = "new"
CHOSEN = frozenset({"kind", "outcome", "sensitivity"})
"""What a form that nobody touched holds already."""

CONTROLS = frozenset({"csrfmiddlewaretoken", "append_id", "save", "more", "same", "sure", "warned", "seen", "draft"})
FURTHER = re.compile(r"p(\d{1,3})-")
NAMELESS = message("Give the name of the person in either script, or say only what happened.")


class ToldForm(Typed):
    """Who says it, in which words, and who may see them."""

    source = forms.CharField(label=said(message("Source: who published it or handed it over")), error_messages=LACKING)
    words = forms.CharField(
        label=said(message("Its words, exactly as they were said")),
        error_messages=LACKING,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
    )
    sensitivity = forms.ChoiceField(label=said(message("May be seen by")), required=False)
    party_name = forms.CharField(
        label=said(message("A party that the list lacks, as the source calls it")), required=False
    )

    def __init__(self, data: Any = None, *, kind: str) -> None:
        """Ask for a party of the source's own naming where somebody did it."""
        super().__init__(data)
        self.fields["sensitivity"].choices = [(one.value, code(one)) for one in LEVELS]
        self.fields["source"].widget.attrs.update({"dir": "auto", "list": "sources", "autocomplete": "off"})
        if kind not in (EVENT, PERSON):
            del self.fields["party_name"]


class PersonRow(RecordForm):
    """One of the people of an event."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        """Ask for the name, who it was, and what happened to them."""
        super().__init__(PERSON, data, names=OF_EACH, **options)
        ((name, field),) = fields_of("act", properties(noun_of("act"))["outcome"])
        field.widget.choices = field.widget.choices[1:]
        self.fields[name] = field
        self.initial[name] = Outcome.KILLED

    @property
    def asks(self) -> list[tuple[BoundField, ...]]:
        """What the row asks, in its order."""
        return [self._asked(name).fields for name in self.cards] + [(self["outcome"],)]

    @property
    def outcome(self) -> Outcome:
        """What happened to them; who says nothing of it speaks of the dead."""
        return Outcome(self.cleaned_data.get("outcome") or Outcome.KILLED)


@dataclass
class EntryForms:
    """The forms of one page of entry, filled with what was typed."""

    kind: str
    data: MultiValueDict[str, str] | None
    meant: Callable[[str], str] = str
    more: bool = False

    def unjudged(self) -> EntryForms:
        """Return them as they are only shown again."""
        for form in self.all:
            form.judged = False
        return self

    @cached_property
    def told(self) -> ToldForm:
        """Who says it."""
        return ToldForm(self.data, kind=self.kind)

    @cached_property
    def main(self) -> RecordForm:
        """The record itself."""
        words = self.data.get("words", "").replace("\r\n", "\n") if self.data else ""
        renamed = RENAMED | ({"civilian_status": "status_of_dead"} if self.kind == EVENT else {})
        kind = "incident" if self.kind == EVENT else self.kind
        return RecordForm(kind, self.data, renamed=renamed, words=words, meant=self.meant)

    @cached_property
    def people(self) -> list[PersonRow]:
        """The people of an event, one row a person, with an empty row where another is asked for."""
        if self.kind != EVENT:
            return []
        further = sorted({int(found[1]) for name in self.data or () if (found := FURTHER.match(name))})
        last = further[-1] if further else 1
        prefixes = (None, *(f"p{one}" for one in further), *([f"p{last + 1}"] if self.more else ()))
        return [PersonRow(self.data, prefix=prefix) for prefix in prefixes]

    @property
    def filled(self) -> list[PersonRow]:
        """The rows in which somebody stands."""
        return [row for row in self.people if row.values]

    @property
    def all(self) -> tuple[Typed, ...]:
        """Every form in the order of the page."""
        return (self.told, self.main, *self.people)

    def is_valid(self) -> bool:
        """Test whether all that was typed can be read; who stands in a row is named."""
        valid = [form.is_valid() for form in self.all]
        for row in self.filled:
            if "name" not in row.values and not row.errors:
                row.add_error("name_ar", translate(language(), NAMELESS))
                valid.append(False)
        return all(valid)

    def entry(self, onto: str | None, others_onto: tuple[str, ...] = ()) -> ManualEntry:
        """Return what the forms say. Call it when they are valid."""
        told, values = self.told.cleaned_data, self.main.values
        given: dict[str, Any] = {"kind": self.kind, "values": values}
        if self.kind == PERSON:
            given = {"victim": {"statuses": [], **values} if values else {}}
        elif self.kind == EVENT:
            victim, *others = [self._victim(row) for row in self.filled] or [{}]
            given = {"victim": victim, "others": tuple(others), "incident": values if self.is_event else {}}
        return ManualEntry(
            words=told["words"].replace("\r\n", "\n"),
            source=told["source"],
            party=told.get("party_name", ""),
            onto=onto,
            others_onto=others_onto,
            quoted=self._grounds(self.main.quoted),
            decided=self._grounds(self.main.decided),
            sensitivity=Sensitivity(told["sensitivity"] or Sensitivity.TEAM),
            **given,
        )

    @property
    def is_event(self) -> bool:
        """Whether an incident is told besides the people: by its title, by what only it has, or by who outlived it."""
        own = set(self.main.values) - set(DEATH)
        return bool(own) or any(row.outcome not in FATAL for row in self.filled)

    def _victim(self, row: PersonRow) -> dict[str, Any]:
        shared = DEATH if row.outcome in FATAL else {"documented_on": "documented_on"}
        ours = {theirs: self.main.values[one] for one, theirs in shared.items() if one in self.main.values}
        return {"statuses": [row.outcome.value], **ours, **row.values}

    def _grounds(self, given: Mapping[str, str]) -> dict[str, str]:
        return {key: why for name, why in given.items() for key in self._keys(name)}

    def _keys(self, name: str) -> Iterator[str]:
        if self.kind != EVENT or self.is_event:
            yield f"{self.main.kind}.{name}"
        if self.kind == EVENT and name in DEATH and self.filled:
            yield f"{PERSON}.{DEATH[name]}"


def typed(request: HttpRequest) -> dict[str, str]:
    """Return the fields of the form as they were typed, several of one name line by line."""
    sent = request.POST
    given = {
        name: "\n".join(sent.getlist(name)).strip()
        for name in sent
        if name not in CONTROLS and not name.startswith("seen-") and not name.endswith("-same")
    }
    touched = any(text and name.rpartition("-")[2] not in CHOSEN for name, text in given.items())
    return given if touched else {"kind": given.get("kind", EVENT)}


def forms_of(given: Mapping[str, str], meant: Callable[[str], str], *, more: bool = False) -> EntryForms:
    """Return the forms of what was typed; of nothing typed, empty ones of that kind."""
    kind = given.get("kind", EVENT)
    empty = EntryForms(kind if kind in KINDS else EVENT, None)
    several = {name for name, field in empty.main.fields.items() if isinstance(field, forms.MultipleChoiceField)}
    data = MultiValueDict({name: text.split("\n") if name in several else [text] for name, text in given.items()})
    return EntryForms(empty.kind, data if given.keys() - {"kind"} else None, meant, more)


def compared(given: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give what is typed of the event with its first person, and of each other person, by the name of their choice."""
    kind = given.get("kind", EVENT)
    day, region = ("died_on", "killed_in") if kind == PERSON else ("happened_on", "governorate")
    where = {"happened_on": given.get(day, ""), "governorate": given.get(region, ""), "place": given.get("place", "")}
    if kind in (EVENT, PERSON):
        yield "same", {**given, **where}
    for prefix in dict.fromkeys(f"p{found[1]}" for name in given if (found := FURTHER.match(name))):
        yield f"{prefix}-same", {one: given.get(f"{prefix}-{one}", "") for one in ("name_ar", "name_en")} | where
