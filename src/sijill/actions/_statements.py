"""What a claim says of a record, property by property."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sijill.actions._context import Doing
from sijill.actions._vocabulary import (
    separated,
    word_of,
)
from sijill.ledger import UnknownEntry
from sijill.model import (
    Attribution,
    AttributionMode,
    Basis,
    Claim,
    ClaimKind,
    Declared,
    Measure,
    Parties,
    Rank,
    Stance,
    Statement,
    from_json,
    properties,
    to_json,
)
from sijill.model import declared as declared_property
from sijill.records import noun_of
from sijill.values import (
    CountRange,
    PartialDate,
    SijillError,
    UnknownWord,
    message,
)


class UnfitValue(SijillError):
    """A value that the property cannot hold."""


class NotThatKind(SijillError):
    """A record of one kind that was spoken of as another."""


NUMBERS = ("killed", "children", "women", "men", "injured")


def property_of(claim: Claim) -> str | None:
    """Return the property that a claim's number is about, by its unit and population, or None when it has none."""
    if claim.kind is not ClaimKind.CASUALTIES or claim.number is None or claim.number.measure is not Measure.COUNT:
        return None
    if claim.number.unit == "injured":
        return "injured"
    if claim.number.unit != "killed":
        return None
    for group in ("children", "women", "men"):
        if group in claim.population and "civilians" not in claim.population:
            return group
    return "killed"


def refuse_other_number(claim: Claim, name: str) -> None:
    """Check that a claim's number may be how many people ``name`` says. Raises UnfitValue."""
    number = claim.number
    if number is None or name not in NUMBERS:
        return
    people = claim.kind is ClaimKind.CASUALTIES and number.measure is Measure.COUNT
    # Where the words join the dead and the injured, or say neither, the person who read them decides.
    if not people or (number.unit in ("killed", "injured") and (name == "injured") != (number.unit == "injured")):
        raise UnfitValue(
            message(
                "the number of claim {claim} does not say how many {property} there were; correct its unit, or mark "
                "words that say it as a claim about casualties"
            ),
            claim=claim.id,
            property=name,
        )


def statements_of(claim: Claim, *, kind: str, number_as: str | None, whole: bool) -> dict[str, Any]:
    """
    Return the values a claim gives a record, in JSON form.

    ``whole`` takes date, place and parties too; otherwise only the number.
    Raises UnfitValue when the record has no such property.
    """
    values: dict[str, Any] = {}
    if number_as is not None and claim.number is not None:
        values[number_as] = to_json(claim.number.count)
    if whole:
        values |= _circumstances(claim, kind)
    for name, value in values.items():
        check_value(kind, name, value)
    return values


def _circumstances(claim: Claim, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    when = _when(claim)
    if when is not None:
        found[{"incident": "happened_on", "victim": "died_on", "tally": "window"}.get(kind, "happened_on")] = when
    if claim.place and kind in ("incident", "victim"):
        found["place"] = claim.place
    if claim.governorate:
        found["killed_in" if kind == "victim" else "governorate"] = claim.governorate
    attribution = _attribution(claim)
    if attribution is not None and kind in ("incident", "victim", "tally"):
        found["attribution"] = to_json(attribution)
    if claim.weapon and kind in ("incident", "victim"):
        found["weapon"] = claim.weapon
    if "civilians" in claim.population and kind in ("incident", "victim", "tally"):
        found["civilian_status"] = "civilian"
    if kind == "victim" and claim.number is not None and claim.number.unit == "killed":
        found["statuses"] = "killed"
    return found


def _when(claim: Claim) -> str | None:
    start, end = claim.date.start, claim.date.end
    if start is None and end is None:
        return None
    text = start if start == end and start else f"{start or '..'}/{end or '..'}"
    return PartialDate.parse(text).edtf


def _attribution(claim: Claim) -> Attribution | None:
    """A suspicion names nobody yet; one party is single; several are joint and undetermined until a person decides."""
    if claim.attribution in ("disputed", "suspected"):
        return Attribution(AttributionMode.DISPUTED, claim.perpetrators)
    if len(claim.perpetrators) == 1:
        return Attribution.to(claim.perpetrators[0])
    if claim.perpetrators:
        return Attribution(AttributionMode.JOINT_UNDETERMINED, claim.perpetrators)
    return None


def stated(
    doing: Doing,
    kind: str,
    values: Mapping[str, Any],
    grounds: tuple[Basis, ...],
    *,
    subject: str | None = None,
    typed: bool = True,
    rank: Rank = Rank.NORMAL,
    stance: Stance = Stance.ASSERT,
    source: str | None = None,
    reason: str = "",
) -> list[Statement]:
    """
    Return the statements of values (in JSON form) of a record, or of a new one, which gets its documented day.

    ``typed`` values keep to the closed lists; a table keeps the words of its source.
    Raises UnknownSubjectKind, UnknownProperty, UnknownWord, UnknownParty, UnfitValue.
    """
    record = subject or doing.new_id()
    return [
        Statement(doing.new_id(), record, kind, name, one, grounds, rank, stance, source, reason)
        for name, value in (values if subject else with_documented_day(doing, kind, values)).items()
        for one in checked(kind, name, value, typed=typed)
    ]


def with_documented_day(doing: Doing, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a new record with the day it was documented: its own, else that of the acceptance."""
    # When we documented a death is the day on which it was accepted here (DESIGN 6, three clocks).
    if "documented_on" in values or "documented_on" not in properties(noun_of(kind)):
        return dict(values)
    return {**values, "documented_on": doing.today.isoformat()}


def checked(kind: str, name: str, value: Any, *, typed: bool = True) -> tuple[Any, ...]:
    """
    Return the single values of what was given for a property, each one that it can hold.

    Raises UnknownSubjectKind, UnknownProperty, UnknownWord, UnknownParty, UnfitValue.
    """
    card = declared_property(noun_of(kind), name)
    found = [word_of(card, one) if typed else one for one in each_value(card, value)]
    for one in found:
        check_value(kind, name, one)
    return tuple(found)


def each_value(card: Declared, value: Any) -> tuple[Any, ...]:
    """Return the single values of what was given for a property: several only where several stand together."""
    if not card.prop.many:
        return (value,)
    given = value if isinstance(value, list | tuple) else (value,)
    pieces = (separated(card, one) if isinstance(one, str) else (one,) for one in given)
    return tuple(one for some in pieces for one in some)


def check_value(kind: str, name: str, value: Any) -> None:
    """Refuse a value that the property's type cannot read. Raises UnknownProperty, UnknownWord, UnfitValue."""
    card = declared_property(noun_of(kind), name)
    if card.prop.words and value not in card.prop.words:
        raise UnknownWord(name, str(value), card.prop.words)
    try:
        read_value = from_json(card.type, value)
    except (SijillError, ValueError, TypeError, KeyError, AttributeError) as reason:
        form = "a JSON object" if card.type is CountRange else getattr(card.type, "__name__", str(card.type))
        raise UnfitValue(f"{kind}.{name} cannot hold that value ({reason}); it takes {form}") from reason
    if isinstance(read_value, Attribution):
        for party in (*read_value.parties, *read_value.claimed_by, *read_value.denied_by):
            Parties.load().get(party)


def refuse_other_record(doing: Doing, subject: str, kind: str) -> None:
    """
    Check that a subject is a record of that kind; one whose values were all withdrawn is one still.

    Raises UnknownEntry, NotThatKind.
    """
    if (held := kind_of_record(doing, subject)) != kind:
        raise NotThatKind(
            message("record {record} is of kind {kind}, not {other}; name its own kind"),
            record=subject,
            kind=held,
            other=kind,
        )


def kind_of_record(doing: Doing, subject: str) -> str:
    """Return of what kind a record is, also when all its values were withdrawn. Raises UnknownEntry."""
    for entry in doing.ledger.history(subject):
        if entry.kind == "statement" and entry.body and entry.body["subject"] == subject:
            return str(entry.body["subject_kind"])
    raise UnknownEntry(
        message("there is no record {record} in this register; search for it, and name it by its id"),
        record=subject,
    )
