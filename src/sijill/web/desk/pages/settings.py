"""What a register goes by: the methodology in force and those adopted, who judges twice, and what its file says."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill import methodology, wording
from sijill.methodology import MethodologyNotAdopted, Rules
from sijill.model.cards import OWN
from sijill.values import SijillError, message, translate
from sijill.web.accounts.policy import Action
from sijill.web.desk.timeline import called
from sijill.web.refusals import render_error
from sijill.web.requests import counting_of, field, needs, register_of
from sijill.web.templatetags.sijill import code, language
from sijill.workspace import Settings

LARGEST = 1024 * 1024
SETTINGS_SHOWN = {
    "name": message("Name"),
    "name_ar": message("Name in Arabic reports"),
    "zone": message("Zone of its days"),
    "methodology": message("Methodology that counts"),
    "theatre": message("The war it documents"),
    "one_person": message("One person judges what they entered"),
    "embargo_days": message("Days by which control, routes and evacuations are kept from outside"),
    "accept_unconfined": message("Foreign files are read where no process can be confined"),
    "largest_item": message("Largest file that is taken in, in bytes"),
    "notice_en": message("Notice above English reports"),
    "notice_ar": message("Notice above Arabic reports"),
    "model": message("Language model that may propose"),
    "model_levels": message("Levels whose texts may go to it"),
}
"""The settings of ``sijill.toml`` that a lead reads; where its databases are is nobody's but the keeper's."""


@needs(Action.ADOPT, "GET", "POST")
def settings_page(request: HttpRequest) -> HttpResponse:
    """Show what the register goes by, or put a version of a methodology in force."""
    register, refusal = register_of(request), ""
    if request.method == "POST":
        sent = request.FILES.get("file")
        try:
            content = sent.read(LARGEST) if sent else methodology.shipped_bytes(field(request, "methodology"))
            register.counts.adopt_methodology(content)
            return redirect("settings")
        except SijillError as reason:
            refusal = render_error(reason)
    adopted = [one for one in register.records.entries(kind="methodology") if one.body]
    shown = {
        "rules": _in_force(request),
        "adopted": list(reversed(adopted)),
        "shipped": [methodology.parse(methodology.shipped_bytes(name)) for name in methodology.shipped()],
        "eyes": sorted(wording.label(kind.value, language()) for kind in register.review.four_eyes()),
        "settings": list(_shown_settings(register.settings)),
        "refusal": refusal,
    }
    return render(request, "desk/settings.html", shown, status=400 if refusal else 200)


def _in_force(request: HttpRequest) -> Rules | None:
    try:
        return counting_of(request).rules
    except MethodologyNotAdopted:
        return None


def _shown_settings(settings: Settings) -> Iterable[tuple[str, str, object]]:
    """Give the settings of the file by their names, each with its words and what it says."""
    for name, words in SETTINGS_SHOWN.items():
        value = getattr(settings, name)
        if value not in ("", None):
            yield name, translate(language(), words), value
    for one in settings.own_columns:
        kind = wording.label(one.kind, language())
        yield f"{OWN}{one.name}", called(one.declared.prop, language()), f"{kind} · {code(one.sensitivity)}"
