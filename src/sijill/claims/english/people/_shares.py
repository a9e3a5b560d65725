"""Counts of another shape: ratios, shares of the dead, documented zeros, one person without a numeral."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from sijill.claims.english._draft import Draft
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._settings import agents, place_near, weapon_in
from sijill.claims.english._verbs import Verb
from sijill.claims.english.people._counted import POPULATION, CountedPeople, counted_people
from sijill.claims.english.people._outcomes import Predicate
from sijill.language import NumberPhrase, bounded, small_words
from sijill.model import ClaimKind, ClaimNumber, Measure

_DEATH = frozenset("killed dead deaths casualties victims fatalities died toll".split())

_SHARE_WORDS = small_words("people", "share_words")

_NONE = frozenset({"no", "nobody", "none", "no-one"})
_CLAUSE_MARKS = frozenset({",", ";", ":", "and", "but", "that", "longer", "more", "doubt"})

_RANKS = frozenset("commander leader general officer colonel brigadier lives military militia crew police".split())


def _ratios(scene: SentenceContext, items: Sequence[CountedPeople]) -> list[tuple[Draft, tuple[CountedPeople, ...]]]:
    """Read "1.8 civilians for every militant"."""
    out = []
    norms = scene.norms
    for item in items:
        for place in range(item.end, min(item.end + 3, len(norms) - 2)):
            if norms[place] == "for" and norms[place + 1] in ("every", "each"):
                break
        else:
            continue
        end = place + 2
        second: list[str] = []
        inner = tuple(c for c in items if place < c.start < place + 5)
        while end < len(norms) and end - place < 7 and norms[end] not in (",", ".", "or", "and", ";"):
            group = POPULATION.get(norms[end]) or ("fighters" if norms[end] == "military" else None)
            if group:
                second.append(group)
            end += 1
        first = _ratio_group(item, norms)
        if not first or not second:
            continue
        number = item.number
        base = number.value
        if number.kind == "more_than" and base is not None:
            number = replace(number, low=base)
        measured = replace(number.number("killed", f"{first}/{second[0]}"), measure=Measure.RATIO)
        _, stance, _, _ = scene.voice(number.core, item.start, end, counts=True)
        draft = Draft(
            ClaimKind.CASUALTIES,
            item.start,
            end,
            (number.core, number.end),
            number=measured,
            population=(first, second[0]),
            date=scene.date(number.core),
            place=place_near(scene, number.core),
            stance=stance,
            rules=["count:ratio"],
        )
        said = next((s for s in scene.said if s.start <= number.core < s.end), None)
        draft.claimant = said.claimant if said else None
        out.append((draft, (item, *inner)))
    return out


def _ratio_group(item: CountedPeople, norms: Sequence[str]) -> str | None:
    if item.population:
        return item.population[0]
    return "fighters" if "military" in norms[item.number.end : item.number.end + 2] else None


def _percents(scene: SentenceContext, found: Sequence[NumberPhrase]) -> list[Draft]:
    """Read a share of the dead: "73 % of those killed were civilians", "of whom 19 % were children"."""
    norms = scene.norms
    deadly = bool(_DEATH & set(norms))
    out = []
    for number in found:
        end, group = _share_of(norms, number.end)
        window = norms[number.end : number.end + 12]
        dead = norms[number.end : number.end + 1] == ["of"] and bool(_DEATH & set(window))
        if not dead and not (deadly and group):
            continue
        if end == number.end:
            end = _phrase_end(norms, number.end + 1)
        groups = [group] if group else [POPULATION[w] for w in window if POPULATION.get(w, "any") != "any"]
        claimant, stance, verb, _ = scene.voice(number.core, number.start, end, counts=True)
        unit = "killed_or_injured" if "casualties" in window else "killed"
        out.append(
            Draft(
                ClaimKind.CASUALTIES,
                number.start,
                end,
                (number.core, number.end),
                claimant=claimant,
                stance=stance,
                verb=verb,
                number=number.number(unit, groups[0] if groups else None),
                population=tuple(dict.fromkeys(groups)),
                date=scene.date(number.core),
                place=place_near(scene, number.core),
                rules=["count:share"],
            )
        )
    return out


def _share_of(norms: Sequence[str], place: int) -> tuple[int, str | None]:
    """Return where the group that a share is of ends, and the group: "19 % children", "76 % of whom were civilians"."""
    for end in range(place, min(place + 7, len(norms))):
        word = norms[end]
        if POPULATION.get(word, "any") != "any":
            return end + 1, POPULATION[word]
        if word not in _SHARE_WORDS:
            break
    return place, None


def _phrase_end(norms: Sequence[str], place: int) -> int:
    stop = {",", ".", ";", "and", "while", "but", ")"}
    end = place
    while end < len(norms) and norms[end] not in stop and end - place < 8:
        end += 1
    return end


def _zeros(scene: SentenceContext, known: Sequence[Predicate]) -> list[Draft]:
    """Read a documented zero: "did not document any deaths among medics" (S1.18); it is not a true zero."""
    norms = scene.norms
    out = []
    for place, word in enumerate(norms):
        if word not in ("any", "no"):
            continue
        follow = norms[place + 1 : place + 5]
        noun = next(
            (
                w
                for w in follow[:3]
                if w in ("deaths", "fatalities", "casualties", "injuries", "killings", "victims", "corpses", "bodies")
            ),
            None,
        )
        if noun is None:
            continue
        denied = (
            word == "any" and any(n in ("not", "n't") or n.endswith("n't") for n in norms[max(0, place - 6) : place])
        ) or word == "no"
        near = norms[max(0, place - 6) : place] + norms[place + 2 : place + 8]
        recorded = {
            "document",
            "documented",
            "record",
            "recorded",
            "register",
            "reported",
            "report",
            "found",
            "find",
            "registered",
        } & set(near) or any(a == "there" and b in ("were", "was", "are") for a, b in pairwise(norms[:place]))
        if not denied or not recorded:
            continue
        end = place + 1 + follow.index(noun) + 1
        if end < len(norms) and norms[end] == "among":
            while end < len(norms) and norms[end] not in (",", ".", ";", "in", "during"):
                end += 1
        start = place
        if word == "any":
            while start > 0 and place - start < 6 and not (norms[start].endswith("n't") or norms[start] == "not"):
                start -= 1
            if start > 0 and norms[start] == "not":
                start -= 1
        groups = [
            g
            for w in norms[place:end]
            for g in [
                POPULATION.get(w)
                or {"medical": "medical", "media": "media", "defense": "civil_defence", "defence": "civil_defence"}.get(
                    w
                )
            ]
            if g and g != "any"
        ]
        claimant, stance, verb, _ = scene.voice(place, start, end, counts=True)
        unit = "killed_or_injured" if noun == "casualties" else "injured" if noun == "injuries" else "killed"
        zero = ClaimNumber(Decimal(0), Decimal(0), unit, Decimal(0))
        out.append(
            Draft(
                ClaimKind.CASUALTIES,
                start,
                end,
                (place, place + 1),
                claimant=claimant,
                stance=stance,
                verb=verb,
                number=zero,
                population=tuple(dict.fromkeys(groups)),
                date=scene.date(place),
                tags=["documented_zero"],
                rules=["count:documented-zero"],
            )
        )
    return out


def _nobody(scene: SentenceContext, known: Sequence[Predicate]) -> list[Draft]:
    """Read "no civilians were killed" and "nobody died": a count of nought that somebody states."""
    norms, out = scene.norms, []
    for predicate in known:
        verb = predicate.verb
        if predicate.kind != "casualties" or not predicate.takes_left or verb.negated or verb.unreal:
            continue
        begin = next((at for at in range(verb.head - 1, max(-1, verb.head - 5), -1) if norms[at] in _NONE), None)
        if begin is None:
            continue
        between = norms[begin + 1 : verb.head]
        whom = [POPULATION[word] for word in between if word in POPULATION]
        if norms[begin] == "no" and not whom and between != ["one"]:
            continue
        if any(word in _CLAUSE_MARKS for word in between):
            continue
        claimant, stance, said, _ = scene.voice(begin, begin, verb.end, counts=True)
        out.append(
            Draft(
                ClaimKind.CASUALTIES,
                begin,
                verb.end,
                (begin, begin + 1),
                claimant=claimant,
                stance=stance,
                verb=said,
                number=ClaimNumber(Decimal(0), Decimal(0), predicate.unit, Decimal(0)),
                population=tuple(dict.fromkeys(group for group in whom if group != "any")),
                date=scene.date(verb.start),
                place=place_near(scene, begin),
                tags=["stated_zero"],
                rules=["count:nobody", f"verb:{verb.lemma}"],
            )
        )
    return out


def _single(scene: SentenceContext, known: Sequence[Predicate], drafts: Sequence[Draft]) -> list[Draft]:
    """Read one person without a numeral: "a child was killed", "killed a child"."""
    out = []
    for predicate in known:
        verb = predicate.verb
        if predicate.kind != "casualties" or predicate.mode == "loss" or verb.negated:
            continue
        back = _one_before(scene, verb) if verb.voice == "passive" else None
        if back is None and predicate.takes_right and verb.voice != "passive":
            back = verb.end if _one_after(scene, verb) else None
        if back is None or any(d.start <= back < d.end for d in drafts):
            continue
        one = bounded(NumberPhrase(back, back, back + 1, Decimal(1), Decimal(1), Decimal(1)), "plain", None)
        item = counted_people(scene.run, one, scene.parties)
        if item.sort != "people" or not _is_one(item.noun):
            continue
        start, end = min(back, verb.start), max(item.end, verb.end)
        claimant, stance, said, _ = scene.voice(back, start, end, counts=True)
        out.append(
            Draft(
                ClaimKind.CASUALTIES,
                start,
                end,
                (back, back + 1),
                claimant=claimant,
                stance=stance,
                verb=said,
                number=one.number(predicate.unit),
                population=item.population,
                targets=item.parties,
                perpetrators=agents(scene, verb, (back, item.end)),
                date=scene.date(verb.start),
                place=place_near(scene, back),
                weapon=weapon_in(scene.run),
                tags=["implicit_one"],
                rules=["count:one-person", f"verb:{verb.lemma}"],
            )
        )
    return out


def _one_before(scene: SentenceContext, verb: Verb) -> int | None:
    """Return where "a child" begins right before a passive verb."""
    norms, at = scene.norms, verb.head - 1
    if at < 1 or not _is_one(norms[at]):
        return None
    back = at
    while back > 0 and at - back < 4 and norms[back] not in ("a", "an"):
        back -= 1
    return back if norms[back] in ("a", "an") else None


def _one_after(scene: SentenceContext, verb: Verb) -> bool:
    """Test whether "a child" stands right behind a verb."""
    norms = scene.norms[verb.end : verb.end + 4]
    return norms[:1] in (["a"], ["an"]) and any(_is_one(word) for word in norms[1:])


def _is_one(noun: str) -> bool:
    """Test whether a noun means one person of no rank; who is named or leads is told apart (gold rule 10)."""
    if noun not in POPULATION or noun in _RANKS:
        return False
    return not noun.endswith(("s", "men", "ople", "dren", "lice", "crew", "forces", "personnel", "staff", "troops"))
