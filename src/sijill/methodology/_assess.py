"""One record under one methodology: does it count, as what, for whom, and by which rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sijill.methodology._attribution import Filing, file_under
from sijill.methodology._classes import classes_of
from sijill.methodology._eligibility import Eligibility, eligible, is_dead
from sijill.methodology._grounds import NO_GROUNDS, Grounds
from sijill.methodology._numbers import Chosen, choose
from sijill.methodology._rules import Rules
from sijill.methodology._verification import verification
from sijill.methodology._why import Why
from sijill.model import CivilianStatus, Incident, Tally, Verification, Victim
from sijill.records import AnyRecord, in_incident


@dataclass(frozen=True, slots=True)
class Assessment:
    """
    What a methodology says of a record (DESIGN 6).

    ``countable`` and ``waits`` exclude each other; a record that is neither is not of
    the kind this methodology counts. ``why`` names every rule that fired, and ``because`` the
    one that keeps the record from counting (None where it counts). ``flags`` stand
    beside the ladder (disputed, status_ambiguous, pending_corroboration ...); ``classes``
    are what this methodology sorts by besides (a grade, a type of violence).
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
    status: str = "unknown"
    flags: tuple[str, ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict)
    because: Why | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        """The ids of the rules that fired."""
        return tuple(dict.fromkeys(why.rule for why in self.why))


def assess(
    record: AnyRecord, rules: Rules, grounds: Grounds = NO_GROUNDS, *, incident: AnyRecord | None = None
) -> Assessment:
    """
    Return the assessment of an incident, victim or tally.

    ``incident`` is the one in which a victim died: it answers where the person's record is
    silent. The same records, rules and grounds always give the same answer.
    """
    own, record = record, in_incident(record, incident) if incident else record
    why: list[Why] = []
    filing = file_under(record, rules, grounds)
    why.append(filing.why)
    step, origins = verification(own, rules, grounds, whole=record)
    why.append(Why.of(rules.rule_of("verification"), "step", step=step.value))
    verdict = eligible(record, rules, grounds, step, filing, why)
    classes = classes_of(record, rules, status=verdict.status, origins=origins, filing=filing)
    verdict = _graded(verdict, classes, rules, why)
    killed = choose(record, "killed", rules) if record.kind == "incident" else None
    massacre = verdict.countable and killed is not None and is_massacre(killed, verdict.status, rules)
    if massacre:
        why.append(massacre_rule(rules))
    return Assessment(
        record.id,
        record.kind,
        verdict.countable,
        verdict.waits,
        filing,
        step,
        origins,
        massacre,
        groups_of(record.noun, filing.cause),
        _statuses(record, rules, why),
        tuple(why),
        verdict.status,
        (*verdict.flags, *(("disputed",) if record.disputed else ())),
        classes,
        verdict.because,
    )


def is_massacre(killed: Chosen, status: str, rules: Rules) -> bool:
    """
    Test whether so many killed in one incident are a massacre (S1.2: five or more peaceful individuals).

    Where a methodology means civilians only, those of open status are such where it counts nobody else.
    """
    terms = rules.table("massacre")
    counted = rules.table("eligibility")["civilian_status"]
    are_civilians = status == CivilianStatus.CIVILIAN or list(counted) == [CivilianStatus.CIVILIAN]
    return killed.best >= int(terms["threshold"]) and (are_civilians or not terms["civilians_only"])


def massacre_rule(rules: Rules) -> Why:
    """Return the rule that names an incident a massacre, as a reason."""
    return Why.of(rules.rule_of("massacre"), "massacre", n=rules.table("massacre")["threshold"])


def _graded(verdict: Eligibility, classes: Mapping[str, str], rules: Rules, why: list[Why]) -> Eligibility:
    if "grade" not in classes or not verdict.countable or classes["grade"] in rules.table("grades")["counted"]:
        return verdict
    refusal = Why.of(rules.rule_of("grades"), "grade", grade=classes["grade"])
    why.append(refusal)
    return Eligibility(False, False, verdict.status, (*verdict.flags, f"grade_{classes['grade']}"), refusal)


def groups_of(noun: Incident | Victim | Tally, cause: str | None) -> tuple[str, ...]:
    """Return the groups a record belongs to; groups overlap and are never added up."""
    torture = ("torture",) if cause == "torture" else ()
    return tuple(dict.fromkeys((*noun.groups, *torture)))


def _statuses(record: AnyRecord, rules: Rules, why: list[Why]) -> tuple[str, ...]:
    if not isinstance(record.noun, Victim):
        return ()
    statuses = [status.value for status in record.noun.statuses]
    also = rules.table("statuses")
    if record.noun.body_returned is False and is_dead(record.noun, rules.table("eligibility")) and also:
        statuses.append(str(also["body_not_returned"]))
        why.append(Why(str(also["rule"]), "body_not_returned"))
    return tuple(dict.fromkeys(statuses))
