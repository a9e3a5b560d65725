"""Documents: the list of what was sealed, and one document with its custody, its words and its claims."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill import evidence, wording
from sijill.evidence.kinds import WORDLESS
from sijill.model import Item, Sensitivity, properties
from sijill.model.custody import CREDIBILITY, Copy
from sijill.model.parts import FoundInside
from sijill.values import message, translate
from sijill.web.accounts.policy import Action, can
from sijill.web.desk.marked_words import MOST_MARKED, marked
from sijill.web.desk.pages.findings import findings_beside
from sijill.web.desk.pictures import may_be_sent, photograph_of, pictures_beside
from sijill.web.desk.url_keys import source_key
from sijill.web.desk.work.given import given_to
from sijill.web.refusals import refused
from sijill.web.requests import field, item_for, needs, readable_item, register_of, somebody, view_of, whole
from sijill.web.templatetags.sijill import language, sent, t, visible
from sijill.workspace.sent_files import SentFile

ITEMS_SHOWN = 200
PAGES_SHOWN = 5
GAVE = {
    "waiting": message("claims that wait"),
    "judged": message("claims, all judged"),
    "nothing": message("no claims"),
    "unreliable": message("words out of order, no claims"),
    "unread": message("could not be read"),
}
"""What documents gave, by the word that an address asks with."""


@needs(Action.SEE_RECORDS, "GET")
def items(request: HttpRequest) -> HttpResponse:
    """List the documents that this person may know of, newest first, with what each gave; of one state, if asked."""
    found, asked = view_of(request).items()[::-1], field(request, "gave")
    states = {one.id: "" for one in found} | _states(request, found if asked in GAVE else found[:ITEMS_SHOWN])
    kept = [one for one in found if not asked or states[one.id] == asked]
    shown = {
        "items": [(one, states[one.id]) for one in kept[:ITEMS_SHOWN]],
        "count": len(kept),
        "most": ITEMS_SHOWN,
        "asked": asked,
        "gave": [(state, translate(language(), words)) for state, words in GAVE.items()],
    }
    return render(request, "desk/items.html", shown)


@needs(Action.SEE_RECORDS, "GET")
def item(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show one document."""
    register, found = register_of(request), item_for(request, sha256)
    register.keeping.looked_at([sha256])
    shown = {"item": found, "facts": _item_facts(request, found), "reads": view_of(request).reads(found)}
    shown |= {"team": view_of(request).is_team, "more": view_of(request).more_than(found)}
    if shown["reads"]:
        told = register.records.histories([sha256])[sha256]
        shown["custody"] = [one for one in told if one.kind in ("item", "custody", "text")]
        shown["graded"] = next((one for one in reversed(told) if (one.body or {}).get("credibility")), None)
        shown["grades"] = [(one, wording.label(one, language(), wording.GRADES)) for one in CREDIBILITY]
        shown |= {"copies": _copies(request, found.id), "sent_files": _sent_files(request, found)}
        shown |= _inside_and_around(request, found) | {"may_be_sent": may_be_sent(request, found)}
        passages = register.review.passages(found.id) if view_of(request).proposals_of(found) else ()
        waiting = [one.claim.id for passage in passages for one in passage.waiting]
        shown |= {"passages": passages, "waits": len(waiting), "first_waiting": next(iter(waiting), None)}
        shown |= photograph_of(request, found)
        shown |= pictures_beside(request, found)
        shown |= given_to(request, "document", found.id)
        if can(somebody(request), Action.RETRACT):
            shown["imports"] = register.exchange.imports_of(found.id)
    shown |= _item_words(request, found) | {
        "state": _states(request, [found]).get(found.id),
        "key": source_key(found.source),
    }
    return render(request, "desk/item.html", shown)


@needs(Action.ADD_ITEM, "POST")
def make_more_sensitive(request: HttpRequest, sha256: str) -> HttpResponse:
    """Make a document more sensitive; less takes two persons, who hold the register itself."""
    found, level = item_for(request, sha256), field(request, "sensitivity")
    if level not in view_of(request).more_than(found):
        return refused(request, t("At the desk a document is made more sensitive only; less takes two persons."), 400)
    register_of(request).evidence.classify(found.id, Sensitivity(level), reason=field(request, "reason"))
    held = register_of(request).view(view_of(request).audience).item(found.id)
    return redirect("item", sha256=found.id) if held else redirect("items")


@needs(Action.JUDGE, "POST")
def grade(request: HttpRequest, sha256: str) -> HttpResponse:
    """Record how far what a document says is borne out, apart from how reliable its source is (R-OH.4)."""
    found, grade = readable_item(request, sha256), field(request, "credibility")
    register_of(request).evidence.classify(found.id, None, credibility=grade, reason=field(request, "reason"))
    return redirect("item", sha256=found.id)


def _states(request: HttpRequest, some: Sequence[Item]) -> dict[str, str]:
    """Return what those documents gave whose words this person may read; a table or a picture has no words to give."""
    read = [one for one in some if view_of(request).reads(one) and one.media_type not in WORDLESS]
    given = register_of(request).evidence.given([one.id for one in read])
    return {
        name: one.reading
        if one.reading != "read"
        else "waiting"
        if one.waiting
        else "judged"
        if one.claims
        else "nothing"
        for name, one in given.items()
    }


def _item_words(request: HttpRequest, found: Item) -> dict[str, object]:
    try:
        text = view_of(request).text(found)
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        return {"unreadable": True}
    if text is None:
        return {}
    if not text.reliable:
        pages = [text.to_source(page.start, min(page.end, page.start + 1)) for page in text.pages[:PAGES_SHOWN]]
        return {"words_in_disorder": True, "printed": pages if found.media_type == evidence.PDF else []}
    first = whole(request, "from")
    told = {"headers": _headers(text), "recognized": text.is_recognized}
    if not text.text.strip():
        lengths = [one.what for one in text.derivations if one.name == "duration"]
        return {**told, "wordless": True, "lasts": next(iter(lengths), None)}
    paragraphs = marked(text, view_of(request).proposals_of(found), first=first)
    beside = findings_beside(request, found, text.raw) if found.media_type not in WORDLESS else {}
    return {
        **told,
        **beside,
        "paragraphs": paragraphs,
        "go_on": first + MOST_MARKED if len(text.text) > first + MOST_MARKED else None,
    }


HEADERS = {
    "from": message("Sender"),
    "to": message("Sent to"),
    "cc": message("Copy to"),
    "date": message("Sent at"),
    "message_id": message("Message number"),
}


def _headers(text: evidence.Text) -> list[tuple[str, str]]:
    """Return what a mail says of itself, by labels."""
    told = text.front_matter or {}
    said = {name: sent(str(value)) if name == "date" else visible(str(value)) for name, value in told.items() if value}
    return [(translate(language(), label), said[name]) for name, label in HEADERS.items() if name in said]


def _sent_files(request: HttpRequest, item: Item) -> list[tuple[SentFile, Item | None]]:
    """Return what a chat's messages were sent with, each with its document as far as whoever asks may know of it."""
    view = view_of(request)
    found = register_of(request).media.sent_files(item.id)[:ITEMS_SHOWN]
    return [(one, view.item(one.item) if one.item else None) for one in found]


def _copies(request: HttpRequest, item: str) -> list[tuple[Copy, Item]]:
    """Return the documents that this one repeats, or that repeat it, as far as whoever asks may know of them."""
    held = register_of(request).evidence.copies(item)
    view = view_of(request)
    others = [(one, view.item(one.of if one.item == item else one.item)) for one in held]
    return [(one, other) for one, other in others if other is not None]


def _inside_and_around(request: HttpRequest, item: Item) -> dict[str, object]:
    """Return what an item came in and what it holds, as far as whoever asks may know of them."""
    view = view_of(request)
    told = [
        (one, view.item(one.of if one.item == item.id else one.item))
        for one in _parts_known(request, item)[:ITEMS_SHOWN]
    ]
    known = [(one, other) for one, other in told if other is not None]
    return {
        "came_in": [other for one, other in known if one.item == item.id],
        "holds": [(one.name, other) for one, other in known if one.of == item.id],
    }


def _parts_known(request: HttpRequest, item: Item) -> Sequence[FoundInside]:
    return register_of(request).evidence.parts_of(item.id)


def tongue(code: str) -> str:
    """Return the language of a document in words; another than the two of the desk keeps its code."""
    return {"ar": t("Arabic"), "en": t("English")}.get(code, code)


def _item_facts(request: HttpRequest, found: Item) -> list[tuple[object, object]]:
    """Return what is known of a document, property by property, as far as it may be seen."""
    cards = properties(Item)
    return [
        (cards[name].prop, tongue(value) if name == "language" else value)
        for name, value in view_of(request).facts(found).items()
        if value not in (None, "")
    ]
