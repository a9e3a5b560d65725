"""Items inside one another: who holds whom, and what that means for hiding and for destroying."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from sijill.actions._classify import raised, said_of
from sijill.actions._context import ActionContext
from sijill.actions._kin import all_around, all_within, before, held_by, holders_of, kin_of, parts_about, stands
from sijill.ledger import Draft, Entry, Ledger
from sijill.model import Sensitivity
from sijill.search import max_of
from sijill.values import SijillError, message

__all__ = [
    "HeldInside",
    "all_around",
    "all_within",
    "destroyed_together",
    "held_by",
    "holders_of",
    "kin_of",
    "level_of_all",
    "parts_about",
    "raised_together",
    "stands",
]


class HeldInside(SijillError):
    """An item whose bytes stand in another's too, which nobody named."""


def level_of_all(doing: ActionContext, items: Collection[str], given: Sensitivity) -> Sensitivity:
    """Return how sensitive items that come in together are: as the most sensitive of them, and of what was given."""
    most = given
    for one in items:
        if doing.ledger.last_seq(one):
            most = max_of(most, said_of(doing, one))
    return most


def raised_together(
    doing: ActionContext,
    items: Collection[str],
    level: Sensitivity,
    *,
    reason: str,
    columns: Mapping[str, Sensitivity] = MappingProxyType({}),
) -> list[Draft]:
    """Return the entries that make items (with their ``columns``) and all in the same bytes as sensitive as a level."""
    upto = before(doing)
    kin = dict.fromkeys(each for one in items for each in kin_of(doing.ledger, one, upto=upto))
    standing = [one for one in kin if stands(doing.ledger, one)]
    return [
        draft for one in standing for draft in raised(doing, one, level, columns if one in items else {}, reason=reason)
    ]


def destroyed_together(ledger: Ledger, named: Sequence[str]) -> list[str]:
    """
    Return what is destroyed when some entries are: with an item all that came in it and by no other way.

    Bytes that stand in another item too would be found there again, so that one has to be named as well.
    Raises HeldInside.
    """
    going = dict.fromkeys(named)
    within = dict.fromkeys(one for item in named for one in all_within(ledger, item))
    # What lies in two of them goes once both do, in whatever order they are come upon.
    while more := [one for one in within if one not in going and _came_only_in(ledger, one, going)]:
        going.update(dict.fromkeys(more))
    for item in named:
        for holder in holders_of(ledger, item):
            if holder not in going and stands(ledger, holder):
                raise HeldInside(
                    message(
                        "item {item} stands inside item {other} too; destroy that one, and what is in it goes along"
                    ),
                    item=item[:12],
                    other=holder[:12],
                )
    return list(going)


def _came_only_in(ledger: Ledger, item: str, going: Collection[str]) -> bool:
    """Test whether an item came in with those that go, or went before, and in no other way."""
    told = ledger.history(item)
    if any(one.kind == "item" and one.body is None for one in told):
        return False
    brought = {one.append_id for one in told if one.kind == "part" and (one.body or {}).get("item") == item}
    elsewhere = any(holder not in going and stands(ledger, holder) for holder in holders_of(ledger, item))
    return not elsewhere and all(one.append_id in brought for one in told if _is_arrival(one))


def _is_arrival(entry: Entry) -> bool:
    act = (entry.body or {}).get("act")
    return entry.kind == "item" or (entry.kind == "custody" and act in ("acquired", "received_again"))
