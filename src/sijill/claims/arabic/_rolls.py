"""Rolls of the dead: a heading such as "names of the martyrs:" and, under it, one name after another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijill.claims.arabic._counted import Phrase, noun_at
from sijill.claims.arabic._named import age_after, may_name
from sijill.language.arabic import ArabicWords, Normalised, Token, every_token, look, word_at

_BEFORE = 14  # words before a roll in which it may be called the names of some
_HEADING_WORDS, _ITEM_WORDS, _MOST_ITEMS = 30, 12, 200
_CUT_OFF = re.compile(r"[^\n]{0,24}?(?:\.\.|…)")
_EACH_OF = (["كل", "من", ":"], ["كلا", "من", ":"])


@dataclass(frozen=True, slots=True)
class Roll:
    """Names under a heading: the tokens from the first name to the last, and how many people they are."""

    tokens: Sequence[Token]
    phrase: Phrase


def rolls(text: Normalised, words: ArabicWords) -> Iterator[Roll]:
    """
    Yield every roll of the dead that stands whole, under a heading or with every name marked for itself.

    A roll cut off by "..." (the preview of a post) or ended by "and others" is not
    yielded: how many it names is not known.
    """
    if not any(form in text.text for form in (*words.rolls, *words.marks, "كل من", "كلا من")):
        return
    tokens = every_token(text.text)
    at = 0
    while at < len(tokens):
        first, marked = _after_heading(tokens, at, words), tokens[at].text.removeprefix("و") in words.marks
        roll = None
        if first is not None or (marked and not _is_of_some(tokens, at)):
            roll, end = _read_roll(text, tokens, at if first is None else first, words, marked=first is None)
            at = max(end, at)
        at += first is None and roll is None
        if roll is not None:
            yield roll


def _is_of_some(tokens: Sequence[Token], at: int) -> bool:
    """Test whether "some of the names" stands before a roll: it says of itself that it is not whole."""
    return any(token.text == "بعض" for token in tokens[max(0, at - _BEFORE) : at])


def _after_heading(tokens: Sequence[Token], at: int, words: ArabicWords) -> int | None:
    """Return where the first name stands after a heading that begins here: "the martyrs", then ":" or a new line."""
    if [token.text for token in tokens[at : at + 3]] in _EACH_OF:  # the killing of each of:
        before = [look(token.text) for token in tokens[max(0, at - 3) : at] if token.kind == "word"]
        return at + 3 if any(seen.verb or seen.noun for seen in before) else None
    if tokens[at].kind != "word" or tokens[at].text not in words.rolls or _is_of_some(tokens, at):
        return None
    for here in range(at + 1, min(at + _HEADING_WORDS, len(tokens))):
        noun = noun_at(tokens, here)
        if tokens[here].text == ":" or "\n" in tokens[here].text:
            return here + 1
        if tokens[here].kind == "stop" or (noun is not None and noun.outcome == "injured"):
            return None  # a roll of dead and wounded together
    return None


def _read_roll(
    text: Normalised, tokens: Sequence[Token], first: int, words: ArabicWords, *, marked: bool
) -> tuple[Roll | None, int]:
    """Read items while they are names; return the roll, if it is whole, and where reading goes on."""
    at, people, items, end, layout = first, 0, 0, first, (False, False)
    while at < len(tokens) and items < _MOST_ITEMS:
        begin = _skip_marks(tokens, at)
        begin += marked and word_at(tokens, begin) == "و"
        numbered = any(token.kind == "number" for token in tokens[at:begin])
        spaced = any(token.text.count("\n") > 1 for token in tokens[at:begin])
        layout = (numbered, spaced) if items == 1 else layout
        # what stands after the last number, beyond an empty line or without the mark is no item
        beyond = not marked and items > 1 and ((layout[0] and not numbered) or (spaced and not layout[1]))
        unmarked = marked and word_at(tokens, begin).removeprefix("و") not in words.marks
        value, after = (0, at) if beyond or unmarked else _item(tokens, begin, words, numbered=numbered, marked=marked)
        if not value:
            break
        people, items, at, end = people + value, items + 1, after, after
    if items < 2:
        return None, end
    start = next(here for here in range(first, end) if tokens[here].kind == "word")
    last = max(here for here in range(start, end) if tokens[here].kind in {"word", "number", "sign"})
    following = word_at(tokens, _skip_marks(tokens, end))
    if _CUT_OFF.match(text.text[tokens[last].end : tokens[last].end + 30]) or following in words.and_others:
        return None, end
    run = tokens[start : last + 1]
    return Roll(run, Phrase(0, len(run), people, "names", has_noun=False)), end


def _skip_marks(tokens: Sequence[Token], at: int) -> int:
    """Return where the words of an item begin, after its bullet, number, dash or hash."""
    while at < len(tokens) and tokens[at].kind in {"number", "sign", "stop", "comma"}:
        at += 1
    return at


def _item(tokens: Sequence[Token], at: int, words: ArabicWords, *, numbered: bool, marked: bool) -> tuple[int, int]:
    """
    Return how many people one item names and where it ends; nothing when it is no name.

    A numbered or marked item may run on into other words (the page lost its lines); any other holds a name alone.
    """
    count, named, here = 1, 0, at
    while here < len(tokens) and here - at <= _ITEM_WORDS:
        token, word = tokens[here], tokens[here].text
        noun = look(word).counted if token.kind == "word" else None
        known = noun is not None or may_name(word, words, joined=False) or word in {"من", "علي"}
        age = age_after(tokens, here, words) if token.kind == "number" else None
        if token.kind == "sign":
            kunya = word_at(tokens, here + 1) in {"ابو", "ام"}  # "Abu so-and-so" after a dash
            if word in {"-", "•", "#"} and here > at and not kunya:
                break
        elif token.kind in {"stop", "comma"} or (token.kind == "number" and age is None):
            break  # a number here is that of the next item
        elif age is None:
            if marked and here > at and word.removeprefix("و") in words.marks:
                break
            if token.kind != "word" or (noun is not None and noun.outcome == "injured"):
                return 0, at
            if not known:
                if numbered or (marked and named > 2):
                    break
                return 0, at
            named += 1
            count += noun.form.value if noun is not None and named > 1 and _is_relative(word, noun.form.value) else 0
        here = age or here + 1
    return (count, here) if 2 + marked <= named <= _ITEM_WORDS else (0, at)


def _is_relative(word: str, says: int) -> bool:
    return word.startswith("و") and says <= 2  # "and his wife"
