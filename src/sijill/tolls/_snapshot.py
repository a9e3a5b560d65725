"""The register as of one moment under one methodology: what every toll, trace and report stands on."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from sijill import methodology, records
from sijill.claims import Copies, KnownCopies, origins_of
from sijill.evidence import Vault
from sijill.ledger import Ledger
from sijill.methodology import Assessment, AssessmentCache, Grounds, MemoryCache, Rules
from sijill.methodology.outcomes import clock_of, is_asked_by_day, place_of
from sijill.model import Basis, BasisKind, Claim, Clock, Item, PlaceBasis, moment_text, read
from sijill.model.figures import Definition, Figure, Note, Toll
from sijill.model.outcomes import KILLED, OUTCOMES
from sijill.records import AnyRecord, Canonical, Ground, TracedStatement
from sijill.tolls._aside import Uncounted, uncounted
from sijill.tolls._count import outcome_of
from sijill.tolls._counted import CountedNumbers
from sijill.tolls._question import Question
from sijill.tolls._recount import Ties
from sijill.tolls._toll import at_entry, figure, toll
from sijill.tolls._toll_cache import TollCache
from sijill.tolls._trace import OutcomeTraceable, Trace, Traceable, trace
from sijill.tolls._whole import read_whole
from sijill.tolls.axes._placed import month_of
from sijill.tolls.columns._columns import UnitColumns, UnitShelf, columns_of
from sijill.tolls.columns._forward import brought_forward
from sijill.tolls.columns._laid import latest_month_of
from sijill.tolls.columns._toll import toll_of
from sijill.tolls.units._governorates import governorate
from sijill.tolls.units._outcomes import units_of_outcome
from sijill.tolls.units._unit import Unit, Units
from sijill.tolls.units._units import units_of
from sijill.values import Period

Counted = TypeVar("Counted", bound=Toll | None)

FAR = 500
"""Across how many entries columns may be brought forward again and again before they are kept anew."""


@dataclass
class Snapshot:
    """
    A register folded to one ``seq``, read with adopted methodology bytes.

    Records, units and tolls are made once and kept for as long as this object lives;
    ``cache`` remembers assessments beyond it; ``awaited`` notes what waits as of an entry. Where a
    ``shelf`` keeps its units as columns, the tolls that these say are counted from them; ``carried``
    are those of an earlier entry that are in memory already. ``before_reading`` is told before every
    record is read. The register moves a counting along from entry to entry (``SnapshotCache``), so
    that one change assembles and assesses its subject only.
    """

    ledger: Ledger
    vault: Vault
    seq: int
    rules: Rules
    cache: AssessmentCache = field(default_factory=MemoryCache)
    kept: TollCache = field(default_factory=TollCache)
    known_copies: KnownCopies | None = None
    awaited: Callable[[int], tuple[Note, ...]] = field(default=lambda _: ())
    shelf: UnitShelf | None = None
    carried: UnitColumns | None = None
    before_reading: Callable[[Snapshot], None] = field(default=lambda _: None)

    @cached_property
    def canonical(self) -> Canonical:
        """Which records are one, as of the moment."""
        return records.canonical(self.ledger, upto=self.seq)

    @read_whole
    def records(self) -> Mapping[str, AnyRecord]:
        """Every record by its canonical id, as of the moment."""
        statements = self.ledger.statements(upto=self.seq)
        return {one.id: one for one in records.assemble(statements, canonical=self.canonical.same)}

    @cached_property
    def origins(self) -> dict[str, str]:
        """Where each claim began; claims of later entries do no harm, since no statement here rests on them."""
        # What was destroyed later was there at this moment, so the records of destroying are read to the end.
        return origins_of(self.ledger.entries(kind="claim", upto=self.seq), self.ledger.entries(kind="destroyed"))

    @cached_property
    def copies(self) -> Copies:
        """Which documents repeat each other, as of the moment."""
        return (self.known_copies or KnownCopies(self.ledger)).at(self.seq)

    @cached_property
    def grounds(self) -> Grounds:
        """Where the claims under the statements began, so that copies of one saying count as one origin."""
        return Grounds(self.origins, copies=self.copies)

    @cached_property
    def assessed(self) -> Mapping[str, Assessment]:
        """The assessment of every record that can be counted, by id."""
        return methodology.assess_all(self.records.values(), self.rules, self.grounds, cache=self.cache)

    @cached_property
    def ties(self) -> Ties:
        """Which records decide together what is counted."""
        return Ties(self.records.values())

    @read_whole
    def units(self) -> Units:
        """The units of count; once made, they are kept on the shelf."""
        found = units_of(self.records.values(), self.rules, assessed=self.assessed, grounds=self.grounds)
        if self.shelf is not None:
            self.shelf.keep(
                self.rules, self.seq, lambda: columns_of(found, self.records, self.ties.pairs(), seq=self.seq)
            )
        return found

    @cached_property
    def columns(self) -> UnitColumns | None:
        """The units as columns, where a shelf keeps those of this moment, or of one shortly before."""
        if self.shelf is None:
            return None
        found = self._forward(self.carried) or self._forward(self.shelf.at(self.rules, self.seq))
        if found is not None and self.seq - found.kept_at > FAR:
            found = kept = replace(found, kept_at=self.seq)
            self.shelf.keep(self.rules, self.seq, lambda: kept)
        self.carried = None
        return found

    def forget_columns(self) -> None:
        """Let go of columns, also of those to be brought forward, and of all that was counted from them."""
        self.kept, self.carried = TollCache(), None
        for name in ("columns", "latest_month"):
            vars(self).pop(name, None)

    def _forward(self, before: UnitColumns | None) -> UnitColumns | None:
        return None if before is None else brought_forward(before, self)

    @cached_property
    def counted_numbers(self) -> CountedNumbers:
        """The number of each record as it is counted."""
        return CountedNumbers(self.units, self.records, self.assessed)

    @cached_property
    def latest_month(self) -> str:
        """The newest month in which anything was documented, by the month it counts in; empty when nothing was."""
        if not self.is_folded and self.columns is not None:
            return latest_month_of(self.columns)
        lines = (unit.dates.get(Clock.DOCUMENTED) for unit in self.units.units if unit.kind == "tally")
        last = {f"{line.latest:%Y-%m}" for line in lines if line is not None and line.latest is not None}
        months = (month_of(unit, Clock.DOCUMENTED) for unit in self.units.units if unit.kind != "tally")
        return max({month for month in months if month} | last, default="")

    def units_of(self, measure: str, until: date) -> Units:
        """Return the units that a measure is counted from; who was released since is asked for the day ``until``."""
        outcome = outcome_of(measure)
        if outcome is KILLED:
            return self.units
        day = until if is_asked_by_day(self.rules, outcome) else None
        return self._of_outcomes(outcome.name, day)

    @cached_property
    def _of_outcomes(self) -> Callable[[str, date | None], Units]:
        def counted(name: str, until: date | None) -> Units:
            held = self.records.values()
            return units_of_outcome(held, self.rules, OUTCOMES[name], grounds=self.grounds, until=until)

        return functools.lru_cache(maxsize=32)(counted)

    @property
    def is_folded(self) -> bool:
        """Test whether the records were read already."""
        return "units" in vars(self)

    def assessment(self, record: str) -> Assessment:
        """Return the assessment of a record, as it is counted where it is a unit."""
        counted = self.counted_numbers.of(record)
        return counted.assessment if counted is not None and counted.is_own else self.assessed[record]

    def unit(self, record: str) -> Unit:
        """Return the unit of a record that is counted."""
        return self.counted_numbers.unit(record)

    def grounds_of(self, known: Iterable[AnyRecord]) -> Grounds:
        """Return the grounds of some records; only the claims under them are read, not the whole register."""
        values = [held for record in known for all_of_one in record.held.values() for held in all_of_one]
        refs = {ground.ref for held in values for ground in held.basis if ground.kind is BasisKind.CLAIM}
        claims = [self.ledger.entry(ref) for ref in refs]
        gone = self.ledger.entries(kind="destroyed") if any(one.body is None for one in claims) else ()
        return Grounds(origins_of(claims, gone), copies=self.copies)

    def question(
        self,
        window: Period,
        *,
        clock: Clock | None = None,
        place_basis: PlaceBasis | None = None,
        cell: Mapping[str, str] | None = None,
        measure: str = KILLED.name,
    ) -> Question:
        """
        Return a question in this moment; clock and place basis default to the methodology's for what is counted.

        A governorate may be written in any of its names. What is misspelt is refused when it is counted.
        """
        asked = dict(cell or {})
        if (named := governorate(asked.get("governorate"))) is not None:
            asked["governorate"] = named
        outcome = outcome_of(measure)
        return Question(
            window,
            clock or clock_of(self.rules, outcome),
            place_basis or place_of(self.rules, outcome),
            self.rules,
            self.seq,
            asked,
            measure,
        )

    def toll(self, question: Question, *, axis: str) -> Toll:
        """
        Return the table of a question over an axis, counted once for as long as nothing that counts changes.

        Raises UnknownAxis, UnknownKey, UnknownClock.
        """
        found = self._counted(question, axis)
        return replace(found, notes=(*found.notes, *self._awaited_notes))

    @cached_property
    def _awaited_notes(self) -> tuple[Note, ...]:
        return self.awaited(self.seq)

    def _counted(self, question: Question, axis: str) -> Toll:
        if question.rules is not self.rules or outcome_of(question.measure) is not KILLED:
            # What is kept stands for as long as the dead count alike, which says nothing of others.
            return toll(self.units_of(question.measure, question.window.end), question, axis=axis)
        found = self.kept.get(question, axis) or self._counted_alone(
            question, axis, lambda: self._from_columns(question, axis)
        )
        if found is None:
            units = self.units  # a page may wait for them: never with everybody else behind it
            found = self._counted_alone(question, axis, lambda: toll(units, question, axis=axis))
        return at_entry(found, question.seq)

    def _counted_alone(self, question: Question, axis: str, counted: Callable[[], Counted]) -> Toll | Counted:
        # One after another: of fifty people who open one page, the first counts and the others find it counted.
        kept = self.kept
        with kept.being_counted:
            found = kept.get(question, axis) or counted()
            if found is not None:
                kept.put(question, axis, found)
            return found

    def _from_columns(self, question: Question, axis: str) -> Toll | None:
        # Units that are in memory know everything, so that columns are never read beside them.
        if self.is_folded or self.columns is None:
            return None
        return toll_of(self.columns, question, axis)

    def uncounted(self, question: Question, reason: str | None = None) -> tuple[Uncounted, ...]:
        """Return the records that a question's table does not count, with the rules. Raises UnknownReason."""
        return uncounted(self.units_of(question.measure, question.window.end), question, reason)

    def figure(self, definition: Definition) -> Figure:
        """Return one figure of this moment: a toll's cell. Raises UnknownMeasure, and as ``toll`` does."""
        return figure(self.units_of(definition.measure, definition.window.end), definition)

    def trace(self, figure: Figure) -> Trace:
        """Return the road back from a figure to the words."""
        return trace(figure, self.traceable(figure.definition))

    def traceable(self, asked: Definition) -> Traceable:
        """Return what answers for the records under a figure: of the dead this counting, else that of its outcome."""
        if outcome_of(asked.measure) is KILLED:
            return self
        return OutcomeTraceable(self, self.units_of(asked.measure, asked.window.end))

    def traced_statements(self, record: str) -> Iterable[TracedStatement]:
        """Return the standing statements of a record with their grounds, in the order in which they were accepted."""
        for seq, statement in records.statements_of(self.ledger, self.canonical.members(record), upto=self.seq):
            entry = self.ledger.entry(statement.id)
            grounds = tuple(self.ground(basis) for basis in statement.basis)
            yield TracedStatement(statement, seq, entry.actor, moment_text(entry.recorded_at), grounds)

    def ground(self, basis: Basis) -> Ground:
        """Return what a statement rests on, as far as it was not destroyed; ten values often rest on one claim."""
        return self._grounds(basis)

    @cached_property
    def _grounds(self) -> Callable[[Basis], Ground]:
        return functools.lru_cache(maxsize=4096)(self._ground)

    def _ground(self, basis: Basis) -> Ground:
        if basis.kind is BasisKind.CLAIM:
            body = self.ledger.entry(basis.ref).body
            claim = read(Claim, {"id": basis.ref, **body}) if body else None
            item = self.item(claim.item) if claim else None
            return Ground(basis.kind, basis.ref, claim, item, repeats=self._repeated(claim))
        if basis.kind is BasisKind.IMPORT_ROW:
            sha256, _, row = basis.ref.partition("#")
            sheet, _, number = row.rpartition("!")
            return Ground(basis.kind, basis.ref, None, self.item(sha256), int(number), sheet=sheet)
        body = (self.ledger.entry(basis.judgement).body if basis.judgement else None) or {}
        judged = self.item(str(body["proposed"]["item"])) if body.get("proposed") else None
        return Ground(basis.kind, basis.ref, by=basis.by, judged=judged)

    def _repeated(self, claim: Claim | None) -> str | None:
        """Return the document in which a claim's words began, where its own only repeats them."""
        if claim is None or not claim.origin_id:
            return None
        return self.copies.began(claim.id, claim.origin_id)

    def item(self, sha256: str) -> Item | None:
        """Return an item, or None when it was destroyed."""
        body = self.ledger.entry(sha256).body
        return read(Item, {"id": sha256, **body}) if body else None
