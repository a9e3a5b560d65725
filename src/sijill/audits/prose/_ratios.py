"""Check ``ratio``: "1.8 civilians for every militant" against the two counts it was worked out from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._lexicon import PERSON_CLASSES, class_of
from sijill.audits._quantities import Quantity
from sijill.audits._rounding import fits_share
from sijill.audits._said import Sum, figure_words, said
from sijill.values import message

_FOR_EVERY = re.compile(
    r"\s*(?:deaths?\s+)?(?:for (?:every|each)|per|to every)\s+(?:one\s+|1\s+|single\s+)?"
    r"(?P<base>[\w’'-]+(?:\s[\w’'-]+)?)"
)
_RATIO_OF = re.compile(
    r"\bratio of (?P<top>[a-z][\w\s’'-]{2,40}?) to (?P<base>[a-z][\w\s’'-]{2,40}?) "
    r"(?:[a-z]+ )?(?:is|was|of|at|stood at) "
    r"(?:about |around |over |more than |nearly )?(?P<number>\d+(?:\.\d+)?)\s?(?::|to)\s?(?:1|one)\b"
)
_SENTENCES_BACK = 2


def check_ratios(document: Document) -> Iterator[Finding]:
    """
    Yield a finding for each printed ratio "R A for every B": R = A / B, orientation as worded.

    Half the last printed digit of R is its rounding. The counts are the nearest pair of
    those two classes, in the same sentence first, then in the two sentences before. A
    ratio that only fits turned round fails, and the finding says so.
    """
    for at, sentence in enumerate(document.sentences):
        for stated in sentence.quantities:
            found = _FOR_EVERY.match(document.flat, max(stated.end, stated.number_end))
            if found is None:
                continue
            above, below = _class(stated.phrase), _class(found["base"])
            if above == below or above not in PERSON_CLASSES or below not in PERSON_CLASSES:
                continue
            pair = _nearest_counts(document, at, stated, above, below)
            if pair is not None:
                finding = _finding(document, stated, *pair)
                apart = document.sentence_at(pair[0].start).start != sentence.start
                if apart and finding.fails and not _speaks_of_them(document, sentence, stated):
                    finding = replace(finding, verdict=Verdict.UNDECIDABLE)
                yield finding
    yield from _to_one(document)


def _speaks_of_them(document: Document, sentence: Sentence, stated: Quantity) -> bool:
    """Test whether a ratio in a sentence of its own is that of the numbers before it, and not another actor's."""
    before = document.flat[sentence.start : stated.start].strip().lower()
    return not before or bool(re.search(r"\b(?:that is|this is|that means|this means|a ratio of|i\.e\.)", before))


def _to_one(document: Document) -> Iterator[Finding]:
    """Find "the ratio of civilians to combatants was 3:1" with both counts in the same sentence."""
    for sentence in document.sentences:
        found = _RATIO_OF.search(sentence.text)
        if found is None or _class(found["top"]) == _class(found["base"]):
            continue
        place = sentence.start + found.start("number")
        value = Decimal(found["number"])
        hedge = "above" if re.search(r"(?:over|more than) $", found[0][: found.start("number") - found.start()]) else ""
        end = sentence.start + found.end()
        stated = Quantity(
            value, value, None if hedge else value, Decimal(0), "ratio", hedge, "", "", False, place, end, place, end
        )
        tops, bases = _counts(sentence, stated, _class(found["top"])), _counts(sentence, stated, _class(found["base"]))
        if len(tops) == 1 and len(bases) == 1:
            yield _finding(document, stated, tops[0], bases[0])


def _class(words: str) -> str:
    return class_of(words) or class_of(words.split(" ")[0])


def _nearest_counts(
    document: Document, at: int, stated: Quantity, above: str, below: str
) -> tuple[Quantity, Quantity] | None:
    for sentence in [document.sentences[at], *reversed(document.sentences[max(0, at - _SENTENCES_BACK) : at])]:
        tops = _counts(sentence, stated, above)
        bases = _counts(sentence, stated, below)
        if tops and bases:
            nearest = min(
                ((top, base) for top in tops for base in bases),
                key=lambda pair: abs(pair[0].start - stated.start) + abs(pair[1].start - stated.start),
            )
            return nearest
    return None


def _counts(sentence: Sentence, stated: Quantity, kind: str) -> list[Quantity]:
    return [
        one
        for one in sentence.quantities
        if one.start != stated.start and one.kind == "count" and one.category == kind and one.value > 1
    ]


def _finding(document: Document, stated: Quantity, top: Quantity, base: Quantity) -> Finding:
    exponent = stated.value.as_tuple().exponent
    place = Decimal(1).scaleb(min(exponent, 0) if isinstance(exponent, int) else 0)
    # "Over 2" means above two for a ratio, not three as for people.
    low = stated.value if stated.hedge == "above" else stated.low
    rounded = replace(stated, tolerance=place / 2, low=low)
    exact = top.value / base.value
    verdict = fits_share(rounded, exact)
    explained = [
        said(
            message("{sum}; printed {whole}."),
            sum=Sum(f"{figure_words(top.value)} / {figure_words(base.value)} = {exact:.3f}"),
            whole=stated.value,
        )
    ]
    if verdict is Verdict.FAILS and fits_share(rounded, 1 / exact) in {Verdict.HOLDS, Verdict.WITHIN_ROUNDING}:
        explained.append(said(message("It fits only the other way round.")))
    return document.finding(
        "ratio",
        verdict,
        [
            document.term(Role.PART, top),
            document.term(Role.BASE, base),
            document.term(Role.STATED, stated),
        ],
        *explained,
    )
