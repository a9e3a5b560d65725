"""Find verbs in a sentence by their forms, with voice, mood and the particle or noun that belongs to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import attrgetter

from sijill.language import lexicon, small_words
from sijill.language.english.numbers import COUNT_WORDS, VAGUE
from sijill.language.page import Token, norm_at

_VERBS = lexicon("verbs")
_NORM = attrgetter("norm")
_IRREGULAR: dict[str, list[str]] = _VERBS["irregular"]
BE = frozenset("is are was were be been being am 's 're get gets got getting".split())
HAVE = frozenset("has have had having 've".split())
MODALS = frozenset("will would can could may might shall should must 'd 'll".split())
_UNREAL = frozenset("if unless would could should might whether".split())
_ADVERBS = small_words("verbs", "adverbs")
_OF_A_STATE = tuple(sorted(small_words("verbs", "of_a_state")))
_NOUN_BEFORE = small_words("verbs", "noun_before")
_COUNTING = COUNT_WORDS | VAGUE.keys() | {"another"}
_HEDGES = small_words("verbs", "hedges")
_NO_NOUN = small_words("verbs", "no_noun")
_HEDGING = frozenset({("at", "least"), ("more", "than"), ("as", "many"), ("up", "to"), ("no", "fewer")})
_BETWEEN = _ADVERBS | small_words("verbs", "between")
_OWNING = frozenset("the a an its their his her".split())
_BEFORE_ADJECTIVE = frozenset(
    "the a an of in on to for with from at into its their his under most these those some".split()
)


@dataclass(slots=True)
class Verb:
    """
    A verb in a sentence.

    ``voice`` is active, passive, participle (capturing X), infinitive (to capture X) or bare
    (a participle that stands right behind its noun). ``head`` is the first auxiliary.
    """

    start: int
    end: int
    lemma: str
    voice: str
    head: int
    negated: bool
    unreal: bool


def forms(lemma: str) -> dict[str, str]:
    """Return the forms of the first word of a lemma: form -> base, present, past, participle, both, ing."""
    word = lemma.split()[0]
    if word == "be":
        return dict.fromkeys(("is", "are", "was", "were"), "past") | {
            "been": "participle",
            "being": "ing",
            "be": "base",
        }
    third, past, participle, ing = (_IRREGULAR.get(word) or ["", "", "", ""])[:4]
    third = third or (
        word + "es"
        if word.endswith(("s", "sh", "ch", "x", "z", "o"))
        else word[:-1] + "ies"
        if _y(word)
        else word + "s"
    )
    stem = word + word[-1] if _doubles(word) else word
    regular = word + "d" if word.endswith("e") else word[:-1] + "ied" if _y(word) else stem + "ed"
    past, participle = past or regular, participle or regular
    ing = ing or (word[:-1] + "ing" if word.endswith("e") and not word.endswith("ee") else stem + "ing")
    found = {word: "base", third: "present", ing: "ing"}
    found.update(dict.fromkeys((_IRREGULAR.get(word) or [])[4:], "both"))
    if past == participle:
        found[past] = "both" if past != word else "any"
    else:
        found[past] = "past"
        found[participle] = "participle" if participle != word else "any"
    return found


def _y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in "aeiou"


def _doubles(word: str) -> bool:
    """Test whether a short verb doubles its last letter: drop, stab, rig."""
    vowels = [k for k, letter in enumerate(word) if letter in "aeiou"]
    return vowels == [len(word) - 2] and word[-1] not in "wxy" and len(word) > 2


class VerbList:
    """Lemmas to look for; a lemma may have words after its verb (shoot dead, take control of)."""

    def __init__(self, lemmas: Iterable[str]) -> None:
        """Take the lemmas and make their forms."""
        self._forms: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        for lemma in dict.fromkeys(lemmas):
            for form, kind in forms(lemma).items():
                self._forms[form].append((tuple(lemma.split()[1:]), lemma, kind))
        for options in self._forms.values():
            options.sort(key=lambda o: -len(o[0]))
        self.words = frozenset(self._forms)

    def find(self, run: Sequence[Token]) -> list[Verb]:
        """Return the verbs of a sentence in order, the longest lemma at each place."""
        found: list[Verb] = []
        known = map(self.words.__contains__, map(_NORM, run))
        for place in compress(count(), known):  # most words are no verbs: passed over without a step of ours
            verb = _longest(run, place, self._forms[run[place].norm])
            if verb is not None:
                found.append(verb)
        return found


def _longest(run: Sequence[Token], place: int, options: list[tuple[tuple[str, ...], str, str]]) -> Verb | None:
    near = [token.norm for token in run[place + 1 : place + 4]]
    for rest, lemma, kind in options:
        end = place + 1 if not rest else _follows(run, place + 1, rest) if rest[0] in near else None
        if end is None:
            continue
        verb = _parsed(run, place, end, lemma, kind)
        if verb is not None:
            return verb
    return None


def _follows(run: Sequence[Token], place: int, rest: tuple[str, ...]) -> int | None:
    """Match the words of a lemma after its verb; small words may stand between."""
    for word in rest:
        skipped = 0
        while place < len(run) and run[place].norm != word and skipped < 2 and _may_stand(run[place].norm):
            place += 1
            skipped += 1
        if place >= len(run) or run[place].norm != word:
            return None
        place += 1
    return place


def _may_stand(word: str) -> bool:
    return word in _BETWEEN or word.endswith("ly")


def _parsed(run: Sequence[Token], place: int, end: int, lemma: str, kind: str) -> Verb | None:
    """Decide what a verb form is doing; None when it is a noun or an adjective here."""
    back, negated, unreal = place - 1, False, False
    while back >= 0 and _is_between(run, back) and place - back < 5:
        negated = negated or run[back].norm in ("not", "never")
        back -= 1
    before = run[back].norm if back >= 0 else ""
    head = place
    passive = perfect = False
    to = modal = False
    hops = 0
    while back >= 0 and hops < 6:
        word = run[back].norm
        if word in BE:
            passive = passive or hops == 0 or not perfect
        elif word in HAVE:
            perfect = True
        elif word in MODALS and not (word == "may" and run[back].capital):
            modal = True
            unreal = unreal or word in _UNREAL
        elif word == "to":
            to = True
        elif word in ("not", "never", "n't", "cannot") or word.endswith("n't"):
            negated = True
        elif word not in _ADVERBS and word != ",":
            break
        if word == "," and not (back > 0 and run[back - 1].norm in BE | HAVE | MODALS | _ADVERBS):
            break
        if word not in _ADVERBS and word != ",":
            head = back
        back -= 1
        hops += 1
    voice = _voice(run, place, kind, before, passive, perfect, to, modal)
    if voice is None:
        return None
    return Verb(place, end, lemma, voice, head, negated, unreal or _in_condition(run, head))


def _is_between(run: Sequence[Token], place: int) -> bool:
    """Test whether a word may stand between a verb and its auxiliary: also, reportedly, most likely."""
    word = run[place].norm
    return word in _ADVERBS or word.endswith("ly") or (word == "most" and run[place + 1].norm.endswith("ly"))


def _voice(
    run: Sequence[Token], place: int, kind: str, before: str, passive: bool, perfect: bool, to: bool, modal: bool
) -> str | None:
    if kind in ("base", "any") and to and not (passive and kind == "any"):
        return "infinitive"
    if kind == "base" or (kind == "any" and not passive and not perfect):
        if before in ("who", "which", "that") and _opens_object(run, place + 1):
            return "active"
        if modal or before in ("who", "they", "not", "did", "do", "does", "n't", "didn't", "don't", "them"):
            return "active"
        if kind == "any" and before in ("government", "military", ",", "that") and _has_object(run, place):
            return "active"
        if before in _NOUN_BEFORE or (before == "" and place > 0) or before in ("'s", "and", "or", ","):
            return "active" if before == "and" else None
        verbal = run[place].norm in _NO_NOUN and run[place - 1].kind in ("word", "number")
        return "active" if verbal or before.endswith("s") or run[place - 1].capital or kind == "any" else None
    if kind == "present":
        at = place + 1
        while norm_at(run, at) in _HEDGES:
            at += 1
        counts = (
            norm_at(run, at) in _COUNTING or norm_at(run, at) == "that" or (at < len(run) and run[at].kind == "number")
        )
        counts = counts or (before == "," and norm_at(run, at) == "with")  # "blame for the raid, ..., lies with"
        noun = before in _NOUN_BEFORE or before in (",", "'s", "and")
        noun = noun or (run[place - 1].capital and before.endswith(_OF_A_STATE))  # "Kenyan forces"
        return None if noun and not counts else "active"
    if kind == "ing":
        if passive:
            return "active"
        return "participle" if before not in ("the", "a", "an", "of", "his", "their", "its") or before == "of" else None
    if kind == "past":
        return "active"
    if passive:
        return "passive"
    if perfect:
        return "active"
    if kind == "participle":
        return None if before in _OWNING else "bare"  # "the slain mayor"
    if before in _BEFORE_ADJECTIVE or (run[place - 1].is_dash and not run[place].spaced):
        return None
    return "either"


def _has_object(run: Sequence[Token], place: int) -> bool:
    """Test whether an object follows at once: "the government put the number at", not "a military hit"."""
    follow = run[place + 1] if place + 1 < len(run) else None
    return follow is not None and (
        follow.kind == "number"
        or follow.norm in _COUNTING
        or follow.norm in ("the", "its", "their", "losses", "casualties", "civilian")
    )


def _opens_object(run: Sequence[Token], place: int) -> bool:
    """Test whether a noun group that is no bare noun begins at a token: a name, a number or a determiner."""
    word = norm_at(run, place)
    return (
        word in _BEFORE_ADJECTIVE
        or word in _COUNTING
        or (word != "" and (run[place].capital or run[place].kind == "number"))
    )


def _in_condition(run: Sequence[Token], head: int) -> bool:
    """Test whether a clause opens with "if" before the verb."""
    for back in range(head - 1, max(-1, head - 14), -1):
        if run[back].norm in (",", ";", "that", ":"):
            return False
        if run[back].norm in ("if", "unless", "whether"):
            return True
    return False
