"""Verbs by which ground is fought over: advance, repel, surround, cut off, relieve."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.claims.english._verbs import Verb
from sijill.claims.english.ground._frames import _ATTACKS, _GROUND_VERBS, _INTO, _Frame, _none
from sijill.claims.english.ground._phrases import Ground
from sijill.claims.english.ground._sides import actor_of, by_agent, opponent_of
from sijill.claims.english.ground._taking import Taking

_ROADS = frozenset(_GROUND_VERBS["supply_cut"]["roads"])
_DIRECT = frozenset("enter storm reach penetrate breach approach infiltrate enter".split())


class Fighting(Taking):
    """Ground that is fought over."""

    def _push(self, verb: Verb, event: str) -> _Frame | None:
        if verb.voice not in ("active", "participle", "infinitive", "either") or not (
            actor := actor_of(self._scene, verb)
        ):
            return None
        if verb.voice == "participle" and self._describes(verb):
            return None
        direct = self._reader.after(verb.end) if verb.lemma in _DIRECT else []
        grounds = direct or self._prepositional(verb, _INTO)
        if (
            not grounds
            and verb.lemma in ("advance", "make advances", "make major advances", "gain ground", "make more advances")
            and verb.end < len(self._run)
            and self._run[verb.end].norm in (",", ".", "after", "during", "as", "while", "and")
        ):
            return None
        if not grounds:
            return None
        parts = [Ground(g.start, g.end, g.name, "part", g.number, g.back, g.owner, g.listed, g.phrase) for g in grounds]
        return _Frame(verb, event, actor, self._loser(verb, grounds, actor), parts, False, "moved-in")

    def _describes(self, verb: Verb) -> bool:
        """Test whether a participle only describes the party before it ("troops advancing in the east")."""
        mention = next((p for p in self._scene.parties if p.end == verb.head), None)
        return mention is not None and not any(
            t.norm == "with" for t in self._run[max(0, mention.start - 3) : mention.start]
        )

    def _keep(self, verb: Verb, event: str) -> _Frame | None:
        if verb.lemma in ("halt", "fail", "foil", "thwart") and verb.voice != "active":
            return None
        follow = self._run[verb.end].norm if verb.end < len(self._run) else "."
        passive = verb.voice in ("passive", "bare") or (
            verb.voice == "either" and (follow in ("by", ".", ",", "and", "after", "with", "on") or not follow)
        )
        if passive:
            keeper = by_agent(self._scene, verb)
            attacker = self._attacker(verb) or actor_of(self._scene, verb)
            if keeper is None and attacker is None:
                return None
            keeper = keeper or opponent_of(self._scene, attacker, verb.start)
            if attacker == keeper:
                attacker = opponent_of(self._scene, keeper, verb.start)
            grounds = self._attacked(0, verb.head)
        else:
            if verb.end < len(self._run) and verb.lemma in ("halt", "fail"):
                return None
            keeper = actor_of(self._scene, verb)
            if keeper is None or (
                not {t.norm for t in self._run[verb.end : verb.end + 9]} & _ATTACKS
                and not any(verb.end <= p.start < verb.end + 4 for p in self._scene.parties)
            ):
                return None
            attacker = opponent_of(self._scene, keeper, verb.start)
            grounds = self._attacked(verb.end, min(len(self._run), verb.end + 16))
        grounds = [Ground(g.start, g.end, g.name, "none", None, g.back, g.owner, g.listed) for g in grounds] or [
            Ground(verb.start, verb.end, "", "none", back=True)
        ]
        return _Frame(verb, event, keeper, attacker, grounds, passive, "kept-ground")

    def _attacker(self, verb: Verb) -> str | None:
        """Return whose attack it is: "a rebel counter-attack", or "the attack" of whoever acted last."""
        for place in range(verb.head - 1, -1, -1):
            if self._run[place].norm in _ATTACKS:
                named = next((p.slug for p in self._scene.parties if p.end == place and not p.owner), None)
                if named is not None or self._run[place - 1].norm in ("the", "this", "that"):
                    return named or self._scene.thread.actor
        return None

    def _round(self, verb: Verb, event: str) -> _Frame | None:
        if verb.voice in ("active", "participle", "infinitive", "either"):
            grounds = self._reader.after(verb.end)
            if grounds and not self._by(verb):
                if verb.lemma == "cut off" and any(t.norm in _ROADS for t in self._run[verb.end : grounds[-1].end]):
                    return None
                actor = actor_of(self._scene, verb)
                return (
                    _Frame(
                        verb,
                        event,
                        actor,
                        opponent_of(self._scene, actor, verb.start),
                        [_none(g) for g in grounds],
                        False,
                        "closed-in",
                    )
                    if actor
                    else None
                )
        if verb.voice in ("passive", "bare", "either"):
            subject = self._reader.before(verb.head)
            left = verb.head - 1
            leaving = any(t.norm in ("leaving", "left") for t in self._run[max(0, left - 14) : verb.head])
            if subject and (verb.voice == "passive" or leaving):
                actor = by_agent(self._scene, verb) or self._implied(subject)
                return _Frame(
                    verb,
                    event,
                    actor,
                    opponent_of(self._scene, actor, verb.start, subject[0].owner),
                    [_none(g) for g in subject],
                    True,
                    "ground-closed-in",
                )
        return None

    def _lift(self, verb: Verb, event: str) -> _Frame | None:
        grounds = self._reader.after(verb.end)
        actor = actor_of(self._scene, verb)
        return (
            _Frame(verb, event, actor, opponent_of(self._scene, actor, verb.start), grounds, False, "siege-lifted")
            if grounds and actor and verb.voice != "passive"
            else None
        )

    def _cut(self, verb: Verb, event: str) -> _Frame | None:
        if verb.voice not in ("active", "participle", "infinitive", "either") or not (
            actor := actor_of(self._scene, verb)
        ):
            return None
        window = self._run[verb.end : verb.end + 8]
        road = next((verb.end + k for k, t in enumerate(window) if t.norm in _ROADS), None)
        if road is None:
            return None
        grounds = [g for g in self._reader.after(verb.end) if not g.back] or [
            g
            for at in range(road + 1, min(road + 6, len(self._run)))
            if self._run[at].norm in ("to", "between", "of", "into", "from", "at")
            for g in self._reader.after(at + 1)[:2]
        ]
        grounds = grounds or [Ground(road, road + 1, self._run[road].text, "part", back=True)]
        return _Frame(
            verb,
            event,
            actor,
            opponent_of(self._scene, actor, verb.start),
            [Ground(g.start, g.end, g.name, "part", None, g.back, g.owner, g.listed) for g in grounds],
            False,
            "supply-cut",
        )

    def _repelled(self, frames: Sequence[_Frame]) -> list[_Frame]:
        """Join "stormed X but were repelled": the attack is told as repelled, once."""
        out = list(frames)
        for at, frame in enumerate(frames):
            if frame.event != "repelled" or not frame.passive:
                continue
            before = [
                f
                for f in frames[:at]
                if f.event in ("advanced", "attempted")
                and f.verb.start < frame.verb.start
                and not any(t.text in (".",) for t in self._run[f.verb.end : frame.verb.start])
            ]
            if before:
                attack = before[-1]
                whole = _Frame(
                    attack.verb,
                    "repelled",
                    frame.to_party,
                    attack.to_party,
                    [_none(g) for g in attack.grounds],
                    False,
                    "attack-repelled",
                )
                out = [whole if f is attack else f for f in out if f is not frame]
        return out
