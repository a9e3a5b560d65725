"""The slow, obvious answers that every store must give too: one referee a port."""

from tests.referees.identities import FoldedIdentities
from tests.referees.ledger import MemoryLedger
from tests.referees.proposals import MemoryProposals
from tests.referees.queue import MemoryQueue
from tests.referees.search import MemorySearch
from tests.referees.signatures import MemorySignatures
from tests.referees.texts import MemoryTextStore
from tests.referees.vault import MemoryVault

__all__ = [
    "FoldedIdentities",
    "MemoryLedger",
    "MemoryProposals",
    "MemoryQueue",
    "MemorySearch",
    "MemorySignatures",
    "MemoryTextStore",
    "MemoryVault",
]
