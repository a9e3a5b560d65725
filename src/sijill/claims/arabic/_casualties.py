"""Who was killed and wounded, how many, sentence by sentence: the grammar of Arabic casualty reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sijill.claims.arabic._counted import Phrase, name_at, noun_at, phrase_at
from sijill.claims.arabic._named import age_after, names_at
from sijill.claims.arabic._tolls import BOTH, INJURED, KILLED, both_follows, toll_at
from sijill.language.arabic import TRIGGER_LEADS, ArabicWords, Normalised, Token, look

_REACH_OF_A_VERB = 12
_REACH_OF_A_NOUN = 6
_REACH_OF_LIFE = 24  # "lost ... their lives"
_ARE_THESE = frozenset({"هم", "وهم"})
_PERSONS = frozenset({"one", "name"})
_WHO_IS = frozenset({"وهو", "وهي"})
_VICTIMS = frozenset({"ضحايا", "ضحيه"})
_QUOTES = frozenset('"“”«»')
_SKIPPED = frozenset('"“”«»#')
_DUAL_VERB = re.compile("[^و]ا$")
_TURNED_BY = {"قضي": {"علي", "ب"}, "قتل": set(), "قضت": {"علي", "ب"}, "قضوا": {"علي"}}


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
class ArabicCasualties:
    """Reads the sentences of one text; groups are numbered through it."""

    text: Normalised
    words: ArabicWords
    groups: int = 0
    found: list[CasualtyCount] = field(default_factory=list)

    def read(self, tokens: Sequence[Token]) -> list[CasualtyCount]:
        """Return the counts of one sentence in order."""
        self.found = []
        at = 0
        while at < len(tokens):
            at = self._step(tokens, at)
        return self.found

    def _step(self, tokens: Sequence[Token], at: int) -> int:
        if not look(tokens[at].text).begins:
            return at + 1
        after = (
            self._toll(tokens, at)
            or self._of_both(tokens, at)
            or self._who_they_are(tokens, at)
            or self._happening(tokens, at)
            or self._count_first(tokens, at)
        )
        return after or at + 1

    def _toll(self, tokens: Sequence[Token], at: int) -> int | None:
        """Take "the toll rose to five", "martyrs: 6", "the bodies of five civilians"."""
        toll = toll_at(tokens, at, self.words, self.text)
        if toll is None:
            return None
        group = self.new_group()
        rose = toll.rule == "toll_rose"
        self._take(toll.outcome, toll.phrase, tokens, toll.phrase.start, group, toll=rose, rule=toll.rule)
        return self._more(tokens, toll.phrase, toll.outcome, group)

    def _of_both(self, tokens: Sequence[Token], at: int) -> int | None:
        """Take "which led to their death (of both)" and "who were killed (both)": two people named or meant before."""
        word = tokens[at].text
        outcome = KILLED if self.words.bare(word, self.words.both_of_them, TRIGGER_LEADS) is not None else None
        verb = self.words.bare(word, self.words.subject) if outcome is None and _DUAL_VERB.search(word) else None
        if verb is not None and "ً" not in self._written(tokens[at]):  # قتلاً is "by killing" and no verb
            outcome = self.words.subject[verb]
        if outcome is None:
            return None
        self._take(outcome, Phrase(at, at + 1, 2, "dual"), tokens, at, self.new_group(), rule="of_both")
        return at + 1

    def _who_they_are(self, tokens: Sequence[Token], at: int) -> int | None:
        """Take "the martyrs are A, B and C": the dead named in the running sentence."""
        if self.words.bare(tokens[at].text, self.words.rolls, ("",)) is None:
            return None
        for here in range(at + 1, min(at + 4, len(tokens) - 1)):
            if tokens[here].text in _ARE_THESE:
                named = names_at(tokens, here, self.words, self.text)
                if named is not None:
                    self._take(KILLED, named, tokens, at, self.new_group(), rule="counted_roll")
                    return named.end
        return None

    def _written(self, token: Token) -> str:
        return self.text.original[slice(*self.text.span(token.start, token.end))]

    # --- the killing of five; five were killed ---------------------------------------------------------------
    def _happening(self, tokens: Sequence[Token], at: int) -> int | None:
        outcome = self._trigger(tokens, at)
        if outcome is None:
            return None
        is_verb = look(tokens[at].text).verb is not None
        start = at + (self._saying(tokens, at) or 1)
        twin = self._trigger(tokens, start) or (
            self._trigger(tokens, start + 1) if _is(tokens, start, "و", "او") else None
        )
        if (
            twin is not None
            and twin != outcome
            and (_is(tokens, start, "و", "او") or tokens[start].text.startswith("و"))
        ):
            outcome, start = BOTH, start + (2 if _is(tokens, start, "و", "او") else 1)
        reach = _REACH_OF_A_VERB if is_verb else _REACH_OF_A_NOUN
        near = True
        for here in range(start, min(len(tokens), start + reach)):
            token = tokens[here]
            if here > start and self._trigger(tokens, here):
                return here
            if token.kind == "comma" and not is_verb:
                return here
            if here <= start + 3 and (near or token.text == "كل") and outcome == KILLED:
                named = names_at(tokens, here, self.words, self.text)
                if named is not None:
                    self._take(outcome, named, tokens, at, self.new_group(), rule="counted_names")
                    return named.end
            phrase = phrase_at(tokens, here, self.words, self.text, as_object=is_verb)
            if is_verb and here == start and phrase is not None and token.text == "قوات":
                continue  # "the forces of so-and-so killed ...": those killed stand further on
            if phrase is not None and phrase.value is None and phrase.outcome not in {None, outcome} and here > start:
                return here  # "... while the wounded, six people, were treated": those counted next are not the dead
            if phrase is None and here == start and outcome == KILLED and not is_verb:
                phrase = name_at(tokens, here, self.words)
            if phrase is not None and phrase.by == "digits" and phrase.value == 1 and not phrase.has_noun:
                phrase = phrase if self._trigger(tokens, phrase.end) else None  # "one killed and four wounded"
            if phrase is not None and self._may_follow(phrase, near=near, gap=here - start):
                own = BOTH if both_follows(tokens, phrase.end, self.words) else phrase.outcome
                group = self.new_group()
                self._take(own or outcome, phrase, tokens, at, group, rule="happening")
                return self._more(tokens, phrase, outcome, group)
            if look(token.text).part and here > start:
                return here
            if token.text in _WHO_IS:
                return here  # "and he is one of the sons of ...": no one else is counted
            near = near and (
                token.text in _SKIPPED
                or (
                    token.kind == "word" and self.words.bare(token.text, self.words.between, ("", "و", "ب")) is not None
                )
            )
        return start

    def _may_follow(self, phrase: Phrase, *, near: bool, gap: int) -> bool:
        if phrase.value is None:
            return near
        if phrase.by in {"digits", "words"}:
            return phrase.has_noun or near
        return near if phrase.by in {"one", "name"} else near or gap <= 5

    # --- five martyrs; five civilians were killed; five between killed and wounded -------------------------------
    def _count_first(self, tokens: Sequence[Token], at: int) -> int | None:
        phrase = phrase_at(tokens, at, self.words, self.text)
        if phrase is None:
            return None
        if both_follows(tokens, phrase.end, self.words) or (phrase.outcome and both_follows(tokens, at, self.words)):
            if phrase.value is not None and phrase.by in {"digits", "words"}:
                self._take(BOTH, phrase, tokens, at, self.new_group(), rule="between_killed_and_wounded")
            return phrase.end + 3
        if phrase.outcome is not None and phrase.value is not None and self._tells(tokens, phrase):
            group = self.new_group()
            self._take(phrase.outcome, phrase, tokens, at, group, rule="counted_dead")
            if phrase.by == "dual" and phrase.definite:
                return phrase.end  # "the two martyrs A and his son": those who follow are the two
            return self._more(tokens, phrase, phrase.outcome, group)
        if phrase.value is not None and not phrase.definite and phrase.has_noun and phrase.outcome is None:
            if tokens[phrase.end - 1].text in _VICTIMS and phrase.end - 1 > at + 1:
                self._take(KILLED, phrase, tokens, at, self.new_group(), rule="subject_first")
                return phrase.end  # "ten civilians victims of ..."
            if tokens[phrase.end - 1].text in _VICTIMS and self._tells(tokens, replace(phrase, by="one")):
                group = self.new_group()
                self._take(KILLED, phrase, tokens, at, group, rule="counted_dead")
                return self._more(tokens, phrase, KILLED, group)
            return self._subject_first(tokens, phrase)
        return None

    def _subject_first(self, tokens: Sequence[Token], phrase: Phrase) -> int | None:
        """Take "four civilians (among them two children) were killed": the verb comes after those it speaks of."""
        reach, part = phrase.end + 4, False
        for here in range(phrase.end, len(tokens)):
            token = tokens[here]
            if not part and look(token.text).part:
                part, reach = True, here + 10
            if here >= reach or token.kind not in {"word", "number"}:
                return None
            verb = self.words.bare(token.text, self.words.subject, ("",))
            if verb is not None and (here == phrase.end or (verb.endswith("ا") and phrase.by != "one")):
                group = self.new_group()
                self._take(self.words.subject[verb], phrase, tokens, phrase.start, group, rule="subject_first")
                if part:
                    self._more(tokens, phrase, self.words.subject[verb], group)
                return here + 1
        return None

    def _tells(self, tokens: Sequence[Token], phrase: Phrase) -> bool:
        """Test whether a word for the dead stands for a count: "a martyr and wounded", not "the martyr X"."""
        if phrase.by != "one":
            return not phrase.definite or phrase.by in {"digits", "dual"}
        if phrase.definite or phrase.owned:
            return False
        joined = phrase.end < len(tokens) and tokens[phrase.end].text.startswith("و")
        nouns = [noun_at(tokens, here) for here in range(phrase.end, phrase.end + 4)] if joined else []
        before = phrase.start - 1 - _is(tokens, phrase.start - 1, "علي")  # "finding (on) the body of"
        brought = before >= 0 and self.words.bare(tokens[before].text, self.words.brought, TRIGGER_LEADS) is not None
        return brought or any(noun is not None and noun.outcome == INJURED for noun in nouns)

    # --- what is counted in the same breath -------------------------------------------------------------------
    def _more(self, tokens: Sequence[Token], phrase: Phrase, outcome: str, group: int) -> int:
        """Take the members that follow: "and two children", "among them a woman"; return where they end."""
        at, last, part, names, added = phrase.end, phrase, False, 0, False
        while at < len(tokens):
            token = tokens[at]
            if look(token.text).part:
                part, at, names = True, at + 1, 0
                continue
            if token.text == "(" and (after := age_after(tokens, at + 1, self.words)):
                at = after
                continue
            opens = token.text in {"(", ":"} or (at == phrase.end and token.text in _QUOTES)
            if opens and phrase.value != 1:  # three civilians (a man, his wife and their son)
                part, at = True, at + 1
                continue
            if part and token.text in _QUOTES:
                part, at = False, at + 1
                continue
            if token.text in _SKIPPED and not (token.text == "#" and names > 6):
                at += 1
                continue
            if token.kind == "comma" or token.text in {"و", "(", ")", "-", ":"}:
                part = part and token.text != ")"
                at += 1
                if token.kind == "comma":
                    names = max(names, 1)
                continue
            if self._trigger(tokens, at):
                return at
            if both_follows(tokens, at, self.words):
                return at
            if look(token.text).toll:
                return at
            member = phrase_at(tokens, at, self.words, self.text, as_object=token.text.startswith("و"))
            joined = token.text.startswith("و") or _is(tokens, at - 1, "و", "،", ",") or added
            if self.words.bare(token.text, self.words.added):
                added, at = True, at + 1
                continue
            if added and token.text in {"الي", "ل", "من"}:
                at += 1
                continue
            if member is not None and (joined or (part and names <= 2)) and self._joins(tokens, member, part):
                own = member.outcome or outcome
                self._take(
                    own,
                    member,
                    tokens,
                    member.start,
                    group if own == outcome else self.new_group(),
                    part=part,
                    rule="and_also",
                )
                at, last, names, added = member.end, member, 0, False
                continue
            if (token.text.removeprefix("و") in {"اخر", "اخري"} and joined) and not part:
                single = Phrase(at, at + 1, 1, "one")
                if (self._trigger(tokens, at + 1) or outcome) != outcome:
                    return at + 1  # "and another was wounded"
                self._take(outcome, single, tokens, at, group, rule="and_another")
                at += 1
                continue
            if joined and not part and last.by in _PERSONS and last.value == 1 and self._is_given(tokens, at):
                last = Phrase(at, at + 1, 1, "name", has_noun=False)
                self._take(outcome, last, tokens, at, group, rule="and_named")
                at, names = at + 1, 0
                continue
            names += 1
            if names > (7 if last.by in _PERSONS else 3) or token.kind not in {"word", "latin"}:
                return at
            at += 1
        return at

    def _is_given(self, tokens: Sequence[Token], at: int) -> bool:
        """Test whether a given name stands at a token, "and" written on to it or before it."""
        word = tokens[at].text
        bare = word if word in self.words.waw_names else word.removeprefix("و")
        if bare == "علي":  # Ali, and not "on", which ends in another letter
            return not self._written(tokens[at]).endswith("ى")
        return bare in self.words.given or (bare == "ابو" and at + 1 < len(tokens))

    def _joins(self, tokens: Sequence[Token], member: Phrase, part: bool) -> bool:
        if member.value is None:
            return part
        if member.by in {"digits", "words"}:
            return member.has_noun or part
        return True

    # --- small parts -----------------------------------------------------------------------------------------------
    def _trigger(self, tokens: Sequence[Token], at: int) -> str | None:
        """Return the outcome that a verb or a noun of happening tells at a token."""
        if at >= len(tokens) or tokens[at].kind != "word":
            return None
        if self._saying(tokens, at):
            return KILLED
        seen = look(tokens[at].text)
        word = seen.verb
        if tokens[at].text == "ضحيه" and at and self.words.bare(tokens[at - 1].text, self.words.fell) is not None:
            return KILLED
        if word is not None:
            if word in self.words.needs_life and not self._is_of_life(tokens, at):
                return None
            if at + 1 < len(tokens) and tokens[at + 1].text in _TURNED_BY.get(word, ()):
                return None
            return self.words.verbs[word]
        word = seen.noun
        if word in self.words.needs_life and not self._is_of_life(tokens, at):
            return None
        return self.words.nouns[word] if word is not None else None

    def _is_of_life(self, tokens: Sequence[Token], at: int) -> bool:
        """Test whether "lost" or "met" tells of a death: life or death follows, or people lost to an attack."""
        if any(token.text in self.words.life for token in tokens[at + 1 : at + _REACH_OF_LIFE]):
            return True
        lost = phrase_at(tokens, at + 1, self.words, self.text)
        if lost is None or lost.value is None or lost.owned or not lost.has_noun:
            return False
        after = lost.end + _is(tokens, lost.end, "في")
        if after >= len(tokens):
            return False
        wounded = tokens[after].text.startswith("و") and self._trigger(tokens, after) == INJURED
        return wounded or self.words.bare(tokens[after].text, self.words.attacks, ("", "ب")) is not None

    def _saying(self, tokens: Sequence[Token], at: int) -> int:
        """Return how many tokens a run such as "in God's keeping" takes, nought when none begins here."""
        run = self.words.sayings.get(tokens[at].text)
        here = run is not None and tuple(token.text for token in tokens[at : at + len(run)]) == run
        return len(run) if run is not None and here else 0

    def new_group(self) -> int:
        """Return the number of a new group of people counted in one breath."""
        self.groups += 1
        return self.groups

    def _take(
        self,
        outcome: str,
        phrase: Phrase,
        tokens: Sequence[Token],
        first: int,
        group: int,
        *,
        part: bool = False,
        toll: bool = False,
        rule: str = "",
    ) -> None:
        self.found.append(CasualtyCount(outcome, phrase, tokens, first, group, part, toll, rule))


def _is(tokens: Sequence[Token], at: int, *forms: str) -> bool:
    return 0 <= at < len(tokens) and tokens[at].text in forms


def in_roll(tokens: Sequence[Token], phrase: Phrase, group: int) -> CasualtyCount:
    """Return the dead of a roll of names as one count."""
    return CasualtyCount(KILLED, phrase, tokens, 0, group, rule="counted_roll")


def counts(text: Normalised, sentences: Iterator[list[Token]], words: ArabicWords) -> Iterator[CasualtyCount]:
    """Yield every count of killed and wounded people in a text."""
    reader = ArabicCasualties(text, words)
    for sentence in sentences:
        yield from reader.read(sentence)
