"""Title, headline counts, introduction and methodology, context."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.reports._document import Block, Bullets, Heading, Paragraph, Runs, Text
from sijill.reports._material import MonthlyMaterial, Rule
from sijill.reports._nouns import Noun
from sijill.reports._tables import clock_words, place_words
from sijill.reports._writer import Writer
from sijill.values import format_period, translate
from sijill.wording import rule_source


def title(w: Writer, material: MonthlyMaterial) -> str:
    """Return the report's title."""
    month = format_period(material.period, w.language)
    if material.territory is None:
        return translate(w.language, "Deaths documented in {month}", month=month)
    return translate(
        w.language, "Deaths documented in {place} in {month}", place=w.label(material.territory), month=month
    )


def headline(w: Writer, material: MonthlyMaterial) -> tuple[Runs, ...]:
    """Return the counts that stand below the title: the toll, torture, massacres."""
    total = material.total
    lines = [w.message("{count} killed", count=w.counted(total.figure, w.dead)) + among_them(w, material)]
    if material.torture is not None:
        dead = w.counted(material.torture.by_party.total.figure, Noun.DEATHS)
        lines.append(w.message("{count} due to torture", count=dead))
    if material.massacres is not None:
        lines.append(w.message("{count} documented", count=w.counted(material.massacres.count, Noun.MASSACRES)))
    return tuple(lines)


def among_them(w: Writer, material: MonthlyMaterial) -> Runs:
    """Return the clause that names children and women, those only who are in the count."""
    groups = material.total.groups
    children, women = groups.get("children"), groups.get("women")
    has_children = children is not None and children.best > 0
    has_women = women is not None and women.best > 0
    if children is not None and women is not None and has_children and has_women:
        places = {"children": w.counted(children, Noun.CHILDREN), "women": w.counted(women, Noun.WOMEN)}
        return w.message(", among them {children} and {women}", **places)
    if children is not None and has_children:
        return w.message(", among them {children}", children=w.counted(children, Noun.CHILDREN))
    if women is not None and has_women:
        return w.message(", among them {women}", women=w.counted(women, Noun.WOMEN))
    return ()


def introduction(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield what the report is, and the rules it counts by, each with the document it comes from."""
    definition = material.total.figure.definition
    yield Heading(1, translate(w.language, "Introduction and methodology"), "introduction")
    yield Paragraph(
        w.message(
            "This report by {publisher} gives the deaths documented in {month}, by the party held responsible, "
            "by place and by month.",
            publisher=w.label(material.publisher),
            month=format_period(material.period, w.language),
        )
    )
    yield Paragraph(
        w.message(
            "Every number is a documented count and not an estimate. Each one carries an identifier, listed at the "
            "end, that leads back to the records it counts and to the words of the sources they rest on."
        )
    )
    yield Paragraph(
        w.message(
            "{clock} Where a death was documented later than the month in which it happened, both dates "
            "are given. {place}",
            clock=clock_words(w, definition.clock),
            place=place_words(w, definition.place_basis),
        )
    )
    yield from _rules(w, material.methodology.rules)


def context(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the publisher's note on the month, where there is one."""
    if material.context:
        yield Heading(1, translate(w.language, "Context"), "context")
        for note in material.context:
            yield Paragraph((Text(w.label(note)),))


def _rules(w: Writer, rules: tuple[Rule, ...]) -> Iterator[Block]:
    if rules:
        yield Paragraph(w.message("The rules of the methodology in force, applied to all parties alike:"))
    for source in dict.fromkeys(rule.source for rule in rules):
        if source is not None:
            yield Paragraph(w.message("After {source}:", source=w.quoted(rule_source(source, w.language))))
        yield Bullets(tuple(_rule(w, rule) for rule in rules if rule.source == source))


def _rule(w: Writer, rule: Rule) -> Runs:
    return w.message("{text} (rule {id})", text=w.label(rule.text), id=w.quoted(rule.id))
