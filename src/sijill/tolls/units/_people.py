"""Which of the groups that exclude each other a person belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sijill import methodology
from sijill.methodology import Chosen, Rules
from sijill.model import CivilianStatus, Sex, Victim
from sijill.records import AnyRecord
from sijill.values import BackwardsDates, CountRange

GROUPS = ("children", "women", "men")
"""The groups that exclude each other inside a unit; what is left of the killed is 'unknown'."""

FINER_GROUPS = ("girls", "boys", "children_unknown_sex", "adults_unknown_sex")
"""Groups that some methodologies print besides (R-OH.3): children by sex, and adults whose sex is not known."""


LISTED_GROUPS = ("medical", "media", "relief", "civil_defence", "torture")
"""Groups of the vocabulary (V-GROUPS) that overlap with all others; a methodology says which it lists."""


def group_of(person: Victim, rules: Rules) -> str | None:
    """Return children, women, men, or None where sex or age leave it open (printed as unknown)."""
    child = is_child(person, rules)
    if child:
        return "children"
    if child is None or person.sex not in (Sex.FEMALE, Sex.MALE):
        return None
    return "women" if person.sex is Sex.FEMALE else "men"


def finer_group_of(person: Victim, rules: Rules) -> str | None:
    """Return girls, boys, or who is known to be a child or an adult but not of which sex."""
    child = is_child(person, rules)
    if child is None:
        return None
    if person.sex not in (Sex.FEMALE, Sex.MALE):
        return "children_unknown_sex" if child else "adults_unknown_sex"
    return None if not child else "girls" if person.sex is Sex.FEMALE else "boys"


def is_child(person: Victim, rules: Rules) -> bool | None:
    """
    Test whether a person died under the age that the methodology gives; None where the sources leave it open.

    A source's own word comes first, then the age, then birth and death: a birth year
    gives a range of ages, and the answer stands only if the whole range agrees.
    """
    if person.is_child is not None:
        return person.is_child
    below = int(rules.table("groups")["child_below"])
    for age in (person.age, age_at_death(person)):
        if age is not None and age.high is not None and age.high < below:
            return True
        if age is not None and age.floor >= below:
            return False
    return None


def age_at_death(person: Victim) -> CountRange | None:
    """Return the whole years of age at death; None where birth or death is not known or they contradict."""
    if person.born is None or person.died_on is None:
        return None
    try:
        return person.died_on.age_range(person.born)
    except BackwardsDates:
        return None


def named_numbers(people: Iterable[AnyRecord], rules: Rules) -> Mapping[str, Chosen]:
    """Return how many persons there are, and in each group."""
    nouns: list[Victim] = [person.noun for person in people]
    groups = [group_of(noun, rules) for noun in nouns] + [finer_group_of(noun, rules) for noun in nouns]
    counts = {"killed": len(nouns), **{name: groups.count(name) for name in (*GROUPS, *FINER_GROUPS)}}
    counts["status_known"] = sum(has_known_status(noun) for noun in nouns)
    return {name: Chosen.exactly(number) for name, number in counts.items()}


def listed_of(people: Sequence[AnyRecord], rules: Rules) -> dict[str, Mapping[str, Chosen]]:
    """Return the numbers of each group that overlaps (medical personnel ...), from the persons who belong to it."""
    of_each = {person.id: methodology.groups_of(person.noun, person.noun.cause) for person in people}
    groups = dict.fromkeys(group for mine in of_each.values() for group in mine)
    return {name: named_numbers([one for one in people if name in of_each[one.id]], rules) for name in groups}


def has_known_status(person: Victim) -> bool:
    """Test whether a person is stated to be civilian or combatant (R-EC.6 d)."""
    return person.civilian_status in (CivilianStatus.CIVILIAN, CivilianStatus.COMBATANT)
