"""A verdict given over an old view of a record is told so, whatever the verdict."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.referees import MemoryLedger
from tests.unit.actions.test_judge import a_claim

from sijill.actions import ActionContext, verdicts
from sijill.actions.verdicts import Target
from sijill.ledger import RecordMovedOn
from sijill.model import Verdict


@pytest.mark.parametrize("verdict", [Verdict.REJECTED, Verdict.ACCEPTED])
@pytest.mark.usefixtures("document")
def test_a_verdict_over_an_old_view_is_refused_and_records_nothing(
    verdict: Verdict, ledger: MemoryLedger, doing: Callable[..., ActionContext]
) -> None:
    """Somebody added to the record while this person was still reading."""
    first = verdicts.judge_claim(doing(), a_claim(), verdict=Verdict.ACCEPTED, reason="read", target=Target())
    seen = ledger.head

    with pytest.raises(RecordMovedOn):
        verdicts.judge_claim(
            doing(), a_claim("claim-2"), verdict=verdict, reason="it does not say so", expect={str(first.subject): 0}
        )

    assert ledger.head == seen
