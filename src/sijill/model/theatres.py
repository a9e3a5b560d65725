"""A theatre of war as data: its parties, what "the army" means there, and what tells that a text speaks of it."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from sijill.model.parties import Parties, PartyEntry, party_entry, theatres_folder, world_parties
from sijill.model.phrases import fold
from sijill.values import SijillError, UnknownWord, message

FILE = "theatre.toml"
WORLD = "world"
_NAME_LISTS = ("cues", "abroad", "states", "nobody")
_PARTY_GROUPS = ("sides", "at_peace")
_FIELDS = {
    "name",
    "label_en",
    "label_ar",
    "extends",
    "state",
    "since",
    "merged",
    "parties",
    *_NAME_LISTS,
    *_PARTY_GROUPS,
}


class TheatreBroken(SijillError):
    """A theatre file that cannot be read, or in which one name means two parties."""


class UnknownTheatre(UnknownWord):
    """A theatre that is neither shipped nor a file."""


@dataclass(frozen=True, eq=False)
class Theatre:
    """
    One theatre (DESIGN 11.5), in which the states of the world always take part.

    ``own`` are the parties that its files tell of; ``abroad`` those of them that act elsewhere too, so that
    naming them does not tell of this theatre; ``state`` the state it lies in, ``states`` those that act in it.
    ``cues`` are further names that tell of it, ``nobody`` phrases that hold a party's word and name no party.
    Before the year ``since`` its generic words mean nobody. ``merged`` maps branches to the party that the
    exchange shape of claims tells. ``sides`` are parties that fight together, ``at_peace`` pairs of sides that do not
    fight each other. ``places`` is where its own table of places stands when one was imported.
    """

    name: str
    label_en: str
    label_ar: str
    parties: Parties
    own: frozenset[str]
    state: str | None
    since: int | None
    cues: tuple[str, ...]
    abroad: frozenset[str]
    states: frozenset[str]
    nobody: tuple[str, ...]
    merged: Mapping[str, str]
    places: Path | None = None
    sides: tuple[tuple[str, ...], ...] = ()
    at_peace: tuple[tuple[str, ...], ...] = ()

    @classmethod
    def load(cls, name: str) -> Theatre:
        """Return a theatre that comes with Sijill, read once. Raises UnknownTheatre."""
        return _load(name)

    @classmethod
    def read(cls, path: Path) -> Theatre:
        """Return the theatre of a file, or of a folder with a theatre.toml. Raises TheatreBroken, PartyTreeBroken."""
        file = path / FILE if path.is_dir() else path
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as reason:
            raise TheatreBroken(
                message("{file} is no theatre that can be read; make one with sijill theatre new"), file=str(file)
            ) from reason
        return _parsed(text, str(file), file.parent)

    @classmethod
    def named(cls, wish: str) -> Theatre:
        """Return the theatre that a name or a path means. Raises UnknownTheatre and what ``read`` raises."""
        return cls.read(Path(wish)) if wish not in theatre_names() and Path(wish).exists() else _load(wish)


@functools.cache
def theatre_names() -> tuple[str, ...]:
    """Return the names of the theatres that come with Sijill, the world first."""
    return (WORLD, *sorted(one.name for one in theatres_folder().iterdir() if (one / FILE).is_file()))


@functools.cache
def _load(name: str) -> Theatre:
    if name not in theatre_names():
        raise UnknownTheatre("theatre", name, theatre_names())
    if name == WORLD:
        return _built({"name": WORLD, "label_en": "The world", "label_ar": "العالم"}, WORLD, None)
    folder = theatres_folder() / name
    return _parsed((folder / FILE).read_text(encoding="utf-8"), name, folder)


def _parsed(text: str, where: str, folder: Traversable) -> Theatre:
    try:
        tables = tomllib.loads(text)
        parties = folder / "parties.toml"
        if parties.is_file():
            tables["parties"] = tomllib.loads(parties.read_text(encoding="utf-8")) | tables.get("parties", {})
    except tomllib.TOMLDecodeError as reason:
        raise TheatreBroken(
            message("theatre {file} is not TOML: {reason}; correct that line"), file=where, reason=reason
        ) from reason
    return _built(tables, where, folder if isinstance(folder, Path) else None)


def _built(tables: Mapping[str, Any], where: str, folder: Path | None) -> Theatre:
    """Build a theatre on the one it extends, the world unless another is named."""
    unknown, missing = sorted(set(tables) - _FIELDS), sorted({"name", "label_en", "label_ar"} - set(tables))
    if unknown or missing:
        raise TheatreBroken(
            message("theatre {file}: unknown fields {unknown}, missing fields {missing}; correct them"),
            file=where,
            unknown=unknown,
            missing=missing,
        )
    extends = tables.get("extends", WORLD)
    base = _load(extends) if tables["name"] != WORLD else None
    entries = dict(world_parties()) if base is None else {one: base.parties.get(one) for one in base.parties.slugs()}
    given = tables.get("parties", {})
    for slug, table in given.items():
        entries[slug] = (
            _extended(entries[slug], table) if _only_names(slug, table, entries) else party_entry(slug, table)
        )
    words = {name: tuple(tables.get(name, ())) for name in _NAME_LISTS}
    groups = {name: tuple(tuple(group) for group in tables.get(name, ())) for name in _PARTY_GROUPS}
    tree = Parties(entries)
    _refuse_shared(tree, given, where)
    grouped = (slug for of_one_name in groups.values() for group in of_one_name for slug in group)
    for slug in (tables.get("state"), *words["abroad"], *words["states"], *tables.get("merged", {}).values(), *grouped):
        if slug is not None:
            tree.get(slug)
    return Theatre(
        name=tables["name"],
        label_en=tables["label_en"],
        label_ar=tables["label_ar"],
        parties=tree,
        own=frozenset(given) | (base.own if base else frozenset()),
        state=tables.get("state", base.state if base else None),
        since=tables.get("since", base.since if base else None),
        cues=(*words["cues"], *(base.cues if base else ())),
        abroad=frozenset(words["abroad"]) | (base.abroad if base else frozenset()),
        states=frozenset(words["states"]) | (base.states if base else frozenset()),
        nobody=(*words["nobody"], *(base.nobody if base else ())),
        merged={**(base.merged if base else {}), **tables.get("merged", {})},
        places=folder / "places.tsv" if folder else None,
        sides=(*groups["sides"], *(base.sides if base else ())),
        at_peace=(*groups["at_peace"], *(base.at_peace if base else ())),
    )


def _only_names(slug: str, table: object, entries: Mapping[str, PartyEntry]) -> bool:
    """Test whether a block gives a party of the extended theatre further names, and nothing else."""
    names = {"aliases_en", "aliases_ar", "generic_en", "generic_ar"}
    return slug in entries and isinstance(table, Mapping) and set(table) <= names


def _extended(entry: PartyEntry, table: Mapping[str, Any]) -> PartyEntry:
    more: dict[str, Any] = {name: (*getattr(entry, name), *given) for name, given in table.items()}
    return replace(entry, **more)


def _refuse_shared(tree: Parties, own: Iterable[str], where: str) -> None:
    """Refuse one name for two parties, unless one is part of the other or they bore it one after the other."""
    holders: dict[str, list[PartyEntry]] = {}
    for slug in tree.slugs():
        entry = tree.get(slug)
        for name in {fold(one.removeprefix("=")) for one in (*entry.names, *entry.generic)}:
            holders.setdefault(name, []).append(entry)
    mine = set(own)
    for name, entries in holders.items():
        for at, one in enumerate(entries):
            for other in entries[at + 1 :]:
                if {one.slug, other.slug} & mine and not _may_share(one, other, tree):
                    raise TheatreBroken(
                        message("theatre {file}: {name} is a name of {one} and of {other}; leave it to one of them"),
                        file=where,
                        name=repr(name),
                        one=one.slug,
                        other=other.slug,
                    )


def _may_share(one: PartyEntry, other: PartyEntry, tree: Parties) -> bool:
    apart = any(a.until and b.since and a.until <= b.since for a, b in ((one, other), (other, one)))
    return apart or one.slug in tree.ancestors(other.slug) or other.slug in tree.ancestors(one.slug)
