"""Folding of Arabic text for matching and search; what is stored and shown keeps its own letters."""

from __future__ import annotations

import re
import unicodedata

# Marks that carry no letter: tashkeel and recitation signs, tatweel, soft hyphen, joiners and direction marks.
_DROPPED = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0640\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
    "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
# Letters that writers exchange (STACK's measured list); Persian yeh and kaf come from keyboards of the region.
_FOLDED = str.maketrans("أإآٱىةؤئیک", "اااايهوييك")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪", "01234567890123456789.,%")


def normalize_arabic(text: str) -> str:
    """
    Return text folded for matching: one form for hamza seats, yeh, teh marbuta, and no vowel or direction marks.

    Latin letters, spaces and punctuation stay. Applying it twice changes nothing more.
    """
    composed = unicodedata.normalize("NFKC", text)
    return unicodedata.normalize("NFKC", _DROPPED.sub("", composed).translate(_FOLDED))


def arabic_digits_to_ascii(text: str) -> str:
    """Return text with Arabic-Indic and Persian digits and their signs in ASCII, one for one, so that offsets stay."""
    return text.translate(_DIGITS)


def normal_key(text: str) -> str:
    """
    Return the key under which two spellings of one name or word meet, in any script.

    Folds Arabic letters, digits, Latin case and accents; anything but letters and
    digits separates words and is otherwise ignored.
    """
    folded = arabic_digits_to_ascii(normalize_arabic(text)).casefold()
    bare = "".join(mark for mark in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(mark))
    words = re.findall(r"[^\W_]+", normalize_arabic(bare))
    return " ".join(words)
