"""What can be checked again: every sealed byte, and every figure that was ever published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sijill import evidence
from sijill.model.figures import Definition

if TYPE_CHECKING:
    from sijill.ledger import Entry, Progress
    from sijill.model import Item
    from sijill.values import Period
    from sijill.workspace._counts import Counts
    from sijill.workspace._opened import Opened

Printed = tuple[Definition, dict[str, Any]]
"""A published figure: its definition, and its id and values as they were recorded."""


@dataclass(frozen=True, slots=True)
class VaultCheck:
    """
    How many items were read back, and which are damaged, missing, or named by no item.

    ``swept`` is how many unfinished files of killed writers were taken away meanwhile.
    """

    checked: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    orphans: tuple[str, ...]
    swept: int = 0


def verify_vault(opened: Opened, items: Iterable[Item], progress: Progress | None = None) -> VaultCheck:
    """Read every sealed item back and compare it with its fingerprint."""
    named = {item.id for item in items}
    damaged, missing = [], []
    for number, sha256 in enumerate(sorted(named), 1):
        try:
            opened.vault.read(sha256)
        except evidence.NotInVault:
            missing.append(sha256)
        except evidence.VaultDamaged:
            damaged.append(sha256)
        if progress:
            progress(number, len(named))
    sealed = named | _sealed_otherwise(opened)
    swept = opened.vault.sweep() + opened.texts.sweep()
    orphans = tuple(evidence.orphans(opened.vault, sealed))
    return VaultCheck(len(named), tuple(damaged), tuple(missing), orphans, swept)


def _sealed_otherwise(opened: Opened) -> set[str]:
    """Methodology files and published reports are sealed too, without being items."""
    found = {str(e.body["digest"]) for e in opened.ledger.entries(kind="methodology") if e.body}
    for entry in opened.ledger.entries(kind="publication"):
        found |= set((entry.body or {}).get("files", {}).values())
    return found


def verify_figures(counts: Counts, publications: Iterable[Entry]) -> list[dict[str, Any]]:
    """Count every published figure again from its id; return those that moved (there should be none)."""
    moved = []
    for entry in publications:
        printed_then = [(Definition.parse(str(one["id"])), one) for one in (entry.body or {})["figures"]]
        # Figures that stand on one entry share their records: a register is folded once for each, not once a figure.
        for key, group in _by_standing(printed_then).items():
            name, seq, window = key
            counting = counts.counting(methodology_name=name, window=window, seq=seq)
            for definition, printed in group:
                now = counting.figure(definition)
                if (now.low, now.best, now.high) != (printed["low"], printed["best"], printed["high"]):
                    moved.append(
                        {"id": printed["id"], "published": printed["best"], "now": now.best, "publication": entry.id}
                    )
    return moved


def _by_standing(printed: Iterable[Printed]) -> dict[tuple[str, int, Period], list[Printed]]:
    groups: dict[tuple[str, int, Period], list[Printed]] = {}
    for definition, one in printed:
        standing = (f"{definition.methodology}@{definition.version}", definition.seq, definition.window)
        groups.setdefault(standing, []).append((definition, one))
    return groups
