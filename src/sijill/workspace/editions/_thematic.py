"""From the register to the material of a document on one topic; what few people stand behind is told to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sijill import access, tolls
from sijill.methodology import Chosen
from sijill.model import Clock, moment
from sijill.model.figures import Toll, TollRow
from sijill.model.outcomes import OUTCOMES
from sijill.reports import DataAsOf, MonthlyMaterial, Trend
from sijill.reports.party_looks import party_looks
from sijill.reports.topics import Topic
from sijill.tolls import quality
from sijill.tolls.axes import NOT_STATED
from sijill.values import Period, message
from sijill.workspace.editions._month import MonthlyMaterialBuilder, methodology_card
from sijill.workspace.editions._topic import CountedTopic, TopicWithheld

if TYPE_CHECKING:
    from sijill.access import Redacted, View
    from sijill.reports.document import House
    from sijill.tolls import Question, Snapshot
    from sijill.tolls.units import Unit
    from sijill.workspace._counts import Counts
    from sijill.workspace.settings._settings import Settings


class ThematicMaterialBuilder(MonthlyMaterialBuilder):
    """
    Builds the material of a topic from the parts of a month, narrowed to its cell.

    The public is told the number of a topic only where the month's own tables tell it (E10), and rows of it only
    where none of them, nor what is left of their row, is of a few people in any month of the year: whoever holds both
    documents could take one from the other.
    """

    def __init__(
        self,
        counting: Snapshot,
        settings: Settings,
        window: Period,
        *,
        topic: CountedTopic,
        clock: Clock | None,
        view: View,
        counts: Counts,
    ) -> None:
        """Take the counting and the topic."""
        super().__init__(
            counting, settings, window, clock=clock, view=view, counts=counts, measure=topic.measure, cell=topic.cell
        )
        self.topic = topic
        self.total = counting.figure(self.question.definition())
        self._numbers = {one.record: Chosen(one.low, one.best, one.high) for one in self.total.basis}

    def topical(
        self, *, head: str, recorded_at: str, left_out: Mapping[str, Any], house: House
    ) -> Redacted[MonthlyMaterial]:
        """Return everything the document prints, redacted for the audience. Raises TopicWithheld."""
        if not self._is_told(self.question):
            raise TopicWithheld(
                message(
                    "the number of this topic is withheld from the public, since a person could be recognised; write "
                    "it for the team with --audience team"
                )
            )
        by_party, by_governorate = self._narrowed("party"), self._narrowed("governorate")
        months = self._months()
        withheld = tuple(
            axis
            for axis, told in (("party", by_party), ("governorate", by_governorate), ("month", months))
            if told is None
        )
        whole = self.counting.toll(self.question, axis="party")
        built = MonthlyMaterial(
            period=self.window,
            about=self.topic.code,
            publisher=self.settings.publisher,
            by_party=by_party or _only_the_total(whole),
            methodology=methodology_card(self.counting.rules, ground=False),
            as_of=DataAsOf(moment(recorded_at), self.counting.seq, head),
            trend=months or Trend(),
            by_governorate=by_governorate if by_governorate and _names_a_place(by_governorate) else None,
            looks=party_looks(self.counting.rules),
            civilians_only=self.civilians_only,
            topic=Topic(self.topic.code, self.topic.label, self.topic.definition, self._cases(), withheld),
            late_entries=self._late(),
            notice=self.settings.notice,
            house=house,
            one_person=self.settings.one_person,
            not_counted=() if self._few_are_withheld else tuple(self._not_counted(whole.notes)),
            established=self._established(whole),
        )
        return self._cited(replace(built, **left_out))

    @property
    def _few_are_withheld(self) -> bool:
        """Test whether cells of the killed that the topic narrows are kept from the audience where they are small."""
        return bool(self.topic.cell) and self._small_cells_are_withheld

    def _narrowed(self, axis: str) -> Toll | None:
        """Return the topic by an axis; None where the audience may not be told its rows."""
        if not self.topic.cell:
            return self._toll(self.question, axis)
        found = self.counting.toll(self.question, axis=axis)
        if "group" in self.topic.cell:
            found = _without_groups(found)
        if not self._few_are_withheld:
            return found
        return _without_groups(found, parts=False) if all(self._is_safe(one, axis) for one in self._year()) else None

    def _months(self) -> Trend | None:
        told = (replace(self.question, window=one) for one in self.window.year_to_date().months())
        if not all(map(self._is_told, told)):
            return None
        found = self._trend(self.topic.cell, self.topic.measure)
        if found.by_month is None or "group" not in self.topic.cell:
            return found
        return replace(found, by_month=_without_groups(found.by_month))

    def _year(self) -> list[Question]:
        year = Period.parse(f"{self.window.start.year:04}/{self.window.end.year:04}")
        return [replace(self.question, window=one) for one in (self.window, year, *year.months())]

    def _is_told(self, question: Question) -> bool:
        """Test whether the tables of a window tell the audience the number of the topic."""
        if not self._few_are_withheld or self.counting.figure(question.definition()).best == 0:
            return True
        [(axis, key)] = self.topic.cell.items()
        whole = replace(question, cell={})
        if axis == "listed_group":
            return key in self._counts.shown_groups(self.view, self.counting, whole, (key,))
        shown = self._counts.shown(self.view, self.counting, whole, "party" if axis == "group" else axis).value
        return key in (shown.total.groups if axis == "group" else {row.key for row in shown.rows})

    def _is_safe(self, question: Question, axis: str) -> bool:
        """Test whether no row of the topic, and nothing that is left of its row, is of a few people."""
        whole = replace(question, cell={})
        rows = {row.key: row.figure.best for row in self.counting.toll(question, axis=axis).rows}
        least = self._counts.smallest_cell(question.rules)

        def few(number: int) -> bool:
            return 0 < number < least

        held = self.counting.toll(whole, axis=axis).rows
        if any(few(rows.get(row.key, 0)) or few(row.figure.best - rows.get(row.key, 0)) for row in held):
            return False
        group = self.topic.cell.get("group")
        if group is None:
            return True
        # Children, women and the rest of a row exclude each other: one that the month withholds is not told here.
        shown = self._counts.shown(self.view, self.counting, whole, axis).value
        return {row.key for row in shown.rows} == {row.key for row in held} and all(
            group in row.groups for row in shown.rows
        )

    def _cases(self) -> tuple[Any, ...]:
        people = tolls.people_counted(self.total, self.counting.traceable(self.total.definition))
        return self.cases.with_accounts(people)

    def _late(self) -> tuple[Any, ...]:
        outcome = OUTCOMES[self.topic.measure]
        # The day of an arrest is the team's, and a single record of a few children is a small cell.
        if self.question.clock is not Clock.DOCUMENTED or self._few_are_withheld:
            return ()
        if outcome.living and not self.view.is_team:
            return ()
        mine = [unit for unit in self.shown if unit.record in self._numbers]
        return self.cases.late(self._late_units(mine), clock=outcome.clocks[0], numbers=self._numbers)

    def _late_units(self, mine: Iterable[Unit]) -> list[Unit]:
        return quality.died_before(mine, self.window, clock=OUTCOMES[self.topic.measure].clocks[0])


def _only_the_total(found: Toll) -> Toll:
    row = replace(found.total, key=access.WITHHELD, groups={}, parts=())
    return replace(found, rows=(row,), total=replace(found.total, groups={}))


def _without_groups(found: Toll, *, parts: bool = True) -> Toll:
    """Return a table of a group without columns of groups, which would print it twice; its parts where they stay."""

    def bare(row: TollRow) -> TollRow:
        return replace(row, groups={}, parts=tuple(map(bare, row.parts)) if parts else ())

    return replace(found, rows=tuple(map(bare, found.rows)), total=bare(found.total))


def _names_a_place(found: Toll) -> bool:
    return any(row.key != NOT_STATED for row in found.rows)
