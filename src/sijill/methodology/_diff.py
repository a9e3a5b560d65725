"""Two methodologies on one register: which cases move, from where to where, and by which rule."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sijill.methodology._assess import Assessment
from sijill.methodology._cache import ASSESSED, MemoryCache, assess_all
from sijill.methodology._grounds import NO_GROUNDS, Grounds
from sijill.methodology._numbers import Chosen, choose
from sijill.methodology._rules import Rules
from sijill.methodology._why import Why
from sijill.records import AnyRecord


class Treatment(enum.StrEnum):
    """What a methodology does with a record."""

    COUNTED = "counted"
    WAITS = "waits"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Side:
    """One methodology's answer on one record."""

    standing: Treatment
    bucket: str
    number: Chosen | None
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A record that two methodologies treat differently, and in which respects."""

    record: str
    kind: str
    respects: tuple[str, ...]
    a: Side
    b: Side

    @property
    def reasons(self) -> tuple[Why, ...]:
        """What either side says that the other does not: the rules that make the difference."""
        return tuple(why for why in (*self.a.why, *self.b.why) if (why in self.a.why) != (why in self.b.why))


def diff(
    records: Iterable[AnyRecord], rules_a: Rules, rules_b: Rules, grounds: Grounds = NO_GROUNDS
) -> tuple[Move, ...]:
    """
    Return the records that move between two methodologies, in the register's order.

    A record moves when one counts it and the other does not, when it stands in another
    row, or when another number is counted for it.
    """
    whole = list(records)
    ours, theirs = (assess_all(whole, rules, grounds, cache=MemoryCache()) for rules in (rules_a, rules_b))
    moves = []
    for record in whole:
        if record.kind in ASSESSED:
            a, b = _side(record, rules_a, ours[record.id]), _side(record, rules_b, theirs[record.id])
            if respects := _respects(a, b):
                moves.append(Move(record.id, record.kind, respects, a, b))
    return tuple(moves)


def changed_terms(rules_a: Rules, rules_b: Rules) -> tuple[tuple[str, Any, Any], ...]:
    """Return the keys on which two methodology files differ, with both values (None where one is silent)."""
    a, b = dict(_flat(rules_a.tables)), dict(_flat(rules_b.tables))
    return tuple((key, a.get(key), b.get(key)) for key in sorted(a.keys() | b.keys()) if a.get(key) != b.get(key))


def _side(record: AnyRecord, rules: Rules, found: Assessment) -> Side:
    number = Chosen.exactly(1) if record.kind == "victim" else choose(record, "killed", rules)
    return Side(_standing(found), found.filing.bucket, number, found.why)


def _standing(found: Assessment) -> Treatment:
    return Treatment.COUNTED if found.countable else Treatment.WAITS if found.waits else Treatment.LEFT_OUT


def _respects(a: Side, b: Side) -> tuple[str, ...]:
    if a.standing is not b.standing:
        return ("standing",)
    if a.standing is Treatment.LEFT_OUT:
        return ()
    row = ("row",) if a.bucket != b.bucket else ()
    return (*row, "number") if a.number != b.number else row


def _flat(tables: Mapping[str, Any], path: str = "") -> Iterable[tuple[str, Any]]:
    for key, value in tables.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{path}{key}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for one in value:
                yield from _flat(one, f"{path}{key}.{one.get('slug', '')}.")
        else:
            yield f"{path}{key}", value
