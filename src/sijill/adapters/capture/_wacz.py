"""What a page fetched as a WACZ 1.1.1: a WARC by warcio, its index, the page with its words, and digests of all."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from sijill.adapters.capture._page import Captured, Exchanged

VERSION = "1.1.1"
_ARCHIVE, _INDEX, _PAGES, _PACKAGE = (
    "archive/data.warc.gz",
    "indexes/index.cdx.gz",
    "pages/pages.jsonl",
    "datapackage.json",
)
_CODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})


def pack_wacz(captured: Captured, *, at: datetime, software: str) -> bytes:
    """Return a capture as the bytes of a WACZ; ``at`` is the moment of the capture."""
    warc = _warc(captured.exchanged, at=at, software=f"{software}, {captured.browser}")
    files = {
        _ARCHIVE: warc,
        _INDEX: gzip.compress("".join(sorted(_index(warc, at))).encode(), mtime=0),
        _PAGES: _page_list(captured, at).encode(),
    }
    package = json.dumps(_package(files, captured, at, software), ensure_ascii=False, indent=2).encode()
    digest = {"path": _PACKAGE, "hash": _digest(package)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        told = {**files, _PACKAGE: package, "datapackage-digest.json": json.dumps(digest, indent=2).encode()}
        for name, content in told.items():
            entry = zipfile.ZipInfo(name, at.astimezone(UTC).timetuple()[:6])
            # A player reads a WARC and its index in place, so these are never packed again.
            packed = zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED
            entry.compress_type, entry.external_attr = packed, 0o100600 << 16
            archive.writestr(entry, content)
    return out.getvalue()


def _warc(exchanged: Iterable[Exchanged], *, at: datetime, software: str) -> bytes:
    out = io.BytesIO()
    writer, day = WARCWriter(out, gzip=True), {"WARC-Date": _warc_date(at)}
    writer.write_record(writer.create_warcinfo_record("data.warc.gz", {"software": software, "format": "WARC/1.0"}))
    for one in exchanged:
        headers = [(name, value) for name, value in _header_lines(one.headers)]
        # The browser undid what the server coded; the headers that said so stay under another name.
        kept = [(f"X-Archive-Orig-{n}" if n.lower() in _CODED else n, value) for n, value in headers]
        kept.append(("Content-Length", str(len(one.body))))
        told = StatusAndHeaders(f"{one.status} {one.reason}".strip(), kept, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            one.url, "response", io.BytesIO(one.body), http_headers=told, warc_headers_dict=day
        )
        writer.write_record(record)
        record.raw_stream.close()  # it keeps a file of its own for the digest
    return out.getvalue()


def _header_lines(headers: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    for name, value in headers.items():
        for line in str(value).split("\n"):  # of several headers of one name the browser makes lines
            yield name, line


def _index(warc: bytes, at: datetime) -> Iterable[str]:
    """Yield the lines of the index: key, moment, and where a record stands."""
    records = ArchiveIterator(io.BytesIO(warc))
    for record in records:
        if record.rec_type != "response":
            continue
        url, status = record.rec_headers.get_header("WARC-Target-URI"), record.http_headers.get_statuscode()
        mime = (record.http_headers.get_header("Content-Type") or "").partition(";")[0]
        digest = record.rec_headers.get_header("WARC-Payload-Digest")
        offset = records.get_record_offset()
        record.content_stream().read()
        length = records.get_record_length()
        told = {
            "url": url,
            "mime": mime,
            "status": status,
            "digest": digest,
            "length": str(length),
            "offset": str(offset),
            "filename": "data.warc.gz",
        }
        yield f"{sort_key(url)} {at.astimezone(UTC):%Y%m%d%H%M%S} {json.dumps(told)}\n"


def sort_key(url: str) -> str:
    """Return an address with its host turned round, by which an index is sorted (SURT)."""
    parts = urlsplit(url.lower())
    host = ",".join(reversed(re.sub(r"^www\d*\.", "", parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    return f"{host}{port}){parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")


def _page_list(captured: Captured, at: datetime) -> str:
    head = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": True}
    page: dict[str, Any] = {"id": "page-1", "url": captured.url, "ts": _warc_date(at), "title": captured.title}
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in (head, {**page, "text": captured.text}))


def _package(files: Mapping[str, bytes], captured: Captured, at: datetime, software: str) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "wacz_version": VERSION,
        "title": captured.title,
        "mainPageUrl": captured.url,
        "mainPageDate": _warc_date(at),
        "created": _warc_date(at),
        "software": software,
        "resources": [
            {"name": path.rpartition("/")[2], "path": path, "hash": _digest(content), "bytes": len(content)}
            for path, content in files.items()
        ],
    }


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _warc_date(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
