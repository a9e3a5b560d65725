"""The page behind a text: its blocks, zones, sentences and addresses, and the page as a reader sees it."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.language.page._links import Link
    from sijill.language.page._sentences import Sentence, sentence_spans, sentences
    from sijill.language.page._structure import Block, blocks
    from sijill.language.page._surface import BULLET, Cite, Note, Passage, Surface, read_surface
    from sijill.language.page._tokens import Token, norm_at, tokens
else:
    __getattr__ = later(__name__)

__all__ = [
    "BULLET",
    "Block",
    "Cite",
    "Link",
    "Note",
    "Passage",
    "Sentence",
    "Surface",
    "Token",
    "blocks",
    "norm_at",
    "read_surface",
    "sentence_spans",
    "sentences",
    "tokens",
]
