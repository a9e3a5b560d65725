"""Ground that is held: control, in control of, under the control of."""

from __future__ import annotations

from sijill.claims.english._verbs import Verb
from sijill.claims.english.ground._fighting import Fighting
from sijill.claims.english.ground._frames import _Frame
from sijill.claims.english.ground._sides import actor_of, by_agent, opponent_of


class Holding(Fighting):
    """Ground that is held."""

    def _hold(self, verb: Verb, event: str) -> _Frame | None:
        if verb.lemma in ("maintain", "keep", "retain", "dominate") and verb.voice != "active":
            return None
        if verb.voice in ("active", "participle", "either", "infinitive"):
            grounds = self._reader.after(verb.end)
            if grounds and not (verb.voice == "either" and self._by(verb)):
                actor = actor_of(self._scene, verb)
                if actor is None:
                    return None
                first = grounds[0]
                vague = first.back and first.number is None and not first.phrase and first.name.lower() != "city"
                if vague and verb.lemma in ("hold", "keep", "maintain", "retain"):
                    return None
                return _Frame(verb, event, actor, None, grounds, False, "holds-ground")
        if verb.voice == "passive":
            agent = by_agent(self._scene, verb)
            subject = self._reader.before(verb.head)
            if subject and agent:
                return _Frame(verb, event, agent, None, subject, True, "ground-is-held")
        return None

    def _under(self, verb: Verb, event: str) -> _Frame | None:
        return None

    def _in_control(self) -> list[_Frame]:
        """Read "in control of X", with or without a verb before it."""
        out = []
        norms = self._scene.norms
        for place, word in enumerate(norms):
            if word != "control" or place + 1 >= len(norms) or norms[place + 1] not in ("of", "over"):
                continue
            begin = place - 1
            while begin > 0 and norms[begin] in ("full", "complete", "total", "sole", "partial", "effective", "firm"):
                begin -= 1
            if norms[begin] != "in" or any(v.start <= place < v.end for v in self._verbs):
                continue
            verb = Verb(begin, place + 2, "in control of", "active", begin, False, False)
            grounds = self._reader.after(place + 2)
            share = norms[max(0, begin - 6) : begin]
            if "if" in share or "would" in share:
                continue
            actor = actor_of(self._scene, verb, object_too=True)
            if grounds and actor:
                out.append(
                    _Frame(
                        verb,
                        "held",
                        actor,
                        opponent_of(self._scene, actor, begin, grounds[0].owner),
                        grounds,
                        False,
                        "in-control",
                    )
                )
                out += self._shared(verb, grounds[-1].end, actor)
        return out

    def _shared(self, verb: Verb, end: int, actor: str) -> list[_Frame]:
        """Read the second share of one verb: "a third of X and by the next day half of the district"."""
        for number in self._scene.numbers:
            if (
                number.start >= end
                and number.measure.value == "percent"
                and number.start - end <= 8
                and not any(end <= v.start < number.start for v in self._verbs)
            ):
                grounds = self._reader.after(number.start)
                if grounds:
                    inner = Verb(number.start, number.start + 1, verb.lemma, "active", number.start, False, False)
                    return [
                        _Frame(
                            inner,
                            "held",
                            actor,
                            opponent_of(self._scene, actor, number.start),
                            grounds[:1],
                            False,
                            "in-control-again",
                        )
                    ]
        return []

    def _under_control(self) -> list[_Frame]:
        """Read "X under government control", "X was under the control of the rebels", "under Army fire control"."""
        out = []
        norms = self._scene.norms
        for place, word in enumerate(norms):
            if word != "control" or any(v.start <= place < v.end for v in self._verbs if v.lemma not in ("control",)):
                continue
            begin = place - 1
            while begin >= 0 and place - begin < 6 and norms[begin] not in ("under", ",", "and", "of", "in"):
                begin -= 1
            if begin < 0 or norms[begin] != "under":
                continue
            inner = next((p.slug for p in self._scene.parties if begin < p.start <= place), None)
            outer = (
                next((p for p in self._scene.parties if p.start > place and p.start - place <= 4), None)
                if place + 1 < len(norms) and norms[place + 1] in ("of", "by")
                else None
            )
            holder = inner or (outer.slug if outer else None)
            if holder is None or (
                {"areas", "if"} & set(norms[max(0, begin - 2) : begin]) and self._scene.norms[0] == "if"
            ):
                continue
            head = begin
            while head > 0 and norms[head - 1] in (
                "was",
                "were",
                "is",
                "are",
                "remained",
                "remain",
                "remains",
                "came",
                "come",
                "comes",
                "been",
                "had",
                "has",
                "already",
                "still",
                "also",
                "be",
                "fell",
                "falling",
                "effectively",
                "now",
                "back",
                "firmly",
                "largely",
                "entirely",
                "fully",
                "completely",
            ):
                head -= 1
            spoken = head < begin or any(
                n in ("left", "leaving", "leaves", "bringing", "putting", "placing", "brought", "put")
                for n in norms[max(0, head - 14) : head]
            )
            subject = self._reader.before(head)
            if not subject or not spoken:
                continue
            moved = {"came", "come", "fell", "falling", "comes", "bringing", "brought"} & set(
                norms[head:begin] + norms[max(0, head - 12) : head]
            ) or "fire" in norms[begin:place]
            verb = Verb(begin, place + 1 + (2 if outer else 0), "under control", "passive", head, False, False)
            out.append(
                _Frame(
                    verb,
                    "captured" if moved else "held",
                    holder,
                    opponent_of(self._scene, holder, begin, subject[0].owner),
                    subject,
                    True,
                    "under-control",
                )
            )
        return out
