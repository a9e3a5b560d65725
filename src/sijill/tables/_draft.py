"""A guessed mapping as TOML, with what it does not know said beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from sijill.tables._guess import Draft
from sijill.tables._mapping import IMPORTED
from sijill.values import Language, message, plain, translate

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def drafted(draft: Draft, *, source: str, language: Language) -> str:
    """Return the draft as a mapping that can be read; ``source`` stands for who made the list until a person says."""
    return "\n".join(_lines(draft, source, language)).rstrip("\n") + "\n"


def _lines(draft: Draft, source: str, language: Language) -> Iterator[str]:
    def note(words: str, **places: str) -> str:
        return f"# {plain(translate(language, words, **places))}"

    mapping = draft.mapping
    yield note(message("A draft: read it line by line, correct it, and try it with sijill import --dry-run."))
    yield f"kind = {_told(mapping.kind)}  {note(message('one of: {kinds}'), kinds=', '.join(IMPORTED))}"
    yield f"source = {_told(source)}  {note(message('write here who made this list'))}"
    yield f"empty = {_told(['', '-', 'n/a', 'N/A', 'NA'])}  {note(message('what means that nothing is known'))}"
    for name, said in (("sheet", mapping.sheet), ("header", list(mapping.header)), ("delimiter", mapping.delimiter)):
        if said:
            yield f"{name} = {_told(said)}"
    if mapping.key:
        yield f"key = {_told(mapping.key[0])}  {note(message('by this a later release knows a row again'))}"
    else:
        yield note(message('No column knows a row again in a later release. Is there one, or several? key = "..."'))
    if draft.row_numbers:
        sentence = message("{column} only numbers the rows, and a later release numbers them anew: it is no key.")
        yield note(sentence, column=draft.row_numbers)
    yield "\n[columns]"
    yield from _pairs(mapping.columns)
    if draft.left:
        yield note(message("Not taken, since the headings do not tell what they are; add what we have a word for:"))
        yield from (f"# ... = {_told(column)}" for column in draft.left)
    for word, codes in draft.codes.items():
        yield f"\n[values.{_name(word)}]"
        yield from _pairs({theirs: ours for theirs, ours in codes.items() if ours})
        if strange := [theirs for theirs, ours in codes.items() if not ours]:
            yield note(message("Not known. Write our word between the quotes and take the first sign away:"))
            yield from (f'# {_told(theirs)} = ""' for theirs in strange)
    if mapping.constants:
        yield f"\n[constants]  {note(message('what every row has: take away what is not so'))}"
        yield from _pairs(mapping.constants)
    if mapping.kind == "victim" and "civilian_status" not in mapping.columns:
        yield note(message("Nothing says who was a civilian. Where all were, add under [constants]:"))
        yield '# civilian_status = "civilian"'


def _pairs(told: Mapping[str, object]) -> Iterable[str]:
    return (f"{_name(left)} = {_told(right)}" for left, right in told.items())


def _name(word: str) -> str:
    return word if _BARE.fullmatch(word) else _told(word)


def _told(said: object) -> str:
    # A string of JSON is a basic string of TOML 1.0, but for the one control that JSON leaves as it is.
    return json.dumps(said, ensure_ascii=False).replace("\x7f", "\\u007F")
