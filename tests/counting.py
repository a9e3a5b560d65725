"""Small registers for examples: statements in order, assembled, assessed and counted, without any store."""

from __future__ import annotations

import functools
import itertools
from typing import Any

from sijill import methodology, records, tolls
from sijill.model import (
    Attribution,
    Basis,
    BasisKind,
    CivilianStatus,
    Clock,
    Outcome,
    PlaceBasis,
    Rank,
    Sex,
    Stance,
    Statement,
    Tally,
    to_json,
)
from sijill.model.figures import Toll
from sijill.tolls import units
from sijill.values import CountRange, PartialDate, Period, PersonName

MAY = Period.parse("2020-05")


def exactly(number: int) -> CountRange:
    """Return a number without doubt."""
    return CountRange.exactly(number)


def at_least(number: int) -> CountRange:
    """Return "at least" a number."""
    return CountRange(number, None, hedge="at least")


def day(text: str) -> PartialDate:
    """Return a date from its EDTF text."""
    return PartialDate.parse(text)


@functools.cache
def shipped_rules(method: str) -> methodology.Rules:
    """Return the rules of a shipped methodology, read once."""
    return methodology.parse(methodology.shipped_bytes(method))


class Example:
    """A register in the making: each ``say`` is one accepted statement."""

    def __init__(self, method: str = "snhr") -> None:
        """Start empty under a shipped methodology."""
        self.rules = shipped_rules(method)
        self.statements: list[tuple[int, Statement]] = []
        self.origins: dict[str, str] = {}
        self._seq = itertools.count(1)
        self._ids = itertools.count(1)

    def say(
        self,
        subject: str,
        kind: str,
        name: str,
        value: Any,
        *,
        source: str | None = "SNHR",
        stance: Stance = Stance.ASSERT,
        rank: Rank = Rank.NORMAL,
        origin: str | None = None,
        decided: bool = False,
    ) -> str:
        """Accept one value of one property, resting on a claim of its own (or on a person's decision)."""
        seq = next(self._seq)
        claim = f"claim-{seq}"
        if origin:
            self.origins[claim] = origin
        basis = Basis(BasisKind.DECISION, f"decision-{seq}", "a reviewer") if decided else Basis(BasisKind.CLAIM, claim)
        statement = Statement(
            f"statement-{seq}", subject, kind, name, to_json(value), (basis,), rank=rank, stance=stance, source=source
        )
        self.statements.append((seq, statement))
        return statement.id

    def retract(self, statement: str) -> None:
        """Withdraw a statement."""
        self.statements = [(seq, one) for seq, one in self.statements if one.id != statement]

    def record(self, kind: str, *, said_by: str | None = "SNHR", subject: str | None = None, **values: Any) -> str:
        """Accept several properties of one subject; tuples give one statement a value."""
        subject = subject or f"{kind}-{next(self._ids)}"
        for name, value in values.items():
            for one in value if isinstance(value, tuple) else (value,):
                self.say(subject, kind, name, one, source=said_by)
        return subject

    def incident(
        self, killed: int | CountRange | None = None, party: str | Attribution | None = "syrian_gov", **more: Any
    ) -> str:
        """Record an incident of May 2020 with civilians killed."""
        values: dict[str, Any] = {
            "killed": exactly(killed) if isinstance(killed, int) else killed,
            "attribution": Attribution.to(party) if isinstance(party, str) else party,
            "civilian_status": CivilianStatus.CIVILIAN,
            "happened_on": day("2020-05-10"),
            "documented_on": day("2020-05-11"),
            "governorate": "Aleppo",
            **more,
        }
        return self.record("incident", **{name: value for name, value in values.items() if value is not None})

    def victim(
        self, party: str | Attribution | None = "syrian_gov", *, incident: str | None = None, **more: Any
    ) -> str:
        """Record a civilian man of an invented name killed in May 2020, joined to an incident where one is given."""
        values: dict[str, Any] = {
            "name": PersonName.of("Invented Person"),
            "statuses": (Outcome.KILLED,),
            "attribution": Attribution.to(party) if isinstance(party, str) else party,
            "civilian_status": CivilianStatus.CIVILIAN,
            "sex": Sex.MALE,
            "age": exactly(30),
            "died_on": day("2020-05-10"),
            "documented_on": day("2020-05-11"),
            **more,
        }
        person = self.record("victim", **{name: value for name, value in values.items() if value is not None})
        if incident:
            self.act(person, incident)
        return person

    def act(self, victim: str, incident: str, outcome: Outcome = Outcome.KILLED) -> str:
        """Join a person to an incident."""
        return self.record("act", victim=victim, incident=incident, outcome=outcome)

    def line(self, killed: int | CountRange | None, party: str | Attribution | None = "syrian_gov", **more: Any) -> str:
        """Record a line of SNHR's table of May 2020."""
        values: dict[str, Any] = {
            "source": "SNHR",
            "window": day("2020-05"),
            "clock": "documented",
            "place_basis": PlaceBasis.KILLED_IN,
            "attribution": Attribution.to(party) if isinstance(party, str) else party,
            "civilian_status": CivilianStatus.CIVILIAN,
            "killed": exactly(killed) if isinstance(killed, int) else killed,
            "role": "line",
            **more,
        }
        return self.record("tally", **{name: value for name, value in values.items() if value is not None})

    # -- asking ------------------------------------------------------------------------------------------------------

    @property
    def grounds(self) -> methodology.Grounds:
        """Where the claims began."""
        return methodology.Grounds(self.origins)

    def records(self, canonical: dict[str, str] | None = None) -> list[records.AnyRecord]:
        """Assemble the records."""
        return list(records.assemble(self.statements, canonical=canonical))

    def get(self, subject: str) -> records.AnyRecord:
        """Assemble one record."""
        return next(one for one in self.records() if one.id == subject)

    def assess(self, subject: str) -> methodology.Assessment:
        """Assess one record."""
        return methodology.assess(self.get(subject), self.rules, self.grounds)

    def units(self, canonical: dict[str, str] | None = None) -> units.Units:
        """Return the units of count."""
        return units.units_of(self.records(canonical), self.rules, grounds=self.grounds)

    def counted(self) -> tolls.CountedNumbers:
        """Return the counted number of every record."""
        known = {one.id: one for one in self.records()}
        assessed = methodology.assess_all(known.values(), self.rules, self.grounds, cache=methodology.MemoryCache())
        return tolls.CountedNumbers(self.units(), known, assessed)

    def question(self, window: str = "2020-05", clock: Clock = Clock.DOCUMENTED, **cell: str) -> tolls.Question:
        """Ask by a clock and the place of death."""
        place = PlaceBasis(cell.pop("place_basis", "killed_in"))
        measure = cell.pop("measure", "killed")
        return tolls.Question(Period.parse(window), clock, place, self.rules, len(self.statements), cell, measure)

    def toll(self, axis: str = "party", **asked: Any) -> Any:
        """Return a table."""
        question = self.question(**asked)
        outcome = tolls.outcome_of(question.measure)
        found = units.units_of_outcome(
            self.records(), self.rules, outcome, grounds=self.grounds, until=question.window.end
        )
        return tolls.toll(found, question, axis=axis)

    def total(self, **asked: Any) -> tuple[int, int, int | None]:
        """Return the total as low, best, high."""
        figure = self.toll(**asked).total.figure
        return figure.low, figure.best, figure.high

    def rows(self, axis: str = "party", **asked: Any) -> dict[str, int]:
        """Return the best of each row by key."""
        return {row.key: row.figure.best for row in self.toll(axis, **asked).rows}


def beside(toll: Toll) -> dict[str, int]:
    """Return how many records stand beside a table, by reason."""
    found: dict[str, int] = {}
    for note in toll.notes:
        found[note.reason] = found.get(note.reason, 0) + note.records
    return found


def tally_of(record: records.AnyRecord) -> Tally:
    """Return the tally of a record."""
    assert isinstance(record.noun, Tally)
    return record.noun
