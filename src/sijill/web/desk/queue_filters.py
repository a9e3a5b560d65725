"""What waits for one person: not held by another, from documents they may read, in the queue's order."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from sijill.ledger import CONFIDENCES, Queue, QueueEntry, QueueQuery, Stage
from sijill.model import Claim
from sijill.values import PartialDate, SijillError, arabic_digits_to_ascii
from sijill.web.accounts import leases
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.work import given
from sijill.web.requests import field, register_of, somebody, view_of

WORDED = ("words", "place", "source")
TEXTS_KEPT = 30
"""How many texts a session keeps; the oldest makes room. They end with it."""

_KEY = re.compile(r"[0-9a-f]{16}")
_KEPT = "sought"


def put_away(request: HttpRequest, asked: Mapping[str, str]) -> dict[str, str]:
    """Return filters with a key instead of every text that may be a name, and keep the texts in the session."""
    kept: dict[str, str] = dict(request.session.get(_KEPT, {}))
    keyed = dict(asked)
    for name in WORDED:
        if text := texts_behind(request, asked).get(name):
            keyed[name] = str(salted_hmac("sijill.sought", text).hexdigest())[:16]
            kept.pop(keyed[name], None)
            kept[keyed[name]] = text
    request.session[_KEPT] = dict(list(kept.items())[-TEXTS_KEPT:])
    return keyed


def texts_behind(request: HttpRequest, asked: Mapping[str, str]) -> dict[str, str]:
    """Return filters with the texts behind their keys; a key of a session that ended seeks nothing."""
    kept: dict[str, str] = request.session.get(_KEPT, {})
    told = {name: kept.get(text, "" if _KEY.fullmatch(text) else text) for name, text in asked.items()}
    return {name: told[name] if name in WORDED else text for name, text in asked.items()}


COUNTED_AT_ONCE = 200
FURTHEST = 200
"""How far into a document's queue the first claim of a passage is sought."""
QUEUE_PAGE = 25
FILTERS = (
    "tab",
    "source",
    "kind",
    "words",
    "place",
    "since",
    "until",
    "confidence",
    "language",
    "sensitivity",
    "item",
    "mine",
)
TABS = ("claims", "recalled", "second")
NOTHING_ASKED: Mapping[str, str] = {}


def filters(request: HttpRequest) -> dict[str, str]:
    """Return the filters that were asked for."""
    return {name: value for name in FILTERS if (value := field(request, name))}


def filters_of_form(request: HttpRequest) -> dict[str, str]:
    """Return the queue's filters that travelled with a form."""
    return {name: value for name in FILTERS if (value := field(request, f"q_{name}"))}


def wanted(request: HttpRequest, asked: Mapping[str, str] = NOTHING_ASKED) -> QueueQuery:
    """Return what a person asks of the queue; a day that cannot be read asks nothing."""
    asked = texts_behind(request, asked)
    levels, kind = view_of(request).levels_read, asked.get("kind", "")
    tab = asked.get("tab", "claims")
    if asked.get("sensitivity"):
        levels = tuple(one for one in levels if one == asked["sensitivity"])
    return QueueQuery(
        stage=Stage.SECOND if tab == "second" else Stage.FIRST,
        levels=levels,
        item=asked.get("item", ""),
        source=asked.get("source", ""),
        kind=kind,
        words=asked.get("words", ""),
        place=asked.get("place", ""),
        since=_end_of_day(asked.get("since", ""), last=False),
        until=_end_of_day(asked.get("until", ""), last=True),
        confidence=asked["confidence"] if asked.get("confidence") in CONFIDENCES else "",
        language=asked.get("language", ""),
        # Who asks for one kind, or one document, means all of it.
        recalled=None if kind or asked.get("item") or asked.get("mine") or tab == "second" else tab == "recalled",
        among=given.things_of(request) if asked.get("mine") else None,
        without=leases.held_by_others(somebody(request).name, now=timezone.now()),
    )


def _end_of_day(text: str, *, last: bool) -> str:
    try:
        found = PartialDate.parse(arabic_digits_to_ascii(text)) if text else None
    except SijillError:
        return ""
    day = found and (found.latest if last else found.earliest)
    return day.isoformat() if day else ""


def for_me(request: HttpRequest, asked: QueueQuery) -> QueueQuery:
    """Return the same without what this person entered or judged, where there is anybody else to judge it."""
    alone = register_of(request).settings.one_person and asked.stage is Stage.FIRST
    return asked if alone else replace(asked, person=somebody(request).name)


def next_for(request: HttpRequest, asked: Mapping[str, str], *, after: str) -> QueueEntry | None:
    """Return the next thing this person may judge, held for them from now on; two who ask at once get two."""
    name, query = somebody(request).name, for_me(request, wanted(request, asked))
    queue, left, item = register_of(request).review.queue, passed_over(request, after), field(request, "of")
    # A document once begun is read on; then from after the one just left; when that was the last, from the start again.
    rounds = [(replace(query, item=item), None)] if item and not query.item else []
    for asks, start in dict.fromkeys((*rounds, (query, after or None), (query, None))):
        mark, seen = start, set(left)
        while page := queue.page(asks, limit=QUEUE_PAGE, after=mark):
            for one in page:
                if one.id in seen:
                    continue
                passage = _passage_ids(request, one)
                seen |= passage
                if _comes_first(queue, asks, one, passage) and leases.take(*passage, person=name, now=timezone.now()):
                    # Judged between the page and the taking: it was theirs, and is nobody's now.
                    if queue.holds(one.id):
                        return one
                    leases.give_back(*passage, person=name)
            mark = page[-1].id
    return None


def passed_over(request: HttpRequest, left: str) -> frozenset[str]:
    """Return what somebody leaves with a claim: all of its passage, or the verdict that waits, or nothing."""
    try:
        passage = register_of(request).review.passage(left) if left else None
    except SijillError:
        return frozenset((left,))
    return frozenset(one.claim.id for one in passage.claims) if passage else frozenset()


def _passage_ids(request: HttpRequest, one: QueueEntry) -> frozenset[str]:
    return frozenset((one.id,)) if one.judgement else passed_over(request, one.claim.id)


def _comes_first(queue: Queue, query: QueueQuery, one: QueueEntry, passage: Collection[str]) -> bool:
    """Test whether a claim is the first of its passage in a queue: there the passage has its turn, and only there."""
    if len(passage) == 1:
        return True
    here = queue.page(replace(query, item=one.claim.item), limit=FURTHEST)
    return next((each.id for each in here if each.id in passage), one.id) == one.id


def may_judge(request: HttpRequest, claim: Claim, entered: str | None = None) -> bool:
    """
    Test whether somebody is offered to judge a claim; the register refuses whoever may not (DESIGN 9).

    ``entered`` is who entered its document, where that was read with it.
    """
    return can(somebody(request), Action.JUDGE) and register_of(request).review.may_judge(claim, entered=entered)
