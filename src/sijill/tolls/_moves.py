"""Why two tolls of one register differ: the units that move, and by how much each moves the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.methodology import Why
from sijill.tolls.units._unit import Unit, Units


@dataclass(frozen=True, slots=True)
class UnitMove:
    """
    One unit that two methodologies (or two moments) count differently.

    ``a`` and ``b`` are the best numbers on either side, None where it is no unit there;
    ``row_a`` and ``row_b`` the rows. ``why`` are the rules that only one side gives.
    """

    record: str
    kind: str
    a: int | None
    b: int | None
    row_a: str | None
    row_b: str | None
    why: tuple[Why, ...]

    @property
    def difference(self) -> int:
        """What the unit adds to b's total beyond a's."""
        return (self.b or 0) - (self.a or 0)


def moves(a: Units, b: Units) -> tuple[UnitMove, ...]:
    """
    Return the units that move between two counts of one register, the largest difference first.

    Their differences sum to the difference of the two totals over all time: nothing is
    left unexplained. Group lines are asked for by their group and take no part.
    """
    ours, theirs = _by_record(a), _by_record(b)
    found = [
        move
        for record in dict.fromkeys((*ours, *theirs))
        if (move := _move(record, ours.get(record), theirs.get(record))) is not None
    ]
    return tuple(sorted(found, key=lambda move: (-abs(move.difference), move.record)))


def _by_record(found: Units) -> Mapping[str, Unit]:
    return {unit.record: unit for unit in found.units if not unit.is_group_line}


def _move(record: str, a: Unit | None, b: Unit | None) -> UnitMove | None:
    side_a, side_b = _side_of_move(a), _side_of_move(b)
    if side_a == side_b:
        return None
    kind = next(unit.kind for unit in (a, b) if unit is not None)
    said: list[set[Why]] = [set(unit.assessment.why) if unit else set() for unit in (a, b)]
    why = tuple(sorted(said[0] ^ said[1], key=lambda one: (one.rule, one.code, one.values)))
    return UnitMove(record, kind, side_a[0], side_b[0], side_a[1], side_b[1], why)


def _side_of_move(unit: Unit | None) -> tuple[int | None, str | None]:
    return (None, None) if unit is None else (unit.numbers["killed"].best, unit.assessment.filing.bucket)
