"""Where in a folder words still stand: every file read as bytes, and again with its containers unpacked."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sijill.search import IdentifyingWords

DEEPEST = 4
"""How many containers within each other are unpacked."""

LARGEST_PART = 256 << 20
"""Of a packed part so many bytes are read: a bomb ends there."""

PIECE, OVERLAP = 8 << 20, 64 << 10
ENCRYPTED = (b"age-encryption.org/v1", b"-----BEGIN AGE")

ReadText = Callable[[bytes], str]
"""Reads the words of a document that is no container, as a PDF; empty where it cannot."""


@dataclass(frozen=True, slots=True)
class FileTraces:
    """A file and which words it holds, by their folded form; ``sealed_off`` says that nobody can look into it."""

    path: Path
    held: frozenset[str]
    sealed_off: bool = False


def traces(folder: Path, words: IdentifyingWords, read_text: ReadText) -> Iterator[FileTraces]:
    """Give every file below a folder that holds any of some words in its name or bytes, or that is encrypted."""
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.is_symlink()):
        with suppress(FileNotFoundError):  # another process tidied up meanwhile
            held = words.within(path.relative_to(folder).as_posix())
            with path.open("rb") as file:
                start = file.read(64)
                file.seek(0)
                sealed_off = start.startswith(ENCRYPTED)
                if not sealed_off:
                    held |= _in_pieces(file, words) if path.stat().st_size > PIECE else frozenset()
                    if path.stat().st_size <= LARGEST_PART:
                        file.seek(0)
                        held |= held_in(file.read(), words, read_text)
            if held or sealed_off:
                yield FileTraces(path, held, sealed_off)


def held_in(content: bytes, words: IdentifyingWords, read_text: ReadText, depth: int = DEEPEST) -> frozenset[str]:
    """Return which words bytes hold, in themselves or in what is packed into them."""
    held = words.within_bytes(content) if len(content) <= PIECE else _in_pieces(io.BytesIO(content), words)
    if content.startswith(b"%PDF"):
        return held | words.within(read_text(content))
    if depth:
        for name, part in _parts(content):
            held |= words.within(name) | held_in(part, words, read_text, depth - 1)
    return held


def _in_pieces(file: io.BufferedIOBase | io.BytesIO, words: IdentifyingWords) -> frozenset[str]:
    held, before = frozenset[str](), b""
    while piece := file.read(PIECE):
        held |= words.within_bytes(before + piece)
        before = piece[-OVERLAP:]
    return held


def _parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Give what is packed into a ZIP (DOCX and XLSX are ones), gzip or tar, by name; nothing where it is broken."""
    with suppress(zipfile.BadZipFile, tarfile.TarError, zlib.error, OSError, EOFError, RuntimeError, ValueError):
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                for one in packed.infolist():
                    with packed.open(one) as part:
                        yield one.filename, part.read(LARGEST_PART)
        elif content.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(content)) as part:
                yield "", part.read(LARGEST_PART)
        elif content[257:262] == b"ustar":
            with tarfile.open(fileobj=io.BytesIO(content)) as tar:
                for member in tar:
                    if (inside := tar.extractfile(member)) is not None:
                        yield member.name, inside.read(LARGEST_PART)
