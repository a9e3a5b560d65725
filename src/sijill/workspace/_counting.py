"""The register as of one moment under one methodology: what every toll, trace and report stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sijill import methodology, records, tolls
from sijill.evidence import Vault
from sijill.ledger import Ledger
from sijill.methodology import Assessment, Rules
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
from sijill.tolls import Ground, Question, Trace, TracedStatement, Unit, Units
from sijill.values import Period, SijillError


class MethodologyNotAdopted(SijillError):
    """A methodology that was not in force then."""


@dataclass
class Counting:
    """
    A register folded to one ``seq``, read with adopted methodology bytes.

    Records, units and assessments are made once and kept for as long as this object lives.
    """

    ledger: Ledger
    vault: Vault
    seq: int
    rules: Rules
    _records: dict[str, AnyRecord] = field(default_factory=dict)
    _units: Units | None = None
    _assessed: dict[str, Assessment] = field(default_factory=dict)

    @property
    def records(self) -> Mapping[str, AnyRecord]:
        """Every record by id, as of the moment."""
        if not self._records:
            upto = None if self.seq == self.ledger.seq else self.seq
            self._records = {one.id: one for one in records.assemble(self.ledger.statements(upto=upto))}
        return self._records

    @property
    def units(self) -> Units:
        """The units of count."""
        if self._units is None:
            self._assessed = {
                record.id: methodology.assess(record, self.rules)
                for record in self.records.values()
                if record.kind in ("incident", "victim", "tally")
            }
            self._units = tolls.units(self.records.values(), self.rules, assessed=self._assessed)
        return self._units

    def assessment(self, record: str) -> Assessment:
        """Return the assessment of a record."""
        return (
            self._assessed[record]
            if self.units and record in self._assessed
            else methodology.assess(self.records[record], self.rules)
        )

    def question(
        self,
        window: Period,
        *,
        clock: Clock | None = None,
        place_basis: PlaceBasis | None = None,
        cell: Mapping[str, str] | None = None,
    ) -> Question:
        """Return a question in this moment; clock and place basis default to the methodology's."""
        return Question(
            window,
            clock or Clock(str(self.rules.table("clock")["default"])),
            place_basis or PlaceBasis(str(self.rules.table("place")["default"])),
            self.rules,
            self.seq,
            dict(cell or {}),
        )

    def toll(self, question: Question, *, axis: str) -> Toll:
        """Return the table of a question over an axis."""
        return tolls.toll(self.units, question, axis=axis)

    def figure(self, definition: Definition) -> Figure:
        """Return one figure of this moment: a toll's cell, or how many incidents were massacres."""
        if definition.measure == "massacres":
            placed = tolls.place(self.units.units, window=definition.window, clock=definition.clock)
            return massacres(placed.units, definition)
        return tolls.figure(self.units, definition)

    def trace(self, figure: Figure) -> Trace:
        """Return the road back from a figure to the words."""
        return tolls.trace(figure, self)

    def traced_statements(self, record: str) -> Iterable[TracedStatement]:
        """Return the standing statements of a record with their grounds, in the order in which they were accepted."""
        upto = None if self.seq == self.ledger.seq else self.seq
        for seq, statement in self.ledger.statements(subject=record, upto=upto):
            entry = self.ledger.entry(statement.id)
            grounds = tuple(self.ground(basis) for basis in statement.basis)
            yield TracedStatement(statement, seq, entry.actor, moment_text(entry.recorded_at), grounds)

    def ground(self, basis: Basis) -> Ground:
        """Return what a statement rests on, as far as it was not destroyed."""
        if basis.kind is BasisKind.CLAIM:
            body = self.ledger.entry(basis.ref).body
            claim = read(Claim, {"id": basis.ref, **body}) if body else None
            return Ground(basis.kind, basis.ref, claim, self.item(claim.item) if claim else None)
        if basis.kind is BasisKind.IMPORT_ROW:
            sha256, _, row = basis.ref.partition("#")
            return Ground(basis.kind, basis.ref, None, self.item(sha256), int(row))
        return Ground(basis.kind, basis.ref, by=basis.by)

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
    chosen: AdoptedMethodology | None = None
    for entry in ledger.entries(kind="methodology", upto=seq):
        if entry.body is None:
            continue
        adopted = read(AdoptedMethodology, {"id": entry.id, **entry.body})
        effective = window is None or adopted.effective_on <= window.end.isoformat()
        if adopted.methodology == methodology_id and (adopted.version == pinned if pinned else effective):
            chosen = adopted
    if chosen is None:
        raise MethodologyNotAdopted(
            f"methodology {name} was not in force as of entry {seq}; "
            f"adopt it with sijill methodology adopt REGISTER {methodology_id}"
        )
    return methodology.parse(vault.read(chosen.digest))


def seq_as_of(ledger: Ledger, moment: datetime | None) -> int:
    """Return the entry that a moment stands on; None is now."""
    return ledger.seq if moment is None else ledger.as_of(moment)
