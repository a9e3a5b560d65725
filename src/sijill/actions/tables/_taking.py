"""The rows of a table become statements, one after another: each rests on its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.statements._identified import IDENTIFIERS, alike
from sijill.actions.statements._statements import stated
from sijill.actions.tables._cells import GROUPS_AS_WRITTEN, UnreadableCell
from sijill.actions.tables._earlier import imports_before
from sijill.actions.tables._gathered import Gathered
from sijill.actions.tables._release import Earlier, Met
from sijill.actions.tables._row import ColumnFacts, KeptWords, column_facts, in_arabic, row_values
from sijill.actions.tables._shared import SharedIncidents
from sijill.actions.tables._summary import (
    Release,
    RowChange,
    RowError,
    RowKnown,
    RowPreview,
    RowQuestion,
    RowUnread,
    Summing,
    Why,
)
from sijill.ledger import Progress
from sijill.model import Basis, BasisKind, Statement, from_json
from sijill.model.entries import Retraction
from sijill.tables import Table, TableMapping, TableRow
from sijill.values import Identifier, SijillError, message

TOLD_EVERY = 500
"""After how many rows the progress is told."""
ASKED_AT_ONCE = 5_000
"""For how many identifiers the ledger is asked at once."""


@dataclass
class Taken:
    """What the rows of a table give, and what there is to tell of them."""

    statements: list[Statement] = field(default_factory=list)
    withdrawn: list[Retraction] = field(default_factory=list)
    subjects: dict[str, None] = field(default_factory=dict)
    updated: dict[str, None] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    known: list[RowKnown] = field(default_factory=list)
    questions: list[RowQuestion] = field(default_factory=list)
    kept: Counter[str] = field(default_factory=Counter)
    unread: list[RowUnread] = field(default_factory=list)
    summing: Summing = field(default_factory=Summing)
    release: Release | None = None
    released: int = 0


@dataclass
class Shared:
    """What rows say of an incident in the same words: its code, its values, and the record once it is known."""

    code: str
    values: Mapping[str, Any]
    unread: Sequence[KeptWords]
    incident: Gathered | None = None


NOTHING_SHARED = Shared("", {}, ())


class Taking:
    """Takes the rows of one table, as ``item`` holds them, beside what is held of its source."""

    def __init__(self, doing: ActionContext, mapping: TableMapping, item: str, earlier: Earlier) -> None:
        """Begin with nothing taken."""
        self._doing, self._mapping, self._item, self._earlier = doing, mapping, item, earlier
        self._joins = mapping.joins_incidents and mapping.kind != "incident"
        self._incidents = SharedIncidents(doing, mapping, look=self._joins and imports_before(doing))
        self._rows: dict[str, tuple[Gathered, RowChange]] = {}
        self._shared: dict[str, Gathered] = {}
        self._shared_cells: dict[tuple[str, ...], Shared] = {}
        self._of_incidents = [column for word, column in mapping.columns.items() if word.startswith("incident.")]
        self._joined: dict[str, dict[str, None]] = {}
        self._identified: list[tuple[int, str, tuple[str, ...], list[Any]]] = []
        self._new = 0
        self._facts = ColumnFacts()
        self.taken = Taken()

    def all(self, table: Table, progress: Progress | None = None) -> Taken:
        """Take every row, and then withdraw what this table says otherwise than an earlier release."""
        self._facts = column_facts((row.cells for row in table.rows), self._mapping)
        for done, row in enumerate(table.rows, 1):
            if progress and (done % TOLD_EVERY == 0 or done == len(table.rows)):
                progress(done, len(table.rows))
            try:
                self._take(row)
            except SijillError as reason:
                self._earlier.name_key(row)
                self.taken.errors.append(RowError(row.number, str(reason), row.line, in_arabic(reason)))
        self._withdraw()
        self.taken.known += self._known()
        return self.taken

    def _take(self, row: TableRow) -> None:
        unread: list[KeptWords] = []
        said = self._of_incident(row) if self._joins else NOTHING_SHARED
        is_named = bool(said.code) or (self._earlier.key is not None and self._earlier.key.in_row(row) is not None)
        values = row_values(row.cells, self._mapping, facts=self._facts, kept=unread, is_named=is_named)
        if not values:
            raise UnreadableCell(message("no mapped column has a value"))
        ground = Basis(BasisKind.IMPORT_ROW, f"{self._item}#{row.ref}")
        met = self._earlier.meet(row, ground.ref, values)
        record, held = met.record, met.record.held
        again = bool(record.subject) and met.as_row is not None and met.why is Why.SAME_KEY
        made = self._state(self._mapping.kind, self._with_key(row, values), ground, record.subject)
        incident = self._incident(row, said, ground)
        fresh, differ = record.take(made)
        self._list(row, unread)
        self.taken.summing.show(
            RowPreview(row.number, row.line, self._mapping.kind, held.subject if held else "", values, said.values)
        )
        if record.subject not in self.taken.subjects:
            self.taken.subjects[record.subject] = None
            self.taken.summing.add(self._mapping.kind, values, said.values)
            self._new += held is None
        self._ask(row, met, record, differ, again=again)
        self._say(fresh)
        if held is not None:
            self._change(row, record, fresh)
        if incident is not None:
            self._join(record.subject, incident, ground)
        self._remember(row, made, record)

    def _state(self, kind: str, values: Mapping[str, Any], ground: Basis, subject: str) -> list[Statement]:
        source = self._mapping.source
        return stated(self._doing, kind, values, (ground,), subject=subject or None, typed=False, source=source)

    def _say(self, made: Sequence[Statement]) -> None:
        self.taken.statements += made
        self.taken.kept.update(str(one.value) for one in made if one.property == GROUPS_AS_WRITTEN)

    def _with_key(self, row: TableRow, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the values of a row with its key as an identifier, by which a later release knows it again."""
        key = self._earlier.key
        known = key.in_row(row) if key and not key.is_kept else None
        if known is None:
            return values
        kept = {"scheme": known.scheme, "value": known.value}
        return {**values, IDENTIFIERS: [*values.get(IDENTIFIERS, ()), kept]}

    def _of_incident(self, row: TableRow) -> Shared:
        """Return what a row says of its incident; most rows of one say the same, and are read once."""
        cells = tuple(row.cells.get(column) or "" for column in self._of_incidents)
        said = self._shared_cells.get(cells)
        if said is None:
            unread: list[KeptWords] = []
            values = row_values(row.cells, self._mapping, incident=True, facts=self._facts, kept=unread)
            code = (row.cells.get(self._mapping.columns["incident.key"]) or "").strip()
            said = Shared("" if code in self._mapping.empty else code, values, unread)
            self._shared_cells[cells] = said
        return said

    def _incident(self, row: TableRow, said: Shared, ground: Basis) -> Gathered | None:
        """Return the incident that a row names, with all that this row adds to it said."""
        code, unread = said.code, said.unread
        if not code:
            return None
        if said.incident is not None:
            return said.incident
        record, is_new = self._incidents.of(code, said.values, self._earlier.releases)
        made = self._state("incident", self._incidents.identified(code, said.values), ground, record.subject)
        said.incident = record
        if is_new and self._incidents:
            self.taken.questions.append(RowQuestion(row.number, row.line, Why.UNKNOWN_INCIDENT, code=code))
        fresh, differ = record.take(made)
        if differ:
            self.taken.questions.append(
                RowQuestion(
                    row.number,
                    row.line,
                    Why.ROWS_DIFFER,
                    record.subject,
                    properties=tuple(f"incident.{name}" for name in differ),
                )
            )
        self._shared[record.subject] = record
        if record.held is not None and fresh:
            self.taken.updated[record.subject] = None
        if fresh:
            self._list(row, unread)
        self._say(fresh)
        return record

    def _list(self, row: TableRow, unread: Sequence[KeptWords]) -> None:
        self.taken.unread += [
            RowUnread(row.number, row.line, one.column, one.words, one.reason, one.why, one.reason_ar) for one in unread
        ]

    def _join(self, victim: str, incident: Gathered, ground: Basis) -> None:
        joined = self._joined.setdefault(victim, {})
        if incident.subject in joined:
            return
        joined[incident.subject] = None
        if incident.subject not in self._incidents.acts.of.get(victim, {}):
            self._say(self._state("act", {"victim": victim, "incident": incident.subject}, ground, ""))

    def _ask(self, row: TableRow, met: Met, record: Gathered, differ: tuple[str, ...], *, again: bool) -> None:
        if met.why is None:
            return
        why = Why.ROWS_DIFFER if again and differ else met.why
        self.taken.questions.append(RowQuestion(row.number, row.line, why, met.other, met.as_row, differ))

    def _change(self, row: TableRow, record: Gathered, fresh: Sequence[Statement]) -> None:
        names = dict.fromkeys(one.property for one in fresh if one.property != IDENTIFIERS)
        before = self._rows.get(record.subject)
        names = {**dict.fromkeys(before[1].properties if before else ()), **names}
        first = before[1] if before else RowChange(row.number, row.line, record.subject, ())
        self._rows[record.subject] = record, RowChange(first.row, first.line, record.subject, tuple(names))
        if fresh:
            self.taken.updated[record.subject] = None

    def _withdraw(self) -> None:
        """Withdraw what this table says otherwise than an earlier release, and tell how the two differ."""
        changed: list[RowChange] = []
        for record, change in self._rows.values():
            names = dict.fromkeys((*change.properties, *self._take_back(record)))
            if names:
                changed.append(RowChange(change.row, change.line, change.record, tuple(names)))
        for record in self._shared.values():
            self._take_back(record)
        for victim, joined in self._joined.items():
            for incident, acts in self._incidents.acts.of.get(victim, {}).items():
                if incident not in joined:
                    for act, statement, item in acts:
                        if item in self._earlier.releases:
                            self._retract(statement, act)
        if self._earlier.is_release and self._earlier.key is not None:
            key, unchanged = self._earlier.key, len(self._rows) - len(changed)
            gone = self._earlier.gone
            self.taken.release = Release(key.columns, key.is_guessed, self._new, tuple(changed), unchanged, gone)
            self.taken.released = self._earlier.released
        elif self._rows:
            self.taken.release = Release((), False, self._new, tuple(changed), len(self._rows) - len(changed), ())

    def _take_back(self, record: Gathered) -> list[str]:
        names = []
        for statement, name in record.superseded():
            self._retract(statement, record.subject)
            names.append(name)
        return names

    def _retract(self, statement: str, subject: str) -> None:
        self.taken.updated[subject] = None
        self.taken.withdrawn.append(Retraction(self._doing.new_id(), statement, subject, self._doing.append_id))

    def _remember(self, row: TableRow, made: Sequence[Statement], record: Gathered) -> None:
        own = [one.value for one in made if one.property == IDENTIFIERS]
        if own:
            keys = tuple(from_json(Identifier, one).key(self._mapping.kind) for one in own)
            self._identified.append((row.number, record.subject, keys, own))

    def _known(self) -> Iterator[RowKnown]:
        """Give the rows with an identifier that a record which they do not speak of holds already."""
        first: dict[str, RowKnown] = {}
        held = self._holders()
        for number, subject, keys, own in self._identified:
            before = dict.fromkeys(first[key] for key in keys if key in first)
            yield from (RowKnown(number, one.record, one.row) for one in before if one.record != subject)
            for key in keys:
                first.setdefault(key, RowKnown(number, subject))
            if any(held.get(key, set()) - {subject} for key in keys):
                others = alike(self._doing, self._mapping.kind, {IDENTIFIERS: own}, record=subject)
                yield from (RowKnown(number, one) for one in others)

    def _holders(self) -> dict[str, set[str]]:
        """Return the records that ever held an identifier of the rows, asked of the ledger for many at once."""
        keys = list(dict.fromkeys(key for _, _, some, _ in self._identified for key in some))
        found: dict[str, set[str]] = {}
        for start in range(0, len(keys), ASKED_AT_ONCE):
            asked = self._doing.ledger.last_seqs(keys[start : start + ASKED_AT_ONCE])
            for key, entries in self._doing.ledger.histories([key for key, seq in asked.items() if seq]).items():
                found[key] = {str(one.body["subject"]) for one in entries if one.body and "subject" in one.body}
        return found
