"""Who a source is, in words: what it is called, of what kind it is, and for whom it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sijill.reports.story import Label
from sijill.values import Language, message, normal_key, translate
from sijill.workspace.stories._labels import code, word

if TYPE_CHECKING:
    from sijill.model.custody import Source
    from sijill.workspace.stories._story import StoryBuilder


def source_words(story: StoryBuilder, name: str | None) -> Label:
    """Return what a source is called in both languages; of one that may not be named, that it is so."""
    if name is None:
        return word(message("a source that is not named"))
    return {each.value: teller.source(name) for each, teller in story.tellers.items()}


def _source_record(story: StoryBuilder, name: str | None) -> Source | None:
    for one in story.known if name else ():
        noun: Any = one.noun
        if one.kind == "source" and normal_key(name or "") in {
            normal_key(each) for each in (noun.name, *noun.variants) if each
        }:
            return noun  # type: ignore[no-any-return]
    return None


def _slug(story: StoryBuilder, name: str | None) -> str | None:
    parties = story.counting.rules.parties
    return None if not name else name if name in parties else parties.slug(name)


def kind_words(story: StoryBuilder, name: str | None) -> Label:
    """Return of what kind a source is, by its record; a party of the methodology is one."""
    known = _source_record(story, name)
    if known is not None and known.kind:
        return code(known.kind)
    return word(message("party to the conflict") if _slug(story, name) else message("kind not recorded"))


def leaning_words(story: StoryBuilder, name: str | None) -> Label:
    """Return for whom a source speaks, in the same words for every side."""
    known, slug = _source_record(story, name), _slug(story, name)
    of = known.affiliation if known is not None and known.affiliation else slug
    if of is None:
        return word(message("leaning not recorded"))
    names = {one.value: teller.source(of) for one, teller in story.tellers.items()}
    return story.label(message("speaks for or is close to {party}"), party=names)


def kind_and_leaning(story: StoryBuilder, name: str | None) -> Label:
    """Return both in one cell: a party is told as one, and what nobody recorded is said once."""
    known = _source_record(story, name)
    told = [code(known.kind)] if known is not None and known.kind else []
    if known is not None and known.affiliation:
        told.append(leaning_words(story, name))
    if told:
        return {one.value: translate(one, "; ").join(each[one.value] for each in told) for one in Language}
    return word(message("party to the conflict") if _slug(story, name) else message("not recorded"))
