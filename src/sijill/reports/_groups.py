"""Torture, the groups of victims with a part of their own, and how many massacres."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.reports._cases import person_box
from sijill.reports._charts import bar_chart
from sijill.reports._material import GroupLine, MonthlyMaterial
from sijill.reports._nouns import Noun
from sijill.reports._tables import toll_table
from sijill.reports._toll import by_month
from sijill.reports._trend import trend
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Bullets, Heading, Paragraph, Run, Runs, Text
from sijill.values import message, translate, translate_n

WITHHELD_NUMBER = message("{group}: the number for {month} is withheld, since a person could be recognised.")


def torture(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the deaths due to torture: inside the toll and never added to it."""
    section = material.torture
    if section is None:
        return
    figure = section.by_party.total.figure
    yield Heading(2, translate(w.language, "Deaths due to torture"), "torture")
    yield Paragraph(
        w.message(
            "{count} due to torture documented {when}. They are part of the toll above and are not added to it.",
            count=w.counted(figure, Noun.DEATHS),
            when=w.when,
        )
        + w.cite(figure.id)
    )
    yield from trend(w, figure, section.trend, Noun.DEATHS)
    caption = translate(w.language, "Deaths due to torture by the party held responsible")
    table = toll_table(
        w, section.by_party, anchor="torture-table", caption=caption, axis=translate(w.language, "Party")
    )
    several = len(section.by_party.rows) > 1
    chart = bar_chart(w, section.by_party, table, anchor="torture-chart", title=caption, looks=material.looks)
    yield chart if several else table
    yield from by_month(
        w, section.trend, anchor="torture-by-month", caption=translate(w.language, "Deaths due to torture by month")
    )
    yield from (person_box(w, case) for case in section.cases)


def torture_withheld(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield that the number of deaths due to torture is too small to be told."""
    title = translate(w.language, "Deaths due to torture")
    yield Heading(2, title, "torture")
    yield Paragraph(w.message(WITHHELD_NUMBER, group=Text(title), month=w.month))


def groups(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the groups of victims; a group that was looked for and not found is said so (S1.18)."""
    yield Heading(2, translate(w.language, "Media, medical, relief and civil defence workers"), "workers")
    yield Bullets(tuple(_group(w, line) for line in material.groups))
    if any(line.looked_for and (line.figure is None or line.figure.best == 0) for line in material.groups):
        yield Paragraph(
            w.message(
                "\u201cNone documented\u201d means that such deaths were looked for and none was documented. "
                "It does not mean that there was none."
            )
        )
    yield from (person_box(w, case) for line in material.groups for case in line.cases)


def massacres(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield how many massacres were documented, with the rule that makes an incident one."""
    section = material.massacres
    if section is None:
        return
    rule = translate_n(
        w.language,
        "A massacre is here an attack that killed {n} or more peaceful persons in one incident.",
        "A massacre is here an attack that killed {n} or more peaceful persons in one incident.",
        section.threshold,
    )
    yield Paragraph((Text(rule),))
    said = w.message("None was documented {when}.", when=w.when)
    if section.count.best != 0:
        count = w.counted(section.count, Noun.MASSACRES)
        said = w.message("Documented {when}: {count}.", when=w.when, count=count) + w.cite(section.count.id)
    yield Paragraph(said)
    yield from trend(w, section.count, section.trend, Noun.MASSACRES)


def _group(w: Writer, line: GroupLine) -> Runs:
    places: dict[str, Runs | Run | str] = {
        "group": Text(w.label(line.label), strong=True),
        "month": w.month,
        "when": w.when,
    }
    if line.figure is not None and line.figure.high != 0:
        said = message("{group}: among the dead of {month}; how many is not stated.")
        if line.figure.best > 0:
            said = message("{group}: {count} documented {when}.")
            places["count"] = w.counted(line.figure, Noun.DEATHS)
        return w.message(said, **places) + w.cite(line.figure.id, notes=line.notes)
    said = message("{group}: the register holds no count for {month}.")
    if line.withheld:
        said = WITHHELD_NUMBER
    elif line.looked_for:
        said = message("{group}: none documented {when}.")
    return w.message(said, **places) + w.marks(line.notes)
