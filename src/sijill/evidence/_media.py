"""What kind of file bytes are: by what they begin with, and only then by their name."""

from __future__ import annotations

import re

PLAIN, MARKDOWN, CSV, HTML, PDF = "text/plain", "text/markdown", "text/csv", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS, XLS = "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.ms-excel"
LOCKED_OFFICE = "application/vnd.ms-office.encrypted"
JPEG, PNG = "image/jpeg", "image/png"
UNKNOWN = "application/octet-stream"

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"RIFF", "video/x-msvideo"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-executable"),
    (b"{\\rtf", "application/rtf"),
)
_NAMES = {
    ".txt": PLAIN,
    ".text": PLAIN,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".csv": CSV,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
}
_HTML = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HEAD = 4096


def media_type_of(content: bytes, name: str = "") -> str:
    """Return the media type, by the first bytes and then by the name; unknown binary is octet-stream."""
    head = content[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        # OpenDocument 1.3, part 2, 3.3: the kind of file stands unpacked at its beginning.
        if head[30:].startswith(b"mimetype" + ODS.encode()):
            return ODS
        return DOCX if b"word/" in content else XLSX if b"xl/workbook" in content else "application/zip"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        # Office locks a document by wrapping it in its old container.
        if "EncryptedPackage".encode("utf-16-le") in content:
            return LOCKED_OFFICE
        return XLS if "Workbook".encode("utf-16-le") in content else "application/msword"
    if head[4:8] == b"ftyp":
        return "video/mp4"
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) or _HTML.match(head[2:].replace(b"\0", b"")):
        return HTML
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix in _NAMES:
        return _NAMES[suffix]
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return UNKNOWN if b"\0" in head and not utf16 else PLAIN
