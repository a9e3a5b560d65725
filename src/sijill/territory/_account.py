"""One account of who held a place, flattened from its record: what it says, when, by whom, and whether it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sijill.model.territory import Control, ControlState, Overlay
from sijill.territory._rules import ControlRules
from sijill.territory._share import ENTIRE, Share
from sijill.territory._when import When, end_told, since_text, when_told
from sijill.values.extent import Extent

_STATE_OF_EVENT = {
    **dict.fromkeys(("captured", "recaptured", "held"), ControlState.HELD),
    "advanced": ControlState.ENTERED,
    "withdrew": ControlState.ABANDONED,
    "handover": ControlState.HANDED_OVER,
    "contested": ControlState.CONTESTED,
}
_LEFT = (ControlState.ABANDONED, ControlState.PARTLY_ABANDONED)
WHOLLY = (ControlState.HELD, ControlState.HANDED_OVER)
"""States in which one party holds all of a place."""


@dataclass(frozen=True, slots=True)
class Account:
    """
    What one account says; ``place`` is the key of an area.

    ``holders`` are those it names with their shares of ``of``, None where it gives none. ``speaker`` is the party
    in whose name it speaks, ``voice`` who says it, ``extents`` how much of ``of`` whom it gives, as written.
    ``source_kind`` is what kind of source it was read from, ``lag`` how many days after it was said.
    """

    id: str
    seq: int
    place: str
    state: ControlState | None
    party: str | None = None
    holders: tuple[tuple[str, Share | None], ...] = ()
    of: str | None = None
    overlays: tuple[Overlay, ...] = ()
    event: str | None = None
    by: str | None = None
    against: str | None = None
    outcome: str | None = None
    when: When | None = None
    since: str | None = None
    until: date | None = None
    said_by: str | None = None
    speaker: str | None = None
    voice: str = ""
    source_kind: str | None = None
    lag: int = 0
    claims: tuple[str, ...] = ()
    extents: tuple[tuple[str | None, Extent | str], ...] = ()

    @property
    def is_attempt(self) -> bool:
        """Whether it tells an attempt, which changes nothing by itself."""
        return self.outcome is not None

    @property
    def is_whole(self) -> bool:
        """Whether it gives all of its place to one party."""
        return self.state in WHOLLY and self.gainer is not None and all(share == ENTIRE for _, share in self.holders)

    @property
    def gainer(self) -> str | None:
        """The party whose hold it tells."""
        return self.party or self.by or (self.holders[0][0] if len(self.holders) == 1 else None)

    def is_partisan(self, rules: ControlRules) -> bool:
        """Test whether a party or its ally speaks for its own side, or of a withdrawal of its enemy."""
        if self.speaker is None or not rules.only_against_own_side:
            return False
        if self.state in _LEFT:
            left = self.against or self.party or self.by
            return left is not None and rules.sides.fight(self.speaker, left)
        gains = {one for one in (self.by, self.party, *(name for name, _ in self.holders)) if one}
        if self.against is not None:
            gains.discard(self.against)
        return any(rules.sides.same(self.speaker, one) for one in gains)


def account_of(
    told: Control,
    place: str,
    rules: ControlRules,
    zone: ZoneInfo,
    *,
    seq: int = 0,
    claims: Sequence[str] = (),
    speaker: str | None = None,
    voice: str = "",
    source_kind: str | None = None,
    of_another: bool = False,
    of_itself: bool = True,
) -> Account:
    """
    Return the account of a control record about an area.

    ``speaker`` is the party of whoever says it; ``of_another`` says that its shares are of another known area.
    Percentages are shares of the place only where its denominator means the place (``of_itself``).
    """
    party, by, against = (rules.sides.party(one) for one in (told.party, told.by, told.against))
    extents: list[tuple[str | None, Extent | str]] = [
        (rules.sides.party(one.party), one.extent) for one in told.holders if one.extent is not None
    ]
    if told.extent and not extents and any(sign.isdigit() for sign in told.extent):
        extents.append((party or by, told.extent))
    named = told.denominator is not None and of_itself

    def worth(extent: Extent | str | None) -> Share | None:
        return None if of_another else rules.worth(extent, denominator=named)

    holders = [(rules.sides.party(one.party) or one.party, worth(one.extent)) for one in told.holders]
    if not holders and told.extent and (share := worth(told.extent)) is not None and (party or by):
        holders = [(party or by or "", share)]
    state = told.state or (_STATE_OF_EVENT.get(told.event or "") if not told.overlays else None)
    if state in WHOLLY and len(holders) == 1 and holders[0][1] is None:
        extent = told.holders[0].extent if told.holders else None
        if extent is None or extent.unit != "percent" or of_another:  # how large it is, or how much of something else
            party, holders = party or holders[0][0], []
    when = when_told(told, zone)
    attempted = {"repelled": "repelled", "attempted": "not_stated"}.get(told.event or "")
    return Account(
        told.id,
        seq,
        place,
        state,
        party,
        tuple(holders),
        told.denominator,
        tuple(told.overlays),
        told.event,
        by,
        against,
        told.outcome.value if told.outcome else attempted,
        when,
        since_text(told.valid_from, when),
        end_told(told),
        told.said_by,
        speaker,
        voice or told.said_by or "",
        source_kind,
        max(0, said_on.toordinal() - when.day) if when and (said_on := told.said_on and told.said_on.latest) else 0,
        tuple(claims),
        tuple(extents),
    )
