"""Counts of another shape: ratios, shares of the dead, noughts that somebody states, one person without a numeral."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sijill.claims.english._draft import Draft
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._settings import weapon_in
from sijill.claims.english._verbs import Verb
from sijill.claims.english.people._counted import CountedPeople, counted_people
from sijill.claims.english.people._nouns import is_person, is_plural
from sijill.claims.english.people._outcomes import SURVIVING, Predicate
from sijill.claims.english.people._words import ADJECTIVE, POPULATION, TERMS, groups_of
from sijill.language import NumberPhrase, bounded, small_words
from sijill.language.english import PartyMention
from sijill.model import ClaimKind, ClaimNumber, Measure

_SHARE_WORDS = small_words("people", "share_words")
_NOUGHT = Decimal(0)
_PHRASE_ENDS = frozenset({",", ".", ";", "and", "while", "but", ")"})
_COUNTED_AS = {"casualties": "killed_or_injured", "injuries": "injured"}


def told(
    scene: SentenceContext,
    span: tuple[int, int],
    key: tuple[int, int],
    at: int,
    number: ClaimNumber,
    population: tuple[str, ...],
    rules: list[str],
) -> Draft:
    """Return a claim of casualties with who says it, and the day and place of what is said at a token."""
    claimant, stance, verb, carried = scene.voice(key[0], *span, counts=True)
    draft = Draft(ClaimKind.CASUALTIES, *span, key, claimant=claimant, stance=stance, verb=verb, number=number)
    draft.population, draft.rules = population, rules
    draft.date = scene.date(at)
    draft.spans["number"] = key
    draft.tags += ["claimant_carryover"] if carried else []
    return draft


def ratios(scene: SentenceContext, items: Sequence[CountedPeople]) -> list[tuple[Draft, tuple[CountedPeople, ...]]]:
    """Read "1.8 civilians for every militant", with the counted things that it takes in."""
    out, norms = [], scene.norms
    for order, item in enumerate(items):
        each = (k for k in range(item.end, item.end + 3) if norms[k : k + 1] == ["for"])
        place = next((k for k in each if norms[k + 1 : k + 2] in (["every"], ["each"])), None)
        military = "military" in norms[item.number.end : item.number.end + 2]
        first = item.population[:1] or (("fighters",) if military else ())
        if place is None or not first:
            continue
        end = _phrase_end(norms, place + 2, {"or"})
        second = groups_of(["combatants" if w == "military" else w for w in norms[place + 2 : end]])[:1]
        if not second:
            continue
        number = item.number
        number = replace(number, low=number.value) if number.kind == "more_than" and number.value else number
        measured = replace(number.number("killed", f"{first[0]}/{second[0]}"), measure=Measure.RATIO)
        key = (number.core, number.end)
        draft = told(scene, (item.start, end), key, number.core, measured, first + second, ["count:ratio"])
        said = next((s for s in scene.said if s.start <= number.core < s.end), None)
        draft.claimant = said.claimant if said else None
        out.append((draft, (item, *(c for c in items[order + 1 : order + 3] if c.start < place + 5))))
    return out


def percents(scene: SentenceContext) -> list[Draft]:
    """Read a share of the dead: "73 % of those killed were civilians", "of whom 19 % were children"."""
    norms, out = scene.norms, []
    deadly = not TERMS["deadly"].isdisjoint(norms)
    for number in (n for n in scene.numbers if n.measure is Measure.PERCENT):
        window = norms[number.end : number.end + 12]
        end = next((k for k in range(number.end, number.end + 7) if _stops_share(norms, k)), number.end + 7)
        group = groups_of(norms[end : end + 1])
        dead = window[:1] == ["of"] and not TERMS["deadly"].isdisjoint(window)
        if not dead and not (deadly and group):
            continue
        end = end + 1 if group else _phrase_end(norms, number.end + 1, set())
        groups = group or groups_of(window)
        unit = "killed_or_injured" if "casualties" in window else "killed"
        measured = number.number(unit, groups[0] if groups else None)
        key = (number.core, number.end)
        out.append(told(scene, (number.start, end), key, number.core, measured, groups, ["count:share"]))
    return out


def _stops_share(norms: Sequence[str], place: int) -> bool:
    word = norms[place] if place < len(norms) else ""
    return word not in _SHARE_WORDS or POPULATION.get(word, "any") != "any"


def _phrase_end(norms: Sequence[str], place: int, more: set[str]) -> int:
    stops = (k for k in range(place, min(place + 8, len(norms))) if norms[k] in _PHRASE_ENDS | more)
    return next(stops, min(place + 8, len(norms)))


def zeros(scene: SentenceContext) -> list[Draft]:
    """Read a documented zero: "did not document any deaths among medics" (S1.18); it is not a true zero."""
    norms, out = scene.norms, []
    for place in (k for k, word in enumerate(norms) if word in ("any", "no")):
        at = next((k for k in range(place + 1, place + 4) if norms[k : k + 1] and norms[k] in TERMS["harm"]), None)
        before, near = norms[max(0, place - 6) : place], norms[place + 2 : place + 8]
        denied = next(
            (k for k in range(max(0, place - 6), place) if norms[k] == "not" or norms[k].endswith("n't")), None
        )
        there = any(a == "there" and b in ("were", "was", "are") for a, b in pairwise(before))
        recorded = there or not TERMS["recorded"].isdisjoint([*before, *near])
        if at is None or not recorded or (norms[place] == "any" and denied is None):
            continue
        end = at + 1
        if norms[end : end + 1] == ["among"]:
            while end < len(norms) and norms[end] not in (",", ".", ";", "in", "during"):
                end += 1
        start = place if norms[place] == "no" or denied is None else denied
        start -= start > 0 and norms[start] != "not" and norms[start - 1] == "not"
        named = (POPULATION.get(word) or ADJECTIVE.get(word, "any") for word in norms[place:end])
        groups = tuple(dict.fromkeys(group for group in named if group != "any"))
        number = ClaimNumber(_NOUGHT, _NOUGHT, _COUNTED_AS.get(norms[at], "killed"), _NOUGHT)
        out.append(told(scene, (start, end), (place, place + 1), place, number, groups, ["count:documented-zero"]))
        out[-1].tags = ["documented_zero"]
    return out


def nobody(scene: SentenceContext, known: Sequence[Predicate]) -> list[Draft]:
    """Read "no civilians were killed" and "nobody died": a count of nought that somebody states."""
    norms, out = scene.norms, []
    for predicate in known:
        verb = predicate.verb
        real = predicate.kind == "casualties" and not (verb.negated or verb.unreal) and verb.lemma not in SURVIVING
        back = range(verb.head - 1, max(-1, verb.head - 5), -1)
        begin = next((at for at in back if norms[at] in TERMS["none"]), None)
        if begin is None or not real or not predicate.takes_left:
            continue
        between = norms[begin + 1 : verb.head]
        people = any(word in POPULATION or (is_person(word) and is_plural(word)) for word in between)
        unnamed = norms[begin] == "no" and not people and between != ["one"]
        if unnamed or not TERMS["clause_marks"].isdisjoint(between):
            continue
        number = ClaimNumber(_NOUGHT, _NOUGHT, predicate.unit, _NOUGHT)
        rules = ["count:nobody", f"verb:{verb.lemma}"]
        out.append(told(scene, (begin, verb.end), (begin, begin + 1), verb.start, number, groups_of(between), rules))
        out[-1].tags = ["stated_zero"]
    return out


def single(
    scene: SentenceContext, known: Sequence[Predicate], drafts: Sequence[Draft], parties: Mapping[int, PartyMention]
) -> list[Draft]:
    """Read one person without a numeral: "a child was killed", "killed a child"."""
    out = []
    counted = {at for draft in drafts for at in range(draft.start, draft.end)}
    for predicate in known:
        verb = predicate.verb
        real = predicate.kind == "casualties" and predicate.mode != "loss" and not (verb.negated or predicate.unreal)
        back = _one_before(scene, verb) if verb.voice == "passive" else None
        if back is None and predicate.takes_right and verb.voice != "passive" and _one_after(scene, verb):
            back = verb.end
        if back is None or not real or back in counted:
            continue
        one = bounded(NumberPhrase(back, back, back + 1, Decimal(1), Decimal(1), Decimal(1)), "plain", None)
        item = counted_people(scene.run, one, parties)
        if item.sort != "people" or not _is_one(item.noun):
            continue
        start, end = min(back, verb.start), max(item.end, verb.end)
        rules, number = ["count:one-person", f"verb:{verb.lemma}"], one.number(predicate.unit)
        draft = told(scene, (start, end), (back, back + 1), verb.start, number, item.population, rules)
        draft.targets, draft.tags, draft.weapon = item.parties, ["implicit_one"], weapon_in(scene.run)
        out.append(draft)
    return out


def _one_before(scene: SentenceContext, verb: Verb) -> int | None:
    """Return where "a child" begins right before a passive verb."""
    at = verb.head - 1
    if at < 1 or not _is_one(scene.norms[at]):
        return None
    return next((k for k in range(at, max(-1, at - 5), -1) if scene.norms[k] in ("a", "an")), None)


def _one_after(scene: SentenceContext, verb: Verb) -> bool:
    """Test whether "a child" stands right behind a verb."""
    norms = scene.norms[verb.end : verb.end + 4]
    return norms[:1] in (["a"], ["an"]) and any(_is_one(word) for word in norms[1:])


def _is_one(noun: str) -> bool:
    """Test whether a noun means one person of no rank; who is named or leads is told apart (gold rule 10)."""
    people = noun in POPULATION or is_person(noun)
    return people and noun not in TERMS["ranks"] and not is_plural(noun)
