"""Find verbs in a sentence by their forms, with voice, mood and the particle or noun that belongs to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sijill.language import lexicon, small_words
from sijill.language.page import Token

_VERBS = lexicon("verbs")
_IRREGULAR: dict[str, list[str]] = _VERBS["irregular"]
BE = frozenset("is are was were be been being am 's 're get gets got getting".split())
HAVE = frozenset("has have had having 've".split())
MODALS = frozenset("will would can could may might shall should must 'd 'll".split())
_UNREAL = frozenset("if unless would could should might whether".split())
_ADVERBS = small_words("verbs", "adverbs")
_NOUN_BEFORE = small_words("verbs", "noun_before")
_BEFORE_ADJECTIVE = frozenset(
    "the a an of in on to for with from at into its their his under most these those some".split()
)


@dataclass(frozen=True, slots=True)
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
    regular = word + "d" if word.endswith("e") else word[:-1] + "ied" if _y(word) else word + "ed"
    past, participle = past or regular, participle or regular
    ing = ing or (word[:-1] + "ing" if word.endswith("e") and not word.endswith("ee") else word + "ing")
    found = {word: "base", third: "present", ing: "ing"}
    if past == participle:
        found[past] = "both" if past != word else "any"
    else:
        found[past] = "past"
        found[participle] = "participle" if participle != word else "any"
    return found


def _y(word: str) -> bool:
    return word.endswith("y") and word[-2:-1] not in "aeiou"


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
        known = self._forms
        for place in [place for place, token in enumerate(run) if token.norm in known]:
            verb = _longest(run, place, known[run[place].norm])
            if verb is not None:
                found.append(verb)
        return found


def _longest(run: Sequence[Token], place: int, options: list[tuple[tuple[str, ...], str, str]]) -> Verb | None:
    for rest, lemma, kind in options:
        end = _follows(run, place + 1, rest)
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
        while (
            place < len(run)
            and run[place].norm != word
            and skipped < 2
            and (
                run[place].norm in _ADVERBS
                or run[place].norm in ("its", "their", "the", "full", "complete", "total", "his", "a")
            )
        ):
            place += 1
            skipped += 1
        if place >= len(run) or run[place].norm != word:
            return None
        place += 1
    return place


def _parsed(run: Sequence[Token], place: int, end: int, lemma: str, kind: str) -> Verb | None:
    """Decide what a verb form is doing; None when it is a noun or an adjective here."""
    back, negated, unreal = place - 1, False, False
    while back >= 0 and (run[back].norm in _ADVERBS or run[back].norm.endswith("ly")) and place - back < 5:
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


def _voice(
    run: Sequence[Token], place: int, kind: str, before: str, passive: bool, perfect: bool, to: bool, modal: bool
) -> str | None:
    if kind in ("base", "any") and to and not (passive and kind == "any"):
        return "infinitive"
    if kind == "base" or (kind == "any" and not passive and not perfect):
        if modal or before in ("not", "did", "do", "does", "n't", "didn't", "don't"):
            return "active"
        if kind == "any" and before in ("government", "military") and _has_object(run, place):
            return "active"
        if before in _NOUN_BEFORE or (before == "" and place > 0) or before in ("'s", "and", "or", ","):
            return "active" if before == "and" else None
        return "active" if before.endswith("s") or run[place - 1].capital or kind == "any" else None
    if kind == "present":
        counts = place + 1 < len(run) and run[place + 1].kind == "number"
        return None if not counts and (before in _NOUN_BEFORE or before in (",", "'s", "and")) else "active"
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
        return "bare"
    if before in _BEFORE_ADJECTIVE or (run[place - 1].is_dash and not run[place].spaced):
        return None
    return "either"


def _has_object(run: Sequence[Token], place: int) -> bool:
    """Test whether an object follows at once: "the government put the number at", not "a military hit"."""
    follow = run[place + 1] if place + 1 < len(run) else None
    return follow is not None and (
        follow.kind == "number" or follow.norm in ("the", "its", "their", "losses", "casualties", "civilian")
    )


def _in_condition(run: Sequence[Token], head: int) -> bool:
    """Test whether a clause opens with "if" before the verb."""
    for back in range(head - 1, max(-1, head - 14), -1):
        if run[back].norm in (",", ";", "that", ":"):
            return False
        if run[back].norm in ("if", "unless", "whether"):
            return True
    return False
