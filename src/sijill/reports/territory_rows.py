"""Ground as rows that are drawn: what stands on a map of a day, and the stretches of a place through time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from sijill.methodology import Rules
from sijill.model.territory import ControlState
from sijill.records import WHOLE_ID
from sijill.reports.party_looks import Look, party_looks
from sijill.reports.territory_looks import Glyph
from sijill.reports.territory_map import MapPlace, Point, legend, polygons_of
from sijill.reports.territory_specs import Instant, Stretch
from sijill.territory import Area, Standing, Timeline
from sijill.territory.shapes import Shape
from sijill.values import Language, translate
from sijill.wording import party_name, standing_in_words
from sijill.wording.ground import ground_words

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Looks:
    """How the parties of a register look: as the row under which the methodology files them."""

    rules: Rules | None
    _known: dict[str | None, Look] = field(default_factory=dict, compare=False, repr=False)

    def of(self, party: str | None) -> Look:
        """Return the look of a party; of nobody, or of whom no row names alone, that of none."""
        if party not in self._known:
            row = self.rules.bucket_of(party) if self.rules and party else None
            self._known[party] = party_looks(self.rules).get(row.slug, Look()) if self.rules and row else Look()
        return self._known[party]

    def two(self, standing: Standing) -> tuple[Look, Look | None]:
        """Return the looks of who holds a place, or is named first, and of the next who looks otherwise."""
        first = standing.party or next((name for name, _ in standing.holders), None)
        look = self.of(first)
        others = (self.of(name) for name, _ in standing.holders if name != first)
        return look, next((one for one in others if one != look), None)


def name_of(area: Area, language: Language) -> str:
    """Return what a place is called in a language; of one whose name is withheld, that it is so, and never its id."""
    names = (area.label_ar, area.label_en) if language.is_rtl else (area.label_en, area.label_ar)
    return next((one for one in names if one and not WHOLE_ID.fullmatch(one)), "") or translate(
        language, "a place that is not named"
    )


def legend_of(standings: Iterable[Standing], looks: Looks, language: Language) -> list[tuple[str, Glyph]]:
    """Return what the marks of standings mean, in words."""
    parties, states, overlays = dict[Look, dict[str, None]](), set[str](), set[str]()
    for one in standings:
        for slug in (one.party, *(name for name, _ in one.holders)):
            if slug:
                parties.setdefault(looks.of(slug), {})[party_name(slug, language)] = None
        states.add(one.state)
        overlays |= {over for over, _ in one.overlays}
    named = {look: translate(language, ", ").join(names) for look, names in parties.items()}
    return legend(named, states, overlays, lambda code: ground_words(code, language) or code)


def places_drawn(
    standings: Sequence[tuple[Area, Standing]], shapes: Mapping[str, Shape], looks: Looks, language: Language
) -> list[MapPlace]:
    """
    Return the places that a map can show; one that nobody knows where it lies is in its table only.

    ``shapes`` are by the key of an area; a place of which only the point is known needs none.
    """
    found = []
    for area, standing in standings:
        shape = shapes.get(area.key)
        polygons = polygons_of(shape.geometry) if shape else ()
        point = spot_of(area, shape)
        if point is not None:
            look, other = looks.two(standing)
            found.append(
                MapPlace(
                    name_of(area, language),
                    standing_in_words(standing, language),
                    standing.state,
                    point,
                    look,
                    other,
                    tuple(dict.fromkeys(one for one, _ in standing.overlays)),
                    polygons,
                    bool(shape and shape.is_approximate),
                    area.slug,
                )
            )
    return found


def spot_of(area: Area, shape: Shape | None) -> Point | None:
    """Return where the mark of a place stands: at its point, else in the middle of its largest ring."""
    if area.point is not None:
        return float(area.point.longitude), float(area.point.latitude)
    if shape is None:
        return None
    if shape.geometry["type"] == "Point":
        return float(shape.geometry["coordinates"][0]), float(shape.geometry["coordinates"][1])
    outer = [polygon[0] for polygon in polygons_of(shape.geometry)]
    return middle(max(outer, key=lambda ring: abs(_twice(ring)))) if outer else None


def middle(ring: Sequence[Point]) -> Point:
    """Return the centre of gravity of a closed ring."""
    twice = _twice(ring)
    if not twice:
        return ring[0]
    parts = [
        ((ax + bx) * (ax * by - bx * ay), (ay + by) * (ax * by - bx * ay)) for (ax, ay), (bx, by) in pairwise(ring)
    ]
    return sum(x for x, _ in parts) / (3 * twice), sum(y for _, y in parts) / (3 * twice)


def _twice(ring: Sequence[Point]) -> float:
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(ring))


def stretches(
    line: Timeline, until: date, looks: Looks, language: Language, *, row: str, way: str = ""
) -> Iterator[Stretch]:
    """
    Give the stretches of a place, each from the day that an account gives to the day before the next.

    From the last day that an account speaks of to the next change a state is only inferred.
    """
    starts = [one.day for one in line.spells]
    for spell, start, end in zip(line.spells, starts, [*starts[1:], until + ONE_DAY], strict=True):
        standing = spell.standing
        if standing.state is ControlState.UNKNOWN or end <= start:
            continue
        look, other = looks.two(standing)
        told = min(max(date.fromordinal(standing.last) if standing.last else start, start) + ONE_DAY, end)
        for first, last, inferred in ((start, told, standing.is_filled), (told, end, True)):
            if first < last:
                text = standing_in_words(standing, language)
                over = tuple(one for one, _ in standing.overlays)
                yield Stretch(row, first, last, look, standing.state, other, inferred, text, way, over)


def attempted(line: Timeline, *, row: str, said: Callable[[str], str]) -> Iterator[Instant]:
    """Give the attempts on a place as marks; ``said`` says an outcome in words."""
    for one in line.attempts:
        if one.when is not None:
            yield Instant(row, date.fromordinal(one.when.day), text=said(one.outcome or ""), hollow=True)
