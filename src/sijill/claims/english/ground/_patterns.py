"""The verbs of ground as data: which event they tell, and where each role stands by voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from sijill.claims.english._verbs import VerbList
from sijill.language import lexicon

_LEXICON = lexicon("ground")
WORD: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for table in ("nouns", "words", "acts", "small")
    for name, words in _LEXICON[table].items()
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a verb says happened, where its roles stand, and what must be told, as the lexicon has it."""

    name: str
    event: str
    active: Mapping[str, str]
    passive: Mapping[str, str]
    needs: frozenset[str]
    extent: str | None
    given: str | None
    road: bool
    bars: frozenset[str]


def _lemmas(table: Mapping[str, Any]) -> Iterator[str]:
    yield from table.get("lemmas", ())
    for columns in table.get("phrases", ()):
        yield from (" ".join(words).replace("_", " ") for words in product(*map(str.split, columns)))


def _read() -> dict[str, list[Pattern]]:
    found: dict[str, list[Pattern]] = {}
    for name, table in _LEXICON["verbs"].items():
        roles = _LEXICON["patterns"][table["pattern"]]
        pattern = Pattern(
            name,
            table.get("event", name),
            roles.get("active", {}),
            roles.get("passive", {}),
            frozenset(table.get("needs", "").split()),
            table.get("extent"),
            table.get("given"),
            table.get("road", False),
            frozenset(table.get("bars", "").split()),
        )
        for lemma in _lemmas(table):
            found.setdefault(lemma, []).append(pattern)
    return found


PATTERNS = _read()
PARTED = {lemma.split()[0] for lemma in PATTERNS if lemma.split()[1:] and lemma.split()[1] in WORD["particles"]}
VERBS = VerbList([*PATTERNS, *PARTED])
ATTACKS = WORD["attack"] | VerbList(WORD["attacked"]).words
_TELLING = VerbList(lemma for lemma in PATTERNS if lemma.split()[0] not in WORD["light"])
WORDS = _TELLING.words | WORD["states"] | WORD["gained"] | ATTACKS  # without these a sentence says nothing of ground
EVERY = VerbList(
    [*PATTERNS, *lexicon("verbs")["common"]["en"], *(v for g in lexicon("voice")["verbs"].values() for v in g)]
)
