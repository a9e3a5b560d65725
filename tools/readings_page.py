"""
Write the page of the readings from their declarations: doors, arguments, columns, in both languages.

``python tools/readings_page.py`` writes docs/reference/readings.md, and the schema of what each verb that a reading
declares gives with ``--json``; a test holds them fresh.
"""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any

from sijill.readings import Argument, Column, Reading, declared_readings
from sijill.values import Language, translate

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/reference/readings.md"
SCHEMAS = ROOT / "docs/reference/schemas"

HEAD = """# Readings

What can be asked of a register, each declared once in `sijill.readings`. From the declaration come a verb, a call in
Python, a route of [the API](api.md), a page of [the desk](desk.md) and this page, which `python
tools/readings_page.py` writes. How to add one: [declare a reading](../how-to/declare-a-reading.md).

```python
from sijill import readings

late = readings.late(register, days=30)  # audience=Sensitivity.TEAM leaves out what the team may not see
late.to_polars()  # or .to_pandas(), .to_arrow(); a notebook shows the table by itself
late.to_csv("late.csv")  # or .to_xlsx, .to_parquet, .to_json
```

`--json` and the API give `{"NAME": [rows]}` under the key named below, a page at a time with `next` in the API; the
verbs take `--csv FILE`, `--xlsx FILE`, `--parquet FILE` and `--language`, and the desk's pages lead to the same
files. In a file a number with bounds is three cells (the best, `_low`, `_high`; an open end is empty), one without a
best value two (`_low`, `_high`), a sentence of ours two (`_en`, `_ar`). Text that a spreadsheet would compute gets an
apostrophe before it in CSV; in a workbook every text is typed as text. Polars and pandas are used where they are
installed. What is shown or taken out is in the access log, by id.

Columns marked *team* or *restricted* are left out for those who may not see them, and so are rows of records and
documents of which somebody may see nothing. An argument that may hold a name or words is in no address: the API and
the desk have a form of their own for it, or leave it out.

| route | scope | key | action |
|---|---|---|---|
"""


def render() -> str:
    """Return the page."""
    declared = list(declared_readings())
    routes = "".join(
        f"| `GET /{one.slug}` | read | `{one.name}` | {one.action} |\n" for one in declared if one.addressed is not None
    )
    return HEAD + routes + "".join(map(_section, declared))


def _section(one: Reading) -> str:
    says = inspect.getdoc(one.function) or ""
    verb = one.verb or one.slug
    page = f" · page `/table/{one.slug}/`" if one.addressed is not None else ""
    return (
        f"\n## {one.title}\n\n*{translate(Language.AR, one.title)}* · `sijill {verb}` · "
        f"`readings.{one.name}(register)`{page}\n\n{says}\n"
        + _table("argument", [_argument(each) for each in one.asks])
        + _columns(one.gives)
    )


def _argument(one: Argument) -> tuple[str, str]:
    more = [one.label, translate(Language.AR, one.label)]
    more += ["required"] if one.required else [f"default {one.default}"] if one.default is not None else []
    more += ["in no address"] if one.private else []
    more += ["one of " + ", ".join(f"`{word}`" for word in one.words)] if one.words else []
    return one.name, "; ".join(more)


def _columns(gives: tuple[Column, ...]) -> str:
    rows = [
        (
            one.name,
            f"{one.label}; {translate(Language.AR, one.label)}; {type(one).__name__.lower()}; {one.sensitivity.value}",
        )
        for one in gives
    ]
    return _table("column", rows)


def _table(head: str, rows: list[tuple[str, str]]) -> str:
    lines = "".join(f"| `{name}` | {says} |\n" for name, says in rows)
    return f"\n| {head} | says |\n|---|---|\n{lines}" if rows else ""


WHOLE = {"type": ["integer", "null"]}
TEXT = {"type": ["string", "null"]}
NUMBER = {"type": ["number", "null"]}
ENDS = {"type": ["object", "null"], "properties": {"low": NUMBER, "high": NUMBER}, "required": ["low", "high"]}
KINDS: dict[str, dict[str, Any]] = {
    "Between": ENDS,
    "SharesBetween": ENDS,
    "Count": WHOLE,
    "PartyNames": {"type": ["array", "null"], "items": {"type": "string"}},
    "Several": {"type": ["array", "null"], "items": {"type": "string"}},
    "Bilingual": {"type": ["object", "null"], "properties": {"en": TEXT, "ar": TEXT}, "required": ["en", "ar"]},
    "Range": {
        "type": ["object", "null"],
        "properties": {"low": WHOLE, "best": WHOLE, "high": WHOLE},
        "required": ["low", "best", "high"],
    },
}
"""By kind of column, what a cell is; every other kind is text."""


def schemas() -> dict[str, str]:
    """Return the schema of each verb that a reading declares, by the verb's name."""
    return {one.slug: json.dumps(_schema(one), indent=1) + "\n" for one in declared_readings() if not one.verb}


def _schema(one: Reading) -> dict[str, Any]:
    cells = {each.name: KINDS.get(type(each).__name__, TEXT) for each in one.gives}
    row = {"type": "object", "properties": cells, "required": list(cells)}
    said = {"type": "object", "properties": {"en": TEXT, "ar": TEXT}, "required": ["en", "ar"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": one.title,
        "type": "object",
        "properties": {one.name: {"type": "array", "items": row}, "notes": {"type": "array", "items": said}},
        "required": [one.name],
    }


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
    for name, schema in schemas().items():
        (SCHEMAS / f"{name}.json").write_text(schema, encoding="utf-8")
