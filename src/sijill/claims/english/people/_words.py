"""The word lists by which counted people and their outcomes are read, made once from the lexicon."""

from __future__ import annotations

from sijill.language import lexicon, word_sets

_PEOPLE, _OUTCOMES = lexicon("people"), lexicon("outcomes")
TERMS = word_sets("counts")
_UNITS = [(kind, unit, table) for kind, units in _OUTCOMES.items() for unit, table in units.items() if unit != "things"]
POPULATION: dict[str, str] = {}
for _group, _table in _PEOPLE.items():
    POPULATION = dict.fromkeys(_table.get("en", ()), _group) | POPULATION
ADJECTIVE = {word: group for group, words in _PEOPLE["adjective"].items() for word in words}
PARTICIPLES: dict[str, tuple[str, str]] = {word: (kind, unit) for word, (kind, unit) in _PEOPLE["participles"].items()}
# Nouns that count an outcome themselves, states that say it, and nouns that take the people after "of".
NOUNS = {tuple(noun.split()): (kind, unit) for kind, unit, table in _UNITS for noun in table["nouns"]}
OUTCOME_STATES = {tuple(state.split()): (kind, unit) for kind, unit, table in _UNITS for state in table["state"]}
OF_NOUNS = {noun: (kind, unit) for kind, unit, table in _UNITS for noun in table["of"]}
THINGS = {word: unit for unit, words in _OUTCOMES["displacement"]["things"].items() for word in words}
MEANING = {
    lemma: (kind, unit, mode)
    for kind, unit, table in _UNITS
    for mode in ("done", "undergone", "either", "loss")
    for lemma in table.get(mode, ())
}
# Words behind a verb, or behind its object, by which it says that people were moved or held.
MOVED = [(kind, unit, table["results"]) for kind, unit, table in _UNITS if "results" in table]
# Words for those who came to harm, by which a sentence names who they were.
THE_DEAD: dict[str, str] = {w: unit for unit, words in lexicon("deaths")["the_dead"].items() for w in words}


def groups_of(words: list[str]) -> tuple[str, ...]:
    """Return the populations that some words name, each once."""
    return tuple(dict.fromkeys(POPULATION[word] for word in words if POPULATION.get(word, "any") != "any"))
