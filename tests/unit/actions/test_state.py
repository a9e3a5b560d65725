"""Values rest on words, rows or a named decision; what is withdrawn stays in the history."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sijill import actions, methodology
from sijill.actions import BasisMissing, Doing, NotAStatement, UnfitValue
from sijill.evidence import MemoryVault
from sijill.ledger import MemoryLedger
from sijill.methodology import MethodologyBroken
from sijill.model import UnknownProperty


def test_a_value_without_any_basis_is_refused(ledger: MemoryLedger, doing: Callable[..., Doing]) -> None:
    """Promise 1: nothing is believed without words, a row, or somebody's decision with a reason."""
    with pytest.raises(BasisMissing):
        actions.record_statement(doing(), kind="incident", values={"title": "An invented event"})

    assert ledger.seq == 0


def test_a_range_upside_down_is_refused_and_nothing_is_half_written(
    ledger: MemoryLedger, doing: Callable[..., Doing]
) -> None:
    """The good value of the same form is not recorded either."""
    with pytest.raises(UnfitValue, match="low end 9 lies above high end 4"):
        actions.record_statement(
            doing(), kind="incident", values={"title": "Invented", "killed": {"low": 9, "high": 4}}, reason="typing"
        )

    assert ledger.seq == 0


def test_a_year_with_a_zero_too_many_is_refused(doing: Callable[..., Doing]) -> None:
    """Year 0025 is a typing error, not a date."""
    with pytest.raises(UnfitValue, match="0025"):
        actions.record_statement(doing(), kind="victim", values={"died_on": "0025-05-01"}, reason="typing")


def test_a_property_that_does_not_exist_is_named_with_those_that_do(doing: Callable[..., Doing]) -> None:
    """The message lists the properties of the noun."""
    with pytest.raises(UnknownProperty, match="killed"):
        actions.record_statement(doing(), kind="incident", values={"kiled": "3"}, reason="typing")


def test_a_withdrawn_value_no_longer_stands_but_its_history_does(
    ledger: MemoryLedger, doing: Callable[..., Doing]
) -> None:
    """Promise 2: nothing is overwritten."""
    done = actions.record_statement(doing(), kind="incident", values={"title": "Invented"}, reason="first reading")

    actions.retract(doing(), done.statements[0], reason="another town was meant")

    assert [one.property for _, one in ledger.statements()] == ["documented_on"]
    assert [entry.kind for entry in ledger.history(done.subject)] == ["statement", "statement", "retraction"]


def test_what_was_withdrawn_cannot_be_withdrawn_again(doing: Callable[..., Doing]) -> None:
    """The second person is told."""
    done = actions.record_statement(doing(), kind="incident", values={"title": "Invented"}, reason="reading")
    actions.retract(doing(), done.statements[0], reason="wrong")

    with pytest.raises(NotAStatement):
        actions.retract(doing(), done.statements[0], reason="wrong again")


def test_a_methodology_is_adopted_with_its_bytes(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., Doing]
) -> None:
    """Figures are counted with the sealed bytes, not with the installed file (DESIGN 6)."""
    content = methodology.shipped_bytes("snhr")

    actions.adopt_methodology(doing(), vault, content)

    (entry,) = ledger.entries(kind="methodology")
    assert entry.body is not None
    assert vault.read(entry.body["digest"]) == content


def test_a_broken_methodology_is_not_adopted(
    ledger: MemoryLedger, vault: MemoryVault, doing: Callable[..., Doing]
) -> None:
    """A threshold of zero would call every incident a massacre."""
    content = methodology.shipped_bytes("snhr").replace(b"threshold = 5", b"threshold = 0")

    with pytest.raises(MethodologyBroken, match="threshold"):
        actions.adopt_methodology(doing(), vault, content)

    assert ledger.seq == 0
