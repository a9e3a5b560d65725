"""The readings of what is known of those counted, and how often."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from sijill.readings._arguments import Month
from sijill.readings._columns import Code, Count, Day, Share
from sijill.readings._counts import COUNTED_KINDS
from sijill.readings._declare import reading
from sijill.readings._table import Answer, Row
from sijill.tolls import quality
from sijill.values import Language, PartialDate, message, translate

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.tolls.quality import Completeness
    from sijill.workspace import Register

PERSON = {
    "name": message("Name"),
    "sex": message("Sex"),
    "age": message("Age or birth"),
    "cause": message("Cause"),
    "place": message("Place"),
    "governorate": message("Governorate"),
    "day_of_death": message("Day of death"),
    "two_origins": message("Two independent origins"),
}
EVENT = {
    "date": message("Date"),
    "place": message("Place"),
    "governorate": message("Governorate"),
    "party": message("Party"),
    "number": message("Number killed"),
    "status": message("Status of the dead"),
    "documented": message("Day of documentation"),
    "source": message("Named source"),
    "two_origins": message("Two independent origins"),
}
SHARES = {
    "day_of_death": message("Day known"),
    "place": message("Place known"),
    "party": message("Party known"),
    "two_origins": message("Two independent origins"),
}

completeness = reading(
    "completeness",
    title=message("Completeness"),
    asks=(Month("month", message("A month of death: 2020-05")),),
    gives=(
        Code("kind", message("Kind"), words=COUNTED_KINDS),
        Code("field", message("Field"), words=PERSON | EVENT),
        Count("known", message("Known")),
        Count("unknown", message("Not known")),
        Share("share", message("Share known")),
    ),
)


@completeness.answer
def known_fields(register: Register, view: View, *, month: str | None) -> Answer:
    """Return of how many persons and incidents each field is known (ST26). Raises MethodologyNotAdopted."""
    numbers = register.counts.counting().counted_numbers
    found = {kind: quality.completeness(numbers, kind, month=month) for kind in ("victim", "incident")}
    people, events = found["victim"].records, found["incident"].records

    def persons(language: Language) -> str:
        return translate(language, "Persons · {n}", n=people)

    def incidents(language: Language) -> str:
        return translate(language, "Incidents · {n}", n=events)

    rows = (
        {"kind": kind, "field": name, "known": n, "unknown": one.records - n, "share": _share(one, name)}
        for kind, one in found.items()
        for name, n in one.known.items()
    )
    return Answer(rows, (persons, incidents))


known_by_month = reading(
    "known_by_month",
    title=message("What is known, by month of death"),
    gives=(
        Day("month", message("Month")),
        Count("records", message("Records")),
        *(Share(name, label) for name, label in SHARES.items()),
    ),
)


@known_by_month.answer
def known_months(register: Register, view: View) -> Iterator[Row]:
    """Yield of each month of death how often four fields are known (ST26). Raises MethodologyNotAdopted."""
    for month, one in quality.completeness_by_month(register.counts.counting().counted_numbers).items():
        shares = {name: _share(one, name) for name in one.known}
        yield {"month": PartialDate.parse(month) if month else None, "records": one.records, **shares}


def _share(one: Completeness, name: str) -> Decimal | None:
    return one.share(name) if one.records else None
