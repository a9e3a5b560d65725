"""One record: every value with its rivals, sources, quotations and history, its time, and why it is counted."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from sijill import records
from sijill.access import may_see
from sijill.ledger import RecordMovedOn
from sijill.methodology import MethodologyNotAdopted
from sijill.model import Sensitivity
from sijill.records import AnyRecord
from sijill.web.accounts.policy import Action
from sijill.web.desk.gate import clearance, field, needs
from sijill.web.desk.held import shown_properties, shown_steps
from sijill.web.desk.moved import moved_on
from sijill.web.desk.opened import counting_of, register_of
from sijill.web.desk.records import redacted_record
from sijill.web.desk.related import name_of, related
from sijill.web.desk.templatetags.sijill import language
from sijill.web.desk.timeline import timeline
from sijill.web.desk.why import ASSESSED, assessed, reasons


@require_GET
@needs(Action.SEE_RECORDS)
def record(request: HttpRequest, subject: str) -> HttpResponse:
    """Show a record as this person may see it."""
    register = register_of(request)
    found = redacted_record(request, subject)
    register.looked_at([subject])
    counting = counting_of(request, folded=False)
    steps = shown_steps(request, found, records.history(register.history(subject), subject=subject), counting)
    properties = tuple(shown_properties(request, found, counting, steps))
    shown = {
        "record": found,
        "title": name_of(found),
        "properties": properties,
        "moments": timeline(found, properties, steps),
        "related": related(request, found),
        "team": may_see(clearance(request), Sensitivity.TEAM),
        "responsibility": found.kind in ASSESSED,
        "seen": register.ledger.last_seq(subject),
        **_assessment(request, found),
    }
    return render(request, "desk/record.html", shown)


@require_POST
@needs(Action.RETRACT)
def withdraw_value(request: HttpRequest, subject: str) -> HttpResponse:
    """Withdraw one value of a record with the reason; it stays in the history."""
    found = redacted_record(request, subject)
    statement, seen = field(request, "statement"), field(request, "seen")
    held = {one.statement: (name, one) for name, values in found.held.items() for one in values}
    if statement in held:
        expect = {subject: int(seen)} if seen.isdecimal() else None
        try:
            register_of(request).retract(statement, reason=field(request, "reason"), expect=expect)
        except RecordMovedOn:
            name, one = held[statement]
            return moved_on(request, subject, name, offered=one.value, withdrawing=True)
    return redirect("record", subject=subject)


def _assessment(request: HttpRequest, found: AnyRecord) -> dict[str, object]:
    """Return the assessment of the whole record with its rules; of a person who may not be shown, nothing."""
    if found.kind not in ASSESSED or not found.held:
        return {}
    try:
        counting = counting_of(request, folded=False)
        assessment = assessed(counting, register_of(request).record_of(found.id))
    except MethodologyNotAdopted:
        return {}
    method = counting.rules.title["ar" if language().is_rtl else "en"]
    return {"assessment": assessment, "reasons": reasons(counting, assessment, language()), "method": method}
