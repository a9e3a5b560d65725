"""``{% counted record as told %}``: what a line says of the number of a record."""

from __future__ import annotations

from django import template
from django.template import Context

from sijill.records import AnyRecord
from sijill.web.desk.record_numbers import RecordNumber, record_number
from sijill.web.templatetags.sijill import language

register = template.Library()


@register.simple_tag(takes_context=True)
def counted(context: Context, record: AnyRecord) -> RecordNumber:
    """Return the number of a record as it is counted, or the words that stand for it."""
    return record_number(context["request"], record, language())
