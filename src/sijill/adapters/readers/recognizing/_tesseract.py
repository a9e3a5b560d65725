"""Tesseract asked for the words of a picture, with where each line stands and how sure it is of it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from sijill.evidence import Derivation, Extract, NoWords, ReaderCrashed, ReaderTimedOut, Text, fingerprint, settle
from sijill.evidence.regions import Region
from sijill.values import SijillError, message

_CONFINED = ("-I", "-X", "utf8", "-m", "sijill.adapters.readers.recognizing.confined")
_SECONDS = 120
_WANTED = ("ara", "eng")
_NEXT_PAGE = "\n\f"
_THOUSANDTHS = 1000
_OF_A_WORD = "5"
_OF_ONE_LINE = ("block_num", "par_num", "line_num")


class NoRecognizer(SijillError):
    """No program on this machine recognizes words in pictures."""


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    box: tuple[int, int, int, int]
    confidence: int


class Tesseract:
    """Recognizes words in pictures that were drawn here; every picture in a confined process of its own."""

    @cached_property
    def program(self) -> str:
        """The program on this machine. Raises NoRecognizer."""
        found = shutil.which("tesseract", path="/usr/bin:/usr/local/bin:/opt/homebrew/bin")
        if found is None:
            raise NoRecognizer(
                message("no program here recognizes words in pictures; install tesseract with its Arabic and English")
            )
        return found

    @cached_property
    def languages(self) -> str:
        """The languages of ours that the program knows, as it wants them named. Raises NoRecognizer."""
        told = subprocess.run([self.program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
        known = [one for one in _WANTED if one in told.stdout.split()]
        if not known:
            raise NoRecognizer(
                message("no program here recognizes words in pictures; install tesseract with its Arabic and English")
            )
        return "+".join(known)

    @cached_property
    def version(self) -> str:
        """Which version of the program it is."""
        told = subprocess.run([self.program, "--version"], capture_output=True, text=True, check=False, timeout=20)
        return (told.stdout or told.stderr).split("\n", 1)[0].removeprefix("tesseract ").strip()

    def read(self, pages: Iterable[bytes], *, media_type: str, content: bytes) -> Text:
        """
        Return the words of pictures, one a page, as a reading that says of every line where it stands and how sure.

        Each page is asked for when the one before it is read.
        ``content`` is what the pictures were drawn from. Raises NoRecognizer, NoWords, ReaderCrashed, ReaderTimedOut.
        """
        pieces, regions, starts, at = list[str](), list[Region](), list[int](), 0
        for number, page in enumerate(pages, 1):
            if number > 1:
                pieces.append(_NEXT_PAGE)
                at += len(_NEXT_PAGE)
            starts.append(at)
            for line in self._lines(page, content):
                regions.append(Region(at, at + len(line.words), number, *line.box, line.confidence))
                pieces.append(f"{line.words}\n")
                at += len(line.words) + 1
        if not regions:
            raise NoWords(fingerprint(content), f"{len(starts)} pages")
        sure = round(fmean(one.confidence for one in regions))
        return settle(
            Extract(
                raw="".join(pieces),
                media_type=media_type,
                reader=f"ocr 1, tesseract {self.version}, {self.languages}",
                page_starts=tuple(starts) if len(starts) > 1 else (),
                derivations=(
                    Derivation("ocr", "1", "lines recognized in a picture by a program, to be compared", len(regions)),
                    Derivation("confidence", "1", "how sure it is of its words, of 100", sure),
                ),
                regions=tuple(regions),
            )
        )

    def _lines(self, picture: bytes, content: bytes) -> list[_Line]:
        asked = [sys.executable, *_CONFINED, self.program, "stdin", "stdout", "-l", self.languages, "tsv"]
        try:
            told = subprocess.run(
                asked, input=picture, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, timeout=_SECONDS
            )
        except subprocess.TimeoutExpired:
            raise ReaderTimedOut(fingerprint(content), f"{_SECONDS} seconds a page") from None
        if told.returncode != 0:
            raise ReaderCrashed(fingerprint(content), f"tesseract ended with {told.returncode}")
        return lines_of(told.stdout.decode("utf-8", "replace"))


def lines_of(table: str) -> list[_Line]:
    """Return the lines of Tesseract's table, each with its place in thousandths of the page and its confidence."""
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    page = next((one for one in rows if one["level"] == "1"), None)
    if page is None:
        return []
    width, height = max(1, int(page["width"])), max(1, int(page["height"]))
    lines = dict[tuple[str, ...], list[dict[str, str]]]()
    for one in rows:
        if one["level"] == _OF_A_WORD and (one["text"] or "").strip():
            lines.setdefault(tuple(one[name] for name in _OF_ONE_LINE), []).append(one)
    return [_line_of_words(words, width, height) for words in lines.values()]


def _line_of_words(words: Sequence[dict[str, str]], width: int, height: int) -> _Line:
    left = min(int(one["left"]) for one in words)
    top = min(int(one["top"]) for one in words)
    right = max(int(one["left"]) + int(one["width"]) for one in words)
    bottom = max(int(one["top"]) + int(one["height"]) for one in words)
    box = (
        left * _THOUSANDTHS // width,
        top * _THOUSANDTHS // height,
        right * _THOUSANDTHS // width,
        bottom * _THOUSANDTHS // height,
    )
    return _Line(" ".join(one["text"].strip() for one in words), box, round(fmean(float(one["conf"]) for one in words)))
