"""Charts of the ground as specifications, shared by the desk and documents: spans in time, rival totals, damage."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from sijill.model.territory import ControlState, DamageClass
from sijill.reports.chart_specs import BAR, INK, QUIET, Spec, framed, isolated, start_side
from sijill.reports.party_looks import SHAPES, Look
from sijill.reports.territory_looks import DASHED, PAPER, RINGS, STATE_LOOKS, UNBROKEN, edge, seen_on
from sijill.values import Language, format_count

AXIS_LONG, ROW, HALF = 560, 30, 0.36
"""The width of a chart of time and the height of its rows, in pixels, and half of a bar in parts of a row."""
HATCH = 9
"""How many pixels lie between two lines of a hatching."""
GUESSED = 0.5
DAY_IN_MS = 86_400_000
"""A day in milliseconds, as the axes of time count."""
LINES: tuple[tuple[str, list[int]], ...] = (
    (BAR, [1, 0]),
    (INK, [6, 3]),
    (QUIET, [1, 0]),
    (BAR, [2, 2]),
    (INK, [1, 0]),
    (QUIET, [6, 3]),
)
"""Lines of rival sources: ink and dashes, since colours are the parties'."""
DAMAGE_INK: Mapping[DamageClass, str] = {
    DamageClass.DESTROYED: INK,
    DamageClass.SEVERE: "#4d5d6a",
    DamageClass.MODERATE: "#82909b",
    DamageClass.DAMAGED: "#9aa6af",
    DamageClass.POSSIBLE: "#b9c2c9",
    DamageClass.NONE: "#e3e7ea",
}
"""The darker, the worse."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """
    A stretch of time in a row, from a day to before another, as the state of a place is drawn.

    ``inferred`` is what lies between two accounts; ``text`` says it aloud; ``way`` is where it leads.
    """

    row: str
    start: date | datetime
    end: date | datetime
    look: Look
    state: str = ControlState.HELD
    other: Look | None = None
    inferred: bool = False
    text: str = ""
    way: str = ""
    overlays: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instant:
    """What happened at a time in a row: an attempt, a stage, a breach; ``shape`` says which of them."""

    row: str
    at: date | datetime
    shape: str = "triangle-down"
    text: str = ""
    way: str = ""
    hollow: bool = False


def spans(
    rows: Sequence[str],
    bars: Sequence[Stretch],
    instants: Sequence[Instant],
    language: Language,
    *,
    clock: bool = False,
    window: tuple[date, date] | None = None,
) -> Spec:
    """
    Return rows of stretches of time with what happened at a time above them; the first row on top.

    What lies outside the ``window`` of days is cut off.
    """
    if window is not None:
        first_ms, last_ms = map(_ms, window)
        bars = [cut for one in bars if (cut := _cut(one, *window)) is not None]
        instants = [one for one in instants if first_ms <= _ms(one.at) <= last_ms]
    edges = [_ms(one) for bar in bars for one in (bar.start, bar.end)] + [_ms(one.at) for one in instants]
    first, last = min(edges, default=0), max(edges, default=0)
    room = max((last - first) * 0.02, 12 * 3_600_000)
    frame = _Frame(rows, first - room, last + room, language, clock=clock)
    data = [frame.bar(one) for one in bars]
    layers: list[Spec] = [
        *_by_dash(data, {**_painted("fill", "rim", "seen"), **_LED}),
        _further([half for one in bars for half in frame.half(one)], {"type": "rect"}, _painted("fill", seen="seen")),
        _further([line for one in bars for line in frame.hatching(one)], {"type": "rule", "strokeWidth": 1.5}, _RIM),
    ]
    over = [line for one in bars for line in frame.overlaid(one)]
    for dash in dict.fromkeys(one["dash"] for one in over):
        line = {"type": "rule", "color": INK, "strokeWidth": 2, **_stroked(dash)}
        layers.append(_further([one for one in over if one["dash"] == dash], line, {}))
    points = [frame.instant(one) for one in instants]
    shape = {"shape": {"field": "shape", "type": "nominal", "scale": None}, **_painted("fill", "rim"), **_LED}
    layers.append(_further(points, {"type": "point", "filled": True, "size": 90, "opacity": 1}, shape, ends=False))
    layers.append(frame.names())
    return framed(data, frame.encoding, layers, language, height=ROW * max(len(rows), 1), width=AXIS_LONG)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The rows and the window of a chart of time."""

    rows: Sequence[str]
    first: float
    last: float
    language: Language
    clock: bool

    @property
    def encoding(self) -> Spec:
        axis = {
            "title": None,
            "format": "%Y-%m-%d %H:%M" if self.clock else "%Y-%m-%d",
            "labelOverlap": True,
            "orient": "bottom",
            **_ticks(self.first, self.last),
        }
        scale = {"type": "utc", "domain": [self.first, self.last], "reverse": self.language.is_rtl}
        rows = {"domain": [len(self.rows), 0], "nice": False, "zero": False}
        return {
            "x": {"field": "start", "type": "temporal", "scale": scale, "axis": axis},
            "y": {"field": "top", "type": "quantitative", "scale": rows, "axis": None},
        } | {"x2": {"field": "end"}, "y2": {"field": "bottom"}}

    def bar(self, one: Stretch) -> Spec:
        told, middle = STATE_LOOKS[one.state], self._middle(one.row)
        colour = Look().colour if one.state == ControlState.UNKNOWN else one.look.colour
        return {
            "label": isolated(one.row, self.language),
            "text": one.text,
            "start": _ms(one.start),
            "end": _ms(one.end),
            "top": middle - HALF,
            "bottom": middle + HALF,
            "fill": colour if told.solid else PAPER,
            "rim": edge(colour),
            "dash": told.dash or (DASHED if one.inferred else UNBROKEN),
            "seen": GUESSED if one.inferred else 1,
            **_leading(one.way, one.text),
        }

    def half(self, one: Stretch) -> Iterator[Spec]:
        """Give the lower half of a bar where a state is drawn with one, or its narrow middle for a speck."""
        told, middle = STATE_LOOKS[one.state], self._middle(one.row)
        second = one.other or Look()
        own = {"start": _ms(one.start), "end": _ms(one.end), "seen": GUESSED if one.inferred else 1}
        if told.half:
            yield {**own, "top": middle, "bottom": middle + HALF, "fill": second.colour}
        if told.speck:
            fill = seen_on(one.look.colour) if told.solid else edge(one.look.colour)
            yield {**own, "top": middle - HALF / 5, "bottom": middle + HALF / 5, "fill": fill}

    def hatching(self, one: Stretch) -> Iterator[Spec]:
        """Give the slanting lines of a bar, cut where it ends."""
        ways, middle, rim = STATE_LOOKS[one.state].lines, self._middle(one.row), {"rim": seen_on(one.look.colour)}
        a_pixel = (self.last - self.first) / AXIS_LONG
        start, end, tall = _ms(one.start), _ms(one.end), 2 * HALF * ROW * a_pixel
        at = start - tall + HATCH * a_pixel
        while ways and at < end:
            low, high = max(at, start), min(at + tall, end)
            tops = [middle - HALF + 2 * HALF * (each - at) / tall for each in (low, high)]
            yield {"start": low, "end": high, "top": tops[0], "bottom": tops[1], **rim}
            if ways > 1:
                yield {"start": low, "end": high, "top": 2 * middle - tops[0], "bottom": 2 * middle - tops[1], **rim}
            at += HATCH * a_pixel

    def overlaid(self, one: Stretch) -> Iterator[Spec]:
        """Give the lines below a bar that say what lies over the place, by the line of their ring on a map."""
        for at, overlay in enumerate(one.overlays):
            level = self._middle(one.row) + HALF + 0.05 + 0.07 * at
            ends = {"start": _ms(one.start), "end": _ms(one.end), "top": level, "bottom": level}
            yield {**ends, "dash": RINGS[overlay]}

    def instant(self, one: Instant) -> Spec:
        return {
            "start": _ms(one.at),
            "top": self._middle(one.row),
            "shape": SHAPES.get(one.shape, one.shape),
            "fill": PAPER if one.hollow else INK,
            "rim": INK if one.hollow else PAPER,
            **_leading(one.way, one.text),
        }

    def names(self) -> Spec:
        """Return the names of the rows, at the side where lines begin."""
        side = start_side(self.language)
        data = [{"top": at + 0.5, "name": isolated(row, self.language)} for at, row in enumerate(self.rows)]
        mark = {"type": "text", "align": side, "color": INK, "fontSize": 12, "limit": 210}
        mark["align"] = "left" if self.language.is_rtl else "right"
        at = AXIS_LONG + 8 if self.language.is_rtl else -8
        said = {"x": {"value": at}, "y": {"field": "top", "type": "quantitative"}, "text": {"field": "name"}}
        return {"data": {"values": data}, "mark": mark, "encoding": {**said, "x2": None, "y2": None}}

    def _middle(self, row: str) -> float:
        return self.rows.index(row) + 0.5


@dataclass(frozen=True, slots=True)
class RivalTotal:
    """One number of one source as of a day."""

    on: date
    low: int | None
    high: int | None
    text: str
    way: str = ""

    @property
    def drawn(self) -> int:
        """Where the number stands: its low end, since what is at least so many is no less."""
        return self.low if self.low is not None else self.high or 0


def rival_lines(series: Sequence[tuple[str, Sequence[RivalTotal]]], language: Language) -> Spec:
    """Return the totals of each source as a line of steps; ranges as bars, the name at its last number."""
    shapes, data, last = list(SHAPES.values()), list[Spec](), list[Spec]()
    for at, (name, told) in enumerate(series):
        ink, dash = LINES[at % len(LINES)]
        for one in told:
            datum = {"label": isolated(name, language), "text": one.text, "at": _ms(one.on), "n": one.drawn}
            ends = {"low": one.drawn, "high": one.high if one.high is not None else one.drawn}
            drawn = {"rim": ink, "fill": ink, "dash": dash, "shape": shapes[at % len(shapes)]}
            data.append({**datum, **ends, **drawn, **_leading(one.way, f"{name}: {one.text}")})
        last += data[-1:] if told else []
    top = max([1, *(one["high"] for one in data)])
    window = [min((one["at"] for one in data), default=0) - 6 * 3_600_000, max((one["at"] for one in data), default=0)]
    window[1] += max(6 * 3_600_000, (window[1] - window[0]) * 0.3)  # room for the names
    time_axis = {"title": None, "format": "%Y-%m-%d", "labelOverlap": True, **_ticks(*window)}
    scale = {"type": "utc", "domain": window, "reverse": language.is_rtl}
    number = {"orient": start_side(language), "title": None, "tickCount": 5, "domain": False, "ticks": False}
    encoding: Spec = {
        "x": {"field": "at", "type": "temporal", "scale": scale, "axis": time_axis},
        "y": {"field": "n", "type": "quantitative", "scale": {"domain": [0, top * 1.1]}, "axis": number},
    }
    steps = [
        {
            "transform": [{"filter": {"field": "label", "equal": isolated(name, language)}}],
            "mark": {
                "type": "line",
                "interpolate": "step-after",
                "color": LINES[at % len(LINES)][0],
                "strokeDash": LINES[at % len(LINES)][1],
                "strokeWidth": 2,
            },
        }
        for at, (name, _) in enumerate(series)
    ]
    shape = {"shape": {"field": "shape", "type": "nominal", "scale": None}, **_painted("fill"), **_LED}
    range_ends = {"y": {**encoding["y"], "field": "low"}, "y2": {"field": "high"}}
    label = {"type": "text", "align": start_side(language), "dx": -9 if language.is_rtl else 9, "color": INK}
    layers: list[Spec] = [
        {"mark": {"type": "point", "filled": True, "size": 110, "opacity": 1}, "encoding": shape},
        {"mark": {"type": "rule", "color": QUIET}, "encoding": range_ends},
        *steps,
        {"data": {"values": _names_apart(last, top)}, "mark": label, "encoding": {"text": {"field": "label"}}},
    ]
    return framed(data, encoding, layers, language, height=260, width=AXIS_LONG)


def damage_bars(
    surveys: Sequence[tuple[str, Mapping[DamageClass, int], int]], names: Mapping[str, str], language: Language
) -> Spec:
    """
    Return surveys as bars of their classes over what was examined, the worst first; what has no class is hollow.

    ``surveys`` are names with objects by class and how many were examined; ``names`` are the classes in words,
    with "" for what has none.
    """
    rows, data = [name for name, _, _ in surveys], list[Spec]()
    for at, (row, classes, examined) in enumerate(surveys):
        parts: list[tuple[DamageClass | None, int]] = [(one, classes[one]) for one in DAMAGE_INK if classes.get(one)]
        start, rest = 0, examined - sum(n for _, n in parts)
        for one, n in [*parts, (None, rest)] if rest > 0 else parts:
            ink, name = DAMAGE_INK[one] if one else PAPER, names[one or ""]
            text = f"{name}: {format_count(n, language)}"
            spot = {"start": start, "end": start + n, "middle": start + n / 2, "top": at + 0.15, "bottom": at + 0.7}
            told = {"label": isolated(row, language), "text": text, "number": format_count(n, language)}
            look = {"fill": ink, "rim": ink if one else QUIET, "dash": UNBROKEN if one else DASHED}
            on = PAPER if one in (DamageClass.DESTROYED, DamageClass.SEVERE) else INK
            data.append({**told, **spot, **look, "on": on, "class": isolated(name, language)})
            start += n
    widest = max([1, *(examined for _, _, examined in surveys)])
    frame = _Frame(rows, 0, widest, language, clock=False)
    axis = {"title": None, "tickCount": min(6, widest), "format": ",d"}
    scale = {"domain": [0, widest], "reverse": language.is_rtl, "nice": False}
    encoding = frame.encoding | {"x": {"field": "start", "type": "quantitative", "scale": scale, "axis": axis}}
    placed = {"x": {**encoding["x"], "field": "middle"}, "x2": None, "y2": None}
    wide = [one for one in data if one["end"] - one["start"] > widest * 0.06]
    layers: list[Spec] = [
        *_by_dash(data, _painted("fill", "rim")),
        _label_layer(wide, "number", {**placed, "y": {**encoding["y"], "field": "top"}}, dy=14, color="on"),
        _label_layer(wide, "class", {**placed, "y": {**encoding["y"], "field": "bottom"}}, dy=9),
        frame.names(),
    ]
    return framed(data, encoding, layers, language, height=round(ROW * 1.6) * max(len(rows), 1), width=AXIS_LONG)


def _label_layer(data: list[Spec], field: str, encoding: Spec, *, dy: int, color: str = "") -> Spec:
    more: Spec = {"color": {"field": color, "type": "nominal", "scale": None}} if color else {}
    mark = {"type": "text", "fontSize": 11, "dy": dy, "color": INK}
    return {"data": {"values": data}, "mark": mark, "encoding": {**encoding, **more, "text": {"field": field}}}


def _names_apart(last: Sequence[Spec], top: int) -> list[Spec]:
    """Return the ends of lines with their names moved up where two would be written over each other."""
    taken, found = list[float](), list[Spec]()
    for one in sorted(last, key=lambda each: each["n"]):
        n = max(one["n"], (taken[-1] + top * 0.07) if taken else 0)
        taken.append(n)
        found.append({**one, "n": n})
    return found


_LED: Spec = {"href": {"field": "href", "type": "nominal"}, "description": {"field": "said", "type": "nominal"}}
_RIM: Spec = {"stroke": {"field": "rim", "type": "nominal", "scale": None}}


def _leading(way: str, said: str) -> dict[str, Any]:
    return {"href": way, "said": said} if way else {}


def _by_dash(data: Sequence[Spec], encoding: Spec) -> Iterator[Spec]:
    """Give a layer for each kind of line, since no encoding takes one from the data."""
    for dash in sorted({one["dash"] for one in data}):
        yield {
            "transform": [{"filter": f"datum.dash === '{dash}'"}],
            "mark": {"type": "rect", "strokeWidth": 1.5, **_stroked(dash)},
            "encoding": encoding,
        }


def _cut(one: Stretch, first: date, last: date) -> Stretch | None:
    """Return the part of a stretch that lies between two days; None where none does."""
    start, end = (first if _ms(one.start) < _ms(first) else one.start), (last if _ms(one.end) > _ms(last) else one.end)
    return replace(one, start=start, end=end) if _ms(start) < _ms(end) else None


def _stroked(dash: str) -> Spec:
    return {"strokeDash": [int(n) for n in dash.split()]} if dash else {}


def _painted(fill: str, rim: str = "", seen: str = "") -> Spec:
    fields = {"fill": fill, "stroke": rim, "opacity": seen}
    kinds = {"opacity": "quantitative"}
    return {on: {"field": one, "type": kinds.get(on, "nominal"), "scale": None} for on, one in fields.items() if one}


def _further(data: list[Spec], mark: Spec, encoding: Spec, *, ends: bool = True) -> Spec:
    more: Spec = {} if ends else {"x2": None, "y2": None}
    return {"data": {"values": data}, "mark": mark, "encoding": {**more, **encoding}}


def _ticks(first: float, last: float) -> Spec:
    """Return how a time axis is divided: by whole days where a day is not too small a part of it."""
    days = math.ceil((last - first) / DAY_IN_MS)
    if not 1 < days <= 60:
        return {"tickCount": 5}
    step = math.ceil(days / 6) * DAY_IN_MS
    return {
        "values": [
            at * DAY_IN_MS
            for at in range(math.ceil(first / DAY_IN_MS), math.floor(last / DAY_IN_MS) + 1, step // DAY_IN_MS)
        ]
    }


def _ms(when: date | datetime) -> float:
    moment = when if isinstance(when, datetime) else datetime.combine(when, time(), UTC)
    return moment.timestamp() * 1000
