"""Make claims of who took, held, lost or failed to take which ground (gold rule 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from sijill.claims.english._draft import Draft
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._verbs import Verb
from sijill.claims.english.ground._fighting import READINGS
from sijill.claims.english.ground._front import Front, place_words
from sijill.claims.english.ground._groups import VAGUE, Ground
from sijill.claims.english.ground._parties import Named
from sijill.claims.english.ground._patterns import PATTERNS, WORD
from sijill.claims.english.ground._roles import Move, of_extent, plain
from sijill.claims.english.ground._sentence import Told
from sijill.claims.english.ground._states import states
from sijill.model import ClaimKind, ControlChange

_HANDS_CHANGED = ("captured", "recaptured")
_ATTEMPTS = (*_HANDS_CHANGED, "advanced", "surrounded")
_LONGEST_QUOTE = 30
_ATTACKING = WORD["attack"] | WORD["attacked"] | {f"{word}ed" for word in WORD["attacked"]}


def _same(repelled: Move, attack: Move) -> bool:
    """Test whether an attack that was repelled is the one told before it: it names no other ground."""
    return repelled.grounds[0].back or repelled.grounds[0].name == attack.grounds[0].name


def _with_loser(move: Move, ousted: Sequence[Move]) -> Move:
    """Return a move with who was driven out by it, told in a clause of its own that names no ground."""
    if move.loser is not None or move.event not in (*_HANDS_CHANGED, "held", "contested"):
        return move
    for other in ousted:
        if other.loser and (not move.to or move.to[0] != other.loser[0]) and (not other.to or not move.to):
            told = replace(move, to=move.to or other.to, loser=other.loser)
            taken = move.event == "contested" and other.to is not None
            return replace(told, event="captured", grounds=of_extent(move.grounds, "full")) if taken else told
    return move


class ControlFinder:
    """Finds the claims of control in one sentence, and remembers what it says of the ground."""

    def __init__(self, scene: SentenceContext, front: Front) -> None:
        """Take the sentence and the memory of its document."""
        self._scene, self._front, self._told = scene, front, Told(scene)

    @cached_property
    def _named(self) -> list[Ground]:
        """The ground that the sentence names; read only when a word points back."""
        return self._told.reader.names()

    def claims(self) -> list[Draft]:
        """Return the claims, in order; each place is told once, and a repelled attack is one claim."""
        drafts: list[Draft] = []
        told: set[tuple[str, str, str, str | None]] = set()
        before: list[Ground] = []
        for move in self._joined(self._moves()):
            for ground in move.grounds:
                meant = self._resolved(ground, move, before)
                if meant is None:
                    continue
                key = (
                    meant.name,
                    meant.extent or "",
                    "moved" if move.event in _HANDS_CHANGED else move.event,
                    move.to[0] if move.to else None,
                )
                if key in told:
                    continue
                told.add(key)
                drafts.append(self._draft(move, ground, meant))
                if not ground.back:
                    before.append(ground)
        self._remember_attack()
        self._front.passed.append(lambda: self._named)
        return drafts

    def _moves(self) -> list[Move]:
        """Return what the verbs and states of the sentence say of ground, in their order."""
        told = self._told
        found = [m for v in told.verbs if (mood := told.mood(v)) and (m := self._move(v, mood)) is not None]
        found += states(told, [m.verb for m in found])
        # ", which Y had held" is told first: whose the ground was
        return sorted(found, key=lambda m: (m.event != "held" or told.norms[m.verb.head] != "had", m.verb.start))

    def _move(self, verb: Verb, mood: str) -> Move | None:
        """Read a verb by the first of its patterns that the words fill."""
        verb = self._told.whole(verb)
        for pattern in PATTERNS.get(verb.lemma, ()):
            reading = READINGS.get(pattern.name)
            move = reading(self._told, verb, pattern, self._front) if reading else plain(self._told, verb, pattern)
            if move is not None and (mood == "real" or pattern.event in _ATTEMPTS):
                tried = replace(move, event="attempted", grounds=of_extent(move.grounds, "none"))
                return move if mood == "real" else tried
        return None

    def _joined(self, moves: Sequence[Move]) -> list[Move]:
        """Join "stormed X but were repelled", told once, and "X fell when A routed B there"."""
        out: list[Move] = []
        ousted = [m for m in moves if m.rule == "routed" or (m.event == "withdrew" and not m.grounds[0].name)]
        for move in (_with_loser(m, ousted) for m in moves if m.rule != "routed"):
            attack = next((m for m in reversed(out) if m.event in ("advanced", "attempted")), None)
            if move.event != "repelled" or not move.before or attack is None or not _same(move, attack):
                out.append(move)
                continue
            grounds = of_extent(attack.grounds, "none")
            whole = replace(attack, event="repelled", to=move.to, loser=attack.to, grounds=grounds, rule="repelled")
            out[out.index(attack)] = whole
        repelled = [m.verb.start for m in out if m.event == "repelled"]
        return [m for m in out if m.event != "attempted" or not any(0 < m.verb.start - k < 24 for k in repelled)]

    def _resolved(self, ground: Ground, move: Move, before: Sequence[Ground]) -> Ground | None:
        """Return the ground with the name it stands for; None when nothing says which ground it is."""
        if not ground.back:
            return ground
        many = not ground.noun or ground.noun.endswith("s")
        here = [g for g in (*self._named, *before) if g.end <= max(ground.start, move.verb.head)]
        here = [g for g in here if many or g.number is None]
        here.sort(key=lambda g: g.start)
        name: str | None
        if not ground.noun and not ground.stem and before:  # "captured X and later lost it"
            name = next((g for g in reversed(before) if g.number is None), before[-1]).name
        elif ground.noun == "here":
            name = here[0].name if here else None
        elif ground.noun == "attack":
            name = self._front.attack[1] or (here[-1].name if here else None)
        elif ground.noun == "siege":
            name = self._front.siege[1] or self._front.meant(Ground(0, 1, "", back=True), here)
        else:
            name = self._front.meant(ground, here)
        if name is None:
            return ground if ground.name and not ground.stem and ground.noun not in VAGUE else None
        stem = ground.stem
        return replace(ground, name=f"{stem} {name}" if stem and not name.startswith(stem) else name)

    def _draft(self, move: Move, ground: Ground, meant: Ground) -> Draft:
        scene, verb = self._scene, move.verb
        to, loser = self._takers(move, meant)
        start, end = self._quote(move, ground)
        claimant, stance, said, _ = scene.voice(verb.start, verb.head, verb.end)
        whole = meant.extent or ("part" if move.event == "advanced" else "full")
        draft = Draft(
            ClaimKind.CONTROL,
            start,
            end,
            (ground.start, ground.end) if ground.listed else (verb.start, verb.end),
            claimant=claimant,
            stance=stance,
            verb=said,
            number=ground.number,
            place=meant.name,
            date=scene.date(verb.start),
            control=ControlChange(meant.name, move.event, to[0] if to else None, loser, whole),
            tags=[tag for tag, on in (("list_member", ground.listed), ("anaphora", ground.back)) if on],
            rules=[f"control:{move.rule}", f"verb:{verb.lemma}", f"event:{move.event}"],
        )
        if ground.back:
            draft.inferred["place"] = "sentence"
        else:
            draft.spans["place"] = (ground.start, ground.end)
        if to is not None and to[1] is not None:
            draft.spans["party"] = to[1]
        elif to is not None:
            draft.inferred["party"] = "sentence"
        self._remember(move, meant, to, loser)
        return draft

    def _takers(self, move: Move, ground: Ground) -> tuple[Named | None, str | None]:
        """Return who takes the ground and who loses it: by the words, else by who fought for it before."""
        front, to = self._front, move.to
        loser = move.loser[0] if move.loser else None
        if to is None and move.event in _HANDS_CHANGED and move.before:
            goes_on = front.block == self._scene.sentence.block.start and front.taker == self._scene.thread.actor
            fought = front.assailants.get(place_words(ground.name)) or (front.taker if goes_on else None)
            to = (fought, None) if fought and fought not in (loser, ground.owner) else None
        if to is None and move.event == "repelled":
            keeper = ground.owner or front.holders.get(place_words(ground.name))
            to = (keeper, None) if keeper and keeper != loser else None
        if loser is None:
            held = ground.owner or front.holders.get(place_words(ground.name))
            loser = held if to is not None and held != to[0] and move.event != "held" else None
        return to, loser

    def _quote(self, move: Move, ground: Ground) -> tuple[int, int]:
        verb = move.verb
        if ground.listed:
            return self._bare(ground.start, ground.end), ground.end
        low, high = (ground.start if move.before else verb.start), max(ground.end, verb.end)
        if high - low > _LONGEST_QUOTE:
            low, high = (ground.start, ground.end) if move.before else (verb.start, verb.end)
        return self._bare(low, high), high

    def _bare(self, start: int, end: int) -> int:
        while start < end - 1 and self._scene.norms[start] in ("the", "and", ",", "also", "its"):
            start += 1
        return start

    def _remember(self, move: Move, ground: Ground, to: Named | None, loser: str | None) -> None:
        front, thread = self._front, self._scene.thread
        if move.event != "withdrew":
            front.ground, front.noun = ground.name, ground.noun
        if to is None or to[0] is None:
            return
        if move.event in _HANDS_CHANGED or move.event == "held":
            front.holders[place_words(ground.name)] = to[0]
        if move.event == "advanced":
            front.attack = (to[0], ground.name)
        if move.event in ("advanced", "attempted", "surrounded"):
            front.assailants[place_words(ground.name)] = to[0]
        if move.event == "surrounded":
            front.siege = (to[0], ground.name)
        if move.event != "repelled":
            thread.actor = to[0]
            if move.event in (*_HANDS_CHANGED, "advanced"):
                front.taker, front.block = to[0], self._scene.sentence.block.start

    def _remember_attack(self) -> None:
        """Keep who attacked which ground, for "the assault was repelled" in a later sentence."""
        norms = self._scene.norms
        for at, word in enumerate(norms):
            if word in _ATTACKING:
                acting = (p for p in self._scene.parties if p.end <= at and not p.owner)
                attacker = next((p.slug for p in acting if not self._told.cast.is_governed(p.start, 0)), None)
                if attacker is None:
                    continue
                ground = self._told.reader.one(at + 1) or next((g for g in self._named if self._is_target(at, g)), None)
                if ground is None or not ground.back:
                    self._front.attack = (attacker, ground.name if ground else None)
                    if ground is not None:
                        self._front.assailants[place_words(ground.name)] = attacker

    def _is_target(self, act: int, ground: Ground) -> bool:
        """Test whether ground stands behind "on" or "against" an attack."""
        lead = ground.start - (self._scene.norms[ground.start - 1] in ("the", "a"))
        return act < ground.start <= act + 12 and self._scene.norms[lead - 1] in ("on", "against", "at", "towards")
