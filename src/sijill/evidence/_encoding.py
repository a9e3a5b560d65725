"""From bytes to characters, when nobody said which encoding they are in."""

from __future__ import annotations

import codecs
import re

from sijill.evidence._fingerprint import fingerprint
from sijill.evidence._refusals import UnknownEncoding

# What text from Syria and about it is saved in, when it is not Unicode. A wider list finds
# more encodings and is wrong more often: a note with one curly quote becomes Chinese.
_OLD = ("cp1256", "iso8859_6", "cp1252", "mac_roman")
_NAMES = {"cp1256": "windows-1256", "iso8859_6": "iso-8859-6", "cp1252": "windows-1252", "mac_roman": "macintosh"}
_WESTERN = ("cp1252", "mac_roman")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Enough of a long file to judge it by.
_SAMPLE = 1 << 18

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
_ARABIC = "\u0621-\u064a\u066e-\u06d3"
# What text in two bytes a character is made of, for telling it from a picture.
_EXPECTED = re.compile("[\t\n\r\x20-\x7e\xa0-\xff\u0400-\u04ff\u0600-\u06ff\u2010-\u2030]")
# Two thirds of any Arabic page; Cyrillic misread as Arabic falls elsewhere.
_COMMON_ARABIC = frozenset("اليمنورتبهةعدف")
_FEW_LETTERS = 8
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"
_ODD_MEETINGS = re.compile(
    # Arabic touching Latin; a capital after a small letter; a sign inside a word; a control.
    f"[{_ARABIC}](?=[{_LATIN}×÷])|[{_LATIN}×÷](?=[{_ARABIC}])"
    f"|[a-zà-öø-ÿ](?=[À-ÖØ-Þ])"
    f"|(?<=[{_LATIN}{_ARABIC}])[^\\w\\s\\x21-\\x7e’‘”“–—…،؛؟»«ـ\u064b-\u0652](?=[{_LATIN}{_ARABIC}])"
    f"|{_CONTROLS.pattern}|[€£§°ªº¬¨´¯¸]{{2}}"
)

# Western European words have plain letters among the accented ones; a word of accented letters alone is Arabic misread.
_WORD_WITHOUT_PLAIN_LETTERS = re.compile(f"(?<![{_LATIN}])[\u0080-\uffff]{{2,}}(?![{_LATIN}])")
# UTF-8 that went through Latin-1: its controls are halves of letters, which the repair puts together.
_HALVES = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]+")


def decode(content: bytes, *, declared: str | None = None) -> tuple[str, str]:
    """
    Return the characters and the name of their encoding; newlines and marks stay as they are.

    ``declared`` is what the document says of itself, believed only where it fits.
    Raises UnknownEncoding rather than guess.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding), encoding
    if b"\0" in content:
        encoding = _unmarked_utf16(content)
        text = _strictly(content, encoding)
        if len(_EXPECTED.findall(text[:_SAMPLE])) * 10 < min(len(text), _SAMPLE) * 9:
            raise UnknownEncoding(fingerprint(content), "zero bytes, as in a program or a picture")
        return text, encoding
    for encoding in filter(None, ("utf-8", declared)):
        try:
            text = content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        return _checked(text, content), codecs.lookup(encoding).name
    old = _old_encoding(content)
    return _checked(_strictly(content, old), content), _NAMES[old]


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(fingerprint(content), f"not {encoding} at byte {error.start}") from None


def _checked(text: str, content: bytes) -> str:
    """Return the text unless it is full of controls, as bytes that never were text come out."""
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(_HALVES.sub("", sample))) > len(sample) // 10:
        raise UnknownEncoding(fingerprint(content), "mostly control characters")
    return text


def _unmarked_utf16(content: bytes) -> str:
    """Return which UTF-16 this is, by the side on which the zero bytes stand."""
    even, odd = content[:_SAMPLE:2].count(0), content[1:_SAMPLE:2].count(0)
    units = min(len(content), _SAMPLE) // 2
    if len(content) % 2 == 0 and max(even, odd) * 10 >= units and min(even, odd) * 50 <= units:
        return "utf-16-be" if even > odd else "utf-16-le"
    raise UnknownEncoding(fingerprint(content), "zero bytes, as in a program or a picture")


def _old_encoding(content: bytes) -> str:
    """Return the one-byte encoding in which the words look most like words."""
    # Imported here: most documents are UTF-8 and need no guess.
    from charset_normalizer import from_bytes

    sample = content[:_SAMPLE]
    matches = from_bytes(sample, cp_isolation=list(_OLD))
    order = [match.encoding for match in matches]
    if not order:
        raise UnknownEncoding(fingerprint(content), _broken_at(content))
    oddness = {encoding: odd for encoding in _OLD if (odd := _oddness(sample, encoding)) is not None}
    if not oddness:
        raise UnknownEncoding(fingerprint(content), _broken_at(content))
    best = min(oddness, key=lambda encoding: (oddness[encoding], order.index(encoding) if encoding in order else 9))
    high = sum(byte >= 0x80 for byte in sample)
    if oddness[best] * 4 > high:
        raise UnknownEncoding(fingerprint(content), _broken_at(content) or "no encoding makes words of it")
    return best


def _oddness(sample: bytes, encoding: str) -> int | None:
    """Return how often characters meet that do not meet in words; None when it cannot be this encoding."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return None
    letters = sum(map(str.isalpha, text))
    foreign = sum(character.isalpha() and not character.isascii() for character in text)
    if encoding in _WESTERN and foreign * 5 > letters * 2:
        # Western European words are mostly ASCII letters; these would be Arabic or Cyrillic misread.
        return None
    arabic = [character for character in text if "\u0621" <= character <= "\u064a"]
    if len(arabic) > _FEW_LETTERS and sum(map(_COMMON_ARABIC.__contains__, arabic)) * 2 < len(arabic):
        return None
    odd = len(_ODD_MEETINGS.findall(text))
    if encoding in _WESTERN:
        odd += sum(sum(map(str.isalpha, word)) for word in _WORD_WITHOUT_PLAIN_LETTERS.findall(text))
    return odd


def _broken_at(content: bytes) -> str:
    """Return on which line a file stops being UTF-8; nothing where it never was."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        if not content[: error.start].isascii():
            return f"UTF-8 up to line {content.count(10, 0, error.start)} and something else on the next"
    return ""
