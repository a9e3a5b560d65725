"""Figures over several axes, and who may lay them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sijill.access._levels import may_see
from sijill.model import NOUNS, Sensitivity, properties
from sijill.model.figures import Figure, Note
from sijill.values import SijillError, message


class PrivateAxis(SijillError):
    """A table by a property that its audience may not see."""


@dataclass(frozen=True, slots=True)
class CrossTab:
    """
    Figures by their keys along some axes; cells exclude each other and sum to the total.

    Made by counting, shown only through redaction. ``notes`` say what was not counted.
    """

    axes: tuple[str, ...]
    cells: Mapping[tuple[str, ...], Figure]
    total: Figure
    notes: tuple[Note, ...] = field(default_factory=tuple)


CLASSES = frozenset({"governorate", "cause"})
"""Properties that are classes of a methodology: everybody may ask for a table by them."""


def refuse_private_axes(axes: Sequence[str], audience: Sensitivity) -> None:
    """
    Refuse a table by a property that the audience may not see.

    Even its counts would tell: a table by name is a list of names. Outside the team a table by any
    property is one of records: by place it points at a camp, by who held the place at a fresh front.

    Raises PrivateAxis.
    """
    outside = not may_see(audience, Sensitivity.TEAM)
    for axis in axes:
        levels = {
            Sensitivity.TEAM if outside and name not in CLASSES else card.prop.sensitivity
            for kind in ("incident", "victim", "tally")
            for name, card in properties(NOUNS[kind]).items()
            if name == axis
        }
        hidden = [level for level in levels if not may_see(audience, level)]
        if hidden:
            raise PrivateAxis(
                message(
                    "a table by {axis} is for the {value} audience; ask for it as that audience, or lay it out by a "
                    "public property"
                ),
                axis=repr(axis),
                value=hidden[0].value,
            )
