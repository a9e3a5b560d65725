"""Topics of a thematic document: one group, cause, weapon or outcome, and how the people of it are counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sijill.language import Weapons
from sijill.methodology import Rules
from sijill.methodology.outcomes import terms_of
from sijill.model import Outcome
from sijill.model.outcomes import KILLED, OUTCOMES
from sijill.tolls.axes import label_of
from sijill.tolls.units import GROUPS
from sijill.values import Language, SijillError, UnknownWord, message, translate
from sijill.wording.outcomes import DEFINITIONS, MEASURE_HEADS

if TYPE_CHECKING:
    from sijill.reports import Label


class UnknownTopic(UnknownWord):
    """A topic that is no group, cause, weapon or outcome."""


class WhichTopic(SijillError):
    """A thematic document that names no topic."""

    exit_code = 2


class TopicWithheld(SijillError):
    """A topic whose number would tell the public of a few people (E10)."""


@dataclass(frozen=True, slots=True)
class CountedTopic:
    """A topic with what it counts: a measure, and the cell of the killed that it is."""

    code: str
    measure: str
    cell: Mapping[str, str]
    label: Label
    definition: tuple[Label, ...]


_OF_GROUP = {
    "children": message("Children killed"),
    "women": message("Women killed"),
    "men": message("Men killed"),
}
_AGES = {
    "children": message("Children are under {age}."),
    "women": message("Women are females of {age} or older."),
    "men": message("Men are males of {age} or older."),
}


def topic_of(code: str | None, rules: Rules) -> CountedTopic:
    """Return a topic by its code, as a methodology counts it. Raises WhichTopic, UnknownTopic."""
    if not code:
        raise WhichTopic(message("name the topic: --topic CODE, such as children, torture or detained"))
    listed = tuple(rules.table("groups").get("listed", ()))
    weapon = Weapons.load().get(code)
    if code in OUTCOMES and code != KILLED.name:
        return CountedTopic(code, code, {}, _label(MEASURE_HEADS[code]), outcome_definition(code, rules))
    if code in GROUPS:
        age = str(rules.table("groups")["child_below"])
        told = (_label(_AGES[code], age=age), _label(_WITHIN))
        return CountedTopic(code, KILLED.name, {"group": code}, _label(_OF_GROUP[code]), told)
    if code in listed:
        told = (_label(message("Groups overlap: a person may belong to several.")), _label(_WITHIN))
        label = rules.table("groups")["labels"][code]
        return CountedTopic(code, KILLED.name, {"listed_group": code}, _killed(label), told)
    if code in rules.causes:
        by = message("Counted are deaths of this cause; where no source names a cause, the weapon tells it.")
        label = label_of("cause", code, rules)
        return CountedTopic(code, KILLED.name, {"cause": code}, _killed(label), (_label(by), _label(_WITHIN)))
    if weapon is not None:
        label, by = {"en": weapon.label_en, "ar": weapon.label_ar}, message("Counted are deaths by this weapon.")
        return CountedTopic(code, KILLED.name, {"weapon": code}, _killed(label), (_label(by), _label(_WITHIN)))
    outcomes = [name for name in OUTCOMES if name != KILLED.name]
    weapons = [one.slug for one in Weapons.load().entries]
    raise UnknownTopic("topic", code, dict.fromkeys((*GROUPS, *listed, *outcomes, *rules.causes, *weapons)))


_WITHIN = message("They are part of the toll of the same time and are not added to it.")


def outcome_definition(measure: str, rules: Rules) -> tuple[Label, ...]:
    """Return who is counted among the people of an outcome, and what takes them out again, in whole sentences."""
    return tuple(_label(one) for one in _sentences(measure, rules))


def _sentences(measure: str, rules: Rules) -> Iterator[str]:
    outcome = OUTCOMES[measure]
    undone_by = terms_of(rules, outcome).get("undone_by", outcome.undone_by)
    yield DEFINITIONS[measure]
    if measure == "disappeared" and rules.table("statuses").get("body_not_returned") in outcome.statuses:
        yield message("A person reported dead whose body was not returned is among them.")
    if Outcome.RELEASED in undone_by:
        yield message("Whoever was known to be released by the end of the time is not counted.")
    elif measure == "detained":
        yield message("Whoever was released since is counted all the same: each arrest is one.")


def _label(words: str, **places: str) -> Label:
    return {one.value: translate(one, words, **places) for one in Language}


def _killed(group: Label) -> Label:
    return {one.value: translate(one, "Killed: {group}", group=group[one.value]) for one in Language}
