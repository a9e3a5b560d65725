"""What people decided: judgements, accepted values, withdrawals, links, versions in force, publications."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sijill.model._vocabulary import Rank, Stance, Verdict
from sijill.model.cards import Sensitivity

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class BasisKind(enum.StrEnum):
    """What an accepted value rests on: promise 1 of the design allows these three and no other."""

    CLAIM = "claim"
    IMPORT_ROW = "import_row"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Basis:
    """
    One ground of a statement.

    ``ref`` is a claim id, ``<item sha256>#<row number>`` of an imported table, or the
    id of the decision's own entry; ``by`` names the person of a decision.
    """

    kind: BasisKind
    ref: str
    by: str | None = None

    @property
    def judgement(self) -> str | None:
        """The verdict with which a decision was given, or None for one that stands by itself."""
        return self.ref if self.kind is BasisKind.DECISION and ID.fullmatch(self.ref) else None


@dataclass(frozen=True, slots=True)
class Judgement:
    """
    A person's verdict on a proposal, with what was proposed and what was accepted.

    ``awaits`` is what a second person has to confirm before anything is recorded of it: the
    claim and the record it speaks of. ``answers`` names the judgement that this one
    confirms, refuses or takes back.
    """

    id: str
    proposal: str
    verdict: Verdict
    reason: str
    claim: str | None = None
    proposed: Mapping[str, Any] | None = None
    awaits: Mapping[str, Any] | None = None
    answers: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """
    One accepted value of one property of one subject.

    ``value`` is in the canonical JSON form of the property's type. A statement is never
    edited: a correction is a new statement and a retraction of the old one. ``reason`` is
    what the person who accepted it typed; it is shown wherever the value is.
    """

    id: str
    subject: str
    subject_kind: str
    property: str
    value: Any
    basis: tuple[Basis, ...]
    rank: Rank = Rank.NORMAL
    stance: Stance = Stance.ASSERT
    source: str | None = None
    reason: str = ""

    def typed_reason(self) -> str:
        """Return what was typed for this value; a decision without a reason of its own has it as its ground."""
        typed = (one.ref for one in self.basis if one.kind is BasisKind.DECISION and one.judgement is None)
        return self.reason or next(typed, "")


@dataclass(frozen=True, slots=True)
class Retraction:
    """The withdrawal of one statement, with the reason."""

    id: str
    statement: str
    subject: str
    reason: str


class Sameness(enum.StrEnum):
    """
    The decision that two records are one or not.

    ``unsure`` was looked at and left open, and joins nothing; ``undecided`` takes the one before it back.
    """

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Link:
    """A decision about two records, with the score shown; a later one about the same two takes its place."""

    id: str
    left: str
    right: str
    sameness: Sameness
    reason: str
    score: str | None = None
    list_release: str | None = None
    row_digests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdoptedMethodology:
    """
    A version in force from a date; its bytes are sealed so that old figures can be counted with them.

    ``settings`` are those of the register that change what is counted, as they were then.
    """

    id: str
    methodology: str
    version: str
    digest: str
    effective_on: str
    settings: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class ConfirmedSettings:
    """The settings that change what is counted, as a person confirmed them."""

    id: str
    settings: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AccessHead:
    """
    How many lines the access log had, and the head of its own chain then: lines taken away are missed by it.

    No lines and no head say that the log begins anew, in a register that was handed over without it.
    """

    id: str
    lines: int
    head: str


@dataclass(frozen=True, slots=True)
class ReportText:
    """What the publisher says in a part of a report: a line is a paragraph, and no line takes it back."""

    id: str
    subject: str
    period: str
    part: str
    en: str
    ar: str
    addressee_en: str = ""
    addressee_ar: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """
    What we published: the moment's ``seq`` and head, the method, and every figure by id and value.

    ``names`` are the records of persons whose name or account it prints, None where that was
    not recorded; ``withheld`` the ids of figures that it keeps back as small cells. ``audience`` is for
    whom it was redacted: nobody else is handed it. ``kind`` and ``asked`` (place, question, clock, parts left
    out ...) are what it was made of beside its period, so that the same can be made again; an edition
    without them is a monthly report of an older program.
    """

    id: str
    title: str
    period: str
    seq: int
    head: str
    methodology: str
    methodology_digest: str
    figures: tuple[Mapping[str, Any], ...]
    files: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""
    withdraws: str | None = None
    names: tuple[str, ...] | None = None
    withheld: tuple[str, ...] = ()
    audience: Sensitivity = Sensitivity.PUBLIC
    title_ar: str = ""
    kind: str = ""
    asked: Mapping[str, Any] = field(default_factory=dict)
