"""What others captured, looked into: a WACZ or a WARC, its digests, its index, and the pages in it."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from sijill.evidence import DamagedDocument, ZipBomb, fingerprint

MOST_PAGES = 50
LONGEST_PAGE = 4 * 1024 * 1024
_LARGEST = 1 << 30
_MOST_FILES = 10_000
_HTML = ("text/html", "application/xhtml+xml")


def look_in(content: bytes) -> bytes:
    """
    Return what is in a web archive, as JSON: ``kind``, ``records``, ``problems`` and ``pages``.

    A problem is a code and the file or address it is about: ``no_index``, ``no_package``, ``missing``, ``hash``,
    ``digest``. A page is its address, title, moment and its HTML in base64. Raises DamagedDocument, ZipBomb.
    """
    problems: list[tuple[str, str]] = []
    pages: dict[str, dict[str, str]] = {}
    listed: dict[str, dict[str, Any]] = {}
    records = 0
    try:
        is_zip = content[:4] == b"PK\x03\x04"
        warcs = _warcs_of(content, problems, listed) if is_zip else iter([("", content)])
        for _, warc in warcs:
            for url, html, digest_holds in _records(warc):
                records += 1
                if not digest_holds:
                    problems.append(("digest", url))
                if html is not None and len(pages) < MOST_PAGES and (not listed or url in listed):
                    told = listed.get(url, {})
                    pages[url] = {
                        "url": url,
                        "title": str(told.get("title") or "")[:500],
                        "at": str(told.get("ts") or "")[:40],
                        "html": base64.b64encode(html).decode("ascii"),
                    }
    except (zipfile.BadZipFile, ArchiveLoadFailed, EOFError, ValueError, KeyError, OSError) as broken:
        raise DamagedDocument(fingerprint(content), type(broken).__name__) from None
    told_of = {"kind": "wacz" if is_zip else "warc", "records": records, "problems": problems[:100]}
    return json.dumps({**told_of, "pages": list(pages.values())}).encode()


def _warcs_of(
    content: bytes, problems: list[tuple[str, str]], listed: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, bytes]]:
    """Check a WACZ against what it says of itself, and give its WARCs."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = archive.infolist()
        if len(held) > _MOST_FILES or sum(one.file_size for one in held) > _LARGEST:
            raise ZipBomb(fingerprint(content), f"{len(held)} files")
        names = {one.filename for one in held}
        if not any(name.startswith("indexes/") and ".cdx" in name for name in names):
            problems.append(("no_index", "indexes/"))
        _check_package(archive, names, problems)
        if "pages/pages.jsonl" in names:
            for line in archive.read("pages/pages.jsonl").decode("utf-8", "replace").splitlines()[:_MOST_FILES]:
                page = json.loads(line) if line.strip() else {}
                if isinstance(page, dict) and page.get("url"):
                    listed[str(page["url"]).partition("#")[0]] = page
        for name in sorted(names):
            if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")):
                yield name, archive.read(name)


def _check_package(archive: zipfile.ZipFile, names: set[str], problems: list[tuple[str, str]]) -> None:
    if "datapackage.json" not in names:
        problems.append(("no_package", "datapackage.json"))
        return
    package = archive.read("datapackage.json")
    if "datapackage-digest.json" in names:
        told = json.loads(archive.read("datapackage-digest.json"))
        if told.get("hash") != f"sha256:{hashlib.sha256(package).hexdigest()}":
            problems.append(("hash", "datapackage.json"))
    for one in json.loads(package).get("resources", ()):
        path, algorithm, _, digest = str(one.get("path", "")), *str(one.get("hash", "")).partition(":")
        if path not in names:
            problems.append(("missing", path[:200]))
        elif algorithm not in ("sha256", "md5") or _hashed(algorithm, archive.read(path)) != digest:
            problems.append(("hash", path[:200]))


def _hashed(algorithm: str, content: bytes) -> str:
    return hashlib.new(algorithm, content, usedforsecurity=False).hexdigest()


def _records(warc: bytes) -> Iterator[tuple[str, bytes | None, bool]]:
    """Give each answer of a WARC: its address, its HTML where it is a page, and whether its digest holds."""
    for record in ArchiveIterator(io.BytesIO(warc), check_digests=True):
        if record.rec_type not in ("response", "resource"):
            continue
        url = (record.rec_headers.get_header("WARC-Target-URI") or "").partition("#")[0]
        mime = (record.content_type or "").partition(";")[0].lower()
        status = "200"
        if record.http_headers is not None:
            mime = (record.http_headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
            status = record.http_headers.get_statuscode()
        body = record.content_stream().read()
        html = body if mime in _HTML and status == "200" and 0 < len(body) <= LONGEST_PAGE else None
        yield url, html, record.digest_checker.passed is not False
