"""A methodology file, read and refused where it does not hold together."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from sijill.model import Parties
from sijill.values import SijillError


class MethodologyBroken(SijillError):
    """A methodology file that a statistician could not follow: the message gives the line and the reason."""


class UnknownMethodology(SijillError):
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
    never with an installed file.
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

    @property
    def name(self) -> str:
        """``snhr:1``."""
        return f"{self.id}:{self.version}"

    def table(self, name: str) -> Mapping[str, Any]:
        """Return one part of the methodology."""
        part = self.tables[name]
        return part if isinstance(part, Mapping) else {}

    def rule_text(self, rule: str, language: str) -> str:
        """Return what a rule says in a language, or its id when the file does not quote it."""
        return str(self.tables.get("rules", {}).get(rule, {}).get(language, rule))

    def bucket(self, slug: str) -> Bucket:
        """Return a bucket by slug."""
        return next(bucket for bucket in self.buckets if bucket.slug == slug)


PARTS = (
    "methodology",
    "eligibility",
    "unit_of_count",
    "clock",
    "place",
    "attribution",
    "groups",
    "massacre",
    "numbers",
    "verification",
    "tallies",
    "suppression",
    "rules",
)
"""What every methodology must settle (DESIGN 6)."""


def shipped() -> tuple[str, ...]:
    """Return the ids of the methodologies that come with Sijill."""
    folder = files("sijill.methodology") / "versions"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def shipped_bytes(methodology: str) -> bytes:
    """Return the file of a methodology that comes with Sijill. Raises UnknownMethodology."""
    if methodology not in shipped():
        raise UnknownMethodology(f"no methodology {methodology!r} comes with Sijill; there are: {', '.join(shipped())}")
    return (files("sijill.methodology") / "versions" / f"{methodology}.toml").read_bytes()


def parse(content: bytes, *, parties: Parties | None = None) -> Rules:
    """Read a methodology. Raises MethodologyBroken with the line and the reason."""
    try:
        tables = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise MethodologyBroken(f"not a TOML file: {reason}") from reason
    lines = content.decode("utf-8").split("\n")
    for part in PARTS:
        if part not in tables:
            raise MethodologyBroken(f"part [{part}] is missing; a methodology settles {', '.join(PARTS)}")
    tree = parties or Parties.load()
    buckets = tuple(_bucket(table, lines) for table in tables.get("buckets", ()))
    _refuse_unclear_buckets(buckets, tree, lines)
    _refuse_unclear_numbers(tables, lines)
    head = tables["methodology"]
    return Rules(
        id=head["id"],
        version=str(head["version"]),
        effective_on=str(head["effective_on"]),
        digest=hashlib.sha256(content).hexdigest(),
        title={"en": head["title_en"], "ar": head["title_ar"]},
        tables=tables,
        buckets=buckets,
        causes={c["slug"]: {"en": c["label_en"], "ar": c["label_ar"]} for c in tables.get("causes", ())},
        parties=tree,
    )


def _bucket(table: Mapping[str, Any], lines: Sequence[str]) -> Bucket:
    known = {"slug", "label_en", "label_ar", "parties", "joint", "other", "not_stated", "show_parts", "show_causes"}
    if strange := sorted(set(table) - known):
        raise MethodologyBroken(f"line {_line(lines, strange[0])}: a bucket has no field {strange[0]!r}")
    label = {"en": table["label_en"], "ar": table["label_ar"]}
    rest = {key: table[key] for key in known - {"slug", "label_en", "label_ar", "parties"} if key in table}
    return Bucket(table["slug"], label, tuple(table.get("parties", ())), **rest)


def _refuse_unclear_buckets(buckets: Sequence[Bucket], tree: Parties, lines: Sequence[str]) -> None:
    """Rows must exclude each other: a party filed in two buckets would be counted twice."""
    filed: dict[str, str] = {}
    slugs = [bucket.slug for bucket in buckets]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise MethodologyBroken(f"line {_line(lines, slug)}: bucket {slug!r} appears twice")
    for bucket in buckets:
        for party in bucket.parties:
            if party not in tree:
                raise MethodologyBroken(
                    f"line {_line(lines, party)}: bucket {bucket.slug!r} names an unknown party {party!r}; add it to the parties tree"
                )
            if party in filed:
                raise MethodologyBroken(
                    f"line {_line(lines, party)}: party {party!r} is filed in {filed[party]!r} and in {bucket.slug!r}; rows must exclude each other"
                )
            filed[party] = bucket.slug
    for role in ("other", "not_stated"):
        if sum(getattr(bucket, role) for bucket in buckets) != 1:
            raise MethodologyBroken(f"exactly one bucket must say {role} = true, so that nobody falls between the rows")


def _refuse_unclear_numbers(tables: Mapping[str, Any], lines: Sequence[str]) -> None:
    threshold = tables["massacre"].get("threshold")
    if not isinstance(threshold, int) or threshold < 1:
        raise MethodologyBroken(
            f"line {_line(lines, 'threshold')}: a massacre threshold of {threshold} would name every incident one; give 1 or more"
        )
    if tables["unit_of_count"].get("choice") not in ("named", "stated", "larger"):
        raise MethodologyBroken(f"line {_line(lines, 'choice')}: the unit of count is named, stated or larger")
    if tables["clock"].get("default") not in ("died", "documented"):
        raise MethodologyBroken(f"line {_line(lines, 'default')}: the counting clock is died or documented")
    if tables["numbers"].get("best") not in ("low", "preferred", "high", "middle"):
        raise MethodologyBroken(f"line {_line(lines, 'best')}: best is low, preferred, middle or high")


def _line(lines: Sequence[str], word: str) -> int:
    return next((number for number, line in enumerate(lines, 1) if word in line), 0)
