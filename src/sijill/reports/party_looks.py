"""How a party looks in every chart and map: a colour and a shape by its row in the methodology, never by its side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.methodology import Rules

COLOURS = ("#332288", "#cc6677", "#117733", "#ddcc77", "#88ccee", "#882255", "#44aa99", "#999933", "#aa4499")
"""Paul Tol's muted scheme: told apart by those who do not see red and green, and praising nobody."""
SHAPES: Mapping[str, str] = {
    "circle": "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
    "square": "M-.89-.89h1.78v1.78h-1.78z",
    "diamond": "M0-1.25L1.25 0L0 1.25L-1.25 0z",
    "triangle-up": "M0-1.55L1.35.78H-1.35z",
    "triangle-down": "M0 1.55L1.35-.78H-1.35z",
}
"""Shapes of one area, that of the unit circle, by the names that Vega gives them."""
NO_PARTY = "#8b98a3"


@dataclass(frozen=True, slots=True)
class Look:
    """A colour and a shape; without arguments those of what is filed under no single party."""

    colour: str = NO_PARTY
    shape: str = "circle"

    @property
    def path(self) -> str:
        """The shape as the path of an SVG, as large as the unit circle."""
        return SHAPES[self.shape]


def party_looks(rules: Rules) -> Mapping[str, Look]:
    """Return the look of each row by party, in the order of the methodology; what names no one party has none."""
    named: Sequence[str] = [bucket.slug for bucket in rules.buckets if bucket.parties]
    shapes = list(SHAPES)
    looks = {slug: Look(COLOURS[at % len(COLOURS)], shapes[at % len(shapes)]) for at, slug in enumerate(named)}
    return {bucket.slug: looks.get(bucket.slug, Look()) for bucket in rules.buckets}
