"""An answer to who did it, and what a group of words says of a doer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sijill.claims.arabic._items import OWNING, Item
from sijill.claims.arabic._lookup import sense
from sijill.claims.clauses import Clause, Group, Sort
from sijill.model.slots import ResponsibilityMode as Mode

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who did it and to whom, how sure the words are, and the tokens that name them."""

    doers: tuple[str, ...] = ()
    mode: Mode | None = None
    at: Spans = ()
    targets: tuple[str, ...] = ()
    target_at: Spans = ()
    denied: bool = False
    speaker: tuple[int, int] | None = None
    rule: str = ""
    closed: bool = False  # the words name a cause that is nobody's


NOBODY = Responsibility(closed=True)


def is_of(clause: Item, frames: frozenset[str] | set[str]) -> bool:
    """Test whether an item is a clause of one of some frames."""
    return isinstance(clause, Clause) and (clause.frame in frames or bool(frames & {*sense(clause.lemma).frames}))


def acting_in(group: Group) -> tuple[str, ...]:
    """Return who acts where a group acts: the party itself, or whose act, weapon or prison it is."""
    return group.parties if group.sort is Sort.PARTY else group.doers if group.sort in OWNING else ()


def is_told(group: Group) -> bool:
    """Test whether a group names who acts, or says that nobody knows."""
    return bool(acting_in(group) or group.unknown)


def picked(group: Group, rule: str) -> Responsibility:
    """Return what a group says of the doer, by the rule that took it."""
    doers = acting_in(group)
    mode = Mode.SUSPECTED if doers and group.doubt else Mode.UNKNOWN if group.unknown and not doers else None
    mode = Mode.ONE_OF if len(doers) > 1 and group.join == "or" else mode
    return Responsibility(doers, mode, group.at, rule=rule, closed=not doers and not group.unknown)


def both(one: Group, other: Group) -> Group:
    """Return a group with the doers of another that is joined to it."""
    doers = tuple(dict.fromkeys((*acting_in(one), *other.doers)))
    return replace(one, doers=doers, at=(*one.at, *other.at), join=other.case)
