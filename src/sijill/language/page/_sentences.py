"""Cut blocks into sentences, and join the sentences that page furniture has cut in two (S0.27, S1.36)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sijill.language._lexicon import small_words
from sijill.language.page._structure import Block, blocks
from sijill.language.page._tokens import Token, tokens
from sijill.model import Zone

MAX_TOKENS = 200  # longer runs are lists or noise; what one sentence can cost stays bounded
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("”\"’')]»")
_SHORT = small_words("sentences", "short")
_OPEN = small_words("sentences", "open")
_NOTE_AFTER = frozenset(".,;:”\"’')]?!")
_FURNITURE = frozenset({Zone.CAPTION, Zone.LINK})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as tokens in reading order (they need not be contiguous), with its block and its citations."""

    tokens: tuple[Token, ...]
    block: Block
    cites: tuple[str, ...]
    first: bool

    @property
    def zone(self) -> Zone:
        """The zone of the block it stands in."""
        return self.block.zone


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a page; a sentence cut by a caption, a link or a page break comes whole."""
    waiting: Sentence | None = None
    aside: list[Sentence] = []
    for block in blocks(text):
        for sentence in _of_block(text, block):
            if waiting is None:
                if _unfinished(sentence):
                    waiting = sentence
                else:
                    yield sentence
                continue
            if _continues(waiting, sentence):
                whole = replace(waiting, tokens=waiting.tokens + sentence.tokens, cites=waiting.cites + sentence.cites)
                waiting = None
                if _unfinished(whole) and len(whole.tokens) < MAX_TOKENS:
                    waiting = whole
                else:
                    yield whole
                    yield from aside
                    aside = []
            elif sentence.zone in _FURNITURE or len(sentence.tokens) <= 2 or sentence.block.level:
                aside.append(sentence)
            else:
                yield waiting
                yield from aside
                aside = []
                waiting = sentence if _unfinished(sentence) else None
                if waiting is None:
                    yield sentence
            if len(aside) > 12 and waiting is not None:
                yield waiting
                yield from aside
                waiting, aside = None, []
    if waiting is not None:
        yield waiting
    yield from aside


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a passage stand in a text; nothing is left out of them."""
    for run in _cut(tokens(text, start, end)):
        yield run[0].start, run[-1].end


def _cut(found: Iterable[Token]) -> Iterator[list[Token]]:
    """Yield the tokens of one sentence after another."""
    run: list[Token] = []
    marked = False
    for token in found:
        if (marked and _closes(run, token)) or len(run) >= MAX_TOKENS:
            yield run
            run = []
        run.append(token)
        marked = token.kind == "mark"
    if run:
        yield run


def _of_block(text: str, block: Block) -> Iterator[Sentence]:
    own = [block.note] if block.note and block.zone is Zone.ENDNOTE else []
    cites = list(own)
    first = True

    def without_furniture() -> Iterator[Token]:
        before: Token | None = None
        for token in tokens(text, block.start, block.end):
            kind = token.kind
            if kind == "word" or kind == "mark":
                yield token
                before = token
            elif kind == "ref" or _is_note(token, before, text):
                cites.append(token.text.strip("[]"))
            elif kind not in ("link", "break"):
                yield token
                before = token

    for run in _cut(without_furniture()):
        yield Sentence(tuple(run), block, tuple(cites), first)
        cites, first = list(own), False


def _is_note(token: Token, before: Token | None, text: str) -> bool:
    """Test whether a number is a note mark glued to the word or mark before it."""
    if token.kind != "number" or token.spaced or before is None or len(token.text) > 3 or not token.text.isdigit():
        return False
    if text[token.end : token.end + 1].isalnum():
        return False
    return (before.kind == "word" and len(before.text) > 3) or before.text in _NOTE_AFTER


def _closes(run: list[Token], token: Token) -> bool:
    """Test whether the run so far is a sentence that ends before this token."""
    last = len(run) - 1
    while last > 0 and run[last].text in _CLOSERS:
        last -= 1
    mark = run[last].text
    if mark not in _ENDS or last == 0:
        return False
    if token.text in _CLOSERS and not token.spaced:
        return False
    if mark != ".":
        return token.capital or token.text in '“"‘('
    before = run[last - 1]
    if not token.spaced and token.kind == "word" and before.kind == "word" and not token.capital:
        return False
    if before.kind == "word" and (
        before.norm in _SHORT or (len(before.text) == 1 and before.capital) or "." in before.text
    ):
        return False
    return token.capital or token.kind in ("number", "ordinal") or token.text in '“"‘([' or not token.text.isascii()


def _unfinished(sentence: Sentence) -> bool:
    """Test whether the end of a block cut this sentence."""
    if sentence.zone not in (Zone.BODY, Zone.TIMELINE, Zone.CAPTION) or sentence.block.level:
        return False
    last = sentence.tokens[-1]
    if last.norm in _OPEN:
        return True
    return last.kind in ("word", "number") or last.text == ","


def _continues(waiting: Sentence, sentence: Sentence) -> bool:
    if sentence.zone is not waiting.zone and not (sentence.zone is Zone.TITLE and waiting.tokens[-1].norm in _OPEN):
        return False
    head = sentence.tokens[0]
    if head.kind != "word" or sentence.block.bullet:
        return False
    return not head.capital or (waiting.tokens[-1].norm in _OPEN and waiting.zone is Zone.BODY)
