"""The ground as whoever asks may see it, narrowed to an area, and how its parties look: for all pages of territory."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.http import HttpRequest
from django.utils.safestring import SafeString

from sijill import wording
from sijill.methodology import MethodologyNotAdopted
from sijill.reports.territory_rows import Looks, legend_of, name_of
from sijill.territory import Ground, Standing, Timeline
from sijill.web.desk.drawn_ground import glyph_alone
from sijill.web.requests import counting_of, register_of, view_of
from sijill.web.templatetags.sijill import language, t

A_DOCUMENT = re.compile(r"[0-9a-f]{64}")
"""A voice that is no name: the document that speaks for itself."""


def ground_of(request: HttpRequest) -> Ground:
    """Return who held what, from the accounts that whoever asks may see."""
    return register_of(request).territory.ground(audience=view_of(request).audience)


def looks_of_parties(request: HttpRequest) -> Looks:
    """Return how the parties look; without a methodology, like nobody."""
    try:
        return Looks(counting_of(request).rules)
    except MethodologyNotAdopted:
        return Looks(None)


def areas_of(ground: Ground) -> list[tuple[str, str]]:
    """Return the areas of which a place is part, to choose from."""
    found = {above for key in ground.timelines for above in ground.areas.above(key)}
    named = [(one.slug, name_of(one, language())) for key in found if (one := ground.areas.by_key.get(key))]
    return sorted(named, key=lambda pair: pair[1])


def lines_within(ground: Ground, area: str) -> list[Timeline]:
    """Return the places of an area, by name; of no area all."""
    above = {one.key for one in ground.areas if one.slug == area} if area else set()
    found = [line for key, line in ground.timelines.items() if not area or above & {key, *ground.areas.above(key)}]
    return sorted(found, key=lambda line: name_of(line.area, language()))


def ground_legend(looks: Looks, standings: Iterable[Standing]) -> list[tuple[str, SafeString]]:
    """Return what the marks of standings mean, each with its mark."""
    return [(name, glyph_alone(mark)) for name, mark in legend_of(standings, looks, language())]


def voice_called(request: HttpRequest, voice: str) -> str:
    """Return what somebody who says how a place stands is called: a document by its source, a party by its name."""
    if A_DOCUMENT.fullmatch(voice):
        item = view_of(request).item(voice)
        return item.source if item else t("source not named")
    return wording.party_name(voice, language())
