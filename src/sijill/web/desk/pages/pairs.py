"""Likely duplicates: two records side by side, why they may be one, and a person's decision, which can be undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sijill.ledger import UnknownEntry
from sijill.ledger.pairs import NotComparedCount
from sijill.model import properties
from sijill.model.entries import Link, Sameness
from sijill.model.figures import Note
from sijill.records import AnyRecord, decisions, noun_of
from sijill.tolls import Question
from sijill.values import PersonName, isolate, message, translate
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.timeline import called
from sijill.web.desk.value_view import format_value
from sijill.web.desk.work.asking import ask_for
from sijill.web.requests import field, needs, register_of, somebody, view_of, whole
from sijill.web.templatetags.sijill import language
from sijill.wording import ALIKE_WORDS, label, not_compared_words
from sijill.workspace.alike.two_records import both_open, decisions_seen
from sijill.workspace.alike.waiting_pairs import WaitingPair
from sijill.workspace.pairs import EFFECTS, beside, seen_why

PAIRS_SHOWN = 10
LATELY = 5
LOOKED_BACK = 2_000
"""Among so many of the last entries somebody's own decisions are looked for."""

DECIDED = {
    Sameness.SAME: message("The same: they count once"),
    Sameness.DIFFERENT: message("Different: nobody is asked again"),
    Sameness.UNSURE: message("Not sure: left open"),
}

DECISIONS = ("same", "apart", "unsure", "unlink")
AGAINST = ("other_", "numbers_apart", "short_name")
"""How the codes begin that speak against one record."""


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One property of two records in words; ``state`` is same, differs or silent."""

    label: str
    left: str
    right: str
    state: str


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Two records as a page lays them side by side, with what speaks for one and against."""

    pair: WaitingPair
    unsure: Link | None
    left: AnyRecord
    right: AnyRecord
    handles: tuple[str, str]
    lines: tuple[ShownLine, ...]
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]
    effect: str
    append_id: str


@needs(Action.SEE_QUEUE, "GET")
def pairs(request: HttpRequest) -> HttpResponse:
    """Show the pairs that wait for a decision, what changes a toll first."""
    kind = field(request, "kind") if field(request, "kind") in ("victim", "incident") else ""
    start, register = whole(request, "from"), register_of(request)
    waiting = both_open(view_of(request), register.links.waiting(kind or None))
    shown = list(_shown(request, waiting[start : start + PAIRS_SHOWN]))
    register.keeping.looked_at(list(dict.fromkeys(side for one in shown for side in _sides(one.pair))))
    return render(
        request,
        "desk/pairs.html",
        {
            "pairs": shown,
            "waiting": len(waiting),
            "kind": kind,
            "following": start + PAIRS_SHOWN if len(waiting) > start + PAIRS_SHOWN else None,
            "lately": _lately(request),
            "may_judge": can(somebody(request), Action.JUDGE),
            "never": not register.links.compared(),
            "not_compared": _not_compared(request),
        },
    )


@needs(Action.JUDGE, "POST")
def find(request: HttpRequest) -> HttpResponse:
    """Ask for what is new to be compared with all that is held."""
    ask_for(request, "find_pairs")
    return redirect("work")


@needs(Action.JUDGE, "POST")
def decide_pair(request: HttpRequest) -> HttpResponse:
    """Record that two records are one or two, that it is left open, or take the decision back."""
    register, decision = register_of(request), field(request, "decision")
    one, other = field(request, "left"), field(request, "right")
    for named in (one, other):
        view_of(request).record(named)
    if decision not in DECISIONS:
        raise Http404
    decided = getattr(register.links, decision)
    decided(one, other, reason=field(request, "reason"), append_id=field(request, "append_id") or None)
    kind = field(request, "kind")
    return redirect(f"{reverse('pairs')}?kind={kind}" if kind in ("victim", "incident") else reverse("pairs"))


def pair_notes(request: HttpRequest, question: Question) -> tuple[Note, ...]:
    """Return what stands beside a count about likely pairs, for the team: others are told of no record."""
    view = view_of(request)
    return register_of(request).links.notes(question, view) if view.is_team else ()


def _not_compared(request: HttpRequest) -> list[str]:
    passed = register_of(request).links.not_compared(view_of(request))
    return [not_compared_words(one, language()) for one in NotComparedCount.of(passed)]


def _sides(pair: WaitingPair) -> tuple[str, str]:
    return pair.left, pair.right


def _shown(request: HttpRequest, some: Sequence[WaitingPair]) -> Iterator[ShownPair]:
    register, view = register_of(request), view_of(request)
    names = register.records.names(list(dict.fromkeys(side for one in some for side in _sides(one)))) if some else {}
    doubts = {one.id for one in decisions_seen(view, (one.unsure for one in some if one.unsure))}
    for pair in some:
        try:
            left, right = (view.record(side) for side in _sides(pair))
        except UnknownEntry:
            continue
        if left.kind == "victim" and not (left.noun.name and right.noun.name):
            continue  # by a name that this person may not see
        why = seen_why(pair.why, left, right)
        against = tuple(one for one in why if one.startswith(AGAINST))
        yield ShownPair(
            pair,
            pair.unsure if pair.unsure and pair.unsure.id in doubts else None,
            left,
            right,
            (names[pair.left].handle, names[pair.right].handle),
            tuple(_pair_lines(left, right)),
            tuple(label(one, language(), ALIKE_WORDS) for one in why if one not in against),
            tuple(label(one, language(), ALIKE_WORDS) for one in against),
            translate(language(), EFFECTS[pair.effect]),
            register.new_id(),
        )


def _pair_lines(left: AnyRecord, right: AnyRecord) -> Iterator[ShownLine]:
    cards = properties(noun_of(left.kind))
    for row in beside(left, right):
        ours, theirs = (_side_in_words(row.property, value) for value in (row.left, row.right))
        state = "same" if row.same or ours == theirs else "silent" if row.same is None else "differs"
        yield ShownLine(called(cards[row.property].prop, language()), ours, theirs, state)


def _side_in_words(name: str, value: object) -> str:
    if isinstance(value, PersonName):
        return " · ".join(isolate(form.text) for form in value.forms)
    return format_value(name, value) if value else "–"


def _lately(request: HttpRequest) -> list[tuple[Link, tuple[str, str], str]]:
    """Return the last standing decisions of whoever asks, newest first, with handles and the decision in words."""
    register, view, me = register_of(request), view_of(request), somebody(request).name
    told = register.records.entries(kind="link", after=max(0, register.seq - LOOKED_BACK))
    own = [link for _, link in decisions(one for one in told if one.actor == me)]
    last = {(one.left, one.right): one for one in own}
    stands = [one for one in last.values() if one.sameness is not Sameness.UNDECIDED][::-1][:LATELY]
    seen = decisions_seen(view, stands)
    names = register.records.names([side for one in seen for side in (one.left, one.right)]) if seen else {}
    return [
        (one, (names[one.left].handle, names[one.right].handle), translate(language(), DECIDED[one.sameness]))
        for one in seen
    ]
