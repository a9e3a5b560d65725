"""Addresses in a public report: private share links show folders, file names and people (E2, S1.36)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from sijill.reports.document import Bullets, CaseBox, Chart, Dated, Document, Endnotes, Heading, Paragraph, Runs, Table
from sijill.values import SijillError, message

_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|mailto:|www\.)[^\s<>\"\u2066-\u2069]+", re.IGNORECASE)
_SHARED = (
    "1drv.ms box.com chat.whatsapp.com docs.google.com drive.google.com dropbox.com dropboxusercontent.com goo.gl "
    "icloud.com mega.co.nz mega.nz onedrive.com onedrive.live.com photos.google.com sharepoint.com wa.me we.tl "
    "wetransfer.com"
).split()
_LOCAL = re.compile(r"(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$", re.IGNORECASE)


class PrivateLink(SijillError):
    """An address in a report that would show a private folder, file or person."""


def refuse_private_links(document: Document) -> None:
    """Raise PrivateLink for an address that must not be public; the error names the place, not the link."""
    for place, text in _texts(document):
        for found in _ADDRESS.finditer(text):
            if is_private(found.group()):
                raise PrivateLink(
                    message(
                        "{place} holds a share, map or file address ({scheme}:...); give the public page of the "
                        "source instead, or none"
                    ),
                    place=place,
                    scheme=urlsplit(found.group()).scheme or "www",
                )


def is_private(address: str) -> bool:
    """Test whether an address is a share link, a map pin, a local file or a host without a public name."""
    parts = urlsplit(address if "://" in address or address.startswith("mailto:") else f"https://{address}")
    if parts.scheme not in ("http", "https"):
        return True
    host = (parts.hostname or "").rstrip(".")
    on_a_map = host.startswith("maps.") or parts.path.startswith("/maps")
    return (
        parts.username is not None
        or on_a_map
        or any(f".{host}".endswith(f".{shared}") for shared in _SHARED)
        or _is_local(host)
    )


def _is_local(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or bool(_LOCAL.search(host))
    return True


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    yield "the title", f"{document.title} {document.publisher}"
    for number, runs in enumerate(document.headline, start=1):
        yield f"headline {number}", _plain(runs)
    for number, block in enumerate((*document.blocks, *document.annex), start=1):
        match block:
            case Heading():
                yield f"heading {block.anchor}", block.text
            case Paragraph():
                yield f"block {number}", _plain(block.runs)
            case Bullets() | Endnotes():
                yield from ((f"{type(block).__name__.lower()} in block {number}", _plain(runs)) for runs in block.items)
            case Dated():
                yield from ((f"list in block {number}", _plain(date + told)) for date, told in block.items)
            case Table():
                yield from _of_table(block)
            case Chart():
                yield from _of_table(block.table)
            case CaseBox():
                told = [f"{name} {_plain(runs)}" for name, runs in block.lines]
                yield f"box {block.anchor}", " ".join([_plain(block.title), *told])


def _of_table(table: Table) -> Iterator[tuple[str, str]]:
    cells = [_plain(cell) for row in table.rows for cell in row.cells]
    heads = [table.caption, *(column.label for column in table.columns)]
    yield f"table {table.anchor}", " ".join([*heads, *cells, *(_plain(note) for note in table.notes)])


def _plain(runs: Runs) -> str:
    return "".join(getattr(run, "text", "") for run in runs)
