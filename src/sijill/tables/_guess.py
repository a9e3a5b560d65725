"""A first draft of a mapping, from the headings of a table and what its cells say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from sijill.evidence.workbooks import sheets_of
from sijill.tables._grid import Line, lines_of
from sijill.tables._mapping import NAME_PARTS, TableMapping
from sijill.tables._sheet import grid_of
from sijill.tables.headings import MOST_ABOVE, head_of, tag_of, tags_of
from sijill.values import normal_key, script_of

Reads = Callable[[str, str, str], bool]
"""Tests whether a cell can be read as it stands: of what kind of record, under which word, and the cell."""

MOST_CODES = 40
"""A column with more different words than that is no list of codes."""

CODED = ("sex", "statuses", "civilian_status", "attribution", "cause", "weapon", "groups")
IDS = frozenset({"id", "uuid", "code", "رمز", "معرف", "كود"})
"""Words that make a heading one of identifiers, whatever stands beside them."""

GUESSED = ("victim", "incident")
NUMBER_ENDS = ("low", "best", "high")
_BETWEEN_WORDS = re.compile(r"[^\w#]+|_")


@dataclass(frozen=True, slots=True)
class MappingDraft:
    """
    What was guessed: a mapping as far as it is known, and what is left to a person.

    ``codes`` are the words of coded columns that are not ours, by our word for them, or "" where that is not known;
    ``left`` are the columns that nothing was found for; ``row_numbers`` is a column that only numbers the rows.
    """

    mapping: TableMapping
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    left: Sequence[str] = ()
    row_numbers: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A table before anybody said what its columns are."""

    header: Sequence[str]
    rows: Sequence[Mapping[str, str]]


def guessed(raw: str, reads: Reads, *, kind: str = "") -> MappingDraft:
    """Return a draft for a table, from a text as ``table_text`` gives it. Raises EmptyTable, BrokenTable."""
    sheet, lines, delimiter = _lines_of_largest(raw)
    base = TableMapping(kind or GUESSED[0], "", {}, delimiter=delimiter, header=_header(lines), sheet=sheet)
    header, below = head_of(grid_of(raw, base)[0], base)
    table = Seen(header, [dict(zip(header, (*line.cells, *[""] * len(header)), strict=False)) for line in below])
    tags = next((tags_of(line) for line in lines[:MOST_ABOVE] if tags_of(line)), [])
    kind = kind or _kind(table.header, tags)
    columns = _columns(table, tags, kind)
    key, row_numbers = _key_candidates(table, columns, kind)
    mapping = replace(base, kind=kind, columns=columns, key=key, constants=_constants(kind, columns))
    left = [one for one in table.header if one and one not in columns.values() and one != row_numbers]
    return MappingDraft(mapping, _codes(table, mapping, reads), left, row_numbers)


def _lines_of_largest(raw: str) -> tuple[str | None, list[Line], str]:
    """Return the sheet with most rows where there are several, its lines, and the delimiter of a CSV text."""
    sheets = sheets_of(raw)
    if not sheets:
        sign = max(",;\t|", key=lambda one: min((line.count(one) for line in raw.splitlines()[:5] if line), default=0))
        return None, list(lines_of(raw, sign)), "" if sign == "," else sign
    name, words = max(sheets, key=lambda one: one[1].count("\n"))
    return name if len(sheets) > 1 else None, list(lines_of(words)), ""


def _header(lines: Sequence[Line]) -> tuple[int, ...]:
    """Return the line or lines of the headings; none where it is the first."""
    first = lines[:MOST_ABOVE]
    if any(tags_of(line) for line in first):
        return ()
    width = max((len([cell for cell in line.cells if cell.strip()]) for line in first), default=0)
    at = next((at for at, line in enumerate(first) if _is_head(line, width)), 0)
    below = first[at + 1] if at + 1 < len(first) else None
    if below is not None and _is_second_line(first[at], below):
        return (first[at].number, below.number)
    return (first[at].number,) if at else ()


def _is_head(line: Line, width: int) -> bool:
    said = [cell for cell in line.cells if cell.strip()]
    return len(said) * 2 > width and len(set(said)) * 2 > len(said)


def _is_second_line(head: Line, below: Line) -> bool:
    """Test whether a line names the columns that the one above leaves empty, and holds no numbers."""
    unnamed = [
        at for at, cell in enumerate(below.cells) if cell.strip() and not "".join(head.cells[at : at + 1]).strip()
    ]
    return bool(unnamed) and not any(map(str.isdigit, "".join(below.cells)))


def _kind(header: Sequence[str], tags: Sequence[str]) -> str:
    """Return what the rows are: a table that counts has incidents, one that names has persons."""
    words = {kind: {word for one in header if (word := _word_for(one, kind))} for kind in GUESSED}
    counts = {word.partition(".")[0] for word in words["incident"]} & {"killed", "injured", "point"}
    if set(words["victim"]) & {*NAME_PARTS, "age", "born", "sex"}:
        return "victim"
    return "incident" if counts or any(_phrases()["tags"].get(tag) in counts | {"killed"} for tag in tags) else "victim"


def _columns(table: Seen, tags: Sequence[str], kind: str) -> dict[str, str]:
    """Return our words with their columns: what a tag says goes first, then a heading that is all of a phrase."""
    found: dict[str, str] = {}
    told = [*zip(table.header, [*tags, *[""] * len(table.header)], strict=False)]
    by_tag = [(heading or tag, _phrases()["tags"].get(tag_of(tag), "")) for heading, tag in told if tag]
    exact = [(heading, _word_for(heading, kind, whole=True)) for heading in table.header]
    for heading, word in [*by_tag, *exact, *((heading, _word_for(heading, kind)) for heading in table.header)]:
        if heading and word and heading not in found.values():
            cells = [row[heading] for row in table.rows[:200]]
            found.setdefault(_by_script(word, cells) if word in NAME_PARTS[:2] else word, heading)
    bare = {_key_of(heading): heading for heading in table.header}
    if kind == "incident" and {"low", "high"} <= bare.keys():
        found = {word: column for word, column in found.items() if word.partition(".")[0] != "killed"}
        found |= {f"killed.{end}": bare[end] for end in NUMBER_ENDS if end in bare}
    # A number beside its two ends is the best of the three.
    for word in [one for one in found if f"{one}.low" in found or f"{one}.high" in found]:
        found.setdefault(f"{word}.best", found.pop(word))
    return found


def _by_script(word: str, cells: Sequence[str]) -> str:
    arabic = sum(script_of(cell) == "arab" for cell in cells if cell.strip())
    said = sum(bool(cell.strip()) for cell in cells)
    return word if not said else "name.ar" if arabic * 2 > said else "name.en"


def _word_for(heading: str, kind: str, *, whole: bool = False) -> str:
    """Return our word for a heading, "" where none is known: the longest phrase that it holds beside neutral words."""
    key, ends = _key_of(heading), ""
    for end in NUMBER_ENDS:
        for phrase in _phrases()[end]:
            if key != phrase and _has_phrase(key, phrase):
                key, ends = _without(key, phrase), end
    best = ("", "")
    for word, phrases in _phrases()[kind].items():
        for phrase in phrases:
            rest = _without(key, phrase).split() if _has_phrase(key, phrase) and (key == phrase or not whole) else None
            if rest is not None and set(rest) <= _phrases()["neutral"] and len(phrase) > len(best[0]):
                best = (phrase, word)
    return f"{best[1]}.{ends}" if best[1] and ends else best[1]


def _has_phrase(key: str, phrase: str) -> bool:
    return f" {phrase} " in f" {key} "


def _without(key: str, phrase: str) -> str:
    return f" {key} ".replace(f" {phrase} ", " ", 1).strip()


def _key_candidates(table: Seen, columns: dict[str, str], kind: str) -> tuple[tuple[str, ...], str]:
    """Return the column that knows a row again, which becomes an identifier, and one that only numbers the rows."""
    key: tuple[str, ...] = ()
    row_numbers = ""
    for heading in table.header:
        told = _key_of(heading)
        if heading in columns.values() or not (told in _phrases()["ids"] or IDS & set(told.split())):
            continue
        cells = [row[heading].strip() for row in table.rows]
        said = [cell for cell in cells if cell]
        if [str(at) for at in range(1, len(cells) + 1)] == [cell.removesuffix(".0") for cell in cells]:
            row_numbers = row_numbers or heading
        elif len(said) == len(cells) == len(set(cells)) and len(cells) > 1:
            columns.setdefault(f"identifiers.{_scheme(heading)}", heading)
            key = key or (heading,)
        elif kind == "victim" and _key_of(heading) in _phrases()["incident_ids"]:
            columns.setdefault("incident.key", heading)
        elif said and len(set(said)) * 10 > len(said) * 9:
            columns.setdefault(f"identifiers.{_scheme(heading)}", heading)
    return key, row_numbers


def _scheme(heading: str) -> str:
    """Return a name for the identifiers of a column, in small Latin letters."""
    plain = re.sub(r"[^a-z0-9]+", "_", heading.casefold()).strip("_")
    return plain if plain[:1].isalpha() else "their_id"


def _constants(kind: str, columns: Mapping[str, str]) -> dict[str, Any]:
    return {} if kind != "victim" or "statuses" in columns else {"statuses": "killed"}


def _codes(table: Seen, mapping: TableMapping, reads: Reads) -> dict[str, dict[str, str]]:
    """Return the words of coded columns that cannot be read as they stand, with what they probably mean."""
    found: dict[str, dict[str, str]] = {}
    for word in CODED:
        column = mapping.columns.get(word)
        cells = dict.fromkeys(cell for row in table.rows if column and (cell := row[column].strip()))
        strange = [cell for cell in cells if not reads(mapping.kind, word, cell)]
        if strange and len(strange) <= MOST_CODES:
            known = _phrases()["codes"].get(word, {})
            found[word] = {cell: known.get(_key_of(cell), "") for cell in strange}
    return found


def _key_of(text: str) -> str:
    """Return a heading or a code as it is compared: without case, signs and the Arabic article."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return " ".join(word.removeprefix("ال") for word in _BETWEEN_WORDS.sub(" ", normal_key(split)).split())


@cache
def _phrases() -> dict[str, Any]:
    held = tomllib.loads(files("sijill.tables").joinpath("guesses.toml").read_text("utf-8"))
    told: dict[str, Any] = {end: sorted(map(_key_of, held[end]["words"]), key=len, reverse=True) for end in NUMBER_ENDS}
    for kind in GUESSED:
        told[kind] = {word: sorted({_key_of(one) for one in phrases}) for word, phrases in held[kind].items()}
    told["neutral"] = set(map(_key_of, held["neutral"]))
    told["ids"] = set(map(_key_of, held["ids"]["words"]))
    told["incident_ids"] = set(map(_key_of, held["ids"]["incident"]))
    told["tags"] = {tag_of(tag): word for tag, word in held["tags"].items()}
    told["codes"] = {
        word: {_key_of(code): ours for ours, codes in lists.items() for code in codes}
        for word, lists in held["codes"].items()
    }
    return told
