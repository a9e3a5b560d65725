"""Finding whatever answers words, with true counts of what it can be narrowed by, as an audience may see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sijill.actions import verdicts
from sijill.adapters.sql import Act
from sijill.language import Gazetteer
from sijill.ledger import LEVELS
from sijill.model.parties import Parties
from sijill.search import BY_ID, IN_WORDS, Facets, Hit, Narrowing, newest_first
from sijill.values import PartialDate
from sijill.values.remembered import by_theatres
from sijill.workspace._shelf import Shelf
from sijill.workspace.passages import matches_of

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.actions.verdicts import Target
    from sijill.model import Item
    from sijill.records import AnyRecord
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records
    from sijill.workspace.passages import Match, Passage

MOST_LOOKED_AT = 10_000
"""How many texts that answer are looked through, the newest recorded where there are more."""
MOST_OUTSIDE = 1_000
"""The same outside the team, for whom each record is redacted first."""
MOST_ONE_BY_ONE = 200
"""The same while a large register is still being read."""
TEXTS_SHOWN = 3

NO_RECORDS = {"item": "document", "claim": "claim", "publication": "publication"}
DAYS = ("happened_on", "died_on", "window", "documented_on")


@dataclass(frozen=True, slots=True)
class Found:
    """
    A page of answers: ids, and of each the texts that answer and what it can be narrowed by.

    ``total`` is how many fit, or with ``capped`` at the least; ``unread`` documents were not taken into the search yet.
    """

    ids: Sequence[str]
    hits: Mapping[str, Sequence[Hit]]
    about: Mapping[str, Facets]
    total: int
    capped: bool
    counts: Mapping[str, Counter[str]]
    unread: int


@dataclass(frozen=True, slots=True)
class Finding:
    """Finds in a register that is open; who looks is a view of it."""

    _opened: Opened
    _records: Records

    def passage_start(self, item: str, number: int) -> int | None:
        """Return where a passage of a document begins in its reading, None where it has none of that number."""
        return self._opened.store.passages.start(item, number)

    def matches(self, passage: Passage, view: View) -> tuple[Match, ...]:
        """Return the records that may hold the event of a passage, as far as a view shows them, best first."""
        return matches_of(self._opened, passage, view)

    def chosen(self, passage: Passage, view: View, *, another: bool = False) -> Target | None:
        """
        Return the record that a passage speaks of where nobody chooses: the surest match, else a new one.

        A passage that counts nobody makes no record; ``another`` says that it tells of an event not held yet.
        """
        match = next((one for one in self.matches(passage, view) if one.default), None) if not another else None
        if match is not None:
            return verdicts.Target(match.record.kind, match.record.id)
        return verdicts.Target(passage.kind, another=another) if passage.makes_record else None

    def find(
        self,
        view: View,
        sought: str,
        records: Mapping[str, AnyRecord] | None,
        *,
        kinds: Sequence[str] | None = None,
        asked: Narrowing | None = None,
        sort: str = "best",
        first: int = 0,
        most: int = 20,
    ) -> Found:
        """
        Return a page of what answers words; where none are sought, of all records.

        ``records`` are those of now, by their ids; without them few are read, one by one. ``sort`` is ``best``,
        ``event`` or ``added``.
        """
        asked, cap = asked or Narrowing(), MOST_LOOKED_AT if view.is_team else MOST_OUTSIDE
        sought = self._opened.store.identities.sought(sought)
        if sought:
            hits, capped = self._hits(view, sought, kinds, cap)
        else:
            ids = [one for _, one in view.record_ids(limit=MOST_ONE_BY_ONE)] if records is None else _newest(records)
            ids = view.opened(ids)
            capped = len(ids) == MOST_ONE_BY_ONE if records is None else len(ids) > cap and not view.is_team
            hits = {one: [Hit("", one, "id", None, "", (), (BY_ID, 0, 0))] for one in (ids[:cap] if capped else ids)}
        if records is None:
            few = list(hits)[:MOST_ONE_BY_ONE]
            records = {one: self._records.of(one) for one in few if hits[one][0].kind not in NO_RECORDS}
        facets = self._facets(view, hits, records)
        fitting, counts = asked.fits(facets)
        if sort != "best" or not sought:
            fitting = newest_first(fitting, facets, by=sort)
        page = fitting[first : first + most]
        shown = [hit for one in page for hit in hits[one][:TEXTS_SHOWN]]
        read = {hit.rank: hit for hit in self._opened.store.search.told(sought, shown)} if sought else {}
        texts = {
            one: [replace(read[hit.rank], subject=one) for hit in hits[one][:TEXTS_SHOWN] if hit.rank in read]
            for one in page
        }
        self._opened.log_access(page, act=Act.SEARCHED if sought else Act.READ, query=sought or None)
        unread = self._opened.store.passages.unread(LEVELS.index(view.audience)) if view.is_team else 0
        return Found(page, texts, {one: facets[one] for one in page}, len(fitting), capped, counts, unread)

    def _hits(
        self, view: View, sought: str, kinds: Sequence[str] | None, cap: int
    ) -> tuple[dict[str, list[Hit]], bool]:
        """Return the hits of each thing, best first, and whether there are more than are looked through."""
        found = self._opened.store.search.overview(sought, max_sensitivity=view.audience, kinds=kinds or None, most=cap)
        in_words = sum(hit.field == IN_WORDS for hit in found)
        known = self._opened.store.identities.canonical([hit.subject for hit in found])
        hits: dict[str, list[Hit]] = {}
        for hit in found:
            hits.setdefault(known.members(hit.subject)[0], []).append(hit)
        return hits, max(in_words, len(found) - in_words) > cap

    def _facets(self, view: View, hits: dict[str, list[Hit]], records: Mapping[str, AnyRecord]) -> dict[str, Facets]:
        """Return what each thing can be narrowed by; what may not be seen is not there, nor its hits."""
        shelf, kinds = self._shelf(view), {one: some[0].kind for one, some in hits.items()}
        view.opened(one for one, kind in kinds.items() if kind not in NO_RECORDS)
        claims = [one for one, kind in kinds.items() if kind == "claim" and one not in shelf.documents]
        unread = (whole for one in hits if (whole := records.get(one)) and shelf.records.get(one, (0,))[0] is not whole)
        grounds = {b.ref for whole in unread for held in whole.held.values() for one in held for b in one.basis}
        item_of = self._opened.store.search.items_of([*claims, *grounds])
        found = dict[str, Facets]()
        for one, some in hits.items():
            if kinds[one] not in NO_RECORDS:
                known = _of_record(view, records.get(one), shelf, item_of)
                some[:] = [hit for hit in some if known and hit.field in known.fields and hit.entry not in view.joined]
            elif one in shelf.documents:
                known = shelf.documents[one]
            else:
                known = shelf.documents[one] = _of_document(kinds[one], view.item(item_of.get(one, one)))
            if known and some:
                found[one] = known
        return found

    def _shelf(self, view: View) -> Shelf:
        """Return what was read for an audience, or an empty one where documents, consents or days changed since."""
        state = (self._opened.ledger.head, None if view.is_team else self._opened.now().date())
        before = self._opened.caches.shelves.get(view.audience) or Shelf()
        if before.state != state:
            hidden = self._opened.store.levels.above(LEVELS.index(view.audience))
            same = view.is_team and hidden == before.hidden
            before = replace(before, state=state) if same else Shelf(state, hidden)
            self._opened.caches.shelves[view.audience] = before
        return before


def _newest(records: Mapping[str, AnyRecord]) -> list[str]:
    return sorted(records, key=lambda one: records[one].last_seq, reverse=True)


def _of_document(kind: str, item: Item | None) -> Facets | None:
    """Return the facets of a document or of what is said of one; a hidden document has none."""
    if item is None and kind != "publication":
        return None
    values: dict[str, tuple[str, ...]] = {"what": (NO_RECORDS[kind],), "kind": (kind,)}
    if item is not None:
        told = {"source": item.source, "language": item.language}
        values |= {name: (value,) for name, value in told.items() if value}
    return _in_time(values, item.published_on if item else None, 0)


def _of_record(view: View, whole: AnyRecord | None, shelf: Shelf, item_of: Mapping[str, str]) -> Facets | None:
    """Return the facets of a record, read again where it is another than before; of one that is not open, none."""
    if whole is None or not view.opens(whole.id):
        return None
    before = shelf.records.get(whole.id)
    if before is None or before[0] is not whole:
        shown = next(iter(view.known([whole]))) if view.is_team else view.redacted(whole).value
        before = shelf.records[whole.id] = whole, _seen_of(view, shown, item_of) if shown.held else None
    return before[1]


def _seen_of(view: View, shown: AnyRecord, item_of: Mapping[str, str]) -> Facets:
    fields = frozenset({"id", *(name for name in shown.held if view.shows(shown.kind, name))})
    noun: dict[str, Any] = {name: shown.value(name) for name in fields}
    grounds = {b.ref for name in fields - {"id"} for one in shown.held[name] for b in one.basis}
    items = map(view.item, {item_of.get(ref, ref.partition("#")[0]) for ref in grounds})
    values = {
        "what": ("record",),
        "kind": (shown.kind,),
        "governorate": governorates(str(noun.get("place") or ""), noun.get("governorate") or noun.get("killed_in")),
        "party": parties_of(shown) if "attribution" in fields else (),
        "source": tuple({item.source for item in items if item}),
    }
    return _in_time(values, next((noun[name] for name in DAYS if noun.get(name)), None), shown.last_seq, fields)


def _in_time(
    values: dict[str, tuple[str, ...]], day: PartialDate | None, added: int, fields: frozenset[str] = frozenset()
) -> Facets:
    first, last = (one.isoformat() if one else "" for one in (day and day.earliest, day and day.latest))
    for name, length in (("year", 4), ("month", 7)):
        if first and first[:length] == last[:length]:
            values[name] = (first[:length],)
    return Facets(values, first, last, added, fields)


@by_theatres(10_000)
def governorates(place: str, stated: str | None) -> tuple[str, ...]:
    """Return the governorate of a place as the gazetteer calls it, or else as it was stated; nothing for neither."""
    gazetteer = Gazetteer.load()
    places = gazetteer.resolve(place.partition(" | ")[0], stated) if place else ()
    around = [one for one in gazetteer.resolve(stated) if one.kind == "governorate"] if stated else []
    return tuple(filter(None, [*(one.governorate for one in (*places, *around)), stated]))[:1]


def parties_of(record: AnyRecord) -> tuple[str, ...]:
    """Return every party that a value of a record holds responsible, and what each is part of."""
    tree = Parties.load()
    named = {slug for said in record.told("attribution") for slug in said.parties}
    return tuple({*named, *(of for slug in named if slug in tree for of in tree.ancestors(slug))})
