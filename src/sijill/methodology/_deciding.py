"""Which of the values said of a record may decide: never the word of a party to the conflict alone (R-EC.8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sijill.methodology._grounds import Grounds
from sijill.methodology._rules import Rules, weapon_key
from sijill.records import AnyRecord, RecordedValue, order


def deciding(record: AnyRecord, name: str, rules: Rules, grounds: Grounds) -> tuple[RecordedValue, ...]:
    """Return the last word on a property of each source that is no party to the conflict, oldest first."""
    latest: dict[str, RecordedValue] = {}
    for held in sorted(record.usable(name), key=order):
        if grounds.voice(held, rules) is None:
            latest[held.source or held.statement] = held
    return tuple(latest.values())


def left_out_by(record: AnyRecord, name: str, refused: Callable[[Any], bool], rules: Rules, grounds: Grounds) -> bool:
    """
    Test whether a value takes a record out of the count.

    It does when every source that may decide says so. While one says otherwise the record
    stays, disputed; a label that only a party gives ("a military target", "a natural
    death") takes nobody away (C12).
    """
    values = deciding(record, name, rules, grounds)
    return bool(values) and all(refused(held.value) for held in values)


def cause_of(record: AnyRecord, rules: Rules, grounds: Grounds) -> str | None:
    """
    Return the cause class a record is filed under: the last word of those who may decide.

    Among rivals a cause that counts goes before one outside the conflict; where only a
    party names a cause that counts, its word is all there is.
    """
    outside = rules.table("eligibility").get("excluded_causes", ())
    if not (values := [held.value for held in deciding(record, "cause", rules, grounds)]):
        only: str | None = record.noun.cause
        return None if only in outside else only
    counting = [value for value in values if value not in outside]
    cause: str = (counting or values)[-1]
    return cause


def cause_of_weapon(record: AnyRecord, rules: Rules, grounds: Grounds, *, named: bool) -> str | None:
    """
    Return the cause class that a methodology gives the weapon, where no source names a cause.

    A class of unknown perpetrators ("landmines of unknown origin") takes in nobody whose
    perpetrator is ``named``.
    """
    if not rules.weapons or not (values := deciding(record, "weapon", rules, grounds)):
        return None
    cause = rules.weapons.get(weapon_key(values[-1].value))
    return None if named and cause in rules.nobody_named else cause
