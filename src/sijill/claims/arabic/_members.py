"""What is counted in the same breath: "and two children", "among them a woman", "(a man, his wife and their son)"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.claims.arabic._counted import Phrase, phrase_at, victim_at
from sijill.claims.arabic._named import age_after
from sijill.claims.arabic._outcomes import Outcomes
from sijill.claims.arabic._tolls import HURT, both_follows
from sijill.language.arabic import Token, look, word_at

QUOTES = frozenset('"“”«»')
SKIPPED = QUOTES | {"#"}
_PERSONS = frozenset({"one", "name"})
_NUMBERED = frozenset({"digits", "words"})
_WORDS_OF_A_NAME, _LONGEST_SIDE, _SHORT_RUN = 7, 6, 3  # words between two members
_REACH_OF_A_PART = 14
_TEN = 10
_APART = frozenset({"في", "علي", "جراء", "نتيجه"})
_ANOTHER = (frozenset({"اخر"}), frozenset({"اخر", "اخري"}))  # "and others" of planes is no woman


@dataclass(frozen=True, slots=True)
class Member:
    """A count that goes on with one before it; ``part`` is one of those already counted."""

    phrase: Phrase
    outcome: str
    part: bool
    rule: str


def members(tokens: Sequence[Token], whole: Phrase, outcome: str, outcomes: Outcomes) -> tuple[list[Member], int]:
    """Return the members that follow a count, and where they end."""
    words, text = outcomes.words, outcomes.text
    found: list[Member] = []
    at, last, part, names, added = whole.end, whole, False, 0, False
    while at < len(tokens):
        token, word = tokens[at], tokens[at].text
        bracketed = phrase_at(tokens, at, words, text) if word == "(" else None
        opening = bracketed is not None and bracketed.has_noun  # (13) children
        with_and, before = word.startswith("و"), word_at(tokens, at - 1)
        if look(word).part:
            part, at, names = True, at + 1, 0
        elif word == "(" and not opening and (after := age_after(tokens, at + 1, words)):
            at = after
        elif whole.value != 1 and ((word in {"(", ":"} and not opening) or (at == whole.end and word in QUOTES)):
            part, at = True, at + 1  # three civilians (a man, his wife and their son)
        elif word in SKIPPED and not (word == "#" and names > _LONGEST_SIDE):
            part, at = part and word not in QUOTES, at + 1
        elif token.kind == "comma" or (word in {"و", "(", ")", "-", ":"} and not opening):
            part, at = part and word != ")", at + 1
            names = max(names, token.kind == "comma")
        elif outcomes.told(tokens, at) or both_follows(tokens, at, words) or look(word).toll:
            return found, at
        elif words.bare(word, words.added) or (added and word in {"الي", "ل", "من"}):
            added, at = True, at + 1
        else:
            listed = part and before in {":", "-"}
            member = phrase_at(tokens, at, words, text, as_object=with_and, item=listed)
            joined = with_and or before in {"و", "،", ","} or added
            placed = member is not None and _is_parallel(tokens, last.end, member.end - member.open, outcomes)
            if member is not None and placed and member.open:
                member = replace(member, end=member.end - 1, open=False)
            if member is None and with_and and at == last.end and last.value is not None and outcome in HURT:
                member = victim_at(tokens, at, words, joined=True)
            if member is not None and joined and member.by in _NUMBERED and _is_part(tokens, member.end):
                found.append(Member(member, member.outcome or outcome, True, "and_also"))  # "five of them children"
                at, last, part, names = member.end + 1, member, True, 0
            elif member is not None and member.definite and word_at(tokens, member.end).isdigit():
                return found, at  # "and the wounded 60"
            elif member is not None and with_and and _is_other_sex(tokens, last, member):
                at = member.end
            elif (
                member is not None
                and (joined or (part and names < _SHORT_RUN))
                and _joins(member, names, part=part, placed=placed)
            ):
                found.append(Member(member, member.outcome or outcome, part, "and_also"))
                at, last, names, added = member.end, member, 0, False
            elif (
                joined and not part and names <= _SHORT_RUN and word.removeprefix("و") in _ANOTHER[last.by in _PERSONS]
            ):
                if (outcomes.told(tokens, at + 1) or outcome) != outcome:
                    return found, at + 1  # "and another was wounded"
                found.append(Member(Phrase(at, at + 1, 1, "one"), outcome, False, "and_another"))
                at += 1
            elif joined and not part and last.by in _PERSONS and last.value == 1 and _is_given(tokens, at, outcomes):
                last = Phrase(at, at + 1, 1, "name", has_noun=False)
                found.append(Member(last, outcome, False, "and_named"))
                at, names = at + 1, 0
            else:
                names += 1
                ends = names > (_WORDS_OF_A_NAME if last.by in _PERSONS else _LONGEST_SIDE)
                ends = ends or token.kind not in {"word", "latin"}
                further = further_part(tokens, at, outcomes) if ends and not part else None
                if ends and further is None:
                    return found, at
                at = further or at + 1
    return found, at


def further_part(tokens: Sequence[Token], at: int, outcomes: Outcomes) -> int | None:
    """Return where "among them" stands further on: "killed by so-and-so in such a place, among them"."""
    for here in range(at, min(len(tokens), at + _REACH_OF_A_PART)):
        word = tokens[here].text
        if outcomes.words.bare(word, outcomes.words.among) is not None:
            return here
        if tokens[here].kind == "number" or look(word).toll or outcomes.told(tokens, here):
            return None
    return None


def _is_parallel(tokens: Sequence[Token], one: int, other: int, outcomes: Outcomes) -> bool:
    """Test whether two counts are told apart alike: "five in X and three in Y", "five by fire of X and three by"."""
    before, after = word_at(tokens, one), word_at(tokens, other)
    if before == after and after in _APART:
        return word_at(tokens, other + 1) not in outcomes.words.cases
    return before[:1] == after[:1] == "ب" and min(len(before), len(after)) > len("بين")


def _is_part(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and look(tokens[at].text).part


def _is_given(tokens: Sequence[Token], at: int, outcomes: Outcomes) -> bool:
    """Test whether a given name stands at a token, "and" written on to it or before it."""
    word = tokens[at].text
    bare = word if word in outcomes.words.waw_names else word.removeprefix("و")
    if bare == "علي":  # Ali, and not "on", which ends in another letter
        return not outcomes.written(tokens[at]).endswith("ى")
    return bare in outcomes.words.given or (bare == "ابو" and at + 1 < len(tokens))


def _is_other_sex(tokens: Sequence[Token], last: Phrase, member: Phrase) -> bool:
    """Test whether the noun of a number above ten is said again for the other sex: "576 boys and girls"."""
    if last.by not in _NUMBERED or member.by != "one" or (last.value or 0) <= _TEN or member.start != last.end:
        return False
    before = tokens[member.start - 1].text.removesuffix("ا")
    here = tokens[member.start].text.removeprefix("و").removesuffix("ا")
    return here == before + "ه" or before == here + "ه"


def _joins(member: Phrase, names: int, *, part: bool, placed: bool) -> bool:
    """Test whether a count goes on with one before it; words of a name or a side may stand between them."""
    if member.value is None:
        return part
    if member.by in _NUMBERED:
        return member.has_noun or placed or (part and names <= _SHORT_RUN)
    return names <= _SHORT_RUN or member.owned
