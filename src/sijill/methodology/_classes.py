"""Classes that some methodologies give a record beside its row: a grade, a type of violence."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.methodology._attribution import Filing
from sijill.methodology._rules import Rules
from sijill.model import Attribution, AttributionMode, CivilianStatus
from sijill.records import AnyRecord

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
VIOLENCE = ("state_based", "non_state", "one_sided", "unknown")


def classes_of(record: AnyRecord, rules: Rules, *, status: str, origins: int, filing: Filing) -> Mapping[str, str]:
    """Return the classes that a methodology gives a record; empty when it gives none."""
    found = {}
    if rules.table("grades"):
        found["grade"] = _grade(record, status, origins)
    if rules.table("violence"):
        found["violence"] = _violence(record, rules, status, filing)
    return found


def _grade(record: AnyRecord, status: str, origins: int) -> str:
    """Grade as air-war monitors do: admitted, carried by two origins, by one, contested, or not of civilians."""
    said: Attribution | None = record.noun.attribution
    if status == CivilianStatus.COMBATANT:
        return "discounted"
    if said is not None and set(said.parties) & set(said.claimed_by):
        return "confirmed"
    contested = (AttributionMode.DISPUTED, AttributionMode.ONE_OF_TWO, AttributionMode.JOINT_UNDETERMINED)
    if "attribution" in record.disputed or (said is not None and said.mode in contested):
        return "contested"
    return "fair" if origins >= 2 else "weak"


def _violence(record: AnyRecord, rules: Rules, status: str, filing: Filing) -> str:
    """
    Name the type of violence: 1 state-based, 2 non-state, 3 one-sided (R-UC.2).

    Violence against civilians by an organised actor is one-sided, whoever the actor is;
    between armed sides it is state-based when a state is one of them.
    """
    if status == CivilianStatus.CIVILIAN:
        return "one_sided"
    kinds = {rules.parties.get(party).kind for party in filing.actors if party in rules.parties}
    if not kinds:
        return "unknown"
    return "state_based" if kinds & set(rules.table("violence")["state_kinds"]) else "non_state"
