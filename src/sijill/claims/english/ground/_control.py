"""Make claims of who took, held, lost or failed to take which ground (gold rule 9)."""

from __future__ import annotations

from sijill.claims.english._draft import Draft
from sijill.claims.english._verbs import Verb
from sijill.claims.english.ground._frames import _ATTACKS, _DRIVE, _MEANING, _Frame
from sijill.claims.english.ground._holding import Holding
from sijill.claims.english.ground._phrases import Ground
from sijill.language import small_words
from sijill.model import ClaimKind, ControlChange

_MANAGED = small_words("control", "managed")
_TRIED = frozenset(
    "attempt attempted attempts attempting try tried tries trying sought seeking struggled fighting".split()
)
_FAILED = frozenset("fail failed fails failing unable failure".split())
_AIMS = frozenset("of for from before without at towards toward than against".split())

_VAGUE_GROUND = small_words("control", "vague_ground")
# Ground of which a place has one: without an earlier name it is called by its noun.
_OWN_GROUND = small_words("control", "own_ground")


class ControlFinder(Holding):
    """Finds the claims of control in one sentence."""

    def claims(self) -> list[Draft]:
        """Return the claims, in order; an attack that the sentence says was repelled is one repelled claim."""
        if self._idle:
            return []
        frames = [f for v in self._verbs if (f := self._frame(v)) is not None]
        frames += self._in_control() + self._under_control()
        frames.sort(key=lambda f: f.verb.start)
        frames = self._repelled(frames)
        for frame in list(frames):
            if (
                frame.event in ("held", "captured")
                and frame.grounds
                and frame.to_party
                and not frame.passive
                and not any("again" in f.rule for f in frames)
            ):
                frames += self._shared(frame.verb, frame.grounds[-1].end, frame.to_party)
            elif frame.passive and frame.event in ("captured", "recaptured"):
                frames += self._along(frame)
        drafts: list[Draft] = []
        taken: set[tuple[int, str]] = set()
        for frame in sorted(frames, key=lambda f: f.verb.start):
            for draft, ground in self._drafts(frame):
                key = (ground.start, "held" if frame.event == "held" else "moved")
                if key in taken or ((ground.start, "moved") in taken and frame.event not in ("captured",)):
                    continue
                taken.add(key)
                drafts.append(draft)
        self._remember()
        return drafts

    def _along(self, frame: _Frame) -> list[_Frame]:
        """Read what was taken with it: "X was taken by the Army, along with parts of Y"."""
        end = frame.verb.end
        if self._by(frame.verb):
            end = next((p.end for p in self._scene.parties if p.start > end), end)
        if end < len(self._run) and (self._run[end].text == "," or self._run[end].norm in ("along", "as", "together")):
            follow = self._reader.separator(end)
            if follow is not None and self._run[follow - 1].norm in ("with", "as"):
                grounds = [
                    Ground(g.start, g.end, g.name, g.extent, g.number, g.back, g.owner, True)
                    for g in self._reader.after(follow)
                ]
                if grounds:
                    return [
                        _Frame(frame.verb, frame.event, frame.to_party, frame.from_party, grounds, False, "along-with")
                    ]
        return []

    def _remember(self) -> None:
        """Keep the ground this sentence names, for "the area" and "the road" in the next ones."""
        thread = self._scene.thread
        thread.before = [*thread.before[-3:], self]
        if _ATTACKS & set(self._scene.norms):
            attacked = self._attacked(0, len(self._run))
            if attacked and not attacked[0].back:
                thread.attacked = attacked[0].name

    def names(self) -> list[str]:
        """Return the ground that the sentence names, in order; asked for only when a later one points back."""
        return [g.name for g in self._named_before(len(self._run))]

    def _meant(self, ground: Ground, frame: _Frame) -> str | None:
        """Return the ground that "it", "the area", "the road" points to: in this sentence first, then before."""
        thread = self._scene.thread
        if frame.event == "repelled" and not ground.name:
            return thread.attacked or thread.ground
        noun = ground.name.lower().split()[-1] if ground.name else ""
        here = self._named_before(min(ground.start, frame.verb.head))
        if noun and noun not in _VAGUE_GROUND:
            for name in [n for finder in reversed(thread.before) for n in reversed(finder.names())] + [
                thread.ground or ""
            ]:
                if name.lower().split()[-1:] == [noun]:
                    return name
            return ground.name if noun in _OWN_GROUND else (here[0].name if here else thread.ground)
        if here and ground.name:
            return here[0].name
        return thread.ground or next((n for finder in reversed(thread.before) for n in finder.names()), None)

    def _frame(self, verb: Verb) -> _Frame | None:
        if verb.negated or verb.unreal or any(t.norm in ("will", "shall") for t in self._run[verb.head : verb.start]):
            return None
        mood = self._mood(verb)
        if mood is None:
            return None
        if verb.lemma in _DRIVE and (driven := self._driven(verb, mood)) is not None:
            return driven
        if verb.lemma not in _MEANING:
            return None
        event, frame = _MEANING[verb.lemma]
        method = getattr(self, f"_{frame}", None)
        found: _Frame | None = method(verb, event) if method is not None else None
        if found is None:
            return None
        if mood == "tried":
            return _Frame(
                found.verb, "attempted", found.to_party, found.from_party, found.grounds, found.passive, found.rule
            )
        if mood == "failed":
            return _Frame(
                found.verb, "repelled", found.from_party, found.to_party, found.grounds, found.passive, found.rule
            )
        return found

    def _mood(self, verb: Verb) -> str | None:
        """Return "real", "tried" or "failed"; None for what was only planned, ordered or hoped."""
        if verb.voice == "participle" and verb.head > 0 and self._run[verb.head - 1].norm in _AIMS:
            return None
        if verb.voice != "infinitive":
            return "real" if not self._attempted_noun(verb) else "tried"
        before = [t.norm for t in self._run[max(0, verb.head - 5) : verb.head]]
        near = [w for w in before[-3:] if w not in ("also", "once", "again", "again,", ",")]
        if {"would", "could", "will", "may", "might", "if", "should"} & {
            t.norm for t in self._run[max(0, verb.head - 7) : verb.head] if not (t.capital and t.norm == "may")
        }:
            return None
        if set(near[-1:]) & {"confirmed", "reported", "said", "believed", "claimed", "thought", "known"}:
            return "real"
        if set(near[-2:]) & _MANAGED:
            return "real"
        if set(near[-2:]) & _TRIED and not ("in" in before and "attempt" in before):
            return "tried"
        if set(near[-2:]) & _FAILED:
            return "failed"
        return None

    def _attempted_noun(self, verb: Verb) -> bool:
        before = [t.norm for t in self._run[max(0, verb.head - 3) : verb.head]]
        return bool(set(before) & {"attempted", "tried"}) and "at" in before

    def _drafts(self, frame: _Frame) -> list[tuple[Draft, Ground]]:
        scene, verb = self._scene, frame.verb
        out = []
        for ground in frame.grounds:
            name = ground.name
            tags = ["list_member"] if ground.listed else []
            if ground.back:
                pointed = self._meant(ground, frame)
                if ground.name.lower() in ("city",):
                    name = "the city"
                elif pointed is not None:
                    name, tags = pointed, ["anaphora"]
                elif not name:
                    continue
            if not name:
                continue
            if ground.listed:
                start, end = ground.start, ground.end
            elif frame.passive:
                start, end = (
                    min(ground.start, verb.start),
                    max(verb.end, ground.end) if not any(g.listed for g in frame.grounds) else ground.end,
                )
                end = end if end - start < 30 else ground.end
            else:
                start, end = verb.start, max(ground.end, verb.end)
            start = self._bare_start(start, end)
            event = frame.event
            claimant, stance, said, _ = scene.voice(verb.start, verb.head, verb.end)
            control = ControlChange(
                name,
                event,
                frame.to_party,
                frame.from_party,
                ground.extent or ("part" if event == "advanced" else "full"),
            )
            draft = Draft(
                ClaimKind.CONTROL,
                start,
                end,
                (verb.start, verb.end) if not ground.listed else (ground.start, ground.end),
                claimant=claimant,
                stance=stance,
                verb=said,
                number=ground.number,
                place=name,
                date=scene.date(verb.start),
                control=control,
                tags=tags,
                rules=[f"control:{frame.rule}", f"verb:{verb.lemma}", f"event:{event}"],
            )
            out.append((draft, ground))
            if not ground.back and frame.event != "withdrew":
                scene.thread.ground = name
        if out and (frame.to_party or frame.from_party) and frame.event != "repelled":
            scene.thread.actor = frame.to_party or scene.thread.actor
            scene.thread.captor = frame.to_party or scene.thread.captor
        return out

    def _bare_start(self, start: int, end: int) -> int:
        while start < end - 1 and self._run[start].norm in ("the", "and", ",", "also", "its"):
            start += 1
        return start
