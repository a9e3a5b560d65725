"""The memorial list: persons by name, only where their families agreed to it and the switch is on (E10, E13)."""

from __future__ import annotations

from collections.abc import Iterator

from sijill.access import Remembered
from sijill.reports._document import Block, Column, Heading, Paragraph, Row, Table, Text
from sijill.reports._material import MonthlyMaterial
from sijill.reports._writer import Writer
from sijill.tolls.units import governorate_label
from sijill.values import format_count, format_date, translate


def memorial(w: Writer, material: MonthlyMaterial) -> Iterator[Block]:
    """Yield the names; nothing where nobody is to be named."""
    if not material.remembered:
        return
    yield Heading(2, translate(w.language, "In memory"), "memorial")
    yield Paragraph(
        w.message("Their families agreed that their names be printed here. The list is not complete and is no count.")
    )
    columns = (
        Column(translate(w.language, "Name")),
        Column(translate(w.language, "Age"), numeric=True),
        Column(translate(w.language, "Died on")),
        Column(translate(w.language, "Governorate")),
    )
    rows = tuple(_row(w, one) for one in material.remembered)
    yield Table("memorial-list", translate(w.language, "In memory"), columns, rows)


def _row(w: Writer, one: Remembered) -> Row:
    age = one.age.low if one.age is not None and one.age.low == one.age.high else None
    cells = (
        one.name.display(w.language),
        "—" if age is None else format_count(age, w.language),
        "—" if one.died_on is None else format_date(one.died_on, w.language),
        "—" if one.governorate is None else w.label(governorate_label(one.governorate)),
    )
    return Row(tuple((Text(cell),) for cell in cells), anchor=f"memorial-{one.record}")
