"""Links and persons against the truth: how many pairs are right, wrong and missed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, groupby
from pathlib import Path

from sijill.linkage import PairDecision
from sijill.values import SijillError, message

Pair = tuple[str, str]


class TruthUnreadable(SijillError):
    """A file of links or of true pairs without the columns that say them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """
    Links against the truth: how many were right, wrong and missed, and how many of the missed a person is asked.

    ``persons`` and ``true_persons`` are how many persons there are, where each row was given one.
    """

    right: int
    wrong: int
    missed: int
    asked: int
    persons: int | None = None
    true_persons: int | None = None

    @property
    def precision(self) -> float:
        """The share of links that are right; 1 where none was made."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of true pairs that were linked; 1 where there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.right else 0.0

    @property
    def bias(self) -> float | None:
        """By what share of the true persons there are too many (above 0) or too few; a right count may hide errors."""
        return self.persons / self.true_persons - 1 if self.persons and self.true_persons else None

    def as_json(self) -> dict[str, int | float]:
        """Return the figures in JSON form, shares to four places."""
        found: dict[str, int | float] = {
            "right": self.right,
            "wrong": self.wrong,
            "missed": self.missed,
            "asked": self.asked,
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
        }
        return found if self.bias is None else found | {"bias": round(self.bias, 4)}


def measure_links(links: Path, truth: Path) -> Measured:
    """
    Compare links, or the persons that rows were given, with the true pairs of the rows that the truth knows.

    Either file has ``left_id`` and ``right_id``, or ``record_id`` and ``cluster_id``. Two files of pairs are of two
    lists, a row of the left one with a row of the right; where either says persons, a pair is the same whichever row
    comes first. Rows that the truth does not know are left unjudged. Raises TruthUnreadable.
    """
    made, true = _Links.of(links), _Links.of(truth)
    if made.clusters is None and true.clusters is None:
        return _measured(
            {pair: said for pair, said in made.pairs.items() if pair[0] in true.lefts or pair[1] in true.rights},
            set(true.pairs),
        )
    known = true.lefts | true.rights
    # Of a pair that is told both ways round, the surer decision holds.
    surest = sorted(made.pairs.items(), key=lambda one: one[1] == PairDecision.LINK)
    judged = {_either_way(pair): said for pair, said in surest if known.issuperset(pair)}
    counts = [
        None if some is None else len({some[record] for record in known & some.keys()})
        for some in (made.clusters, true.clusters)
    ]
    return _measured(judged, set(map(_either_way, true.pairs)), *counts)


def _measured(judged: dict[Pair, str], true: set[Pair], *persons: int | None) -> Measured:
    linked = {pair for pair, said in judged.items() if said == PairDecision.LINK}
    asked = {pair for pair, said in judged.items() if said == PairDecision.REVIEW}
    missed = true - linked
    return Measured(len(linked & true), len(linked - true), len(missed), len(missed & asked), *persons)


def _either_way(pair: Pair) -> Pair:
    return min(pair), max(pair)


@dataclass(frozen=True, slots=True)
class _Links:
    pairs: dict[Pair, str]
    lefts: set[str]
    rights: set[str]
    clusters: dict[str, str] | None = None

    @classmethod
    def of(cls, path: Path) -> _Links:
        """Read pairs with what was decided of them, or persons, whose rows are all pairs of each other."""
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            told = set(rows.fieldnames or ())
            if {"record_id", "cluster_id"} <= told:
                clusters = {row["record_id"]: row["cluster_id"] for row in rows}
                pairs = dict.fromkeys(_pairs_within(clusters), PairDecision.LINK.value)
                return cls(pairs, set(clusters), set(clusters), clusters)
            if {"left_id", "right_id"} <= told:
                found = {
                    (row["left_id"], row["right_id"]): row.get("decision") or PairDecision.LINK.value for row in rows
                }
                return cls(found, {left for left, _ in found}, {right for _, right in found})
        raise TruthUnreadable(
            message("{file} has neither the columns left_id and right_id nor record_id and cluster_id"), file=path.name
        )


def _pairs_within(clusters: dict[str, str]) -> Iterator[Pair]:
    by_person = sorted((person, record) for record, person in clusters.items())
    for _, rows in groupby(by_person, key=lambda row: row[0]):
        yield from combinations((record for _, record in rows), 2)
