"""Does a record count at all: its kind, its outcome, its cause, the status of its dead, its proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sijill.methodology._attribution import Filing
from sijill.methodology._deciding import cause_of, left_out_by
from sijill.methodology._grounds import Grounds
from sijill.methodology._numbers import Chosen, choose
from sijill.methodology._rules import Rules
from sijill.methodology._verification import reaches
from sijill.methodology._why import Why
from sijill.model import TALLY_CLOCKS, CivilianStatus, Incident, Outcome, Tally, Verification, Victim
from sijill.model.outcomes import ENDED_ON
from sijill.records import AnyRecord
from sijill.values import PartialDate

OPEN = (CivilianStatus.UNKNOWN, CivilianStatus.AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class Eligibility:
    """
    Whether a record counts or waits, the status its dead are counted under, and what stands beside it.

    ``because`` is the rule that keeps it from counting; None where it counts.
    """

    countable: bool
    waits: bool
    status: str
    flags: tuple[str, ...] = ()
    because: Why | None = None


def eligible(
    record: AnyRecord, rules: Rules, grounds: Grounds, step: Verification, filing: Filing, why: list[Why]
) -> Eligibility:
    """Return whether a record counts, waits, or neither; every rule that fired is added to ``why``."""
    terms = rules.table("eligibility")
    status = status_of(record, rules, grounds, why)
    if (refusal := _not_of_the_kind(record, rules, grounds, filing, terms)) is not None:
        why.append(refusal)
        return Eligibility(False, False, status.value, because=refusal)
    counted = _status_counts(status, terms, rules, why)
    if not counted.countable or reaches(step, rules):
        return counted
    needed = rules.table("verification")["counted_from"]
    lacks = Why.of(rules.rule_of("verification"), "pending_corroboration", step=step.value, needed=needed)
    why.append(lacks)
    return Eligibility(False, True, counted.status, (*counted.flags, "pending_corroboration"), lacks)


def is_dead(victim: Victim, terms: Mapping[str, Any]) -> bool:
    """
    Test whether a person is among the dead, or those of another outcome, by the terms of eligibility.

    A person found alive is not, whatever was accepted before; the history keeps both.
    """
    return any(status in terms["outcomes"] for status in victim.statuses) and not is_undone(victim, terms)


def is_undone(victim: Victim, terms: Mapping[str, Any]) -> bool:
    """
    Test whether a person's outcome was undone: found alive, or what the terms name.

    Where they name a day ``until`` which it is asked, what is known to have come later undoes nothing yet.
    """
    until: date | None = terms.get("until")
    return any(
        status in terms.get("undone_by", (Outcome.FOUND_ALIVE,)) and not _is_after(victim, status, until)
        for status in victim.statuses
    )


def _is_after(victim: Victim, status: Outcome, until: date | None) -> bool:
    day: PartialDate | None = getattr(victim, ENDED_ON[status]) if status in ENDED_ON else None
    return until is not None and day is not None and day.earliest is not None and day.earliest > until


def status_of(record: AnyRecord, rules: Rules, grounds: Grounds, why: list[Why]) -> CivilianStatus:
    """
    Return the civilian status that may be counted by; sources that differ make it ambiguous.

    What a party to the conflict says of the dead is its claim and never decides alone (R-EC.8).
    """
    values = record.usable("civilian_status")
    deciding = [held for held in values if grounds.voice(held, rules) is None]
    if values and not deciding:
        why.append(Why(rules.rule_of("attribution", "party_word_rule"), "status_party_word"))
        return CivilianStatus.UNKNOWN
    stated = {held.value for held in deciding} - {CivilianStatus.UNKNOWN}
    if len(stated) > 1:
        return CivilianStatus.AMBIGUOUS
    return stated.pop() if stated else CivilianStatus.UNKNOWN


def _not_of_the_kind(
    record: AnyRecord, rules: Rules, grounds: Grounds, filing: Filing, terms: Mapping[str, Any]
) -> Why | None:
    rule, noun = rules.rule_of("eligibility"), record.noun
    if isinstance(noun, Tally):
        sources = rules.table("tallies").get("sources", ())
        if "*" not in sources and noun.source not in sources:
            return Why(rules.rule_of("tallies"), "tally_source")
        if noun.clock not in (None, *TALLY_CLOCKS):
            return Why.of(rules.rule_of("clock"), "unknown_clock")
        if noun.role in ("total", "series"):
            return Why.of(rule, "printed_sum", role=noun.role)
    if isinstance(noun, Victim) and not is_dead(noun, terms):
        return Why(rule, "ended" if "until" in terms and is_undone(noun, terms) else "outcome")
    if isinstance(noun, Victim) and noun.name is None and rules.table("unit_of_count")["choice"] == "named":
        return Why(rules.rule_of("unit_of_count"), "not_named")
    if terms.get("violations_only") and left_out_by(record, "violation", lambda said: said is False, rules, grounds):
        return Why(rules.rule_of("eligibility", "violation_rule"), "no_violation")
    excluded = terms.get("excluded_causes", ())
    if left_out_by(record, "cause", lambda said: said in excluded, rules, grounds):
        return Why.of(rule, "cause_excluded", cause=cause_of(record, rules, grounds))
    least = int(terms.get("least_killed", 0))
    if isinstance(noun, Incident) and _is_below(choose(record, "killed", rules), least):
        return Why.of(rule, "too_few", n=least)
    if terms.get("organised_actor") and not filing.actors:
        return Why(rules.rule_of("eligibility", "actor_rule"), "no_actor")
    return None


def _is_below(killed: Chosen | None, least: int) -> bool:
    return killed is not None and killed.high is not None and killed.high < least


def _status_counts(status: CivilianStatus, terms: Mapping[str, Any], rules: Rules, why: list[Why]) -> Eligibility:
    counted = terms["civilian_status"]
    if status in counted and status not in OPEN:
        why.append(Why.of(rules.rule_of("eligibility"), "status", status=status.value))
        return Eligibility(True, False, status.value)
    if status in OPEN:
        return _open_status(status, str(terms["unstated_status"]), rules, why)
    refusal = Why.of(rules.rule_of("eligibility", "status_rule"), "status_not_counted", status=status.value)
    why.append(refusal)
    return Eligibility(False, False, status.value, ("status_not_counted",), refusal)


def _open_status(status: CivilianStatus, answer: str, rules: Rules, why: list[Why]) -> Eligibility:
    """Answer an open status in one of the ways that the field allows (R-EC.6)."""
    open_ = Why.of(rules.rule_of("eligibility"), "status_open", answer=answer)
    why.append(open_)
    if answer == "count":
        # (a) the status with its ambiguity stated
        return Eligibility(True, False, CivilianStatus.AMBIGUOUS.value, ("status_ambiguous",))
    if answer in ("unknown", "known_part"):
        # (c) as unknown; (d) in the total, while `group=status_known` gives the part whose status is known
        return Eligibility(True, False, CivilianStatus.UNKNOWN.value, ("status_unknown",))
    # (b) pending; leave_out keeps it on record only
    return Eligibility(False, answer == "wait", status.value, (f"status_{status.value}",), open_)
