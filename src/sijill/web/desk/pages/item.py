"""Documents: the list of what was sealed, and one document with its custody, its words and its claims."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sijill import evidence
from sijill.model import Item, Sensitivity, properties
from sijill.model.custody import Copy
from sijill.web.accounts.policy import Action
from sijill.web.desk.marked_words import MOST_MARKED, marked
from sijill.web.desk.pictures import photograph_of
from sijill.web.refusals import refused
from sijill.web.requests import field, item_for, needs, register_of, view_of, whole
from sijill.web.templatetags.sijill import t

ITEMS_SHOWN = 200


@needs(Action.SEE_RECORDS, "GET")
def items(request: HttpRequest) -> HttpResponse:
    """List the documents that this person may know of, newest first."""
    found = view_of(request).items()[::-1]
    return render(request, "desk/items.html", {"items": found[:ITEMS_SHOWN], "count": len(found), "most": ITEMS_SHOWN})


@needs(Action.SEE_RECORDS, "GET")
def item(request: HttpRequest, sha256: str) -> HttpResponse:
    """Show one document."""
    register, found = register_of(request), item_for(request, sha256)
    register.keeping.looked_at([sha256])
    shown = {"item": found, "facts": _item_facts(request, found), "reads": view_of(request).reads(found)}
    shown |= {"team": view_of(request).is_team, "more": view_of(request).more_than(found)}
    if shown["reads"]:
        shown["custody"] = [e for e in register.records.entries_about(sha256) if e.kind in ("item", "custody", "text")]
        shown["copies"] = _copies(request, found.id)
        shown["claims"] = view_of(request).proposals_of(found)
        shown |= photograph_of(request, found)
    shown |= _item_words(request, found)
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


def _item_words(request: HttpRequest, found: Item) -> dict[str, object]:
    try:
        text = view_of(request).text(found)
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        return {"unreadable": True}
    if text is None:
        return {}
    first = whole(request, "from")
    paragraphs = marked(text, view_of(request).proposals_of(found), first=first)
    return {"paragraphs": paragraphs, "go_on": first + MOST_MARKED if len(text.text) > first + MOST_MARKED else None}


def _copies(request: HttpRequest, item: str) -> list[tuple[Copy, Item]]:
    """Return the documents that this one repeats, or that repeat it, as far as whoever asks may know of them."""
    held = register_of(request).evidence.copies(item)
    view = view_of(request)
    others = [(one, view.item(one.of if one.item == item else one.item)) for one in held]
    return [(one, other) for one, other in others if other is not None]


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
