"""One sentence as the patterns of ground see it: its verbs with their mood, and what stands around each of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._verbs import Verb
from sijill.claims.english.ground._groups import CLOSED, DETERMINERS, Ground
from sijill.claims.english.ground._lists import GroundReader
from sijill.claims.english.ground._parties import Cast
from sijill.claims.english.ground._patterns import EVERY, PARTED, PATTERNS, VERBS, WORD
from sijill.language.page import norm_at

CLAUSE_ENDS, FILLS, _AIMS, _MAKING, _UNSURE, _BEFORE_PARTICIPLE, _DESCRIBED = (
    WORD[name] for name in ("clause_ends", "fills", "aims", "making", "unsure", "before_participle", "before_adjective")
)
TURNING = ("from", "to", "into")  # "To X fell the town"
_REACH = 36
_BEFORE_OF = {"out": "out-of", "direction": "towards"}


class Told:
    """The sentence, its verbs of ground, its parties and its ground."""

    def __init__(self, scene: SentenceContext) -> None:
        """Take the sentence."""
        self.scene, self.run, self.norms = scene, scene.run, scene.norms
        self.verbs = VERBS.find(scene.run)

    @cached_property
    def cast(self) -> Cast:
        """The clauses of the sentence; many a sentence with a verb of ground says nothing of it and asks for none."""
        return Cast(self.scene)

    @cached_property
    def every(self) -> list[Verb]:
        """The verbs of all sorts."""
        return EVERY.find(self.run)

    @cached_property
    def stops(self) -> frozenset[int]:
        """The tokens at which verbs begin."""
        inside = {k for p in self.scene.parties if not p.owner for k in range(p.start + 1, p.end)}
        heads = {v.head for v in self.verbs} | {v.start for v in self.every}
        back = {
            k for k in heads if self.norms[k] == "back" and norm_at(self.run, k + 1) in CLOSED
        }  # "pushed X back from"
        return frozenset(heads) - inside - back

    @cached_property
    def reader(self) -> GroundReader:
        """The ground of the sentence."""
        dated = {k for d in self.scene.dates for k in range(d.start, d.end)}
        return GroundReader(self.run, self.scene.parties, self.scene.numbers, self.stops, dated)

    def mood(self, verb: Verb) -> str | None:
        """Return "real" or "tried"; None for what was only planned, feared, asked or would be."""
        norms, at = self.norms, verb.start
        head = verb.head - 2 * (norms[max(0, verb.head - 2) : verb.head] == ["in", "vain"])
        last = [w for w in norms[max(0, head - 3) : head] if w not in ("also", "again", "once", ",", "fully")]
        restated = norm_at(self.run, verb.end) == "of" and at > 0 and norms[at - 1].endswith(("'s", "s'"))
        adjective = norms[at] == "surrounding" and at > 0 and self.run[at - 1].kind == "word"
        noun = norms[at] == "forces" or restated or (adjective and norms[at - 1] not in _BEFORE_PARTICIPLE)
        unreal = (
            verb.negated or verb.unreal or norms[verb.head] == "be" or _UNSURE & set(norms[verb.head : at]) - {"may"}
        )
        unreal = (
            unreal or norms[0] in ("had", "should") or WORD["negations"] & set(norms[max(0, verb.head - 2) : verb.head])
        )
        if noun or unreal or norms[-1] == "?" or (verb.voice == "participle" and last and last[-1] in _AIMS):
            return None
        if verb.voice != "infinitive" or norms[verb.head] == "had":  # "had to cede X"
            return "real"
        near = self.run[max(0, verb.head - 7) : verb.head]
        if any(t.norm in _UNSURE and not (t.norm == "may" and t.capital) for t in near):
            return None
        if set(last[-1:]) & WORD["tried"] or (set(last) & {"attempt", "attempts"} and "in" not in last):
            return "tried"
        made = (p.start for p in self.scene.parties if p.end == verb.head and not p.owner)
        low = next(made, 0)  # "forcing the army to leave"
        low -= norms[low - 1 : low] == ["the"]
        if norms[low - 1 : low] == ["by"] and WORD["tried"] & set(norms[max(0, low - 3) : low]):
            return "tried"  # "an attempt by X to take"
        return "real" if set(last[-2:]) & WORD["real"] or _MAKING & set(norms[max(0, low - 2) : low]) else None

    def is_passive(self, verb: Verb) -> bool:
        """Test whether the subject of a verb is what it happened to."""
        if verb.voice != "either":
            return verb.voice in ("passive", "bare")
        patterns = PATTERNS.get(verb.lemma, ())
        if patterns and not any(p.passive or p.active.get("ground") == "subject" for p in patterns):
            return False
        if FILLS.issuperset(self.norms[: verb.start]) or norm_at(self.run, verb.end) == "by":
            return True
        follow = norm_at(self.run, verb.end)
        opens = follow in DETERMINERS or (follow in WORD["onward"] and not self.obliques(verb, {"by"}))
        if opens or self.reader.one(self.object(verb)) is not None or self.cast.behind(verb.end) is not None:
            return False
        roles = PATTERNS[verb.lemma][0].active if verb.lemma in PATTERNS else {}
        transitive = {"object", "attack"} & {*roles.values(), *roles}
        acts = self.cast.subject(verb)
        beside = acts is not None and acts[1] is not None and not self._between(acts[1][1], verb.head)
        return acts is None or bool(transitive and not beside) or any(g.name for g in self.subject(verb))

    def _between(self, low: int, high: int) -> list[str]:
        """Return what stands between two tokens, without adverbs."""
        return [n for n in self.norms[low:high] if n not in FILLS and not n.endswith("ly")]

    def whole(self, verb: Verb) -> Verb:
        """Return a verb with the particle that stands behind its object: "gave the town up"."""
        grounds = self.reader.after(self.object(verb)) if verb.lemma in PARTED else []
        behind = self.norms[grounds[-1].end : grounds[-1].end + 2] if grounds else []
        lemmas = (" ".join((verb.lemma, *behind[:most])) for most in (2, 1))
        return replace(verb, lemma=next((lemma for lemma in lemmas if lemma in PATTERNS), verb.lemma))

    def object(self, verb: Verb) -> int:
        """Return where the object begins: behind "control of" it is the ground."""
        at = verb.end
        while norm_at(self.run, at) in ("of", "over", "on", "back") and at - verb.end < 2:
            at += 1
        return at

    def subject(self, verb: Verb) -> list[Ground]:
        """Return the ground that is the subject of a verb: before it, or behind it where the order is turned."""
        clause = self.cast.clause(verb)
        group = clause.subject if clause is not None else None
        found = self.reader.after(group.start, verb.head) if group is not None and group.end <= verb.head else []
        if found and found[-1].end < verb.head and self._goes_on(found[-1].end):
            found = []  # "oil prices"
        found = found or self.ending(verb.head, WORD["governs"])
        if not found and verb.head and self.norms[verb.head - 1] == "," and "," in self.norms[: verb.head - 1]:
            found = self.ending(verb.head - 2 - self.norms[verb.head - 2 :: -1].index(","))  # "X, once held by Y, is"
        if found or not (self.norms[0] in TURNING or FILLS.issuperset(self.norms[: verb.head])):
            return found
        turns = (k + 1 for k in range(verb.end, len(self.run)) if self.norms[k] in (",", "was", "were", "is", "are"))
        return self.reader.after(verb.end if self.norms[0] in TURNING else next(turns, len(self.run)))

    def _goes_on(self, at: int) -> bool:
        token = self.run[at]
        return (
            token.kind == "word" and token.norm not in CLOSED and at not in self.stops and not token.norm.endswith("ly")
        )

    def ending(self, end: int, barred: frozenset[str] = frozenset()) -> list[Ground]:
        """Return the list of ground that ends right before a token, behind none of the barred words."""
        while end > 0 and (self.norms[end - 1] in FILLS or self.norms[end - 1].endswith("ly")):
            end -= 1
        low = max(0, end - _REACH)
        low = next((k + 1 for k in range(end - 1, low - 1, -1) if self.norms[k] in CLAUSE_ENDS or k in self.stops), low)
        for at in range(low, end):
            opens = at == low or self.norms[at - 1] in CLOSED or self.run[at - 1].kind == "mark"
            lead = self.norms[max(0, at - 2) : at]
            if opens and (lead in (["control", "of"], ["control", "over"]) or not barred & set(lead[-1:])):
                found = self.reader.after(at, end)
                if found and found[-1].end == end:
                    return found
        return []

    def antecedent(self, verb: Verb) -> list[Ground]:
        """Return the ground that is the object of a relative clause: "the base, which the rebels then occupied"."""
        reach = range(verb.head - 1, max(0, verb.head - 8), -1)
        which = next((k for k in reach if self.norms[k] in ("which", "that")), None)
        owned = which is None or which + 1 == verb.head or self.cast.subject(verb) is None
        return [] if which is None or owned else self.ending(which)

    def obliques(self, verb: Verb, words: set[str]) -> list[int]:
        """Return the prepositions of a verb, up to where its clause ends."""
        found = []
        for at in range(verb.end, min(len(self.run), verb.end + _REACH)):
            word, before = self.norms[at], norm_at(self.run, at - 1)
            ended = word in CLAUSE_ENDS and (word, before) != ("as", "well")
            if ended or (at in self.stops and at > verb.end and before not in _DESCRIBED):
                break
            if word in words or (word == "of" and _BEFORE_OF.get(before) in words):
                found.append(at)
        return found
