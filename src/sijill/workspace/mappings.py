"""Mappings of tables: those that come with Sijill, by name, and a first draft for any table."""

from __future__ import annotations

from pathlib import PurePath

from sijill.actions.tables import cell_value
from sijill.adapters.readers import Sandbox
from sijill.tables import drafted, guessed, table_text
from sijill.values import Language, SijillError


def guess_mapping(content: bytes, *, name: str, kind: str = "", language: Language = Language.EN) -> str:
    """
    Return a draft of a mapping for a table, in which what is not known is said in a language.

    ``kind`` is what its rows are, victim or incident; unsaid, the headings tell. Raises EmptyTable, BrokenTable, and a
    kind of Unreadable.
    """
    with Sandbox() as reader:
        raw = table_text(content, name=name, reader=reader)
    return drafted(guessed(raw, _reads, kind=kind), source=PurePath(name).stem or name, language=language)


def _reads(kind: str, word: str, cell: str) -> bool:
    """Test whether a cell is read as it stands, or holds words of which any are taken."""
    try:
        cell_value(kind, word, cell)
    except SijillError:
        return False
    return True
