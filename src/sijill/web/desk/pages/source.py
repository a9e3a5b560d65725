"""A source: the documents it gave, what became of the claims in them, and whose voice it is where that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import CharField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill import wording
from sijill.model import Claim, Item, properties
from sijill.model.custody import Source
from sijill.model.parties import Parties
from sijill.records import AnyRecord, record_in
from sijill.values import PartialDate, translate
from sijill.web.accounts.policy import Action
from sijill.web.desk.record_form import RecordForm
from sijill.web.desk.timeline import called
from sijill.web.desk.url_keys import source_key
from sijill.web.desk.value_view import format_value
from sijill.web.forms import LACKING, faults
from sijill.web.requests import field, needs, register_of, view_of
from sijill.web.templatetags.sijill import language

MOST_DOCUMENTS = 50
CLAIMS = 200
MOST_DESCRIBED = 500
DESCRIBED = ("kind", "affiliation", "reliability", "covers", "covers_period", "covers_area", "covers_whom")
"""What a person says of a source on its page."""


class SourceForm(RecordForm):
    """What a person says of a source, with the reason; what is not changed is not said again."""

    def __init__(self, known: AnyRecord | None, data: Any = None) -> None:
        """Begin with what is held."""
        held = {one: value for one in DESCRIBED if known and (value := getattr(known.noun, one)) is not None}
        typed = {one: value.edtf if isinstance(value, PartialDate) else value for one, value in held.items()}
        super().__init__("source", data, names=DESCRIBED, initial=typed)
        self.fields["reason"] = CharField(label=translate(language(), "Reason"), error_messages=LACKING)


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim of a source with the last verdict on it, or none while it waits."""

    claim: Claim
    verdict: str
    by: str
    reason: str


@needs(Action.SEE_RECORDS, "GET")
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources of the documents that this person may know of."""
    counts = Counter(one.source for one in view_of(request).items()[::-1])
    known = _said_of_sources(request)
    rows = [
        (name, source_key(name), n, known[name].noun if name in known else None)
        for name, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return render(request, "desk/sources.html", {"sources": rows, "team": view_of(request).is_team})


@needs(Action.SEE_RECORDS, "GET")
def source(request: HttpRequest, key: str) -> HttpResponse:
    """Show one source, as far as this person may know of its documents."""
    return _source_page(request, key)


@needs(Action.JUDGE, "POST")
def describe(request: HttpRequest, key: str) -> HttpResponse:
    """Record what kind of source it is, how reliable, what its lists cover; what was said before is withdrawn."""
    name = next((one for one in view_of(request).sources() if source_key(one) == key), None)
    if name is None:
        raise Http404
    known = _said_of_sources(request).get(name)
    form = SourceForm(known, request.POST)
    if not form.is_valid():
        return _source_page(request, key, form)
    changed, reason = set(form.changed_data) & set(DESCRIBED), form.cleaned_data["reason"]
    if values := {one: value for one, value in form.values.items() if one in changed}:
        register_of(request).records.record(
            "source",
            values if known else {"name": name, **values},
            subject=known.id if known else None,
            reason=reason,
            append_id=field(request, "append_id") or None,
        )
    for held in (held for one in changed for held in (known.held.get(one, ()) if known else ())):
        register_of(request).records.retract(held.statement, reason=reason)
    return redirect("source", key=key)


def _said_of_sources(request: HttpRequest) -> dict[str, AnyRecord]:
    """Return what is recorded of sources, by name, as whoever asks may see it."""
    register, view = register_of(request), view_of(request)
    ids = [one for _, one in view.record_ids(kind="source", limit=MOST_DESCRIBED)]
    told = register.records.histories(ids)
    whole = (record_in(told, [one]) for one in ids)
    found = (view.redacted(one).value for one in whole if one is not None)
    return {str(one.noun.name): one for one in found if one.noun.name}


def _source_page(request: HttpRequest, key: str, form: SourceForm | None = None) -> HttpResponse:
    items = [one for one in view_of(request).items()[::-1] if source_key(one.source) == key]
    if not items:
        raise Http404
    name, party = items[0].source, Parties.load().slug(items[0].source)
    register_of(request).keeping.looked_at([one.id for one in items[:MOST_DOCUMENTS]])
    judged, known = list(_judged(request, items[:MOST_DOCUMENTS])), _said_of_sources(request).get(name)
    cards = {one: properties(Source)[one].prop for one in DESCRIBED}
    shown = {
        "name": name,
        "key": key,
        "voice": (party, wording.slug_label(party, language())) if party else None,
        "items": items[:MOST_DOCUMENTS],
        "count": len(items),
        "most": MOST_DOCUMENTS,
        "judged": judged,
        "verdicts": sorted(Counter(one.verdict for one in judged).items()),
        "known": known,
        "facts": [
            (called(card, language()), format_value(one, value))
            for one, card in cards.items()
            if known and (value := getattr(known.noun, one)) is not None
        ],
        "form": form or SourceForm(known),
        "wrong": faults(form) if form else (),
        "append_id": register_of(request).new_id(),
    }
    return render(request, "desk/source.html", shown, status=400 if form else 200)


def _judged(request: HttpRequest, items: Sequence[Item]) -> Iterable[JudgedClaim]:
    """Give the claims of documents whose words this person may read, each with its last verdict."""
    register, view, given = register_of(request), view_of(request), 0
    for item in items:
        for claim in view.proposals_of(item):
            verdicts = [
                one for one in register.records.histories([claim.id])[claim.id] if one.kind == "judgement" and one.body
            ]
            last = verdicts[-1] if verdicts else None
            body = (last.body or {}) if last else {}
            word = str(body.get("verdict", "waiting"))
            yield JudgedClaim(claim, word, last.actor if last else "", str(body.get("reason", "")))
            given += 1
            if given == CLAIMS:
                return
