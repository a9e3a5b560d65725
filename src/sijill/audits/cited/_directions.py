"""Check ``headline_direction``: what a headline says went up must not go down in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sijill.audits._document import Document
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._quantities import Quantity
from sijill.audits._said import Word, said
from sijill.values import message

WAYS = {True: Word(message("up")), False: Word(message("down"))}
PERIODS = {
    "month": message("the month before"),
    "year": message("the year before"),
    "week": message("the week before"),
    "quarter": message("the quarter before"),
}

_TOPIC = r"(?:death tolls?|tolls?|deaths|fatalities|casualties|killings|victims|attacks|airstrikes|injuries)"
_UP = (
    r"(?:increas\w*|rose|rise[sn]?|rising|higher|surg\w+|grew|climb\w*|jump\w*|escalat\w+|ارتفاع|ارتفعت?|زيادة|ازدياد)"
)
_DOWN = r"(?:decreas\w*|fell|fall(?:s|en|ing)?|drop\w*|lower|declin\w+|reduc\w+|انخفاض|انخفضت?|تراجع\w*)"
_NEAR = re.compile(
    rf"\b{_TOPIC}\b[^.;]{{0,40}}?\b(?P<up>{_UP})\b|\b(?P<up2>{_UP})\b[^.;]{{0,40}}?\b{_TOPIC}\b|"
    rf"\b{_TOPIC}\b[^.;]{{0,40}}?\b(?P<down>{_DOWN})\b|\b(?P<down2>{_DOWN})\b[^.;]{{0,40}}?\b{_TOPIC}\b",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:(?:compared|relative|in comparison) (?:to|with)|than|over|from|on) (?:the )?"
    r"(?P<period>previous|last|preceding|prior) "
    r"(?P<unit>month|year|week|quarter)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:(?P<up>rose|increased|climbed|grew|jumped|surged|went up)|"
    r"(?P<down>fell|decreased|dropped|declined|went down))\b"
    r"[^.;\d]{0,30}?\bfrom\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Direction:
    """One direction word about a toll, with what it is compared to."""

    up: bool
    unit: str
    start: int
    end: int
    headline: bool


def check_directions(document: Document) -> Iterator[Finding]:
    """
    Yield a finding for each headline whose direction the text repeats or reverses.

    Both must speak of a toll and compare with the same period before. Opposite words fail.
    """
    told = list(_directions(document))
    for headline in (one for one in told if one.headline):
        for body in (one for one in told if not one.headline and one.unit == headline.unit):
            same = body.up == headline.up
            yield document.finding(
                "headline_direction",
                Verdict.HOLDS if same else Verdict.FAILS,
                [
                    document.quote(Role.STATED, headline.start, headline.end),
                    document.quote(Role.OTHER, body.start, body.end),
                ],
                said(
                    message("The headline says {headline}, the text says {text}, both against {unit}."),
                    headline=WAYS[headline.up],
                    text=WAYS[body.up],
                    unit=Word(PERIODS[headline.unit]),
                ),
            )


def _directions(document: Document) -> Iterator[Direction]:
    for start, end, headline in _passages(document):
        text = document.flat[start:end]
        compared = _COMPARED.search(text)
        near = _NEAR.search(text) if compared else None
        if compared is None or near is None or near.start() > compared.end():
            continue
        up = bool(near["up"] or near["up2"])
        last = max(near.end(), compared.end())
        first = min(near.start(), compared.start())
        yield Direction(up, compared["unit"].lower(), start + first, start + last, headline)


def _passages(document: Document) -> Iterator[tuple[int, int, bool]]:
    """Yield headlines, joined where they run over lines, and the sentences of the text."""
    opened: tuple[int, int] | None = None
    for block in document.blocks:
        if block.zone == "heading":
            opened = (opened[0], block.end) if opened else (block.start, block.end)
        elif opened:
            yield *opened, True
            opened = None
    for sentence in document.body_sentences():
        if document.blocks[sentence.block].zone == "body":
            yield sentence.start, sentence.end, False


def check_changes_told(document: Document) -> Iterator[Finding]:
    """Yield a finding for "rose from A to B", which fails when B is below A."""
    for sentence in document.sentences:
        for old, new in zip(sentence.quantities, sentence.quantities[1:], strict=False):
            changed = _CHANGED.search(document.flat[sentence.start : old.start])
            joined = re.fullmatch(
                r"\s*(?:[a-z]+\s+){0,4}to\s*(?:about|some|around|nearly|over)?\s*",
                document.flat[old.number_end : new.start],
            )
            if changed is None or joined is None or old.kind != new.kind or old.value == new.value:
                continue
            yield _signed(document, old, new, bool(changed["up"]))


def _signed(document: Document, old: Quantity, new: Quantity, up: bool) -> Finding:
    right = (new.value > old.value) == up
    return document.finding(
        "headline_direction",
        Verdict.HOLDS if right else Verdict.FAILS,
        [document.term(Role.BASE, old), document.term(Role.PART, new)],
        said(
            message("{old} to {new} is {seen}; printed {printed}."),
            old=old.value,
            new=new.value,
            seen=WAYS[new.value > old.value],
            printed=WAYS[up],
        ),
    )
