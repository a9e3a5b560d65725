"""A time stamp over all that is sealed: queued first, answered when an authority can be reached."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime

from sijill.actions._context import ActionContext
from sijill.evidence import hash_tree
from sijill.ledger import Draft, Entry, Ledger, Receipt
from sijill.model import read
from sijill.model.proof import TimeStamp
from sijill.values import SijillError, message

KIND = "stamp"
"""The kind of the log's entries that speak of time stamps."""


class NothingToStamp(SijillError):
    """A time stamp asked for a register that holds no item."""


def leaves_at(ledger: Ledger, seq: int) -> tuple[list[str], list[str]]:
    """Return the items sealed up to an entry, in order, and their leaves; the destroyed ones keep their places."""
    held = list(ledger.entries(kind="item", upto=seq))
    return [one.id for one in held], [hash_tree.leaf(one.id, one.digest) for one in held]


def words_of(stamp: TimeStamp) -> bytes:
    """Return the words that a stamp vouches for."""
    return hash_tree.statement(items=stamp.items, root=stamp.root, entries=stamp.seq, head=stamp.head)


def stamps_of(ledger: Ledger) -> list[tuple[Entry, TimeStamp]]:
    """Return every time stamp asked for or given, in order, each with its entry."""
    return [(one, read(TimeStamp, {"id": one.id, **one.body})) for one in ledger.entries(kind=KIND) if one.body]


def waiting_stamp(ledger: Ledger) -> TimeStamp | None:
    """Return the last time stamp that was asked for and not given, or None."""
    told = [one for _, one in stamps_of(ledger)]
    answered = {one.answers for one in told}
    last = next((one for one in reversed(told) if not one.token), None)
    return None if last is None or last.id in answered else last


def queue_stamp(doing: ActionContext, make_query: Callable[[bytes], bytes]) -> tuple[TimeStamp, Receipt | None]:
    """
    Queue a time stamp over all items and the log as it stands; where nothing came since the last, return that.

    What was asked before and not answered is overtaken by it: the newest root vouches for all of them. Raises
    NothingToStamp.
    """
    told = [one for _, one in stamps_of(doing.ledger)]
    last = next((one for one in reversed(told) if not one.token), None)
    after = last.seq if last else 0
    if last is not None and all(one.kind in (KIND, "access") for one in doing.ledger.entries(after=after)):
        return last, None
    seq, head = doing.ledger.seq, doing.ledger.head
    items, leaves = leaves_at(doing.ledger, seq)
    if not items:
        raise NothingToStamp(message("nothing is sealed in this register yet; add a document with sijill add"))
    asked = TimeStamp(doing.new_id(), seq, head, len(items), hash_tree.root(leaves))
    query = base64.b64encode(make_query(words_of(asked))).decode("ascii")
    asked = TimeStamp(asked.id, seq, head, asked.items, asked.root, query)
    return asked, doing.append([Draft.of(KIND, asked)])


def keep_stamp(
    doing: ActionContext,
    asked: TimeStamp,
    answer: bytes,
    *,
    stamped_at: datetime,
    authority: str,
    certificates: tuple[str, ...],
    root_named: bool,
) -> tuple[TimeStamp, Receipt]:
    """Record the answer to a time stamp that was asked for, with what it takes to check it without any network."""
    given = TimeStamp(
        doing.new_id(),
        asked.seq,
        asked.head,
        asked.items,
        asked.root,
        answers=asked.id,
        token=base64.b64encode(answer).decode("ascii"),
        stamped_at=stamped_at,
        authority=authority,
        certificates=certificates,
        root_named=root_named,
    )
    return given, doing.append([Draft.of(KIND, given)])
