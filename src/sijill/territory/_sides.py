"""Who fights together, and who does not fight whom: a theatre's own words about its parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sijill.model.parties import Parties


@dataclass(frozen=True)
class Sides:
    """
    The sides of a war: a party stands on the side it or one above it is listed in, else on that of its own tree.

    ``allied`` lists parties that fight together, ``at_peace`` pairs of sides that do not fight each other.
    """

    parties: Parties
    allied: Sequence[Sequence[str]] = ()
    at_peace: Sequence[Sequence[str]] = ()
    _known: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def side_of(self, party: str) -> str:
        """Return the side of a party, by the first of those listed together."""
        if party not in self._known:
            self._known[party] = self._find(party)
        return self._known[party]

    def same(self, one: str, other: str) -> bool:
        """Test whether two fight together."""
        return one == other or self.side_of(one) == self.side_of(other)

    def fight(self, one: str, other: str) -> bool:
        """Test whether two fight each other: those of two sides do, unless they are listed as at peace."""
        pair = {self.side_of(one), self.side_of(other)}
        return len(pair) == 2 and not any(pair == {self.side_of(each) for each in peace} for peace in self.at_peace)

    def party(self, name: str | None) -> str | None:
        """Return the party that a name or a slug means; a name that is no party's stands for itself."""
        return (self.parties.slug(name) or name) if name else None

    def speaker(self, name: str | None) -> str | None:
        """Return the party in whose name somebody speaks: its own name, or one found in what he is called."""
        return (self.parties.slug(name) or next(iter(self.parties.named_in(name)), None)) if name else None

    def _find(self, party: str) -> str:
        line = (party, *self.parties.ancestors(party)) if party in self.parties else (party,)
        return next((group[0] for group in self.allied for one in line if one in group), line[-1])
