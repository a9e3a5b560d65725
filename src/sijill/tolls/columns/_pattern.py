"""What many units have in common: a register of a hundred thousand dead has some hundred patterns."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.methodology import Assessment, Chosen, Filing, Why
from sijill.model import Clock, Verification
from sijill.tolls.units._unit import Unit

Number = tuple[str, int, int, int | None, int]
"""A number by its name: low, best, high (None where open) and the soft part."""

Values = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """
    A unit without its record, days and places: codes and numbers, and no words of a document.

    ``is_split`` says that it is an incident with persons known by name, which axes of persons split; ``why`` is
    the rule, code and values that keep a record aside, None where it counts.
    """

    kind: str
    bucket: str
    part: str | None
    cause: str | None
    verification: str
    status: str
    classes: Values
    countable: bool
    waits: bool
    massacre: bool
    rules: tuple[str, ...]
    numbers: tuple[Number, ...]
    borrowed: tuple[str, ...]
    is_group_line: bool
    is_split: bool
    why: tuple[str, str, Values] | None = None

    @classmethod
    def of(cls, unit: Unit, why: Why | None = None) -> Pattern:
        """Return the pattern of a unit that counts, or that a rule keeps aside."""
        found = unit.assessment
        return cls(
            unit.kind,
            found.filing.bucket,
            found.filing.part,
            found.filing.cause,
            found.verification.value,
            str(found.status),
            tuple(found.classes.items()),
            found.countable,
            found.waits,
            found.massacre,
            found.rules,
            tuple((name, n.low, n.best, n.high, n.soft) for name, n in unit.numbers.items()),
            tuple(sorted(clock.value for clock in unit.borrowed)),
            unit.is_group_line,
            unit.kind == "incident" and bool(unit.people),
            (why.rule, why.code, why.values) if why is not None else None,
        )

    def unit(self) -> Unit:
        """Return a unit of this pattern that stands for all of them; its record, days and places are left open."""
        assessment = Assessment(
            "",
            self.kind,
            self.countable,
            self.waits,
            Filing(self.bucket, self.part, self.cause, Why("", "")),
            Verification(self.verification),
            0,
            self.massacre,
            (),
            (),
            tuple(Why(rule, "") for rule in self.rules),
            self.status,
            classes=dict(self.classes),
        )
        return Unit(
            "",
            self.kind,
            assessment,
            {name: Chosen(low, best, high, soft) for name, low, best, high, soft in self.numbers},
            {},
            {},
            is_group_line=self.is_group_line,
            borrowed=frozenset(Clock(one) for one in self.borrowed),
        )

    @property
    def ground(self) -> Why | None:
        """The rule that keeps a record aside; None where it counts."""
        return None if self.why is None else Why(*self.why)
