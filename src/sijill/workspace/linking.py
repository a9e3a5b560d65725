"""Lists of persons without a register: which rows of one list, or of two, are one person."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sijill import linkage, tables
from sijill.formats import Column, ColumnType, TableKind, write_table
from sijill.linkage import JudgedPair, ListedPerson, PairDecision
from sijill.values import Language, SijillError, message
from sijill.wording import ALIKE_WORDS, label

MAPPED = ("columns", "left", "right", "delimiter")


class LinkingRefused(SijillError):
    """A mapping, a list or a threshold by which nothing can be linked."""


@dataclass(frozen=True, slots=True)
class Deduped:
    """How many rows were read, and the persons that they are: each by the ids of its rows."""

    rows: int
    persons: tuple[tuple[str, ...], ...]


def dedupe(content: bytes, mapping_text: str, out: Path, *, threshold: float | None = None, name: str = "") -> Deduped:
    """
    Write for each row of a list the person that it is: ``record_id``, and ``cluster_id``, the id of their first row.

    Raises LinkingRefused, EmptyTable, BrokenTable.
    """
    ids, rows = _people_of(content, _mapped(mapping_text, ""), name, 0)
    persons = linkage.clustered(
        range(len(rows)),
        _weighed(rows),
        least=linkage.odds_of(_fraction(threshold)),
        forbids=lambda one, other: bool(linkage.vetoes(rows[one], rows[other])),
    )
    columns = (Column("record_id", message("Row")), Column("cluster_id", message("Person")))
    of = {number: min(person) for person in persons for number in person}
    write_table(columns, ((ids[number], ids[of[number]]) for number in range(len(rows))), out, TableKind.CSV)
    return Deduped(len(rows), tuple(tuple(ids[number] for number in sorted(person)) for person in persons))


def link(
    left: bytes,
    right: bytes,
    mapping_text: str,
    out: Path,
    *,
    threshold: float | None = None,
    language: Language = Language.EN,
    names: tuple[str, str] = ("", ""),
) -> list[JudgedPair]:
    """
    Write the pairs of two lists that may be one person, with their probability, what becomes of them and why.

    A row is linked to one row of the other list at most, its most probable; others of it are asked of a person, and so
    is what a machine may not link. Raises LinkingRefused, EmptyTable, BrokenTable.
    """
    left_ids, lefts = _people_of(left, _mapped(mapping_text, "left"), names[0], 0)
    right_ids, rights = _people_of(right, _mapped(mapping_text, "right"), names[1], len(lefts))
    rows = [*lefts, *rights]
    between = [pair for pair in _weighed(rows) if pair[0] < len(lefts) <= pair[1]]
    judged = _taken(rows, between, _fraction(threshold))
    columns = (
        Column("left_id", message("Row of the first list")),
        Column("right_id", message("Row of the second list")),
        Column("probability", message("Probability"), ColumnType.NUMBER),
        Column("decision", message("Decision")),
        Column("explanation", message("Why")),
    )
    written = (
        (
            left_ids[one.left],
            right_ids[one.right - len(lefts)],
            f"{one.probability:.4f}",
            one.decision.value,
            "; ".join(label(reason, language, ALIKE_WORDS) for reason in one.reasons),
        )
        for one in judged
    )
    write_table(columns, written, out, TableKind.CSV)
    return judged


def _taken(
    rows: Sequence[ListedPerson], weighed: Sequence[tuple[int, int, float]], threshold: float
) -> list[JudgedPair]:
    taken: set[int] = set()
    found = []
    for left, right, weight in sorted(weighed, key=lambda pair: (-pair[2], pair[0], pair[1])):
        probability = linkage.probability_of(weight)
        if probability < min(threshold, linkage.ASKED_FROM):
            break
        forbidden = linkage.vetoes(rows[left], rows[right])
        decision = PairDecision.APART
        if probability >= threshold and not forbidden and not taken & {left, right}:
            decision = PairDecision.LINK
            taken |= {left, right}
        elif left not in taken and right not in taken:
            decision = PairDecision.REVIEW
        why = dict.fromkeys((*linkage.reasons(rows[left], rows[right]), *forbidden))
        found.append(JudgedPair(left, right, probability, decision, tuple(why)))
    return sorted(found, key=lambda one: (one.left, -one.probability, one.right))


def _weighed(rows: Sequence[ListedPerson]) -> list[tuple[int, int, float]]:
    from sijill.adapters.linkage import pair_weights

    named = [row for row in rows if row.parts]
    return pair_weights(linkage.compared_columns(named)) if len(named) > 1 else []


def _fraction(threshold: float | None) -> float:
    if threshold is None:
        return linkage.LINKED_FROM
    if not 0 < threshold < 1:
        raise LinkingRefused(message("a threshold is a probability above 0 and below 1, such as 0.8"))
    return threshold


def _mapped(text: str, side: str) -> tables.TableMapping:
    """Return the columns of a list: those of all lists, and over them those of its own side. Raises LinkingRefused."""
    try:
        given: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as reason:
        raise LinkingRefused(message("the mapping is not TOML: {reason}; correct that line"), reason=reason) from reason
    columns = {**given.get("columns", {}), **given.get(side, {}).get("columns", {})}
    strange = [f"[{one}]" for one in given if one not in MAPPED] + [
        one for one in columns if one not in linkage.TOLD_COLUMNS
    ]
    if strange or "name" not in columns:
        raise LinkingRefused(
            message(
                "a mapping of lists has [columns] with name and any of: {known} (their columns right), or "
                "[left.columns] and [right.columns]; it cannot have: {strange}"
            ),
            known=", ".join(linkage.TOLD_COLUMNS),
            strange=", ".join(strange) or "-",
        )
    named = {word: str(column) for word, column in columns.items()}
    return tables.TableMapping("victim", "", named, delimiter=str(given.get("delimiter", "")))


def _people_of(
    content: bytes, mapping: tables.TableMapping, name: str, first: int
) -> tuple[list[str], list[ListedPerson]]:
    table = tables.read_rows(tables.table_text(content, name=name), mapping)
    missing = [column for column in mapping.columns.values() if column not in table.header]
    if missing:
        raise LinkingRefused(
            message("the table has no column {missing}; it has: {header}"),
            missing=repr(missing[0]),
            header=", ".join(table.header),
        )
    rows = [
        ListedPerson(
            first + number, {word: (one.cells.get(column) or "").strip() for word, column in mapping.columns.items()}
        )
        for number, one in enumerate(table.rows)
    ]
    return [row.told.get("id") or str(one.number) for row, one in zip(rows, table.rows, strict=True)], rows


@dataclass(frozen=True, slots=True)
class Measured:
    """Links against the truth: how many were right, wrong and missed, and how many of the missed a person is asked."""

    right: int
    wrong: int
    missed: int
    asked: int

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


def measure_links(links: Path, truth: Path) -> Measured:
    """
    Compare links with the true pairs of the rows that the truth knows; rows it does not know are left unjudged.

    Raises LinkingRefused for a file without ``left_id`` and ``right_id``.
    """
    true = {(one["left_id"], one["right_id"]) for one in _pairs(truth)}
    known = {left for left, _ in true}, {right for _, right in true}
    made = _pairs(links)
    judged = [one for one in made if one["left_id"] in known[0] or one["right_id"] in known[1]]
    linked = {
        (one["left_id"], one["right_id"])
        for one in judged
        if one.get("decision", PairDecision.LINK) == PairDecision.LINK
    }
    asked = {(one["left_id"], one["right_id"]) for one in judged if one.get("decision") == PairDecision.REVIEW}
    return Measured(len(linked & true), len(linked - true), len(true - linked), len((true - linked) & asked))


def _pairs(path: Path) -> list[Mapping[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        found = csv.DictReader(file)
        rows: list[Mapping[str, str]] = list(found)
    if not {"left_id", "right_id"} <= set(found.fieldnames or ()):
        raise LinkingRefused(message("{file} has no columns left_id and right_id"), file=path.name)
    return rows
