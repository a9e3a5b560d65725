"""
The hash tree over sealed items, and the statement that is time-stamped.

Every hash is SHA-256 of a short text with its lines, so that ``printf`` and ``sha256sum`` climb from an item to the
root. The shape is that of RFC 6962: the left of a node is the largest whole tree that leaves
something to the right.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TreeStep:
    """One step up the tree: the hash beside ours, and whether it stands to the left."""

    beside: str
    is_left: bool


def leaf_text(item: str, entry_digest: str) -> str:
    """
    Return the text whose hash is the leaf of an item.

    The digest of the item's entry is salted, so that whoever holds the hash of a leaf cannot try whether
    this register holds a document that they have too.
    """
    return f"sijill item\n{item}\n{entry_digest}\n"


def leaf(item: str, entry_digest: str) -> str:
    """Return the hash of an item's leaf."""
    return _hash(leaf_text(item, entry_digest))


def node(left: str, right: str) -> str:
    """Return the hash over two hashes."""
    return _hash(f"sijill node\n{left}\n{right}\n")


def root(leaves: Sequence[str]) -> str:
    """Return the root over leaves; of no leaf it is the hash of nothing."""
    if not leaves:
        return _hash("")
    # Whole trees of 1, 2, 4 ... leaves, the largest first: one pass, also over a million items.
    trees: list[tuple[int, str]] = []
    for one in leaves:
        size, top = 1, one
        while trees and trees[-1][0] == size:
            size, top = size * 2, node(trees.pop()[1], top)
        trees.append((size, top))
    _, top = trees.pop()
    while trees:
        top = node(trees.pop()[1], top)
    return top


def path(leaves: Sequence[str], index: int) -> tuple[TreeStep, ...]:
    """Return the steps from a leaf to the root. Raises IndexError."""
    if not 0 <= index < len(leaves):
        raise IndexError(index)
    if len(leaves) == 1:
        return ()
    split = 1 << (len(leaves) - 1).bit_length() - 1
    if index < split:
        return (*path(leaves[:split], index), TreeStep(root(leaves[split:]), is_left=False))
    return (*path(leaves[split:], index - split), TreeStep(root(leaves[:split]), is_left=True))


def climb(start: str, steps: Sequence[TreeStep]) -> str:
    """Return the root to which steps lead from a leaf."""
    for step in steps:
        start = node(step.beside, start) if step.is_left else node(start, step.beside)
    return start


def statement(*, items: int, root: str, entries: int, head: str) -> bytes:
    """Return the words that are time-stamped: how many items under which root, and where the log stood."""
    return f"sijill time stamp 1\nitems {items}\nroot {root}\nentries {entries}\nhead {head}\n".encode()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
