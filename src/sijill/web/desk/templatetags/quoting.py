"""Filters of claims: what stands around their words, which way they run, and their codes and places in words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django import template
from django.template import Context
from django.utils.html import format_html

from sijill import wording
from sijill.claims import role_of
from sijill.model import Anchor, Claim
from sijill.model.slots import Slot
from sijill.values import Language
from sijill.web import labels
from sijill.web.templatetags.sijill import language

register = template.Library()

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")


@register.filter
def before(anchor: Anchor) -> str:
    """Return the words before a quotation, without the piece of a word at their start."""
    words = " ".join(anchor.prefix.split("\n"))
    if anchor.start <= len(anchor.prefix):
        return words
    _, space, rest = words.partition(" ")
    return f"… {rest}" if space else words


@register.filter
def after(anchor: Anchor) -> str:
    """Return the words after a quotation, without the piece of a word at their end."""
    words = " ".join(anchor.suffix.split("\n"))
    whole, space, _ = words.rpartition(" ")
    return f"{whole} …" if space and whole.strip() else words


@register.filter
def direction(anchor: Anchor) -> str:
    """Return the direction in which a quotation is written, whatever stands around it."""
    return "rtl" if _RIGHT_TO_LEFT.search(anchor.exact) else "ltr"


@register.filter
def happening(event: str) -> str:
    """Return what happened in words."""
    return wording.label(event, language(), wording.HAPPENINGS)


@register.filter
def unit(code: str) -> str:
    """Return what a number counts in words."""
    return wording.label(code, language(), wording.UNITS)


@register.filter
def population(code: str) -> str:
    """Return whom a number counts in words."""
    return wording.label(code, language(), wording.POPULATIONS)


@register.filter
def naming(mode: str) -> str:
    """Return how the words of a claim name who did it."""
    return wording.label(mode, language(), wording.NAMINGS)


@register.filter
def inferred(source: str) -> str:
    """Return where a value was taken from that the sentence does not say."""
    return wording.label(source, language(), wording.INFERRED)


@register.filter
def rest(claim: Claim, slot: str) -> Slot | None:
    """Return what a value of a claim rests on: words of the source, or where it was taken from."""
    return next((one for one in claim.slots if one.name == slot), None)


LETTERS: Mapping[str, Mapping[Language, str]] = {
    name: {Language.EN: english, Language.AR: arabic}
    for name, english, arabic in (
        ("number", "n", "ع"),
        ("place", "p", "م"),
        ("day", "d", "ي"),
        ("party", "b", "ج"),
        ("target", "t", "ه"),
        ("weapon", "w", "س"),
        ("claimant", "s", "ق"),
    )
}
"""The letter of each slot, so that its colour never tells it alone."""


@register.filter
def letter(slot: str) -> str:
    """Return the letter by which a slot is known where its words stand and where its value does."""
    return LETTERS[slot][language()]


@register.filter
def slot_name(slot: str) -> str:
    """Return what a slot is called."""
    return wording.label(slot, language(), wording.SLOTS)


@register.filter
def role(claim: Claim) -> str:
    """Return what a claim is to its event: total, part or beside."""
    return role_of(claim).value


@register.filter
def guessed(claim: Claim) -> list[tuple[str, str]]:
    """Return what of a claim its own words do not say: the slots in words, and where they were taken from."""
    found: dict[str, list[str]] = {}
    for one in claim.slots:
        if one.inferred_from:
            found.setdefault(inferred(one.inferred_from), []).append(slot_name(one.name))
    comma = "، " if language().is_rtl else ", "
    return [(comma.join(names), source) for source, names in found.items()]


@register.simple_tag(takes_context=True)
def refused_at(context: Context, name: str) -> str:
    """Return what makes a field the one that a refusal is about: it has the focus, and its words beside it."""
    here = name and context.get("refused_at") == name
    return format_html(' autofocus aria-invalid="true" aria-describedby="{}"', "refusal") if here else ""


@register.filter
def placed(name: str) -> str:
    """Return a place as a reader of the page writes it."""
    return labels.placed(name, language())
