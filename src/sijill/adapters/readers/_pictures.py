"""Pictures made from sealed bytes for the eye alone: a page of a PDF with words lit, a photograph without its EXIF."""

from __future__ import annotations

import ctypes
import io
import struct
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo
from pypdfium2 import raw as pdfium

from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers._pdf import all_of, open_pdf
from sijill.adapters.readers._picture_mark import mark_of
from sijill.adapters.readers._redacted import redacted
from sijill.evidence import DamagedDocument, NoPages, TooLarge, fingerprint

WIDEST, HIGHEST, LARGEST_SCALE = 1000, 1400, 2.0
"""A page is drawn no larger than this, whatever size it says it has."""

SCAN_SCALE, SCAN_LARGEST = 300 / 72, 5000
"""A page is recognized as if scanned at 300 dots an inch, and no larger than so many pixels."""

PHOTOGRAPH = 1200
VEILED_TO = 12
"""How many pixels wide a covered photograph is before it is drawn large again: nothing can be read back from it."""

# What opens pictures is loaded once, not again in the fork of each picture.
Image.preinit()

_MOST_PIXELS = 80_000_000
_LIT, _EDGE = (255, 230, 154), (20, 92, 128)
_OPENED = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")


class Pictures:
    """Draws what the parent asks for; it runs confined, in a process of its own for each picture."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def draw(self, content: bytes, asked: dict[str, Any]) -> bytes:
        """Return the picture as PNG or JPEG; raises a kind of Unreadable."""
        if asked["what"] == "page":
            return self._page(content, int(asked["page"]), (int(asked["start"]), int(asked["end"])))
        if asked["what"] == "mark":
            return mark_of(opened(content))
        if asked["what"] == "redacted":
            return redacted(opened(content), [tuple(map(float, one)) for one in asked["boxes"]])
        if asked["what"] == "scan":
            return self._scan(content, int(asked["page"]))
        return _photograph(content, veiled=bool(asked["veiled"]))

    def _page(self, content: bytes, number: int, span: tuple[int, int]) -> bytes:
        with closing(open_pdf(content)) as document:
            if not 1 <= number <= min(len(document), self._limits.pages):
                raise NoPages(fingerprint(content), f"page {number}")
            try:
                with closing(document[number - 1]) as page:
                    return _drawn(page, span)
            except pypdfium2.PdfiumError:
                raise DamagedDocument(fingerprint(content), f"page {number}") from None

    def _scan(self, content: bytes, number: int) -> bytes:
        """Return a page, or the picture that the bytes are, in gray and large enough for a program to read it."""
        if not content[:1024].count(b"%PDF-"):
            return _gray(opened(content, page=number))
        with closing(open_pdf(content)) as document:
            if not 1 <= number <= min(len(document), self._limits.pages):
                raise NoPages(fingerprint(content), f"page {number}")
            try:
                with closing(document[number - 1]) as page:
                    scale = min(SCAN_SCALE, SCAN_LARGEST / max(1.0, *page.get_size()))
                    return _gray(page.render(scale=scale).to_pil())
            except pypdfium2.PdfiumError:
                raise DamagedDocument(fingerprint(content), f"page {number}") from None


def _gray(picture: Image.Image) -> bytes:
    ground = Image.new("RGB", picture.size, (255, 255, 255))
    ground.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    gray = ground.convert("L")
    gray.thumbnail((SCAN_LARGEST, SCAN_LARGEST))
    out = io.BytesIO()
    gray.save(out, "PNG")
    return out.getvalue()


def _drawn(page: pypdfium2.PdfPage, span: tuple[int, int]) -> bytes:
    width, height = page.get_size()
    scale = min(LARGEST_SCALE, WIDEST / max(width, 1), HIGHEST / max(height, 1))
    picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    light = Image.new("RGB", picture.size, (255, 255, 255))
    pen, edges = ImageDraw.Draw(light), ImageDraw.Draw(picture)
    boxes = list(_boxes(page, span, picture.size))
    for box in boxes:
        pen.rectangle(box, fill=_LIT)
    for box in boxes:
        edges.rectangle(box, outline=_EDGE, width=2)  # a line as well, since color alone says nothing to some
    top = min((box[1] for box in boxes), default=0)
    return _png(ImageChops.multiply(picture, light), lit=round(1000 * max(0, top) / picture.height))


def _boxes(
    page: pypdfium2.PdfPage, span: tuple[int, int], size: tuple[int, int]
) -> Iterator[tuple[int, int, int, int]]:
    """Give the boxes of a span of the page's words, in pixels."""
    with closing(page.get_textpage()) as text:
        first, last = (_letter(text, at) for at in _in_page(text, span))
        for n in range(text.count_rects(first, max(1, last - first + 1))):
            left, bottom, right, top = text.get_rect(n)
            (x1, y1), (x2, y2) = (_pixel(page, one, size) for one in ((left, top), (right, bottom)))
            yield min(x1, x2) - 2, min(y1, y2) - 2, max(x1, x2) + 2, max(y1, y2) + 2


def _in_page(text: pypdfium2.PdfTextPage, span: tuple[int, int]) -> tuple[int, int]:
    """
    Return the first and last UTF-16 unit behind a span of the page's words as the reader took them out.

    The reader made one letter of a line end and two of a broken word's mark; this walks the same way back.
    """
    units: list[int] = []
    unit, words = 0, all_of(text)
    for at, mark in enumerate(words):
        if not (mark == "\n" and words[at - 1 : at] == "\r"):
            units += [unit, unit] if mark in "\ufffe\x02" else [unit]
        unit += 2 if ord(mark) > 0xFFFF else 1
    if not units:
        return 0, 0
    first, last = (min(max(0, one), len(units) - 1) for one in (span[0], span[1] - 1))
    return units[first], units[last]


def _letter(text: pypdfium2.PdfTextPage, unit: int) -> int:
    return max(0, int(pdfium.FPDFText_GetCharIndexFromTextIndex(text, unit)))


def _pixel(page: pypdfium2.PdfPage, point: tuple[float, float], size: tuple[int, int]) -> tuple[int, int]:
    x, y = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, *point, x, y)
    return x.value, y.value


def _photograph(content: bytes, *, veiled: bool) -> bytes:
    picture = opened(content)
    bare = Image.new("RGB", picture.size, (255, 255, 255))
    # Only the colors are carried over: no EXIF, no thumbnail, no profile, no comment.
    bare.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    bare.thumbnail((PHOTOGRAPH, PHOTOGRAPH))
    if veiled:
        size = bare.size
        small = bare.resize((VEILED_TO, max(1, round(VEILED_TO * size[1] / size[0]))), Image.Resampling.BOX)
        bare = small.resize(size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(8))
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=80)
    return out.getvalue()


def opened(content: bytes, *, page: int = 1) -> Image.Image:
    """Return a photograph, or a page of a TIFF, upright as RGB or RGBA; raises DamagedDocument, TooLarge or NoPages."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit below refuses before anything is unpacked
    try:
        with Image.open(io.BytesIO(content), formats=_OPENED) as picture:
            if page > (getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1):
                raise NoPages(fingerprint(content), f"page {page}")
            if page > 1:
                picture.seek(page - 1)
            if picture.width * picture.height > _MOST_PIXELS:
                raise TooLarge(fingerprint(content), f"{picture.width} by {picture.height} pixels")
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            return upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, LookupError, TypeError, struct.error):
        raise DamagedDocument(fingerprint(content)) from None


def _png(picture: Image.Image, *, lit: int) -> bytes:
    """Return a PNG that says in a note how far down, in thousandths, its lit words begin."""
    out, note = io.BytesIO(), PngInfo()
    note.add_text("lit", str(lit))
    picture.save(out, "PNG", pnginfo=note)
    return out.getvalue()
