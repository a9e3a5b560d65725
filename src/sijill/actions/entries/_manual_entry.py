"""A whole entry by hand: the words of a source and all that a person reads in them, in one append."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sijill.actions._awaiting import Act, awaiting
from sijill.actions._context import ActionContext
from sijill.actions._enter import typed_words
from sijill.actions.statements._identified import refuse_known
from sijill.actions.statements._one_record import refuse_second_record
from sijill.actions.statements._statements import kind_of_record, stated
from sijill.actions.tables._cells import typed_values
from sijill.actions.verdicts._judge import Judged, Verdicts
from sijill.evidence import Vault, fingerprint
from sijill.ledger import Draft, Ledger, standing_judgements
from sijill.model import Attribution, Basis, BasisKind, Claim, ClaimKind, Outcome, Statement, Verdict, to_json
from sijill.model.entries import Judgement
from sijill.model.parties import Parties
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
    becomes a record of its own. ``onto`` is the record that the person chose to add to.
    """

    words: str
    source: str
    victim: Mapping[str, Any] = field(default_factory=dict)
    incident: Mapping[str, Any] = field(default_factory=dict)
    party: str = ""
    outcome: Outcome = Outcome.KILLED
    onto: str | None = None


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
    NobodyNamed, NothingEntered, UnknownEntry, UnknownProperty, UnknownWord, UnreadableCell,
    UnfitValue, KnownIdentifier, RecordedBefore, RecordMovedOn.
    """
    onto = kind_of_record(doing, entry.onto) if entry.onto else ""
    _refuse_gaps(entry, onto)
    entry = replace(
        entry, victim=typed_values("victim", entry.victim), incident=typed_values("incident", entry.incident)
    )

    def drafted(trying: ActionContext) -> tuple[Verdicts, Sequence[Draft]]:
        sealed, claim = typed_words(
            trying, vault, entry.words, source=entry.source, kind=ClaimKind.CASUALTIES, act=Act.ENTRY, name=FILE
        )
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
    grounds = (Basis(BasisKind.CLAIM, claim.id),)
    onto = kind_of_record(doing, entry.onto) if entry.onto else ""
    made: dict[str, list[Statement]] = {}

    def state(kind: str, values: Mapping[str, Any], *, typed: bool = True) -> str:
        subject = entry.onto if kind == onto else None
        if values:
            if subject is None:
                refuse_known(doing, kind, values)
            refuse_second_record(doing, claim, kind, values, subject=subject)
            made[kind] = stated(doing, kind, values, grounds, subject=subject, typed=typed, source=entry.source)
        return made[kind][0].subject if values else subject or ""

    slug = Parties.load().slug(entry.party) if entry.party else None
    blamed = {"attribution": to_json(Attribution.to(slug))} if slug else {}
    incident = state("incident", {**blamed, **entry.incident} if entry.incident else {})
    victim = state("victim", {"statuses": [entry.outcome], **blamed, **entry.victim} if entry.victim else {})
    if victim and incident:
        # The two are recorded in this same append: nobody typed their ids.
        state("act", {"victim": victim, "incident": incident, "outcome": entry.outcome}, typed=False)
    if entry.party and slug is None:
        # Nobody files the dead by a party that the tree does not know; it is held under the name the source uses.
        state("party", {"name": entry.party} | ({"name_ar": entry.party} if script_of(entry.party) == "arab" else {}))
    return [one for kind in ("victim", "incident", "act", "party") for one in made.get(kind, ())]


def _refuse_gaps(entry: ManualEntry, onto: str) -> None:
    if not entry.words.strip() or not entry.source.strip():
        raise WordsMissing(message("Name the source and give its words: nothing is believed without words."))
    if entry.victim and not entry.victim.get("name") and onto != "victim":
        raise NobodyNamed(message("Give the name of the person in either script, or say only what happened."))
    if not entry.victim and not entry.incident:
        raise NothingEntered(message("Give a name in either script, or say in one line what happened."))
