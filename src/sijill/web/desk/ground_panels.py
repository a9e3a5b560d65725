"""Truces, movements and damage as a page shows them: a chart by the reports' specification, and its table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString

from sijill import wording
from sijill.model.territory import ControlState, DamageClass, MovementKind, StageKind
from sijill.reports.chart_specs import INK
from sijill.reports.party_looks import SHAPES, Look
from sijill.reports.territory_looks import PAPER, UNBROKEN, Glyph
from sijill.reports.territory_specs import DAMAGE_INK, Instant, RivalTotal, Stretch, damage_bars, rival_lines, spans
from sijill.territory import Bounds, Moved, Spread, StageAccount, Survey, Truce
from sijill.values import CountRange, PartialDate, format_count, format_date, format_decimal, format_range, isolate
from sijill.web.desk.charts import Drawing, drawing
from sijill.web.desk.drawn_ground import glyph_alone
from sijill.web.desk.value_view import format_value
from sijill.web.requests import register_of
from sijill.web.templatetags.sijill import language, t
from sijill.wording.ground import ground_words

CROSS = "M-1.3-.7L-.7-1.3L0-.6L.7-1.3L1.3-.7L.6 0L1.3 .7L.7 1.3L0 .6L-.7 1.3L-1.3 .7L-.6 0z"
STAGE_SHAPES: dict[StageKind, tuple[str, bool]] = {
    StageKind.PROPOSED: (SHAPES["circle"], True),
    StageKind.AGREED: (SHAPES["circle"], False),
    StageKind.TOOK_EFFECT: (SHAPES["triangle-up"], False),
    StageKind.EXTENDED: (SHAPES["diamond"], False),
    StageKind.AT_RISK: (SHAPES["diamond"], True),
    StageKind.SUSPENDED: (SHAPES["square"], True),
    StageKind.RESUMED: (SHAPES["square"], False),
    StageKind.BROKEN: (CROSS, False),
    StageKind.REJECTED: (SHAPES["triangle-down"], True),
    StageKind.ENDED: (SHAPES["triangle-down"], False),
}
"""The shape of each stage, and whether it is hollow."""
OF_A_TRUCE = Look("#3b6a8f")
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class TrucePanel:
    """One truce: its chart, its facts, its stages by source and its breaches."""

    id: str
    title: str
    facts: Sequence[tuple[str, str]]
    chart: Drawing | None
    legend: Sequence[tuple[str, SafeString]]
    rows: Sequence[dict[str, Any]]
    breaches: Sequence[dict[str, str]]


def truce_panel(request: HttpRequest, truce: Truce) -> TrucePanel:
    """Return a truce as a page shows it."""
    noun, told = truce.record.noun, [(one, each) for one in truce.stages for each in one.accounts]
    title = format_value("title", noun.title or noun.zone or t("A truce"))
    kinds = dict.fromkeys(one.kind for one in truce.stages)
    return TrucePanel(
        truce.record.id,
        title,
        list(_truce_facts(truce)),
        _strip(request, truce, title),
        [(_code(kind), _stage_mark(kind)) for kind in STAGE_SHAPES if kind in kinds],
        [_stage_row(one.kind, each) for one, each in told],
        [_breach_row(each) for one in truce.breaches for each in one.accounts],
    )


def _truce_facts(truce: Truce) -> Iterator[tuple[str, str]]:
    noun, comma = truce.record.noun, "، " if language().is_rtl else ", "
    for name, value in ((t("Zone"), noun.zone), (t("Terms"), noun.terms)):
        if value:
            yield name, isolate(value)
    for name, parties in ((t("Sponsors"), noun.sponsors), (t("Parties"), noun.parties)):
        if parties:
            yield name, comma.join(isolate(wording.party_name(one, language())) for one in parties)
    if truce.hours_nominal is not None:
        yield t("Hours declared"), format_count(truce.hours_nominal, language())
    if truce.hours_held is not None:
        yield t("Hours held"), in_bounds(truce.hours_held)
    if truce.start_spread is not None:
        yield t("Hours between the starts that sources give"), in_bounds(truce.start_spread)


def _strip(request: HttpRequest, truce: Truce, title: str) -> Drawing | None:
    timed = [one for stage in truce.stages for one in stage.accounts if one.time.utc_earliest]
    if not timed:
        return None
    rows = list(dict.fromkeys(_named_source(one.source) for one in timed))
    bars, points = list(_whole_truce(truce)), list[Instant]()
    rows = [*(one.row for one in bars[:1]), *rows]
    for one in timed:
        row, said = _named_source(one.source), f"{_code(one.stage.kind)} · {_moment(one.time.utc_earliest)}"
        start, last = one.time.utc_earliest, one.time.utc_latest
        assert start is not None  # noqa: S101 - chosen above
        if one.stage.hours and one.stage.kind is StageKind.TOOK_EFFECT:
            bars.append(Stretch(row, start, start + one.stage.hours * AN_HOUR, OF_A_TRUCE, text=said))
        elif last is not None and last - start > AN_HOUR:
            bars.append(Stretch(row, start, last, OF_A_TRUCE, ControlState.ABANDONED, inferred=True, text=said))
        shape, hollow = STAGE_SHAPES[one.stage.kind]
        points.append(Instant(row, start, shape, said, hollow=hollow))
    spec = spans(rows, bars, points, language(), clock=True)
    return drawing(f"truce-{truce.record.id[:8]}", title, spec, language(), register_of(request).publishing.picture)


def _whole_truce(truce: Truce) -> Iterator[Stretch]:
    """Give a truce from its start to its end, pale where accounts differ; without an end, for the hours declared."""
    at = {one.kind: one.time for one in reversed(truce.stages)}
    start, end = at.get(StageKind.TOOK_EFFECT), at.get(StageKind.ENDED)
    if start is None or start.utc_earliest is None or start.utc_latest is None:
        return
    first, sure = start.utc_earliest, start.utc_latest
    if end is not None and end.utc_earliest and end.utc_latest:
        row, until, last = t("From start to end"), end.utc_earliest, end.utc_latest
    elif truce.hours_nominal:
        row, until, last = (
            t("As declared"),
            first + truce.hours_nominal * AN_HOUR,
            sure + truce.hours_nominal * AN_HOUR,
        )
    else:
        return
    text = f"{_moment(first)} – {_moment(last)}"
    for one, other, inferred in ((first, sure, True), (sure, until, False), (until, last, True)):
        if one < other:
            yield Stretch(row, one, other, OF_A_TRUCE, inferred=inferred, text=text)


def _stage_mark(kind: StageKind) -> SafeString:
    shape, hollow = STAGE_SHAPES[kind]
    return glyph_alone(Glyph(shape, PAPER if hollow else INK, INK, UNBROKEN))


def _stage_row(kind: StageKind, one: StageAccount) -> dict[str, Any]:
    stage, zone = one.stage, one.time.zone
    local = _moment(one.time.utc_earliest, zone) if stage.time_text and one.time.utc_earliest else ""
    local = local or (format_date(stage.at, language()) if stage.at else "–")
    return {
        "stage": _code(kind),
        "source": _named_source(one.source),
        "local": f"{local} {isolate(zone)}" + (f" · {t('zone inferred')}" if one.zone_inferred else ""),
        "utc": _between(one.time.utc_earliest, one.time.utc_latest),
        "hours": format_count(stage.hours, language()) if stage.hours is not None else "",
        "words": " · ".join(isolate(each) for each in (stage.time_text, stage.says) if each),
    }


def _breach_row(one: StageAccount) -> dict[str, str]:
    parties = (wording.party_name(each, language()) for each in one.stage.by)
    return {
        "when": format_date(one.stage.at, language()) if one.stage.at else "–",
        "says": _named_source(one.source),
        "by": ("، " if language().is_rtl else ", ").join(map(isolate, parties)) or t("not stated"),
    }


@dataclass(frozen=True, slots=True)
class MovementGroup:
    """Movements of one kind: rival totals, how far apart they are, and every account."""

    title: str
    chart: Drawing | None
    spread: Sequence[dict[str, str]]
    rows: Sequence[dict[str, str]]


def movement_groups(request: HttpRequest, moved: Sequence[Moved], spreads: Iterable[Spread]) -> Iterator[MovementGroup]:
    """Give the kinds of movement, which are never added to each other."""
    apart = list(spreads)
    for kind in dict.fromkeys(one.noun.kind for one in moved):
        mine = [one for one in moved if one.noun.kind is kind]
        title = _code(kind) if kind else t("Kind not stated")
        yield MovementGroup(
            title,
            _totals(request, kind, title, mine),
            [_spread_row(one) for one in apart if one.kind is kind],
            [_moved_row(one) for one in mine],
        )


def _totals(request: HttpRequest, kind: MovementKind | None, title: str, moved: Sequence[Moved]) -> Drawing | None:
    series: dict[str, list[RivalTotal]] = {}
    for one in moved:
        day = one.as_of.latest if one.as_of else None
        if one.source and one.cumulative is not None and day is not None:
            value, way = one.cumulative, reverse("record", args=[one.record.id])
            text = f"{format_date(day, language())}: {format_range(value.low, value.high, language())}"
            series.setdefault(_named_source(one.source), []).append(RivalTotal(day, value.low, value.high, text, way))
    if sum(map(len, series.values())) < 2:
        return None
    lines = [(name, sorted(told, key=lambda one: one.on)) for name, told in series.items()]
    spec = rival_lines(lines, language())
    return drawing(f"totals-{kind or 'none'}", title, spec, language(), register_of(request).publishing.picture)


def _spread_row(one: Spread) -> dict[str, str]:
    gap = in_bounds(one.gap) if one.comparable else t("not comparable")
    return {
        "when": format_date(one.as_of, language()),
        "lowest": _source_total(one.low, one.as_of),
        "highest": _source_total(one.high, one.as_of),
        "gap": gap,
        "times": in_bounds(one.ratio, places=2) if one.comparable and one.ratio else "",
    }


def _source_total(one: Any, on: date) -> str:
    value = _count(one.value)
    if one.carried:
        return t(
            "{source}: {number}, of {day}", source=_named_source(one.source), number=value, day=_day(one.stated_on)
        )
    return t("{source}: {number}", source=_named_source(one.source), number=value)


def _moved_row(one: Moved) -> dict[str, str]:
    noun = one.noun
    parts = [(t("Children"), noun.children), (t("Women"), noun.women)]
    parts += [(t("Wounded"), noun.wounded), (t("Fighters"), noun.fighters)]
    return {
        "way": reverse("record", args=[one.record.id]),
        "when": _day(one.as_of) if one.as_of else "–",
        "source": _named_source(one.source),
        "value": _count(noun.people),
        "total": _count(one.cumulative),
        "of_whom": " · ".join(f"{name}: {_count(value)}" for name, value in parts if value is not None),
        "from": format_value("from_place", noun.from_place) if noun.from_place else "–",
        "to": format_value("to_place", noun.to_place) if noun.to_place else "–",
    }


def damage_chart(request: HttpRequest, surveys: Sequence[Survey]) -> Drawing | None:
    """Return the surveys that say how much they examined, as bars of their classes."""
    drawn = [
        (_survey_name(one), {kind: part.count.floor for kind, part in one.classes.items()}, one.examined.floor)
        for one in surveys
        if one.examined is not None and one.examined.floor
    ]
    if not drawn:
        return None
    names = {kind.value: _code(kind) for kind in DamageClass} | {"": t("without a class")}
    spec = damage_bars(drawn, names, language())
    title = t("Classes of damage, of what was examined")
    return drawing("damage", title, spec, language(), register_of(request).publishing.picture)


def damage_rows(surveys: Sequence[Survey]) -> tuple[list[str], list[dict[str, Any]]]:
    """Return the classes that any survey has, in words, and the surveys as rows with their shares."""
    kinds = [kind for kind in DAMAGE_INK if any(kind in one.classes for one in surveys)]
    rows = [
        {
            "survey": format_value("title", one.name),
            "source": _named_source(one.source),
            "when": _day(one.on) if one.on else "–",
            "examined": _count(one.examined),
            "cells": [_class_cell(one.classes.get(DamageClass(kind))) for kind in kinds]
            + [_class_cell(one.unclassified)],
        }
        for one in surveys
    ]
    return [*map(_code, kinds), t("without a class")], rows


def _class_cell(part: Any) -> str:
    if part is None:
        return "–"
    share = part.share_of_examined
    return _count(part.count) + (f" ({in_percent(share)})" if share is not None else "")


def _survey_name(one: Survey) -> str:
    return isolate(format_value("title", one.name)) + (f" · {_day(one.on)}" if one.on else "")


def in_bounds(one: Bounds, *, places: int = 1) -> str:
    """Return a number between two ends in the language of the page."""
    low, high = (None if end is None else Decimal(str(round(end, places))) for end in (one.low, one.high))
    if all(end is None or end == int(end) for end in (low, high)):
        return format_range(None if low is None else int(low), None if high is None else int(high), language())
    ends = [format_decimal(end, language(), places=places) for end in (low, high) if end is not None]
    if high is None:
        return t("at least {count}", count=ends[0])
    return isolate("–".join(dict.fromkeys(ends)))


def in_percent(one: Bounds) -> str:
    """Return a share between two ends as a percentage."""
    ends = (f"{round(end * 100)}%" for end in (one.low, one.high) if end is not None)
    return isolate("–".join(dict.fromkeys(ends)))


def _count(value: CountRange | None) -> str:
    return format_range(value.low, value.high, language()) if value is not None else "–"


def _code(code: StageKind | MovementKind | DamageClass) -> str:
    return ground_words(code, language()) or code.value


def _named_source(source: str | None) -> str:
    """Return what a source is called: a party by its house name."""
    return isolate(wording.party_name(source, language())) if source else t("source not named")


def _day(when: PartialDate | date) -> str:
    return format_date(when, language())


def _moment(when: datetime | None, zone: str = "UTC") -> str:
    if when is None:
        return "–"
    local = when.astimezone(ZoneInfo(zone))
    return f"{format_date(local.date(), language())} {isolate(f'{local:%H:%M}')}"


def _between(first: datetime | None, last: datetime | None) -> str:
    if first is None or last is None or first == last:
        return _moment(first or last)
    return t("between {first} and {last}", first=_moment(first), last=_moment(last))
