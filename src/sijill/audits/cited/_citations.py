"""
Checks ``cited_title``, ``lost_digits`` and, for windows in titles, ``window_length``.

A sentence with a note number, the title in that note and the words of the title's own
address are three tellings of one number.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Role, Term, Verdict
from sijill.audits._lexicon import PERSON_CLASSES
from sijill.audits._quantities import Quantity
from sijill.audits._rounding import sum_finding
from sijill.audits._said import Filling, Said, figure_words, said
from sijill.audits._windows import Window, length_finding, unit_of, windows
from sijill.audits.prose import counts_people
from sijill.language import printed_numbers
from sijill.language.page import Link, Note
from sijill.model import Measure
from sijill.values import message

AGREE = message("Title and address agree: the title says {title}, its address {address} ({words}).")
SCALE_LOST = message("A scale word is lost: the title says {title}, its address {address} ({words}).")
OTHER_NUMBER = message("The same noun, another number: the title says {title}, its address {address} ({words}).")
OTHER_ORDER = message("Digits in another order: the title says {title}, its address {address} ({words}).")
TEXT_AGREES = message("The text and the title it cites agree: {ours} in the text, {theirs} in the title.")
SAME_THING = message("The text and the title it cites count the same thing: {ours} in the text, {theirs} in the title.")
COUNTS_OTHERS = message(
    "The cited title counts others, and shares no word with the text: {ours} in the text, {theirs} in the title."
)
SAME_PEOPLE = message("Same people, same actor, as long a window: {ours} in the text, {theirs} in the title.")

_QUOTED = re.compile(r"[“\"«](?P<title>[^“”\"«»]{8,300})[”\"»]")
_STEM = re.compile(r"(?:ers|ors|er|or|s)$")
_GENERAL = frozenset(
    {"people", "persons", "dead", "deaths", "killed", "victims", "casualties", "fatalities", "civilians"}
)
_ACTOR_NAMES = {
    "government": "regime|government|army",
    "rebels": "rebels?|opposition|factions",
    "coalition": "coalition|us-led",
    "russia": "russian?",
    "isil": "isis|isil|islamic state",
    "kurdish": "sdf|ypg|kurdish",
}
_LITTLE_WORDS = frozenset(
    "with from that this have been were their over more than about into killed kills kill dead".split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a note: its span in the reading, its numbers, and the sentences that cite the note."""

    note: Note
    start: int
    end: int
    numbers: tuple[Quantity, ...]
    citing: tuple[Sentence, ...]


def titles(document: Document) -> list[Title]:
    """Return the titles in the notes of a page; a note without quotation marks is its own title."""
    found: list[Title] = []
    for note in document.notes:
        text = document.flat[note.start : note.end]
        spans = [(m.start("title"), m.end("title")) for m in _QUOTED.finditer(text)] or [(0, min(len(text), 200))]
        cites = [cite.at for cite in document.surface.cites if cite.number == note.number]
        citing = {one.start: one for at in cites for one in [document.sentence_at(max(0, at - 1))]}
        for start, end in spans:
            begin, stop = note.start + start, note.start + end
            numbers = tuple(one for one in document.quantities if begin <= one.number_start < stop)
            found.append(Title(note, begin, stop, numbers, tuple(citing.values())))
    return found


def check_citations(document: Document) -> Iterator[Finding]:
    """Yield findings on cited titles and on the words of their addresses."""
    all_titles = titles(document)
    for title in all_titles:
        for sentence in title.citing:
            beside = [one for other in all_titles if sentence in other.citing for one in other.numbers]
            yield from _cited(document, title, sentence, {one.value for one in beside})
        yield from _elsewhere(document, title)
        yield from _cited_total(document, title)
        yield from _slugs(document, title)


def _cited(document: Document, title: Title, sentence: Sentence, told: set[Decimal]) -> Iterator[Finding]:
    """
    Compare the numbers of a title with those of the sentence that cites it.

    Equal numbers of one fate hold. Unequal ones fail when both count the same named
    thing, or when another pair of the two agrees, which shows that both tell one event.
    A number that another title cited in the same place confirms (``told``) does not fail.
    """
    ours = [one for one in sentence.quantities if one.kind == "count" and (counts_people(one) or one.status)]
    theirs = [one for one in title.numbers if one.kind == "count" and (counts_people(one) or one.status)]
    ours = [one for one in ours if one.category not in {"time", "group"}]
    agreed = [(a, b) for a in ours for b in theirs if _one_fate(a, b) and a.value == b.value and a.value > 9]
    for one, other in agreed:
        yield _pair_finding(document, one, other, Verdict.HOLDS, TEXT_AGREES)
    settled = {id(one) for pair in agreed for one in pair}
    rivals = 0
    for one in ours:
        for other in theirs:
            if id(one) in settled or id(other) in settled or one.value in told or not _one_fate(one, other):
                continue
            named = _same_named(document, one, other, sentence, title)
            if (named or agreed) and not _may_agree(one, other):
                rivals += 1
                yield _pair_finding(document, one, other, Verdict.FAILS, SAME_THING)
    if not agreed and not rivals and len(ours) == 1 and len(theirs) == 1:
        yield from _unrelated(document, title, sentence, ours[0], theirs[0])


def _unrelated(
    document: Document, title: Title, sentence: Sentence, ours: Quantity, theirs: Quantity
) -> Iterator[Finding]:
    """A title that counts other people killed by others than the sentence does not bear it out."""
    kinds = {ours.category, theirs.category}
    if kinds != {"civilian", "military"} or ours.status != theirs.status or not ours.status:
        return
    shared = _content(sentence.text) & _content(document.flat[title.start : title.end])
    sides = _sides(sentence.text), _sides(document.flat[title.start : title.end])
    if not shared and all(sides) and not sides[0] & sides[1] and len(title.citing) == 1:
        yield _pair_finding(document, ours, theirs, Verdict.FAILS, COUNTS_OTHERS)


def _one_fate(one: Quantity, other: Quantity) -> bool:
    fates = {one.status or "lost", other.status or "lost"}
    return len(fates) == 1 or fates == {"killed", "lost"}


def _may_agree(one: Quantity, other: Quantity) -> bool:
    low = max(value for value in (one.low or Decimal(0), other.low or Decimal(0)))
    highs = [value for value in (one.high, other.high) if value is not None]
    return not highs or low <= min(highs) + one.tolerance + other.tolerance


def _same_named(document: Document, one: Quantity, other: Quantity, sentence: Sentence, title: Title) -> bool:
    """Test whether two numbers count the same named people: one noun, and one proper name on both sides."""
    nouns = [_STEM.sub("", (words.phrase.lower().split() or [""])[-1]) for words in (one, other)]
    if nouns[0] != nouns[1] or not nouns[0] or one.phrase.lower() in _GENERAL:
        return False
    return bool(_names(sentence.text) & _names(document.flat[title.start : title.end]))


def _names(text: str) -> set[str]:
    return set(re.findall(r"\b[A-Z][A-Za-z-]*[A-Z][A-Za-z]*\b|(?<=[a-z,] )[A-Z][a-z]{3,}", text))


def _content(text: str) -> set[str]:
    return (
        {word[:6] for word in re.findall(r"[a-z]{4,}", text.lower())}
        - {word[:6] for word in _LITTLE_WORDS}
        - {"civili", "month", "months"}
    )


def _pair_finding(document: Document, ours: Quantity, theirs: Quantity, verdict: Verdict, words: str) -> Finding:
    return document.finding(
        "cited_title",
        verdict,
        [document.term(Role.STATED, ours), document.term(Role.OTHER, theirs)],
        said(words, ours=ours.value, theirs=theirs.value),
        *_swapped(ours, theirs),
    )


def _swapped(one: Quantity, other: Quantity) -> tuple[Said, ...]:
    digits = [figure_words(each.value).replace(",", "") for each in (one, other)]
    same = digits[0] != digits[1] and sorted(digits[0]) == sorted(digits[1]) and len(digits[0]) > 2
    return (said(message("The digits are the same in another order.")),) if same else ()


def _elsewhere(document: Document, title: Title) -> Iterator[Finding]:
    """Compare a title with any sentence that counts the same named people, by the same actor, in as long a window."""
    for other in title.numbers:
        if (
            len(other.phrase.split()) < 2
            or other.category not in PERSON_CLASSES
            or not re.search(r"[A-Z]{2}", other.phrase)
        ):
            continue
        months = [one for one in title.numbers if unit_of(one) == "month"]
        names = _actors(document.flat[title.start : title.end])
        for window in windows(document):
            length = window.months()
            sentence = document.sentence_at(window.first.start)
            if not months or length is None or not length[0] - 0.5 <= float(months[0].value) <= length[1] + 0.5:
                continue
            if document.blocks[sentence.block].zone == "note" or not names & _actors(sentence.text):
                continue
            for one in sentence.quantities:
                if one.phrase.lower() == other.phrase.lower() and _one_fate(one, other):
                    verdict = Verdict.HOLDS if _may_agree(one, other) else Verdict.FAILS
                    yield _pair_finding(document, one, other, verdict, SAME_PEOPLE)


def _sides(text: str) -> set[str]:
    """Return the warring sides that a text names."""
    return {name for name, words in _ACTOR_NAMES.items() if re.search(rf"\b(?:{words})\b", text, re.IGNORECASE)}


def _actors(text: str) -> set[str]:
    return {word for word in ("coalition", "russia", "regime", "army") if re.search(rf"\b{word}", text.lower())}


def _cited_total(document: Document, title: Title) -> Iterator[Finding]:
    """Compare "about 500 killed including 120 civilians" with a sentence that has those 120 and the others."""
    people = [one for one in title.numbers if counts_people(one)]
    for whole, part in itertools.pairwise(people):
        if "includ" not in document.flat[whole.end : part.start] or part.category != "civilian" or part.value < 100:
            continue
        for sentence in document.body_sentences():
            same = [one for one in sentence.quantities if one.value == part.value and one.category == "civilian"]
            others = [one for one in sentence.quantities if one.category == "military" and one.kind == "count"]
            if len(same) == 1 and len(others) == 1 and document.blocks[sentence.block].zone != "heading":
                parts = [others[0], same[0]]
                note = said(message("The text against the total in note {note}:"), note=str(title.note.number))
                yield sum_finding(document, parts, whole, check="cited_title", before=[note])
                break


def _slugs(document: Document, title: Title) -> Iterator[Finding]:
    """
    Compare a title with the words of its address, decoded.

    The same number holds. A number that is 1,000 times smaller than in the address has
    lost its "thousand"; one with the same digits in another order is swapped.
    """
    link = _link_of(document, title)
    if link is None or len(link.slug.split()) < 3:
        return
    for one in title.numbers:
        for number in printed_numbers(link.slug):
            value, words = number.phrase.value, link.slug[number.number_start : number.number_end]
            if value is None or number.worded or number.phrase.measure is not Measure.COUNT:
                continue
            term = Term(Role.OTHER, value, document.surface.text[link.start : link.end], link.start, link.end)
            terms = [document.term(Role.STATED, one), term]
            places: dict[str, Filling] = {"title": one.value, "address": value, "words": words}
            if value == one.value and (value > 31 or not words.isdigit() or one.category == "time"):
                yield document.finding("cited_title", Verdict.HOLDS, terms, said(AGREE, **places))
            elif one.value >= 10 and value in {one.value * 1000, one.value * 1_000_000}:
                yield document.finding("lost_digits", Verdict.FAILS, terms, said(SCALE_LOST, **places))
            elif _same_noun(one, link.slug, number.end) and not _printed_in(one, link.slug):
                yield document.finding("cited_title", Verdict.FAILS, terms, said(OTHER_NUMBER, **places))
            elif one.value > 99 and sorted(str(value)) == sorted(str(one.value)) and value != one.value:
                yield document.finding("cited_title", Verdict.FAILS, terms, said(OTHER_ORDER, **places))


def _same_noun(one: Quantity, slug: str, place: int) -> bool:
    """Test whether the word after a number of the address is the noun of the title's number."""
    following = re.findall(r"[^\W\d_]{3,}", slug[place : place + 30].lower())[:2]
    nouns = [word for word in one.phrase.lower().split() if len(word) > 2]
    return bool(nouns) and bool(following) and nouns[-1] in following and one.category != "group"


def _printed_in(one: Quantity, slug: str) -> bool:
    return any(one.value == number.phrase.value for number in printed_numbers(slug))


def _link_of(document: Document, title: Title) -> Link | None:
    """Return the first address after a title in its note and before the next title."""
    _, after = document.surface.source_span(title.start, title.end)
    later = [one for one in document.surface.links if after <= one.start < title.note.source_end]
    rest = document.flat[title.end + 1 : title.note.end]
    following = _QUOTED.search(rest)
    limit = title.note.source_end
    if following:
        limit, _ = document.surface.source_span(
            title.end + 1 + following.start("title"), title.end + 2 + following.start("title")
        )
    return next((one for one in later if one.start < limit), None)


def check_title_windows(document: Document) -> Iterator[Finding]:
    """
    Compare "in 19 months" in a title with the windows of the passage that cites it.

    The title's own date must follow the end of a window by a week at most. Where several
    windows end there, the one of nearest length speaks for the text.
    """
    all_windows = [one for one in windows(document) if one.exact and one.months() is not None]
    for title in titles(document):
        for stated in title.numbers:
            if unit_of(stated) != "month" or not title.citing:
                continue
            published = [
                one for one in document.dates if title.end <= one.start < title.note.end and one.day and one.year
            ]
            blocks = {document.blocks[one.block].section for one in title.citing}
            fitting = [
                window
                for window in all_windows
                if document.blocks[document.sentence_at(window.first.start).block].section in blocks
                and any(_soon_after(window, one.first) for one in published[:1])
            ]
            if not fitting:
                continue
            nearest = min(fitting, key=lambda one: abs((one.months() or (0.0, 0.0))[1] - float(stated.value)))
            finding = length_finding(
                document,
                stated,
                nearest,
                said(message("The length is that of the title in note {note}."), note=str(title.note.number)),
            )
            if finding is not None:
                yield finding


def _soon_after(window: Window, published: date | None) -> bool:
    return window.closes is not None and published is not None and 0 <= (published - window.closes).days <= 7
