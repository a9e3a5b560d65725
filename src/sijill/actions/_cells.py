"""One cell of a table into one value of a property, or a refusal that names row, column and reason."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sijill.actions._mapping import TableMapping
from sijill.model import Attribution, Parties, declared, to_json
from sijill.records import noun_of
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
    script_of,
)


class UnreadableCell(SijillError):
    """A cell whose content the property cannot hold."""


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

COUNT = re.compile(
    r"(?:(?P<least>at least|min\.?|>=|≥)\s*)?(?P<low>\d{1,9})(?:(?P<plus>\+)|\s*[-–—]\s*(?P<high>\d{1,9}))?"
)


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
        raise UnreadableCell(f"the columns of a name, point or range: {reason}") from reason
    for word, text in texts.items():
        try:
            values[word] = _value(kind, word, text, mapping, prefix="incident." if incident else "")
        except (SijillError, ValueError) as reason:
            raise UnreadableCell(f"column {wanted.get(word, word)!r}: {reason}") from reason
    return values


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
    return None if text is None else int(arabic_digits_to_ascii(text).replace(",", ""))


def _value(kind: str, word: str, text: str, mapping: TableMapping, *, prefix: str) -> Any:
    codes = mapping.values.get(prefix + word)
    if codes is not None:
        if text not in codes:
            raise UnreadableCell(f"value {text!r} is not in [values.{word}]; add it there or correct the row")
        text = codes[text]
    return cell_value(kind, word, text, form=mapping.formats.get(prefix + word))


def cell_value(kind: str, word: str, text: Any, *, form: str | None = None) -> Any:
    """
    Return the JSON form of what a person or a table wrote for a property: "44+", "2020-05", a party's name.

    What is not text is taken as JSON already. Raises UnreadableCell, UnreadableDate, UnknownProperty.
    """
    if not isinstance(text, str):
        return text
    hint = declared(noun_of(kind), word).type
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
    if hint is bool:
        return _bool(text)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return _coded(hint, word, text)
    return text


def count_of(text: str) -> CountRange:
    """Return the range of a cell such as 44, 44-50, 44+ or "at least 44". Raises UnreadableCell, BackwardsRange."""
    found = COUNT.fullmatch(arabic_digits_to_ascii(text).replace(",", "").strip().lower())
    if found is None:
        raise UnreadableCell(f"{text!r} is not a number, a range (44-50) or a minimum (44+)")
    low = int(found["low"])
    if found["high"]:
        return CountRange(low, int(found["high"]))
    return CountRange(low, None if found["plus"] or found["least"] else low)


def attribution_of(text: str) -> Attribution:
    """Return the attribution that a cell names by slug or by any name of the party. Raises UnreadableCell."""
    if text.lower() in ("unknown", "غير معروف", "مجهول"):
        return Attribution.unknown()
    slug = Parties.load().slug(text)
    if slug is None:
        raise UnreadableCell(
            f"no party is called {text!r}; map it in [values.attribution] to a slug of the parties tree"
        )
    return Attribution.unknown() if slug == "unknown" else Attribution.to(slug)


def _date(text: str, form: str | None) -> PartialDate:
    if form is None:
        return PartialDate.parse(arabic_digits_to_ascii(text))
    return PartialDate.parse(datetime.strptime(arabic_digits_to_ascii(text), form).date().isoformat())  # noqa: DTZ007  (a day has no zone)


def _bool(text: str) -> bool:
    if text.lower() not in TRUE_WORDS:
        raise UnreadableCell(f"{text!r} is neither yes nor no")
    return TRUE_WORDS[text.lower()]


def _coded(hint: type[enum.Enum], word: str, text: str) -> str:
    """An unknown category stops the row: a bare else would be a claim we cannot source."""
    known = [member.value for member in hint]
    if text.lower() not in known:
        raise UnreadableCell(f"value {text!r} is not one of {', '.join(known)}; map it in [values.{word}]")
    return text.lower()
