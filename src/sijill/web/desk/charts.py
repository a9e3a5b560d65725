"""Charts as shapes: a page draws them as SVG beside their table, in either direction, without any script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.methodology import Chosen
from sijill.model.figures import BasisPart, Figure
from sijill.values import Language, format_best, format_count, message, translate

ROW, BAR = 46, 14
PLOT, FOOT, HEAD = 150, 22, 20
WIDEST = 58.0
"""Bars end here, in parts of a hundred of the width: what follows is room for the number."""
LONGEST = 44
"""Letters of a label that a telephone shows; the table has the whole."""
MOST_NAMED = 12
"""With more columns than this, numbers above them would touch each other; the table gives them."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its number in print, and its places; x and widths are parts of a hundred, y are pixels."""

    label: str
    text: str
    x: float
    y: float
    width: float
    height: float
    low: float | None
    high: float | None
    at: float
    label_y: float = 0
    text_y: float = 0

    @property
    def middle(self) -> float:
        """The line that the range is drawn along."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to be drawn, with what it shows said in words for those who do not see it."""

    id: str
    title: str
    words: str
    bars: tuple[Bar, ...]
    height: int
    columns: bool
    open_end: bool


def bars(id_: str, title: str, rows: Sequence[tuple[str, Figure]], language: Language) -> Drawing:
    """Return rows as horizontal bars that grow from the side where the lines of the language begin."""
    top = max([_bar_end(figure) for _, figure in rows] + [1])
    drawn = []
    for number, (label, figure) in enumerate(rows):
        width = WIDEST * figure.best / top
        end = WIDEST * _bar_end(figure) / top
        start = WIDEST * figure.low / top
        turned = language.is_rtl
        drawn.append(
            Bar(
                label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…",
                in_print(figure, language),
                round(100 - width if turned else 0.0, 2),
                number * ROW + 22,
                round(width, 2),
                BAR,
                None if is_point(figure) else round(100 - start if turned else start, 2),
                None if is_point(figure) else round(100 - end if turned else end, 2),
                round(100 - end if turned else end, 2),
                number * ROW + 15,
                number * ROW + 34,
            )
        )
    return _drawing(id_, title, rows, drawn, len(rows) * ROW, language, columns=False)


def columns(id_: str, title: str, rows: Sequence[tuple[str, Figure | None]], language: Language) -> Drawing:
    """Return rows as columns, the first where the lines of the language begin; what is not held leaves a gap."""
    held = [(label, figure) for label, figure in rows if figure is not None]
    top = max([_bar_end(figure) for _, figure in held] + [1])
    step = 100 / max(1, len(rows))
    drawn = []
    for number, (label, figure) in enumerate(rows):
        place = len(rows) - 1 - number if language.is_rtl else number
        best, low, high = (figure.best, figure.low, _bar_end(figure)) if figure else (0, 0, 0)
        height = PLOT * best / top
        drawn.append(
            Bar(
                label,
                "" if figure is None or len(rows) > MOST_NAMED else format_count(best, language),
                round(place * step + step * 0.15, 2),
                round(HEAD + PLOT - height, 1),
                round(step * 0.7, 2),
                round(height, 1),
                None if figure is None or is_point(figure) else round(HEAD + PLOT - PLOT * low / top, 1),
                None if figure is None or is_point(figure) else round(HEAD + PLOT - PLOT * high / top, 1),
                round(place * step + step / 2, 2),
                HEAD + PLOT + 16,
                round(HEAD + PLOT - PLOT * high / top - 5, 1),
            )
        )
    return _drawing(id_, title, held, drawn, HEAD + PLOT + FOOT, language, columns=True)


def in_print(figure: Figure | Chosen | BasisPart, language: Language) -> str:
    """Return a number's best value with its range where the two ends differ; "at least" says it alone."""
    return format_best(figure.low, figure.best, figure.high, language)


def is_point(figure: Figure | Chosen) -> bool:
    """Test whether a number has no doubt."""
    return figure.low == figure.high


def _bar_end(figure: Figure) -> int:
    return figure.best if figure.high is None else figure.high


CHART = message("Chart: {title}. {bars}. The table that follows gives the same numbers.")


def _drawing(
    id_: str,
    title: str,
    rows: Sequence[tuple[str, Figure]],
    drawn: Sequence[Bar],
    height: int,
    language: Language,
    *,
    columns: bool,
) -> Drawing:
    said = translate(language, ", ").join(f"{label}: {in_print(figure, language)}" for label, figure in rows)
    words = translate(language, CHART, title=title, bars=said)
    return Drawing(id_, title, words, tuple(drawn), height, columns, any(f.high is None for _, f in rows))
