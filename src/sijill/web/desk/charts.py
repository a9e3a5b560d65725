"""Charts of the desk: the specifications of the reports, drawn as SVG beside their table, each mark a way down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from sijill.methodology import Chosen
from sijill.model.figures import BasisPart, Figure
from sijill.reports.chart_specs import Spec
from sijill.values import Language, format_best, message, plain, translate

CHART = message("Chart: {title}. {bars}. The table that follows gives the same numbers.")
MAY_SAY = frozenset(
    "d fill fill-opacity font-family font-size height opacity stroke stroke-dasharray stroke-opacity stroke-width "
    "text-anchor transform width x x1 x2 y y1 y2".split()
)
"""What the picture of the chart library may say on a page: no style, no class, no role in English."""
BASE = "https://vega.github.io/vega-datasets/"
"""The chart library takes an address of ours for one below its own."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart ready to be shown; its SVG holds what it shows in words for those who do not see it."""

    title: str
    svg: SafeString


def drawing(name: str, title: str, spec: Spec, language: Language, picture: Callable[[Spec], bytes]) -> Drawing:
    """Return a chart of the page, drawn by ``picture``: its marks may be links, so it is a group, not one picture."""
    told = translate(language, CHART, title=title, bars=translate(language, ", ").join(_said(spec["data"]["values"])))
    page = _ChartOfThePage(name, title, told)
    page.feed(picture(spec).decode("utf-8"))
    return Drawing(title, format_html("{}" * len(page.parts), *page.parts))


class _ChartOfThePage(HTMLParser):
    """Writes a picture again from its elements, each escaped; a link has the words of its mark."""

    def __init__(self, *named: str) -> None:
        """Take the chart's name, title and words."""
        super().__init__()
        self.named, self.way, self.parts = named, "", list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Write an element with what it may say; a link waits for the words of its mark."""
        told = dict(attrs)
        if tag == "a":
            self.way = str(told["xlink:href"]).removeprefix(BASE)
            return
        if tag == "svg":
            self.parts.append(
                format_html(
                    '<svg role="group" class="chart" data-desk="chart" aria-labelledby="{0}-title {0}-words" '
                    'viewBox="{3}"><title id="{0}-title">{1}</title><desc id="{0}-words">{2}</desc>',
                    *self.named,
                    told["viewbox"],
                )
            )
            return
        if self.way:
            self.parts.append(format_html('<a href="{}" aria-label="{}">', self.way, told.get("aria-label")))
            self.way = ""
        kept = [one for each in attrs if each[0] in MAY_SAY for one in each]
        self.parts.append(format_html("<{}" + ' {}="{}"' * (len(kept) // 2) + ">", tag, *kept))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        self.parts.append(format_html("</{}>", tag))

    def handle_data(self, data: str) -> None:
        """Keep words, to be escaped."""
        self.parts.append(data)


def in_print(figure: Figure | Chosen | BasisPart, language: Language) -> str:
    """Return a number's best value with its range where the two ends differ; "at least" says it alone."""
    return format_best(figure.low, figure.best, figure.high, language)


def _said(values: Sequence[Mapping[str, Any]]) -> list[str]:
    return [f"{plain(datum['label'])}: {plain(datum['text'])}" for datum in values if datum["text"]]
