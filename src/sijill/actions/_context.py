"""Who acts, when, and under which append: what every action is told from outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sijill.ledger import Draft, Ledger, Receipt


@dataclass(frozen=True, slots=True)
class Doing:
    """
    The circumstances of one action.

    ``append_id`` is chosen by the caller (a form's hidden id, an import's id), so that a
    repeat is harmless. ``new_id`` gives fresh UUIDv7 ids. ``zone`` is the register's:
    it decides which day a moment falls on.
    """

    ledger: Ledger
    actor: str
    now: datetime
    append_id: str
    new_id: Callable[[], str]
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """
        The day of the action in the register's zone.

        A repeated append keeps the day of the first try, also past midnight.
        """
        first = self.ledger.receipt(self.append_id)
        return (first.recorded_at if first else self.now).astimezone(self.zone).date()

    def append(self, drafts: Sequence[Draft], *, expect: Mapping[str, int] | None = None) -> Receipt:
        """Record drafts under this action's append id."""
        return self.ledger.append(drafts, append_id=self.append_id, actor=self.actor, now=self.now, expect=expect)
