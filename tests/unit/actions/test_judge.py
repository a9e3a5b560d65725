"""A person's verdict is one append: the claim, the judgement, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.referees import MemoryLedger

from sijill import records
from sijill.actions import ActionContext, ReasonMissing, entries, verdicts
from sijill.actions.verdicts import Target
from sijill.ledger import RecordMovedOn
from sijill.model import Anchor, AttributionMode, Claim, ClaimDate, ClaimKind, ClaimNumber, Stance, Verdict
from sijill.values import CountRange

pytestmark = pytest.mark.usefixtures("document")


def a_claim(claim_id: str = "claim-1", **changes: object) -> Claim:
    """At least 12 invented dead at an invented place."""
    fields: dict[str, object] = {
        "id": claim_id,
        "item": "a" * 64,
        "kind": ClaimKind.CASUALTIES,
        "anchor": Anchor("At least 12 civilians", 0, 21),
        "claimant": "Invented Monitor",
        "number": ClaimNumber(Decimal(12), None, "killed", Decimal(12), hedge="at least"),
        "population": ("civilians",),
        "perpetrators": ("russia",),
        "place": "Invented Town",
        "date": ClaimDate("2020-05-03", "2020-05-03"),
    }
    return Claim(**(fields | changes))  # type: ignore[arg-type]


def test_an_accepted_claim_becomes_a_record_in_the_same_append(
    ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """One action, one append: all of it or none."""
    judged = verdicts.judge_claim(
        doing(), a_claim(), verdict=Verdict.ACCEPTED, reason="two agencies agree", target=Target()
    )

    (record,) = records.assemble(ledger.statements())
    assert record.noun.killed == CountRange(12, None, "at least")
    assert record.noun.happened_on.edtf == "2020-05-03"
    assert record.noun.attribution.mode is AttributionMode.SINGLE
    made = list(ledger.entries(after=1))
    assert {e.append_id for e in made} == {judged.receipt.append_id}
    assert [e.kind for e in made][:2] == ["claim", "judgement"]


def test_the_day_of_the_accepting_judgement_is_the_day_it_was_documented(
    ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """DESIGN 6: documented_on is the day of the judgement in the register's zone, here past midnight in Damascus."""
    late_evening_utc = datetime(2020, 5, 31, 22, 30, tzinfo=UTC)

    verdicts.judge_claim(
        doing(now=late_evening_utc), a_claim(), verdict=Verdict.ACCEPTED, reason="read", target=Target()
    )

    (record,) = records.assemble(ledger.statements())
    assert record.noun.documented_on.edtf == "2020-06-01"


def test_a_rejected_proposal_leaves_a_reason_and_no_value(
    ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """The judgement keeps what was proposed, so that a later reader can disagree."""
    verdicts.judge_claim(doing(), a_claim(), verdict=Verdict.REJECTED, reason="a mock-up", target=Target())

    (entry,) = ledger.entries(after=1)
    assert entry.kind == "judgement"
    assert entry.body is not None
    assert entry.body["proposed"]["anchor"]["exact"] == "At least 12 civilians"
    assert list(ledger.statements()) == []


@pytest.mark.parametrize(
    "given",
    [{"verdict": Verdict.REJECTED}, {"verdict": Verdict.EDITED, "changes": {"place": "Invented Village"}}],
)
def test_a_rejection_or_a_change_without_a_reason_is_refused(
    given: dict[str, Any], ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """Nothing is recorded."""
    with pytest.raises(ReasonMissing):
        verdicts.judge_claim(doing(), a_claim(), reason="  ", **given)

    assert ledger.seq == 1


def test_the_same_form_sent_twice_records_once(ledger: MemoryLedger, doing: Callable[..., ActionContext]) -> None:
    """A repeat of an append id is harmless, though ids inside it are made anew (DESIGN 4)."""
    first = verdicts.judge_claim(doing("form-7"), a_claim(), verdict=Verdict.ACCEPTED, reason="read", target=Target())
    again = verdicts.judge_claim(doing("form-7"), a_claim(), verdict=Verdict.ACCEPTED, reason="read", target=Target())

    assert again.receipt.repeated
    assert again.receipt.last_seq == first.receipt.last_seq == ledger.seq


def test_a_second_account_of_the_same_record_stands_beside_the_first(
    ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """Conflict is normal: rival numbers stay side by side (promise 3)."""
    first = verdicts.judge_claim(doing(), a_claim(), verdict=Verdict.ACCEPTED, reason="read", target=Target())
    rival = a_claim("claim-2", number=ClaimNumber(Decimal(9), Decimal(9), "killed"), claimant="Other Invented Monitor")

    verdicts.judge_claim(
        doing(), rival, verdict=Verdict.ACCEPTED, reason="also credible", target=Target(subject=first.subject)
    )

    (record,) = records.assemble(ledger.statements())
    assert [held.value.low for held in record.rivals("killed")] == [12, 9]
    assert record.disputed == ("killed",)


def test_two_people_on_one_record_the_later_is_told(ledger: MemoryLedger, doing: Callable[..., ActionContext]) -> None:
    """RecordMovedOn carries both sequence numbers, so that a page can show both values."""
    first = verdicts.judge_claim(doing(), a_claim(), verdict=Verdict.ACCEPTED, reason="read", target=Target())
    assert first.subject is not None
    seen = ledger.last_seq(first.subject)
    entries.record_statement(
        doing(),
        kind="incident",
        subject=first.subject,
        values={"injured": {"low": 5, "high": 5}},
        reason="hospital list",
    )

    with pytest.raises(RecordMovedOn) as moved:
        verdicts.judge_claim(
            doing(),
            a_claim("claim-3"),
            verdict=Verdict.ACCEPTED,
            reason="read",
            target=Target(subject=first.subject),
            expect={first.subject: seen},
        )

    assert moved.value.found > moved.value.expected


def test_a_denial_is_held_and_never_counted(ledger: MemoryLedger, doing: Callable[..., ActionContext]) -> None:
    """C3: what a party denies stays on the record as a rival."""
    first = verdicts.judge_claim(doing(), a_claim(), verdict=Verdict.ACCEPTED, reason="read", target=Target())
    denial = a_claim("claim-4", number=ClaimNumber(Decimal(0), Decimal(0), "killed"), stance=Stance.DENY)

    verdicts.judge_claim(
        doing(), denial, verdict=Verdict.ACCEPTED, reason="said so", target=Target(subject=first.subject)
    )

    (record,) = records.assemble(ledger.statements())
    assert record.noun.killed.low == 12
    assert [held.stance for held in record.held["killed"]] == [Stance.ASSERT, Stance.DENY]


def test_a_suspicion_names_nobody_responsible(ledger: MemoryLedger, doing: Callable[..., ActionContext]) -> None:
    """V-PARTY: a suspected party is disputed, not single."""
    verdicts.judge_claim(
        doing(), a_claim(attribution="suspected"), verdict=Verdict.ACCEPTED, reason="read", target=Target()
    )

    (record,) = records.assemble(ledger.statements())
    assert record.noun.attribution.mode is AttributionMode.DISPUTED
