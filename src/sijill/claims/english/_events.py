"""Make claims of attacks, departures and statements: what happened, by whom, where, when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from sijill.claims.english._damage import TRIGGERS as DAMAGE_WORDS
from sijill.claims.english._damage import damages
from sijill.claims.english._draft import Draft
from sijill.claims.english._quotes import clause_around, with_voice
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._settings import weapon_in
from sijill.claims.english._truces import TRIGGERS as TRUCE_WORDS
from sijill.claims.english._truces import truces
from sijill.claims.english._verbs import VerbList
from sijill.claims.english.speech import Attributed
from sijill.language import lexicon
from sijill.model import ClaimKind, Stance

_EVENT_WORDS = lexicon("events")
_DEPARTURES = frozenset(_EVENT_WORDS["departure"]["nouns"])
_DEPARTED = {word: event for event, words in reversed(_EVENT_WORDS["departure"]["events"].items()) for word in words}
_DEPARTURE_EVENTS = list(_EVENT_WORDS["departure"]["events"])
_ATTACKS = VerbList(_EVENT_WORDS["attack"]["verbs"])
_NEED_WEAPON = frozenset(_EVENT_WORDS["attack"]["needs_weapon"])
_ATTACK_NOUNS = frozenset(_EVENT_WORDS["attack"]["nouns"])
_COMING = frozenset("will would shall scheduled planned due expected".split())
TRIGGERS = TRUCE_WORDS | DAMAGE_WORDS | _DEPARTURES | _ATTACK_NOUNS | _ATTACKS.words


def events(scene: SentenceContext, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the claims of events in one sentence."""
    for draft in drafts:
        if draft.kind is ClaimKind.DISPLACEMENT and not draft.event and _is_planned(scene, draft):
            draft.event = "planned"
    return [*truces(scene), *_departures(scene, drafts), *damages(scene), *_attacks(scene)]


def _is_planned(scene: SentenceContext, draft: Draft) -> bool:
    """Test whether a move is still to come: "would go", "to be evacuated", "scheduled to leave"."""
    low, high = scene.clause(draft.key[0])
    before = scene.norms[max(low, draft.key[0] - 6) : high]
    aim = draft.start > 0 and scene.norms[draft.start - 1] == "to"
    return aim or not _COMING.isdisjoint(before) or ("to", "be") in pairwise(before)


def _departures(scene: SentenceContext, drafts: Sequence[Draft]) -> Iterator[Draft]:
    last = -1
    for place in (k for k, word in enumerate(scene.norms) if word in _DEPARTURES):
        low, high = clause_around(scene, place)
        told = [_DEPARTED[word] for word in scene.norms[low:high] if word in _DEPARTED]
        counted = any(d.kind is ClaimKind.DISPLACEMENT and d.start < high and low < d.end for d in drafts)
        if place < last or counted or not told:
            continue
        last, event = high, min(told, key=_DEPARTURE_EVENTS.index)
        rules = ["departure:noun-and-word", f"event:{event}"]
        yield with_voice(
            scene, Draft(ClaimKind.DISPLACEMENT, low, high, (place, place + 1), event=event, rules=rules), place
        )


def _attacks(scene: SentenceContext) -> list[Draft]:
    out: list[Draft] = []
    verbs = [v for v in _ATTACKS.find(scene.run) if not (v.negated or v.unreal or v.voice in ("infinitive", "bare"))]
    spots = [(v.start, v.end, v.lemma, v.voice) for v in verbs if v.lemma != "clash" or v.voice == "active"]
    spots += [(at, at + 1, word, "noun") for at, word in enumerate(scene.norms) if word in _ATTACK_NOUNS]
    for at, end, word, voice in spots:
        low, high = clause_around(scene, at)
        weapon = weapon_in(scene.run, low, high)
        armed = word not in _NEED_WEAPON or weapon is not None or _ATTACK_NOUNS & set(scene.norms[at:high])
        if armed and not any(d.start <= at < d.end for d in out):
            start = {"noun": max(low, at - 4), "passive": low}.get(voice, at)
            rules = [
                f"attack:{'noun' if voice == 'noun' else 'verb'}",
                f"{'noun' if voice == 'noun' else 'verb'}:{word}",
            ]
            draft = Draft(ClaimKind.ATTACK, start, max(high, end), (at, end), weapon=weapon, rules=rules)
            out.append(with_voice(scene, draft, at))
    return out


def statements(scene: SentenceContext, drafts: Sequence[Draft], last: Draft | None) -> list[Draft]:
    """Return what a named source says that no other claim holds, and denials with what they deny."""
    out: list[Draft] = []
    for said in scene.said:
        before = [d for d in drafts if d.key[0] < said.at]
        if said.stance is Stance.ASSERT:
            low, high = (said.start, min(said.end, said.at)) if said.start < said.at else (said.at + 1, said.end)
            if high - low >= 4 and not any(d.start < high and low < d.end for d in drafts):
                while low < high - 1 and (scene.norms[low] in ("that", "on") or scene.run[low].kind == "mark"):
                    low += 1
                out.append(_statement(scene, said, ClaimKind.STATEMENT, low, min(high, low + 40)))
        elif not any(d.stance is said.stance and d.claimant == said.claimant and d.key[0] > said.at for d in drafts):
            # what is denied stands before it, or in the sentence before: in the denial itself it is a denied claim
            about = before[-1] if before else last
            kind = about.kind if about is not None else ClaimKind.STATEMENT
            draft = _statement(scene, said, kind, max(0, said.at - 3), min(len(scene.run), said.at + 8))
            draft.about, draft.tags = about, ["denial"] if said.stance is Stance.DENY else []
            out.append(draft)
    return out


def _statement(scene: SentenceContext, said: Attributed, kind: ClaimKind, low: int, high: int) -> Draft:
    while high - 1 > max(low, said.at if low < said.at < high else low) and scene.run[high - 1].kind == "mark":
        high -= 1
    rule = "voice:statement" if said.stance is Stance.ASSERT else "voice:denial"
    draft = Draft(kind, low, high, (said.at, said.at + 1), claimant=said.claimant, stance=said.stance, verb=said.verb)
    draft.rules, draft.date = [rule, f"verb:{said.verb}"], scene.date(said.at)
    return draft
