"""Rolls of the dead: a heading such as "names of the martyrs:" and, under it, one name after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.claims.arabic._counted import Phrase, noun_at
from sijill.claims.arabic._named import age_after, may_name
from sijill.language.arabic import ArabicWords, Normalised, Token, every_token, look

_BEFORE = 14  # words before a roll in which it may be called the names of some
_HEADING_WORDS, _ITEM_WORDS, _MOST_ITEMS = 30, 12, 200
_CUT_OFF = re.compile(r"[^\n]{0,24}?(?:\.\.|…)")


@dataclass(frozen=True, slots=True)
class Roll:
    """Names under a heading: the tokens from the first name to the last, and how many people they are."""

    tokens: Sequence[Token]
    phrase: Phrase


def rolls(text: Normalised, words: ArabicWords) -> Iterator[Roll]:
    """
    Yield every roll of the dead that stands whole.

    A roll cut off by "..." (the preview of a post) or ended by "and others" is not
    yielded: how many it names is not known.
    """
    if not any(form in text.text for form in (*words.rolls, *words.marks, "كل من", "كلا من")):
        return
    tokens = every_token(text.text)
    at = 0
    while at < len(tokens):
        first = _after_heading(tokens, at, words)
        if first is None:
            marked = _marked(tokens, at, words)
            if marked is not None:
                yield marked
            at += len(marked.tokens) if marked is not None else 1
            continue
        heading = noun_at(tokens, at)
        roll, at = _read_roll(text, tokens, first, words, definite=heading is not None and heading.definite)
        if roll is not None:
            yield roll


def _marked(tokens: Sequence[Token], at: int, words: ArabicWords) -> Roll | None:
    """Return a roll without a heading, every name marked for itself: "the martyr A, the martyr B"."""
    end, people, here = at, 0, at
    while here < len(tokens) and people < _MOST_ITEMS and _bare(tokens[here]) in words.marks:
        last = here + 1
        while last < len(tokens) and last - here <= _ITEM_WORDS and _is_of_name(tokens[last], words):
            last += 1
        if last - here < 3:  # the mark and two words of a name
            break
        people, end = people + 1, last
        here = _skip_marks(tokens, last)
        here += here < len(tokens) and tokens[here].text == "و"
    if people < 2 or _is_of_some(tokens, at) or _CUT_OFF.match("".join(token.text for token in tokens[end : end + 8])):
        return None
    run = tokens[at:end]
    return Roll(run, Phrase(0, len(run), people, "names", has_noun=False))


def _is_each_of(tokens: Sequence[Token], at: int) -> bool:
    """Test whether "the killing of each of:" opens a roll."""
    if not tokens[at].text.startswith("كل") or [token.text for token in tokens[at : at + 3]] not in (
        ["كل", "من", ":"],
        ["كلا", "من", ":"],
    ):
        return False
    before = [look(token.text) for token in tokens[max(0, at - 3) : at] if token.kind == "word"]
    return any(seen.verb or seen.noun for seen in before)


def _is_of_some(tokens: Sequence[Token], at: int) -> bool:
    """Test whether "some of the names" stands before a roll: it says of itself that it is not whole."""
    return any(token.text == "بعض" for token in tokens[max(0, at - _BEFORE) : at])


def _bare(token: Token) -> str:
    return token.text.removeprefix("و")


def _is_of_name(token: Token, words: ArabicWords) -> bool:
    """Test whether a word can be part of a marked name: "the child" and "the doctor" may stand before it."""
    if token.kind != "word" or _bare(token) in words.marks:
        return False
    noun = look(token.text).counted
    return may_name(token.text, words, joined=False) or (noun is not None and noun.definite and noun.outcome is None)


def _after_heading(tokens: Sequence[Token], at: int, words: ArabicWords) -> int | None:
    """Return where the first name stands after a heading that begins here: "the martyrs", then ":" or a new line."""
    if _is_each_of(tokens, at):
        return at + 3
    if tokens[at].kind != "word" or tokens[at].text not in words.rolls or _is_of_some(tokens, at):
        return None
    for here in range(at + 1, min(at + _HEADING_WORDS, len(tokens))):
        token = tokens[here]
        if token.text == ":" or "\n" in token.text:
            return here + 1
        noun = noun_at(tokens, here)
        if token.kind == "stop" or (noun is not None and noun.outcome == "injured"):
            return None  # a roll of dead and wounded together
    return None


def _read_roll(
    text: Normalised, tokens: Sequence[Token], first: int, words: ArabicWords, *, definite: bool
) -> tuple[Roll | None, int]:
    """Read items while they are names; return the roll, if it is whole, and where reading goes on."""
    at, people, items, end, marks = first, 0, 0, first, (False, False)
    while at < len(tokens) and items < _MOST_ITEMS:
        begin = _skip_marks(tokens, at)
        numbered = any(token.kind == "number" for token in tokens[at:begin])
        spaced = any(token.text.count("\n") > 1 for token in tokens[at:begin])
        marks = (numbered, spaced) if items == 1 else marks
        if items > 1 and ((marks[0] and not numbered) or (spaced and not marks[1])):
            break  # what stands after the last number, or beyond an empty line, is no item
        value, after = _item(tokens, begin, words, numbered=numbered)
        if not value:
            break
        people, items, at, end = people + value, items + 1, after, after
    at = max(at, first)
    if items < 2:
        return None, at
    start = next(here for here in range(first, end) if tokens[here].kind == "word")
    last = max(here for here in range(start, end) if tokens[here].kind in {"word", "number", "sign"})
    rest = text.text[tokens[last].end : tokens[last].end + 30]
    following = tokens[_skip_marks(tokens, end)].text if _skip_marks(tokens, end) < len(tokens) else ""
    if _CUT_OFF.match(rest) or following in words.and_others:
        return None, at
    run = tokens[start : last + 1]
    return Roll(run, Phrase(0, len(run), people, "names", definite=definite, has_noun=False)), at


def _skip_marks(tokens: Sequence[Token], at: int) -> int:
    """Return where the words of an item begin, after its bullet, number, dash or hash."""
    while at < len(tokens) and tokens[at].kind in {"number", "sign", "stop", "comma"}:
        at += 1
    return at


def _item(tokens: Sequence[Token], at: int, words: ArabicWords, *, numbered: bool) -> tuple[int, int]:
    """
    Return how many people one item names and where it ends; nothing when it is no name.

    A numbered item may run on into other words (the page lost its lines); any other holds a name alone.
    """
    count, named, here = 1, 0, at
    while here < len(tokens) and here - at <= _ITEM_WORDS:
        token = tokens[here]
        if token.kind == "number":
            after = age_after(tokens, here, words)
            if after is None:
                break  # the number of the next item
            here = after
            continue
        if token.kind in {"stop", "comma"}:
            break
        if token.kind == "sign":
            kunya = here + 1 < len(tokens) and tokens[here + 1].text in {"ابو", "ام"}  # "Abu so-and-so" after a dash
            if token.text in {"-", "•", "#"} and here > at and not kunya:
                break
            here += 1
            continue
        if token.kind != "word":
            return 0, at
        noun = look(token.text).counted
        if noun is not None and noun.outcome == "injured":
            return 0, at
        if noun is not None and here > at and token.text.startswith("و") and noun.form.value <= 2:
            count += noun.form.value  # "and his wife"
        elif noun is None and not may_name(token.text, words, joined=False) and token.text not in {"من", "علي"}:
            if numbered:
                break
            return 0, at
        named += 1
        here += 1
    return (count, here) if 2 <= named <= _ITEM_WORDS else (0, at)
