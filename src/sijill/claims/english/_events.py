"""Make claims of truces, attacks, departures and damage: what happened, by whom, where, when."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from sijill.claims.english._draft import Draft
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._settings import agents, place_near, weapon_in
from sijill.claims.english._verbs import Verb, VerbList
from sijill.language import NumberPhrase, lexicon
from sijill.language.english.numbers import COUNT_WORDS
from sijill.model import ClaimKind, ClaimNumber, Stance
from sijill.model.phrases import Phrases

_EVENT_WORDS = lexicon("events")
_TRUCE = frozenset(_EVENT_WORDS["truce"]["nouns"])
_TRUCE_PHRASES = Phrases((p, "truce") for p in _EVENT_WORDS["truce"]["phrases"])
_TRUCE_EVENTS: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in _EVENT_WORDS["truce"]["events"].items()}
_DEPARTURES = frozenset(_EVENT_WORDS["departure"]["nouns"])
_DEPARTURE_EVENTS: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in _EVENT_WORDS["departure"]["events"].items()}
_ATTACKS = VerbList(_EVENT_WORDS["attack"]["verbs"])
_NEED_WEAPON = frozenset(_EVENT_WORDS["attack"]["needs_weapon"])
_ATTACK_NOUNS = frozenset(_EVENT_WORDS["attack"]["nouns"])
_DAMAGE = {lemma: unit for unit in ("destroyed", "damaged") for lemma in _EVENT_WORDS["damage"][unit]}
_DAMAGES = VerbList(_DAMAGE)
THINGS: dict[str, str] = _EVENT_WORDS["damage"]["units"]
TRIGGERS = (
    _TRUCE
    | _DEPARTURES
    | _ATTACK_NOUNS
    | _ATTACKS.words
    | _DAMAGES.words
    | {"cessation", "cessations", "pause", "deal", "surrender"}
)
_STOPS = frozenset("; : while but although whereas after before because when".split())
_LONGEST_SPAN = 14
_ONE = Decimal(1)


def events(scene: SentenceContext, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the claims of events in one sentence."""
    return [*_truces(scene), *_departures(scene, drafts), *_damage(scene), *_attacks(scene)]


def _clause(scene: SentenceContext, place: int) -> tuple[int, int]:
    """Return the clause around a token, cut at commas, short enough to quote."""
    run, low, high = scene.run, place, place + 1
    while (
        low > 0
        and place - low < _LONGEST_SPAN
        and run[low - 1].norm not in _STOPS
        and run[low - 1].text not in (",", "(", ")")
    ):
        low -= 1
    while (
        high < len(run)
        and high - place < _LONGEST_SPAN
        and run[high].norm not in _STOPS
        and run[high].text not in (",", "(", ")", ".")
    ):
        high += 1
    while low < place and run[low].norm in ("and", "the", "also", "“", "”", '"', "'") and low < high - 1:
        low += 1
    while high - 1 > place and run[high - 1].kind == "mark":
        high -= 1
    return low, high


def _with_voice(scene: SentenceContext, draft: Draft, place: int) -> Draft:
    draft.claimant, draft.stance, draft.verb, carried = scene.voice(place, draft.start, draft.end)
    if carried:
        draft.claimant = None
    draft.date = scene.date(place)
    draft.place = place_near(scene, place)
    return draft


def _truces(scene: SentenceContext) -> list[Draft]:
    places = [k for k, n in enumerate(scene.norms) if n in _TRUCE]
    if {"cessation", "cessations", "pause", "deal", "surrender"} & set(scene.norms):
        at = 0
        text = " ".join(t.text for t in scene.run)
        for found in _TRUCE_PHRASES.find(text):
            at = text[: found.start].count(" ")
            places.append(at)
    out: list[Draft] = []
    for place in sorted(places):
        low, high = _clause(scene, place)
        if out and out[-1].end > place:
            continue
        window = scene.norms[low:high]
        event = next((e for e, words in _TRUCE_EVENTS.items() if words & set(window)), None)
        if event is None:
            continue
        draft = Draft(
            ClaimKind.CEASEFIRE,
            low,
            high,
            (place, place + 1),
            event=event,
            rules=["ceasefire:noun-and-word", f"event:{event}"],
        )
        draft.perpetrators = tuple(
            dict.fromkeys(p.slug for p in scene.parties if low <= p.start < place and not p.owner)
        )
        out.append(_with_voice(scene, draft, place))
    return out


def _departures(scene: SentenceContext, drafts: Sequence[Draft]) -> list[Draft]:
    out: list[Draft] = []
    for place, word in enumerate(scene.norms):
        if word not in _DEPARTURES or (out and out[-1].end > place):
            continue
        low, high = _clause(scene, place)
        if any(d.kind is ClaimKind.DISPLACEMENT and d.start < high and low < d.end for d in drafts):
            continue
        window = set(scene.norms[low:high])
        event = next((e for e, words in _DEPARTURE_EVENTS.items() if words & window), None)
        if event is None:
            continue
        draft = Draft(
            ClaimKind.DISPLACEMENT,
            low,
            high,
            (place, place + 1),
            event=event,
            rules=["departure:noun-and-word", f"event:{event}"],
        )
        out.append(_with_voice(scene, draft, place))
    return out


def _damage(scene: SentenceContext) -> list[Draft]:
    """Read what was destroyed or damaged, one claim for each thing of a list."""
    out: list[Draft] = []
    numbers = {n.start: n for n in scene.numbers} | {n.core: n for n in scene.numbers}
    last = -9
    for verb in _DAMAGES.find(scene.run):
        if verb.start - last <= 2 and scene.norms[verb.start - 1] in ("or", "and"):
            continue  # "damaged or destroyed" is one claim
        last = verb.end
        if verb.negated or verb.unreal or verb.voice == "infinitive":
            continue
        spans = _things_after(scene, verb) if verb.voice in ("active", "participle", "either") else []
        if not spans and verb.voice in ("passive", "bare", "either"):
            spans = _things_before(scene, verb)
        for order, (low, high, noun) in enumerate(spans):
            after = low >= verb.end
            start = (verb.start if order == 0 else low) if after else low
            end = high if after else (verb.end if order == len(spans) - 1 else high)
            counted = next((numbers[k] for k in range(low, high) if k in numbers), None)
            number = _amount(scene, counted, low, noun)
            draft = Draft(
                ClaimKind.DAMAGE,
                start,
                end,
                (low, high),
                number=number,
                rules=[f"damage:{_DAMAGE[verb.lemma]}", f"verb:{verb.lemma}", f"noun:{scene.norms[noun]}"],
            )
            draft.perpetrators = agents(scene, verb, (low, high))
            draft.weapon = weapon_in(scene.run)
            out.append(_with_voice(scene, draft, verb.start))
    return _once(out)


def _once(drafts: Sequence[Draft]) -> list[Draft]:
    """Keep one claim for each thing: the verb that stands closest to it says what happened."""
    kept: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        other = kept.get(draft.key)
        if other is None or draft.end - draft.start <= other.end - other.start:
            kept[draft.key] = draft
    return list(kept.values())


def _amount(scene: SentenceContext, counted: NumberPhrase | None, low: int, noun: int) -> ClaimNumber | None:
    unit = THINGS[scene.norms[noun]]
    if counted is not None:
        return counted.number(unit)
    singular = not scene.norms[noun].endswith("s") or scene.norms[noun][:-1] not in THINGS
    if scene.norms[low] in ("a", "an") and singular:
        return ClaimNumber(_ONE, _ONE, unit, _ONE)
    return None


def _things_after(scene: SentenceContext, verb: Verb) -> list[tuple[int, int, int]]:
    """Return the things of the list behind a verb: first token, end, noun."""
    out, low = [], verb.end
    for place in range(verb.end, min(len(scene.run), verb.end + 26)):
        word = scene.norms[place]
        if word in _STOPS or word in (".", "in", "on", "at", "by", "during", "near", "killing", "with"):
            break
        if word in ("and", ","):
            low = place + 1
        elif word in THINGS:
            follow = scene.norms[place + 1] if place + 1 < len(scene.run) else ""
            if follow in THINGS:
                continue
            out.append((low, place + 1, place))
            low = place + 1
    return [(low + (scene.norms[low] in ("and", ",")), high, noun) for low, high, noun in out]


def _things_before(scene: SentenceContext, verb: Verb) -> list[tuple[int, int, int]]:
    """Return the thing that was damaged: a noun with its number, or a number alone after such a noun."""
    norms = scene.norms
    bare = next((n for n in scene.numbers if n.end <= verb.head and _only_small(norms[n.end : verb.head])), None)
    if bare is not None:
        noun = next((k for k in range(bare.start - 1, -1, -1) if norms[k] in THINGS), None)
        return [(bare.start, bare.end, noun)] if noun is not None else []
    for place in range(verb.head - 1, max(-1, verb.head - 8), -1):
        if norms[place] in _STOPS or norms[place] in (".", ","):
            return []
        if norms[place] in THINGS:
            low = place
            while low > 0 and place - low < 7 and _belongs(scene, low - 1):
                low -= 1
            return [(low, place + 1, place)]
    return []


def _only_small(words: Sequence[str]) -> bool:
    return all(w in ("were", "was", "been", "had", "have", "also", "others") or w.endswith("ly") for w in words)


def _belongs(scene: SentenceContext, place: int) -> bool:
    """Test whether the word before still belongs to the counted thing: "22 of the 210 sites"."""
    word = scene.norms[place]
    if word == "of":
        return place > 0 and (scene.run[place - 1].kind == "number" or scene.norms[place - 1] in COUNT_WORDS)
    return word not in _STOPS and word not in (",", ".", "and", "in", "on", "with", "that")


def _attacks(scene: SentenceContext) -> list[Draft]:
    out: list[Draft] = []
    weapon = None
    for verb in _ATTACKS.find(scene.run):
        if (
            verb.negated
            or verb.unreal
            or verb.voice in ("infinitive", "bare")
            or (verb.lemma == "clash" and verb.voice != "active")
        ):
            continue
        low, high = _clause(scene, verb.start)
        if (
            verb.lemma in _NEED_WEAPON
            and not set(scene.norms[verb.start : high]) & _ATTACK_NOUNS
            and weapon_in(scene.run, verb.start, high) is None
        ):
            continue
        if out and out[-1].end > verb.start:
            continue
        start = low if verb.voice == "passive" else verb.start
        draft = Draft(
            ClaimKind.ATTACK,
            start,
            max(high, verb.end),
            (verb.start, verb.end),
            rules=["attack:verb", f"verb:{verb.lemma}"],
        )
        draft.perpetrators = agents(scene, verb, (start, high))
        draft.targets = tuple(
            dict.fromkeys(
                p.slug for p in scene.parties if verb.end <= p.start < high and p.slug not in draft.perpetrators
            )
        )
        draft.weapon = weapon_in(scene.run, low, high) or weapon
        out.append(_with_voice(scene, draft, verb.start))
    for place, word in enumerate(scene.norms):
        if word in _ATTACK_NOUNS and not any(d.start <= place < d.end for d in out):
            low, high = _clause(scene, place)
            low = max(low, place - 4)
            draft = Draft(
                ClaimKind.ATTACK,
                low,
                high,
                (place, place + 1),
                rules=["attack:noun", f"noun:{word}"],
                weapon=weapon_in(scene.run, low, high),
            )
            draft.perpetrators = tuple(
                dict.fromkeys(p.slug for p in scene.parties if low <= p.start < place and not p.owner)
            )
            out.append(_with_voice(scene, draft, place))
    return out


def statements(scene: SentenceContext, drafts: Sequence[Draft], last: Draft | None) -> list[Draft]:
    """Return what a named source says that no other claim holds, and denials with what they deny."""
    out: list[Draft] = []
    for said in scene.said:
        if said.stance is not Stance.ASSERT:
            if any(d.stance is said.stance and d.claimant == said.claimant and d.key[0] > said.at for d in drafts):
                continue  # what is denied stands in the denial itself, and is a denied claim already
            here = [d for d in drafts if d.key[0] < said.at]
            last = here[-1] if here else last
            kind = last.kind if last is not None else ClaimKind.STATEMENT
            end = min(len(scene.run), said.at + 8)
            while end - 1 > said.at and scene.run[end - 1].kind == "mark":
                end -= 1
            draft = Draft(
                kind,
                max(0, said.at - 3),
                end,
                (said.at, said.at + 1),
                claimant=said.claimant,
                stance=said.stance,
                verb=said.verb,
                about=last,
                tags=["denial"] if said.stance is Stance.DENY else [],
                rules=["voice:denial", f"verb:{said.verb}"],
            )
            draft.date = scene.date(said.at)
            out.append(draft)
            continue
        low, high = max(said.start, said.at + 1), said.end
        if said.start < said.at:
            low, high = said.start, min(said.end, said.at)
        if any(d.start < high and low < d.end for d in drafts) or high - low < 4:
            continue
        while low < high - 1 and (scene.norms[low] in ("that", "on") or scene.run[low].kind == "mark"):
            low += 1
        high = min(high, low + 40)
        while high - 1 > low and scene.run[high - 1].kind == "mark":
            high -= 1
        draft = Draft(
            ClaimKind.STATEMENT,
            low,
            high,
            (said.at, said.at + 1),
            claimant=said.claimant,
            stance=said.stance,
            verb=said.verb,
            rules=["voice:statement", f"verb:{said.verb}"],
        )
        draft.date = scene.date(said.at)
        out.append(draft)
    return out
