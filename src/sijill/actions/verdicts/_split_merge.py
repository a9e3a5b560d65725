"""One proposal that says several things, and several that say one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.statements._identified import SHARED, KnownIdentifier, cluster, keys_of
from sijill.actions.statements._one_record import COUNTED, people_of, same_people, shares_out
from sijill.actions.verdicts._correct import correct_claim
from sijill.actions.verdicts._judge import (
    Judged,
    Target,
    Verdicts,
    acceptance,
    decide,
    refuse_silence,
    said_id,
    values_of,
)
from sijill.actions.verdicts._judges import refuse_own
from sijill.ledger import Draft
from sijill.model import Anchor, Claim, Verdict, to_json
from sijill.model.entries import Judgement
from sijill.values import SijillError, message


class NothingToSplit(SijillError):
    """A split into fewer than two different claims, or into claims that would count the same people twice."""


class NothingToMerge(SijillError):
    """A merge of fewer than two proposals, or of proposals of several documents or kinds."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the claims that a proposal is split into: its words, what differs in it, and the record it speaks of."""

    anchor: Anchor
    changes: Mapping[str, Any] = field(default_factory=dict)
    target: Target | None = None


def split_claim(
    doing: ActionContext,
    proposed: Claim,
    parts: Sequence[Part],
    *,
    reason: str,
    expect: Mapping[str, int] | None = None,
    second: bool = False,
) -> tuple[Judged, ...]:
    """
    Accept one proposal as several claims, each with words of its own, all in one append.

    Each part is named by what it says; it stands in the proposal's own document. Raises
    NothingToSplit, KnownIdentifier, and what ``judge_claim`` raises.
    """
    refuse_own(doing, proposed)
    refuse_silence(reason, proposed.id)
    worded = [replace(correct_claim(proposed, part.changes), anchor=part.anchor) for part in parts]
    named = [replace(claim, id=said_id(claim)) for claim in worded]
    if len(named) < 2 or len(named) != len({claim.id for claim in named}):
        raise NothingToSplit(
            message("split {claim} into two or more claims that differ in words, number or place"), claim=proposed.id
        )
    _refuse_twice(doing, proposed, [(claim, part.target) for claim, part in zip(named, parts, strict=True)])

    def drafted(trying: ActionContext) -> tuple[Verdicts, ...]:
        return tuple(
            acceptance(
                trying,
                claim,
                verdict=Verdict.SPLIT,
                reason=reason,
                target=part.target,
                proposed=proposed,
                second=second,
            )
            for claim, part in zip(named, parts, strict=True)
        )

    return decide(doing, [proposed], drafted, expect=expect)


def _refuse_twice(doing: ActionContext, proposed: Claim, made: Sequence[tuple[Claim, Target | None]]) -> None:
    """Check that no two parts count the same people, or give one identifier to two new records."""
    aimed = [(claim, target) for claim, target in made if target is not None]
    for (one, first), (other, second) in combinations(aimed, 2):
        pair = ((one, first), (other, second))
        if first.kind == second.kind and first.subject is None and second.subject is None:
            keys = [keys_of(target.kind, target.extra) for _, target in pair]
            if set(keys[0]).intersection(keys[1]):
                raise KnownIdentifier(proposed.id, SHARED)
        if first.subject and second.subject and second.subject in cluster(doing, first.subject):
            continue
        counted = [people_of({*values_of(claim, target), *target.extra}) for claim, target in pair]
        twice = {first.kind, second.kind} <= {*COUNTED} and counted[0] & counted[1] and same_people(one, other)
        shared = not any(people_of({*target.extra}) for _, target in pair)
        if twice and not (shared and shares_out(proposed, [claim for claim, _ in aimed])):
            raise NothingToSplit(
                message(
                    "two parts of claim {claim} count the same people in the same words; pin each part to words of "
                    "its own, say by population which people it counts, or say both of one record"
                ),
                claim=proposed.id,
            )


def merge_claims(
    doing: ActionContext,
    proposals: Sequence[Claim],
    *,
    reason: str,
    target: Target | None = None,
    changes: Mapping[str, Any] | None = None,
    expect: Mapping[str, int] | None = None,
    second: bool = False,
) -> Judged:
    """
    Accept several proposals of one document as the one claim they all make, in one append.

    The first is kept, with ``changes`` where they are given; the judgements keep the words
    of the others. Raises NothingToMerge, and what ``judge_claim`` raises.
    """
    kept = proposals[0] if proposals else None
    if kept is None or len({one.id for one in proposals}) != len(proposals) or len(proposals) < 2:
        raise NothingToMerge(message("name two or more proposals that say the same thing"))
    for one in proposals:
        refuse_own(doing, one)
    refuse_silence(reason, kept.id)
    if len({(one.item, one.kind) for one in proposals}) > 1:
        raise NothingToMerge(
            message("only proposals of one document and one kind are one claim; link the others to its record")
        )
    held = correct_claim(kept, changes or {})

    def drafted(trying: ActionContext) -> tuple[Verdicts]:
        made = acceptance(
            trying, held, verdict=Verdict.MERGED, reason=reason, target=target, proposed=kept, second=second
        )
        others = [
            Judgement(trying.new_id(), one.id, Verdict.MERGED, reason, claim=made.claim, proposed=to_json(one))
            for one in proposals[1:]
        ]
        return (replace(made, drafts=(*made.drafts, *(Draft.of("judgement", one) for one in others))),)

    return decide(doing, proposals, drafted, expect=expect)[0]
