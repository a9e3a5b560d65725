"""Tolls: "the toll rose to five", "martyrs: 6", "the bodies of five civilians"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.claims.arabic._counted import OTHERS, Phrase, noun_at, phrase_at
from sijill.language.arabic import ArabicWords, Form, Normalised, Token, look, number_at, word_at
from sijill.model import Measure

KILLED, INJURED, BOTH = "killed", "injured", "killed_or_injured"
HURT = frozenset({KILLED, INJURED})
_REACH_OF_A_TOLL = 28
_COUNTED_BY = frozenset({"عدد", "تعداد", "حصيله", "مجموع"})
_VICTIMS = frozenset({"الضحايا", "ضحايا"})
_TWO_BODIES = frozenset({"جثتي", "جثتا", "جثماني", "جثمانا"})  # in construct: the bodies of two
_LIST_MARKS = frozenset({"-", "_", "/", ")", "."})
_MOST_STATED = 999  # a larger figure after "the martyrs" is a year


@dataclass(frozen=True, slots=True)
class Toll:
    """A count of dead or wounded that stands without a verb of what happened, and the rule that read it."""

    outcome: str
    phrase: Phrase
    rule: str


def toll_at(tokens: Sequence[Token], at: int, words: ArabicWords, text: Normalised) -> Toll | None:
    """Return the toll that begins at a token, or None."""
    return _risen(tokens, at, words, text) or _bodies(tokens, at, words, text) or _figure_after(tokens, at, words)


def both_follows(tokens: Sequence[Token], at: int, words: ArabicWords) -> bool:
    """Test whether "between killed and wounded" follows: those counted are both together."""
    if not any(look(token.text).opens_both for token in tokens[at : at + 2]):
        return False
    ahead = tuple(token.text for token in tokens[at : at + 5])
    return any(ahead[: len(form)] == form or ahead[1 : len(form) + 1] == form for form in words.both)


def _risen(tokens: Sequence[Token], at: int, words: ArabicWords, text: Normalised) -> Toll | None:
    if not look(tokens[at].text).toll:
        return None
    alone = tokens[at].text.endswith("الحصيله") and word_at(tokens, at + 1) in words.toll_to
    outcome: str | None = KILLED if alone else None  # "the toll rose to 12"
    led = at > 0 and _leads_to(tokens[at - 1].text, words)  # "the toll of ... was 27"
    for here in range(at + 1, min(len(tokens), at + _REACH_OF_A_TOLL)):
        noun, word = noun_at(tokens, here), tokens[here].text
        if outcome is None and here == at + 1 and word in words.toll_to:
            return _told_before(tokens, here + 1, words, text)
        if noun is not None and noun.form.value >= 3 and outcome is None:
            moved = "displaced" if noun.population == "displaced" else None
            outcome = noun.outcome or moved or (KILLED if word in _VICTIMS else None)
            if both_follows(tokens, here, words) or word_at(tokens, here + 1) in {"والجرحي", "والمصابين"}:
                outcome = BOTH
        told = (
            (noun is not None or (led and word != "و")) and here + 1 < len(tokens) and tokens[here + 1].kind == "number"
        )
        told = told or word == ":" or words.bare(word, words.toll_to, ("", "و")) is not None
        by = outcome and not told and word.startswith("ب") and look(word).opens_hedge  # "put at about 40"
        if outcome and (told or by):
            phrase = phrase_at(tokens, here + (not by), words, text)
            by_form = phrase is not None and phrase.by == "one" and word != ":"
            if phrase is not None and phrase.value is not None and not by_form:
                own = BOTH if both_follows(tokens, phrase.end, words) else phrase.outcome or outcome
                bound = words.before.get((tokens[at - 1].text,)) if at and phrase.hedge is None else None
                passed = replace(phrase, hedge=bound, hedge_words=(at - 1, at)) if bound else phrase  # "passed 90"
                return Toll(own, passed, "toll_rose")
    return None


def _leads_to(word: str, words: ArabicWords) -> bool:
    return words.bare(word, words.toll_to, ("", "و")) is not None or (word,) in words.before


def _told_before(tokens: Sequence[Token], at: int, words: ArabicWords, text: Normalised) -> Toll | None:
    """Read "rose to 17 the number of the killed"."""
    phrase = phrase_at(tokens, at, words, text)
    ahead = range(phrase.end - 1, min(len(tokens) - 1, phrase.end + 1)) if phrase is not None else ()
    counts = next((here for here in ahead if tokens[here].text in _COUNTED_BY), None)
    noun = noun_at(tokens, counts + 1) if counts is not None else None
    if phrase is None or phrase.value is None or noun is None:
        return None
    outcome = noun.outcome or (KILLED if word_at(tokens, (counts or 0) + 1) in _VICTIMS else None)
    return Toll(outcome, phrase, "toll_rose") if outcome else None


def _bodies(tokens: Sequence[Token], at: int, words: ArabicWords, text: Normalised) -> Toll | None:
    """Read "the bodies of five civilians": those counted are dead, whatever they are called."""
    word = tokens[at].text.removeprefix("و").removeprefix("ل").removeprefix("ب")
    if word not in words.bodies or at + 1 >= len(tokens):
        return None
    phrase = phrase_at(tokens, at + 1, words, text)
    if phrase is None or phrase.value is None or phrase.outcome is not None or phrase.definite or phrase.owned:
        return None
    if phrase.by == "one" or (phrase.by == "dual" and word not in _TWO_BODIES):
        return None
    return Toll(KILLED, phrase, "bodies")


def _figure_after(tokens: Sequence[Token], at: int, words: ArabicWords) -> Toll | None:
    """Read "the martyrs: 6": a figure right after those it counts."""
    noun = noun_at(tokens, at)
    if noun is None or noun.form is not Form.MANY or not (noun.definite or word_at(tokens, at + 1) == ":"):
        return None
    outcome = noun.outcome or (KILLED if tokens[at].text.removeprefix("و") in _VICTIMS else None)
    here = at + 1 + (word_at(tokens, at + 1) in {":", "=", "هو"})
    number = number_at(tokens, here, words) if outcome and here < len(tokens) else None
    if number is None or tokens[number.core].kind != "number" or number.value is None or outcome is None:
        return None
    if not 0 < number.value <= _MOST_STATED or number.measure is not Measure.COUNT:
        return None
    after = tokens[number.end] if number.end < len(tokens) else None
    if after is not None and (
        after.text in _LIST_MARKS or after.text in words.things or after.text in OTHERS or after.kind == "latin"
    ):
        return None
    if after is not None and words.bare(after.text, words.months, ("", "ال")):
        return None
    following = noun_at(tokens, number.end)
    if following is not None and not following.definite and after is not None and after.text in words.people:
        return None  # a count of its own
    hedge, hedge_words = (None, None) if number.kind == "plain" else (number.kind, (number.start, number.core))
    phrase = Phrase(here, number.end, int(number.value), "digits", hedge, hedge_words, has_noun=False)
    return Toll(outcome, phrase, "stated")
