"""A phrase that counts people: five civilians, two children, a man, more than ten of the displaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.language import NumberPhrase
from sijill.language.arabic import ArabicWords, CountedNoun, Form, Normalised, Token, hedge_after, look, number_at
from sijill.model import Measure

OTHERS = frozenset({"اخرين", "اخرون", "اخريات", "اخرى", "اخري"})
_AFTER_OR = frozenset({"تم", "لا", "لم", "انه", "انها", "انهم", "جري", "هو", "ما"})
_QUOTES = frozenset('"“”«»#')
# A fatha before the ending tells the dual where the writer put it: مدنيَّين.
_DUAL_SIGN = re.compile("\u064e\u0651?ي|\u0651?\u064eي")


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    A count of people in tokens ``start`` up to ``end``.

    ``value`` is None when the words count without a number (civilians, a family).
    ``by`` tells how the number stands: digits, words, dual or one.
    """

    start: int
    end: int
    value: int | None
    by: str
    hedge: str | None = None
    hedge_words: tuple[int, int] | None = None
    vague: bool = False
    population: tuple[str, ...] = ()
    outcome: str | None = None
    definite: bool = False
    owned: bool = False
    has_noun: bool = True
    high: int | None = None


def phrase_at(
    tokens: Sequence[Token], at: int, words: ArabicWords, text: Normalised, *, as_object: bool = False
) -> Phrase | None:
    """Return the counting phrase that begins at a token, or None; ``as_object`` reads "killed a man" (رجلاً) too."""
    if at >= len(tokens):
        return None
    return _numbered(tokens, at, words) or _by_form(tokens, at, words, text, as_object=as_object)


def noun_at(tokens: Sequence[Token], at: int) -> CountedNoun | None:
    """Return the noun for people at a token, read without the conjunction or preposition on it."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    return look(tokens[at].text).counted


def _numbered(tokens: Sequence[Token], at: int, words: ArabicWords) -> Phrase | None:
    number = number_at(tokens, at, words)
    if number is None or number.low == 0 or number.measure is not Measure.COUNT:
        return None
    value, high = _people_counted(number)
    hedge, hedge_words = (None, None) if number.kind == "plain" else (number.kind, (number.start, number.core))
    digits = tokens[number.core].kind == "number"
    end = number.end
    if end < len(tokens) and tokens[end].text == "#" and noun_at(tokens, end + 1) is not None:
        end += 1
    if end < len(tokens) and tokens[end].text in {"من", "بين"}:
        whole = noun_at(tokens, end + 1)
        if whole is not None and whole.population == "families":  # five of one family
            return Phrase(at, end, value, "digits" if digits else "words", hedge, hedge_words, number.vague)
        end += 1 if whole is not None else 0
    nouns: list[CountedNoun] = []
    while len(nouns) < 3 and (noun := noun_at(tokens, end)) is not None:
        if tokens[end].text not in words.people or (nouns and tokens[end].text.startswith("و")):
            break  # "three men and a child", "6 and the wounded": the second noun is counted by itself
        if digits and noun.definite:
            break  # "martyrs 6 the wounded 10"
        if nouns and noun.population == "families":
            break  # four of the members of a family
        if nouns and noun.outcome and not nouns[0].outcome:
            break
        nouns.append(noun)
        end += 1
    following = tokens[end].text if end < len(tokens) else ""
    if not nouns:
        if digits and at and tokens[at - 1].text in {"#", "-", "/", ":", "الساعه", "عام", "سنه", "يوم", "عمر"}:
            return None
        if (
            following in words.things
            or words.bare(following, words.months, ("", "ال"))
            or following in {"%", "/", ":", "-"}
        ):
            return None
        if following in OTHERS:
            end += 1
    if any(noun.population == "families" for noun in nouns):
        return None
    after_noun = end
    bound, after = hedge_after(tokens, end, words)
    if bound is not None:
        end = after
    civil = _is_civil(tokens, end, words)
    one_of = value == 1 and bool(nouns) and nouns[0].definite  # one of the wounded: what happened is said elsewhere
    return Phrase(
        start=at,
        end=end,
        value=value,
        by="digits" if digits else "words",
        hedge=hedge or bound,
        hedge_words=hedge_words or ((after_noun, end) if bound else None),
        vague=number.vague,
        population=() if civil else tuple(dict.fromkeys(noun.population for noun in nouns if noun.population)),
        outcome=None if one_of else next((noun.outcome for noun in nouns if noun.outcome), None),
        definite=any(noun.definite for noun in nouns),
        has_noun=bool(nouns),
        high=high,
    )


def _people_counted(number: NumberPhrase) -> tuple[int, int | None]:
    """Return a number of people, and the upper end where the words give a range."""
    if number.value is not None:
        return int(number.value), None
    return int(number.low or 0), None if number.high is None else int(number.high)


def _by_form(
    tokens: Sequence[Token], at: int, words: ArabicWords, text: Normalised, *, as_object: bool = False
) -> Phrase | None:
    noun = noun_at(tokens, at)
    if noun is None or (noun.accusative and not as_object):
        return None
    if tokens[at].text == "ام" and at + 1 < len(tokens) and tokens[at + 1].text in _AFTER_OR:
        return None  # "or", and no mother
    end, value = at + 1, {Form.ONE: 1, Form.TWO: 2}.get(noun.form)
    by = "one" if value == 1 else "dual"
    if noun.form is Form.TWO_OR_MANY and _DUAL_SIGN.search(
        text.original[slice(*text.span(tokens[at].start, tokens[at].end))]
    ):
        value = 2
    if noun.form in (Form.MANY, Form.TWO_OR_MANY) and end < len(tokens):
        stated = tokens[end].text.removeprefix("ال")
        if stated in words.units and tokens[end].text != stated:  # his three children
            value, by, end = words.units[stated], "words", end + 1
        elif words.units.get(tokens[end].text) == 2:
            value, by, end = 2, "words", end + 1
    if noun.population == "families":
        return _family(tokens, at, words, text)
    civil = _is_civil(tokens, end, words)  # the commander of a town's police is no fighter
    populations = [noun.population] if noun.population and not civil else []
    while end < len(tokens) and tokens[end].text in words.people and end - at < 3:
        more = words.people[tokens[end].text]
        if more.definite != noun.definite or more.owned or (more.outcome and not noun.outcome):
            break
        populations += [more.population] if more.population else []
        end += 1
    bound, after = hedge_after(tokens, end, words)
    return Phrase(
        start=at,
        end=after if bound else end,
        value=value,
        by=by,
        hedge=bound,
        hedge_words=(end, after) if bound else None,
        population=tuple(dict.fromkeys(populations)),
        outcome=noun.outcome,
        definite=noun.definite,
        owned=noun.owned,
    )


def _family(tokens: Sequence[Token], at: int, words: ArabicWords, text: Normalised) -> Phrase:
    """Return a family, counted when the words go on to say of how many: "a family made up of five people"."""
    for here in range(at + 1, min(at + 5, len(tokens))):
        if tokens[here].text == "من" and here > at:
            told = phrase_at(tokens, here + 1, words, text)
            if told is not None and told.value is not None and told.outcome is None and not told.definite:
                return replace(told, start=at)
            break
        if tokens[here].text not in words.made_up:
            break
    noun = noun_at(tokens, at)
    definite = noun is not None and noun.definite
    owned = noun is not None and noun.owned
    return Phrase(at, at + 1, None, "many", population=("families",), definite=definite, owned=owned)


def _is_civil(tokens: Sequence[Token], at: int, words: ArabicWords) -> bool:
    """Test whether "of the police" or "of the civil defence" follows: its members are no fighters."""
    of = at < len(tokens) and tokens[at].text in {"من", "في"}
    starts = (at + 1, at + 2) if of else (at,)  # "of the civil defence", "of the teams of the civil defence"
    said = [token.text for token in tokens[at : at + 4]]
    return any(tuple(said[n - at : n - at + len(form)]) == form for form in words.police for n in starts)


def name_at(tokens: Sequence[Token], at: int, words: ArabicWords) -> Phrase | None:
    """
    Return one person named right after what happened to them, or None.

    A name is known by what it is not: no word of our lists, without the article, followed by a second word.
    """
    first = at
    titled = at < len(tokens) and tokens[at].text in words.titles
    first += titled
    marked = first < len(tokens) and tokens[first].text in _QUOTES
    first += marked
    if first + 1 >= len(tokens) or tokens[first].kind != "word":
        return None
    word, second = tokens[first].text, tokens[first + 1].text
    seen = look(word)
    listed = seen.verb or seen.noun or seen.part or seen.toll or seen.counted or seen.opens_number or seen.opens_hedge
    if listed or len(word) < 3 or (word.startswith(("ال", "لل", "ب", "ل", "و")) and not marked):
        return None
    if word in words.no_name or word in words.between or word in words.things or second in words.no_name:
        return None
    relative = noun_at(tokens, first + 1)
    if relative is not None and not relative.definite and second.startswith("و"):
        return Phrase(at, first + 1, 1, "name", has_noun=False)  # "Ghannam and his son": the son is counted by himself
    if tokens[first + 1].kind != "word":
        return Phrase(at, first + 1, 1, "name", has_noun=False) if titled or (marked and len(word) > 3) else None
    return Phrase(at, first + 2, 1, "name", has_noun=False)
