"""What became of a truce, in an Arabic sentence: agreed, announced, begun, kept, broken, extended, over."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sijill.language import lexicon
from sijill.language.arabic import Token, normalise

_WRITTEN_ON = ("", "و", "ف", "ب", "ل", "ال", "وال", "بال", "لل")
_REACH = 8  # words between a truce and what became of it
_DESPITE = frozenset({"رغم", "برغم", "خلال", "منذ", "اثناء", "ضمن", "بموجب", "مع", "في"})
_DENIES = frozenset({"لم", "لن", "لا"})


@dataclass(frozen=True, slots=True)
class Truce:
    """A truce in tokens ``start`` up to ``end`` with what became of it; ``at`` is where it is named."""

    start: int
    end: int
    at: int
    event: str


def truces(tokens: Sequence[Token]) -> list[Truce]:
    """
    Return what became of every truce of a sentence; a truce only named is left out.

    The word nearest to it tells, and of two as near the one before it; none is looked for beyond a comma.
    """
    found: list[Truce] = []
    names, events = _truce_names(), _events()
    for at, token in enumerate(tokens):
        runs = names.get(token.text)
        if runs is None:
            continue
        ahead = tuple(one.text for one in tokens[at + 1 : at + 3])
        length = next((len(run) for run in runs if ahead[: len(run)] == run), None)
        if length is None or (found and found[-1].end > at):
            continue
        after = at + 1 + length
        told = [*_toward(tokens, range(at - 1, max(-1, at - 1 - _REACH), -1), events)]
        told += _toward(tokens, range(after, min(len(tokens), after + _REACH)), events)
        if told:
            _, place, event = min(told, key=lambda one: one[0])
            found.append(Truce(min(at, place), max(after, place + 1), at, event))
    return found


def _toward(tokens: Sequence[Token], places: range, events: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Return the first word on one side that tells what became of it: how far it is, where, and what."""
    for far, place in enumerate(places):
        token = tokens[place]
        aside = token.kind not in {"word", "number", "latin"} and token.text not in {'"', "“", "”", "#"}
        if aside or (places.step < 0 and token.text in _DESPITE):
            break
        if token.text in events:
            denied = place and tokens[place - 1].text in _DENIES
            return [] if denied else [(far, place, events[token.text])]
    return []


@functools.cache
def _truce_names() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return what may follow the first word of a name of a truce, by every form of that word."""
    names: dict[str, tuple[tuple[str, ...], ...]] = {}
    for first, *rest in (normalise(name).text.split() for name in lexicon("arabic")["truce"]["names"]):
        for form in (lead + first for lead in _WRITTEN_ON):
            names[form] = (*names.get(form, ()), tuple(rest))
    return names


@functools.cache
def _events() -> dict[str, str]:
    told = lexicon("arabic")["truce"]["events"]
    forms = [(normalise(form).text, event) for event, listed in told.items() for form in listed]
    return {lead + form: event for lead in reversed(_WRITTEN_ON) for form, event in forms}
