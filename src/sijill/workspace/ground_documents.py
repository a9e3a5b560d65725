"""The JSON documents of truces, movements, damage and dated counts; their shape is documented and stable."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from sijill.model import BasisKind, to_json
from sijill.values import Language

if TYPE_CHECKING:
    from sijill.records import AnyRecord, RecordedValue
    from sijill.territory import Bounds, ClassCount, Counted, Moved, PerService, Spread, StageAccount, Survey, Truce
    from sijill.values import CountRange, PartialDate, SijillError

OF_WHOM = ("children", "women", "wounded", "fighters")


def truce_document(one: Truce, quote: Callable[[RecordedValue], str | None]) -> dict[str, Any]:
    """Return a truce: what was agreed, each stage by each source, its hours and its breaches."""
    noun = one.record.noun
    return {
        "id": one.record.id,
        "title": noun.title,
        "zone": noun.zone,
        "sponsors": list(noun.sponsors),
        "parties": list(noun.parties),
        "preconditions": list(noun.preconditions),
        "terms": noun.terms,
        "stages": [
            {
                "stage": stage.kind.value,
                "at": _edtf(stage.at),
                "utc": stage.time.utc,
                "by_source": [_account(each, quote) for each in stage.accounts],
                "for_hours": stage.hours,
            }
            for stage in one.stages
        ],
        "start_spread_hours": bounds_document(one.start_spread),
        "hours_nominal": one.hours_nominal,
        "hours_elapsed": bounds_document(one.hours_elapsed),
        "hours_held": bounds_document(one.hours_held),
        "breaches": [
            {
                "breach": number,
                "on": _edtf(each.stage.at),
                "by": list(each.stage.by),
                "said_by": each.source,
                "says": each.stage.says,
                "place": each.stage.place,
                "in_zone": breach.in_zone,
            }
            for number, breach in enumerate(one.breaches, 1)
            for each in breach.accounts
        ],
        "breaches_a_day": {
            "listed": bounds_document(one.breaches_a_day()),
            "in_zone": bounds_document(one.breaches_a_day(in_zone=True)),
            "nominal": _a_day_declared(one),
        },
    }


def _account(one: StageAccount, quote: Callable[[RecordedValue], str | None]) -> dict[str, Any]:
    return {
        "source": one.source,
        "at": _edtf(one.stage.at),
        "time_text": one.stage.time_text,
        "zone": one.time.zone,
        "zone_inferred": one.zone_inferred,
        "utc": one.time.utc,
        "for_hours": one.stage.hours,
        "by": list(one.stage.by),
        "place": one.stage.place,
        "says": one.stage.says,
        "quote": quote(one.held),
        "claims": _claims_of([one.held]),
    }


def _a_day_declared(one: Truce) -> dict[str, Any] | None:
    """Return the breaches a day over the days declared."""
    if not one.hours_nominal:
        return None
    days = one.hours_nominal / 24
    inside = sum(each.in_zone is True for each in one.breaches)
    return {"days": rounded(days), "listed": rounded(len(one.breaches) / days), "in_zone": rounded(inside / days)}


def movement_document(one: Moved) -> dict[str, Any]:
    """Return one account of a movement."""
    noun = one.noun
    told = {name: getattr(noun, name) for name in OF_WHOM}
    return {
        "id": one.record.id,
        "as_of": _edtf(one.as_of),
        "source": one.source,
        "kind": to_json(noun.kind),
        "counting": to_json(noun.counting),
        "agreement": noun.agreement,
        "convoy": noun.convoy,
        "value": ends_document(noun.people),
        "cumulative": ends_document(one.cumulative),
        "of_whom": {name: ends_document(value) for name, value in told.items() if value is not None},
        "from": noun.from_place,
        "to": noun.to_place,
        "state": noun.state,
        "blocked_by": to_json(noun.blocked_by),
        "reason": noun.reason,
        "claims": claims_under(one.record),
    }


def spread_document(one: Spread) -> dict[str, Any]:
    """Return how far the totals of one day and kind lie apart."""
    lowest, highest = one.low.value, one.high.value
    return {
        "as_of": one.as_of.isoformat(),
        "kind": to_json(one.kind),
        "low": lowest.low if lowest else None,
        "high": highest.high if highest else None,
        "low_source": one.low.source,
        "high_source": one.high.source,
        "sources": [
            {
                "source": each.source,
                "value": ends_document(each.value),
                "stated_on": each.stated_on.isoformat(),
                "carried": each.carried,
                "at_most": each.at_most,
            }
            for each in one.totals
        ],
        "gap": bounds_document(one.gap),
        "ratio": bounds_document(one.ratio, places=3),
        "comparable": one.comparable,
    }


def survey_document(one: Survey) -> dict[str, Any]:
    """Return a survey with its classes as shares of what was examined and of what was classified."""
    return {
        "survey": one.name,
        "source": one.source,
        "on": _edtf(one.on),
        "place": one.place,
        "examined": ends_document(one.examined),
        "classes": {name.value: _class(each) for name, each in one.classes.items()},
        "unclassified": _class(one.unclassified) if one.unclassified else None,
        "findings": [_in_both(each) for each in one.findings],
    }


def _class(one: ClassCount) -> dict[str, Any]:
    return {
        "count": ends_document(one.count),
        "share_of_examined": bounds_document(one.share_of_examined, places=4),
        "share_of_classified": bounds_document(one.share_of_classified, places=4),
        "ids": [each.id for each in one.records],
        "claims": list(dict.fromkeys(claim for each in one.records for claim in claims_under(each))),
    }


def damage_document(record: AnyRecord, source: str | None) -> dict[str, Any]:
    """Return one damaged object by one account."""
    noun = record.noun
    return {
        "id": record.id,
        "object": noun.title,
        "kind": noun.kind,
        "class": to_json(noun.damage_class),
        "objects": ends_document(noun.objects),
        "happened_on": _edtf(noun.happened_on),
        "imaged_on": _edtf(noun.imaged_on),
        "reported_on": _edtf(noun.reported_on),
        "place": noun.place,
        "attribution": to_json(noun.attribution),
        "source": source,
        "claims": claims_under(record),
    }


def count_document(one: Counted) -> dict[str, Any]:
    """Return one dated count by one account."""
    noun = one.noun
    return {
        "id": one.record.id,
        "measure": to_json(noun.measure),
        "title": noun.title,
        "party": noun.party,
        "place": noun.place,
        "as_of": _edtf(noun.counted_on),
        "value": ends_document(noun.value),
        "source": one.source,
        "said_on": _edtf(noun.said_on),
        "rivals": list(one.rivals),
        "claims": claims_under(one.record),
    }


def per_service_document(one: PerService) -> dict[str, Any]:
    """Return people per service of one area on one day."""
    return {
        "place": one.services.noun.place,
        "as_of": _edtf(one.day),
        "service": one.services.noun.title,
        "services": ends_document(one.services.noun.value),
        "people": ends_document(one.people.noun.value),
        "people_per_service": bounds_document(one.ratio),
        "sources": [one.people.source, one.services.source],
        "ids": [one.people.record.id, one.services.record.id],
    }


def bounds_document(one: Bounds | None, *, places: int = 2) -> dict[str, Any] | None:
    """Return bounds as a document; an open end is null."""
    return None if one is None else {"low": rounded(one.low, places), "high": rounded(one.high, places)}


def rounded(value: float | None, places: int = 2) -> int | float | None:
    """Return a number rounded half up, whole where it is whole."""
    if value is None:
        return None
    told = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return int(told) if told == int(told) else float(told)


def ends_document(value: CountRange | None) -> dict[str, Any] | None:
    """Return a counted number by its ends."""
    return None if value is None else {"low": value.low, "high": value.high}


def claims_under(record: AnyRecord) -> list[str]:
    """Return the ids of the claims that a record rests on."""
    return _claims_of([one for values in record.held.values() for one in values])


def _claims_of(held: list[RecordedValue]) -> list[str]:
    return list(dict.fromkeys(each.ref for one in held for each in one.basis if each.kind is BasisKind.CLAIM))


def _in_both(one: SijillError) -> dict[str, str]:
    return {language.value: one.in_language(language) for language in Language}


def _edtf(when: PartialDate | None) -> str | None:
    return None if when is None else str(when)
