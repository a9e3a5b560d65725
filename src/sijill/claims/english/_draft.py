"""A claim while it is being made: token positions, before it is anchored."""

from __future__ import annotations

from dataclasses import dataclass, field

from sijill.model import ClaimDate, ClaimKind, ClaimNumber, ControlChange, Stance
from sijill.model.slots import ResponsibilityMode


@dataclass(slots=True)
class Draft:
    """
    What a finder hands over: the quote and the key (number or verb) as token spans of one sentence.

    ``part`` points to another draft of the document that this one is a part of. ``spans`` holds the token span
    that each slot rests on (number, place, day, party, target, weapon, claimant), ``inferred`` where a slot was
    taken from that the sentence does not say: title, section, sentence, document_day or register.
    """

    kind: ClaimKind
    start: int
    end: int
    key: tuple[int, int]
    claimant: str | None = None
    via: str | None = None
    stance: Stance = Stance.ASSERT
    verb: str | None = None
    number: ClaimNumber | None = None
    population: tuple[str, ...] = ()
    perpetrators: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    mode: ResponsibilityMode | None = None
    place: str | None = None
    governorate: str | None = None
    governorate_computed: bool = False
    date: ClaimDate = field(default_factory=ClaimDate)
    reported: ClaimDate | None = None
    weapon: str | None = None
    control: ControlChange | None = None
    event: str | None = None
    attribution: str | None = None
    tags: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    part: Draft | None = None
    about: Draft | None = None
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    inferred: dict[str, str] = field(default_factory=dict)
