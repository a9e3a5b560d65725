"""One row of a table into the values of a record; what nobody can read stays at its property as it is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sijill.actions.statements._vocabulary import meant, separated
from sijill.actions.tables._cells import GROUPS, UnreadableCell, cell_value, kept_groups
from sijill.language.written import DayOrder, Whereabouts, day_order, one_cell_point, written_count, written_point
from sijill.language.written_date import EitherOrder
from sijill.model import properties, to_json
from sijill.model.as_written import AsWritten
from sijill.model.cards import declared
from sijill.model.territory import GROUND
from sijill.records import noun_of
from sijill.tables import TableMapping
from sijill.values import (
    CountRange,
    GeoPoint,
    Identifier,
    Language,
    NameForm,
    NameKind,
    PartialDate,
    PersonName,
    SijillError,
    message,
    script_of,
)

ENDS = ("low", "best", "high")


@dataclass(frozen=True, slots=True)
class KeptWords:
    """
    Words of a column that were not read: they stand at their property as written, and never count.

    ``why`` is the reason without what it says of the one cell, so that cells can be grouped by it.
    """

    column: str
    words: str
    reason: str
    why: str = ""
    reason_ar: str = ""


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What only a whole column tells: which number of its dates is the day, and where its points lie."""

    orders: Mapping[str, DayOrder] = field(default_factory=dict)
    points: Mapping[bool, Whereabouts] = field(default_factory=dict)


def column_facts(rows: Iterable[Mapping[str, str]], mapping: TableMapping) -> ColumnFacts:
    """Return what the columns of a table tell of each of their cells."""
    listed = list(rows)
    dates = {word: column for word, column in mapping.columns.items() if _type_of(word, mapping) is PartialDate}
    orders = {
        word: order
        for word, column in dates.items()
        if (order := day_order(row.get(column, "") for row in listed)) is not None
    }
    points = {}
    for incident in (False, True):
        words = (f"{'incident.' if incident else ''}{one}" for one in (POINT, *_DEGREES))
        columns = [column for word in words if (column := mapping.columns.get(word)) is not None]
        if columns:
            points[incident] = Whereabouts.of(_points(listed, columns))
    return ColumnFacts(orders, points)


POINT = "point"
_DEGREES = (f"{POINT}.latitude", f"{POINT}.longitude")


def _points(rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> Iterable[GeoPoint]:
    for row in rows:
        try:
            yield _point_in([row.get(column, "") for column in columns])
        except SijillError:
            continue


def _point_in(cells: Sequence[str], precision: str = "exact") -> GeoPoint:
    """Return the point of one cell, or of two. Raises NoPoint, UnreadablePoint, UnreadableCell for half of one."""
    if len(cells) == 1:
        return one_cell_point(cells[0])
    if not all(cell.strip() for cell in cells):
        raise UnreadableCell(message("half a point: latitude and longitude stand together or not at all"))
    return written_point(cells[0], cells[1], precision)


def _type_of(word: str, mapping: TableMapping) -> Any:
    kind = "incident" if word.startswith("incident.") else mapping.kind
    card = properties(noun_of(kind)).get(word.removeprefix("incident."))
    return None if card is None else card.type


def row_values(
    row: Mapping[str, str],
    mapping: TableMapping,
    *,
    incident: bool = False,
    facts: ColumnFacts | None = None,
    kept: list[KeptWords] | None = None,
    is_named: bool = False,
) -> dict[str, Any]:
    """
    Return the values of one row in JSON form, for its own record or for its incident.

    A row whose mapped columns are all empty has none: constants alone make no record, unless the row ``is_named`` by a
    key or by the code of its incident: somebody of whom nothing else is known. No cell refuses a person, an
    incident or a line: what cannot be read stands at its property as it is written, and is added to ``kept``. Raises
    UnreadableCell, naming the column, for the records of the ground, which are nothing without their values.
    """
    read = _Row(row, mapping, facts or ColumnFacts(), incident)
    values = read.values_of(is_named=is_named)
    if kept is not None:
        kept.extend(read.kept)
    return values


class _Row:
    """One row that is being read."""

    def __init__(self, row: Mapping[str, str], mapping: TableMapping, facts: ColumnFacts, incident: bool) -> None:
        self.mapping, self.facts, self.incident = mapping, facts, incident
        self.kind, self.prefix = ("incident", "incident.") if incident else (mapping.kind, "")
        self.columns = {_word(word, incident): one for word, one in mapping.columns.items() if _belongs(word, incident)}
        self.texts = {
            word: text
            for word, column in self.columns.items()
            if (text := (row.get(column) or "").strip()) not in mapping.empty
        }
        self.values: dict[str, Any] = {}
        self.kept: list[KeptWords] = []

    def values_of(self, *, is_named: bool) -> dict[str, Any]:
        if not self.texts and not is_named:
            return {}
        constants = {
            _word(word, self.incident): one
            for word, one in self.mapping.constants.items()
            if _belongs(word, self.incident)
        }
        self.texts |= {word: one for word, one in constants.items() if isinstance(one, str)}
        self.values = {word: one for word, one in constants.items() if not isinstance(one, str)}
        self._names()
        self._point()
        self._identifiers()
        for stem in dict.fromkeys(word.rpartition(".")[0] for word in self.texts if word.endswith(_ENDINGS)):
            self._range(stem)
        for word, text in self.texts.items():
            self._word(word, text)
        return kept_groups(self.kind, self.values)

    def _word(self, word: str, text: str) -> None:
        card, codes = declared(noun_of(self.kind), word), self.mapping.values.get(self.prefix + word, {})
        whole = not card.prop.many or text in codes
        pieces = (text,) if whole else separated(card, text, self.mapping.separator_of(self.prefix + word))
        for piece in pieces:
            try:
                value = self._value(word, piece, codes)
            except SijillError as reason:
                value = self._keep(word, (self.columns.get(word, word),), piece, reason)
            if card.prop.many:
                self.values.setdefault(word, []).append(value)
            else:
                self.values[word] = value

    def _value(self, word: str, piece: str, codes: Mapping[str, str]) -> Any:
        form, order = self.mapping.formats.get(self.prefix + word), self.facts.orders.get(self.prefix + word)
        try:
            value = cell_value(self.kind, word, codes.get(piece, piece), form=form, order=order)
        except EitherOrder as reason:
            raise UnreadableCell(
                message(
                    "no cell of the column tells which number is the month; say under [formats] how it writes a day: "
                    '{word} = "%d/%m/%Y"'
                ),
                word=self.prefix + word,
            ) from reason
        except SijillError as reason:
            if not codes or piece in codes:
                raise
            raise _not_listed(word, piece) from reason
        # A text takes any words, so that there a list of codes is all there is.
        if codes and piece not in codes and word != GROUPS and value == piece and not _is_known(self.kind, word, piece):
            raise _not_listed(word, piece)
        return value

    def _names(self) -> None:
        forms = [(part, self.texts.pop(part)) for part in ("name.ar", "name.en", "name.alias") if part in self.texts]
        if forms:
            self.values["name"] = PersonName(tuple(_form(part, text) for part, text in forms)).to_json()

    def _point(self) -> None:
        parts = (POINT,) if POINT in self.texts else _DEGREES
        given = [self.texts.pop(part, "") for part in parts]
        precision = self.texts.pop(f"{POINT}.precision", "exact")
        if not any(given):
            return
        try:
            point = _point_in(given, precision)
            if (around := self.facts.points.get(self.incident)) is not None and around.is_exchanged(point):
                raise UnreadableCell(
                    message("latitude and longitude seem to stand in each other's place; exchange the two columns")
                )
            self.values[POINT] = point.to_json()
        except SijillError as reason:
            self.values[POINT] = self._keep(POINT, self._columns_of(parts), ", ".join(given), reason)

    def _identifiers(self) -> None:
        for word in [word for word in self.texts if word.startswith("identifiers.")]:
            text = self.texts.pop(word)
            try:
                value = to_json(Identifier(word.partition(".")[2], _whole_number(text)))
            except SijillError as reason:
                value = self._keep("identifiers", (self.columns[word],), text, reason)
            self.values.setdefault("identifiers", []).append(value)

    def _range(self, stem: str) -> None:
        given = {end: text for end in ENDS if (text := self.texts.pop(f"{stem}.{end}", None)) is not None}
        try:
            numbers = {end: _one_number(text) for end, text in given.items()}
            low, best, high = (numbers.get(end) for end in ENDS)
            alone = best if "low" not in given and "high" not in given else None
            value = CountRange(low, high, best=best) if alone is None else CountRange.exactly(alone)
            self.values[stem] = to_json(value)
        except SijillError as reason:
            words = "; ".join(f"{end}: {text}" for end, text in given.items())
            self.values[stem] = self._keep(stem, self._columns_of(f"{stem}.{end}" for end in given), words, reason)

    def _columns_of(self, words: Iterable[str]) -> Sequence[str]:
        return [column for word in words if (column := self.columns.get(word)) is not None]

    def _keep(self, word: str, columns: Sequence[str], words: str, reason: Exception) -> Any:
        """Keep words that were not read. Raises UnreadableCell for the ground, whose records are their values."""
        column = ", ".join(columns) or word
        if self.kind in GROUND:
            raise UnreadableCell(message("column {column}: {reason}"), column=repr(column), reason=reason) from reason
        why = reason.message if isinstance(reason, SijillError) else type(reason).__name__
        self.kept.append(KeptWords(column, words, str(reason), why, in_arabic(reason)))
        return AsWritten(words).to_json()


def in_arabic(reason: Exception) -> str:
    """Return why something was not read, in Arabic."""
    return reason.in_language(Language.AR) if isinstance(reason, SijillError) else str(reason)


_ENDINGS = tuple(f".{end}" for end in ENDS)


def _not_listed(word: str, text: str) -> UnreadableCell:
    return UnreadableCell(
        message("value {text} is not in [values.{word}]; add it there or correct the row"), text=repr(text), word=word
    )


def _is_known(kind: str, word: str, text: str) -> bool:
    """Test whether a closed list that a property has knows a word, or the property has none."""
    return meant(declared(noun_of(kind), word), text) is not None


def _belongs(word: str, incident: bool) -> bool:
    return word != "incident.key" and word.startswith("incident.") == incident


def _word(word: str, incident: bool) -> str:
    return word.removeprefix("incident.") if incident else word


def _form(part: str, text: str) -> NameForm:
    kind = NameKind.ALIAS if part == "name.alias" else NameKind.FULL
    return NameForm(text, script_of(text), None, kind)


def _whole_number(text: str) -> str:
    """Return a number of theirs as they print it: a spreadsheet turns 900001 into 900001.0."""
    whole, point, rest = text.partition(".")
    return whole if point and rest.strip("0") == "" and whole.isdigit() else text


def _one_number(text: str) -> int:
    """Return one number of a range that has columns of its own. Raises UnreadableCount, UnreadableCell."""
    end = written_count(text)
    if end.low is None or end.low != end.high:
        raise UnreadableCell(message("a column of low, best or high numbers holds one number in each cell"))
    return end.low
