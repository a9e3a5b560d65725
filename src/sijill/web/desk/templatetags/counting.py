"""``{% counted record as told %}``: the number of a record as it is counted, which every line, table and map shows."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template import Context

from sijill.records import AnyRecord
from sijill.tolls import Standing
from sijill.values import message, translate
from sijill.web.desk.charts import in_print
from sijill.web.requests import counted_number
from sijill.web.templatetags.sijill import language

register = template.Library()

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


@register.simple_tag(takes_context=True)
def counted(context: Context, record: AnyRecord) -> RecordNumber:
    """Return what a line says of a redacted record: of one that is closed to whoever asks, nothing."""
    one = counted_number(context["request"], record.id) if record.held else None
    if one is None:
        return RecordNumber()
    if one.standing is not Standing.COUNTED:
        return RecordNumber(says=translate(language(), SAYS[one.standing]))
    if not one.is_own:
        return RecordNumber(says=translate(language(), IN_ITS_INCIDENT))
    return RecordNumber(in_print(one.numbers["killed"], language())) if record.kind != "victim" else RecordNumber()
