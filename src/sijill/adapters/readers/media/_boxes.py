"""What the container of a film, a sound or a picture of a telephone says of it, read without unpacking any of it."""

from __future__ import annotations

import struct
import wave
from collections.abc import Iterator
from io import BytesIO

from sijill.adapters.readers._limits import Limits
from sijill.evidence import REFUSALS, DamagedDocument, Derivation, Extract, Text, fingerprint, settle
from sijill.evidence.kinds import AVI, AVIF, FILMS, HEIC, M4A, MOBILE, MP4, OGG, QUICKTIME, SOUNDS, WAV, WEBM

_BOXED = frozenset({MP4, QUICKTIME, MOBILE, M4A})
# ISO/IEC 14496-12: boxes that hold boxes, on the way to what is wanted; "meta" is a full box and begins 4 bytes later.
_HOLDING = frozenset({b"moov", b"trak", b"mdia", b"meta", b"iprp", b"ipco"})
_FULL = frozenset({b"meta"})
_MOST_BOXES = 10_000
_OPUS_CLOCK = 48_000


class MediaReader:
    """
    Says what kind of film, sound or picture it is, how long and how large; where and by what device stays sealed.

    A film whose header is missing is refused as such. A kind whose container is not read here has its type only.
    """

    media_types = FILMS | SOUNDS | {HEIC, AVIF}

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return a reading without words; raises WithoutHeader or DamagedDocument."""
        try:
            told = list(_told_by_container(content, media_type))
        except (struct.error, wave.Error, EOFError, ValueError, LookupError):
            raise DamagedDocument(fingerprint(content)) from None
        steps = tuple(Derivation(name, "1", what, 1) for name, what in told)
        return settle(Extract(raw="", media_type=media_type, reader="media 1", derivations=steps))


def _told_by_container(content: bytes, media_type: str) -> Iterator[tuple[str, str]]:
    if media_type in _BOXED:
        yield from _film(content)
    elif media_type in (HEIC, AVIF):
        yield from _picture(content)
    elif media_type == WAV:
        with wave.open(BytesIO(content)) as sound:
            yield "duration", _clock(sound.getnframes() / sound.getframerate())
    elif media_type == OGG:
        yield from _ogg(content)
    elif media_type == AVI:
        yield from _avi(content)
    elif media_type == WEBM:
        yield from _webm(content)


def _boxes(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the boxes that hold no other, each with its kind, in order."""
    waiting, seen = [(0, len(content))], 0
    while waiting:
        at, end = waiting.pop()
        while at + 8 <= end:
            seen += 1
            size, kind = struct.unpack_from(">I4s", content, at)
            head = 8
            if size == 1:
                size, head = struct.unpack_from(">Q", content, at + 8)[0], 16
            elif size == 0:
                size = end - at
            if size < head or seen > _MOST_BOXES:
                return
            stop = min(end, at + size)
            if kind in _HOLDING:
                waiting.append((stop, end))
                at, end = at + head + (4 if kind in _FULL else 0), stop
                continue
            yield kind, content[at + head : min(stop, at + head + 4096)]
            at += size


def _film(content: bytes) -> Iterator[tuple[str, str]]:
    seconds, sizes, found = 0.0, list[tuple[int, int]](), False
    for kind, body in _boxes(content):
        if kind == b"mvhd":
            found = True
            clock, length = struct.unpack_from(">IQ", body, 20) if body[0] else struct.unpack_from(">II", body, 12)
            seconds = length / clock if clock else 0.0
        elif kind == b"tkhd":
            width, height = (one >> 16 for one in struct.unpack_from(">II", body, 88 if body[0] else 76))
            sizes += [(width, height)] if width and height else []
    if not found:
        raise REFUSALS["WithoutHeader"](fingerprint(content))
    if seconds:
        yield "duration", _clock(seconds)
    for width, height in sizes[:1]:
        yield "picture", f"{width} by {height} pixels"


def _picture(content: bytes) -> Iterator[tuple[str, str]]:
    # A picture of tiles gives the size of a tile too; the whole is the largest.
    sizes = [struct.unpack_from(">II", body, 4) for kind, body in _boxes(content) if kind == b"ispe"]
    if sizes:
        width, height = max(sizes)
        yield "picture", f"{width} by {height} pixels, no words"


def _ogg(content: bytes) -> Iterator[tuple[str, str]]:
    # RFC 3533: a page ends at a count of samples; RFC 7845: Opus counts 48,000 a second, less what is skipped at first.
    last = content.rfind(b"OggS")
    ends = struct.unpack_from("<q", content, last + 6)[0]
    opus = content.find(b"OpusHead", 0, 4096)
    vorbis = content.find(b"\x01vorbis", 0, 4096)
    if opus >= 0:
        yield "duration", _clock(max(0, ends - struct.unpack_from("<H", content, opus + 10)[0]) / _OPUS_CLOCK)
    elif vorbis >= 0:
        yield "duration", _clock(max(0, ends) / struct.unpack_from("<I", content, vorbis + 12)[0])


def _avi(content: bytes) -> Iterator[tuple[str, str]]:
    head = content.find(b"avih", 0, 4096)
    if head < 0:
        raise REFUSALS["WithoutHeader"](fingerprint(content))
    a_frame, _, _, _, frames = struct.unpack_from("<5I", content, head + 8)
    width, height = struct.unpack_from("<II", content, head + 40)
    yield "duration", _clock(a_frame * frames / 1e6)
    yield "picture", f"{width} by {height} pixels"


def _webm(content: bytes) -> Iterator[tuple[str, str]]:
    # RFC 9559: a duration is a float behind 0x4489, in ticks of the scale behind 0x2AD7B1 (a millisecond unsaid).
    head = content[:65536]
    at = head.find(b"\x44\x89")
    scaled = head.find(b"\x2a\xd7\xb1")
    if at < 0:
        if head.find(b"\x15\x49\xa9\x66") < 0:
            raise REFUSALS["WithoutHeader"](fingerprint(content))
        return
    ticks = struct.unpack_from(">d" if head[at + 2] & 0x7F == 8 else ">f", head, at + 3)[0]
    size = head[scaled + 3] & 0x7F if scaled >= 0 else 0
    scale = int.from_bytes(head[scaled + 4 : scaled + 4 + size], "big") if size else 1_000_000
    yield "duration", _clock(ticks * scale / 1e9)


def _clock(seconds: float) -> str:
    """Return a length in hours, minutes and seconds, as players show it, and tenths of a second."""
    tenths = round(seconds * 10)
    minutes, rest = divmod(tenths // 10, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}.{tenths % 10}"
