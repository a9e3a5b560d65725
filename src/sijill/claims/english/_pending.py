"""What is open at each place of a sentence, and what the next verb takes from it."""

from __future__ import annotations

from dataclasses import replace

from sijill.claims.clauses import Clause, Group, Link, Mood, Sort, Voice
from sijill.claims.clauses._frames import lemmas, small, verb_frames
from sijill.claims.english._groups import Piece, pieces
from sijill.claims.english._joined import OWNING, refer
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._verbs import Verb
from sijill.claims.english.people._outcomes import SURVIVING, predicates

_SUFFERED = frozenset().union(
    *(lemmas(frame, "suffered") for frame in ("KILL", "INJURE", "ATTACK", "MOVE", "DETAIN", "TAKE", "LEAVE"))
)
_TIES = lemmas("DO", "tie")
_TELLING = frozenset({"SAY", "ACCUSE", "DENY"})
_PLAIN = frozenset({"OTHER", "SAY", "CAUSE", "TRY", "CLASH", "ADVANCE", "LEAVE"})  # without "by" these are no passives
_FINITE = frozenset({"active", "passive", "either", "bare"})
_CLAUSE_PREPOSITIONS = frozenset({"after", "before", "since", "until", "as", "like", "than"})
_OBJECTS = frozenset({"group", "that", "verb"})
_LISTING = frozenset({"group", "comma", "adverb", "case", "time"})
_LOWER = frozenset({Link.RELATIVE, Link.PURPOSE})
_OPENING = frozenset({Link.WHEN, Link.PARTICIPLE, Link.PURPOSE})
_CONTRASTS, _MAYBE = small("contrasts"), small("maybe")
_INTRANSITIVE = frozenset({"LEAVE", "ADVANCE", "CLASH"})
_ATTACHED = frozenset({"of", "by", "from", "loyal"})
_FRAME_OF_UNIT = {"killed": "KILL", "killed_or_injured": "KILL", "injured": "INJURE"}
_MANAGED, _ONES = small("managed"), small("ones")


class PendingClauses:
    """What is open at each place of a sentence, and what the next verb takes from it."""

    def __init__(self, scene: SentenceContext) -> None:
        self._scene, self._norms, self._pieces = scene, scene.norms, pieces(scene)
        self._clauses: list[Clause] = []
        self._subject: Group | None = None  # a group that waits for its verb
        self._before: list[Group] = []  # what stands behind prepositions before the verb
        self._held: list[tuple[Link, Clause | None, Group]] = []  # subjects that wait while something hangs on them
        self._open: Clause | None = None
        self._chain: list[Group] = []  # the groups that follow one another directly
        self._link = Link.MAIN
        self._host: Clause | None = None
        self._last = self._word = self._case = ""
        self._owner: Group | None = None  # whose the last group of the chain is
        self._antecedent: Group | None = None  # what a relative clause hangs on
        self._first: Group | None = None  # what the sentence opens with behind "of"
        self._free: tuple[str, Clause | None] | None = None  # "by what": its preposition and its clause
        self._gap: Clause | None = None  # a relative clause whose object is what it hangs on
        self._doubt = self._asked = False
        self._forced: Verb | None = None
        self._joining = ""  # "of X and of Y": the word that joins two prepositions
        self._gapless = False
        self._possessor: Group | None = None
        self._whose: list[tuple[Group, Clause]] = []
        self._deadly = {p.verb.start: p for p in predicates(scene.run) if p.kind == "casualties"}
        self._at = 0
        self._copies: list[tuple[Group, Group]] = []  # "by what was a rocket", and the rocket
        self._finite = self._ahead()

    def _ahead(self) -> list[bool]:
        """Tell for each piece whether a finite verb follows before the next boundary."""
        out = [False] * (len(self._pieces) + 1)
        for at in range(len(self._pieces) - 1, -1, -1):
            piece, verb = self._pieces[at], self._pieces[at].verb
            passed = piece.kind in ("case", "adverb", "time", "group")
            if piece.kind == "case" and self._acts_next(at) and piece.word in _CLAUSE_PREPOSITIONS:
                passed = False
            if verb is not None:
                out[at] = verb.voice in _FINITE and not self._reduced(at, verb)
                passed = not out[at] and verb.voice != "infinitive"
            out[at] = out[at] or (passed and out[at + 1])
        return out

    def _acts_next(self, at: int) -> bool:
        group = self._pieces[at + 1].group if at + 1 < len(self._pieces) else None
        return group is not None and group.sort in (Sort.PARTY, Sort.WEAPON, Sort.PEOPLE)

    def _next(self, at: int) -> tuple[int, Piece | None]:
        at += 1
        while at < len(self._pieces) and self._pieces[at].kind in ("adverb", "time"):
            at += 1
        return at, self._pieces[at] if at < len(self._pieces) else None

    def _reduced(self, at: int, verb: Verb) -> bool:
        """Test whether a participle stands for a relative clause: "rockets fired by", "believed to have been"."""
        _, follow = self._next(at)
        if verb.voice not in ("either", "bare") or verb.lemma in _SUFFERED or follow is None:
            return verb.voice == "bare"
        told = verb_frames().get(verb.lemma) == "SAY" and verb.lemma != "claim"
        to = told and follow.verb is not None and self._norms[follow.start] == "to"
        accused = follow.word == "of" and verb_frames().get(verb.lemma) == "ACCUSE"
        return verb.voice == "bare" or to or (follow.kind == "case" and (follow.word == "by" or accused))

    def _is_list(self, at: int) -> bool:
        """Test whether "X, Y and Z" comes to its last member before its verb."""
        kinds = [piece.kind for piece in self._pieces[at : at + 12]]
        end = next((k for k, kind in enumerate(kinds) if kind not in _LISTING and kind not in ("and", "or")), None)
        return end is not None and kinds[end] == "verb" and not {"and", "or"}.isdisjoint(kinds[:end])

    def _settle(self, clause: Clause, group: Group) -> None:
        """Let the object decide what a verb of several meanings says: leave dead, capture people, claim an attack."""
        words = self._norms[group.start : group.end]
        if clause.lemma in ("claim", "take") and "lives" in words and clause.voice is Voice.ACTIVE:
            clause.frame = "KILL"
        elif clause.lemma == "leave":
            hurt = "wounded" in words or "injured" in words
            clause.frame = "KILL" if "dead" in words else "INJURE" if hurt else clause.frame
        elif clause.lemma in ("starve", "drown", "suffocate", "burn") and clause.voice is Voice.ACTIVE:
            clause.lemma = "kill"
        elif clause.lemma == "see" and clause.subject is not None and clause.subject.sort is Sort.ACT:
            clause.frame = "CAUSE"
        elif clause.lemma in ("hold", "find", "deem") and not {"responsible", "accountable", "liable"}.isdisjoint(
            words
        ):
            clause.frame, group.sort = "ACCUSE", Sort.PARTY if group.parties else group.sort
        elif clause.lemma == "lose" and group.sort not in (Sort.PEOPLE, Sort.PARTY, Sort.ACT):
            clause.frame = "LEAVE"
        elif clause.frame == "TAKE" and group.sort in (Sort.PEOPLE, Sort.PARTY):
            clause.frame = "DETAIN"
        elif (
            clause.lemma == "claim" and clause.subject and clause.subject.sort in OWNING and group.sort is not Sort.ACT
        ):
            clause.frame = "KILL"  # "the raid claimed nine villagers"
        elif clause.frame == "KILL" and group.sort is Sort.WEAPON:
            clause.frame = "DO" if clause.lemma == "blow up" else "OTHER"  # "ran over a mine"
        elif clause.lemma == "claim" and group.sort is Sort.ACT:
            clause.frame = "DO"

    def _read_outcome(self, clause: Clause) -> None:
        """Give a verb that only its company makes deadly the frame of killing: beat to death, did not survive."""
        deadly = self._deadly.get(clause.verb[0])
        if deadly is None or clause.frame in ("KILL", "INJURE") or deadly.unit not in _FRAME_OF_UNIT:
            return
        clause.frame, clause.lemma = _FRAME_OF_UNIT[deadly.unit], "die" if deadly.mode == "undergone" else "kill"
        if deadly.verb.lemma in SURVIVING:
            clause.mood = Mood.REAL

    def _voice(self, at: int, verb: Verb) -> Voice:
        """Tell the voice of a form that may be past or participle from what follows it and who stands before."""
        if verb.voice in ("passive", "bare") or verb is self._forced:
            return Voice.PASSIVE
        if verb.voice != "either" or verb.lemma in _SUFFERED or (self._subject and self._link is Link.RELATIVE):
            return Voice.ACTIVE
        after, follow = self._next(at)
        later, other = self._next(after)
        if (
            follow is not None
            and follow.kind in ("and", "or")
            and other
            and other.verb
            and other.verb.voice == "either"
        ):
            return self._voice(later, other.verb)
        frame = verb_frames().get(verb.lemma, "OTHER")
        doing = self._subject is not None and self._subject.sort is Sort.PARTY
        plain = frame in _PLAIN or (doing and (frame == "DO" or verb.end - verb.start > 1))
        accused = frame == "ACCUSE" and follow is not None and follow.word == "of"
        done_by = accused or (follow is not None and follow.kind == "case" and follow.word == "by")
        doing = verb.lemma in lemmas("ATTACK", "bursting")
        active = doing or (plain and not done_by) or (follow is not None and follow.kind in _OBJECTS)
        return Voice.ACTIVE if active else Voice.PASSIVE

    def _mood(self, verb: Verb) -> Mood:
        governor = self._open if verb.voice == "infinitive" else None
        if self._doubt and not verb.negated:
            self._doubt = False
            return Mood.DOUBTED
        several = self._subject is not None and self._subject.join == "or"
        if self._asked and self._link is Link.WHEN and not verb.negated:
            return Mood.REAL if several else Mood.PLANNED  # "whether X or Y fired"
        if verb.lemma in SURVIVING and verb.negated:
            return Mood.REAL
        if verb.negated or verb.unreal:
            return Mood.NEGATED if verb.negated else Mood.PLANNED
        if governor is not None and (governor.frame == "TRY" or governor.lemma.startswith("fail")):
            return Mood.FAILED if governor.lemma.startswith("fail") else Mood.TRIED
        return Mood.REAL if _MAYBE.isdisjoint(self._norms[verb.head : verb.end]) else Mood.DOUBTED

    def _hangs(self, at: int, verb: Verb) -> bool:
        """Test whether a verb right behind a group is a reduced relative: the sentence still waits for its verb."""
        opening = self._open is None and bool(self._chain or self._subject)
        behind = (self._last == "group" and self._chain) or (self._last == "comma" and opening)
        behind = behind or (self._last == "comma" and bool(self._chain) and self._reduced(at, verb))
        frame = verb_frames().get(verb.lemma)
        tied = (frame == "ACCUSE" or verb.lemma in _TIES) and bool(self._chain) and self._chain[-1].sort in OWNING
        follow = self._next(at)[1] if tied and verb.voice == "either" and self._last == "group" else None
        if follow is not None:
            return follow.kind == "case"  # "an attack blamed on"
        behind = behind and verb is not self._forced
        if not behind or verb.voice not in ("either", "bare") or verb.lemma in _SUFFERED or frame in _INTRANSITIVE:
            return False
        if frame == "DENY" and self._subject is not None and self._subject.sort is Sort.PARTY and self._open is None:
            return False
        if self._chain and self._chain[-1].case == "with" and self._open is not None:
            return self._voice(at, verb) is Voice.PASSIVE  # "with both pilots killed"
        _, follow = self._next(at)
        bare = follow is None or follow.kind not in _OBJECTS
        return self._reduced(at, verb) or (self._open is None and self._finite[at + 1] and bare)

    def _relative(self, clause: Clause, antecedent: Group | None) -> None:
        clause.link, clause.to, clause.subject = Link.RELATIVE, self._open, antecedent
        if self._open is None:
            self._hold()

    def _infinitive(self, clause: Clause) -> None:
        host = self._open
        told, managed = host is not None and host.frame in _TELLING, host and host.lemma.split()[0] in _MANAGED
        clause.link, clause.to = Link.SAID if told else Link.PURPOSE, host
        clause.subject = host.subject if host is not None else None
        if clause.mood is Mood.REAL and not told and not managed:
            clause.mood = Mood.PLANNED
        if host is None:
            self._hold()

    def _participle(self, clause: Clause, case: str) -> None:
        while self._last in ("comma", "and") and self._open and self._open.link in _LOWER and self._open.to is not None:
            self._open = self._open.to  # "opened fire on people trying to cross, killing six"
        host = self._open
        if self._last == "group" and not case and self._chain:
            self._relative(clause, self._chain[-1])
        elif host is None:
            clause.link, clause.subject = Link.PARTICIPLE, self._subject
            self._hold()
        elif self._last in ("and", "or") and host.link in (Link.SAID, Link.PARTICIPLE):
            clause.link, clause.to, clause.subject = host.link, host.to, host.subject
        else:
            told = host.frame in _TELLING and (case in ("of", "for", "to", "with") or self._last == "verb")
            accused = told and host.frame == "ACCUSE" and host.voice is Voice.ACTIVE
            clause.link = Link.SAID if told else Link.WHEN if case in _CLAUSE_PREPOSITIONS else Link.PARTICIPLE
            clause.to, clause.subject = host, host.object if accused else host.subject

    def _main(self, clause: Clause) -> None:
        relative = self._subject is not None and self._link is Link.RELATIVE
        asked, self._gapless = relative and clause.voice is Voice.ACTIVE and not self._gapless, False
        if self._possessor is not None:
            self._whose.append((self._possessor, clause))
            self._possessor = None
        inner = self._gap is not None and self._gap is self._open and self._last == "group"
        clause.link, clause.to, clause.subject = self._standing()
        if asked or (inner and clause.link is Link.SAID):
            clause.object, self._gap = self._antecedent, clause  # "the rocket that X (said Y) fired"
        clause.obliques, self._before = self._before, []
        opener: Group | None = None
        if clause.link is Link.MAIN:
            for other in self._clauses:  # "While X took A, Y took B", "Driven out, X left"
                if other.to is None and other.link in _OPENING:
                    other.to, other.subject = clause, other.subject or clause.subject
                    opener = other.subject
        told = clause.to
        beside = told is not None and clause.link in (Link.AND, Link.WHEN) and told.object is None
        meant = told.subject if told is not None and (clause.link is Link.SAID or beside) else None
        if told is None and not self._clauses:
            meant = self._scene.thread.spoken_of(self._scene.sentence)
            here = clause.subject or meant
            if meant is not None and here is not None:
                meant = replace(meant, start=here.start, end=here.end, at=())  # its words stand elsewhere
        meant = meant or (opener if opener is not clause.subject else None)
        if meant is not None:
            refer(self._norms, clause, meant)

    def _standing(self) -> tuple[Link, Clause | None, Group | None]:
        """Return how a finite verb hangs on what came before, and who its subject is."""
        opened, chain, waiting = self._open, self._chain, self._subject
        telling = opened if opened is not None and opened.frame in _TELLING else None
        if waiting is not None:
            self._subject = None
            part = self._link in (Link.MAIN, Link.AND) and self._first and not {*self._words(waiting)} - _ONES
            return self._link, self._host, self._first if part else waiting  # "Of the shells that X fired, one"
        if self._last in ("rel", "that") and self._antecedent is not None:
            return Link.RELATIVE, self._host, self._antecedent
        if telling is not None and self._last == "verb":
            return Link.SAID, telling, telling.object if telling is self._gap else telling.subject
        named = opened.to if opened is not None and opened.link is Link.RELATIVE and not self._held else None
        asked = opened.subject if opened is not None else None
        if named is not None and named.frame in _TELLING and named.object is asked and self._last == "group":
            named.object = None
            return Link.SAID, named, asked  # "believe the men who killed them were"
        if telling is not None and chain and self._last in ("group", "comma") and telling.object is chain[0]:
            telling.object = None
            return Link.SAID, telling, chain[0]
        if self._held and not (self._last == "and" and opened is not None and self._awaited()):
            return self._held.pop()
        led = next((g for g in chain if g.case in _CLAUSE_PREPOSITIONS), None)
        if (
            led is not None
            and self._last == "group"
            and all(g.case in _ATTACHED for g in chain[chain.index(led) + 1 :])
        ):
            groups = self._before if opened is None else opened.obliques
            groups[:] = [g for g in groups if g is not led]
            return Link.WHEN, opened, led
        shares = opened if self._last in ("and", "or", "comma") else None
        while shares is not None and shares.link in (*_LOWER, Link.PARTICIPLE) and shares.to is not None:
            shares = shares.to  # "and" shares the subject of the last clause that hangs on no noun
        if self._held and opened is not None:
            return Link.RELATIVE, opened.to, opened.subject
        return Link.AND if opened else self._link, opened or self._host, shares.subject if shares else None

    def _awaited(self) -> bool:
        """Test whether the subject that waits still comes to its own verb: "the drone that hit X and killed Y was"."""
        kind = ""
        for piece in self._pieces[self._at + 1 :]:
            if piece.kind in ("stop", "sub", "rel", "that"):
                break
            if piece.verb is not None and piece.verb.voice in _FINITE and kind == "group":
                return not self._reduced(self._at, piece.verb) or piece.verb.voice == "passive"
            kind = piece.kind if piece.kind not in ("adverb", "time") else kind
        return False

    def _words(self, group: Group) -> list[str]:
        return ["one" if t.kind == "number" else t.norm for t in self._scene.run[group.start : group.end]]

    def _telling(self) -> Clause | None:
        """Return the clause of saying that "that" goes on from: also behind "the report, carried by X, that"."""
        opened = self._open
        while self._last == "comma" and opened is not None and opened.link in _LOWER:
            opened = opened.to
        return opened if opened is not None and opened.frame in _TELLING else None

    def _is_cleft(self, opened: Clause) -> bool:
        it = opened.subject is not None and self._norms[opened.subject.start] == "it"
        return it and opened.lemma == "be" and opened.object is None

    def _is_whose(self, at: int) -> bool:
        """Test whether "that" behind what is told begins a relative clause: "the deaths of five that had ..."."""
        after = self._pieces[at + 1 : at + 2]
        return self._last != "verb" and bool(after) and after[0].verb is not None

    def _hold(self) -> None:
        if self._subject is not None:
            self._held.append((self._link, self._host, self._subject))
            self._subject = None
            self._link, self._host = Link.MAIN, None

    def _leave(self, link: Link, host: Clause | None) -> None:
        self._subject, self._chain, self._open = None, [], None
        self._before = []
        self._link, self._host = link, host
