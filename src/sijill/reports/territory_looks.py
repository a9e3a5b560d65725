"""How a state of a place looks: by shape, line and filling, read without colour; the colour is the party's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sijill.model.territory import ControlState, Overlay
from sijill.reports.party_looks import Look

HALVES: Mapping[str, str] = {
    "circle": "M0-1a1 1 0 0 1 0 2z",
    "square": "M0-.89h.89v1.78h-.89z",
    "diamond": "M0-1.25L1.25 0L0 1.25z",
    "triangle-up": "M0-1.55L1.35.78H0z",
    "triangle-down": "M0 1.55L1.35-.78H0z",
}
"""The half of each shape on the right of its middle."""
CROSSED, SLANTED, SPECK = (
    "M-.62-.62L.62.62M-.62.62L.62-.62",
    "M-.62.62L.62-.62",
    "M-.3 0a.3.3 0 1 0 .6 0a.3.3 0 1 0-.6 0z",
)
DOTTED, DASHED, UNBROKEN = "1 2", "4 2", ""
RINGS: Mapping[str, str] = {
    Overlay.BESIEGED: UNBROKEN,
    Overlay.ENCIRCLED: DASHED,
    Overlay.FIRE_CONTROL: DOTTED,
}
"""The line of the ring that says what lies over a place."""


@dataclass(frozen=True, slots=True)
class StateLook:
    """
    How one state is drawn: filled or hollow, with a line, and what lies over it.

    ``half`` is filled with the colour of the second holder, or of who entered; ``lines`` is how many ways it is
    hatched; ``speck`` is a dot in its middle.
    """

    solid: bool
    dash: str = UNBROKEN
    half: bool = False
    lines: int = 0
    speck: bool = False


STATE_LOOKS: Mapping[str, StateLook] = {
    ControlState.HELD: StateLook(True),
    ControlState.CONTESTED: StateLook(True, lines=2),
    ControlState.ENTERED: StateLook(False, half=True),
    ControlState.SPLIT: StateLook(True, half=True),
    ControlState.PARTLY_HELD: StateLook(True, lines=1),
    ControlState.PARTLY_ABANDONED: StateLook(False, speck=True),
    ControlState.ABANDONED: StateLook(False),
    ControlState.CONCEDED_ONLY: StateLook(False, dash=DASHED),
    ControlState.HANDED_OVER: StateLook(True, speck=True),
    ControlState.CLAIMED_ONLY: StateLook(False, dash=DOTTED),
    ControlState.UNKNOWN: StateLook(False),
}
"""Every state, in the order in which a legend tells them."""
PAPER = "white"
CONTRAST = 3.0
"""How much darker than paper a line is at least."""
SAMPLE, SECOND = Look("#51606c"), Look("#b9c2c9")
"""The looks of nobody, by which a legend shows the states."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """The mark of a place as paths around the origin, as large as the unit circle: its body, and what lies over it."""

    body: str
    fill: str
    line: str
    dash: str
    over: str = ""
    over_fill: str = "none"
    over_line: str = "none"
    rings: tuple[str, ...] = ()


def glyph(state: str, look: Look, other: Look | None = None, overlays: tuple[str, ...] = ()) -> Glyph:
    """Return the mark of a place in a state, of the party that holds it and of a second one where two share it."""
    told, rings = STATE_LOOKS[state], tuple(RINGS[one] for one in RINGS if one in overlays)
    if state == ControlState.UNKNOWN:
        look = Look()
    body = (look.path, look.colour, seen_on(look.colour)) if told.solid else (look.path, PAPER, edge(look.colour))
    if told.half:
        return Glyph(*body, told.dash, HALVES[look.shape], (other or Look()).colour, edge(look.colour), rings)
    if told.lines:
        over = CROSSED if told.lines > 1 else SLANTED
        return Glyph(*body, told.dash, over, over_line=seen_on(look.colour), rings=rings)
    if told.speck:
        speck = seen_on(look.colour) if told.solid else edge(look.colour)
        return Glyph(*body, told.dash, SPECK, over_fill=speck, rings=rings)
    return Glyph(*body, told.dash, rings=rings)


def seen_on(colour: str) -> str:
    """Return what is seen on a colour: the paper, or on a light one its own edge."""
    return PAPER if contrast_with_paper(colour) >= CONTRAST else edge(colour)


def edge(colour: str) -> str:
    """Return a colour as a line on paper, darker where it would not be seen there (WCAG 1.4.11)."""
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    while contrast_with_paper("#" + "".join(f"{one:02x}" for one in parts)) < CONTRAST:
        parts = [round(one * 0.9) for one in parts]
    return "#" + "".join(f"{one:02x}" for one in parts)


def contrast_with_paper(colour: str) -> float:
    """Return the contrast of a colour with white."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def ringed(overlay: str) -> Glyph:
    """Return the ring that says what lies over a place, around the mark of nobody."""
    return Glyph(SAMPLE.path, SAMPLE.colour, PAPER, UNBROKEN, rings=(RINGS[overlay],))
