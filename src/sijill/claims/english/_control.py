"""Make claims of who took, held, lost or failed to take which ground (gold rule 9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.claims._lexicon import lexicon, small_words
from sijill.claims.english._draft import Draft
from sijill.claims.english._ground import Ground, GroundReader
from sijill.claims.english._parties import PartyMention
from sijill.claims.english._scene import Scene
from sijill.claims.english._sides import actor_of, by_agent, opponent_of
from sijill.claims.english._verbs import Verb, VerbList
from sijill.model import ClaimKind, ControlChange

_WORDS = lexicon("control")
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
    for _frame, _lemmas in _WORDS[_event].items():
        if _frame != "roads":
            for _lemma in _lemmas:
                _MEANING.setdefault(_lemma, (_event, _frame))
_DRIVE = ("drive", "expel", "push", "force", "oust", "dislodge", "eject", "evict", "flush", "clear", "root")
VERBS = VerbList([*_MEANING, *_DRIVE])
_ALL = VerbList(
    [*_MEANING, *_DRIVE, *lexicon("verbs")["common"]["en"], *(v for g in lexicon("voice")["verbs"].values() for v in g)]
)
_ROADS = frozenset(_WORDS["supply_cut"]["roads"])
_INTO = small_words("control", "into")
_DIRECT = frozenset("enter storm reach penetrate breach approach infiltrate enter".split())
_FROM = frozenset({"withdraw", "retreat", "pull out", "retire", "flee", "pull back", "fall back", "redeploy"})
_MANAGED = small_words("control", "managed")
_TRIED = frozenset(
    "attempt attempted attempts attempting try tried tries trying sought seeking struggled fighting".split()
)
_FAILED = frozenset("fail failed fails failing unable failure".split())
_AIMS = frozenset("of for from before without at towards toward than against".split())
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


class ControlFinder:
    """Finds the claims of control in one sentence."""

    def __init__(self, scene: Scene) -> None:
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

    def _meant(self, ground: Ground, frame: _Frame) -> str | None:
        """Return the ground that "it", "the area", "the road" points to: in this sentence first, then before."""
        thread = self._scene.thread
        if frame.event == "repelled" and not ground.name:
            return thread.attacked or thread.ground
        noun = ground.name.lower().split()[-1] if ground.name else ""
        here = [g for g in self._named_before(min(ground.start, frame.verb.head))]
        if noun and noun not in ("area", "areas", "it", "district", "positions", "position"):
            for name in [n for finder in reversed(thread.before) for n in reversed(finder.names())] + [
                thread.ground or ""
            ]:
                if name.lower().split()[-1:] == [noun]:
                    return name
        if here and ground.name:
            return here[0].name
        return thread.ground or next((n for finder in reversed(thread.before) for n in finder.names()), None)

    # -- frames ------------------------------------------------------------------------------------------------------
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

    def _take(self, verb: Verb, event: str) -> _Frame | None:
        if verb.voice in ("active", "participle", "infinitive", "either"):
            grounds = self._reader.after(verb.end)
            if grounds and verb.voice == "either" and self._by(verb):
                grounds = []
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

    def _gain(self, verb: Verb, event: str) -> _Frame | None:
        found = self._take(verb, event)
        return found if found is not None and not found.grounds[0].back else None

    def _fall(self, verb: Verb, event: str) -> _Frame | None:
        if verb.voice not in ("active", "bare", "either", "participle"):
            return None
        subject = self._reader.before(verb.head)
        if not subject or (subject[0].back and not subject[0].name):
            return None
        after = next(
            (
                p
                for p in self._scene.parties
                if 0 <= p.start - verb.end <= 3 and any(t.norm == "to" for t in self._run[verb.end - 1 : p.start + 1])
            ),
            None,
        )
        if (
            verb.lemma == "fall"
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
                target = self._prepositional(verb, frozenset({"to", "towards", "into"}))
                grounds = [Ground(verb.start, verb.end, "", "part", back=True)]
                del target
            return _Frame(verb, event, None, actor, grounds, False, "left-ground")
        grounds = self._reader.after(verb.end)
        if not grounds or (grounds[0].back and not grounds[0].name):
            return None
        return _Frame(verb, event, None, actor, grounds, False, "left-ground")

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
                not set(t.norm for t in self._run[verb.end : verb.end + 9]) & _ATTACKS
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

    def _hold(self, verb: Verb, event: str) -> _Frame | None:
        if verb.lemma in ("maintain", "keep", "retain", "dominate") and verb.voice != "active":
            return None
        if verb.voice in ("active", "participle", "either", "infinitive"):
            grounds = self._reader.after(verb.end)
            if grounds and not (verb.voice == "either" and self._by(verb)):
                actor = actor_of(self._scene, verb)
                if actor is None or (grounds[0].back and verb.lemma in ("hold", "keep", "maintain", "retain")):
                    return None
                return _Frame(verb, event, actor, None, grounds, False, "holds-ground")
        if verb.voice == "passive":
            agent = by_agent(self._scene, verb)
            subject = self._reader.before(verb.head)
            if subject and agent:
                return _Frame(verb, event, agent, None, subject, True, "ground-is-held")
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

    def _under(self, verb: Verb, event: str) -> _Frame | None:
        return None

    def _driven(self, verb: Verb, mood: str) -> _Frame | None:
        """Read "drove the rebels out of X", "expelled ISIL from X"."""
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

    # -- helpers -----------------------------------------------------------------------------------------------------
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
            claimant, stance, said, carried = scene.voice(verb.start, verb.head, verb.end)
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


def _none(ground: Ground) -> Ground:
    return Ground(
        ground.start, ground.end, ground.name, "none", None, ground.back, ground.owner, ground.listed, ground.phrase
    )


def has_party(parties: Sequence[PartyMention]) -> bool:
    """Test whether anybody acts in a sentence."""
    return any(not p.owner for p in parties)
