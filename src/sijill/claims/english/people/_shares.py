"""Counts of another shape: ratios, shares of the dead, documented zeros, one person without a numeral."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sijill.claims.english._draft import Draft
from sijill.claims.english._scene import Scene
from sijill.claims.english._settings import agents, place_near, weapon_in
from sijill.claims.english.numbers import NumberPhrase, bounded
from sijill.claims.english.people._counted import POPULATION, Counted, counted
from sijill.model import ClaimKind, ClaimNumber, Measure

_DEATH = frozenset("killed dead deaths casualties victims fatalities died toll".split())


def _ratios(scene: Scene, items: Sequence[Counted]) -> list[tuple[Draft, tuple[Counted, ...]]]:
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
        _, stance, _, _ = scene.voice(number.core, item.start, end)
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


def _ratio_group(item: Counted, norms: Sequence[str]) -> str | None:
    if item.population:
        return item.population[0]
    return "fighters" if "military" in norms[item.number.end : item.number.end + 2] else None


def _percents(scene: Scene, found: Sequence[NumberPhrase]) -> list[Draft]:
    """Read a share of the dead: "73 % of those killed were civilians"."""
    norms = scene.norms
    out = []
    for number in found:
        if number.end + 1 >= len(norms) or norms[number.end] != "of":
            continue
        window = norms[number.end : number.end + 12]
        if not set(window) & _DEATH and not (
            {"who", "were"} & set(window) and set(norms[number.end : number.end + 14]) & {"killed", "died"}
        ):
            continue
        end = number.end + 1
        stop = {",", ".", ";", "and", "while", "but", ")"}
        while end < len(norms) and norms[end] not in stop and end - number.end < 9:
            end += 1
        groups = [
            POPULATION[w] for w in norms[number.end : number.end + 12] if w in POPULATION and POPULATION[w] != "any"
        ]
        claimant, stance, verb, _ = scene.voice(number.core, number.start, end)
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


def _zeros(scene: Scene, known: Sequence[object]) -> list[Draft]:
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
        } & set(near)
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
        claimant, stance, verb, _ = scene.voice(place, start, end)
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


def _single(scene: Scene, known: Sequence[object], drafts: Sequence[Draft]) -> list[Draft]:
    """Read one person without a numeral: "a child was killed"."""
    run, out = scene.run, []
    from sijill.claims.english.people._outcomes import Predicate

    for predicate in known:
        if (
            not isinstance(predicate, Predicate)
            or predicate.kind != "casualties"
            or predicate.verb.voice != "passive"
            or predicate.verb.negated
        ):
            continue
        at = predicate.verb.head - 1
        if (
            at < 1
            or run[at].norm not in POPULATION
            or run[at].norm.endswith(("s", "men", "ople", "dren", "lice", "crew", "women"))
        ):
            continue
        back = at
        while back > 0 and at - back < 4 and run[back].norm not in ("a", "an", "another"):
            back -= 1
        if run[back].norm not in ("a", "an") or any(d.start <= at < d.end for d in drafts):
            continue
        one = bounded(NumberPhrase(back, back, back + 1, Decimal(1), Decimal(1), Decimal(1)), "plain", None)
        item = counted(run, one, scene.parties)
        claimant, stance, verb, _ = scene.voice(at, back, predicate.verb.end)
        out.append(
            Draft(
                ClaimKind.CASUALTIES,
                back,
                predicate.verb.end,
                (back, back + 1),
                claimant=claimant,
                stance=stance,
                verb=verb,
                number=one.number(predicate.unit),
                population=item.population,
                targets=item.parties,
                perpetrators=agents(scene, predicate.verb, (back, at)),
                date=scene.date(predicate.verb.start),
                place=place_near(scene, at),
                weapon=weapon_in(run),
                tags=["implicit_one"],
                rules=["count:one-person", f"verb:{predicate.verb.lemma}"],
            )
        )
    return out
