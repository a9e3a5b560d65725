"""The parts of a live log: what was said or happened on a day, the newest first, with what was corrected beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sijill.ledger import standing_judgements
from sijill.model import Claim, Incident, Item, Rank, Stance, Verification, read
from sijill.model.territory import Agreement, Control, Damage, Movement, Stage
from sijill.reports.story import Box, Label, Line, Section
from sijill.values import Language, PartialDate, format_date, isolate, message, translate
from sijill.values.source_time import SourceTime, UnreadableTime
from sijill.wording import GRADES
from sijill.wording.chronicle import day_of, time_of_day
from sijill.wording.clocks import tells_hour, time_in_words
from sijill.workspace.editions._cases import both
from sijill.workspace.stories._labels import code, word
from sijill.workspace.stories._pictures import is_published_in, permalink
from sijill.workspace.stories._source_words import source_words
from sijill.workspace.stories._versions import (
    change_words,
    changes_of,
    city_words,
    correction_line,
    moment_words,
    versions_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sijill.records import AnyRecord, RecordedValue
    from sijill.workspace.stories._story import StoryBuilder

TOLD_IN_A_LOG = (Incident, Control, Agreement, Movement, Damage)
"""What a log tells: happenings, and neither lists of others nor places."""

_NEAR = timedelta(days=1)
"""By how much a date may reach beyond the day and still be of it: a report of the night is of two days."""
_BORNE_OUT = (Verification.CORROBORATED, Verification.VERIFIED)
_STEPS = {Verification.CORROBORATED: message("corroborated"), Verification.VERIFIED: message("verified")}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry: when, what is said in both languages, whose saying it is, and the values and record it rests on."""

    key: str
    when: SourceTime
    day: Label
    words: str
    text: Label
    sources: tuple[Label, ...]
    tags: tuple[Label, ...]
    notes: tuple[str, ...]
    lines: tuple[Line, ...]
    seq: int

    @property
    def order(self) -> tuple[datetime, datetime, int]:
        """The newest first: by when it was at the latest, then at the earliest, then by when it was entered."""
        none = datetime.min.replace(tzinfo=ZoneInfo("UTC"))
        return self.when.utc_latest or none, self.when.utc_earliest or none, self.seq


def entries(story: StoryBuilder) -> Iterator[Section]:
    """Yield what has an hour, the newest first; then what is known by the day only, the last entered first."""
    log = Log(story)
    found = sorted((*log.records(), *log.claims()), key=lambda one: one.order, reverse=True)
    timed = [one for one in found if tells_hour(one.when)]
    others = [one for one in found if not tells_hour(one.when)]
    remark = story.label(
        message(
            "Each entry is a report as it came in. It is a claim until another source or the team bears it out, and "
            "says so. Nothing is taken away: what was corrected stands under its first wording. Times are those of "
            "the event, in UTC and in the zone of the register ({zone})."
        ),
        zone=log.city,
    )
    yield Section("timed", None, remarks=(remark,), boxes=tuple(map(log.box, timed)))
    title = story.label(message("Of the day, without an hour"))
    yield Section("untimed", title if others else None, boxes=tuple(map(log.box, others)))


class Log:
    """Reads the entries of a day through the view of a story."""

    def __init__(self, story: StoryBuilder) -> None:
        """Take the story whose period is the day."""
        self.story, self.period = story, story.scope.period
        self.zone: ZoneInfo = story.settings.zone_info
        self.city = city_words(story)

    def records(self) -> Iterator[_Entry]:
        """Give the records of the day; of an agreement each of its stages."""
        for record in self.story.known:
            if not isinstance(record.noun, TOLD_IN_A_LOG):
                continue
            if isinstance(record.noun, Agreement):
                yield from self._stages(record)
            elif self._is_of_day(record, day_of(record.noun)):
                yield self._of_record(record)

    def claims(self) -> Iterator[_Entry]:
        """Give the accepted claims of the day under which no record stands, in their own words where these may go."""
        ledger = self.story.counting.ledger
        judged = ledger.entries(kind="judgement", upto=self.story.counting.seq)
        accepted = {str((one.body or {}).get("claim")) for one in standing_judgements(judged)}
        for entry in ledger.entries(kind="claim", upto=self.story.counting.seq) if self.story.view.is_team else ():
            if entry.id not in accepted or entry.id in self._under_records or not entry.body:
                continue
            claim = read(Claim, {"id": entry.id, **entry.body})
            item = self.story.view.item(claim.item)
            if item is not None and self.story.view.reads(item) and self._is_said_on_day(claim, item):
                yield self._of_claim(claim, item, entry.seq)

    def box(self, entry: _Entry) -> Box:
        """Return an entry as a box: its time in two zones, what is said, by whom, and what became of it."""
        story = self.story
        title: Label = {
            one.value: time_in_words(entry.when, entry.day[one.value], self.zone, self.city[one.value], one)
            for one in Language
        }
        if entry.words and not entry.when.is_exact:
            told = {one.value: time_of_day(both(entry.words)[one.value], one) for one in Language}
            title = story.label(message("{day} (as told: {words})"), day=title, words=told)
        anchor = permalink(entry.key)
        lines = [Line(word(message("What is said")), entry.text, entry.notes)]
        if entry.sources:
            lines.append(Line(word(message("Source")), self._listed(entry.sources)))
        lines += [*entry.lines, Line(word(message("Permalink")), dict.fromkeys(("en", "ar"), isolate(f"#{anchor}")))]
        return Box(anchor, title, tuple(lines), self._listed(entry.tags))

    # -- entries

    def _of_record(self, record: AnyRecord) -> _Entry:
        story, noun = self.story, record.noun
        told = story.tell(record)
        whole = story.counting.records[record.id]
        return _Entry(
            record.id,
            self._time(day_of(noun), getattr(noun, "time_text", None), getattr(noun, "zone", None)),
            told.date if not getattr(noun, "time_text", None) else self._day(day_of(noun)),
            getattr(noun, "time_text", None) or "",
            told.text,
            self._sources(noun, [one for values in whole.held.values() for one in values], record),
            tuple(self._tags(record, whole)),
            told.notes,
            tuple(self._beside(record, told.accounts)),
            record.first_seq,
        )

    def _stages(self, record: AnyRecord) -> Iterator[_Entry]:
        story = self.story
        whole = {one.statement: one for values in story.counting.records[record.id].held.values() for one in values}
        for held in record.held.get("stages", ()):
            stage: Stage = held.value
            if held.rank is Rank.DEPRECATED or not isinstance(stage, Stage):
                continue
            grounds = whole[held.statement]
            if not (self._near(stage.at) or self._is_published(grounds)):
                continue
            told = story.tell_stage(record, stage)
            yield _Entry(
                held.statement,
                self._time(stage.at, stage.time_text, stage.zone),
                self._day(stage.at),
                stage.time_text or "",
                told.text,
                self._sources(stage, [grounds], record),
                (word(message("claim")), *self._stances([held]), *self._grades(grounds)),
                story.citations.of_value(grounds),
                tuple(self._stage_before(record, held)),
                held.seq,
            )

    def _of_claim(self, claim: Claim, item: Item, seq: int) -> _Entry:
        said = claim.claimant or item.source
        day = claim.date.start or claim.date.end
        when = PartialDate.parse(day) if day else item.published_on
        words = isolate(f"\u201c{claim.anchor.exact}\u201d")
        stances = () if claim.stance is Stance.ASSERT else (code(claim.stance.value),)
        sources = [source_words(self.story, said)]
        if claim.via:
            sources.append(self.story.label(message("told by {source}"), source=source_words(self.story, claim.via)))
        return _Entry(
            claim.id,
            self._time(when, None, None),
            self._day(when),
            "",
            {"en": words, "ar": words},
            tuple(sources),
            (word(message("claim")), *stances, *self._unverified(), *self._grades_of([item])),
            self.story.citations.of_item(item.id, claim.anchor.page),
            (),
            seq,
        )

    # -- what stands beside an entry

    def _beside(self, record: AnyRecord, accounts: Sequence[Any]) -> Iterator[Line]:
        story = self.story
        if accounts:
            yield Line(word(message("Accounts differ")), accounts=tuple(accounts))
        yield from self._verification(record)
        versions = versions_of(story, record)
        changes = list(changes_of(versions))
        if changes:
            first = versions[0]
            name = story.label(message("Original entry, {moment}"), moment=moment_words(story, first.at))
            yield Line(name, {one.value: teller.tell(first.record.noun) for one, teller in story.tellers.items()})
        for change in changes:
            yield correction_line(story, change.version, change_words(story, record.kind, change))

    def _stage_before(self, record: AnyRecord, held: RecordedValue) -> Iterator[Line]:
        """Give the first wording of a stage that stands in the place of one that was withdrawn, and its correction."""
        versions = versions_of(self.story, record)
        entered = next((one for one in versions if held.value in one.record.noun.stages), None)
        if entered is None:
            return
        # A stage has no name of its own: the one of the same kind by the same voice is meant.
        withdrawn = [
            one
            for change in changes_of(versions)
            if change.property == "stages" and change.version.seq <= entered.seq
            for one in change.before
            if (one.kind, one.said_by) == (held.value.kind, held.value.said_by)
        ]
        for one in withdrawn[-1:]:
            first = next(each for each in versions if one in each.record.noun.stages)
            before, now = (self.story.tell_stage(record, each) for each in (one, held.value))
            name = self.story.label(message("Original entry, {moment}"), moment=moment_words(self.story, first.at))
            yield Line(name, self._dated(before.date, before.text))
            yield correction_line(self.story, entered, self._dated(now.date, now.text))

    def _verification(self, record: AnyRecord) -> Iterator[Line]:
        told: list[Label] = []
        assessed = self.story.counting.assessed.get(record.id)
        if assessed is not None and assessed.origins > 1:
            told.append(
                self.story.label(message("sources that do not repeat each other: {n}"), n=str(assessed.origins))
            )
        if getattr(record.noun, "open_investigation", None):
            told.append(word(message("still being investigated")))
        reasons = (one.reason for values in record.held.values() for one in values if one.rank is not Rank.NORMAL)
        told += [dict.fromkeys(("en", "ar"), isolate(one)) for one in dict.fromkeys(reasons) if one]
        if told:
            yield Line(word(message("Verification")), self._listed(told))

    def _tags(self, record: AnyRecord, whole: AnyRecord) -> Iterator[Label]:
        assessed = self.story.counting.assessed.get(record.id)
        step = assessed.verification if assessed is not None else None
        if step in _BORNE_OUT:
            yield word(_STEPS[step])
        else:
            yield word(message("claim"))
        held = [one for values in record.held.values() for one in values]
        stances = list(self._stances(held, borne_out=step in _BORNE_OUT))
        yield from {one["en"]: one for one in stances}.values()
        grades = [one for values in whole.held.values() for each in values for one in self._grades(each)]
        yield from {one["en"]: one for one in grades}.values()

    def _stances(self, held: Sequence[RecordedValue], *, borne_out: bool = False) -> Iterator[Label]:
        if not borne_out:
            yield from self._unverified()
        for stance in dict.fromkeys(one.stance for one in held):
            if stance.is_against:
                yield code(stance.value)

    @staticmethod
    def _unverified() -> Iterator[Label]:
        yield word(message("not verified"))

    def _grades(self, held: RecordedValue) -> Iterator[Label]:
        yield from self._grades_of([one for one in self.story.view.documents(held) if one is not None])

    def _grades_of(self, items: Sequence[Item]) -> Iterator[Label]:
        """Give how far the source is relied on and how far the document is borne out: the grades are the team's."""
        if not self.story.view.is_team:
            return
        for item in items:
            reliability = self._reliability.get(item.source)
            if reliability:
                yield self.story.label(message("source {grade}: {words}"), grade=reliability, words=_grade(reliability))
            told = self.story.counting.ledger.history(item.id)
            graded = [(one.body or {}).get("credibility") for one in told if one.kind == "classification"]
            if credibility := next((str(one) for one in reversed(graded) if one), None):
                yield self.story.label(
                    message("content {grade}: {words}"), grade=credibility, words=_grade(credibility)
                )

    @cached_property
    def _reliability(self) -> dict[str, str]:
        sources = [one.noun for one in self.story.known if one.kind == "source"]
        return {
            name: one.reliability for one in sources if one.reliability for name in (one.name, *one.variants) if name
        }

    @cached_property
    def _under_records(self) -> frozenset[str]:
        whole = self.story.counting.records.values()
        return frozenset(
            basis.ref for one in whole for values in one.held.values() for held in values for basis in held.basis
        )

    def _sources(self, noun: Any, held: Sequence[RecordedValue], record: AnyRecord) -> tuple[Label, ...]:
        said_by = getattr(noun, "said_by", None)
        if said_by:
            return (source_words(self.story, said_by),)
        shown = {one.statement: one for values in record.held.values() for one in values}
        names: dict[str, None] = {}
        for one in held:
            if one.statement not in shown:
                continue
            stated = shown[one.statement].source
            documents = [item.source for item in self.story.view.documents(one) if item is not None]
            names |= dict.fromkeys([stated] if stated else documents)
        return tuple(source_words(self.story, name) for name in names)

    # -- of which day

    def _is_of_day(self, record: AnyRecord, when: Any) -> bool:
        if self._near(when) or self._near(getattr(record.noun, "said_on", None)):
            return True
        whole = self.story.counting.records[record.id]
        return any(self._is_published(one) for values in whole.held.values() for one in values)

    def _near(self, when: Any) -> bool:
        """Test whether a date is of the day: it touches it, and reaches a day beyond it at the most."""
        if not isinstance(when, PartialDate) or when.earliest is None or when.latest is None:
            return False
        touches = when.earliest <= self.period.end and when.latest >= self.period.start
        return touches and when.earliest >= self.period.start - _NEAR and when.latest <= self.period.end + _NEAR

    def _is_published(self, held: RecordedValue) -> bool:
        """Test whether a document under a value was published on the day."""
        return any(item is not None and is_published_in(item, self.period) for item in self.story.view.documents(held))

    def _is_said_on_day(self, claim: Claim, item: Item) -> bool:
        days = (claim.date.start, claim.date.end, claim.reported.start if claim.reported else None)
        return is_published_in(item, self.period) or any(self._near(PartialDate.parse(one)) for one in days if one)

    # -- words

    def _time(self, at: Any, words: str | None, zone: str | None) -> SourceTime:
        when = at if isinstance(at, PartialDate) else None
        # "afternoon | بعد الظهر" says one time in two languages.
        said = words.partition(" | ")[0] if words else None
        try:
            return SourceTime.told(when, said, zone=zone or str(self.zone))
        except UnreadableTime:
            return SourceTime.told(when, said, zone=str(self.zone))

    def _day(self, when: Any) -> Label:
        return {one.value: format_date(when, one) if when is not None else "" for one in Language}

    def _dated(self, date: Label, text: Label) -> Label:
        return self.story.label(message("{date}: {text}"), date=date, text=text) if any(date.values()) else text

    @staticmethod
    def _listed(several: Sequence[Label]) -> Label:
        return {one.value: translate(one, "; ").join(each[one.value] for each in several) for one in Language}


def _grade(grade: str) -> Label:
    return {one.value: translate(one, GRADES[grade]) for one in Language}
