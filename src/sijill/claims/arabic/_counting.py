"""Counts of one Arabic sentence while they are taken: groups, rates, doers and victims."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sijill.claims.arabic._counted import Phrase, name_at, phrase_at, victim_at
from sijill.claims.arabic._items import Mention
from sijill.claims.arabic._members import members
from sijill.claims.arabic._outcomes import Outcomes
from sijill.claims.arabic._tolls import BOTH, HURT, KILLED, both_follows
from sijill.language.arabic import ArabicWords, Normalised, Token, look, word_at

_REACH_OF_A_VERB, _REACH_OF_A_NOUN = 12, 6
_NUMBERED = frozenset({"digits", "words"})
_LONGEST_DOER = 5
_AROUND_A_RATE, _REACH_OF_A_HEADING, _LONGEST_GAP = 8, 14, 5


@dataclass(frozen=True, slots=True)
class CasualtyCount:
    """One count of people with what happened to them; ``group`` joins those counted in one breath."""

    outcome: str
    phrase: Phrase
    tokens: Sequence[Token]
    first: int
    group: int
    part: bool = False
    toll: bool = False
    rule: str = ""


@dataclass(slots=True)
class CountingSentence:
    """Counts of one Arabic sentence while they are taken: groups, rates, doers and victims."""

    text: Normalised

    words: ArabicWords

    groups: int = 0

    heading: str | None = None

    named: Callable[[Sequence[Token]], Mapping[int, Mention]] | None = None  # the parties of a sentence

    outcomes: Outcomes = field(init=False)

    tokens: Sequence[Token] = ()

    found: list[CasualtyCount] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Take the words of what happened from the same lists."""
        self.outcomes = Outcomes(self.text, self.words)

    def new_group(self) -> int:
        """Return the number of a new group of people counted in one breath."""
        self.groups += 1
        return self.groups

    def _take(self, outcome: str, phrase: Phrase, rule: str, first: int | None = None, *, alone: bool = False) -> int:
        """Take a count with the members that follow it, or ``alone``; return where they end."""
        group = self.new_group()
        first = phrase.start if first is None else first
        if not self._is_rate(phrase):
            toll = rule == "toll_rose"
            self.found.append(CasualtyCount(outcome, phrase, self.tokens, first, group, toll=toll, rule=rule))
        return phrase.end if alone else self._more(phrase, outcome, group, rule)

    def _more(self, phrase: Phrase, outcome: str, group: int, first_rule: str = "") -> int:
        further, end = members(self.tokens, phrase, outcome, self.outcomes)
        for one in further:
            own = group if one.outcome == outcome else self.new_group()
            counted = CasualtyCount(
                one.outcome, one.phrase, self.tokens, one.phrase.start, own, one.part, rule=one.rule
            )
            self.found += [] if self._is_rate(one.phrase) else [counted]
        last = further[-1].phrase if further else phrase
        return max(end, self._by_others(last.end, outcome)) if first_rule == "happening" else end

    def _by_others(self, at: int, outcome: str) -> int:
        """Take "and Russia 48, and so-and-so 7" behind those whom another killed: numbers of other doers."""
        first = at + (at < len(self.tokens) and self.tokens[at].kind == "comma")
        if self.named is None or not word_at(self.tokens, first).startswith("و"):
            return at
        reach = range(first + 1, min(len(self.tokens), first + _LONGEST_DOER))
        for here in reach if first in (named := self.named(self.tokens)) else ():
            phrase = self._phrase(here)
            if phrase is not None and phrase.by in _NUMBERED and here >= named[first].end:
                if not (phrase.has_noun or self._ends(phrase.end)):
                    return at
                counted = CasualtyCount(outcome, phrase, self.tokens, here, self.new_group(), rule="and_by")
                self.found.append(counted)
                return self._by_others(phrase.end, outcome)
        return at

    def _ends(self, at: int) -> bool:
        return at >= len(self.tokens) or self.tokens[at].kind == "comma" or self.tokens[at].text.startswith("و")

    def _is_rate(self, phrase: Phrase) -> bool:
        """Test whether a number counts by the day or on average: "two people every day"."""
        low, high, tokens = phrase.start, phrase.end, self.tokens
        while low and phrase.start - low < _AROUND_A_RATE and tokens[low - 1].kind == "word":
            low -= 1
        while high < len(tokens) and high - phrase.end < _AROUND_A_RATE and tokens[high].kind == "word":
            high += 1
        said = [token.text for token in tokens[low:high]]
        each = any(word == "كل" and after in self.words.unreal["each"] for word, after in pairwise(said))
        daily = [word_at(tokens, here).removeprefix("ال") for here in (phrase.end + 1, phrase.end + 2)]
        last = phrase.end + 2 >= len(tokens) or tokens[phrase.end + 2].kind != "word" or daily[1] == "واحد"
        each = each or (self._is(phrase.end, "في") and daily[0] in self.words.unreal["each"] and last)
        return each or not self.words.unreal["rates"].isdisjoint(said)

    def _is(self, at: int, *forms: str) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].text in forms

    def _phrase(self, at: int, *, as_object: bool = False, families: bool = False, item: bool = False) -> Phrase | None:
        kinds = {"as_object": as_object, "families": families, "item": item}
        return phrase_at(self.tokens, at, self.words, self.text, **kinds)

    def _both(self, at: int) -> bool:
        return both_follows(self.tokens, at, self.words)

    def _is_parted(self, at: int) -> bool:
        """Test whether a bare number ends its phrase: before a preposition, a comma or the end."""
        return (
            at >= len(self.tokens) or self.tokens[at].kind == "comma" or self.tokens[at].text in self.words.prepositions
        )

    def _number_follows(self, at: int) -> bool:
        """Test whether "and their number was 39" follows."""
        ahead = self.tokens[at : at + _REACH_OF_A_NOUN]
        return any(look(token.text).numbered for token in ahead)

    def _own(self, phrase: Phrase, outcome: str) -> str:
        """Return what happened to those counted: "the falling of five wounded" tells it by the noun."""
        if self.words.kinds.get(outcome) != "casualties" or outcome == KILLED:
            return BOTH if outcome == KILLED and self._both(phrase.end) else outcome
        return BOTH if self._both(phrase.end) else phrase.outcome or outcome

    def _victim(self, at: int, outcome: str, *, first: bool, is_verb: bool, clear: bool) -> Phrase | None:
        """Return those killed or wounded whose noun no list knows, or a name."""
        if outcome not in HURT or not (first or (clear and word_at(self.tokens, at + 1)[:2] == "ال")):
            return None
        victim = victim_at(self.tokens, at, self.words)
        may_be_name = not is_verb and outcome == KILLED and first and (victim is None or victim.by != "words")
        return (name_at(self.tokens, at, self.words) if may_be_name else None) or victim

    def _is_doer(self, phrase: Phrase, first: bool) -> bool:
        """Test whether people without a number behind a verb did it: armed ones, or those a count follows."""
        after = self._phrase(phrase.end, as_object=True) if first else None
        counted = after is not None and bool(after.value) and not self.tokens[phrase.end].text.startswith("و")
        return counted or "fighters" in phrase.population
