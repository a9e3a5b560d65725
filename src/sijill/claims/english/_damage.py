"""Read what was destroyed or damaged, one claim for each thing of a list (gold, damage)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal

from sijill.claims.english._draft import Draft
from sijill.claims.english._quotes import STOPS, with_voice
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._settings import weapon_in
from sijill.claims.english._verbs import BE, HAVE, VerbList
from sijill.claims.english.people._words import POPULATION
from sijill.language import lexicon
from sijill.model import ClaimKind, ClaimNumber

_DAMAGE = lexicon("events")["damage"]
_DONE = {lemma: unit for unit in ("destroyed", "damaged") for lemma in _DAMAGE[unit]}
_VERBS = VerbList(_DONE)
_NOUNS, _LOOSE = frozenset(_DAMAGE["nouns"]), frozenset(_DAMAGE["loose"])
_OBJECT_ENDS = STOPS | frozenset(_DAMAGE["objects_end"]) | {".", "(", ")"}
_OPENS = STOPS | BE | HAVE | {".", "that", "said", "which", "who", "where", "“"}
_THINGS: dict[str, str] = {word: unit for unit, words in _DAMAGE["units"].items() for word in words}
TRIGGERS = _VERBS.words | _NOUNS
_REGION_LENGTH = 40
_Region = tuple[int, int, str, int, int]


def damages(scene: SentenceContext) -> list[Draft]:
    """Return the claims of damage in one sentence; each thing belongs to the verb that stands nearest to it."""
    kept: dict[tuple[int, int], Draft] = {}
    for at, end, lemma, low, high in _regions(scene):
        found, before = list(_members(scene, low, high, loose=lemma in _LOOSE)), high <= at
        if before and found and {",", "and", "or"} & set(scene.norms[found[-1][1] : high]):
            continue  # the last of the list is who did it: "the depot burned and rebels destroyed"
        for order, (first, last, number) in enumerate(found):
            start = first if before or order else at
            close = end if before and order == len(found) - 1 else last
            rules = [f"damage:{_DONE.get(lemma, 'destroyed')}", f"verb:{lemma}", f"noun:{scene.norms[last - 1]}"]
            draft = Draft(ClaimKind.DAMAGE, start, close, (first, last), number=number, rules=rules)
            draft.weapon = weapon_in(scene.run)
            other = kept.get(draft.key)
            if other is None or close - start <= other.end - other.start:
                kept[draft.key] = with_voice(scene, draft, at)
    return list(kept.values())


def _regions(scene: SentenceContext) -> Iterator[_Region]:
    """Yield verb or noun of damage with the stretch where its things stand: behind it, or before a passive."""
    norms = scene.norms
    stops = [k for k, norm in enumerate(norms) if norm in _OBJECT_ENDS] + [len(norms)]
    opens = [0] + [k + 1 for k, norm in enumerate(norms) if norm in _OPENS]
    verbs = [v for v in _VERBS.find(scene.run) if not (v.negated or v.unreal or v.voice == "infinitive")]
    first = [
        v for v in verbs if norms[v.start - 1] not in ("or", "and") or norms[max(0, v.start - 2)] not in _VERBS.words
    ]
    spots = [(v.start, v.end, v.lemma, v.voice, v.head) for v in first]  # "damaged or destroyed" is one
    spots += [
        (k, k + 2, norm, "active", k)
        for k, norm in enumerate(norms[:-1])
        if norm in _NOUNS and norms[k + 1] in ("of", "to")
    ]
    for at, end, lemma, voice, head in spots:
        behind = min(stops[bisect_left(stops, end)], end + _REGION_LENGTH)
        included = norms[end : end + 2] == [",", "including"]
        if voice in ("active", "participle") or (voice == "either" and behind > end + 1 and not included):
            yield at, end, lemma, end, behind
        if voice in ("passive", "bare", "either"):
            yield at, end, lemma, max(opens[bisect_right(opens, head) - 1], head - _REGION_LENGTH), head
        if included:
            yield end + 2, end + 2, lemma, end + 2, min(stops[bisect_left(stops, end + 2)], end + _REGION_LENGTH)


def _members(
    scene: SentenceContext, low: int, high: int, *, loose: bool
) -> Iterator[tuple[int, int, ClaimNumber | None]]:
    """Yield the things of a list: first token, end, number; "22 of the 210 schools" are 22."""
    numbers, norms, first = {n.start: n for n in scene.numbers}, scene.norms, low
    for place in (k for k in range(low, high + 1) if k == high or norms[k] in (",", "and", "or", "as")):
        words = norms[first:place]
        counted = next((numbers[k] for k in range(first, place) if k in numbers), None)
        noun = next((k for k in range(place - 1, first - 1, -1) if norms[k] in _THINGS), None)
        if noun is None and counted and not loose and norms[place - 1].endswith("s") and _OBJECT_ENDS.isdisjoint(words):
            noun = place - 1 if POPULATION.keys().isdisjoint(words) else None
        if counted is not None and counted.end == place == high:  # "of the 210 schools, 22 were destroyed"
            whole = next((k for k in range(first - 1, -1, -1) if norms[k] in _THINGS), None)
            if whole is not None:
                yield counted.start, counted.end, counted.number(_THINGS[norms[whole]])
        elif (
            noun is not None
            and norms[first] != "of"
            and (counted is not None or _OBJECT_ENDS.isdisjoint(norms[noun:place]))
        ):
            unit = _THINGS.get(norms[noun], norms[noun])
            single = norms[first] in ("a", "an") and norms[noun].removesuffix("s") not in _THINGS.keys() - {norms[noun]}
            number = (
                counted.number(unit)
                if counted
                else ClaimNumber(Decimal(1), Decimal(1), unit, Decimal(1))
                if single
                else None
            )
            tail = noun + 1 < place and norms[noun + 1] not in _OBJECT_ENDS and scene.run[noun + 1].kind == "word"
            yield counted.start if counted and counted.start <= noun else first, noun + 1 + tail, number
        first = place + 1
