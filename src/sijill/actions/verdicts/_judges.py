"""Who may judge: nobody the words that they entered or marked themselves (DESIGN 9)."""

from __future__ import annotations

from sijill.actions._context import ActionContext
from sijill.model import Claim
from sijill.values import SijillError, message
from sijill.values.persons import same_person

PERSON = "person:"
"""How the extractor of a claim begins that a person marked; the name follows."""


class SamePerson(SijillError):
    """A verdict of whoever entered the document or marked the words, or a second word of whoever gave the first."""


def marked_by(claim: Claim) -> str | None:
    """Return who marked a claim by hand, or None when a machine found it."""
    return claim.extractor.removeprefix(PERSON) if claim.extractor.startswith(PERSON) else None


def entered_by(doing: ActionContext, item: str) -> str:
    """Return who entered a document. Raises UnknownEntry."""
    return doing.ledger.entry(item).actor


def may_judge(doing: ActionContext, claim: Claim, *judged_by: str, entered: str | None = None) -> bool:
    """
    Test whether the actor entered neither a claim's document, nor marked its words, nor gave a verdict before.

    ``entered`` is who entered the document, where that was read already. A register of one person
    has nobody else for a first verdict; a second word is always another person's.
    """
    others = (entered or entered_by(doing, claim.item), marked_by(claim) or "", *judged_by)
    alone = doing.one_person and not judged_by
    return alone or not any(same_person(doing.actor, name) for name in others)


def refuse_own(doing: ActionContext, claim: Claim, *judged_by: str) -> None:
    """Check that the actor may judge a claim; an act sent again was checked the first time. Raises SamePerson."""
    if doing.first_try is None and not may_judge(doing, claim, *judged_by):
        raise SamePerson(
            message(
                "claim {claim} needs the word of another person: nobody judges a document they entered, words they "
                "marked or a verdict of their own"
            ),
            claim=claim.id,
        )
