"""Children, women and other kinds of a whole beside those of its parts: when the parts divide it, so do the kinds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sijill.audits.quantities import Page, Quantity
from sijill.audits.structure._division import Division

KINDS = ("child", "woman", "man", "boy", "girl", "civilian", "military", "medical", "media", "aid", "detainee")


def divisions_by_class(page: Page, divided: Iterable[tuple[Quantity, tuple[Quantity, ...]]]) -> Iterator[Division]:
    """Yield each kind of a whole with the same kind of its parts, for wholes that their parts do add up to."""
    held: dict[tuple[int, str], Quantity] = {}
    for one in page.quantities:
        if one.whole is not None and one.whom in KINDS and one.counts:
            held.setdefault((id(one.whole), one.whom), one)
    for whole, parts in divided:
        for kind in KINDS:
            total = held.get((id(whole), kind))
            inside = [found for part in parts if (found := held.get((id(part), kind))) is not None]
            if total is None or len(inside) < 2 or whole.whom == kind:
                continue
            yield Division(tuple(inside), (total,), True, short_is_open=len(inside) < len(parts))
