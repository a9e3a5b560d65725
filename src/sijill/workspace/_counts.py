"""Figures of a register: tables, their traces, what is not counted, and the methodologies they are counted by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sijill import methodology
from sijill.actions import entries
from sijill.methodology.outcomes import terms_of
from sijill.model import Clock, PlaceBasis
from sijill.model.figures import Definition, Figure, Note, Toll
from sijill.tolls import CountedNumber, Question, Snapshot, Trace, Uncounted, outcome_of
from sijill.values import Period, SijillError, message
from sijill.workspace._awaited import awaited_notes
from sijill.workspace._counted_alone import counted_alone

if TYPE_CHECKING:
    from sijill.access import Redacted, View
    from sijill.ledger import Receipt
    from sijill.methodology import Move, Rules
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records


SMALLEST_OF_THE_LIVING = 3
"""The smallest cell of detained, disappeared or injured people that the public sees: one of two is soon known."""


class NotYetThere(SijillError):
    """A moment or an entry at which the register held nothing."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts what is recorded, as of any moment and by any adopted methodology."""

    _opened: Opened
    _records: Records
    _is_from_log: bool = False

    def counting(
        self,
        *,
        as_of: str | None = None,
        methodology_name: str | None = None,
        window: Period | None = None,
        seq: int | None = None,
    ) -> Snapshot:
        """Return the register as of a moment (or entry) under a methodology (``snhr``, or ``snhr@2`` to pin one)."""
        end = self._opened.ledger.seq
        at = seq if seq is not None else end if as_of is None else self._opened.seq_as_of(as_of)
        if not 1 <= at <= end:
            raise NotYetThere(
                message("the register has no entry {at}; its last is {end}: is the figure another register's?")
                if at > end
                else message(
                    "the register holds nothing as of {as_of}: its entries are 1-{end}, the first recorded at {first}; "
                    "ask for a later moment"
                )
                if as_of
                else message(
                    "the register holds nothing at entry {at}: its entries are 1-{end}, the first recorded at {first}; "
                    "ask for a later moment"
                ),
                as_of=as_of or "",
                at=str(at),
                end=str(end),
                first=self._opened.recorded_at(1),
            )
        name = methodology_name or self._opened.settings.methodology
        rules = self._opened.caches.snapshots.rules(
            self._opened.ledger, self._opened.vault, name=name, seq=at, window=window, last=end
        )
        return self._opened.caches.snapshots.counting(
            Snapshot(
                self._opened.ledger,
                self._opened.vault,
                at,
                rules,
                self._opened.caches.assessments,
                known_copies=self._opened.caches.known_copies,
                awaited=self._awaited,
                shelf=self._opened.caches.kept_units if at == end and not self._is_from_log else None,
                before_reading=self._opened.caches.before_reading,
            ),
            last=end,
        )

    def keep(self, counting: Snapshot) -> None:
        """Keep a counting that was read whole while later ones were asked for: they are moved along from it."""
        self._opened.caches.snapshots.keep(counting)

    def tell_before_reading(self, told: Callable[[Snapshot], None]) -> None:
        """Have somebody be told before every record is read for a counting; what they raise ends the asking."""
        self._opened.caches.before_reading = told

    def counting_of(self, definition: Definition) -> Snapshot:
        """Return the counting that a figure stands on: its own moment under its own methodology."""
        return self.counting(
            methodology_name=f"{definition.methodology}@{definition.version}",
            window=definition.window,
            seq=definition.seq,
        )

    def _awaited(self, seq: int) -> tuple[Note, ...]:
        return awaited_notes(self._opened.ledger, self._opened.store.queue, seq)

    def _rules(self, name: str, at: int, window: Period | None) -> Rules:
        """Return the adopted version, or the shipped one of a methodology that was never adopted here."""
        try:
            return methodology.rules_in_force(self._opened.ledger, self._opened.vault, name=name, seq=at, window=window)
        except methodology.MethodologyNotAdopted:
            if name not in methodology.shipped():
                raise
            return methodology.parse(methodology.shipped_bytes(name))

    def toll(self, period: str | Period, *, by: str = "party", **asked: Any) -> tuple[Question, Toll]:
        """
        Return a toll with the question it answers: ``clock``, ``place_basis``, ``methodology``, ``as_of``, ``cell``,
        ``measure``.

        Raises UnknownWord for a code there is not, UnreadablePeriod, MethodologyNotAdopted.
        """
        counting, question = self.asked(period, **asked)
        return question, counting.toll(question, axis=by)

    def uncounted(
        self, reason: str | None, period: str | Period, **asked: Any
    ) -> tuple[Question, tuple[Uncounted, ...]]:
        """Return the records that a toll does not count, for one reason or all; asked as ``toll`` is."""
        counting, question = self.asked(period, **asked)
        return question, counting.uncounted(question, reason)

    def asked(
        self,
        period: str | Period,
        *,
        clock: Clock | str | None = None,
        place_basis: PlaceBasis | str | None = None,
        methodology: str | None = None,
        as_of: str | None = None,
        cell: Mapping[str, str] | None = None,
        measure: str = "killed",
    ) -> tuple[Snapshot, Question]:
        """Return the counting and the question that a toll is asked of. Raises as ``toll`` does."""
        window = Period.parse(period) if isinstance(period, str) else period
        counting = self.counting(as_of=as_of, methodology_name=methodology, window=window)
        basis = PlaceBasis(place_basis) if place_basis else None
        question = counting.question(
            window, clock=Clock(clock) if clock else None, place_basis=basis, cell=cell, measure=measure
        )
        return counting, question

    def smallest_cell(self, rules: Rules, measure: str = "killed") -> int:
        """
        Return the smallest cell that the public sees of a table.

        Of living people it is ``SMALLEST_OF_THE_LIVING`` where the methodology does not say (E6, E10). Whoever
        asks for an older version or another methodology is not shown what the register's own, as it was
        adopted last, withholds.
        """
        end, caches = self._opened.ledger.seq, self._opened.caches
        if caches.own_rules is None or caches.own_rules[0] != end:
            caches.own_rules = end, self._own_rules(end)
        house = caches.own_rules[1]
        return max(_smallest(rules, measure), _smallest(house, measure) if house is not None else 0)

    def _own_rules(self, end: int) -> Rules | None:
        """Return the register's own methodology as it was adopted last, None where it never was."""
        own = self._opened.settings.methodology.partition("@")[0]
        adopted = [
            e for e in self._opened.ledger.entries(kind="methodology") if e.body and e.body["methodology"] == own
        ]
        if not adopted:
            return None
        name = f"{own}@{(adopted[-1].body or {})['version']}"
        return self._opened.caches.snapshots.rules(
            self._opened.ledger, self._opened.vault, name=name, seq=end, window=None, last=end
        )

    def shown(self, view: View, counting: Snapshot, question: Question, axis: str) -> Redacted[Toll]:
        """
        Return a toll as an audience may see it, the windows of its year and earlier editions in mind.

        Raises UnknownAxis.
        """
        smallest, found = self.smallest_cell(question.rules, question.measure), counting.toll(question, axis=axis)
        if view.is_team or smallest <= 1:
            return view.toll(found, smallest=smallest)
        beside = [counting.toll(one, axis=axis) for one in question.of_one_year()] if axis != "month" else []
        editions = self._opened.ledger.entries(kind="publication")
        before = {str(one) for entry in editions for one in (entry.body or {}).get("withheld", ())}
        return view.toll(found, smallest=smallest, beside=beside, withheld_before=before)

    def shown_groups(
        self, view: View, counting: Snapshot, question: Question, keys: Iterable[str]
    ) -> dict[str, Figure]:
        """Return the dead of the groups that a methodology lists apart, as an audience may see them."""
        keys, smallest = tuple(keys), self.smallest_cell(question.rules, question.measure)

        def over(one: Question) -> dict[str, Figure]:
            return {key: counting.figure(one.definition(listed_group=key)) for key in keys}

        year = [] if view.is_team or smallest <= 1 else question.of_one_year()
        shown = view.figures(over(question), smallest=smallest, beside=[over(one) for one in year])
        return {key: one.value for key, one in shown.items()}

    def figure(self, figure_id: str) -> tuple[Snapshot, Figure]:
        """Return a figure counted again from its id, in its own moment and under its own methodology."""
        definition = Definition.parse(figure_id)
        counting = self.counting_of(definition)
        return counting, counting.figure(definition)

    def trace(self, figure_id: str) -> Trace:
        """Return the road from a figure to the sealed words it rests on."""
        counting, figure = self.figure(figure_id)
        self._opened.log_access([figure_id])
        return counting.trace(figure)

    def counted_number(
        self, subject: str, *, as_of: str | None = None, methodology: str | None = None
    ) -> CountedNumber | None:
        """
        Return a record as a methodology counts it; None for what nothing counts (acts, parties, places).

        Of now only what is tied to it is read, unless the register is counted already. Raises
        UnknownEntry, MethodologyNotAdopted.
        """
        counting = self.counting(as_of=as_of, methodology_name=methodology)
        if as_of is None and not counting.is_folded:
            return counted_alone(self._records, counting, subject)
        return counting.counted_numbers.of(subject)

    def compare_methodologies(
        self, one: str, other: str, *, period: str | None = None, as_of: str | None = None
    ) -> tuple[Snapshot, Snapshot, Sequence[Move]]:
        """Return the records that two methodologies treat differently, and why; both must be adopted or shipped."""
        window = Period.parse(period) if period else None
        sides = []
        for name in (one, other):
            at = self._opened.seq_as_of(as_of)
            rules = self._rules(name, at, window)
            sides.append(
                Snapshot(
                    self._opened.ledger,
                    self._opened.vault,
                    at,
                    rules,
                    self._opened.caches.assessments,
                    known_copies=self._opened.caches.known_copies,
                )
            )
        moves = methodology.diff(sides[0].records.values(), sides[0].rules, sides[1].rules, sides[0].grounds)
        return sides[0], sides[1], tuple(moves)

    def adopt_methodology(self, content: bytes) -> Receipt:
        """Put a version of a methodology in force; its bytes are sealed, with a copy to read in ``methodology/``."""
        from sijill.adapters.files import write_whole

        rules = methodology.parse(content)
        receipt = entries.adopt_methodology(
            self._opened.doing(f"adopt-{rules.digest[:40]}"),
            self._opened.vault,
            content,
            settings=self._opened.settings.counted,
        )
        write_whole(self._opened.folder / "methodology" / f"{rules.id}@{rules.version}.toml", content)
        return receipt


def from_the_log(counts: Counts) -> Counts:
    """Return counts that stand on the ledger itself, and on nothing that is kept beside it: for what goes out."""
    return replace(counts, _is_from_log=True)


def _smallest(rules: Rules, measure: str) -> int:
    outcome = outcome_of(measure)
    said = terms_of(rules, outcome).get("smallest_cell")
    own = SMALLEST_OF_THE_LIVING if said is None and outcome.living else int(said or 0)
    return max(rules.smallest_cell, own)
