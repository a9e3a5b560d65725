"""The port of the renderers: a document in, the bytes of one file out."""

from __future__ import annotations

from typing import Protocol

from sijill.reports._document import Document


class Renderer(Protocol):
    """Prints a document in one format. The same document gives the same bytes."""

    @property
    def suffix(self) -> str:
        """The ending of the file's name, with its dot."""

    @property
    def media_type(self) -> str:
        """The media type of the bytes."""

    def render(self, document: Document) -> bytes:
        """Return the file."""
