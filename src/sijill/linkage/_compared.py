"""The persons of lists as columns that are compared: names by their parts, days with their precision, places, ages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sijill.language.names import coarse_skeleton, name_parts, short_form, skeleton
from sijill.language.written import written_age
from sijill.linkage._spelling import Spellings
from sijill.values import PartialDate, SijillError, normal_key

NAMED = ("given", "father", "grandfather", "family")
"""The places of a name in a chain of three to four; what a short name does not have is not compared."""

TOLD_COLUMNS = (
    "id", "list", "name", "sex", "age", "birth_year", "died_on", "date_precision", "governorate", "district",
    "community", "official_id",
)  # fmt: skip
"""What a list may tell of a person (LINKAGE.md A1); only ``name`` has to be there."""


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """One person as a list tells of them; what is not told is empty. ``number`` is the row, from 0, of all lists."""

    number: int
    told: Mapping[str, str]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the name, at most four of them: what is longer keeps its first three and its last."""
        parts = name_parts(_BESIDE.sub(" ", self.told.get("name", "")))
        return parts if len(parts) <= len(NAMED) else (*parts[:3], parts[-1])

    @property
    def other_family(self) -> str:
        """The part that may be the family's name as well: given in brackets, or before the last of a long name."""
        name = self.told.get("name", "")
        beside = [part for said in _BESIDE.findall(name) for part in name_parts(said)[-1:]]
        parts = name_parts(_BESIDE.sub(" ", name))
        is_long = len(parts) > len(NAMED) or (len(parts) > 2 and parts[-1].startswith(("ابو", "abu")))
        return next(iter(beside), parts[-2] if is_long else "")

    @property
    def sex(self) -> str | None:
        """``f`` or ``m``, where it is told."""
        return _SEX.get(self.told.get("sex", "").strip().casefold())


def compared_columns(rows: Sequence[ListedPerson]) -> dict[str, list[Any]]:
    """
    Return the persons of lists by column: ``n`` their number, and for each place of a name (``given_a`` ...).

    ``_a`` is the spelling it stands for, ``_b`` the next likeliest, ``_k`` how it sounds and ``_c`` how it sounds
    coarsely. ``day`` is told where the whole day is known, ``month`` and ``year`` where they are.
    """
    spellings = Spellings(part for row in rows for part in row.parts)
    found: dict[str, list[Any]] = {
        "n": [row.number for row in rows],
        "list": [row.told.get("list", "") for row in rows],
    }
    for place, name in enumerate(NAMED):
        parts = [_placed(row.parts, place) for row in rows]
        spelled = [spellings.likeliest(part) if part else (None, None) for part in parts]
        found[f"{name}_a"], found[f"{name}_b"] = [one[0] for one in spelled], [one[1] for one in spelled]
        bare = [short_form(part) if part else "" for part in parts]
        found[f"{name}_k"] = [skeleton(part) or None for part in bare]
        found[f"{name}_c"] = [coarse_skeleton(part) or None for part in bare]
    found["family_o"] = [skeleton(row.other_family) or None for row in rows]
    days = [died_on(row) for row in rows]
    found |= {name: [day.get(name) for day in days] for name in ("day", "month", "year", "date")}
    found["born"] = [year_of_birth(row) for row in rows]
    found["age"] = [years_of_age(row) for row in rows]
    found["sex"] = [row.sex for row in rows]
    for name in ("governorate", "district", "community", "official_id"):
        found[name] = [normal_key(row.told.get(name, "")) or None for row in rows]
    return found


def _placed(parts: tuple[str, ...], place: int) -> str | None:
    """Return the part at a place of the chain: the last is always the family's name, where there is more than one."""
    if place == len(NAMED) - 1:
        return parts[-1] if len(parts) > 1 else None
    return parts[place] if parts and (place == 0 or place < len(parts) - 1) else None


def died_on(row: ListedPerson) -> dict[str, Any]:
    """Return what is known of a day of death: ``year``, ``date`` (the first it may be, counted), ``month``, ``day``."""
    text, precision = row.told.get("died_on", ""), row.told.get("date_precision", "")
    try:
        told = PartialDate.parse(text.strip()[:10]) if text.strip() else None
    except SijillError:
        return {}
    first = told.earliest if told is not None else None
    if told is None or first is None:
        return {}
    exact = told.earliest == told.latest and precision.strip().casefold() not in ("month", "year")
    known: dict[str, Any] = {"year": first.year, "date": first.toordinal()}
    if (
        told.latest is not None
        and (told.latest.year, told.latest.month) == (first.year, first.month)
        and precision != "year"
    ):
        known["month"] = f"{first:%Y-%m}"
    return known | ({"day": first.isoformat()} if exact else {})


def years_of_age(row: ListedPerson) -> int | None:
    """Return an age as a list writes it ("36", "7 months", "ثلاث سنوات"), in whole years."""
    text = row.told.get("age", "").strip()
    if text.isdecimal():
        return int(text)
    try:
        age = written_age(text) if text else None
    except SijillError:
        return None
    return age.low if age is not None and age.low == age.high else None


def year_of_birth(row: ListedPerson) -> int | None:
    """Return the year of birth, said (as a year or as a day) or by age and year of death."""
    said = row.told.get("birth_year", "").strip()
    if year := _BIRTH_YEAR.search(said):
        return int(year[0])
    age, died = years_of_age(row), died_on(row).get("year")
    return None if age is None or died is None else died - age


def years_apart(one: ListedPerson, other: ListedPerson) -> int | None:
    """Return how many years lie between two births; between two ages where a birth is unknown; None without either."""
    for told in (year_of_birth, years_of_age):
        ours, theirs = told(one), told(other)
        if ours is not None and theirs is not None:
            return abs(ours - theirs)
    return None


_BESIDE = re.compile(r"[(\[{`«\"]([^)\]}`»\"]*)(?:[)\]}`»\"]|$)")
_BIRTH_YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_SEX = {"female": "f", "f": "f", "أنثى": "f", "انثى": "f", "male": "m", "m": "m", "ذكر": "m"}
