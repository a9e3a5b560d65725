"""One claim beside its source: accept, change, reject, undo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from sijill.actions import Target, property_of
from sijill.ledger import RecordMovedOn
from sijill.model import CivilianStatus, Claim, ClaimKind, Stance, Verdict
from sijill.records import AnyRecord
from sijill.values import translate
from sijill.web.accounts import leases
from sijill.web.accounts.policy import Action, Role
from sijill.web.desk.changed import changed_claim
from sijill.web.desk.gate import field, item_for, needs, sees_words, somebody
from sijill.web.desk.opened import register_of
from sijill.web.desk.pages.queue import filters
from sijill.web.desk.passage import passage_around
from sijill.web.desk.records import redacted_record, similar_records
from sijill.web.desk.refusals import Leased, OwnEntry
from sijill.web.desk.templatetags.sijill import language
from sijill.web.desk.waiting import may_judge

APPEND_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBERS = ("killed", "children", "women", "men", "injured")
KINDS = ("incident", "victim", "tally")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A verdict that was given on this claim before."""

    verdict: str
    by: str
    reason: str


@require_GET
@needs(Action.SEE_QUEUE)
def review(request: HttpRequest, claim: str) -> HttpResponse:
    """Show one claim with its words lit in the source."""
    register, found = register_of(request), _claim_for(request, claim)
    judges = may_judge(request, found)
    mine = judges and leases.take(found.id, somebody(request).name, now=timezone.now())
    shown = {
        "claim": found,
        "item": register.item(found.item),
        "passage": passage_around(register.text(found.item), found.anchor),
        "earlier": _earlier(request, found.id),
        "own": not judges and somebody(request).role in (Role.VERIFIER, Role.LEAD),
        "busy": judges and not mine,
        "mine": mine,
        "asked": filters(request),
        "asked_text": urlencode(filters(request)),
        "undo": field(request, "undo"),
    }
    if mine:
        shown |= {
            "append_id": register.ids.internal(),
            "seen": register.ledger.last_seq(found.id),
            "similar": similar_records(request, found),
            "kinds": KINDS,
            "numbers": NUMBERS,
            "number": property_of(found),
            "statuses": list(CivilianStatus),
            "stances": list(Stance),
            "makes_record": found.kind is ClaimKind.CASUALTIES,
        }
    return render(request, "desk/review.html", shown)


@require_POST
@needs(Action.JUDGE)
def judge(request: HttpRequest, claim: str) -> HttpResponse:
    """Record the verdict, then go on to the next claim."""
    register, found = register_of(request), _claim_for(request, claim)
    if not may_judge(request, found):
        raise OwnEntry(f"claim {found.id} is of an item that this person entered")
    append_id = _append_id(request)
    # A form that was sent twice finds its first receipt and changes nothing, whoever holds the claim by then.
    if register.ledger.receipt(append_id) is None:
        if not leases.take(found.id, somebody(request).name, now=timezone.now()):
            raise Leased(f"claim {found.id} is held by another person")
        seen, now = _whole(request, "seen"), register.ledger.last_seq(found.id)
        if seen != now:
            raise RecordMovedOn(found.id, seen, now)
    verdict = Verdict(field(request, "verdict")) if field(request, "verdict") in set(Verdict) else Verdict.REJECTED
    edited = changed_claim(found, request) if verdict is Verdict.EDITED else None
    target, expect = (None, {}) if verdict is Verdict.REJECTED else _target(request)
    try:
        done = register.judge(
            found.id,
            verdict=verdict,
            reason=_reason(request, verdict),
            target=target,
            edited=edited,
            expect=expect or None,
            append_id=append_id,
        )
    except RecordMovedOn as moved:
        return _moved_on(request, moved, edited or found)
    leases.give_back(found.id, somebody(request).name)
    return redirect(f"{reverse('next')}?{urlencode({**filters_of_form(request), 'undo': done.judgement})}")


@require_POST
@needs(Action.RETRACT)
def undo(request: HttpRequest, judgement: str) -> HttpResponse:
    """Withdraw what a verdict made, and open its claim again."""
    register = register_of(request)
    entry = register.ledger.entry(judgement)
    if entry.kind != "judgement" or entry.body is None:
        raise Http404
    if entry.actor != somebody(request).name and somebody(request).role is not Role.LEAD:
        raise PermissionDenied
    receipt = register.ledger.receipt(entry.append_id)
    made = [one for one in (receipt.ids if receipt else ()) if register.ledger.entry(one).kind == "statement"]
    for statement in made:
        body = register.ledger.entry(statement).body
        subject = str((body or {}).get("subject"))
        if any(one.id == statement for _, one in register.ledger.statements(subject=subject)):
            register.retract(statement, reason=translate(language(), "The verdict was undone."))
    return redirect(f"{reverse('review', args=[str(entry.body['proposal'])])}?{urlencode(filters_of_form(request))}")


def filters_of_form(request: HttpRequest) -> dict[str, str]:
    """Return the queue's filters that travelled with a form."""
    names = {"source": "q_source", "kind": "q_kind", "words": "q_words", "item": "q_item"}
    return {name: value for name, posted in names.items() if (value := field(request, posted))}


def _claim_for(request: HttpRequest, claim: str) -> Claim:
    found = register_of(request).proposal(claim)
    if not sees_words(request, item_for(request, found.item)):
        raise Http404
    return found


def _append_id(request: HttpRequest) -> str:
    given = field(request, "append_id")
    return given if APPEND_ID.fullmatch(given) else register_of(request).ids.internal()


def _whole(request: HttpRequest, name: str) -> int:
    text = field(request, name)
    return int(text) if text.isdecimal() else 0


def _reason(request: HttpRequest, verdict: Verdict) -> str:
    given = field(request, "reason")
    if not given and verdict is Verdict.ACCEPTED:
        return translate(language(), "I read the words and they say so.")
    return given


def _target(request: HttpRequest) -> tuple[Target | None, dict[str, int]]:
    """Return the record that the claim speaks of, and where it stood when the page was made."""
    into, number = field(request, "into", "claim"), field(request, "number") or None
    extra = {"civilian_status": status} if (status := field(request, "civilian_status")) else {}
    if into == "other":
        into = field(request, "other")
    if into == "claim" or not into:
        return None, {}
    if into in KINDS:
        return Target(into, None, number, extra), {}
    record = redacted_record(request, into)
    seen = _whole(request, f"seen-{record.id}") or register_of(request).ledger.last_seq(record.id)
    return Target(record.kind, record.id, number, extra), {record.id: seen}


def _moved_on(request: HttpRequest, moved: RecordMovedOn, claim: Claim) -> HttpResponse:
    """Show what the record holds now beside what was to be added; nothing is lost, the person chooses."""
    record: AnyRecord = redacted_record(request, moved.subject)
    name = field(request, "number") or property_of(claim) or "killed"
    register = register_of(request)
    again = {key: value for key, value in request.POST.items() if key != "csrfmiddlewaretoken"}
    again |= {f"seen-{moved.subject}": str(moved.found), "append_id": register.ids.internal(), "into": moved.subject}
    shown = {
        "claim": claim,
        "record": record,
        "property": name,
        "held": record.held.get(name, ()),
        "offered": claim.number.count if claim.number else None,
        "again": again,
    }
    return render(request, "desk/moved.html", shown, status=409)


def _earlier(request: HttpRequest, claim: str) -> list[Earlier]:
    entries = [e for e in register_of(request).ledger.history(claim) if e.kind == "judgement" and e.body]
    return [Earlier(str((e.body or {})["verdict"]), e.actor, str((e.body or {})["reason"])) for e in entries]
