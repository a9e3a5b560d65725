"""A passage beside its source: its claims as the parts of one event, the record that may hold it, and the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from sijill import evidence
from sijill.actions.statements.event import EventHeld
from sijill.actions.verdicts import ClaimAnswer
from sijill.claims import Role
from sijill.ledger import QueueQuery, UnknownEntry
from sijill.model import CivilianStatus, Claim, Item, Stance, Verdict
from sijill.model.slots import ResponsibilityMode
from sijill.records import AnyRecord
from sijill.values import SijillError
from sijill.values.persons import same_person
from sijill.web.accounts import leases, policy
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.comments import comments_of
from sijill.web.desk.decision_form import (
    NEW_KINDS,
    REASONS,
    append_id_of,
    claim_with_item,
    go_on,
    holding,
    reason_of,
    target_of,
    told_of,
)
from sijill.web.desk.event_facts import ENDS, changes_of, end_of, facts_of, written
from sijill.web.desk.passage import PassageWords, passage_around
from sijill.web.desk.pictures import page_beside
from sijill.web.desk.queue_filters import filters, filters_of_form, may_judge
from sijill.web.desk.refused_form import refusal_of
from sijill.web.desk.similar_records import similar_records
from sijill.web.desk.work.given import given_to
from sijill.web.labels import weapons
from sijill.web.requests import claim_for, field, needs, register_of, somebody, view_of, whole, words_of
from sijill.web.templatetags.sijill import language
from sijill.workspace.passages import Passage, PassageClaim, Standing

NUMBERS = ("killed", "children", "women", "men", "injured")
PARTS = ("1", "2", "3", "4")
"""How many claims one form can split a proposal into."""

ALIKE = 6
"""How many proposals of the same document are offered to be one with this."""


@needs(Action.SEE_QUEUE, "GET")
def review(request: HttpRequest, claim: str) -> HttpResponse:
    """Show the passage in which a claim stands, with its words lit in the source."""
    return passage_page(request, claim)


@needs(Action.JUDGE, "POST")
def judge(request: HttpRequest, claim: str) -> HttpResponse:
    """Record the answer to the claims of a passage that the form names, then go on."""
    register, found = register_of(request), claim_for(request, claim)
    append_id = append_id_of(request)
    try:
        named = [claim_for(request, one) for one in dict.fromkeys(request.POST.getlist("claims"))] or [found]
        verdict = Verdict.REJECTED if field(request, "why") else field(request, "verdict")
        reason = reason_of(request)
        target, expect = (None, {}) if verdict == Verdict.REJECTED else target_of(request)
        with holding(request, append_id, *(one.id for one in named)):
            done = register.review.judge_passage(
                _answers(request, named, verdict),
                target=target,
                reason=reason,
                expect={one.id: whole(request, f"seen-{one.id}") for one in named} | expect,
                append_id=append_id,
            )
    except SijillError as refusal:
        return passage_page(request, claim, refusal)
    return onward(request, done.judgement, [one.id for one in named], told=verdict)


def onward(request: HttpRequest, judgement: str, ids: Sequence[str], *, told: str) -> HttpResponse:
    """Go on from an answer: to what still waits of its passage, else to the next one."""
    passage = register_of(request).review.passage(ids[0])
    stay = next((one.claim.id for one in passage.waiting), None)
    return go_on(request, judgement, *ids, told=told, stay=stay, item=passage.item)


def _answers(request: HttpRequest, named: Sequence[Claim], verdict: str) -> list[ClaimAnswer]:
    """Return what the form says of each claim: a correction makes an acceptance an edited one."""
    if verdict == Verdict.REJECTED:
        return [ClaimAnswer(one.id, verdict) for one in named]
    changes = changes_of(request, named)
    return [
        ClaimAnswer(
            one.id,
            Verdict.EDITED if one.id in changes else verdict,
            changes.get(one.id, {}),
            property=field(request, f"number-{one.id}") or None,
        )
        for one in named
    ]


def passage_page(request: HttpRequest, claim: str, refusal: SijillError | None = None) -> HttpResponse:
    """Return the page of a passage; after a refusal with its reason, and all that was typed."""
    register, (found, item, entered) = register_of(request), claim_with_item(request, claim)
    all_of_it = register.review.passages(item.id)
    at = next((n for n, one in enumerate(all_of_it) if found.id in {each.claim.id for each in one.claims}), None)
    passage = register.review.passage(found.id) if at is None else all_of_it[at]
    alone = field(request, "alone") == "1"
    parts = [one for one in passage.claims if not alone or one.claim.id == found.id]
    waiting = [one.claim for one in parts if one.verdict is None]
    judges = bool(waiting) and may_judge(request, found, entered)
    mine = judges and leases.take(*(one.id for one in waiting), person=somebody(request).name, now=timezone.now())
    shown = {
        **source_of(request, [one.claim for one in parts], item, all_of_it),
        "claim": found,
        "passage": passage,
        "before": all_of_it[at - 1] if at else None,
        "following": all_of_it[at + 1] if at is not None and at + 1 < len(all_of_it) else None,
        "alone": alone,
        "rows": rows_of(request, parts),
        "acts": _acts(request, parts),
        "records": list(_records(request, passage)) if len(waiting) < len(parts) else [],
        "facts": facts_of(waiting or [one.claim for one in parts]),
        "own": bool(waiting) and not judges and can(somebody(request), Action.JUDGE),
        "busy": judges and not mine,
        "mine": mine,
        "answers": mine,
        "four_eyes": not register.review.four_eyes().isdisjoint(one.kind for one in waiting),
        **given_to(request, "claim", passage.head.claim.id),
        **comments_of(request, passage.head.claim.id, [one.claim.id for one in passage.claims]),
        **refusal_of(refusal, waiting),
    }
    if mine:
        shown |= _form_of(request, passage, waiting, held=isinstance(refusal, EventHeld))
    return render(request, "desk/review.html", shown, status=shown["status"])


@dataclass(frozen=True, slots=True)
class PassageRow:
    """One claim of a passage as the form shows it: whether it takes part in the answer, and its number as typed."""

    part: PassageClaim
    ticked: bool
    of_whom: bool
    low: str
    high: str
    number: str


@dataclass(frozen=True, slots=True)
class ActGiven:
    """What somebody decided at one time about claims of the passage, and whether whoever looks may take it back."""

    verdict: Standing
    claims: int
    undoes: bool


def rows_of(request: HttpRequest, parts: Sequence[PassageClaim]) -> list[PassageRow]:
    """Return the rows of a passage as it is told: each total with its parts, what is beside them last."""
    told = sorted(parts, key=lambda one: one.role is Role.BESIDE)
    before = (None, *(one.role for one in told))
    return [
        _row_of(request, one, of_whom=(last, one.role) == (Role.TOTAL, Role.PART))
        for last, one in zip(before, told, strict=False)
    ]


def _row_of(request: HttpRequest, part: PassageClaim, *, of_whom: bool) -> PassageRow:
    typed, claim = request.POST, part.claim
    low, high = (typed.get(f"{end}-{claim.id}", end_of(claim, end)) for end in ENDS)
    ticked = claim.id in typed.getlist("claims") if "claims" in typed else True
    return PassageRow(part, ticked, of_whom, low, high, typed.get(f"number-{claim.id}", ""))


def _acts(request: HttpRequest, parts: Sequence[PassageClaim]) -> list[ActGiven]:
    person = somebody(request)
    told = [one.verdict for one in parts if one.verdict is not None]
    # Of an act that waits, the judgement that another person confirms is the one that leads on.
    acts = {(one.actor, one.recorded_at): one for one in sorted(told, key=lambda one: one.waits)}
    return [
        ActGiven(
            verdict,
            sum((one.actor, one.recorded_at) == key for one in told),
            can(person, Action.RETRACT)
            and (person.role is policy.Role.LEAD or same_person(verdict.actor, person.name)),
        )
        for key, verdict in sorted(acts.items(), key=lambda one: one[0][1])
    ]


def _records(request: HttpRequest, passage: Passage) -> Iterator[AnyRecord]:
    """Give the records that rest on a passage, as far as they may be seen; one that was taken back whole is none."""
    for one in view_of(request).opened(passage.records):
        with suppress(UnknownEntry):
            yield view_of(request).record(one)


def _form_of(request: HttpRequest, passage: Passage, waiting: Sequence[Claim], *, held: bool) -> dict[str, Any]:
    """Return what the form of an answer offers, and what was typed in it before."""
    register, typed = register_of(request), request.POST
    matches = similar_records(request, passage)
    first = next((one.record.id for one in matches if one.default), passage.kind if passage.makes_record else "claim")
    single = waiting[0] if len(waiting) == 1 else None
    near = alike(request, single) if single else []
    told = register.records.histories([one.id for one in near]) if near else {}
    return {
        "append_id": register.new_id(),
        "matches": matches,
        "chosen": first if held else typed.get("into", first),
        "sure": any(one.default for one in matches),
        "held_before": written(waiting),
        "typed": {**written(waiting), **typed.dict()},
        "kinds": NEW_KINDS,
        "reasons": REASONS,
        "numbers": NUMBERS,
        "statuses": list(CivilianStatus),
        "stances": list(Stance),
        "modes": list(ResponsibilityMode),
        "weapons": weapons(language()),
        "splits": [_split_row(typed, single, n) for n in PARTS] if single else (),
        "splitting": "words-1" in typed and request.path.endswith("/split/"),
        "single": single,
        "alike": [(one, told[one.id][-1].seq if told[one.id] else 0) for one in near],
    }


def _split_row(typed: Mapping[str, Any], claim: Claim, n: str) -> dict[str, Any]:
    """Return one part of a split as typed; the first two begin with the words of the claim."""
    row = {name: typed.get(f"{name}-{n}", "") for name in ("low", "high", "place", "from", "to")}
    return {"n": n, "words": typed.get(f"words-{n}", claim.anchor.exact if n in PARTS[:2] else ""), **row}


def source_of(request: HttpRequest, claims: Sequence[Claim], item: Item, passages: Sequence[Passage]) -> dict[str, Any]:
    """Return what the page says of a passage's document, and the words around it."""
    asked = filters_of_form(request) if request.method == "POST" else filters(request)
    here = {one.id for one in claims}
    others = [one.claim for passage in passages for one in passage.waiting if one.claim.id not in here]
    return {
        "item": item,
        "words": _words_around(request, item, claims, others),
        "quoted": claims,
        **page_beside(request, item, claims),
        "asked": asked,
        "asked_text": urlencode(asked),
        "others": [one for one in passages if one.waiting and here.isdisjoint(each.claim.id for each in one.claims)],
        "waits_here": any(one.waiting for one in passages),
        **told_of(request),
    }


def _words_around(
    request: HttpRequest, item: Item, claims: Sequence[Claim], others: Sequence[Claim]
) -> PassageWords | None:
    """Return the words around claims, or None where their document cannot be read again: the quotations stay."""
    slots = [slot for claim in claims for slot in claim.slots]
    try:
        return passage_around(words_of(request, item), [one.anchor for one in claims], slots=slots, others=others)
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
    if claim.id == one.same_as or one.id == claim.same_as:
        return -1  # one of them repeats the other
    numbers = (one.number.count if one.number else None) != (claim.number.count if claim.number else None)
    return 2 * numbers + (one.place != claim.place)
