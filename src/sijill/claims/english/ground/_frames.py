"""What every verb of ground needs: who acts, who loses, and the ground behind its prepositions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._verbs import Verb, VerbList
from sijill.claims.english.ground._lists import GroundReader
from sijill.claims.english.ground._phrases import Ground
from sijill.claims.english.ground._sides import actor_of, opponent_of
from sijill.language import lexicon, small_words

_GROUND_VERBS = lexicon("control")
_EVENTS = (
    "captured",
    "recaptured",
    "withdrew",
    "advanced",
    "repelled",
    "held",
    "surrounded",
    "siege_lifted",
    "supply_cut",
    "handover",
    "contested",
)
_MEANING: dict[str, tuple[str, str]] = {}
for _event in _EVENTS:
    for _frame, _lemmas in _GROUND_VERBS[_event].items():
        if _frame != "roads":
            for _lemma in _lemmas:
                _MEANING.setdefault(_lemma, (_event, _frame))
_DRIVE = ("drive", "expel", "push", "force", "oust", "dislodge", "eject", "evict", "flush", "clear", "root")
VERBS = VerbList([*_MEANING, *_DRIVE])
_ALL = VerbList(
    [*_MEANING, *_DRIVE, *lexicon("verbs")["common"]["en"], *(v for g in lexicon("voice")["verbs"].values() for v in g)]
)
_INTO = small_words("control", "into")
_ATTACKS = small_words("control", "attacks")


@dataclass(frozen=True, slots=True)
class _Frame:
    """A verb with its event, who acts, and the ground it is about."""

    verb: Verb
    event: str
    to_party: str | None
    from_party: str | None
    grounds: Sequence[Ground]
    passive: bool
    rule: str


class Frames:
    """The sentence, its verbs of ground, and what they share."""

    def __init__(self, scene: SentenceContext) -> None:
        """Take the sentence as found so far."""
        self._scene, self._run = scene, scene.run
        self._verbs = VERBS.find(scene.run)
        self._idle = not self._verbs and "control" not in scene.norms
        if self._idle:
            return
        inside = {k for p in scene.parties if p.end - p.start > 1 and not p.owner for k in range(p.start, p.end)}
        stops = (frozenset(v.start for v in _ALL.find(scene.run)) | frozenset(v.head for v in self._verbs)) - inside
        self._reader = GroundReader(scene.run, scene.parties, scene.numbers, stops)
        self._stops = stops

    def _by(self, verb: Verb) -> bool:
        return verb.end < len(self._run) and self._run[verb.end].norm == "by"

    def _explicit_actor(self, verb: Verb) -> bool:
        return any(0 <= verb.head - p.end <= 3 for p in self._scene.parties if not p.owner) or (
            verb.head > 0 and self._run[verb.head - 1].norm in ("they", "who", "which")
        )

    def _implied(self, subject: Sequence[Ground]) -> str | None:
        """Return who took ground when the sentence does not say: who was taking it before, but not its owner."""
        verb = Verb(subject[0].start, subject[0].start + 1, "", "active", subject[0].start, False, False)
        actor = actor_of(self._scene, verb, near=False) or self._scene.thread.captor or self._scene.thread.actor
        if subject[0].owner is not None and actor == subject[0].owner:
            return opponent_of(self._scene, actor, subject[0].start)
        return actor

    def _loser(self, verb: Verb, grounds: Sequence[Ground], actor: str | None) -> str | None:
        end = grounds[-1].end
        for mention in self._scene.parties:
            if end <= mention.start <= end + 3 and any(t.norm == "from" for t in self._run[end : mention.start]):
                return mention.slug
        return opponent_of(self._scene, actor, verb.start, grounds[0].owner)

    def _prepositional(self, verb: Verb, words: frozenset[str]) -> list[Ground]:
        """Return the ground behind a preposition that belongs to the verb; "into" goes before "from"."""
        found: list[tuple[int, list[Ground]]] = []
        at = verb.end
        while at < len(self._run) and at - verb.end < 14:
            word = self._run[at].norm
            if word in (";", ".", "while", "but", "after", "that", "which", "who", "before", "with", "as") or (
                at in self._stops and at > verb.end and self._run[at].norm not in ("move",)
            ):
                break
            if word in words or (
                word == "of"
                and self._run[at - 1].norm
                in ("direction", "meters", "metres", "km", "kilometers", "kilometres", "out", "edge", "outskirts")
            ):
                grounds = self._reader.after(at + 1)
                if grounds and not (word in ("in", "on", "at") and grounds[0].name[:1].isdigit()):
                    found.append(
                        (
                            0
                            if word in ("into", "towards", "toward", "of", "deeper", "to", "within")
                            else 2
                            if word == "from" and "from" not in words - _INTO
                            else 1,
                            grounds,
                        )
                    )
                    at = grounds[-1].end
                    continue
            at += 1
        if words <= {"from", "of"}:
            return found[0][1] if found else []
        found = [f for f in found if f[0] < 2]
        return min(found, key=lambda f: f[0])[1] if found else []

    def _attacked(self, low: int, high: int) -> list[Ground]:
        """Return the ground that an attack was "on", "against" or "in"."""
        for at in range(low, high):
            if self._run[at].norm in ("on", "against", "in", "into", "towards", "at", "near"):
                grounds = self._reader.after(at + 1)
                if grounds and any(
                    t.norm in _ATTACKS or t.norm in ("advance", "advancing", "attack")
                    for t in self._run[max(low - 12, 0) : at]
                ):
                    return [g for g in grounds if g.end <= max(high, at + 16)]
        return []

    def _named_before(self, limit: int) -> list[Ground]:
        """Return the named ground of this sentence before a token, in order."""
        out: list[Ground] = []
        for place in range(limit - 1):
            if (
                self._run[place].norm
                in ("in", "on", "at", "for", "of", "into", "to", "around", "inside", "against", "and")
                and self._run[place].kind == "word"
            ):
                ground = self._reader.one(place + 1)
                if (
                    ground is not None
                    and not ground.back
                    and ground.end <= limit
                    and ground.number is None
                    and any(c.isupper() for t in self._run[ground.start : ground.end] for c in t.text)
                ):
                    out.append(ground)
        return out


def _none(ground: Ground) -> Ground:
    return Ground(
        ground.start, ground.end, ground.name, "none", None, ground.back, ground.owner, ground.listed, ground.phrase
    )
