"""A record: the noun as we hold it, and all that was ever accepted of it side by side."""

from __future__ import annotations

import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sijill.model import declared
from sijill.records._held import Held, order, usable

Noun = TypeVar("Noun")


@dataclass(frozen=True, slots=True)
class Record(Generic[Noun]):
    """
    An incident, victim, tally ... assembled from the statements that stand.

    ``noun`` carries one value of each property (the preferred, else the latest normal
    one); ``held`` carries all of them. Numbers with rivals are chosen again by the
    methodology's number rule when they are counted.
    """

    kind: str
    noun: Noun
    held: Mapping[str, tuple[Held, ...]]
    last_seq: int

    @property
    def id(self) -> str:
        """The subject's id."""
        return str(typing.cast(Any, self.noun).id)

    def usable(self, name: str) -> tuple[Held, ...]:
        """Return the values of a property that may be counted."""
        return usable(self.held.get(name, ()))

    def rivals(self, name: str) -> tuple[Held, ...]:
        """Return the values of a property when they disagree, best last; empty when they agree."""
        values = tuple(sorted(self.held.get(name, ()), key=order))
        if declared(type(self.noun), name).prop.many or len({repr(one.value) for one in values}) < 2:
            return ()
        return values

    @property
    def disputed(self) -> tuple[str, ...]:
        """The properties whose accepted values disagree."""
        return tuple(name for name in self.held if self.rivals(name))


AnyRecord = Record[Any]
