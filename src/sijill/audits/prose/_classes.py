"""
Checks ``sum_of_parts`` and ``subset`` across sentences.

Classes of one whole, and parts told of one actor in one window: "the force killed 40
militants between D1 and D2" and, further on, "it killed 22 members of A" and "over the
same period, 19 rebels" speak of one whole in two places.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sijill.audits._document import Document, Sentence
from sijill.audits._finding import Finding, Role, Verdict
from sijill.audits._quantities import Quantity
from sijill.audits._rounding import compare_sum, sum_finding
from sijill.audits._said import said
from sijill.audits._windows import Window, windows
from sijill.audits.prose._group import Group, gap
from sijill.audits.prose._groups import sentence_groups
from sijill.audits.prose._sums import fits_into
from sijill.values import message

SAME_WINDOW = message("Same actor, same window, {opens} to {closes}.")

_ACTOR = re.compile(
    r"(?P<actor>(?:[A-Z][\w.’'-]*(?:\s+|-))*(?:[A-Z][\w.’'-]*|coalition|[Ii]t|[Tt]hey))\s+(?:(?:has|have|had|also|then)\s+)*"
    r"(?:killed|wounded|injured|captured|arrested|detained|evacuated)\b"
)
_SAME_WINDOW = re.compile(
    r"\b(?:[Oo]ver|[Ii]n|[Dd]uring|[Ff]or|[Ww]ithin) the same (?:period|time|window|months?|interval)\b"
)
_AS_OPPOSED = re.compile(r"\s*(?:as opposed to|compared (?:to|with)|against|versus|vs\.?|and|,)\s*$")
_MEMBER = re.compile(r"\b(?:members?|fighters?|militants?|rebels?|soldiers?|troops|insurgents?|gunmen|terrorists?)\b")
# Foreign fighters are also members of one band or another: they cut across the kinds.
_CUTS_ACROSS = re.compile(r"\b(?:foreign|local|senior|other|more|additional|child|female)\b")
_UMBRELLA = frozenset({"militants", "fighters", "combatants", "insurgents", "armed men"})


@dataclass(frozen=True, slots=True)
class Told:
    """A number told of one actor, one fate and one window."""

    quantity: Quantity
    actor: str
    opens: date
    closes: date
    sentence: Sentence


def check_restated(document: Document) -> Iterator[Finding]:
    """
    Find a second set of figures for the classes of one whole.

    After "N deaths. Of these, A civilians, B and C fighters, D unidentified", a later
    "M military deaths as opposed to K civilian deaths" must give B + C = M and
    K + M + D = N.
    """
    for group in sentence_groups(document):
        if not group.exhaustive or group.cue != "Of these":
            continue
        block = document.sentence_at(group.whole.start).block
        taken = {one.start for one in (group.whole, *group.parts)}
        pair = _opposed(document, block, taken, group)
        if pair is None:
            continue
        unknown = [one for one in group.parts if not one.category]
        inside = {kind: [one for one in group.parts if one.category == kind] for kind in ("civilian", "military")}
        for restated in pair:
            parts = inside[restated.category]
            if len(parts) >= 2:
                yield sum_finding(document, parts, restated)
        yield sum_finding(document, [*pair, *unknown], group.whole)


def _opposed(document: Document, block: int, taken: set[int], group: Group) -> tuple[Quantity, Quantity] | None:
    for sentence in document.sentences_of(block):
        numbers = [one for one in sentence.quantities if one.kind == "count" and one.start not in taken]
        for one, other in itertools.pairwise(numbers):
            kinds = {one.category, other.category}
            if kinds != {"civilian", "military"} or not _AS_OPPOSED.match(gap(document, one, other)):
                continue
            if min(one.value, other.value) > 10 and one.value + other.value <= group.whole.value * 2:
                return one, other
    return None


def check_same_window(document: Document) -> Iterator[Finding]:
    """
    Compare what one actor did in one window: all militants against named kinds of them.

    Kinds that exceed their whole fail; kinds that fall short may leave a kind out, so they
    cannot be decided when two are named, and simply fit when one is.
    """
    told = list(_told_of_actors(document))
    wholes = [one for one in told if one.quantity.phrase.lower() in _UMBRELLA]
    seen: set[tuple[object, ...]] = set()
    for whole in wholes:
        kinds: dict[str, Told] = {}
        for one in told:
            same = (one.opens, one.closes, one.quantity.status) == (whole.opens, whole.closes, whole.quantity.status)
            if one.actor != whole.actor or not same or one.quantity.phrase.lower() in _UMBRELLA:
                continue
            if _MEMBER.search(one.quantity.phrase.lower()) and not _CUTS_ACROSS.search(one.quantity.phrase.lower()):
                kinds.setdefault(one.quantity.phrase.lower(), one)
        key = (whole.actor, whole.opens, whole.closes, whole.quantity.value)
        if not kinds or key in seen:
            continue
        seen.add(key)
        yield _kinds_finding(document, [one.quantity for one in kinds.values()], whole)


def _kinds_finding(document: Document, parts: list[Quantity], whole: Told) -> Finding:
    window = said(SAME_WINDOW, opens=whole.opens or "", closes=whole.closes or "")
    if len(parts) == 1:
        return document.finding(
            "subset",
            fits_into(parts[0], whole.quantity),
            [document.term(Role.PART, parts[0]), document.term(Role.WHOLE, whole.quantity)],
            said(message("{part} of {whole}."), part=parts[0].value, whole=whole.quantity.value),
            window,
        )
    verdict = compare_sum(parts, whole.quantity)
    short = sum(one.value for one in parts) < whole.quantity.value
    if verdict is Verdict.FAILS and short:
        verdict = Verdict.UNDECIDABLE
    return sum_finding(document, parts, whole.quantity, window, verdict=verdict)


def _told_of_actors(document: Document) -> Iterator[Told]:
    by_sentence: dict[int, Window] = {}
    for window in windows(document):
        if window.opens and window.closes and window.exact and window.closes > window.opens:
            by_sentence.setdefault(document.sentence_at(window.first.start).start, window)
    for window in _loose_windows(document):
        by_sentence.setdefault(document.sentence_at(window.first.start).start, window)
    last: tuple[str, date, date] | None = None
    for sentence in document.body_sentences():
        printed = by_sentence.get(sentence.start)
        found = _ACTOR.search(sentence.text)
        if found is None:
            continue
        actor = _short(found["actor"])
        pronoun = actor in {"it", "they"}
        if printed is not None and printed.opens and printed.closes and not pronoun:
            last = (actor, printed.opens, printed.closes)
        elif last is None or not (pronoun and _SAME_WINDOW.search(sentence.text)):
            continue
        status = ""
        for one in sentence.quantities:
            after_verb = one.start >= sentence.start + found.end() - 12
            if (
                one.kind == "count"
                and one.category in {"civilian", "military", "person", "other_person"}
                and after_verb
            ):
                status = one.status or status
                included = re.search(r"includ\w+[^,]*$", document.flat[sentence.start : one.start])
                if not included:
                    yield Told(replace(one, status=status), *last, sentence)


def _loose_windows(document: Document) -> Iterator[Window]:
    """Yield "D1 and D2" with both years printed but the "between" lost in setting."""
    for sentence in document.sentences:
        days = [one for one in sentence.dates if one.day is not None and one.year_given and one.year is not None]
        if len(days) == 2 and document.flat[days[0].end : days[1].start].strip() == "and":
            yield Window(days[0], days[1])


def _short(actor: str) -> str:
    """Return an actor's name as its nation or alliance: "the Russian Air Force" and "Russia" are one here."""
    words = re.findall(r"[a-z]+", actor.lower())
    if "coalition" in words:
        return "coalition"
    first = next((word for word in words if word not in {"the", "us", "led"}), "")
    return first if first in {"it", "they"} else first[:5]
