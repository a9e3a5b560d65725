"""Checks ``share``, ``printed_shares`` and changes in per cent: P % against the two numbers it stands on."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Role, Term, Verdict
from sijill.audits._lexicon import class_of
from sijill.audits._quantities import Quantity
from sijill.audits._rounding import fits_share
from sijill.audits._said import Sum, figure_words, said
from sijill.audits.prose._cumulative import steps
from sijill.audits.prose._marked import mark, pattern
from sijill.values import message

SHARE = message("{sum}; printed {share} %.")
ZERO_BASE = message("The base is zero: no share can be worked out.")

_TIES = tuple(
    pattern(words)
    for words in (
        r"{part}{few} (?:out )?of {the}{base}{few}[(,–—-] ?(?:or |i\.e\.,? )?{share}(?!\s*of (?!the total))",
        r"{part}{few}\( ?(?:or )?{share} ?\),? (?:out )?of {the}{base}",
        r"{part}{few}, or {share},? of {the}{base}",
        r"{share} ?\( ?{part}{few}\) (?:out )?of {the}{base}",
        r"{share} of {the}{base}{few},? (?:or|that is,?) {part}",
        r"{share}{few}\( ?{part} (?:out )?of {the}{base}",
        r"\b[Oo]f {the}{base}{few}, {few}{part}{few}\( ?{share} ?\)",
        r"\b[Oo]f {the}{base}{few}, {few}{share} ?\( ?{part} ?\)",
        r"{part}{few} (?:accounted for|account for|made up|make up|represent\w*|constitut\w*) {share} of {the}{base}",
    )
)
_OF_ITS_OWN = re.compile(r"\s*of (?:the |all )?\w+[^(]*\(\s*$")
_OF_YEAR = re.compile(r"\b(?:constitut\w+|accounts? for|represents?|makes? up|amounts? to)\b[^.;]*$")
_YEAR_TO_DATE = re.compile(
    r"\s*of (?:the )?(?:year[’']?s (?:total|toll)|total (?:to date|this year)|toll (?:to date|since))"
)
_FROM_TO = re.compile(r"\bfrom\s*$"), re.compile(r"\s*(?:[\w\s]{0,30}?)\bto\s*(?:about|some|around)?\s*$")
_UP = re.compile(r"\b(?:increas\w+|rose|risen|rise|rises|up|grew|grown|climb\w*|jump\w*|surg\w+|more)\b", re.IGNORECASE)
_DOWN = re.compile(
    r"\b(?:decreas\w+|fell|fallen|fall|falls|down|drop\w*|declin\w+|reduc\w+|shrank|plummet\w*|plung\w+|lost)\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?<![\d:.,])(\d[\d,]*(?:\.\d+)?)\s?:\s?1\b(?!:)")
_REST_SHARE = re.compile(r"\b(?:the|The) (?:rest|remaining|remainder|other|others)\b[^.;\d]{0,30}$")
_LISTED = re.compile(r"[^.;:()%]{0,90}?(?:,|;|\band\b|،|\bو)[^.;:()%\d]{0,40}$")
_OVERLAP = re.compile(
    r"\b(?:includ\w+|of whom|of which|while|whereas|total of|compared|respectively|up from|down from|from)\b"
)


def check_tied_shares(document: Document) -> Iterator[Finding]:
    """
    Yield a finding for each share printed with its two numbers: P = 100 * part / base.

    Half the last printed digit of P is its rounding. The words must tie part, base and
    share together ("12 of the 40 (30%)", "30% (12) of the 40", "12, or 30%, of the 40",
    "about 14% of the year's total to date" after "8 ..., bringing the total to 57").
    """
    for sentence in document.sentences:
        for share in sentence.quantities:
            if share.kind != "percent":
                continue
            found = _tied(document, sentence, share) or _to_date(document, sentence, share)
            if found is not None:
                made = _share(document, share, *found)
                unsure = made.fails and _is_of_another_base(document, share, *found)
                yield replace(made, verdict=Verdict.UNDECIDABLE) if unsure else made


def _is_of_another_base(document: Document, share: Quantity, part: Quantity, base: Quantity) -> bool:
    """Test for "45 % of the dead (30 of 80 civilians known by name)": each number names people of its own."""
    between = document.flat[share.number_end : part.start]
    return part.start > share.end and _OF_ITS_OWN.match(between) is not None and bool(base.phrase)


def _tied(document: Document, sentence: Sentence, share: Quantity) -> tuple[Quantity, Quantity] | None:
    """Return the part and the base that the words of a sentence tie to a share."""
    marked = mark(document, sentence)
    for words in _TIES:
        for found in words.finditer(marked.text):
            part, base = marked.number(found["part"]), marked.number(found["base"])
            if marked.number(found["share"]) == share and part.value <= base.value:
                return part, base
    return None


def _to_date(document: Document, sentence: Sentence, share: Quantity) -> tuple[Quantity, Quantity] | None:
    """Find the month and the year to date of "this month's record constitutes about 14 % of the year's total"."""
    if not _OF_YEAR.search(document.flat[sentence.start : share.start]):
        return None
    if not _YEAR_TO_DATE.match(document.flat, share.number_end):
        return None
    section = document.blocks[sentence.block].section
    for step in reversed(steps(document)):
        if step.sentence.start < sentence.start and document.blocks[step.sentence.block].section == section:
            return step.new, step.total
    return None


def _share(document: Document, share: Quantity, part: Quantity, base: Quantity) -> Finding:
    terms = [
        document.term(Role.PART, part),
        document.term(Role.BASE, base),
        document.term(Role.SHARE, share),
    ]
    if not base.value:
        return document.finding("share", Verdict.UNDECIDABLE, terms, said(ZERO_BASE))
    exact = 100 * part.value / base.value
    words = said(
        SHARE,
        sum=Sum(f"100 x {figure_words(part.value)} / {figure_words(base.value)} = {exact:.2f} %"),
        share=share.value,
    )
    verdict = fits_share(share, exact)
    bounded = not (part.is_point and base.is_point)
    if verdict is Verdict.FAILS and bounded:
        verdict = Verdict.UNDECIDABLE
    return document.finding("share", verdict, terms, words)


def check_changes(document: Document) -> Iterator[Finding]:
    """Find "rose by 20 % from 100 to 120": P = 100 * |new - old| / old."""
    for sentence in document.body_sentences():
        counts = [one for one in sentence.quantities if one.kind in {"count", "money"} and one.category != "time"]
        shares = [one for one in sentence.quantities if one.kind == "percent"]
        if len(shares) != 1:
            continue
        for old, new in itertools.pairwise(counts):
            opened = _FROM_TO[0].search(document.flat[sentence.start : old.start])
            joined = _FROM_TO[1].fullmatch(document.flat[old.number_end : new.start])
            words = document.flat[sentence.start : new.end]
            if not (opened and joined) or not old.value or not (_UP.search(words) or _DOWN.search(words)):
                continue
            if "percentage point" in sentence.text or abs(shares[0].start - new.end) > 60:
                continue
            yield _change_finding(document, shares[0], old, new, "share")


def _change_finding(document: Document, share: Quantity, old: Quantity, new: Quantity, check: str) -> Finding:
    exact = 100 * abs(new.value - old.value) / old.value
    return document.finding(
        check,
        fits_share(share, exact),
        [
            document.term(Role.BASE, old),
            document.term(Role.PART, new),
            document.term(Role.SHARE, share),
        ],
        said(
            SHARE,
            sum=Sum(
                f"100 x |{figure_words(new.value)} - {figure_words(old.value)}| / "
                f"{figure_words(old.value)} = {exact:.2f} %"
            ),
            share=share.value,
        ),
    )


def check_lost_value(document: Document) -> Iterator[Finding]:
    """Find "down more than 90 % since 2011" and its two rates, "580:1" and "47:1": P = 100 * (1 - old / new)."""
    rates = list(_RATE.finditer(document.flat))
    for sentence in document.body_sentences():
        years = {one.year for one in sentence.dates if one.year}
        section = document.blocks[sentence.block].section
        here = [one for one in rates if document.surface.block_at(one.start()).section == section]
        if len(here) != 2 or not years:
            continue
        for share in sentence.quantities:
            before = document.flat[sentence.start : share.start]
            since = re.match(
                r"\s*(?:[Ss]ince|from|compared)\b", document.flat[share.number_end : share.number_end + 20]
            )
            if share.kind != "percent" or not _DOWN.search(before) or not since:
                continue
            old = [
                one
                for one in here
                if years & {day.year for day in document.sentence_at(one.start()).dates if day.year_given}
            ]
            if len(old) != 1:
                continue
            new = next(one for one in here if one is not old[0])
            yield _rate_finding(document, share, old[0], new)


def _rate_finding(document: Document, share: Quantity, old: re.Match[str], new: re.Match[str]) -> Finding:
    before, after = (Decimal(one[1].replace(",", "")) for one in (old, new))
    exact = 100 * (1 - before / after)
    return document.finding(
        "share",
        fits_share(share, exact),
        [
            _rate_term(document, Role.BASE, old, before),
            _rate_term(document, Role.PART, new, after),
            document.term(Role.SHARE, share),
        ],
        said(
            message("{sum} lost; printed {share} %."),
            sum=Sum(f"100 x (1 - {figure_words(before)} / {figure_words(after)}) = {exact:.1f} %"),
            share=share.value,
        ),
    )


def _rate_term(document: Document, role: Role, rate: re.Match[str], value: Decimal) -> Term:
    start, end = document.surface.source_span(rate.start(), rate.end())
    return Term(role, value, document.surface.text[start:end], start, end)


def check_printed_shares(document: Document) -> Iterator[Finding]:
    """
    Yield a finding for shares of one whole: their sum = 100, within half the last digit of each.

    Taken as one whole: coordinated shares that end in "the rest" or "the remaining", three
    or more coordinated shares whose sum is within five of 100.
    """
    for sentence in document.sentences:
        shares = [one for one in sentence.quantities if one.kind == "percent"]
        run = _longest_run(document, shares)
        if len(run) < 2:
            continue
        rest = any(_REST_SHARE.search(document.flat[sentence.start : one.start]) for one in run[-1:])
        total = sum((one.value for one in run), Decimal(0))
        dated = any(run[0].start < one.start < run[-1].start for one in sentence.dates)
        if rest or (len(run) >= 3 and abs(total - 100) <= 5 and not dated):
            yield _shares(document, run, rest or _named_classes(document, sentence, run))


def _named_classes(document: Document, sentence: Sentence, run: list[Quantity]) -> bool:
    """Test whether each share names a class of people beside it, and no class twice: such shares are of one whole."""
    ends = [sentence.start, *(one.number_end for one in run)]
    after = [*(one.start for one in run[1:]), sentence.end]
    before = [class_of(document.flat[left : one.start]) for left, one in zip(ends, run, strict=False)]
    behind = [class_of(document.flat[one.number_end : right]) for one, right in zip(run, after, strict=True)]
    return any(all(kinds) and len(set(kinds)) == len(kinds) for kinds in (before, behind))


def _longest_run(document: Document, shares: list[Quantity]) -> list[Quantity]:
    best: list[Quantity] = []
    run: list[Quantity] = shares[:1]
    for left, right in itertools.pairwise(shares):
        between = document.flat[left.number_end : right.start]
        if _LISTED.fullmatch(between) and not _OVERLAP.search(between):
            run.append(right)
        else:
            best, run = max(best, run, key=len), [right]
    return max(best, run, key=len)


def check_listed_shares(document: Document) -> Iterator[Finding]:
    """Yield a finding for list items below one lead-in that each hold one share: their sum = 100."""
    run: list[Quantity] = []
    level = ""
    for at, block in enumerate(document.blocks):
        shares = [one for sentence in document.sentences_of(at) for one in sentence.quantities if one.kind == "percent"]
        if block.level and len(shares) == 1 and (not run or block.level == level):
            run.append(shares[0])
            level = block.level
            continue
        if len(run) >= 3 and abs(sum((one.value for one in run), Decimal(0)) - 100) <= 5:
            yield _shares(document, run, False)
        run = []


def _shares(document: Document, run: list[Quantity], one_whole: bool) -> Finding:
    total = sum((one.value for one in run), Decimal(0))
    slack = sum((one.tolerance for one in run), Decimal(0))
    miss = abs(total - 100)
    verdict = Verdict.HOLDS if not miss else Verdict.WITHIN_ROUNDING if miss <= slack else Verdict.FAILS
    if verdict is Verdict.FAILS and (not one_whole or any(one.hedge and one.hedge != "only" for one in run)):
        verdict = Verdict.UNDECIDABLE
    return document.finding(
        "printed_shares",
        verdict,
        [document.term(Role.SHARE, one) for one in run],
        said(
            message("{sum} (tolerance {slack})."),
            sum=Sum(f"{' + '.join(figure_words(one.value) for one in run)} = {figure_words(total)} %"),
            slack=slack,
        ),
    )
