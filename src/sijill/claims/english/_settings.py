"""Where a sentence plays and what was used: places with their governorate, weapons, and who did it to whom."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._verbs import Verb
from sijill.language import Gazetteer, Weapons
from sijill.language.english import PartyMention
from sijill.language.page import Token

_BEFORE_PLACE = frozenset(
    "in at near of on from inside outside around across throughout to into within over against".split()
)


_NOT_ACTING = frozenset("against on in at of from to into near towards with over between".split())


def place_near(scene: SentenceContext, at: int) -> str | None:
    """Return the place a sentence names closest to a token, as written, behind a word such as "in"."""
    found = scene.places()
    if not found:
        return None
    good = [
        p
        for p in found
        if p[0] > 0
        and scene.run[p[0] - 1].norm
        in _BEFORE_PLACE | {"the", "eastern", "western", "northern", "southern", "rural", "central"}
    ]
    best = min(good or found, key=lambda p: abs(p[0] - at) if p[0] >= at else abs(p[1] - at) + 2)
    start, end = best
    while start > 0 and scene.run[start - 1].norm in (
        "eastern",
        "western",
        "northern",
        "southern",
        "east",
        "west",
        "north",
        "south",
        "central",
        "northwestern",
        "northeastern",
        "southwestern",
        "southeastern",
    ):
        start -= 1
    return " ".join(t.text for t in scene.run[start:end])


@functools.lru_cache(maxsize=8192)
def governorate_of(place: str | None) -> str | None:
    """Return the governorate that a place name lies in, by the gazetteer."""
    if not place:
        return None
    entries = Gazetteer.load().resolve(place)
    return entries[0].governorate if entries else None


def weapon_in(run: Sequence[Token], start: int = 0, end: int | None = None) -> str | None:
    """Return the weapon a stretch of a sentence names."""
    return _weapon(" ".join([t.text for t in run[start:end]]))


@functools.lru_cache(maxsize=2048)
def _weapon(line: str) -> str | None:
    found = Weapons.load().find(line)
    return found[0].key if found else None


def agents(scene: SentenceContext, verb: Verb | None, span: tuple[int, int]) -> tuple[str, ...]:
    """Return who did it: behind "by" for a passive, before the verb for an active one, or "at the hands of"."""
    run = scene.run
    if (verb is not None and verb.voice in ("passive", "bare", "either")) or verb is None:
        begin = verb.end if verb is not None else span[1]
        for place in range(begin, min(begin + 8, len(run))):
            if run[place].norm == "by" or (run[place].norm == "of" and run[place - 1].norm == "hands"):
                return _following(scene, place + 1)
    hands = [k for k, t in enumerate(run) if t.norm == "hands" and k + 1 < len(run) and run[k + 1].norm == "of"]
    if hands:
        return _following(scene, hands[0] + 2)
    if verb is not None and verb.voice in ("active", "participle", "either", "infinitive"):
        left = [
            p
            for p in scene.parties
            if p.end <= verb.head and not p.owner and not _is_spoken_for(scene, p) and not _is_counted(scene, p)
        ]
        low = verb.head
        while low > 0 and run[low - 1].norm not in (";", "while", "but", "after", ".", "that"):
            low -= 1
        inside = [p for p in left if p.start >= low]
        if verb.voice == "participle" and inside:
            return _subject_of_clause(scene, inside, low)
        if inside:
            out = [inside[-1].slug]
            if (
                len(inside) > 1
                and any(t.norm in ("and", "-") for t in run[inside[-2].end : inside[-1].start])
                and inside[-1].start - inside[-2].end <= 4
            ):
                out.insert(0, inside[-2].slug)
            return tuple(dict.fromkeys(out))
        speaker = _speaker(scene, verb)
        if speaker:
            return (speaker,)
        if verb.head > 0 and run[verb.head - 1].norm in ("it", "they") and scene.thread.actor:
            return (scene.thread.actor,)
    return ()


def _is_spoken_for(scene: SentenceContext, party: PartyMention) -> bool:
    """Test whether a party is named as who speaks: "opposition sources put losses at 45"."""
    return any(s.at - 6 <= party.start and party.end <= s.at for s in scene.said)


def _is_counted(scene: SentenceContext, party: PartyMention) -> bool:
    """Test whether a party is named as whose people are counted: "11 ISIS fighters"."""
    return any(
        n.end <= party.start <= n.end + 1 and all(t.kind == "word" for t in scene.run[n.end : party.start])
        for n in scene.numbers
    )


def _subject_of_clause(scene: SentenceContext, inside: Sequence[PartyMention], low: int) -> tuple[str, ...]:
    """Return who acts where a participle follows: the subject of its clause, or who stands behind "by"."""
    for mention in inside:
        before = scene.run[mention.start - 1].norm if mention.start > low else ""
        if before in ("the", "a", "an") and mention.start - 1 > low:
            before = scene.run[mention.start - 2].norm
        if before == "by" or before not in _NOT_ACTING:
            return (mention.slug,)
    return ()


def _speaker(scene: SentenceContext, verb: Verb) -> str | None:
    """Return the party that speaks, when it speaks of itself: "the coalition said its strikes killed ..."."""
    for said in reversed(scene.said):
        own = 0 < verb.head - said.at <= 2 and scene.norms[said.at + 1] == "to"  # "claimed to have killed"
        if own or (
            said.at < verb.head and {"it", "its", "they", "their", "we", "our"} & set(scene.norms[said.at : verb.head])
        ):
            return next((p.slug for p in reversed(scene.parties) if said.at - 6 <= p.start and p.end <= said.at), None)
    return None


def _following(scene: SentenceContext, place: int) -> tuple[str, ...]:
    out = []
    for mention in scene.parties:
        if mention.start >= place and mention.start - place <= 6:
            between = [t.norm for t in scene.run[place : mention.start]]
            if set(between) & {",", "in", "on", "at"}:
                break
            out.append(mention.slug)
            place = mention.end
    return tuple(dict.fromkeys(out))
