"""A document on one topic, and the outcomes besides death in any document of a window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sijill.reports._cases import person_box
from sijill.reports._charts import bar_chart
from sijill.reports._material import Label, MonthlyMaterial, OutcomeSection, Topic
from sijill.reports._nouns import Noun
from sijill.reports._opening import EVERY_NUMBER, among_them
from sijill.reports._tables import toll_table
from sijill.reports._toll import by_month, by_place
from sijill.reports._trend import trend
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Cover, Heading, Paragraph, Runs, Text
from sijill.values import message, translate
from sijill.wording.outcomes import MEASURE_HEADS, clock_sentence, place_sentence

_NOUNS = {"children": Noun.CHILDREN, "women": Noun.WOMEN}
_BY_PARTY = message("{topic}, by the party held responsible")
_COUNTED = message("{topic}, {month}: {number}.")
_WITHHELD = {
    "party": message("By party the numbers are withheld, since a person could be recognised."),
    "governorate": message("By governorate the numbers are withheld, since a person could be recognised."),
    "month": message("By month the numbers are withheld, since a person could be recognised."),
}


def topic_cover(w: Writer, material: MonthlyMaterial) -> Cover:
    """Return the topic and its time, and below it how many."""
    title = translate(w.language, "{topic}, {month}", topic=_named(w, material), month=w.month)
    return Cover(title, () if material.total.figure.unstated else (_number(w, material),))


def topic_definition(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield who is counted, by which clock and place, and that every number leads back to its records."""
    counted = material.total.figure.definition
    publisher = w.label(material.publisher)
    yield Paragraph(
        w.message("This report by {publisher} has one topic: {topic}.", publisher=publisher, topic=_named(w, material))
    )
    yield from _definition(w, _topic(material).definition)
    yield Paragraph(w.message(EVERY_NUMBER))
    yield Paragraph(
        w.message(
            "{clock} {place} A count by another clock or place is another number.",
            clock=clock_sentence(counted.clock, counted.measure, w.language),
            place=place_sentence(counted.place_basis, w.language),
        )
    )


def topic_toll(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield how many, and how that stands among the months."""
    figure = material.total.figure
    if figure.unstated:
        yield Paragraph(
            w.message("No record of {month} tells of it. This is not proof that there was none.", month=w.month)
        )
        return
    yield Paragraph((*_number(w, material), *w.cite(figure.id)))
    yield from trend(w, figure, material.trend, _NOUNS.get(_topic(material).code, Noun.PERSONS))


def topic_months(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the topic by month."""
    caption = translate(w.language, "{topic}, by month", topic=_named(w, material))
    yield from by_month(w, material.trend, anchor="topic-by-month", caption=caption)
    yield from _withheld(w, material, "month")


def topic_parties(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the topic by the party held responsible."""
    if "party" not in _topic(material).withheld and material.by_party.rows:
        caption = translate(w.language, _BY_PARTY, topic=_named(w, material))
        yield Heading(2, caption, "topic-by-party")
        table = toll_table(
            w, material.by_party, anchor="topic-by-party-table", caption=caption, axis=translate(w.language, "Party")
        )
        chart = bar_chart(
            w, material.by_party, table, anchor="topic-by-party-chart", title=caption, looks=material.looks
        )
        yield chart if len(material.by_party.rows) > 1 else table
    yield from _withheld(w, material, "party")


def topic_governorates(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the topic by governorate."""
    caption = translate(w.language, "{topic}, by governorate", topic=_named(w, material))
    yield from by_place(w, material.by_governorate, anchor="topic-by-governorate", caption=caption)
    yield from _withheld(w, material, "governorate")


def topic_cases(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the persons of the topic with an account of their own; a name without consent is withheld and said so."""
    yield from (person_box(w, case) for case in _topic(material).cases)


def outcome(w: Writer, section: OutcomeSection) -> Iterator[Block]:
    """Yield the people of one outcome besides death: who is counted, how many, and by which party."""
    name = translate(w.language, MEASURE_HEADS[section.measure])
    figure, anchor = section.by_party.total.figure, f"outcome-{section.measure.replace('_', '-')}"
    yield Heading(2, name, anchor)
    yield Paragraph(
        w.message(_COUNTED, topic=name, month=w.month, number=w.number(figure)) + w.cite(figure.id),
    )
    yield from _definition(w, section.definition)
    yield toll_table(
        w,
        section.by_party,
        anchor=f"{anchor}-table",
        caption=translate(w.language, _BY_PARTY, topic=name),
        axis=translate(w.language, "Party"),
    )


def _definition(w: Writer, told: Iterable[Label]) -> Iterator[Paragraph]:
    sentences = [Text(w.label(one)) for one in told]
    spaced = [run for one in sentences for run in (one, Text(" "))][:-1]
    if spaced:
        yield Paragraph(tuple(spaced))


def _topic(material: MonthlyMaterial) -> Topic:
    return material.topic or Topic("", {"en": "", "ar": ""}, ())


def _named(w: Writer, material: MonthlyMaterial) -> str:
    return w.label(_topic(material).label)


def _number(w: Writer, material: MonthlyMaterial) -> Runs:
    number = w.number(material.total.figure)
    if among := among_them(w, material):
        number = (*number, *among)
    return w.message(_COUNTED, topic=_named(w, material), month=w.month, number=number)


def _withheld(w: Writer, material: MonthlyMaterial, axis: str) -> Iterator[Paragraph]:
    if axis in _topic(material).withheld:
        yield Paragraph(w.message(_WITHHELD[axis]))
