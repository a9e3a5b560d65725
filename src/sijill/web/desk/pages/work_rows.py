"""What waits for one person, as rows of their work list: each with its number and the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from sijill import readings
from sijill.ledger import QueueEntry
from sijill.values import message
from sijill.values.persons import same_person
from sijill.web.accounts.models import ApprovalRequest
from sijill.web.accounts.policy import Action, can, may_approve
from sijill.web.accounts.two_person_approval import WAITING, awaiting
from sijill.web.desk.drafts import kept
from sijill.web.desk.pages.queue import MOST_WAITING
from sijill.web.desk.queue_filters import COUNTED_AT_ONCE, wanted
from sijill.web.desk.work import given
from sijill.web.desk.work.beside import counted_beside
from sijill.web.desk.work.models import Job, State
from sijill.web.requests import register_of, somebody, view_of

SECOND = {
    "import": message("Imported tables for a second person"),
    "entry": message("Entries by hand for a second person"),
    "values": message("Values of records for a second person"),
    "": message("Verdicts for a second person"),
}
BESIDE = {
    "undated": message("Records without a day"),
    "no_number": message("Records that give no number"),
    "left_out": message("Records that a rule leaves out"),
    "waiting": message("Records that a rule lets wait"),
    "spanning": message("Records whose days reach beyond the year"),
    "oddities": message("Records with something odd about them"),
}
SILENT = {
    "unread": message("Documents that could not be read"),
    "disordered": message("Documents whose words do not look like words"),
    "nothing": message("Documents in which nothing was found"),
}


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One line of the list; ``begin`` is where one press starts the work, ``more`` that there are more."""

    name: str
    words: str
    count: int
    address: str
    begin: str = ""
    more: bool = False


def work_rows(request: HttpRequest) -> list[WorkRow]:
    """Return what waits for whoever asks: first what only they can do, last what is to be looked at some day."""
    made = (*_own(request), *_judging(request), *_leading(request), *_to_look_at(request))
    return [row for row in made if row.count]


def _own(request: HttpRequest) -> Iterator[WorkRow]:
    name, now = somebody(request).name, timezone.now()
    claims, records = given.still_given(request)
    yield WorkRow(
        "mine", message("Given to you to judge"), claims, _queue_address(mine="1"), begin=_next_address(mine="1")
    )
    yield WorkRow("mine_records", message("Records given to you"), records, reverse("given"))
    yield WorkRow(
        "drafts", message("Drafts of yours that are not recorded"), len(kept.of(name, now=now)), reverse("enter")
    )
    failed = Job.objects.filter(person=name, state=State.FAILED).count()
    yield WorkRow("jobs", message("Work of yours that was not done"), failed, reverse("work"))


def _judging(request: HttpRequest) -> Iterator[WorkRow]:
    if not can(somebody(request), Action.SEE_QUEUE):
        return
    judges, queue = can(somebody(request), Action.JUDGE), register_of(request).review.queue
    page = queue.page(wanted(request, {"tab": "second"}), limit=COUNTED_AT_ONCE)
    others = Counter(_kind(one) for one in page if not same_person(str(one.by), somebody(request).name))
    for kind, words in SECOND.items():
        address, begin = _queue_address(tab="second"), _next_address(tab="second") if judges and not kind else ""
        yield WorkRow(f"second_{kind or 'claim'}", words, others[kind], address, begin, len(page) == COUNTED_AT_ONCE)
    for tab, words in (
        ("claims", message("Claims to judge")),
        ("recalled", message("Attacks and statements to judge")),
    ):
        n = queue.count(wanted(request, {"tab": tab}), most=MOST_WAITING)
        yield WorkRow(
            tab, words, n, _queue_address(tab=tab), _next_address(tab=tab) if judges else "", n == MOST_WAITING
        )


def _leading(request: HttpRequest) -> Iterator[WorkRow]:
    person, now = somebody(request), timezone.now()
    if can(person, Action.COUNTERSIGN):
        asked = ApprovalRequest.objects.filter(state=WAITING, until__gte=now).order_by("until")
        n = sum(may_approve(person, awaiting(one), now=now) for one in asked)
        yield WorkRow("approvals", message("Requests that need your approval"), n, reverse("two"))
    if can(person, Action.PUBLISH):
        standing = readings.publications(register_of(request), audience=view_of(request).audience)
        n = sum(bool(row.get("correct")) for row in standing)
        yield WorkRow("corrections", message("Published reports to correct"), n, reverse("corrections"))


def _to_look_at(request: HttpRequest) -> Iterator[WorkRow]:
    if not can(somebody(request), Action.TRACE):
        return
    found = counted_beside(request)
    for reason, words in BESIDE.items():
        address = f"{reverse('table_uncounted')}?{urlencode({'period': found.year, 'reason': reason})}"
        yield WorkRow(reason, words, found.reasons[reason], address)
    yield WorkRow("sums", message("Printed sums that fail"), found.failing, f"{reverse('findings')}?verdict=fails")
    for state, words in SILENT.items():
        yield WorkRow(state, words, found.silent[state], f"{reverse('table_silent')}?state={state}")


def _kind(waiting: QueueEntry) -> str:
    return next((kind for kind in SECOND if kind in waiting.claim.tags), "")


def _queue_address(**asked: str) -> str:
    return f"{reverse('queue')}?{urlencode(asked)}"


def _next_address(**asked: str) -> str:
    return f"{reverse('next')}?{urlencode(asked)}"
