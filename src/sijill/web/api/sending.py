"""What a program sends: words to search for, claims that wait for another person, and verdicts on such claims."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sijill.actions.statements import record_kind_of
from sijill.actions.tables import cell_value
from sijill.actions.verdicts import ClaimAnswer, Judged, PassageJudged, Target, blank_claim, correct_claim
from sijill.model import Anchor, Claim, canonical, from_json, to_json
from sijill.model.consent import Consent
from sijill.search import Hit, Narrowing
from sijill.values import message
from sijill.web.accounts.policy import Action
from sijill.web.api import reading, shapes
from sijill.web.api.answers import answer, cursor_at, place
from sijill.web.api.gate import Bearer
from sijill.web.api.models import Submission
from sijill.web.api.problems import KeyReused
from sijill.web.api.tokens import Scope
from sijill.web.requests import claim_for, counting_of, item_for, readable_item, register_of, view_of, words_of
from sijill.workspace.documents import claim_document, found_document, judged_document
from sijill.workspace.passage_documents import passage_judged_document

LOOKED_AT = 25
"""How many pages of hits are read, at most, to fill one page of those that may be told."""

router = reading.router  # one address is one router's, and claims are read there


@router.post(
    "/search",
    auth=Bearer(Scope.SEARCH, Action.SEARCH),
    response=shapes.Hits,
    summary=message("Search names, words, places and ids in Arabic and English"),
)
def search(request: HttpRequest, query: shapes.Query) -> HttpResponse:
    """Hits, best first, no more sensitive than the token's owner may see."""
    listed = f"search/{canonical([query.words, *query.kinds])}"
    if query.only or query.facets or query.sort != "best":
        return _narrowed(request, query, f"{listed}{query.only}{query.sort}")
    told = _hits_told(request, query, place(listed, query.cursor))
    going_on = cursor_at(listed, told[query.limit - 1].cursor) if len(told) > query.limit else None
    document = {"hits": [to_json(hit) for hit in told[: query.limit]], "next": going_on}
    return answer(request, document, marked=False)


def _narrowed(request: HttpRequest, query: shapes.Query, listed: str) -> HttpResponse:
    """Return a page of what answers, narrowed and in the order that was asked, with how many there are."""
    first = int(place(listed, query.cursor) or 0)
    found = register_of(request).finding.find(
        view_of(request),
        query.words,
        counting_of(request).records,
        kinds=query.kinds,
        asked=Narrowing(dict(query.only)),
        sort=query.sort,
        first=first,
        most=query.limit,
    )
    hits = [to_json(hit) for one in found.ids for hit in found.hits[one]]
    last = first + len(found.ids)
    going_on = cursor_at(listed, last) if last < found.total else None
    return answer(request, {"hits": hits, "next": going_on, **found_document(found)}, marked=False)


def _hits_told(request: HttpRequest, query: shapes.Query, after: Any) -> list[Hit]:
    """Return the hits of a page that may be told, and one more where there is one: a hidden hit leads nowhere (E6)."""
    register, view = register_of(request), view_of(request)
    told, page = list[Hit](), query.limit + 1
    for _ in range(LOOKED_AT):
        hits = register.search(query.words, kinds=query.kinds or None, limit=page, after=after, audience=view.audience)
        told += [hit for hit in hits if view.hit(hit)]
        if len(hits) < page or len(told) > query.limit:
            break
        after = hits[-1].cursor
    return told


@router.post(
    "/items/{sha256}/classification",
    auth=Bearer(Scope.PROPOSE, Action.ADD_ITEM),
    response=shapes.ClassifiedDocument,
    summary=message("Make a document more sensitive"),
)
def classify_item(request: HttpRequest, sha256: reading.Sha256, said: shapes.Classified) -> HttpResponse:
    """Whoever may not see it any more is told no more of it; less sensitive is refused here."""
    item = item_for(request, sha256)
    receipt = register_of(request).evidence.classify(
        item.id, said.sensitivity, reason=said.reason, append_id=said.append_id
    )
    told = {"item": item.id, "sensitivity": said.sensitivity.value, "seq": receipt.last_seq, "head": receipt.head}
    return answer(request, told, marked=False)


@router.post(
    "/claims",
    auth=Bearer(Scope.PROPOSE, Action.ENTER),
    response={201: shapes.Proposed, 200: shapes.Proposed},
    summary=message("Propose a claim with its exact words"),
)
def propose(request: HttpRequest, proposal: shapes.Proposal) -> HttpResponse:
    """
    Have a claim wait in the queue, as one that its owner found; another person judges it.

    The quotation must be the document's text from ``start`` to ``end``. The same claim
    under the same ``key`` again changes nothing and answers 200 instead of 201.
    """
    item_for(request, proposal.item)
    claim = _claim_sent(proposal)
    item = readable_item(request, proposal.item)
    words_of(request, item)  # read before the transaction begins, which others wait for
    digest = hashlib.sha256(canonical(proposal.model_dump(mode="json")).encode()).hexdigest()
    try:
        # BEGIN IMMEDIATE: of two that come at once under one key, the second finds the first.
        with transaction.atomic():
            return _once(request, claim, proposal.key, digest)
    except IntegrityError:  # PostgreSQL lets both begin; the key is the first one's
        with transaction.atomic():
            return _once(request, claim, proposal.key, digest)


@router.post(
    "/claims/{claim}/verdict",
    auth=Bearer(Scope.JUDGE, Action.JUDGE),
    response=shapes.JudgedDocument,
    summary=message("Judge a claim that waits"),
)
def judge(request: HttpRequest, claim: reading.Id, answered: shapes.Answered) -> HttpResponse:
    """
    Accept, correct or reject a claim of a document that the token's owner may read, and did not enter.

    Every refusal is the one that the desk and the command line give.
    """
    found = claim_for(request, claim)
    target = _target(request, answered.record, found) if answered.record else None
    judged = register_of(request).review.judge(
        found.id,
        verdict=answered.verdict,
        reason=answered.reason,
        target=target,
        changes=answered.changes,
        append_id=answered.append_id,
    )
    return answer(request, judged_document(judged, _likely_there(request, target, judged)), marked=False)


@router.post(
    "/passages/verdict",
    auth=Bearer(Scope.JUDGE, Action.JUDGE),
    response=shapes.PassageJudgedDocument,
    summary=message("Judge claims of one passage in one act"),
)
def judge_passage(request: HttpRequest, answered: shapes.PassageAnswered) -> HttpResponse:
    """Accept, correct or reject claims of one document, each once; what is accepted speaks of one record."""
    found = [claim_for(request, one.claim) for one in answered.answers]
    answers = [
        ClaimAnswer(claim.id, one.verdict, one.changes, one.reason, one.property)
        for claim, one in zip(found, answered.answers, strict=True)
    ]
    target = _target(request, answered.record, found[0]) if answered.record else None
    judged = register_of(request).review.judge_passage(
        answers,
        target=target,
        reason=answered.reason,
        expect=answered.expect,
        append_id=answered.append_id,
    )
    return answer(request, passage_judged_document(judged, _likely_there(request, target, judged)), marked=False)


@router.post(
    "/records/{subject}/consent",
    auth=Bearer(Scope.PROPOSE, Action.ENTER),
    response=shapes.DecisionDocument,
    summary=message("Record what a person or a family agreed to, or that it was taken back"),
)
def consent(request: HttpRequest, subject: reading.Id, decision: shapes.Decision) -> HttpResponse:
    """
    Record a decision about one purpose of a victim.

    A withdrawal answers with the editions and hand-overs that hold the person.
    """
    given = decision.model_dump(mode="json", exclude={"append_id"}, exclude_none=True)
    meant = from_json(Consent, {"id": "", "subject": view_of(request).record(subject).id, **given})
    done, _ = register_of(request).publishing.consent(meant, append_id=decision.append_id)
    told = to_json(done)
    return answer(request, {"consent": {k: v for k, v in told.items() if k != "guardian"}}, marked=False)


@router.post(
    "/comments",
    auth=Bearer(Scope.PROPOSE, Action.ENTER),
    response=shapes.SaidDocument,
    summary=message("Say something to colleagues about a claim or a record"),
)
def comment(request: HttpRequest, said: shapes.Said) -> HttpResponse:
    """Record a comment; it is as sensitive as what the token's owner sees of its subject."""
    done = register_of(request).records.comment(
        said.about, said.text, audience=view_of(request).audience, append_id=said.append_id
    )
    return answer(request, {"comment": done.ids[0], "seq": done.last_seq, "head": done.head}, marked=False)


def _target(request: HttpRequest, sent: shapes.SpokenOf, claim: Claim) -> Target:
    kind = view_of(request).record(sent.id).kind if sent.id else sent.kind or record_kind_of(claim)
    values = {name: cell_value(kind, name, value) for name, value in sent.values.items()}
    return Target(kind, sent.id, sent.property, values, another=sent.another)


def _likely_there(request: HttpRequest, target: Target | None, judged: Judged | PassageJudged) -> Sequence[str]:
    """Return the records that may be the same as one that a verdict made, of those that the token's owner may open."""
    if target is None or target.subject is not None or judged.waits:
        return ()
    return view_of(request).opened(register_of(request).links.likely_there(target.kind, judged.subject))


def _once(request: HttpRequest, claim: Claim, key: str, digest: str) -> HttpResponse:
    register = register_of(request)
    before = Submission.objects.filter(owner=request.user, key=key).first()
    if before is not None:
        if before.digest != digest:
            raise KeyReused(
                message("You proposed something else under this key. Send a new claim under a key of its own.")
            )
        held = claim_for(request, before.claim)
        return answer(request, {"claim": claim_document(held), "repeated": True}, marked=False)
    proposed = register.review.propose(claim, key=key)
    Submission.objects.create(owner=request.user, key=key, digest=digest, claim=proposed.id, made_at=timezone.now())
    return answer(request, {"claim": claim_document(proposed), "repeated": False}, status=201, marked=False)


def _claim_sent(sent: shapes.Proposal) -> Claim:
    """Return the claim that was sent. Raises what ``correct_claim`` raises."""
    blank = blank_claim(sent.item, sent.kind, Anchor(sent.quote, sent.start, sent.end))
    given = sent.model_dump(mode="json", exclude_unset=True, exclude={"key", "item", "kind", "quote", "start", "end"})
    number = given.pop("number", None) or {}
    return correct_claim(blank, {**number, **given})
