"""What takes two persons: one asks with a reason, another approves in time, and then it is done once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from sijill.values import SijillError, message
from sijill.values.persons import same_person
from sijill.web.accounts.models import ApprovalRequest
from sijill.web.accounts.people import probation_of, role_of
from sijill.web.accounts.policy import APPROVED_WITHIN, Action, Awaiting, Person, may_approve, may_ask

WAITING, APPROVED, REFUSED, TAKEN_BACK, DONE, EXPIRED = (
    "waiting",
    "approved",
    "refused",
    "taken_back",
    "done",
    "expired",
)


class AnotherPersonNeeded(SijillError):
    """A request that this person may not decide: their own, or not within their role."""


class RequestGone(SijillError):
    """A request that was decided, carried out, taken back or expired before."""


class OnProbation(SijillError):
    """An account that another person made or changed less than a day ago, so that they could be signed in as it."""


class NothingAsked(SijillError):
    """A request without a reason or without a thing."""


def ask(
    person: Person,
    action: Action,
    subjects: Sequence[str],
    reason: str,
    *,
    number: str,
    now: datetime,
    details: Mapping[str, Any] | None = None,
) -> ApprovalRequest:
    """
    Hold a request for a second person, with what it says besides ids (``details``).

    Raises AnotherPersonNeeded, OnProbation, NothingAsked.
    """
    if not may_ask(person, action):
        raise AnotherPersonNeeded(f"{action.value} is not within this role")
    _refuse_on_probation(person, now=now)
    if not reason.strip() or (action is not Action.EXPORT_ALL and not subjects):
        raise NothingAsked("give a reason, and the ids of what it is about")
    asked, _ = ApprovalRequest.objects.get_or_create(
        number=number,
        defaults={
            "action": action.value,
            "subjects": list(subjects),
            "details": dict(details or {}),
            "reason": reason.strip(),
            "asked_by": person.name,
            "asked_at": now,
            "until": now + APPROVED_WITHIN,
        },
    )
    return asked


def awaiting(asked: ApprovalRequest) -> Awaiting:
    """Return what the policy judges of a request."""
    return Awaiting(Action(asked.action), asked.asked_by, asked.until, asked.state == WAITING)


def state_of(asked: ApprovalRequest, *, now: datetime) -> str:
    """Return what became of a request: one that waited, or stood approved, for too long has expired."""
    return EXPIRED if asked.state in (WAITING, APPROVED) and asked.until < now else asked.state


def approve(person: Person, number: str, *, now: datetime) -> ApprovalRequest:
    """
    Approve another person's request, which opens it for as long again.

    Raises RequestGone, AnotherPersonNeeded, OnProbation.
    """
    _refuse_on_probation(person, now=now)
    with transaction.atomic():
        asked = _standing_at(WAITING, number, now=now)
        if not may_approve(person, awaiting(asked), now=now):
            raise AnotherPersonNeeded(f"{asked.action} was asked for by this person, or is not within this role")
        return _decide(asked, APPROVED, person, now=now, until=now + APPROVED_WITHIN)


def refuse(person: Person, number: str, why: str, *, now: datetime) -> ApprovalRequest:
    """Refuse another's request, or take back one's own. Raises RequestGone, AnotherPersonNeeded."""
    with transaction.atomic():
        asked = _standing_at(WAITING, number, now=now)
        own = same_person(asked.asked_by, person.name)
        if not own and not may_approve(person, awaiting(asked), now=now):
            raise AnotherPersonNeeded(f"{asked.action} is not within this role")
        return _decide(asked, TAKEN_BACK if own else REFUSED, person, now=now, why=why)


def carry_out(person: Person, number: str, *, now: datetime) -> ApprovalRequest:
    """
    Return an approved request of this person's own and close it, so that it is done once.

    Raises RequestGone, AnotherPersonNeeded, OnProbation.
    """
    _refuse_on_probation(person, now=now)
    with transaction.atomic():
        asked = _standing_at(APPROVED, number, now=now)
        if not same_person(asked.asked_by, person.name):
            raise AnotherPersonNeeded("only who asked carries it out")
        if not _still_approves(asked):
            raise AnotherPersonNeeded("who approved this may not approve it any more; ask anew")
        asked.state = DONE
        asked.save(update_fields=["state"])
    return asked


def _refuse_on_probation(person: Person, *, now: datetime) -> None:
    user = User.objects.filter(username=person.name).select_related("probation").first()
    if user is not None and (held := probation_of(user, now=now)):
        raise OnProbation(
            message(
                "Less than a day ago another person made your account, opened it, or changed its role, password or "
                "second factor, or it got its first second factor, so it takes part in nothing that takes two persons "
                "before {moment} (UTC). Wait until then and ask anew, or ask another lead; whoever keeps the "
                "register's folder can do it at the command line."
            ),
            moment=f"{held.until:%Y-%m-%d %H:%M}",
        )


def _still_approves(asked: ApprovalRequest) -> bool:
    """Test whether whoever approved still may: the approval of an account that was closed does not outlive it."""
    second = User.objects.filter(username=asked.decided_by, is_active=True).first()
    return second is not None and may_ask(Person(asked.decided_by, role_of(second)), Action(asked.action))


def reopen(asked: ApprovalRequest) -> None:
    """Put an approved request back that could not be carried out, so that it can be tried again."""
    ApprovalRequest.objects.filter(number=asked.number, state=DONE).update(state=APPROVED)


def requests(*, now: datetime, most: int = 100) -> list[tuple[ApprovalRequest, str]]:
    """Return the newest requests and what became of each."""
    return [(asked, state_of(asked, now=now)) for asked in ApprovalRequest.objects.order_by("-asked_at")[:most]]


def _standing_at(step: str, number: str, *, now: datetime) -> ApprovalRequest:
    asked = ApprovalRequest.objects.select_for_update().filter(number=number).first()
    if asked is None or state_of(asked, now=now) != step:
        raise RequestGone("this request was decided, carried out or taken back before, or it expired")
    return asked


def _decide(
    asked: ApprovalRequest, state: str, person: Person, *, now: datetime, why: str = "", until: datetime | None = None
) -> ApprovalRequest:
    asked.state, asked.decided_by, asked.decided_at, asked.why = state, person.name, now, why
    asked.until = until or asked.until
    asked.save(update_fields=["state", "decided_by", "decided_at", "why", "until"])
    return asked
