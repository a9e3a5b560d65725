"""The number of a record as it is counted, in words: the one that every line, table and map of the desk shows."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django.http import HttpRequest

from sijill.methodology import MethodologyNotAdopted
from sijill.records import AnyRecord
from sijill.tolls import CountedNumber, CountedNumbers, Standing
from sijill.values import Language, message, translate
from sijill.web.desk.charts import in_print
from sijill.web.desk.opened import StillReading, counting_of, register_of

SAYS = {
    Standing.SILENT: message("no number stated"),
    Standing.WAITING: message("waits, not counted yet"),
    Standing.LEFT_OUT: message("not counted"),
}
IN_ITS_INCIDENT = message("counted in its incident")

_numbers: WeakKeyDictionary[HttpRequest, CountedNumbers | None] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Told:
    """A number in print, or the words that stand where there is none."""

    number: str = ""
    says: str = ""


def counted_number(request: HttpRequest, record: str, *, as_of: str | None = None) -> CountedNumber | None:
    """Return a record as it is counted; None where nothing counts it. A large register is not read whole for it."""
    numbers = _counted_numbers(request) if as_of is None else None
    if numbers is not None:
        return numbers.of(record)
    try:
        return register_of(request).counts.counted_number(record, as_of=as_of)
    except MethodologyNotAdopted:
        return None


def _counted_numbers(request: HttpRequest) -> CountedNumbers | None:
    if request not in _numbers:
        try:
            _numbers[request] = counting_of(request).counted_numbers
        except (MethodologyNotAdopted, StillReading):
            _numbers[request] = None
    return _numbers[request]


def told_number(request: HttpRequest, record: AnyRecord, spoken: Language) -> Told:
    """Return what a line says of a redacted record: of one that is closed to whoever asks, nothing."""
    if not record.held:
        return Told()
    one = counted_number(request, record.id)
    if one is None:
        return Told()
    if one.standing is not Standing.COUNTED:
        return Told(says=translate(spoken, SAYS[one.standing]))
    if not one.is_own:
        return Told(says=translate(spoken, IN_ITS_INCIDENT))
    return Told(in_print(one.numbers["killed"], spoken)) if record.kind != "victim" else Told()
