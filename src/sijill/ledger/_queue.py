"""What waits for a person: claims for their first verdict, verdicts for a second one, in a sensible order."""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sijill.ledger._entry import Entry
from sijill.model import Claim, ClaimKind, Sensitivity, read
from sijill.values import PartialDate, SijillError, normal_key

BY_PERSON = "person:"

LEVELS = tuple(Sensitivity)
"""From what everyone may see to what hardly anyone may."""

RECALLED = (ClaimKind.ATTACK, ClaimKind.STATEMENT)
"""Kinds that are proposed so that none is missed; most of them are no news, so they come last."""

_ARABIC = re.compile("[\u0621-\u064a]")


class Stage(enum.StrEnum):
    """Which word is waited for."""

    FIRST = "first"
    SECOND = "second"


class Confidence(enum.StrEnum):
    """How much of a claim its words settle: number, place and day, by a rule that is not mere recall."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


CONFIDENCES = (Confidence.LOW, Confidence.MEDIUM, Confidence.HIGH)


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """One thing that waits; ``judgement`` and ``by`` are those of the first verdict where a second is waited for."""

    claim: Claim
    judgement: str | None = None
    by: str | None = None

    @property
    def id(self) -> str:
        """The claim's id, or that of the judgement that waits."""
        return self.judgement or self.claim.id


@dataclass(frozen=True, slots=True)
class QueueQuery:
    """
    Which of what waits is wanted; an empty field asks nothing.

    ``person`` leaves out what that person entered, marked or judged first; ``without`` what
    others hold just now; ``among`` asks for these claims and documents alone. ``recalled`` asks for the kinds
    of mere recall alone or, False, for the rest.
    """

    stage: Stage = Stage.FIRST
    levels: tuple[Sensitivity, ...] = tuple(Sensitivity)
    item: str = ""
    source: str = ""
    kind: str = ""
    words: str = ""
    place: str = ""
    since: str = ""
    until: str = ""
    confidence: str = ""
    language: str = ""
    recalled: bool | None = None
    person: str = ""
    without: Collection[str] = field(default_factory=frozenset)
    among: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """What a waiting claim is sorted and sought by."""

    rank: int
    kind: str
    confidence: int
    language: str
    place: str
    first_day: str
    last_day: str
    words: str
    marked_by: str

    @classmethod
    def of(cls, claim: Claim) -> Facets:
        """Return the facets of a claim."""
        first, last = _claim_days(claim)
        around = f"{claim.anchor.prefix}{claim.anchor.exact}{claim.anchor.suffix}"
        told = (around, claim.place, claim.claimant, claim.victim)
        return cls(
            _rank(claim),
            claim.kind.value,
            CONFIDENCES.index(confidence_of(claim)),
            "ar" if _ARABIC.search(claim.anchor.exact) else "en",
            normal_key(" ".join(filter(None, (claim.place, claim.governorate)))),
            first,
            last,
            normal_key(" ".join(filter(None, told))),
            claim.extractor.removeprefix(BY_PERSON) if claim.extractor.startswith(BY_PERSON) else "",
        )


class Queue(Protocol):
    """What waits, narrowed and paged."""

    def page(self, wanted: QueueQuery, *, limit: int, after: str | None = None) -> Sequence[QueueEntry]:
        """Return what waits in order, from after a thing on; what is no longer there begins anew."""

    def count(self, wanted: QueueQuery, *, most: int) -> int:
        """Return how many wait, counted to ``most`` at the most."""

    def holds(self, thing: str) -> bool:
        """Test whether a claim, or a judgement, still waits."""

    def sources(self, levels: Collection[Sensitivity]) -> Sequence[str]:
        """Return whose documents have something that waits, among those of some levels, by name."""


def confidence_of(claim: Claim) -> Confidence:
    """
    Return how much of a claim its words settle.

    A claim of mere recall or without a number (or a change of control) is low; one whose
    number is vague, or whose place or day the words leave open, is medium.
    """
    says = claim.control is not None or claim.event is not None
    if claim.kind in RECALLED or (claim.number is None and not says):
        return Confidence.LOW
    vague = claim.number is not None and (
        claim.number.vague or (claim.number.low is None and claim.number.high is None)
    )
    place = claim.place or (claim.control and claim.control.place)
    return Confidence.HIGH if place and claim.date.start and not vague else Confidence.MEDIUM


def _rank(claim: Claim) -> int:
    if claim.kind in RECALLED:
        return 3
    if claim.kind is not ClaimKind.CASUALTIES:
        return 2
    return 0 if claim.number and claim.place else 1


def _claim_days(claim: Claim) -> tuple[str, str]:
    try:
        first = PartialDate.parse(claim.date.start).earliest if claim.date.start else None
        last = PartialDate.parse(claim.date.end or claim.date.start or "").latest if claim.date.start else None
    except SijillError:
        return "", ""
    return (first.isoformat() if first else ""), (last.isoformat() if last else "")


def awaited_claim(entry: Entry) -> Claim:
    """Return the claim that a judgement would accept."""
    return read(Claim, (entry.body or {})["awaits"]["claim"])
