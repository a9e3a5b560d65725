"""The reader of mails and of saved pages, as RFC 5322 and MIME write them."""

from __future__ import annotations

from collections.abc import Iterator
from email.header import decode_header
from email.message import Message as Mail
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers.mails._words import in_charset, quoted_apart, words_of_html
from sijill.evidence import DamagedDocument, Derivation, Extract, Text, TooDeep, TooLarge, fingerprint, settle
from sijill.evidence.kinds import MAIL, SAVED_PAGE, base_of
from sijill.evidence.parts import InnerFile

_MIME_READER = "mail 1"
LARGEST = 128 * 1024 * 1024
"""A larger mail is one attachment and little else; taking it apart would ask for several times its size."""

_DEEPEST = 20
_SAID = {
    "from": "From",
    "to": "To",
    "cc": "Cc",
    "subject": "Subject",
    "message_id": "Message-ID",
    "in_reply_to": "In-Reply-To",
    "url": "Snapshot-Content-Location",
}


class MailReader:
    """
    Reads what a mail says, once: plain words rather than the same in HTML, decoded, without headers.

    Headers are told beside the words: who wrote, when and in which zone. Lines that quote an earlier mail are
    nobody's here. What is attached is given out as files.
    """

    media_types = frozenset({MAIL, SAVED_PAGE})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading; raises TooLarge, TooDeep or DamagedDocument."""
        mail = _mail_of(content)
        raw, encodings = _body(mail, is_page=base_of(media_type) == SAVED_PAGE)
        headers = {key: value for key, header in _SAID.items() if (value := _header(mail, header))}
        sent_at = _sent_at(mail)
        if sent_at:
            headers["date"] = sent_at
        sender = _sender(mail)
        is_page = base_of(media_type) == SAVED_PAGE
        spans = () if is_page else quoted_apart(raw, sender=sender, sent_at=sent_at)
        held = sum(1 for _ in _attached(mail))
        told = [Derivation("headers", "1", "headers told beside the words", len(headers))]
        if held:
            told.append(Derivation("parts", "1", "attachments as items of their own", held))
        return settle(
            Extract(
                raw=raw,
                media_type=base_of(media_type),
                reader=_MIME_READER,
                encoding=encodings,
                title=headers.get("subject"),
                derivations=tuple(told),
                messages=spans,
                holds=held,
                front_matter=headers,
            )
        )

    def parts(self, content: bytes, *, media_type: str, name: str) -> list[InnerFile]:
        """Return what is attached, in order; raises TooLarge, TooDeep or DamagedDocument."""
        return [
            InnerFile(_file_named(part) or f"part-{number}{_SUFFIXES.get(part.get_content_type(), '')}", _payload(part))
            for number, part in enumerate(_attached(_mail_of(content)), 1)
        ]


_SUFFIXES = {"message/rfc822": ".eml", "text/html": ".html", "text/plain": ".txt", "image/jpeg": ".jpg"}


def _mail_of(content: bytes) -> Mail:
    if len(content) > LARGEST:
        raise TooLarge(fingerprint(content), f"{len(content)} bytes, limit {LARGEST} for a mail")
    try:
        mail = BytesParser(policy=compat32).parsebytes(content)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise DamagedDocument(fingerprint(content)) from None
    if any(depth > _DEEPEST for depth, _ in _below(mail)):
        raise TooDeep(fingerprint(content), f"limit {_DEEPEST}")
    return mail


def _below(mail: Mail) -> Iterator[tuple[int, Mail]]:
    """Give every part with its depth, without calling itself: a hostile mail nests without end."""
    waiting: list[tuple[int, Mail]] = [(0, mail)]
    while waiting:
        depth, part = waiting.pop()
        yield depth, part
        if part.is_multipart() and depth <= _DEEPEST:
            waiting += [(depth + 1, one) for one in part.get_payload() if isinstance(one, Mail)]


def _leaves(part: Mail) -> Iterator[Mail]:
    """Give the parts of a mail in order; a mail inside it is one part."""
    if part.is_multipart() and part.get_content_maintype() == "multipart":
        for one in part.get_payload():
            if isinstance(one, Mail):
                yield from _leaves(one)
    else:
        yield part


def _is_attached(part: Mail) -> bool:
    if part.get_content_maintype() == "multipart":
        return False  # of parts that it does not have
    if part.get_content_type() not in ("text/plain", "text/html"):
        return True
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _attached(mail: Mail) -> Iterator[Mail]:
    return (part for part in _leaves(mail) if _is_attached(part))


def _body(mail: Mail, *, is_page: bool) -> tuple[str, str | None]:
    """Return the words of a mail, each said once, and the encoding of the first of them."""
    said = [one for one in (_part_words(part) for part in _chosen_alternatives(mail)) if one[0].strip()]
    if is_page:
        said = said[:1]
    return "\n\n".join(words.strip("\r\n") for words, _ in said), said[0][1] if said else None


def _chosen_alternatives(part: Mail) -> Iterator[Mail]:
    """Give the parts that make the body: of alternatives the plain one, unless it says nothing."""
    if not part.is_multipart():
        if not _is_attached(part):
            yield part
        return
    if part.get_content_maintype() != "multipart":
        return
    inside = [one for one in part.get_payload() if isinstance(one, Mail)]
    if part.get_content_subtype() == "alternative":
        ways = [
            found
            for one in inside
            if (found := list(_chosen_alternatives(one))) and any(_part_words(leaf)[0].strip() for leaf in found)
        ]
        plain = [way for way in ways if way[0].get_content_type() == "text/plain"]
        yield from next(iter(plain or ways), [])
        return
    for one in inside:
        yield from _chosen_alternatives(one)


def _part_words(part: Mail) -> tuple[str, str | None]:
    words, encoding = in_charset(_payload(part), part.get_content_charset())
    return (words_of_html(words) if part.get_content_type() == "text/html" else words), encoding


def _payload(part: Mail) -> bytes:
    if part.get_content_maintype() == "message" and part.is_multipart():
        inside = next((one for one in part.get_payload() if isinstance(one, Mail)), None)
        return inside.as_bytes() if inside is not None else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(mail: Mail, name: str) -> str | None:
    """Return a header in characters; what is encoded in a way that nobody knows is left as it stands."""
    value = mail.get(name)
    if value is None:
        return None
    try:
        pieces = [
            piece if isinstance(piece, str) else in_charset(piece, charset)[0]
            for piece, charset in decode_header(value)
        ]
    except (ValueError, LookupError, UnicodeError):
        pieces = [str(value)]
    return " ".join("".join(pieces).split()) or None


def _file_named(part: Mail) -> str | None:
    name = part.get_filename()
    if name is None:
        return None
    pieces = (one if isinstance(one, str) else in_charset(one, charset)[0] for one, charset in decode_header(name))
    return " ".join("".join(pieces).replace("\\", "/").rpartition("/")[2].split()) or None


def _sender(mail: Mail) -> str | None:
    """Return who wrote: the name and the address, as they are given."""
    told = _header(mail, "From") or _header(mail, "Sender")
    if told is None:
        return None
    name, address = next(iter(getaddresses([told])), ("", ""))
    return f"{name} <{address}>" if name and address else name or address or told


def _sent_at(mail: Mail) -> str | None:
    """Return when a mail says that it was sent, in its own zone; "-0000" says that the zone is not known."""
    try:
        return parsedate_to_datetime(str(mail["Date"])).isoformat() if mail["Date"] else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
