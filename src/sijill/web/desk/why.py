"""Why a record counts or does not: every rule that fired, in the words of its methodology and in ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sijill import wording
from sijill.methodology import Assessment, Grounds, MemoryCache, Why, assess_all, incidents_of
from sijill.model import BasisKind, Sensitivity
from sijill.records import AnyRecord
from sijill.values import Language
from sijill.workspace import Counting, Register


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired: its id, what the methodology says of it, and what it found in this record."""

    rule: str
    label: str
    found: str


ASSESSED = frozenset({"incident", "victim", "tally"})


def assessed(register: Register, counting: Counting, record: AnyRecord) -> Assessment:
    """Return the assessment of one whole record; only what stands under it is read, not the whole register."""
    acts = {one.id: one for one in _acts(register, record)}
    homes = incidents_of(acts.values(), {record.id}, {str(act.noun.incident) for act in acts.values()})
    within = [record.noun.within] if record.kind == "victim" and record.noun.within else []
    near = [register.record_of(one) for one in homes.get(record.id, within)]
    held = [one for one in (record, *near) if one.kind in ASSESSED]
    values = [value for one in held for all_of_one in one.held.values() for value in all_of_one]
    refs = {ground.ref for value in values for ground in value.basis if ground.kind is BasisKind.CLAIM}
    bodies = {ref: counting.ledger.entry(ref).body or {} for ref in refs}
    grounds = Grounds({ref: str(body["origin_id"]) for ref, body in bodies.items() if "origin_id" in body})
    return assess_all((*held, *acts.values()), counting.rules, grounds, cache=MemoryCache())[record.id]


def _acts(register: Register, record: AnyRecord) -> Iterable[AnyRecord]:
    """Return the acts that name a person, found like words: so asking needs no walk over the whole register."""
    if record.kind == "victim":
        hits = register.store.search.find(record.id, max_sensitivity=Sensitivity.SEALED, kinds=("act",))
        for subject in sorted({hit.subject for hit in hits}):
            act = register.record_of(subject)
            if act.noun.victim == record.id and act.noun.incident:
                yield act


def reasons(counting: Counting, assessment: Assessment, language: Language) -> tuple[Reason, ...]:
    """Return the rules that fired for a record, in the order they fired, in the language of the page."""
    found: dict[Why, Reason] = {}
    for why in assessment.why:
        text = counting.rules.rule_text(why.rule, language.value)
        label = "" if text == why.rule else text
        found.setdefault(why, Reason(why.rule, label, wording.sentence(why, language, counting.rules)))
    return tuple(found.values())
