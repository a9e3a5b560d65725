"""What the form of entering by hand says, and its recording: the source is sealed first, then all that rests on it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from sijill import actions
from sijill.actions import Provenance, cell_value
from sijill.model import Anchor, Claim, ClaimKind, Parties, Sensitivity
from sijill.values import NameForm, PersonName, arabic_digits_to_ascii, script_of
from sijill.web.desk.gate import field
from sijill.web.desk.opened import register_of
from sijill.web.desk.templatetags.sijill import t

FORM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
PERSON = ("sex", "age", "born", "origin_governorate", "civilian_status")
SHARED = ("place", "attribution", "weapon")
INCIDENT = ("title", "happened_on", "governorate", "civilian_status", "killed", "injured")
FIELDS = (
    *("name_ar", "name_en", *PERSON, *SHARED, "happened_on", "governorate", "title", "killed", "injured"),
    *("outcome", "party_name", "source", "words"),
)
NEW = "new"


@dataclass(frozen=True, slots=True)
class Onto:
    """The record that somebody chose to add to instead of making a second one, and where it stood when they saw it."""

    kind: str
    subject: str
    seen: int | None


def form_id(request: HttpRequest) -> str:
    """Return the hidden id of the form, or a new one: each append is named after it, so twice changes nothing."""
    asked = field(request, "append_id")
    return asked if FORM_ID.fullmatch(asked) else register_of(request).ids.internal()


def typed(request: HttpRequest) -> dict[str, str]:
    """Return the fields of the form as they were typed."""
    return {name: field(request, name) for name in FIELDS}


def missing(given: Mapping[str, str]) -> str:
    """Return what the form still lacks, in words, or nothing."""
    if not (given["name_ar"] or given["name_en"] or given["title"]):
        return t("Give a name in either script, or say in one line what happened.")
    if not given["source"] or not given["words"]:
        return t("Name the source and give its words: nothing is believed without words.")
    return ""


def record(request: HttpRequest, form: str, given: Mapping[str, str], onto: Onto | None) -> str:
    """
    Seal the source's words, pin a claim to them, then record incident, person, party and the act that joins them.

    Returns the id of the person, else of the incident. Each append carries a name made
    from the form's own, so that sending it twice changes nothing. Raises RecordMovedOn when
    the record to add to was changed since it was seen; what was sealed by then stays sealed
    and the same form goes on from there.
    """
    register = register_of(request)
    first = register.ledger.receipt(f"{form}-victim") or register.ledger.receipt(f"{form}-incident")
    if first is not None and onto is None:
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
    anchor = register.anchor_of(item, words, start=0)
    claim = actions.by_hand(blank, anchor=anchor, actor=register.actor)
    judged = actions.enter_claim(register.doing(f"{form}-claim"), claim)
    grounds = (judged.claim,) if judged.claim else ()

    def state(kind: str, values: dict[str, Any]) -> str:
        subject = onto.subject if onto is not None and onto.kind == kind else None
        expect = {subject: onto.seen} if onto is not None and subject and onto.seen is not None else None
        dated = values if subject or kind == "act" else {**values, "documented_on": today}
        name = f"{form}-{kind}" if subject is None else f"{form}-{kind}-{subject}"
        given_to = register.record(
            kind,
            dated,
            subject=subject,
            claims=grounds,
            source=given["source"],
            expect=expect,
            append_id=name,
        )
        return given_to.subject

    if given["party_name"] and Parties.load().slug(given["party_name"]) is None:
        _party(request, form, given, grounds)
    happened = onto.subject if onto is not None and onto.kind == "incident" and not incident else ""
    if incident:
        happened = state("incident", incident)
    if not victim:
        return happened
    person = state("victim", victim)
    if happened:
        state("act", {"victim": person, "incident": happened, "outcome": given["outcome"] or "killed"})
    return person


def _party(request: HttpRequest, form: str, given: Mapping[str, str], grounds: tuple[str, ...]) -> None:
    """Record a party that the tree does not know under the name the source uses; nobody files the dead by it yet."""
    name = given["party_name"]
    values = {"name": name} | ({"name_ar": name} if script_of(name) == "arab" else {})
    register_of(request).record("party", values, claims=grounds, source=given["source"], append_id=f"{form}-party")


def _victim(given: Mapping[str, str]) -> dict[str, Any]:
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


def _incident(given: Mapping[str, str]) -> dict[str, Any]:
    return _values("incident", given, (*SHARED, *INCIDENT)) if given["title"] else {}


def _values(kind: str, given: Mapping[str, str], names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: given[name] for name in names if given[name]}
    if "attribution" in names and not given["attribution"] and given["party_name"]:
        slug = Parties.load().slug(given["party_name"])
        values |= {"attribution": slug} if slug else {}
    return {name: cell_value(kind, name, _plain(text)) for name, text in values.items()}


def _plain(text: str) -> str:
    return arabic_digits_to_ascii(text)
