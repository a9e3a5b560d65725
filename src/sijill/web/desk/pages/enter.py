"""Enter by hand: person, incident, party and source in one form; likely duplicates are shown; what is typed is kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from sijill import wording
from sijill.actions import DestroyedBefore
from sijill.actions.verdicts import Judged
from sijill.ledger import RecordMovedOn
from sijill.model import CivilianStatus, Outcome, Sex
from sijill.model.parties import Parties
from sijill.values import PersonName, SijillError
from sijill.web import labels
from sijill.web.accounts.policy import Action
from sijill.web.desk.conflict_page import moved_on
from sijill.web.desk.decision_form import APPEND_ID, append_id_of
from sijill.web.desk.drafts import kept
from sijill.web.desk.duplicates import LikelyDuplicate, likely
from sijill.web.desk.manual_entry import NEW, entry_of, typed
from sijill.web.refusals import render_error
from sijill.web.requests import field, needs, register_of, seen_of, somebody, view_of
from sijill.web.templatetags.sijill import language

OUTCOMES = (Outcome.KILLED, Outcome.DIED_IN_CUSTODY, Outcome.INJURED, Outcome.MISSING, Outcome.DETAINED)
A_MINUTE = 60
ASKED_A_MINUTE = 60
"""How often one person's page may ask for duplicates, or keep a draft, in a minute: no faster than a hand types."""


@needs(Action.ENTER)
def enter(request: HttpRequest) -> HttpResponse:
    """Show the form or somebody's own draft of it, warn of likely duplicates, keep a draft, or record."""
    form, person, now = append_id_of(request), somebody(request).name, timezone.now()
    given, refusal, similar = typed(request), "", list[LikelyDuplicate]()
    if request.method == "GET" and APPEND_ID.fullmatch(field(request, "draft")):
        draft = kept.find(field(request, "draft"), person, now=now)
        form, given = (draft.form, given | draft.fields) if draft else (form, given)
    if request.method == "POST":
        if field(request, "save"):
            kept.keep(form, person, given, now=now)
            return redirect("enter")
        same = field(request, "same") or (NEW if field(request, "sure") else "")
        # What this form recorded looks like its own duplicate; sent again it is compared with its first time instead.
        again = register_of(request).records.receipt(form) is not None
        similar = [] if again else likely(request, given)
        if _decided(request, similar, same):
            try:
                done = _recorded(request, form, given, same)
            except RecordMovedOn:
                kept.keep(form, person, given, now=now)
                return _moved(request, same, given)
            except DestroyedBefore:
                kept.wipe(form, person)  # words that two persons destroyed are in no draft either
                raise
            except SijillError as reason:
                refusal = render_error(reason)
            else:
                kept.wipe(form, person)
                return redirect("second", done.judgement) if done.waits else redirect("record", done.subject)
        kept.keep(form, person, given, now=now)  # whatever happens next, nothing typed is lost
    return _form(request, form, given, similar=similar, refusal=refusal)


@needs(Action.ENTER, "POST")
def likely_duplicates(request: HttpRequest) -> HttpResponse:
    """Return what looks like the record being typed, as a piece of the page."""
    if _too_often(request, "likely"):
        return HttpResponse(status=429)
    shown = {"similar": likely(request, typed(request)), "same": field(request, "same")}
    return render(request, "desk/_likely.html", shown)


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


def _form(
    request: HttpRequest, form: str, given: dict[str, str], *, similar: Sequence[LikelyDuplicate], refusal: str
) -> HttpResponse:
    drafts = [one for one in kept.of(somebody(request).name, now=timezone.now()) if one.form != form]
    tree = Parties.load()
    shown = {
        "given": given,
        "similar": similar,
        "refusal": refusal,
        "same": field(request, "same"),
        "append_id": form,
        "drafts": drafts if request.method == "GET" else [],
        "days": kept.LASTS.days,
        "sexes": list(Sex),
        "statuses": list(CivilianStatus),
        "outcomes": OUTCOMES,
        "parties": sorted((wording.slug_label(slug, language()), slug) for slug in tree.slugs()),
        "weapons": labels.weapons(language()),
        "sources": view_of(request).sources(),
    }
    return render(request, "desk/enter.html", shown, status=400 if refusal else 200)


def _decided(request: HttpRequest, similar: Sequence[LikelyDuplicate], same: str) -> bool:
    """Test whether the person saw every likely duplicate that there is now and chose one of them, or none."""
    seen = set(request.POST.getlist("warned"))
    ids = {one.record.id for one in similar}
    if not ids:
        return True
    return same in ids or (same == NEW and (ids <= seen or bool(field(request, "sure"))))


def _moved(request: HttpRequest, same: str, given: dict[str, str]) -> HttpResponse:
    """Return the page on which the later of two chooses: what the record holds now beside what they were adding."""
    if view_of(request).record(same).kind == "victim":
        return moved_on(
            request, same, "name", offered=PersonName.of(*filter(None, (given["name_ar"], given["name_en"])))
        )
    return moved_on(request, same, "title", offered=given["title"])


def _recorded(request: HttpRequest, form: str, given: dict[str, str], same: str) -> Judged:
    """Record the form in one append named after it, onto the record that was chosen where one was."""
    onto = same if APPEND_ID.fullmatch(same) else None
    seen = "seen" if field(request, "seen") else f"seen-{same}"
    return register_of(request).records.enter(
        entry_of(given, view_of(request).record(onto).id if onto else None),
        expect=seen_of(request, onto, seen),
        append_id=form,
    )


def _too_often(request: HttpRequest, what: str) -> bool:
    key = f"enter-{what}-{somebody(request).name}".replace(" ", "_")
    cache.add(key, 0, A_MINUTE)
    try:
        return cache.incr(key) > ASKED_A_MINUTE
    except ValueError:  # it ran out between the two
        return False
