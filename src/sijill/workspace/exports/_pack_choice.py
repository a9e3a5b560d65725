"""What goes into a package: cases with the persons who agreed, the documents under them, and what stays and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sijill.access import PERSONAL
from sijill.access.leaving import Kept, Leaving
from sijill.model import Incident, Victim
from sijill.records import unknown_record
from sijill.values import SijillError, format_period, message

if TYPE_CHECKING:
    from sijill.evidence import Vault
    from sijill.model import Item
    from sijill.records import AnyRecord
    from sijill.workspace.stories._story import StoryBuilder


class WhatToPack(SijillError):
    """A package for which nothing was named, or of which nothing may leave."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Case:
    """One event with the persons who may be told of; an event alone, or a person without one."""

    incident: AnyRecord | None
    persons: tuple[AnyRecord, ...]

    @property
    def records(self) -> tuple[AnyRecord, ...]:
        """The records of the case, whole."""
        return (*((self.incident,) if self.incident is not None else ()), *self.persons)


@dataclass(slots=True)
class Choice:
    """
    The cases and documents of a package, and how many of each kind stay, by the reason.

    ``items`` may be named, ``enclosed`` are those whose originals go along.
    """

    cases: tuple[Case, ...] = ()
    items: tuple[Item, ...] = ()
    enclosed: tuple[Item, ...] = ()
    kept: Counter[tuple[str, Kept]] = field(default_factory=Counter)

    @property
    def persons(self) -> tuple[AnyRecord, ...]:
        """Everybody who is told of, once."""
        return tuple({one.id: one for case in self.cases for one in case.persons}.values())


def choose(
    story: StoryBuilder, leaving: Leaving, vault: Vault, *, asked: Sequence[str], everything_in_time: bool
) -> Choice:
    """
    Return what of the records asked for, or of the period, may leave.

    Raises UnknownEntry, and WhatToPack where nothing may.
    """
    choice = Choice()
    known = story.counting.records
    ids = [one.id for one in story.told if isinstance(one.noun, Incident | Victim)] if everything_in_time else asked
    if not ids:
        raise WhatToPack(
            message("the register holds no incident and no person of {period}; name another time"),
            period=lambda language: format_period(story.scope.period, language),
        )
    for one in ids:
        if one not in known or not story.view.opens(one) or not isinstance(known[one].noun, Incident | Victim):
            raise unknown_record(one)
    others = list[Any]()
    choice.cases = tuple(_cases(story, leaving, ids, choice, others))
    choice.items = tuple(_documents(story, leaving, vault, choice, others))
    if not choice.cases:
        raise WhatToPack(
            message(
                "nothing of what was asked for may leave: record the consents for this purpose with sijill consent, "
                "or name other records"
            )
        )
    return choice


def personal_values(story: StoryBuilder, record: AnyRecord, leaving: Leaving) -> AnyRecord:
    """Return a record as it leaves: what the audience sees, of a person without what nobody agreed to."""
    shown = story.view.redacted(record).value
    if not isinstance(shown.noun, Victim):
        return shown
    closed: dict[str, Any] = {name: None for name in PERSONAL if name not in leaving.personal(record)}
    held = {name: values for name, values in shown.held.items() if name not in closed}
    return replace(shown, noun=replace(shown.noun, **closed), held=held)


def _cases(
    story: StoryBuilder, leaving: Leaving, ids: Iterable[str], choice: Choice, others: list[AnyRecord]
) -> Iterator[Case]:
    known = story.counting.records
    joins = [one.noun for one in known.values() if one.kind == "act" and one.noun.victim and one.noun.incident]
    wanted = dict.fromkeys(ids)
    incidents = {one: [act.victim for act in joins if act.incident == one] for one in wanted if _is(known, one)}
    told = {one for people in incidents.values() for one in people}
    for person in (one for one in wanted if one not in incidents and one not in told):
        events = [act.incident for act in joins if act.victim == person and act.incident in known]
        for event in events or [""]:
            incidents.setdefault(event, []).append(person)
    judged: dict[str, Kept | None] = {}
    for event, people in incidents.items():
        persons = [known[one] for one in dict.fromkeys(people) if one in known]
        for one in (new for new in persons if new.id not in judged):
            judged[one.id] = leaving.person(one) if story.view.opens(one.id) else Kept.LEVEL
            if (why := judged[one.id]) is not None:
                choice.kept["victim", why] += 1
                others.append(one)
        agreed = tuple(one for one in persons if judged[one.id] is None)
        if event and story.view.opens(event):
            yield Case(known[event], agreed)
        else:
            yield from (Case(None, (one,)) for one in agreed)


def _is(known: Any, record: str) -> bool:
    return isinstance(known[record].noun, Incident)


def _documents(
    story: StoryBuilder, leaving: Leaving, vault: Vault, choice: Choice, others: Iterable[AnyRecord]
) -> Iterator[Item]:
    """Give the documents under the cases that may leave; one on which the name of somebody else rests stays."""
    about = {
        item.id
        for one in others
        for name in PERSONAL
        for held in one.held.get(name, ())
        for item in story.view.documents(held)
        if item is not None
    }
    found: dict[str, Item] = {}
    for record in (one for case in choice.cases for one in case.records):
        for held in (one for values in record.held.values() for one in values):
            for item in story.view.documents(held):
                if item is not None:
                    found.setdefault(item.id, item)
    for sha256, item in sorted(found.items()):
        why = leaving.document(item, vault.read(sha256), about_others=sha256 in about)
        if why is None:
            yield item
        else:
            choice.kept["item", why] += 1
