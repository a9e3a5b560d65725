"""The numbers of a sentence, with those that Arabic and English write without a number: "طفلان", "a child"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import zip_longest

from sijill.audits._document import Document, Sentence
from sijill.audits._quantities import Quantity as Number
from sijill.audits.quantities._kinds import dual, kinds_in
from sijill.audits.quantities._words import NO_LETTER, cue, lexicon

# The Arabic comma stands between thousands, and a page that lost its spaces glues the noun to the number.
_ARABIC_THOUSANDS = re.compile(r"(?<![\d،.,/])\d{1,3}(?:[،٬]\d{3})+(?![\d،])")
_GLUED = re.compile(r"(?<![\w.,/:-])و?(?P<digits>\d{1,3}(?:,\d{3})+|\d{2,7})(?P<noun>[^\W\d_]{3,})")
_BULLET_GLUED = re.compile(r"\s*[-–](?P<digits>\d{1,5})(?=\s)")
_QUOTES = frozenset("'\"“”‘’«»")
_MANY_LINES = 60
_BARE_YEAR = re.compile(r"(?:19|20)\d\d$")
# "One" is counted beside other numbers in words: "four by one side, one by another and two by a third".
_ONE = re.compile(r"(?<![\w-])one(?=\s+(?:by|in|at)\s)")
# "قتلت الهيئة مدنياً": one, without a number.
_A_CIVILIAN = re.compile(
    r"(?<!\w)[وف]?قتلت?\s+(?:[^\W\d]+\s+){1,4}?(?P<noun>مدني\x00*ا\x00*|شخص\x00*ا\x00*)(?=\s*[،,.؛])"
)
_DIGITS_ANY = re.compile(r"\d+")
_WORDED = re.compile(r"(?<![\w-])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![\w-])")
_ARTICLE = re.compile(r"(?<![\w-])(?:a|an|one)\s+([a-z]+)(?!\w)")
# An age, and what a page of the web counts of itself.
_OF_NO_PEOPLE = re.compile(
    r"-(?:year|month|week|day)s?-old\b|\s+(?:re)?(?:tweets?|posts?|likes?|views?|comments?|shares?|replies|quotes?)\b",
    re.IGNORECASE,
)
# "A civilian car" is no civilian.
_CIVILIAN_THING = re.compile(
    r"\s+(?:cars?|vehicles?|house|home|target|area|object|convoy|bus|truck|plane|building|motorcycle|boat|site)\b"
)
_LATIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b")


def numbers_of(document: Document, sentence: Sentence, folded: str) -> list[Number]:
    """Return the numbers of a sentence in order; ``folded`` is its text folded."""
    found = [
        one
        for one in sentence.quantities
        if not _is_year(document, one)
        and not _ORDINAL_TAIL.match(document.flat, one.number_end)
        and not _is_a_name(document.flat, one)
        and not _marks_a_line(document, sentence, one)
        and not _OF_NO_PEOPLE.match(document.flat, one.number_end)
        and not _is_ones(document.flat[one.number_start : one.number_end])
    ]
    for start, end, printed in _misprinted(document, sentence, folded):
        found = [one for one in found if one.number_end <= start or end <= one.number_start]
        found.append(replace(_number_in_words(printed, start, end), tolerance=Decimal(0), worded=False))
    taken = [(one.number_start, one.number_end) for one in found]
    for start, end, value in _without_a_number(folded):
        begin, stop = sentence.start + start, sentence.start + end
        if all(stop <= left or right + 2 <= begin for left, right in taken):
            found.append(_number_in_words(Decimal(value), begin, stop))
            taken.append((begin, stop))
    found.sort(key=lambda one: one.number_start)
    return [_share_of_next(folded, sentence.start, one, after) for one, after in zip_longest(found, found[1:])]


def _share_of_next(folded: str, offset: int, one: Number, after: Number | None) -> Number:
    """Return a number as a share when "per cent" stands only behind the next: "17 and 28 per cent"."""
    if after is None or after.kind != "percent" or one.kind != "count":
        return one
    between = folded[one.number_end - offset : after.start - offset]
    return (
        replace(one, kind="percent", tolerance=Decimal("0.5"))
        if re.fullmatch(r"\s*(?:,|and|و|or|to)\s*", between)
        else one
    )


def _misprinted(document: Document, sentence: Sentence, folded: str) -> Iterator[tuple[int, int, Decimal]]:
    """Yield numbers that their print hides: 28،804, "4075people", a number of people that looks like a year."""
    offset = sentence.start
    for match in _ARABIC_THOUSANDS.finditer(folded):
        yield offset + match.start(), offset + match.end(), Decimal(re.sub("[،٬]", "", match[0]))
    bullet = _BULLET_GLUED.match(folded)
    if bullet and offset <= document.blocks[sentence.block].start + 1:
        yield offset + bullet.start("digits"), offset + bullet.end(), Decimal(bullet["digits"])
    for match in _GLUED.finditer(folded):
        if any(at == 0 for at, _, _ in (*kinds_in("people", match["noun"]), *kinds_in("fates", match["noun"]))):
            begin, end = match.span("digits")
            yield offset + begin, offset + end, Decimal(match["digits"].replace(",", ""))
    for one in sentence.dates:
        if one.month is None and one.day is None and one.end - one.start == 4:
            behind = folded[one.end - offset :][:30].replace(")", " ", 1)
            before = folded[: one.start - offset][-12:]
            noun = [at for at, _, _ in kinds_in("people", behind) if at <= 3]
            labelled = re.search(r"(?:[:=]\s*|\s[–—-]\s+)$", before) and re.match(r"\s*(?:[,،;(.]|$)", behind)
            if labelled or (
                noun and "\u0600" <= behind.strip()[:1] <= "\u06ff" and not re.search(r"(?:عام|سنه|في|منذ)\s*$", before)
            ):
                yield one.start, one.end, Decimal(document.flat[one.start : one.end].translate(_LATIN_DIGITS))


def _is_year(document: Document, one: Number) -> bool:
    printed = document.flat[one.number_start : one.number_end]
    return (
        bool(_BARE_YEAR.match(printed))
        and not one.category
        and not one.hedge
        and one.kind == "count"
        and _has_no_noun(one)
    )


def _has_no_noun(one: Number) -> bool:
    return not one.phrase


def _is_a_name(flat: str, one: Number) -> bool:
    """Test whether a number stands alone between quotation marks: a call sign, a unit."""
    before, behind = flat[one.number_start - 1 : one.number_start], flat[one.number_end : one.number_end + 1]
    return before in _QUOTES and behind in _QUOTES and bool(before) and bool(behind)


def _marks_a_line(document: Document, sentence: Sentence, one: Number) -> bool:
    """Test whether a number only counts the lines of a list: "1- ", "2) "."""
    first = one.number_start <= document.blocks[sentence.block].start + 2
    return (
        first and one.value < _MANY_LINES and re.match(r"\s?[-–.)]\s", document.flat[one.number_end :][:3]) is not None
    )


def _is_ones(printed: str) -> bool:
    """Test for the Arabic "one" that stands behind its noun: it is read with the noun."""
    return re.sub("[\u064b-\u0652]", "", printed).strip("ا") in {"واحد", "واحدة"}


def _without_a_number(folded: str) -> Iterator[tuple[int, int, int]]:
    for match in _duals().finditer(folded):
        yield match.start("noun"), match.end(), 2
    for match in _singles().finditer(folded):
        yield match.start("noun"), match.end(), 1
    for match in _after_cue().finditer(folded):
        yield match.start("noun"), match.end("noun"), 1
    for match in _A_CIVILIAN.finditer(folded):
        yield match.start("noun"), match.end("noun"), 1
    for match in _and_one().finditer(folded):
        group = "noun" if match["noun"] else "other"
        yield match.start(group), match.end(group), 1
    if len(_WORDED.findall(folded)) + len(_DIGITS_ANY.findall(folded)) >= 3:
        for match in _ONE.finditer(folded):
            yield match.start(), match.end(), 1
    for match in _ARTICLE.finditer(folded):
        before = folded[max(0, match.start() - 26) : match.start()].rstrip()
        if _CIVILIAN_THING.match(folded, match.end(1)):
            continue
        if match[1] in _english_singulars() and (cue("including").search(before) or before.endswith((",", "and", ":"))):
            yield match.start(), match.end(1), 1


@cache
def _english_singulars() -> frozenset[str]:
    return frozenset(
        {"child", "woman", "civilian", "boy", "girl", "man", "soldier", "fighter", "journalist", "person", "infant"}
        | {"doctor", "nurse", "paramedic", "medic", "massacre", "baby", "minor", "reporter", "rebel", "policeman"}
    )


def _singulars() -> list[str]:
    lists = lexicon()
    rows = [*lists["people"].values(), *(lists["things"][name] for name in ("massacre", "attack", "incident"))]
    more = [
        "قتيل",
        "جريح",
        "شهيد",
        "مصاب",
        "امراه",
        "سيده",
        "طفله",
        "فتاه",
        "مشفي",
        "مدرسه",
        "مسجد",
        "منشاه",
        "صاله",
        "قاعه",
        "روضه",
        "حافله",
        "غاره",
        "سياره اسعاف",
        "نقطه طبيه",
    ]
    return [*dict.fromkeys([words["ar"][0] for words in rows] + more)]


def _spelt(word: str) -> str:
    return NO_LETTER.join(map(re.escape, word))


@cache
def _duals() -> re.Pattern[str]:
    # "طفلين" of one child is also a plural in the mouth of some nouns ("مدنيين"): there only the nominative is two.
    plural_too = {form for words in lexicon()["people"].values() for form in words["ar"]}
    forms = [form for word in _singulars() for form in dual(word) if form not in plural_too]
    return re.compile(
        rf"(?<!\w)[وفبل]?(?P<noun>{'|'.join(map(_spelt, forms))})(?:\s+(?:اثن(?:ان|ين|تان|تين)))?(?![\w])"
    )


@cache
def _singles() -> re.Pattern[str]:
    nouns = "|".join(_spelt(word) for word in _singulars())
    return re.compile(
        rf"(?<!\w)[وفبل]?(?P<noun>(?:{nouns})\x00*ا?\x00*)\s+(?:\w+\s+)?و\x00*ا\x00*ح\x00*د\x00*[اه]?\x00*(?![\w])"
    )


@cache
def _after_cue() -> re.Pattern[str]:
    """Return "بينهم طفل": a noun in the singular right behind a cue of parts, with no number."""
    cues = "|".join(("بينهم", "بينها", "منهم", "منها", "ضمنهم", "فيهم"))
    nouns = "|".join(_spelt(word) for word in _singulars())
    return re.compile(rf"(?<!\w)و?(?:{cues})\s+(?P<noun>(?:{nouns})\x00*ا?\x00*)(?!\w)(?!\s+و\x00*ا\x00*ح\x00*د)")


@cache
def _and_one() -> re.Pattern[str]:
    """Return "4 أطفال وسيدة": one more of another kind, joined to a counted noun."""
    children, women = "اطفال|طفلا?|طفلان|طفلين|رضع", "نساء|سيدات|سيده|امراه|سيدتان|امراتان"
    trades = "ممرضه?|صحفيا?|صحافيا?|اعلاميا?|مسعفا?|طبيبا?|ناشط اعلامي"
    return re.compile(
        rf"(?:(?<!\w)(?:{children})\x00*\s+و(?=(?:سيد|امر|{trades})))(?P<noun>سيده|امراه|{trades})\x00*(?![\w\x00])(?!\s+و\x00*ا\x00*ح\x00*د)"
        rf"|(?:(?<!\w)(?:{women})\x00*\s+و)(?P<other>طفلا?|طفله|{trades})\x00*(?![\w\x00])"
    )


def _number_in_words(value: Decimal, start: int, end: int) -> Number:
    return Number(
        value=value, low=value, high=value, tolerance=Decimal(0), kind="count", hedge="", phrase="", category="",
        partitive=False, start=start, end=end, number_start=start, number_end=end, worded=True,
    )  # fmt: skip
