"""The reader of mails that Outlook saved, as [MS-OXMSG] lays them out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from email.utils import parsedate_to_datetime
from typing import Any

import olefile  # type: ignore[import-untyped]

from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers.mails._words import in_charset, quoted_apart, words_of_html
from sijill.evidence import DamagedDocument, Derivation, Extract, Text, fingerprint, settle
from sijill.evidence.kinds import OUTLOOK
from sijill.evidence.parts import InnerFile

_OUTLOOK_READER = f"outlook 1, olefile {olefile.__version__}"

# [MS-OXPROPS]: the properties of a mail that say who, what and when.
_SUBJECT, _BODY, _HTML, _HEADERS, _MESSAGE_ID = "0037", "1000", "1013", "007D", "1035"
_SENDER, _ADDRESS, _SMTP, _TO = "0C1A", "0C1F", "5D01", "0E04"
_DATA, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_SUBMITTED, _DELIVERED = 0x00390040, 0x0E060040
_PROPERTIES, _HEAD, _ROW = "__properties_version1.0", 32, 16
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


class OutlookReader:
    """Reads what such a mail says and gives out what is attached; a mail attached to it is told and left inside."""

    media_types = frozenset({OUTLOOK})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading; raises DamagedDocument."""
        with _Mail(content) as mail:
            headers = mail.headers()
            raw = mail.words()
            held, kept_inside = len(list(mail.attached())), mail.mails_inside()
        told = [Derivation("headers", "1", "headers told beside the words", len(headers))]
        if held:
            told.append(Derivation("parts", "1", "attachments as items of their own", held))
        if kept_inside:
            told.append(Derivation("mails", "1", "mails attached to it that were not taken out", kept_inside))
        return settle(
            Extract(
                raw=raw,
                media_type=OUTLOOK,
                reader=_OUTLOOK_READER,
                title=headers.get("subject"),
                derivations=tuple(told),
                messages=quoted_apart(raw, sender=headers.get("from"), sent_at=headers.get("date")),
                holds=held,
                front_matter=headers,
            )
        )

    def parts(self, content: bytes, *, media_type: str, name: str) -> list[InnerFile]:
        """Return what is attached, in order; raises DamagedDocument."""
        with _Mail(content) as mail:
            return list(mail.attached())


class _Mail:
    """An opened mail; what its container refuses is said as a damaged document."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def __enter__(self) -> _Mail:
        try:
            self._file: Any = olefile.OleFileIO(io.BytesIO(self._content))
        except (OSError, ValueError, LookupError, TypeError):
            raise DamagedDocument(fingerprint(self._content)) from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._file.close()
        if isinstance(error, OSError | ValueError | LookupError | TypeError):
            raise DamagedDocument(fingerprint(self._content)) from None

    def headers(self) -> dict[str, str]:
        sender, address = self._text(_SENDER), self._text(_SMTP) or self._text(_ADDRESS)
        if address and "@" not in address:
            address = None  # a name inside an Exchange server
        sent_by_whom = f"{sender} <{address}>" if sender and address and sender != address else sender or address
        told = {
            "from": sent_by_whom,
            "to": self._text(_TO),
            "subject": self._text(_SUBJECT),
            "message_id": self._text(_MESSAGE_ID),
            "date": self._sent_at(),
        }
        return {key: " ".join(value.split()) for key, value in told.items() if value}

    def words(self) -> str:
        plain = self._text(_BODY)
        if plain and plain.strip():
            return plain.replace("\r\n", "\n").strip("\n")
        page = self._bytes(f"{_HTML}0102") or (self._text(_HTML) or "").encode()
        return words_of_html(in_charset(page, None)[0]) if page else ""

    def attached(self) -> Iterator[InnerFile]:
        for number, folder in enumerate(self._attachments(), 1):
            data = self._bytes(f"{_DATA}0102", folder)
            if data is not None:
                name = self._text(_LONG_NAME, folder) or self._text(_SHORT_NAME, folder) or f"part-{number}"
                yield InnerFile(name.replace("\\", "/").rpartition("/")[2], data)

    def mails_inside(self) -> int:
        return sum(self._bytes(f"{_DATA}0102", folder) is None for folder in self._attachments())

    def _attachments(self) -> list[str]:
        found = {path[0] for path in self._file.listdir() if path[0].lower().startswith("__attach_version1.0_")}
        return sorted(found)

    def _sent_at(self) -> str | None:
        """Return when it was sent: by its own header in its own zone, else by Outlook's clock, which is UTC."""
        written = HeaderParser().parsestr(self._text(_HEADERS) or "").get("Date")
        if written:
            try:
                return parsedate_to_datetime(written).isoformat()
            except (ValueError, TypeError, IndexError):
                pass
        rows = self._bytes(_PROPERTIES, prefix="") or b""
        found = {
            int.from_bytes(rows[at : at + 4], "little"): int.from_bytes(rows[at + 8 : at + 16], "little")
            for at in range(_HEAD, len(rows) - _ROW + 1, _ROW)
        }
        ticks = found.get(_SUBMITTED) or found.get(_DELIVERED)
        return (_EPOCH + timedelta(microseconds=ticks // 10)).isoformat(timespec="seconds") if ticks else None

    def _text(self, code: str, folder: str = "") -> str | None:
        wide = self._bytes(f"{code}001F", folder)
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._bytes(f"{code}001E", folder)
        return None if narrow is None else in_charset(narrow.rstrip(b"\0"), "windows-1252")[0]

    def _bytes(self, code: str, folder: str = "", *, prefix: str = "__substg1.0_") -> bytes | None:
        path = [*([folder] if folder else []), f"{prefix}{code}"]
        if not self._file.exists(path) or self._file.get_type(path) != olefile.STGTY_STREAM:
            return None
        stream: bytes = self._file.openstream(path).read()
        return stream
