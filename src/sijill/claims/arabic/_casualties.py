"""Who was killed, wounded, detained and displaced, how many, sentence by sentence: the grammar of Arabic reports."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.claims.arabic._counted import Phrase, noun_at, things_at
from sijill.claims.arabic._counting import (
    _LONGEST_GAP,
    _NUMBERED,
    _REACH_OF_A_HEADING,
    _REACH_OF_A_NOUN,
    _REACH_OF_A_VERB,
    CasualtyCount,
    CountingSentence,
)
from sijill.claims.arabic._members import SKIPPED, further_part
from sijill.claims.arabic._named import names_at
from sijill.claims.arabic._tolls import BOTH, HURT, INJURED, KILLED, toll_at
from sijill.language.arabic import TRIGGER_LEADS, CountedNoun, Token, look, word_at

_ARE_THESE = frozenset({"هم", "وهم"})
_WHO_IS = frozenset({"وهو", "وهي"})
_VICTIMS = frozenset({"ضحايا", "ضحيه"})
_HEADED = frozenset({"الضحايا", "ضحايا"})
_DUAL_VERB = re.compile("[^و]ا$")
_SHORT_DUALS = frozenset({"قتلا", "قضيا", "ماتا", "جرحا"})  # any other as short may be "by drowning" (غرقا)
_OF_ALL = frozenset({"بين", "اصل", "مجموع", "جمله"})
_REACH_OF_AN_OBJECT = 4
_REACH_OF_A_STATE = 4
_FEWEST_DISPLACED = 20  # fewer displaced people are those of some other happening


@dataclass(slots=True)
class ArabicCasualties(CountingSentence):
    """Reads the sentences of one text; groups are numbered through it."""

    def read(self, tokens: Sequence[Token]) -> list[CasualtyCount]:
        """Return the counts of one sentence in order."""
        self.found, self.tokens, at = [], tokens, 0
        if self.heading is not None and tokens[0].kind in {"sign", "number"}:  # the lines below "as follows:"
            at = self._items(0, self.heading)
        else:
            self.heading = None
        while at < len(tokens):
            at = (self._step(at) if look(tokens[at].text).begins else None) or at + 1
        return self.found

    def _step(self, at: int) -> int | None:
        """Take what begins at a token by the first reading that finds something; return where it ends."""
        return (
            self._toll(at)
            or self._of_both(at)
            or self._who_they_are(at)
            or self._happening(at)
            or self._listed(at)
            or self._things(at)
            or self._count_first(at)
        )

    # --- tolls, the two, the martyrs are A and B ----------------------------------------------------------------
    def _toll(self, at: int) -> int | None:
        """Take "the toll rose to five", "martyrs: 6", "the bodies of five civilians"."""
        toll = toll_at(self.tokens, at, self.words, self.text)
        return self._take(toll.outcome, toll.phrase, toll.rule) if toll is not None else None

    def _of_both(self, at: int) -> int | None:
        """Take "which led to their death (of both)" and "who were killed (both)": two people named or meant before."""
        token = self.tokens[at]
        outcome = KILLED if self.words.bare(token.text, self.words.both_of_them, TRIGGER_LEADS) is not None else None
        verb = self.words.bare(token.text, self.words.subject) if _DUAL_VERB.search(token.text) else None
        if verb is not None and (len(verb) > len("قتلا") or verb in _SHORT_DUALS):
            by_killing = "ً" in self.outcomes.written(token)  # قتلاً is no verb
            outcome = outcome or (None if by_killing else self.outcomes.told(self.tokens, at))
        return self._take(outcome, Phrase(at, at + 1, 2, "dual"), "of_both", alone=True) if outcome else None

    def _who_they_are(self, at: int) -> int | None:
        """Take "the martyrs are A, B and C": the dead named in the running sentence."""
        if self.tokens[at].text not in self.words.rolls:
            return None
        near = range(at + 1, min(at + 4, len(self.tokens) - 1))
        named = (names_at(self.tokens, here, self.words, self.text) for here in near if self._is(here, *_ARE_THESE))
        first = next((names for names in named if names is not None), None)
        return self._take(KILLED, first, "counted_roll", at, alone=True) if first is not None else None

    # --- the killing of five; five were killed ---------------------------------------------------------------
    def _happening(self, at: int) -> int | None:
        tokens, words = self.tokens, self.words
        outcome = self.outcomes.told(tokens, at)
        if outcome is None:
            return None
        is_verb = look(tokens[at].text).verb is not None
        start = at + (self.outcomes.saying(tokens, at) or 1)
        apart = self._is(start, "و", "او")
        if {outcome, self.outcomes.told(tokens, start + apart)} == HURT and word_at(tokens, start)[0] in "وا":
            outcome, start = BOTH, start + 1 + apart
        near, clear, doer = True, is_verb, None
        for here in range(start, min(len(tokens), start + (_REACH_OF_A_VERB if is_verb else _REACH_OF_A_NOUN))):
            token, first = tokens[here], here == start
            part = look(token.text).part
            if not first and part and doer is not None and near:
                return self._take(outcome, doer, "happening", at)
            if (not first and self.outcomes.told(tokens, here)) or (token.kind == "comma" and not is_verb):
                return here
            if here <= start + 3 and (near or token.text == "كل") and outcome == KILLED:
                named = names_at(tokens, here, words, self.text)
                if named is not None:
                    return self._take(outcome, named, "counted_names", at, alone=True)
            if first and (other := words.others.get(token.text.removeprefix("ال").removesuffix("ا"))):
                return self._take(outcome, Phrase(at, at + 1, other, "one"), "and_another", alone=True)
            phrase = self._phrase(here, as_object=is_verb, families=self.outcomes.moves(outcome))
            if is_verb and phrase is not None and phrase.value is None and self._is_doer(phrase, first):
                doer, near = doer or phrase, near and token.text != "قوات"
                continue  # "the forces of so-and-so killed ...": those killed stand further on
            numbered = phrase is not None and phrase.value is None and self._number_follows(phrase.end)
            if numbered:
                continue  # "two families, whose number is 13"
            if not first and phrase is not None and phrase.value is None and phrase.outcome not in {None, outcome}:
                return here  # "... while the wounded, six people, were treated": those counted next are not the dead
            phrase = phrase or self._victim(here, outcome, first=first, is_verb=is_verb, clear=clear)
            if phrase is not None and phrase.by == "digits" and phrase.value == 1 and not phrase.has_noun:
                phrase = phrase if self.outcomes.told(tokens, phrase.end) else None  # "one killed and four wounded"
            by_her = is_verb and tokens[at].text.endswith("ت")  # a blast killed (قتلت) the mayor; a man is رجلاً
            told = clear and here <= start + _REACH_OF_AN_OBJECT and (by_her or token.text.endswith("ا"))
            bare = phrase is not None and phrase.by in _NUMBERED and not phrase.definite and self._is_parted(phrase.end)
            bare = bare and clear and not first and not tokens[here - 1].text.startswith("من")
            told = (told or bare) and phrase is not None and not phrase.owned
            if phrase is not None and (told or near or _may_follow(phrase, here - start, clear=clear)):
                return self._take(self._own(phrase, outcome), phrase, "happening", at)
            if (part and not first) or token.text in _WHO_IS or token.text in "%٪":
                return here  # "and he is one of the sons of ...": no one else is counted
            clear = clear and token.text not in words.prepositions and token.kind == "word"
            beside = token.text in SKIPPED or (token.kind == "word" and look(token.text).beside)
            near = look(token.text).numbered or (near and beside)
        return start

    # --- how a total is made up: "as follows: 212 by so-and-so, 34 by ..." ----------------------------------------
    def _listed(self, at: int) -> int | None:
        """Take the numbers of a list whose heading says what became of those it counts, on its line or below."""
        said = self.tokens[max(0, at - _REACH_OF_A_HEADING) : at] if self._is(at, ":") else ()
        if not any(self.words.bare(token.text, self.words.listed) for token in said):
            return None
        nouns = [look(token.text).counted for token in reversed(said) if token.kind == "word"]
        victims = KILLED if any(token.text.removeprefix("و") in _HEADED for token in said) else None
        counted = (noun.outcome for noun in nouns if noun is not None and noun.outcome)
        happened = (told for here in range(len(said)) if (told := self.outcomes.told(said, here)))
        self.heading = victims or next(counted, None) or next(happened, None)
        return self._items(at + 1, self.heading) if self.heading else None

    def _items(self, at: int, outcome: str) -> int:
        """Take every number that begins an item: after the heading, a comma or "and"."""
        first, tokens = True, self.tokens
        while at < len(tokens):
            token = tokens[at]
            begins = first or (token.text.startswith("و") and tokens[at - 1].kind == "comma")
            first = token.kind in {"comma", "sign"} or token.text == "و"
            phrase = self._phrase(at, item=True) if begins and not first else None
            if phrase is None or phrase.value is None or phrase.definite:
                at += 1
                continue
            at = self._take(phrase.outcome or outcome, phrase, "listed", alone=True)
            while self._is(at, *SKIPPED):
                at += 1
            if at < len(tokens) and (look(tokens[at].text).part or tokens[at].text == "("):
                at = self._more(replace(phrase, end=at), outcome, self.groups)
        return at

    # --- what happened to things ------------------------------------------------------------------------------------
    def _things(self, at: int) -> int | None:
        """Take "the destruction of twelve houses and a school" and "two houses were destroyed"."""
        words, tokens = self.words, self.tokens
        told = words.bare(tokens[at].text, words.damage, TRIGGER_LEADS)
        if told is None:
            phrase = things_at(tokens, at, words)
            verb = words.bare(word_at(tokens, phrase.end), words.damage) if phrase and phrase.by != "one" else None
            return self._take(words.damage[verb], phrase, "things", alone=True) if phrase and verb else None
        if self.outcomes.is_unreal(tokens, at, told, is_verb=False):
            return None
        for here in range(at + 1, min(len(tokens), at + _REACH_OF_A_NOUN)):
            phrase, first = things_at(tokens, here, words), at
            if phrase is None and tokens[here].text in words.prepositions:
                return None
            if phrase is None or (phrase.by == "one" and here > at + 1):
                continue
            while phrase is not None:
                end, first = self._take(words.damage[told], phrase, "things", first, alone=True), phrase.end
                phrase = things_at(tokens, end + self._is(end, "و"), words) if word_at(tokens, end)[:1] == "و" else None
                first += self._is(end, "و")
            return end
        return None

    # --- five martyrs; five civilians were killed; five between killed and wounded -------------------------------
    def _count_first(self, at: int) -> int | None:
        phrase = self._phrase(at, families=True)
        if phrase is None:
            return None
        if self._is(at - 2, "من") and self._is(at - 1, *_OF_ALL) and phrase.outcome != KILLED:
            return phrase.end  # "of the 40 wounded"
        if self._both(phrase.end) or (phrase.outcome and self._both(at)):
            counted = phrase.value is not None and phrase.by in _NUMBERED
            return (self._take(BOTH, phrase, "between_killed_and_wounded", alone=True) if counted else phrase.end) + 3
        if phrase.outcome is not None and phrase.value is not None and self._tells(phrase):
            # "the two martyrs A and his son": those who follow are the two
            return self._take(phrase.outcome, phrase, "counted_dead", alone=phrase.by == "dual" and phrase.definite)
        if phrase.value is None or phrase.outcome is not None:
            among = phrase.end < len(self.tokens) and look(self.tokens[phrase.end].text).part
            told = (
                phrase.outcome if phrase.value is None and among else None
            )  # "wounded people, among them two children"
            return self._take(told, phrase, "counted_dead") if told else None
        state = self._state(phrase) if phrase.has_noun and not phrase.definite else None
        if state is not None and state.outcome in HURT:
            return self._take(state.outcome, phrase, "found_so")  # "five farmers were found killed"
        victims = any(self._is(here, *_VICTIMS) for here in range(at, phrase.end))
        if phrase.has_noun and not phrase.definite and victims:
            if self._is(phrase.end - 1, *_VICTIMS) and phrase.end - 1 > at + 1:  # "ten civilians victims of ..."
                return self._take(KILLED, phrase, "subject_first", alone=True)
            if phrase.by in _NUMBERED or self._tells(phrase):
                return self._take(KILLED, phrase, "counted_dead")
        return self._subject_first(phrase) or self._displaced(phrase)

    def _state(self, phrase: Phrase) -> CountedNoun | None:
        """Return the word for those found or fallen so: "found killed", "the falling of six of the firemen, killed"."""
        fell = self.words.bare(word_at(self.tokens, phrase.start - 1), self.words.fell) if phrase.start else None
        for here in range(phrase.end, phrase.end + _REACH_OF_A_STATE):
            fell = fell or (
                self.words.bare(word_at(self.tokens, here - 1), self.words.fell) if here > phrase.end else None
            )
            noun = noun_at(self.tokens, here)
            if noun is not None and (here == phrase.end or (fell and noun.outcome and not noun.definite)):
                return None if self.tokens[here].text.startswith("و") else noun
        return None

    def _displaced(self, phrase: Phrase) -> int | None:
        """Take "some 460 families of the displaced" and "millions of displaced people"."""
        numbered = phrase.by in _NUMBERED and (phrase.value or 0) >= _FEWEST_DISPLACED and phrase.has_noun
        after = {token.text for token in self.tokens[phrase.end : phrase.end + 2]}
        said = "displaced" in phrase.population or not self.words.moved.isdisjoint(after)
        hurt = any(one.outcome in HURT for one in self.found)
        return self._take("displaced", phrase, "displaced", alone=True) if numbered and said and not hurt else None

    def _subject_first(self, phrase: Phrase) -> int | None:
        """Take "four civilians (among them two children) were killed": the verb comes after those it speaks of."""
        tokens, words = self.tokens, self.words
        known, family = phrase.has_noun, "families" in phrase.population
        before = tokens[phrase.start - 1] if phrase.start else None
        bare = phrase.open or before is None or before.kind != "word" or before.text == "و"
        group = noun_at(tokens, phrase.start)
        of_family = group is not None and group.population == "families"  # "a family of five was killed"
        if phrase.definite or not (known or bare):
            return None
        reach, part = phrase.end + 4, False
        for here in range(phrase.end, len(tokens)):
            token = tokens[here]
            if not part and look(token.text).part:
                part, reach = True, here + 10
            aside = token.kind == "comma" and (part or (here + 1 < len(tokens) and look(tokens[here + 1].text).part))
            if here >= reach or (token.kind not in {"word", "number"} and not aside):
                return None
            verb = words.bare(token.text, words.subject, ("",)) or ""
            many, alone = verb.endswith(("ا", "ن")), phrase.value == 1 or family or of_family or phrase.vague
            if not verb or not ((here == phrase.end and known and (alone or many)) or (many and phrase.by != "one")):
                continue
            outcome, object_ = self.outcomes.told(tokens, here), self._phrase(here + 1, as_object=True)
            kills = object_ is not None and bool(object_.value) and not tokens[here + 1].text.startswith("و")
            if outcome is None or kills or (family and not self.outcomes.moves(outcome)):
                return None  # "ten gunmen killed three": the ten are the doers
            self._take(outcome, phrase, "subject_first", alone=True)
            after = phrase.end if part else further_part(tokens, here + 1, self.outcomes)
            end = self._more(replace(phrase, end=after), outcome, self.groups) if after else 0
            return max(here + 1, end)
        return None

    def _tells(self, phrase: Phrase) -> bool:
        """Test whether a word for the dead stands for a count: "a martyr and wounded", not "the martyr X"."""
        if phrase.by != "one" or phrase.definite or phrase.owned:
            return phrase.by != "one" and (not phrase.definite or phrase.vague or phrase.by in {"digits", "dual"})
        before = phrase.start - 1 - self._is(phrase.start - 1, "علي")  # "finding (on) the body of"
        brought = before >= 0 and self.words.bare(self.tokens[before].text, self.words.brought, TRIGGER_LEADS)
        joined = word_at(self.tokens, phrase.end).startswith("و")
        nouns = [noun_at(self.tokens, here) for here in range(phrase.end, phrase.end + 4)] if joined else []
        return bool(brought) or any(noun is not None and noun.outcome == INJURED for noun in nouns)


def _may_follow(phrase: Phrase, gap: int, *, clear: bool) -> bool:
    """Test whether a count further on is of those it happened to."""
    if phrase.value is None or phrase.by in {"one", "name"}:
        return False
    return phrase.has_noun or (phrase.open and clear) if phrase.by in _NUMBERED else gap <= _LONGEST_GAP


def in_roll(tokens: Sequence[Token], phrase: Phrase, group: int) -> CasualtyCount:
    """Return the dead of a roll of names as one count."""
    return CasualtyCount(KILLED, phrase, tokens, 0, group, rule="counted_roll")
