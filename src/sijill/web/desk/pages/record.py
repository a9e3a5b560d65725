"""One record: every value with its rivals, sources, quotations and history, its time, and why it is counted."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from sijill import records
from sijill.access import may_see
from sijill.ledger import RecordMovedOn
from sijill.model import Sensitivity
from sijill.records import AnyRecord
from sijill.tolls import RECORD_NUMBERS, CountedNumber
from sijill.web.accounts.policy import Action
from sijill.web.desk.charts import in_print
from sijill.web.desk.counted import counted_number
from sijill.web.desk.gate import clearance, field, needs
from sijill.web.desk.held import shown_properties, shown_steps
from sijill.web.desk.linked import linked
from sijill.web.desk.moved import moved_on
from sijill.web.desk.opened import counting_of, register_of
from sijill.web.desk.records import redacted_record
from sijill.web.desk.related import name_of, related
from sijill.web.desk.templatetags.sijill import language
from sijill.web.desk.timeline import timeline
from sijill.web.desk.why import ASSESSED, reasons
from sijill.workspace import Counting


@require_GET
@needs(Action.SEE_RECORDS)
def record(request: HttpRequest, subject: str) -> HttpResponse:
    """Show a record as this person may see it."""
    register = register_of(request)
    found = redacted_record(request, subject)
    register.keeping.looked_at([found.id])
    counting = counting_of(request, folded=False)
    members = register.records.members(found.id)
    told = register.records.history(found.id)
    steps = shown_steps(request, found, records.history(told, subjects=members), counting)
    properties = tuple(shown_properties(request, found, counting, steps))
    shown = {
        "record": found,
        "title": name_of(found),
        "properties": properties,
        "moments": timeline(found, properties, steps),
        "related": related(request, found),
        "team": may_see(clearance(request), Sensitivity.TEAM),
        "responsibility": found.kind in ASSESSED,
        "seen": told[-1].seq,
        **linked(request, found),
        **_assessment(request, found, counting),
    }
    return render(request, "desk/record.html", shown)


@require_POST
@needs(Action.JUDGE)
def decide(request: HttpRequest, subject: str) -> HttpResponse:
    """Record that two records are one or two, or take such a decision back."""
    register, reason = register_of(request), field(request, "reason")
    one, other = field(request, "one") or subject, field(request, "other")
    for named in (one, other):
        redacted_record(request, named)
    does = {"same": register.links.same, "apart": register.links.apart, "unlink": register.links.unlink}.get(
        field(request, "decision")
    )
    if does is None:
        raise Http404
    does(one, other, reason=reason, append_id=field(request, "append_id") or None)
    return redirect("record", subject=subject)


@require_POST
@needs(Action.RETRACT)
def withdraw_value(request: HttpRequest, subject: str) -> HttpResponse:
    """Withdraw one value of a record with the reason; it stays in the history."""
    found = redacted_record(request, subject)
    subject = found.id
    statement, seen = field(request, "statement"), field(request, "seen")
    held = {one.statement: (name, one) for name, values in found.held.items() for one in values}
    if statement in held:
        expect = {subject: int(seen)} if seen.isdecimal() else None
        try:
            register_of(request).records.retract(statement, reason=field(request, "reason"), expect=expect)
        except RecordMovedOn:
            name, one = held[statement]
            return moved_on(request, subject, name, offered=one.value, withdrawing=True)
    return redirect("record", subject=subject)


def _assessment(request: HttpRequest, found: AnyRecord, counting: Counting) -> dict[str, object]:
    """Return the assessment of the whole record with its rules; of a person who may not be shown, nothing."""
    if found.kind not in ASSESSED or not found.held:
        return {}
    one = counted_number(request, found.id)
    if one is None:
        return {}
    assessment = one.assessment
    method = counting.rules.title["ar" if language().is_rtl else "en"]
    said = {"assessment": assessment, "reasons": reasons(counting, assessment, language()), "method": method}
    return said | {"counted": one, "numbers": _numbers(one) if one else ()}


def _numbers(one: CountedNumber) -> list[tuple[str, str]]:
    """Return the killed with their groups, and the injured where somebody stated them; "" is not stated."""
    held = one.numbers
    names = [name for name in RECORD_NUMBERS if name in held or name not in ("men", "injured")]
    return [(name, in_print(held[name], language()) if name in held else "") for name in names]
