"""The argument that an item is what it is: each step looked at anew, from the bytes to the stamped root."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sijill.actions import stamping
from sijill.evidence import NotInVault, VaultDamaged, hash_tree
from sijill.values import SijillError

if TYPE_CHECKING:
    from sijill.adapters.timestamps import Stamped
    from sijill.evidence.hash_tree import TreeStep
    from sijill.ledger import Entry, Ledger, Progress, Verification
    from sijill.model import Item
    from sijill.model.proof import TimeStamp
    from sijill.workspace._opened import Opened


@dataclass(frozen=True, slots=True)
class Stamping:
    """
    A time stamp that covers an item: its root, the way from the item to it, and what was found of it.

    ``fault`` is empty where everything fits: ``root`` (the items of the log give another root), ``head`` (the log
    had another head then), ``token`` (the answer is not one over this, or its signature does not lead to the kept
    root). ``root_name`` and ``root_mark`` are the holder and the fingerprint of the certificate at which its chain
    ends; only where ``stamp.root_named`` a person said that this one is to be trusted.
    """

    stamp: TimeStamp
    entry_digest: str
    leaf: str
    index: int
    steps: tuple[TreeStep, ...]
    stamped_at: datetime | None
    root_name: str
    root_mark: str
    fault: str


@dataclass(frozen=True, slots=True)
class Argument:
    """
    What proves an item.

    ``seal`` is ``sound``, ``altered`` or ``missing``; ``entry`` is the one that sealed it; ``stamped`` the earliest
    stamp that holds, else the last that does not; ``queued`` one that was asked for and not given.
    """

    item: Item
    seal: str
    entry: Entry
    custody: Sequence[Entry]
    chain: Verification
    stamped: Stamping | None
    queued: TimeStamp | None

    @property
    def holds(self) -> bool:
        """Whether every step that there is holds; what was never time-stamped is no fault, it only proves less."""
        return self.seal == "sound" and self.chain.holds and (self.stamped is None or not self.stamped.fault)


def argue(opened: Opened, item: Item, custody: Sequence[Entry], *, progress: Progress | None = None) -> Argument:
    """Look at every step anew and return what was found."""
    entry = opened.ledger.entry(item.id)
    told = [one for _, one in stamping.stamps_of(opened.ledger)]
    covering = [one for one in told if one.token and one.seq >= entry.seq]
    stamped: Stamping | None = None
    for one in covering:
        stamped = _stamping(opened.ledger, one, entry)
        if not stamped.fault:
            break
    chain = opened.ledger.verify(progress=progress)
    waiting = stamping.waiting_stamp(opened.ledger)
    return Argument(item, _seal(opened, item.id), entry, custody, chain, stamped, waiting)


def _seal(opened: Opened, item: str) -> str:
    try:
        opened.vault.read(item)
    except VaultDamaged:
        return "altered"
    except NotInVault:
        return "missing"
    return "sound"


def _stamping(ledger: Ledger, stamp: TimeStamp, entry: Entry) -> Stamping:
    from sijill.adapters.timestamps import fingerprint_of

    items, leaves = stamping.leaves_at(ledger, stamp.seq)
    index = items.index(entry.id)
    leaf, steps = leaves[index], hash_tree.path(leaves, index)
    fault, found = looked_at_stamp(ledger, stamp, root=hash_tree.climb(leaf, steps), items=len(items))
    at, name, mark = (found.at, found.root, fingerprint_of(found.certificates[-1])) if found else (None, "", "")
    return Stamping(stamp, entry.digest, leaf, index, steps, at, name, mark, fault)


def looked_at_stamp(ledger: Ledger, stamp: TimeStamp, *, root: str, items: int) -> tuple[str, Stamped | None]:
    """
    Return what is wrong with a kept time stamp, or nothing, and what its answer vouches for, or None.

    ``root`` is that of the hash tree over the log's ``items`` up to the stamp's entry. The answer is checked against
    the certificate that was kept with it. The faults are those of ``Stamping``.
    """
    from sijill.adapters.timestamps import check_stamp

    found, fault = None, ""
    try:
        found = check_stamp(base64.b64decode(stamp.token), stamping.words_of(stamp), trusted=stamp.certificates[-1:])
    except (SijillError, ValueError):
        fault = "token"
    if root != stamp.root or items != stamp.items:
        fault = "root"
    elif not _head_stood(ledger, stamp):
        fault = "head"
    return fault, found


def _head_stood(ledger: Ledger, stamp: TimeStamp) -> bool:
    """Test whether the log had the stamped head after the entry that the stamp names."""
    for one in ledger.entries(after=stamp.seq - 1, upto=stamp.seq):
        receipt = ledger.receipt(one.append_id)
        return receipt is not None and receipt.last_seq == stamp.seq and receipt.head == stamp.head
    return False
