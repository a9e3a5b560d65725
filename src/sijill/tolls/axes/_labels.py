"""What the axes of tables and their keys are called, in both languages: for every door, page and document."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.language import weapon_label
from sijill.methodology import Rules, cause_labels, group_labels
from sijill.model import Incident, Tally, Victim, properties
from sijill.tolls.axes._axes import NOT_STATED
from sijill.tolls.units._governorates import governorate_label
from sijill.values import Language, PartialDate, Period, format_date, format_period, message, translate

NO_KEY = {"en": message("Not stated"), "ar": "غير مذكور"}
TOGETHER = {
    "joint": {"en": message("Together, coordination proved"), "ar": "معًا، والتنسيق بينهم مثبت"},
    "joint_undetermined": {"en": message("Together, shares not determined"), "ar": "معًا، ولم تُحدَّد حصة كل منهم"},
}
"""How two parties are responsible together (S1.3): the parts of their row."""

AXES = {
    "party": message("Party"),
    "part": message("Part of a row"),
    "cause": message("Cause"),
    "governorate": message("Governorate"),
    "month": message("Month"),
    "verification": message("Verification"),
    "status": message("Status of the dead"),
    "group": message("Group"),
    "listed_group": message("Group"),
    "violence": message("Kind of violence"),
    "grade": message("Grade"),
}
"""Axes that a methodology, a clock or a place makes; any other bears the label of its property."""

KEYS: dict[str, str] = {
    "reported": message("reported"),
    "corroborated": message("corroborated"),
    "verified": message("verified"),
    "civilian": message("civilian"),
    "combatant": message("combatant"),
    "ambiguous": message("ambiguous"),
    "unknown": message("not known"),
    "female": message("female"),
    "male": message("male"),
    "yes": message("yes"),
    "no": message("no"),
    "confirmed": message("confirmed"),
    "fair": message("fair"),
    "weak": message("weak"),
    "contested": message("contested"),
    "discounted": message("discounted"),
    "state_based": message("State-based"),
    "non_state": message("Between groups that are no state"),
    "one_sided": message("One-sided"),
    "natural_death": message("Natural death"),
    "private_dispute": message("Private dispute"),
    "disease": message("Disease"),
    "bombing": message("Bombing"),
    "ambush": message("Ambush"),
    "clash": message("Clash"),
    "armed_clash": message("Clash"),
    "kidnapping": message("Abduction"),
    "abduction": message("Abduction"),
    "arrest": message("Arrest"),
    "massacre": message("Massacre"),
    "medical": message("Medical personnel"),
    "media": message("Media workers"),
    "relief": message("Relief workers"),
    "civil_defence": message("Civil Defence personnel"),
    "line": message("a line"),
    "total": message("a printed total"),
    "series": message("a printed series"),
    "killed_in": message("where killed"),
    "origin": message("where from"),
}
"""Keys that no methodology labels, and the kinds of incident that imports hold most."""


def axis_label(axis: str) -> Mapping[str, str]:
    """Return what an axis is called."""
    if axis in AXES:
        return _both(AXES[axis])
    cards = (card for noun in (Incident, Victim, Tally) if (card := properties(noun).get(axis)))
    return next(({"en": card.prop.label_en, "ar": card.prop.label_ar} for card in cards), {"en": axis, "ar": axis})


def label_of(axis: str, key: str, rules: Rules) -> Mapping[str, str]:
    """Return the house label of a key in both languages; a key that nothing labels is shown as it is."""
    if axis == "party" and any(bucket.slug == key for bucket in rules.buckets):
        return rules.bucket(key).label
    if key == NOT_STATED:
        return NO_KEY
    if axis == "governorate":
        return governorate_label(key)
    if axis == "group":
        own: Mapping[str, Mapping[str, str]] = rules.table("groups")["labels"]
        return own.get(key) or group_labels().get(key) or _word(key)
    if axis == "part" and key in TOGETHER:
        return TOGETHER[key]
    if axis in ("part", "cause") and key in rules.causes:
        return rules.causes[key]
    if key in rules.parties:
        entry = rules.parties.get(key)
        return {"en": entry.label_en, "ar": entry.label_ar}
    if axis == "month":
        return {one.value: format_period(Period.parse(key), one) for one in Language}
    return _day(axis, key) or _word(key)


def _day(axis: str, key: str) -> Mapping[str, str] | None:
    if any(
        properties(noun)[axis].type is PartialDate for noun in (Incident, Victim, Tally) if axis in properties(noun)
    ):
        return {one.value: format_date(PartialDate.parse(key), one) for one in Language}
    return None


def _word(key: str) -> Mapping[str, str]:
    """Return the word of a key that stands for itself; a text in both languages is cut into them."""
    if key in KEYS:
        return _both(KEYS[key])
    if (known := weapon_label(key) or cause_labels().get(key)) is not None:
        return known
    english, _, arabic = key.partition(" | ")
    return {"en": english, "ar": arabic or english}


def _both(words: str) -> Mapping[str, str]:
    return {one.value: translate(one, words) for one in Language}
