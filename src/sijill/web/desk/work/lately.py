"""What changed in the register since somebody was here: what others recorded, as far as they may know of it."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from sijill.access import View
from sijill.ledger import Entry
from sijill.model import Sensitivity
from sijill.values import message_n, translate_n
from sijill.values.persons import same_person
from sijill.web.desk.cached_parts import kept_part
from sijill.web.desk.work.models import Visit
from sijill.web.requests import register_of, somebody, view_of
from sijill.web.templatetags.sijill import language, t
from sijill.workspace import Register

AWAY = timedelta(minutes=30)
"""Who opens the page again within so long is still here."""
LOOKED_BACK, ACTS_LOOKED_AT = 200, 16
"""So many entries are read at a time, until so many acts are found that somebody may know of."""
CHANGES_SHOWN = 8
MOST_OF_AN_ACT = 100
"""So many entries of one act are read, and who may know of each: an import records forty thousand values."""

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
    since = itertools.takewhile(lambda act: act.last > after, _acts_of(register, view))
    others = (act for act in since if not same_person(act.actor, me))
    seen_acts = (
        (seen, act.is_cut) for act in others if (seen := [e for e in act.telling if e.id in said] or list(act.seen))
    )
    # What is hidden takes no place among those that are told: it would push out one that was seen before.
    telling = itertools.islice(seen_acts, ACTS_LOOKED_AT)
    runs = itertools.groupby(
        telling, lambda some: (some[0][0].kind, some[0][0].actor, some[0][0].id in said and some[0][0].id)
    )
    return [_change(list(run)) for _, run in itertools.islice(runs, CHANGES_SHOWN)]


@dataclass(frozen=True, slots=True)
class _Act:
    """One append, by its last entry: what it is called by as far as that is read, and what of it may be seen."""

    last: int
    actor: str
    telling: list[Entry]
    seen: tuple[Entry, ...]
    is_cut: bool


class _Walk:
    """The acts of a register, the newest first, read once for all who may see the same and only as far as asked."""

    def __init__(self, acts: Iterator[_Act]) -> None:
        self._acts, self._found, self._one_at_a_time = acts, list[_Act](), threading.Lock()

    def __iter__(self) -> Iterator[_Act]:
        for number in itertools.count():
            with self._one_at_a_time:
                if number == len(self._found):
                    try:
                        self._found += itertools.islice(self._acts, 1)
                    except BaseException:
                        _walks.clear()  # what broke off here is begun anew by whoever asks next
                        raise
                if number == len(self._found):
                    return
                found = self._found[number]
            yield found


_walks: dict[Sensitivity, tuple[object, _Walk]] = {}


def _acts_of(register: Register, view: View) -> _Walk:
    state = register.folder, register.seq, register.now().date()
    kept, walk = _walks.get(view.audience, (None, None))
    if walk is None or kept != state:  # the register moved on; what was destroyed may not stay in what was kept
        walk = _Walk(_newest_acts(register, view))
        _walks[view.audience] = state, walk
    return walk


def _newest_acts(register: Register, view: View) -> Iterator[_Act]:
    """
    Give the acts of a register, the newest first.

    How far is looked does not hang on what is hidden. Of an act that is longer than what is read at a time only what it
    is called by is read: an import records ten thousand entries.
    """
    last = register.seq
    while last > 0:
        first = max(0, last - LOOKED_BACK)
        page = [*register.records.entries(after=first, upto=last)]
        last = first
        for append_id, some in itertools.groupby(reversed(page), lambda one: one.append_id):
            act = list(some)
            telling = _telling(act)[:MOST_OF_AN_ACT]
            receipt = register.records.receipt(append_id) if act[-1] is page[0] and first > 0 else None
            if receipt is not None and receipt.first_seq <= first:
                last = receipt.first_seq - 1
                telling = _telling_of_long(register, last, act[0].seq)
            is_cut = len(telling) == MOST_OF_AN_ACT
            yield _Act(act[0].seq, act[0].actor, telling, view.entries(telling), is_cut)


def _telling(act: list[Entry]) -> list[Entry]:
    """Return what an act is called by: its entries of the kind that says most."""
    kind = next((kind for kind in SAYS if any(one.kind == kind for one in act)), "")
    return [one for one in act if one.kind == kind and one.body]


def _telling_of_long(register: Register, after: int, upto: int) -> list[Entry]:
    """Return what ``_telling`` does, newest first, of an act that has the entries from one on up to another."""
    for kind in SAYS:
        of_kind = register.records.entries(kind=kind, after=after, upto=upto)
        if found := list(itertools.islice(of_kind, MOST_OF_AN_ACT)):
            return [one for one in reversed(found) if one.body]
    return []


def _change(run: list[tuple[list[Entry], bool]]) -> Lately:
    some = [entry for act, _ in run for entry in act]
    first, text = some[0], (some[0].body or {}).get("text", "")
    said = translate_n(language(), *SAYS[first.kind], len(some))
    if any(is_cut for _, is_cut in run):
        said = t("{what} or more", what=said)
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
