"""Single incidents and persons as a report tells them: massacres, case boxes, late entries, the driver of a month."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from sijill import access, methodology
from sijill.language import Weapons
from sijill.model import AttributionMode, Clock, Incident, Outcome, Sensitivity, Victim
from sijill.records import AnyRecord
from sijill.reports import Driver, LateEntry, MassacreRecord, PersonCase
from sijill.tolls import Unit, label_of
from sijill.values import CountRange, Language, Period, PersonName

if TYPE_CHECKING:
    from sijill.workspace._citations import Citations
    from sijill.workspace._counting import Counting

Label = Mapping[str, str]


class Cases:
    """Reads records as one audience may see them."""

    def __init__(self, counting: Counting, citations: Citations, audience: Sensitivity) -> None:
        """Take the counting whose records are told."""
        self._counting, self._citations, self._audience = counting, citations, audience

    def _shown(self, record: str) -> Any:
        return access.redact_record(self._counting.records[record], self._audience).value.noun

    def massacre(self, unit: Unit) -> MassacreRecord:
        """Return the record of one massacre, with both dates."""
        noun: Incident = self._shown(unit.record)
        return MassacreRecord(
            record=unit.record,
            title=both(noun.title or ""),
            died_on=noun.happened_on,
            documented_on=noun.documented_on,
            killed=self._number(unit.record, "killed") or CountRange(0, None),
            place=maybe(noun.place),
            governorate=self._governorate(noun.governorate),
            cause=self._cause(noun),
            party=label_of("party", unit.assessment.filing.bucket, self._counting.rules),
            children=self._number(unit.record, "children"),
            women=self._number(unit.record, "women"),
            injured=self._number(unit.record, "injured"),
            held_by=maybe(noun.controlled_by),
            part_of=self._part_of(noun.within),
            investigation_open=bool(noun.open_investigation),
            notes=self._citations.of_record(unit.record),
        )

    def _part_of(self, whole: str | None) -> Label | None:
        return maybe(self._shown(whole).title) if whole and whole in self._counting.records else None

    def driver(self, placed: Iterable[Unit]) -> Driver | None:
        """Return the incident with the most dead of a month, when one stands out."""
        incidents = [unit for unit in placed if unit.kind == "incident" and "killed" in unit.numbers]
        if not incidents:
            return None
        largest = max(incidents, key=lambda unit: unit.numbers["killed"].best)
        noun: Incident = self._shown(largest.record)
        killed = self._number(largest.record, "killed")
        return (
            Driver(both(noun.title or ""), killed, self._citations.of_record(largest.record))
            if killed and noun.title
            else None
        )

    def late(self, placed: Iterable[Unit], window: Period) -> tuple[LateEntry, ...]:
        """Return what died before the window and was documented in it (S1.5)."""
        found = []
        for unit in placed:
            died = unit.dates.get(Clock.DIED)
            documented = unit.dates.get(Clock.DOCUMENTED)
            if (
                died is None
                or documented is None
                or died.latest is None
                or died.latest >= window.start
                or "killed" not in unit.numbers
            ):
                continue
            noun: Any = self._shown(unit.record)
            killed = self._number(unit.record, "killed") or unit.numbers["killed"].range
            found.append(
                LateEntry(
                    unit.record, self._label(noun), killed, died, documented, self._citations.of_record(unit.record)
                )
            )
        return tuple(found)

    def persons(self, placed: Iterable[Unit], group: str) -> tuple[PersonCase, ...]:
        """Return the case boxes of a group: persons with an account of their own."""
        records = [record for unit in placed for record in unit.members]
        chosen = [record for record in records if record in self._counting.records and self._in_group(record, group)]
        return tuple(self._person(record) for record in chosen if self._counting.records[record].noun.account)

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
            notes=self._citations.of_record(record),
        )

    def _name(self, name: PersonName) -> Label:
        return {"en": name.display(Language.EN), "ar": name.display(Language.AR)}

    def _label(self, noun: Any) -> Label:
        if isinstance(noun, Victim):
            return self._name(noun.name) if noun.name else {"en": "One person", "ar": "شخص واحد"}
        return both(noun.title or "")

    def _number(self, record: str, name: str) -> CountRange | None:
        held: AnyRecord = self._counting.records[record]
        if name not in held.held:  # a person has no counts
            return None
        accounts = held.usable(name)
        if len(accounts) == 1:
            # One account keeps its hedge and says where a number rule, not the words, set an end.
            return methodology.soften(accounts[0].value, self._counting.rules)
        chosen = methodology.choose(held, name, self._counting.rules)
        return chosen.range if chosen is not None else None

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
