"""What a word of an Arabic sentence says became of people: killed, wounded, detained, displaced; or that it did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.claims.arabic._counted import noun_at, phrase_at
from sijill.claims.arabic._tolls import INJURED, KILLED
from sijill.language.arabic import ArabicWords, Normalised, Token, look, word_at

_REACH_OF_LIFE = 24  # "lost ... their lives"
_REACH_OF_A_LOSS = 5
_REACH_OF_UNREAL = 4
_REACH_OF_A_CONDITION = 12
_CONDITIONS = frozenset({"لو", "لولا"})
_ANY = frozenset({"كل", "اي", "كلما"})
_LOSES = frozenset({"فقد", "خسر"})


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Reads the words of what happened in one text."""

    text: Normalised
    words: ArabicWords

    def told(self, tokens: Sequence[Token], at: int) -> str | None:
        """Return the outcome that a verb or a noun of action tells at a token, unless it tells what is not."""
        if at >= len(tokens) or tokens[at].kind != "word":
            return None
        word = tokens[at].text
        seen = look(word)
        of_death = word == "ضحيه" and at > 0 and self.words.bare(tokens[at - 1].text, self.words.fell)
        if of_death or self.saying(tokens, at):
            return KILLED
        told = seen.verb or seen.noun
        is_verb = seen.verb is not None and not word.removesuffix(seen.verb).startswith(("ب", "ل"))
        if told is None or self.is_unreal(tokens, at, told, is_verb=is_verb):
            return None
        ahead = [token.text for token in tokens[at + 1 : at + _REACH_OF_LIFE]]
        if told in self.words.needs:
            found = (outcome for outcome, wanted in self.words.needs[told] if not wanted.isdisjoint(ahead))
            loses = told[:3] in _LOSES or told[1:] in _LOSES
            return next(found, KILLED if loses and self._is_lost(tokens, at) else None)
        turned = ahead and ahead[0] in self.words.turned.get(told, ())
        return None if turned else self.words.verbs.get(told, self.words.nouns.get(told))

    def is_unreal(self, tokens: Sequence[Token], at: int, word: str, *, is_verb: bool) -> bool:
        """Test whether the words before it deny what happened, or tell that it was tried, feared or threatened."""
        unreal, before = self.words.unreal, tokens[at - 1].text if at else ""
        future = word[0] in "يت"
        said = [token.text for token in tokens[max(0, at - _REACH_OF_A_CONDITION) : at]]
        if not _CONDITIONS.isdisjoint(said) or (is_verb and future and not _ANY.isdisjoint(said[-2:])):
            return True
        if self.words.bare(before, unreal["before"]) or (is_verb and future and before in unreal["may"]):
            return True
        if tokens[at].text.startswith("و") and word[0] != "و":
            return False  # "... and the killing of five" goes on with what is
        reach = 1 if is_verb and not future else _REACH_OF_UNREAL  # "killing" is written as "he killed" is
        around = unreal["around"] | unreal["asked"] if tokens[at].text.startswith("ب") else unreal["around"]
        return any(self.words.bare(token.text, around) for token in tokens[max(0, at - reach) : at])

    def saying(self, tokens: Sequence[Token], at: int) -> int:
        """Return how many tokens a run such as "in God's keeping" takes, nought when none begins here."""
        run = self.words.sayings.get(tokens[at].text, ())
        return len(run) if tuple(token.text for token in tokens[at : at + len(run)]) == run else 0

    def moves(self, outcome: str | None) -> bool:
        """Test whether an outcome is one of displacement, which counts families too."""
        return self.words.kinds.get(outcome or "") == "displacement"

    def written(self, token: Token) -> str:
        """Return a token as it stands in the source."""
        return self.text.original[slice(*self.text.span(token.start, token.end))]

    def _is_lost(self, tokens: Sequence[Token], at: int) -> bool:
        """Test whether people are lost: "two journalists were lost in a strike", "the camp lost 19 of its people"."""
        reach = range(at + 1, min(len(tokens), at + _REACH_OF_A_LOSS))
        ahead = (phrase_at(tokens, here, self.words, self.text) for here in reach)
        lost = next((phrase for phrase in ahead if phrase is not None and phrase.value is not None), None)
        if lost is None or lost.owned:
            return False
        among = [noun_at(tokens, here) for here in (lost.end - 1, lost.end, lost.end + 1)]
        armed = "fighters" in lost.population and lost.start > at + 1  # "the group lost 17 fighters"
        if lost.by in {"digits", "words"} and (armed or any(noun is not None and noun.owned for noun in among)):
            return True
        after = lost.end + (word_at(tokens, lost.end) == "في")
        follows = word_at(tokens, after)
        wounded = follows.startswith("و") and self.told(tokens, after) == INJURED
        attacked = self.words.bare(follows, self.words.attacks, ("", "ب")) is not None
        return lost.start == at + 1 and lost.has_noun and (wounded or attacked)
