"""Who says it, in the words of an Arabic sentence, and whether they say it for sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sijill.claims.arabic._items import QUOTING
from sijill.claims.arabic._lookup import sense, sign
from sijill.language.arabic import Token, look
from sijill.model import Stance

_LONGEST_SOURCE = 9
_LONGEST_HEADING = 8
_FAR = 14
_RELAYS = "نقل"
_COMPLETES = frozenset({"ان", "بان", "انه", "انها", "بانه", "بانها", "عن", ":", "فان"})

Span = tuple[int, int]


@dataclass(slots=True)
class Sources:
    """The sources of one sentence; ``parties`` holds the tokens at which a party's name begins."""

    tokens: Sequence[Token]
    parties: Sequence[int]
    counted: Sequence[int]
    before: list[tuple[int, Span]] = field(default_factory=list)
    behind: list[tuple[int, Span]] = field(default_factory=list)
    carries: list[int] = field(default_factory=list)

    def read(self) -> Sources:
        """Find who says something, by verbs and prepositions of saying and by a heading."""
        for at, token in enumerate(self.tokens):
            seen = sense(token.text)
            if {"say", "deny"} & {*seen.frames} and (not seen.has_object or self._is_source(at + 1)):
                span = self._relayed(at) or self._after(at + 1) or self._before(at)
                if span is not None:
                    self.before.append((at, span))
                elif self._word(at + 1) in _COMPLETES and self._word(at + 1) != "عن":
                    self.carries.append(at)
            elif taken := sign(self.tokens, at, "by"):
                span = self._name(at + taken)
                if span is not None:
                    self.behind.append((at, span))
        return self

    def of(self, at: int) -> Span | None:
        """Return who says what stands at a token: the verb of saying before it, the heading, or "according to"."""
        said = [span for verb, span in self.before if verb < at]
        if said:
            return said[-1]
        heading = self._heading(at)
        if heading is not None:
            return heading
        after = [span for prep, span in self.behind if prep > at]
        early = [span for prep, span in self.behind if prep < at]
        later = [
            span
            for verb, span in self.before
            if verb > at and (self._is_comma_before(verb) or self._word(verb - 1) == "ما")
        ]
        return next(iter((*after[:1], *early[-1:], *later[:1])), None)

    def carried(self, at: int) -> bool:
        """Test whether "and it added that" stands before a token: the source before goes on."""
        return any(verb < at for verb in self.carries)

    def _is_comma_before(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1].kind == "comma"

    def _word(self, at: int) -> str:
        return self.tokens[at].text if at < len(self.tokens) else ""

    def _heading(self, at: int) -> Span | None:
        for here in range(1, min(_LONGEST_HEADING, at, len(self.tokens))):
            if self.tokens[here].text == ":":
                first = next((n for n in range(here) if self.tokens[n].text not in QUOTING), here)
                return (first, here) if first < here and self._heads_speech(first) else None
        return None

    # A side before a colon may head what it did ("Russian forces: one killed"), so it is nobody's word.
    def _heads_speech(self, at: int) -> bool:
        return sign(self.tokens, at, "heads") > 0 and (at not in self.parties or sign(self.tokens, at, "offices") > 0)

    def _is_source(self, at: int) -> bool:
        return at in self.parties or sign(self.tokens, at, "heads") > 0

    # Return the name behind a verb of saying; a stranger to the lexicon must be followed by what is said.
    def _after(self, at: int) -> Span | None:
        while at < len(self.tokens) and sign(self.tokens, at, "adverbs"):
            at += 1
        span = self._name(at)
        if span is None or self._is_source(span[0]):
            return span
        end = span[1]
        while self._word(end) and (
            self.tokens[end].kind == "comma" or self._word(end) in QUOTING or sign(self.tokens, end, "adverbs")
        ):
            end += 1
        seen = look(self._word(end)) if self._word(end) else None
        told = self._word(end) in _COMPLETES or (
            seen is not None and seen.noun is not None and self._word(end)[0] == "ب"
        )
        return span if told and not sense(self._word(span[0])).sort else None

    # Return whom "quoted" quotes: "the agency quoted a source in the police".
    def _relayed(self, at: int) -> Span | None:
        if _RELAYS not in self.tokens[at].text:
            return None
        reach = range(at + 2, min(at + _FAR, len(self.tokens)))
        of = next((here for here in reach if self.tokens[here].text == "عن"), None)
        return self._name(of + 1) if of is not None else None

    # Return the name right before a verb of saying, from where its clause begins.
    def _before(self, at: int) -> Span | None:
        while at > 0 and (self.tokens[at - 1].text == "قد" or (self._word(at) == "قد" and self._is_comma_before(at))):
            at -= 1
        first = at
        while first > 0 and at - first < _LONGEST_SOURCE and self._goes_on(first - 1, first - 1):
            first -= 1
        while first < at and (self._word(first) in QUOTING or not self._is_source(first)):
            first += 1
        return (first, at) if first < at else None

    # Return the run of words that names a source, from a token on.
    def _name(self, at: int) -> Span | None:
        while self._word(at) in QUOTING and at < len(self.tokens):
            at += 1
        if at >= len(self.tokens) or sign(self.tokens, at, "no_source"):
            return None
        end = at
        while end < len(self.tokens) and end - at < _LONGEST_SOURCE and self._goes_on(end, at):
            end += 1 + (self._word(end) in {"باسم", "في", "من"})
        while end > at and self._word(end - 1) in QUOTING:
            end -= 1
        return (at, end) if end > at else None

    def _goes_on(self, at: int, first: int) -> bool:
        word, seen = self._word(at), sense(self._word(at))
        if word in QUOTING:
            return True
        if self.tokens[at].kind not in {"word", "latin"} or at in self.counted:
            return False
        inside = sign(self.tokens, first, "inside") > 0
        if word in {"باسم", "في", "من"} and at > first:
            return inside or word == "باسم"
        if sign(self.tokens, at, "ends") or look(word).noun is not None or look(word).opens_number:
            return False
        led = inside and word.startswith("ل") and not word.startswith("لل")
        if at > first and (led or (seen.lead == "ب" and seen.sort is not None)):
            return False
        return not (seen.frames and not seen.sort and at not in self.parties) and not sign(self.tokens, at, "by")


def stance_of(tokens: Sequence[Token], *, denied: bool, named: bool) -> Stance:
    """Return how sure a source is: somebody named says it for sure, unless the words are of unconfirmed news."""
    if denied:
        return Stance.DENY
    for at in range(len(tokens)):
        if sign(tokens, at, "disputed"):
            return Stance.DISPUTE
        if sign(tokens, at, "doubted") or (not named and sign(tokens, at, "unverified")):
            return Stance.UNVERIFIED
    return Stance.ASSERT
