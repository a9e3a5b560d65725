"""One cell of a table into one value of a property, or a refusal that names row, column and reason."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from sijill.actions.statements._statements import each_value
from sijill.actions.statements._vocabulary import (
    WRITTEN_GROUND,
    meant,
    separated,
    word_of,
)
from sijill.language import (
    NumberPhrase,
    printed_numbers,
)
from sijill.language.written_date import written_date
from sijill.model import Attribution, Measure, properties, to_json
from sijill.model.cards import declared
from sijill.model.parties import Parties, UnknownParty
from sijill.records import noun_of
from sijill.tables import TableMapping
from sijill.values import (
    CountRange,
    GeoPoint,
    Identifier,
    NameForm,
    NameKind,
    PartialDate,
    PersonName,
    SijillError,
    arabic_digits_to_ascii,
    message,
    script_of,
)


class UnreadableCell(SijillError):
    """A cell whose content the property cannot hold."""


GROUPS, AS_WRITTEN = "groups", "groups_as_written"

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

_AT_LEAST = re.compile(r"(?:min\.?|>=|≥)\s*(?=\d)", re.IGNORECASE)
_DOTTED = re.compile(r"\d\.\d{3}(?!\d)")
_MOST_DIGITS = 9
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,9})?")


def row_values(row: Mapping[str, str], mapping: TableMapping, *, incident: bool = False) -> dict[str, Any]:
    """
    Return the values of one row in JSON form, for its own record or for its incident.

    Raises UnreadableCell, naming the column.
    """
    kind = "incident" if incident else mapping.kind
    wanted = {_word(word, incident): column for word, column in mapping.columns.items() if _belongs(word, incident)}
    texts = {
        word: text for word, column in wanted.items() if (text := (row.get(column) or "").strip()) not in mapping.empty
    }
    texts |= {
        _word(w, incident): v for w, v in mapping.constants.items() if _belongs(w, incident) and isinstance(v, str)
    }
    values: dict[str, Any] = {
        _word(w, incident): v for w, v in mapping.constants.items() if _belongs(w, incident) and not isinstance(v, str)
    }
    try:
        values |= _joined_parts(texts)
    except (SijillError, ValueError) as reason:
        raise UnreadableCell(message("the columns of a name, point or range: {reason}"), reason=reason) from reason
    for word, text in texts.items():
        try:
            values[word] = _value(kind, word, text, mapping, prefix="incident." if incident else "")
        except (SijillError, ValueError) as reason:
            raise UnreadableCell(
                message("column {column}: {reason}"), column=repr(wanted.get(word, word)), reason=reason
            ) from reason
    return kept_as_written(kind, values)


def _belongs(word: str, incident: bool) -> bool:
    return word != "incident.key" and word.startswith("incident.") == incident


def _word(word: str, incident: bool) -> str:
    return word.removeprefix("incident.") if incident else word


def _joined_parts(texts: dict[str, str]) -> dict[str, Any]:
    """Take what several columns make together (names, points, identifiers, range ends) out of the texts."""
    values: dict[str, Any] = {}
    forms = [(part, texts.pop(part)) for part in ("name.ar", "name.en", "name.alias") if part in texts]
    if forms:
        values["name"] = PersonName(tuple(_form(part, text) for part, text in forms)).to_json()
    latitude, longitude = texts.pop("point.latitude", None), texts.pop("point.longitude", None)
    if latitude and longitude:
        values["point"] = GeoPoint.parse(latitude, longitude).to_json()
    schemes = [word for word in texts if word.startswith("identifiers.")]
    if schemes:
        given = [Identifier(word.partition(".")[2], texts.pop(word)) for word in schemes]
        values["identifiers"] = [to_json(one) for one in given]
    for stem in sorted({word.rpartition(".")[0] for word in texts if word.endswith((".low", ".high"))}):
        low, high = texts.pop(f"{stem}.low", None), texts.pop(f"{stem}.high", None)
        values[stem] = to_json(CountRange(_whole(low), _whole(high)))
    return values


def _form(part: str, text: str) -> NameForm:
    kind = NameKind.ALIAS if part == "name.alias" else NameKind.FULL
    return NameForm(text, script_of(text), None, kind)


def _whole(text: str | None) -> int | None:
    """Return one end of a range that has a column of its own. Raises UnreadableCell."""
    end = None if text is None else count_of(text)
    if end is not None and end.low != end.high:
        raise UnreadableCell(message("a column of low or high ends holds one number in each cell"))
    return None if end is None else end.low


def _value(kind: str, word: str, text: str, mapping: TableMapping, *, prefix: str) -> Any:
    card = declared(noun_of(kind), word)
    codes, form = mapping.values.get(prefix + word), mapping.formats.get(prefix + word)
    whole = not card.prop.many or (codes is not None and text in codes)
    pieces = (text,) if whole else separated(card, text, mapping.separator_of(prefix + word))
    read_pieces = [cell_value(kind, word, _decoded(word, piece, codes or {}), form=form) for piece in pieces]
    return read_pieces if card.prop.many else read_pieces[0]


def _decoded(word: str, text: str, codes: Mapping[str, str]) -> str:
    # A group that nobody prints is no reason to lose a person: its words are kept beside the record.
    if codes and text not in codes and word != GROUPS:
        raise UnreadableCell(
            message("value {text} is not in [values.{word}]; add it there or correct the row"),
            text=repr(text),
            word=word,
        )
    return codes.get(text, text)


def kept_as_written(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a row, with the words of its cells that name no group kept as they were written."""
    card = properties(noun_of(kind)).get(GROUPS)
    if card is None or GROUPS not in values:
        return values
    words = each_value(card, values[GROUPS])
    known = dict.fromkeys(slug for one in words if (slug := meant(card, one)) is not None)
    strange = [one for one in words if meant(card, one) is None]
    return {**values, GROUPS: list(known), AS_WRITTEN: strange}


def typed_values(kind: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON form of what a person typed for the properties of a record. Raises as ``cell_value``."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        card = declared(noun_of(kind), name)
        read_values = [cell_value(kind, name, one) for one in each_value(card, value)]
        found[name] = read_values if card.prop.many else read_values[0]
    return found


def cell_value(kind: str, word: str, text: Any, *, form: str | None = None) -> Any:
    """
    Return the JSON form of what a person or a table wrote for a property: "44+", "2020-05", a party's name.

    What is not text is taken as JSON already. Raises UnreadableCell, UnreadableDate,
    UnknownProperty, UnknownParty, UnknownWord.
    """
    if not isinstance(text, str):
        return text
    card = declared(noun_of(kind), word)
    hint = card.type
    if card.prop.words:
        return meant(card, text) or text
    if hint is Decimal:
        return number_of(text)
    if hint is CountRange:
        return to_json(count_of(text))
    if hint is PartialDate:
        return _date(text, form).edtf
    if hint is PersonName:
        return PersonName.of(text).to_json()
    if hint is Attribution:
        return to_json(attribution_of(text))
    if hint is Identifier:
        return to_json(Identifier.parse(text))
    if hint is GeoPoint:
        latitude, longitude, *precision = *arabic_digits_to_ascii(text).replace("،", ",").split(","), ""
        return GeoPoint.parse(latitude, longitude, precision[0].strip() if precision[1:] else "exact").to_json()
    if hint is bool:
        return _bool(text)
    if hint in WRITTEN_GROUND:
        return word_of(card, text)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        # An unknown category stops the row: a bare else would be a claim we cannot source.
        return word_of(card, text)
    return text


@functools.lru_cache(maxsize=10_000)
def count_of(text: str) -> CountRange:
    """
    Return the range of a cell such as 44, 44-50, 44+, "at least 44", "two dozen" or نصف مليون.

    Raises UnreadableCell, BackwardsRange.
    """
    plain = _AT_LEAST.sub("at least ", arabic_digits_to_ascii(text).strip(), count=1)
    # 4.000 is four thousand to one writer and four to a spreadsheet: a cell does not guess.
    found = [] if _DOTTED.search(plain) else [one for one in printed_numbers(plain) if _is_count(one.phrase)]
    spans = [(one.start, one.end) for one in found]
    if spans == [(0, len(plain))] and found[0].phrase.kind in ("plain", "at_least"):
        return CountRange(_bound(found[0].phrase.low), _bound(found[0].phrase.high))
    if len(found) == 2 and plain[spans[0][1] : spans[1][0]].strip() in ("-", "–", "—"):
        return CountRange(_bound(found[0].phrase.low), _bound(found[1].phrase.high))  # 50-44: refused by its ends
    raise UnreadableCell(message("{text} is not a number, a range (44-50) or a minimum (44+)"), text=repr(text))


def number_of(text: str) -> str:
    """Return a number in any digits as it is recorded: 12 or -3.5. Raises UnreadableCell."""
    plain = arabic_digits_to_ascii(text).strip().replace("\u066b", ".")  # the Arabic decimal separator
    if not _PLAIN_NUMBER.fullmatch(plain):
        raise UnreadableCell(message("{text} is not a number such as 12 or 3.5"), text=repr(text))
    return format(Decimal(plain).normalize(), "f")


def _is_count(phrase: NumberPhrase) -> bool:
    """Test whether a number counts people one by one: 12.5, 40 % and "dozens" do not."""
    ends = [end for end in (phrase.low, phrase.high) if end is not None]
    whole = all(end == int(end) and int(end) < 10**_MOST_DIGITS for end in ends)
    return whole and not phrase.vague and phrase.measure is Measure.COUNT


def _bound(end: Decimal | None) -> int | None:
    return None if end is None else int(end)


def attribution_of(text: str) -> Attribution:
    """Return the attribution that a cell names by slug or by any name of the party. Raises UnknownParty."""
    if text.lower() in ("unknown", "غير معروف", "مجهول"):
        return Attribution.unknown()
    tree = Parties.load()
    slug = tree.slug(text)
    if slug is None:
        raise UnknownParty("party", text, tree.slugs())
    return Attribution.unknown() if slug == "unknown" else Attribution.to(slug)


def _date(text: str, form: str | None) -> PartialDate:
    """Return the date of a cell: by its own form, or as people write it. Raises EitherOrder, UnreadableDate."""
    if form is not None:
        plain = arabic_digits_to_ascii(text).strip()
        return PartialDate.parse(datetime.strptime(plain, form).date().isoformat())  # noqa: DTZ007  (a day has no zone)
    return written_date(text)


def _bool(text: str) -> bool:
    if text.lower() not in TRUE_WORDS:
        raise UnreadableCell(message("{text} is neither yes nor no"), text=repr(text))
    return TRUE_WORDS[text.lower()]
