"""What a source says, pinned to its exact words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from sijill.model._vocabulary import ClaimKind, Measure, Stance, Zone
from sijill.model.slots import ResponsibilityMode, Slot
from sijill.values import CountRange


@dataclass(frozen=True, slots=True)
class Anchor:
    """
    Where words stand: a text-quote and a text-position selector on a named reading (R-WA.1).

    ``start`` and ``end`` count code points of the file as stored (half open). ``reading``
    is the SHA-256 of the reading they were found in, or None for the raw decoded file.
    """

    exact: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    page: int | None = None
    reading: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimNumber:
    """
    A number as the words have it (gold rule 2); what a hedge is worth is a methodology's rule.

    ``low`` and ``high`` are open (None) where the words leave them open. They are exact
    decimals, since a percentage or a ratio is a claim too. ``value`` is the number printed.
    """

    low: Decimal | None
    high: Decimal | None
    unit: str | None = None
    value: Decimal | None = None
    measure: Measure = Measure.COUNT
    of: str | None = None
    hedge: str | None = None
    approx: bool = False
    vague: bool = False

    @property
    def count(self) -> CountRange:
        """The number as a range of whole people; fractions are cut towards the inside."""
        low = None if self.low is None else int(self.low.to_integral_value(rounding="ROUND_CEILING"))
        high = None if self.high is None else int(self.high.to_integral_value(rounding="ROUND_FLOOR"))
        return CountRange(low, high, hedge=self.hedge)


@dataclass(frozen=True, slots=True)
class ClaimDate:
    """A span in EDTF; an open side is None."""

    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class ControlChange:
    """Who took, held, lost or failed to take a place, and how much of which denominator."""

    place: str
    event: str
    to_party: str | None = None
    from_party: str | None = None
    extent: str | None = None
    denominator: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One thing that one source says in one place.

    ``claimant`` is who says it (None: the document's own voice), ``via`` who relays it.
    ``origin_id`` names where the saying began, so that ten copies count as one source.
    ``mode`` says how the words name the perpetrators. ``slots`` holds what each value rests on.
    ``event`` is set for ceasefire and displacement. ``rules`` names the rules and lexicon
    entries that found it (``--explain``). ``sender`` and ``sent_at`` are those of the message or mail that
    holds the words, as ISO 8601 with the offset from UTC where it is known. The shape is that of the gold annotations.
    """

    id: str
    item: str
    kind: ClaimKind
    anchor: Anchor
    zone: Zone = Zone.BODY
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
    victim: str | None = None
    trend: str | None = None
    cite: tuple[str, ...] = ()
    about: str | None = None
    same_as: str | None = None
    part_of: str | None = None
    tags: tuple[str, ...] = ()
    headline: bool = False
    origin_id: str = ""
    extractor: str = ""
    rules: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    sender: str | None = None
    sent_at: str | None = None
