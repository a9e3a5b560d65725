"""Single incidents and persons as a report tells them: massacres, case boxes, late entries, the driver of a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sijill.language import Weapons
from sijill.methodology import Chosen
from sijill.model import AttributionMode, Clock, Incident, Outcome, Tally, Victim
from sijill.reports import (
    Driver,
    LateEntry,
    LineRest,
    MassacreRecord,
    PersonCase,
    StatedAccount,
    WideDate,
)
from sijill.tolls import statistics
from sijill.tolls.axes import label_of
from sijill.values import Language, PartialDate, PersonName, format_date, translate
from sijill.wording import responsible
from sijill.workspace.editions._disputes import Disputes

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.model.figures import Figure
    from sijill.reports import StatedAccount
    from sijill.tolls import Snapshot
    from sijill.tolls.units import Unit
    from sijill.workspace.editions._citations import Citations

Label = Mapping[str, str]

MOST_NAMED = 10
"""How many records within a line are called by name; the trace of its figure has them all."""


_OF_THE_DEAD: Mapping[str, Chosen] = {}


class Cases:
    """Reads records through one view."""

    def __init__(self, counting: Snapshot, citations: Citations, view: View) -> None:
        """Take the counting whose records are told."""
        self._counting, self._citations, self._view = counting, citations, view
        self._disputes = Disputes(view, citations)
        self.named: set[str] = set()
        """The persons whose name or account was told, so that an edition can say whom it holds."""

    def _shown(self, record: str) -> Any:
        noun = self._view.redacted(self._counting.records[record]).value.noun
        if isinstance(noun, Victim) and (noun.name or noun.account):
            self.named.add(record)
        return noun

    def massacre(self, unit: Unit) -> MassacreRecord:
        """Return the record of one massacre, with both dates, by the numbers it is counted with."""
        noun: Incident = self._shown(unit.record)
        return MassacreRecord(
            record=unit.record,
            title=self._label(noun),
            died_on=noun.happened_on,
            documented_on=noun.documented_on,
            killed=unit.numbers["killed"],
            place=maybe(noun.place),
            governorate=self._governorate(noun.governorate),
            cause=self._cause(noun),
            party={one.value: responsible(unit.assessment.filing, one, self._counting.rules) for one in Language},
            children=unit.numbers.get("children"),
            women=unit.numbers.get("women"),
            men=unit.numbers.get("men"),
            injured=unit.numbers.get("injured"),
            named=len(unit.people),
            apart=len(unit.taken_out),
            accounts=self._accounts(unit.record, unit.numbers),
            held_by=maybe(noun.controlled_by),
            part_of=self._part_of(noun.within),
            investigation_open=bool(noun.open_investigation),
            notes=self._citations.of_unit(unit),
        )

    def _accounts(self, record: str, printed: Mapping[str, Chosen]) -> tuple[StatedAccount, ...]:
        return self._disputes.of(self._counting.records[record], printed)

    def _part_of(self, whole: str | None) -> Label | None:
        return maybe(self._shown(whole).title) if whole and whole in self._counting.records else None

    def driver(self, counted: Figure) -> Driver | None:
        """Return the incident with the largest part of a figure (ST4)."""
        driven = statistics.driver(counted)
        if driven is None or not self._view.opens(driven.part.record):
            return None
        part = driven.part
        return Driver(
            self._label(self._shown(part.record)),
            Chosen(part.low, part.best, part.high),
            self._citations.of_record(part.record),
            part.record,
            self._accounts(part.record, {"killed": Chosen(part.low, part.best, part.high)}),
        )

    def late(
        self, units: Iterable[Unit], *, clock: Clock = Clock.DIED, numbers: Mapping[str, Chosen] = _OF_THE_DEAD
    ) -> tuple[LateEntry, ...]:
        """
        Return units as a report lists them, with both dates (S1.5).

        ``numbers`` are those of a topic by record, where a document counts a part of them; ``clock`` is its own day.
        """
        return tuple(
            LateEntry(
                unit.record,
                self._label(self._shown(unit.record)),
                numbers.get(unit.record, unit.numbers["killed"]),
                died,
                documented,
                self._citations.of_unit(unit),
                self._accounts(unit.record, unit.numbers if clock is Clock.DIED else {}),
            )
            for unit in units
            if (died := unit.dates.get(clock)) and (documented := unit.dates.get(Clock.DOCUMENTED))
        )

    def wide(self, units: Iterable[Unit], clock: Clock) -> tuple[WideDate, ...]:
        """Return units whose date is wider than the window that counts them."""
        return tuple(
            WideDate(
                unit.record,
                self._label(self._shown(unit.record)),
                unit.numbers["killed"],
                when,
                self._citations.of_unit(unit),
                self._accounts(unit.record, unit.numbers),
            )
            for unit in units
            if (when := unit.dates.get(clock))
        )

    def line_rests(self, placed: Iterable[Unit]) -> tuple[LineRest, ...]:
        """Return the lines of a window of which a part counts by itself, with those parts by what they are called."""
        return tuple(
            LineRest(
                unit.record,
                self._label(self._shown(unit.record)),
                unit.numbers["killed"],
                len(unit.taken_out),
                tuple(self._label(self._shown(part)) for part in filter(self._view.opens, unit.taken_out[:MOST_NAMED])),
                self._citations.of_unit(unit),
                self._accounts(unit.record, unit.numbers),
            )
            for unit in placed
            if unit.taken_out
        )

    def persons(self, placed: Iterable[Unit], group: str) -> tuple[PersonCase, ...]:
        """Return the case boxes of a group: persons with an account of their own."""
        records = [record for unit in placed for record in filter(self._view.opens, unit.members)]
        chosen = [record for record in records if record in self._counting.records and self._in_group(record, group)]
        return self.with_accounts(chosen)

    def with_accounts(self, people: Iterable[str]) -> tuple[PersonCase, ...]:
        """Return the case boxes of those of some persons who have an account of their own, as far as may be seen."""
        told = (one for one in dict.fromkeys(people) if self._counting.records[one].noun.account)
        return tuple(map(self._person, filter(self._view.opens, told)))

    def _in_group(self, record: str, group: str) -> bool:
        noun = self._counting.records[record].noun
        return group in noun.groups or noun.cause == group

    def _person(self, record: str) -> PersonCase:
        noun: Victim = self._shown(record)
        name = self._name(noun.name) if noun.name else None
        return PersonCase(
            record=record,
            name=name,
            invented=name is not None and "invented" in name["en"].lower(),
            born=noun.born,
            origin=maybe(noun.origin_place) or self._governorate(noun.origin_governorate),
            arrested_on=noun.arrested_on,
            arrested_at=maybe(noun.arrested_at),
            held_by=maybe(noun.detained_by),
            facility=maybe(noun.facility),
            notified_on=noun.notified_on,
            died_on=noun.died_on,
            documented_on=noun.documented_on,
            cause=self._cause(noun),
            cause_is_inferred=noun.cause == "torture" and Outcome.DIED_IN_CUSTODY in noun.statuses,
            body_returned=noun.body_returned,
            accounts=self._accounts(record, {}),
            notes=self._citations.of_record(record),
        )

    def _name(self, name: PersonName) -> Label:
        return {"en": name.display(Language.EN), "ar": name.display(Language.AR)}

    def _label(self, noun: Any) -> Label:
        if isinstance(noun, Victim):
            return self._name(noun.name) if noun.name else {"en": "One person", "ar": "شخص واحد"}
        if noun.title:
            return both(noun.title)
        when: PartialDate | None = noun.window if isinstance(noun, Tally) else noun.happened_on
        if when is None:
            return {one.value: translate(one, "A record without a title") for one in Language}
        return {
            one.value: translate(one, "A record without a title, {date}", date=format_date(when, one))
            for one in Language
        }

    def _cause(self, noun: Any) -> Label | None:
        cause = noun.cause
        if cause is None and noun.attribution is not None and noun.attribution.mode is AttributionMode.UNKNOWN:
            cause = noun.attribution.cause_class
        if cause in self._counting.rules.causes:
            return label_of("cause", cause, self._counting.rules)
        return self._weapon(cause or noun.weapon)

    def _weapon(self, weapon: str | None) -> Label | None:
        entry = Weapons.load().get(weapon) if weapon else None
        return {"en": entry.label_en, "ar": entry.label_ar} if entry else maybe(weapon)

    def _governorate(self, name: str | None) -> Label | None:
        return label_of("governorate", name, self._counting.rules) if name else None


def maybe(text: str | None) -> Label | None:
    """Return a label, or None where there is no text."""
    return None if text is None else both(text)


def both(text: str) -> Label:
    """Return a label in both languages from "English | العربية"; one language alone stands for both."""
    english, _, arabic = text.partition(" | ")
    return {"en": english, "ar": arabic or english}
