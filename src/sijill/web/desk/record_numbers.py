"""The number of a record as it is counted, in words: the one that every line, table and map of the desk shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest

from sijill.records import AnyRecord
from sijill.tolls import Standing
from sijill.values import Language, message, translate
from sijill.web.desk.charts import in_print
from sijill.web.register_access import counted_number

SAYS = {
    Standing.SILENT: message("no number stated"),
    Standing.WAITING: message("waits, not counted yet"),
    Standing.LEFT_OUT: message("not counted"),
}
IN_ITS_INCIDENT = message("counted in its incident")


@dataclass(frozen=True, slots=True)
class RecordNumber:
    """A number in print, or the words that stand where there is none."""

    number: str = ""
    says: str = ""


def record_number(request: HttpRequest, record: AnyRecord, spoken: Language) -> RecordNumber:
    """Return what a line says of a redacted record: of one that is closed to whoever asks, nothing."""
    if not record.held:
        return RecordNumber()
    one = counted_number(request, record.id)
    if one is None:
        return RecordNumber()
    if one.standing is not Standing.COUNTED:
        return RecordNumber(says=translate(spoken, SAYS[one.standing]))
    if not one.is_own:
        return RecordNumber(says=translate(spoken, IN_ITS_INCIDENT))
    return RecordNumber(in_print(one.numbers["killed"], spoken)) if record.kind != "victim" else RecordNumber()
