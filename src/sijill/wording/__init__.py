"""Sentences for people, in both languages, keyed by the codes that the rooms below answer with."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.wording._alike import ALIKE_WORDS
    from sijill.wording._codes import (
        CODES,
        GRADES,
        HAPPENINGS,
        INFERRED,
        NAMINGS,
        POPULATIONS,
        SLOTS,
        SLUG,
        UNITS,
        label,
        slug_label,
    )
    from sijill.wording._keeping import BEYOND, FAULTS, REPAIRS
    from sijill.wording._left import LEFT
    from sijill.wording._not_compared import not_compared_words
    from sijill.wording._notes import note_line, reason_line
    from sijill.wording._responsible import party_name, responsible, together
    from sijill.wording._sources import SHIPPED, rule_source
    from sijill.wording._standing import (
        holders_in_words,
        since_in_words,
        speakers_in_words,
        standing_in_words,
        state_in_words,
    )
    from sijill.wording._why import MODES, SENTENCES, sentence
else:
    __getattr__ = later(__name__)

__all__ = [
    "ALIKE_WORDS",
    "BEYOND",
    "CODES",
    "FAULTS",
    "GRADES",
    "HAPPENINGS",
    "INFERRED",
    "LEFT",
    "MODES",
    "NAMINGS",
    "POPULATIONS",
    "REPAIRS",
    "SENTENCES",
    "SHIPPED",
    "SLOTS",
    "SLUG",
    "UNITS",
    "holders_in_words",
    "label",
    "not_compared_words",
    "note_line",
    "party_name",
    "reason_line",
    "responsible",
    "rule_source",
    "sentence",
    "since_in_words",
    "slug_label",
    "speakers_in_words",
    "standing_in_words",
    "state_in_words",
    "together",
]
