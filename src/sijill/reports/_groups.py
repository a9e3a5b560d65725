"""Torture, the groups of victims with a part of their own, and the record of massacres."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.reports._cases import massacre_box, person_box
from sijill.reports._charts import bar_chart
from sijill.reports._document import Block, Bullets, Heading, Paragraph, Runs, Text
from sijill.reports._material import GroupLine, MassacreSection, MonthlyMaterial, TortureSection
from sijill.reports._nouns import Noun
from sijill.reports._tables import toll_table
from sijill.reports._toll import by_month
from sijill.reports._trend import trend
from sijill.reports._writer import Writer
from sijill.values import format_period, translate, translate_n


def groups(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield torture and the groups; a group that was looked for and not found is said so (S1.18)."""
    if material.torture is None and not material.groups:
        return
    yield Heading(1, translate(w.language, "Torture; media, medical, relief and civil defence workers"), "groups")
    if material.torture is not None:
        yield from _torture(w, material, material.torture)
    if material.groups:
        yield Heading(2, translate(w.language, "Media, medical, relief and civil defence workers"), "workers")
        yield Bullets(tuple(_group(w, material, line) for line in material.groups))
        if any(_is_documented_zero(line) for line in material.groups):
            yield Paragraph(
                w.message(
                    "\u201cNone documented\u201d means that such deaths were looked for and none was documented. "
                    "It does not mean that there was none."
                )
            )
        for line in material.groups:
            yield from (person_box(w, case) for case in line.cases)


def massacres(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the record of massacres, with the rule that makes an incident one."""
    section = material.massacres
    if section is None:
        return
    yield Heading(1, translate(w.language, "Record of massacres"), "massacres")
    rule = translate_n(
        w.language,
        "A massacre is here an attack that killed {n} or more peaceful persons in one incident.",
        "A massacre is here an attack that killed {n} or more peaceful persons in one incident.",
        section.threshold,
    )
    yield Paragraph((Text(rule),))
    yield Paragraph(_massacre_count(w, material, section))
    yield from trend(w, section.count, section.trend, Noun.MASSACRES)
    yield from (massacre_box(w, record) for record in section.records)


def _torture(w: Writer, material: MonthlyMaterial, section: TortureSection) -> Iterator[Block]:
    figure = section.by_party.total.figure
    month = format_period(material.period, w.language)
    yield Heading(2, translate(w.language, "Deaths due to torture"), "torture")
    yield Paragraph(
        w.message(
            "{count} due to torture documented in {month}. They are part of the toll above and are not added to it.",
            count=w.counted(figure, Noun.DEATHS),
            month=month,
        )
        + w.cite(figure.id)
    )
    yield from trend(w, figure, section.trend, Noun.DEATHS)
    caption = translate(w.language, "Deaths due to torture by the party held responsible")
    table = toll_table(
        w, section.by_party, anchor="torture-table", caption=caption, axis=translate(w.language, "Party")
    )
    several = len(section.by_party.rows) > 1
    yield bar_chart(w, section.by_party, table, anchor="torture-chart", title=caption) if several else table
    yield from by_month(
        w, section.trend, anchor="torture-by-month", caption=translate(w.language, "Deaths due to torture by month")
    )
    yield from (person_box(w, case) for case in section.cases)


def _group(w: Writer, material: MonthlyMaterial, line: GroupLine) -> Runs:
    name = Text(w.label(line.label), strong=True)
    month = format_period(material.period, w.language)
    if line.figure is not None and line.figure.best > 0:
        count = w.counted(line.figure, Noun.DEATHS)
        said = w.message("{group}: {count} documented in {month}.", group=name, count=count, month=month)
        return said + w.cite(line.figure.id, notes=line.notes)
    if line.figure is not None and line.figure.high != 0:
        said = w.message("{group}: among the dead of {month}; how many is not stated.", group=name, month=month)
        return said + w.cite(line.figure.id, notes=line.notes)
    if line.looked_for:
        return w.message("{group}: none documented in {month}.", group=name, month=month) + w.marks(line.notes)
    return w.message("{group}: the register holds no count for {month}.", group=name, month=month) + w.marks(line.notes)


def _is_documented_zero(line: GroupLine) -> bool:
    return line.looked_for and (line.figure is None or line.figure.best == 0)


def _massacre_count(w: Writer, material: MonthlyMaterial, section: MassacreSection) -> Runs:
    month = format_period(material.period, w.language)
    if section.count.best == 0:
        return w.message("None was documented in {month}.", month=month)
    count = w.counted(section.count, Noun.MASSACRES)
    return w.message("Documented in {month}: {count}.", month=month, count=count) + w.cite(section.count.id)
