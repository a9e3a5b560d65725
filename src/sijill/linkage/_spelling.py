"""One spelling for each part of a name: the Arabic one it most likely stands for, learnt from lists and writers."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from sijill.language.names import attested, bare_arabic, coarse_skeleton, is_arabic_part, part_likeness, skeleton

_LEAST_LIKE = 0.8
_HOW_MUCH_LIKENESS_TELLS = 12.0
_MOST_CANDIDATES = 40


class Spellings:
    """The Arabic spellings that lists hold and writers attest, by how they sound."""

    def __init__(self, parts: Iterable[str]) -> None:
        """Learn from the parts of all names of the lists, each as often as it stands there."""
        known: dict[str, float] = defaultdict(float)
        for part in parts:
            if is_arabic_part(part):
                known[bare_arabic(part)] += 1
        for spelled in attested().values():
            for arabic, many in spelled.items():
                known[arabic] += math.log1p(many)
        self._by_key: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for arabic, often in sorted(known.items(), key=lambda one: (-one[1], one[0])):
            kept = self._by_key[coarse_skeleton(arabic)]
            if len(kept) < _MOST_CANDIDATES:
                kept.append((arabic, math.log1p(often)))
        self._likeliest: dict[str, tuple[str, str | None]] = {}

    def likeliest(self, part: str) -> tuple[str, str | None]:
        """Return the spelling that a part stands for and the next likeliest; how it sounds where none is known."""
        if is_arabic_part(part):
            return bare_arabic(part), None
        if part not in self._likeliest:
            ranked = sorted(
                (-(often + _HOW_MUCH_LIKENESS_TELLS * like), arabic)
                for arabic, often in self._by_key.get(coarse_skeleton(part), ())
                if (like := part_likeness(part, arabic)) >= _LEAST_LIKE
            )
            best = [arabic for _, arabic in ranked[:2]] or [f"?{skeleton(part)}"]
            self._likeliest[part] = best[0], best[1] if len(best) > 1 else None
        return self._likeliest[part]
