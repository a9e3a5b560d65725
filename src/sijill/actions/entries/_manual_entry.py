"""A whole entry by hand: the words of a source and all that a person reads in them, in one append."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sijill.actions._awaiting import Act, awaiting, claim_kind_of
from sijill.actions._context import ActionContext
from sijill.actions._enter import locate, typed_words
from sijill.actions.statements._identified import refuse_known
from sijill.actions.statements._one_record import refuse_second_record
from sijill.actions.statements._statements import kind_of_record, refuse_other_record, stated
from sijill.actions.tables._cells import typed_values
from sijill.actions.verdicts._judge import Judged, Verdicts
from sijill.actions.verdicts._judges import PERSON
from sijill.evidence import Vault, fingerprint
from sijill.ledger import Draft, Ledger, standing_judgements
from sijill.model import Attribution, Basis, BasisKind, Claim, Outcome, Sensitivity, Statement, Verdict, to_json
from sijill.model.entries import Judgement
from sijill.model.parties import Parties
from sijill.model.slots import Slot
from sijill.values import SijillError, message, script_of

FILE = "entered-by-hand.txt"


class WordsMissing(SijillError):
    """An entry by hand without its source, or without the words of it."""


class NobodyNamed(SijillError):
    """A person entered by hand who has no name in any script."""


class NothingEntered(SijillError):
    """An entry by hand that says neither whom it is about nor what happened."""


@dataclass(frozen=True, slots=True)
class ManualEntry:
    """
    What a person enters from one source: its words, and what they say of a person and of an incident.

    ``party`` is a name that the words give whoever did it; one that the tree of parties lacks
    becomes a record of its own. ``onto`` is the record that the person chose to add to, ``others``
    are further people of the same event and ``others_onto`` the record of each, or "". A record of any
    other ``kind`` has ``values``. What ``quoted`` names as ``incident.killed`` rests on those words of the
    whole, and what ``decided`` names on a decision of whoever entered it, with that reason.
    """

    words: str
    source: str
    victim: Mapping[str, Any] = field(default_factory=dict)
    incident: Mapping[str, Any] = field(default_factory=dict)
    party: str = ""
    outcome: Outcome = Outcome.KILLED
    onto: str | None = None
    others: tuple[Mapping[str, Any], ...] = ()
    others_onto: tuple[str, ...] = ()
    kind: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    quoted: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[str, str] = field(default_factory=dict)
    sensitivity: Sensitivity = Sensitivity.TEAM

    @property
    def people(self) -> tuple[tuple[str | None, Mapping[str, Any]], ...]:
        """Everybody who is entered, each with the record of theirs that is added to, if any."""
        first = ((self.onto, self.victim),) if self.victim else ()
        return (*first, *itertools.zip_longest(self.others_onto[: len(self.others)], self.others))


def enter_record(
    doing: ActionContext,
    vault: Vault,
    entry: ManualEntry,
    *,
    expect: Mapping[str, int] | None = None,
    second: bool = False,
) -> Judged:
    """
    Seal the words of a source and record all that is entered from them, in one append or not at all.

    With ``second`` all of it waits for another person (``confirm_claim``). Raises WordsMissing,
    NobodyNamed, NothingEntered, QuoteNotFound, QuoteAmbiguous, UnknownEntry, UnknownProperty, UnknownWord,
    UnreadableCell, UnfitValue, KnownIdentifier, RecordedBefore, RecordMovedOn.
    """
    onto = kind_of_record(doing, entry.onto) if entry.onto else ""
    _refuse_gaps(entry, onto)
    entry = replace(
        entry,
        victim=typed_values("victim", entry.victim),
        others=tuple(typed_values("victim", one) for one in entry.others),
        incident=typed_values("incident", entry.incident),
        values=typed_values(entry.kind, entry.values) if entry.kind else {},
    )
    kind = claim_kind_of(entry.kind or "victim")

    def drafted(trying: ActionContext) -> tuple[Verdicts, Sequence[Draft]]:
        sealed, claim = typed_words(
            *(trying, vault, entry.words),
            source=entry.source,
            kind=kind,
            act=Act.ENTRY,
            name=FILE,
            sensitivity=entry.sensitivity,
        )
        claim = replace(claim, slots=tuple(_quotations(entry, claim)))
        # What waits is made like what stands, so that the second person meets no surprise.
        judgement = awaiting(trying, claim, Act.ENTRY, entry)
        made = statements_of_entry(trying, entry, claim)
        if second:
            verdict = Verdicts(judgement, (*sealed, Draft.of("judgement", judgement)), None)
        else:
            judgement = Judgement(judgement.id, claim.id, Verdict.ACCEPTED, "", claim.id)
            verdict = entered(judgement, claim, made, before=sealed)
        return verdict, verdict.drafts

    # The same words may be entered or judged at this moment by somebody else.
    verdict, receipt = doing.append_alone({fingerprint(entry.words.encode())}, drafted, expect=expect)
    return verdict.judged(receipt)


def is_entered(ledger: Ledger, item: str) -> bool:
    """Test whether an item came in within the append that judged all its words, and that verdict stands or waits."""
    arrived = ledger.entry(item).append_id
    came = [one for one in ledger.history(item) if one.append_id == arrived and one.body]
    names = {one.id for one in came if one.kind == "claim"}
    names |= {str((one.body or {})["proposal"]) for one in came if one.kind == "judgement"}
    for name in names:
        standing = standing_judgements(ledger.history(name))
        if any(one.append_id == arrived for one in standing):
            return all((one.body or {})["verdict"] != Verdict.REJECTED for one in standing)
    return False


def entered(judgement: Judgement, claim: Claim, made: Sequence[Statement], *, before: Sequence[Draft] = ()) -> Verdicts:
    """Return what an entry records once it stands: the claim, the verdict on it, and the statements."""
    drafts = [*before, Draft.of("claim", claim), Draft.of("judgement", judgement)]
    return Verdicts(judgement, (*drafts, *(Draft.of("statement", one) for one in made)), claim.id, tuple(made))


def statements_of_entry(doing: ActionContext, entry: ManualEntry, claim: Claim) -> list[Statement]:
    """Return the statements of an entry, the person's first. Raises KnownIdentifier, RecordedBefore, as ``stated``."""
    grounds, made = (Basis(BasisKind.CLAIM, claim.id),), list[Statement]()
    onto = kind_of_record(doing, entry.onto) if entry.onto else ""

    def state(kind: str, values: Mapping[str, Any], subject: str | None = None, *, typed: bool = True) -> str:
        if not values:
            return subject or ""
        if subject is None:
            refuse_known(doing, kind, values)
        refuse_second_record(doing, claim, kind, values, subject=subject)
        found = stated(doing, kind, values, grounds, subject=subject, typed=typed, source=entry.source)
        made.extend(_decided(entry, claim, one) for one in found)
        return found[0].subject

    slug = Parties.load().slug(entry.party) if entry.party else None
    blamed = {"attribution": to_json(Attribution.to(slug))} if slug else {}
    if entry.kind:
        state(entry.kind, entry.values, entry.onto if entry.kind == onto else None)
    into = entry.onto if onto == "incident" else None
    incident = state("incident", {**blamed, **entry.incident} if entry.incident else {}, into)
    for known, values in entry.people:
        known = known if known and (onto == "victim" or values is not entry.victim) else None
        if known:
            refuse_other_record(doing, known, "victim")
        victim = state("victim", {"statuses": [entry.outcome], **blamed, **values}, known)
        if victim and incident:
            # The two are recorded in this same append: nobody typed their ids.
            outcome = next(iter(values.get("statuses", ())), entry.outcome)
            state("act", {"victim": victim, "incident": incident, "outcome": outcome}, typed=False)
    if entry.party and slug is None:
        # Nobody files the dead by a party that the tree does not know; it is held under the name the source uses.
        state("party", {"name": entry.party} | ({"name_ar": entry.party} if script_of(entry.party) == "arab" else {}))
    return sorted(made, key=lambda one: one.subject_kind != "victim")


def _quotations(entry: ManualEntry, claim: Claim) -> Iterator[Slot]:
    """Give where the words stand that say each quoted value. Raises QuoteNotFound, QuoteAmbiguous."""
    for name, words in entry.quoted.items():
        start, end = locate(claim.anchor.exact, words, item=claim.item)
        yield Slot(name, words, start, end)


def _decided(entry: ManualEntry, claim: Claim, one: Statement) -> Statement:
    """Return a statement as it stands: on the words, or on the decision of whoever entered it."""
    reason = entry.decided.get(f"{one.subject_kind}.{one.property}")
    if reason is None:
        return one
    person = claim.extractor.removeprefix(PERSON)
    return replace(one, basis=(Basis(BasisKind.DECISION, reason, person),), source=None, reason=reason)


def _refuse_gaps(entry: ManualEntry, onto: str) -> None:
    if not entry.words.strip() or not entry.source.strip():
        raise WordsMissing(message("Name the source and give its words: nothing is believed without words."))
    if any(not one.get("name") and (onto != "victim" or at) for at, (_, one) in enumerate(entry.people)):
        raise NobodyNamed(message("Give the name of the person in either script, or say only what happened."))
    if not (entry.victim or entry.incident or entry.values):
        raise NothingEntered(message("Give a name in either script, or say in one line what happened."))
