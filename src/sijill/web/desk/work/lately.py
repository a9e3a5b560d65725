"""What changed in the register since somebody was here: what others recorded, as far as they may know of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from sijill.ledger import Entry
from sijill.values import message_n, translate_n
from sijill.values.persons import same_person
from sijill.web.desk.cached_parts import kept_part
from sijill.web.desk.work.models import Visit
from sijill.web.requests import register_of, somebody, view_of
from sijill.web.templatetags.sijill import language
from sijill.workspace import Register

AWAY = timedelta(minutes=30)
"""Who opens the page again within so long is still here."""
LOOKED_BACK, ACTS_LOOKED_AT = 200, 16
"""So many entries are read at a time, until so many acts are found that somebody may know of."""
CHANGES_SHOWN = 8

SAYS: dict[str, tuple[str, str]] = {
    "publication": message_n("published a report", "published {n} reports"),
    "item": message_n("added a document", "added {n} documents"),
    "link": message_n("decided who is one", "decided {n} times who is one"),
    "retraction": message_n("withdrew a value", "withdrew {n} values"),
    "judgement": message_n("judged a claim", "judged {n} claims"),
    "statement": message_n("recorded a value", "recorded {n} values"),
    "comment": message_n("commented", "commented {n} times"),
    "consent": message_n("recorded a consent", "recorded {n} consents"),
    "methodology": message_n("adopted a methodology", "adopted {n} methodologies"),
}
"""What an act is called, by the first of these kinds that it recorded."""


@dataclass(frozen=True, slots=True)
class Lately:
    """What another person did, once or several times in a row, in words, and the page of what it was about last."""

    by: str
    at: datetime
    says: str
    address: str
    text: str = ""


def since_last_visit(request: HttpRequest) -> tuple[bool, SafeString]:
    """Return whether somebody was here before, and the newest acts of others since, or the newest of all, as a part."""
    seen, register = _seen_before(request), register_of(request)
    about = (somebody(request).name, seen, register.now().date())
    part = kept_part(request, register.seq, "desk/_changes.html", about, lambda: {"changes": _changes(request, seen)})
    return seen > 0, part


def _seen_before(request: HttpRequest) -> int:
    """Return the entry up to which somebody had seen the register; to look again at once changes nothing."""
    now, last = timezone.now(), register_of(request).seq
    user = User.objects.get(username=somebody(request).name)
    visit, _ = Visit.objects.get_or_create(user=user, defaults={"last": last, "at": now})
    if now - visit.at > AWAY:
        visit.seen, visit.last, visit.at = visit.last, last, now
        visit.save()
    elif visit.last != last:
        Visit.objects.filter(pk=visit.pk).update(last=last, at=now)
    return visit.seen


def _changes(request: HttpRequest, after: int) -> list[Lately]:
    register, view, me = register_of(request), view_of(request), somebody(request).name
    if not view.is_team:
        return []
    said = {one.id for one in register.records.comments(audience=view.audience, after=after)}
    told = (some for some in _newest_acts(register, after) if some and not same_person(some[0].actor, me))
    seen_acts = (seen for some in told if (seen := [e for e in some if e.id in said] or list(view.entries(some))))
    # What is hidden takes no place among those that are told: it would push out one that was seen before.
    telling = itertools.islice(seen_acts, ACTS_LOOKED_AT)
    runs = itertools.groupby(telling, lambda some: (some[0].kind, some[0].actor, some[0].id in said and some[0].id))
    return [_change([*itertools.chain(*run)]) for _, run in itertools.islice(runs, CHANGES_SHOWN)]


def _newest_acts(register: Register, after: int) -> Iterator[list[Entry]]:
    """
    Give of each act since an entry what it is called by, the newest first.

    How far is looked does not hang on what is hidden. Of an act that is longer than what is read at a time only those
    entries are read: an import records ten thousand.
    """
    last = register.seq
    while last > after:
        first = max(after, last - LOOKED_BACK)
        page = [*register.records.entries(after=first, upto=last)]
        last = first
        for append_id, some in itertools.groupby(reversed(page), lambda one: one.append_id):
            act = list(some)
            receipt = register.records.receipt(append_id) if act[-1] is page[0] and first > after else None
            if receipt is None or receipt.first_seq > first:
                yield _telling(act)
            else:
                last = max(after, receipt.first_seq - 1)
                yield _telling_of_long(register, last, act[0].seq)


def _telling(act: list[Entry]) -> list[Entry]:
    """Return what an act is called by: its entries of the kind that says most."""
    kind = next((kind for kind in SAYS if any(one.kind == kind for one in act)), "")
    return [one for one in act if one.kind == kind and one.body]


def _telling_of_long(register: Register, after: int, upto: int) -> list[Entry]:
    """Return what ``_telling`` does, newest first, of an act that has the entries from one on up to another."""
    found = (list(register.records.entries(kind=kind, after=after, upto=upto)) for kind in SAYS)
    return [one for one in reversed(next(filter(None, found), [])) if one.body]


def _change(some: list[Entry]) -> Lately:
    first, text = some[0], (some[0].body or {}).get("text", "")
    said = translate_n(language(), *SAYS[first.kind], len(some))
    return Lately(first.actor, first.recorded_at, said, _page(first), str(text))


def _page(entry: Entry) -> str:
    body = entry.body or {}
    if entry.kind == "comment":
        return reverse("comments", args=[body["about"]])
    if entry.kind == "judgement" and body.get("proposed"):
        return reverse("review", args=[body["proposal"]])
    if entry.kind == "item":
        return reverse("item", args=[entry.id])
    about = body.get("subject") or body.get("left")
    return reverse("record", args=[about]) if about and entry.kind in ("statement", "retraction", "link") else ""
