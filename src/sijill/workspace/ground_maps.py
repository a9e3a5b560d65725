"""A map of who held what on a day, as a document: the drawing, its legend, and a table that says the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sijill.methodology import MethodologyNotAdopted
from sijill.model import Sensitivity
from sijill.reports.chart_specs import Spec, captioned
from sijill.reports.document import Chart, Column, Document, Heading, Row, Table, Text
from sijill.reports.territory_map import control_map
from sijill.reports.territory_rows import Looks, legend_of, name_of, places_drawn
from sijill.territory import Area, Standing
from sijill.values import Language, format_date, message, translate
from sijill.wording import holders_in_words, party_name, since_in_words, speakers_in_words, state_in_words
from sijill.workspace._view import SHA256

if TYPE_CHECKING:
    from sijill.access import View
    from sijill.workspace._register import Register

NOTE = message(
    "The colour and the shape of a mark are those of a party, the same as in every chart; how it is filled and lined "
    "says the state. An area with a dashed line is no boundary: it is the ground nearest to a known point."
)
Voices = Callable[[str], str] | None
COLUMNS = (message("Place"), message("State"), message("Who holds it"), message("Since"), message("Who says so"))


@dataclass(frozen=True, slots=True)
class GroundMap:
    """A map of a day in one language: its specification, its document, and how many places it shows and cannot show."""

    spec: Spec
    document: Document
    shown: int
    unplaced: int


def map_file(drawn: GroundMap, suffix: str) -> bytes:
    """Return the picture (``.svg``), or the page with its table (``.html``)."""
    from sijill.adapters.render import HtmlRenderer
    from sijill.adapters.render.charts import chart_svg

    if suffix == ".html":
        return HtmlRenderer().render(drawn.document)
    return chart_svg(drawn.spec).encode("utf-8")


def ground_map(
    register: Register, day: date, language: Language, *, audience: Sensitivity, as_of: str | None = None
) -> GroundMap:
    """Return who held what at the end of a day as an audience may see it, of what was recorded by a moment."""
    view, ground = register.view(audience), register.territory.ground(as_of=as_of, audience=audience)
    told = [(line.area, standing) for line, standing in ground.at(day) if standing.accounts]
    told.sort(key=lambda pair: name_of(pair[0], language))
    register.keeping.looked_at([f"territory/{day}"])
    looks = _party_looks(register, as_of)
    places = places_drawn(told, register.territory.shapes(view), looks, language)
    title = translate(language, "Who held what on {day}", day=format_date(day, language))
    known = translate(language, "As known on {day}", day=format_date(_known_on(register, as_of), language))
    drawn = control_map(places, legend_of((one for _, one in told), looks, language), language)
    table = _stood_table(told, day, language, voices=_voices(view, language))
    said = translate(language, "Map: {title}. The table that follows says the same.", title=title)
    document = Document(
        language,
        title,
        ((Text(known),),),
        register.settings.name,
        day.isoformat(),
        register.now(),
        translate(language, "back to the text"),
        translate(language, "Contents"),
        (Heading(1, translate(language, "Map"), "map-part"), Chart("map", title, said, drawn, table)),
    )
    return GroundMap(captioned(drawn, title, [known], language), document, len(places), len(told) - len(places))


def _voices(view: View, language: Language) -> Voices:
    """Return what a voice is called, a document by its source; outside the team nobody is named."""

    def called(voice: str) -> str:
        item = view.item(voice) if SHA256.fullmatch(voice) else None
        return item.source if item else party_name(voice, language)

    return called if view.is_team else None


def _party_looks(register: Register, as_of: str | None) -> Looks:
    try:
        return Looks(register.counts.counting(as_of=as_of).rules)
    except MethodologyNotAdopted:
        return Looks(None)


def _known_on(register: Register, as_of: str | None) -> date:
    moment = register.moment(as_of) or register.now()
    return moment.astimezone(register.settings.zone_info).date()


def _stood_table(told: Sequence[tuple[Area, Standing]], day: date, language: Language, *, voices: Voices) -> Table:
    cells = (_stood_cells(area, one, day, language, voices=voices) for area, one in told)
    rows = tuple(Row(tuple((Text(cell),) for cell in row)) for row in cells)
    columns = tuple(Column(translate(language, name)) for name in COLUMNS)
    caption = translate(language, "Places and how they stood")
    return Table("places", caption, columns, rows, ((Text(translate(language, NOTE)),),))


def _stood_cells(area: Area, standing: Standing, day: date, language: Language, *, voices: Voices) -> tuple[str, ...]:
    return (
        name_of(area, language),
        state_in_words(standing, language),
        holders_in_words(standing, language) or "–",
        since_in_words(standing, day, language),
        speakers_in_words(standing, language, voices),
    )
