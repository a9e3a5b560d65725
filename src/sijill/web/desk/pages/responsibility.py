"""Who is responsible: rival answers side by side, the rule that files the dead, and a form that adds another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill import methodology, records, wording
from sijill.ledger import RecordMovedOn
from sijill.model import Attribution, AttributionMode, BasisKind, Rank, Stance, to_json
from sijill.model.parties import Parties
from sijill.records import AnyRecord, BestBy
from sijill.tolls.axes import label_of
from sijill.values import SijillError, message, translate
from sijill.web.accounts.policy import Action
from sijill.web.desk.conflict_page import moved_on
from sijill.web.desk.quotations import numbers_of, quotations
from sijill.web.desk.related_records import name_of
from sijill.web.desk.value_view import ASSESSED, format_value, reasons, shown_properties
from sijill.web.refusals import render_error
from sijill.web.requests import counted_number, counting_of, field, needs, register_of, seen_of, view_of
from sijill.web.templatetags.sijill import language
from sijill.wording import MODES
from sijill.workspace import Snapshot

NAME = "attribution"
PLACES = ("party1", "party2", "party3", "party4")
FIELDS = ("mode", *PLACES, "cause", "claimed", "denied", "stance", "rank", "source", "claim", "reason")
BY = {
    BestBy.PREFERRED: message("What a person preferred, else what was accepted last"),
    BestBy.MAJORITY: message("What most sources say"),
}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A claim that the record rests on already, offered as the ground of another value."""

    id: str
    words: str


@needs(Action.JUDGE, "GET", "POST")
def responsibility(request: HttpRequest, subject: str) -> HttpResponse:
    """Show who is held responsible by whom, or add an answer beside the others; none is overwritten."""
    found = view_of(request).record(subject)
    if found.kind not in ASSESSED:
        raise Http404
    given, refusal = {name: field(request, name) for name in FIELDS}, ""
    if request.method == "POST":
        try:
            value, values = _meant(request, found, given)
            return _recorded(request, found, value, values)
        except SijillError as reason:
            refusal = render_error(reason)
    return render(
        request,
        "desk/responsibility.html",
        _responsibility_page(request, found, given, refusal),
        status=_status(refusal),
    )


def _status(refusal: str) -> int:
    return 400 if refusal else 200


def _meant(request: HttpRequest, found: AnyRecord, given: dict[str, str]) -> tuple[Attribution, dict[str, Any]]:
    """Return the value that the form means and what it is recorded with. Raises UnclearAttribution."""
    preferred = field(request, "prefer")
    for held in found.held.get(NAME, ()):
        if held.statement == preferred:
            # To prefer is a person's decision of its own, beside the value that a source gave.
            return held.value, {"rank": Rank.PREFERRED, "reason": given["reason"]}
    value = Attribution(
        AttributionMode(given["mode"]) if given["mode"] in set(AttributionMode) else AttributionMode.UNKNOWN,
        tuple(dict.fromkeys(_known_parties(given[place] for place in PLACES))),
        given["cause"] or None,
        _known_parties([given["claimed"]]),
        _known_parties([given["denied"]]),
    )
    cited = given["claim"] in {one.id for one in _quoted_claims(request, found)}
    return value, {
        "rank": Rank(given["rank"]) if given["rank"] in set(Rank) else Rank.NORMAL,
        "stance": Stance(given["stance"]) if given["stance"] in set(Stance) else Stance.ASSERT,
        "source": given["source"] or None,
        "claims": [given["claim"]] if cited else [],
        "reason": given["reason"],
    }


def _recorded(request: HttpRequest, found: AnyRecord, value: Attribution, recorded: dict[str, Any]) -> HttpResponse:
    try:
        done = register_of(request).records.record(
            found.kind,
            {NAME: to_json(value)},
            subject=found.id,
            expect=seen_of(request, found.id),
            append_id=field(request, "append_id") or None,
            **recorded,
        )
    except RecordMovedOn:
        return moved_on(request, found.id, NAME, offered=value)
    return redirect("second", done.judgement) if done.judgement else redirect("responsibility", subject=found.id)


def _responsibility_page(
    request: HttpRequest, found: AnyRecord, given: dict[str, str], refusal: str
) -> dict[str, object]:
    register, counting = register_of(request), counting_of(request)
    every = records.history(
        view_of(request).told(register.records.history(found.id)),
        subjects=register.records.members(found.id),
        property=NAME,
    )
    steps = view_of(request).history(found.kind, reversed(every))
    properties = tuple(shown_properties(request, found, counting, steps, names=(NAME,)))
    tree, words = Parties.load(), quotations(properties)
    parties = sorted(((wording.slug_label(one, language()), one) for one in tree.slugs()), key=lambda pair: pair[0])
    return {
        "record": found,
        "title": name_of(found),
        "given": given,
        "refusal": refusal,
        "properties": properties,
        "quoted": words,
        "cited": numbers_of(words),
        "team": True,
        "steps": [(one, format_value(NAME, one.value), format_value(NAME, one.held)) for one in reversed(steps)],
        "best": list(_best(found)),
        **_filed(request, found, counting),
        "modes": [(mode.value, translate(language(), MODES[mode.value])) for mode in AttributionMode],
        "places": [(number, name, given[name]) for number, name in enumerate(PLACES, 1)],
        "parties": parties,
        "causes": sorted((label[language().value], slug) for slug, label in methodology.cause_labels().items()),
        "stances": list(Stance),
        "ranks": list(Rank),
        "claims": list(_quoted_claims(request, found)),
        "sources": sorted({source for one in properties for line in one.lines for source in line.sources}),
        "seen": register.records.last_seq(found.id),
        "append_id": register.new_id(),
    }


def _best(found: AnyRecord) -> Iterable[tuple[str, str, int]]:
    for by, sentence in BY.items():
        best = records.best(found, NAME, by=by)
        if best is not None and best.tied:
            answers = [format_value(NAME, value) for value in (best.value, *best.tied)]
            between = ("؛ " if language().is_rtl else "; ").join(answers)
            yield translate(language(), "As many sources say one thing as another: tied"), between, best.rivals
        elif best is not None:
            yield translate(language(), sentence), format_value(NAME, best.value), best.rivals


def _filed(request: HttpRequest, found: AnyRecord, counting: Snapshot) -> dict[str, object]:
    """Return the row under which the methodology files the dead of a record, and the rules that say so."""
    one = counted_number(request, found.id)
    if one is None:
        return {}
    assessment = one.assessment
    filing = assessment.filing
    why = [one for one in reasons(counting, assessment, language()) if one.rule == filing.why.rule][:1]
    row = label_of("party", filing.bucket, counting.rules)["ar" if language().is_rtl else "en"]
    return {"row": row, "why": why, "method": counting.rules.title["ar" if language().is_rtl else "en"]}


def _quoted_claims(request: HttpRequest, found: AnyRecord) -> Iterable[Quoted]:
    counting = counting_of(request)
    values = [held for all_of_one in found.held.values() for held in all_of_one]
    for ref in dict.fromkeys(g.ref for held in values for g in held.basis if g.kind is BasisKind.CLAIM):
        basis = next(g for held in values for g in held.basis if g.ref == ref)
        ground = view_of(request).ground(counting.ground(basis))
        if ground is not None and ground.claim is not None:
            yield Quoted(ref, ground.claim.anchor.exact)


def _known_parties(slugs: Iterable[str]) -> tuple[str, ...]:
    tree = Parties.load()
    return tuple(slug for slug in slugs if slug in tree)
