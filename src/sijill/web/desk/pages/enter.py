"""Enter by hand: person, incident, party and source in one form; likely duplicates are shown; what is typed is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sijill import wording
from sijill.actions import DestroyedBefore
from sijill.actions.verdicts import Judged
from sijill.ledger import RecordMovedOn
from sijill.model import from_json
from sijill.model.parties import Parties
from sijill.values import PersonName, SijillError, message, translate
from sijill.web.accounts.policy import Action
from sijill.web.desk.card_fields import PARTIES
from sijill.web.desk.conflict_page import moved_on
from sijill.web.desk.decision_form import APPEND_ID, append_id_of
from sijill.web.desk.drafts import kept
from sijill.web.desk.duplicates import LikelyDuplicate, likely
from sijill.web.desk.manual_entry import EVENT, KINDS, NEW, EntryForms, PersonRow, compared, forms_of, typed
from sijill.web.forms import faults
from sijill.web.limits_table import asked_this_minute
from sijill.web.requests import field, named_record, needs, register_of, seen_of, somebody, view_of
from sijill.web.templatetags.sijill import language

CALLED = {
    EVENT: message("An event and its people"),
    "victim": message("A person"),
    "act": message("What happened to a person in an event"),
    "tally": message("A printed count"),
    "party": message("A party"),
    "source": message("A source"),
    "place": message("A place"),
    "agreement": message("An agreement"),
    "movement": message("A movement of people"),
    "damage": message("Damage to a building"),
    "control": message("Who held a place"),
    "dated_count": message("How many there were on a day"),
    "published_figure": message("A published figure"),
}
ASKED_A_MINUTE = 60
"""How often one person's page may ask for duplicates, or keep a draft, in a minute: no faster than a hand types."""

PREFILLED = ("place", "valid_from")
"""What an address may fill in beforehand: where and when, never who."""
FIELDS = {"NobodyNamed": "name_ar", "NothingEntered": "title", "KnownIdentifier": "identifiers"}
"""Beside which field a refusal of the whole entry stands."""

Similar = list[tuple[str, list[LikelyDuplicate], str]]


@needs(Action.ENTER)
def enter(request: HttpRequest) -> HttpResponse:
    """Show the form or somebody's own draft of it, warn of likely duplicates, keep a draft, or record."""
    form, person, now = append_id_of(request), somebody(request).name, timezone.now()
    if request.method != "POST":
        named = APPEND_ID.fullmatch(field(request, "draft"))
        draft = kept.find(named[0], person, now=now) if named else None
        asked_for = {name: text for name in PREFILLED if (text := field(request, name))}
        given = draft.fields if draft else {"kind": field(request, "kind", EVENT)} | asked_for
        return _page(request, draft.form if draft else form, forms_of(given, str).unjudged())
    given = typed(request)
    kept.keep(form, person, given, now=now)  # whatever happens next, nothing typed is lost
    if field(request, "save"):
        return redirect("enter")
    if field(request, "more"):
        return _page(request, form, forms_of(given, str, more=True).unjudged())
    asked = forms_of(given, partial(named_record, request))
    # What this form recorded looks like its own duplicate; sent again it is compared with its first time instead.
    again = register_of(request).records.receipt(form) is not None
    similar = [] if again else _similar(request, given)
    if asked.is_valid() and all(_decided(request, name, found) for name, found, _ in similar):
        try:
            done = _recorded(request, form, asked)
        except RecordMovedOn:
            return _moved(request, asked)
        except DestroyedBefore:
            kept.wipe(form, person)  # words that two persons destroyed are in no draft either
            raise
        except SijillError as reason:
            name = FIELDS.get(type(reason).__name__)
            next((one for one in asked.all if name in one.fields), asked.told).refuse(name, reason)
        else:
            kept.wipe(form, person)
            return redirect("second", done.judgement) if done.waits else redirect("record", done.subject)
    return _page(request, form, asked, similar)


@needs(Action.ENTER, "POST")
def likely_duplicates(request: HttpRequest) -> HttpResponse:
    """Return what looks like the record being typed, as a piece of the page."""
    if _too_often(request, "likely"):
        return HttpResponse(status=429)
    return render(request, "desk/_likely.html", {"similar": _similar(request, typed(request))})


@needs(Action.ENTER, "POST")
def keep_draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed so far, for whoever types it alone."""
    if _too_often(request, "draft"):
        return JsonResponse({}, status=429)
    now = timezone.now()
    kept.keep(append_id_of(request), somebody(request).name, typed(request), now=now)
    return JsonResponse({"kept": f"{now:%H:%M}"})


@needs(Action.ENTER, "POST")
def delete_draft(request: HttpRequest) -> HttpResponse:
    """Wipe one of a person's own drafts."""
    kept.wipe(field(request, "append_id"), somebody(request).name)
    return redirect("enter")


def _page(request: HttpRequest, form: str, asked: EntryForms, similar: Similar | None = None) -> HttpResponse:
    wrong = faults(*asked.all)
    drafts = kept.of(somebody(request).name, now=timezone.now()) if request.method == "GET" else []
    shown = {
        "forms": asked,
        "blank": PersonRow(prefix="p0") if asked.people else None,
        "wrong": wrong,
        "similar": similar,
        "kinds": [(kind, translate(language(), CALLED[kind])) for kind in KINDS],
        "append_id": form,
        "drafts": [one for one in drafts if one.form != form],
        "days": kept.LASTS.days,
        "parties": [wording.slug_label(slug, language()) for slug in Parties.load().slugs()],
        "parties_list": PARTIES,
        "sources": view_of(request).sources(),
    }
    return render(request, "desk/enter.html", shown, status=400 if wrong else 200)


def _similar(request: HttpRequest, given: Mapping[str, str]) -> Similar:
    found = ((name, likely(request, one, events=name == "same")) for name, one in compared(given))
    return [(name, some, field(request, name)) for name, some in found if some]


def _decided(request: HttpRequest, name: str, similar: Sequence[LikelyDuplicate]) -> bool:
    """Test whether the person saw every likely duplicate that there is now and chose one of them, or none."""
    seen, same = set(request.POST.getlist("warned")), field(request, name) or (NEW if field(request, "sure") else "")
    ids = {one.record.id for one in similar}
    return same in ids or (same == NEW and (ids <= seen or bool(field(request, "sure"))))


def _moved(request: HttpRequest, asked: EntryForms) -> HttpResponse:
    """Return the page on which the later of two chooses: what the record holds now beside what they were adding."""
    same = field(request, "same")
    victims = asked.filled or [asked.main]
    if view_of(request).record(same).kind == "victim":
        return moved_on(request, same, "name", offered=from_json(PersonName, victims[0].values["name"]))
    return moved_on(request, same, "title", offered=asked.main.values.get("title", ""))


def _recorded(request: HttpRequest, form: str, asked: EntryForms) -> Judged:
    """Record the form in one append named after it, onto the records that were chosen where any were."""
    names = ["same", *(f"{row.prefix}-same" for row in asked.filled[1:])]
    onto = [named_record(request, one) if APPEND_ID.fullmatch(one := field(request, name)) else "" for name in names]
    seen = {one: seen_of(request, one, "seen" if field(request, "seen") else f"seen-{one}") for one in onto if one}
    expect = {record: at for one in seen.values() for record, at in (one or {}).items()}
    return register_of(request).records.enter(
        asked.entry(onto[0] or None, tuple(onto[1:])), expect=expect or None, append_id=form
    )


def _too_often(request: HttpRequest, what: str) -> bool:
    return asked_this_minute(f"{what} {somebody(request).name}")[0] > ASKED_A_MINUTE
