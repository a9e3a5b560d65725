"""What an import did, or would do: rows, sums, what differs from an earlier table, and what is to be asked."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sijill import audits
from sijill.audits import Finding
from sijill.ledger import Receipt
from sijill.ledger.pairs import NotComparedCount
from sijill.model import Outcome, Statement, from_json
from sijill.model.as_written import written_in
from sijill.tables import LeftOut
from sijill.values import CountRange, Language, PartialDate, SijillError, message, translate_n

FIRST = 10
"""How many rows a summary shows as they would stand."""
FIRST_LINES = 3
"""How many lines of the file a group of errors names."""
DEATHS = frozenset({Outcome.KILLED.value, Outcome.DIED_IN_CUSTODY.value})
DAY_WORDS = ("died_on", "happened_on", "window", "valid_from", "counted_on", "moved_on", "starts", "arrested_on")
"""The property that says when, by the kinds of record a table may hold; of several the first that is there."""
CHILD = 18


class RowsRefused(SijillError):
    """Rows that could not be read; nothing was imported."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        """Keep the errors, for a door to list."""
        first = errors[0]
        super().__init__(
            message(
                "{many} cannot be read, the first is row {row} ({reason}); nothing was imported: correct the table or "
                "the mapping, or import the others with --skip-bad-rows"
            ),
            many=lambda language: translate_n(language, "{n} row", "{n} rows", len(errors)),
            row=first.row,
            reason=first.reason,
        )
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True)
class RowError:
    """A row that could not be read, and why. Row 1 is the first after the header; ``line`` is that of the file."""

    row: int
    reason: str
    line: int = 0
    reason_ar: str = ""


@dataclass(frozen=True, slots=True)
class ErrorGroup:
    """Rows that could not be read for one reason: how many, the first of them, and the first lines of the file."""

    reason: str
    rows: int
    row: int
    lines: tuple[int, ...]
    reason_ar: str = ""


def grouped(errors: Sequence[RowError]) -> tuple[ErrorGroup, ...]:
    """Return errors by their reason, the most frequent first."""
    found: dict[str, list[RowError]] = {}
    for one in errors:
        found.setdefault(one.reason, []).append(one)
    groups = (
        ErrorGroup(reason, len(some), some[0].row, tuple(one.line for one in some[:FIRST_LINES]), some[0].reason_ar)
        for reason, some in found.items()
    )
    return tuple(sorted(groups, key=lambda one: -one.rows))


@dataclass(frozen=True, slots=True)
class RowKnown:
    """
    A row with an identifier that a record of its kind holds already: they may be one.

    ``as_row`` is the earlier row of the same table that makes that record.
    """

    row: int
    record: str
    as_row: int | None = None


@dataclass(frozen=True, slots=True)
class RowUnread:
    """
    A row that came in with words in place of a value: the column, what stands there, and why it was not read.

    ``why`` is the reason without what it says of the one cell, so that rows can be grouped by it.
    """

    row: int
    line: int
    column: str
    words: str
    reason: str
    why: str = ""
    reason_ar: str = ""


class Why(enum.StrEnum):
    """What is asked about a row that came in."""

    OTHER_PERSON = "other_person"
    ROWS_DIFFER = "rows_differ"
    SAME_KEY = "same_key"
    NO_KEY = "no_key"
    SAME_WORDS = "same_words"
    UNKNOWN_INCIDENT = "unknown_incident"


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """
    A row that came in and that a person should look at.

    ``other_person``: its key names somebody of another name (``record``), so it became a record of its own.
    ``rows_differ``, ``same_key``: the row ``as_row`` has its key too, and they say different things of ``properties``,
    all kept, or nothing different. ``no_key``: it has none, so no later release knows it again. ``same_words``:
    ``record`` of an earlier table says the same. ``unknown_incident``: no incident that is held has the code ``code``.
    """

    row: int
    line: int
    why: Why
    record: str = ""
    as_row: int | None = None
    properties: tuple[str, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that says something new of a record that an earlier table of its source made."""

    row: int
    line: int
    record: str
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """
    How a table differs from earlier ones of the same source.

    ``key`` are the columns that its rows are known by, ``is_guessed`` where the mapping names none. ``gone`` are
    records of earlier tables that no row of this one names: they stay, and somebody should ask why.
    """

    key: tuple[str, ...]
    is_guessed: bool
    new: int
    changed: tuple[RowChange, ...]
    unchanged: int
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableFinding:
    """What a check of a table's arithmetic says, in both languages, as ``audits.Finding`` and its brief have it."""

    check: str
    verdict: str
    says: tuple[str, ...]
    says_ar: tuple[str, ...]

    @classmethod
    def of(cls, finding: Finding) -> TableFinding:
        """Return a finding as a summary keeps it: its words, the difference, likely causes or the question."""
        about = audits.brief(finding, ())
        told = {one: tuple(about.lines(finding, one)) for one in Language}
        return cls(finding.check, finding.verdict.value, told[Language.EN], told[Language.AR])


@dataclass(frozen=True, slots=True)
class RowPreview:
    """One row as it would stand: our words with their values in JSON form; ``record`` where it is held already."""

    row: int
    line: int
    kind: str
    record: str
    values: Mapping[str, Any]
    incident: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sums:
    """
    What the rows of a table add up to, each record once.

    ``dead`` and ``children`` count persons, or add up the numbers of incidents and published lines (an open end stays
    open); ``first_day`` and ``last_day`` are the ends of all days. ``without_name`` counts persons.
    """

    dead: CountRange = field(default_factory=lambda: CountRange.exactly(0))
    children: CountRange = field(default_factory=lambda: CountRange.exactly(0))
    first_day: date | None = None
    last_day: date | None = None
    without_name: int = 0
    without_day: int = 0


class Summing:
    """Adds up the records of a table, and keeps the first of them as they would stand."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.first: list[RowPreview] = []
        self._low = {"killed": 0, "children": 0}
        self._high: dict[str, int | None] = {"killed": 0, "children": 0}
        self._days: set[str] = set()
        self._without_name = self._without_day = 0

    def show(self, row: RowPreview) -> None:
        """Keep one of the first rows."""
        if len(self.first) < FIRST:
            self.first.append(row)

    def add(self, kind: str, values: Mapping[str, Any], incident: Mapping[str, Any]) -> None:
        """Add one record."""
        if kind == "victim":
            dead = not DEATHS.isdisjoint(_several(values.get("statuses", ())))
            self._count("killed", (1, 1) if dead else (0, 0))
            self._count("children", (1, 1) if dead and _is_child(values) else (0, 0))
            self._without_name += "name" not in values
        else:
            for name in ("killed", "children"):
                if isinstance(said := values.get(name), Mapping) and written_in(said) is None:
                    self._count(name, (said.get("low") or 0, said.get("high")))
        day = next((values[name] for name in DAY_WORDS if name in values), incident.get("happened_on"))
        if isinstance(day, str):
            self._days.add(day)
        else:
            self._without_day += 1

    def _count(self, name: str, said: tuple[int, int | None]) -> None:
        high = self._high[name]
        self._low[name] += said[0]
        self._high[name] = None if high is None or said[1] is None else high + said[1]

    @property
    def sums(self) -> Sums:
        """What was added so far."""
        days = [PartialDate.parse(one) for one in self._days]
        return Sums(
            CountRange(self._low["killed"], self._high["killed"]),
            CountRange(self._low["children"], self._high["children"]),
            min((one.earliest for one in days if one.earliest), default=None),
            max((one.latest for one in days if one.latest), default=None),
            self._without_name,
            self._without_day,
        )


def _several(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else (value,)


def _is_child(values: Mapping[str, Any]) -> bool:
    age = values.get("age")
    if values.get("is_child") is not None or not isinstance(age, Mapping) or written_in(age):
        return bool(values.get("is_child"))
    said = from_json(CountRange, age)
    return bool(said.high is not None and said.high < CHILD)


@dataclass(frozen=True, slots=True)
class LikelyThere:
    """
    A record that a row became, and one that was there and may be the same, how likely in hundredths.

    Before anything is recorded (a dry run, an import that waits) ``row`` says which row, and ``record`` is empty.
    """

    record: str
    other: str
    likelihood: int
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """
    What an import did, or would do (``receipt`` None: a dry run).

    ``records`` are those its rows speak of, ``statements`` the values it adds. ``kept_words`` are words of cells that
    name no group, kept beside their records, with the number of rows; ``unread`` words that stand where a value would;
    ``left_out`` rows that are not taken; ``known`` rows that may speak of a record which was there before. ``waits``
    says that nothing of it stands until a second person confirms it. ``sums`` and ``first`` say what the rows would
    be; ``release`` how they differ from an earlier table of the source, None where there is none. ``findings`` are
    what its own totals and shares say, how it stands to the earlier release, and published numbers to the records.
    ``likely`` are records of its rows that may be there already, None where they were not compared; ``not_compared``
    says which were not compared with all. ``drafted`` are the statements of records that would be new, each with its
    row, where nothing was recorded yet.
    """

    append_id: str
    item: str
    rows: int
    records: int
    statements: int
    ignored_columns: tuple[str, ...]
    errors: tuple[RowError, ...]
    receipt: Receipt | None = None
    subjects: tuple[str, ...] = field(default_factory=tuple)
    known: tuple[RowKnown, ...] = ()
    kept_words: Mapping[str, int] = field(default_factory=dict)
    waits: bool = False
    left_out: tuple[LeftOut, ...] = ()
    unread: tuple[RowUnread, ...] = ()
    questions: tuple[RowQuestion, ...] = ()
    release: Release | None = None
    sums: Sums = field(default_factory=Sums)
    first: tuple[RowPreview, ...] = ()
    findings: tuple[TableFinding, ...] = ()
    likely: tuple[LikelyThere, ...] | None = ()
    not_compared: tuple[NotComparedCount, ...] = ()
    drafted: tuple[tuple[int, Statement], ...] = ()

    @property
    def grouped_errors(self) -> tuple[ErrorGroup, ...]:
        """The rows that cannot be read by reason, with the first lines of each."""
        return grouped(self.errors)
