"""A party: what it is part of and what is part of it, its names, and the records that hold it responsible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from sijill import wording
from sijill.model.parties import Parties, PartyEntry, world_parties
from sijill.values import Language, format_date, translate
from sijill.web.accounts.policy import Action
from sijill.web.desk.named_records import MOST_NAMED, named_in, shown_records
from sijill.web.requests import needs, register_of
from sijill.web.templatetags.sijill import language

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the tree: the party, how deep it stands, and how many records name it or a part of it."""

    slug: str
    label: str
    depth: int
    records: int


@needs(Action.SEE_RECORDS, "GET")
def parties(request: HttpRequest) -> HttpResponse:
    """Show the tree of parties."""
    tree, named = Parties.load(), named_in(request).parties
    counts = {slug: len(ids) for slug, ids in named.items()}
    # Of the world's states, those that a record names or that have parts.
    idle = world_parties().keys() - counts.keys() - {tree.get(slug).parent for slug in tree.slugs()}
    tops = [slug for slug in tree.slugs() if tree.get(slug).parent is None and slug not in idle]
    lines = [one for top in tops for one in _branches(tree, top, counts, 0)]
    return render(request, "desk/parties.html", {"branches": lines})


@needs(Action.SEE_RECORDS, "GET")
def party(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one party."""
    tree = Parties.load()
    if slug not in tree:
        raise Http404
    entry, ids = tree.get(slug), named_in(request).parties.get(slug, ())
    register_of(request).keeping.looked_at([f"party:{slug}"])
    shown = {
        "entry": entry,
        "label": wording.slug_label(slug, language()),
        "above": [(one, wording.slug_label(one, language())) for one in reversed(tree.ancestors(slug))],
        "below": [one for child in _children(tree, slug) for one in _branches(tree, child, {}, 0)],
        "facts": list(_party_facts(entry, language())),
        "records": shown_records(request, ids),
        "count": len(ids),
        "most": MOST_NAMED,
    }
    return render(request, "desk/party.html", shown)


def _children(tree: Parties, slug: str) -> list[str]:
    return [one for one in tree.slugs() if tree.get(one).parent == slug]


def _branches(tree: Parties, slug: str, counts: dict[str, int], depth: int) -> Iterable[Branch]:
    yield Branch(slug, wording.slug_label(slug, language()), min(depth, DEEPEST), counts.get(slug, 0))
    for child in _children(tree, slug):
        yield from _branches(tree, child, counts, depth + 1)


def _party_facts(entry: PartyEntry, spoken: Language) -> Iterable[tuple[str, list[tuple[str | None, str]]]]:
    """Give what the tree knows of a party, each with the words and, for another party, its slug."""
    yield translate(spoken, "Kind"), [(None, wording.slug_label(entry.kind, spoken))]
    if entry.since or entry.until:
        since = format_date(entry.since, spoken) if entry.since else "…"
        until = format_date(entry.until, spoken) if entry.until else "…"
        yield translate(spoken, "Name in use"), [(None, translate(spoken, "from {a} to {b}", a=since, b=until))]
    if entry.member_of:
        yield translate(spoken, "Member of"), [(m.of, wording.slug_label(m.of, spoken)) for m in entry.member_of]
    if entry.supported_by:
        yield translate(spoken, "Supported by"), [(one, wording.slug_label(one, spoken)) for one in entry.supported_by]
    if entry.succeeds:
        yield translate(spoken, "Succeeds"), [(entry.succeeds, wording.slug_label(entry.succeeds, spoken))]
    in_english, in_arabic = translate(spoken, "Names in English"), translate(spoken, "Names in Arabic")
    for label, names in (
        (in_english, entry.aliases_en + entry.generic_en),
        (in_arabic, entry.aliases_ar + entry.generic_ar),
    ):
        if names:
            yield label, [(None, one) for one in names]
