"""Who acts, when, and under which append: what every action is told from outside."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sijill.actions._clock import look_at_clock
from sijill.ledger import Draft, Entry, Ledger, Progress, Receipt
from sijill.model.custody import Door
from sijill.values import SijillError, normal_key
from sijill.values.derived_ids import derived_id, derived_part

Made = TypeVar("Made")
NAMED_BY = frozenset({"name", "name_ar", "title", "aliases", "pcode", "identifiers"})
"""The properties by which a place or an agreement is named."""
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ReasonMissing(SijillError):
    """An act that needs a reason, without one."""


@dataclass(frozen=True)
class ActionContext:
    """
    The circumstances of one action.

    ``append_id`` is chosen by the caller (a form's hidden id, an import's id), so that a
    repeat is harmless. ``zone`` is the register's: it decides which day a moment falls on.
    ``one_person`` says that the register has one person, who judges what they entered too.
    ``door`` is where the person stands: it is recorded with what takes two persons.
    ``is_new`` says that the append id was made for this action, so that nobody can have tried it before.
    """

    ledger: Ledger
    actor: str
    now: datetime
    append_id: str
    zone: ZoneInfo
    one_person: bool = False
    door: Door = Door.COMMAND_LINE
    is_new: bool = False
    _numbers: Iterator[int] = field(default_factory=itertools.count, repr=False, compare=False)

    @cached_property
    def first_try(self) -> Receipt | None:
        """The receipt of an earlier try of this same action, or None."""
        return None if self.is_new else self.ledger.receipt(self.append_id)

    @property
    def today(self) -> date:
        """
        The day of the action in the register's zone.

        A second try keeps the day of the first, also past midnight.
        """
        first = self.first_try
        return (first.recorded_at if first else self.now).astimezone(self.zone).date()

    def new_id(self) -> str:
        """Return the next id of this action: on a second try the one that the first try gave the same thing."""
        made = derived_id(f"{self.append_id}\0{next(self._numbers)}", self.now)
        return self._ids_of_first_try.get(derived_part(made), made)

    def append(
        self, drafts: Sequence[Draft], *, expect: Mapping[str, int] | None = None, progress: Progress | None = None
    ) -> Receipt:
        """Record drafts under this action's append id. Raises ClockInDoubt."""
        look_at_clock(self.ledger, actor=self.actor, now=self.now, append_id=self.append_id)
        return self.ledger.append(
            drafts, append_id=self.append_id, actor=self.actor, now=self.now, expect=expect, progress=progress
        )

    def append_alone(
        self,
        subjects: Collection[str],
        make: Callable[[ActionContext], tuple[Made, Sequence[Draft]]],
        *,
        expect: Mapping[str, int] | None = None,
    ) -> tuple[Made, Receipt]:
        """
        Record what ``make`` drafts, with nothing said of the subjects between its look and the append.

        Of two who act at once the later looks again, and meets what a later one would have
        met anyway: the refusal that ``make`` raises, or none. Raises RecordMovedOn for what ``expect`` asked.
        """
        trying = self
        while True:
            looked = self.ledger.last_seqs(subjects)
            try:
                made, drafts = make(trying)
                return made, trying.append(drafts, expect={**looked, **(expect or {})})
            except SijillError:
                if looked == self.ledger.last_seqs(subjects):
                    raise
            trying = replace(self, _numbers=itertools.count())

    def history(self, subject: str) -> Sequence[Entry]:
        """Return what the ledger holds about a subject, read once for this try."""
        if subject not in self._histories:
            self._histories[subject] = list(self.ledger.history(subject))
        return self._histories[subject]

    def named(self, kind: str) -> Mapping[str, frozenset[str]]:
        """Return the records of a kind by the keys of their ids and of all that they are called, read once."""
        if kind not in self._named:
            found: dict[str, set[str]] = {}
            for _, one in self.ledger.statements(subject_kind=kind):
                if one.property in NAMED_BY:
                    name = one.value["value"] if isinstance(one.value, Mapping) else one.value
                    found.setdefault(normal_key(str(name)), set()).add(one.subject)
                found.setdefault(normal_key(one.subject), set()).add(one.subject)
            self._named[kind] = {key: frozenset(ids) for key, ids in found.items()}
        return self._named[kind]

    @cached_property
    def _named(self) -> dict[str, Mapping[str, frozenset[str]]]:
        return {}

    @cached_property
    def _histories(self) -> dict[str, Sequence[Entry]]:
        return {}

    @cached_property
    def _ids_of_first_try(self) -> dict[str, str]:
        if self.first_try is None:
            return {}
        entries = self.ledger.entries(after=self.first_try.first_seq - 1, upto=self.first_try.last_seq)
        found = itertools.chain.from_iterable((entry.id, *_texts(entry.body)) for entry in entries)
        return {derived_part(text): text for text in found if UUID.fullmatch(text)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
