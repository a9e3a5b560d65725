"""What happens on the ground beside control: truces, movements, damage and dated counts, for an audience."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sijill import records, territory
from sijill.model import BasisKind, Sensitivity
from sijill.values import SijillError, message, normal_key
from sijill.workspace import ground_documents

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.records import AnyRecord, RecordedValue
    from sijill.workspace._opened import Opened


class NoSuchAgreement(SijillError):
    """An agreement that no record is, by its id or its title."""


@dataclass(frozen=True, slots=True)
class OnTheGround:
    """
    Reads agreements, movements, damage and dated counts.

    ``..._seen`` give nouns to whoever shows them and logs it; the others give the documents of ``--json`` and log.
    """

    _opened: Opened
    _view: Callable[[Sensitivity], View]

    def truces(self, *, audience: Sensitivity = Sensitivity.SEALED, as_of: str | None = None) -> dict[str, Any]:
        """Return the truces as ``sijill truces --json`` gives them."""
        view = self._view(audience)
        found = self.truces_seen(view, as_of=as_of)
        self._log([one.record for one in found])
        return {"truces": [ground_documents.truce_document(one, lambda held: self._quote(view, held)) for one in found]}

    def movements(
        self, agreement: str | None = None, *, audience: Sensitivity = Sensitivity.SEALED, as_of: str | None = None
    ) -> dict[str, Any]:
        """
        Return the movements and how far their sources lie apart, as ``sijill movements --json`` gives them.

        ``agreement`` is the id, the beginning of one, the handle or the title of one. Raises NoSuchAgreement.
        """
        view = self._view(audience)
        found = self.movements_seen(view, agreement, as_of=as_of)
        self._log([one.record for one in found])
        return {
            "rows": [ground_documents.movement_document(one) for one in found],
            "spread": [ground_documents.spread_document(one) for one in territory.spreads(found)],
        }

    def damage(self, *, audience: Sensitivity = Sensitivity.SEALED, as_of: str | None = None) -> dict[str, Any]:
        """Return the surveys of damage and the single objects, as ``sijill damage --json`` gives them."""
        view = self._view(audience)
        shown = self._shown(view, "damage", as_of)
        self._log(shown)
        of = self._speaker(view)
        return {
            "surveys": [ground_documents.survey_document(one) for one in territory.surveys_among(shown, source_of=of)],
            "objects": [ground_documents.damage_document(one, of(one)) for one in territory.objects_among(shown)],
        }

    def dated_counts(self, *, audience: Sensitivity = Sensitivity.SEALED, as_of: str | None = None) -> dict[str, Any]:
        """Return dated counts, and people per service, as ``sijill dated-counts --json`` gives them."""
        found = self.counts_seen(self._view(audience), as_of=as_of)
        self._log([one.record for one in found])
        return {
            "counts": [ground_documents.count_document(one) for one in found],
            "per_service": [ground_documents.per_service_document(one) for one in territory.per_service(found)],
        }

    def truces_seen(self, view: View, *, as_of: str | None = None) -> Sequence[territory.Truce]:
        """Return the truces that a view shows."""
        above = self._above(view)
        return territory.truces_among(
            self._shown(view, "agreement", as_of),
            zone=self._opened.settings.zone,
            source_of=lambda held: self._source_of(view, held),
            lies_in=territory.zone_by_places(lambda place: above.get(place, ())),
        )

    def movements_seen(
        self, view: View, agreement: str | None = None, *, as_of: str | None = None
    ) -> Sequence[territory.Moved]:
        """Return the accounts of movements that a view shows. Raises NoSuchAgreement."""
        pairs = list(self._pairs(view, "movement", as_of))
        said = self._speaker(view)
        series = {whole.id: (normal_key(said(whole) or ""), territory.route(whole)) for whole, _ in pairs}
        found = [shown for _, shown in pairs]
        if agreement:
            names = self._names_of(view, agreement, as_of)
            found = [one for one in found if one.noun.agreement and normal_key(one.noun.agreement) in names]
        return territory.movements_among(
            # Where who said it, or the route, is the team's, totals are still those of one source and route.
            found,
            source_of=said,
            series_of=lambda one: series[one.id],
        )

    def surveys_seen(self, view: View, *, as_of: str | None = None) -> Sequence[territory.Survey]:
        """Return the surveys of damage that a view shows."""
        return territory.surveys_among(self._shown(view, "damage", as_of), source_of=self._speaker(view))

    def counts_seen(self, view: View, *, as_of: str | None = None) -> Sequence[territory.Counted]:
        """Return the dated counts that a view shows."""
        return territory.counts_among(self._shown(view, "dated_count", as_of), source_of=self._speaker(view))

    def _names_of(self, view: View, agreement: str, as_of: str | None) -> set[str]:
        """Return the keys under which a movement may name an agreement."""
        known, identities = self._shown(view, "agreement", as_of), self._opened.store.identities
        meant, title = identities.meant(agreement), normal_key(agreement)
        named = [one for one in known if one.id == meant or normal_key(one.noun.title or "") == title]
        if not named:
            raise NoSuchAgreement(
                message("no agreement of this register has the id or title {name}; sijill truces lists them"),
                name=agreement,
            )
        same = identities.canonical([one.id for one in named])
        handles = identities.handles([one.id for one in named])
        names = [name for one in named for name in (*same.members(one.id), handles.get(one.id), one.noun.title)]
        return {normal_key(name) for name in names if name}

    def _shown(self, view: View, kind: str, as_of: str | None) -> list[AnyRecord]:
        return [shown for _, shown in self._pairs(view, kind, as_of)]

    def _pairs(self, view: View, kind: str, as_of: str | None) -> Iterator[tuple[AnyRecord, AnyRecord]]:
        """Give each record of a kind whole, and as a view shows it; none of which it shows nothing."""
        for whole in view.known(self._whole(kind, as_of)):
            shown = view.redacted(whole).value
            if shown.held:
                yield whole, shown

    def _whole(self, kind: str, as_of: str | None) -> Iterator[AnyRecord]:
        ledger, at = self._opened.ledger, self._opened.seq_as_of(as_of)
        upto = None if at == ledger.seq else at
        known = self._opened.store.identities.canonical() if upto is None else records.canonical(ledger, upto=upto)
        yield from records.assemble(ledger.statements(subject_kind=kind, upto=upto), canonical=known.same)

    def _above(self, view: View) -> dict[str, tuple[str, ...]]:
        """Return by the key of each id and name of a place the wider areas that it lies in."""
        places: list[Any] = [one.noun for one in self._shown(view, "place", None)]
        called = {one.id: one.name for one in places if one.name}
        found = dict[str, tuple[str, ...]]()
        for one in places:
            areas = tuple(called.get(area, area) for area in (one.parent, *one.within) if area)
            if areas:
                names = (one.id, one.name, one.name_ar, *one.aliases)
                found |= {normal_key(name): areas for name in names if name}
        return found

    def _speaker(self, view: View) -> Callable[[AnyRecord], str | None]:
        def source_of(record: AnyRecord) -> str | None:
            noun: Any = record.noun
            told = (self._source_of(view, one) for values in record.held.values() for one in values)
            return getattr(noun, "said_by", None) or next((one for one in told if one), None)

        return source_of

    def _source_of(self, view: View, held: RecordedValue) -> str | None:
        return held.source or next((source for one in held.basis if (source := view.source_of(one))), None)

    def _quote(self, view: View, held: RecordedValue) -> str | None:
        claims = (view.claim(one.ref) for one in held.basis if one.kind is BasisKind.CLAIM)
        return next((one.anchor.exact for one in claims if one is not None), None)

    def _log(self, records: Sequence[AnyRecord]) -> None:
        self._opened.log_access([one.id for one in records])
