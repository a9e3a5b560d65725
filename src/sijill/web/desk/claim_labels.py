"""What a claim says happened, its unit and whom it counts, as words: the codes of the gold annotations."""

from __future__ import annotations

from sijill.values import Language, message, translate
from sijill.web import words

HAPPENINGS: dict[str, str] = {
    "captured": message("captured"),
    "recaptured": message("recaptured"),
    "withdrew": message("withdrawal"),
    "held": message("held"),
    "advanced": message("advance"),
    "attempted": message("attempt to capture"),
    "repelled": message("attack repelled"),
    "surrounded": message("surrounded"),
    "siege_lifted": message("siege lifted"),
    "supply_cut": message("supply line cut"),
    "handover": message("handed over"),
    "contested": message("contested"),
    "proposed": message("proposed"),
    "agreed": message("agreed"),
    "announced": message("announced"),
    "took_effect": message("took effect"),
    "extended": message("extended"),
    "holding": message("holding"),
    "at_risk": message("at risk"),
    "delayed": message("delayed"),
    "violated": message("violated"),
    "collapsed": message("collapsed"),
    "rejected": message("turned down"),
    "resumed": message("resumed"),
    "terms": message("its terms"),
    "monitoring": message("monitoring"),
}
UNIT_LABELS: dict[str, str] = {
    "killed_or_injured": message("killed or injured"),
    "disappeared": message("disappeared"),
    "captured": message("taken prisoner"),
    "returned": message("returned"),
    "remaining": message("remaining"),
    "besieged": message("besieged"),
    "buses": message("buses"),
    "convoys": message("convoys"),
    "km2": message("square kilometres"),
}
POPULATIONS: dict[str, str] = {
    "fighters": message("fighters"),
    "aid_workers": message("aid workers"),
    "detainees": message("detainees"),
    "pows": message("prisoners of war"),
    "protesters": message("protesters"),
    "displaced": message("displaced people"),
    "wounded": message("wounded people"),
    "families": message("families"),
    "foreigners": message("foreigners"),
    "unidentified": message("people not identified"),
}


def happening(event: str, language: Language) -> str:
    """Return what happened in words."""
    return _of(HAPPENINGS, event, language)


def unit(code: str, language: Language) -> str:
    """Return what a number counts in words."""
    return _of(UNIT_LABELS, code, language)


def population(code: str, language: Language) -> str:
    """Return whom a number counts in words."""
    return _of(POPULATIONS, code, language)


def _of(known: dict[str, str], code: str, language: Language) -> str:
    return translate(language, known[code]) if code in known else words.coded(code, language)
