"""How a part of a name sounds: its consonants and what stands between them, the same for both scripts."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from sijill.language.names._parts import bare_arabic, is_arabic_part

_CONSONANTS = dict(zip("بپتطثدضذظزجچحهخرسصشغفڤقكگلمنوي", "bbtTθdDðZzjšHhxrsSšgffqkglmnwy", strict=True))
# What is no consonant: long vowels, what is written or not, and the end of a feminine name. The first letter of a name
# is always one, since no name begins with a vowel.
_SLOTS = {"ا": "A", "ع": "E", "ء": "E", "و": "U", "ي": "I", "ه": "H"}
# Latin pairs of letters that are one sound; the longest first.
_PAIRS = (
    ("x", "ks"), ("tch", "š"), ("sch", "š"), ("dsch", "j"), ("sh", "š"), ("ch", "š"), ("kh", "x"), ("gh", "g"),
    ("th", "θ"), ("dh", "ð"), ("dj", "j"), ("ph", "f"), ("ck", "k"), ("c", "k"), ("p", "b"), ("v", "f"),
)  # fmt: skip
_PAIR_OR_TWO = re.compile(r"([tds])h(?=.)")
_VOWELS = "aeiou"

# What one letter is heard or written as instead of another, by how much it costs; unlisted ones cost 1.
_NEAR = {
    frozenset(pair): cost
    for pairs, cost in (
        ("tT sS dD hH kq ðZ zZ zð θT", 0.0),
        ("tθ", 0.1),
        ("dð dZ Dð DZ zD hx Hx jg qg kx", 0.3),
        ("θs zd sš sz Sz td Td tD TD kg jz θð jš gx fb xq", 0.5),
        ("lr mn gr", 0.8),
    )
    for pair in pairs.split()
}
_SAME_SCRIPT_ARABIC = {frozenset(pair): 0.35 for pair in "tT sS dD hH kq ðZ zZ zð".split()}


@dataclass(frozen=True, slots=True)
class Sound:
    """Consonants of a part, and the slots before, between and after them: long vowels (Arabic) or letters (Latin)."""

    consonants: str
    slots: tuple[str, ...]
    arabic: bool


@functools.lru_cache(maxsize=500_000)
def sounds_of(part: str) -> tuple[Sound, ...]:
    """
    Return how a part of a name (as ``name_parts`` gives it) may sound, likeliest first.

    In Latin letters the last h is a consonant (Qaddah) or none (Fatimah), a first "al" an article or none (Alma), and
    "th", "dh" and "sh" one sound or two (Fathi, Adham, Ishaq).
    """
    if is_arabic_part(part):
        return (_arabic_sound(part),)
    closed = len(part) > 2 and part.endswith("h") and part[-2] in _VOWELS
    endings = (part[:-1], part) if closed else (part,)
    words = [word for ending in endings for word in _articles_off(ending)]
    apart = [_PAIR_OR_TWO.sub(r"\1-h", word) for word in words]
    return tuple(map(_latin_sound, dict.fromkeys((*words, *apart))))


def skeleton(part: str) -> str:
    """Return the consonants of a part with what both scripts exchange folded together; "" for vowels alone."""
    return _folded(sounds_of(part)[0].consonants)


def coarse_skeleton(part: str) -> str:
    """Return the skeleton with what writers of Latin letters confuse folded too (dh, z and d; kh and h; sh and s)."""
    return _coarse(sounds_of(part)[0])


@functools.lru_cache(maxsize=100_000)
def heard_keys(part: str) -> frozenset[str]:
    """Return the keys under which writings of one name meet, in either script; "" is never one."""
    spelled = (part, f"{part[:-1]}ا") if part.endswith("ي") else (part,)  # a last ى is folded into ي (Layla, Ali)
    return frozenset(key for one in spelled for sound in sounds_of(one) if (key := _coarse(sound)))


def _coarse(sound: Sound) -> str:
    key = _folded(_folded(sound.consonants).translate(_COARSE))
    return key + _last_vowel(sound) if len(key) == 1 else key


def _last_vowel(sound: Sound) -> str:
    """Return the class of the last vowel, which tells names of one consonant apart (Ali, Alaa)."""
    last = sound.slots[-1].replace("E", "") if sound.arabic else sound.slots[-1]
    return next((kind for kind, marks in _LAST.items() if last[-1:] and last[-1] in marks), "")


def _folded(consonants: str) -> str:
    return re.sub(r"(.)\1+", r"\1", consonants.translate(_SKELETON))


_LAST = {"a": "AHae", "i": "Iiy", "u": "Uouw"}
_SKELETON = str.maketrans("TSDHqðZθ", "tsdhkzzt")
_COARSE = str.maketrans({"z": "d", "x": "h", "š": "s", "g": "j"})


def _arabic_sound(part: str) -> Sound:
    word, consonants, slots = bare_arabic(part), "", [""]
    for at, letter in enumerate(word):
        if letter in _SLOTS and (at or letter not in "ويه") and (letter != "ه" or at == len(word) - 1):
            slots[-1] += _SLOTS[letter]
        else:
            consonants += _CONSONANTS.get(letter, "")
            slots += [""] * (letter in _CONSONANTS)
    return Sound(consonants, tuple(slots), arabic=True)


def _latin_sound(part: str) -> Sound:
    word = re.sub(r"([^aeiou])\1+", r"\1", part)
    for pair, letter in _PAIRS:
        word = word.replace(pair, letter)
    consonants, slots = "", [""]
    for at, letter in enumerate(word):
        if letter in _VOWELS or (letter in "wy" and at):
            slots[-1] += letter
        elif letter != "-":
            consonants += letter
            slots.append("")
    return Sound(consonants, tuple(slots), arabic=False)


def _articles_off(word: str) -> tuple[str, ...]:
    """Return a Latin word without and with the article that may be written onto it; before a vowel, with first."""
    glued = re.match(r"(?:al|el)(?=[a-z]{3})|(?:a|e)(sh|[rsdtzn])(?=\1)", word)
    if glued is None:
        return (word,)
    bare = word[glued.end() :]
    if bare[0] in _VOWELS:
        return (word, bare) if len(bare) > 3 else (word,)
    return (bare, word)


def consonant_cost(one: str, other: str, *, arabic: bool) -> float:
    """Return what it costs to take one consonant for another, 0 to 1; Arabic writers tell their letters apart."""
    if one == other:
        return 0.0
    pair = frozenset((one, other))
    return _SAME_SCRIPT_ARABIC.get(pair) or _NEAR.get(pair, 1.0) if arabic else _NEAR.get(pair, 1.0)
