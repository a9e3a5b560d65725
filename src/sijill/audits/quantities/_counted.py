"""What a number counts: the noun behind it, else the label or noun before it, and what befell the counted."""

from __future__ import annotations

import re

from sijill.audits._quantities import Quantity as Number
from sijill.audits.quantities._kinds import PEOPLE, kinds_in
from sijill.audits.quantities._words import cue

_STOP = re.compile(r"[.,،;؛:()\n\[\]–—/|\"”»]|\s-\s")
_WORD = re.compile(r"[\w\x00'-]+")
_BREAKS = frozenset(
    """was were is are be been had has have who whom whose which that while when where during from at on in by with
    as to for including include included among amongst after before between since until and or but not said claimed
    reported into over under against across through within without due because would could may might will out off
    then each every so if either lost left died remain remained of a an per each last
    this next today yesterday""".split()
)
_BREAKS_AR = frozenset(
    """في علي من الي عن منذ خلال بينهم بينها منهم منها وبينهم ومنهم قتلوا قتلت قتل بسبب جراء نتيجه اثر بعد قبل
    حتي ضمن ضمنهم لدي عند مع بحسب وفق حسب اليوم امس""".split()
)
_OF_THEM = re.compile(r"\s*(?:of (?:them|whom|which|these|those)|منهم|منها|بينهم)(?!\w)")
# "And" begins what is told of the next number.
_AND_ON = re.compile(r"\band\b|\sو(?=\w)")
# "The victims were distributed across the provinces as follows" counts victims.
_BROKEN_DOWN = re.compile(
    r"(?:\b(?:by|across|over|among|between|according to|per|in)\b|(?<!\w)(?:علي|بحسب|حسب|في|وفق\w*|بين)(?!\w)).*$"
)
_OF_THE_DEAD = re.compile(r"\s*of the \w+ (?:were|are) ")
# "Army: 41" names who did it, not who is counted.
_A_PARTY = re.compile(r"\b(?:army|security forces|others)\b|(?<!\w)(?:ال)?(?:جيش|قوات|اخرون|اخرين)(?!\w)")
_A_PRISON = re.compile(
    r"\b(?:places? of )?detention (?:cent(?:re|er)s?|facilit\w+|camps?|sites?)|\bplaces? of detention"
    r"|(?<!\w)(?:ال)?(?:مركز|مراكز|مقر|مقرات|اماكن|مكان)\s+(?:ال)?(?:احتجاز|اعتقال|توقيف)(?!\w)"
)
_LABELS = re.compile(r"[:=–—-]\s*\(?\s*$")
_LET_THROUGH = re.compile(
    r"\s*(?:members of (?:the )?|(?:other|another|more|additional|of the|of)\s+|(?:من\s+)"
    r"(?=ال|افراد|عناصر|قوات|رجال|كوادر|مقاتلي|جيش|جنود|ضباط))?"
)
_SPECIFIC = ("boy", "girl", "child", "woman", "man", "elderly", "medical", "media", "aid", "adult", "unknown")
_OWN_B = frozenset({"برميل", "براميل", "برميلا", "بلده", "بلدات", "بلدان"})
_PLACES = frozenset({"facility", "house", "settlement", "vehicle"})
_OF_ALL = re.compile(r"\W*(?:grand |sub)?-?(?:total|sum|all|overall)\b|\W*(?:ال)?(?:اجمالي|مجموع|جميع|كل)(?!\w)")
_NOUN_FATES = ("casualties", "injured", "dead", "missing", "detained", "displaced", "released", "abducted")


def count_of(number: Number, own: str, before: str, behind: str) -> tuple[str, str, str, bool]:
    """Return unit, kind of people, fate and whether a noun says so, for a number between two stretches of words."""
    before, behind = _without_prisons(before), _without_prisons(behind)
    noun = _noun_behind(behind)
    # A dual or "one child" is its own noun; a number in words is none.
    unit, whom = _unit_and_whom(f"{own} {noun}" if number.worded and number.value <= 2 else noun)
    label = ""
    if not unit and number.kind != "percent" and (not fate_of(noun) or _OF_THE_DEAD.match(behind)):
        label = re.split("[،,]", _label_of(before, behind))[-1]
        label = _A_PARTY.sub("", _BROKEN_DOWN.sub("", label))
        unit, whom = _unit_and_whom(label, anywhere=True)
        if whom == "military" and _LABELS.search(before):
            unit = whom = ""  # "Rebels: 41" names who did it as well as who is counted, whatever their side
        if whom == "unknown":
            unit = ""  # "Unknown: 14" may be deaths or attacks, as the lines above it
        elif unit in _PLACES and _OF_ALL.match(label):
            unit = ""  # "All hospitals: 134" sums up what the lines above it count
    if unit == "incident" and fate_of(_clause(behind)) == "dead":
        unit, whom = PEOPLE, "person"  # "cases of killing" count the killed
    fate = "" if unit not in ("", PEOPLE) else _fate(noun, label, before, behind)
    # What is destroyed is no person.
    if not unit and fate and fate != "destroyed" and (not noun.strip() or fate_of(noun)):
        unit = PEOPLE
    return unit, whom, fate, bool(unit)


def _without_prisons(words: str) -> str:
    """Blank out "detention centre" and its like, which say where and not what befell anybody."""
    return _A_PRISON.sub(lambda found: "-" * len(found[0]), words)


def is_bare(behind: str) -> bool:
    """Test whether no noun stands behind a number: "620 were documented", "304, and"."""
    return not _noun_behind(behind).strip("\x00 ")


def noun_length(behind: str) -> int:
    """Return how many characters of the words behind a number are its noun."""
    noun = _noun_behind(behind)
    return behind.index(noun) + len(noun) if noun.strip() else 0


def fate_of(text: str) -> str:
    """Return the first fate that folded text names, or ""."""
    found = kinds_in("fates", text)
    return found[0][2] if found else ""


def _clause(behind: str) -> str:
    stop = _STOP.search(behind, 2)
    return behind[: min(stop.start() if stop else 30, 30)]


def _noun_behind(behind: str) -> str:
    """Return the words that can be the noun of a number: up to a stop, a verb or a preposition."""
    if _OF_THEM.match(behind):
        return ""
    lead = _LET_THROUGH.match(behind)
    at = lead.end() if lead else 0
    stop = _STOP.search(behind, at)
    text = behind[at : stop.start() if stop else len(behind)]
    end, latin = 0, 0
    for taken, word in enumerate(_WORD.finditer(text)):
        plain = word[0].replace("\x00", "")
        arabic = "\u0600" <= plain[:1] <= "\u06ff"
        latin += not arabic
        joins = arabic and taken and plain.startswith("و") and not plain.startswith(("واحد", "وفاه", "وفيات"))
        if plain in _BREAKS or plain in _BREAKS_AR or joins or _is_by(plain) or taken >= (7 if latin else 3):
            break
        end = word.end()
    return text[:end]


def _is_by(word: str) -> bool:
    """Test for the Arabic "by" that clings to a known noun: "500 بقصف" counts no shelling."""
    forms = {word[1:], word[1:].removeprefix("ال")}
    if not word.startswith("ب") or word in _OWN_B or len(word) < 4 or word.startswith("بي"):
        return False
    return any(at == 0 for form in forms for table in ("things", "fates") for at, _, _ in kinds_in(table, form))


def _unit_and_whom(noun: str, anywhere: bool = False) -> tuple[str, str]:
    """Return unit and kind of people that words name; a thing at their end is what is counted."""
    things, people = kinds_in("things", noun), kinds_in("people", noun)
    arabic = "\u0600" <= noun.strip()[:1] <= "\u06ff"
    if anywhere:
        things = tuple(hit for hit in things if hit[2] not in {"time", "settlement", "measure"})
    elif arabic:
        # The Arabic noun stands first; what follows it is only its description.
        near = len(noun) - len(noun.lstrip()) + 4
        things = tuple(hit for hit in things if hit[0] <= near)
        people = tuple(hit for hit in people if hit[0] <= near or people[0][0] <= near)
    if things and (not people or (things[0][0] <= people[0][0] if arabic else things[-1][0] >= people[-1][0])):
        return (things[0] if arabic else things[-1])[2], ""
    if not people:
        return "", ""
    named = [kind for _, _, kind in people]
    return PEOPLE, next((kind for kind in _SPECIFIC if kind in named), _first_that_says(named))


def _first_that_says(named: list[str]) -> str:
    return next((kind for kind in named if kind != "person"), "person")


def _label_of(before: str, behind: str) -> str:
    """Return what names a number without a noun: "Children: 12", "عدد الضحايا 12", "12 were children"."""
    labelled = re.search(r"([^.;؛\n]{2,160}?)\s*[:=–—-]\s*\(?\s*$", before)
    if labelled:
        return labelled[1]
    bare = re.search(r"(?:^|[,،;؛:.(]|\band)\s*([^\W\d]{3,})\s*$", before)
    if bare and re.match(r"\s*(?:[,،;؛.)]|$)", behind) and kinds_in("people", bare[1]):
        return bare[1]
    told = re.match(
        r"\)?\s*(?:of (?:them|whom|which|the \w+)\s+)?(?:were|are|was|being|كانوا|هم)\s+"
        r"(?:all\s+|also\s+)?([\w ]{3,40})",
        behind,
    )
    if told:
        return _noun_behind(" " + told[1])
    of_them = re.match(r"\)?\s*(?:منهم|منهن|منها)\s+(\w[\w\x00]+)", behind)
    if of_them:
        return of_them[1]
    counted = re.search(r"(?:(?<!\w)عدد|number of|toll of|total)\s*([^.,،;:]{2,60})$", before)
    if counted and not cue("including").search(counted[1]):
        return counted[1]
    return ""


def _fate(noun: str, label: str, before: str, behind: str) -> str:
    """Return what befell the counted: by their noun, by the words right behind, by the nearest word before."""
    stop = _STOP.search(behind, len(noun))
    if any(kind == "casualties" for _, _, kind in kinds_in("fates", behind[: stop.start() if stop else 70])):
        return "casualties"
    for text in (noun, label):
        found = [kind for _, _, kind in kinds_in("fates", text) if kind in _NOUN_FATES]
        if found:
            return "casualties" if {"dead", "injured"} <= set(found) else found[0]
    tail = behind[len(noun) : stop.start() if stop else len(behind)][:60]
    tail = _AND_ON.split(tail)[0]
    if found_behind := kinds_in("fates", tail):
        return found_behind[0][2]
    found_before = kinds_in("fates", before[-140:])
    return found_before[-1][2] if found_before else ""
