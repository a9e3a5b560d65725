"""Charts as Vega-Lite specifications: plain data, mirrored for Arabic, the same in a report and on the desk."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sijill.model.figures import Figure
from sijill.reports._nouns import in_digits
from sijill.reports.party_looks import Look
from sijill.values import Language, format_count

Spec = dict[str, Any]

# Both fonts by name, the page's own script first: with one alone the other script is boxes.
_FONTS = {Language.EN: "Noto Sans, Noto Sans Arabic", Language.AR: "Noto Sans Arabic, Noto Sans"}
_RIGHT_TO_LEFT, _END, _WORD_JOINER = "\u2067", "\u2069", "\u2060"
INK, BAR, QUIET = "#1d2a35", "#3b6a8f", "#6b7780"
_HOLLOW = 60
_LIMIT, _SURELY_WITHIN = 330, 40
"""How wide a label may be, and how many letters never are: to ask takes as long as all else of a chart of bars."""
_MOST_NAMED, _MOST_RANGES = 12, 5
"""With more columns than this, numbers or their ranges would touch each other; the table gives them."""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One bar: its label and its figure, None where nothing is held; a row by party has its party's colour."""

    label: str
    figure: Figure | None
    look: Look | None = None


def bars(rows: Sequence[ChartRow], language: Language) -> Spec:
    """Return rows as horizontal bars, in their order, from the side where lines begin."""
    data = [_datum(row, language) for row in rows]
    name = _name_axis(sort=None)
    longest = max((len(row.label) for row in rows), default=0)
    name["axis"] |= {"orient": "right" if language.is_rtl else "left"}
    name["axis"] |= {"labelLimit": _LIMIT if longest > _SURELY_WITHIN else 0}
    number = _numbers(data, reverse=language.is_rtl, side=None)
    text = {"align": "right" if language.is_rtl else "left", "dx": -5 if language.is_rtl else 5}
    return _layers(data, {"y": name, "x": number}, text, language, height=28 * len(data))


def columns(rows: Sequence[ChartRow], language: Language) -> Spec:
    """Return rows as columns, the first at the start of the line; what is not held leaves a gap."""
    data = [_datum(row, language) for row in rows]
    if len(rows) > _MOST_RANGES:
        data = [one if one["best"] is None else one | {"text": format_count(one["best"], language)} for one in data]
    name = _in_order([row.label for row in rows], language)
    number = _numbers(data, reverse=False, side=start_side(language))
    return _layers(data, {"x": name, "y": number}, {"baseline": "bottom", "dy": -4}, language, height=200)


def stacks(
    months: Sequence[str], series: Sequence[tuple[str, Look, Sequence[Figure | None]]], language: Language
) -> Spec:
    """Return several series over months as columns of parts in the order and colours of the parties."""
    data: list[Spec] = [
        {"label": month, "series": isolated(name, language), "order": at, "best": figure.best, "text": ""}
        for at, (name, _, figures) in enumerate(series)
        for month, figure in zip(months, figures, strict=True)
        if figure is not None
    ]
    # The axis ends with the highest column, which is the sum of its parts.
    tops = [sum(one["best"] for one in data if one["label"] == month) for month in months]
    number = {
        **_numbers([{"high": max(tops, default=1)}], reverse=False, side=start_side(language)),
        "aggregate": "sum",
    }
    names = [isolated(name, language) for name, _, _ in series]
    colour = {
        "field": "series",
        "type": "nominal",
        "sort": names,
        "scale": {"domain": names, "range": [look.colour for _, look, _ in series]},
        "legend": {"title": None, "orient": "bottom", "columns": 2, "labelLimit": 260},
    }
    encoding = {"x": _in_order(months, language), "y": number, "color": colour, "order": {"field": "order"}}
    return framed(data, encoding, [{"mark": {"type": "bar"}}], language, height=220)


def running(rows: Sequence[ChartRow], language: Language) -> Spec:
    """Return the sums up to each row as a line with the band of their ranges; an open end stays at its best value."""
    lows, bests, highs = (
        itertools.accumulate(part)
        for part in zip(*(_bounds_drawn(row.figure) if row.figure else (0, 0, 0) for row in rows), strict=True)
    )
    data: list[Spec] = [
        {"label": row.label, "low": low, "best": best, "high": high, "text": ""}
        for row, low, best, high in zip(rows, lows, bests, highs, strict=True)
    ]
    number = _numbers(data, reverse=False, side=start_side(language))
    band = {"y": {**number, "field": "low"}, "y2": {"field": "high"}}
    layers: list[Spec] = [
        {"mark": {"type": "area", "color": BAR, "opacity": 0.25}, "encoding": band},
        {"mark": {"type": "line", "color": BAR, "strokeWidth": 2, "point": {"color": BAR, "size": 30}}},
    ]
    return framed(
        data, {"x": _in_order([row.label for row in rows], language), "y": number}, layers, language, height=200
    )


def events(points: Sequence[tuple[str, str, int | None, Look]], language: Language) -> Spec:
    """Return what happened when, from each event's day, row, dead and look: an area as large as the dead, or hollow."""
    shapes = sorted({look.shape for _, _, _, look in points})
    each = min(40.0, 900 / max([1, *(killed or 1 for _, _, killed, _ in points)]))
    data: list[Spec] = [
        {"label": isolated(row, language), "day": day, "text": "", **_mark_of(killed, look, each)}
        for day, row, killed, look in points
    ]
    rows = list(dict.fromkeys(one["label"] for one in data))
    name = _name_axis(sort=rows)
    name["axis"] |= {"orient": start_side(language), "labelLimit": 220, "grid": True}
    encoding = {
        "x": {
            "field": "day",
            "type": "temporal",
            "scale": {"reverse": language.is_rtl, "nice": "month"},
            "axis": {"title": None, "format": "%Y-%m", "labelOverlap": True, "tickCount": 6},
        },
        "y": name,
        "size": {"field": "area", "type": "quantitative", "scale": None},
        "fill": {"field": "inside", "type": "nominal", "scale": None},
        "stroke": {"field": "rim", "type": "nominal", "scale": None},
        "shape": {"field": "shape", "type": "nominal", "scale": {"domain": shapes, "range": shapes}, "legend": None},
    }
    layer: list[Spec] = [{"mark": {"type": "point", "filled": True, "opacity": 0.85}}]
    return framed(data, encoding, layer, language, height=max(60, 34 * len(rows)))


def linked(spec: Spec, links: Sequence[tuple[str, str]]) -> Spec:
    """Return a chart whose marks lead somewhere: for each datum an address, "" for none, and what it says aloud."""
    if not any(href for href, _ in links):
        return spec
    values = [
        {**datum, **({"href": href, "said": said} if href else {})}
        for datum, (href, said) in zip(spec["data"]["values"], links, strict=True)
    ]
    more = {"href": {"field": "href", "type": "nominal"}, "description": {"field": "said", "type": "nominal"}}
    first = {**spec["layer"][0], "encoding": {**spec["layer"][0].get("encoding", {}), **more}}
    return {**spec, "data": {"values": values}, "layer": [first, *spec["layer"][1:]]}


def captioned(spec: Spec, title: str, lines: Sequence[str], language: Language) -> Spec:
    """Return a chart that says what it shows by itself: for a picture that leaves its page."""
    told = {
        "text": isolated(title, language),
        "subtitle": [isolated(line, language) for line in lines],
        "anchor": "end" if language.is_rtl else "start",
        "frame": "bounds",
        "font": _FONTS[language],
        "subtitleFont": _FONTS[language],
        "fontSize": 15,
        "color": INK,
        "subtitleColor": QUIET,
        "subtitlePadding": 6,
        "offset": 14,
    }
    return {**spec, "title": told}


def _datum(row: ChartRow, language: Language) -> Spec:
    if row.figure is None or row.figure.unstated:
        return {"label": row.label, "best": None, "low": None, "high": None, "text": ""}
    low, best, high = _bounds_drawn(row.figure)
    text = in_digits(row.figure, language)
    if language.is_rtl:
        # A label never breaks, and one in a picture has no line to take its side from.
        text = isolated(text.replace(_WORD_JOINER, ""), language)
    datum = {"label": row.label, "best": best, "low": low, "high": high, "text": text}
    return datum if row.look is None else {**datum, "fill": row.look.colour}


def _mark_of(killed: int | None, look: Look, each: float) -> Spec:
    if killed is None:
        return {"inside": "white", "rim": INK, "shape": look.shape, "area": _HOLLOW}
    return {"inside": look.colour, "rim": "white", "shape": look.shape, "area": round(each * killed, 1)}


def isolated(text: str, language: Language) -> str:
    """Return a label of a picture on its own side: one in a picture has no line to take it from."""
    return f"{_RIGHT_TO_LEFT}{text}{_END}" if language.is_rtl else text


def _bounds_drawn(figure: Figure) -> tuple[int, int, int]:
    return figure.low, figure.best, figure.best if figure.high is None else figure.high


def _name_axis(*, sort: Sequence[str] | None) -> Spec:
    return {"field": "label", "type": "nominal", "sort": sort, "axis": {"title": None, "ticks": False, "domain": False}}


def _in_order(labels: Sequence[str], language: Language) -> Spec:
    name = _name_axis(sort=labels[::-1] if language.is_rtl else labels)
    name["axis"] |= {"labelAngle": 0, "labelOverlap": True}
    return name


def start_side(language: Language) -> str:
    """Return the side on which lines begin."""
    return "right" if language.is_rtl else "left"


def _numbers(data: Sequence[Mapping[str, Any]], *, reverse: bool, side: str | None) -> Spec:
    axis: Spec = {
        "title": None,
        "tickCount": min(5, max([1, *(datum["high"] or 0 for datum in data)])),  # people are counted in whole numbers
        "domain": False,
        "ticks": False,
        "labelFlush": False,
    }
    if side:
        axis["orient"] = side
    return {"field": "best", "type": "quantitative", "scale": {"reverse": reverse, "zero": True}, "axis": axis}


def _layers(data: list[Spec], encoding: Spec, text: Spec, language: Language, *, height: int) -> Spec:
    bar: Spec = {"mark": {"type": "bar", "color": BAR}}
    if any("fill" in datum for datum in data):
        bar["encoding"] = {"color": {"field": "fill", "type": "nominal", "scale": None}}
    layers = [bar]
    if any(datum["low"] != datum["high"] for datum in data):
        layers.append(_range_layer(encoding))
    axis = _number_axis(encoding)
    at_the_end = {"text": {"field": "text"}, axis: {**encoding[axis], "field": "high"}}
    if axis == "x" or len(data) <= _MOST_NAMED:
        layers.append({"mark": {"type": "text", "color": INK, "fontSize": 12, **text}, "encoding": at_the_end})
    return framed(data, encoding, layers, language, height=height)


def framed(
    data: list[Spec], encoding: Spec, layers: list[Spec], language: Language, *, height: int, width: int = 420
) -> Spec:
    """Return layers as a whole chart with the fonts, ink and paper of all of them."""
    fonts = _FONTS[language]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": width,
        "height": height,
        "background": "white",
        "padding": 8,
        "data": {"values": data},
        "encoding": encoding,
        "layer": layers,
        "config": {
            "font": fonts,
            "view": {"stroke": None},
            "axis": {"labelColor": INK, "labelFontSize": 12, "gridColor": "#e3e7ea", "labelFont": fonts},
            "legend": {"labelColor": INK, "labelFontSize": 12, "labelFont": fonts},
            "text": {"font": fonts},
        },
    }


def _range_layer(encoding: Spec) -> Spec:
    axis = _number_axis(encoding)
    ends = {axis: {**encoding[axis], "field": "low"}, f"{axis}2": {"field": "high"}}
    return {"mark": {"type": "rule", "color": QUIET, "strokeWidth": 2}, "encoding": ends}


def _number_axis(encoding: Spec) -> str:
    return "x" if encoding["x"]["type"] == "quantitative" else "y"
