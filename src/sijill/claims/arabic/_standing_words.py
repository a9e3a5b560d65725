"""Words around a place of an Arabic sentence: what they are, whom they name, what stands beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sijill.claims.arabic._items import OWNING, QUOTING, Item, Mention, Stop
from sijill.claims.arabic._lookup import Sense, is_sign, nation, proxies, sense, sign, signs_at, states
from sijill.claims.clauses import Clause, Group, Sort, Voice
from sijill.language.arabic import Normalised, Token, look

_FORCES = frozenset({Sort.PARTY, Sort.WEAPON})
_CASES = tuple("away agents hands source_of joint support held instead cause after against from or done".split())
_TYING = frozenset(_CASES) | set(
    "breaks clause who again loyal belongs accused responsible there behind leads when".split()
)
_NOBODY_KNOWN = "unknown"  # the name that the parties file has for nobody known
_MADE = frozenset({"الصنع", "المنشا", "الصناعه"})
_OF_A_STATE = ("ي", "يه", "يين", "يون", "يتان", "يتين")
_ADJECTIVES = (*_OF_A_STATE, "يا")
_DEFINITE = ("ال", "وال", "بال", "لل", "ولل")
_TO_THEM = frozenset({"لها", "له", "لهم", "منها", "منه"})
_LONGEST_BRACKET = 8


@dataclass(slots=True)
class StandingWords:
    """Words around a place of an Arabic sentence: what they are, whom they name, what stands beside them."""

    text: Normalised

    tokens: Sequence[Token]

    parties: Mapping[int, Mention]

    counted: Mapping[int, int]

    items: list[Item] = field(default_factory=list)

    doubts: list[int] = field(default_factory=list)

    nobody: bool = False  # the words say that nobody knows who it was

    _last: str = ""

    _named: set[str] = field(default_factory=set)

    _act: Group | None = None

    _depth: int = 0

    def _word(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _is(self, at: int, name: str, reach: int = 1) -> bool:
        return any(sign(self.tokens, here, name) for here in range(at, at + reach))

    def _acts_next(self, at: int) -> bool:
        return bool(sense(self._word(at)).frames) or at in self.parties

    def _leads_on(self, at: int) -> bool:
        return self._is(at, "cause") or self._is(at, "agents") or sense(self._word(at)).lead == "ب"

    def _acts(self, at: int) -> bool:
        return bool(sense(self.tokens[at].text).frames) and (
            at + 1 in self.parties or sense(self._word(at + 1)).sort is Sort.PARTY
        )

    def _bracket(self, at: int) -> int:
        reach = range(at + 1, min(at + _LONGEST_BRACKET, len(self.tokens)))
        end = next((here for here in reach if here in self.counted or self.tokens[here].text == ")"), at)
        return at + 1 if end in self.counted else end + 1

    def _follows_noun(self, at: int) -> bool:
        before = self.items[-1] if self.items else None
        return isinstance(before, Clause) and before.voice is Voice.NOUN and before.end == at

    def _follows_doer(self, at: int) -> bool:
        before = self.items[-1] if self.items else None
        doer = isinstance(before, Group) and not before.case and bool(before.parties or before.doers)
        seen = sense(self.tokens[at].text)
        return doer and seen.lead == "" and not seen.has_object and at - before.end <= 1  # type: ignore[union-attr]

    def _is_of_ground(self, at: int, seen: Sense) -> bool:
        if seen.ground == "fall":
            return sense(self._word(at + 1)).sort is Sort.PLACE
        tried = [item for item in self.items[-2:] if isinstance(item, Clause)]
        return (
            seen.sort is not Sort.ACT
            or seen.head != "act"
            or bool(seen.frames)
            or bool(tried and {"try", "order"} & {*sense(tried[-1].lemma).frames})
        )

    def _enters(self, at: int) -> bool:
        opens = not self.items or isinstance(self.items[-1], Stop)
        return opens and "enter" in sense(self._word(at)).frames and self._acts(at)

    def _held(self, at: int) -> int:
        verb = sense(self._word(at))
        if "hold" in verb.frames and (verb.has_object or self._is(at + 1, "there")):
            return 1 if verb.has_object else 2
        return sign(self.tokens, at, "held")

    def _names_it(self, at: int, seen: Sense) -> bool:
        bare = not (seen.has_object or seen.verb_lead or is_sign(self._word(at)))
        return bare and at not in self.parties and not self._word(at).endswith(("ت", "وا"))

    def _aim(self, group: Group) -> None:
        word, seen = self._word(group.end), sense(self._word(group.end))
        tied = word and not _TYING.isdisjoint(signs_at(self.tokens, group.end))
        other = seen.sort or not word.endswith((*_OF_A_STATE, "ه"))
        hits = bool(other) and word[:1].isalpha() and not (tied or seen.frames or seen.lead == "ب")
        adjective = self._nation(group.end) or (group.at and group.at[0][0] == group.head + 1 == group.at[0][1] - 1)
        if group.doers and self._is(group.head, "aimed") and not (hits or (adjective and self._nation(group.head + 1))):
            group.parties, group.doers = group.doers, ()

    def _nation(self, at: int) -> str | None:
        mention = self.parties.get(at)
        if mention is None:
            return nation(self._word(at))
        return mention.slug if mention.end == at + 1 and self._word(at).endswith(_OF_A_STATE) else None

    def _state(self, group: Group, at: int) -> bool:
        either = sign(self.tokens, at, "or")
        slug = self._nation(at + either)
        if slug is None:
            return False
        fights = group.head in self.counted and self._is(group.start, "fighters", group.end - group.start)
        fits = group.sort in _FORCES | {Sort.ACT} or fights or self._is(group.head, "offices")
        if not fits or (group.parties and not either):
            return False
        before = next((n for n in range(at - 1, group.start, -1) if self._word(n) not in QUOTING), at - 1)
        agrees = either or self._word(before).startswith(_DEFINITE) or not self._word(at).startswith(_DEFINITE)
        if not agrees or self._word(at + 1) in _MADE:
            return False  # "Russian" of what stands in between, or of where it was made
        span = (at + either, at + either + 1)
        self._add(group, Group(at, span[1], at, Sort.PARTY, parties=(slug,), at=(span,), join="or" if either else ""))
        return True

    def _backed(self, at: int) -> int:
        at += (who := sign(self.tokens, at, "who"))
        verb = sense(self._word(at))
        return who + 1 if verb.has_object and "back" in verb.frames else 0

    def _lead(self, at: int) -> str:
        mention, seen = self.parties.get(at), sense(self.tokens[at].text)
        return mention.lead if mention is not None else seen.lead if seen.sort in _FORCES else ""

    def _opens(self, group: Group) -> bool:
        before = self.items[-1] if self.items else None
        return group.sort is Sort.PARTY and group.case in {"", "and"} and (before is None or isinstance(before, Stop))

    def _add(self, group: Group, inner: Group) -> None:
        whose = tuple(slug for slug in inner.parties or inner.doers if slug != _NOBODY_KNOWN)
        if group.sort in OWNING:
            group.doers = tuple(dict.fromkeys((*group.doers, *whose)))
        else:
            group.parties = tuple(dict.fromkeys((*group.parties, *whose)))
        group.end, group.at = max(group.end, inner.end), (*group.at, *(inner.at if whose else ()))
        group.unknown = group.unknown or (inner.unknown and not whose)
        group.join, group.doubt = inner.join or group.join, group.doubt or inner.doubt

    def _proxy(self, group: Group, at: int, *, owned: bool) -> bool:
        mention, word = self.parties.get(at), self._word(at)
        backer = mention.slug if mention is not None else states().get(word, self._last if word in _TO_THEM else "")
        if not backer:
            return False
        group.end = mention.end if mention is not None else at + 1
        named = proxies().get(backer, backer if owned else "")
        group.parties, group.at = ((named,) if named else ()), ((group.start, group.end),)
        return True

    def _is_adjective(self, group: Group, at: int) -> bool:
        word, seen = self.tokens[at].text, sense(self.tokens[at].text)
        if seen.sort is Sort.WEAPON is sense(self.tokens[at - 1].text).sort and seen.article:
            return True  # the drones: "planes" and an adjective that stands for planes by itself
        if at in self.parties or at in self.counted or self.tokens[at].kind != "word" or look(word).noun:
            return False
        if seen.sort or seen.frames or seen.ground or not _TYING.isdisjoint(signs_at(self.tokens, at)):
            return False
        if group.sort not in {Sort.PARTY, Sort.PRISON, Sort.CLASH} and group.head not in self.counted:
            return True
        return (len(word) > 3 and word.endswith(_ADJECTIVES)) or word.startswith(("ال", "وال"))
