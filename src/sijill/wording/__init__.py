"""Sentences for people, in both languages, keyed by the codes that the rooms below answer with."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.wording._codes import CODES, HAPPENINGS, POPULATIONS, SLUG, UNITS, label, slug_label
    from sijill.wording._keeping import BEYOND, FAULTS, REPAIRS
    from sijill.wording._left import LEFT
    from sijill.wording._notes import note_line, reason_line
    from sijill.wording._responsible import party_name, responsible, together
    from sijill.wording._sources import SHIPPED, rule_source
    from sijill.wording._why import MODES, SENTENCES, sentence
else:
    __getattr__ = later(__name__)

__all__ = [
    "BEYOND",
    "CODES",
    "FAULTS",
    "HAPPENINGS",
    "LEFT",
    "MODES",
    "POPULATIONS",
    "REPAIRS",
    "SENTENCES",
    "SHIPPED",
    "SLUG",
    "UNITS",
    "label",
    "note_line",
    "party_name",
    "reason_line",
    "responsible",
    "rule_source",
    "sentence",
    "slug_label",
    "together",
]
