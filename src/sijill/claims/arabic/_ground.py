"""Who took a place, held it, left it, surrounded it or failed to take it, in an Arabic sentence."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.claims.arabic._groups import SentenceReader
from sijill.claims.arabic._items import Item, Stop
from sijill.claims.arabic._lookup import sense, sign, signs_at
from sijill.claims.arabic._sources import Span
from sijill.claims.clauses import Clause, Group, Mood, Sort, Voice
from sijill.language.arabic import Token, look, words

_EVENTS = {
    "take": "captured",
    "impose": "captured",
    "retake": "recaptured",
    "leave": "withdrew",
    "enter": "advanced",
    "fall": "captured",
    "lie": "held",
    "lose": "captured",
    "surround": "surrounded",
    "lift": "siege_lifted",
    "cut": "supply_cut",
    "repel": "repelled",
    "keep": "held",
    "hand": "handover",
    "receive": "handover",
    "expel": "captured",
    "exit": "captured",
}
# What must follow: a siege is lifted and a road is cut, and not a hand and a head; control is imposed, and no curfew.
_NEEDED = {
    "lift": ("sieges",),
    "cut": ("roads",),
    "impose": ("sieges", "control"),
    "fall": ("hands", "held", "into"),
    "exit": ("control", "hands"),
}
_EXTENTS = {"attempted": "none", "repelled": "none", "advanced": "part"}
_ON = frozenset("علي في الي نحو عن ب باتجاه داخل من صوب".split())
_AFTER_A_NAME = "adverbs breaks clause who held cause after against from away support joint agents belongs loyal"
_ENDS_A_NAME = frozenset((*_AFTER_A_NAME.split(), "there", "or", "source_of", "hands", "into"))
_NAMING = frozenset({Sort.PLACE, Sort.THING})
_WHOLE = frozenset({"repel", "fall"})  # a noun of taking behind these tells of the same change
_HANDS = frozenset({"fall", "lie"})
_LOSING = frozenset({"lose", "exit"})
_TAKING = frozenset({"take", "retake", "enter"})
_LONGEST_PLACE = 6
_WITHIN = 8
_PLANNED_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Change:
    """
    A change of control; ``at`` and ``place`` are offsets of the normalised text.

    ``verb`` is the token of the verb or noun, ``party`` the tokens that name who acts.
    """

    event: str
    verb: int
    at: Span
    place: Span
    to_party: str | None
    from_party: str | None
    extent: str
    party: Span | None


def tells_of_control(tokens: Sequence[Token]) -> bool:
    """Test whether a sentence has a word for a change of control at all."""
    return any(_frame_of(token.text) for token in tokens)


def changes(reader: SentenceReader) -> Iterator[Change]:
    """Yield the changes of control that a sentence tells; one without a party or a place is left out."""
    done = 0
    for number, item in enumerate(reader.items):
        still = isinstance(item, Clause) and sign(reader.tokens, item.start - 1, "still") > 0
        real = isinstance(item, Clause) and (item.mood is Mood.REAL or still)
        if number >= done and isinstance(item, Clause) and _frame_of(item.lemma) and real:
            telling = _Telling(reader, number, item)
            yield from telling.read()
            done = telling.stop if telling.frame in _WHOLE else done  # what was repelled is no change of its own


@functools.lru_cache(maxsize=65536)
def _frame_of(word: str) -> str:
    return next((frame for frame in (sense(word).ground, *sense(word).frames) if frame in _EVENTS), "")


def _frames(item: Item) -> tuple[str, ...]:
    return (sense(item.lemma).ground, *sense(item.lemma).frames) if isinstance(item, Clause) else ()


class _Telling:
    """One verb or noun of a change, with what stands around it up to the next."""

    def __init__(self, reader: SentenceReader, number: int, clause: Clause) -> None:
        self.reader, self.number, self.clause = reader, number, clause
        self.tokens, self.items = reader.tokens, reader.items
        self.frame, self.stop = _frame_of(clause.lemma), number + 1
        self.frame = self._given_or_received() if self.frame in {"hand", "receive"} else self.frame
        while self.stop < len(self.items) and self._is_own(self.stop):
            self.stop += 1
        self.behind = [item for item in self.items[number + 1 : self.stop] if isinstance(item, Group)]
        if self.frame == "enter" and self.behind and self.behind[0].sort is Sort.PLACE and self._has("held"):
            self.frame = "fall"  # "the town came under the control of"

    # "She hands" is written as "he received": who received is no woman, or took it from somebody.
    def _given_or_received(self) -> str:
        if not {"hand", "receive"} <= {*_frames(self.clause)}:
            return self.frame
        groups = [item for item in self.items[self.number + 1 : self.number + 4] if isinstance(item, Group)]
        taken = any(group.case == "from" and group.parties for group in groups)
        given = any(group.case in {"for", "against"} and group.parties for group in groups)
        return "receive" if taken or not given else "hand"

    # A group, a comma between names of places, or the noun of what was repelled.
    def _is_own(self, number: int) -> bool:
        item, beside = self.items[number], self.items[max(0, number - 1) : number + 2 : 2]
        if isinstance(item, Stop):
            return item.kind == "comma" and all(isinstance(one, Group) and one.sort in _NAMING for one in beside)
        if isinstance(item, Group):
            return True
        inner = self.frame == "repel" or (self.frame == "fall" and _frames(item)[0] not in {"leave", "expel"})
        return inner and item.voice is Voice.NOUN

    def read(self) -> Iterator[Change]:
        at, needed = self.clause.start, _NEEDED.get(self.frame, ())
        planned = any(self._plans(here) for here in range(max(0, at - _PLANNED_WITHIN), at))
        later = sense(self.clause.lemma).verb_lead.endswith("س")
        if planned or later or (needed and not any(self._has(name) or self._given(name) for name in needed)):
            return
        subject = self._subject()
        taker = subject.parties[0] if subject is not None else None
        taker, lost = self._sides(taker, subject)
        if taker is None and (lost is None or self.frame in _HANDS):
            return
        event = self._governed() or ("held" if self._has("still", before=True) else _EVENTS[self.frame])
        if self._is_lost():
            taker, lost, event = self._into_hands(), taker, "captured"
        event = "surrounded" if self.frame == "impose" and self._has("sieges") else event
        for start, end, part in self._places(subject):
            low, high = min(self.tokens[at].start, start), max(self.tokens[self.clause.end - 1].end, end)
            extent = _EXTENTS.get(event, "part" if part else "full")
            party = subject.at[0] if subject is not None and subject.at else None
            yield Change(event, at, (low, high), (start, end), taker, lost, extent, party)

    def _has(self, name: str, *, before: bool = False) -> bool:
        start = max(0, self.clause.start - _WITHIN) if before else self.clause.end
        return any(sign(self.tokens, at, name) for at in range(start, start + _WITHIN))

    # "Into the hands of X fell the town": who stands before the verb.
    def _given(self, case: str) -> Group | None:
        before = self.items[self.number - 1] if self.number else None
        return before if isinstance(before, Group) and before.case == case else None

    # "May" before the present is a plan; before the past it is none.
    def _plans(self, at: int) -> bool:
        past = self.tokens[at].text == "قد" and self.clause.lemma[0] not in "يت"
        return bool(sign(self.tokens, at, "plans")) and not past

    # What a verb before makes of it: tried, failed, regained (control of).
    def _governed(self) -> str:
        for item in reversed(self.items[max(0, self.number - 3) : self.number]):
            if isinstance(item, Clause) and self.frame != "repel":
                failed = "try" in _frames(item) or (item.mood is Mood.NEGATED and "order" in _frames(item))
                holds = self.frame == "take" and (
                    self.clause.voice is Voice.NOUN or sense(self.clause.lemma).has_object
                )
                if holds and "go_on" in _frames(item):
                    return "held"  # "goes on with its control of"
                return "attempted" if failed else "recaptured" if "retake" in _frames(item) else ""
        return ""

    # "X lost its control of": what stands as taken is what was lost.
    def _is_lost(self) -> bool:
        near = [item for item in self.items[max(0, self.number - 2) : self.number] if isinstance(item, Clause)]
        return bool(near) and not _LOSING.isdisjoint(_frames(near[-1])) and self.frame == "take"

    # The party that acts: behind the verb, before it in its clause, or that of the attempt before it.
    def _subject(self) -> Group | None:
        first = self.behind[0] if self.behind else None
        if first is not None and first.case in {"", "and"} and first.parties and first.sort is Sort.PARTY:
            return first
        of_noun = self.clause.voice is Voice.NOUN and first is not None and first.sort is not Sort.PLACE
        if (
            first is not None
            and of_noun
            and first.parties
            and sense(self.tokens[first.head].text).sort in {None, Sort.PARTY}
        ):
            return first  # "full control by X of"
        tried = False
        for item in reversed(self.items[: self.number]):
            if isinstance(item, Group) and item.case in {"", "and", "for"}:
                governed = self.clause.voice is not Voice.NOUN or tried or self._is_governed()
                return item if governed and item.sort is Sort.PARTY and item.parties else None
            tried = tried or "try" in _frames(item)
            if (isinstance(item, Clause) and not tried) or (isinstance(item, Stop) and item.kind != "comma"):
                break
        return None

    # A noun of the verb right before its subject: "managed to", "announced the".
    def _is_governed(self) -> bool:
        return any(isinstance(item, Clause) for item in self.items[max(0, self.number - 3) : self.number])

    def _sides(self, taker: str | None, subject: Group | None) -> tuple[str | None, str | None]:
        if self.frame == "repel":
            acts = [group.doers for group in self.behind if group.sort is Sort.ACT and group.doers]
            return taker, acts[0][0] if acts else self._party({"for"}, subject)
        if self.frame in {"fall", "lie", "lose"}:
            return self._into_hands(), taker if self.frame == "lose" else self._left_by()
        if self.frame == "expel" and self.clause.voice is Voice.NOUN:
            return self._party({"agents"}, subject), taker
        if self.frame == "expel":
            return (None, taker) if self.clause.voice is Voice.PASSIVE else (taker, self._party({""}, subject))
        if self.frame == "exit":
            under = [
                group for group in self.behind if group.parties and sense(self.tokens[group.head].text).head == "hold"
            ]
            return None, under[0].parties[0] if under else None
        if self.frame == "hand":
            return self._into_hands() or self._party({"for"}, subject), taker
        if self.frame == "leave":
            return None, taker
        loser = self._party({"from"}, subject) or (self._left_by() if self.frame in _TAKING else None)
        taker = taker or (self._party({"agents"}, None) if self.frame in _TAKING else None)
        return taker, loser if loser != taker else None

    def _party(self, cases: set[str], other: Group | None) -> str | None:
        named = [g for g in self.behind if g is not other and g.sort is Sort.PARTY and g.parties and g.case in cases]
        return named[0].parties[0] if named else None

    # Whose hands a place fell into.
    def _into_hands(self) -> str | None:
        if self.frame in _HANDS and (given := self._given("hands")) is not None and given.parties:
            return given.parties[0]
        into = [group for group in self.behind if sign(self.tokens, group.start - 1, "into")]
        under = [group for group in self.behind if group.sort is Sort.PLACE or group in into]
        named = self._party({"agents", "held", "hands"}, None)
        return named or next((group.parties[0] for group in under if group.parties), None)

    # Who left the place as it fell: "after the withdrawal of".
    def _left_by(self) -> str | None:
        for number, item in enumerate(self.items[self.stop : self.stop + 2], self.stop):
            if isinstance(item, Clause) and _frame_of(item.lemma) in {"leave", "expel"}:
                return _Telling(self.reader, number, item)._party({"", "of"}, None)
        return None

    # The offsets of every place named, and whether only a part of it is meant.
    def _places(self, subject: Group | None) -> Iterator[tuple[int, int, bool]]:
        groups = [group for group in self.behind if group is not subject]
        if (self.frame in _HANDS or self._is_lost()) and not (groups and groups[0].sort in _NAMING):
            groups = [item for item in self.items[max(0, self.number - 2) : self.number] if isinstance(item, Group)]
        several, done = False, 0
        for group in groups:
            if done and group.case not in {"", "and"}:
                return  # "the villages of X and Y in the countryside of Z"
            if group.sort in _NAMING and self._names(group, several=several):
                several = several or bool(sign(self.tokens, group.start, "several"))
                part = bool(sign(self.tokens, group.start, "part"))
                named = [(start, end) for start, end in self._run(group.start) if start >= done]
                yield from ((start, end, part) for start, end in named)
                done = max((end for _, end in named), default=done)
            if done and not (several and group.sort in _NAMING):
                return

    # What the verb asks for stands before a place, and a place is no common thing.
    def _names(self, group: Group, *, several: bool) -> bool:
        at, before = group.start, self.tokens[group.start - 1].text if group.start else ""
        common = any(sign(self.tokens, at, name) for name in ("no_places", "sieges", "plans"))
        strange = self.frame in {"hand", "receive"} and group.sort is not Sort.PLACE
        loose = before not in _ON and self.tokens[at].text[0] == "ل" and not sense(self.tokens[at].text).sort
        road = self.frame != "cut" and sign(self.tokens, at, "roads")
        own = _of_its_own(self.tokens[at].text) and group.end < len(self.tokens) and self.tokens[group.end].text in _ON
        if (
            common
            or road
            or strange
            or loose
            or own
            or at in self.reader.counted
            or look(self.tokens[at].text).opens_number
        ):
            return False
        if self.frame in {"leave", "expel"}:
            posted = before == "في" and group.start > 1 and _of_its_own(self.tokens[group.start - 2].text)
            return (
                posted
                or before in {"من", "عن"}
                or (self.frame == "leave" and self.clause.voice is Voice.ACTIVE and group.case == "")
            )
        return several or before in _ON or group.case in {"", "cause", "for", "and"}

    # The names that begin at a token: one, or several joined by "and".
    def _run(self, at: int) -> Iterator[Span]:
        seen, names = sense(self.tokens[at].text), 0
        start, end = self.tokens[at].start + (len(seen.lead) if seen.sort else 0), self.tokens[at].end
        for here in range(at + 1, min(at + _LONGEST_PLACE, len(self.tokens))):
            token = self.tokens[here]
            if not self._is_name(here):
                break
            # "X and Y", "X and Tell Y"; but a name may begin with the same letter
            if token.text.startswith("و") and (len(token.text) > 4 or sense(token.text).sort is Sort.PLACE):
                if names or seen.sort is None:
                    yield start, end
                    start = token.start + 1
            elif not names and sign(self.tokens, at, "several"):
                start = token.start
            end, names = token.end, names + 1
        yield start, end

    def _group_holds(self, at: int) -> bool:
        return any(group.start < at < group.end for group in self.items if isinstance(group, Group))

    def _is_name(self, at: int) -> bool:
        word, seen = self.tokens[at].text, sense(self.tokens[at].text)
        before = sense(self.tokens[at - 1].text)
        if before.head == "place" and not before.article and seen.frames and self._group_holds(at):
            return True  # a town whose name could be a verb
        taken = at in self.reader.parties or at in self.reader.counted or word in _ON or look(word).noun is not None
        taken = taken or word in words().prepositions
        if taken or self.tokens[at].kind != "word" or not _ENDS_A_NAME.isdisjoint(signs_at(self.tokens, at)):
            return False
        if seen.sort is Sort.PLACE:
            return seen.lead in {"", "و"}
        purpose = word.startswith(("لي", "لت")) and bool(sense(word[1:]).frames)  # "for X to settle in"
        return not (seen.frames or purpose or seen.ground) and (seen.sort is None or seen.article)


# "Its post (in X)": the place stands behind.
@functools.lru_cache(maxsize=4096)
def _of_its_own(word: str) -> bool:
    stem = next((word.removesuffix(end) for end in ("هم", "ها", "ه") if word.endswith(end)), "")
    return (
        bool(stem)
        and sense(word).sort in {None, Sort.PARTY}
        and (sense(stem).sort in _NAMING or sense(stem[:-1] + "ه").sort in _NAMING)
    )
