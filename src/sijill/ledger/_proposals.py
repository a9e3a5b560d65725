"""What the machine found and nobody judged yet: rebuildable, outside the chain."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from sijill.model import Claim, canonical, to_json
from sijill.values import SijillError, message


class UnknownProposal(SijillError):
    """A proposal id that is not waiting and was never judged."""


def unknown_proposal(proposal: str) -> UnknownProposal:
    """Return the refusal of an id that no proposal has."""
    return UnknownProposal(
        message("no proposal {proposal}; list what waits with sijill claims REGISTER"), proposal=proposal
    )


BY_HAND = "hand-"
"""How the ids of claims begin that a person marked; what the machine found anew never replaces those."""

_AGAINST = frozenset({"deny", "dispute"})


class Proposals(Protocol):
    """The proposals of a register. A proposal's id is ``Claim.id``: of its words, not of its fields."""

    def replace(self, item: str, found: Sequence[Claim]) -> None:
        """Hold exactly these of what was found in an item, in one transaction; what a person proposed stays."""

    def add(self, *claims: Claim) -> None:
        """Hold more proposals, in one transaction; the same id again takes the place of the first."""

    def get(self, proposal: str) -> Claim:
        """Return one proposal. Raises UnknownProposal."""

    def beginning(self, start: str) -> Sequence[Claim]:
        """Return the proposal of this id, else those whose ids begin so, two at the most."""

    def of(self, item: str) -> Sequence[Claim]:
        """Return every proposal of an item by position, judged or not."""

    def given(self, items: Collection[str]) -> Mapping[str, tuple[int, int]]:
        """Return how many proposals each of some items gave and how many of those wait; of one without any nothing."""

    def judged(self, item: str) -> Sequence[Claim]:
        """Return the proposals of an item that a judgement names, as they are held."""

    def waiting(
        self, *, item: str | None = None, kind: str | None = None, limit: int | None = None, after: str | None = None
    ) -> Sequence[Claim]:
        """Return proposals that no standing judgement names, by position; ``after`` is the id to go on from."""

    def changed(self) -> Sequence[tuple[Claim, str]]:
        """Return proposals that differ in a watched field from what was judged, with the judgement's id."""


def differs(judged: Any, claim: Claim) -> bool:
    """
    Test whether a claim contradicts in a watched field the body that was judged, as proposed or as accepted.

    Another number or unit, a denial that was none, other parties, another place. A slot that was empty, or that
    rested on no words of the source (as readers before slots left them), is filled or emptied without contradiction.
    """
    if judged is None:
        return False
    now, rested = to_json(claim), {slot["name"] for slot in judged.get("slots") or ()}
    number = canonical(judged.get("number")) != canonical(now.get("number"))
    denied = (judged.get("stance") in _AGAINST) != (now.get("stance") in _AGAINST)
    return (
        number
        or denied
        or any(
            _parted(judged.get(field), now.get(field), slot in rested)
            for field, slot in (("perpetrators", "party"), ("targets", "target"))
        )
        or ("place" in rested and _parted(_words(judged.get("place")), _words(now.get("place")), held=True))
    )


def _parted(judged: Any, now: Any, held: bool) -> bool:
    """Test whether two sets that may not be empty share nothing; what no words held may go."""
    return bool(judged) and (bool(now) or held) and set(judged).isdisjoint(now or ())


def _words(place: Any) -> list[str]:
    return str(place).casefold().split() if place else []
