"""Whether one person's verdict is enough, or a second person has to confirm it (four eyes)."""

from __future__ import annotations

from sijill.methodology._rules import Rules
from sijill.model import ClaimKind


def four_eyes(rules: Rules) -> tuple[ClaimKind, ...]:
    """Return the kinds of claim that need a second person's word; none unless the file says so."""
    review = rules.table("review")
    match review.get("four_eyes", "never"):
        case "always":
            return tuple(ClaimKind)
        case "sensitive":
            return tuple(ClaimKind(kind) for kind in review["sensitive"])
        case _:
            return ()
