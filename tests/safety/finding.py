"""Finds tokens in whatever a door gives: plain, escaped in any of the usual ways, folded, and inside containers."""

from __future__ import annotations

import base64
import binascii
import contextlib
import gzip
import html
import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Container, Iterator
from urllib.parse import unquote

import pyarrow.parquet as parquet
import pypdfium2 as pdfium

TOKEN = re.compile(r"qz[a-p]{5}|قظ[بتثجحخدذرزسشصضطع]{5}")
BASE64 = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def found(content: bytes | str, known: Container[str]) -> set[str]:
    """Return the tokens that stand in an answer, in their folded form."""
    held = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return {word for text in texts(held) for word in TOKEN.findall(_folded(text)) if word in known}


def texts(content: bytes) -> Iterator[str]:
    """Give what an answer says, once for each way of writing it."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            yield " ".join(container.namelist()) + container.comment.decode(errors="replace")
            for name in container.namelist():
                yield from texts(container.read(name))
        return
    if content[:4] == b"PAR1":
        read = parquet.read_table(io.BytesIO(content))
        yield str(read.to_pylist()) + str(read.schema)
        return
    if content[:5] == b"%PDF-":
        yield from _of_pdf(content)
        return
    if content[:2] == b"\x1f\x8b":
        with contextlib.suppress(OSError, EOFError):
            yield from texts(gzip.decompress(content))
        return
    raw = content.decode("utf-8", "replace")
    ways = {raw, html.unescape(raw), unquote(raw), ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), raw)}
    ways.add(unquote(html.unescape(raw)))
    yield from ways
    for run in BASE64.findall(raw):
        with contextlib.suppress(binascii.Error, ValueError):
            yield base64.urlsafe_b64decode(run.replace("+", "-").replace("/", "_") + "=" * (-len(run) % 4)).decode(
                "utf-8", "ignore"
            )


def _of_pdf(content: bytes) -> Iterator[str]:
    document = pdfium.PdfDocument(content)
    yield str(document.get_metadata_dict())
    for page in document:
        yield page.get_textpage().get_text_range()
    for stream in STREAM.findall(content):
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(stream).decode("latin-1")


def _folded(text: str) -> str:
    """Return a text without case, marks and presentation forms; a PDF gives Arabic letters in their shapes."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text)
    whole = "".join(sign for sign in apart if unicodedata.category(sign) not in ("Mn", "Cf")).casefold()
    return f"{whole} {whole[::-1]}" if TOKEN.search(whole[::-1]) else whole
