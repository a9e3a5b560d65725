"""Read what a number counts: the noun behind it, the people it means and the words that belong to it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from sijill.claims.english.people._nouns import is_person, is_plural, is_thing
from sijill.claims.english.people._words import ADJECTIVE, NOUNS, PARTICIPLES, POPULATION, TERMS, THINGS
from sijill.language import NumberPhrase, small_words
from sijill.language.english import PartyMention
from sijill.language.english.numbers import COUNT_WORDS, VAGUE, postposed
from sijill.language.page import Token, norm_at

_STOP = small_words("people", "stop")
_COUNTING = {*COUNT_WORDS, *VAGUE, *TERMS["pointing"], "a", "an"}
_HURT = ("wounded", "injured")
_FIRST_WORDS = frozenset(words[0] for words in NOUNS)
_MODIFIER_LIMIT = 7
_NATIONS = ("s", "an", "ian", "ese", "ish")


@dataclass(frozen=True, slots=True)
class CountedPeople:
    """
    A number with what it counts: ``sort`` is people, outcome, party, bare, things or other.

    ``open`` marks people whose noun no list of people holds: they count where somebody is killed or taken.
    """

    number: NumberPhrase
    start: int
    end: int
    sort: str
    noun: str
    population: tuple[str, ...] = ()
    outcome: tuple[str, str] | None = None
    attribute: tuple[str, str] | None = None
    parties: tuple[str, ...] = ()
    pointing: bool = False
    open: bool = False


def counted_people(
    run: Sequence[Token], number: NumberPhrase, parties: Mapping[int, PartyMention], verbs: Container[int] = ()
) -> CountedPeople:
    """
    Return what a number counts.

    ``parties`` are the mentions by each token they cover, ``verbs`` the tokens at which a verb begins.
    """
    return _Group(run, number, parties, verbs).read()


class _Group:
    """The noun group behind a number, read from the left to its head."""

    def __init__(
        self, run: Sequence[Token], number: NumberPhrase, parties: Mapping[int, PartyMention], verbs: Container[int]
    ) -> None:
        self._run, self._number, self._verbs, self._parties = run, number, verbs, parties
        self._groups: list[str] = []
        self._named: list[str] = []
        self._attribute: tuple[str, str] | None = None
        self._outcome: tuple[str, str] | None = None
        self._end, self._noun, self._sort, self._open = number.end, "", "bare", False

    def read(self) -> CountedPeople:
        """Read the words behind the number and return what it counts."""
        number, place = self._number, self._number.end
        if self._norm(place) == "of":
            words = [self._norm(place + k) for k in (1, 2, 3)]
            beside = words[0] in ("these", "those") and words[2] in POPULATION
            if words[0] in TERMS["whom"] and words[1] not in POPULATION and not beside:
                return CountedPeople(number, number.start, place + 2, "bare", "", pointing=True)
            place += 2 if words[0] in TERMS["pointing"] else 1
            place += place < len(self._run) and self._run[place].kind == "number"  # "15 of the 40 haulers"
        last = place + _MODIFIER_LIMIT
        while place < min(last, len(self._run)) and (after := self._step(place)) is not None:
            place = after
        if self._sort == "other":
            self._sort, self._open = self._other()
        if self._sort == "bare":
            self._noun, self._end, self._groups = "", number.end, []
        elif self._sort == "party" and self._named and not self._groups:
            self._groups = ["fighters"]
        number, end = postposed(self._run, number, self._end)
        groups, named = tuple(dict.fromkeys(self._groups)), tuple(dict.fromkeys(self._named))
        found = (self._sort, self._noun, groups, self._outcome, self._attribute, named)
        return CountedPeople(number, number.start, end, *found, open=self._open)

    def _norm(self, place: int) -> str:
        return norm_at(self._run, place)

    def _other(self) -> tuple[str, bool]:
        """Return the sort of a group without a noun for people, and whether it is open: "one porter", "16 aboard"."""
        if self._number.value == 1 and self._norm(self._number.end) != "of":
            return ("people", True) if is_person(self._noun) else ("other", False)
        return ("other" if is_thing(self._noun) or is_plural(self._noun) else "bare"), False

    def _step(self, place: int) -> int | None:
        """Take in the word at a place; return where to go on, None where the group ends."""
        token, word = self._run[place], self._run[place].norm
        size = _outcome_size(self._run, place)
        if size and (word != "lives" or not self._groups):
            return self._take_outcome(place, size)
        if self._ends_before(place):
            return None
        if word in ("more", "others") and place == self._number.end and not self._goes_on(place + 1):
            return self._take_head(place, "people")
        if word in POPULATION:
            return self._take_people(place, POPULATION[word])
        dash, named = token.is_dash and not token.spaced, place in self._parties  # "34 IS militants"
        if word not in PARTICIPLES:
            if (token.kind != "word" and not dash) or (word in _STOP and not named):
                return None
            heads = not self._is_modifier(place)
            if heads and word in THINGS:
                return self._take_head(place, "things")
            if heads and is_plural(word) and not named:
                self._open = not is_thing(word)
                return self._take_people(place, "any") if self._open else self._take_head(place, "other")
        elif (attribute := PARTICIPLES[word]) is not None:
            self._attribute = attribute
            self._groups += ["wounded"] if word in _HURT else []
        self._take_modifier(place)
        return place + 1

    def _take_head(self, place: int, sort: str) -> int | None:
        self._noun, self._end, self._sort = self._run[place].norm, place + 1, sort
        return None

    def _take_outcome(self, place: int, size: int) -> int | None:
        """Take in a noun that counts an outcome itself; "bodies of" goes on to whose they are."""
        words = tuple(t.norm for t in self._run[place : place + size])
        whose = words[0] in ("bodies", "corpses") and self._norm(place + size) == "of"
        self._outcome, self._sort, self._end, self._noun = NOUNS[words], "outcome", place + size, " ".join(words)
        if not whose and POPULATION.get(words[0], "any") != "any":
            self._groups.append(POPULATION[words[0]])
        return place + size + 1 if whose else None

    def _ends_before(self, place: int) -> bool:
        """Test whether a verb or a participle begins here that says what the counted did."""
        word, next_stops = self._norm(place), self._norm(place + 1) in _STOP
        if word.endswith("ed") or word in TERMS["past"] or word in PARTICIPLES:
            return not (self._heads(place + 1) or (self._heads(place + 2) and not next_stops))
        named = place == self._number.end and is_plural(word)  # "212 names": the verb would be "name"
        return place in self._verbs and word not in POPULATION and not named

    def _heads(self, place: int) -> bool:
        """Test whether a noun for people stands at a place."""
        word = self._norm(place)
        return word in POPULATION or (is_plural(word) and word not in _STOP and not is_thing(word))

    def _goes_on(self, place: int) -> bool:
        """Test whether "more" or "others" stands before a noun."""
        word = self._norm(place)
        noun = place < len(self._run) and self._run[place].kind == "word" and word not in _STOP
        return word in POPULATION or (noun and not word.endswith(("ed", "ly")))

    def _is_modifier(self, place: int) -> bool:
        """Test whether a noun only stands before the head: "sports teachers", "bus conductors"."""
        word = self._norm(place + 1)
        return place + 1 not in self._verbs and (word in POPULATION or (is_person(word) and is_plural(word)))

    def _take_people(self, place: int, group: str) -> int | None:
        """Take in the noun for people, with "of ISIS", "of one family", "and militiamen" behind it."""
        mention, follow = self._parties.get(place), self._norm(place + 1)
        self._groups += [group] if group != "any" and not (group == "families" and follow in POPULATION) else []
        self._named += [mention.slug] if mention is not None else []
        self._take_head(place, "outcome" if self._outcome else "people")
        if follow in ("'", "’") and _outcome_size(self._run, place + 2):
            return place + 2
        if follow in POPULATION or (follow not in ("dead", *_HURT) and _outcome_size(self._run, place + 1)):
            return place + 1
        if follow in ("of", "from"):
            tail = self._parties.get(place + (3 if self._norm(place + 2) in ("the", "its") else 2))
            if tail is not None and not tail.owner:
                self._end = tail.end
                self._named.append(tail.slug)
        self._take_second()
        return None

    def _take_second(self) -> None:
        """Take in a second noun that shares the number: "63 soldiers and militiamen"."""
        low = self._end
        while self._norm(low) == "," and (group := POPULATION.get(self._norm(low + 1))) and not self._goes_on(low + 2):
            self._groups += [group] if group != "any" else []
            low += 2  # "75,000 men, women and children"
        low += self._norm(low) == "," and self._norm(low + 1) == "and" and low > self._end
        if self._norm(low) not in ("and", "or"):
            return
        for place in range(low + 1, min(low + 5, len(self._run))):
            word = self._norm(place)
            if self._run[place].kind != "word" or word in _STOP or word in _COUNTING or word.endswith("ing"):
                return
            if word in POPULATION or (is_plural(word) and is_person(word)):
                self._end = place + 1
                self._groups += [g for g in (POPULATION.get(word, "any"),) if g != "any"]
                self._named += [m.slug for p, m in self._parties.items() if p == m.start and low < p < self._end]
                return

    def _take_modifier(self, place: int) -> None:
        token, mention = self._run[place], self._parties.get(place)
        self._groups += [ADJECTIVE[token.norm]] if token.norm in ADJECTIVE else []
        self._named += [mention.slug] if mention is not None and mention.start == place and not mention.owner else []
        if token.kind == "word":
            people = token.capital and token.norm.endswith(_NATIONS) and not self._run[self._number.core].capital
            self._take_head(place, "party" if mention is not None or people else "other")


def _outcome_size(run: Sequence[Token], place: int) -> int:
    """Return how many tokens a noun for an outcome takes here, 0 when there is none."""
    word, after = norm_at(run, place), norm_at(run, place + 1)
    if word not in _FIRST_WORDS:
        return 0
    alone = word not in TERMS["captives"] and not (word in ("dead", *_HURT) and after in POPULATION)
    words = tuple(t.norm for t in run[place : place + 4])
    return next((k for k in (4, 3, 2, 1) if (k > 1 or alone) and len(words) >= k and words[:k] in NOUNS), 0)
