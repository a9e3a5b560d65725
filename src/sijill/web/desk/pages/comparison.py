"""Source against source: what both know, what only one knows, where they disagree, and printed numbers side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijill.model import PublishedFigure, Tally
from sijill.records import AnyRecord, RecordedValue
from sijill.tolls import quality
from sijill.tolls.quality import Agreement, Comparison, Difference, SideBySide
from sijill.values import format_count, format_date, format_decimal, format_percent, message, translate
from sijill.web import words
from sijill.web.accounts.policy import Action
from sijill.web.desk.url_keys import source_key
from sijill.web.requests import counting_of, field, needs, register_of, view_of, whole
from sijill.web.templatetags.sijill import language, t

MOST_COMPARED = 200
MOST_DAYS = 30
ABOUT = {
    "date": message("the day, within {days} days"),
    "party": message("the party"),
    "place": message("the governorate"),
    "killed": message("the number killed"),
}
PROPERTIES = {
    "date": ("died_on", "happened_on"),
    "party": ("attribution",),
    "place": ("killed_in", "governorate"),
    "killed": ("killed",),
}
REASONS = {
    "windows differ": message("They speak of different windows."),
    "one counts by the day of death, the other by the day of documentation": message(
        "One counts by the day of death, the other by the day of documentation."
    ),
}


@dataclass(frozen=True, slots=True)
class Agreed:
    """On how many shared records two sources agree in one thing."""

    about: str
    agreement: Agreement
    share: str


@dataclass(frozen=True, slots=True)
class Differs:
    """A record on which two sources differ, with what each says."""

    record: str
    about: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Line:
    """One printed number beside others."""

    record: str
    source: str
    value: str
    window: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What several sources printed about one question."""

    measure: str
    cell: str
    lines: tuple[Line, ...]
    gap: str
    reasons: tuple[str, ...]
    contradicts: bool


@needs(Action.TRACE, "GET")
def compare(request: HttpRequest) -> HttpResponse:
    """Set two sources against each other, and all printed numbers side by side."""
    counting = counting_of(request)
    records = view_of(request).without_hidden_words(counting.records.values())
    known = quality.sources_of(records)
    # Who speaks stands in an address by a key only (DESIGN 9).
    by_key = {source_key(one): one for one in known}
    a = by_key.get(field(request, "a"), next(iter(known), ""))
    b = by_key.get(field(request, "b"), "")
    b = b if b != a and b else next((one for one in known if one != a), "")
    days = min(whole(request, "days", 1), MOST_DAYS)
    shown: dict[str, object] = {"sources": [(one, key) for key, one in by_key.items()], "a": a, "b": b, "days": days}
    if a and b:
        found = quality.compare(records, a, b, counting.rules, days=days)
        by_id = {record.id: record for record in records}
        told = [one.record for one in found.differences[:MOST_COMPARED]]
        shown |= {
            "names": register_of(request).records.names(
                [*told, *found.only_a[:MOST_COMPARED], *found.only_b[:MOST_COMPARED]]
            ),
            "found": found,
            "agreed": _agreement_lines(found, days),
            "differs": [_differs(one, by_id, request, days) for one in found.differences[:MOST_COMPARED]],
            "most": MOST_COMPARED,
            "left": max(0, len(found.differences) - MOST_COMPARED),
            "only_a": found.only_a[:MOST_COMPARED],
            "only_b": found.only_b[:MOST_COMPARED],
        }
    shown["beside"] = [_beside(one) for one in quality.printed_side_by_side(_printable(records))]
    return render(request, "desk/compare.html", shown)


def _agreement_lines(found: Comparison, days: int) -> list[Agreed]:
    return [
        Agreed(
            translate(language(), ABOUT[about], days=days),
            one,
            format_percent(one.share, language()) if one.share is not None else "–",
        )
        for about, one in found.agreement.items()
    ]


def _differs(one: Difference, records: Mapping[str, AnyRecord], request: HttpRequest, days: int) -> Differs:
    record = records[one.record]
    said = {}
    for statement in (one.a, one.b):
        name, held = _value_said(record, one.about, statement)
        said[statement] = (
            words.value_in_words(held.value, language()) if held and view_of(request).shows(record.kind, name) else "–"
        )
    return Differs(one.record, translate(language(), ABOUT[one.about], days=days), said[one.a], said[one.b])


def _value_said(record: AnyRecord, about: str, statement: str) -> tuple[str, RecordedValue | None]:
    for name in PROPERTIES[about]:
        for held in record.held.get(name, ()):
            if held.statement == statement:
                return name, held
    return PROPERTIES[about][0], None


def _printable(records: list[AnyRecord]) -> list[AnyRecord]:
    """Return the printed numbers whose values may all be read."""
    return [one for one in records if isinstance(one.noun, PublishedFigure | Tally) and one.held.get("source", True)]


def _beside(one: SideBySide) -> Beside:
    lines = tuple(
        Line(
            printed.record,
            printed.source,
            format_count(printed.value, language()),
            format_date(printed.window, language()) if printed.window else "–",
        )
        for printed in one.printed
    )
    gap = format_decimal(one.gap, language(), places=1) if one.gap is not None and one.gap != Decimal(1) else ""
    cell = t("everybody") if one.cell == "all" else one.cell
    reasons = tuple(translate(language(), REASONS.get(reason, reason)) for reason in one.reasons)
    return Beside(one.measure, cell, lines, gap, reasons, one.contradicts)
