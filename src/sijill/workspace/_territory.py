"""Who held what, by what a register records: the places and accounts of one moment, folded once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sijill.ledger import UnknownEntry
from sijill.model import BasisKind, Sensitivity
from sijill.model.custody import Source
from sijill.model.phrases import fold
from sijill.model.territory import Control
from sijill.territory import (
    Account,
    Areas,
    ControlRules,
    Ground,
    Sides,
    account_of,
    at_document,
    history_document,
    share_document,
    share_of,
)
from sijill.workspace.ground._gazetted import areas_of
from sijill.workspace.ground._ground import OnTheGround

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.records import AnyRecord
    from sijill.territory.shapes import Shape
    from sijill.workspace._opened import Opened

OF_CONTROL = ("place", "source", "control")
KEPT = 4
"""How many readings of the ground are kept: the present one, and those of moments that people look at."""


@dataclass(frozen=True, slots=True)
class Territory(OnTheGround):
    """Who held which place when, its changes and attempts, and shares of named areas; of any recorded moment."""

    def ground(self, *, as_of: str | None = None, audience: Sensitivity = Sensitivity.SEALED) -> Ground:
        """
        Return the reading of a moment, built once for each entry, as an audience may see it.

        What waits outside the team is let out as days pass, so whose it is not is read anew each day.
        """
        seq, today = (
            self._opened.seq_as_of(as_of),
            self._opened.now().astimezone(self._opened.settings.zone_info).date(),
        )
        kept, key = self._opened.caches.grounds, (seq, audience, today)
        if key not in kept:
            while len(kept) >= KEPT:
                kept.pop(next(iter(kept)))
            kept[key] = self._read(seq, as_of, audience)
        return kept[key]

    def at(self, day: str, *, as_of: str | None = None, audience: Sensitivity = Sensitivity.SEALED) -> dict[str, Any]:
        """Return the states of all places at the end of a day, or at a moment, as ``control at --json`` gives them."""
        return self._told(at_document(self.ground(as_of=as_of, audience=audience), self.day(day), as_of))

    def history(
        self, place: str, *, as_of: str | None = None, audience: Sensitivity = Sensitivity.SEALED
    ) -> dict[str, Any]:
        """
        Return changes, attempts and sieges of a place, as ``control history --json`` gives them.

        Raises UnknownPlace, AmbiguousPlace.
        """
        ground = self.ground(as_of=as_of, audience=audience)
        return self._told(history_document(ground, ground.areas.find(place), as_of))

    def share(
        self,
        day: str,
        of: str,
        *,
        as_of: str | None = None,
        audience: Sensitivity = Sensitivity.SEALED,
    ) -> dict[str, Any]:
        """
        Return who holds how much of a named area, and the claims of it, as ``control share --json`` gives them.

        By area where the boundaries of its parts are known. Raises UnknownPlace, AmbiguousPlace.
        """
        from sijill.workspace.ground.shapes import seen_areas

        ground, when = self.ground(as_of=as_of, audience=audience), self.day(day)
        km2 = {slug: Decimal(str(size)) for slug, size in seen_areas(self._opened, self._view(audience)).items()}
        found = share_of(ground, ground.areas.find(of), when, km2)
        return self._told(share_document(found, when, as_of))

    def shapes(self, view: View) -> Mapping[str, Shape]:
        """Return what draws each place, by its record, as far as a view may tell where it lies."""
        from sijill.workspace.ground.shapes import seen_shapes

        return seen_shapes(self._opened, view)

    def _told(self, document: dict[str, Any]) -> dict[str, Any]:
        """Return a document, its records written to the access log."""
        parts = [one for part in ("places", "changes", "attempts", "claims") for one in document.get(part, ())]
        named = (one for part in parts for one in part.get("records", [part.get("record")]) if one)
        self._opened.log_access(list(dict.fromkeys(named)))
        return document

    def day(self, text: str) -> date | datetime:
        """Return a day, or a moment with its clock, from text. Raises UnreadableMoment."""
        moment = self._opened.moment(text) or self._opened.now()
        return moment.date() if len(text) == len("2016-12-06") else moment

    def _read(self, seq: int, as_of: str | None, audience: Sensitivity) -> Ground:
        found: dict[str, list[AnyRecord]] = {
            kind: self._shown(self._view(audience), kind, as_of) for kind in OF_CONTROL
        }
        theatre, zone = self._opened.theatre, self._opened.settings.zone_info
        rules = ControlRules.of(self._rules(seq), Sides(theatre.parties, theatre.sides, theatre.at_peace))
        told = found["control"]
        areas, key_of = areas_of(
            [one.noun for one in found["place"]], [one.noun.place for one in told if one.noun.place]
        )
        sources = {
            fold(name): one.noun for one in found["source"] for name in (one.noun.name, *one.noun.variants) if name
        }
        accounts = _Accounts(self._opened, rules, sources, areas, key_of)
        return Ground(areas, accounts.of(told), rules, zone)

    def _rules(self, seq: int) -> Any:
        if seq < 1:
            return None
        ledger, vault = self._opened.ledger, self._opened.vault
        name = self._opened.settings.methodology
        return self._opened.caches.snapshots.rules(ledger, vault, name=name, seq=seq, window=None, last=ledger.seq)


class _Accounts:
    """Flattens control records into accounts: where, by which voice, read from what kind of source."""

    def __init__(
        self,
        opened: Opened,
        rules: ControlRules,
        sources: Mapping[str, Source],
        areas: Areas,
        key_of: Mapping[str, str],
    ) -> None:
        self._opened, self._rules, self._sources, self._areas, self._key_of = opened, rules, sources, areas, key_of
        self._items: dict[str, tuple[str, str]] = {}

    def of(self, told: Sequence[AnyRecord]) -> Iterator[Account]:
        """Give the accounts of control records that name a place."""
        times = Counter((one.noun.place, one.noun.valid_from) for one in told)
        graded = any(one.affiliation or one.kind for one in self._sources.values())
        for one in told:
            if one.noun.place is None:
                continue
            claims = list(
                dict.fromkeys(
                    ground.ref
                    for values in one.held.values()
                    for value in values
                    for ground in value.basis
                    if ground.kind is BasisKind.CLAIM
                )
            )
            published = next((value.source for values in one.held.values() for value in values if value.source), "")
            item = publisher = ""
            if claims and (graded or times[one.noun.place, one.noun.valid_from] > 1):
                item, publisher = self._item(claims[0])
            yield self._account(one, claims, published or publisher, item)

    def _account(self, one: AnyRecord, claims: Sequence[str], published: str, item: str) -> Account:
        told: Control = one.noun
        said = self._sources.get(fold(told.said_by)) if told.said_by else None
        read_from = self._sources.get(fold(published)) if published else None
        voice = said or (None if told.said_by else read_from)
        speaker = self._rules.sides.party(voice.affiliation) if voice else None
        key = self._key_of[told.place or ""]
        of = {area.key for area in self._areas.named(told.denominator)} if told.denominator else set()
        return account_of(
            told,
            key,
            self._rules,
            self._opened.settings.zone_info,
            seq=one.first_seq,
            claims=claims,
            speaker=speaker or self._rules.sides.speaker(told.said_by),
            voice=told.said_by or item or published or "",
            source_kind=next((source.kind for source in (read_from, said) if source and source.kind), None),
            of_another=bool(of) and key not in of,
            of_itself=told.denominator is None or self._areas.is_whole(told.denominator, self._areas.by_key[key]),
        )

    def _item(self, claim: str) -> tuple[str, str]:
        """Return the document of a claim, and who published it."""
        if claim not in self._items:
            try:
                item = str((self._opened.ledger.entry(claim).body or {}).get("item", ""))
                source = str((self._opened.ledger.entry(item).body or {}).get("source", "")) if item else ""
            except UnknownEntry:
                item, source = "", ""
            self._items[claim] = item, source
        return self._items[claim]
