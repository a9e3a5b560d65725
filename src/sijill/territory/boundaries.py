"""Boundaries of a dataset: what its columns hold, whatever they are called, and its features."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sijill.model.phrases import fold
from sijill.values import PartialDate, SijillError, message

_AR_LETTER = re.compile(r"[\u0621-\u064a]")
_EN_LETTER = re.compile(r"[A-Za-z]")
_CODE = re.compile(r"[A-Z]{0,4}[-_ ]?\d[\d.-]*")
_LEVEL = re.compile(r"adm(?:in)?_?(\d)")
_NAME_COLUMN = re.compile(r"(?:^|_)(?:name?|nam|shapename)(?:_|$)|name$|^name")
_CODE_COLUMN = re.compile(r"p_?code|shapeid|(?:^|_)code$")
_FORMER = re.compile(r"prev|old|former|alt")
_VALID = {"valid_from": ("validon", "valid_on", "valid_from"), "valid_to": ("validto", "valid_to"),
          "updated": ("update_dat", "update_date", "updated", "date")}  # fmt: skip
_SUFFIX = re.compile(r"\s*(?:[-–]\s*|\()([^()–-]+)\)?\s*$")
_NOTHING = {"", "<null>", "null", "none", "nan", "n/a", "-"}


class ColumnUnknown(SijillError):
    """A column that was named and that no feature has, or features in which no column names a place."""


class CodeTwice(SijillError):
    """Two features with one code."""


@dataclass(frozen=True, slots=True)
class Feature:
    """
    One feature: its number in the file (from 1), names in both scripts, code, and the names of what it lies in.

    ``level`` is its administrative level where the dataset tells one: the level itself where its own columns bear it
    (``is_level_told``), else the first below its parents', and it may lie deeper. ``valid`` is the time of its code in
    EDTF;
    ``geometry`` a GeoJSON geometry in WGS 84.
    """

    number: int
    names: tuple[str, ...]
    parents: tuple[str, ...]
    geometry: Mapping[str, Any] = field(repr=False)
    pcode: str | None = None
    level: int | None = None
    valid: str | None = None
    is_level_told: bool = True

    @property
    def key(self) -> str:
        """By what its shape is named: its code, else its number."""
        return self.pcode or str(self.number)

    @property
    def name(self) -> str:
        """The name to print, else its code."""
        return next(iter(self.names), self.key)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that hold names (best first), codes, parents and dates, and what was odd about them."""

    names: tuple[str, ...]
    pcode: str | None
    parents: tuple[str, ...]
    level: int | None
    is_level_told: bool
    dates: Mapping[str, str]
    notes: tuple[tuple[str, Mapping[str, str]], ...] = ()


def find_columns(
    rows: Sequence[Mapping[str, Any]],
    *,
    name_en: str | None = None,
    name_ar: str | None = None,
    pcode: str | None = None,
) -> Columns:
    """
    Return what the columns of features hold, told from their contents; a column that is named is taken.

    Columns may be swapped (English in ``ADM0_AR``) or repeat (one name for two features): the script of the contents
    counts, and the name that is unique comes first. Raises ColumnUnknown.
    """
    held = {
        one: [_held_text(row.get(one)) for row in rows] for one in dict.fromkeys(key for row in rows for key in row)
    }
    for asked in filter(None, (name_en, name_ar, pcode)):
        if asked not in held:
            raise ColumnUnknown(
                message("no feature has a column {column}; there are: {columns}"),
                column=repr(asked),
                columns=", ".join(held),
            )
    scripts = {one: script for one, texts in held.items() if (script := _script(texts))}
    levels = {one: int(found[1]) for one in held if (found := _LEVEL.match(one.lower()))}
    plain = [one for one in held if one not in levels and _NAME_COLUMN.search(one.lower())]
    deepest = max(levels.values(), default=None)
    own = plain or [one for one in levels if levels[one] == deepest]
    named = {language: _best_names(own, held, scripts, language) for language in ("latin", "arabic")}
    names = [*filter(None, (name_en, name_ar))] or [*named["latin"], *named["arabic"]]
    if not names:
        raise ColumnUnknown(
            message("no column holds the names of places; name it with --name-en or --name-ar, one of: {columns}"),
            columns=", ".join(held),
        )
    codes = [one for one in held if scripts.get(one) == "code" and not _FORMER.search(one.lower())]
    own_codes = [
        one for one in codes if (one not in levels if plain else one in own) and _CODE_COLUMN.search(one.lower())
    ]
    level = deepest if not plain else None if deepest is None else deepest + 1
    parents = [one for one, at in levels.items() if one not in own and not _CODE_COLUMN.search(one.lower())]
    dates = {what: one for what, known in _VALID.items() for one in held if one.lower() in known and any(held[one])}
    return Columns(
        names=tuple(dict.fromkeys(names)),
        pcode=pcode or next(iter(own_codes), None),
        parents=tuple(parents),
        level=level,
        is_level_told=not plain,
        dates=dates,
        notes=tuple(_notes(held, scripts, names)),
    )


def features(
    rows: Sequence[tuple[int, Mapping[str, Any], Mapping[str, Any]]], columns: Columns, valid: str | None = None
) -> list[Feature]:
    """
    Return the features of (number, properties, geometry); ``valid`` is when their codes held, where no column says.

    Raises CodeTwice.
    """
    made = []
    for number, held, geometry in rows:
        parents = tuple(dict.fromkeys(text for one in columns.parents if (text := _held_text(held.get(one)))))
        names = (line for one in columns.names for line in _held_text(held.get(one)).splitlines())
        plain = tuple(dict.fromkeys(_without_parent(" ".join(name.split()), parents) for name in names if name.strip()))
        code = _held_text(held.get(columns.pcode or "")) or None
        when = valid or _valid(held, columns)
        made.append(Feature(number, plain, parents, geometry, code, columns.level, when, columns.is_level_told))
    seen: dict[str, Feature] = {}
    for one in made:
        if one.pcode and (other := seen.setdefault(one.pcode, one)) is not one:
            raise CodeTwice(
                message(
                    "features {one} ({name}) and {other} ({other_name}) have one code, {code}, in column {column}; "
                    "correct the file, or name another column with --pcode"
                ),
                one=str(other.number), name=other.name, other=str(one.number), other_name=one.name, code=one.pcode,
                column=repr(columns.pcode),
            )  # fmt: skip
    return made


def bounds(geometry: Mapping[str, Any]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a GeoJSON geometry, in degrees."""
    corners = list(_corners(geometry["coordinates"]))
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _corners(held: Any) -> Iterable[tuple[float, float]]:
    if held and isinstance(held[0], int | float):
        yield float(held[0]), float(held[1])
    else:
        for one in held:
            yield from _corners(one)


def place_slug(name: str) -> str:
    """Return a name as ASCII letters and hyphens, as control and maps call a place."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’ʼ`]", "", plain)).strip("-")


def slug_of(place: Any) -> str:
    """Return how control and maps call a place: its identifier of the scheme ``slug``, else its name so written."""
    own = next((one.value for one in place.identifiers if one.scheme == "slug"), "")
    return own or place_slug(place.name or "") or str(place.id)


def parted(names: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return names in Latin and in Arabic letters, each once."""
    each = tuple(dict.fromkeys(names))
    arabic = tuple(name for name in each if _AR_LETTER.search(name))
    return tuple(name for name in each if name not in arabic), arabic


def _held_text(value: Any) -> str:
    text = "" if value is None else str(value).strip()
    return "" if text.lower() in _NOTHING else text


def _script(texts: Sequence[str]) -> str | None:
    """Return what most of a column is: Latin names, Arabic names or codes."""
    kinds = Counter(
        "code"
        if _CODE.fullmatch(text)
        else "arabic"
        if _AR_LETTER.search(text)
        else "latin"
        if _EN_LETTER.search(text)
        else ""
        for text in texts
        if text
    )
    kind, _ = kinds.most_common(1)[0] if kinds else ("", 0)
    return kind or None


def _best_names(
    own: Sequence[str], held: Mapping[str, Sequence[str]], scripts: Mapping[str, str], script: str
) -> list[str]:
    fit = [one for one in own if scripts.get(one) == script]
    return sorted(fit, key=lambda one: len(held[one]) - len(set(held[one])))


def _notes(
    held: Mapping[str, Sequence[str]], scripts: Mapping[str, str], names: Sequence[str]
) -> Iterable[tuple[str, Mapping[str, str]]]:
    for one, script in scripts.items():
        said = (
            "arabic" if re.search(r"_ar(_|$)", one.lower()) else "latin" if re.search(r"_en(_|$)", one.lower()) else ""
        )
        if said and script in ("latin", "arabic") and said != script:
            yield message("column {column} holds the other script than its name says"), {"column": one}
    for one in names:
        often = [name for name, n in Counter(filter(None, held[one])).items() if n > 1]
        if often:
            yield message("column {column} gives one name to several features"), {"column": one}


def _without_parent(name: str, parents: Sequence[str]) -> str:
    """Return a name without the parent that tells it from its namesakes: "Andalus (Aleppo)"."""
    end = _SUFFIX.search(name)
    known = {fold(one) for one in parents}
    return name[: end.start()] if end and end.start() and fold(end[1].strip()) in known else name


def _valid(held: Mapping[str, Any], columns: Columns) -> str | None:
    """Return when a feature's code held, in EDTF; None where no column says so in a way that can be read."""
    days = {what: _held_text(held.get(one))[:10] for what, one in columns.dates.items()}
    text = f"{days['valid_from']}/{days.get('valid_to') or '..'}" if days.get("valid_from") else days.get("updated", "")
    try:
        return PartialDate.parse(text).edtf if text else None
    except SijillError:
        return None
