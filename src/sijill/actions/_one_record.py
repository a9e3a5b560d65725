"""One claim, one verdict, one record: whatever its dead are called by, they are counted once (DESIGN 11.1, 11.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sijill.actions._context import Doing
from sijill.ledger import Entry, standing_judgements
from sijill.model import Claim, ClaimKind, to_json
from sijill.values import SijillError, message

COUNTED = ("incident", "tally")
"""The records whose numbers are counted; several victims may be named in the words of one claim."""


class JudgedBefore(SijillError):
    """A claim on which a verdict stands."""


class RecordedBefore(SijillError):
    """A claim whose words have a record, and would make another one of the same dead."""


def refuse_judged(doing: Doing, claim: str) -> None:
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


def verdict_on(doing: Doing, claim: str) -> Entry | None:
    """Return the newest verdict that stands on a claim, be it named as what was proposed or as what was accepted."""
    told = [entry for entry in doing.history(claim) if entry.kind == "judgement" and entry.body]
    proposals = dict.fromkeys(str((entry.body or {})["proposal"]) for entry in told)
    # A verdict is taken back under the proposal's id, so a part of a split has to ask there.
    judged = [entry for one in proposals for entry in doing.history(one)]
    about = {entry.id for entry in told}
    return next((one for one in reversed(standing_judgements(judged)) if one.id in about), None)


def refuse_second_record(doing: Doing, claim: Claim, *, subject: str | None = None) -> None:
    """
    Check that no record but ``subject`` counts what a claim says, under its own id or another id of the same words.

    Raises RecordedBefore.
    """
    # A heading or a name said once may stand under many records; what happened happened once.
    if doing.first_try is not None or (claim.kind is ClaimKind.STATEMENT and claim.number is None):
        return
    for one in dict.fromkeys((claim.id, *_same_words(doing, claim))):
        for record in _counted_records(doing, one):
            if record != subject:
                raise RecordedBefore(
                    message(
                        "record {record} rests on the words of claim {claim} already, so its dead would be counted "
                        "twice; say it of that record, or take back what made it (undo, retract) first"
                    ),
                    record=record,
                    claim=claim.id,
                )


def _same_words(doing: Doing, claim: Claim) -> Iterator[str]:
    """Give the recorded claims that count the same people in words which overlap with these."""
    said = to_json(claim)
    for entry in doing.history(claim.item) if claim.number else ():
        body = entry.body or {}
        if entry.kind == "claim" and body.get("number") and body["kind"] == claim.kind:
            over = body["anchor"]["start"] < claim.anchor.end and claim.anchor.start < body["anchor"]["end"]
            if over and _same_people(body, said):
                yield entry.id


def _same_people(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Test whether two numbers may be of the same people: "three children" beside "12 civilians" are others."""
    numbers = [{name: told["number"].get(name) for name in ("low", "high", "unit")} for told in (one, other)]
    people = [told.get("population") or [] for told in (one, other)]
    alike = people[0] == people[1] or not all(people) or numbers[0] == numbers[1]
    return alike and numbers[0]["unit"] == numbers[1]["unit"]


def _counted_records(doing: Doing, claim: str) -> Iterator[str]:
    told = [entry for entry in doing.history(claim) if entry.kind == "statement" and entry.body]
    resting = [(entry.id, entry.body or {}) for entry in told]
    for subject in dict.fromkeys(str(body["subject"]) for _, body in resting if body["subject_kind"] in COUNTED):
        standing = {one.id for _, one in doing.ledger.statements(subject=subject)}
        if any(statement in standing for statement, _ in resting):
            yield subject
