"""What is wrong with a methodology file, line by line, before anything is counted by it."""

from __future__ import annotations

import itertools
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sijill.methodology._lines import Lines
from sijill.methodology._schema import misfits
from sijill.methodology._tree import tree_of
from sijill.model.parties import Parties, PartyTreeBroken
from sijill.values import UnknownWord


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a methodology: the line and the reason."""

    line: int
    reason: str

    def __str__(self) -> str:
        """Return line and reason in one sentence."""
        return f"line {self.line}: {self.reason}"


def check(
    content: bytes, *, parties: Parties | None = None, weapons: Collection[str] | None = None
) -> tuple[Problem, ...]:
    """
    Return every problem of a methodology file, in order of line; empty when it can be adopted.

    ``weapons`` are the words that records may hold; without them a weapon's spelling is not checked.
    """
    try:
        text = content.decode("utf-8")
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        return (Problem(_line_in(str(reason)), f"not a TOML file: {reason}"),)
    except UnicodeDecodeError as reason:
        return (Problem(content[: reason.start].count(b"\n") + 1, "not UTF-8; save the file as UTF-8"),)
    lines = Lines(text)
    shape = [Problem(lines.of(path), reason) for path, reason in misfits(tables)]
    if shape:
        return tuple(sorted(shape, key=lambda one: one.line))
    sense = [
        *_dates(tables, lines),
        *_rows(tables, lines, parties),
        *_weapons(tables, lines, weapons),
        *_number_problems(tables, lines),
        *_sourced(tables, lines),
    ]
    return tuple(sorted(sense, key=lambda one: one.line))


def _line_in(reason: str) -> int:
    words = reason.replace(",", " ").replace(")", " ").split()
    return next((int(after) for word, after in itertools.pairwise(words) if word == "line"), 1)


def _dates(tables: Mapping[str, Any], lines: Lines) -> Iterator[Problem]:
    try:
        date.fromisoformat(tables["methodology"]["effective_on"])
    except ValueError:
        yield Problem(lines.of(("methodology", "effective_on")), "effective_on is a day that no calendar has")


def _rows(tables: Mapping[str, Any], lines: Lines, parties: Parties | None) -> Iterator[Problem]:
    """Rows must exclude each other: a party filed in two buckets would be counted twice."""
    try:
        tree = tree_of(tables, parties)
    except PartyTreeBroken as broken:
        yield Problem(lines.of(("parties", str(broken).split("'")[1])), str(broken))
        return
    filed: dict[str, str] = {}
    slugs: list[str] = []
    for position, bucket in enumerate(tables["buckets"]):
        slug, path = bucket["slug"], ("buckets", position)
        if slug in slugs:
            yield Problem(lines.of((*path, "slug")), f"bucket {slug!r} appears twice; name the second otherwise")
        slugs.append(slug)
        for party in bucket.get("parties", ()):
            line = lines.word((*path, "parties"), f'"{party}"')
            if party not in tree:
                yield Problem(line, f"bucket {slug!r} names an unknown party {party!r}; add it to the parties tree")
            elif party in filed:
                yield Problem(
                    line, f"party {party!r} is filed in {filed[party]!r} and in {slug!r}; rows must exclude each other"
                )
            filed.setdefault(party, slug)
    for role in ("other", "not_stated"):
        if sum(bool(bucket.get(role)) for bucket in tables["buckets"]) != 1:
            yield Problem(
                lines.of(("buckets", 0)),
                f"exactly one bucket must say {role} = true, so that nobody falls between the rows",
            )
    for mode in ("joint", "joint_undetermined", "one_of_two", "unknown", "disputed"):
        if (target := tables["attribution"][mode]) not in slugs:
            yield Problem(lines.of(("attribution", mode)), f"{mode} files under {target!r}, which is no bucket")


def _weapons(tables: Mapping[str, Any], lines: Lines, known: Collection[str] | None) -> Iterator[Problem]:
    causes = [cause["slug"] for cause in tables.get("causes", ())]
    for weapon, cause in tables.get("weapons", {}).get("causes", {}).items():
        line = lines.of(("weapons", "causes", weapon))
        if cause not in causes:
            yield Problem(line, f"weapon {weapon!r} belongs to {cause!r}, which is no cause; there are: {causes}")
        if known is not None and weapon not in known:
            yield Problem(line, str(UnknownWord("weapon", weapon, known)))


def _number_problems(tables: Mapping[str, Any], lines: Lines) -> Iterator[Problem]:
    for word, worth in tables["numbers"]["hedges"].items():
        low, high = worth.get("low"), worth.get("high")
        if low is not None and high is not None and low > high:
            yield Problem(lines.of(("numbers", "hedges", word)), f"hedge {word!r} is worth {low} to {high}; swap them")
    for word, worth in tables.get("control", {}).get("words", {}).items():
        if Decimal(worth["low"]) > Decimal(worth["high"]):
            yield Problem(
                lines.of(("control", "words", word)), f"{word!r} is worth {worth['low']} to {worth['high']}; swap them"
            )
    if tables["numbers"]["best"] == "source_priority" and not tables["numbers"].get("sources"):
        yield Problem(lines.of(("numbers", "best")), "best = source_priority needs sources = [...] in their order")
    terms = tables["verification"]
    if terms.get("elements") and "per_element" not in terms:
        yield Problem(lines.of(("verification", "elements")), "elements needs per_element: how many origins for each")
    review = tables.get("review", {})
    if (review.get("four_eyes") == "sensitive") != ("sensitive" in review):
        yield Problem(
            lines.of(("review", "four_eyes")), "four_eyes = sensitive needs sensitive = [...], and only it does"
        )


def _sourced(tables: Mapping[str, Any], lines: Lines) -> Iterator[Problem]:
    """No rule without its words and its source in the same file (R-EC.2)."""
    of_outcomes = {("outcomes", name): table for name, table in tables.get("outcomes", {}).items()}
    for path, table in ({(name,): table for name, table in tables.items()} | of_outcomes).items():
        if path == ("rules",) or not isinstance(table, Mapping):
            continue
        for key, rule in table.items():
            if (key == "rule" or key.endswith("_rule")) and rule not in tables["rules"]:
                yield Problem(lines.of((*path, key)), f"rule {rule!r} is not written out under [rules.{rule!r}]")
    labels = tables["groups"]["labels"]
    for group in (*tables["groups"]["listed"], *tables["groups"].get("rows", ())):
        if group not in labels:
            yield Problem(lines.of(("groups", "listed")), f"group {group!r} has no label in both languages")
