"""What may have happened to people, as it is counted: one row of data an outcome (V-STATUS, S0.11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sijill.model._vocabulary import Clock, Outcome, PlaceBasis

Told = Mapping[str, tuple[str, ...]]
"""For a property of the dead, the properties of a person that tell it of this outcome; the first held is taken."""


@dataclass(frozen=True, slots=True)
class CountedOutcome:
    """
    How the people of one outcome are counted: as the dead are, with other words.

    ``statuses`` make a person one of them, unless a methodology names others. ``number`` is the property of
    an incident or a published line that states how many. ``told`` says where a person's record keeps day, place and
    party of it; a property that is not named is told as of the dead, one without words is not told. ``undone_by``
    are statuses that end it. ``clocks`` are its own day and what older figures call it. Of ``living`` people small
    numbers are kept from the public (E6).
    """

    name: str
    statuses: tuple[Outcome, ...]
    number: str
    told: Told = field(default_factory=dict)
    undone_by: tuple[Outcome, ...] = ()
    clocks: tuple[Clock, ...] = (Clock.HAPPENED,)
    basis: PlaceBasis = PlaceBasis.HAPPENED_IN
    by_group: bool = True
    living: bool = True


_HELD: Told = {
    "died_on": ("arrested_on",),
    "killed_in": ("arrested_in",),
    "place": ("arrested_at",),
    "attribution": ("detained_by", "attribution"),
    "cause": (),
    "weapon": (),
}

KILLED = CountedOutcome(
    "killed",
    (Outcome.KILLED, Outcome.DIED_IN_CUSTODY),
    "killed",
    undone_by=(Outcome.FOUND_ALIVE,),
    clocks=(Clock.DIED,),
    basis=PlaceBasis.KILLED_IN,
    living=False,
)

OUTCOMES: Mapping[str, CountedOutcome] = {
    one.name: one
    for one in (
        KILLED,
        # Records say of the injured how many, and of whom only by name: they are not broken down (S1.24).
        CountedOutcome(
            "injured",
            (Outcome.INJURED,),
            "injured",
            {"died_on": ("injured_on",), "killed_in": ()},
            clocks=(Clock.HAPPENED, Clock.DIED),
            by_group=False,
        ),
        CountedOutcome("detained", (Outcome.DETAINED,), "detained", _HELD),
        CountedOutcome("released", (Outcome.RELEASED,), "released", {**_HELD, "died_on": ("released_on",)}),
        CountedOutcome(
            "disappeared",
            (Outcome.FORCIBLY_DISAPPEARED,),
            "disappeared",
            {**_HELD, "died_on": ("disappeared_on", "arrested_on")},
            (Outcome.FOUND_ALIVE, Outcome.RELEASED),
        ),
        CountedOutcome(
            "died_in_detention",
            (Outcome.DIED_IN_CUSTODY,),
            "died_in_detention",
            {"attribution": ("attribution", "detained_by")},
            (Outcome.FOUND_ALIVE,),
            clocks=(Clock.DIED,),
            basis=PlaceBasis.KILLED_IN,
            living=False,
        ),
        CountedOutcome(
            "displaced",
            (Outcome.DISPLACED,),
            "displaced",
            {"died_on": ("displaced_on",), "killed_in": ("origin_governorate",), "place": ("origin_place",)},
        ),
    )
}
"""Every outcome that is counted, by its name as a measure."""

ENDED_ON: Mapping[Outcome, str] = {Outcome.RELEASED: "released_on", Outcome.DIED_IN_CUSTODY: "died_on"}
"""The property that gives the day of a status that may end another; without one it ended whenever that was."""
