"""Whose act an Arabic sentence tells of, around one count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sijill.claims.arabic._answers import NOBODY, Responsibility, both, is_of, is_told, picked
from sijill.claims.arabic._groups import SentenceReader
from sijill.claims.arabic._items import MAKING, OWNING, Item, Stop
from sijill.claims.arabic._lookup import sense, sign
from sijill.claims.clauses import Clause, Group, Mood, Sort, Voice

_ACTING = OWNING | {Sort.PARTY, Sort.CLASH}
_HARM = frozenset({"kill", "injure", "suffer"})
_APART = frozenset({"away", "against", "support", "held"})
_BREAKS = frozenset({"breaks"})
_CLAUSES = frozenset({"breaks", "clause", "when"})
_MUTUAL = "متبادل"
_RIGGED = "مفخخ"
_VICTIMS_OF = frozenset({"ضحايا", "ضحيه"})
_AIM_WITHIN = 6


class ActsOfSentence:
    """Whose act an Arabic sentence tells of, around one count."""

    def __init__(self, reader: SentenceReader, before: Callable[[], Responsibility | None]) -> None:
        """Take a sentence as read."""
        self.items, self.tokens = reader.items, reader.tokens
        self._reader, self._before = reader, before
        self._starts = [item.start for item in self.items]

    def _walk(self, at: int, step: int, stops: frozenset[str] = _BREAKS) -> Iterator[tuple[int, Item]]:
        for number in range(at, len(self.items) if step > 0 else -1, step):
            item = self.items[number]
            if isinstance(item, Stop) and item.kind in stops:
                return
            yield number, item

    def _near(self, name: str, start: int, end: int) -> bool:
        return any(sign(self.tokens, at, name) for at in range(max(0, start), min(end, len(self.tokens))))

    def _head(self, group: Group) -> str:
        return sense(self.tokens[group.head].text).head

    def _says(self, group: Group, stem: str) -> bool:
        return any(stem in token.text for token in self.tokens[group.start : group.end])

    def _behind(self, at: int) -> Iterator[Item]:
        for number, item in self._walk(at, 1):
            if isinstance(item, Clause):
                opens = sense(item.lemma).verb_lead or number == 0 or isinstance(self.items[number - 1], Stop)
                if is_of(item, _HARM | {"accuse", "result"}) or (opens and is_of(item, {"attack"})):
                    return
            yield item

    def _causes(self, group: Group, *, seen: bool) -> bool:
        parked = self._head(group) == "vehicle" and not self._says(group, _RIGGED)
        jailed = group.sort is Sort.PRISON and sense(self.tokens[group.head].text).lead == "ب"  # "sentenced to prison"
        victims = group.case == "" and self.tokens[group.start - 1].text in _VICTIMS_OF
        if group.sort not in _ACTING - {Sort.PARTY} or parked or jailed or self._says(group, _MUTUAL):
            return False
        late = (group.case == "after" and not seen) or (group.case == "for" and group.sort is Sort.ACT)
        return group.case in {"cause", "and"} or late or victims

    def _is_nobodys(self, group: Group) -> bool:
        told = group.doers or group.unknown
        return not told and (group.sort is Sort.CLASH or self._head(group) == "blast")

    def _is_known(self, group: Group) -> bool:
        return sense(self.tokens[group.head].text).article or sign(self.tokens, group.head - 1, "again") > 0

    def _subject(self, at: int, clause: Clause, before: int | None = None) -> Group | None:
        for item in self.items[at + 1 : at + 4]:
            if not isinstance(item, Group) or (before is not None and item.start >= before):
                break
            if item.case == "" and (item.sort in _ACTING or item.unknown):
                # "they carried out the strike": the act is no subject
                act = not (clause.voice is Voice.NOUN or is_told(item))
                return (self._subject_before(at) if act else None) or item
            if item.case == "" or item.sort is not Sort.PLACE:
                break
        alone = clause.voice is Voice.NOUN or sense(clause.lemma).verb_lead  # "and killed": who acted before did it
        return None if alone else self._subject_before(at)

    def _subject_before(self, at: int) -> Group | None:
        other: Group | None = None  # "either the planes of X or the planes of Y"
        for _, item in self._walk(at - 1, -1, _CLAUSES):
            if isinstance(item, Clause):
                break
            if not isinstance(item, Group):
                continue
            if item.case == "or" and item.sort in OWNING and not item.doers:
                return None  # one of two, of whom one is not known
            if item.case in {"or", "and"} and item.sort in OWNING and item.doers:
                other = replace(both(item, other), case=item.case) if other is not None else item
            elif item.case in {"", "and"}:
                acts = item.sort in _ACTING or item.unknown
                return (both(item, other) if other is not None and item.doers else item) if acts else None
        return None

    def _speaker(self, at: int) -> Group | None:
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        return after if isinstance(after, Group) and after.case == "" else self._right_before(at)

    def _right_before(self, at: int) -> Group | None:
        before = self.items[at - 1] if at else None
        return before if isinstance(before, Group) and before.case in {"", "and"} else None

    def _of_act(self, number: int, subject: Group) -> Responsibility | None:
        if is_told(subject):
            return picked(subject, "led_to")
        if (maker := self._maker(number)) is not None:
            return picked(maker, "act")
        if self._is_nobodys(subject):
            return NOBODY
        return self._act_before(number) or (self._before() if self._is_known(subject) else None)

    def _maker(self, at: int) -> Group | None:
        for number, item in self._walk(at + 1, 1):
            if isinstance(item, Clause) and sense(item.lemma).has_object and is_of(item, MAKING):
                maker = self._subject(number, item)
                return maker if maker is not None and maker.sort is Sort.PARTY and is_told(maker) else None
        return None

    def _act_before(self, at: int) -> Responsibility | None:
        for number, item in self._walk(at - 1, -1):
            group: Group | None = None
            if isinstance(item, Clause):
                before = self.items[number - 1] if number else None
                kind = isinstance(before, Group) and before.sort is Sort.ACT and before.end == item.start
                acts = (
                    item.mood is Mood.REAL and item.voice is Voice.ACTIVE and is_of(item, {"attack", "kill", "injure"})
                )
                group = self._subject(number, item) if acts else None
                named = group is not None and is_told(group)
                if is_of(item, _HARM) and not kind and not named:  # "a campaign of executions" is one act
                    return None
            elif isinstance(item, Group) and item.case not in _APART:
                if self._is_nobodys(item):
                    return NOBODY
                parked = self._head(item) == "vehicle" and item.case != "" and not self._says(item, _RIGGED)
                group = item if item.sort in OWNING and not item.parties and not parked else None
            if group is not None and is_told(group):
                return self._aimed(picked(group, "act_before"), number)
        return None

    def _aimed(self, found: Responsibility, number: int) -> Responsibility:
        for item in self.items[number + 1 : number + _AIM_WITHIN]:
            if isinstance(item, Clause) and not is_of(item, {"attack"}):
                break
            if isinstance(item, Group) and item.sort is Sort.THING and item.parties and item.case not in {"support"}:
                return replace(found, targets=item.parties, target_at=item.at)
        return found

    def _is_joined(self, token: int) -> bool:
        return self.tokens[token].text.startswith("و") or (token > 0 and self.tokens[token - 1].text == "و")
