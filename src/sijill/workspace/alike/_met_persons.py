"""Which persons of a register are set beside each other: who shares a number or the sound of two parts of a name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from typing import TYPE_CHECKING

from sijill.language.names import coarse_skeleton, name_parts
from sijill.linkage import ListedPerson, PersonTold

if TYPE_CHECKING:
    from sijill.model import Victim

BLOCK = 200
"""Of so many records that share two sounds each is compared with each, and one newcomer with its square."""

CROWD = 200_000
"""How many pairs are made at the most of those whom more share two sounds with, the smallest crowds first."""

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A person of a register, as likeness and the engine compare them."""

    id: str
    noun: Victim
    names: tuple[str, ...]
    row: ListedPerson

    @property
    def told(self) -> PersonTold:
        """What likeness compares."""
        return PersonTold(self.names, self.noun.sex, self.noun.age)

    @property
    def numbers(self) -> frozenset[tuple[str, str]]:
        """The official numbers: evidence, and never proof."""
        return frozenset((one.scheme, one.value) for one in self.noun.identifiers)


@dataclass(frozen=True, slots=True)
class Met:
    """Pairs of persons by number; newcomers who share a name with too many, each with that name's sounds."""

    pairs: Sequence[tuple[int, int]]
    crowded: Mapping[int, _Key]


@dataclass(frozen=True, slots=True)
class _Beside:
    """Newcomers by number, and all with whom they are compared."""

    key: _Key
    new: frozenset[int]
    others: Sequence[int]

    @property
    def pairs(self) -> int:
        return len(self.new) * len(self.others)


def met_persons(persons: Sequence[Person], newcomers: Collection[str]) -> Met:
    """
    Return the pairs of persons to compare, a newcomer in each, and the newcomers whom that leaves out somewhere.

    A crowd that shares two sounds is parted by the month of death: each newcomer is set beside who died a month before
    or after at the most, or at a time that is not told. What then goes beyond the bound is left, the largest first.
    """
    new = frozenset(at for at, one in enumerate(persons) if one.id in newcomers)
    blocks: defaultdict[_Key, list[int]] = defaultdict(list)
    for at, one in enumerate(persons):
        for key in _sounds_and_numbers(one):
            blocks[key].append(at)
    whole = [_Beside(key, new.intersection(block), block) for key, block in blocks.items()]
    small = [block for block in whole if block.pairs <= BLOCK * BLOCK]
    large = [part for crowd in whole if crowd.pairs > BLOCK * BLOCK for part in _by_month(persons, crowd)]
    met: set[tuple[int, int]] = set()
    crowded: dict[int, _Key] = {}
    left = CROWD
    for part in [*small, *sorted(large, key=lambda crowd: (crowd.pairs, crowd.key))]:
        is_small = part.pairs <= BLOCK * BLOCK
        if not is_small and part.pairs > left:
            crowded |= dict.fromkeys(part.new, part.key)
            continue
        left -= 0 if is_small else part.pairs
        met.update((min(a, b), max(a, b)) for a in part.new for b in part.others if a != b)
    return Met(sorted(met), crowded)


def name_sounds(one: Person) -> list[_Key]:
    """Return for each writing of a name the sounds of its parts; none where it tells nothing."""
    found = (tuple(sorted({coarse_skeleton(part) for part in name_parts(name)} - {""})) for name in one.names)
    return [sounds for sounds in found if sounds]


def digest_of(key: _Key) -> str:
    """Return a digest that stands for what many share, in place of its words."""
    return sha256("\0".join(key).encode()).hexdigest()[:16]


def _sounds_and_numbers(one: Person) -> frozenset[_Key]:
    found: set[_Key] = set(one.numbers)
    for sounds in name_sounds(one):
        found |= set(combinations(sounds, 2)) if len(sounds) > 1 else {sounds}
    return frozenset(found)


def _by_month(persons: Sequence[Person], crowd: _Beside) -> Iterator[_Beside]:
    months: defaultdict[int | None, list[int]] = defaultdict(list)
    for at in crowd.others:
        months[_month_of(persons[at])].append(at)
    unknown = months.pop(None, [])
    if untold := crowd.new.intersection(unknown):
        yield _Beside(crowd.key, untold, crowd.others)
    for month, some in months.items():
        if told := crowd.new.intersection(some):
            near = (*some, *months.get(month - 1, ()), *months.get(month + 1, ())) if month is not None else ()
            yield _Beside(crowd.key, told, (*near, *unknown))


def _month_of(one: Person) -> int | None:
    """Return the month of death, counted from the year 0; None where it is not told."""
    year, _, month = one.row.told.get("died_on", "")[:7].partition("-")
    return 12 * int(year) + int(month) if month else None
