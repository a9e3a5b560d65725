"""Words, numbers and stops of a normalised Arabic text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_TOKEN = re.compile(
    # "martyred", "martyrs" and "victims" are cut off from a word they were glued on to when a page lost its lines
    # or tags; no Arabic word holds them inside
    r"(?P<word>[\u0620-\u063f\u0641-\u064a\u066e-\u06d3]{3,40}?(?<!ال)(?<!لل)(?=استشه|ضحايا|شهداء|الشهيد)"
    r"|[\u0620-\u063f\u0641-\u064a\u066e-\u06d3]+)"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)"
    r"|(?P<latin>[^\W\d_\u0600-\u06ff]+)"
    r"|(?P<stop>[.!؟?;؛…\u2022●•🔴⭕|]+|\n\s*\n|\r?\n)"
    r"|(?P<comma>[،,])"
    r"|(?P<sign>[^\s\w])"
)


class Token(NamedTuple):
    """One word, number or sign, with its offsets in the normalised text."""

    kind: str
    text: str
    start: int
    end: int


def sentences(text: str) -> Iterator[list[Token]]:
    """Yield the tokens of one sentence or line after another; a very long one is cut, to keep time linear."""
    sentence: list[Token] = []
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "sign"
        if kind == "stop" or len(sentence) >= 400:
            if sentence:
                yield sentence
            sentence = []
            if kind == "stop":
                continue
        sentence.append(Token(kind, found.group(), found.start(), found.end()))
    if sentence:
        yield sentence


def every_token(text: str) -> list[Token]:
    """Return all tokens of a text, the stops and new lines between sentences with them."""
    return [Token(m.lastgroup or "sign", m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def word_at(tokens: Sequence[Token], at: int) -> str:
    """Return the text of a token, "" behind the last."""
    return tokens[at].text if at < len(tokens) else ""
