"""In which incident a person died, and where they count when two incidents claim them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Protocol

from sijill.model import Act, Outcome
from sijill.records import AnyRecord

FATAL = (None, Outcome.KILLED, Outcome.DIED_IN_CUSTODY)


class Answer(Protocol):
    """What is asked of an incident's assessment."""

    @property
    def countable(self) -> bool:
        """Whether the methodology counts the incident."""


def incidents_of(acts: Iterable[AnyRecord], victims: Container[str], incidents: Container[str]) -> dict[str, list[str]]:
    """Return for each person the incidents in which an act says that they died, as first recorded."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in acts:
        act: Act = record.noun
        fatal = act.outcome in FATAL and act.victim in victims and act.incident in incidents
        if fatal and act.incident not in found[str(act.victim)]:
            found[str(act.victim)].append(str(act.incident))
    return {person: places for person, places in found.items() if places}


def home_of(places: Sequence[str], known: Mapping[str, Answer]) -> str:
    """
    Return the incident in which a person counts: the first recorded that the methodology counts.

    An incident that it does not count takes nobody away from one that it does.
    """
    return min(places, key=lambda incident: not known[incident].countable)
