"""The words of an event that are quoted, and who says them."""

from __future__ import annotations

from sijill.claims.english._draft import Draft
from sijill.claims.english._scene import SentenceContext

STOPS = frozenset("; : while but although whereas after before because when".split())
_LONGEST_SPAN = 14


def clause_around(scene: SentenceContext, place: int) -> tuple[int, int]:
    """Return the clause around a token, cut at commas, short enough to quote."""
    run, low, high = scene.run, place, place + 1
    while low > 0 and place - low < _LONGEST_SPAN and run[low - 1].norm not in STOPS and run[low - 1].text not in ",()":
        low -= 1
    while (
        high < len(run)
        and high - place < _LONGEST_SPAN
        and run[high].norm not in STOPS
        and run[high].text not in (",", "(", ")", ".")
    ):
        high += 1
    while low < place and run[low].norm in ("and", "the", "also", "“", "”", '"', "'") and low < high - 1:
        low += 1
    while high - 1 > place and run[high - 1].kind == "mark":
        high -= 1
    return low, high


def with_voice(scene: SentenceContext, draft: Draft, place: int, at: int | None = None) -> Draft:
    """Give an event its source, its day and its place by the tokens that tell it."""
    draft.claimant, draft.stance, draft.verb, carried = scene.voice(place, draft.start, draft.end)
    if carried:
        draft.claimant = None
    draft.date = scene.date(place if at is None else at)
    return draft
