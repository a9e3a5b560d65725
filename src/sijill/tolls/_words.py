"""The words that a question may use on each axis; any other is refused with the word that is meant."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from sijill.language import Weapons
from sijill.methodology import GRADES, VIOLENCE, Rules
from sijill.model import CivilianStatus, Clock, Incident, PlaceBasis, Tally, Verification, Victim, properties
from sijill.model.outcomes import OUTCOMES
from sijill.tolls._count import MEASURES, UnknownMeasure, is_by_group
from sijill.tolls.axes._axes import NOT_STATED, NotBrokenDown, refuse_unknown, slices
from sijill.tolls.units._governorates import is_governorate
from sijill.tolls.units._people import FINER_GROUPS, GROUPS, LISTED_GROUPS
from sijill.tolls.units._unit import Units
from sijill.values import UnknownWord

MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


class UnknownKey(UnknownWord):
    """A key of an axis that neither the methodology nor the register has."""


class CellQuestion(Protocol):
    """What a question and the definition of a figure have in common."""

    @property
    def cell(self) -> Mapping[str, str]:
        """The cell, by axis."""

    @property
    def measure(self) -> str:
        """What is counted."""


def refuse_unknown_cell(found: Units, asked: CellQuestion) -> None:
    """
    Refuse a measure, an axis or a key that does not exist: it would otherwise count zero and look like an answer.

    Raises UnknownMeasure, UnknownAxis, UnknownKey, NotBrokenDown.
    """
    if asked.measure not in MEASURES:
        raise UnknownMeasure("measure", asked.measure, MEASURES)
    for axis, key in asked.cell.items():
        refuse_unknown(axis, is_cell=True)
        if not is_known_key(axis, key, found.rules) and key not in (held := _held(found, axis)):
            raise UnknownKey(axis, key, dict.fromkeys((*_closed(axis, found.rules), *held)))
    if "group" in asked.cell and not is_by_group(asked.measure):
        raise NotBrokenDown(asked.measure)


def is_known_key(axis: str, key: str, rules: Rules | None) -> bool:
    """Test whether a key is a word of its axis whatever a register holds."""
    if axis == "month" and MONTH.fullmatch(key):
        return True
    if axis == "governorate" and key != NOT_STATED:
        return is_governorate(key)
    if axis == "weapon" and Weapons.load().get(key) is not None:
        return True
    return key in _closed(axis, rules)


def _closed(axis: str, rules: Rules | None) -> tuple[str, ...]:
    fixed: Mapping[str, Iterable[str]] = {
        "verification": Verification,
        "status": CivilianStatus,
        "group": (*GROUPS, "unknown", *FINER_GROUPS, "status_known"),
        "grade": (*GRADES, NOT_STATED),
        "violence": (*VIOLENCE, NOT_STATED),
    }
    if axis in fixed:
        return tuple(str(word) for word in fixed[axis])
    if rules is not None and axis in ("party", "part", "cause", "listed_group"):
        return {
            "party": tuple(bucket.slug for bucket in rules.buckets),
            "part": (*rules.causes, "other_cause", "joint", "joint_undetermined", *rules.parties.slugs(), NOT_STATED),
            "cause": (*rules.causes, NOT_STATED),
            "listed_group": tuple(dict.fromkeys((*rules.table("groups")["listed"], *LISTED_GROUPS))),
        }[axis]
    kinds = {card.type for noun in (Incident, Victim, Tally) if (card := properties(noun).get(axis)) is not None}
    words = [str(word) for kind in kinds if isinstance(kind, type) and issubclass(kind, enum.Enum) for word in kind]
    return (*words, *(("yes", "no") if bool in kinds else ()), NOT_STATED)


def _held(found: Units, axis: str) -> Mapping[str, None]:
    """Return the keys of an axis that a register holds, counted or set aside; walked for once."""
    kept: Mapping[str, None] | None = found.laid.get(("words", axis))
    if kept is None:
        every = [*found.units, *(one.unit for one in found.aside)]
        if axis in ("group", "listed_group"):
            keys = {name for unit in every for name in (*unit.assessment.groups, *unit.listed) if axis != "group"}
        else:
            keys = {
                one.keys[axis]
                for clock in dict.fromkeys((*OUTCOMES[found.outcome].clocks, Clock.DOCUMENTED))
                for basis in PlaceBasis
                for one in slices(every, (axis,), clock=clock, place_basis=basis, rules=found.rules)
            }
        kept = found.laid[("words", axis)] = dict.fromkeys(sorted(keys))
    return kept
