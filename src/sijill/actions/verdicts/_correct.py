"""A claim as a person corrects it: every field by its vocabulary; its words and its document never change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sijill.claims import with_origin
from sijill.language import Weapons
from sijill.language.written_date import written_date
from sijill.model import Anchor, Claim, ClaimDate, ClaimKind, ClaimNumber, ControlChange, Measure, Stance
from sijill.model.claim_words import ATTRIBUTIONS, EVENTS, EXTENTS, POPULATIONS, UNITS, claim_fields
from sijill.model.parties import Parties, UnknownParty
from sijill.model.slots import SLOT_FIELDS, ResponsibilityMode
from sijill.values import BackwardsRange, SijillError, UnknownWord, arabic_digits_to_ascii, message

NUMBER = re.compile(r"\d{1,12}(\.\d{1,3})?")
NAMED = re.compile(r"[^\W\d_]{2}")
BOUNDS = ("number", "low", "high")


class UnknownField(UnknownWord):
    """A field that no claim has."""


class UnknownCode(UnknownWord):
    """A unit, stance, population, weapon, event, extent or attribution that its vocabulary lacks."""


class UnfitChange(SijillError):
    """A field that a claim of this kind does not hold, or a value that the field cannot hold."""


def correct_claim(claim: Claim, changes: Mapping[str, Any]) -> Claim:
    """
    Return a claim with the fields that a person gave, each read by its vocabulary; an empty text empties a field.

    The same value in other letters (Arabic digits, thousands set apart, a party's name
    for its slug) changes nothing. Raises UnknownField, UnfitChange, UnknownCode,
    UnknownParty, UnreadableDate, BackwardsDates, BackwardsRange.
    """
    for name in changes:
        if name not in claim_fields():
            raise UnknownField("field", name, claim_fields())
        if name not in claim_fields(claim.kind):
            raise UnfitChange(
                message("a claim of kind {kind} holds no {field}; it holds: {fields}"),
                kind=claim.kind.value,
                field=name,
                fields=", ".join(claim_fields(claim.kind)),
            )
    read = {name: READS[name](name, value) for name, value in changes.items() if name in READS}
    if claim.kind is ClaimKind.CONTROL:
        read["control"] = _control(claim, changes)
    elif "event" in changes:
        read["event"] = _code("event", changes["event"], EVENTS[claim.kind])
    corrected = replace(claim, **read, number=_number(claim, changes))
    # The words that a value rested on are not those of the value that a person puts in its place.
    kept = [one for one in claim.slots if _unmoved(claim, corrected, SLOT_FIELDS.get(one.name, one.name))]
    corrected = replace(corrected, slots=tuple(kept))
    if "origin_id" in changes or (corrected.claimant, corrected.via) == (claim.claimant, claim.via):
        return corrected
    # Another voice is another origin (R-OH.2), unless the person says where the saying began.
    return with_origin(corrected)


def _unmoved(claim: Claim, corrected: Claim, field: str) -> bool:
    return bool(getattr(claim, field) == getattr(corrected, field))


def blank_claim(item: str, kind: str, anchor: Anchor) -> Claim:
    """Return a claim of a kind that says nothing yet but its words. Raises UnknownCode."""
    return Claim("", item, ClaimKind(_code("kind of claim", kind, tuple(ClaimKind)) or ClaimKind.CASUALTIES), anchor)


def _number(claim: Claim, changes: Mapping[str, Any]) -> ClaimNumber | None:
    """
    Return the number with what was given of it: all of it agrees.

    A bound that moves takes the printed number and, where an end opens or closes, the
    hedge with it, unless they are given too.
    """
    given = changes.keys() & {*BOUNDS, "unit", "hedge", "approx", "vague"}
    if not given:
        return claim.number
    # The number of a claim about casualties counts the killed unless it says otherwise.
    unit = "killed" if claim.kind is ClaimKind.CASUALTIES else None
    held = claim.number or ClaimNumber(None, None, unit=unit)
    low, high = (_bound(changes, name, getattr(held, name)) for name in ("low", "high"))
    if (low, high) != (held.low, held.high):
        hedge = held.hedge if _ends(low, high) == _ends(held.low, held.high) else None
        held = replace(held, low=low, high=high, value=_printed(low, high), hedge=hedge)
    if "unit" in changes:
        held = replace(held, unit=_unit(claim.kind, changes["unit"]))
    if "hedge" in changes:
        held = replace(held, hedge=_text("hedge", changes["hedge"]))
    if "approx" in changes:
        held = replace(held, approx=_yes("approx", changes["approx"]))
    if "vague" in changes:
        held = replace(held, vague=_yes("vague", changes["vague"]))
    _refuse_impossible(held)
    return None if (held.low, held.high, held.value, held.vague) == (None, None, None, False) else held


def _bound(changes: Mapping[str, Any], name: str, held: Decimal | None) -> Decimal | None:
    if "number" in changes and name in changes:
        raise UnfitChange(
            message("a number is given whole (number) or by its ends (low, high); leave {field} out, or number"),
            field=name,
        )
    given = "number" if "number" in changes else name
    return _decimal(given, changes[given]) if given in changes else held


def _decimal(name: str, value: Any) -> Decimal | None:
    text = "" if value is None else re.sub(r"[\s,]", "", arabic_digits_to_ascii(str(value)))
    if not text:
        return None
    if isinstance(value, bool) or not NUMBER.fullmatch(text):
        raise UnfitChange(message("{field} takes a number written like 12, ١٢ or 1,200"), field=name)
    return Decimal(text)


def _ends(low: Decimal | None, high: Decimal | None) -> tuple[bool, ...]:
    return low is None, high is None, low == high


def _printed(low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """Return the one number that the ends say, where they say one."""
    return low if high in (None, low) else high if low is None else None


def _refuse_impossible(number: ClaimNumber) -> None:
    low, high = number.low, number.high
    if low is not None and high is not None and low > high:
        raise BackwardsRange(
            message("the low end {low} lies above the high end {high}; swap them or correct the digits"),
            low=str(low),
            high=str(high),
        )
    broken = next((one for one in (low, high) if one is not None and one % 1), None)
    if number.measure is Measure.COUNT and broken is not None:
        raise UnfitChange(
            message("people and things are counted whole; write {number} without its fraction"), number=str(broken)
        )


def _unit(kind: ClaimKind, value: Any) -> str | None:
    if kind in UNITS:
        return _code("unit", value, UNITS[kind])
    unit = _text("unit", value)
    if unit in {word for words in UNITS.values() for word in words}:
        raise UnfitChange(
            message(
                "the number of a claim of kind {kind} counts things, and {unit} are people; judge those as a claim "
                "of their own"
            ),
            kind=kind.value,
            unit=str(unit),
        )
    return unit


def _control(claim: Claim, changes: Mapping[str, Any]) -> ControlChange | None:
    """Return the change of control with what was given of it; its place is the claim's."""
    given: dict[str, Any] = {}
    if "place" in changes:
        given["place"] = _place("place", changes["place"]) or ""
    if "event" in changes:
        given["event"] = _code("event", changes["event"], EVENTS[ClaimKind.CONTROL]) or ""
    if "extent" in changes:
        given["extent"] = _code("extent", changes["extent"], EXTENTS)
    for name in ("to_party", "from_party"):
        if name in changes:
            given[name] = next(iter(_parties(name, changes[name])), None)
    held = claim.control or ControlChange(claim.place or "", "")
    return replace(held, **given) if given and (claim.control or given.keys() - {"place"}) else claim.control


def _text(name: str, value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise UnfitChange(message("{field} takes one text"), field=name)
    return (value or "").strip() or None


def _place(name: str, value: Any) -> str | None:
    text = _text(name, value)
    if text and not NAMED.search(text):
        raise UnfitChange(
            message("{field} takes the name of a place as the source writes it, no coordinates"), field=name
        )
    return text


def _yes(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise UnfitChange(message("{field} is true or false"), field=name)
    return value


def _code(name: str, value: Any, words: Iterable[str]) -> str | None:
    text = _text(name, value)
    if text and text not in words:
        raise UnknownCode(name, text, words)
    return text


def _stance(name: str, value: Any) -> Stance:
    return Stance(_code(name, value, tuple(Stance)) or Stance.ASSERT)


def _mode(name: str, value: Any) -> ResponsibilityMode | None:
    code = _code(name, value, tuple(ResponsibilityMode))
    return ResponsibilityMode(code) if code else None


def _words(name: str, value: Any) -> Iterable[str]:
    """Give the words of a list, or of one text that sets them apart by commas of either language."""
    listed = value if isinstance(value, list | tuple) else re.split("[,،;؛]", _text(name, value) or "")
    return filter(None, (_text(name, one) for one in listed))


def _population(name: str, value: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(_code(name, one, POPULATIONS)) for one in _words(name, value)))


def _parties(name: str, value: Any) -> tuple[str, ...]:
    tree, found = Parties.load(), list[str]()
    for word in _words(name, value):
        slug = tree.slug(word)
        if slug is None:
            raise UnknownParty("party", word, tree.slugs())
        found.append(slug)
    return tuple(dict.fromkeys(found))


def _weapon(name: str, value: Any) -> str | None:
    text, known = _text(name, value), Weapons.load()
    if text is None or known.get(text):
        return text
    slug = known.meant(known.find(text))
    if slug is None:
        raise UnknownCode(name, text, [one.slug for one in known.entries])
    return slug


def _days(name: str, value: Any) -> ClaimDate:
    """Return the span of one day, or of ``first/last``; two dots, or nothing, leave a side open."""
    if isinstance(value, Mapping):
        if unknown := next(iter(value.keys() - {"start", "end"}), None):
            raise UnknownField(f"{name}", unknown, ("start", "end"))
        start, end = (_text(name, value.get(side)) for side in ("start", "end"))
        value = f"{start or '..'}/{end or '..'}" if start != end else start
    text = _text(name, value)
    if not text:
        return ClaimDate()
    whole = written_date(text).edtf
    start, span, end = whole.partition("/")
    return ClaimDate(_side(start), _side(end) if span else start)


def _side(text: str) -> str | None:
    return None if text in ("", "..") else text


READS: Mapping[str, Callable[[str, Any], Any]] = {
    "claimant": _text,
    "via": _text,
    "victim": _text,
    "origin_id": lambda name, value: _text(name, value) or "",
    "place": _place,
    "governorate": _place,
    "stance": _stance,
    "attribution": lambda name, value: _code(name, value, ATTRIBUTIONS),
    "mode": _mode,
    "population": _population,
    "perpetrators": _parties,
    "targets": _parties,
    "weapon": _weapon,
    "date": _days,
}
"""How the value of each field is read; numbers and changes of control are read whole."""
