"""A person's name into its parts, in either script: what is one name is one part, what is no name is left out."""

from __future__ import annotations

import functools
import re

from sijill.language._lexicon import lexicon
from sijill.language.names._spellings import servants
from sijill.values import normal_key

_APOSTROPHES = re.compile("['`´’‘ʼʿʾ′ʻ]")
_POSSESSED = re.compile(r"^\s*(.+?)['`´’]s\s+(\w+)")
_TURNED = re.compile(r"^\s*([^,،]+)[,،]\s*([^,،]+)\s*$")
_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC_LETTER = re.compile("[\u0621-\u064a]")
_VOWELS = "اويهء"
_LATIN_SPECIAL = str.maketrans({"ı": "i", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"})

_SERVANT_AR = "عبد"
_SERVANT_LATIN = re.compile(r"ab[dt](?:[aeiou][lrsdtznhj]{0,2})?")
_SUN_ARTICLE = re.compile(r"[aeiou](?:l|r|s|z|d|t|n|th|dh|sh|rr|ss|dd|tt|nn)")
_GLUED_SERVANT = re.compile(r"ab[dt][aeou]?(?:l(?=.{2})|(?P<sun>sh|dh|th|[rsdtzn])(?=(?P=sun)))?(?P<rest>.{3,})")


@functools.cache
def _words(name: str) -> frozenset[str]:
    """Return one list of the small words of names."""
    return frozenset(lexicon("person_names")["words"][name].split())


@functools.cache
def _kin() -> dict[str, str]:
    """Return the words by which somebody without a name is called after kin, with the one word that stands for each."""
    return {word: meant for meant, spelled in lexicon("person_names")["kin"].items() for word in spelled.split()}


def is_arabic_part(part: str) -> bool:
    """Test whether a part is written in Arabic letters."""
    return bool(_ARABIC_LETTER.search(part))


@functools.lru_cache(maxsize=200_000)
def name_parts(name: str) -> tuple[str, ...]:
    """
    Return the parts of a name in their order, folded, each in the script it was written in.

    "Servant of X" (عبد الله, Abd al-Rahman, Abdurrahman), "father of X" and "X of the faith" are one part each.
    "Son of", articles, honorifics and "mother of X" after a name are left out; "Family, Given" is turned round.
    "Unknown" has no parts.
    """
    text = _TURNED.sub(_turned, _POSSESSED.sub(r"\2 of \1", name))
    folded = normal_key(_APOSTROPHES.sub("", text)).translate(_LATIN_SPECIAL)
    words = _LETTERS.findall(folded)
    while len(words) > 1 and (words[0] in _words("honorifics") or words[0] in _words("articles")):
        words = words[1:]
    if all(len(word) == 1 or word in _words("nobody") for word in words):
        return ()
    kin = [_kin()[word] for word in words[:1] if word in _kin()]
    return (*kin, *_joined([word for word in words[len(kin) :] if word not in _words("son_of")]))


def _turned(found: re.Match[str]) -> str:
    """Return "Given Family" of "Family, Given"; a long name before the comma has another name after it."""
    before, after = found[1].split(), found[2].split()
    return f"{found[2]} {found[1]}" if len(before) <= max(2, len(after)) else f"{found[1]} {found[2]}"


def _joined(words: list[str]) -> list[str]:
    parts: list[str] = []
    at = 0
    while at < len(words):
        taken, part = _servant(words[at:]) or _parent(words[at:]) or (1, words[at])
        is_byname = taken > 1 and len(parts) > 1 and words[at] in _words("mother")
        at += taken
        if is_byname:
            continue
        if part in _words("articles") and at < len(words):
            continue
        if parts and _of_the_faith(part) and (parts[-1] in _words("of_the_faith") or not is_arabic_part(part)):
            parts[-1] += "دين" if is_arabic_part(part) else "din"
        elif part.endswith("الدين") and part.removesuffix("الدين") in _words("of_the_faith"):
            parts.append(part.removesuffix("الدين") + "دين")
        elif parts and part in _words("god"):
            parts[-1] += "الله" if is_arabic_part(part) else "allah"
        else:
            parts.append(part)
    return parts


def _servant(words: list[str]) -> tuple[int, str] | None:
    """Return "servant of X" as one part, and how many words it took; glued or apart, with any article."""
    first, rest = words[0], words[1:]
    if first in _words("servant_like"):
        return None
    if first == _SERVANT_AR and rest:
        skip = 1 if rest[0] == "ال" and len(rest) > 1 else 0
        return (2 + skip, served) if (served := _served(rest[skip], article=bool(skip))) else None
    if first.startswith(_SERVANT_AR) and len(first) > 5:
        return 1, _SERVANT_AR + bare_arabic(first[3:])
    if rest and _SERVANT_LATIN.fullmatch(first):
        skip = 1 if len(rest) > 1 and (_SUN_ARTICLE.fullmatch(rest[0]) or rest[0] in _words("articles")) else 0
        return 2 + skip, "abd" + bare_arabic(rest[skip])
    if found := _GLUED_SERVANT.fullmatch(first):
        return 1, "abd" + bare_arabic(found["rest"])
    return None


def _served(word: str, *, article: bool) -> str:
    """Return "servant of X" for a word after "servant"; "" where that is a name of its own (فايز عبد الحسني)."""
    bare = bare_arabic(word)
    served = _SERVANT_AR + bare
    is_of_a_place = bare.endswith("ي") and len(bare) > 4
    known = served in servants() or ((article or bare != word) and not is_of_a_place)
    return served if known else ""


def _parent(words: list[str]) -> tuple[int, str] | None:
    """Return "father of X" or "mother of X" as one part."""
    if len(words) < 2 or words[0] not in _words("parents"):
        return None
    skip = 1 if words[1] in _words("articles") and len(words) > 2 else 0
    return 2 + skip, ("ابو" if is_arabic_part(words[0]) else "abu") + bare_arabic(words[1 + skip])


def bare_arabic(word: str) -> str:
    """Return a word without the Arabic article that is written onto it."""
    is_article = word.startswith("ال") and len(word) > 3 and word != "الله" and word[2:].strip(_VOWELS)
    return word[2:] if is_article else word


def _of_the_faith(part: str) -> bool:
    return part in _words("faith") or (part.startswith("ال") and part[2:] in _words("faith"))


def compound_rest(part: str) -> str:
    """Return the name of which a part is the servant, the father or the mother; "" where it is no such compound."""
    return next((part[3:] for start in ("عبد", "ابو", "abd", "abu") if part.startswith(start) and len(part) > 5), "")


@functools.lru_cache(maxsize=100_000)
def short_form(part: str) -> str:
    """Return what somebody is called for short: "light" for "light of the faith", "gift" for "gift of God"."""
    endings = ("دين", "الله") if is_arabic_part(part) else ("din", "allah")
    short = next((part.removesuffix(end) for end in endings if part.endswith(end)), part)
    return short if len(short) > 2 and short not in (_SERVANT_AR, "abd") else part
