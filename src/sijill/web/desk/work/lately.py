"""What changed in the register since somebody was here: what others recorded, as far as they may know of it."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

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
"""So many entries of one act are told: an import records forty thousand values."""
ASKED_OF_AN_ACT = 2_000
"""Of so many entries of one kind in an act it is asked who may know of them."""

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
        seen[:MOST_OF_AN_ACT] for act in others if (seen := [e for e in act.comments if e.id in said] or act.seen)
    )
    # What is hidden takes no place among those that are told: it would push out one that was seen before.
    telling = itertools.islice(seen_acts, ACTS_LOOKED_AT)
    runs = itertools.groupby(telling, lambda some: (some[0].kind, some[0].actor, some[0].id in said and some[0].id))
    return [_change(list(run)) for _, run in itertools.islice(runs, CHANGES_SHOWN)]


@dataclass(frozen=True, slots=True)
class _Act:
    """
    One append, by its last entry: what may be seen of the kind of which any may be that says most, newest first.

    Who may see ``comments`` is another question; they are those of an act that shows nothing that says more.
    """

    last: int
    actor: str
    comments: list[Entry]
    seen: list[Entry]


class _Walk:
    """The acts of a register, the newest first, read once for all who may see the same and only as far as asked."""

    def __init__(self, acts: Callable[[], Iterator[_Act]]) -> None:
        self._begin, self._acts, self._found, self._one_at_a_time = acts, acts(), list[_Act](), threading.Lock()

    def __iter__(self) -> Iterator[_Act]:
        for number in itertools.count():
            with self._one_at_a_time:
                if number == len(self._found):
                    try:
                        self._found += itertools.islice(self._acts, 1)
                    except BaseException:
                        # What broke off gives nothing more: whoever asks next walks to this place again.
                        self._acts = itertools.islice(self._begin(), number, None)
                        raise
                if number == len(self._found):
                    return
                found = self._found[number]
            yield found


_walks: dict[object, dict[Sensitivity, _Walk]] = {}


def _acts_of(register: Register, view: View) -> _Walk:
    last = register.seq
    state = register.folder, last, register.now().date()
    if state not in _walks:
        _walks.clear()  # the register moved on; what was destroyed may not stay in what was kept for anybody
    walks = _walks.setdefault(state, {})
    return walks.setdefault(view.audience, _Walk(partial(_newest_acts, register, view, last)))


def _newest_acts(register: Register, view: View, last: int) -> Iterator[_Act]:
    """
    Give the acts of a register up to an entry, the newest first.

    How far is looked does not hang on what is hidden. Of an act that is longer than what is read at a time only what it
    is called by is read: an import records ten thousand entries.
    """
    while last > 0:
        first = max(0, last - LOOKED_BACK)
        page = [*register.records.entries(after=first, upto=last)]
        last = first
        for append_id, some in itertools.groupby(reversed(page), lambda one: one.append_id):
            act = list(some)
            of_kind: Callable[..., Iterable[Entry]] = partial(_of_kind, act[::-1])
            receipt = register.records.receipt(append_id) if act[-1] is page[0] and first > 0 else None
            if receipt is not None and receipt.first_seq <= first:
                last = receipt.first_seq - 1
                of_kind = partial(register.records.entries, after=last, upto=act[0].seq)
            yield _act(act[0], of_kind, view)


def _of_kind(act: list[Entry], *, kind: str) -> Iterator[Entry]:
    return (one for one in act if one.kind == kind)


def _act(newest: Entry, of_kind: Callable[..., Iterable[Entry]], view: View) -> _Act:
    """Return the act of its newest entry from what gives its entries of a kind in order."""
    comments, seen = list[Entry](), list[Entry]()
    for kind in SAYS:
        told = itertools.islice((one for one in of_kind(kind=kind) if one.body), ASKED_OF_AN_ACT)
        if kind == "comment":
            comments = list(told)[::-1]
        elif seen := _first_seen(told, view)[::-1]:
            break
    return _Act(newest.seq, newest.actor, comments, seen)


def _first_seen(told: Iterator[Entry], view: View) -> list[Entry]:
    """Return the first entries that may be seen: what is hidden takes no place, nor says that there is more."""
    seen: list[Entry] = []
    while len(seen) < MOST_OF_AN_ACT and (page := list(itertools.islice(told, MOST_OF_AN_ACT))):
        seen += view.entries(page)
    return seen[:MOST_OF_AN_ACT]


def _change(run: list[list[Entry]]) -> Lately:
    some = [entry for act in run for entry in act]
    first, text = some[0], (some[0].body or {}).get("text", "")
    said = translate_n(language(), *SAYS[first.kind], len(some))
    if any(len(act) == MOST_OF_AN_ACT for act in run):
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
