"""The register as of one moment under one methodology: what every toll, trace and report stands on."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from sijill import methodology, records, tolls
from sijill.evidence import Vault
from sijill.ledger import Ledger
from sijill.methodology import Assessment, AssessmentCache, Grounds, MemoryCache, Rules
from sijill.model import (
    AdoptedMethodology,
    Basis,
    BasisKind,
    BasisPart,
    Claim,
    Clock,
    Definition,
    Figure,
    Item,
    PlaceBasis,
    Toll,
    moment_text,
    read,
)
from sijill.records import AnyRecord
from sijill.tolls import Ground, Question, Ties, Trace, TracedStatement, Unit, Units
from sijill.values import Period, SijillError
from sijill.workspace._kept_tolls import KeptTolls


class UnknownKey(SijillError):
    """A key of an axis that neither the methodology nor the register has."""


@dataclass
class Counting:
    """
    A register folded to one ``seq``, read with adopted methodology bytes.

    Records, units and tolls are made once and kept for as long as this object lives;
    ``cache`` remembers assessments beyond it. The register moves a counting along from
    entry to entry (``Countings``), so that one change assembles and assesses its subject only.
    """

    ledger: Ledger
    vault: Vault
    seq: int
    rules: Rules
    cache: AssessmentCache = field(default_factory=MemoryCache)
    kept: KeptTolls = field(default_factory=KeptTolls)

    @cached_property
    def records(self) -> Mapping[str, AnyRecord]:
        """Every record by id, as of the moment."""
        return {one.id: one for one in records.assemble(self.ledger.statements(upto=self.seq))}

    @cached_property
    def origins(self) -> dict[str, str]:
        """Where each claim began; claims of later entries do no harm, since no statement here rests on them."""
        claims = self.ledger.entries(kind="claim", upto=self.seq)
        return {one.id: str(one.body["origin_id"]) for one in claims if one.body and "origin_id" in one.body}

    @cached_property
    def grounds(self) -> Grounds:
        """Where the claims under the statements began, so that copies of one saying count as one origin."""
        return Grounds(self.origins)

    @cached_property
    def assessed(self) -> Mapping[str, Assessment]:
        """The assessment of every record that can be counted, by id."""
        return methodology.assess_all(self.records.values(), self.rules, self.grounds, cache=self.cache)

    @cached_property
    def ties(self) -> Ties:
        """Which records decide together what is counted."""
        return Ties(self.records.values())

    @cached_property
    def units(self) -> Units:
        """The units of count."""
        return tolls.units(self.records.values(), self.rules, assessed=self.assessed, grounds=self.grounds)

    @cached_property
    def latest_month(self) -> str:
        """The newest month in which anything that counts was documented; empty when nothing was."""
        dates = (unit.dates.get(Clock.DOCUMENTED) for unit in self.units.units)
        months = [date.latest for date in dates if date is not None and date.latest is not None]
        return f"{max(months):%Y-%m}" if months else ""

    @property
    def is_folded(self) -> bool:
        """Test whether the records were read already."""
        return "units" in vars(self)

    def assessment(self, record: str) -> Assessment:
        """Return the assessment of a record."""
        return self.assessed[record]

    def question(
        self,
        window: Period,
        *,
        clock: Clock | None = None,
        place_basis: PlaceBasis | None = None,
        cell: Mapping[str, str] | None = None,
    ) -> Question:
        """
        Return a question in this moment; clock and place basis default to the methodology's.

        Raises UnknownKey: a cell that nobody could be in would otherwise count zero.
        """
        self._refuse_unknown(cell or {})
        return Question(
            window,
            clock or Clock(str(self.rules.table("clock")["default"])),
            place_basis or PlaceBasis(str(self.rules.table("place")["default"])),
            self.rules,
            self.seq,
            dict(cell or {}),
        )

    def _refuse_unknown(self, cell: Mapping[str, str]) -> None:
        rows = {bucket.slug for bucket in self.rules.buckets}
        causes = {*self.rules.causes, tolls.NOT_STATED}
        if cell.get("cause", tolls.NOT_STATED) not in causes:
            stated = (getattr(record.noun, "cause", None) for record in self.records.values())
            causes |= {str(cause) for cause in stated if cause}
        for axis, known in (("party", rows), ("cause", causes)):
            if axis in cell and cell[axis] not in known:
                raise UnknownKey(f"no {axis} is called {cell[axis]!r} here; there are: {', '.join(sorted(known))}")

    def toll(self, question: Question, *, axis: str) -> Toll:
        """Return the table of a question over an axis, counted once for as long as nothing that counts changes."""
        if question.rules is not self.rules:
            return tolls.toll(self.units, question, axis=axis)
        found = self.kept.get(question, axis)
        if found is None:
            # One after another: of fifty people who open one page, the first counts and the others find it counted.
            with self.kept.being_counted:
                found = self.kept.get(question, axis)
                if found is None:
                    found = tolls.toll(self.units, question, axis=axis)
                    self.kept.put(question, axis, found)
        return tolls.at_entry(found, question.seq)

    def figure(self, definition: Definition) -> Figure:
        """Return one figure of this moment: a toll's cell, or how many incidents were massacres. Raises UnknownKey."""
        self._refuse_unknown(definition.cell)
        if definition.measure == "massacres":
            placed = tolls.place_units(self.units, window=definition.window, clock=definition.clock)
            return massacres(placed.units, definition)
        return tolls.figure(self.units, definition)

    def trace(self, figure: Figure) -> Trace:
        """Return the road back from a figure to the words."""
        return tolls.trace(figure, self)

    def traced_statements(self, record: str) -> Iterable[TracedStatement]:
        """Return the standing statements of a record with their grounds, in the order in which they were accepted."""
        for seq, statement in self.ledger.statements(subject=record, upto=self.seq):
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
            return Ground(basis.kind, basis.ref, claim, self.item(claim.item) if claim else None)
        if basis.kind is BasisKind.IMPORT_ROW:
            sha256, _, row = basis.ref.partition("#")
            return Ground(basis.kind, basis.ref, None, self.item(sha256), int(row))
        body = (self.ledger.entry(basis.judgement).body if basis.judgement else None) or {}
        judged = self.item(str(body["proposed"]["item"])) if body.get("proposed") else None
        return Ground(basis.kind, basis.ref, by=basis.by, judged=judged)

    def item(self, sha256: str) -> Item | None:
        """Return an item, or None when it was destroyed."""
        body = self.ledger.entry(sha256).body
        return read(Item, {"id": sha256, **body}) if body else None


def massacres(placed: Iterable[Unit], definition: Definition) -> Figure:
    """Return how many incidents of a window reach the methodology's threshold (S1.2)."""
    found = [unit for unit in placed if unit.assessment.massacre]
    basis = tuple(
        BasisPart(unit.record, unit.kind, 1, 1, 1, (), tuple(w.rule for w in unit.assessment.why)) for unit in found
    )
    return Figure(definition, len(found), len(found), len(found), basis)


def rules_in_force(ledger: Ledger, vault: Vault, *, name: str, seq: int, window: Period | None) -> Rules:
    """
    Return the newest version adopted by ``seq`` and effective on the last day of the window.

    ``snhr@2`` pins a version. Figures are counted with the sealed bytes. Raises MethodologyNotAdopted.
    """
    methodology_id, _, pinned = name.partition("@")
    entries = [entry for entry in ledger.entries(kind="methodology", upto=seq) if entry.body]
    adopted = [(entry.seq, read(AdoptedMethodology, {"id": entry.id, **(entry.body or {})})) for entry in entries]
    chosen = methodology.in_force(
        adopted,
        window_end=window.end if window else date.max,
        seq=seq,
        methodology=methodology_id,
        version=pinned or None,
    )
    return _parsed(vault.read(chosen.digest))


_parsed = functools.lru_cache(maxsize=16)(methodology.parse)


def seq_as_of(ledger: Ledger, moment: datetime | None) -> int:
    """Return the entry that a moment stands on; None is now."""
    return ledger.seq if moment is None else ledger.as_of(moment)
