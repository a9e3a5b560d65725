"""Cover, notices, purpose and rules: what a reader is told before the first number."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.reports._material import Material, MonthlyMaterial, Rule
from sijill.reports._nouns import Noun
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Bullets, Cover, Paragraph, Runs, Text
from sijill.values import message, translate
from sijill.wording import rule_source
from sijill.wording.outcomes import clock_sentence, place_sentence

EVERY_NUMBER = message(
    "Every number is a documented count and not an estimate. Each one carries an identifier, listed in the "
    "annex, that leads back to the records it counts and to the words of the sources they rest on."
)
_AMONG_THEM = {
    ("children", "women"): message(", among them {children} and {women}"),
    ("children",): message(", among them {children}"),
    ("women",): message(", among them {women}"),
}


def deaths_of_month(w: Writer, material: MonthlyMaterial) -> Cover:
    """Return the title, and below it the counts of the toll, of torture and of massacres."""
    title = translate(w.language, "Deaths documented {when}", when=w.when)
    if material.territory is not None:
        place = w.label(material.territory)
        title = translate(w.language, "Deaths documented in {place} {when}", place=place, when=w.when)
    total = material.total.figure
    if not total.best and total.high == 0:
        # That nobody is documented is not to say that nobody died (S1.18).
        return Cover(title, (w.message("No death that counts here is documented {when}.", when=w.when),))
    lines = [w.message("{count} killed", count=w.counted(total, w.dead)) + among_them(w, material)]
    if material.torture is not None:
        dead = w.counted(material.torture.by_party.total.figure, Noun.DEATHS)
        lines.append(w.message("{count} due to torture", count=dead))
    if material.massacres is not None and material.massacres.count.best:
        lines.append(w.message("{count} documented", count=w.counted(material.massacres.count, Noun.MASSACRES)))
    return Cover(title, tuple(lines))


def register_notice(w: Writer, material: Material) -> Iterator[Block]:
    """Yield what the register says of itself before all else."""
    if material.notice is not None:
        yield Paragraph((Text(w.label(material.notice)),), notice=True)


def one_person_notice(w: Writer, material: Material) -> Iterator[Block]:
    """Yield that nobody else checked the words."""
    yield Paragraph(
        w.message(
            "This register has one person: whoever entered the words judged them too, and nobody else checked them."
        ),
        notice=True,
    )


def among_them(w: Writer, material: MonthlyMaterial) -> Runs:
    """Return the clause that names children and women, those only who are in the count."""
    nouns = {"children": Noun.CHILDREN, "women": Noun.WOMEN}
    groups = {name: material.total.groups.get(name) for name in nouns}
    told = {name: w.counted(one, nouns[name]) for name, one in groups.items() if one is not None and one.best > 0}
    return w.message(_AMONG_THEM[tuple(told)], **told) if told else ()


def purpose(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield what the report is, what its numbers are and by which clock and place it counts."""
    definition = material.total.figure.definition
    yield Paragraph(
        w.message(
            "This report by {publisher} gives the deaths documented {when}, by the party held responsible, "
            "by place and by month.",
            publisher=w.label(material.publisher),
            when=w.when,
        )
    )
    yield Paragraph(w.message(EVERY_NUMBER))
    yield Paragraph(
        w.message(
            "{clock} Where a death was documented later than the month in which it happened, both dates "
            "are given. {place}",
            clock=clock_sentence(definition.clock, definition.measure, w.language),
            place=place_sentence(definition.place_basis, w.language),
        )
    )


def rules_in_force(w: Writer, material: Material) -> Iterator[Block]:
    """Yield the rules of the methodology, each with the document it comes from."""
    rules = material.methodology.rules
    if rules:
        yield Paragraph(w.message("The rules of the methodology in force, applied to all parties alike:"))
    for source in dict.fromkeys(rule.source for rule in rules):
        if source is not None:
            yield Paragraph(w.message("After {source}:", source=w.quoted(rule_source(source, w.language))))
        yield Bullets(tuple(_rule(w, rule) for rule in rules if rule.source == source))


def context(w: Writer, material: Material) -> Iterator[Block]:
    """Yield the publisher's note on the month."""
    yield from (Paragraph((Text(w.label(note)),)) for note in material.context)


def _rule(w: Writer, rule: Rule) -> Runs:
    return w.message("{text} (rule {id})", text=w.label(rule.text), id=w.quoted(rule.id))
