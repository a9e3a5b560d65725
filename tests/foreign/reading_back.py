"""Documents read back by programs that are not ours, and how much of the words of the page they find."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from lxml import html

from sijill.values import Language

_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs of direction: readers put their own between a number and the word beside it, where a blank stood."""

_UNSEEN = ("Mn", "Cf")  # marks over letters; joiners and other signs without a shape
_TATWEEL = "\u0640"


@dataclass(frozen=True, slots=True)
class Found:
    """How much of what a page says a reader found: of its words in any order, and of their sequence."""

    recall: float
    sequence: float
    lost: Counter[str]


def found(said: str, read: str) -> Found:
    """Return how much of one text stands in another one."""
    wanted, seen = words(said), words(read)
    lost = Counter(wanted) - Counter(seen)
    return Found(1 - lost.total() / len(wanted), common_sequence(wanted, seen) / len(wanted), lost)


def words(text: str) -> list[str]:
    """Return the words of a text as a search would see them: NFKC, no marks, no tatweel, no unseen signs."""
    kept = (
        one
        for one in unicodedata.normalize("NFKC", _DIRECTION.sub(" ", text))
        if unicodedata.category(one) not in _UNSEEN
    )
    return re.findall(r"\w+", "".join(kept).replace(_TATWEEL, "").casefold())


def common_sequence(one: list[str], other: list[str]) -> int:
    """Return the length of the longest sequence of words that both have in this order, gaps allowed."""
    codes = {word: at for at, word in enumerate(dict.fromkeys(one))}
    # Rows of the table as bits of one integer (Crochemore, Iliopoulos, Pinzon, Reid 2001).
    places = [0] * len(codes)
    for at, word in enumerate(one):
        places[codes[word]] |= 1 << at
    everything = (1 << len(one)) - 1
    row = everything
    for word in other:
        if word in codes:
            same = row & places[codes[word]]
            row = ((row + same) | (row - same)) & everything
    return len(one) - row.bit_count()


def shown_by(page: bytes) -> str:
    """Return what an HTML page shows: no names of pictures, no style."""
    tree = html.fromstring(page.decode())
    for unseen in tree.xpath("//head | //script | //style | //*[local-name()='title' or local-name()='desc']"):
        unseen.drop_tree()
    for block in tree.xpath("//*[not(self::a or self::bdi or self::code or self::span or self::strong or self::sup)]"):
        block.tail = f" {block.tail or ''}"
        block.text = f" {block.text or ''}"
    return "".join(tree.itertext())


def by_poppler(pdf: bytes) -> str:
    """Return the text of a PDF as poppler reads it."""
    return subprocess.run(
        ["pdftotext", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def by_pdfium(pdf: bytes) -> str:
    """Return the text of a PDF as PDFium reads it."""
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def ending_in_a_heading(pdf: bytes, language: Language) -> list[int]:
    """Return the pages after the cover whose last line, above the footer, is in the letters of a heading."""
    pages = enumerate(pypdfium2.PdfDocument(pdf), start=1)
    return [number for number, page in pages if number > 1 and _last_letters(page) > _HEADING[language]]


_FOOTER = 60.0
"""Points from the foot of a page; below it the footer stands."""

_HEADING = {Language.EN: 11.0, Language.AR: 12.5}
"""Points: letters larger than this are a heading's."""


def _last_letters(page: pypdfium2.PdfPage) -> float:
    sizes: dict[int, float] = {}
    for one in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
        line = round(one.get_bounds()[1])
        if line > _FOOTER:
            sizes[line] = max(sizes.get(line, 0.0), one.get_font_size())
    return sizes[min(sizes)] if sizes else 0.0


def by_libreoffice(document: bytes, into: str = "txt:Text (encoded):UTF8") -> bytes:
    """Return a DOCX as LibreOffice writes it anew."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.docx"
        source.write_bytes(document)
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", into]
        subprocess.run([*command, "--outdir", folder, source], capture_output=True, check=True, timeout=240)
        return source.with_suffix("." + into.split(":")[0]).read_bytes()


HAS_POPPLER = shutil.which("pdftotext") is not None
HAS_LIBREOFFICE = shutil.which("soffice") is not None
