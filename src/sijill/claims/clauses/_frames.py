"""The frames as the word list has them: which verb, noun of action or head noun belongs to what."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from sijill.language import lexicon

_TABLES = lexicon("frames")
_NOT_FRAMES = frozenset({"heads", "marks", "cases", "small"})


def _borrowed(path: str) -> list[str]:
    name, *keys = path.split(".")
    table = lexicon(name)
    for key in keys:
        table = table[key]
    return list(table["en"] if isinstance(table, dict) else table)


@functools.cache
def verb_frames() -> dict[str, str]:
    """Return the frame of every English lemma; the first frame that lists a lemma has it."""
    frames: dict[str, str] = {}
    for frame, table in _TABLES.items():
        if frame not in _NOT_FRAMES:
            borrowed = [lemma for path in table.get("from", ()) for lemma in _borrowed(path)]
            for lemma in (*table.get("tie", ()), *table.get("suffered", ()), *table.get("en", ()), *borrowed):
                frames.setdefault(lemma, frame)
    return frames


@functools.cache
def lemmas(frame: str, role: str) -> frozenset[str]:
    """Return the lemmas of a frame that play another part in it: suffered, tie, of_object."""
    return frozenset(_TABLES[frame].get(role, ()))


@functools.cache
def noun_frames() -> dict[str, str]:
    """Return the frame of every noun of action, in singular and plural."""
    return {
        form: frame
        for frame in reversed(_TABLES)
        if frame not in _NOT_FRAMES
        for form in _in_both_numbers(_TABLES[frame].get("noun", ()))
    }


@functools.cache
def head_sorts() -> dict[str, str]:
    """Return what each head noun is (force, weapon, ground ...), in singular and plural."""
    heads = _TABLES["heads"]
    return {form: name for name in reversed(heads) for form in _in_both_numbers(heads[name])}


@functools.cache
def object_nouns() -> frozenset[str]:
    """Return the nouns of action that take the one it happened to behind "of"."""
    others = (
        noun
        for frame, table in _TABLES.items()
        if frame not in _NOT_FRAMES | {"ATTACK"}
        for noun in table.get("noun", ())
    )
    return frozenset(_in_both_numbers([*_TABLES["ATTACK"]["of_object"], *others]))


@functools.cache
def clients() -> dict[str, str]:
    """Return what irregular units that are loyal to a party are called, by the party."""
    return dict(lexicon("arabic_clauses")["proxies"])


@functools.cache
def irregulars() -> frozenset[str]:
    """Return the heads of units that are no forces of a state."""
    return frozenset(_in_both_numbers(_TABLES["heads"]["irregular"]))


@functools.cache
def marks(name: str) -> frozenset[str]:
    """Return the words that mark a doer as unknown, or as only suspected."""
    return frozenset(_TABLES["marks"][name])


@functools.cache
def prepositions() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the prepositions by their first word, the longest first, each with its canonical name."""
    known = {words: words for words in _TABLES["small"]["prepositions"].split()} | _TABLES["cases"]
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in sorted(known.items(), key=lambda pair: -len(pair[0].split())):
        words = tuple(phrase.split())
        table.setdefault(words[0], []).append((words, name))
    return table


@functools.cache
def small(name: str) -> frozenset[str]:
    """Return a list of small words of the grammar."""
    return frozenset(_TABLES["small"][name].split())


def _in_both_numbers(nouns: Iterable[str]) -> list[str]:
    forms = []
    for noun in nouns:
        ending = "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else None
        plural = noun[:-1] + "ies" if ending else noun + ("es" if noun.endswith(("s", "sh", "ch", "x")) else "s")
        forms += [noun, plural]
    return forms
