"""What was published can be checked again: every figure, from its id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from sijill.model.figures import Definition

if TYPE_CHECKING:
    from sijill.ledger import Entry
    from sijill.values import Period
    from sijill.workspace._counts import Counts

Printed = tuple[Definition, dict[str, Any]]
"""A published figure: its definition, and its id and values as they were recorded."""


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
