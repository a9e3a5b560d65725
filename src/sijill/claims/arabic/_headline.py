"""The one number of dead that a text is about, or silence when it is not sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.claims.arabic._casualties import KILLED, Counted


@dataclass(frozen=True, slots=True)
class Group:
    """Those counted in one breath as killed: a man, his wife and two children."""

    members: tuple[Counted, ...]
    value: int
    sentence: int

    @property
    def toll(self) -> bool:
        """Test whether the words speak of a toll that rose."""
        return any(member.toll for member in self.members)


def groups(sentences: Sequence[Sequence[Counted]]) -> list[Group]:
    """Return the counts of the killed that stand by themselves; fighters and parts of a whole are left out."""
    found: dict[int, list[Counted]] = {}
    place: dict[int, int] = {}
    for number, sentence in enumerate(sentences):
        for counted in sentence:
            if counted.outcome == KILLED and not counted.part and "fighters" not in counted.phrase.population:
                found.setdefault(counted.group, []).append(counted)
                place.setdefault(counted.group, number)
    result = []
    for key, members in found.items():
        if any(member.phrase.value is None or member.phrase.vague for member in members):
            continue
        result.append(Group(tuple(members), sum(m.phrase.value or 0 for m in members), place[key]))
    return result


def headline(sentences: Sequence[Sequence[Counted]]) -> Group | None:
    """Return the group that says how many the text reports killed, or None."""
    candidates = groups(sentences)
    return candidates[0] if candidates else None
