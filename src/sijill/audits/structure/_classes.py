"""Children, women, the injured of a whole beside those of its parts: when the parts divide it, so do the kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sijill.audits.quantities import Page, Quantity
from sijill.audits.structure._division import Division

CLASSES = ("child", "woman", "man", "boy", "girl", "civilian", "military", "medical", "media", "aid", "detainee")
FATES = ("dead", "injured", "released", "missing")
_BESIDE = 6


def divisions_by_class(page: Page, divided: Iterable[tuple[Quantity, tuple[Quantity, ...]]]) -> Iterator[Division]:
    """Yield each kind of a whole with the same kind of its parts, for wholes that their parts do add up to."""
    held: dict[tuple[int, str], Quantity] = {}
    for one in page.quantities:
        if one.whole is not None and one.whom in CLASSES and one.counts and one.sentence == one.whole.sentence:
            held.setdefault((id(one.whole), one.whom), one)
    for whole, parts in divided:
        for kind in CLASSES:
            total = held.get((id(whole), kind))
            inside = [found for part in parts if (found := held.get((id(part), kind))) is not None]
            if total is None or len(inside) < 2 or whole.whom == kind:
                continue
            yield Division(tuple(inside), (total,), True, short_is_open=len(inside) < len(parts))


def divisions_by_fate(page: Page, divided: Iterable[tuple[Quantity, tuple[Quantity, ...]]]) -> Iterator[Division]:
    """Yield what befell some of a whole with what befell some of each part: dead and injured, freed and disappeared."""
    every = page.quantities
    places = {id(one): at for at, one in enumerate(every)}
    for whole, parts in divided:
        members = {id(one) for one in (whole, *parts)}
        told = [_told_beside(every, places[id(one)], members) for one in (whole, *parts)]
        for fate in FATES:
            found = [beside[fate] for beside in told if fate in beside]
            if len(found) == len(parts) + 1 and len({id(one) for one in found}) == len(found):
                yield Division(tuple(found[1:]), (found[0],), True)


def _told_beside(every: Sequence[Quantity], at: int, members: set[int]) -> dict[str, Quantity]:
    """Return the first number of each other fate behind a number, in its sentence, up to the next of the division."""
    one, found = every[at], dict[str, Quantity]()
    for other in every[at + 1 : at + 1 + _BESIDE]:
        if other.sentence != one.sentence or id(other) in members:
            break
        if other.fate_given and other.fate != one.fate and other.counts and not other.whom and other.value <= one.value:
            found.setdefault(other.fate, other)
    return found
