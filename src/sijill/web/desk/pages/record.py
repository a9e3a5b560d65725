"""One record: every value with its rivals, sources, quotations and history, its time, and why it is counted."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill import records
from sijill.ledger import RecordMovedOn
from sijill.methodology import Chosen
from sijill.model import Verification, properties
from sijill.model.consent import Consent, ConsentBasis, GivenBy, Purpose
from sijill.readings import PURPOSES
from sijill.records import AnyRecord, noun_of
from sijill.tolls import RECORD_NUMBERS, CountedNumber
from sijill.tolls.axes import label_of
from sijill.values import PartialDate, format_count
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.charts import in_print
from sijill.web.desk.comments import comments_of
from sijill.web.desk.conflict_page import moved_on
from sijill.web.desk.quotations import numbers_of, quotations
from sijill.web.desk.related_records import linked, name_of, related
from sijill.web.desk.small_map import small_map
from sijill.web.desk.timeline import called, timeline
from sijill.web.desk.value_view import ASSESSED, NO_NUMBERS, format_value, reasons, shown_properties
from sijill.web.desk.work.given import given_to
from sijill.web.requests import counted_number, counting_of, field, needs, register_of, seen_of, somebody, view_of
from sijill.web.templatetags.sijill import language
from sijill.workspace import Snapshot

HEAD = (
    *(
        "statuses",
        "sex",
        "age",
        "happened_on",
        "died_on",
        "moved_on",
        "window",
        "starts",
        "ends",
        "valid_from",
        "valid_to",
    ),
    *("place", "governorate", "killed_in", "from_place", "to_place", "attribution", "party", "parties", "weapon"),
    *("civilian_status", "source", "value", "people"),
)
"""What the head of a record says of it, where it holds it: who, when, where, by whom."""
BY_ITSELF = frozenset({"documented_on"})
"""What a record holds without anybody's saying it."""


@needs(Action.SEE_RECORDS, "GET")
def record(request: HttpRequest, subject: str) -> HttpResponse:
    """Show a record as this person may see it."""
    register, view = register_of(request), view_of(request)
    found = view.record(subject)
    register.keeping.looked_at([found.id])
    counting = counting_of(request)
    named = register.records.names([found.id])[found.id]
    members = (found.id, *named.former)
    told = register.records.history(found.id, members=members)
    steps = view.history(found.kind, reversed(records.history(view.told(told), subjects=members)))
    counted = counted_number(request, found.id) if found.kind in ASSESSED and found.held else None
    properties = tuple(shown_properties(request, found, counting, steps, numbers=_own_numbers(counted)))
    beside, by_name = related(request, found, members), {one.name: one for one in properties}
    quoted = quotations(properties)
    shown = {
        "record": found,
        "title": name_of(found),
        "properties": properties,
        "head": [by_name[name] for name in HEAD if name in by_name],
        "is_withdrawn": any(p.withdrawn for p in properties) and not found.held.keys() - BY_ITSELF,
        "quoted": quoted,
        "cited": numbers_of(quoted),
        "moments": timeline(found, properties, steps),
        "people": [one for one in beside if one.record.kind == "victim"],
        "related": [one for one in beside if one.record.kind != "victim"],
        "team": view.is_team,
        "responsibility": found.kind in ASSESSED,
        "seen": told[-1].seq,
        **_consents(request, found),
        **linked(request, found, named),
        **_assessment(counted, counting),
        "withdrawing": _withdrawing(request, found),
        **comments_of(request, found.id, members),
        **given_to(request, "record", found.id),
        "map": small_map(request, found),
    }
    return render(request, "desk/record.html", shown)


@needs(Action.JUDGE, "POST")
def decide(request: HttpRequest, subject: str) -> HttpResponse:
    """Record that two records are one or two, or take such a decision back."""
    register, view, reason = register_of(request), view_of(request), field(request, "reason")
    one, other = field(request, "one") or subject, field(request, "other")
    for named in (one, other):
        view.record(named)
    does = {"same": register.links.same, "apart": register.links.apart, "unlink": register.links.unlink}.get(
        field(request, "decision")
    )
    if does is None:
        raise Http404
    does(one, other, reason=reason, append_id=field(request, "append_id") or None)
    return redirect("record", subject=subject)


@needs(Action.RETRACT, "POST")
def withdraw_value(request: HttpRequest, subject: str) -> HttpResponse:
    """Withdraw one value of a record with the reason; it stays in the history."""
    found = view_of(request).record(subject)
    subject = found.id
    statement, expect = field(request, "statement"), seen_of(request, subject)
    held = {one.statement: (name, one) for name, values in found.held.items() for one in values}
    if statement in held:
        try:
            register_of(request).records.retract(statement, reason=field(request, "reason"), expect=expect)
        except RecordMovedOn:
            name, one = held[statement]
            return moved_on(request, subject, name, offered=one.value, withdrawing=True)
    return redirect("record", subject=subject)


@needs(Action.ENTER, "POST")
def consent(request: HttpRequest, subject: str) -> HttpResponse:
    """Record what a person or a family agreed to for one purpose, or that it was taken back."""
    withdrawn, basis, day = field(request, "withdraw"), field(request, "basis"), field(request, "given_on")
    given = Consent(
        "",
        view_of(request).record(subject).id,
        Purpose(field(request, "purpose")),
        ConsentBasis.PUBLISHED_SOURCE if basis == ConsentBasis.PUBLISHED_SOURCE else ConsentBasis.CONSENT,
        GivenBy(by) if (by := field(request, "given_by")) and not withdrawn else None,
        PartialDate.parse(day) if day else None,
        field(request, "language"),
        field(request, "explained_by"),
        field(request, "guardian"),
        bool(withdrawn),
        field(request, "reason"),
    )
    register_of(request).publishing.consent(given, append_id=field(request, "append_id") or None)
    return redirect("record", subject=subject)


def _consents(request: HttpRequest, found: AnyRecord) -> dict[str, object]:
    """Return what was agreed to about a person, for the team, and what the form offers."""
    if found.kind != "victim" or not view_of(request).is_team:
        return {}
    decided = register_of(request).publishing.consents(found.id)
    return {
        "consents": [(one, PURPOSES[one.purpose]) for one in decided],
        "purposes": PURPOSES.items(),
        "givers": list(GivenBy),
        "consent_id": register_of(request).new_id(),
    }


def _withdrawing(request: HttpRequest, found: AnyRecord) -> tuple[str, str, str] | None:
    """Return the value that an address asks to withdraw: its statement, its property and itself in words."""
    for name, values in found.held.items() if can(somebody(request), Action.RETRACT) else ():
        for held in values:
            if held.statement == field(request, "withdraw"):
                card = properties(noun_of(found.kind))[name].prop
                return held.statement, called(card, language()), format_value(name, held.value)
    return None


def _own_numbers(one: CountedNumber | None) -> Mapping[str, Chosen]:
    """Return the numbers that a methodology made of a record's accounts alone, and of nobody's beside."""
    beside = one is None or not one.is_own or one.people or one.taken_out or one.alive or one.elsewhere
    return NO_NUMBERS if one is None or beside else one.numbers


def _assessment(one: CountedNumber | None, counting: Snapshot) -> dict[str, object]:
    """Return the assessment of the whole record with its rules; of what nothing counts, nothing."""
    if one is None:
        return {}
    assessment = one.assessment
    spoken = language().value
    fired = reasons(counting, assessment, language())
    return {
        "assessment": assessment,
        "reasons": fired,
        "because": next((why for why in fired if assessment.because and why.rule == assessment.because.rule), None),
        "row": label_of("party", assessment.filing.bucket, counting.rules)[spoken],
        "method": counting.rules.title[spoken],
        "ladder": list(Verification),
        "counted": one,
        "ends": _low_best_high(one.killed) if one.is_own and one.killed else (),
        "numbers": _number_lines(one),
    }


def _low_best_high(killed: Chosen) -> tuple[tuple[str, str], ...]:
    """Return the lowest, the best and the highest number, each with its name; where there is no doubt, one."""
    if killed.low == killed.high:
        return (("", format_count(killed.best, language())),)
    highest = "…" if killed.high is None else format_count(killed.high, language())
    told = (format_count(killed.low, language()), format_count(killed.best, language()), highest)
    return tuple(zip(("low", "best", "high"), told, strict=True))


def _number_lines(one: CountedNumber) -> list[tuple[str, str]]:
    """Return the groups of the killed, and the injured where somebody stated them; "" is not stated."""
    held = one.numbers
    names = [name for name in RECORD_NUMBERS[1:] if name in held or name not in ("men", "injured")]
    return [(name, in_print(held[name], language()) if name in held else "") for name in names]
