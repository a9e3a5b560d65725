"""Who holds whom among items, by what the log says of files found inside others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from sijill.actions._context import ActionContext
from sijill.evidence.kinds import HANDOVER
from sijill.ledger import Ledger
from sijill.model import read
from sijill.model.parts import FoundInside


def parts_about(ledger: Ledger, item: str, *, upto: int | None = None) -> list[FoundInside]:
    """Return every finding of an item inside another, and of others inside it, in order."""
    told = (entry for entry in ledger.history(item, upto=upto) if entry.kind == "part" and entry.body)
    return [read(FoundInside, {"id": entry.id, **(entry.body or {})}) for entry in told]


def holders_of(ledger: Ledger, item: str, *, upto: int | None = None) -> list[str]:
    """Return the items in which an item was found, each once."""
    return list(dict.fromkeys(one.of for one in parts_about(ledger, item, upto=upto) if one.item == item))


def held_by(ledger: Ledger, item: str, *, upto: int | None = None) -> list[str]:
    """Return the items that were found in an item, each once; those deeper inside are theirs."""
    return list(dict.fromkeys(one.item for one in parts_about(ledger, item, upto=upto) if one.of == item))


def all_within(ledger: Ledger, item: str, *, upto: int | None = None) -> list[str]:
    """Return everything inside an item, however deep, without itself."""
    return [one for one in _reached([item], lambda each: held_by(ledger, each, upto=upto)) if one != item]


def all_around(ledger: Ledger, item: str) -> list[str]:
    """Return everything that an item stands in, however far out, without itself."""
    return [one for one in _reached([item], lambda each: holders_of(ledger, each)) if one != item]


def kin_of(ledger: Ledger, item: str, *, upto: int | None = None) -> list[str]:
    """
    Return everything that stands in the same bytes: what holds an item, what it holds, and so on, itself first.

    A holder that only a key opens is no way to its documents, not even from itself: each came out by itself.
    """

    def steps(each: str) -> list[str]:
        beside = [] if is_locked(ledger, each) else held_by(ledger, each, upto=upto)
        return [*holders_of(ledger, each, upto=upto), *beside]

    return list(_reached([item], steps))


def is_locked(ledger: Ledger, item: str) -> bool:
    """Test whether only a key opens an item's bytes, as those of another register's hand-over."""
    return (ledger.entry(item).body or {}).get("media_type") == HANDOVER


def stands(ledger: Ledger, item: str) -> bool:
    """Test whether an item is held and was not destroyed."""
    return ledger.last_seq(item) > 0 and ledger.entry(item).body is not None


def before(doing: ActionContext) -> int | None:
    """Return up to which entry a second try looks back, so that it sees what the first saw; None on a first."""
    return doing.first_try.first_seq - 1 if doing.first_try else None


def _reached(begun: Sequence[str], steps: Callable[[str], Collection[str]]) -> Iterator[str]:
    waiting, seen = list(begun), set(begun)
    while waiting:
        here = waiting.pop(0)
        yield here
        further = [one for one in steps(here) if one not in seen]
        seen.update(further)
        waiting += further
