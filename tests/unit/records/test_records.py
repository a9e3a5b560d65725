"""What is held of a record: rivals side by side, the best by a named rule, every step of its history."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.counting import Example, exactly
from tests.referees import MemoryLedger

from sijill import records
from sijill.ledger import Draft
from sijill.model import Attribution, Basis, BasisKind, Outcome, Rank, Stance, Statement, to_json
from sijill.model.cards import UnknownProperty
from sijill.model.entries import Retraction
from sijill.records import BestBy, StepKind, UnknownSubjectKind

NOW = datetime(2020, 6, 1, 12, tzinfo=UTC)


def test_rival_values_stand_side_by_side_best_last():
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(13), source="SOHR")
    register.say(incident, "incident", "killed", exactly(5), source="an army", rank=Rank.DEPRECATED)

    record = register.get(incident)

    assert [one.value.low for one in record.rivals("killed")] == [5, 8, 13]
    assert record.disputed == ("killed",)


def test_a_denial_of_the_value_we_hold_is_a_rival():
    """C3."""
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(8), source="an army", stance=Stance.DENY)

    assert register.get(incident).disputed == ("killed",)
    assert register.get(incident).noun.killed == exactly(8)


def test_a_value_set_aside_is_shown_and_no_longer_disputes():
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(13), source="SOHR", rank=Rank.DEPRECATED)

    assert register.get(incident).disputed == ()
    assert len(register.get(incident).rivals("killed")) == 2


def test_a_preferred_status_hides_no_other():
    """S1.14: two statuses stand at once, whichever is preferred."""
    register = Example()
    victim = register.record("victim", statuses=(Outcome.FORCIBLY_DISAPPEARED,))
    register.say(victim, "victim", "statuses", Outcome.DIED_IN_CUSTODY, rank=Rank.PREFERRED)

    assert set(register.get(victim).noun.statuses) == {Outcome.FORCIBLY_DISAPPEARED, Outcome.DIED_IN_CUSTODY}


@pytest.mark.parametrize(("by", "best"), [(BestBy.PREFERRED, 20), (BestBy.MAJORITY, 8), (BestBy.SOURCE_PRIORITY, 13)])
def test_the_best_value_is_chosen_by_a_rule_that_has_a_name(by, best):
    """R-EC.7."""
    register = Example()
    incident = register.incident(8)
    for source, killed in (("SOHR", 13), ("a hospital", 8), ("a witness", 20)):
        register.say(incident, "incident", "killed", exactly(killed), source=source)

    found = records.best(register.get(incident), "killed", by=by, sources=("SOHR", "SNHR"))

    assert (found.value.low, found.by, found.rivals) == (best, by, 2)


def test_rivals_of_equal_weight_are_tied_and_not_what_most_sources_say():
    """R-EC.7: two sources of three against one are a majority; one against one is a tie."""
    register = Example()
    incident = register.incident(8)
    register.say(incident, "incident", "killed", exactly(13), source="an invented list")
    even = records.best(register.get(incident), "killed", by=BestBy.MAJORITY)
    register.say(incident, "incident", "killed", exactly(13), source="an invented hospital")
    most = records.best(register.get(incident), "killed", by=BestBy.MAJORITY)

    assert (even.value, even.tied) == (exactly(13), (exactly(8),))
    assert (most.value, most.tied) == (exactly(13), ())


def test_the_best_of_nothing_is_nothing():
    register = Example()

    assert records.best(register.get(register.incident(None)), "killed") is None


def test_a_stamp_changes_when_a_statement_is_withdrawn_though_the_last_entry_is_the_same():
    register = Example()
    incident = register.incident(8)
    first = register.say(incident, "incident", "weapon", "rocket")
    register.say(incident, "incident", "title", "an attack")
    before = register.get(incident)

    register.retract(first)

    assert register.get(incident).last_seq == before.last_seq
    assert register.get(incident).stamp != before.stamp


def test_an_unknown_kind_or_property_is_named():
    register = Example()
    with pytest.raises(UnknownSubjectKind, match="incident"):
        records.noun_of("meeting")
    register.say("incident-1", "incident", "colour", "red")
    with pytest.raises(UnknownProperty, match="colour"):
        register.records()


# -- history ---------------------------------------------------------------------------------------------------------


def said(number: int, party: str, source: str) -> Statement:
    """Return an attribution by a source."""
    basis = (Basis(BasisKind.CLAIM, f"claim-{number}"),)
    value = to_json(Attribution.to(party))
    return Statement(f"s{number}", "incident-1", "incident", "attribution", value, basis, source=source)


def append(ledger: MemoryLedger, name: str, *nouns: Statement | Retraction) -> None:
    """Append statements and retractions as one act."""
    kinds = {Statement: "statement", Retraction: "retraction"}
    ledger.append([Draft.of(kinds[type(n)], n) for n in nouns], append_id=name, actor="reviewer", now=NOW)


def test_a_contested_attribution_keeps_every_step_of_its_revision():
    """C5: JFS first; then another source; then a correction with its reason."""
    ledger = MemoryLedger()
    append(ledger, "one", said(1, "jn", "an army"))
    append(ledger, "two", said(2, "rebels", "SNHR"))
    withdrawal = Retraction("r1", "s2", "incident-1", "read again: the page names Ahrar al-Sham")
    append(ledger, "three", withdrawal, said(3, "ahrar_al_sham", "SNHR"))

    steps = records.history(ledger.history("incident-1"), subjects={"incident-1"}, property="attribution")

    assert [(step.kind, step.value.parties[0], step.held.parties[0]) for step in steps] == [
        (StepKind.ACCEPTED, "jn", "jn"),
        (StepKind.RIVAL, "rebels", "rebels"),
        (StepKind.WITHDRAWN, "rebels", "jn"),
        (StepKind.CORRECTED, "ahrar_al_sham", "ahrar_al_sham"),
    ]
    assert [step.kind for step in records.corrections(steps)] == [StepKind.WITHDRAWN, StepKind.CORRECTED]
    assert steps[2].reason.startswith("read again")


def test_a_withdrawal_of_everything_leaves_nothing_held():
    ledger = MemoryLedger()
    append(ledger, "one", said(1, "jn", "an army"))
    append(ledger, "two", Retraction("r1", "s1", "incident-1", "not in the text"))

    steps = records.history(ledger.history("incident-1"), subjects={"incident-1"})

    assert steps[-1].held is None
