"""A person decides that two records are one, or are two, or takes such a decision back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.actions._context import ActionContext, ReasonMissing
from sijill.actions.statements._statements import NotThatKind, kind_of_record
from sijill.ledger import Draft, Receipt
from sijill.model.entries import Link, Sameness
from sijill.records import clusters_around, decided_in, decisions_around, fold, road, standing_decisions
from sijill.values import SijillError, message


class LinkedToItself(SijillError):
    """A record that was said to be the same as itself, or another than itself."""


class DecidedBefore(SijillError):
    """A decision that stands already."""


class NotDecided(SijillError):
    """A decision to be taken back that nobody made about these two records."""


class Contradiction(SijillError):
    """
    A decision that others which stand do not allow.

    ``in_the_way`` are their ids; with any one of them taken back it can be made.
    """

    def __init__(self, text: str, in_the_way: Sequence[Link]) -> None:
        """Name each decision with the two records it is about."""
        named = "; ".join(f"{link.id} ({link.left} {link.right})" for link in in_the_way)
        super().__init__(text, decisions=named, left=in_the_way[0].left, right=in_the_way[0].right)
        self.in_the_way = tuple(link.id for link in in_the_way)


@dataclass(frozen=True, slots=True)
class Linked:
    """What a decision about two records made: its entry, and the records that are one with each of them from now on."""

    receipt: Receipt
    link: str
    left: tuple[str, ...]
    right: tuple[str, ...]


def decide_link(
    doing: ActionContext, left: str, right: str, *, sameness: Sameness, reason: str, score: str | None = None
) -> Linked:
    """
    Record a decision about two records of one kind in place of the one before it; two alone decide nothing twice.

    Records that are one count once, under the id of the one recorded first. Raises ReasonMissing,
    LinkedToItself, UnknownEntry, NotThatKind, DecidedBefore, NotDecided, Contradiction, RecordMovedOn.
    """
    if not reason.strip():
        raise ReasonMissing(message("give the reason for linking {left} and {right}"), left=left, right=right)
    left, right = sorted((left, right))
    made = Link(doing.new_id(), left, right, sameness, reason, score)
    expect = None
    if doing.first_try is None:
        seen = doing.ledger.seq
        _refuse_unlike(doing, left, right)
        _refuse_contradiction(doing, made, seen)
        expect = {one: _seen(doing, one, seen) for pair in _clusters(doing, left, right, seen) for one in pair}
    receipt = doing.append([Draft.of("link", made)], expect=expect)
    return Linked(receipt, made.id, *_clusters(doing, left, right, receipt.last_seq))


def _clusters(doing: ActionContext, left: str, right: str, seq: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = clusters_around((left, right), decided_in(doing.ledger, upto=seq), doing.ledger.first_seq)
    return found[left], found[right]


def _seen(doing: ActionContext, record: str, seq: int) -> int:
    return doing.ledger.history(record, upto=seq)[-1].seq


def _refuse_unlike(doing: ActionContext, left: str, right: str) -> None:
    if left == right:
        raise LinkedToItself(
            message("{record} is one record already; name two, each by its handle or its id"), record=left
        )
    kinds = [kind_of_record(doing, one) for one in (left, right)]
    if kinds[0] != kinds[1]:
        raise NotThatKind(
            message("{left} is of kind {kind} and {right} of kind {other}; only records of one kind can be one"),
            left=left,
            right=right,
            kind=kinds[0],
            other=kinds[1],
        )


def _refuse_contradiction(doing: ActionContext, new: Link, seq: int) -> None:
    """Check a decision against all that stand but the one about the same two records, whose place it takes."""
    about, pair = decided_in(doing.ledger, upto=seq), {new.left, new.right}
    standing = standing_decisions(one for record in pair for one in decisions_around(record, about)[1])
    others = [one for one in standing if {one[1].left, one[1].right} != pair]
    before = next((link for _, link in standing if {link.left, link.right} == pair), None)
    between = road(others, new.left, new.right)
    if before is not None and before.sameness is new.sameness:
        raise DecidedBefore(
            message("decision {link} says so of {left} and {right} already; nothing was recorded"),
            link=before.id,
            left=new.left,
            right=new.right,
        )
    nothing_before = new.sameness is Sameness.UNDECIDED and before is None
    if nothing_before or new.sameness is Sameness.UNSURE:
        if between:
            raise Contradiction(
                message(
                    "these two are one through other decisions: {decisions}; take one of them back, such as "
                    'with "sijill unlink REGISTER {left} {right} --reason WHY"'
                ),
                between,
            )
        if nothing_before:
            raise NotDecided(
                message("nothing is decided about {left} and {right}; the history of {left} shows what is"),
                left=new.left,
                right=new.right,
            )
    if new.sameness is Sameness.DIFFERENT and between:
        raise Contradiction(
            message(
                "these two are one through other decisions, so they cannot be different: {decisions}; take one of "
                'them back first, such as with "sijill unlink REGISTER {left} {right} --reason WHY"'
            ),
            between,
        )
    folded = fold(others, doing.ledger.first_seq)
    ours, theirs = (frozenset(folded.get(one, (one,))) for one in (new.left, new.right))
    told = [link for _, link in others if link.sameness is Sameness.DIFFERENT]
    against = [link for link in told if {link.left, link.right} & ours and {link.left, link.right} & theirs]
    if new.sameness is Sameness.SAME and ours != theirs and against:
        raise Contradiction(
            message(
                "these two cannot be one, since records that are one with them are different: {decisions}; take that "
                'back first, such as with "sijill unlink REGISTER {left} {right} --reason WHY"'
            ),
            against,
        )
