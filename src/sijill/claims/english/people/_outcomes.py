"""The verbs that say what happened to people, and the unit each gives a number (V-STATUS)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijill.claims.english._verbs import Verb, VerbList
from sijill.claims.english.people._counted import POPULATION
from sijill.language import lexicon
from sijill.language.english.numbers import COUNT_WORDS, VAGUE
from sijill.language.page import Token

_TABLES = lexicon("outcomes")
_MEANING: dict[str, tuple[str, str, str]] = {}
OF_NOUNS: dict[str, tuple[str, str]] = {}
for _kind, _units in _TABLES.items():
    for _unit, _table in _units.items():
        if _unit == "things":
            continue
        for _mode in ("done", "undergone", "loss"):
            for _lemma in _table.get(_mode, ()):
                _MEANING[_lemma] = (_kind, _unit, _mode)
        OF_NOUNS.update(dict.fromkeys(_table["of"], (_kind, _unit)))
OUTCOME_VERBS = VerbList(_MEANING)
_COMMON = VerbList(
    [*lexicon("verbs")["common"]["en"], *(v for group in lexicon("voice")["verbs"].values() for v in group)]
)


@dataclass(frozen=True, slots=True)
class Predicate:
    """What a verb says happened: kind, unit, and whether the people are its object or its subject."""

    verb: Verb
    kind: str
    unit: str
    mode: str

    @property
    def takes_left(self) -> bool:
        """Test whether the people it happened to stand before it."""
        if self.mode == "undergone":
            return self.verb.voice in ("active", "either", "infinitive", "participle", "bare", "passive")
        return self.mode == "done" and self.verb.voice in ("passive", "bare", "either")

    @property
    def takes_right(self) -> bool:
        """Test whether the people it happened to stand after it."""
        return self.mode in ("done", "loss") and self.verb.voice in ("active", "participle", "infinitive", "either")


def predicates(run: Sequence[Token]) -> list[Predicate]:
    """Return the outcome verbs of a sentence; "killed and injured" with nothing between is one."""
    found: list[Predicate] = []
    for verb in OUTCOME_VERBS.find(run):
        kind, unit, mode = _MEANING[verb.lemma]
        before = found[-1] if found else None
        if before is not None and verb.start < before.verb.end:
            continue  # "injure" inside "kill and injure"
        if (
            before is not None
            and {before.unit, unit} == {"killed", "injured"}
            and before.mode == mode == "done"
            and [t.norm for t in run[before.verb.end : verb.head]] in (["and"], ["or"], ["and", "/", "or"], [])
        ):
            joined = Verb(
                before.verb.start,
                verb.end,
                before.verb.lemma,
                before.verb.voice,
                before.verb.head,
                before.verb.negated,
                before.verb.unreal,
            )
            found[-1] = Predicate(joined, kind, "killed_or_injured", "done")
            continue
        if (
            verb.voice in ("either", "bare")
            and verb.end < len(run)
            and run[verb.end].norm in POPULATION
            and verb.start > 0
            and (
                run[verb.start - 1].kind == "number"
                or run[verb.start - 1].norm in COUNT_WORDS
                or run[verb.start - 1].norm in VAGUE
                or run[verb.start - 1].norm in ("the", "many", "other")
            )
        ):
            continue  # "28 wounded people": an adjective here
        if verb.lemma == "hang" or (unit == "remaining" and verb.voice == "participle"):
            continue
        found.append(Predicate(verb, kind, unit, mode))
    return found


def other_verbs(run: Sequence[Token], known: Sequence[Predicate]) -> list[Verb]:
    """Return the verbs that head other clauses of the sentence."""
    taken = {place for p in known for place in range(p.verb.head, p.verb.end)}
    return [v for v in _COMMON.find(run) if v.start not in taken and v.lemma not in ("be", "have", "do")]
