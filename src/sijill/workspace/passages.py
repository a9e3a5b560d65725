"""Passages of a document: the claims that tell of one event, what stands on each, and which record may hold it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from sijill import claims
from sijill.actions.statements import account_likeness, record_kind_of
from sijill.actions.statements.event import (
    AGAINST,
    Likeness,
    Offer,
    Why,
    can_be_said,
    keys_around,
    likeness_of,
    number_of,
    offers,
    spans_of,
)
from sijill.claims import Role
from sijill.ledger import Entry, standing_judgements, waiting_judgements
from sijill.model import Claim, Verdict
from sijill.model.cards import is_own
from sijill.model.territory import GROUND
from sijill.records import record_in

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.records import AnyRecord
    from sijill.workspace._opened import Opened

EVENTS = ("incident", "victim", "tally")
LINKABLE = (*EVENTS, *GROUND)
OFFERED = 5
"""How many records are offered."""
SOUGHT = 30
"""How many records of a name or a place are looked at."""
ASKED = 12
"""For how many names and spellings of places is asked."""
WIDEST = 32
"""Of how many days a span may be whose days are each asked for: "in March" is."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A verdict that stands on a claim; one that ``waits`` is to be confirmed by a second person."""

    judgement: str
    verdict: Verdict
    actor: str
    recorded_at: datetime
    reason: str
    waits: bool


@dataclass(frozen=True, slots=True)
class PassageClaim:
    """
    One claim of a passage.

    ``property`` is which number of a record it states (``killed``, ``children`` ...), None where it states none.
    ``seen`` is its last entry, to give as what was expected of it.
    """

    claim: Claim
    role: Role
    property: str | None
    verdict: Standing | None = None
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """
    The claims of a document that tell of one event, and which of how many such passages they are.

    ``records`` rest on its words already.
    """

    item: str
    number: int
    of: int
    claims: tuple[PassageClaim, ...]
    records: tuple[str, ...] = ()

    @property
    def head(self) -> PassageClaim:
        """The claim that tells most of the event: its first number, else its first words."""
        return min(self.claims, key=lambda one: (one.role is not Role.TOTAL, one.property != "killed"))

    @property
    def waiting(self) -> tuple[PassageClaim, ...]:
        """The claims on which no verdict stands."""
        return tuple(one for one in self.claims if one.verdict is None)

    @property
    def kind(self) -> str:
        """Of which kind the record is that it makes: an account of the ground where all of it is one."""
        kinds = {record_kind_of(one.claim) for one in self.claims}
        return kinds.pop() if len(kinds) == 1 else "incident"

    @property
    def makes_record(self) -> bool:
        """Test whether its words count people or tell of the ground, so that a record is made where none fits."""
        return self.kind in GROUND or any(one.property is not None for one in self.claims)


@dataclass(frozen=True, slots=True)
class Match:
    """
    A record that may hold the event of a passage.

    ``why`` tells by what, ``change`` what accepting would record of each property. ``default`` is the one
    that is chosen where nobody chooses another; ``seen`` is its last entry.
    """

    record: AnyRecord
    why: Why
    change: tuple[Offer, ...]
    default: bool = False
    seen: int = 0


def passages_of(opened: Opened, item: str) -> tuple[Passage, ...]:
    """Return the passages of a document in the order of their words, with the verdicts that stand."""
    found = claims.passages(opened.proposals.of(item))
    told = _history_told(opened, [one.id for some in found for one in some])
    return tuple(_passage(item, number, len(found), some, told) for number, some in enumerate(found, 1))


def passage_with(opened: Opened, claim: Claim) -> Passage:
    """Return the passage in which a claim stands; one that is no proposal of its document stands alone."""
    found = claims.passages(opened.proposals.of(claim.item))
    here = next((some for some in found if any(one.id == claim.id for one in some)), (claim,))
    number = found.index(here) + 1 if here in found else 1
    return _passage(claim.item, number, max(1, len(found)), here, _history_told(opened, [one.id for one in here]))


def _history_told(opened: Opened, ids: Sequence[str]) -> Mapping[str, Sequence[Entry]]:
    """Return what was recorded about proposals, and about the claims that were accepted of them in other words."""
    told = opened.ledger.histories(ids)
    accepted = {str((one.body or {}).get("claim") or "") for some in told.values() for one in some}
    worded = sorted(accepted - {"", *ids})
    return {**told, **opened.ledger.histories(worded)} if worded else told


def _passage(item: str, number: int, of: int, some: Sequence[Claim], told: Mapping[str, Sequence[Entry]]) -> Passage:
    ids = {each.id for each in some}
    ids |= {str((one.body or {}).get("claim") or "") for each in some for one in told[each.id]}
    resting = (one.body or {} for name in ids for one in told.get(name, ()) if one.kind == "statement")
    records = dict.fromkeys(str(body["subject"]) for body in resting if body.get("subject_kind") in LINKABLE)
    told_of = tuple(_judged(one, number_of(one, some), told[one.id]) for one in some)
    return Passage(item, number, of, told_of, tuple(records))


def _judged(claim: Claim, number: str | None, told: Sequence[Entry]) -> PassageClaim:
    about = [one for one in told if (one.body or {}).get("proposal") == claim.id]
    standing = next(reversed(standing_judgements(about)), None)
    verdict = standing and _standing(standing, waits=standing.id in {one.id for one in waiting_judgements(about)})
    seen = told[-1].seq if told else 0
    return PassageClaim(claim, claims.role_of(claim), number, verdict or None, seen)


def _standing(judged: Entry, *, waits: bool) -> Standing:
    body = judged.body or {}
    return Standing(judged.id, Verdict(body["verdict"]), judged.actor, judged.recorded_at, str(body["reason"]), waits)


def change_of(passage: Passage, record: AnyRecord | None = None) -> tuple[Offer, ...]:
    """Return what accepting all that waits of a passage would record, beside what a record holds or of a new one."""
    person = record is not None and record.kind == "victim"
    waiting = sorted(passage.waiting, key=lambda one: one is not passage.head)
    told = [(one.claim, None if person else one.property) for one in waiting]
    kind = record.kind if record is not None else passage.kind
    return tuple(offers([one for one in told if can_be_said(*one, kind=kind)], kind, record))


def matches_of(opened: Opened, passage: Passage, view: View) -> tuple[Match, ...]:
    """Return the records that may hold the event of a passage, as far as a view shows them, best first."""
    said = [one for one in change_of(passage) if one.stance not in AGAINST]
    kinds, like_to = ((passage.kind,), account_likeness) if passage.kind in GROUND else (EVENTS, likeness_of)
    by_name = _by_name(opened, passage, view, kinds)
    keys = keys_around(spans_of(said), days=1, widest=WIDEST)
    told = opened.store.events.around(keys, [*passage.records, *by_name])
    shown = {*view.opened([members[0] for members in told])}
    found: list[tuple[Likeness, Match]] = []
    for members, histories in told.items():
        record = record_in(histories, members) if members[0] in shown else None
        if record is None or record.kind not in kinds:
            continue
        repeats = not {*members}.isdisjoint(passage.records)
        why = Why.REPEAT if repeats else next((by_name[one] for one in members if one in by_name), None)
        if like_to(said, record, told=why) is None:
            continue  # most events of a day are of other places, and need not be redacted
        record = view.redacted(record).value
        if (like := like_to(said, record, told=why)) is not None:
            seen = max(some[-1].seq for some in histories.values())
            is_event = record.kind != "victim" or not passage.makes_record
            found.append((like, Match(record, like.why, (), like.is_sure and is_event, seen)))
    best = [one for _, one in sorted(found, key=lambda at: (at[0].rank, -at[1].seen))[:OFFERED]]
    first = next((one for one in best if one.default), None)
    return tuple(replace(one, change=change_of(passage, one.record), default=one is first) for one in best)


def _by_name(opened: Opened, passage: Passage, view: View, kinds: Sequence[str]) -> dict[str, Why | None]:
    """Return the records that bear a name or a place of a passage in either script, and which bear a person's name."""
    told = [one.claim for one in passage.waiting]
    names = dict.fromkeys(one.victim for one in told if one.victim)
    places = dict.fromkeys(spelling for one in told if one.place for spelling in _spellings(one))
    asked = [*names, *places][:ASKED]
    search = opened.store.search
    hits = search.find_each(asked, max_sensitivity=view.audience, kinds=kinds, limit=SOUGHT) if asked else ()
    found = [
        (hit.subject, Why.NAME if query in names else None)
        for query, some in zip(asked, hits, strict=False)
        for hit in some
        if not is_own(hit.field)
    ]
    return dict(reversed(found))


def _spellings(claim: Claim) -> Iterator[str]:
    """Give a place as a claim writes it, and as the gazetteer does in either script."""
    known = claims.place_meant(str(claim.place), claim.governorate or "")
    yield from (str(claim.place), *(known.en[:1] + known.ar[:1] if known else ()))
