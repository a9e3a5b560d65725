"""What a monthly report is written from: figures and records already counted, named and cited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from sijill.access import Remembered
from sijill.methodology import Chosen
from sijill.model.custody import Cited
from sijill.model.figures import Figure, Toll, TollRow
from sijill.reports.document import NO_HOUSE, House
from sijill.reports.party_looks import Look
from sijill.values import CountRange, PartialDate, Period

Label = Mapping[str, str]
"""One meaning in two languages: ``{"en": ..., "ar": ...}``. House labels come from the methodology."""


@dataclass(frozen=True, slots=True)
class SourceNote:
    """
    One place in a sealed item that figures rest on; it becomes an endnote.

    Without ``sha256`` it stands for every document that the audience may not know of.
    ``url`` is only for addresses that may be public (E2); a private share link is refused.
    """

    key: str
    title: str
    source: str
    sha256: str
    page: str | None = None
    published_on: PartialDate | None = None
    url: str | None = None
    cited: Cited | None = None


@dataclass(frozen=True, slots=True)
class PublishedValue:
    """A number that someone else printed: it stands beside ours and is never added to it."""

    value: CountRange
    source: Label
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Driver:
    """The incident with the largest share of a month (ST4), by the number it is counted with."""

    label: Label
    killed: Chosen
    notes: tuple[str, ...] = ()
    record: str = ""
    accounts: tuple[StatedAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class Trend:
    """
    A month among its months.

    ``by_month`` has one row a month, its key the month (``2020-05``). Rows named in
    ``published_only`` were printed by a source and are not counted from records here;
    months in ``not_held`` have no number at all. ``before`` is the month before.
    """

    by_month: Toll | None = None
    year_to_date: Figure | PublishedValue | None = None
    before: Figure | PublishedValue | None = None
    driver: Driver | None = None
    published_only: tuple[str, ...] = ()
    not_held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonCase:
    """
    A case box. What the audience may not see is None; ``name`` is None when withheld.

    ``invented`` marks a person made up for practice: the box says so.
    """

    record: str
    name: Label | None
    invented: bool = False
    born: PartialDate | None = None
    occupation: Label | None = None
    origin: Label | None = None
    arrested_on: PartialDate | None = None
    arrested_at: Label | None = None
    held_by: Label | None = None
    facility: Label | None = None
    health_at_arrest: Label | None = None
    notified_on: PartialDate | None = None
    died_on: PartialDate | None = None
    documented_on: PartialDate | None = None
    cause: Label | None = None
    cause_is_inferred: bool = False
    body_returned: bool | None = None
    accounts: tuple[StatedAccount, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TortureSection:
    """Deaths due to torture: a measure of its own, inside the toll and never added to it."""

    by_party: Toll
    trend: Trend = field(default_factory=Trend)
    cases: tuple[PersonCase, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupLine:
    """
    The dead of one group: media, medical, relief, civil defence.

    ``looked_for`` with a figure of zero is a documented zero ("none documented"), which
    is not the same as none (S1.18); without it the register simply holds no count.
    """

    key: str
    label: Label
    figure: Figure | None
    looked_for: bool = False
    cases: tuple[PersonCase, ...] = ()
    notes: tuple[str, ...] = ()
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class StatedAccount:
    """
    What one account says of a property of a record where that is not what is printed, or denies (DESIGN 11.10).

    ``source`` is who says it, None where that may not be told.
    """

    property: Label
    value: CountRange | PartialDate | Label
    source: Label | None = None
    denied: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MassacreRecord:
    """
    One incident at or above the methodology's threshold, with both dates where they differ in month.

    Its numbers are those it is counted with, None where nobody stated one. ``named`` are
    the dead known by name, ``apart`` the records declared within it that count by
    themselves, ``accounts`` what sources state where that is another number or they differ.
    """

    record: str
    title: Label
    died_on: PartialDate | None
    documented_on: PartialDate | None
    killed: Chosen
    place: Label | None = None
    governorate: Label | None = None
    cause: Label | None = None
    party: Label | None = None
    children: Chosen | None = None
    women: Chosen | None = None
    men: Chosen | None = None
    injured: Chosen | None = None
    named: int = 0
    apart: int = 0
    accounts: tuple[StatedAccount, ...] = ()
    held_by: Label | None = None
    part_of: Label | None = None
    investigation_open: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MassacreSection:
    """The record of massacres of the month. ``threshold`` and what it counts come from the methodology."""

    count: Figure
    threshold: int
    trend: Trend = field(default_factory=Trend)
    records: tuple[MassacreRecord, ...] = ()
    unshown: int = 0
    """How many rest on what the audience may not know of: they are counted, and told no further."""


@dataclass(frozen=True, slots=True)
class LateEntry:
    """A death (or several) before the window, documented in it: counted here, with both dates (S1.5)."""

    record: str
    label: Label
    killed: Chosen
    died_on: PartialDate
    documented_on: PartialDate
    notes: tuple[str, ...] = ()
    accounts: tuple[StatedAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class RestatedMonth:
    """
    A figure of an earlier month as it was printed and as it counts now, with what changed it.

    ``cell`` names the row or the group, None for the month's total. ``entered``,
    ``changed`` and ``gone`` are how many records count since, otherwise or no longer, and
    ``entries`` the first entries of the register that did it.
    """

    period: Period
    printed: CountRange
    printed_on: date
    now: Figure
    cell: Label | None = None
    entered: int = 0
    changed: int = 0
    gone: int = 0
    entries: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WideDate:
    """A record whose day is known by a year or a season only: it counts in the month in which that begins."""

    record: str
    label: Label
    killed: Chosen
    day: PartialDate
    notes: tuple[str, ...] = ()
    accounts: tuple[StatedAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class LineRest:
    """
    A line of a published table that counts what is left of it: ``apart`` records within it count by themselves.

    ``parts`` are the first of them by what they are called.
    """

    record: str
    label: Label
    rest: Chosen
    apart: int
    parts: tuple[Label, ...]
    notes: tuple[str, ...] = ()
    accounts: tuple[StatedAccount, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeSection:
    """
    The people of an outcome other than death in a window: the detained, the released, the disappeared ...

    ``definition`` says in whole sentences who is counted.
    """

    measure: str
    definition: tuple[Label, ...]
    by_party: Toll


@dataclass(frozen=True, slots=True)
class Topic:
    """
    What a thematic document is about: one group, cause, weapon or outcome, by its ``code``.

    ``definition`` says in whole sentences who is counted. ``cases`` are persons of it with an account of their own.
    ``withheld`` names the axes (party, governorate, month) whose cells would tell of few people.
    """

    code: str
    label: Label
    definition: tuple[Label, ...]
    cases: tuple[PersonCase, ...] = ()
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One line of a published table: a cell is theirs (CountRange), ours (Figure) or not stated (None)."""

    label: Label
    cells: tuple[CountRange | Figure | None, ...]
    window: Period | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """
    Figures of other sources, side by side or beside ours, with the reason for a difference where known.

    ``ratio`` names two columns by position; the report then prints the larger by the
    smaller with its orientation (ST8). Rows with unequal windows get a rate (ST11).
    """

    title: Label
    columns: tuple[Label, ...]
    rows: tuple[PublishedRow, ...]
    ratio: tuple[int, int] | None = None
    remarks: tuple[Label, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the methodology in its own words, with the document it comes from."""

    id: str
    text: Label
    source: str | None = None


@dataclass(frozen=True, slots=True)
class MethodologyCard:
    """The methodology in force: which version, which bytes, which rules."""

    id: str
    version: str
    name: Label
    digest: str
    rules: tuple[Rule, ...] = ()
    effective_on: date | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A published figure that we changed, and why."""

    on: date
    label: Label
    before: CountRange
    after: CountRange
    reason: Label


@dataclass(frozen=True, slots=True)
class DataAsOf:
    """The state of the register that the report stands on: its last entry and the head of its chain."""

    moment: datetime
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the publisher asks of one addressee."""

    addressee: Label
    texts: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """
    What every document prints, in no language.

    ``sources`` are the possible endnotes; ``cited`` tells for a figure id or a record id which of them it rests
    on, by key. ``notice`` is printed above everything (an example register says that it is one). ``civilians_only``
    is the methodology's scope: without it the document speaks of persons. ``named`` are the records of persons whom
    it names, ``withheld`` the figures that it keeps back: an edition remembers both. ``looks`` are the colours of
    the parties, ``house`` is the publisher's own look. ``about`` is what it is about besides its period, for a name of
    its own. ``context``, ``conclusions`` and ``recommendations`` are the publisher's own words.
    """

    period: Period
    publisher: Label
    methodology: MethodologyCard
    as_of: DataAsOf
    about: str = ""
    territory: Label | None = None
    civilians_only: bool = True
    context: tuple[Label, ...] = ()
    conclusions: tuple[Label, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notice: Label | None = None
    one_person: bool = False
    named: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    looks: Mapping[str, Look] = field(default_factory=dict)
    house: House = NO_HOUSE
    published: tuple[PublishedTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyMaterial(Material):
    """
    Everything a monthly report prints (S1.35), in no language.

    ``unlisted_parties`` are those of the tree without a victim. ``by_first_day`` are records whose day is known by
    a year or a season only, ``not_counted`` what stands beside the toll: how many records, why, and by which rule.
    ``established`` are the keys of parts under the rows of no one party that name who did it all the same.
    ``outcomes`` are those besides death of which the window holds any. With a ``topic`` all of it is narrowed to that.
    """

    by_party: Toll
    trend: Trend = field(default_factory=Trend)
    by_governorate: Toll | None = None
    by_origin: Toll | None = None
    unlisted_parties: tuple[Label, ...] = ()
    torture: TortureSection | None = None
    torture_withheld: bool = False
    groups: tuple[GroupLine, ...] = ()
    massacres: MassacreSection | None = None
    outcomes: tuple[OutcomeSection, ...] = ()
    topic: Topic | None = None
    remembered: tuple[Remembered, ...] = ()
    late_entries: tuple[LateEntry, ...] = ()
    line_rests: tuple[LineRest, ...] = ()
    by_first_day: tuple[WideDate, ...] = ()
    restated: tuple[RestatedMonth, ...] = ()
    corrections: tuple[Correction, ...] = ()
    not_counted: tuple[Label, ...] = ()
    established: frozenset[str] = frozenset()

    @property
    def total(self) -> TollRow:
        """The whole month: the number in the title."""
        return self.by_party.total


def least_share(part: Figure | Chosen, whole: Figure | PublishedValue) -> Decimal | None:
    """Return the least that a part can be of an exact whole; None where the whole is open, a range or zero."""
    base = whole.value if isinstance(whole, PublishedValue) else whole
    return Decimal(part.low) / Decimal(base.high) if base.high and base.low == base.high else None
