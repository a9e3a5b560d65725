"""Filters of claims: what stands around their words, which way they run, and their codes and places in words."""

from __future__ import annotations

import re

from django import template

from sijill import wording
from sijill.model import Anchor
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
def placed(name: str) -> str:
    """Return a place as a reader of the page writes it."""
    return labels.placed(name, language())
