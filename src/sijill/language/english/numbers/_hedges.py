"""Take in the hedges around a number and let them move its bounds (V-HEDGE, gold rules 2 and 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sijill.language._lexicon import lexicon
from sijill.language._phrase import NumberPhrase, bounded
from sijill.language.page import Token, norm_at

_HEDGES = lexicon("hedges")
_BEFORE = {tuple(p.split()): k for k, phrases in _HEDGES["before"].items() for p in phrases}
_AFTER = {tuple(p.split()): k for k, phrases in _HEDGES["after"].items() for p in phrases}
_LONGEST_HEDGE = max(map(len, _BEFORE))


def hedged(run: Sequence[Token], phrase: NumberPhrase, floor: int) -> NumberPhrase:
    """Take in the hedges before and after a number, and let them move its bounds."""
    start, kind, hedge, additive = phrase.core, "plain", None, False
    while True:
        for size in range(min(_LONGEST_HEDGE, start - floor), 0, -1):
            words = tuple(t.norm for t in run[start - size : start])
            if words not in _BEFORE:
                continue
            found = _BEFORE[words]
            if found != "plain" and kind == "plain":
                kind, hedge = found, " ".join(words)
            elif found == "plain":
                additive = additive or words[-1] in ("another", "additional", "further")
                if hedge is None and words[-1] in ("only", "just"):
                    hedge = words[-1]
            start -= size
            break
        else:
            break
    end = phrase.end
    for size in (2, 1):
        words = tuple(t.norm for t in run[end : end + size])
        if kind == "plain" and words in _AFTER:
            kind, hedge, end = _AFTER[words], " ".join(words), end + size
            break
    start = _trimmed(run, start, phrase.core)
    return replace(bounded(phrase, kind, hedge), start=start, end=end, additive=additive)


def postposed(run: Sequence[Token], phrase: NumberPhrase, end: int) -> tuple[NumberPhrase, int]:
    """Let a hedge behind the counted noun bound the number too: "19 casualties at least"."""
    for size in (2, 1):
        words = tuple(t.norm for t in run[end : end + size])
        if (
            phrase.kind == "plain"
            and not phrase.vague
            and words in _AFTER
            and norm_at(run, end + size) not in ("one", "two", "three", "a")
            and not (end + size < len(run) and run[end + size].kind == "number")
        ):
            return bounded(phrase, _AFTER[words], " ".join(words)), end + size
    return phrase, end


def _trimmed(run: Sequence[Token], start: int, core: int) -> int:
    """Leave articles and pointing words out of the quotation."""
    while (
        start < core
        and run[start].norm
        in (
            "the",
            "all",
            "these",
            "those",
            "other",
            "its",
            "their",
            "also",
            "just",
            "an",
            "a",
            "another",
            "additional",
            "further",
        )
        and not (run[start].norm in ("an", "a") and norm_at(run, start + 1) not in ("additional", "further", "overall"))
    ):
        start += 1
    return start


def spread(run: Sequence[Token], found: list[NumberPhrase]) -> list[NumberPhrase]:
    """Let "about" before the first of coordinated numbers reach the others (gold rule 3)."""
    out: list[NumberPhrase] = []
    for phrase in found:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind == "about"
            and phrase.kind == "plain"
            and not phrase.vague
            and phrase.measure is before.measure
        ):
            between = [t.norm for t in run[before.end : phrase.start]]
            if len(between) <= 6 and _coordinates(between) and (phrase.value or 0) >= 100:
                phrase = replace(bounded(phrase, "about", before.hedge), start=phrase.start)
        out.append(phrase)
    return out


def _coordinates(between: list[str]) -> bool:
    marks = [w for w in between if w in (",", "and")]
    return (
        bool(marks)
        and between[-1] in (",", "and")
        and not ({"including", ":", ";", "were", "was", "of", "while", "with"} & set(between))
    )
