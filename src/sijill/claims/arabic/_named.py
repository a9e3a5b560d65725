"""The dead who are named one after another: "the killing of each of A and B", "the two journalists A and B"."""

from __future__ import annotations

from collections.abc import Sequence

from sijill.claims.arabic._counted import Phrase, noun_at, phrase_at
from sijill.language.arabic import ArabicWords, Form, Normalised, Token, look

_LONGEST_NAME = 6  # words; a run without "and" that is longer is no name
_JOINS = frozenset({"و", "،", ",", "/", "-", "_", '"', "“", "”", "«", "»", "#", "(", ")"})
_SEPARATES = frozenset({"و", "،", ",", "/", "-"})


def names_at(tokens: Sequence[Token], at: int, words: ArabicWords, text: Normalised) -> Phrase | None:
    """
    Return the people named one by one from a token on, or None.

    Names are looked for only where the words promise several: "each of", or a definite
    plural ("the journalists"). A relative ("and his two sons") counts by its own form.
    """
    first = _after_promise(tokens, at)
    if first is None:
        return None
    count, run, end, here = 0, 0, first, first
    while here < len(tokens):
        token = tokens[here]
        if token.text in _JOINS:
            run = 0 if token.text in _SEPARATES else run
            here += 1
            continue
        if token.kind == "number":
            after = age_after(tokens, here, words)
            if after is None:
                break
            here = after
            continue
        if token.kind != "word":
            break
        joined = _is_joined(tokens, here, words)
        if here == first and joined:
            return None  # "the people and ...": no name follows the promise
        if token.text.removeprefix("و") in words.called:
            here += 1
            continue
        if token.text in words.who_is:
            after = _after_age_told(tokens, here, words)
            if after is None:
                break
            here = after
            continue
        member = phrase_at(tokens, here, words, text)
        counted = member is not None and (member.definite or joined) and (joined or not run)
        if counted and member is not None and member.value is not None:
            count, run, here = count + member.value, -1, member.end  # -1: the names that follow are theirs
            end = member.end
            continue
        is_ali = token.text == "علي" and run != 0 and text.original[text.span(token.start, token.end)[1] - 1] != "ى"
        if not may_name(token.text, words, joined=joined) and not is_ali:
            break
        if joined and run != -1:
            run = 0
        if run == 0:
            count += 1
        run = run + 1 if run >= 0 else run
        if run > _LONGEST_NAME:
            return None
        here += 1
        end = here
    if not 2 <= count <= 60:
        return None
    noun = noun_at(tokens, at)
    return Phrase(
        at, end, count, "names", population=(noun.population,) if noun and noun.population else (), has_noun=False
    )


def _after_promise(tokens: Sequence[Token], at: int) -> int | None:
    if at + 2 >= len(tokens):
        return None
    if tokens[at].text in {"كل", "كلا"} and tokens[at + 1].text == "من":
        return at + 2 + (tokens[at + 2].text == ":")
    if tokens[at].text in {"هم", "وهم"}:
        return at + 1 + (tokens[at + 1].text == ":")
    noun = noun_at(tokens, at)
    if noun is not None and noun.definite and noun.form in {Form.MANY, Form.TWO_OR_MANY}:
        return at + 1
    return None


def _is_joined(tokens: Sequence[Token], at: int, words: ArabicWords) -> bool:
    """Test whether "and" is written on to a word and is no letter of a name such as Walid."""
    word = tokens[at].text
    return word.startswith("و") and len(word) > 3 and word not in words.waw_names


def may_name(word: str, words: ArabicWords, *, joined: bool) -> bool:
    """Test whether a word can be part of a name: names are known by what they are not."""
    bare = word[1:] if joined else word
    seen = look(bare)
    known = seen.verb or seen.noun or seen.part or seen.toll
    if known or (seen.counted and not seen.counted.owned):
        return False
    listed = bare in words.no_name or bare in words.between or bare in words.things or bare in words.added
    return not listed and len(bare) >= 2 and not bare.startswith(("بال", "لل"))


def _after_age_told(tokens: Sequence[Token], at: int, words: ArabicWords) -> int | None:
    """Return where "who is 23 years old" ends, or None when no age is told."""
    for here in range(at + 1, min(at + 6, len(tokens))):
        if tokens[here].kind == "number":
            return age_after(tokens, here, words)
    return None


def age_after(tokens: Sequence[Token], at: int, words: ArabicWords) -> int | None:
    """Return where "37 years" or "37)" ends from its number on, or None when it is no age."""
    if at >= len(tokens) or tokens[at].kind != "number":
        return None
    here = at + 1
    while here < len(tokens) and here <= at + 4:
        word = tokens[here].text
        if word == ")" and here + 1 < len(tokens) and tokens[here + 1].text in words.ages:
            return here + 2
        if word == ")" or word in words.ages:
            return here + 1
        if word not in {"و", "-"} and tokens[here].kind != "number":
            return None
        here += 1
    return None
