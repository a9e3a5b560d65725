"""
The groups and clauses of an Arabic sentence: whose act, weapon or people stands where.

    group    = head {adjective} {whose}                 غارات حربية للطيران الروسي
    whose    = party | ل party | من party | agent party | that verb+object party        نفذتها قوات ...
    clause   = verb, and the groups that stand around it
"""

from __future__ import annotations

from dataclasses import dataclass

from sijill.claims.arabic._items import MAKING, OWNING, QUOTING, Item, Stop
from sijill.claims.arabic._lookup import Sense, is_sign, sense, sign, signs_at
from sijill.claims.arabic._standing_words import _CASES, _FORCES, _NOBODY_KNOWN, StandingWords
from sijill.claims.clauses import Clause, Group, Mood, Sort, Voice
from sijill.language.arabic import look

_LOOSE = {"ل": "for", "ب": "cause"}
_GROUND = frozenset({Sort.THING, Sort.PLACE})
_SKIPPED = frozenset({"adverbs", "who", "again", "there", "still"})
_CLAUSES = {
    "accused": ("accuse", Voice.PASSIVE),
    "behind": ("attack", Voice.ACTIVE),
    "leads": ("result", Voice.ACTIVE),
}
_SIGNED = (
    "still",
    "breaks",
    "when",
    "clause",
    "one_of",
    "doubtful",
    "unsure",
    "unknown",
    *_CASES,
    *sorted(_SKIPPED),
    *_CLAUSES,
)
_RANKS = {name: rank for rank, name in reversed(list(enumerate(_SIGNED)))}
_CASE_OF_LEAD = {"و": "and", "ف": "and", "ب": "cause", "ل": "for", "ك": "away"}
_OTHERS = frozenset({"واخري", "واخر", "واخرون", "واخرين"})
_LINKS = frozenset({"و", "،", ",", "ل", "من"})
_FEMININE = ("ا", "ه", "ات", "يل")
_NO_CONSTRUCT = ("ون", "ين")
_NOT = frozenset({"لم", "لن", "لا"})
_PASSIVE = "\u064f"
_MOST_ADJECTIVES = 4
_DEEPEST = 12  # groups inside one another: a longer chain names nobody a reader could tell


@dataclass(slots=True)
class SentenceReader(StandingWords):
    """Reads one sentence from left to right, each token once."""

    def read(self) -> list[Item]:
        """Return the groups, verbs and stops of the sentence in their order."""
        at, case = 0, ""
        while at < len(self.tokens):
            at, case = self._step(at, case)
        return self.items

    def _step(self, at: int, case: str) -> tuple[int, str]:
        token = self.tokens[at]
        if at in self.counted or (at in self.parties and not self._nation(at)):
            return self._grouped(at, case)
        if token.kind == "comma" or token.text in {":", "-"}:
            self.items.append(Stop(at, "comma"))
            return at + 1, ""
        if token.text == "(":
            return self._bracket(at), case
        if token.text in _LOOSE or token.text in QUOTING or token.kind != "word":
            return at + 1, _LOOSE.get(token.text, case)
        if is_sign(token.text) and (after := self._signed(at, case)) is not None:
            return after
        seen = sense(token.text)
        harm = (look(token.text).noun is not None or seen.deed) and not seen.sort and (case or not seen.frames)
        ground = (
            case != "held"
            and self._is_of_ground(at, seen)
            and (case or seen.has_object or not seen.frames or self._follows_noun(at))
        )
        noun = "kill" if harm else seen.ground if ground else ""
        if noun:
            return self._clause(at, 1, noun, Voice.NOUN)
        verb = seen.sort is None or self._follows_doer(at) or self._enters(at)
        if seen.frames and not case and verb and not (token.text.endswith("ا") and self._is(at, "sieges")):
            written = self.text.original[slice(*self.text.span(token.start, token.end))]
            passive = _PASSIVE in written[len(seen.verb_lead) : len(seen.verb_lead) + 3]
            return self._clause(at, 1, seen.frames[0], Voice.PASSIVE if passive else Voice.ACTIVE)
        return self._grouped(at, case)

    def _clause(self, at: int, taken: int, frame: str, voice: Voice) -> tuple[int, str]:
        mood = Mood.NEGATED if self._word(at - 1) in _NOT else Mood.REAL
        self.items.append(Clause(at, at + taken, frame, self.tokens[at].text, (at, at + taken), voice, mood))
        return at + taken, ""

    def _grouped(self, at: int, case: str) -> tuple[int, str]:
        group = self.group(at, case)
        self.items.append(group)
        self._act = group if group.sort in OWNING else self._act
        return group.end, ""

    # A sign of the grammar: a stop, a doubt, a preposition, a particle that says nothing here.
    def _signed(self, at: int, case: str) -> tuple[int, str] | None:
        name = min(signs_at(self.tokens, at) & _RANKS.keys(), key=lambda one: _RANKS[one], default="")
        after = at + sign(self.tokens, at, name)
        last = self.items[-1] if self.items else None
        if name in {"breaks", "when", "clause"} or (name == "one_of" and self._leads_on(after)):
            self.items.append(Stop(at, "breaks" if name == "one_of" else name))
            return after, ""
        if name in _CLAUSES:
            return self._clause(at, after - at, *_CLAUSES[name])
        if name == "still" and not self._acts_next(after):
            return self._clause(after - 1, 1, "lie", Voice.ACTIVE)
        if name in {"doubtful", "unsure"}:
            self.doubts += [at] if name == "doubtful" else []
            self.nobody = self.nobody or (name == "unsure" and self._is(after, "culprits", 2))
            return after, case
        if name == "unknown" and isinstance(last, Group) and last.end == at:
            last.unknown, last.end = True, at + 1
            return at + 1, case
        if name == "source_of" and self._act is not None and not self._act.doers:
            end = self._act.end
            found = self._party_of(self._act, after + (self._word(after) == "من"))
            after, self._act.end = self._act.end if found else after, end
            return after, ""
        if name in _SKIPPED and not self._acts(at):
            return after, case
        return (after, "" if name == "instead" else name) if name in _CASES else None

    # "Still fights" is a verb of its own; "is still in the hands of" tells who holds it.

    # "One of them by the fire of": what follows is not said of all.

    # A verb with its subject behind it: "blew up", that is written as "at dawn".

    # Where a short bracket ends that counts nobody.

    # A noun right before: what follows is its noun ("an attempt to advance").

    # Who could do it right before: a word that may be a noun or a verb is a verb.

    # The fall of a place is one of ground, the fall of a shell is none; a raid is one where it was tried.

    # "X advanced", where the word could be the noun: with who does it right behind, and nothing before.

    # "That X holds", "in which X dug in": how many tokens say that what stands before is only held.

    def group(self, at: int, case: str) -> Group:
        """Return the group that begins at a token, with those whose it is."""
        seen, mention = sense(self.tokens[at].text), self.parties.get(at)
        if mention is not None and mention.end == at + 1 and self._is(at, "irregular") and self._is(at + 1, "loyal"):
            mention = None  # "the factions loyal to it" are not the factions
        group = Group(at, at + 1, at, seen.sort or (Sort.PLACE if case else Sort.THING), case)
        lead = mention.lead if mention is not None else seen.lead if seen.sort else ""
        group.unknown = self._is(at, "unknown") or (mention is not None and mention.slug == _NOBODY_KNOWN)
        if at in self.counted:
            group.end, group.sort = self.counted[at], Sort.PEOPLE
        elif mention is not None:
            owns = seen.sort in OWNING and not group.unknown
            group.sort = group.sort if owns else Sort.PARTY
            self._add(group, Group(at, mention.end, at, Sort.PARTY, parties=(mention.slug,), at=((at, mention.end),)))
            self._last = mention.slug
            self._named.add(mention.slug)
        elif seen.theirs and len(self._named) == 1:
            self._add(group, Group(at, at + 1, at, Sort.PARTY, parties=tuple(self._named)))
        named_next = sense(self._word(group.end))
        if seen.head == "place" and not seen.article and named_next.frames and self._names_it(group.end, named_next):
            group.end += 1  # a town whose name could be a verb
        if not case and lead:
            group.case = _CASE_OF_LEAD.get(lead[-1], "")
        self._whose(group, seen, named=mention is not None)
        if at in self.counted:
            self._named -= {*group.parties}  # "their planes" are not those of the dead
        return group

    # The adjectives behind a head and those whose it is, as far as they belong to it.
    def _whose(self, group: Group, seen: Sense, *, named: bool) -> None:
        adjectives, word = 0, self.tokens[group.end - 1].text
        direct = not (named or seen.article or (len(word) > 4 and word.endswith(_NO_CONSTRUCT)))
        while (at := group.end) < len(self.tokens):
            signed = is_sign(self.tokens[at].text)
            if self.tokens[at].text in QUOTING or (signed and self._is(at, "adverbs")):
                group.end += 1
            elif signed and self._is(at, "unknown"):
                group.unknown, group.end = True, at + 1
            elif signed and (taken := sign(self.tokens, at, "doubtful")):
                self.doubts.append(at)
                group.doubt, group.end = True, at + taken + self._is(at + taken, "clause")
            elif signed and group.sort in OWNING and (taken := sign(self.tokens, at, "unsure")):
                group.join, group.end = "or", at + taken
            elif (direct or group.sort is Sort.PLACE) and self._construct(group, at):
                self._aim(group)
                direct = not sense(self.tokens[group.end - 1].text).article
            elif self._state(group, at):
                self._aim(group)
                direct = False
            elif self._attached(group, at):
                inner, direct = sense(self._word(group.head + 1)), False
                if inner.sort is Sort.PARTY and not inner.lead:
                    self._aim(group)  # "of a patrol of X"
            elif adjectives < _MOST_ADJECTIVES and self._is_adjective(group, at):
                adjectives, direct, group.end = adjectives + 1, False, at + 1
            else:
                break

    # "The targeting of a patrol" has an object; with another object behind it the party is who targets.

    # What stands right behind a head: the party itself, or another head on the way to it.
    def _construct(self, group: Group, at: int) -> bool:
        mention, seen = self.parties.get(at), sense(self.tokens[at].text)
        if mention is not None:
            fits = not (mention.lead or self._nation(at) or (group.sort is Sort.PARTY and group.parties))
            return fits and self._party_of(group, at)
        merges = seen.sort in _FORCES or seen.head == "blast" or seen.sort is group.sort is Sort.ACT
        merges = merges or (seen.sort is not None and group.sort not in OWNING | {Sort.PARTY})
        people = group.head in self.counted and seen.sort is not Sort.PARTY
        if at in self.counted or seen.lead or people or not merges:
            return False
        group.end += 1
        return True

    # The state of an adjective that stands by itself; a name of several words is a party's.

    # The adjective of a state: "Russian", also the second of "Syrian or Russian".

    # A party that a preposition, a verb with its object, or "and" ties to the group.
    def _attached(self, group: Group, at: int) -> bool:
        tokens, lead, seen = self.tokens, self._lead(at), sense(self.tokens[at].text)
        word = tokens[at].text
        if not (lead or is_sign(word) or word in _LINKS or word in _OTHERS or seen.has_object or "hold" in seen.frames):
            return False
        if group.sort is Sort.PARTY and not group.parties:
            loyal = sign(tokens, at, "loyal") or (self._is(group.head, "irregular") and self._backed(at))
            owned = self._is(group.head, "irregular") and sign(tokens, at, "belongs")
            if loyal or owned:
                return self._proxy(group, at + (loyal or owned), owned=not loyal)
        if taken := sign(tokens, at, "support") or self._backed(at):
            return self._party_of(group, at + taken, ignored=True)
        joint, either = sign(tokens, at, "joint"), sign(tokens, at, "or")
        apart = (tokens[at].kind == "comma") + (tokens[at].text == "و")
        known = bool(group.parties or group.doers)
        heads = (known or group.sort is Sort.PARTY) and (group.case != "of" or group.sort in _GROUND)
        if heads and (joint or either or apart or lead[:1] == "و"):
            led = not (joint or either or tokens[at].text == "و")
            found = self._party_of(group, at + (joint or either or apart), join="or" if either else "and", led=led)
            group.parties = group.parties if known or not found else ()  # half of those who did it is a wrong answer
            return found
        if group.sort in OWNING and group.doers and tokens[at].text in _OTHERS:
            owner = at + 1 + sign(tokens, at + 1, "belongs")
            return self._state(group, at + 1) or self._party_of(group, owner, join="and")
        who = sign(tokens, at, "who")
        taken = sign(tokens, at, "belongs")
        if group.sort in OWNING and not taken:
            verb = sense(self._word(at + who))
            done = who + 1 if verb.has_object and MAKING & {*verb.frames} else 0
            taken = done or sign(tokens, at, "agents") or sign(tokens, at, "source_of")
        if group.sort is Sort.PLACE and (held := self._held(at + who)):
            taken = who + held
        if group.sort is Sort.ACT and lead == "ب":
            return self._party_of(group, at)  # "an attack with a car bomb that X sent"
        if taken:
            return self._party_of(group, at + taken + (self._word(at + taken) == "من"))
        if tokens[at].text == "ل" or (tokens[at].text == "من" and group.sort not in _GROUND):
            return self._party_of(group, at + 1)
        return lead.endswith("ل") and self._party_of(group, at)

    # "Whom X pays", "that X backs": how many tokens say so.

    # The group at a token is added where it is a party or what a party has; else it is left.
    def _party_of(self, group: Group, at: int, *, join: str = "", led: bool = False, ignored: bool = False) -> bool:
        while self._word(at) in QUOTING or self._word(at) in _LOOSE or self._is(at, "adverbs"):
            at += 1
        if at >= len(self.tokens) or at in self.counted or self._depth > _DEEPEST:
            return False
        mention, seen = self.parties.get(at), sense(self.tokens[at].text)
        wanted = {Sort.PARTY} if join else _FORCES | (_GROUND if group.sort in OWNING else set())
        strange = seen.sort not in wanted or (seen.theirs and group.sort is Sort.PEOPLE)
        if (mention is None and strange) or (led and not self._lead(at).startswith("و")):
            return False
        after = mention.end if mention is not None else at + 1
        verb, she = sense(self._word(after)), self._word(at).endswith(_FEMININE)
        agrees = self._word(after).endswith("ت") or not she
        if join == "and" and verb.frames and not verb.sort and agrees and not self._opens(group):
            return False  # "... and the others shelled": a clause of its own
        self._depth += 1
        inner = self.group(at, "of")
        self._depth -= 1
        group.end = inner.end
        if not ignored:
            self._add(group, inner)
            group.join = join or group.join
        return True

    # A party that opens its clause: those joined to it are the subject of the verb that follows.

    # Units are named by whom they are loyal to: a party of their own where the lexicon has one, else nobody.

    # A word that only describes the head: by its ending or its article, or as the name of a place.
