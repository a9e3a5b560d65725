"""One cell of a table into one value of a property; what nobody can read stays at the property as it is written."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from sijill.actions.statements._statements import each_value
from sijill.actions.statements._vocabulary import WRITTEN_GROUND, meant, separated, word_of
from sijill.language.written import (
    DayOrder,
    Whereabouts,
    day_order,
    one_cell_point,
    written_age,
    written_count,
    written_point,
)
from sijill.language.written_date import EitherOrder, written_date
from sijill.model import Attribution, properties, to_json
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
    UnknownWord,
    arabic_digits_to_ascii,
    message,
    script_of,
)
from sijill.wording.attribution import read_attribution


class UnreadableCell(SijillError):
    """A cell whose content the property cannot hold."""


GROUPS, GROUPS_AS_WRITTEN = "groups", "groups_as_written"
AGE = "age"
ENDS = ("low", "best", "high")

TRUE_WORDS = {
    "yes": True,
    "true": True,
    "1": True,
    "y": True,
    "نعم": True,
    "no": False,
    "false": False,
    "0": False,
    "n": False,
    "لا": False,
}

_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,9})?")


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
        pair = [mapping.columns.get(f"{'incident.' if incident else ''}point.{part}") for part in _DEGREES]
        if None not in pair:
            points[incident] = Whereabouts.of(_points(listed, *map(str, pair)))
    return ColumnFacts(orders, points)


_DEGREES = ("latitude", "longitude")


def _points(rows: Iterable[Mapping[str, str]], latitude: str, longitude: str) -> Iterable[GeoPoint]:
    for row in rows:
        try:
            yield written_point(row.get(latitude, ""), row.get(longitude, ""))
        except SijillError:
            continue


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
) -> dict[str, Any]:
    """
    Return the values of one row in JSON form, for its own record or for its incident.

    A row whose mapped columns are all empty has none: constants alone make no record. No cell refuses a person, an
    incident or a line: what cannot be read stands at its property as it is written, and is added to ``kept``. Raises
    UnreadableCell, naming the column, for the records of the ground, which are nothing without their values.
    """
    read = _Row(row, mapping, facts or ColumnFacts(), incident)
    values = read.values_of()
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

    def values_of(self) -> dict[str, Any]:
        if not self.texts:
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
        parts = tuple(f"point.{one}" for one in _DEGREES)
        given = [self.texts.pop(part, "") for part in parts]
        if not any(given):
            return
        try:
            if not all(given):
                raise UnreadableCell(message("half a point: latitude and longitude stand together or not at all"))
            point = written_point(*given)
            if (around := self.facts.points.get(self.incident)) is not None and around.is_exchanged(point):
                raise UnreadableCell(
                    message("latitude and longitude seem to stand in each other's place; exchange the two columns")
                )
            self.values["point"] = point.to_json()
        except SijillError as reason:
            self.values["point"] = self._keep("point", self._columns_of(parts), ", ".join(given), reason)

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


def kept_groups(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of a row, with the words of its cells that name no group kept as they were written."""
    card = properties(noun_of(kind)).get(GROUPS)
    if card is None or GROUPS not in values:
        return dict(values)
    words = each_value(card, values[GROUPS])
    known = dict.fromkeys(slug for one in words if (slug := meant(card, one)) is not None)
    strange = [one for one in words if meant(card, one) is None]
    return {**values, GROUPS: list(known), GROUPS_AS_WRITTEN: strange}


def typed_values(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON form of what a person typed for the properties of a record. Raises as ``cell_value``."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        card = declared(noun_of(kind), name)
        read_values = [cell_value(kind, name, one) for one in each_value(card, value)]
        found[name] = read_values if card.prop.many else read_values[0]
    return found


def cell_value(kind: str, word: str, text: Any, *, form: str | None = None, order: DayOrder | None = None) -> Any:
    """
    Return the JSON form of what a person or a table wrote for a property: "44+", "2020-05", a party's name.

    ``form`` (strptime) and ``order`` say how a column writes its days. What is not text is taken as JSON already.
    Raises UnreadableCell, UnreadableDate, UnknownProperty, UnknownParty, UnknownWord, and what language.written raises.
    """
    if not isinstance(text, str):
        return text
    card = declared(noun_of(kind), word)
    hint = card.type
    if card.prop.words:
        word_meant = meant(card, text) or text
        if word_meant not in card.prop.words:
            raise UnknownWord(word, text, card.prop.words)
        return word_meant
    if hint is Decimal:
        return number_of(text)
    if hint is CountRange:
        return to_json(written_age(text) if word == AGE else written_count(text))
    if hint is PartialDate:
        return _date(text, form, order).edtf
    if hint is PersonName:
        return PersonName.of(text).to_json()
    if hint is Attribution:
        return to_json(read_attribution(text))
    if hint is Identifier:
        return to_json(Identifier.parse(text))
    if hint is GeoPoint:
        return one_cell_point(text).to_json()
    if hint is bool:
        return _bool(text)
    if hint in WRITTEN_GROUND:
        return word_of(card, text)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        # An unknown category is never taken for the nearest: a bare else would be a claim we cannot source.
        return word_of(card, text)
    return text


def number_of(text: str) -> str:
    """Return a number in any digits as it is recorded: 12 or -3.5. Raises UnreadableCell."""
    plain = arabic_digits_to_ascii(text).strip().replace("\u066b", ".")  # the Arabic decimal separator
    if not _PLAIN_NUMBER.fullmatch(plain):
        raise UnreadableCell(message("{text} is not a number such as 12 or 3.5"), text=repr(text))
    return format(Decimal(plain).normalize(), "f")


def _date(text: str, form: str | None, order: DayOrder | None) -> PartialDate:
    """Return the date of a cell: by its own form, or as people write it. Raises EitherOrder, UnreadableDate."""
    if form is not None:
        plain = arabic_digits_to_ascii(text).strip()
        try:
            day = datetime.strptime(plain, form).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError as reason:
            raise UnreadableCell(message("the date is not written as [formats] says ({form})"), form=form) from reason
        return PartialDate.on(day)
    return written_date(text, order)


def _bool(text: str) -> bool:
    if text.lower() not in TRUE_WORDS:
        raise UnreadableCell(message("{text} is neither yes nor no"), text=repr(text))
    return TRUE_WORDS[text.lower()]
