"""A record: the noun as we hold it, and all that was ever accepted of it side by side."""

from __future__ import annotations

import hashlib
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sijill.ledger import UnknownEntry
from sijill.model import Rank
from sijill.model.as_written import AsWritten
from sijill.model.cards import Declared, is_own, properties
from sijill.records._held import RecordedValue, order, standing_together, usable
from sijill.values import message

Noun = TypeVar("Noun")

REFERENCES = ("victim", "incident", "within")
"""The properties that name another record; they follow it when it is linked to a canonical one."""


@dataclass(frozen=True, slots=True)
class Record(Generic[Noun]):
    """
    An incident, victim, tally ... assembled from the statements that stand.

    ``noun`` carries one value of each property (the preferred, else the latest normal
    one), but of a register's own columns none; ``held`` carries all of them. Numbers with
    rivals are chosen again by the methodology's number rule when they are counted.
    """

    kind: str
    noun: Noun
    held: Mapping[str, tuple[RecordedValue, ...]]
    last_seq: int

    @classmethod
    def of(
        cls, kind: str, noun: type, subject: str, held: Mapping[str, tuple[RecordedValue, ...]], last_seq: int
    ) -> AnyRecord:
        """Return the record that some values make: of each property one is chosen."""
        chosen = {name: _chosen(properties(noun)[name], values) for name, values in held.items()}
        told = {name: value for name, value in chosen.items() if value is not None and not is_own(name)}
        return Record(kind, noun(id=subject, **told), held, last_seq)

    def value(self, name: str) -> Any:
        """Return the value of a property that we hold, also of a column of the register's own; None where none is."""
        return _chosen(self._card(name), self.held.get(name, ())) if is_own(name) else getattr(self.noun, name)

    def _card(self, name: str) -> Declared:
        noun: type = type(self.noun)
        return properties(noun)[name]

    def without(self, hides: Callable[[RecordedValue], bool]) -> AnyRecord:
        """Return the record as it would be if some values had not been stated; what it holds is chosen again."""
        held = {name: tuple(one for one in values if not hides(one)) for name, values in self.held.items()}
        if held == self.held:
            return self
        left = {name: values for name, values in held.items() if values}
        return Record.of(self.kind, type(self.noun), self.id, left, self.last_seq)

    @property
    def id(self) -> str:
        """The subject's id."""
        return str(typing.cast(Any, self.noun).id)

    @property
    def first_seq(self) -> int:
        """The seq of the first statement that still stands: records are listed in this order. 0 when there is none."""
        return min((values[0].seq for values in self.held.values()), default=0)

    @property
    def stamp(self) -> str:
        """
        A short text that changes whenever a statement is added, withdrawn or linked in, or what it names is linked.

        ``last_seq`` alone does not: withdrawing an early statement leaves it as it was.
        """
        ids = sorted(one.statement for values in self.held.values() for one in values)
        ids += sorted(str(one.value) for name in REFERENCES for one in self.held.get(name, ()))
        return f"{self.last_seq}.{hashlib.blake2b(','.join(ids).encode(), digest_size=8).hexdigest()}"

    def usable(self, name: str) -> tuple[RecordedValue, ...]:
        """Return the values of a property that may be counted; values that stand together all are."""
        values = self.held.get(name, ())
        if len(values) < 2:
            return usable(values)
        return standing_together(values) if self._card(name).prop.many else usable(values)

    def told(self, name: str) -> tuple[Any, ...]:
        """Return every value of a property that was read as one, whatever stands of it; words as written are none."""
        return tuple(one.value for one in self.held.get(name, ()) if not isinstance(one.value, AsWritten))

    def rivals(self, name: str) -> tuple[RecordedValue, ...]:
        """
        Return the values of a property when they disagree, best last; empty when they agree.

        A denial of the very value we hold is a rival too (C3).
        """
        values = self.held.get(name, ())
        if len(values) == 1 and not values[0].stance.is_against:
            return ()
        values = tuple(sorted(values, key=order))
        if self._card(name).prop.many:
            return ()
        against = any(one.stance.is_against for one in values)
        return values if against or len({repr(one.value) for one in values}) > 1 else ()

    @property
    def disputed(self) -> tuple[str, ...]:
        """
        The properties whose accepted values disagree; a value set aside as deprecated no longer does.

        A register's own columns are none of them: what is counted may not turn on a case number.
        """
        counted = (name for name in self.held if not is_own(name))
        return tuple(name for name in counted if (rivals := self.rivals(name)) and _open_question(rivals))


def _open_question(values: tuple[RecordedValue, ...]) -> bool:
    live = [one for one in values if one.rank is not Rank.DEPRECATED]
    against = any(one.stance.is_against for one in live)
    return against or len({repr(one.value) for one in live}) > 1


AnyRecord = Record[Any]


def unknown_record(subject: str) -> UnknownEntry:
    """Return the refusal of an id that is no record's; for whom a record is closed it is none."""
    return UnknownEntry(
        message("no record {subject} in this register; find ids with sijill search REGISTER WORDS"), subject=subject
    )


def _chosen(card: Declared, held: tuple[RecordedValue, ...]) -> Any:
    if card.prop.many:
        return tuple(dict.fromkeys(one.value for one in standing_together(held)))
    standing = usable(held)
    return max(standing, key=order).value if standing else None
