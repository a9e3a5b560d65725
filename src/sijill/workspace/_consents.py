"""What was agreed to, which editions and hand-overs hold a person, and which editions a withdrawal has corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from sijill import access, actions
from sijill.adapters.sql import Act
from sijill.model import Victim, read
from sijill.model.consent import Consent, ConsentBasis, Purpose
from sijill.model.entries import Publication
from sijill.values import message
from sijill.workspace._archives import ALONE, is_whole

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.ledger import Entry, Receipt
    from sijill.model import Item
    from sijill.records import AnyRecord
    from sijill.workspace._opened import Opened
    from sijill.workspace._records import Records


def consents_of(opened: Opened) -> list[Consent]:
    """Return every decision in the order of recording, each under the canonical id of its record."""
    found = [read(Consent, {"id": e.id, **e.body}) for e in opened.ledger.entries(kind="consent") if e.body]
    same = canonical_ids(opened, [one.subject for one in found])
    return [replace(one, subject=same[one.subject]) for one in found]


def canonical_ids(opened: Opened, records: Sequence[str]) -> dict[str, str]:
    """Return the canonical id of each of some records."""
    known = opened.store.identities.canonical(records) if records else None
    return {one: known.members(one)[0] for one in records} if known else {}


def record_consent(
    opened: Opened, known: Records, whole: View, given: Consent, standing: Sequence[Entry], append_id: str | None
) -> tuple[Consent, Receipt]:
    """
    Record a decision; a withdrawn one names every standing edition and every hand-over that holds the person.

    Raises UnknownEntry, NoConsent, ReasonMissing.
    """
    item = whole.item(given.subject)
    record = _person(known, given.subject) if item is None else None
    given = replace(given, subject=record.id if record else given.subject)
    under = _documents(whole, record) if record else [item]
    if given.withdrawn:
        held, untold = _editions(opened, record, standing) if record else ([], [])
        first = record.first_seq if record else opened.ledger.first_seq(given.subject)
        handed = tuple(_handovers(opened, {given.subject, *(one.id for one in under if one is not None)}, first))
        given = replace(given, editions=tuple(held), cannot_tell=tuple(untold), handovers=handed)
    receipt = actions.record_consent(
        opened.doing(append_id),
        given,
        of=record,
        published=_is_published(whole, record) if record else access.rests_on_published(under),
    )
    entry = opened.ledger.entry(receipt.ids[0])
    return read(Consent, {"id": entry.id, **(entry.body or {})}), receipt


def needing_correction(opened: Opened, standing: Sequence[Entry]) -> dict[str, tuple[str, ...]]:
    """Return the standing editions that hold somebody whose consent to publish was taken back, with those records."""
    decided = consents_of(opened)
    latest = access.Consents(decided)
    back = [one for one in dict.fromkeys(one.subject for one in decided) if latest.taken_back(one, Purpose.PUBLISH)]
    if not back:
        return {}
    said = {e.id: tuple((e.body or {}).get("names") or ()) for e in standing}
    same = canonical_ids(opened, [one for named in said.values() for one in named])
    found = {one: {subject for subject in back if latest.is_in(subject, one)} for one in said}
    found = {one: {*found[one], *(same[name] for name in named if same[name] in back)} for one, named in said.items()}
    return {edition: tuple(sorted(records)) for edition, records in found.items() if records}


def _editions(opened: Opened, record: AnyRecord, standing: Iterable[Entry]) -> tuple[list[str], list[str]]:
    """
    Return the editions that print a person, and those of which that cannot be told.

    An edition says whom it names; one of before that is searched for the name, where a page of it can be read.
    """
    held, untold = list[str](), list[str]()
    ids = set(opened.store.identities.canonical([record.id]).members(record.id))
    names = [form.text for name in record.told("name") for form in name.forms]
    for entry in standing:
        publication = read(Publication, {"id": entry.id, **(entry.body or {})})
        said = publication.names
        found = _prints(opened, publication, names) if said is None else bool(ids & set(said))
        if found is not False:
            (untold if found is None else held).append(entry.id)
    return held, untold


def _prints(opened: Opened, publication: Publication, names: Sequence[str]) -> bool | None:
    pages = [digest for name, digest in publication.files.items() if name.endswith(".html")]
    if not pages:
        return None
    texts = [" ".join(unescape(opened.vault.read(digest).decode("utf-8")).split()) for digest in pages]
    return any(name in text for name in names for text in texts)


def _handovers(opened: Opened, about: set[str], first: int) -> Iterator[str]:
    """Give the entries, and the lines of the access log, by which a person or the documents under a name left."""
    told = set[str]()
    for entry in opened.ledger.entries(kind="custody", after=first):
        body = entry.body or {}
        # Whoever took the register out took every name that was in it: one entry stands for all of its documents.
        if is_whole(body) and entry.append_id not in told:
            told.add(entry.append_id)
            yield entry.id
        elif body.get("act") in ALONE and not is_whole(body) and body.get("item") in about:
            yield entry.id
    for subject in sorted(about):
        yield from (f"access/{one.number}" for one in opened.looks.read(subject=subject) if one.act is Act.EXPORTED)


def _documents(whole: View, record: AnyRecord) -> list[Item | None]:
    return [item for name in access.PERSONAL for one in record.held.get(name, ()) for item in whole.documents(one)]


def _person(known: Records, subject: str) -> AnyRecord:
    """Return the victim that a consent speaks of. Raises UnknownEntry, NoConsent."""
    record = known.of(subject)
    if not isinstance(record.noun, Victim):
        raise actions.NoConsent(
            message("a consent speaks of a person or of a document; {subject} is neither, name the victim or the item"),
            subject=subject,
        )
    return record


def _is_published(whole: View, record: AnyRecord) -> bool:
    asked = Consent("", record.id, Purpose.PUBLISH, ConsentBasis.PUBLISHED_SOURCE)
    return bool(access.Consents([asked]).leaving(record, Purpose.PUBLISH, whole.documents))
