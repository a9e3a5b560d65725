"""One claim beside its source: accept, change, reject."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sijill import evidence
from sijill.actions.statements import property_of
from sijill.ledger import Entry, QueueQuery, RecordMovedOn, standing_judgements
from sijill.model import CivilianStatus, Claim, ClaimKind, Item, Stance, Verdict
from sijill.web.accounts import leases
from sijill.web.accounts.policy import Action, Role
from sijill.web.desk.conflict_page import claim_moved_on
from sijill.web.desk.decision_form import (
    NEW_KINDS,
    append_id_of,
    changes_of,
    claim_with_item,
    go_on,
    holding,
    target_of,
    undo_of,
)
from sijill.web.desk.passage import Passage, passage_around
from sijill.web.desk.pictures import page_beside
from sijill.web.desk.queue_filters import filters, may_judge
from sijill.web.desk.similar_records import last_seq, similar_records, similar_subjects
from sijill.web.requests import claim_for, field, needs, register_of, somebody, view_of, whole, words_of

NUMBERS = ("killed", "children", "women", "men", "injured")
PARTS = ("1", "2", "3", "4")
"""How many claims one form can split a proposal into."""

ALIKE = 6
"""How many proposals of the same document are offered to be one with this."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A verdict that was given on this claim before."""

    verdict: str
    by: str
    reason: str


@needs(Action.SEE_QUEUE, "GET")
def review(request: HttpRequest, claim: str) -> HttpResponse:
    """Show one claim with its words lit in the source."""
    register, (found, item, entered) = register_of(request), claim_with_item(request, claim)
    judges = may_judge(request, found, entered)
    mine = judges and leases.take(found.id, somebody(request).name, now=timezone.now())
    near = alike(request, found) if mine else []
    subjects = similar_subjects(request, found) if mine else []
    # All that was recorded about what the page shows is read at once, however much the page shows.
    held = register.records.histories([found.id, *(one.id for one in near), *itertools.chain.from_iterable(subjects)])
    shown = {
        **source_of(request, found, item),
        "earlier": earlier(held[found.id]),
        "own": not judges and somebody(request).role in (Role.VERIFIER, Role.LEAD),
        "busy": judges and not mine,
        "mine": mine,
        "four_eyes": found.kind in register.review.four_eyes(),
    }
    if mine:
        shown |= {
            "append_id": register.new_id(),
            "seen": last_seq(held[found.id]),
            "similar": similar_records(request, subjects, held),
            "alike": [(one, last_seq(held[one.id])) for one in near],
            "kinds": NEW_KINDS,
            "parts": PARTS,
            "numbers": NUMBERS,
            "number": property_of(found),
            "statuses": list(CivilianStatus),
            "stances": list(Stance),
            "makes_record": found.kind is ClaimKind.CASUALTIES,
        }
    return render(request, "desk/review.html", shown)


@needs(Action.JUDGE, "POST")
def judge(request: HttpRequest, claim: str) -> HttpResponse:
    """Record the verdict, then go on to the next claim."""
    register, found = register_of(request), claim_for(request, claim)
    append_id = append_id_of(request)
    verdict = field(request, "verdict")
    target, expect = (None, {}) if verdict == Verdict.REJECTED else target_of(request)
    try:
        with holding(request, append_id, found.id):
            done = register.review.judge(
                found.id,
                verdict=verdict,
                reason=field(request, "reason"),
                target=target,
                changes=changes_of(request) if verdict == Verdict.EDITED else None,
                expect={found.id: whole(request, "seen"), **expect},
                append_id=append_id,
            )
    except RecordMovedOn as moved:
        return claim_moved_on(request, moved, found)
    return go_on(request, done.judgement, found.id)


def source_of(request: HttpRequest, claim: Claim, item: Item) -> dict[str, Any]:
    """Return what the page says of a claim's document, and the words around it."""
    asked = filters(request)
    return {
        "claim": claim,
        "item": item,
        "passage": _passage(request, item, claim),
        **page_beside(request, item, claim),
        "asked": asked,
        "asked_text": urlencode(asked),
        "undo": undo_of(request),
    }


def _passage(request: HttpRequest, item: Item, claim: Claim) -> Passage | None:
    """Return the words around a claim, or None where its document cannot be read again: its quotation stays."""
    try:
        return passage_around(words_of(request, item), claim.anchor)
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged, evidence.SpanOutside):
        return None


def alike(request: HttpRequest, claim: Claim) -> list[Claim]:
    """Return what waits in the same document and may say the same, nearest first."""
    register = register_of(request)
    page = register.review.queue.page(
        QueueQuery(levels=view_of(request).levels_read, item=claim.item, kind=claim.kind.value), limit=100
    )
    others = [one.claim for one in page if one.claim.id != claim.id]
    others.sort(key=lambda one: (_unlike(one, claim), abs(one.anchor.start - claim.anchor.start)))
    return others[:ALIKE]


def _unlike(one: Claim, claim: Claim) -> int:
    numbers = (one.number.count if one.number else None) != (claim.number.count if claim.number else None)
    return 2 * numbers + (one.place != claim.place)


def earlier(history: Sequence[Entry]) -> list[Earlier]:
    """Return the verdicts on a claim that stand, oldest first."""
    return [
        Earlier(str((e.body or {})["verdict"]), e.actor, str((e.body or {})["reason"]))
        for e in standing_judgements(history)
    ]
