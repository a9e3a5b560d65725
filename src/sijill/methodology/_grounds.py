"""Where sayings began and whose voice they are: what independence and a party's own word are judged by."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sijill.claims import Copies
from sijill.methodology._rules import Rules
from sijill.model import Basis, BasisKind
from sijill.model.parties import Parties
from sijill.records import AnyRecord, RecordedValue


@dataclass(frozen=True, slots=True)
class Grounds:
    """
    What a register knows of the claims under its statements.

    ``origin_of`` gives for a claim's id where the saying began (``Claim.origin_id``).
    ``voice_of`` gives for a source's name the party whose voice it is, where the register
    says so; a source that bears a party's own name needs no line here. ``copies`` says which
    documents repeat each other.
    """

    origin_of: Mapping[str, str] = field(default_factory=dict)
    voice_of: Mapping[str, str] = field(default_factory=dict)
    copies: Copies = field(default_factory=Copies)

    def stamp(self, record: AnyRecord) -> str:
        """Return a text that changes with a record, and with the origins of the claims under it."""
        if not self.copies.pairs:
            return record.stamp
        refs = {ground.ref for values in record.held.values() for held in values for ground in held.basis}
        moved = sorted(f"{one}={self.origin_of_claim(one)}" for one in refs if self._is_moved(one))
        return "|".join((record.stamp, *moved))

    def origin_of_claim(self, claim: str) -> str | None:
        """Return where a claim began, its document's copies considered; None for what has no origin."""
        recorded = self.origin_of.get(claim)
        return self.copies.origin(claim, recorded) if recorded else None

    def _is_moved(self, claim: str) -> bool:
        return self.origin_of_claim(claim) != (self.origin_of.get(claim) or None)

    def voice(self, held: RecordedValue, rules: Rules) -> str | None:
        """Return the party to the conflict that speaks in a value, or None for anybody else."""
        if held.source is None or any(ground.kind is BasisKind.DECISION for ground in held.basis):
            return None
        party = self.voice_of.get(held.source) or _party_called(rules.parties, held.source)
        return party if party is not None and rules.bucket_of(party) is not None else None

    def origins(self, values: Iterable[RecordedValue], rules: Rules) -> frozenset[str]:
        """
        Return the independent origins under some values (R-OH.2).

        Ten copies of one saying are one origin, two outlets of one party are one origin,
        and a person's decision is none: it weighs origins, it does not add one.
        """
        found: set[str] = set()
        for held in values:
            voice = self.voice(held, rules)
            for ground in held.basis:
                if (origin := self._origin(ground, held)) is not None:
                    found.add(f"party:{voice}" if voice else origin)
        return frozenset(found)

    def _origin(self, ground: Basis, held: RecordedValue) -> str | None:
        if ground.kind is BasisKind.DECISION:
            return None
        if origin := self.origin_of_claim(ground.ref):
            return origin
        if held.source:
            return held.source
        return ground.ref.partition("#")[0] if ground.kind is BasisKind.IMPORT_ROW else ground.ref


NO_GROUNDS = Grounds()

ELEMENTS: Mapping[str, tuple[str, ...]] = {
    "date": ("happened_on", "died_on", "window"),
    "place": ("place", "governorate", "killed_in", "point"),
    "victim": ("name", "killed"),
    "act": ("cause", "weapon", "kind", "statuses"),
    "perpetrator": ("attribution",),
}
"""The factual elements of a killing, and the properties that state them."""


def element_origins(record: AnyRecord, element: str, rules: Rules, grounds: Grounds) -> frozenset[str]:
    """Return the independent origins of one factual element of a record."""
    values = [held for name in ELEMENTS[element] if name in record.held for held in record.usable(name)]
    return grounds.origins(values, rules)


@functools.lru_cache(maxsize=4096)
def _party_called(parties: Parties, source: str) -> str | None:
    return parties.slug(source)
