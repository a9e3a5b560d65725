"""
Who did it, by the words of one Arabic sentence.

A party is a doer only where a pattern licenses it: the subject of an active verb, behind "at the hands of",
whose act, weapon or prison it was, whose act led to it, who is accused of it, denies or claims it (DESIGN 11.4).
Nearness licenses nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import chain

from sijill.claims.arabic._acts import _ACTING, _CLAUSES, _HARM, ActsOfSentence
from sijill.claims.arabic._answers import NOBODY, Responsibility, Spans, both, is_of, is_told, picked
from sijill.claims.arabic._counting import CasualtyCount
from sijill.claims.arabic._items import OWNING, Item, Stop
from sijill.claims.arabic._lookup import sense, sign
from sijill.claims.clauses import Clause, Group, Sort, Voice
from sijill.language.arabic import words
from sijill.model.slots import ResponsibilityMode as Mode

Side = tuple[tuple[str, ...], Spans]

_ITSELF = ("ها", "هم", "ه")
_CARRIES = "حمل"
_ALSO = frozenset({"كما", "وكما"})
_NEAR_DOUBT = 6
_BLAME_WITHIN = 14


class Attribution(ActsOfSentence):
    """Answers for the counts of one sentence; ``before`` tells whose act the sentence before it was about."""

    def of(self, one: CasualtyCount, previous: Responsibility | None) -> Responsibility:
        """Return who did it to those counted; ``previous`` is the answer for the count before in the sentence."""
        at, clause = self._verb(one)
        side = self._side(at, clause, one)
        found = self._own(at, clause, one, side)
        if found is None or found.closed:
            found = self._told(at, clause) or found
        found = found or self._led_to(at, clause) or self._later(at)
        if found is None and previous is not None and self._goes_on(one):
            found = replace(previous, targets=(), target_at=())
        return self._with_mode(self._with_targets(found or Responsibility(), one, side), at)

    def act(self) -> Responsibility | None:
        """Return whose act the sentence tells of last."""
        return self._act_before(len(self.items))

    # The verb of the count, or the one that follows those counted: "three men killed by", "whom X killed".
    def _verb(self, one: CasualtyCount) -> tuple[int, Clause | None]:
        at = bisect_left(self._starts, one.first)
        item = self.items[at] if at < len(self.items) else None
        if isinstance(item, Clause) and item.start == one.first:
            return at, item
        for number, after in self._walk(bisect_left(self._starts, one.phrase.end), 1):
            if isinstance(after, Clause) and is_of(after, _HARM) and not sense(after.lemma).verb_lead:
                return number, after
            if not isinstance(after, Group):
                break
        return at, None

    def _own(self, at: int, clause: Clause | None, one: CasualtyCount, side: Side) -> Responsibility | None:
        if one.rule == "and_by":
            return picked(doer, "subject") if (doer := self._right_before(at)) is not None else NOBODY
        seen = sense(clause.lemma) if clause is not None else None
        if clause is not None and seen is not None and clause.voice is not Voice.PASSIVE:
            acts = clause.voice is Voice.ACTIVE or seen.deed
            if seen.has_object or (acts and one.phrase.start > clause.start):
                subject = self._subject(at, clause, None if seen.has_object else one.phrase.start)
                if subject is not None and (is_of(clause, {"kill"}) or not is_of(clause, {"suffer", "lose"})):
                    return picked(subject, "subject") if subject.sort is Sort.PARTY else self._of_act(at, subject)
                if subject is None and (speaker := self._itself(at)) is not None:
                    return picked(speaker, "subject")
        if clause is not None and (ambush := self._in_which(at, clause)) is not None:
            return ambush
        behind = self._behind(at + (clause is not None))
        before = [item for _, item in self._walk(at - 1, -1, _CLAUSES)]
        alone = not any(isinstance(item, Clause) for item in before)
        return self._caused(behind, side) or self._caused(before, side, agents=alone) or self._when(at + 1)

    # "An ambush by X in which four were killed".
    def _in_which(self, at: int, clause: Clause) -> Responsibility | None:
        before = self.items[at - 1] if at else None
        there = self._near("there", clause.end, clause.end + 1)
        acts = isinstance(before, Group) and before.sort is Sort.ACT and bool(before.doers)
        return picked(before, "act") if there and acts and isinstance(before, Group) else None

    # "... after the artillery of X hit their house".
    def _when(self, at: int) -> Responsibility | None:
        for number, item in self._walk(at, 1):
            if isinstance(item, Clause):
                after = any(isinstance(one, Stop) and one.kind == "when" for one in self.items[at:number])
                subject = self._subject(number, item) if after and is_of(item, {"attack"}) else None
                return picked(subject, "when") if subject is not None and is_told(subject) else None
        return None

    # "The ministry said that it killed": who says it did it.
    def _itself(self, at: int) -> Group | None:
        said = self.items[at - 1] if at else None
        if not isinstance(said, Stop) or said.kind != "clause" or not self.tokens[said.start].text.endswith(_ITSELF):
            return None
        verb = next(((n, i) for n, i in self._walk(at - 2, -1) if isinstance(i, Clause)), None)
        speaker = self._speaker(verb[0]) if verb is not None and is_of(verb[1], {"say"}) else None
        return replace(speaker, sort=Sort.PARTY) if speaker is not None and speaker.parties else None

    # What stands behind what happened, up to the next that happens.

    def _caused(self, items: Iterable[Item], side: Side, *, agents: bool = True) -> Responsibility | None:
        seen, armed, chosen = False, False, None
        for item in items:
            if isinstance(item, Clause) and not agents:
                break
            if isinstance(item, Stop) and (seen or chosen):
                break
            if not isinstance(item, Group):
                continue
            if (chosen is not None or armed) and item.case == "or" and item.sort in _ACTING and not item.doers:
                return NOBODY  # one of two, of whom one is not known
            if armed and item.head in self._reader.counted:
                break  # what stands behind the next counted is theirs
            if chosen is not None and (item.case not in {"and", "or"} or not (item.sort in OWNING and item.doers)):
                break
            if chosen is not None:
                chosen = both(chosen, item)
            elif item.case == "agents" and agents:
                chosen = item
            elif self._causes(item, seen=seen):
                if side[0] and self._near("the_same", item.start, item.end + 1):
                    return Responsibility(side[0], at=side[1], rule="own_side")
                if self._is_nobodys(item):
                    return NOBODY
                chosen = item if item.doers or item.unknown else None
                seen = seen or (item.sort is not Sort.WEAPON and not self._is_known(item))
                armed = True
        return picked(chosen, "act") if chosen is not None else NOBODY if seen else None

    # A blast or a clash is nobody's unless the words say whose.

    # "The shelling", "this shelling": an act told of before.

    # Who is accused of it, denies it, claims it, or set about it.
    def _told(self, at: int, clause: Clause | None) -> Responsibility | None:
        later = ((n, i) for n, i in self._walk(at + 1, 1, frozenset()) if self._accuses_of_it(n, at, i))
        for number, item in chain(self._walk(at - 1, -1), later):
            if isinstance(item, Clause) and (found := self._told_by(number, item, clause, at)) is not None:
                return found
        return None

    # An accusation behind a break ("while they accused X of standing behind it") must speak of it.
    def _accuses_of_it(self, number: int, at: int, item: Item) -> bool:
        broken = any(isinstance(one, Stop) and one.kind == "breaks" for one in self.items[at:number])
        return is_of(item, {"accuse"}) and (not broken or self._near("of_it", item.start, item.start + _BLAME_WITHIN))

    def _told_by(self, number: int, item: Clause, clause: Clause | None, at: int) -> Responsibility | None:
        if is_of(item, {"accuse"}):
            return self._accused(number, item)
        responsible = self._near("responsible", item.end, item.end + _BLAME_WITHIN)
        deed = clause is not None and sense(clause.lemma).deed
        ordered = deed and all(isinstance(one, Group) for one in self.items[number + 1 : at])
        if is_of(item, {"deny"}) and (deed or responsible):
            subject, rule = self._speaker(number), "denied"
        elif (responsible and is_of(item, {"own", "say"})) or (ordered and is_of(item, {"order", "own"})):
            subject, rule = self._subject(number, item), "claimed"
        else:
            return None
        return picked(subject, rule) if subject is not None and subject.sort is Sort.PARTY else None

    def _accused(self, number: int, item: Clause) -> Responsibility | None:
        blames = _CARRIES not in item.lemma or self._near("responsible", item.end, item.end + _BLAME_WITHIN)
        groups: list[Group] = []
        for _, other in self._walk(number + 1, 1, _CLAUSES):
            if isinstance(other, Clause):
                break
            groups += [other] if isinstance(other, Group) else []
        before = self._right_before(number)
        plain = [group for group in (before, *groups) if group is not None and (group is before or group.case == "")]
        # "was accused", also where only the accused stands behind the verb
        passive = item.voice is Voice.PASSIVE or (before is None and len(plain) == 1)
        rest = plain if passive else plain[1:] + [group for group in groups if group.case in {"against", "for"}]
        accusers = [group for group in groups if group.case == "agents"] if passive else plain
        accused = next((group for group in rest if group.sort is Sort.PARTY and is_told(group)), None)
        if accused is None or not blames:
            return None
        speaker = (accusers[0].start, accusers[0].end) if accusers else None
        return replace(picked(accused, "accused"), speaker=speaker)

    # Whose act "led to" it, or came right before it ("shelled X and killed five").
    def _led_to(self, at: int, clause: Clause | None) -> Responsibility | None:
        number, item = next(((n, i) for n, i in self._walk(at - 1, -1) if isinstance(i, Clause)), (0, None))
        if isinstance(item, Clause) and is_of(item, {"result"}):
            relative = item.start > 0 and sign(self.tokens, item.start - 1, "who")
            subject = None if relative else self._subject(number, item)
            if subject is not None:
                return self._of_act(number, subject)
            return self._act_before(number) or (self._before() if item.start <= 1 else None)
        stop = next((i for _, i in self._walk(at - 1, -1) if isinstance(i, Stop)), None)
        if stop is not None and self.tokens[stop.start].text == ":":
            return self._act_before(at)  # "a massacre by X in Y: ten dead"
        if clause is None or clause.voice is Voice.NOUN:
            return None
        joined = sense(clause.lemma).verb_lead or self._near("there", clause.start - 2, clause.end + 3)
        joined = joined or any(isinstance(one, Stop) and one.kind == "when" for one in self.items[:at])
        return self._act_before(at) if joined else None

    # "The car bomb that killed ten, X had prepared it".

    # Whose act the nearest act before is, up to the count before.

    # Whose act it was where another count stands between: "five killed and six wounded by".
    def _later(self, at: int) -> Responsibility | None:
        for number, item in self._walk(at + 1, 1):
            if isinstance(item, Clause) and is_of(item, _HARM):
                found = self._caused(self._behind(number + 1), ((), ())) if self._is_joined(item.start) else NOBODY
                if found is not None:
                    return found if found is not NOBODY else None
            elif isinstance(item, Clause) and is_of(item, {"attack", "result"}):
                break
        return None

    # A count that only goes on with the one before: joined by "and", "as also", "in addition to", "among them".
    def _goes_on(self, one: CasualtyCount) -> bool:
        after = bisect_left(self._starts, one.phrase.end)
        cause = self.items[after] if after < len(self.items) else None
        if (
            isinstance(cause, Group)
            and cause.sort is Sort.WEAPON
            and cause.case == "cause"
            and not self._is_known(cause)
        ):
            return False  # another weapon than theirs
        before = [token.text for token in self.tokens[max(0, one.first - 2) : one.first]]
        added = any(word in _ALSO or words().bare(word, words().added) for word in before)
        return one.part or added or self._is_joined(one.first) or one.rule.startswith("and_")

    # Whose people are counted.
    def _side(self, at: int, clause: Clause | None, one: CasualtyCount) -> Side:
        number = bisect_left(self._starts, one.phrase.start)
        group = self.items[number] if number < len(self.items) else None
        if clause is not None and is_of(clause, {"lose"}):
            loser = self._subject(at, clause)
            group = loser if loser is not None and loser.sort is Sort.PARTY else group
        counted = isinstance(group, Group) and (group.start == one.phrase.start or group.sort is Sort.PARTY)
        return (group.parties, group.at) if counted and isinstance(group, Group) else ((), ())

    # Whose "their men" are: the party named last that did not do it.
    def _of_theirs(self, one: CasualtyCount, doers: tuple[str, ...]) -> Side:
        reach = [sense(token.text) for token in self.tokens[one.phrase.start : one.phrase.end + 3]]
        if any(seen.theirs and seen.sort is Sort.PARTY for seen in reach):
            for _, item in self._walk(bisect_left(self._starts, one.phrase.start) - 1, -1, frozenset()):
                if (
                    isinstance(item, Group)
                    and item.sort is Sort.PARTY
                    and item.parties
                    and not {*item.parties} & {*doers}
                ):
                    return item.parties, item.at
        return (), ()

    def _with_targets(self, found: Responsibility, one: CasualtyCount, side: Side) -> Responsibility:
        if found.doers and self._near("the_same", one.phrase.end - 1, one.phrase.end + 2):
            return replace(found, targets=found.doers, target_at=found.at)
        targets, at = side if side[0] else self._of_theirs(one, found.doers)
        if targets or (one.phrase.population and "fighters" not in one.phrase.population):
            found = replace(found, targets=targets, target_at=at)
        if found.rule != "own_side" and set(found.doers) & set(found.targets):
            found = replace(found, doers=(), at=(), mode=None)
        return found

    def _with_mode(self, found: Responsibility, at: int) -> Responsibility:
        denials = [n for n, item in self._walk(at - 1, -1) if isinstance(item, Clause) and is_of(item, {"deny"})]
        if denials:
            speaker = self._speaker(denials[-1])
            span = (speaker.start, speaker.end) if speaker is not None else found.speaker
            return replace(found, denied=True, speaker=span, mode=Mode.DENIED if found.doers else None)
        if self._reader.nobody and not found.doers:
            return replace(found, mode=Mode.UNKNOWN)
        if found.mode is None and found.doers:
            mode = Mode.JOINT if len(found.doers) > 1 else Mode.SINGLE
            return replace(found, mode=Mode.SUSPECTED if self._is_doubted(found) else mode)
        return found

    def _is_doubted(self, found: Responsibility) -> bool:
        spans = [(start - _NEAR_DOUBT, end + 2) for start, end in found.at]
        return any(start <= doubt <= end for start, end in spans for doubt in self._reader.doubts)
