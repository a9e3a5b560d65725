"""Text that is written for programs: mails, chats, exports, JSON and XML are known by how they begin."""

from __future__ import annotations

import re

_LOOKED_AT_FIRST, _TAIL = 1 << 16, 1 << 10
_MARK = b"\xef\xbb\xbf"

_HEADER = re.compile(rb"(?P<name>[!-9;-~]{1,70}):[ \t]?(?P<value>[^\r\n]*)(?:\r?\n|\r)")
_FOLDED = re.compile(rb"[ \t]+\S[^\r\n]*(?:\r?\n|\r)")
# RFC 5322, 3.6: a mail has an originator and a date; one of these beside it is how programs write, not people.
_FROM = frozenset({b"from", b"sender"})
_OF_PROGRAMS = frozenset(
    {b"date", b"message-id", b"mime-version", b"received", b"return-path", b"content-type", b"delivered-to"}
)
_MOST_HEADERS = 400
_ENVELOPE = re.compile(rb"From \S+[^\r\n]*\d{4}[^\r\n]*(?:\r?\n|\r)")

_EXPORT = re.compile(rb'\{\s*(?:"(?:name|type|id|about)"\s*:|"(?:personal_information|chats|contacts)"\s*:)')
_MESSAGES = re.compile(rb'"(?:messages|chats)"\s*:\s*[\[{]')
_TYPES_OF_CHATS = re.compile(
    rb'"type"\s*:\s*"(?:personal_chat|bot_chat|saved_messages|private_(?:group|supergroup|channel)|public_(?:supergroup|channel))"'
)
_JSON = re.compile(rb'\s*(?:\{\s*(?:"|\})|\[\s*[\[{"\]])')
_XML = re.compile(rb"\s*<\?xml\b", re.I)
_HTML_ROOT = re.compile(rb"<(?:!doctype\s+html|html)\b", re.I)

# WhatsApp writes "[05/03/2017, 14:35:40] Name: words" on an iPhone and "05/03/2017, 14:35 - Name: words" on Android,
# in the digits of the phone's language and among marks of direction.
_CHAT_DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_DIRECTION_MARKS = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
_N, _T = _CHAT_DIGIT, _DIRECTION_MARKS
_DAY = rf"{_N}{{1,4}}{_T}[./-]{_T}{_N}{{1,2}}{_T}[./-]{_T}{_N}{{2,4}}"
_TIME = rf"{_N}{{1,2}}[:.]{_N}{{2}}(?:[:.]{_N}{{2}})?(?:[\s\u202f\xa0]*[\w.\u202f\xa0]{{1,5}})?"
_CHAT = re.compile(
    rf"[\ufeff\s]*{_T}(?:\[{_T}{_DAY}{_T}[,\u060c]?\s{_T}{_TIME}{_T}\]|{_DAY}{_T}[,\u060c]?\s{_T}{_TIME}{_T}\s-)\s"
)


def structure_of(content: bytes) -> str | None:
    """Return the media type of text that programs write for programs; None where it may be prose or a table."""
    head = content[:_LOOKED_AT_FIRST].removeprefix(_MARK)
    if _ENVELOPE.match(head) and _is_mail(head[head.index(b"\n") + 1 :] if b"\n" in head else b""):
        return "application/mbox"
    if _is_mail(head):
        return "multipart/related" if _is_saved_page(head) else "message/rfc822"
    if _JSON.match(head) and content[-_TAIL:].rstrip()[-1:] in (b"}", b"]"):
        return "application/vnd.telegram.export+json" if _is_telegram(content, head) else "application/json"
    if b'class="page_wrap"' in head and b'class="history"' in head:
        return "text/vnd.telegram.export+html"
    if _XML.match(head) and not _HTML_ROOT.search(head[:4096]):
        return "application/xml"
    if _is_chat(head[:8192].decode("utf-8", "replace")):
        return "text/vnd.whatsapp.chat"
    return None


def _is_mail(head: bytes) -> bool:
    names, at = set[bytes](), 0
    while (found := _HEADER.match(head, at)) and len(names) < _MOST_HEADERS:
        names.add(found["name"].lower())
        at = found.end()
        while folded := _FOLDED.match(head, at):
            at = folded.end()
    ended = at >= len(head) or head[at : at + 1] in b"\r\n"
    return ended and bool(names & _FROM) and bool(names & _OF_PROGRAMS)


def _is_saved_page(head: bytes) -> bool:
    start = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0].lower()
    return (
        b"multipart/related" in start
        and (b"snapshot-content-location:" in start or b"saved by" in start or b'type="text/html"' in start)
        and b"\nto:" not in start
        and b"\nreceived:" not in start
    )


def _is_chat(head: str) -> bool:
    """Test whether text begins as an export of WhatsApp does, and somebody speaks in it."""
    return bool(_CHAT.match(head)) and any(
        ": " in line[found.end() :] for line in head.splitlines() if (found := _CHAT.match(line))
    )


def _is_telegram(content: bytes, head: bytes) -> bool:
    return bool(_EXPORT.match(head) and _MESSAGES.search(content) and _TYPES_OF_CHATS.search(content))
