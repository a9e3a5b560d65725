"""Marked copies of documents that were checked, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from sijill.audits import Checked
from sijill.values import Language


def write_marked_copy(checked: Checked, out: Path, language: Language | None = None) -> Path:
    """
    Write a document with its findings lit, for its owner alone, and return where it lies.

    It speaks the language of the document where none is asked.
    """
    from sijill.adapters.files import write_whole
    from sijill.adapters.render import marked_copy

    write_whole(out, marked_copy(checked, language or checked.language), mode=0o600)
    return out
