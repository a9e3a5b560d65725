"""Verbs by which ground changes hands: take, gain, fall, leave, hand over, drive out."""

from __future__ import annotations

from sijill.claims.english._verbs import Verb
from sijill.claims.english.ground._frames import Frames, _Frame
from sijill.claims.english.ground._phrases import Ground
from sijill.claims.english.ground._sides import actor_of, by_agent, opponent_of

_FROM = frozenset({"withdraw", "retreat", "pull out", "retire", "flee", "pull back", "fall back", "redeploy"})


class Taking(Frames):
    """Ground that changes hands."""

    def _take(self, verb: Verb, event: str) -> _Frame | None:
        if verb.voice in ("active", "participle", "infinitive", "either"):
            grounds = self._reader.after(verb.end)
            if grounds and verb.voice == "either" and self._by(verb):
                grounds = []
            if grounds and grounds[0].back and self._follows(grounds[0].end, "that"):
                return None  # "took the position that" is an opinion
            if (
                not grounds
                and verb.voice in ("active", "either")
                and verb.head > 1
                and self._run[verb.head - 1].norm in ("they", "it")
            ):
                taken = self._reader.before(verb.head - 1)
                if taken:
                    return _Frame(verb, event, self._scene.thread.actor, None, taken, True, "ground-they-took")
            if grounds:
                actor = actor_of(self._scene, verb)
                if grounds[0].back and not grounds[0].extent and not grounds[0].name and actor is None:
                    return None
                return _Frame(verb, event, actor, self._loser(verb, grounds, actor), grounds, False, "took-ground")
        if verb.voice in ("passive", "bare", "either"):
            subject = self._reader.before(verb.head)
            agent = by_agent(self._scene, verb)
            if (
                verb.lemma == "take"
                and verb.end < len(self._run)
                and self._run[verb.end].norm in ("to", "into", "from", "for", "out", "up", "place", "in", "back")
            ):
                return None
            if subject and (verb.voice == "passive" or agent is not None):
                actor = agent or self._implied(subject)
                return _Frame(verb, event, actor, self._loser(verb, subject, actor), subject, True, "ground-was-taken")
        return None

    def _follows(self, place: int, word: str) -> bool:
        return place < len(self._run) and self._run[place].norm == word

    def _gain(self, verb: Verb, event: str) -> _Frame | None:
        found = self._take(verb, event)
        return found if found is not None and not found.grounds[0].back else None

    def _fall(self, verb: Verb, event: str) -> _Frame | None:
        if verb.voice not in ("active", "bare", "either", "participle"):
            return None
        subject = self._reader.before(verb.head)
        if not subject or (subject[0].back and not subject[0].name):
            return None
        end = verb.end
        for day in self._scene.dates:  # "fell on 12 January to the army"
            if end <= day.start <= end + 1:
                end = day.end
        after = next(
            (
                p
                for p in self._scene.parties
                if 0 <= p.start - end <= 3 and any(t.norm in ("to", "of") for t in self._run[end - 1 : p.start + 1])
            ),
            None,
        )
        if (
            verb.lemma == "fall"
            and end == verb.end
            and verb.end < len(self._run)
            and self._run[verb.end].norm
            in ("on", "in", "back", "into", "apart", "from", "short", "within", "victim", "ill", "silent")
        ):
            return None
        actor = after.slug if after else self._implied(subject)
        return _Frame(
            verb,
            event,
            actor,
            opponent_of(self._scene, actor, verb.start, subject[0].owner),
            subject,
            True,
            "ground-fell",
        )

    def _leave(self, verb: Verb, event: str) -> _Frame | None:
        if verb.voice not in ("active", "participle", "either"):
            return None
        actor = actor_of(self._scene, verb)
        if actor is None:
            return None
        if verb.lemma in _FROM or (verb.lemma in ("evacuate",) and not self._reader.after(verb.end)):
            grounds = self._prepositional(verb, frozenset({"from", "of"}))
            if not grounds:
                if verb.lemma not in ("withdraw", "retreat", "pull back", "pull out") or not self._explicit_actor(verb):
                    return None
                grounds = [Ground(verb.start, verb.end, "", "part", back=True)]
            return _Frame(verb, event, None, actor, grounds, False, "left-ground")
        grounds = self._reader.after(verb.end)
        told = any(v.end <= verb.head for v in self._verbs)  # "captured X but lost it": the ground of the verb before
        if not grounds or (grounds[0].back and not grounds[0].name and not told):
            return None
        return _Frame(verb, event, None, actor, grounds, False, "left-ground")

    def _give(self, verb: Verb, event: str) -> _Frame | None:
        taker = next(
            (
                p.slug
                for p in self._scene.parties
                if p.start > verb.end and self._run[p.start - 1].norm in ("to", "the") and p.start - verb.end < 16
            ),
            None,
        )
        if taker is None:
            return None
        passive = verb.voice in ("passive", "bare")
        grounds = self._reader.before(verb.head) if passive else self._reader.after(verb.end)
        if not grounds or (grounds[0].back and not grounds[0].name):
            return None
        giver = None if passive else actor_of(self._scene, verb)
        return _Frame(verb, event, taker, giver, grounds, passive, "handed-over")

    def _swap(self, verb: Verb, event: str) -> _Frame | None:
        subject = self._reader.before(verb.head)
        return (
            _Frame(
                verb,
                event,
                None,
                None,
                [Ground(g.start, g.end, g.name, "part", None, g.back, g.owner, g.listed) for g in subject],
                True,
                "changed-hands",
            )
            if subject
            else None
        )

    def _driven(self, verb: Verb, mood: str) -> _Frame | None:
        """Read "drove the rebels out of X", "expelled ISIL from X"."""
        if mood == "real" and verb.voice == "passive":
            return self._was_driven(verb)
        if verb.voice not in ("active", "participle", "either") or mood != "real":
            return None
        loser = next((p for p in self._scene.parties if 0 <= p.start - verb.end <= 4 and not p.owner), None)
        if loser is None:
            return None
        for at in range(loser.end, min(loser.end + 5, len(self._run))):
            if self._run[at].norm == "from" or (self._run[at].norm == "of" and self._run[at - 1].norm == "out"):
                grounds = self._reader.after(at + 1)
                actor = actor_of(self._scene, verb)
                if grounds and actor and actor != loser.slug:
                    return _Frame(verb, "captured", actor, loser.slug, grounds, False, "drove-out")
        return None

    def _was_driven(self, verb: Verb) -> _Frame | None:
        """Read "ISIL was expelled from X", "the rebels were driven out of X by the Army"."""
        loser = actor_of(self._scene, verb)
        for at in range(verb.end, min(verb.end + 3, len(self._run))):
            if loser and (self._run[at].norm == "from" or (self._run[at].norm == "of" and at > verb.end)):
                grounds = self._reader.after(at + 1)
                if grounds:
                    actor = by_agent(self._scene, verb) or opponent_of(self._scene, loser, verb.start)
                    return _Frame(verb, "captured", actor, loser, grounds, False, "was-driven-out")
        return None
