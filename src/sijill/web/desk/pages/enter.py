"""Enter by hand: a person, what happened to them, and the source, in one form, with a warning of likely duplicates."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill.actions import Provenance, cell_value
from sijill.model import Anchor, CivilianStatus, Claim, ClaimKind, Outcome, Parties, Sensitivity, Sex
from sijill.values import NameForm, PersonName, SijillError, script_of
from sijill.web.accounts.policy import Action
from sijill.web.desk.gate import field, needs
from sijill.web.desk.opened import register_of
from sijill.web.desk.records import Similar, similar_to
from sijill.web.desk.refusals import said
from sijill.web.desk.templatetags.sijill import t

FORM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PERSON = ("sex", "age", "born", "origin_governorate", "civilian_status")
SHARED = ("place", "attribution", "weapon")
FIELDS = ("name_ar", "name_en", *PERSON, *SHARED, "happened_on", "governorate", "title", "outcome", "source", "words")


@needs(Action.ENTER)
def enter(request: HttpRequest) -> HttpResponse:
    """Show the form, warn of likely duplicates, or record."""
    given = {name: field(request, name) for name in FIELDS}
    refusal, similar = "", list[Similar]()
    if request.method == "POST":
        similar = _similar(request, given)
        refusal = _missing(given)
        if not refusal and (not similar or field(request, "sure")):
            try:
                return redirect("record", subject=_record(request, given))
            except SijillError as reason:
                refusal = said(reason)
    shown = {
        "given": given,
        "similar": similar,
        "refusal": refusal,
        "append_id": field(request, "append_id") or register_of(request).ids.internal(),
        "sexes": list(Sex),
        "statuses": list(CivilianStatus),
        "outcomes": (Outcome.KILLED, Outcome.DIED_IN_CUSTODY, Outcome.INJURED, Outcome.MISSING, Outcome.DETAINED),
        "parties": Parties.load().slugs,
        "sources": sorted({one.source for one in register_of(request).items()}),
    }
    return render(request, "desk/enter.html", shown, status=400 if refusal else 200)


def _missing(given: dict[str, str]) -> str:
    if not (given["name_ar"] or given["name_en"] or given["title"]):
        return t("Give a name in either script, or say in one line what happened.")
    if not given["source"] or not given["words"]:
        return t("Name the source and give its words: nothing is believed without words.")
    return ""


def _similar(request: HttpRequest, given: dict[str, str]) -> list[Similar]:
    """Return records that answer to the name in either script; without a name, to the place."""
    names = [given[name] for name in ("name_ar", "name_en") if given[name]]
    found: dict[str, Similar] = {}
    for words in names or [given["place"]]:
        if words:
            found |= {one.record.id: one for one in similar_to(request, words)}
    return list(found.values())


def _record(request: HttpRequest, given: dict[str, str]) -> str:
    """
    Seal the source's words, pin a claim to them, then record incident, person and the act that joins them.

    Each append carries a name made from the form's own, so that sending it twice changes nothing.
    """
    register, form = register_of(request), field(request, "append_id")
    if not FORM_ID.fullmatch(form):
        form = register.ids.internal()
    first = register.ledger.receipt(f"{form}-victim") or register.ledger.receipt(f"{form}-incident")
    if first is not None:
        return str((register.ledger.entry(first.ids[0]).body or {})["subject"])
    victim, incident = _victim(given), _incident(given)  # refuses what cannot be read before anything is recorded
    today = register.doing(f"{form}-victim").today.isoformat()
    words = given["words"].replace("\r\n", "\n")
    item = register.add_bytes(
        words.encode(),
        Provenance(given["source"], original_name="entered-by-hand.txt", sensitivity=Sensitivity.TEAM),
        append_id=f"{form}-source",
    ).item
    blank = Claim("", item, ClaimKind.CASUALTIES, Anchor("", 0, 0), claimant=given["source"])
    judged = register.enter_claim(blank, words, start=0, reason=t("Entered by hand from this source."))
    grounds = (judged.claim,) if judged.claim else ()

    def state(kind: str, values: dict[str, Any]) -> str:
        return register.record(kind, values, claims=grounds, source=given["source"], append_id=f"{form}-{kind}").subject

    happened = state("incident", {**incident, "documented_on": today}) if incident else ""
    if not victim:
        return happened
    person = state("victim", {**victim, "documented_on": today})
    if happened:
        state("act", {"victim": person, "incident": happened, "outcome": given["outcome"] or "killed"})
    return person


def _victim(given: dict[str, str]) -> dict[str, Any]:
    if not (given["name_ar"] or given["name_en"]):
        return {}
    texts = [given[name] for name in ("name_ar", "name_en") if given[name]]
    values = _values("victim", given, (*PERSON, *SHARED))
    values["name"] = PersonName(tuple(NameForm(text, script_of(text)) for text in texts)).to_json()
    values["statuses"] = [given["outcome"] or "killed"]
    if given["happened_on"]:
        values["died_on"] = cell_value("victim", "died_on", given["happened_on"])
    if given["governorate"]:
        values["killed_in"] = given["governorate"]
    return values


def _incident(given: dict[str, str]) -> dict[str, Any]:
    if not given["title"]:
        return {}
    return _values("incident", given, (*SHARED, "title", "happened_on", "governorate", "civilian_status"))


def _values(kind: str, given: dict[str, str], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: cell_value(kind, name, given[name]) for name in names if given[name]}
