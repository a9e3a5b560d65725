"""The verbs that say what happened to people, and the unit each gives a number (V-STATUS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijill.claims.english._verbs import MODALS, Verb, VerbList
from sijill.claims.english.people._nouns import is_plural
from sijill.claims.english.people._words import MEANING, MOVED, POPULATION, TERMS
from sijill.language import lexicon
from sijill.language.english.numbers import COUNT_WORDS, VAGUE
from sijill.language.page import Token, norm_at

_DEATHS = lexicon("deaths")
_WEAK, SURVIVING = frozenset(_DEATHS["weak"]), frozenset(_DEATHS["surviving"])
_ONLY_ED = frozenset({"hang", "fell"})  # "hung", "they fell" say something else
# Words behind a verb, or behind its object, that make it deadly: beat two inmates to death.
_RESULTS: dict[tuple[str, ...], dict[str, tuple[str, str]]] = {}
for _kind, _unit, _table in (("casualties", "killed", _DEATHS["results"]), *MOVED):
    for _words, _verbs in _table.items():
        _RESULTS.setdefault(tuple(_words.split()), {}).update(dict.fromkeys(_verbs, (_kind, _unit)))
OUTCOME_VERBS = VerbList(
    [*MEANING, *SURVIVING, *_DEATHS["fatally"]["verbs"], *(verb for verbs in _RESULTS.values() for verb in verbs)]
)
_COMMON = VerbList(
    [*lexicon("verbs")["common"]["en"], *(v for group in lexicon("voice")["verbs"].values() for v in group)]
)
_RESULT_REACH, _NOBODY_REACH = 10, 7
_UNREAL = MODALS - {"may", "might", "'d"}
_TOGETHER: tuple[list[str], ...] = (["and"], ["or"], ["and", "/", "or"], [])


@dataclass(frozen=True, slots=True)
class Predicate:
    """
    What a verb says happened: kind, unit, and whether the people are its object or its subject.

    ``weak`` marks a verb that things undergo as well, ``unreal`` one that the words do not say happened.
    """

    verb: Verb
    kind: str
    unit: str
    mode: str
    weak: bool = False
    unreal: bool = False

    @property
    def takes_left(self) -> bool:
        """Test whether the people it happened to stand before it."""
        return self.mode == "undergone" or (self.mode == "done" and self.verb.voice in ("passive", "bare", "either"))

    @property
    def takes_right(self) -> bool:
        """Test whether the people it happened to stand after it."""
        return self.mode in ("done", "loss") and self.verb.voice in ("active", "participle", "infinitive", "either")


def predicates(run: Sequence[Token]) -> list[Predicate]:
    """Return the outcome verbs of a sentence; "killed and injured" with nothing between is one."""
    found: list[Predicate] = []
    for verb in OUTCOME_VERBS.find(run):
        before = found[-1] if found else None
        inside = before is not None and verb.start < before.verb.end  # "injure" inside "kill and injure"
        read = None if inside else _read(run, verb)
        if read is None:
            continue
        if before is not None and _is_second(run, before, read):
            found[-1] = replace(before, verb=replace(before.verb, end=read.verb.end), unit="killed_or_injured")
        elif verb.voice not in ("either", "bare") or norm_at(run, verb.end) not in POPULATION or not _counts(run, verb):
            found.append(read)
    return found


def _is_second(run: Sequence[Token], before: Predicate, read: Predicate) -> bool:
    """Test whether two verbs count together: "killed and injured"."""
    both = {before.unit, read.unit} == {"killed", "injured"} and before.mode == read.mode == "done"
    return both and [t.norm for t in run[before.verb.end : read.verb.head]] in _TOGETHER


def _counts(run: Sequence[Token], verb: Verb) -> bool:
    """Test whether a number stands right before a participle: "28 wounded people" has an adjective."""
    word = norm_at(run, verb.start - 1)
    number = verb.start > 0 and run[verb.start - 1].kind == "number"
    return number or word in COUNT_WORDS or word in VAGUE or word in TERMS["before_adjective"]


def _read(run: Sequence[Token], verb: Verb) -> Predicate | None:
    """Return what a verb says happened, by its own meaning or by the words that follow it."""
    result = _result(run, verb)
    fatal = _claims_people(run, verb) or (
        verb.lemma in _DEATHS["fatally"]["verbs"] and norm_at(run, verb.start - 1) in _DEATHS["fatally"]["adverbs"]
    )
    kind, unit, mode = MEANING.get(verb.lemma, ("casualties", "killed", "undergone"))
    if result is not None:
        (kind, unit), mode = result[2], "either"
        adjacent, split = result[0] == verb.end, verb.voice == "either"
        verb = replace(verb, end=result[1]) if adjacent else replace(verb, voice="active") if split else verb
    elif verb.lemma in SURVIVING:
        nobody = TERMS["none"] & {t.norm for t in run[max(0, verb.head - _NOBODY_REACH) : verb.head]}
        if not verb.negated and not nobody:
            return None
        verb = replace(verb, negated=False)
    elif fatal:
        kind, unit, mode = "casualties", "killed", "done"
    elif verb.lemma not in MEANING or (unit == "remaining" and verb.voice == "participle"):
        return None
    if verb.lemma in _ONLY_ED and not run[verb.start].norm.endswith(("ed", "ing")):
        return None
    if mode == "either":
        acting = verb.voice in ("active", "infinitive", "participle")
        mode = "undergone" if acting and not has_object(run, verb.end) else "done"
    if verb.head < verb.start and [t.norm for t in run[verb.head : verb.start]] == ["be"]:
        return None  # "asks that 30 detainees be freed"
    unreal = kind == "casualties" and _is_unreal(run, verb)
    return Predicate(verb, kind, unit, mode, verb.lemma in _WEAK and result is None, unreal)


def _claims_people(run: Sequence[Token], verb: Verb) -> bool:
    """Test whether a cause of death claims people: "cold claimed five babies"; lives are counted by their noun."""
    follow = {norm_at(run, place) for place in range(verb.end, verb.end + _NOBODY_REACH)}
    return verb.lemma == "claim" and norm_at(run, verb.head - 1) in TERMS["causes"] and not {"life", "lives"} & follow


def _result(run: Sequence[Token], verb: Verb) -> tuple[int, int, tuple[str, str]] | None:
    """Return where the words stand that make a verb deadly: "burned seven villagers alive"."""
    for place in range(verb.end, min(verb.end + _RESULT_REACH, len(run))):
        for end in (place + 3, place + 2, place + 1):
            found = _RESULTS.get(tuple(t.norm for t in run[place:end]), {}).get(verb.lemma)
            if found is not None:
                return place, end, found
        if run[place].norm in TERMS["clause_ends"] or (run[place].kind == "mark" and not run[place].is_dash):
            return None
    return None


def has_object(run: Sequence[Token], place: int) -> bool:
    """Test whether a thing or a person that a verb acts on begins where the verb ends; a time of day is none."""
    while norm_at(run, place).endswith("ly") or norm_at(run, place) in ("at", "least", "some", "about", "over"):
        place += 1
    word = norm_at(run, place)
    counted = word in COUNT_WORDS or word in VAGUE or is_plural(word) or (word != "" and run[place].kind == "number")
    time = not TERMS["time"].isdisjoint((norm_at(run, place + 1), norm_at(run, place + 2)))
    return counted or (word in TERMS["object_opens"] and not time)


def _is_unreal(run: Sequence[Token], verb: Verb) -> bool:
    """Test whether the words leave open that it happened: "could have killed", "a plan to kill"; not "may have"."""
    words = [t.norm for t in run[verb.head : verb.start] if not (t.norm in ("will", "may") and t.capital)]
    before, possible = norm_at(run, verb.head - 1), {"may", "might"} & set(words)
    if before in TERMS["averted"] and (words[:1] == ["being"] or verb.voice == "participle"):
        return True
    if words[:1] == ["being"] and before == "of":
        return True
    if _UNREAL & set(words) or any(word.endswith("n't") for word in words):
        return True
    if verb.voice == "infinitive" or words[:1] == ["to"]:
        return "have" not in words and before not in TERMS["realised"]
    return verb.unreal and not possible


def other_verbs(run: Sequence[Token], known: Sequence[Predicate]) -> list[Verb]:
    """Return the verbs that head other clauses of the sentence."""
    taken = {place for p in known for place in range(p.verb.head, p.verb.end)}
    return [v for v in _COMMON.find(run) if v.start not in taken and v.lemma not in ("be", "have", "do")]
