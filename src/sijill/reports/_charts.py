"""Charts as Vega-Lite specifications: plain data, mirrored for Arabic, never without their table."""

from __future__ import annotations

from typing import Any

from sijill.model.figures import Figure, Toll
from sijill.reports._nouns import in_digits
from sijill.reports._writer import Writer
from sijill.reports.document import Chart, Table
from sijill.values import Language, plain, translate

# Both fonts by name, the page's own script first: with one alone the other script is boxes.
_FONTS = {Language.EN: "Noto Sans, Noto Sans Arabic", Language.AR: "Noto Sans Arabic, Noto Sans"}
_RIGHT_TO_LEFT, _END, _WORD_JOINER = "\u2067", "\u2069", "\u2060"
_INK, _BAR, _QUIET = "#1d2a35", "#3b6a8f", "#6b7780"


def bar_chart(w: Writer, toll: Toll, table: Table, *, anchor: str, title: str) -> Chart:
    """Return the rows of a toll as horizontal bars, in the order of the table."""
    labels = [w.label(row.label) for row in toll.rows]
    data = [_datum(label, row.figure, w.language) for label, row in zip(labels, toll.rows, strict=True)]
    name = _names(sort=None)
    name["axis"] |= {"orient": "right" if w.language.is_rtl else "left", "labelLimit": 330}
    number = _numbers(data, reverse=w.language.is_rtl, side=None)
    text = {"align": "right" if w.language.is_rtl else "left", "dx": -5 if w.language.is_rtl else 5}
    spec = _layers(data, {"y": name, "x": number}, text, w.language, height=28 * len(data))
    return Chart(anchor, title, _in_words(w, title, data), spec, table)


def month_chart(w: Writer, toll: Toll, table: Table, *, anchor: str, title: str) -> Chart:
    """Return the rows of a toll by month as columns, the first month at the start of the line."""
    data = [_datum(w.label(row.label), row.figure, w.language) for row in toll.rows]
    order = [str(datum["label"]) for datum in data]
    name = _names(sort=order[::-1] if w.language.is_rtl else order)
    name["axis"] |= {"labelAngle": 0}
    number = _numbers(data, reverse=False, side="right" if w.language.is_rtl else "left")
    spec = _layers(data, {"x": name, "y": number}, {"baseline": "bottom", "dy": -4}, w.language, height=200)
    return Chart(anchor, title, _in_words(w, title, data), spec, table)


def _datum(label: str, figure: Figure, language: Language) -> dict[str, Any]:
    high = figure.best if figure.high is None else figure.high
    text = in_digits(figure, language)
    if language.is_rtl:
        text = text.replace(_WORD_JOINER, "")  # a label never breaks
        text = f"{_RIGHT_TO_LEFT}{text}{_END}"  # a label in a picture has no line to take its side from
    return {"label": label, "best": figure.best, "low": figure.low, "high": high, "text": text}


def _names(*, sort: list[str] | None) -> dict[str, Any]:
    return {"field": "label", "type": "nominal", "sort": sort, "axis": {"title": None, "ticks": False, "domain": False}}


def _numbers(data: list[dict[str, Any]], *, reverse: bool, side: str | None) -> dict[str, Any]:
    axis: dict[str, Any] = {
        "title": None,
        "tickCount": min(5, max([1, *(datum["high"] for datum in data)])),  # people are counted in whole numbers
        "domain": False,
        "ticks": False,
        "labelFlush": False,
    }
    if side:
        axis["orient"] = side
    return {"field": "best", "type": "quantitative", "scale": {"reverse": reverse, "zero": True}, "axis": axis}


def _layers(
    data: list[dict[str, Any]], encoding: dict[str, Any], text: dict[str, Any], language: Language, *, height: int
) -> dict[str, Any]:
    fonts = _FONTS[language]
    layers: list[dict[str, Any]] = [{"mark": {"type": "bar", "color": _BAR}}]
    if any(datum["low"] != datum["high"] for datum in data):
        layers.append(_range_layer(encoding))
    axis = _number_axis(encoding)
    at_the_end = {"text": {"field": "text"}, axis: {**encoding[axis], "field": "high"}}
    layers.append({"mark": {"type": "text", "color": _INK, "fontSize": 12, **text}, "encoding": at_the_end})
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 420,
        "height": height,
        "background": "white",
        "padding": 8,
        "data": {"values": data},
        "encoding": encoding,
        "layer": layers,
        "config": {
            "font": fonts,
            "view": {"stroke": None},
            "axis": {"labelColor": _INK, "labelFontSize": 12, "gridColor": "#e3e7ea", "labelFont": fonts},
            "text": {"font": fonts},
        },
    }


def _range_layer(encoding: dict[str, Any]) -> dict[str, Any]:
    axis = _number_axis(encoding)
    ends = {axis: {**encoding[axis], "field": "low"}, f"{axis}2": {"field": "high"}}
    return {"mark": {"type": "rule", "color": _QUIET, "strokeWidth": 2}, "encoding": ends}


def _number_axis(encoding: dict[str, Any]) -> str:
    return "x" if encoding["x"]["type"] == "quantitative" else "y"


def _in_words(w: Writer, title: str, data: list[dict[str, Any]]) -> str:
    bars = translate(w.language, ", ").join(f"{datum['label']}: {plain(datum['text'])}" for datum in data)
    return translate(
        w.language, "Chart: {title}. {bars}. The table that follows gives the same numbers.", title=title, bars=bars
    )
