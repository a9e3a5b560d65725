"""Actions are tried on the reference ledger and vault: no store, no clock."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.referees import MemoryLedger, MemoryVault

from sijill.actions import ActionContext
from sijill.ledger import Draft
from sijill.model import Item

START = datetime(2020, 6, 1, 9, 0, tzinfo=UTC)
ITEM = "a" * 64


@pytest.fixture
def ledger() -> MemoryLedger:
    """An empty register."""
    return MemoryLedger()


@pytest.fixture
def vault() -> MemoryVault:
    """An empty vault."""
    return MemoryVault()


@pytest.fixture
def doing(ledger: MemoryLedger) -> Callable[..., ActionContext]:
    """Give the circumstances of an action, a minute after the one before."""
    ids, minutes = itertools.count(1), itertools.count()

    def circumstances(
        append_id: str | None = None, *, actor: str = "verifier", now: datetime | None = None
    ) -> ActionContext:
        moment = now or START + timedelta(minutes=next(minutes))
        return ActionContext(
            ledger,
            actor,
            moment,
            append_id or f"append-{next(ids)}",
            ZoneInfo("Asia/Damascus"),
        )

    return circumstances


@pytest.fixture
def document(ledger: MemoryLedger) -> Item:
    """A document that ``documenter`` entered."""
    item = Item(ITEM, "text/plain", 12, "Invented source", datetime(2020, 6, 1, tzinfo=UTC))
    ledger.append(
        [Draft.of("item", item)], append_id="entered", actor="documenter", now=datetime(2020, 6, 1, tzinfo=UTC)
    )
    return item
