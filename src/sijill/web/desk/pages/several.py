"""One proposal as several claims, and several proposals as one: the other two answers to a claim alone."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from sijill.actions.verdicts import Part, Target
from sijill.model import Claim, Verdict
from sijill.values import SijillError
from sijill.web.accounts.policy import Action
from sijill.web.desk.decision_form import append_id_of, holding, part_changes, target_of
from sijill.web.desk.pages.review import PARTS, onward, passage_page
from sijill.web.requests import claim_for, field, needs, register_of, whole


@needs(Action.JUDGE, "POST")
def split(request: HttpRequest, claim: str) -> HttpResponse:
    """Accept one proposal as the claims that the form names, each with its own words."""
    register, found = register_of(request), claim_for(request, claim)
    append_id = append_id_of(request)
    try:
        target, expect = target_of(request)
        parts = list(_form_parts(request, found, target))
        with holding(request, append_id, found.id):
            made = register.review.split(
                found.id,
                parts,
                reason=field(request, "reason"),
                expect={found.id: whole(request, f"seen-{found.id}"), **expect},
                append_id=append_id,
            )
    except SijillError as refusal:
        return passage_page(request, claim, refusal)
    return onward(request, made[0].judgement, [found.id], told=Verdict.SPLIT)


def _form_parts(request: HttpRequest, found: Claim, target: Target | None) -> Iterator[Part]:
    register = register_of(request)
    for n in PARTS:
        if words := field(request, f"words-{n}"):
            anchor = register.review.anchor_of(found.item, words, near=found.anchor.start)
            yield Part(anchor, part_changes(request, n), target)


@needs(Action.JUDGE, "POST")
def merge(request: HttpRequest, claim: str) -> HttpResponse:
    """Accept this proposal and those ticked as one claim."""
    register, found = register_of(request), claim_for(request, claim)
    others = [claim_for(request, one) for one in dict.fromkeys(request.POST.getlist("with"))]
    append_id, ids = append_id_of(request), [found.id, *(one.id for one in others)]
    try:
        target, expect = target_of(request)
        with holding(request, append_id, *ids):
            made = register.review.merge(
                ids,
                reason=field(request, "reason"),
                target=target,
                expect={one: whole(request, f"seen-{one}") for one in ids} | expect,
                append_id=append_id,
            )
    except SijillError as refusal:
        return passage_page(request, claim, refusal)
    return onward(request, made.judgement, ids, told=Verdict.MERGED)
