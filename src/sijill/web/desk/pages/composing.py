"""What a report says beside its numbers: month, method and parts are chosen, texts in both languages keep a history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sijill.ledger import Entry
from sijill.model.entries import ReportText
from sijill.values import Period, arabic_digits_to_ascii, message, translate
from sijill.web.accounts.policy import Action
from sijill.web.figures_query import CLOCKS, adopted
from sijill.web.requests import field, needs, register_of
from sijill.web.templatetags.sijill import language

PARTS = {
    "context": message("Context"),
    "conclusions": message("Conclusions"),
    "recommendations": message("Recommendations"),
}
LEFT_OUT = {
    "governorate": message("Killed by governorate"),
    "origin": message("Killed by governorate of origin"),
    "torture": message("Deaths due to torture"),
    "groups": message("Media, medical, relief and civil defence workers"),
    "massacres": message("Massacres"),
    "outcomes": message("Arrests, releases and disappearances"),
    "published": message("Figures published by others"),
    "context": message("Context"),
    "recommendations": message("Recommendations"),
}
ADDRESSEES = (
    ("The Security Council", "مجلس الأمن"),
    ("The international community", "المجتمع الدولي"),
    ("The High Commissioner for Human Rights", "المفوض السامي لحقوق الإنسان"),
    ("The Independent International Commission of Inquiry", "لجنة التحقيق الدولية المستقلة"),
    ("The International, Impartial and Independent Mechanism", "الآلية الدولية المحايدة والمستقلة"),
    ("The United Nations Special Envoy", "المبعوث الأممي الخاص"),
    ("Humanitarian organizations", "المنظمات الإنسانية"),
)
"""Whom monthly reports of the field usually address (S1.35); any other may be written."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text as it was written once: by whom, when and why."""

    entry: Entry
    part: str
    body: dict[str, str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A text that stands, or an empty place for one."""

    part: str
    label: str
    text: ReportText | None


@needs(Action.PUBLISH, "GET")
def compose(request: HttpRequest) -> HttpResponse:
    """Show the texts of a month's report, the parts it may leave out, and who wrote what before; or ask which month."""
    if not field(request, "period"):
        return render(request, "desk/compose.html")
    register = register_of(request)
    window = report_period(request)
    standing = register.publishing.written(window)
    slots = [Slot(part, _report_part(part), _standing(standing, part)) for part in ("context", "conclusions")]
    addressed = [Slot("recommendations", _report_part("recommendations"), one) for one in standing if one.addressee_en]
    history = [
        Version(
            entry, _report_part(str((entry.body or {})["part"])), {k: str(v) for k, v in (entry.body or {}).items()}
        )
        for entry in reversed(register.publishing.writing_history(window))
    ]
    shown = {
        "period": window,
        "slots": slots,
        "addressed": addressed,
        "addressees": ADDRESSEES,
        "history": history,
        "options": chosen(request),
        "clocks": CLOCKS,
        "methodologies": adopted(request),
        "append_id": register.new_id(),
    }
    return render(request, "desk/compose.html", shown)


@needs(Action.PUBLISH, "POST")
def write_text(request: HttpRequest) -> HttpResponse:
    """Record a text of the report in both languages."""
    window = report_period(request)
    register_of(request).publishing.write_text(
        window.text,
        field(request, "part"),
        en=field(request, "en"),
        ar=field(request, "ar"),
        addressee_en=field(request, "addressee_en"),
        addressee_ar=field(request, "addressee_ar"),
        reason=field(request, "reason"),
        append_id=field(request, "append_id"),
    )
    return redirect(f"{reverse('compose')}?period={window.text}")


@dataclass(frozen=True, slots=True)
class Options:
    """How a report is asked for: clock, methodology, and the parts that it leaves out."""

    clock: str
    methodology: str
    without: tuple[str, ...]

    @property
    def parts(self) -> list[tuple[str, str, bool]]:
        """Every part that may be left out, with its name and whether it is."""
        return [(part, translate(language(), name), part in self.without) for part, name in LEFT_OUT.items()]

    def asked(self) -> dict[str, Any]:
        """Return the options as a report takes them."""
        return {"clock": self.clock or None, "methodology": self.methodology or None, "without": self.without}


def chosen(request: HttpRequest) -> Options:
    """Return the options that a form or an address gives."""
    source = request.POST if request.method == "POST" else request.GET
    clock = field(request, "clock") if field(request, "clock") in set(CLOCKS) else ""
    without = tuple(part for part in LEFT_OUT if part in source.getlist("without"))
    return Options(clock, field(request, "methodology"), without)


def report_period(request: HttpRequest) -> Period:
    """Return the period of a report that a form or an address names. Raises UnreadablePeriod."""
    return Period.parse(arabic_digits_to_ascii(field(request, "period")))


def _report_part(part: str) -> str:
    return translate(language(), PARTS[part])


def _standing(texts: list[ReportText], part: str) -> ReportText | None:
    return next((text for text in texts if text.part == part), None)
