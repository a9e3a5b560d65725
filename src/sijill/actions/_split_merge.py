"""One proposal that says several things, and several that say one thing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sijill.actions._context import Doing
from sijill.actions._judge import Judged, Target, acceptance, refuse_silence, said_id
from sijill.ledger import Draft
from sijill.model import Claim, Judgement, Verdict, to_json
from sijill.values import SijillError


class NothingToSplit(SijillError):
    """A split into fewer than two different claims, or into claims of another document."""


class NothingToMerge(SijillError):
    """A merge of fewer than two proposals, or of proposals of several documents or kinds."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the claims that a proposal is split into, and the record it speaks of."""

    claim: Claim
    target: Target | None = None


def split_claim(
    doing: Doing,
    proposed: Claim,
    parts: Sequence[Part],
    *,
    reason: str,
    expect: Mapping[str, int] | None = None,
    second: bool = False,
) -> tuple[Judged, ...]:
    """
    Accept one proposal as several claims, each with words of its own, all in one append.

    Each part is named by what it says. Raises NothingToSplit, ReasonMissing, UnfitValue, RecordMovedOn.
    """
    refuse_silence(reason, proposed.id)
    named = [replace(part, claim=replace(part.claim, id=said_id(part.claim))) for part in parts]
    if len({part.claim.id for part in named}) < 2 or len(named) != len({part.claim.id for part in named}):
        raise NothingToSplit(f"split {proposed.id} into two or more claims that differ in words, number or place")
    if any(part.claim.item != proposed.item for part in named):
        raise NothingToSplit(f"the parts of {proposed.id} stand in its own document; enter other words by hand")
    made = [
        acceptance(
            doing,
            part.claim,
            verdict=Verdict.SPLIT,
            reason=reason,
            target=part.target,
            proposed=proposed,
            second=second,
        )
        for part in named
    ]
    receipt = doing.append([draft for one in made for draft in one.drafts], expect=expect)
    return tuple(one.judged(receipt) for one in made)


def merge_claims(
    doing: Doing,
    proposals: Sequence[Claim],
    *,
    reason: str,
    target: Target | None = None,
    edited: Claim | None = None,
    expect: Mapping[str, int] | None = None,
    second: bool = False,
) -> Judged:
    """
    Accept several proposals of one document as the one claim they all make, in one append.

    The first is kept, or ``edited`` in its place; the judgements keep the words of the
    others. Raises NothingToMerge, ReasonMissing, UnfitValue, RecordMovedOn.
    """
    kept = proposals[0] if proposals else None
    if kept is None or len({one.id for one in proposals}) != len(proposals) or len(proposals) < 2:
        raise NothingToMerge("name two or more proposals that say the same thing")
    refuse_silence(reason, kept.id)
    if len({(one.item, one.kind) for one in proposals}) > 1:
        raise NothingToMerge("only proposals of one document and one kind are one claim; link the others to its record")
    made = acceptance(
        doing, edited or kept, verdict=Verdict.MERGED, reason=reason, target=target, proposed=kept, second=second
    )
    others = [
        Judgement(doing.new_id(), one.id, Verdict.MERGED, reason, claim=made.claim, proposed=to_json(one))
        for one in proposals[1:]
    ]
    drafts = [*made.drafts, *(Draft.of("judgement", one) for one in others)]
    return made.judged(doing.append(drafts, expect=expect))
