"""How a methodology counts the people of one outcome: the terms of its dead, and what it says otherwise."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sijill.methodology._eligibility import is_undone
from sijill.methodology._rules import Rules
from sijill.model import Clock, PlaceBasis
from sijill.model.outcomes import ENDED_ON, CountedOutcome

__all__ = ["clock_of", "is_asked_by_day", "is_undone", "outcome_rules", "place_of", "terms_of"]

_ELIGIBILITY = ("rule", "civilian_status", "unstated_status", "status_rule", "excluded_causes")


def terms_of(rules: Rules, outcome: CountedOutcome) -> Mapping[str, Any]:
    """Return what a methodology says of an outcome in its own table, ``[outcomes.NAME]``, if it has one."""
    own = rules.table("outcomes").get(outcome.name)
    return own if isinstance(own, dict) else {}


def outcome_rules(rules: Rules, outcome: CountedOutcome, until: date | None = None) -> Rules:
    """
    Return the rules by which the people of an outcome are counted as if they were the dead.

    Who is eligible, by which clock, and what undoes it come from ``[outcomes.NAME]``, else from the rules of
    the dead and the outcome itself. ``until`` is the day at which what undoes it is asked; None asks for whenever.
    """
    own = terms_of(rules, outcome)
    eligibility = {
        **rules.table("eligibility"),
        "outcomes": own.get("statuses", [one.value for one in outcome.statuses]),
        "undone_by": own.get("undone_by", [one.value for one in outcome.undone_by]),
        "until": until,
        # Only of the dead does a methodology say how many make an incident.
        "least_killed": 0,
        **{name: own[name] for name in _ELIGIBILITY if name in own},
    }
    clock = {**rules.table("clock"), "default": own.get("clock", rules.table("clock")["default"])}
    # However many were arrested together, nobody was massacred.
    massacre = {**rules.table("massacre"), "threshold": sys.maxsize}
    return replace(rules, tables={**rules.tables, "eligibility": eligibility, "clock": clock, "massacre": massacre})


def clock_of(rules: Rules, outcome: CountedOutcome) -> Clock:
    """Return the clock by which a methodology counts an outcome: when it was documented, or its own day."""
    default = terms_of(rules, outcome).get("clock", rules.table("clock")["default"])
    return Clock.DOCUMENTED if default == Clock.DOCUMENTED else outcome.clocks[0]


def place_of(rules: Rules, outcome: CountedOutcome) -> PlaceBasis:
    """Return the governorate by which a methodology files an outcome: where it happened, or where people are from."""
    return PlaceBasis.ORIGIN if rules.table("place")["default"] == PlaceBasis.ORIGIN else outcome.basis


def is_asked_by_day(rules: Rules, outcome: CountedOutcome) -> bool:
    """Test whether who is counted depends on the day at which it is asked: what undoes it has a day."""
    undone = terms_of(rules, outcome).get("undone_by", outcome.undone_by)
    return any(status in undone for status in ENDED_ON)
