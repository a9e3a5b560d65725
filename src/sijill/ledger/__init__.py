"""The append-only port, as_of and history, and MemoryLedger, the reference every store must agree with."""

from sijill.ledger._chain import DestroyTogether, DestructionStays, TwoPersonsNeeded, destroyed_drafts, verify_entries
from sijill.ledger._entry import (
    GENESIS,
    KINDS,
    Draft,
    Entry,
    Envelope,
    Receipt,
    body_text,
    digest_of,
    head_after,
    same_content,
    subjects,
)
from sijill.ledger._fold import standing
from sijill.ledger._memory import MemoryLedger
from sijill.ledger._port import (
    AppendIdReused,
    ChainBroken,
    EntryIdTaken,
    Ledger,
    LedgerBusy,
    NothingToAppend,
    RecordMovedOn,
    UnknownEntry,
    Verification,
)
from sijill.ledger._proposals import MemoryProposals, Proposals, UnknownProposal, differs

__all__ = [
    "GENESIS",
    "KINDS",
    "AppendIdReused",
    "ChainBroken",
    "DestroyTogether",
    "DestructionStays",
    "Draft",
    "Entry",
    "EntryIdTaken",
    "Envelope",
    "Ledger",
    "LedgerBusy",
    "MemoryLedger",
    "MemoryProposals",
    "NothingToAppend",
    "Proposals",
    "Receipt",
    "RecordMovedOn",
    "TwoPersonsNeeded",
    "UnknownEntry",
    "UnknownProposal",
    "Verification",
    "body_text",
    "destroyed_drafts",
    "differs",
    "digest_of",
    "head_after",
    "same_content",
    "standing",
    "subjects",
    "verify_entries",
]
