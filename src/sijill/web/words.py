"""Codes of the register as words of the page."""

from __future__ import annotations

import enum
from typing import Any

from sijill import wording
from sijill.model import Attribution, AttributionMode, Outcome
from sijill.values import (
    CountRange,
    GeoPoint,
    Identifier,
    Language,
    PartialDate,
    PersonName,
    format_date,
    format_range,
    isolate,
    message,
    translate,
)
from sijill.web import labels

CODES: dict[str, str] = {
    "casualties": message("Casualties"),
    "control": message("Control of places"),
    "displacement": message("Displacement"),
    "damage": message("Damage"),
    "ceasefire": message("Ceasefire"),
    "attack": message("Attack"),
    "detention": message("Detention"),
    "statement": message("Statement"),
    "assert": message("says so"),
    "deny": message("denies it"),
    "dispute": message("disputes it"),
    "unverified": message("unverified"),
    "accepted": message("Accepted"),
    "edited": message("Accepted with changes"),
    "rejected": message("Rejected"),
    "split": message("Accepted as one of several claims"),
    "merged": message("Accepted as one claim with others"),
    "confirmed": message("Confirmed by a second person"),
    "rival": message("Accepted beside another value"),
    "corrected": message("Corrected"),
    "withdrawn": message("Withdrawn"),
    "preferred": message("preferred"),
    "normal": message("normal"),
    "deprecated": message("set aside"),
    "incident": message("Incident"),
    "victim": message("Victim"),
    "tally": message("Tally"),
    "item": message("Document"),
    "claim": message("Claim"),
    "publication": message("Publication"),
    "published_figure": message("Published figure"),
    "act": message("Act"),
    "party": message("Party"),
    "place": message("Place"),
    "killed": message("Killed"),
    "injured": message("Injured"),
    "children": message("Children"),
    "women": message("Women"),
    "men": message("Men"),
    "died_in_custody": message("died in custody"),
    "missing": message("missing"),
    "abducted": message("abducted"),
    "detained": message("detained"),
    "forcibly_disappeared": message("forcibly disappeared"),
    "released": message("released"),
    "found_alive": message("found alive"),
    "public": message("public"),
    "team": message("the team"),
    "restricted": message("restricted"),
    "sealed": message("sealed"),
    "acquired": message("Acquired"),
    "received_again": message("Received again"),
    "copied": message("Copied"),
    "checked": message("Checked"),
    "exported": message("Exported"),
    "documented": message("by the day it was documented"),
    "died": message("by the day of death"),
    "administrator": message("administrator"),
    "lead": message("lead"),
    "verifier": message("verifier"),
    "documenter": message("documenter"),
    "analyst": message("analyst"),
    "viewer": message("viewer"),
    "cause": message("Cause"),
    "governorate": message("Governorate"),
    "month": message("Month"),
    "verification": message("Verification"),
    "custody": message("Custody"),
    "text": message("Reading"),
    "copy": message("Copy of another document"),
    "judgement": message("Judgement"),
    "retraction": message("Withdrawal"),
    "link": message("Link"),
    "methodology": message("Methodology"),
    "destroyed": message("Destroyed"),
    "revealed": message("Shown though sealed"),
    "submission": message("Submission"),
}

OUTCOMES: dict[Outcome, str] = {Outcome.KILLED: message("was killed"), Outcome.INJURED: message("was injured")}
"""What happened to one person; the same codes head columns of numbers."""


def coded(code: str, language: Language) -> str:
    """Return the word for a code; a slug of a record has its own label."""
    if code in CODES:
        return translate(language, CODES[code])
    return labels.of_slug(code, language) if labels.SLUG.fullmatch(code) else code


def shown(value: Any, language: Language) -> str:
    """Return any value of a record as a person reads it."""
    if value is None or value == ():
        return "–"
    if isinstance(value, bool):
        return translate(language, "yes") if value else translate(language, "no")
    if isinstance(value, CountRange):
        return format_range(value.low, value.high, language)
    if isinstance(value, PartialDate):
        return format_date(value, language)
    if isinstance(value, PersonName):
        return isolate(value.display(language))
    if isinstance(value, Attribution):
        return attributed(value, language)
    if isinstance(value, Outcome) and value in OUTCOMES:
        return translate(language, OUTCOMES[value])
    if isinstance(value, enum.Enum):
        return coded(str(value.value), language)
    if isinstance(value, Identifier):
        return isolate(value.text)
    if isinstance(value, GeoPoint):
        return f"{isolate(f'{value.latitude}, {value.longitude}')} ({labels.of_slug(value.precision, language)})"
    if isinstance(value, tuple | list):
        return (
            "، ".join(shown(one, language) for one in value)
            if language.is_rtl
            else ", ".join(shown(one, language) for one in value)
        )
    if isinstance(value, str) and labels.SLUG.fullmatch(value):
        return coded(value, language)
    return isolate(one_of_two(value, language)) if isinstance(value, str) else str(value)


def one_of_two(text: str, language: Language) -> str:
    """Return the half of "English | العربية" that is the page's; a text in one language stands for both."""
    english, _, arabic = text.partition(" | ")
    return arabic if arabic and language.is_rtl else english


def attributed(value: Attribution, language: Language) -> str:
    """Return who is held responsible, in words."""
    if value.mode is AttributionMode.UNKNOWN or not value.parties:
        return translate(language, "not known who")
    return wording.together(value.mode, (wording.party_name(slug, language) for slug in value.parties), language)
