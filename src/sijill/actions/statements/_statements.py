"""What a claim says of a record, property by property."""

from __future__ import annotations

import dataclasses
import enum
import functools
import json
import typing
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from sijill.actions._context import ActionContext
from sijill.actions.statements._ground_claims import attribution_of_claim, ground_values, when_of
from sijill.actions.statements._ground_sound import refuse_unsound
from sijill.actions.statements._vocabulary import (
    separated,
    word_of,
)
from sijill.ledger import UnknownEntry
from sijill.model import (
    Attribution,
    Basis,
    Claim,
    ClaimKind,
    Measure,
    Rank,
    Stance,
    Statement,
    from_json,
    properties,
    to_json,
)
from sijill.model.as_written import written_in
from sijill.model.cards import Declared, UnknownProperty
from sijill.model.cards import declared as declared_property
from sijill.model.parties import Parties
from sijill.model.territory import GROUND, Holding, Stage
from sijill.records import REFERENCES, noun_of
from sijill.values import (
    CountRange,
    GeoPoint,
    Identifier,
    PersonName,
    SijillError,
    UnknownWord,
    message,
)
from sijill.values.remembered import by_theatres


class UnfitValue(SijillError):
    """A value that the property cannot hold."""


class NotThatKind(SijillError):
    """A record of one kind that was spoken of as another."""


NUMBERS = ("killed", "children", "women", "men", "injured")

FORMS: Mapping[Any, str] = {
    enum.Enum: message("{property} takes one word of its list, as text"),
    str: message("{property} takes one text without control characters"),
    bool: message("{property} takes yes or no; in JSON true or false"),
    Decimal: message("{property} takes a number such as 12 or 3.5; in JSON as text"),
    CountRange: message("{property} takes 44, 44+ or 44-50; in JSON an object with both ends, low and high"),
    PersonName: message("{property} takes a name as text; in JSON a list of its forms, each with its text and script"),
    GeoPoint: message("{property} takes a JSON object with latitude and longitude as text"),
    Identifier: message("{property} takes SCHEME:VALUE, such as moh:1234; in JSON an object with scheme and value"),
    Attribution: message("{property} takes the name of a party; in JSON an object with mode and a list of parties"),
    Holding: message('{property} takes a party, or a party and its share, such as "sdf 25%"; in JSON party and extent'),
    Stage: message(
        '{property} takes a stage and its fields, such as "took_effect; at=2016-05-05; time=01:00; hours=48"; in JSON '
        "an object with its kind"
    ),
}
"""What a property of each type takes, told to whoever gave something else; a date, read or not, says so itself."""
NAMED_KINDS = {"victim": ("victim",), "incident": ("incident",), "within": ("incident", "tally")}
"""Of which kinds a record is that another names by each of its references."""
LAYOUT = "\n\r\t"

_arguments = functools.cache(typing.get_args)


@functools.cache
def _parts_of_value(noun: type) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(noun)
    return tuple((one.name, hints[one.name]) for one in dataclasses.fields(noun))


def _is_control(mark: str) -> bool:
    return mark not in LAYOUT and unicodedata.category(mark) == "Cc"


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

    ``whole`` takes date, place and parties too; otherwise only the number. Of the ground all is taken.
    Raises UnknownProperty when the record has no such number, UnfitValue.
    """
    values: dict[str, Any] = {}
    if number_as is not None:
        refuse_no_number(kind, number_as)
    if number_as is not None and claim.number is not None:
        values[number_as] = to_json(claim.number.count)
    if kind in GROUND:
        values |= ground_values(claim, kind, number_as=number_as, whole=whole)
    elif whole:
        values |= _circumstances(claim, kind)
    for name, value in singly(kind, values):
        check_value(kind, name, value)
    return values


def singly(kind: str, values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Give each single value by its property: of several that stand together one by one."""
    cards = properties(noun_of(kind))
    for name, value in values.items():
        listed = isinstance(value, list) and cards[name].prop.many
        yield from ((name, one) for one in (value if listed else (value,)))


def refuse_no_number(kind: str, name: str) -> None:
    """Check that a property of a record is a number of people or things. Raises UnknownProperty."""
    noun = noun_of(kind)
    counts = [card.name for card in properties(noun).values() if card.type is CountRange]
    if name not in counts:
        raise UnknownProperty(f"number of {kind}", name, counts)


def _circumstances(claim: Claim, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    when = when_of(claim.date)
    if when is not None:
        found[{"incident": "happened_on", "victim": "died_on", "tally": "window"}.get(kind, "happened_on")] = when
    if claim.place and kind in ("incident", "victim"):
        found["place"] = claim.place
    if claim.governorate:
        found["killed_in" if kind == "victim" else "governorate"] = claim.governorate
    attribution = attribution_of_claim(claim)
    if attribution is not None and kind in ("incident", "victim", "tally"):
        found["attribution"] = to_json(attribution)
    if claim.weapon and kind in ("incident", "victim"):
        found["weapon"] = claim.weapon
    if "civilians" in claim.population and kind in ("incident", "victim", "tally"):
        found["civilian_status"] = "civilian"
    if kind == "victim" and claim.number is not None and claim.number.unit == "killed":
        found["statuses"] = "killed"
    return found


def stated(
    doing: ActionContext,
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
    beside: Sequence[Statement] = (),
) -> list[Statement]:
    """
    Return the statements of values (in JSON form) of a record, or of a new one, which gets its documented day.

    ``typed`` values keep to the closed lists; a table keeps the words of its source, save of the ground. ``beside``
    are statements that are recorded with these.
    Raises UnknownSubjectKind, UnknownProperty, UnknownWord, UnknownParty, UnfitValue, UnknownEntry, NotThatKind, and
    what ``refuse_unsound`` raises.
    """
    record = subject or doing.new_id()
    if typed and kind != "place":  # the wider areas of a place are words
        _refuse_wrong_references(doing, record, values)
    made = [
        Statement(doing.new_id(), record, kind, name, one, grounds, rank, stance, source, reason)
        for name, value in (values if subject else with_documented_day(doing, kind, values)).items()
        for one in checked(kind, name, value, typed=typed or kind in GROUND)
    ]
    refuse_unsound(doing, [*beside, *made], is_new=subject is None)
    return made


def with_documented_day(doing: ActionContext, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
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
        # Words that nobody could read come in with the row that holds them; nobody types such.
        if typed or written_in(one) is None:
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
    """
    Refuse a value that the property's type cannot read, or that would not be read back as that type.

    Raises UnknownProperty, UnknownWord, UnknownParty, UnfitValue, and what the type itself says of its values.
    """
    card = declared_property(noun_of(kind), name)
    if isinstance(value, str) or (isinstance(value, Mapping) and card.type is not Identifier):
        # The cells of a table repeat a few words and numbers thousands of times; each is looked at once.
        _check_once(kind, name, json.dumps(value))
    else:
        _refuse_unfit(kind, name, value)


@by_theatres(20_000)
def _check_once(kind: str, name: str, text: str) -> None:
    _refuse_unfit(kind, name, json.loads(text))


def _refuse_unfit(kind: str, name: str, value: Any) -> None:
    card = declared_property(noun_of(kind), name)
    if card.prop.words and value not in card.prop.words:
        raise UnknownWord(name, str(value), card.prop.words)
    try:
        read_value = from_json(card.type, value)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as reason:
        raise UnfitValue(_form(card), property=f"{kind}.{name}") from reason
    if not _fits(card.type, read_value) or (card.type is Decimal and not isinstance(value, str)):
        raise UnfitValue(_form(card), property=f"{kind}.{name}")
    if isinstance(read_value, Attribution):
        _refuse_unknown_parties(read_value)


def _form(card: Declared) -> str:
    return next(said for of_type, said in FORMS.items() if issubclass(card.type, of_type))


def _fits(hint: Any, value: Any) -> bool:
    """Test whether a value that was read is what its type says, down to the fields of its parts."""
    if arguments := _arguments(hint):
        several = value if isinstance(value, tuple) else () if value is None else (value,)
        return all(_fits(arguments[0], one) for one in several)
    if dataclasses.is_dataclass(value):
        return all(_fits(of_type, getattr(value, name)) for name, of_type in _parts_of_value(hint))
    if hint is Decimal:
        return isinstance(value, Decimal) and value.is_finite()
    if hint is str:
        return isinstance(value, str) and (value.isprintable() or not any(map(_is_control, value)))
    return type(value) is hint


def _refuse_unknown_parties(attribution: Attribution) -> None:
    for several in (attribution.parties, attribution.claimed_by, attribution.denied_by):
        for party in several:
            Parties.load().get(party)
            if several.count(party) > 1:
                raise UnfitValue(
                    message("party {party} is named twice in one attribution; name each party once"), party=party
                )


def _refuse_wrong_references(doing: ActionContext, record: str, values: Mapping[str, Any]) -> None:
    """Check that each record that values name is there, and is one that can be named so."""
    for name in (one for one in REFERENCES if one in values):
        named = str(values[name])
        if named == record:
            raise NotThatKind(
                message("record {record} cannot be counted within itself; name the published line that counts it"),
                record=record,
            )
        if (held := kind_of_record(doing, named)) not in NAMED_KINDS[name]:
            raise NotThatKind(
                message("{property} names a record of kind {kinds}, and {record} is of kind {kind}; name another"),
                property=name,
                kinds=", ".join(NAMED_KINDS[name]),
                record=named,
                kind=held,
            )


def refuse_other_record(doing: ActionContext, subject: str, kind: str) -> None:
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


def kind_of_record(doing: ActionContext, subject: str) -> str:
    """Return of what kind a record is, also when all its values were withdrawn. Raises UnknownEntry."""
    for entry in doing.ledger.history(subject):
        if entry.kind == "statement" and entry.body and entry.body["subject"] == subject:
            return str(entry.body["subject_kind"])
    raise UnknownEntry(
        message("there is no record {record} in this register; search for it, and name it by its id"),
        record=subject,
    )
