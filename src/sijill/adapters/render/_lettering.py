"""The words of a chart taken out of its picture, so that the page sets them as text like any other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

_MOVED = re.compile(r"translate\(([-0-9.e]+),([-0-9.e]+)\)")
_TEXT = "{http://www.w3.org/2000/svg}text"


@dataclass(frozen=True, slots=True)
class Lettering:
    """A label: where its baseline is held (start, middle or end), in the picture's pixels from the top left."""

    text: str
    x: float
    y: float
    held_at: str
    size: float
    colour: str


def lettering(svg: str) -> tuple[str, tuple[Lettering, ...]]:
    """Return a chart without its labels, and these; one that stands askew stays in the picture."""
    tree = etree.fromstring(svg.encode())
    letters = []
    for label in list(tree.iter(_TEXT)):
        told = "".join(label.itertext())
        if "rotate" in label.get("transform", ""):
            continue
        if told:
            x, y = (sum(way) for way in zip(*_moves(label), strict=True))
            size, colour = float(label.get("font-size", "12px").removesuffix("px")), label.get("fill", "#000000")
            letters.append(Lettering(told, x, y, label.get("text-anchor", "start"), size, colour))
        label.getparent().remove(label)
    return etree.tostring(tree, encoding="unicode"), tuple(letters)


def _moves(label: Any) -> Iterator[tuple[float, float]]:
    yield 0.0, 0.0
    for one in (label, *label.iterancestors()):
        for x, y in _MOVED.findall(one.get("transform", "")):
            yield float(x), float(y)
