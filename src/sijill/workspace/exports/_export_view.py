"""What an audience may see of a register that is taken out, and what the format that it is taken out in cannot hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sijill import formats
from sijill.values import CountRange, Language, Period, message, translate

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.formats import Facts, Shape
    from sijill.model import Item
    from sijill.records import AnyRecord, RecordedValue
    from sijill.tolls import Snapshot
    from sijill.workspace._counts import Counts
    from sijill.workspace._opened import Opened

RIVAL = message("Another value stands in the file: the one that a person preferred, else the one accepted last.")
RIVAL_NUMBER = message("Sources differ; the number in the file is the one that the rule counts.")
HEDGED = message("This word stands before the number; its columns hold the ends of the number alone.")
NO_DEATHS = message("This format holds the dead, and this record tells of none.")
NO_NAME = message("No name of this person is known, or none may be shown; the person is counted in the event.")
PARTS_OF_OTHERS = ("act", "party", "place", "source")
"""Kinds of record that others point at: what they say stands in those."""
DEATHS = ("incident", "victim", "tally")


@dataclass
class Export:
    """One export in the making: what its audience may see, and what the format could not hold so far."""

    opened: Opened
    counts: Counts
    view: View
    counting: Snapshot
    window: Period | None = None
    excluded: list[tuple[Any, ...]] = field(default_factory=list)
    shown_ids: list[str] = field(default_factory=list)

    # -- what may be seen

    @cached_property
    def open_ones(self) -> frozenset[str]:
        """The records that the audience may know of, asked at once."""
        return frozenset(self.view.opened(self.counting.records))

    def shown(self, record: str) -> AnyRecord | None:
        """Return a record as the audience may see it; None where nothing of it may be seen."""
        if record not in self.open_ones:
            return None
        found = self.view.redacted(self.counting.records[record]).value
        return found if found.held else None

    def documents(self, shown: AnyRecord) -> tuple[Item, ...]:
        """Return the documents that a shown record rests on, as far as the audience may know of them."""
        found = (item for values in shown.held.values() for one in values for item in self.view.documents(one) if item)
        return tuple({item.id: item for item in found}.values())

    @cached_property
    def around(self) -> formats.Around:
        """What stands around every event."""
        return formats.Around(
            self.opened.theatre,
            self.opened.settings.name,
            self.counting.rules.name,
            lambda record: self.view.point(self.counting.records[record]),
            self.documents,
            self._changed_at,
        )

    def _changed_at(self, shown: AnyRecord) -> int | None:
        moment = self.opened.moment(self.opened.recorded_at(shown.last_seq))
        return None if moment is None else int(moment.timestamp())

    def gone(self) -> Iterator[tuple[str, str | None]]:
        """
        Yield records that an earlier export may have held and this one does not, with what they are one with now.

        Data that lives is revised by whoever has it (R-AC.3). Outside the team no person is named as gone.
        """
        records, same = self.counting.records, self.counting.canonical.same
        for old, now in same.items():
            if old != now and now in self.open_ones and records[now].kind in self._told_as_gone:
                yield old, now
        for entry in self.opened.ledger.entries(kind="retraction", upto=self.counting.seq):
            body = entry.body or {}
            subject = str(body.get("subject"))
            if same.get(subject, subject) not in records and self.view.opens(subject):
                stated = self.opened.ledger.entry(str(body["statement"])).body or {}
                if stated.get("subject_kind") in self._told_as_gone:
                    yield subject, None

    @property
    def _told_as_gone(self) -> tuple[str, ...]:
        return DEATHS if self.view.is_team else ("incident",)

    # -- events

    def events(self, shape: Shape) -> Iterator[Facts]:
        """Yield the facts of every event that a format can hold; what it cannot is left out, with the reason."""
        units = [*self.counting.units.units]
        if "killed" not in shape.needs:
            units += [one.unit for one in self.counting.units.aside if one.reason == "no_number"]
        for unit in units:
            if (shown := self.shown(unit.record)) is None:
                continue
            facts = formats.event_facts(unit, shown, self.around)
            day = facts["first_day"]
            if self.window is not None and day is not None and not self.window.contains(day):
                continue
            self.shown_ids.append(shown.id)
            if code := formats.lacks(facts, ("tally", *shape.needs)):
                self.exclude(shown, code)
                continue
            for lost in shape.loses:
                if formats.lacks(facts, (lost,)):
                    self.exclude(shown, lost, what=_LOST[lost])
            self.exclude_rivals(shown)
            yield facts

    def exclude_uncounted(self, *, silent: bool = True) -> None:
        """Leave out what the methodology does not count, with its rule, and records of other kinds."""
        from sijill import wording

        for one in self.counting.units.aside:
            if (one.reason != "no_number" or silent) and (shown := self.shown(one.record)) is not None:
                says = [wording.reason_line(one.why, each, self.counting.rules) for each in Language]
                self._tell(shown, "record", None, one.reason, one.why.rule, says)
        for record in self.counting.records.values():
            other = record.kind not in (*DEATHS, *PARTS_OF_OTHERS)
            if other and (shown := self.shown(record.id)) is not None:
                self._tell(shown, "record", None, "kind", "", [translate(each, NO_DEATHS) for each in Language])

    def exclude_rivals(self, shown: AnyRecord) -> None:
        """Leave out the values that another one was chosen over, and say by which rule."""
        for name in shown.disputed:
            chosen = getattr(shown.noun, name, None)
            is_number = name in ("killed", "children", "women", "men", "injured")
            rule = self.counting.rules.rule_of("numbers") if is_number else ""
            says = [translate(each, RIVAL_NUMBER if is_number else RIVAL) for each in Language]
            for held in shown.rivals(name):
                if is_number or held.value != chosen:
                    self._tell(shown, name, value_text(held), "rival", rule, says)

    def exclude_hedges(self, shown: AnyRecord) -> None:
        """Leave out the word before a number (about, dozens ...) where columns hold its ends alone."""
        for name in shown.held:
            number = getattr(shown.noun, name, None)
            if isinstance(number, CountRange) and number.hedge:
                self._tell(shown, name, number.hedge, "hedge", "", [translate(each, HEDGED) for each in Language])

    def exclude_nameless(self, shown: AnyRecord) -> None:
        """Leave out a person of whom no name may be shown."""
        self._tell(shown, "record", None, "no_name", "", [translate(each, NO_NAME) for each in Language])

    def exclude(self, shown: AnyRecord, code: str, *, what: str = "record") -> None:
        """Leave out a record, or a part of it, for a reason of the formats."""
        self._tell(shown, what, None, code, "", [formats.reason_words(code, each) for each in Language])

    def _tell(
        self, shown: AnyRecord, what: str, value: str | None, reason: str, rule: str, says: Sequence[str]
    ) -> None:
        self.excluded.append((shown.id, shown.kind, what, value, reason, rule, *says))


_LOST = {"open_end": "killed.high", "several_parties": "attribution", "no_number": "killed"}
"""Of which property a part is lost."""


def value_text(held: RecordedValue) -> str:
    """Return a value in its canonical JSON form; words stand as they are."""
    from sijill.model import to_json

    told = to_json(held.value)
    return told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
