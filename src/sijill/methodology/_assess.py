"""One record under one methodology: does it count, as what, for whom, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sijill.methodology._attribution import Filing, file_under
from sijill.methodology._numbers import choose
from sijill.methodology._rules import Rules
from sijill.methodology._verification import verification
from sijill.model import CivilianStatus, Outcome, Tally, Verification, Victim
from sijill.records import AnyRecord


@dataclass(frozen=True, slots=True)
class Why:
    """A rule that fired, and what it said of this record."""

    rule: str
    says: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    What a methodology says of a record (DESIGN 6).

    ``countable`` and ``waits`` exclude each other; a record that is neither is not of
    the kind this methodology counts. ``why`` names every rule that fired.
    """

    record: str
    kind: str
    countable: bool
    waits: bool
    filing: Filing
    verification: Verification
    origins: int
    massacre: bool
    groups: tuple[str, ...]
    statuses: tuple[str, ...]
    why: tuple[Why, ...]


def assess(record: AnyRecord, rules: Rules) -> Assessment:
    """Return the assessment of an incident, victim or tally. The same record and rules always give the same answer."""
    why: list[Why] = []
    countable, waits = _eligible(record, rules, why)
    filing = file_under(record, rules)
    why.append(Why(filing.rule, filing.says))
    step, origins = verification(record, rules)
    why.append(Why(str(rules.table("verification").get("rule", "verification")), step.value))
    massacre = _is_massacre(record, rules, countable, why)
    return Assessment(
        record.id,
        record.kind,
        countable,
        waits,
        filing,
        step,
        origins,
        massacre,
        _groups(record, rules),
        _statuses(record, rules, why),
        tuple(why),
    )


def _eligible(record: AnyRecord, rules: Rules, why: list[Why]) -> tuple[bool, bool]:
    terms = rules.table("eligibility")
    rule = str(terms.get("rule", "eligibility"))
    noun: Any = record.noun
    if record.kind == "tally" and not _source_counts(noun, rules):
        why.append(Why(str(rules.table("tallies").get("rule", "tallies")), "tally of a source that is not counted here"))
        return False, False
    if isinstance(noun, Tally) and noun.role == "total":
        why.append(Why(rule, "printed total, kept to check its parts"))
        return False, False
    if isinstance(noun, Victim) and not _dead(noun, terms["outcomes"]):
        why.append(Why(rule, "outcome not counted"))
        return False, False
    if getattr(noun, "violation", None) is False and terms.get("violations_only"):
        why.append(Why("S1.11", "archived, not qualified as a violation"))
        return False, False
    if noun.cause in terms.get("excluded_causes", ()):
        why.append(Why(rule, f"cause {noun.cause} is excluded"))
        return False, False
    return _status_counts(noun.civilian_status, terms, rule, why)


def _status_counts(status: CivilianStatus | None, terms: Any, rule: str, why: list[Why]) -> tuple[bool, bool]:
    counted = terms.get("civilian_status", ())
    if status is None or status in (CivilianStatus.UNKNOWN, CivilianStatus.AMBIGUOUS):
        answer = str(terms.get("unstated_status", "wait"))
        why.append(Why(rule, f"status not stated: {answer}"))
        return answer == "count", answer == "wait"
    why.append(Why(rule if status in counted else "S1.7", f"status {status.value}"))
    return status in counted, False


def _dead(victim: Victim, outcomes: Any) -> bool:
    """A person found alive is not counted, whatever was accepted before; the history keeps both."""
    return any(status in outcomes for status in victim.statuses) and Outcome.FOUND_ALIVE not in victim.statuses


def _source_counts(tally: Tally, rules: Rules) -> bool:
    sources = rules.table("tallies").get("sources", ())
    return "*" in sources or tally.source in sources


def _is_massacre(record: AnyRecord, rules: Rules, countable: bool, why: list[Why]) -> bool:
    """SNHR, May 2020: five or more peaceful individuals killed in the same incident."""
    if record.kind != "incident":
        return False
    terms = rules.table("massacre")
    killed = choose(record, "killed", rules)
    if killed is None or killed.best < int(terms["threshold"]) or (terms.get("civilians_only") and not countable):
        return False
    why.append(Why(str(terms.get("rule", "massacre")), f"{killed.best} killed, threshold {terms['threshold']}"))
    return True


def _groups(record: AnyRecord, rules: Rules) -> tuple[str, ...]:
    """Return the groups a record belongs to; groups overlap and are never added up."""
    groups = list(record.noun.groups)
    if record.noun.cause == "torture":
        groups.append("torture")
    return tuple(dict.fromkeys(groups))


def _statuses(record: AnyRecord, rules: Rules, why: list[Why]) -> tuple[str, ...]:
    if not isinstance(record.noun, Victim):
        return ()
    statuses = [status.value for status in record.noun.statuses]
    also = rules.table("statuses") if "statuses" in rules.tables else {}
    if record.noun.body_returned is False and _dead(record.noun, rules.table("eligibility")["outcomes"]) and also:
        statuses.append(str(also["body_not_returned"]))
        why.append(Why(str(also["rule"]), "dead by report, body not returned: both statuses stand"))
    return tuple(dict.fromkeys(statuses))
