"""From the register to the material of a monthly report: every number counted, named and cited."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sijill import reports, tolls, wording
from sijill.access import WITHHELD
from sijill.model import AttributionMode, Clock, PlaceBasis, PublishedFigure, moment
from sijill.model.entries import ReportText
from sijill.model.outcomes import KILLED
from sijill.reports import MonthlyMaterial, PublishedValue, Trend
from sijill.reports.party_looks import party_looks
from sijill.reports.topics import OutcomeSection
from sijill.tolls import Snapshot, axes, quality, units
from sijill.tolls.axes import NOT_STATED
from sijill.values import Language, Period, format_period
from sijill.workspace.editions._cases import Cases
from sijill.workspace.editions._citations import Citations
from sijill.workspace.editions._published_tables import published_tables
from sijill.workspace.editions._restating import FirstCounting, restated_months
from sijill.workspace.editions._topic import outcome_definition
from sijill.workspace.editions._written import with_words

if TYPE_CHECKING:
    from sijill.access import Redacted, Remembered, View
    from sijill.ledger import Entry
    from sijill.methodology import Rules
    from sijill.model.figures import Figure, Note, Toll, TollRow
    from sijill.reports.document import House
    from sijill.workspace._counts import Counts
    from sijill.workspace.settings._settings import Settings


IN_A_MONTH = ("detained", "released", "disappeared")
"""The outcomes besides death that a report of a window tells of."""


class MonthlyMaterialBuilder:
    """Builds the material of one month from one counting, for one audience."""

    def __init__(
        self,
        counting: Snapshot,
        settings: Settings,
        window: Period,
        *,
        clock: Clock | None,
        view: View,
        counts: Counts,
        measure: str = KILLED.name,
        cell: Mapping[str, str] | None = None,
    ) -> None:
        """Take the counting and place its units in the window; ``counts`` gives tolls as the audience may see them."""
        self._counts, self._withheld = counts, dict[str, None]()
        self.counting, self.settings, self.window, self.view = counting, settings, window, view
        self.question = counting.question(window, clock=clock, measure=measure, cell=cell)
        self._by_documentation = Clock.DOCUMENTED if clock is Clock.DOCUMENTED else None
        counted = counting.units_of(measure, window.end)
        self.placed = axes.place_units(counted, window=window, clock=self.question.clock).units
        opened = {*view.opened(unit.record for unit in self.placed)}
        self.shown = [unit for unit in self.placed if unit.record in opened]
        self.citations = Citations(counting, view)
        self.cases = Cases(counting, self.citations, view)

    def material(
        self,
        *,
        head: str,
        recorded_at: str,
        publications: Sequence[Entry],
        first_counting: FirstCounting,
        written: Sequence[ReportText] = (),
        left_out: Mapping[str, Any],
        house: House,
    ) -> Redacted[MonthlyMaterial]:
        """Return everything the report prints, redacted for the audience; ``left_out`` are fields with their values."""
        by_party = self._toll(self.question, "party")
        built = MonthlyMaterial(
            period=self.window,
            publisher=self.settings.publisher,
            by_party=by_party,
            methodology=methodology_card(self.counting.rules, ground=False),
            as_of=reports.DataAsOf(moment(recorded_at), self.counting.seq, head),
            trend=self._trend({}, "killed"),
            by_governorate=self._places(PlaceBasis.KILLED_IN),
            by_origin=self._places(PlaceBasis.ORIGIN),
            unlisted_parties=self._unlisted(self.counting.toll(self.question, axis="party")),
            looks=party_looks(self.counting.rules),
            civilians_only=self.civilians_only,
            torture=self._torture(),
            torture_withheld="torture" not in left_out and self._torture_is_withheld,
            groups=self._groups(),
            massacres=self._massacres(),
            outcomes=tuple(self._outcomes()),
            remembered=self._remembered(),
            late_entries=self.cases.late(quality.died_before(self.shown, self.window))
            if self.question.clock is Clock.DOCUMENTED
            else (),
            by_first_day=self.cases.wide(
                quality.wider_than_window(self.shown, self.window, self.question.clock), self.question.clock
            ),
            line_rests=self.cases.line_rests(self.shown),
            restated=tuple(self._restated(publications, first_counting)),
            published=published_tables(self.view.known(self.counting.records.values()), self.citations, self.window),
            notice=self.settings.notice,
            house=house,
            one_person=self.settings.one_person,
            not_counted=tuple(self._not_counted(by_party.notes)),
            established=self._established(by_party),
        )
        return self._cited(replace(with_words(built, written), **left_out))

    @property
    def civilians_only(self) -> bool:
        """Whether the methodology counts nobody but civilians."""
        return self.counting.rules.table("eligibility").get("civilian_status") == ["civilian"]

    def _established(self, by_party: Toll) -> frozenset[str]:
        return frozenset(
            part.key
            for row in by_party.rows
            for part in row.parts
            if part.key == AttributionMode.JOINT or part.key in self.counting.rules.parties
        )

    def _cited(self, built: MonthlyMaterial) -> Redacted[MonthlyMaterial]:
        """Return material with the notes under its figures, redacted for the audience."""
        for figure in figures_of(built):
            self.citations.cite_figure(figure)
        named = self.cases.named | {one.record for one in built.remembered}
        cited = replace(built, sources=self.citations.notes(), cited=self.citations.cited(), named=tuple(sorted(named)))
        cited = replace(cited, withheld=tuple(self._withheld))
        return self.view.material(cited)

    @property
    def _small_cells_are_withheld(self) -> bool:
        return not self.view.is_team and self._counts.smallest_cell(self.counting.rules, self.question.measure) > 1

    def _toll(self, question: tolls.Question, axis: str) -> Toll:
        """Return a table as the audience may see it, and note what of it is withheld: an edition remembers that."""
        shown = self._counts.shown(self.view, self.counting, question, axis)
        self._withheld |= dict.fromkeys(one for one in shown.withheld if "@" in one)
        return shown.value

    def _not_counted(self, notes: Iterable[Note]) -> Iterator[reports.Label]:
        """Give what stands beside the toll in words."""
        for note in self.view.notes(notes):
            yield {one.value: wording.note_line(note, one, self.counting.rules) for one in Language}

    def _places(self, basis: PlaceBasis) -> Toll | None:
        question = self.counting.question(self.window, clock=self.question.clock, place_basis=basis)
        found = self._toll(question, "governorate")
        return found if any(row.key != NOT_STATED for row in found.rows) else None

    def _trend(self, cell: Mapping[str, str], measure: str) -> Trend:
        """Return the months of the year so far; a year-to-date that only a source printed stands beside them."""
        year = self.window.year_to_date()
        question = self.counting.question(year, clock=self.question.clock, cell=cell, measure=measure)
        names = {month.text: _named(month) for month in year.months()}
        by_month = tolls.rename(self.counting.toll(question, axis="month"), names)
        if self._small_cells_are_withheld:
            # A month's own table tells its total; the children and women among it perhaps not.
            by_month = replace(
                by_month,
                rows=tuple(replace(row, groups={}, parts=()) for row in by_month.rows),
                total=replace(by_month.total, groups={}, parts=()),
            )
        held = {row.key for row in by_month.rows}
        missing = tuple(month for month in names if month not in held)
        counted = by_month.total.figure
        printed = self._printed(measure if not cell else f"{measure}_{'_'.join(cell.values())}", year)
        by_key = {row.key: row.figure for row in by_month.rows}
        now = by_key.get(self.window.text)
        return Trend(
            by_month,
            printed if missing and printed is not None else counted,
            by_key.get(self.window.previous().text),
            None if cell or now is None or measure != KILLED.name else self.cases.driver(now),
            (),
            missing,
        )

    def _printed(self, measure: str, window: Period) -> PublishedValue | None:
        for record in self.view.known(self.counting.records.values()):
            noun: Any = record.noun
            if not isinstance(noun, PublishedFigure) or noun.value is None or noun.window is None or noun.cell:
                continue
            if noun.measure == measure and (noun.window.earliest, noun.window.latest) == (window.start, window.end):
                source = {"en": noun.source or "", "ar": noun.source or ""}
                return PublishedValue(noun.value, source, self.citations.of_record(record.id))
        return None

    def _unlisted(self, by_party: Toll) -> tuple[Mapping[str, str], ...]:
        listed = {row.key for row in by_party.rows}
        return tuple(
            bucket.label for bucket in self.counting.rules.buckets if bucket.parties and bucket.slug not in listed
        )

    def _torture(self) -> reports.TortureSection | None:
        question = self.counting.question(self.window, clock=self.question.clock, cell={"cause": "torture"})
        if self._torture_is_withheld:
            return None
        by_party = self._toll(question, "party")
        if not by_party.rows:
            return None
        # Each month of the trend is a cell of its own table by cause, and the sum of the year gives the last one away.
        year = [replace(self.question, window=month) for month in self.window.year_to_date().months()]
        told = not any(map(self._withholds_torture, year))
        trend = self._trend({"cause": "torture"}, "killed") if told else Trend()
        return reports.TortureSection(by_party, trend, self.cases.persons(self.shown, "torture"))

    @cached_property
    def _torture_is_withheld(self) -> bool:
        return self._withholds_torture(self.question)

    def _withholds_torture(self, question: tolls.Question) -> bool:
        """Test whether the dead by torture of a window are a cell that its table by cause keeps from the audience."""
        if not self._small_cells_are_withheld:
            return False
        cell = self.counting.figure(question.definition(cause="torture"))
        return cell.best > 0 and all(row.key != "torture" for row in self._toll(question, "cause").rows)

    def _groups(self) -> tuple[reports.GroupLine, ...]:
        rules = self.counting.rules
        labels = rules.table("groups").get("labels", {})
        lines = []
        listed = {
            key: found
            for key in rules.table("groups").get("listed", ())
            if (found := [unit for unit in self.placed if key in unit.assessment.groups])
        }
        shown = self._counts.shown_groups(self.view, self.counting, self.question, listed)
        for key in rules.table("groups").get("listed", ()):
            units = listed.get(key, [])
            looked = tuple(unit.record for unit in units if getattr(self._noun(unit), "documented_zero", None))
            withheld = key in listed and key not in shown
            cases = () if withheld else self.cases.persons(self.shown, key)
            notes = tuple(note for record in looked for note in self.citations.of_record(record))
            lines.append(
                reports.GroupLine(key, dict(labels[key]), shown.get(key), bool(looked), cases, notes, withheld)
            )
        return tuple(lines)

    def _noun(self, unit: units.Unit) -> Any:
        return self.counting.records[unit.record].noun

    def _massacres(self) -> reports.MassacreSection:
        found = [unit for unit in self.placed if unit.assessment.massacre]
        count = self.counting.figure(replace(self.question.definition(), measure="massacres"))
        year = self._year_of_massacres()
        opened = tuple(self.cases.massacre(unit) for unit in found if self.view.opens(unit.record))
        threshold = int(self.counting.rules.table("massacre")["threshold"])
        return reports.MassacreSection(count, threshold, year, opened, len(found) - len(opened))

    def _outcomes(self) -> Iterator[OutcomeSection]:
        """Give the detained, released and disappeared of the window, where the register holds any."""
        for measure in IN_A_MONTH:
            question = self.counting.question(self.window, clock=self._by_documentation, measure=measure)
            if not self.counting.figure(question.definition()).unstated:
                yield OutcomeSection(
                    measure, outcome_definition(measure, self.counting.rules), self._toll(question, "party")
                )

    def _remembered(self) -> tuple[Remembered, ...]:
        """Return the dead of the month whose families agreed to be named, where the methodology prints such lists."""
        members = dict.fromkeys(record for unit in self.placed for record in unit.members)
        records = [self.counting.records[record] for record in members if record in self.counting.records]
        switched_on = bool(self.counting.rules.table("suppression").get("memorial_lists", False))
        return self.view.memorial(records, switched_on=switched_on).value

    def _year_of_massacres(self) -> Trend:
        printed = self._printed("massacres", self.window.year_to_date())
        return Trend(None, printed) if printed is not None else Trend()

    def _restated(self, publications: Sequence[Entry], then: FirstCounting) -> Iterator[reports.RestatedMonth]:
        """Give the earlier published figures that count differently now: no silent change (R-EC.12)."""
        for entry in publications:
            period = (entry.body or {}).get("period")
            if period is not None and Period.parse(str(period)).end < self.window.start:
                yield from restated_months(entry, self.counting, then, totals_only=self._small_cells_are_withheld)


def methodology_card(rules: Rules, *, ground: bool = True) -> reports.MethodologyCard:
    """
    Return what a document says of the methodology in force: its version, fingerprint and every rule.

    A document of the dead, without ``ground``, leaves out what only says who held a place.
    """
    of_ground = {name for key, name in rules.table("control").items() if key.endswith("rule")}
    told = rules.tables.get("rules", {}).items()
    quoted = {name: said for name, said in told if ground or name not in of_ground}
    return reports.MethodologyCard(
        rules.id,
        rules.version,
        rules.title,
        rules.digest,
        tuple(reports.Rule(name, {"en": r["en"], "ar": r["ar"]}, r.get("source")) for name, r in quoted.items()),
        date.fromisoformat(rules.effective_on),
    )


def _named(month: Period) -> Mapping[str, str]:
    return {language.value: format_period(month, language) for language in Language}


def figures_of(material: MonthlyMaterial) -> list[Figure]:
    """Return every figure of ours that the report prints, once each."""
    found: dict[str, Figure] = {}

    def row(one: TollRow) -> None:
        for figure in (one.figure, *one.groups.values()) if one.key != WITHHELD else ():
            found.setdefault(figure.id, figure)
        for part in one.parts:
            row(part)

    torture = material.torture
    for toll in (
        material.by_party,
        material.by_governorate,
        material.by_origin,
        material.trend.by_month,
        torture.by_party if torture else None,
        torture.trend.by_month if torture else None,
        *(one.by_party for one in material.outcomes),
    ):
        for one in (*toll.rows, toll.total) if toll else ():
            row(one)
    singles = [line.figure for line in material.groups] + ([material.massacres.count] if material.massacres else [])
    singles += [restated.now for restated in material.restated]
    for figure in singles:
        if figure is not None:
            found.setdefault(figure.id, figure)
    return list(found.values())
