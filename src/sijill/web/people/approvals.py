"""What takes two persons: ask with a reason, approve or refuse another's, and carry out what was approved, once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sijill.actions.redacting import refuse_boxes
from sijill.evidence.kinds import DRAWN
from sijill.values import SijillError
from sijill.values.persons import same_person
from sijill.web.accounts import two_person_approval
from sijill.web.accounts.models import ApprovalRequest
from sijill.web.accounts.policy import BY_ID, Action, may_approve, may_ask
from sijill.web.hidden_boxes import boxes_of, levels_for, look_at
from sijill.web.people import release
from sijill.web.people.access_notes import note
from sijill.web.refusals import refused, render_error
from sijill.web.requests import field, needs, readable_item, register_of, somebody
from sijill.web.templatetags.sijill import t
from sijill.workspace import Act

IDS_A_REQUEST = 50
"""So many ids go into one request."""


@contextmanager
def _noted_on_probation(request: HttpRequest) -> Iterator[None]:
    """Write down that an account on probation tried to be one of two: whoever changed it may be the other."""
    try:
        yield
    except two_person_approval.OnProbation:
        note(request, Act.REFUSED, [f"account/{somebody(request).name}/probation"])
        raise


@needs(Action.COUNTERSIGN, "GET")
def two(request: HttpRequest) -> HttpResponse:
    """Show what waits for a second person, what became of the rest, and the form that asks."""
    return _requests_page(request)


def _requests_page(request: HttpRequest, status: int = 200, **more: object) -> HttpResponse:
    person, now = somebody(request), timezone.now()
    shown = {
        "requests": [
            {
                "asked": asked,
                "state": state,
                "approvable": may_approve(person, two_person_approval.awaiting(asked), now=now),
                "own": same_person(asked.asked_by, person.name),
                "look": look_at(asked.subjects[0], asked.details["boxes"]) if asked.action == Action.REDACT else "",
            }
            for asked, state in two_person_approval.requests(now=now)
        ],
        "actions": [one.value for one in Action if one in BY_ID and may_ask(person, one)],
        "number": register_of(request).new_id(),
        "subjects": field(request, "about"),
        **more,
    }
    return render(request, "people/two.html", shown, status=status)


@needs(Action.COUNTERSIGN, "POST")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for something that takes two persons."""
    asked_for, reason = field(request, "action"), field(request, "reason")
    subjects = list(dict.fromkeys(field(request, "subjects").split()))[:IDS_A_REQUEST]
    again = {"subjects": " ".join(subjects), "reason": reason, "chosen": asked_for}
    if asked_for not in BY_ID:
        return _requests_page(request, 400, refusal=t("Choose what you ask for."), **again)
    action, register = Action(asked_for), register_of(request)
    if action is Action.EXPORT_ALL:
        try:
            release.refuse_unreadable_keys(subjects)
        except SijillError as refusal:
            # What was pasted is not shown again: it may be the secret half.
            return _requests_page(request, 400, refusal=render_error(refusal), chosen=asked_for, reason=reason)
    elif strange := [one for one in subjects if not release.is_there(register, action, one)]:
        return _requests_page(
            request, 400, refusal=t("The register holds nothing under {id}.", id=strange[0][:70]), **again
        )
    number = field(request, "number")[:36] or register.new_id()
    try:
        with _noted_on_probation(request):
            made = two_person_approval.ask(
                somebody(request), action, subjects, reason, number=number, now=timezone.now()
            )
    except (
        two_person_approval.NothingAsked,
        two_person_approval.AnotherPersonNeeded,
        two_person_approval.OnProbation,
    ) as refusal:
        return _requests_page(request, 400, refusal=render_error(refusal), **again)
    note(request, Act.ASKED, _named(made))
    messages.success(request, t("Asked. Another person with the right role has 24 hours to approve it."))
    return redirect("two")


@needs(Action.REDACT, "POST")
def ask_redaction(request: HttpRequest, sha256: str) -> HttpResponse:
    """Ask for a copy of a picture in which boxes are hidden, for those who may see it."""
    item, boxes, level = readable_item(request, sha256), boxes_of(request), field(request, "sensitivity")
    if item.media_type not in DRAWN:
        raise Http404
    refuse_boxes(boxes)
    if level not in levels_for(item):
        return refused(request, t("A copy is as sensitive as its original, or less."), 400)
    now, number = timezone.now(), field(request, "number")[:36] or register_of(request).new_id()
    details = {"boxes": boxes, "sensitivity": level}
    with _noted_on_probation(request):
        made = two_person_approval.ask(
            somebody(request),
            Action.REDACT,
            [item.id],
            field(request, "reason"),
            number=number,
            now=now,
            details=details,
        )
    note(request, Act.ASKED, _named(made))
    messages.success(request, t("Asked. Another person with the right role has 24 hours to approve it."))
    return redirect("two")


@needs(Action.COUNTERSIGN, "POST")
def approve(request: HttpRequest, number: str) -> HttpResponse:
    """Approve what another person asked for."""
    with _noted_on_probation(request):
        asked = two_person_approval.approve(somebody(request), number, now=timezone.now())
    note(request, Act.APPROVED, _named(asked))
    messages.success(request, t("Approved. Who asked can carry it out once, within 24 hours."))
    return redirect("two")


@needs(Action.COUNTERSIGN, "POST")
def refuse(request: HttpRequest, number: str) -> HttpResponse:
    """Refuse what another person asked for, or take back one's own."""
    asked = two_person_approval.refuse(somebody(request), number, field(request, "why"), now=timezone.now())
    note(request, Act.REFUSED, _named(asked))
    return redirect("two")


@needs(Action.COUNTERSIGN, "POST")
def carry_out(request: HttpRequest, number: str) -> HttpResponse:
    """Do what was asked and approved; it is done once."""
    with _noted_on_probation(request):
        asked = two_person_approval.carry_out(somebody(request), number, now=timezone.now())
    try:
        return _done(request, asked)
    except BaseException:
        two_person_approval.reopen(asked)  # what failed was not let out, so it may be tried again
        raise


def _done(request: HttpRequest, asked: ApprovalRequest) -> HttpResponse:
    register = register_of(request)
    if asked.action == Action.EXPORT_ALL:
        return release.everything(register, asked)
    if asked.action == Action.DESTROY:
        return render(request, "people/destroyed.html", {"left": release.destroy(register, asked)})
    if asked.action == Action.REDACT:
        readable_item(request, asked.subjects[0])
        return redirect("item", sha256=release.redacted_copy(register, asked))
    return render(request, "people/revealed.html", {"revealed": release.sealed(register, asked)})


def _named(asked: ApprovalRequest) -> list[str]:
    return [f"{asked.action}/{asked.number}", *asked.subjects]
