"""Put the pieces of a sentence together into clauses: who stands where around which verb."""

from __future__ import annotations

from dataclasses import replace

from sijill.claims.clauses import Clause, Group, Link, Mood, Sort, Voice, acting
from sijill.claims.clauses._frames import head_sorts, lemmas, marks, noun_frames, small, verb_frames
from sijill.claims.english._groups import Piece
from sijill.claims.english._joined import OWNING, complete, is_adjective, lend, merge, refer
from sijill.claims.english._pending import _CLAUSE_PREPOSITIONS, _CONTRASTS, _LOWER, _TIES, PendingClauses
from sijill.claims.english._scene import SentenceContext
from sijill.claims.english._verbs import Verb

_RUNNING = lemmas("DO", "running")
_HEADS = frozenset({Sort.ACT, Sort.WEAPON, Sort.PARTY, Sort.PEOPLE, Sort.CLASH})
_DOUBTING, _GIVING, _ACCOUNTS = small("maybe") | {"maybe"}, small("giving"), small("accounts")
_HARMING = frozenset({"ATTACK", "KILL", "INJURE"})
_SEEMING = frozenset({"appear", "seem"})
_MEANT = frozenset({"of", "about"})


def clauses(scene: SentenceContext) -> list[Clause]:
    """Return the clauses of a sentence, each verb with its groups, in the order of their verbs."""
    if "clauses" not in scene.found:
        scene.found["clauses"] = _Builder(scene).build()
    return scene.found["clauses"]


class _Builder(PendingClauses):
    """One walk over the pieces: what is open at each place, and what the next verb takes from it."""

    def build(self) -> list[Clause]:
        for at, piece in enumerate(self._pieces):
            if piece.group is not None:
                self._take_group(at, piece.group)
            elif piece.verb is not None:
                self._take_verb(at, piece.verb)
            elif piece.kind in ("case", "time"):
                self._take_case(at, piece)
            else:
                self._take_word(at, piece)
            if piece.kind != "adverb" and (piece.kind != "time" or self._last == "case"):
                self._last, self._word = piece.kind, piece.word
            elif piece.kind == "adverb" and piece.word in _DOUBTING:
                self._doubt = True
        self._finish()
        return self._clauses

    def _take_case(self, at: int, piece: Piece) -> None:
        """Take a preposition, or begin the clause that it opens: "killed as X shelled the town"."""
        self._joining = self._last if self._last in ("and", "or") else ""
        self._case = piece.word if piece.kind == "case" else ""
        free = self._subject is None and not self._held and self._open is not None and self._open.end > 0
        if free and self._begins_clause(at):
            self._leave(Link.WHEN, self._open if piece.word in ("as", "after", "since") else None)
            self._case = ""

    def _begins_clause(self, at: int) -> bool:
        """Test whether a preposition begins a clause of somebody or something that acts."""
        return self._acts_next(at) and self._pieces[at].word in _CLAUSE_PREPOSITIONS and self._finite[at + 1]

    def _finish(self) -> None:
        """Let what the whole sentence says bear on who and what its groups and verbs are."""
        for copy, group in self._copies:
            copy.sort, copy.parties, copy.doers, copy.at = group.sort, group.parties, group.doers, group.at
        first = self._clauses[0].subject if self._clauses else None
        if first is not None and first.head_word in ("it", "this") and self._clauses[0].frame in ("KILL", "CAUSE"):
            first.sort, first.definite = (
                Sort.PARTY if first.parties else Sort.ACT,
                True,
            )  # "It killed nine": what was told
        for group, clause in self._whose:
            words = self._norms[clause.start : clause.end]
            asked = clause.mood is Mood.NEGATED and clause.lemma in small("finding_out")
            group.unknown = asked or group.unknown or not (marks("unknown") | marks("nobody")).isdisjoint(words)
        for clause in self._clauses:
            means = [g for g in clause.obliques if g.case == "with"]
            fire = any(noun_frames().get(g.head_word) == "ATTACK" for g in means)
            acts = clause.subject is not None and clause.subject.sort is Sort.PARTY and fire
            armed = acts or any(g.sort is Sort.WEAPON for g in means)  # "responded with mortar fire"
            based = clause.subject is not None and head_sorts().get(clause.subject.head_word) == "emplacement"
            if based and clause.subject is not None and clause.frame == "ATTACK" and clause.voice is Voice.ACTIVE:
                clause.subject.sort, clause.subject.doers = Sort.WEAPON, clause.subject.parties
            if clause.frame == "OTHER" and armed and clause.lemma not in _GIVING:
                clause.frame = "ATTACK"  # "showered the town with rockets"
            meant = next((g for g in clause.obliques if g.case in _MEANT and g.sort is Sort.PARTY), None)
            told = self._clauses[0]
            if clause.frame == "SAY" and meant is not None and told is not clause and told.link is Link.MAIN:
                refer(self._norms, told, meant)  # '"They killed nine," X said of Y'

    # -- looking ahead ---------------------------------------------------------------------------------------------

    # -- groups ----------------------------------------------------------------------------------------------------

    def _take_group(self, at: int, group: Group) -> None:
        after, opened = self._last, self._open
        joined = after in ("and", "or", "comma")
        group.doubt, self._doubt = group.doubt or self._doubt, False
        bare = after == "group" and not self._case and self._chain and (self._subject or self._open)
        if bare and (self._open is None or self._open.object is self._chain[-1]) and self._finite[at + 1]:
            self._open_relative(Piece("that", group.start, group.start))  # "the shell the rebels fired"
        if after == "rel" and self._word == "whose" and self._antecedent is not None:
            lend(self._norms, group, self._antecedent)
            self._possessor, self._gapless = None if acting(self._antecedent) else self._antecedent, True
        if opened is not None:
            opened.end = max(opened.end, group.end)
        if self._case:
            self._take_oblique(group)
        elif joined and self._chain and self._continues(at, group):
            pass
        else:
            rejected = opened is not None and after == "group" and self._chain and self._chain[-1].case == "as"
            self._chain = [group]
            if rejected and opened is not None and opened.object is None and opened.frame == "DENY":
                opened.object, opened.voice = group, Voice.ACTIVE  # "rejected as fiction the report"
            elif opened is not None and joined and self._finite[at + 1]:
                self._leave(
                    *((Link.MAIN, None) if opened.link is Link.RELATIVE and not opened.to else (Link.AND, opened))
                )
                self._subject, self._chain = group, [group]
            elif opened is not None and after == "verb" and (opened.object is None or self._gap is opened):
                if opened.object is not None and opened.object.sort in OWNING and " " in opened.lemma:
                    opened.obliques.append(group)  # "a bomb that X dropped on a car park"
                    return
                opened.object = group
                if opened.lemma == "be" and group.sort is Sort.THING and not group.definite:
                    self._describe(group)
                self._settle(opened, group)
                self._name_free(group)
            elif self._subject is None:  # else an apposition: the first name stays
                self._subject = group

    def _describe(self, group: Group) -> None:
        """Let "the missiles were Russian" name whose they are: an adjective alone is no mention."""
        word = self._scene.run[group.head]
        found = self._scene.stage.mentions(f"{word.text} forces", word.start) if word.capital else []
        if len(found) == 1 and is_adjective(self._norms, group, bare=True):
            group.sort, group.parties, group.at = Sort.PARTY, (found[0].key,), ((group.head, group.head + 1),)

    def _take_oblique(self, group: Group) -> None:
        group.case, self._case = self._case, ""
        if group.case == "along":
            led = self._chain[-1].case if self._chain else ""
            group.case = "joint" if self._open is None or led == "by" else "with"
        if group.case == "joint" and any(t.kind == "number" for t in self._scene.run[group.start : group.end]):
            group.case = "with"
        if self._joining and self._chain and self._chain[-1].case == group.case and self._last == "case":
            merge(self._chain[-1], group, self._joining, self._owner)  # "of X and of Y", "by X or by Y"
            return
        if group.case == "as":
            self._name_free(group)
        if group.case == "of" and not self._clauses and group.start <= 2:
            self._first = group
        blamed = self._open is not None and (self._open.frame == "ACCUSE" or self._open.lemma in _TIES)
        if blamed and group.named and group.case in ("on", "to", "upon"):  # a state, and not where it is
            found = self._scene.stage.mentions(" ".join(t.text for t in self._scene.run[group.start : group.end]))
            if len(found) == 1:
                group.sort, group.parties, group.at = Sort.PARTY, (found[0].key,), ((group.start, group.end),)
        shot = self._open is not None and self._open.frame in ("ATTACK", "DO") and group.case == "from"
        if shot and head_sorts().get(self._norms[group.head]) == "emplacement":
            group.sort, group.doers = Sort.WEAPON, group.parties  # "came under fire from rebel positions"
        if group.case == "joint" and self._open is None and self._subject is not None:
            merge(self._subject, group, "and", None)
        fight = self._open.subject if self._open is not None and group.case in ("between", "with") else None
        if fight is not None and fight.sort is Sort.CLASH and not fight.parties and group.sort is Sort.PARTY:
            fight.parties = group.parties  # "clashes broke out between X and Y"
        self._owner = complete(self._norms, group, self._chain) if self._last == "case" else None
        self._chain.append(group)
        (self._before if self._open is None else self._open.obliques).append(group)

    def _continues(self, at: int, group: Group) -> bool:
        """Take a group into the list before it; False when it begins something new."""
        target, comma = self._chain[-1], self._last == "comma"
        counted = self._scene.run[group.start].kind == "number"
        shared = not comma and (is_adjective(self._norms, target) or (bool(self._held) and not counted))
        if self._subject is not None and self._open is None:
            listed = not comma or self._is_list(at)
        else:
            beside = self._open is not None or not comma or (group.named and target.named)
            listed = beside and (shared or not self._finite[at + 1] or self._is_list(at))
        if listed:
            merge(target, group, "or" if self._last == "or" else "and", self._owner)
            if target.case and self._owner is None:
                self._owner = complete(self._norms, target, self._chain[:-1])
            if self._open is not None and target is self._open.object:
                self._settle(self._open, target)
        return listed

    def _name_free(self, group: Group) -> None:
        """Put what "by what X called a Y" and "in what appeared to be a Y" name where "what" stands."""
        if self._free is not None and self._open is not None:
            case, outer = self._free
            if outer is not None and case:
                copy = replace(group, case=case, doubt=group.doubt or self._open.frame != "SAY")
                outer.obliques.append(copy)
                self._copies.append((copy, group))
            self._free = None

    # -- verbs -----------------------------------------------------------------------------------------------------

    def _take_verb(self, at: int, verb: Verb) -> None:
        self._at = at
        _, follow = self._next(at)
        helping = verb.lemma == "do" and follow is not None and follow.verb is not None
        if verb.lemma == "have":  # "have since May killed"
            later = next((p for p in self._pieces[at + 1 :] if p.kind not in ("case", "time", "adverb")), None)
            helping = later is not None and later.verb is not None and later.verb.voice in ("either", "bare")
        if verb.lemma == "be" and follow is not None and follow.verb is not None and self._pieces[at + 1] is not follow:
            helping = follow.verb.voice == "either" and verb_frames().get(follow.verb.lemma) in ("DO", *_HARMING)
            self._forced = follow.verb if helping else None  # "was in all likelihood fired by"
        fleeing = verb.voice == "participle" and self._last == "verb" and self._open and self._open.frame in _HARMING
        if helping or (fleeing and follow is not None and follow.kind == "group"):
            return  # "did not survive", "shelled fleeing families"
        frame = verb_frames().get(verb.lemma, "OTHER")
        clause = Clause(verb.head, verb.end, frame, verb.lemma, (verb.start, verb.end), self._voice(at, verb))
        self._read_outcome(clause)
        case, self._case = self._case, ""
        clause.mood = self._mood(verb)
        if verb.voice == "infinitive" or self._norms[verb.head] == "to":
            self._infinitive(clause)
        elif verb.voice == "participle" or self._norms[verb.head] == "having":
            self._participle(clause, case)
        elif self._hangs(at, verb):
            firing = frame in ("DO", "ATTACK") and verb.lemma not in _RUNNING
            weapon = next((g for g in reversed(self._chain) if g.sort in OWNING), None) if firing else None
            self._relative(clause, weapon or (self._chain[-1] if self._chain else self._subject))
        else:
            self._main(clause)
            if at == 0 and clause.voice is Voice.PASSIVE:
                clause.link = Link.PARTICIPLE  # "Hit by a rocket, the bus ..."
        subject = clause.subject
        if subject is not None and subject.end <= clause.start and clause.link not in (*_LOWER, Link.PARTICIPLE):
            clause.start = subject.start
        if subject is not None and clause.lemma == "claim" and clause.voice is Voice.PASSIVE:
            self._settle(clause, subject)
        self._clauses.append(clause)
        self._open, self._chain = clause, []
        self._link, self._host = Link.MAIN, None

    # -- small words -----------------------------------------------------------------------------------------------

    def _take_word(self, at: int, piece: Piece) -> None:
        opened = self._open
        if piece.kind == "stop":
            self._leave(Link.MAIN, None)
            self._held.clear()
        elif piece.kind == "sub":
            self._leave(Link.WHEN, None if piece.word in _CONTRASTS else opened)
            self._asked = piece.word == "whether"
        elif piece.kind == "that" and opened is not None and self._is_cleft(opened):
            led = opened.obliques
            self._leave(Link.MAIN, None)
            self._before = led  # "It was in a raid by X that nine died"
        elif piece.kind == "that" and opened is not None and opened.lemma in _SEEMING and self._last == "verb":
            self._leave(Link.SAID, opened)
        elif piece.kind == "that" and (telling := self._telling()) is not None and not self._is_whose(at):
            self._leave(Link.SAID, telling)
            self._antecedent = None
        elif piece.kind in ("rel", "that"):
            self._open_relative(piece)
        elif (
            piece.kind == "comma"
            and opened is not None
            and opened.to is None
            and opened.link in (Link.WHEN, Link.PARTICIPLE)
            and not self._held
        ):
            self._leave(Link.MAIN, None)  # a comma behind what opens the sentence

    def _open_relative(self, piece: Piece) -> None:
        """Open a relative clause on the nearest group that can act or suffer; "who" without one asks."""
        case, self._case = self._case, ""
        inner = self._chain[-1] if self._chain and self._owner is not None and self._chain[-1].case == "of" else None
        chain = [g for g in self._chain if g is not inner]
        whom = next((g for g in reversed(chain) if g.sort in _HEADS), self._chain[-1] if self._chain else self._subject)
        if piece.word == "what":
            self._free = (case, self._open)
        if piece.word == "what" and not case and self._open is None and self._subject is None:
            self._subject = whom = Group(piece.start, piece.end, piece.start, Sort.PEOPLE)  # "What killed them was"
        if whom is not None and self._norms[whom.head] in ("those", "ones"):
            whom.sort = Sort.PEOPLE
        if piece.word == "who" and (whom is None or (whom.sort is Sort.THING and not whom.named)):
            whom = Group(
                piece.start, piece.end, piece.start, Sort.PARTY, unknown=True
            )  # "nobody knows who killed them"
        host, self._antecedent = self._open, whom
        if host is None and self._subject is not None:
            self._hold()
        elif whom is not None:
            self._leave(Link.RELATIVE, host)
        self._link, self._host = Link.RELATIVE, host
        self._gapless = bool(case) and whom is not None
        if case and whom is not None and piece.word != "what":
            self._before = [replace(whom, case=case)]  # "the raid in which nine died"
