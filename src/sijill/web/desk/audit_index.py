"""What was audited: an index of counts by check and verdict without any words, and the findings of one document."""

from __future__ import annotations

import functools
import json
import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sijill import audits, evidence
from sijill.access import View
from sijill.audits import Finding, Verdict
from sijill.evidence.kinds import WORDLESS
from sijill.model import Item
from sijill.workspace import Register

FORM = f"2, sijill {version('sijill')}"
"""Counts of another form are made anew, as are those by other checks, or of words that other readers read."""
UNREADABLE = "unreadable"

_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each check of a document came to each verdict; a document that cannot be read says so."""

    counts: Mapping[tuple[str, str], int] = field(default_factory=dict)
    unreadable: bool = False

    def fitting(self, check: str, verdict: str) -> int:
        """Return how many findings are of a check and a verdict; an empty word is any."""
        return sum(n for (c, v), n in self.counts.items() if check in ("", c) and verdict in ("", v))


def auditable(items: Iterable[Item]) -> list[Item]:
    """Return the documents that are audited: those with words of their own; a table's numbers are imported."""
    return [item for item in items if item.media_type not in WORDLESS]


def held_ids(register: Register) -> list[str]:
    """Return the ids of all documents, by which counts of those that are gone are dropped."""
    return [entry.id for entry in register.records.entries(kind="item") if entry.body]


def findings_of(register: Register, view: View, item: Item) -> tuple[Finding, ...]:
    """Return what the printed figures of a document that may be read say. Raises Unreadable and its kin."""
    return _findings(_ItemOfRegister(view, item, (str(register.folder), item.id))) if view.reads(item) else ()


@dataclass(frozen=True, slots=True)
class _ItemOfRegister:
    """A document of a register; equal to any other asking for the same bytes of the same folder."""

    view: View = field(compare=False)
    item: Item = field(compare=False)
    key: tuple[str, str]


@functools.lru_cache(maxsize=200)
def _findings(asked: _ItemOfRegister) -> tuple[Finding, ...]:
    view, item = asked.view, asked.item
    reading = view.text(item)
    words = reading.raw if reading else ""
    return tuple(audits.audit_document(words, view.proposals_of(item), item=item.id, name=item.original_name or ""))


def audit_item(register: Register, view: View, item: Item) -> Tally:
    """Audit one document and return its counts."""
    try:
        found = findings_of(register, view, item)
    except (evidence.Unreadable, evidence.NotInVault, evidence.VaultDamaged):
        return Tally(unreadable=True)
    return Tally(Counter((one.check, one.verdict.value) for one in found))


def read_index(folder: Path) -> dict[str, Tally]:
    """Return the counts that are kept, by document; nothing where none are, or where they are of another form."""
    try:
        kept: dict[str, Any] = json.loads(_path(folder).read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    if kept.get("form") != FORM:
        return {}
    return {item: _read_tally(one) for item, one in kept["items"].items()}


def changed_at(folder: Path) -> int:
    """Return the moment in which the counts were kept last, as a number; 0 where none are."""
    return _path(folder).stat().st_mtime_ns if _path(folder).exists() else 0


def keep(folder: Path, found: Mapping[str, Tally], *, held: Iterable[str]) -> dict[str, Tally]:
    """Add counts to those that are kept and drop those of documents that are gone; return all of them."""
    known = set(held)
    with _one_at_a_time:
        merged = {item: one for item, one in {**read_index(folder), **found}.items() if item in known}
        document = {"form": FORM, "items": {item: _written(one) for item, one in merged.items()}}
        path = _path(folder)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        beside = path.with_suffix(".part")
        beside.write_text(json.dumps(document), "utf-8")
        beside.replace(path)
    return merged


def summed(tallies: Iterable[Tally]) -> list[tuple[str, list[tuple[str, int]], int]]:
    """Return each check with its number by verdict and in all, the most contradicted first."""
    total: Counter[tuple[str, str]] = Counter()
    for one in tallies:
        total.update(one.counts)
    checks = {check for check, _ in total}
    rows = [(check, [(v, total[check, v]) for v in ORDER], sum(total[check, v] for v in ORDER)) for check in checks]
    return sorted(rows, key=lambda row: (-row[1][0][1], -row[2], row[0]))


ORDER = tuple(one.value for one in (Verdict.FAILS, Verdict.UNDECIDABLE, Verdict.WITHIN_ROUNDING, Verdict.HOLDS))


def _path(folder: Path) -> Path:
    return folder / "cache" / "audited.json"


def _read_tally(one: Any) -> Tally:
    if one == UNREADABLE:
        return Tally(unreadable=True)
    return Tally({(check, verdict): n for check, verdict, n in one})


def _written(one: Tally) -> object:
    return UNREADABLE if one.unreadable else [[check, verdict, n] for (check, verdict), n in one.counts.items()]
