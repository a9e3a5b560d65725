"""A phrase that counts people: five civilians, two children, a man, more than ten of the displaced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.language.arabic import (
    ArabicWords,
    CountedNoun,
    Form,
    Normalised,
    Token,
    hedge_after,
    look,
    may_be_noun,
    number_at,
    shape_of,
    word_at,
)
from sijill.model import Measure

OTHERS = frozenset({"اخرين", "اخرون", "اخريات", "اخرى", "اخري"})
_AFTER_OR = frozenset({"تم", "لا", "لم", "انه", "انها", "انهم", "جري", "هو", "ما"})
_NO_COUNT_BEHIND = frozenset({"#", "-", "/", ":", "الساعه", "عام", "سنه", "يوم", "عمر"})
_NO_COUNT_BEFORE = frozenset("%/-")
_SEVERAL = 3
_LONGEST_MADE_UP = 4
_LONGEST_NUMBER = 10  # words of a number and its hedge, with the noun behind them
_QUOTES = frozenset('"“”«»#')
# A fatha before the ending tells the dual where the writer put it: مدنيَّين.
_DUAL_SIGN = re.compile("\u064e\u0651?ي|\u0651?\u064eي")


@dataclass(frozen=True, slots=True)
class Phrase:
    """
    A count of people in tokens ``start`` up to ``end``.

    ``value`` is None when the words count without a number (civilians, a family).
    ``by`` tells how the number stands: digits, words, dual or one. ``open`` is a number whose noun no
    list knows and whose shape tells nothing. ``unit`` is set where things are counted.
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
    open: bool = False
    unit: str | None = None


def phrase_at(
    tokens: Sequence[Token],
    at: int,
    words: ArabicWords,
    text: Normalised,
    *,
    as_object: bool = False,
    families: bool = False,
    item: bool = False,
) -> Phrase | None:
    """
    Return the counting phrase that begins at a token, or None.

    ``as_object`` reads "killed a man" (رجلاً) too; ``families`` counts them, where they moved;
    ``item`` reads the number behind the mark of a list.
    """
    if at >= len(tokens):
        return None
    return _numbered(tokens, at, words, families=families, item=item) or _by_form(
        tokens, at, words, text, as_object=as_object
    )


def things_at(tokens: Sequence[Token], at: int, words: ArabicWords) -> Phrase | None:
    """Return the things counted from a token on, in the unit of their noun: twelve houses, two schools, a bakery."""
    if not any(look(token.text).thing for token in tokens[at : at + _LONGEST_NUMBER]):
        return None
    number = _number_of_people(tokens, at, words)
    noun = number.end if number is not None else at
    thing = look(tokens[noun].text).thing if noun < len(tokens) else None
    if thing is None or (number is None and thing.form is Form.MANY):
        return None
    by = "one" if thing.form is Form.ONE else "dual"
    counted = number or Phrase(at, at, thing.form.value, by)
    return replace(counted, end=noun + 1, unit=thing.unit)


def _number_of_people(tokens: Sequence[Token], at: int, words: ArabicWords) -> Phrase | None:
    """Return the number at a token as a count of yet unknown; a share or nought is none."""
    number = None if _is_base(tokens, at) else number_at(tokens, at, words)
    if number is None or number.low == 0 or number.measure is not Measure.COUNT or _is_base(tokens, number.end + 2):
        return None
    value, high = (number.value, None) if number.value is not None else (number.low or 0, number.high)
    hedge, hedge_words = (None, None) if number.kind == "plain" else (number.kind, (number.start, number.core))
    by = "digits" if tokens[number.core].kind == "number" else "words"
    top = None if high is None else int(high)
    return Phrase(at, number.end, int(value), by, hedge, hedge_words, number.vague, has_noun=False, high=top)


def victim_at(tokens: Sequence[Token], at: int, words: ArabicWords, *, joined: bool = False) -> Phrase | None:
    """
    Return the one or two people of a noun that no list knows, right where those killed or wounded stand.

    The shape of the noun tells: a passer-by, two climbers; "the three plumbers", "his four orphans" by their number.
    """
    word = word_at(tokens, at).removeprefix("و") if joined else word_at(tokens, at)
    stated = word_at(tokens, at + 1)
    whose = joined and word.endswith(("ه", "ها", "هم", "هما"))
    if (
        stated.startswith("ال")
        and stated[2:] in words.units
        and (whose or (word[:2] == "ال" and may_be_noun(word[2:])))
    ):
        return Phrase(at, at + 2, words.units[stated[2:]], "words", definite=not whose, owned=whose)
    noun = shape_of(word)
    if noun is None:
        return None
    if words.units.get(stated) == 2 and noun.form in (Form.TWO, Form.TWO_OR_MANY):
        return Phrase(at, at + 2, 2, "words")
    if noun.form not in (Form.ONE, Form.TWO) or (joined and word.endswith("ه")):
        return None
    follows = stated.startswith(("ب", "و", "ل", "ال")) or not stated or stated in words.no_name or not stated.isalpha()
    return Phrase(at, at + 1, noun.form.value, "one" if noun.form is Form.ONE else "dual") if follows else None


def noun_at(tokens: Sequence[Token], at: int) -> CountedNoun | None:
    """Return the noun for people at a token, read without the conjunction or preposition on it."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    return look(tokens[at].text).counted


def _numbered(tokens: Sequence[Token], at: int, words: ArabicWords, *, families: bool, item: bool) -> Phrase | None:
    number = _number_of_people(tokens, at, words)
    if number is None:
        return None
    digits, end, of_some = number.by == "digits", number.end, False
    end += word_at(tokens, end) == "#" and noun_at(tokens, end + 1) is not None
    if word_at(tokens, end) in {"من", "بين"}:
        whole = noun_at(tokens, end + 1)
        if whole is not None and whole.population == "families":  # five of one family
            return replace(number, end=end, has_noun=True)
        end += whole is not None
        of_some = (
            whole.definite if whole is not None else _names_many(word_at(tokens, end + 1), word_at(tokens, end + 2))
        )
    nouns: list[CountedNoun] = []
    while (noun := noun_at(tokens, end)) is not None and _goes_with(tokens, end, noun, nouns, words, digits=digits):
        nouns.append(noun)
        end += 1
    following = word_at(tokens, end)
    if not nouns:
        marked = digits and at and not item and tokens[at - 1].text in _NO_COUNT_BEHIND
        dated = words.bare(following, words.months, ("", "ال")) is not None
        if marked or dated or following in words.things or following in _NO_COUNT_BEFORE:
            return None
        end += following in OTHERS
    told = next((noun.outcome for noun in nouns if noun.outcome), None)
    if nouns and told is None and tokens[end - 1].text in words.cases:  # 12 cases of death, 7 of arrest
        told, end = words.nouns.get(look(following).noun or "") if following else None, end + 1
        if told is None:
            return None
    if any(noun.population == "families" for noun in nouns) and not families:
        return None
    shape = None if nouns else shape_of(following)
    is_open = not nouns and shape is None and may_be_noun(following)
    end += shape is not None or is_open
    bound, after = hedge_after(tokens, end, words)
    one_of = number.value == 1 and bool(nouns) and nouns[0].definite  # one of the wounded
    civil = _is_civil(tokens, after if bound else end, words)
    return replace(
        number,
        end=after if bound else end,
        hedge=number.hedge or bound,
        hedge_words=number.hedge_words or ((end, after) if bound else None),
        population=() if civil else tuple(dict.fromkeys(noun.population for noun in nouns if noun.population)),
        outcome=None if one_of else told,
        definite=any(noun.definite for noun in nouns),
        has_noun=bool(nouns) or shape is not None or of_some,
        open=is_open,
    )


def _goes_with(
    tokens: Sequence[Token],
    at: int,
    noun: CountedNoun,
    nouns: Sequence[CountedNoun],
    words: ArabicWords,
    *,
    digits: bool,
) -> bool:
    """Test whether a noun belongs to a number and the nouns that have it already."""
    own = tokens[at].text in words.people and not (digits and noun.definite)  # "martyrs 6 the wounded 10"
    if not nouns or not own:
        return own
    other = tokens[at].text.startswith("و")  # "three men and a child", "6 and the wounded": counted by itself
    cases = tokens[at - 1].text in words.cases
    of_family = noun.population == "families"  # four of the members of a family
    return len(nouns) < 3 and not (other or of_family or (noun.outcome and not nouns[0].outcome and not cases))


def _is_base(tokens: Sequence[Token], at: int) -> bool:
    """Test whether "of every" stands before a token: three of every ten are no count."""
    return at > 1 and word_at(tokens, at - 1) == "كل" and word_at(tokens, at - 2) == "من"


def _names_many(word: str, following: str) -> bool:
    """Test whether "four of" is followed by people no list knows: "his bodyguards", "the workers of the wells"."""
    if following.startswith("ال") and may_be_noun(word) and not word.startswith("ال"):
        return True
    bare = word.removeprefix("ال")
    shape = shape_of(bare)
    if bare != word:
        return shape is not None and shape.form in (Form.MANY, Form.TWO_OR_MANY)
    stem = next((word.removesuffix(owner) for owner in ("هما", "هم", "ها", "ه") if word.endswith(owner)), "")
    return len(stem) >= len("زبون") and may_be_noun(stem)


def _by_form(
    tokens: Sequence[Token], at: int, words: ArabicWords, text: Normalised, *, as_object: bool = False
) -> Phrase | None:
    noun, word = noun_at(tokens, at), tokens[at].text
    bare, following = word.removeprefix("و"), word_at(tokens, at + 1)
    if noun is None and bare in words.crews:
        return _family(tokens, at, words, text, None)
    either = word == "ام" and following in _AFTER_OR  # "or", and no mother
    if noun is None or (noun.accusative and not as_object) or _is_case(word, words) or either:
        return None
    if noun.population == "families":
        return _family(tokens, at, words, text, noun)
    end, value, vague = at + 1, {Form.ONE: 1, Form.TWO: 2}.get(noun.form), False
    by = "one" if value == 1 else "dual"
    if noun.form is Form.TWO_OR_MANY and _is_written_dual(tokens[at], text):
        value = 2
    stated = words.units.get(following.removeprefix("ال").removesuffix("ا"))
    if noun.form in (Form.MANY, Form.TWO_OR_MANY):
        if stated is not None and (following.startswith("ال") or stated == 2):  # his three children; two children
            value, by, end = stated, "words", end + 1
        elif words.vague.get(following) == _SEVERAL:
            value, by, end, vague = _SEVERAL, "words", end + 1, True
    elif stated == value and not noun.definite:  # one child; two people, two
        end += 1
    nouns = [noun]
    while len(nouns) < 3 and (more := words.people.get(word_at(tokens, end))) is not None:
        if more.definite != noun.definite or more.owned or (more.outcome and not noun.outcome):
            break
        nouns, end = [*nouns, more], end + 1
    if _is_civil(tokens, at + 1, words):  # the commander of a town's police is no fighter
        nouns = nouns[1:]
    bound, after = hedge_after(tokens, end, words)
    return Phrase(
        start=at,
        end=after if bound else end,
        value=value,
        by=by,
        hedge=bound,
        hedge_words=(end, after) if bound else None,
        vague=vague,
        population=tuple(dict.fromkeys(noun.population for noun in nouns if noun.population)),
        outcome=noun.outcome,
        definite=noun.definite,
        owned=noun.owned,
    )


def _is_written_dual(token: Token, text: Normalised) -> bool:
    return _DUAL_SIGN.search(text.original[slice(*text.span(token.start, token.end))]) is not None


def _is_case(word: str, words: ArabicWords) -> bool:
    return words.bare(word, words.cases, ("", "و", "ب", "ل")) is not None  # "in a critical case" is no person


def _family(
    tokens: Sequence[Token], at: int, words: ArabicWords, text: Normalised, noun: CountedNoun | None
) -> Phrase | None:
    """Return a family or a crew, counted when the words say of how many: "a family made up of five people"."""
    here = at + 1
    while here < at + _LONGEST_MADE_UP and word_at(tokens, here) in words.made_up:
        here += 1
    told = phrase_at(tokens, here + 1, words, text) if word_at(tokens, here) == "من" else None
    if told is not None and told.value is not None and told.outcome is None and not told.definite:
        return replace(told, start=at)
    if noun is None:
        return None
    return Phrase(at, at + 1, None, "many", population=("families",), definite=noun.definite, owned=noun.owned)


def _is_civil(tokens: Sequence[Token], at: int, words: ArabicWords) -> bool:
    """Test whether "of the police" or "of the civil defence" follows: its members are no fighters."""
    of = at < len(tokens) and tokens[at].text in {"من", "في"}
    starts = (at + 1, at + 2) if of else (at,)  # "of the civil defence", "of the teams of the civil defence"
    said = [token.text for token in tokens[at : at + 4]]
    if not any(look(word).civil for word in said):
        return False
    return any(tuple(said[n - at : n - at + len(form)]) == form for form in words.police for n in starts)


def name_at(tokens: Sequence[Token], at: int, words: ArabicWords) -> Phrase | None:
    """
    Return one person named right after what happened to them, or None.

    A name is known by what it is not: no word of our lists, without the article, followed by a second word.
    """
    titled = word_at(tokens, at) in words.titles
    marked = word_at(tokens, at + titled) in _QUOTES
    first = at + titled + marked
    if first + 1 >= len(tokens) or tokens[first].kind != "word":
        return None
    word, second = tokens[first].text, tokens[first + 1].text
    seen = look(word)
    known = seen.verb or seen.noun or seen.part or seen.toll or seen.counted or seen.opens_number or seen.opens_hedge
    listed = word in words.no_name or word in words.between or word in words.things or second in words.no_name
    if known or listed or len(word) < 3 or (word.startswith(("ال", "لل", "ب", "ل", "و")) and not marked):
        return None
    relative = noun_at(tokens, first + 1)
    if relative is not None and not relative.definite and second.startswith("و"):
        return Phrase(at, first + 1, 1, "name", has_noun=False)  # "Ghannam and his son": the son is counted by himself
    if tokens[first + 1].kind != "word":
        return Phrase(at, first + 1, 1, "name", has_noun=False) if titled or (marked and len(word) > 3) else None
    return Phrase(at, first + 2, 1, "name", has_noun=False)
