"""Characters that nobody sees and that change what is seen: controls, and those that turn a line around."""

from __future__ import annotations

import re

# Controls but tab and newline, deletion, separators of lines and paragraphs, embeddings, overrides and isolates of
# direction, marks of tags, and halves of characters, as a file name in no encoding comes. What Arabic and Persian
# are written with (joiners and marks) stays.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str, *, but: str = "") -> str:
    r"""
    Return text with such characters as escapes that are seen and do nothing: ``\u202e``; JSON reads them back.

    Those in ``but`` stay: text that we isolated ourselves keeps its marks.
    """
    return _UNSEEN.sub(lambda one: one[0] if one[0] in but else _escape(ord(one[0])), text)


def _escape(code: int) -> str:
    # Beyond the first plane JSON writes both halves.
    if code > 0xFFFF:
        return "".join(_escape(int.from_bytes(half)) for half in _halves(chr(code)))
    return f"\\u{code:04x}"


def _halves(one: str) -> tuple[bytes, bytes]:
    both = one.encode("utf-16-be")
    return both[:2], both[2:]
