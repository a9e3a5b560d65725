"""Words can be read and edges seen, in light and in dark (WCAG 1.4.3, 1.4.11); no sheet has a colour of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sijill.web

STATIC = Path(sijill.web.__file__).parent / "static"
TEMPLATES = Path(sijill.web.__file__).parent / "templates"
SLOTS = ("number", "place", "day", "party", "weapon", "claimant")
WORDS = [
    *((word, ground) for word in ("ink", "quiet", "press", "press-strong") for ground in ("paper", "sheet", "hover")),
    *((word, ground) for word in ("good", "warn", "bad") for ground in ("paper", "sheet")),
    *(("ink", f"{kind}-bg") for kind in ("good", "warn", "bad", "note")),
    ("bad", "bad-bg"),
    ("ink", "lit"),
    ("on-press", "press"),
    ("on-press", "press-strong"),
    ("on-bar", "bar"),
    ("sheet", "bad"),
    ("sheet", "ink"),
    *((f"slot-{one}", f"slot-{one}-bg") for one in SLOTS),
    *((f"slot-{one}", "sheet") for one in SLOTS),
    *(("ink", f"slot-{one}-bg") for one in SLOTS),
]
EDGES = [("edge", "paper"), ("edge", "sheet"), ("press", "sheet"), ("press", "paper"), ("bar-mark", "bar")]


def tokens(theme: str) -> dict[str, tuple[int, ...]]:
    """Return the colours of a theme by their names."""
    sheet = (STATIC / "desk/tokens.css").read_text("utf-8")
    block = re.search(rf'\[data-bs-theme="{theme}"\] {{(.*?)\n}}', sheet, re.DOTALL)
    assert block
    named = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", block[1]))
    long = {name: one if len(one) == 7 else "#" + "".join(2 * mark for mark in one[1:]) for name, one in named.items()}
    return {name: tuple(int(one[at : at + 2], 16) for at in (1, 3, 5)) for name, one in long.items()}


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return how far two colours are apart, as WCAG reckons it: from 1 to 21."""

    def light(color: tuple[int, ...]) -> float:
        red, green, blue = (
            v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (c / 255 for c in color)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_word_can_be_read_and_every_edge_seen(theme):
    held = tokens(theme)
    faint = {
        (word, ground): round(contrast(held[word], held[ground]), 2)
        for pairs, bar in ((WORDS, 4.5), (EDGES, 3))
        for word, ground in pairs
        if contrast(held[word], held[ground]) < bar
    }

    assert not faint


def test_light_and_dark_hold_the_same_names():
    assert set(tokens("light")) == set(tokens("dark"))


def test_no_sheet_and_no_template_has_a_colour_of_its_own():
    """White on the bar and a page's paper are the same in both themes; all else is a variable."""
    allowed = {"desk.css": {"#fff"}, "pictures.css": {"#fff"}, "charts.css": {"#fff"}}
    wrong = {
        file.name: found
        for file in (STATIC / "desk").glob("*.css")
        if file.name != "tokens.css"
        if (found := set(re.findall(r"#[0-9a-fA-F]{3,8}\b", _plain(file))) - allowed.get(file.name, set()))
    }
    white = [file.name for file in TEMPLATES.rglob("*.html") if re.search(r'[" ]bg-(white|light)\b', file.read_text())]

    assert not wrong
    assert not white


def _plain(file: Path) -> str:
    """A sheet without its addresses, its names of parts, and what it looks for (a chart of a report has colours)."""
    return re.sub(r"url\([^)]*\)|\[[^\]]*\]|#[a-z-]+ ", "", file.read_text("utf-8"))
