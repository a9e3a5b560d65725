"""The accounts that answer a question, each by its source, and those that cannot be set beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sijill.model import BasisKind, Incident, Rank, Stance, Tally
from sijill.model.territory import Control, DatedCount, Movement
from sijill.records import AnyRecord, RecordedValue
from sijill.values import CountRange, PartialDate, message, normal_key
from sijill.wording.chronicle import day_of, places_of

if TYPE_CHECKING:
    from sijill.workspace.stories._questions import Measure
    from sijill.workspace.stories._story import StoryBuilder

_CONTROL = ("state", "event", "outcome", "party", "overlays", "place")
"""The properties of an account of control that somebody may deny, in the order in which one is taken for all."""


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """
    One account of the question: the record as it may be seen, its source, its day, and what it says.

    ``value`` is None where the account gives no number; ``held`` is the whole value, for its words and notes.
    """

    record: AnyRecord
    source: str | None
    as_of: PartialDate | None
    value: CountRange | None
    stance: Stance = Stance.ASSERT
    rank: Rank = Rank.NORMAL
    held: RecordedValue | None = None

    @property
    def denies(self) -> bool:
        """Whether the account speaks against what it is about."""
        return self.stance.is_against

    @property
    def is_control(self) -> bool:
        """Whether it tells who held a place, which is no number."""
        return isinstance(self.record.noun, Control)

    @property
    def key(self) -> str:
        """By what its source is told from others; all that may not be named are one."""
        return normal_key(self.source or "")

    @property
    def day(self) -> date:
        """Its last day, or the first that there is where it has none."""
        return (self.as_of.latest or self.as_of.earliest or date.min) if self.as_of else date.min


@dataclass(frozen=True, slots=True)
class KeptApart:
    """An account that is not set beside the answers, and why."""

    answer: SourceAnswer
    why: str


class Answers:
    """Reads the answers to a story's question; every account of its measure is an answer or is kept apart."""

    def __init__(self, story: StoryBuilder, measure: Measure) -> None:
        """Take the story whose place and period the question has."""
        self.story, self.measure = story, measure

    @cached_property
    def all(self) -> Sequence[SourceAnswer]:
        """The answers, the newest last."""
        return self._sorted(one for record, why in self._records if why is None for one in self._of(record))

    @cached_property
    def apart(self) -> Sequence[KeptApart]:
        """The accounts that are not compared, the newest last, each with its reason."""
        found = [(record, why) for record, why in self._records if why is not None]
        reasons = {record.id: why for record, why in found}
        answers = self._sorted(one for record, _ in found for one in self._of(record))
        return [KeptApart(one, reasons[one.record.id]) for one in answers]

    def quote(self, answer: SourceAnswer) -> str | None:
        """Return the words that an answer rests on, where the audience may read them."""
        held = [answer.held] if answer.held else self._values(self.story.counting.records[answer.record.id])
        claims = (
            self.story.view.claim(basis.ref) for one in held for basis in one.basis if basis.kind is BasisKind.CLAIM
        )
        return next((one.anchor.exact for one in claims if one is not None), None)

    def notes(self, answer: SourceAnswer) -> tuple[str, ...]:
        """Return the notes that an answer rests on."""
        own = self.story.citations.of_value(answer.held) if answer.held else ()
        return own or self.story.citations.of_record(answer.record.id)

    @cached_property
    def _records(self) -> list[tuple[AnyRecord, str | None]]:
        """Each record that speaks of the measure in the period, with the reason for which it is kept apart."""
        found = []
        for record in self.story.known:
            whole = self.story.counting.records[record.id].noun
            if record.held and self._asks(record.noun) and self._may_be_there(whole):
                why = self._other_kind(record.noun) or self._unplaced(whole) or self._undated(record.noun)
                found.append((record, why))
        return found

    def _asks(self, noun: Any) -> bool:
        """Test whether a noun is of what is asked and not of another time; movements of every kind are looked at."""
        when = self._when(noun)
        if when is not None and self.story.scope.period.holds(when) is False:
            return False
        asked = self.measure
        match noun:
            case Movement():
                return asked.moved is not None
            case DatedCount():
                return asked.counted is not None and noun.measure is asked.counted
            case Incident() | Tally():
                return bool(asked.number) and getattr(noun, asked.number) is not None
            case Control():
                return not (asked.moved or asked.counted or asked.number)
            case _:
                return False

    def _may_be_there(self, noun: Any) -> bool:
        """Test whether a noun names the place, or is a movement of which neither end is told."""
        names = self._ends(noun)
        return any(map(self.story.lies_inside, names)) or (isinstance(noun, Movement) and not names)

    def _unplaced(self, noun: Any) -> str | None:
        if not isinstance(noun, Movement) or getattr(noun, self.measure.end):
            return None
        if self._ends(noun):
            return message("it tells the other end of the way only")
        return message("the place is not told")

    def _ends(self, noun: Any) -> list[str]:
        """Return the places of a noun by which it answers: of a movement the end that is asked, else the other."""
        asked = getattr(noun, self.measure.end) if isinstance(noun, Movement) else None
        return [asked] if asked else [one for one in places_of(noun) if one]

    def _other_kind(self, noun: Any) -> str | None:
        if not isinstance(noun, Movement) or noun.kind is self.measure.moved:
            return None
        if noun.kind is None:
            return message("the kind of movement is not told")
        return message("another kind of movement, which is never added to this one")

    def _undated(self, noun: Any) -> str | None:
        return message("no date is told") if self._when(noun) is None else None

    @staticmethod
    def _when(noun: Any) -> PartialDate | None:
        told = day_of(noun) or getattr(noun, "said_on", None)
        return told if isinstance(told, PartialDate) else None

    def _of(self, record: AnyRecord) -> Iterator[SourceAnswer]:
        """Give the accounts that a record holds: one for each value of the number, or one without a number."""
        whole = {one.statement: one for one in self._values(self.story.counting.records[record.id])}
        values = self._asked_values(record)
        several = len({one.source for one in values}) > 1
        for one in values:
            number = one.value if isinstance(one.value, CountRange) else None
            source = self._source(record, one, whole.get(one.statement), several=several)
            yield SourceAnswer(
                record, source, self._when(record.noun), number, one.stance, one.rank, whole.get(one.statement)
            )
        if not values:
            first = next(iter(self._values(record)))
            source = self._source(record, first, whole.get(first.statement), several=False)
            yield SourceAnswer(record, source, self._when(record.noun), None, first.stance, first.rank)

    def _asked_values(self, record: AnyRecord) -> Sequence[RecordedValue]:
        match record.noun:
            case Movement():
                return record.held.get("people", ())
            case DatedCount():
                return record.held.get("value", ())
            case Control():
                told = next((record.held[name] for name in _CONTROL if name in record.held), ())
                against = [
                    one
                    for name in _CONTROL
                    for one in record.held.get(name, ())
                    if one.stance.is_against and one not in told
                ]
                return (*told, *against)
            case _:
                return record.held.get(self.measure.number, ())

    def _source(
        self, record: AnyRecord, shown: RecordedValue, whole: RecordedValue | None, *, several: bool
    ) -> str | None:
        said_by = getattr(record.noun, "said_by", None) or getattr(record.noun, "source", None)
        if said_by and not (several and shown.source):
            return str(said_by)
        documents = self.story.view.documents(whole) if whole is not None else ()
        return shown.source or next((one.source for one in documents if one is not None), None)

    @staticmethod
    def _values(record: AnyRecord) -> list[RecordedValue]:
        return [one for values in record.held.values() for one in values]

    @staticmethod
    def _sorted(answers: Iterator[SourceAnswer]) -> list[SourceAnswer]:
        return sorted(answers, key=lambda one: (one.day, one.held.seq if one.held else one.record.first_seq))


def answers_of(story: StoryBuilder) -> Answers:
    """Return the answers to the question of a story, read once for all its parts."""
    return story.once("answers", lambda: Answers(story, story.scope.asked.measure))
