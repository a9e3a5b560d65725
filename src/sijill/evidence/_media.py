"""What kind of file bytes are: by what they begin with, and only then by their name."""

from __future__ import annotations

import re

from sijill.evidence._structures import structure_of

PLAIN, MARKDOWN, CSV, HTML, PDF = "text/plain", "text/markdown", "text/csv", "text/html", "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS, XLS = "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.ms-excel"
ODT = "application/vnd.oasis.opendocument.text"
LOCKED_OFFICE = "application/vnd.ms-office.encrypted"
JPEG, PNG = "image/jpeg", "image/png"
UNKNOWN = "application/octet-stream"

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF8", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"\x1aE\xdf\xa3", "video/webm"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!", "application/vnd.rar"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"\x7fELF", "application/x-executable"),
    (b"{\\rtf", "application/rtf"),
    (b"0&\xb2u\x8ef\xcf\x11", "video/x-ms-wmv"),
    (b"FLV\1", "video/x-flv"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
# ISO/IEC 14496-12, 4.3: what a file of boxes is stands as a brand of four letters behind "ftyp".
_BRANDS = (
    (re.compile(rb"hei[cxms]|hev[cx]|mif1|msf1"), "image/heic"),
    (re.compile(rb"avi[fs]"), "image/avif"),
    (re.compile(rb"M4[AB] "), "audio/mp4"),
    (re.compile(rb"qt  "), "video/quicktime"),
    (re.compile(rb"3g[a-z0-9]{2}"), "video/3gpp"),
)
_OFFICE_ROOTS = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"customXml/", b"mimetype")
_MPEG_SOUND = re.compile(rb"\xff[\xf2\xf3\xfa\xfb]")
_TAR_MARK = 257
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
    """
    Return the media type, by what the bytes are and only among kinds of text by the name.

    Unknown binary is octet-stream; JSON and XML of no kind that is known are what they are, and no prose.
    """
    head = content[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(content, head)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return _old_office(content)
    if head[4:8] == b"ftyp":
        return next((kind for brand, kind in _BRANDS if brand.match(head, 8)), "video/mp4")
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[_TAR_MARK:].startswith(b"ustar"):
        return "application/x-tar"
    for signature, media_type in _SIGNATURES:
        if head.startswith(signature):
            return media_type
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    if _MPEG_SOUND.match(head):
        return "audio/mpeg"
    return structure_of(content) or _kind_of_text(head, name)


def _packed(content: bytes, head: bytes) -> str:
    # OpenDocument 1.3, part 2, 3.3: the kind of file stands unpacked at its beginning.
    for kind in (ODS, ODT):
        if head[30:].startswith(b"mimetype" + kind.encode()):
            return kind
    first = head[30 : 30 + int.from_bytes(head[26:28], "little")]
    if len(head) > 30 + len(first) and not first.startswith(_OFFICE_ROOTS):
        # An archive that begins with another file is one of files, whatever lies unpacked in it.
        return "application/zip"
    if b"word/document" in content:
        return DOCX
    return XLSX if b"xl/workbook" in content else "application/zip"


def _old_office(content: bytes) -> str:
    # Office locks a document by wrapping it in its old container.
    if "EncryptedPackage".encode("utf-16-le") in content:
        return LOCKED_OFFICE
    if "__properties_version1.0".encode("utf-16-le") in content:
        return "application/vnd.ms-outlook"
    return XLS if "Workbook".encode("utf-16-le") in content else "application/msword"


def _kind_of_text(head: bytes, name: str) -> str:
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) or _HTML.match(head[2:].replace(b"\0", b"")):
        return HTML
    suffix = name[name.rfind(".") :].lower() if "." in name else ""
    if suffix in _NAMES:
        return _NAMES[suffix]
    utf16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    return UNKNOWN if b"\0" in head and not utf16 else PLAIN
