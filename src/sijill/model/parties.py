"""The parties to the conflict: who they are, what they are called, and whose part they were when."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from sijill.model.phrases import EXACT_MARK, Phrases, fold
from sijill.values import SijillError, UnknownWord, message
from sijill.values.remembered import forget_by_theatres


class PartyTreeBroken(SijillError):
    """A parties file with an unknown parent, a party above itself, or a field missing."""


class UnknownParty(UnknownWord):
    """A slug that the parties file does not have, refused with the one that is meant."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Part of an alliance from one day to another; an open side is None."""

    of: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """
    One party: its stance-free labels, the names sources use, and its place in the tree.

    ``generic`` words ("the army", المعارضة) mean it only where a text speaks of its theatre.
    """

    slug: str
    label_en: str
    label_ar: str
    kind: str
    parent: str | None = None
    aliases_en: tuple[str, ...] = ()
    aliases_ar: tuple[str, ...] = ()
    generic_en: tuple[str, ...] = ()
    generic_ar: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    member_of: tuple[Membership, ...] = ()
    supported_by: tuple[str, ...] = ()
    succeeds: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called wherever it is named, labels first; a label that is a generic word is none of them."""
        generic = {fold(form.removeprefix(EXACT_MARK)) for form in self.generic}
        forms = (self.label_en, self.label_ar, *self.aliases_en, *self.aliases_ar)
        return tuple(form for form in forms if fold(form.removeprefix(EXACT_MARK)) not in generic)

    @property
    def generic(self) -> tuple[str, ...]:
        """What it is called only in its theatre."""
        return (*self.generic_en, *self.generic_ar)

    def existed(self, on: date) -> bool:
        """Test whether the name was in use on a day."""
        return _holds(self.since, self.until, on)


_KNOWN: dict[str, Parties] = {}


class Parties:
    """The tree of parties: that of a theatre, with the states of the world, or a methodology's own."""

    def __init__(self, entries: Mapping[str, PartyEntry]) -> None:
        """Take the entries by slug. Raises PartyTreeBroken when the tree does not hold."""
        self._entries = dict(entries)
        _refuse_broken(self._entries)
        self._phrases = Phrases(
            (alias, entry.slug) for entry in self._entries.values() for alias in (*entry.names, *entry.generic)
        )

    @classmethod
    def load(cls) -> Parties:
        """Return the parties of every theatre that comes with Sijill or was taken in, with the world's states."""
        return _KNOWN.setdefault("parties", _shipped_parties())

    @classmethod
    def take_in(cls, theirs: Iterable[PartyEntry]) -> None:
        """Let the parties of a register's own theatre be known in this process, beside the shipped ones."""
        known, own = cls.load()._entries, {entry.slug: entry for entry in theirs}
        if own.items() - known.items():
            _KNOWN["parties"] = cls({**known, **own})
            forget_by_theatres()

    @classmethod
    def parse(cls, toml: str) -> Parties:
        """Return the parties written in a TOML text. Raises PartyTreeBroken, naming the party."""
        try:
            tables = tomllib.loads(toml)
        except tomllib.TOMLDecodeError as error:
            raise PartyTreeBroken(
                message("the parties file is not TOML: {reason}; correct that line"), reason=error
            ) from error
        return cls({slug: party_entry(slug, table) for slug, table in tables.items()})

    def __contains__(self, slug: object) -> bool:
        """Test whether there is a party with this slug."""
        return slug in self._entries

    def slugs(self) -> tuple[str, ...]:
        """Return all slugs in the order of the file."""
        return tuple(self._entries)

    def get(self, slug: str) -> PartyEntry:
        """Return one party. Raises UnknownParty."""
        if slug not in self._entries:
            raise UnknownParty("party", slug, self._entries)
        return self._entries[slug]

    def ancestors(self, slug: str, on: date | None = None) -> tuple[str, ...]:
        """
        Return what the party is part of, nearest first, itself left out.

        The tree comes first; with a day, the alliances it belonged to on that day follow.
        """
        chain: list[str] = []
        queue = [slug]
        while queue:
            entry = self.get(queue.pop(0))
            above = [entry.parent] if entry.parent else []
            if on is not None:
                above += [m.of for m in entry.member_of if _holds(m.since, m.until, on)]
            fresh = [name for name in above if name not in chain and name != slug]
            chain += fresh
            queue += fresh
        return tuple(chain)

    def slug(self, alias: str, on: date | None = None) -> str | None:
        """
        Return the slug that a name stands for, or None.

        Some names passed from one body to another ("Syrian government"): with a day,
        the one that bore it on that day is meant.
        """
        if alias in self._entries:
            return alias
        slugs = self._phrases.keys(alias)
        if on is not None:
            slugs = tuple(slug for slug in slugs if self._entries[slug].existed(on)) or slugs
        return slugs[0] if slugs else None

    def named_in(self, text: str) -> tuple[str, ...]:
        """Return the parties that a few words name, in their order."""
        return tuple(dict.fromkeys(found.key for found in self._phrases.find(text)))


def theatres_folder() -> Traversable:
    """Return the folder of the theatres that come with Sijill."""
    return files("sijill.model") / "vocabulary" / "theatres"


@functools.cache
def state_rows() -> Mapping[str, Mapping[str, Any]]:
    """Return the lines of the table of states by slug."""
    return tomllib.loads((theatres_folder() / "world" / "states.toml").read_text(encoding="utf-8"))


@functools.cache
def world_parties() -> Mapping[str, PartyEntry]:
    """Return the states of the world as parties, by slug."""
    return {
        slug: PartyEntry(
            slug,
            row.get("label_en", row["en"][0]),
            row.get("label_ar", row["ar"][0]),
            "state",
            aliases_en=(*row["en"], *row.get("adjective", ()), *row.get("seat", ()), *row.get("aliases", ())),
            aliases_ar=(*row["ar"], *row.get("nisba", ())),
        )
        for slug, row in state_rows().items()
    }


@functools.cache
def _shipped_parties() -> Parties:
    entries = dict(world_parties())
    for theatre in sorted(theatres_folder().iterdir(), key=lambda one: one.name):
        if (file := theatre / "parties.toml").is_file():
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
            entries |= {slug: party_entry(slug, table) for slug, table in tables.items()}
    return Parties(entries)


def party_entry(slug: str, table: Mapping[str, Any]) -> PartyEntry:
    """Return a party from the fields of its block. Raises PartyTreeBroken for fields unknown or missing."""
    known = {
        "label_en",
        "label_ar",
        "kind",
        "parent",
        "aliases_en",
        "aliases_ar",
        "generic_en",
        "generic_ar",
        "from",
        "to",
    }
    known |= {"member_of", "supported_by", "succeeds"}
    if not isinstance(table, Mapping):
        raise PartyTreeBroken(
            message("party {slug} is not a block of fields; write [{block}] above its fields"),
            slug=repr(slug),
            block=slug,
        )
    unknown = sorted(set(table) - known)
    missing = sorted({"label_en", "label_ar", "kind"} - set(table))
    if unknown or missing:
        raise PartyTreeBroken(
            message("party {slug}: unknown fields {unknown}, missing fields {missing}; correct the block"),
            slug=repr(slug),
            unknown=unknown,
            missing=missing,
        )
    return PartyEntry(
        slug=slug,
        label_en=table["label_en"],
        label_ar=table["label_ar"],
        kind=table["kind"],
        parent=table.get("parent"),
        aliases_en=tuple(table.get("aliases_en", ())),
        aliases_ar=tuple(table.get("aliases_ar", ())),
        generic_en=tuple(table.get("generic_en", ())),
        generic_ar=tuple(table.get("generic_ar", ())),
        since=table.get("from"),
        until=table.get("to"),
        member_of=tuple(Membership(m["of"], m.get("from"), m.get("to")) for m in table.get("member_of", ())),
        supported_by=tuple(table.get("supported_by", ())),
        succeeds=table.get("succeeds"),
    )


def _refuse_broken(entries: Mapping[str, PartyEntry]) -> None:
    for entry in entries.values():
        named = [
            entry.parent,
            entry.succeeds,
            *entry.supported_by,
            *(m.of for m in entry.member_of),
        ]
        absent = sorted({name for name in named if name is not None and name not in entries})
        if absent:
            raise PartyTreeBroken(
                message("party {entry} points to {absent}, which the file does not have; add or rename"),
                entry=repr(entry.slug),
                absent=absent,
            )
        seen = [entry.slug]
        above = entry.parent
        while above is not None:
            if above in seen:
                raise PartyTreeBroken(
                    message("party {above} stands above itself: {seen}; cut one parent"),
                    above=repr(above),
                    seen=" < ".join([*seen, above]),
                )
            seen.append(above)
            above = entries[above].parent


def _holds(since: date | None, until: date | None, on: date) -> bool:
    return (since is None or since <= on) and (until is None or on <= until)
