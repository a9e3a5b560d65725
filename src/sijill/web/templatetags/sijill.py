"""``{% t "Whole sentence with {place}." place=value %}`` and the filters that print numbers, days and codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from sijill import wording
from sijill.model.figures import Figure
from sijill.values import Language, PartialDate, format_count, format_date, format_range, translate, translate_n
from sijill.values import visible as escapes
from sijill.web import words
from sijill.wording.clocks import sent_in_words

register = template.Library()


def language() -> Language:
    """Return the language of the page."""
    return Language.AR if (get_language() or "en").startswith("ar") else Language.EN


@register.simple_tag
def t(message_en: str, **places: Any) -> str:
    """Return a whole message in the page's language."""
    return translate(language(), message_en, **_filled(places))


@register.simple_tag
def tn(singular_en: str, plural_en: str, n: int, **places: Any) -> str:
    """Return the form of a message that fits a number."""
    return translate_n(language(), singular_en, plural_en, n, **_filled(places))


def _filled(places: dict[str, Any]) -> dict[str, str | int]:
    return {name: one if isinstance(one, int) else str(one) for name, one in places.items()}


@register.filter
def number(value: Figure | int) -> str:
    """Return a figure's best value, or a whole number, in the page's language; a dash for what nobody stated."""
    if isinstance(value, Figure) and value.unstated:
        return not_stated()
    return format_count(value.best if isinstance(value, Figure) else value, language())


@register.simple_tag
def not_stated() -> SafeString:
    """Return the dash of what nobody stated, which is never 0, with a word for those who hear the page."""
    return format_html('<span role="img" aria-label="{}">–</span>', translate(language(), "not stated"))


@register.simple_tag
def not_shown() -> SafeString:
    """Return the dash of a number that nobody stated, or that is withheld: which of the two it is is not told."""
    return format_html('<span role="img" aria-label="{}">–</span>', translate(language(), "not stated or withheld"))


@register.filter
def span(figure: Figure) -> str:
    """Return a figure's range, empty when low and high are one number."""
    return "" if figure.low == figure.high or figure.unstated else format_range(figure.low, figure.high, language())


@register.filter
def day(value: PartialDate | str) -> str:
    """Return a date in words."""
    return format_date(PartialDate.parse(value) if isinstance(value, str) else value, language())


@register.filter
def moment(value: datetime | str) -> str:
    """Return a moment as its day in words and its hour in UTC, whichever the page's language."""
    when = datetime.fromisoformat(value) if isinstance(value, str) else value
    comma = "،" if language().is_rtl else ","
    return f"{format_date(when.date(), language())}{comma} \u2066{when:%H:%M}\u2069"


@register.filter
def sent(written: str | None) -> str:
    """Return when a message was sent in words, by its own clock and with its zone."""
    return sent_in_words(escapes.visible(written), language()) if written else ""


@register.filter
def label(value: Mapping[str, str]) -> str:
    """Return a label in the page's language."""
    return value.get(language().value) or value["en"]


@register.filter
def code(value: Any) -> str:
    """Return a code of the register in words."""
    return wording.label(str(getattr(value, "value", value)), language())


@register.filter
def visible(text: str | None) -> str:
    """Return what a person or a file calls itself with its controls and overrides of direction as escapes."""
    return escapes.visible(str(text or ""))


@register.filter
def shown(value: Any) -> str:
    """Return any value of a record as a person reads it."""
    return words.value_in_words(value, language())


@register.filter
def party(slug: str) -> str:
    """Return the house name of a party."""
    return wording.party_name(slug, language())


@register.filter
def get(values: Mapping[str, Any], key: str) -> Any:
    """Return one value of a mapping, None where there is none."""
    return values.get(key)


@register.simple_tag
def idle_minutes() -> int:
    """Return after how many idle minutes a session ends."""
    return int(settings.SIJILL_IDLE_SECONDS) // 60
