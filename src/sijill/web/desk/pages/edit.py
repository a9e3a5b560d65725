"""Correct one value of a record: the property, what it should be, and why; the value before stays beside it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill.ledger import RecordMovedOn
from sijill.model import Rank, from_json, properties
from sijill.records import AnyRecord, noun_of
from sijill.values import message, translate
from sijill.web.accounts.policy import Action
from sijill.web.desk.conflict_page import moved_on
from sijill.web.desk.decision_form import append_id_of
from sijill.web.desk.record_form import RecordForm
from sijill.web.desk.related_records import name_of
from sijill.web.desk.timeline import called
from sijill.web.desk.value_view import ASSESSED, format_value
from sijill.web.forms import LACKING, MISSING, Typed, faults, said
from sijill.web.requests import field, named_record, needs, register_of, seen_of, view_of
from sijill.web.templatetags.sijill import language

WHY = {"reason": "reason_told"}
"""A property that stands under another name, since the form asks for a reason of its own."""


class WhyForm(Typed):
    """Why a value is corrected, and whether it is the one that we hold from now on."""

    reason = forms.CharField(
        label=said(message("Reason")), widget=forms.Textarea({"rows": 2, "dir": "auto"}), error_messages=LACKING
    )
    prefer = forms.BooleanField(label=said(message("We hold this value from now on")), required=False, initial=True)


@needs(Action.JUDGE)
def edit_value(request: HttpRequest, subject: str) -> HttpResponse:
    """Show the form of one value, or record what it says beside the value before."""
    view, name = view_of(request), field(request, "property")
    found = view.record(subject)
    if name == "attribution" and found.kind in ASSESSED:
        return redirect("responsibility", subject=found.id)
    cards = {one: card for one, card in properties(noun_of(found.kind)).items() if view.shows(found.kind, one)}
    name = name if name in cards else ""  # which one is asked first
    data = request.POST if request.method == "POST" and name else None
    form = RecordForm(
        found.kind, data, names=[name or next(iter(cards))], renamed=WHY, meant=partial(named_record, request)
    )
    why = WhyForm(data)
    if data is not None and all([form.is_valid(), why.is_valid()]):
        if name in form.values:
            return _recorded(request, found, name, form.values[name], why)
        form.add_error(next(iter(form.parts[name].values())), translate(language(), MISSING))
    wrong, register = faults(form, why), register_of(request)
    shown = {
        "record": found,
        "title": name_of(found),
        "name": name,
        "asked": [one for section in form.sections for asked in section.asked for one in asked.fields],
        "why": why,
        "wrong": wrong,
        "held": [(format_value(name, one.value), one.source or "") for one in found.held.get(name, ())],
        "properties": [(one, called(card.prop, language())) for one, card in cards.items()],
        "seen": field(request, "seen") or register.records.last_seq(found.id),
        "append_id": append_id_of(request),
    }
    return render(request, "desk/edit.html", shown, status=400 if wrong else 200)


def _recorded(request: HttpRequest, found: AnyRecord, name: str, value: Any, why: WhyForm) -> HttpResponse:
    try:
        done = register_of(request).records.record(
            found.kind,
            {name: value},
            subject=found.id,
            reason=why.cleaned_data["reason"],
            rank=Rank.PREFERRED if why.cleaned_data["prefer"] else Rank.NORMAL,
            expect=seen_of(request, found.id),
            append_id=append_id_of(request),
        )
    except RecordMovedOn:
        card = properties(noun_of(found.kind))[name]
        offered = [from_json(card.type, one) for one in (value if card.prop.many else [value])]
        return moved_on(request, found.id, name, offered=offered if card.prop.many else offered[0])
    return redirect("second", done.judgement) if done.judgement else redirect("record", found.id)
