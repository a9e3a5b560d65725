"""Find the words a model says it quotes; what is not there, or not surely there, is dropped."""

from __future__ import annotations

import enum
import re

_ALIKE = {
    **dict.fromkeys("'’‘`´ʼ", "['’‘`´ʼ]"),
    **dict.fromkeys('"“”«»„', '["“”«»„]'),
    **dict.fromkeys("-–—‑‐", "[-–—‑‐]"),
}
_LONGEST_QUOTE = 600


class Misquote(enum.Enum):
    """Why a quotation was dropped."""

    ABSENT = "absent"
    AMBIGUOUS = "ambiguous"


def place_quote(passage: str, quote: str, before: str) -> tuple[int, int] | Misquote:
    """
    Return where a quotation stands in a passage.

    Only the kind of white space, quotation mark or dash may differ, since models rewrite
    those. Where the words stand more than once, the words before must tell which is meant.
    """
    bare = quote.strip()
    if not bare or len(bare) > _LONGEST_QUOTE:
        return Misquote.ABSENT
    spans = [match.span() for match in re.finditer(re.escape(bare), passage)]
    if not spans:
        spans = [match.span() for match in re.finditer(_tolerant(bare), passage)]
    if not spans:
        return Misquote.ABSENT
    if len(spans) == 1:
        return spans[0]
    lead = _tolerant(before.strip()[-40:])
    told = [span for span in spans if lead and re.search(lead + r"\s*$", passage[max(0, span[0] - 80) : span[0]])]
    return told[0] if len(told) == 1 else Misquote.AMBIGUOUS


def _tolerant(words: str) -> str:
    return r"\s+".join("".join(_ALIKE.get(c, re.escape(c)) for c in word) for word in words.split())
