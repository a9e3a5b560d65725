"""Two records that may be one, side by side: what each says, what differs, why they may be one and what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sijill import wording
from sijill.claims import place_meant
from sijill.language.names import name_likeness
from sijill.linkage import ALIKE
from sijill.model import Attribution, properties, to_json
from sijill.records import AnyRecord, noun_of
from sijill.values import (
    CountRange,
    Language,
    PartialDate,
    PersonName,
    format_range,
    message,
    normal_key,
    plain,
    translate,
)
from sijill.wording.attribution import attributed
from sijill.workspace.alike.waiting_pairs import Effect, WaitingPair
from sijill.workspace.documents import called

if TYPE_CHECKING:
    from sijill.workspace._register import Register


LAID_BESIDE = {
    "victim": (
        *("name", "sex", "age", "born", "died_on", "documented_on", "place", "killed_in", "origin_place"),
        *("origin_governorate", "civilian_status", "statuses", "attribution", "weapon", "identifiers"),
    ),
    "incident": (
        *("title", "happened_on", "documented_on", "place", "governorate", "attribution", "weapon"),
        *("killed", "children", "women", "injured"),
    ),
}
"""What of two records is laid side by side."""

RESTS_ON: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "event_day": (("happened_on",),),
    "within_days": (("happened_on",),),
    "next_day": (("happened_on",),),
    "given": (("name",),),
    "family": (("name",),),
    "father": (("name",),),
    "short_name": (("name",),),
    "weighed": (("name",),),
    "numbers": (("killed",),),
    "number": (("identifiers",),),
    "day": (("died_on",),),
    "month": (("died_on",),),
    "sex_and_age": (("sex",), ("age", "born")),
    "sex": (("sex",),),
    "age": (("age", "born"),),
    "community": (("place",),),
    "district": (("place",),),
    "governorate": (("killed_in", "governorate"),),
    "point": (("point",),),
    "place": (("place", "governorate"),),
    "party": (("attribution",),),
    "weapon": (("weapon",),),
}
"""Which values a code rests on, by a part of its name, the first that fits: one of each group."""

EFFECTS = {
    Effect.MONTH: message("Both are counted in the same month: if they are one, its toll is one record too high."),
    Effect.WHOLE: message("Both are counted, in different months: if they are one, the whole toll is too high."),
    Effect.NONE: message("No toll changes now: one of them is not counted by itself."),
}


@dataclass(frozen=True, slots=True)
class LaidBeside:
    """One property of two records; ``same`` is None where one is silent, or writes a name otherwise."""

    property: str
    left: Any
    right: Any
    same: bool | None


def beside(left: AnyRecord, right: AnyRecord) -> Iterator[LaidBeside]:
    """Give what two records of one kind hold, property by property, where one of them holds anything."""
    for name in LAID_BESIDE[left.kind]:
        ours, theirs = left.value(name), right.value(name)
        if ours or theirs:
            yield LaidBeside(name, ours, theirs, _holds_alike(ours, theirs) if ours and theirs else None)


def seen_why(why: Iterable[str], left: AnyRecord, right: AnyRecord) -> tuple[str, ...]:
    """Return the codes that rest on values which two records, as somebody may see them, both hold; no other code."""
    return tuple(one for one in why if all(_holds_what_rests(side, one) for side in (left, right)))


def _holds_what_rests(side: AnyRecord, code: str) -> bool:
    cards = properties(noun_of(side.kind))
    groups = next((groups for part, groups in RESTS_ON.items() if part in code), ())
    return bool(groups) and all(any(name in cards and side.value(name) for name in names) for names in groups)


def why_in_words(why: tuple[str, ...], language: Language) -> str:
    """Return in plain words what speaks for one record and what against."""
    told = [wording.label(one, language, wording.ALIKE_WORDS) for one in why]
    return (" · ").join(told)


def pair_document(register: Register, one: WaitingPair) -> dict[str, Any]:
    """Return a pair as ``sijill link REGISTER --json`` prints it."""
    sides = [register.records.of(each) for each in (one.left, one.right)]
    names = register.records.names([one.left, one.right])
    left, right = (
        {"id": each.id, "handle": names[each.id].handle, "called": called(each.noun) or ""} for each in sides
    )
    cards = properties(noun_of(one.kind))
    return {
        "left": left,
        "right": right,
        "kind": one.kind,
        "likelihood": one.likelihood,
        "codes": list(one.why),
        "why": {each.value: why_in_words(one.why, each) for each in Language},
        "effect": one.effect.value,
        "changes": {each.value: translate(each, EFFECTS[one.effect]) for each in Language},
        "unsure": one.unsure.reason if one.unsure else None,
        "values": [
            {
                "property": row.property,
                "label": {"en": cards[row.property].prop.label_en, "ar": cards[row.property].prop.label_ar},
                "left": _as_line(row.left),
                "right": _as_line(row.right),
                "same": row.same,
            }
            for row in beside(*sides)
        ],
    }


def _holds_alike(ours: Any, theirs: Any) -> bool | None:
    if isinstance(ours, PersonName) and isinstance(theirs, PersonName):
        alike = max(name_likeness(one.text, other.text).score for one in ours.forms for other in theirs.forms)
        return True if ours.keys & theirs.keys else None if alike >= ALIKE else False
    if isinstance(ours, str) and isinstance(theirs, str):
        meant = [place_meant(text) for text in (ours, theirs)]
        if meant[0] is not None and meant[0] == meant[1]:
            return True
        halves = [{normal_key(part) for part in text.split(" | ")} for text in (ours, theirs)]
        return bool(halves[0] & halves[1])
    return bool(ours == theirs)


def _as_line(value: Any) -> str | None:
    """Return a value as a line can hold it: the writings of a name, a day as it is told, else its own form."""
    if not value:
        return None
    if isinstance(value, PersonName):
        return " · ".join(form.text for form in value.forms)
    if isinstance(value, PartialDate):
        return value.edtf
    if isinstance(value, Attribution):
        return plain(attributed(value, Language.EN))
    if isinstance(value, CountRange):
        return format_range(value.low, value.high, Language.EN)
    if isinstance(value, tuple):
        return ", ".join(filter(None, (_as_line(one) for one in value)))
    told = to_json(value)
    if isinstance(told, dict):
        return " ".join(str(one) for one in told.values() if one not in (None, [], ()))
    return str(told)
