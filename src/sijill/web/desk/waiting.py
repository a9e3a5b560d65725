"""The claims that wait for one person: not judged, not held by another, from documents they may read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import HttpRequest
from django.utils import timezone

from sijill.model import Claim, Item
from sijill.values import normal_key
from sijill.web.accounts import leases
from sijill.web.accounts.policy import Action, Entered, can
from sijill.web.desk.gate import sees_words, somebody
from sijill.web.desk.opened import entered_by, register_of

COUNTED = 200
PAGE = 500
NOTHING_ASKED: Mapping[str, str] = {}


def waiting_for(
    request: HttpRequest, asked: Mapping[str, str] = NOTHING_ASKED, *, limit: int = COUNTED
) -> Iterator[Claim]:
    """Give what waits and fits the filters; words are sought around the quotation, in place and claimant."""
    words = asked.get("words", "")
    held = leases.held_by_others(somebody(request).name, now=timezone.now())
    readable = readable_items(request, asked.get("source", ""))
    wanted = normal_key(words) if words else ""
    found = 0
    for claim in _all(request, asked.get("item") or None, asked.get("kind") or None):
        if claim.item not in readable or claim.id in held or (wanted and wanted not in _words_of(claim)):
            continue
        yield claim
        found += 1
        if found == limit:
            return


def readable_items(request: HttpRequest, source: str = "") -> dict[str, Item]:
    """Return the documents whose words somebody may read, of one source or of all."""
    items = register_of(request).items()
    return {one.id: one for one in items if sees_words(request, one) and source in ("", one.source)}


def may_judge(request: HttpRequest, claim: Claim) -> bool:
    """Test whether somebody may judge a claim: nobody judges what they entered (DESIGN 9)."""
    return can(somebody(request), Action.JUDGE, Entered(entered_by(request, claim.item)))


def _all(request: HttpRequest, item: str | None, kind: str | None) -> Iterator[Claim]:
    proposals, after = register_of(request).proposals, None
    while page := proposals.waiting(item=item, kind=kind, limit=PAGE, after=after):
        yield from page
        after = page[-1].id


def _words_of(claim: Claim) -> str:
    around = f"{claim.anchor.prefix}{claim.anchor.exact}{claim.anchor.suffix}"
    return normal_key(" ".join(filter(None, (around, claim.place, claim.claimant, claim.victim))))
