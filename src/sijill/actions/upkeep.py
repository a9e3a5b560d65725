"""What is recorded so that what stands beside the log can be held against it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sijill.actions._acquire import reading_record
from sijill.actions._context import ActionContext
from sijill.evidence import Text
from sijill.ledger import Draft, Receipt
from sijill.model.custody import CustodyAct, CustodyEvent
from sijill.model.entries import AccessHead, ConfirmedSettings


def keep_access_head(doing: ActionContext, *, lines: int, head: str) -> Receipt:
    """Record how far the access log had come and its chain's head, so that lines taken away are missed."""
    return doing.append([Draft.of("access", AccessHead(doing.new_id(), lines, head))])


def confirm_settings(doing: ActionContext, settings: Mapping[str, Any]) -> Receipt:
    """Record that the settings that change what is counted are meant to be so."""
    return doing.append([Draft.of("settings", ConfirmedSettings(doing.new_id(), settings))])


def record_repair(doing: ActionContext, item: str, reading: Text | None) -> Receipt:
    """Record in the custody of an item that its reading was made again, and the reading where it is another."""
    event = CustodyEvent(doing.new_id(), item, CustodyAct.CHECKED, "reading made again")
    drafts = [Draft.of("custody", event)]
    if reading is not None:
        drafts.append(Draft.of("text", reading_record(doing.new_id(), item, reading)))
    return doing.append(drafts)
