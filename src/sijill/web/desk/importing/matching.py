"""The columns of a table beside our words: what stands in each, what it fills, and what somebody chose."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sijill.actions.tables import cell_value
from sijill.model import NOUNS, properties
from sijill.model.cards import Declared
from sijill.tables import Table, TableMapping, mapping_text, parse_mapping
from sijill.values import SijillError, message
from sijill.web.desk.importing.our_words import card_of, closed_list, is_date, label_of

SAMPLES, SAMPLE_LENGTH = 3, 40
MOST_CODES = 60
"""So many different values of a column are listed to be translated into our words."""
MOST_LISTED = 400
ORDERS = {
    "": message("as it is written"),
    "%d/%m/%Y": message("day/month/year"),
    "%m/%d/%Y": message("month/day/year"),
    "%d.%m.%Y": message("day.month.year"),
    "%d-%m-%Y": message("day-month-year"),
}
"""How a column of dates may be written, as ``strptime`` reads it."""
FREE_CONSTANTS = 2
"""So many empty lines for what every row has stand below those that are filled."""


class TwoColumnsOneWord(SijillError):
    """Two columns that are to fill one property."""


@dataclass(frozen=True, slots=True)
class CodeLine:
    """One value of a column, how often it stands there, and the word of ours that it means; ``name`` is its field's."""

    name: str
    text: str
    rows: int
    ours: str
    is_known: bool


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """
    One column beside the word that it fills.

    ``codes`` are its values where the word takes a closed list, ``words`` that list, ``order`` how its dates are
    written, None for a column of no dates. A column that fills two properties stands there twice.
    """

    name: str
    column: str
    samples: tuple[str, ...]
    word: str
    label: str
    is_key: bool
    codes: tuple[CodeLine, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    order: str | None = None

    @property
    def has_unread(self) -> bool:
        """Whether some value of the column means nothing to us so far."""
        return any(not one.ours and not one.is_known for one in self.codes)


class Matching:
    """A table, the mapping that it has so far, and its columns in lines; none where that mapping cannot read it yet."""

    def __init__(self, table: Table | None, text: str) -> None:
        """Take the table as that mapping reads it."""
        self.table, self.mapping, self._given = table, parse_loosely(text), tomllib.loads(text)

    @cached_property
    def lines(self) -> list[ColumnLine]:
        """The columns of the table in their order."""
        if self.table is None:
            return []
        words: dict[str, list[str]] = {}
        for word, column in self.mapping.columns.items():
            words.setdefault(column, []).append(word)
        named = [one for one in dict.fromkeys(self.table.header) if one][:MOST_LISTED]
        pairs = [(column, word) for column in named for word in words.get(column, [""])]
        return [self._line(f"c{at}", column, word) for at, (column, word) in enumerate(pairs)]

    def _line(self, name: str, column: str, word: str) -> ColumnLine:
        rows = self.table.rows if self.table else ()
        counted = Counter(text for row in rows if (text := row.cells.get(column, "").strip()))
        samples = tuple(text[:SAMPLE_LENGTH] for text in list(counted)[:SAMPLES])
        label = label_of(self.mapping.kind, word) if word else ""
        line = ColumnLine(name, column, samples, word, label, column in self.mapping.key)
        card = card_of(self.mapping.kind, word) if word else None
        if card is None:
            return line
        if is_date(card):
            return replace(line, order=self.mapping.formats.get(word, ""))
        if listed := closed_list(card):
            codes = tuple(self._codes(line, card, counted))
            return replace(line, words=tuple(listed), codes=codes)
        return line

    def _codes(self, line: ColumnLine, card: Declared, counted: Counter[str]) -> Iterator[CodeLine]:
        said = self.mapping.values.get(line.word, {})
        given = {text: rows for text, rows in counted.items() if text not in self.mapping.empty}
        for at, (text, rows) in enumerate(list(given.items())[:MOST_CODES]):
            known = _is_understood(self.mapping, line.word, card, text)
            yield CodeLine(f"{line.name}-{at}", text, rows, said.get(text, ""), known)

    @property
    def constants(self) -> list[tuple[str, str]]:
        """What every row has, as words and texts, with empty lines below."""
        held = [(word, text) for word, text in self.mapping.constants.items() if isinstance(text, str)]
        return [*held, *[("", "")] * FREE_CONSTANTS]

    def as_sent(self, sent: Mapping[str, str]) -> list[ColumnLine]:
        """Return the columns with what a form chose for them, also where that was refused."""
        return [
            replace(
                line,
                word=sent.get(line.name, line.word),
                is_key=f"{line.name}-key" in sent,
                codes=tuple(replace(one, ours=sent.get(one.name, one.ours)) for one in line.codes),
                order=None if line.order is None else sent.get(f"{line.name}-order", line.order),
            )
            for line in self.lines
        ]

    def chosen(self, sent: Mapping[str, str]) -> str:
        """Return the mapping that a page's form says, as text. Raises TwoColumnsOneWord, MappingBroken."""
        given = {name: value for name, value in self._given.items() if name not in ("identifiers", "join")}
        columns: dict[str, str] = {} if self.table else dict(self.mapping.columns)
        values = {word: dict(codes) for word, codes in self.mapping.values.items()}
        formats = dict(self.mapping.formats)
        for line in self.lines:
            word = sent.get(line.name, "").strip()
            if word and word in columns:
                raise TwoColumnsOneWord(
                    message("two columns are to fill {word}: {one} and {other}; choose one of them"),
                    word=label_of(self.mapping.kind, word),
                    one=repr(columns[word]),
                    other=repr(line.column),
                )
            if word:
                columns[word] = line.column
            if word and word == line.word:
                for code in line.codes:
                    ours = sent.get(code.name, "")
                    values.setdefault(word, {}).pop(code.text, None)
                    values[word] |= {code.text: ours} if ours else {}
                if line.order is not None:
                    formats[word] = sent.get(f"{line.name}-order", "")
        constants = {word: text for word, text in self.mapping.constants.items() if not isinstance(text, str)}
        for at in range(len(self.constants)):
            if (word := sent.get(f"k{at}", "").strip()) and (text := sent.get(f"k{at}-text", "").strip()):
                constants[word] = text
        key = [line.column for line in self.lines if sent.get(f"{line.name}-key")] if self.table else self.mapping.key
        given |= {
            "kind": sent.get("kind") or self.mapping.kind,
            "source": sent.get("source", "").strip() or self.mapping.source,
            "key": list(dict.fromkeys(key)),
            "totals": sent.get("totals", ""),
            "empty": [one.strip() for one in sent.get("empty", "").split(",")],
            "columns": columns,
            "values": {word: codes for word, codes in values.items() if codes and word in columns},
            "formats": {word: form for word, form in formats.items() if form and word in columns},
            "constants": {word: text for word, text in constants.items() if word not in columns},
        }
        given |= _layout(sent)
        return mapping_text(given)


def _layout(sent: Mapping[str, str]) -> dict[str, Any]:
    """Return where the headings stand, and on which sheet, as far as a form says it."""
    found: dict[str, Any] = {}
    if "header" in sent:
        lines = [int(one) for one in sent["header"].replace("،", ",").split(",") if one.strip().isdecimal()]
        found["header"] = lines if len(lines) != 1 else lines[0]
    if "sheet" in sent:
        sheet = sent["sheet"].strip()
        found["sheet"] = int(sheet) if sheet.isdecimal() and len(sheet) < 3 else sheet  # else it is a year
    return found


def parse_loosely(text: str) -> TableMapping:
    """Return a mapping, also one that takes no column yet. Raises MappingBroken."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return parse_mapping(text)  # which says the line
    if given.get("columns"):
        return parse_mapping(text)
    # A mapping of nothing is refused where it is to be imported; while somebody chooses it is where they begin.
    noun = NOUNS.get(str(given.get("kind")))
    known = parse_mapping(mapping_text({**given, "columns": {next(iter(properties(noun))): "-"} if noun else {}}))
    return replace(known, columns={}, text=text)


def _is_understood(mapping: TableMapping, word: str, card: Declared, text: str) -> bool:
    """Test whether a cell is read without a translation."""
    kind = "incident" if word.startswith("incident.") else mapping.kind
    try:
        value = cell_value(kind, card.name, text)
    except (SijillError, ValueError):
        return False
    return not card.prop.words or value in card.prop.words
