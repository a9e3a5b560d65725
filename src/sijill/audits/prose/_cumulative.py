"""Check ``cumulative``: "N more, bringing the total to T" means that T - N stood before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._names import names_in
from sijill.audits._quantities import Quantity
from sijill.audits._said import Sum, figure_words, said
from sijill.audits.prose._group import counts_people, run_from
from sijill.values import message

TOO_MANY_NEW = message("{new} new cannot bring a total to {total}.")
NOT_PRINTED = message("{sum} must have stood before; the page does not print it.")

_BRINGING = re.compile(
    r"\b(?:bringing|raising|taking|pushing|brings|raises|brought|raised)\b(?P<what>[^.;]{0,200}?)\b(?:to|at)\s*"
    r"(?:a total of\s*|an overall\s*|over\s*)?$"
)
_STANDS = re.compile(
    r"\b(?:put|puts|putting) the (?:figure|number|total|toll|count)[\w\s]{0,20}? at\b|\boverall\b|"
    r"\bin total\b|\bso far\b"
)
_LOOK_BACK = 300  # a page does not go on with a toll of chapters ago
_INCLUDED = re.compile(r"(?:includ\w+|of whom|of which|among them)[^,.;]*$")


@dataclass(frozen=True, slots=True)
class Increase:
    """One step of a running total: what is new and what it comes to."""

    new: Quantity
    total: Quantity
    sentence: Sentence
    what: str


def steps(document: Document) -> list[Increase]:
    """Return the "N ..., bringing the total to T" of a page."""
    found: list[Increase] = []
    for sentence in document.sentences:
        for total in sentence.quantities:
            bringing = _BRINGING.search(document.flat[sentence.start : total.start])
            if bringing is None or total.kind != "count" or total.category == "time":
                continue
            cut = sentence.start + bringing.start()
            before = [one for one in sentence.quantities if one.end <= cut and counts_people(one)]
            before = [one for one in before if not _INCLUDED.search(document.flat[sentence.start : one.start])]
            # "12 civilians and 8 soldiers, bringing the total to": what is new is not one number.
            if before and counts_people(total) and len(run_from(document, before)) == 1:
                found.append(Increase(before[0], total, sentence, bringing["what"]))
    return found


def check_cumulative(document: Document) -> Iterator[Finding]:
    """
    Yield a finding for each running total: previous total + new = new total.

    The previous total is that of the same step before, or one that the same named source
    gave. Where the page prints none, the number that must have stood there is worked out
    and the finding cannot be decided. A new number larger than its total fails.
    """
    earlier: list[Increase] = []
    for step in steps(document):
        terms = [document.term(Role.PART, step.new), document.term(Role.WHOLE, step.total)]
        before = step.total.value - step.new.value
        if before < 0:
            yield document.finding(
                "cumulative", Verdict.FAILS, terms, said(TOO_MANY_NEW, new=step.new.value, total=step.total.value)
            )
            continue
        previous, chained = _previous(document, step, earlier)
        slack = step.new.tolerance + step.total.tolerance
        if previous is None:
            yield document.finding(
                "cumulative",
                Verdict.UNDECIDABLE,
                terms,
                said(
                    NOT_PRINTED,
                    sum=Sum(
                        f"{figure_words(step.total.value)} - {figure_words(step.new.value)} = {figure_words(before)}"
                    ),
                ),
            )
        else:
            miss = abs(previous.value - before)
            fits = (
                Verdict.HOLDS if not miss else Verdict.WITHIN_ROUNDING if miss <= slack + previous.tolerance else None
            )
            # Two tolls of one section may belong to two events: only neighbours in size are one chain.
            near = chained and 2 * miss <= previous.value
            verdict = fits or (Verdict.FAILS if near else Verdict.UNDECIDABLE)
            added = figure_words(previous.value + step.new.value)
            words = said(
                message("{sum}; printed {whole}."),
                sum=Sum(f"{figure_words(previous.value)} + {figure_words(step.new.value)} = {added}"),
                whole=step.total.value,
            )
            terms.insert(0, document.term(Role.BASE, previous))
            yield document.finding("cumulative", verdict, terms, words)
        earlier.append(step)


def _previous(document: Document, step: Increase, earlier: list[Increase]) -> tuple[Quantity | None, bool]:
    """Return the total before this step, and whether it is the step before in one chain."""
    section = document.blocks[step.sentence.block].section
    for other in reversed(earlier):
        same_words = _content(other.what) == _content(step.what)
        if (
            document.blocks[other.sentence.block].section == section
            and same_words
            and other.total.value <= step.total.value
        ):
            return other.total, True
    sources = names_in(step.sentence.text)
    wanted = step.total.value - step.new.value
    at = document.sentences.index(step.sentence) if sources else 0
    for sentence in reversed(document.sentences[max(0, at - _LOOK_BACK) : at]):
        if document.blocks[sentence.block].zone == "note" or not sources & names_in(sentence.text):
            continue
        for one in sentence.quantities:
            if one.kind == "count" and counts_people(one) and one.value == wanted and one.value > 9:
                return one, False
        standing = [one for one in sentence.quantities if counts_people(one)]
        if _STANDS.search(sentence.text) and standing and sentence.block == step.sentence.block:
            return standing[0], False
    return None, False


def _content(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]{4,}", words.lower())) - {"total", "number", "with", "that", "this"}
