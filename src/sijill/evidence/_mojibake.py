"""Words that went through the wrong encoding, put right again without losing where they stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from sijill.evidence._offset_map import EvenRun, OffsetMap
from sijill.evidence._text import Derivation

NAME, VERSION = "mojibake", "1"

# Text is sometimes damaged twice; nobody has shown us four times.
_ROUNDS = 3

# A doubtful pair is damage when the same damage is certain near it, or this often in the document.
_NEAR, _MANY = 200, 3

_CODECS = {"mac_roman": "Mac Roman", "cp1252": "Windows-1252", "cp1256": "Windows-1256"}

# What we are willing to find behind damage: the accented Latin of French, Turkish and Kurdish,
# Arabic with its extensions, typographic marks, signs, presentation forms and the byte-order mark.
# A wider net would read the quotation marks of "“École" in Mac Roman as a Cyrillic letter.
_LATIN = "\u00a0-\u017f"
_ARABIC = "\u0600-\u06ff\u0750-\u077f"
_SIGNS = "\u1e00-\u1eff\u2000-\u206f\u20a0-\u20cf\u2100-\u22ff\u2500-\u27bf"
_LONG = f"{_SIGNS}\ufb00-\ufdff\ufe70-\ufeff\U0001f000-\U0001faff"
# What damage itself looks like, for text that was damaged twice.
_DAMAGE_ITSELF = "ƒˆ˜ˇ˘˙˚˝˛Ωπ" + "".join(map(chr, range(0x80, 0xA0)))
_PLAUSIBLE = re.compile(f"[{_LATIN}{_ARABIC}{_LONG}{_DAMAGE_ITSELF}]+")
_THREE_BYTES_OR_MORE = re.compile("[\u0800-\U0010ffff]")
_SHORT_ARABIC = re.compile(f"[{_ARABIC}]")

# Marks that an honest writer may set right after a capital letter such as Â or Ø.
_PUNCTUATION = frozenset("‘’“”‚„‹›«»–—…•·،؛؟\u00a0\u00ad\u200c\u200d")


@dataclass(frozen=True, slots=True)
class _Found:
    """One chain of damaged characters, side by side."""

    start: int
    end: int
    codec: str
    repaired: str
    certain: bool


def repair(text: str) -> tuple[str, OffsetMap, tuple[Derivation, ...]]:
    """
    Return the text with UTF-8 that was read as another encoding put right, and the map back.

    Only characters that are damaged are touched; quotation marks that are whole stay as they are.
    """
    source_map, counts = OffsetMap.identity(len(text)), Counter[str]()
    for _ in range(_ROUNDS):
        chains = _chains_to_repair(text)
        if not chains:
            break
        for chain in chains:
            counts[chain.codec] += len(chain.repaired)
        source_map = source_map.then(OffsetMap.of(_runs(chains, len(text))))
        text = _rebuilt(text, chains)
    steps = (
        Derivation(NAME, VERSION, f"UTF-8 read as {_CODECS[codec]} repaired, characters", counts[codec])
        for codec in _CODECS
        if counts[codec]
    )
    return text, source_map, tuple(steps)


def _chains_to_repair(text: str) -> list[_Found]:
    """Return the chains that stand for damage, at most one at any place."""
    if text.isascii():
        return []
    found = [chain for codec in _CODECS for chain in _chains(text, codec)]
    weight = Counter[str]()
    for chain in found:
        if chain.certain:
            weight[chain.codec] += len(chain.repaired)
    found.sort(key=lambda chain: (chain.start, -weight[chain.codec], -len(chain.repaired)))
    certain = _side_by_side(chain for chain in found if chain.certain)
    places = {codec: [chain.start for chain in certain if chain.codec == codec] for codec in _CODECS}
    return _side_by_side(chain for chain in found if chain.certain or _believed(text, chain, places[chain.codec]))


def _believed(text: str, chain: _Found, places: list[int]) -> bool:
    """Test whether a doubtful chain is damage, by where the same damage is certain."""
    around = text[max(0, chain.start - 1) : chain.start] + text[chain.end : chain.end + 1]
    if _SHORT_ARABIC.search(around):
        # Damage would not have spared the Arabic letters beside it.
        return False
    if len(places) >= _MANY:
        return True
    nearest = bisect_left(places, chain.start)
    return any(abs(place - chain.start) <= _NEAR for place in places[max(0, nearest - 1) : nearest + 1])


def _side_by_side(chains: Iterable[_Found]) -> list[_Found]:
    """Return the chains that do not overlap: the first, or the certain one of two."""
    kept: list[_Found] = []
    for chain in chains:
        if not kept or chain.start >= kept[-1].end:
            kept.append(chain)
        elif chain.certain and not kept[-1].certain:
            kept[-1] = chain
    return kept


def _chains(text: str, codec: str) -> Iterator[_Found]:
    for match in _possible_damage(text, codec):
        chain = match.group()
        try:
            repaired = chain.translate(_bytes_of(codec)).encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            continue
        if _PLAUSIBLE.fullmatch(repaired):
            yield _Found(match.start(), match.end(), codec, repaired, _is_certain(chain, repaired))


def _is_certain(chain: str, repaired: str) -> bool:
    """Test whether a chain can be nothing but damage."""
    # A lead character and two or more trailing ones never stand together in honest prose.
    if _THREE_BYTES_OR_MORE.search(repaired):
        return True
    if len(repaired) > 1:
        # Two letters may meet two marks by chance in Arabic ("ط؟ ظ؟"); three, or any letter, may not.
        return len(repaired) > 2 or not all(mark in _PUNCTUATION for mark in chain[1::2])
    if not chain[0].isalpha():
        # "√" or "¬" set right before a letter or a sign: no sentence does that.
        return True
    return chain[1] not in _PUNCTUATION and repaired not in _DAMAGE_ITSELF and not _SHORT_ARABIC.match(repaired)


def _runs(chains: list[_Found], length: int) -> Iterator[EvenRun]:
    position = 0
    for chain in chains:
        if chain.start > position:
            yield EvenRun(chain.start - position, 1, 1)
        for size, alike in groupby(chain.repaired, _size):
            yield EvenRun(len(tuple(alike)), 1, size)
        position = chain.end
    if length > position:
        yield EvenRun(length - position, 1, 1)


def _size(character: str) -> int:
    """Return how many bytes a character takes in UTF-8, which is how many damaged ones stood for it."""
    return 2 if character < "\u0800" else 3 if character < "\U00010000" else 4


def _rebuilt(text: str, chains: list[_Found]) -> str:
    pieces, position = [], 0
    for chain in chains:
        pieces += [text[position : chain.start], chain.repaired]
        position = chain.end
    return "".join([*pieces, text[position:]])


@cache
def _bytes_of(codec: str) -> dict[int, int]:
    """Return which byte each character stood for; bytes without a character came out as controls."""
    table = {byte: byte for byte in range(0x80, 0xA0)} if codec != "mac_roman" else {}
    for byte in range(0x80, 0x100):
        character = bytes([byte]).decode(codec, errors="ignore")
        if character:
            table[ord(character)] = byte
    return table


def _possible_damage(text: str, codec: str) -> Iterator[re.Match[str]]:
    """Give each longest chain of well-formed UTF-8 sequences as they look through this encoding."""
    hint, whole = _damage(codec)
    position = 0
    while found := hint.search(text, position):
        chain = whole.match(text, found.start())
        position = chain.end() if chain else found.start() + 1
        if chain:
            yield chain


@cache
def _damage(codec: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return a pattern that quickly finds where damage may begin, and the pattern of a whole chain."""
    table = _bytes_of(codec)

    def seen(*spans: tuple[int, int]) -> str:
        bytes_of_class = {byte for first, last in spans for byte in range(first, last + 1)}
        return "[" + "".join(re.escape(chr(char)) for char, byte in table.items() if byte in bytes_of_class) + "]"

    two, three, four = ((0xC2, 0xC6), (0xCB, 0xCB), (0xCE, 0xCF), (0xD8, 0xDD)), (0xE0, 0xEF), (0xF0, 0xF4)
    tail = seen((0x80, 0xBF))
    hint = re.compile(seen(*two, three, four) + tail)
    return hint, re.compile(f"(?:{seen(*two)}{tail}|{seen(three)}{tail}{{2}}|{seen(four)}{tail}{{3}})+")
