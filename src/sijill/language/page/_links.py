"""Addresses in a page, also those that a line end or letter-spacing has broken, and what their slugs say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

_OPENER = re.compile(r"(?:https?://|www\.)\S*")
_PIECE = re.compile(r"[ \t]*\n[ \t]*(\S+)")
# "% D 9 % 8 8": a percent-encoded address that a page layout has letter-spaced (hazard S0.27).
_SPACED = re.compile(r"[ \t]*\n[ \t]*(%[ \t][0-9A-F][ \t][0-9A-F](?:[ \t]?(?:%[ \t]?)?[0-9A-F-]){2,}[ \t]*-?)")
_OPEN_END = re.compile(r"[-/_.=&%?,]$|%[0-9A-F]?$|^(?:https?://)$")
_LOOKS_BROKEN = re.compile(r"[/=_]|%[0-9A-F]{2}|\w\.\w{2,4}/|^(?=\w*\d)(?=\w*[A-Za-z])\w{4,}$")


@dataclass(frozen=True, slots=True)
class Link:
    """An address: its span in the source text, and the address with the breaks taken out."""

    start: int
    end: int
    url: str

    @property
    def slug(self) -> str:
        """The words of the last part of the path, decoded, with hyphens as spaces."""
        path = self.url.split("?")[0].split("#")[0].rstrip("/")
        parts = path.split("/")
        if len(parts) < 4:
            return ""
        try:
            words = unquote(parts[-1], errors="strict")
        except UnicodeDecodeError:
            words = unquote(parts[-1], errors="ignore")
        return re.sub(r"[-_+\s]+", " ", words).strip()


def find_links(text: str) -> list[Link]:
    """Return the addresses of a source text in order; broken ones are put together again."""
    return list(_links(text))


def _links(text: str) -> Iterator[Link]:
    place = 0
    while opener := _OPENER.search(text, place):
        end = opener.end()
        pieces = [opener[0]]
        while not pieces[-1].endswith((";", ",")):
            following = _continuation(text, end, pieces)
            if following is None:
                break
            pieces.append(re.sub(r"\s", "", following[1]))
            end = following.end(1)
        url = "".join(pieces).rstrip('.,;)>]”"’')
        while end > opener.start() and text[end - 1] in '.,;)>]”"’':
            end -= 1
        yield Link(opener.start(), end, url)
        place = max(end, opener.end())


def _continuation(text: str, end: int, pieces: list[str]) -> re.Match[str] | None:
    if spaced := _SPACED.match(text, end):
        return spaced
    piece = _PIECE.match(text, end)
    if piece is None or _OPENER.match(piece[1]):
        return None
    whole = "".join(pieces)
    encoded = re.match(r"[0-9A-F]{0,2}%[0-9A-F]", piece[1]) and "%" in whole
    if encoded or (_OPEN_END.search(whole) and not whole.endswith("//.")) or _LOOKS_BROKEN.search(piece[1]):
        # A full stop ends a sentence as well as a cut address: the next piece must look like an address then.
        if whole.endswith((".", ",")) and not re.search(r"[./]", piece[1].rstrip(".,;")):
            return None
        return piece
    return None
