"""The kinds of file that evidence arrives in besides pages and tables, by their media types."""

from __future__ import annotations

from sijill.evidence._media import JPEG, PNG
from sijill.evidence._media import ODT as ODT
from sijill.evidence.workbooks import TABLES

MAIL, MAILBOX, SAVED_PAGE = "message/rfc822", "application/mbox", "multipart/related"
OUTLOOK = "application/vnd.ms-outlook"
WHATSAPP = "text/vnd.whatsapp.chat"
TELEGRAM_JSON, TELEGRAM_HTML = "application/vnd.telegram.export+json", "text/vnd.telegram.export+html"
ZIP, TAR, GZIP = "application/zip", "application/x-tar", "application/gzip"
GIF, WEBP, TIFF, HEIC, AVIF, BMP = (f"image/{one}" for one in ("gif", "webp", "tiff", "heic", "avif", "bmp"))
MP4, QUICKTIME, MOBILE = "video/mp4", "video/quicktime", "video/3gpp"
AVI, WEBM = "video/x-msvideo", "video/webm"
M4A, OGG, WAV, MP3, AMR, FLAC = (f"audio/{one}" for one in ("mp4", "ogg", "wav", "mpeg", "amr", "flac"))
JSON, XML = "application/json", "application/xml"
WACZ, WARC = "application/wacz", "application/warc"
HANDOVER = "application/age-encryption"

MAILS = frozenset({MAIL, SAVED_PAGE, OUTLOOK})
CHATS = frozenset({WHATSAPP, TELEGRAM_JSON, TELEGRAM_HTML})
CONTAINERS = frozenset({ZIP, TAR, GZIP, MAILBOX})
"""What holds files and has no words of its own."""

DRAWN = frozenset({JPEG, PNG, GIF, WEBP, TIFF, BMP})
"""Pictures that can be drawn here."""

PICTURES = DRAWN | {HEIC, AVIF}
FILMS = frozenset({MP4, QUICKTIME, MOBILE, AVI, WEBM})
SOUNDS = frozenset({M4A, OGG, WAV, MP3, AMR, FLAC})

ARCHIVES = frozenset({WACZ, WARC, HANDOVER})
"""What others captured or handed over: its pages and items are items of their own."""

WORDLESS = PICTURES | FILMS | SOUNDS | CONTAINERS | ARCHIVES | TABLES
"""What gives no claims by its kind: nobody has to look why it gave none."""


def base_of(media_type: str) -> str:
    """Return a media type without what was said of how to read it (``; dates=day-first``)."""
    return media_type.partition(";")[0].strip()


def said_of(media_type: str, name: str) -> str | None:
    """Return what a media type says of one thing, such as ``dates``; None where it says nothing."""
    told = (one.strip().partition("=") for one in media_type.split(";")[1:])
    return next((value for key, _, value in told if key == name), None)
