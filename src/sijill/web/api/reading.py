"""Readings: documents, claims, records, methodologies, publications; every list a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router

from sijill import evidence
from sijill.access import View
from sijill.ledger import UnknownProposal
from sijill.model import NOUNS, Claim, ClaimKind, Item, moment_text, to_json
from sijill.records import Named
from sijill.values import message
from sijill.web.accounts.policy import Action, can
from sijill.web.api import shapes
from sijill.web.api.answers import MOST, PAGE, answer, cursor_at, place, unchanged
from sijill.web.api.gate import Bearer
from sijill.web.api.problems import NoSuchPlace
from sijill.web.api.tokens import Scope
from sijill.web.requests import claim_for, counted_number, item_for, register_of, somebody, view_of
from sijill.workspace.documents import claim_document, entry_document, record_document
from sijill.workspace.passage_documents import passage_document

router = Router()
read = Bearer(Scope.READ, Action.SEE_RECORDS)
work = Bearer(Scope.READ, Action.SEE_QUEUE)

Limit = Annotated[int, Query(ge=1, le=MOST)]
Cursor = Annotated[str | None, Query(max_length=400, description="`next` of the page before.")]
Id = Annotated[str, Path(pattern=shapes.ID)]
Sha256 = Annotated[str, Path(pattern=shapes.SHA256)]
BARE = ("id", "media_type", "size", "acquired_at", "sensitivity")
"""What is said of a document beside its declared properties."""

Moment = Annotated[str | None, Query(max_length=40, description="A day, or a moment with its zone; the team's.")]


@router.get(
    "/items/{sha256}",
    auth=read,
    response=shapes.ItemDocument,
    summary=message("Read one document, and its words with words=true"),
)
def item(request: HttpRequest, sha256: Sha256, words: bool = False) -> HttpResponse:
    """For the team also how it was read and its custody; for those who may read it, its words as stored."""
    if same := unchanged(request):
        return same
    register, held = register_of(request), item_for(request, sha256)
    document: dict[str, Any] = {"item": _facts(request, held)}
    register.keeping.looked_at([sha256])
    view = view_of(request)
    if view.reads(held):
        custody = [e for e in register.records.histories([sha256])[sha256] if e.kind == "custody"]
        document |= {"custody": [entry_document(entry) for entry in custody]}
    if view.reads(held) or (words and view.is_team and held.columns):
        document |= _reading(view, held, words=words)
    elif words:
        raise PermissionDenied
    return answer(request, document)


def _facts(request: HttpRequest, item: Item) -> dict[str, Any]:
    """Return what is known of a document, property by property."""
    shown = {*view_of(request).facts(item), *BARE}
    return {name: value for name, value in to_json(item).items() if name in shown}


def _reading(view: View, item: Item, *, words: bool) -> dict[str, Any]:
    try:
        reading = view.text(item)
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        return {"reader": None}
    if reading is None:
        raise PermissionDenied
    told = {"reader": reading.reader, "pages": len(reading.pages)}
    told |= {"derivations": [str(step) for step in reading.derivations]}
    return told | ({"words": reading.raw} if words else {})


@router.get("/claims", auth=work, response=shapes.Waiting, summary=message("List the claims that wait for a judgement"))
def claims(
    request: HttpRequest,
    item: Annotated[str | None, Query(pattern=shapes.SHA256)] = None,
    kind: ClaimKind | None = None,
    limit: Limit = PAGE,
    cursor: Cursor = None,
) -> HttpResponse:
    """Claims of documents whose words the token's owner may read, by document and position."""
    listed = f"claims/{item or ''}/{kind or ''}"
    found: list[tuple[str, dict[str, Any]]] = []
    for claim in _waiting(request, item, kind, place(listed, cursor)):
        found.append((claim.id, claim_document(claim)))
        if len(found) > limit:
            break
    register_of(request).keeping.looked_at(list(dict.fromkeys(one["item"] for _, one in found[:limit])))
    # What waits is no part of the chain, so its head says nothing of a change.
    return answer(request, _page(listed, "waiting", found, limit), marked=False)


def _waiting(request: HttpRequest, item: str | None, kind: ClaimKind | None, after: str | None) -> Iterator[Claim]:
    try:
        yield from view_of(request).waiting(item=item, kind=kind, limit=MOST, after=after)
    except UnknownProposal as reason:
        raise NoSuchPlace(message("This list never gave that cursor. Begin again without one.")) from reason


@router.get("/claims/{claim}", auth=work, response=shapes.ClaimDocument, summary=message("Read one claim"))
def claim(request: HttpRequest, claim: Id) -> HttpResponse:
    """A claim that waits, or that was judged."""
    found = claim_for(request, claim)
    register_of(request).keeping.looked_at([found.id])
    return answer(request, claim_document(found), marked=False)


@router.get(
    "/claims/{claim}/passage",
    auth=work,
    response=shapes.PassageDocument,
    summary=message("Read the claims that tell of one event with a claim, and which record may hold it"),
)
def passage(request: HttpRequest, claim: Id) -> HttpResponse:
    """The claims of a passage with the verdicts that stand, and what accepting would change in each record."""
    found, register = claim_for(request, claim), register_of(request)
    whole = register.review.passage(found)
    matches = register.finding.matches(whole, view_of(request))
    register.keeping.looked_at([found.id, *(one.record.id for one in matches)])
    return answer(request, passage_document(whole, matches), marked=False)


@router.get(
    "/records",
    auth=read,
    response=shapes.Records,
    summary=message("List records: incidents, victims and the others, by kind"),
)
def records(
    request: HttpRequest,
    kind: Annotated[str | None, Query(pattern="^(" + "|".join(NOUNS) + ")$")] = None,
    limit: Limit = PAGE,
    cursor: Cursor = None,
) -> HttpResponse:
    """Records in the order in which they were first recorded; a new one comes at the end."""
    listed = f"records/{kind or ''}"
    after = place(listed, cursor)
    if same := unchanged(request):
        return same
    register = register_of(request)
    ids = view_of(request).record_ids(kind=kind, after=after or 0, limit=limit + 1)
    names = register.records.names([subject for _, subject in ids])
    found = [(seq, _record(request, subject, names[subject])) for seq, subject in ids]
    register.keeping.looked_at([subject for _, subject in ids[:limit]])
    return answer(request, _page(listed, "records", found, limit))


@router.get(
    "/records/{subject}",
    auth=read,
    response=shapes.RecordDocument,
    summary=message("Read one record, with every value it holds"),
)
def record(request: HttpRequest, subject: Id, as_of: Moment = None) -> HttpResponse:
    """
    A record by its id, a former one, or its handle, as the token's owner may see it.

    ``as_of`` is the team's, since what was withdrawn would show again.
    """
    if as_of is not None and not can(somebody(request), Action.TRACE):
        raise PermissionDenied
    if same := unchanged(request):
        return same
    register = register_of(request)
    named = register.records.names([register.records.id_of(subject)])
    document = _record(request, subject, next(iter(named.values())), as_of=as_of)
    register.keeping.looked_at([document["id"]])
    return answer(request, document)


@router.get("/token", auth=read, response=shapes.TokenDocument, summary=message("Say what this token is good for"))
def token(request: HttpRequest) -> HttpResponse:
    """The token's scopes, its owner's role, and when it ends."""
    held = request.auth
    document = {"token": held.key, "scopes": held.scopes.split(), "role": somebody(request).role.value}
    return answer(request, document | {"expires_at": moment_text(held.expires_at)}, marked=False)


def _page(listed: str, name: str, found: list[tuple[Any, dict[str, Any]]], limit: int) -> dict[str, Any]:
    """Return a page of a list, where one more than the page was looked for."""
    going_on = cursor_at(listed, found[limit - 1][0]) if len(found) > limit else None
    return {name: [one for _, one in found[:limit]], "next": going_on}


def _record(request: HttpRequest, subject: str, named: Named, *, as_of: str | None = None) -> dict[str, Any]:
    """Return a record with the number it is counted by; of one that is closed, nothing. Raises UnknownEntry."""
    view = view_of(request)
    found = view.record(subject, as_of=as_of)
    counted = counted_number(request, subject, as_of=as_of) if found.held else None
    return record_document(found, named, counted, team=view.is_team)
