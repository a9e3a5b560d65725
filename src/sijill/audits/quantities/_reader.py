"""Read a page: each line with its quantities, what they count and on what each hangs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sijill.audits._document import Document, Sentence
from sijill.audits._quantities import Quantity as Number
from sijill.audits.quantities._counted import count_of, fate_of, is_bare, noun_length
from sijill.audits.quantities._hanging import hang
from sijill.audits.quantities._numbers import numbers_of
from sijill.audits.quantities._quantity import Quantity
from sijill.audits.quantities._words import cue, fold, has

_CLAUSE = re.compile(r"[.;:؛،,()\n–—]|\s-\s|\b(?:while|whereas|but)\b|(?<!\w)(?:بينما|فيما|في\sحين|كما)(?!\w)")
_BOUNDS_CLAUSE = re.compile(r"[.;؛]|\b(?:while|whereas|but)\b|(?<!\w)(?:بينما|فيما|في\sحين|كما)(?!\w)")
_MAKER = re.compile(
    r"(?<![\w-])(?:by|at the hands? of|responsible for|committed)(?![\w-])"
    r"|(?<!\w)(?:علي\s+(?:يد|ايدي|يدي)|مسو?ؤ?وله?\s+عن|مسيوله?\s+عن)(?!\w)"
)
_WERE = re.compile(r"\s*[^\W\d]+\s*,?\s*((?:were|was|have been|had been|are)\s+(?:\w+ly\s+)?\w+(?: and \w+ed)?)")
_DAILY = re.compile(r"(?:daily|monthly|يومي\w*|شهري\w*)\s[^.,،;؛:\d]{0,24}$")
_RESPONSIBLE = re.compile(
    r"\b(?:responsible for|committed)\b|(?<!\w)(?:و?ارتكب\w*|مس[يو]?وله\s+عن|علي\s+(?:يد|ايدي|يدي))(?!\w)"
)
_NO_RATE = re.compile(r"\b(?:within|in|for|over|after|than|about|inside)\s+$")
_IN_ALL = re.compile(
    r"\s*(?:in all|in total|altogether|overall)\b|\s*(?:في\s+المجموع|اجمالا|بالاجمال|في\s+المحصله)(?!\w)"
)
_OPENS_BRACKET = re.compile(r"[^.;:()\d]{0,40}\(\s*")
_LOOKED_BACK = 24
_OPENED = re.compile(r":[^:]{0,24}$")
_HOLD_MORE = frozenset({"settlement", "facility"})
_SET_APART, _RUNS = "apart", "running"


@dataclass(slots=True)
class PageLine:
    """A line of the page (paragraph, item, heading, caption): its place, folded text and quantities."""

    block: int
    start: int
    end: int
    text: str
    folded: str
    zone: str
    level: str
    quantities: list[Quantity] = field(default_factory=list)

    @property
    def opens(self) -> bool:
        """Test whether the line leads into what follows it."""
        return self.folded.rstrip('\x00 *_"”»').endswith(":")

    @property
    def heads(self) -> list[Quantity]:
        """The quantities that hang on no other."""
        return [one for one in self.quantities if one.whole is None and one.counts]


@dataclass(slots=True)
class Page:
    """A document as lines of quantities."""

    document: Document
    lines: list[PageLine]
    folded: str
    quantities: list[Quantity] = field(default_factory=list)
    """All quantities of the page in order."""
    _lines: dict[int, PageLine] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Set out what is asked again and again."""
        self.quantities = [one for line in self.lines for one in line.quantities]
        self._lines = {line.block: line for line in self.lines}

    def line_of(self, one: Quantity) -> PageLine:
        """Return the line that a quantity stands in."""
        return self._lines[one.block]

    def between(self, left: int, right: int) -> str:
        """Return folded text between two places of the reading."""
        return self.folded[left:right]


def read_page(document: Document) -> Page:
    """Return the lines of a document, notes aside, with their quantities."""
    whole = fold(document.flat)
    lines: list[PageLine] = []
    recent: list[Quantity] = []
    topic = ""
    number = 0
    for index, block in enumerate(document.blocks):
        if block.zone == "note":
            continue
        text = document.flat[block.start : block.end]
        line = PageLine(index, block.start, block.end, text, whole[block.start : block.end], block.zone, block.level)
        for sentence in document.sentences_of(index):
            number += 1
            folded = whole[sentence.start : sentence.end]
            read = _sentence(document, sentence, folded, number, topic)
            hang(read, folded, sentence.start, recent[-_LOOKED_BACK:])
            _fates_behind_parts(read)
            _dead_and_injured(read, folded, sentence.start)
            _units_of_heads(read, recent[-_LOOKED_BACK:])
            recent.extend(read)
            line.quantities.extend(read)
            told = [one.fate for one in read if one.fate and not one.apart] or [fate_of(folded)]
            topic = told[0] or topic
        lines.append(line)
    return Page(document, lines, whole)


def _sentence(document: Document, sentence: Sentence, folded: str, number: int, topic: str) -> list[Quantity]:
    numbers = numbers_of(document, sentence, folded)
    read: list[Quantity] = []
    for at, one in enumerate(numbers):
        left = numbers[at - 1].number_end if at else sentence.start
        right = numbers[at + 1].start if at + 1 < len(numbers) else sentence.end
        before = folded[max(0, left - sentence.start) : max(0, one.start - sentence.start)]
        behind = folded[one.number_end - sentence.start : max(0, right - sentence.start)]
        own = folded[one.number_start - sentence.start : one.number_end - sentence.start]
        quantity = Quantity(one, sentence.block, number, label=_last_clause(before), tail=behind)
        # The noun of the number before is no label of this one: "9 children: 25 in Alta".
        label = before[noun_length(before) :] if at else before
        quantity.unit, quantity.whom, quantity.fate, quantity.noun_given = count_of(one, own, label, behind)
        quantity.bare = is_bare(behind)
        quantity.fate_given = bool(quantity.fate)
        if _IN_ALL.match(behind) and {"dead", "injured"} <= {other.fate for other in read if other.fate_given}:
            quantity.fate = "casualties"
        if not quantity.fate and quantity.unit in ("", "people"):
            ahead, after = folded[: max(0, one.start - sentence.start)], folded[one.number_end - sentence.start :]
            quantity.fate = _inherited(read, ahead, after, topic)
        if one.kind == "percent":
            quantity.unit = ""
        quantity.apart = _is_set(_SET_APART, folded, one, sentence)
        quantity.running = _is_set(_RUNS, folded, one, sentence)
        quantity.per = _per(behind, before)
        quantity.named = bool(_RESPONSIBLE.search(before) or _MAKER.search(_clause_of(behind)))
        read.append(quantity)
    return read


def _units_of_heads(read: Sequence[Quantity], above: Sequence[Quantity]) -> None:
    """Give a number without a noun, and a number of "cases", the unit of the head before it."""
    heads = [one for one in above if one.whole is None and one.unit not in ("", "case", "time", "measure")]
    unit = heads[-1].unit if heads else ""
    outer, most = (heads[-2].unit if len(heads) > 1 else ""), (heads[-1].value if heads else Decimal(0))
    seen = False
    for one in read:
        if one.unit == "case":
            told = [two.unit for two in heads if two.unit in ("arrest", "incident", "attack")]
            one.unit = told[-1] if told else unit or "people"
        elif one.counts and not one.unit and (one.bare or (seen and one.whole is None)):
            # "226 barrels on three districts: 118 on one, 64 on the next": places are never fewer than what each holds.
            opened = unit in _HOLD_MORE and one.bare and _OPENED.search(one.label)
            one.unit = outer if opened and one.value > most else unit
        if one.counts and one.whole is None and (one.unit or not one.bare):
            # Behind a noun that we do not know stand its own numbers: "84,000 crowns in May and 63,000 in June".
            outer = outer if one.unit == unit else unit
            unit, seen, most = one.unit, bool(one.unit), one.value


def _fates_behind_parts(read: Sequence[Quantity]) -> None:
    """Give a whole the fate that is told behind its parts: "60 people, including 12 children, were wounded"."""
    for whole in read:
        parts = [one for one in read if one.whole is whole]
        if not parts or parts[0].start < whole.end:
            continue
        told = _WERE.match(parts[-1].tail)
        fate = fate_of(told[1]) if told else ""
        if fate:
            for one in (whole, *parts):
                one.fate = fate


def _dead_and_injured(read: Sequence[Quantity], folded: str, offset: int) -> None:
    """Give a number the fate of its bracket: in "mines 390 (156 deaths and 234 injured)" it counts casualties."""
    for whole, dead, hurt in zip(read, read[1:], read[2:], strict=False):
        opened = _OPENS_BRACKET.fullmatch(folded[whole.end - offset : max(0, dead.number.start - offset)])
        if opened and {dead.fate, hurt.fate} == {"dead", "injured"} and dead.fate_given and hurt.fate_given:
            whole.fate, whole.fate_given = "casualties", True
            whole.unit = whole.unit or dead.unit


def _last_clause(before: str) -> str:
    return before[-120:]


def _clause_of(behind: str) -> str:
    stop = _CLAUSE.search(behind)
    return behind[: stop.start()] if stop else behind


def _inherited(read: Sequence[Quantity], before: str, behind: str, topic: str) -> str:
    """Return the fate that a number without one takes over: of its clause, of the number before, of the page."""
    if read and read[-1].fate and read[-1].unit in ("", "people"):
        return read[-1].fate
    return fate_of(before) or fate_of(behind) or topic


def _is_set(name: str, folded: str, one: Number, sentence: Sentence) -> bool:
    """Test whether the clause around a number has a cue: one that sets it apart, one that makes it a running total."""
    upto = folded[: max(0, one.start - sentence.start)]
    stops = list(_BOUNDS_CLAUSE.finditer(upto))
    clause = upto[stops[-1].end() :] if stops else upto
    behind = folded[one.number_end - sentence.start :][:60]
    stop = _CLAUSE.search(behind)
    return has(name, clause[-90:]) or has(name, behind[: stop.start()] if stop else behind)


def _per(behind: str, before: str) -> str:
    clause = _clause_of(behind)[:40]
    found = cue("per").search(clause)
    if found and _NO_RATE.search(clause[: found.start()]):
        found = None  # "freed within a week" tells no rate
    found = found or _DAILY.search(before)
    return found[0] if found else ""
