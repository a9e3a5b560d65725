"""How much two tellings of a person are one: by name in any script, with sex and age as what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass

from sijill.language.names import NOTHING_ALIKE, NameLikeness, name_likeness
from sijill.model import Sex
from sijill.values import CountRange

ALIKE = 0.8
"""The least likeness of names at which two persons may be one."""

SAME_AGE, OTHER_AGE = 1, 8
"""How many years two writings of one age may differ, and above how many it is somebody else's."""


@dataclass(frozen=True, slots=True)
class PersonTold:
    """What a list, a record or a form tells of a person: names in any script, sex, age in years; unsaid is None."""

    names: tuple[str, ...]
    sex: Sex | None = None
    age: CountRange | None = None


@dataclass(frozen=True, slots=True)
class PersonLikeness:
    """How much two tellings are one person, 0 to 1.3: the likeness of the name, and what the age adds or takes."""

    name: NameLikeness
    age: float

    @property
    def score(self) -> float:
        """The likeness of names with what the age says."""
        return self.name.score + self.age


def person_likeness(one: PersonTold, other: PersonTold) -> PersonLikeness | None:
    """Return how alike two tellings are; None where the names are not, or where sex or age tells two persons."""
    if {one.sex, other.sex} == {Sex.FEMALE, Sex.MALE}:
        return None
    apart = _years_apart(one.age, other.age)
    if apart is not None and apart > OTHER_AGE:
        return None
    each = (name_likeness(ours, theirs) for ours in one.names for theirs in other.names)
    name = max(each, key=lambda found: found.score, default=NOTHING_ALIKE)
    if name.score < ALIKE:
        return None
    return PersonLikeness(name, 0.0 if apart is None else 0.3 if apart <= SAME_AGE else -0.1)


def _years_apart(one: CountRange | None, other: CountRange | None) -> int | None:
    """Return how many years lie between two ages at the least; None where one is not said."""
    if one is None or other is None:
        return None
    below = [(one.low or 0) - other.high] if other.high is not None else []
    above = [(other.low or 0) - one.high] if one.high is not None else []
    return max(0, *below, *above)
