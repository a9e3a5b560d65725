"""Readings of records: their list, what was recorded about one, and which are told from one side only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sijill.model import NOUNS, Sensitivity
from sijill.model.parties import Parties
from sijill.readings._arguments import Argument, Choice, RecordRef, Whole
from sijill.readings._columns import (
    RECORD_LINE,
    Bilingual,
    Code,
    Column,
    Count,
    Instant,
    Labelled,
    PropertyName,
    Several,
    Words,
)
from sijill.readings._declare import reading
from sijill.readings._table import Row
from sijill.values import Language, message

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.workspace import Register

RECORD_KINDS = {
    "incident": message("Incident"),
    "victim": message("Victim"),
    "tally": message("Tally"),
    "act": message("Act"),
    "party": message("Party"),
    "place": message("Place"),
    "agreement": message("Agreement"),
    "movement": message("Movement"),
    "control": message("Control of places"),
    "damage": message("Damage"),
    "dated_count": message("Dated count"),
    "published_figure": message("Published figure"),
}
FOUND_KINDS = RECORD_KINDS | {
    "item": message("Document"),
    "claim": message("Claim"),
    "publication": message("Publication"),
}
AT_ONCE = 200

records = reading(
    "records",
    title=message("Records"),
    asks=(Choice("kind", message("Only this kind of record"), words=tuple(NOUNS)),),
    gives=(Code("kind", message("Kind"), words=RECORD_KINDS), *RECORD_LINE),
    action="see_records",
)


@records.answer
def listed_records(register: Register, view: View, *, kind: str | None) -> Iterator[Row]:
    """Yield records in the order in which they were first recorded; a new one comes at the end."""
    from sijill.readings._lines import record_lines

    after = 0
    while ids := view.record_ids(kind=kind, after=after, limit=AT_ONCE):
        after = ids[-1][0]
        yield from record_lines(register, view, ((view.record(one), {"position": (seq,)}) for seq, one in ids))


one_sided = reading(
    "one_sided",
    title=message("Incidents without a source from the other side"),
    gives=(
        *RECORD_LINE,
        Bilingual("side", message("Side of its sources")),
        Several("sources", message("Sources")),
    ),
)


@one_sided.answer
def one_sided_incidents(register: Register, view: View) -> Iterator[Row]:
    """
    Yield incidents whose sources all stand on one party's side, or on none: a source is of a side by its name.

    An incident whose side the audience may not know, since a document is hidden from it, is left out.
    """
    from sijill import records as rooms
    from sijill import wording
    from sijill.readings._lines import record_lines

    parties, truth = Parties.load(), register.view(Sensitivity.SEALED)

    def side_of(source: str) -> str | None:
        slug = parties.slug(source)
        return (parties.ancestors(slug) or (slug,))[-1] if slug else None

    for whole in view.known(register.records.all()):
        known = rooms.one_sided(whole, side_of, truth.source_of)
        one = rooms.one_sided(view.record(whole.id), side_of, view.source_of) if known else None
        # Whoever does not know the source of a side would be told that it has none.
        if known is None or one is None or one.side != known.side:
            continue
        side = {each.value: wording.party_name(one.side, each) for each in Language} if one.side else None
        yield from record_lines(register, view, [(one.record, {"side": side, "sources": one.sources})])


history = reading(
    "history",
    verb="history",
    title=message("Everything that was recorded about a thing"),
    asks=(RecordRef("thing", message("What it is about"), required=True, place=True),),
    gives=(
        Count("seq", message("Entry")),
        Instant("recorded_at", message("When")),
        Column("actor", message("Who")),
        Labelled("kind", message("What")),
        Column("id", message("Id")),
        PropertyName("property", message("Property")),
        Column("digest", message("Digest")),
    ),
    about="thing",
)


@history.answer
def recorded_entries(register: Register, view: View, *, thing: str) -> Iterator[Row]:
    """
    Yield every entry about a thing, in order: ids and kinds, never words. Raises UnknownEntry.

    Outside the team nobody sees who recorded what; within it nothing of a hidden property or document.
    """
    from sijill.ledger import UnknownEntry

    if not view.is_team:
        return
    told = register.records.history(thing)
    found = view.entries(told)
    # A hidden document, and a verdict on one, answers as an id of nothing does, also where it decided what is open.
    if not found or thing in {one.id for one in told} - {one.id for one in found}:
        raise UnknownEntry(
            message("nothing is known of {subject} in this register; find ids with sijill search REGISTER WORDS"),
            subject=thing,
        )
    for one in found:
        yield {
            "position": (one.seq,),
            "seq": one.seq,
            "recorded_at": one.recorded_at,
            "actor": one.actor,
            "kind": one.kind,
            "id": one.id,
            "property": (one.body or {}).get("property"),
            "digest": one.digest,
        }


comments = reading(
    "comments",
    title=message("What colleagues said about claims and records"),
    asks=(RecordRef("about", message("Id of a claim or record")),),
    gives=(
        Column("about", message("Id of a claim or record")),
        Count("seq", message("Entry")),
        Instant("recorded_at", message("When")),
        Words("actor", message("Who")),
        Words("text", message("Comment")),
        Labelled("sensitivity", message("May be seen by")),
        Column("id", message("Id")),
    ),
)


@comments.answer
def told_comments(register: Register, view: View, *, about: str | None) -> Iterator[Row]:
    """
    Yield the comments on a claim or a record, in order, or all: the team's, as sensitive as what they are about.

    Raises UnknownEntry.
    """
    for one in register.records.comments(about, audience=view.audience):
        body = one.body or {}
        yield {
            "position": (one.seq,),
            "about": body["about"],
            "seq": one.seq,
            "recorded_at": one.recorded_at,
            "actor": one.actor,
            "text": body["text"],
            "sensitivity": body["sensitivity"],
            "id": one.id,
        }


search = reading(
    "search",
    verb="search",
    title=message("What was found"),
    asks=(
        Argument(
            "query",
            message("Arabic or English words, or the beginning of an id"),
            required=True,
            place=True,
            private=True,
        ),
        Choice("kind", message("Only this kind of thing"), words=tuple(FOUND_KINDS), several=True),
        Whole("limit", message("At most so many"), default=20),
    ),
    gives=(
        Code("kind", message("Kind"), words=FOUND_KINDS),
        Column("handle", message("Handle"), Sensitivity.TEAM),
        Column("subject", message("Id")),
        Column("field", message("Property")),
    ),
    action="search",
    steady=False,
    logged=False,  # a search stands in the log by itself
)


@search.answer
def found_things(
    register: Register, view: View, *, query: str, kind: tuple[str, ...] | None, limit: int
) -> Iterator[Row]:
    """Yield what answers words, best first, where it is found and not what is said there (DESIGN 9)."""
    left, after = limit, None
    while left > 0:
        hits = register.search(query, kinds=kind, limit=left, after=after, audience=view.audience)
        told = [hit for hit in hits if view.hit(hit)]  # a hidden hit takes nobody's place (E6)
        names = register.records.names([hit.subject for hit in told])
        for hit in told:
            named = names[hit.subject]
            yield {"kind": hit.kind, "handle": named.handle, "subject": hit.subject, "field": hit.field}
        if len(hits) < left:
            return
        left, after = left - len(told), hits[-1].cursor
