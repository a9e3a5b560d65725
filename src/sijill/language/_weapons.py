"""Weapons and causes: the forms that sources use, and the cause class each belongs to."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from sijill.model.phrases import Found, Phrases
from sijill.values import SijillError, message


class WeaponsBroken(SijillError):
    """A weapons file with a field missing or an unknown cause."""


@dataclass(frozen=True, slots=True)
class WeaponEntry:
    """One weapon or cause; a broad one (explosion, strike) gives way to a narrower one."""

    slug: str
    label_en: str
    label_ar: str
    cause: str
    en: tuple[str, ...] = ()
    ar: tuple[str, ...] = ()
    broad: bool = False


class Weapons:
    """The weapons, by every form."""

    def __init__(self, entries: Iterable[WeaponEntry]) -> None:
        """Take the entries; the first that lists a form has it."""
        self._entries = {entry.slug: entry for entry in entries}
        self._phrases = Phrases(
            (form, entry.slug) for entry in self._entries.values() for form in (*entry.en, *entry.ar)
        )

    @classmethod
    def load(cls) -> Weapons:
        """Return the weapons that come with Sijill, read once."""
        return _shipped_weapons()

    @classmethod
    def parse(cls, toml: str) -> Weapons:
        """Return the weapons written in a TOML text. Raises WeaponsBroken, naming the block."""
        tables = tomllib.loads(toml)
        causes = tables.get("causes", {})
        entries = []
        for slug, table in tables.get("weapon", {}).items():
            missing = sorted({"label_en", "label_ar", "cause"} - set(table))
            if missing:
                raise WeaponsBroken(
                    message("weapon {slug}: missing {missing}; write these fields in the block"),
                    slug=repr(slug),
                    missing=missing,
                )
            if table["cause"] not in causes:
                raise WeaponsBroken(
                    message("weapon {slug}: cause {table} is not among [causes]; add it there"),
                    slug=repr(slug),
                    table=repr(table["cause"]),
                )
            entries.append(
                WeaponEntry(
                    slug=slug,
                    label_en=table["label_en"],
                    label_ar=table["label_ar"],
                    cause=causes[table["cause"]],
                    en=tuple(table.get("en", ())),
                    ar=tuple(table.get("ar", ())),
                    broad=table.get("broad", False),
                )
            )
        return cls(entries)

    @property
    def entries(self) -> tuple[WeaponEntry, ...]:
        """Every weapon, in the order of the file."""
        return tuple(self._entries.values())

    def get(self, slug: str) -> WeaponEntry | None:
        """Return one weapon, or None."""
        return self._entries.get(slug)

    def cause(self, slug: str) -> str:
        """Return the SDG cause class of a weapon; an unknown weapon has an unknown cause."""
        entry = self._entries.get(slug)
        return entry.cause if entry else "Unknown"

    def find(self, text: str) -> list[Found]:
        """Return the weapons named in a text as (start, end, slug), in order and without overlap."""
        return self._phrases.find(text)

    def meant(self, found: Iterable[Found]) -> str | None:
        """Return the weapon a sentence means: the first narrow one, else the first."""
        slugs = [one.key for one in found]
        narrow = [slug for slug in slugs if not self._entries[slug].broad]
        chosen = narrow or slugs
        return chosen[0] if chosen else None


@functools.cache
def _shipped_weapons() -> Weapons:
    return Weapons.parse(files("sijill.language").joinpath("lexicon/weapons.toml").read_text(encoding="utf-8"))


@functools.lru_cache(maxsize=1024)
def weapon_label(slug: str) -> Mapping[str, str] | None:
    """Return the label of a weapon, also one spelled otherwise than ours (``air_strike``), or None."""
    known, spoken = Weapons.load(), slug.replace("_", " ")
    entry = known.get(slug)
    if entry is None:
        whole = [one.key for one in known.find(spoken) if (one.start, one.end) == (0, len(spoken))]
        entry = known.get(whole[0]) if whole else None
    return {"en": entry.label_en, "ar": entry.label_ar} if entry else None
