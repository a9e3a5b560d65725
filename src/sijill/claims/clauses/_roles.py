"""Who did it, by the words alone: each answer names the pattern that licenses it (DESIGN 11.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sijill.claims.clauses._clause import Clause, Group, Link, Mood, Sort, Voice
from sijill.claims.clauses._frames import lemmas, small
from sijill.model.slots import ResponsibilityMode

_STRIKING = frozenset({"ATTACK", "KILL", "INJURE", "DAMAGE", "CAUSE"})
_OUTCOMES = frozenset({"KILL", "INJURE", "CAUSE"})
_FACING = _STRIKING | {"CLASH", "REPEL", "TAKE", "DETAIN"}
_CAUSES = frozenset({"in", "during", "from", "because", "under", "after", "following", "amid", "at", "with", "through"})
_OWNING = frozenset({Sort.ACT, Sort.WEAPON, Sort.PRISON})
_SUSPECT = frozenset({"believe", "think", "suspect", "presume", "assume", "suppose", "appear", "seem"})
_SILENT = frozenset({Sort.THING, Sort.PLACE, Sort.PARTY})  # "by mistake", "by a river": no other cause
_OVER = frozenset({"over", "on", "upon", "onto", "into", "in", "through", "by"})  # "drove over a mine laid by"
_BEARING = frozenset({"with", "on", "upon", "to", "at"})
_FURTHEST = 6


@dataclass(frozen=True, slots=True)
class Responsibility:
    """
    Who is named as having done it, how, by which pattern, and the spans of the words that name them.

    ``struck`` are the parties that the attack hit, where it happened in an attack told beside it.
    """

    doers: tuple[str, ...] = ()
    mode: ResponsibilityMode | None = None
    rule: str = ""
    at: tuple[tuple[int, int], ...] = ()
    struck: tuple[str, ...] = ()


NOBODY = Responsibility()


def acting(group: Group | None) -> tuple[str, ...]:
    """Return who acts where a group acts: the party itself, or whose act, weapon or prison it is."""
    if group is None or group.sort not in (*_OWNING, Sort.PARTY):
        return ()
    return group.parties if group.sort is Sort.PARTY else group.doers


def hit(group: Group | None) -> tuple[str, ...]:
    """Return whose people, things or ground a group is, where it is hit."""
    if group is None or group.sort in (Sort.ACT, Sort.CLASH):
        return ()
    return group.doers if group.sort is Sort.WEAPON else group.parties


def responsible(clauses: Sequence[Clause], clause: Clause, earlier: Responsibility = NOBODY) -> Responsibility:
    """
    Return who did what a clause of harm says.

    ``clauses`` are those of the sentence in order; ``earlier`` is who the sentence before says attacked,
    taken where nothing here says who or what did it.
    """
    return _Search(clauses).of(clause, earlier)


def responsible_for(clauses: Sequence[Clause], host: Clause, act: Group, following: Sequence[Group]) -> Responsibility:
    """Return who did what a noun of action counts, from the noun, from what follows it, or from its clause."""
    return _Search(clauses).of_noun(host, act, following)


def struck(clause: Clause) -> tuple[str, ...]:
    """Return whom an attack hit: its object, its subject in the passive, or whose ground it was "on"."""
    groups = [clause.subject if _undergoes(clause) else clause.object]
    groups += [g for g in clause.obliques if g.case in ("on", "against", "at")]
    return tuple(dict.fromkeys(party for group in groups for party in hit(group)))


def strikes(clause: Clause) -> bool:
    """Test whether a clause tells of an attack or of the harm itself: to carry out a raid, not to run a camp."""
    if clause.lemma in lemmas("ATTACK", "lasting"):
        return clause.subject is not None and clause.subject.sort is Sort.ACT
    if clause.frame != "DO":
        return clause.frame in _STRIKING
    act = any(g is not None and g.sort in (Sort.ACT, Sort.WEAPON) for g in (clause.subject, clause.object))
    aimed = any(g.case in ("on", "at", "into", "against") for g in clause.obliques)
    return act or (aimed and clause.lemma in lemmas("DO", "shooting"))


def opposed(clause: Clause) -> Iterator[frozenset[str]]:
    """Yield the two sides that a clause sets against each other: who attacked whom, who fought with whom."""
    groups = [g for g in (clause.subject, clause.object, *clause.obliques) if g is not None]
    for group in groups:
        if group.sort is Sort.CLASH and len(group.parties) == 2:
            yield frozenset(group.parties)
    against = [g for g in groups if g.case in ("with", "against", "by", "from", "on")]
    met = [clause.subject, clause.object, *against] if clause.frame in _FACING else []
    sides = dict.fromkeys((*acting(g), *hit(g)) for g in met if g is not None)
    named = [side[0] for side in sides if len(side) == 1]
    if len(named) == 2 and named[0] != named[1] and _happened(clause):
        yield frozenset(named)


def recalls(clause: Clause) -> bool:
    """Test whether a clause speaks of an act told before: "the strike killed nine", "nine died in the blast"."""
    groups = [clause.subject, *clause.obliques]
    return any(g is not None and g.sort is Sort.ACT and g.definite and not g.doers for g in groups)


class _Search:
    """The clauses of one sentence, and the way from one to the next."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        self._seen: set[int] = set()

    def of(self, clause: Clause, earlier: Responsibility = NOBODY) -> Responsibility:
        """Return who did what a clause says, from itself, then from the attack it hangs on."""
        if id(clause) in self._seen or len(self._seen) > _FURTHEST:
            return NOBODY
        self._seen.add(id(clause))
        own = self._own(clause)
        if own is None:
            own = self._hanging(clause) or self._before(clause) or (earlier if _is_open(clause) else NOBODY)
        return _governed(own if own.mode is not None else self._unsaid(), clause)

    def of_noun(self, host: Clause, act: Group, following: Sequence[Group]) -> Responsibility:
        """Return who did what a noun counts: "the deaths of 9", "12 deaths in ...", in the clause it stands in."""
        start = following[0].start if following else act.end
        loose = Clause(start, start, "KILL", "", (start, start), Voice.PASSIVE, obliques=list(following))
        named = self._from(act, "noun") or self._undergone(loose)
        if named is None and (act is host.object or act in host.obliques):
            if host.frame == "ACCUSE" or host.lemma == "suspect":
                accused = host.subject if host.voice is Voice.PASSIVE else host.object
                named = _governed(self._from(accused, "accused") or NOBODY, host)
            elif host.frame in ("DO", "CAUSE", "KILL", "DENY") or (host.frame == "ATTACK" and act is not host.object):
                named = self._own(host)
                named = _denied(named) if named is not None and host.frame == "DENY" else named
        return named or NOBODY

    # -- the clause itself -----------------------------------------------------------------------------------------

    def _own(self, clause: Clause) -> Responsibility | None:
        """Return who the clause itself names; nobody where it names another cause, None where it names none."""
        host = clause.to if clause.link is Link.PARTICIPLE else None
        if _undergoes(clause):
            mine = clause.subject if clause.frame == "DO" and acting(clause.subject) else None
            return self._undergone(clause) or self._from(mine, "subject")
        if host is not None and (_undergoes(host) or clause.subject is None):
            return self.of(host)
        if host is not None and clause.frame == "CAUSE" and clause.subject is not None and clause.subject.parties:
            return self._told(host, "before") if strikes(host) else NOBODY  # "X advanced, resulting in nine deaths"
        named = self._from(clause.subject, "subject")
        if named is not None or clause.subject is None:
            return named and self._joined_by(_with_partners(named, clause.obliques), clause.subject)
        return None if clause.subject.sort in (Sort.ACT, Sort.PRISON) else NOBODY

    def _joined_by(self, found: Responsibility, doer: Group | None) -> Responsibility:
        """Add whom the doer fights or acts beside: "fighting alongside Y, X killed nine"."""
        for clause in self._clauses:
            if clause.lemma in lemmas("DO", "acting") and _same(clause.subject, doer) and clause.mood is Mood.REAL:
                found = _with_partners(found, clause.obliques)
        return found

    def _undergone(self, clause: Clause) -> Responsibility | None:
        """Return who did it to the subject: behind "by", or whose act, weapon or prison it happened in."""
        blocked = False
        for group in clause.obliques:
            by = group.case == "by" or (group.case == "from" and clause.frame == "ATTACK")
            given = group.case == "to" and clause.lemma in lemmas("DETAIN", "given")
            cause = group.case in _CAUSES or (group.case == "to" and clause.frame == "KILL")
            if not (by or given or (cause and group.sort in (*_OWNING, Sort.CLASH))):
                continue
            named = self._from(group, "by" if by else "given-to" if given else "in-act")
            named = _fought(group, clause.subject) if group.sort is Sort.CLASH else named or self._captor(clause, group)
            named = named or (self._jailer(clause) if group.sort is Sort.PRISON else None)
            if named is not None:
                return self._joined_by(_with_partners(named, clause.obliques), group)
            blocked = blocked or (group.sort not in _SILENT and group.case != "after" and not group.definite)
        if clause.lemma in lemmas("DETAIN", "torturing"):
            return self._jailer(clause)
        return NOBODY if blocked else None

    def _jailer(self, clause: Clause) -> Responsibility | None:
        """Return who held those that were tortured to death, or died in prison."""
        held = [c for c in self._clauses if c.frame in ("DETAIN", "HOLD") and _same(c.subject, clause.subject)]
        jailer = next((by for c in held if c is not clause and (by := _behind(c.obliques, ("by",)))), None)
        return _answer(jailer, "captors") if jailer is not None else None

    def _from(self, group: Group | None, rule: str) -> Responsibility | None:
        """Return who a group names; for an act or a weapon also who is said elsewhere to have done or fired it."""
        if group is not None and (group.unknown or acting(group)):
            return _answer(group, rule)
        return self._tied(group) if group is not None and group.sort is not Sort.PARTY else None

    def _tied(self, act: Group) -> Responsibility | None:
        """Return who another clause ties an act or a weapon to: carried out by, fired by, blamed on."""
        for clause in self._clauses:
            passive = clause.voice is Voice.PASSIVE
            over = any(_same(g, act) and g.case in ("for", "of", "over", "behind") for g in clause.obliques)
            if over and clause.frame == "ACCUSE":  # "blamed X for the blast that"
                return self._from(clause.subject if passive else clause.object, "accused")
            held = clause.subject is not None and act.case == "for" and 0 < act.start - clause.subject.end <= 2
            if held and clause.subject is not None and clause.subject.head_word in small("accounts"):
                borne = clause.object if clause.frame == "ATTACK" else _behind(clause.obliques, _BEARING)
                found = self._from(borne, "blamed-on") or NOBODY  # "suspicion for the raid fell on"
                doubted = clause.subject.head_word == "suspicion" and found.mode is ResponsibilityMode.SINGLE
                return replace(found, mode=ResponsibilityMode.SUSPECTED) if doubted else found
            if clause.frame == "DENY" and _same(clause.object, act):
                return _denied(self._from(clause.subject, "subject") or NOBODY)
            if not _happened(clause):
                continue
            named = clause.object if clause.lemma == "be" and _same(clause.subject, act) else None
            guilty = clause.lemma == "be" and clause.object is not None and clause.object.head_word in small("guilty")
            if guilty and over and clause.subject is not None and acting(clause.subject):
                return _governed(_answer(clause.subject, "accused"), clause)
            who = self._from(named, "identified") if named is not None and not named.case else None
            if who is not None:
                return _governed(who, clause)
            member = clause.link is Link.SAID and clause.lemma in lemmas("DO", "belonging")
            member = member or clause.lemma == "belong"
            member = member or (clause.lemma in lemmas("DO", "acting") and act.sort is Sort.PEOPLE)
            if member and _same(clause.subject, act):
                of = _behind(clause.obliques, ("to", "from", "for", "of"))
                if of is not None:
                    return _governed(_answer(of, "member"), clause)
            wielded = act.sort is Sort.WEAPON and any(_same(g, act) and g.case == "with" for g in clause.obliques)
            if wielded and not passive and acting(clause.subject):
                return self._from(clause.subject, "done-by")  # "X answered with rockets, which killed nine"
            coming = clause.lemma in lemmas("DO", "coming")
            if not _same(clause.subject if passive or coming else clause.object, act):
                continue
            blaming = clause.frame == "ACCUSE" or clause.lemma in lemmas("DO", "tie")
            doing = clause.frame in ("DO", "ATTACK") or clause.lemma in lemmas("DO", "made")
            doing = clause.lemma in lemmas("DO", "sending") if act.sort is Sort.PEOPLE else doing
            tie = _behind(clause.obliques, ("on", "to", "upon")) if blaming else None
            doer = (_behind(clause.obliques, ("by", "from")) if passive else clause.subject) if doing else None
            doing = doing and (
                act.sort in _OWNING or act.sort is Sort.PEOPLE or clause.lemma in lemmas("DO", "rigging")
            )
            named = tie or (doer if doing else None)
            if coming:
                named = _behind(clause.obliques, ("from",)) or clause.object
            if named is not None and (acting(named) or named.unknown):
                found = _answer(named, "blamed-on" if tie is not None else "done-by")
                return _governed(_with_partners(found, clause.obliques), clause)
        return None

    def _captor(self, clause: Clause, group: Group) -> Responsibility | None:
        """Return whom the captors are of: those to whom the dead had surrendered, or who had taken them."""
        for other in self._clauses if group.sort is Sort.PEOPLE and group.case == "by" else ():
            if other is not clause and other.subject is clause.subject:
                taken = ("by",) if other.frame in ("DETAIN", "HOLD") else ()
                given = _behind(other.obliques, ("to",) if other.lemma in lemmas("DETAIN", "given") else taken)
                if given is not None:
                    return _answer(given, "captors")
        return None

    def _unsaid(self) -> Responsibility:
        """Tell where the sentence says that nobody knows, or who has owned to the act, or that nobody has."""
        for clause in self._clauses:
            act = clause.object is None or (clause.object.sort is Sort.ACT and clause.object.definite)
            act = act or (clause.link is Link.RELATIVE and clause.object is not None and clause.object.sort in _OWNING)
            owning = clause.frame == "DO" and clause.lemma in lemmas("DO", "owning")
            if owning and act and acting(clause.subject) and _happened(clause):
                return self._from(clause.subject, "owned-up") or NOBODY
            asks = clause.link is Link.RELATIVE and clause.frame in ("KILL", "ATTACK", "OTHER")
            if clause.subject is not None and clause.subject.unknown and (asks or clause.frame in ("DO", "SAY")):
                return _answer(clause.subject, "unknown")
        return NOBODY

    # -- what it hangs on ------------------------------------------------------------------------------------------

    def _hanging(self, clause: Clause) -> Responsibility | None:
        """Return who attacked where the sentence says when or after which attack it happened, or of both halves."""
        heads = {id(clause)} | {id(c) for c in self._clauses if c.link is Link.AND and c.to is clause}
        for other in self._clauses:
            if id(other.to) in heads and _happened(other) and other.link in (Link.WHEN, Link.AND):
                attack = other.link is Link.WHEN and strikes(other) and other.frame not in _OUTCOMES
                found = self._told(other, "when") if attack else None
                if found is None and other.link is Link.WHEN and other.frame not in _OUTCOMES:
                    found = self._met(other)
                    if found is not None:
                        return found
                if not attack and _undergoes(other) and other.frame != "SAY":
                    found = self._undergone(other)  # "killed and three captured in a rebel raid"
                alike = strikes(other) or (found is not None and found.rule == "in-act" and other.link is Link.AND)
                if found is not None and found.mode is not None and alike:
                    return found
        return None

    def _met(self, clause: Clause) -> Responsibility | None:
        """Return whose weapon or act somebody met with: "when they stepped on a mine laid by X"."""
        sent = clause.subject if clause.subject is not None and clause.subject.sort is Sort.PEOPLE else None
        found = (
            self._tied(clause.subject) if clause.subject is not None and clause.subject.sort is Sort.WEAPON else None
        )
        found = found or (self._tied(sent) if sent is not None else None)  # "when a bomber sent by X walked in"
        met = [clause.object, *(g for g in clause.obliques if g.case in _OVER)]
        weapons = [g for g in met if g is not None and g.sort in (Sort.WEAPON, Sort.ACT)]
        return found or next((found for g in weapons if (found := self._from(g, "in-act")) is not None), None)

    def _before(self, clause: Clause) -> Responsibility | None:
        """Return who did the clause just before, where it is an attack or the other half of the same outcome."""
        if _is_elsewhere(clause) or clause.link is Link.WHEN:
            return None
        led = clause.to if clause.subject is not None and clause.subject.case == "with" else None
        while led is not None and not strikes(led) and led.link is Link.AND:
            led = led.to  # "was shot down by X and crashed, with both pilots killed"
        if led is not None and strikes(led):
            return self._told(led, "before")
        place = next(k for k, c in enumerate(self._clauses) if c is clause)
        before = reversed(self._clauses[max(place - _FURTHEST, 0) : place])
        other = next((c for c in before if strikes(c) or c.link not in (Link.RELATIVE, Link.PURPOSE)), None)
        opened = [c for c in self._clauses if c.to is other and c.link is Link.PARTICIPLE and _undergoes(c)]
        if other is not None and not strikes(other) and opened:
            other = opened[0]  # "Hit by a rocket, the bus caught fire and eight people died"
        return self._told(other, "before") if other is not None and strikes(other) and _happened(other) else None

    def _told(self, attack: Clause, rule: str) -> Responsibility | None:
        """Return who did an attack that another clause leans on, and whom it struck."""
        found = self.of(attack)
        hit_by_it = found.struck or (struck(attack) if attack.frame not in _OUTCOMES else ())
        return replace(found, rule=rule, struck=hit_by_it) if found.mode is not None else None


def _answer(group: Group, rule: str) -> Responsibility:
    several = group.join == "and" and len(acting(group)) > 1
    mode = ResponsibilityMode.JOINT if several else ResponsibilityMode.SINGLE
    mode = ResponsibilityMode.ONE_OF if group.join == "or" else mode
    mode = ResponsibilityMode.SUSPECTED if group.doubt else mode
    if group.unknown:
        return Responsibility((), ResponsibilityMode.UNKNOWN, "unknown", group.at)
    return Responsibility(acting(group), mode, rule, group.at)


def _denied(found: Responsibility) -> Responsibility:
    return replace(found, mode=ResponsibilityMode.DENIED) if found.doers else NOBODY


def _is_open(clause: Clause) -> bool:
    """Test whether the sentence before may say who did it: nothing here names a cause or another scene."""
    recalled = clause.subject is not None and clause.subject.sort is Sort.ACT and clause.subject.definite
    return not _is_elsewhere(clause) and (_undergoes(clause) or recalled)


def _undergoes(clause: Clause) -> bool:
    return clause.voice is Voice.PASSIVE or clause.lemma in lemmas(clause.frame, "suffered")


def _fought(fight: Group, dead: Group | None) -> Responsibility | None:
    """Return whom the dead of one side fought: "killed in clashes with X", "between X and Y", or their own."""
    sides, own = fight.parties, hit(dead)
    others = own if fight.join == "own" else tuple(side for side in sides if side not in own)
    stranger = len(sides) > 1 and not set(own) <= set(sides)
    if len(own) != 1 or len(others) != 1 or stranger:
        return None
    return Responsibility(others, ResponsibilityMode.SINGLE, "own-side" if fight.join == "own" else "fought", fight.at)


def _happened(clause: Clause) -> bool:
    return clause.mood in (Mood.REAL, Mood.DOUBTED)


def _is_elsewhere(clause: Clause) -> bool:
    """Test whether a clause sets a scene of its own."""
    places = [g for g in clause.obliques if g.case in ("in", "at", "near") and g.sort in (Sort.PLACE, Sort.THING)]
    return any(g.named for g in places)


def _same(group: Group | None, other: Group | None) -> bool:
    """Test whether two groups are the same words."""
    return group is not None and other is not None and group.start == other.start


def _behind(groups: Iterable[Group], cases: Collection[str]) -> Group | None:
    return next((g for g in groups if g.case in cases and acting(g)), None)


def _with_partners(found: Responsibility, groups: Iterable[Group]) -> Responsibility:
    """Add who acted together with the doer: "alongside", "jointly with"."""
    partners = [
        g for g in groups if g.case == "joint" and g.sort is Sort.PARTY and not set(g.parties) <= {*found.doers}
    ]
    if not found.doers or not partners:
        return found
    doers = tuple(dict.fromkeys((*found.doers, *(p for g in partners for p in g.parties))))
    at = found.at + tuple(span for g in partners for span in g.at)
    return replace(found, doers=doers, mode=ResponsibilityMode.JOINT, at=at)


def _governed(found: Responsibility, clause: Clause) -> Responsibility:
    """Let what the clause is told in bear on it: denied, believed, or only possible."""
    told = clause.to if clause.link is Link.SAID else None
    if told is not None and told.frame == "DENY" and found.doers:
        return _denied(found)
    guessed = clause.mood is Mood.DOUBTED or clause.lemma == "suspect" or (told is not None and told.lemma in _SUSPECT)
    if guessed and found.mode is ResponsibilityMode.SINGLE:
        return replace(found, mode=ResponsibilityMode.SUSPECTED)
    return found
