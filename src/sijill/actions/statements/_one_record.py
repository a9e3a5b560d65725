"""One claim, one verdict, one record: whatever its dead are called by, they are counted once (DESIGN 11.1, 11.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sijill.actions._context import ActionContext
from sijill.actions.statements._identified import cluster
from sijill.actions.statements._statements import NUMBERS
from sijill.ledger import Entry, standing_judgements
from sijill.model import Claim, ClaimKind, Verdict, read
from sijill.values import SijillError, message

COUNTED = ("incident", "tally")
"""The records whose numbers are counted; several victims may be named in the words of one claim."""


class JudgedBefore(SijillError):
    """A claim on which a verdict stands."""


class RecordedBefore(SijillError):
    """A claim whose words have a record, and would make another one of the same dead."""


def refuse_judged(doing: ActionContext, claim: str) -> None:
    """Check that no verdict stands on a claim. Raises JudgedBefore."""
    verdict = None if doing.first_try else verdict_on(doing, claim)
    if verdict is not None:
        raise JudgedBefore(
            message(
                "claim {claim} was judged before, by judgement {judgement}, and is read-only; take that verdict back "
                "first (undo), then judge the claim anew"
            ),
            claim=claim,
            judgement=verdict.id,
        )


def verdict_on(doing: ActionContext, claim: str) -> Entry | None:
    """Return the newest verdict that stands on a claim, be it named as what was proposed or as what was accepted."""
    told = [entry for entry in doing.history(claim) if entry.kind == "judgement" and entry.body]
    proposals = dict.fromkeys(str((entry.body or {})["proposal"]) for entry in told)
    # A verdict is taken back under the proposal's id, so a part of a split has to ask there.
    judged = [entry for one in proposals for entry in doing.history(one)]
    about = {entry.id for entry in told}
    return next((one for one in reversed(standing_judgements(judged)) if one.id in about), None)


def refuse_second_record(
    doing: ActionContext,
    claim: Claim,
    kind: str,
    given: Collection[str],
    *,
    subject: str | None = None,
    proposal: str | None = None,
) -> None:
    """
    Check that no record but ``subject``, or one that is one with it, counts what a claim's words say.

    ``given`` are the properties that the record of ``kind`` would hold from those words,
    ``proposal`` what the claim was before. Raises RecordedBefore.
    """
    people = people_of(given)
    if doing.first_try is not None or kind not in COUNTED or (subject is not None and not people):
        return
    own = cluster(doing, subject) if subject else ()
    # A heading or a name said once may stand under many records; what happened happened once.
    heading = claim.kind is ClaimKind.STATEMENT and claim.number is None and not people
    found = [] if heading else [record for record, _ in counted_records(doing, claim.id)]
    for one in _same_words(doing, claim, proposal or claim.id) if people else ():
        found += [record for record, names in counted_records(doing, one) if people & people_of(names)]
    record = next((one for one in found if one not in own), None)
    if record is not None:
        raise RecordedBefore(
            message(
                "record {record} rests on the words of claim {claim} already, so its dead would be counted "
                "twice; say it of that record, or take back what made it (undo, retract) first"
            ),
            record=cluster(doing, record)[0],
            claim=claim.id,
        )


def people_of(names: Collection[str]) -> frozenset[str]:
    """Return of whom properties tell how many: the dead, however they are grouped, and the injured are others."""
    return frozenset("injured" if name == "injured" else "dead" for name in NUMBERS if name in names)


def same_people(one: Claim, other: Claim) -> bool:
    """Test whether claims may count the same people in words which overlap: five men beside seven women are others."""
    units = [told.number.unit if told.number else None for told in (one, other)]
    over = one.anchor.start < other.anchor.end and other.anchor.start < one.anchor.end
    groups = set(one.population), set(other.population)
    return over and (not all(units) or units[0] == units[1]) and (groups[0] == groups[1] or not all(groups))


def shares_out(whole: Claim, parts: Collection[Claim]) -> bool:
    """Test whether parts divide the number of the whole: three here and four there, of seven, are nobody twice."""
    ends = []
    for end in ("low", "high"):
        bound, shares = getattr(whole.number, end, None), [getattr(one.number, end, None) for one in parts]
        if bound is not None:
            known = [share for share in shares if share is not None]
            ends.append(len(known) == len(shares) and sum(known) <= bound)
    return bool(ends) and all(ends)


def _same_words(doing: ActionContext, claim: Claim, proposal: str) -> Iterator[str]:
    """Give the other recorded claims in words that overlap with these, save parts of one split about other people."""
    parts = _parts_of(doing, {proposal, *_proposals_of(doing, claim.id)})
    for entry in doing.history(claim.item):
        if entry.kind == "claim" and entry.body and entry.id != claim.id:
            other, whole = read(Claim, {"id": entry.id, **entry.body}), parts.get(entry.id)
            over = claim.anchor.start < other.anchor.end and other.anchor.start < claim.anchor.end
            if over and (whole is None or (same_people(claim, other) and not shares_out(whole, (claim, other)))):
                yield entry.id


def _proposals_of(doing: ActionContext, claim: str) -> Iterator[str]:
    for entry in doing.history(claim):
        if entry.kind == "judgement" and entry.body and entry.body.get("claim") == claim:
            yield str(entry.body["proposal"])


def _parts_of(doing: ActionContext, proposals: Collection[str]) -> dict[str, Claim]:
    """Return the claims into which proposals were split, by verdicts that stand, each with the whole."""
    found: dict[str, Claim] = {}
    for proposal in proposals:
        judged = standing_judgements(doing.history(proposal))
        split = {one.id for one in judged if (one.body or {})["verdict"] == Verdict.SPLIT}
        told = [one.body or {} for one in judged if one.id in split or (one.body or {}).get("answers") in split]
        found |= {str(body["claim"]): read(Claim, body["proposed"]) for body in told if body.get("claim")}
    return found


def counted_records(doing: ActionContext, claim: str) -> Iterator[tuple[str, Collection[str]]]:
    """Give the counted records that stand on a claim or on a verdict on it, with the properties that do."""
    told = list(doing.history(claim))
    for entry in tuple(told):
        # What a person adds to a claim rests on their verdict.
        if entry.kind == "judgement" and (entry.body or {}).get("claim") == claim:
            told += doing.history(entry.id)
    resting = {one.id: one.body for one in told if one.kind == "statement" and one.body}
    for subject in dict.fromkeys(str(body["subject"]) for body in resting.values() if body["subject_kind"] in COUNTED):
        standing = {one.id for _, one in doing.ledger.statements(subject=subject)}
        if names := [str(body["property"]) for one, body in resting.items() if one in standing]:
            yield subject, names
