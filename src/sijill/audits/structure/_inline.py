"""Wholes divided within a line: after a colon, in brackets, "of whom", "distributed as follows", and the line after."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from sijill.audits.quantities import (
    EVENTS,
    Hangs,
    Page,
    PageLine,
    Quantity,
    any_of,
    ends_in,
    excludes,
    fold,
    has,
    is_complete,
    last_of,
)
from sijill.audits.structure._division import Division, possible_wholes
from sijill.audits.structure._told_on import told_alike
from sijill.language import lexicon

_JOINER = re.compile(r"[,،;؛]|\band\b|&|\bplus\b|\bas well as\b|(?<!\w)و|الي جانب|\s-\s|–|—|\|")
_ENDS_LIST = re.compile(
    r"[.!?؟]\s|\b(?:while|whereas|but|compared|bringing)\b|(?<!\w)(?:بينما|فيما|في\sحين|مقارنه)(?!\w)"
)
_COLON = re.compile(r":\s*[\W\d]{0,4}$|\s[–—-]\s*$")
_BRACKET = re.compile(r"[(\[]\s*$")
_SEX_UNKNOWN = re.compile(
    r"(?:sex|gender|identity|age) of|not (?:yet )?(?:been )?(?:known|determined|identified|verified)|"
    r"un(?:known|identified|determined)|"
    r"مجهول|لم\s+(?:يعرف|تعرف|يحدد|تحدد|يتم)"
)
# Parts without a number, a text cut off, a part that is in two others.
_MORE = re.compile(
    r"\b(?:and|,)\s+(?:dozens|several|many|others|some)\b|(?<!\w)و(?:العشرات|عشرات|اخرون)|"
    r"(?<!\w)و(?:اخرين|غيرها|غيرهم)|"
    r"\.\.\.|…|\betc\b|\b(?:from|in|by) both\b|\boverlap|"
    r"\bwith the (?:others|rest)\b|[^).;]{0,40}\b(?:of the others|not known|not yet known)\b|"
    r"[^).;]{0,40}(?<!\w)و?(?:الاخرين|لم\s+(?:تعرف|يعرف))(?!\w)|(?<!\w)(?:كليهما|كلاهما|معا)(?!\w)"
)
# A bracket that goes on behind the last number we read: "(5 clinics, 3 wards and the only ambulance)".
_ITEM_UNREAD = re.compile(r"[^()،,\d]{0,30}?(?:[،,]\s*(?:and\s|و)?|\sand\s(?:a|an|the|one)\s|\sو)[^()\d]{3,40}\)")
# "By kind: 14 schools, 11 mosques", "Arrests by governorate: Alta 44, Breva 31".
_BY_WHAT = re.compile(r"\W*(?:[^\W\d]+\s+)?(?:by|per|و?ب?حسب)\s+[^\d:.,،|]{3,30}:\s*[^\d:.,،|]{0,24}")
_IN_A_PLACE = re.compile(
    r"\)?\s*(?:of them\s+|منها\s+|منهم\s+)?(?:[^\W\d]{3,}\s+)?(?:in|at|near|from|to|في|من|الي)\s+[^\W\d]"
)
_TO_OR_FROM = re.compile(r"\)?\s*(?:of them\s+|منها\s+|منهم\s+)?(?:[^\W\d]{3,}\s+)?(?:from|to|من|الي)\s")
_FEMALE = re.compile(r"\bfemales?\b|(?<!\w)(?:انثي|اناث)(?!\w)")
NAMES_OF_TIMES = any_of(
    fold(name)
    for table in ("months", "weekdays")
    for language in lexicon("calendar")[table].values()
    for name in language
)
_TIME_WITHIN = 24
_TRADES = ({"medical"}, {"media"}, {"aid"})
_SAID_OF_ALL = 12
_PAIR_GAP = 24
_ENDS_IN_AND = re.compile(r"\band\b|&|(?<!\w)و")
_LITTLE_OVER, _HARDLY_ANY = Decimal("0.1"), Decimal("0.03")
_LIST_GAP, _CLOSE_BY = 130, 60


def divisions_in_lines(page: Page) -> Iterator[Division]:
    """Yield what single lines divide."""
    recent: list[Quantity] = []
    for line in page.lines:
        yield from _opened_by_sign(page, line)
        yield from _of_named(line)
        yield from _told_of_above(page, line, recent)
        yield from _in_bracket(line)
        yield from _harmed_in_all(line)
        yield from _harmed(line, recent)
        recent.extend(line.quantities)
        del recent[:-40]
    yield from _among(page)


def _opened_by_sign(page: Page, line: PageLine) -> Iterator[Division]:
    """Find "45 people: 12 in one place, 20 in another, 13 in a third", after a word or in brackets as well."""
    counting = [one for one in line.quantities if one.counts]
    for at, whole in enumerate(counting[:-2]):
        first = counting[at + 1]
        if whole.apart:
            continue
        gap = _words_between(line, whole.end, first.number.start)
        if len(gap) > _LIST_GAP or _ENDS_LIST.search(gap):
            continue
        divided = _divided(gap)
        opened = divided or bool(_COLON.search(gap) or _BRACKET.search(gap))
        if not opened or (has("including", gap) and not divided):
            continue
        # Violations are of any kind: killings, arrests, attacks.
        mixed = whole.unit == "incident"
        parts = chain(line, counting[at + 1 :], closes=bool(_BRACKET.search(gap)), mixed=mixed)
        if len(parts) < 2 or has("some", gap):
            continue
        heads = [one for one in reversed(counting[: at + 1]) if one.whole is None or one is whole]
        # What was told in a sentence before is of another day or place, when this one has a whole of its own.
        here = [one for one in heads if one.sentence == whole.sentence]
        wholes = possible_wholes(parts, here) or possible_wholes(parts, heads)
        rivals = [one for one in heads if one.sentence == whole.sentence and one.whole is None and one not in wholes]
        largest = max(part.value for part in parts)
        rivals = [one for one in rivals if one.value >= largest]
        kinds = [part.whom for part in parts]
        over = wholes[0] if wholes else whole
        # Doctors, nurses and paramedics are of one trade, told profession by profession.
        named = all(part.whom in ("", "person", over.whom) for part in parts) or set(kinds) in _TRADES
        binding = divided or (bool(_COLON.search(gap)) and (named or is_complete(kinds))) or is_complete(kinds)
        closed = (
            divided
            or told_alike(parts)
            or (bool(_COLON.search(gap)) and _nearly_all(parts, whole) and _ends_in_and(line, parts))
            or has("closed", _words_between(line, whole.number.start - _SAID_OF_ALL, whole.number.start))
            or (len(parts) >= 3 and _ends_in_and(line, parts))
        )
        if rivals and not all(part.whom for part in parts):
            # "540 violations against 480 children: 210 cases ...": of either.
            wholes, binding = [*wholes, *rivals], False
        yield Division(tuple(parts), tuple(wholes), binding and not _goes_on(line, parts[-1]), not closed)


def _ends_in_and(line: PageLine, parts: Sequence[Quantity]) -> bool:
    return _ENDS_IN_AND.search(_words_between(line, parts[-2].end, parts[-1].number.start + 1)) is not None


def _nearly_all(parts: Sequence[Quantity], whole: Quantity) -> bool:
    total = sum((one.value for one in parts), Decimal(0))
    return abs(total - whole.value) <= whole.value * _HARDLY_ANY


def _of_named(line: PageLine) -> Iterator[Division]:
    """Find "Of the 46 attacks, one side carried out 29, another 11 and others 6": met or not, the words do not bind."""
    counting = [one for one in line.quantities if one.counts]
    for at, whole in enumerate(counting[:-2]):
        first = counting[at + 1]
        if first.whole is whole and first.hangs is Hangs.AMONG:
            parts = chain(line, counting[at + 1 :])
            if len(parts) >= 3:
                # Told without a kind of people, by what befell them: nobody is in two of them.
                apart = all(not part.whom and part.unit in ("", whole.unit) for part in parts)
                over = sum((part.value for part in parts), Decimal(0)) - whole.value
                likely = apart and 0 < over <= whole.value * _LITTLE_OVER and all(part.is_exact for part in parts)
                yield Division(tuple(parts), (whole,), likely, short_is_open=True)


def _divided(gap: str) -> bool:
    """Test whether the words before the first part say that the parts are all."""
    found = last_of("divided", gap)
    if found is None:
        return False
    short = found[0].strip("\x00 و") in {"هم", "هي", "they are", "they were", "namely"}
    return len(gap) - found.end() <= (4 if short else 70)


def _told_of_above(page: Page, line: PageLine, recent: Sequence[Quantity]) -> Iterator[Division]:
    """Find a sentence that divides what stands before it: "They were distributed: 20 in one place, 2 in another"."""
    by_sentence: dict[int, list[Quantity]] = {}
    for one in line.quantities:
        by_sentence.setdefault(one.sentence, []).append(one)
    before = list(recent)
    for numbers in by_sentence.values():
        counting = [one for one in numbers if one.counts]
        if len(counting) >= 3 or (len(counting) == 2 and counting[0].counts):
            first = counting[0]
            begin = page.document.sentence_at(first.start).start
            lead = page.between(begin, first.number.start)
            # "The rest of the victims died as follows": no printed number counts the rest.
            divided = (
                (_divided(lead[-140:]) or _BY_WHAT.fullmatch(lead))
                and not has("some", lead[-140:])
                and not has("rest", lead[-140:])
            )
            wholes_in_lead = any(one.start < first.start for one in counting)
            if divided and not wholes_in_lead:
                parts = chain(line, counting)
                heads = [one for one in reversed(before) if one.whole is None]
                if len(parts) >= 2:
                    wholes = possible_wholes(parts, heads)[:4]
                    wholes.sort(key=lambda one: one.fate != parts[0].fate)
                    rest = has("rest", line.folded[parts[-1].end - line.start :][:40])
                    closed = bool(wholes) and not _goes_on(line, parts[-1]) and not rest
                    yield Division(tuple(parts), tuple(wholes), closed, short_is_open=len(parts) < 3)
        before.extend(numbers)


def _among(page: Page) -> Iterator[Division]:
    """Find kinds that hang on one whole and leave nobody out, those of unknown sex in the next sentence as well."""
    wholes: dict[object, tuple[Quantity, list[Quantity]]] = {}
    every = page.quantities
    places = {id(one): at for at, one in enumerate(every)}
    for one in every:
        if one.whole is not None and one.hangs is Hangs.AMONG and one.counts:
            wholes.setdefault(id(one.whole), (one.whole, []))[1].append(one)
            if one.sentence > one.whole.sentence + 1:
                # A later sentence divides the whole anew: by where they are here, by sex there.
                wholes.setdefault((id(one.whole), one.sentence), (one.whole, []))[1].append(one)
    for whole, parts in wholes.values():
        if len(parts) < 2:
            continue
        last = parts[-1]
        following = every[places[id(last)] + 1 :][:4]
        more = [one for one in following if _is_of_unknown_sex(page, last, one)]
        kinds = [one.whom for one in (*parts, *more)]
        here = parts[0].sentence == whole.sentence
        gap = page.between(whole.end, parts[0].number.start) if here else ""
        # "Of them one party killed 12 civilians and 5 fighters" leaves out what the others did.
        told = (
            is_complete(kinds)
            and not any(one.named for one in (*parts, *more))
            and len(gap) < _CLOSE_BY + len(kinds) ** 3
        )
        pair = len(kinds) == 2 or whole.whom not in ("", "person", "civilian")
        miss = abs(sum((one.value for one in parts), Decimal(0)) - whole.value)
        # "Among them" leaves some out; a miss of whole tens is a slip of the pen all the same.
        slip = miss <= whole.value * _HARDLY_ANY and (miss % 10 == 0 or not has("including", gap))
        if set(kinds) == {"civilian", "military"} and slip:
            pair = False  # everybody is one or the other, and so few are hardly left out on purpose
        # Of women and children nobody is in both: together they are not more than their whole, whoever else is in it.
        over = sum((one.value for one in parts), Decimal(0)) > whole.value and excludes(kinds)
        over = over and not any(_FEMALE.search(page.between(one.number.start, one.end + 12)) for one in parts)
        yield Division((*parts, *more), (whole,), told or over, short_is_open=pair or not told)
        by_place = [one for one in parts if not one.whom and _IN_A_PLACE.match(one.tail)]
        # What was hit in one month may have been hit in the next; nobody is killed twice.
        again = whole.fate != "dead" and any(NAMES_OF_TIMES.search(one.tail[:_TIME_WITHIN]) for one in by_place)
        if len(by_place) == len(parts) and whole.whole is None and not again:
            # Nobody is killed in two places, but people move twice; some may be left out.
            moved = whole.fate != "dead" and any(_TO_OR_FROM.match(one.tail) for one in by_place)
            yield Division(tuple(parts), (whole,), not moved, short_is_open=True)


def _is_of_unknown_sex(page: Page, last: Quantity, one: Quantity) -> bool:
    if one.whole is not None or not one.counts or one.sentence != last.sentence + 1:
        return False
    sentence = page.document.sentence_at(one.start)
    return bool(_SEX_UNKNOWN.search(page.between(last.end, min(sentence.end, one.end + 160))))


def _in_bracket(line: PageLine) -> Iterator[Division]:
    """Find the dead and the injured in a bracket right behind a number: "300 (90 killed and 210 injured)"."""
    counting = [one for one in line.quantities if one.counts]
    for whole, one, other in zip(counting, counting[1:], counting[2:], strict=False):
        gap = _words_between(line, whole.end, one.number.start)
        if len(gap) > _CLOSE_BY or ")" in gap or {one.fate, other.fate} != {"dead", "injured"}:
            continue
        exact = one.is_exact and other.is_exact and one.fate_given and other.fate_given
        if not _BRACKET.search(gap):
            # "2,184 victims, of them 812 killed and 1,372 injured"
            short = len(_words_between(line, one.end, other.number.start)) <= _PAIR_GAP
            fit = max(one.value, other.value) <= whole.value and not one.whom
            if short and exact and fit and ends_in("including", gap):
                yield Division((one, other), (whole,), True, short_is_open=not has("closed", gap))
            continue
        closed = ")" in _words_between(line, other.end, other.end + 30) and ")" not in _words_between(
            line, one.end, other.start
        )
        if closed and exact and max(one.value, other.value) <= whole.value:
            yield Division((one, other), (whole,), True)


def _harmed_in_all(line: PageLine) -> Iterator[Division]:
    """Find "12 killed and 30 injured, a total of 42 casualties"; a total that runs on since a day binds nothing."""
    counting = [one for one in line.quantities if one.counts]
    for one, other, whole in zip(counting, counting[1:], counting[2:], strict=False):
        gap = _words_between(line, other.end, whole.number.start)
        told = one.fate_given and other.fate_given and {one.fate, other.fate} == {"dead", "injured"}
        if not told or not has("all", gap) or one.sentence != whole.sentence or one.whole or other.whole:
            continue
        exact = one.is_exact and other.is_exact and not has("running", gap) and whole.fate != "injured"
        yield Division((one, other), (whole,), exact)


def _harmed(line: PageLine, recent: Sequence[Quantity]) -> Iterator[Division]:
    """Find the dead and the injured of a number of casualties, in its sentence or the next."""
    counting = [one for one in line.quantities if (one.counts and one.whole is None) or one.hangs is Hangs.AMONG]
    pool = [*(one for one in recent[-6:] if one.counts and one.whole is None), *counting]
    for whole in pool:
        if whole.fate != "casualties" or not whole.fate_given or whole.unit != "people":
            continue
        near = [
            one for one in counting if abs(one.sentence - whole.sentence) <= 1 and one is not whole and one.fate_given
        ]
        for dead in [one for one in near if one.fate == "dead"][:2]:
            for hurt in [one for one in near if one.fate == "injured"][:2]:
                if max(dead.value, hurt.value) <= whole.value and dead.whom in ("", "person", whole.whom):
                    tied = dead.sentence == hurt.sentence and whole.sentence in (dead.sentence, dead.sentence - 1)
                    alone = sum(one.fate in ("dead", "injured") for one in near) == 2
                    exact = dead.is_exact and hurt.is_exact
                    among = dead.whole is whole or hurt.whole is whole
                    yield Division((dead, hurt), (whole,), tied and alone and exact, short_is_open=among)


def chain(line: PageLine, numbers: Sequence[Quantity], closes: bool = False, mixed: bool = False) -> list[Quantity]:
    """Return the joined numbers at the head of a list; parts of a part are passed over, a bracket may close it."""
    run = [numbers[0]]
    last = numbers[0]
    for one in numbers[1:]:
        gap = _words_between(line, last.end, one.number.start + 1)
        if closes and ")" in gap:
            break
        if one.whole is not None and one.whole in run:
            last = one
            continue
        if (
            one.sentence != numbers[0].sentence
            or len(gap) > _LIST_GAP + 60
            or not _JOINER.search(gap)
            or _ENDS_LIST.search(gap)
        ):
            break
        units = {one.unit, numbers[0].unit} - {""}
        if len(units) > 1 and not units <= EVENTS and not mixed:
            break
        if not mixed and one.fate_given and numbers[0].fate_given and one.fate != numbers[0].fate:
            break
        if one.apart:
            break
        run.append(one)
        last = one
    return run


def _goes_on(line: PageLine, last: Quantity) -> bool:
    """Test whether parts without a number follow the last: "and dozens more"."""
    behind = line.folded[last.end - line.start :][:60]
    return _MORE.search(behind) is not None or _ITEM_UNREAD.match(behind) is not None


def _words_between(line: PageLine, start: int, end: int) -> str:
    return line.folded[max(0, start - line.start) : max(0, end - line.start)]
