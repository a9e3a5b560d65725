"""The reader of text files and Markdown."""

from __future__ import annotations

import re

from sijill.evidence._encoding import decode
from sijill.evidence._media import CSV, MARKDOWN, PLAIN
from sijill.evidence._settle import Extract, settle
from sijill.evidence._text import Text

_HEADING = re.compile(r"^#[ \t]+(?P<title>[^\r\n]+?)[ \t#]*$", re.M)
_NEXT_PAGE = re.compile("\f")


class PlainReader:
    """
    Reads text and Markdown, a YAML block at the head included.

    Newlines stay as they are. A form feed begins a new page, as programs that turn PDF into text write it.
    """

    media_types = frozenset({PLAIN, MARKDOWN, CSV})

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading of the file; raises UnknownEncoding."""
        raw, encoding = decode(content)
        heading = _HEADING.search(raw) if media_type == MARKDOWN else None
        breaks = tuple(found.end() for found in _NEXT_PAGE.finditer(raw) if found.end() < len(raw))
        return settle(
            Extract(
                raw=raw,
                media_type=media_type,
                reader="text 1",
                encoding=encoding,
                page_starts=(0, *breaks) if breaks else (),
                title=heading["title"] if heading else None,
                may_have_front_matter=True,
            )
        )
