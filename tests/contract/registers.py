"""The three stores of the contract suite behind one name, and invented entries to fill them with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from tests.referees import FoldedIdentities, MemoryLedger, MemoryProposals, MemoryQueue, MemorySearch, MemorySignatures

from sijill.adapters.sql import SqlIdentities, open_store
from sijill.claims import Signatures
from sijill.ledger import Draft, Ledger, Proposals, Queue
from sijill.model import Anchor, Basis, BasisKind, Claim, ClaimKind, Item, Statement, Verdict, to_json
from sijill.model.entries import Judgement, Retraction
from sijill.search import Search, passages

START = datetime(2020, 6, 1, 8, tzinfo=UTC)


@dataclass
class Register:
    """One register under test."""

    ledger: Ledger
    proposals: Proposals
    search: Search
    queue: Queue
    signatures: Signatures
    rebuild: Callable[[], None]
    identities: SqlIdentities | FoldedIdentities
    keep_words: Callable[[str], None]
    """Takes invented words of an item into the search, where the store holds words."""
    where: str | Path | None = None


Maker = Callable[[], AbstractContextManager[Register]]


def counted_salt() -> Callable[[], str]:
    """Return a maker of the salts 0, 1, 2 ...: with the same salts all stores must reach the same head."""
    return map("{:032x}".format, count()).__next__


@contextmanager
def memory() -> Iterator[Register]:
    """Give a register in memory."""
    ledger = MemoryLedger(salt=counted_salt())
    proposals = MemoryProposals(ledger)
    yield Register(
        ledger,
        proposals,
        MemorySearch(ledger),
        MemoryQueue(ledger, proposals),
        MemorySignatures(ledger),
        lambda: None,
        FoldedIdentities(ledger),
        lambda item: None,
    )


@contextmanager
def stored(where: str | Path) -> Iterator[Register]:
    """Give a register in a database."""
    with open_store(where, create=True, salt=counted_salt()) as store:
        yield Register(
            store.ledger,
            store.proposals,
            store.search,
            store.queue,
            store.signatures,
            store.rebuild,
            store.identities,
            lambda item: store.passages.keep(item, passages("Invented words.")),
            where,
        )


def hours(number: float) -> datetime:
    """Return a moment some hours after the start."""
    return START + timedelta(hours=number)


def statement(
    statement_id: str,
    subject: str = "v1",
    value: Any = "Invented Person",
    *,
    prop: str = "account",
    kind: str = "victim",
) -> Draft:
    """Return a statement that rests on a decision by an invented person."""
    basis = (Basis(BasisKind.DECISION, f"d-{statement_id}", by="Invented Researcher"),)
    return Draft.of("statement", Statement(statement_id, subject, kind, prop, value, basis))


def retraction(retraction_id: str, of: str, subject: str = "v1") -> Draft:
    """Return the withdrawal of a statement."""
    return Draft.of("retraction", Retraction(retraction_id, of, subject, "an invented reason"))


def claim(claim_id: str, item: str = "item-1", *, start: int = 0, quote: str = "ten people", **fields: Any) -> Claim:
    """Return a claim pinned to invented words."""
    anchor = Anchor(quote, start, start + len(quote))
    return Claim(claim_id, item, fields.pop("kind", ClaimKind.CASUALTIES), anchor, **fields)


def claim_entry(claim_id: str, item: str = "item-1", quote: str = "ten people") -> Draft:
    """Return the entry of a claim."""
    return Draft.of("claim", claim(claim_id, item, quote=quote))


def judgement(judgement_id: str, proposal: str, proposed: Claim | None = None) -> Draft:
    """Return the acceptance of a proposal."""
    shown = None if proposed is None else to_json(proposed)
    return Draft.of("judgement", Judgement(judgement_id, proposal, Verdict.ACCEPTED, "it says so", proposal, shown))


def item(item_id: str, title: str = "An invented note", **fields: Any) -> Draft:
    """Return a sealed item."""
    return Draft.of("item", Item(item_id, "text/plain", 12, "An invented source", START, title=title, **fields))


def put(register: Register, *drafts: Draft, append_id: str | None = None, at: float = 0, **more: Any) -> Any:
    """Append drafts under an id made from the first one's."""
    name = append_id or f"append-of-{drafts[0].id}"
    return register.ledger.append(drafts, append_id=name, actor="Invented Researcher", now=hours(at), **more)
