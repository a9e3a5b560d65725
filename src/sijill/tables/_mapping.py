"""A mapping of somebody's table to our words: our word left, their column right."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sijill.model import NOUNS, properties
from sijill.model.territory import GROUND
from sijill.tables._slips import MappingBroken, refuse_slip, typed
from sijill.tables._span import SPAN_PARTS, column_of_span
from sijill.values import SCHEME, PartialDate, message

IMPORTED = ("incident", "victim", "tally", "published_figure", "party", "place", *GROUND)
"""The kinds of record a table may hold, one row a record."""

NAME_PARTS = ("name.en", "name.ar", "name.alias")
POINT_PARTS = ("point.latitude", "point.longitude")
RANGE_PARTS = ("low", "best", "high")
INCIDENT_KEY = "incident.key"

MAPPING_WORDS = (
    *("kind", "source", "columns", "values", "constants", "formats", "empty", "key", "identifiers", "join"),
    *("sheet", "header", "delimiter", "separator", "separators", "melt", "skip", "totals"),
    "optional",
)
"""What a mapping may say, in the order of docs/how-to/import-a-table.md."""

TOTALS = ("skip", "keep")


@dataclass(frozen=True, slots=True)
class Melt:
    """
    Columns of one measure each (a column a province) read as rows.

    Every cell of ``columns`` makes a row of its own, with the column's heading under ``name`` and the cell
    under ``value``: two columns that [columns] names as any other.
    """

    columns: tuple[str, ...]
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows that are not taken: by the line of the file, or by what a column says."""

    lines: frozenset[int] = frozenset()
    cells: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableMapping:
    """
    How one table is read.

    ``columns`` maps our word to their column; ``name.ar``, ``killed.low``,
    ``identifiers.SCHEME`` and ``point.latitude`` fill parts of a value, ``incident.happened_on`` a value of the
    incident that rows with the same ``incident.key`` share. ``values`` translates their
    codes, ``constants`` gives what every row has, ``formats`` how a date is written
    (strptime), ``separators`` what stands between several values in one cell, ``separator`` where a word has none of
    its own. ``empty`` are the words that mean "not known"; ``text`` is the mapping as it was written.

    ``key`` are the columns by which a later release knows a row again. ``header`` are the lines of the file that hold
    the headings (none: the first that is not blank), ``sheet`` the name or the number of a workbook's sheet, ``totals``
    what becomes of a row that sums up others ("": it is asked about). ``spans`` are columns that stand for two of the
    file, the first and the last day of a date (``happened_on.from``, ``happened_on.to``),
    ``optional`` those that a table of this kind may lack.
    """

    kind: str
    source: str
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, Any] = field(default_factory=dict)
    formats: Mapping[str, str] = field(default_factory=dict)
    empty: tuple[str, ...] = ("",)
    delimiter: str = ""
    separators: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    key: tuple[str, ...] = ()
    header: tuple[int, ...] = ()
    sheet: str | int | None = None
    melt: Melt | None = None
    skip: Skip = field(default_factory=Skip)
    separator: str = ""
    totals: str = ""
    spans: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    optional: frozenset[str] = frozenset()

    @property
    def joins_incidents(self) -> bool:
        """Test whether rows with one incident key share an incident."""
        return INCIDENT_KEY in self.columns

    @property
    def asked(self) -> frozenset[str]:
        """Return the columns that the file has to have."""
        named = {*self.columns.values(), *self.key, *self.skip.cells} - set(self.spans)
        named.update(*self.spans.values())
        named -= self.optional
        return frozenset(named - {self.melt.name, self.melt.value} | set(self.melt.columns) if self.melt else named)

    def separator_of(self, word: str) -> str | None:
        """Return what stands between several values of a word in one cell; None where nothing is said."""
        return self.separators.get(word, self.separator) or None


def parse_mapping(text: str) -> TableMapping:
    """Read a mapping. Raises MappingBroken, naming the word, the one that is meant, and those there are."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise MappingBroken(message("the mapping is not TOML: {reason}; correct that line"), reason=reason) from reason
    for word in given:
        if word not in MAPPING_WORDS:
            refuse_slip(
                word,
                MAPPING_WORDS,
                message("a mapping has no part {word}; did you mean {nearest}? it has: {known}"),
                message("a mapping has no part {word}; it has: {known}"),
            )
    kind = given.get("kind")
    if kind not in IMPORTED:
        refuse_slip(
            str(kind),
            IMPORTED,
            message("kind = {word} cannot be imported; did you mean {nearest}? one of: {known}"),
            message("kind = {word} cannot be imported; one of: {known}"),
        )
    if not given.get("source"):
        raise MappingBroken(message('the mapping names no source; add source = "who made the list"'))
    columns, spans = _spanned(str(kind), _columns(given))
    mapping = TableMapping(
        str(kind),
        str(given["source"]),
        columns,
        {
            word: {str(a): str(b) for a, b in typed(codes, dict, f"values.{word}").items()}
            for word, codes in typed(given.get("values", {}), dict, "values").items()
        },
        typed(given.get("constants", {}), dict, "constants"),
        typed(given.get("formats", {}), dict, "formats"),
        tuple(map(str, typed(given.get("empty", [""]), list, "empty"))),
        typed(given.get("delimiter", ""), str, "delimiter"),
        typed(given.get("separators", {}), dict, "separators"),
        text,
        key=tuple(columns.get(one, _heading(one)) for one in _several(given.get("key", ()))),
        header=tuple(typed(one, int, "header") for one in _several(given.get("header", ()))),
        sheet=given.get("sheet"),
        melt=_melt(given.get("melt")),
        skip=_skip(given.get("skip", ())),
        separator=typed(given.get("separator", ""), str, "separator"),
        totals=typed(given.get("totals", ""), str, "totals"),
        spans=spans,
        optional=frozenset(map(_heading, _several(given.get("optional", ())))),
    )
    for word in (*columns, *mapping.constants, *mapping.separators, *mapping.values, *mapping.formats):
        _refuse_unknown(mapping.kind, word)
    if not columns:
        raise MappingBroken(
            message("the mapping names no columns; add [columns] with our word left and their column right")
        )
    if mapping.totals not in ("", *TOTALS):
        raise MappingBroken(
            message("totals = {word} means nothing; it is one of: {known}"),
            word=repr(mapping.totals),
            known=", ".join(TOTALS),
        )
    return mapping


def _columns(given: Mapping[str, Any]) -> dict[str, str]:
    """Return the columns, those of identifiers and of what rows of another table are met by among them."""
    own = typed(given.get("columns", {}), dict, "columns")
    schemes = typed(given.get("identifiers", {}), dict, "identifiers")
    joins = typed(given.get("join", {}), dict, "join")
    named = {
        **own,
        **{f"identifiers.{scheme}": column for scheme, column in schemes.items()},
        **{f"{kind}.key": column for kind, column in joins.items()},
    }
    return {word: _heading(typed(column, str, word)) for word, column in named.items()}


def _spanned(kind: str, columns: Mapping[str, str]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Return the columns with the two ends of a date as one, and what those stand for."""
    told, spans = dict(columns), {}
    for stem in dict.fromkeys(word.rpartition(".")[0] for word in columns if word.endswith(".to")):
        first, last = (f"{stem}.{part}" for part in SPAN_PARTS)
        noun = NOUNS["incident" if stem.startswith("incident.") else kind]
        card = properties(noun).get(stem.removeprefix("incident."))
        if first in told and card is not None and card.type is PartialDate:
            name = column_of_span(told[first], told[last])
            spans[name] = (told.pop(first), told.pop(last))
            told[stem] = name
    return told, spans


def _heading(text: str) -> str:
    """Return a heading as tables are read: what a spreadsheet breaks over lines is one line."""
    return " ".join(str(text).split())


def _several(given: Any) -> Sequence[Any]:
    return given if isinstance(given, list | tuple) else (given,)


def _melt(given: Any) -> Melt | None:
    if given is None:
        return None
    into = typed(typed(given, dict, "melt").get("into", {}), dict, "melt.into")
    columns = tuple(_heading(one) for one in _several(given.get("columns", ())))
    if not columns or set(given) != {"columns", "into"} or set(into) != {"name", "value"}:
        raise MappingBroken(
            message(
                '[melt] has columns = ["their column", ...], into.name = "governorate" and into.value = "killed"; '
                "[columns] then takes governorate and killed as columns of the table"
            )
        )
    return Melt(columns, _heading(into["name"]), _heading(into["value"]))


def _skip(given: Any) -> Skip:
    lines: set[int] = set()
    cells: dict[str, frozenset[str]] = {}
    for one in _several(given):
        if isinstance(one, dict):
            cells |= {_heading(column): frozenset(map(str, _several(said))) for column, said in one.items()}
        else:
            lines.add(typed(one, int, "skip"))
    return Skip(frozenset(lines), cells)


def _refuse_unknown(kind: str, word: str) -> None:
    if word == INCIDENT_KEY:
        return
    noun, name = (
        (NOUNS["incident"], word.removeprefix("incident.")) if word.startswith("incident.") else (NOUNS[kind], word)
    )
    known = properties(noun)
    if name in known or (name in NAME_PARTS and "name" in known) or (name in POINT_PARTS and "point" in known):
        return
    stem, _, part = name.partition(".")
    if stem in known and (part in RANGE_PARTS or (stem == "identifiers" and SCHEME.fullmatch(part))):
        return
    refuse_slip(
        word,
        known,
        message("{kind} has no property {word}; did you mean {nearest}? it has: {known}"),
        message("{kind} has no property {word}; it has: {known}"),
        kind=kind,
    )
