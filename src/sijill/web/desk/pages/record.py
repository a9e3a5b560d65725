"""One record: every value with its rivals, sources, quotations and history, its time, and why it is counted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill import records
from sijill.ledger import RecordMovedOn
from sijill.model.consent import Consent, ConsentBasis, GivenBy, Purpose
from sijill.readings import PURPOSES
from sijill.records import AnyRecord
from sijill.tolls import RECORD_NUMBERS, CountedNumber
from sijill.values import PartialDate
from sijill.web.accounts.policy import Action
from sijill.web.desk.charts import in_print
from sijill.web.desk.conflict_page import moved_on
from sijill.web.desk.related_records import linked, name_of, related
from sijill.web.desk.timeline import timeline
from sijill.web.desk.value_view import ASSESSED, reasons, shown_properties
from sijill.web.requests import counted_number, counting_of, field, needs, register_of, seen_of, view_of
from sijill.web.templatetags.sijill import language
from sijill.workspace import Snapshot


@needs(Action.SEE_RECORDS, "GET")
def record(request: HttpRequest, subject: str) -> HttpResponse:
    """Show a record as this person may see it."""
    register, view = register_of(request), view_of(request)
    found = view.record(subject)
    register.keeping.looked_at([found.id])
    counting = counting_of(request, folded=False)
    members = register.records.members(found.id)
    told = register.records.history(found.id, members=members)
    steps = view.history(found.kind, reversed(records.history(view.told(told), subjects=members)))
    properties = tuple(shown_properties(request, found, counting, steps))
    shown = {
        "record": found,
        "title": name_of(found),
        "properties": properties,
        "moments": timeline(found, properties, steps),
        "related": related(request, found, members),
        "team": view.is_team,
        "responsibility": found.kind in ASSESSED,
        "seen": told[-1].seq,
        **_consents(request, found),
        **linked(request, found),
        **_assessment(request, found, counting),
    }
    return render(request, "desk/record.html", shown)


@needs(Action.JUDGE, "POST")
def decide(request: HttpRequest, subject: str) -> HttpResponse:
    """Record that two records are one or two, or take such a decision back."""
    register, view, reason = register_of(request), view_of(request), field(request, "reason")
    one, other = field(request, "one") or subject, field(request, "other")
    for named in (one, other):
        view.record(named)
    does = {"same": register.links.same, "apart": register.links.apart, "unlink": register.links.unlink}.get(
        field(request, "decision")
    )
    if does is None:
        raise Http404
    does(one, other, reason=reason, append_id=field(request, "append_id") or None)
    return redirect("record", subject=subject)


@needs(Action.RETRACT, "POST")
def withdraw_value(request: HttpRequest, subject: str) -> HttpResponse:
    """Withdraw one value of a record with the reason; it stays in the history."""
    found = view_of(request).record(subject)
    subject = found.id
    statement, expect = field(request, "statement"), seen_of(request, subject)
    held = {one.statement: (name, one) for name, values in found.held.items() for one in values}
    if statement in held:
        try:
            register_of(request).records.retract(statement, reason=field(request, "reason"), expect=expect)
        except RecordMovedOn:
            name, one = held[statement]
            return moved_on(request, subject, name, offered=one.value, withdrawing=True)
    return redirect("record", subject=subject)


@needs(Action.ENTER, "POST")
def consent(request: HttpRequest, subject: str) -> HttpResponse:
    """Record what a person or a family agreed to for one purpose, or that it was taken back."""
    withdrawn, basis, day = field(request, "withdraw"), field(request, "basis"), field(request, "given_on")
    given = Consent(
        "",
        view_of(request).record(subject).id,
        Purpose(field(request, "purpose")),
        ConsentBasis.PUBLISHED_SOURCE if basis == ConsentBasis.PUBLISHED_SOURCE else ConsentBasis.CONSENT,
        GivenBy(by) if (by := field(request, "given_by")) and not withdrawn else None,
        PartialDate.parse(day) if day else None,
        field(request, "language"),
        field(request, "explained_by"),
        field(request, "guardian"),
        bool(withdrawn),
        field(request, "reason"),
    )
    register_of(request).publishing.consent(given, append_id=field(request, "append_id") or None)
    return redirect("record", subject=subject)


def _consents(request: HttpRequest, found: AnyRecord) -> dict[str, object]:
    """Return what was agreed to about a person, for the team, and what the form offers."""
    if found.kind != "victim" or not view_of(request).is_team:
        return {}
    decided = register_of(request).publishing.consents(found.id)
    return {
        "consents": [(one, PURPOSES[one.purpose]) for one in decided],
        "purposes": PURPOSES.items(),
        "givers": list(GivenBy),
        "consent_id": register_of(request).new_id(),
    }


def _assessment(request: HttpRequest, found: AnyRecord, counting: Snapshot) -> dict[str, object]:
    """Return the assessment of the whole record with its rules; of a person who may not be shown, nothing."""
    if found.kind not in ASSESSED or not found.held:
        return {}
    one = counted_number(request, found.id)
    if one is None:
        return {}
    assessment = one.assessment
    method = counting.rules.title["ar" if language().is_rtl else "en"]
    said = {"assessment": assessment, "reasons": reasons(counting, assessment, language()), "method": method}
    return said | {"counted": one, "numbers": _number_lines(one) if one else ()}


def _number_lines(one: CountedNumber) -> list[tuple[str, str]]:
    """Return the killed with their groups, and the injured where somebody stated them; "" is not stated."""
    held = one.numbers
    names = [name for name in RECORD_NUMBERS if name in held or name not in ("men", "injured")]
    return [(name, in_print(held[name], language()) if name in held else "") for name in names]
