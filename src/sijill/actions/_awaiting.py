"""What one person enters or imports waits whole for a second person: one judgement holds all of it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import Any

from sijill.actions._context import ActionContext
from sijill.model import Claim, ClaimKind, Verdict, to_json
from sijill.model.entries import Judgement


class Act(enum.StrEnum):
    """What waits besides an accepted claim; the claim that stands for it in the queue bears the word as its tag."""

    ENTRY = "entry"
    IMPORT = "import"
    VALUES = "values"


SPEAKS_OF: Mapping[str, ClaimKind] = {
    **dict.fromkeys(("incident", "victim", "act", "tally"), ClaimKind.CASUALTIES),
    "control": ClaimKind.CONTROL,
    **dict.fromkeys(("movement", "dated_count"), ClaimKind.DISPLACEMENT),
    "damage": ClaimKind.DAMAGE,
    "agreement": ClaimKind.CEASEFIRE,
}
"""Which kind of claim a kind of record is made of, so that one rule of review holds for both."""


def claim_kind_of(kind: str) -> ClaimKind:
    """Return the kind of claim by which the methodology decides whether a record waits for a second person."""
    return SPEAKS_OF.get(kind, ClaimKind.STATEMENT)


def act_of(awaits: Mapping[str, Any]) -> Act | None:
    """Return what a judgement holds for a second person, or None when that is an accepted claim."""
    return next((act for act in Act if act in awaits), None)


def awaiting(doing: ActionContext, claim: Claim, act: Act, held: Any, *, reason: str = "") -> Judgement:
    """Return the judgement that holds an entry, an import or values until a second person confirms it."""
    return Judgement(
        id=doing.new_id(),
        proposal=claim.id,
        verdict=Verdict.ACCEPTED,
        reason=reason,
        proposed=to_json(claim),
        awaits={"claim": to_json(claim), act.value: to_json(held)},
    )
