"""A methodology file, read and refused where it does not hold together."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from sijill.methodology._check import check
from sijill.methodology._tree import tree_of
from sijill.model.parties import Parties
from sijill.values import SijillError, UnknownWord, message


class MethodologyBroken(SijillError):
    """A methodology file that a statistician could not follow: the message gives the line and the reason."""


class UnknownMethodology(UnknownWord):
    """A methodology that neither comes with Sijill nor was adopted."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """One row of a table by party: the parties filed there, or what it is left for."""

    slug: str
    label: Mapping[str, str]
    parties: tuple[str, ...] = ()
    joint: bool = False
    other: bool = False
    not_stated: bool = False
    show_parts: bool = False
    show_causes: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """
    A version of a methodology: the file's tables, its buckets and causes, and the parties tree it stands on.

    ``digest`` is the SHA-256 of the file's bytes: figures are counted with adopted bytes,
    never with an installed file. ``weapons`` gives a weapon (``weapon_key``) its cause class, and
    ``nobody_named`` are the classes of those whose perpetrator nobody knows.
    """

    id: str
    version: str
    effective_on: str
    digest: str
    title: Mapping[str, str]
    tables: Mapping[str, Any]
    buckets: tuple[Bucket, ...]
    causes: Mapping[str, Mapping[str, str]]
    parties: Parties
    rows: Mapping[str, Bucket]
    weapons: Mapping[str, str]
    nobody_named: frozenset[str]

    @property
    def name(self) -> str:
        """``snhr:1``."""
        return f"{self.id}:{self.version}"

    @property
    def smallest_cell(self) -> int:
        """The smallest cell that it shows the public; 0 withholds none."""
        return int(self.table("suppression").get("smallest_cell") or 0)

    def table(self, name: str) -> Mapping[str, Any]:
        """Return one part of the methodology; a part that a file may leave out is empty."""
        part = self.tables.get(name)
        return part if isinstance(part, dict) else {}

    def rule_of(self, table: str, key: str = "rule") -> str:
        """Return the id of the rule that a part names, or the part's own name."""
        return str(self.table(table).get(key, table))

    def rule_text(self, rule: str, language: str) -> str:
        """Return what a rule says in a language, or its id when the file does not quote it."""
        return str(self.tables.get("rules", {}).get(rule, {}).get(language, rule))

    def bucket(self, slug: str) -> Bucket:
        """Return a bucket by slug."""
        return next(bucket for bucket in self.buckets if bucket.slug == slug)

    def bucket_of(self, party: str, on: date | None = None) -> Bucket | None:
        """
        Return the nearest bucket above a party, or None when no row is its own.

        The tree comes first; where it leads to no row, the alliances that the party
        belonged to on the day are asked.
        """
        found = self.rows.get(party)
        if found is not None or on is None or party not in self.parties:
            return found
        return next((self.rows[step] for step in self.parties.ancestors(party, on) if step in self.rows), None)


def shipped() -> tuple[str, ...]:
    """Return the ids of the methodologies that come with Sijill."""
    folder = files("sijill.methodology") / "versions"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def shipped_bytes(methodology: str) -> bytes:
    """Return the file of a methodology that comes with Sijill. Raises UnknownMethodology."""
    if methodology not in shipped():
        raise UnknownMethodology("methodology", methodology, shipped())
    return (files("sijill.methodology") / "versions" / f"{methodology}.toml").read_bytes()


def parse(content: bytes, *, parties: Parties | None = None) -> Rules:
    """Read a methodology. Raises MethodologyBroken with every line and reason."""
    if problems := check(content, parties=parties):
        raise MethodologyBroken(
            message("the methodology cannot be read: {problems}"),
            problems="; ".join(str(problem) for problem in problems),
        )
    tables = tomllib.loads(content.decode("utf-8"))
    head = tables["methodology"]
    tree = tree_of(tables, parties)
    buckets = tuple(_bucket(table) for table in tables["buckets"])
    return Rules(
        id=head["id"],
        version=head["version"],
        effective_on=head["effective_on"],
        digest=hashlib.sha256(content).hexdigest(),
        title={"en": head["title_en"], "ar": head["title_ar"]},
        tables=tables,
        buckets=buckets,
        causes={c["slug"]: {"en": c["label_en"], "ar": c["label_ar"]} for c in tables.get("causes", ())},
        parties=tree,
        rows=_rows(buckets, tree),
        weapons={weapon_key(name): cause for name, cause in tables.get("weapons", {}).get("causes", {}).items()},
        nobody_named=frozenset(c["slug"] for c in tables.get("causes", ()) if c.get("nobody_named")),
    )


def weapon_key(weapon: str) -> str:
    """Return what a weapon is looked up by: ``air_strike``, "Air strike" and ``airstrike`` are one."""
    return "".join(sign for sign in weapon.casefold() if sign.isalnum())


def _rows(buckets: tuple[Bucket, ...], tree: Parties) -> Mapping[str, Bucket]:
    """Return the row of every party that has one above it in the tree."""
    own = {party: bucket for bucket in buckets for party in bucket.parties}
    nearest = {slug: next((own[s] for s in (slug, *tree.ancestors(slug)) if s in own), None) for slug in tree.slugs()}
    return {slug: bucket for slug, bucket in nearest.items() if bucket is not None}


def _bucket(table: Mapping[str, Any]) -> Bucket:
    roles = ("joint", "other", "not_stated", "show_parts", "show_causes")
    return Bucket(
        table["slug"],
        {"en": table["label_en"], "ar": table["label_ar"]},
        tuple(table.get("parties", ())),
        **{role: bool(table.get(role)) for role in roles},
    )
