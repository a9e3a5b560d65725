"""Lists of persons without a register: which rows of one list, or of two, are one person."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sijill import evidence, linkage, tables
from sijill.adapters.readers import Sandbox
from sijill.formats import Column, ColumnType, TableKind, write_table
from sijill.linkage import BlockedBy, JudgedPair, ListedPerson, PairDecision, Weighed, WeighedBy
from sijill.values import Language, SijillError, message
from sijill.wording import ALIKE_WORDS, label
from sijill.workspace.lists.link_measures import Measured, measure_links
from sijill.workspace.lists.link_runs import EarlierRun, digest, write_run
from sijill.workspace.lists.release_changes import write_changes

MAPPED = ("columns", "left", "right", "delimiter", "header")


class LinkingRefused(SijillError):
    """A mapping, a list or a threshold by which nothing can be linked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """
    How lists are linked: by a mapping and a threshold, or as an earlier run was, whose file ``again`` holds.

    ``run`` is the file that the run is written into, ``truth`` the true pairs it is measured by, ``changes`` the file
    that says what the second list changes as a later release of the first. ``read`` are the files that the lists and
    what is told of them came from: none of them is written over.
    """

    mapping: str = ""
    threshold: float | None = None
    again: str = ""
    run: Path | None = None
    truth: Path | None = None
    changes: Path | None = None
    read: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """
    What came of a linkage: the persons of one list, each by the ids of its rows, or the pairs of two.

    ``rows`` are how many were read, ``alone`` how many no other was compared with, ``large`` the rules by which too
    many rows are alike. ``changes`` counts what a later release changes, where it was asked. ``same`` says of a run
    that was repeated whether it wrote what the earlier one wrote.
    """

    rows: int
    persons: tuple[tuple[str, ...], ...] = ()
    pairs: tuple[JudgedPair, ...] = ()
    alone: int = 0
    large: tuple[BlockedBy, ...] = ()
    measured: Measured | None = None
    same: bool | None = None
    changes: Mapping[str, int] | None = None


def dedupe(content: bytes, asked: Asked, out: Path, *, name: str = "") -> Linked:
    """
    Write for each row of a list the person that it is: ``record_id``, and ``cluster_id``, the id of their first row.

    Raises LinkingRefused, RunUnrepeatable, EmptyTable, BrokenTable.
    """
    _refuse_overwriting(asked, out)
    told = _earlier_run(asked, "dedupe", [content])
    ids, rows = _people_of(content, _mapped(told.mapping, ""), name, 0)
    weighed = _weighed(rows, by=told.by)
    persons = linkage.clustered(
        range(len(rows)),
        weighed.pairs,
        least=linkage.odds_of(told.threshold),
        forbids=lambda one, other: bool(linkage.vetoes(rows[one], rows[other])),
    )
    columns = (Column("record_id", message("Row")), Column("cluster_id", message("Person")))
    of = {number: min(person) for person in persons for number in person}
    write_table(columns, ((ids[number], ids[of[number]]) for number in range(len(rows))), out, TableKind.CSV)
    done = Linked(len(rows), persons=tuple(tuple(ids[number] for number in sorted(person)) for person in persons))
    return _measured_and_kept(done, asked, told, weighed, out, "dedupe", [(name, content)], {"persons": len(persons)})


def link(
    left: bytes,
    right: bytes,
    asked: Asked,
    out: Path,
    *,
    language: Language = Language.EN,
    names: tuple[str, str] = ("", ""),
) -> Linked:
    """
    Write the pairs of two lists that may be one person, with their probability, what becomes of them and why.

    A row is linked to one row of the other list at most, its most probable; others of it are asked of a person, and so
    is what a machine may not link. Raises LinkingRefused, RunUnrepeatable, EmptyTable, BrokenTable.
    """
    _refuse_overwriting(asked, out)
    told = _earlier_run(asked, "link", [left, right])
    left_ids, lefts = _people_of(left, _mapped(told.mapping, "left"), names[0], 0)
    right_ids, rights = _people_of(right, _mapped(told.mapping, "right"), names[1], len(lefts))
    rows = [*lefts, *rights]
    weighed = _weighed(rows, len(lefts), by=told.by)
    judged = linkage.decided(rows, weighed.pairs, told.threshold)
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
    found = Counter({decision.value: 0 for decision in PairDecision}) + Counter(one.decision.value for one in judged)
    lists = [(names[0], left), (names[1], right)]
    ids = [*left_ids, *right_ids]
    changes = write_changes(rows, ids, len(lefts), judged, weighed.alone, asked.changes) if asked.changes else None
    done = Linked(len(rows), pairs=tuple(judged), changes=changes)
    return _measured_and_kept(done, asked, told, weighed, out, "link", lists, found)


def _refuse_overwriting(asked: Asked, out: Path) -> None:
    """Refuse a file to write that is another one to write, or one that is read. Raises LinkingRefused."""
    named = {one.resolve() for one in (*asked.read, *filter(None, (asked.truth,)))}
    for option, path in (("--out", out), ("--changes", asked.changes), ("--run", asked.run)):
        if path is not None and path.resolve() in named:
            raise LinkingRefused(
                message("{file} is read, or written by another option, too; name another file for {option}"),
                file=str(path),
                option=option,
            )
        named.update(() if path is None else (path.resolve(),))


def _earlier_run(asked: Asked, command: str, lists: Sequence[bytes]) -> EarlierRun:
    """Return what a run is told, from the file of an earlier one where it is that again."""
    if asked.again:
        if asked.mapping or asked.threshold is not None:
            raise LinkingRefused(
                message("a run is repeated with its own mapping and threshold; leave out --mapping and --threshold")
            )
        return EarlierRun.of(asked.again, command, lists)
    if not asked.mapping:
        raise LinkingRefused(message("give the mapping of the lists (--mapping), or an earlier run of them (--repeat)"))
    return EarlierRun(command, asked.mapping, _fraction(asked.threshold), None, (), "")


def _measured_and_kept(
    done: Linked,
    asked: Asked,
    told: EarlierRun,
    weighed: Weighed,
    out: Path,
    command: str,
    lists: Sequence[tuple[str, bytes]],
    found: Mapping[str, int],
) -> Linked:
    """Measure what was written, and write the run into a file, where either is asked."""
    measured = measure_links(out, asked.truth) if asked.truth else None
    if asked.run:
        write_run(
            asked.run,
            command,
            inputs=lists,
            mapping=told.mapping,
            threshold=told.threshold,
            weighed=weighed,
            out=out,
            found={"rows": done.rows, **found},
            measured=measured,
        )
    large = tuple(rule for rule in weighed.rules if rule.columns in linkage.BLOCKING and (rule.split or rule.left))
    same = digest(out.read_bytes()) == told.output if told.output else None
    return replace(done, alone=len(weighed.alone), large=large, measured=measured, same=same)


def _weighed(rows: Sequence[ListedPerson], lefts: int | None = None, *, by: WeighedBy | None = None) -> Weighed:
    from sijill.adapters.linkage import pair_weights

    named = [row for row in rows if row.parts]
    found = pair_weights(linkage.compared_columns(named), lefts=lefts, by=by)
    return replace(found, alone=found.alone + tuple(row.number for row in rows if not row.parts))


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
    of_side = given.get(side, {})
    columns = {**given.get("columns", {}), **of_side.get("columns", {})}
    header = of_side.get("header", given.get("header", ()))
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
    lines = tuple(header) if isinstance(header, list) else (header,) if header else ()
    named = {word: str(column) for word, column in columns.items()}
    return tables.TableMapping("victim", "", named, delimiter=str(given.get("delimiter", "")), header=lines)


def _text_of(content: bytes, name: str) -> str:
    """Return the text of a table; a workbook is opened in a process of its own."""
    if tables.table_kind(content, name) == evidence.CSV:
        return tables.table_text(content, name=name)
    with Sandbox() as reader:
        return tables.table_text(content, name=name, reader=reader)


def _people_of(
    content: bytes, mapping: tables.TableMapping, name: str, first: int
) -> tuple[list[str], list[ListedPerson]]:
    table = tables.read_rows(_text_of(content, name), mapping)
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
