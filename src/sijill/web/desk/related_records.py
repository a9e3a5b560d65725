"""Records that point at a record: who was hit in an incident, what happened to a person, what stands within a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from sijill import wording
from sijill.ledger import UnknownEntry
from sijill.model.entries import Sameness
from sijill.model.territory import Agreement, Control, Damage, DatedCount, Movement
from sijill.records import AnyRecord, Named
from sijill.values import Language, isolate, message, translate
from sijill.web import words
from sijill.web.desk.value_view import format_value
from sijill.web.requests import register_of, view_of
from sijill.web.templatetags.sijill import language
from sijill.wording.telling import Teller
from sijill.workspace.alike.two_records import decisions_seen

POINTING = ("act", "incident", "victim", "tally")
MOST_RELATED = 100
CALLED = ("title", "name", "place", "happened_on", "died_on", "source", "window")
"""What a record is called by, the first two alone where it has them."""
_OF_THE_GROUND = (Control, Agreement, Movement, Damage, DatedCount)
_TELLERS = {one: Teller(one, lambda name, reader: format_value("place", name, reader)) for one in Language}


@dataclass(frozen=True, slots=True)
class Related:
    """A record on the other side of a pointer, and what joins the two, in words."""

    record: AnyRecord
    how: str


def related(request: HttpRequest, found: AnyRecord, members: Sequence[str]) -> tuple[Related, ...]:
    """Return the records that point at one of the members, or are joined to it by an act, as far as may be seen."""
    made: dict[str, Related] = {}
    for one in _pointing_at(request, members):
        if one.kind != "act":
            how = translate(language(), "counted within this line") if one.noun.within == found.id else ""
            made[one.id] = Related(one, how)
            continue
        other = one.noun.incident if one.noun.victim == found.id else one.noun.victim
        whole = _seen_record(request, other)
        if whole is not None and whole.held:
            made[whole.id] = Related(
                whole, words.value_in_words(one.noun.outcome, language()) if one.noun.outcome else ""
            )
    return tuple(made.values())


def name_of(record: AnyRecord) -> str:
    """Return what a record is called in a line: its title, its name, or its kind with where and when it was."""
    held = {name: value for name in CALLED if (value := getattr(record.noun, name, None)) is not None}
    for name in ("title", "name"):
        if name in held:
            return words.value_in_words(held[name], language())
    if isinstance(record.noun, _OF_THE_GROUND) and (sentence := _TELLERS[language()].tell(record.noun, dated=True)):
        return sentence
    told = (format_value(name, value) for name, value in held.items())
    return " · ".join([isolate(wording.label(record.kind, language())), *told])


def _pointing_at(request: HttpRequest, members: Sequence[str]) -> Iterable[AnyRecord]:
    # Ids that records hold are found like words; asking so needs no walk over the whole register, and is no search
    # that somebody made, so it is not written to the access log.
    register = register_of(request)
    hits = [
        hit
        for member in members
        for hit in register.records.pointing_at(
            member, kinds=POINTING, audience=view_of(request).audience, most=MOST_RELATED * 2
        )
    ]
    for one in dict.fromkeys(hit for hit in hits if hit not in members):
        if (record := _seen_record(request, one)) is not None:
            yield record


def _seen_record(request: HttpRequest, subject: str | None) -> AnyRecord | None:
    try:
        return view_of(request).record(subject) if subject else None
    except UnknownEntry:
        return None


@dataclass(frozen=True, slots=True)
class LinkDecision:
    """A decision that stands about two records, and the handles of those that are not the one shown."""

    left: str
    right: str
    sameness: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class LinkMoment:
    """One decision of the history of an id in words: which two, what became of them, when, by whom, why."""

    at: datetime
    actor: str
    left: str
    right: str
    what: str
    reason: str
    stands: bool


HAPPENED = {
    "joined": message("became one record"),
    "parted": message("are two records again"),
    Sameness.SAME: message("were held to be one"),
    Sameness.DIFFERENT: message("were held to be two"),
    Sameness.UNSURE: message("were left open"),
    Sameness.UNDECIDED: message("had their decision taken back"),
}


def linked(request: HttpRequest, found: AnyRecord, named: Named) -> dict[str, object]:
    """Return what the page of a record says of links; who decided what and why is the team's."""
    register = register_of(request)
    view = view_of(request)
    links = decisions_seen(view, register.links.decisions(found.id))
    made = register.links.history(found.id)
    seen = {link.id for link in decisions_seen(view, (one.link for one in made))}
    steps = [one for one in made if one.link.id in seen]
    every = [*links, *(one.link for one in steps)]
    sides = dict.fromkeys(side for link in every for side in (link.left, link.right))
    names = register.records.names(list(sides)) if sides else {}
    return {
        "named": named,
        "append_id": register.new_id(),
        "links": [
            LinkDecision(
                link.left,
                link.right,
                link.sameness.value,
                " – ".join(names[side].handle for side in (link.left, link.right) if side != found.id),
                link.reason,
            )
            for link in links
        ],
        "link_history": [
            LinkMoment(
                one.at,
                one.actor,
                names[one.link.left].handle,
                names[one.link.right].handle,
                translate(
                    language(), HAPPENED["joined" if one.joined else "parted" if one.parted else one.link.sameness]
                ),
                one.link.reason,
                one.stands,
            )
            for one in reversed(steps)
        ],
    }
