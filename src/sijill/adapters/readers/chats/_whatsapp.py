"""The reader of chats that WhatsApp exported as text, on Android and on an iPhone, in digits of either kind."""

from __future__ import annotations

import re

from sijill.adapters.readers._limits import Limits
from sijill.adapters.readers.chats._dates import Undecided, days_of
from sijill.evidence import REFUSALS, DamagedDocument, Derivation, Extract, Text, decode, fingerprint, settle
from sijill.evidence.kinds import WHATSAPP, said_of
from sijill.evidence.messages import Message

_D = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_M = "[\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
_S = "[ \u00a0\u202f]"
_MESSAGE_HEAD = re.compile(
    rf"^\ufeff?{_M}(?:\[{_M})?(?P<first>{_D}{{1,4}}){_M}[./-]{_M}(?P<second>{_D}{{1,2}}){_M}[./-]{_M}"
    rf"(?P<third>{_D}{{2,4}}){_M}[,\u060c]?{_S}{_M}(?P<hour>{_D}{{1,2}})[:.](?P<minute>{_D}{{2}})"
    rf"(?:[:.](?P<second_of>{_D}{{2}}))?(?:{_S}*{_M}(?P<half>[AaPp]\.?{_S}?[Mm]\.?|\u0635|\u0645)\.?)?{_M}"
    rf"(?:\]|{_S}-){_S}{_M}(?:(?P<sender>[^:\r\n]{{1,80}}):{_S})?",
    re.M,
)
# "<attached: 0001-PHOTO.jpg>" on an iPhone, "IMG-0001.jpg (file attached)" on Android, in the phone's language.
_SENT_ALONG = re.compile(
    rf"<{_M}[^<>:\r\n]{{2,30}}:{_S}?{_M}(?P<iphone>[^<>\r\n]+\.\w{{2,5}})>"
    rf"|^{_M}(?P<android>[^\r\n()<>]{{1,120}}\.\w{{2,5}}){_S}\([^()\r\n]{{3,40}}\)",
    re.M,
)
_NOON = 12


class WhatsAppReader:
    """
    Reads every message with who sent it and when; the export names no zone, so the moment is the phone's own.

    The order of day and month is what its own dates prove, or what a person said (``dates=day-first``).
    """

    media_types = frozenset({WHATSAPP})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return the reading; raises UnknownEncoding, DamagedDocument or UndecidedDates."""
        raw, encoding = decode(content)
        heads = list(_MESSAGE_HEAD.finditer(raw))
        if not heads:
            raise DamagedDocument(fingerprint(content), "no message in it")
        said = said_of(media_type, "dates")
        try:
            days = days_of([(int(one["first"]), int(one["second"]), int(one["third"])) for one in heads], said)
        except Undecided as why:
            raise REFUSALS["UndecidedDates"](fingerprint(content), str(why)) from None
        ends = [one.start() for one in heads[1:]] + [len(raw)]
        messages = tuple(
            Message(
                head.end(), _end(raw, head.end(), end), _sender(head), f"{day}T{_time(head)}", _media(raw, head, end)
            )
            for head, day, end in zip(heads, days, ends, strict=True)
        )
        step = Derivation("messages", "1", "messages with who sent them and when", len(messages))
        order = f", dates={said}" if said else ""
        return settle(
            Extract(
                raw=raw,
                media_type=WHATSAPP,
                reader=f"whatsapp 1{order}",
                encoding=encoding,
                derivations=(step,),
                messages=messages,
            )
        )


def _end(raw: str, start: int, end: int) -> int:
    return start + len(raw[start:end].rstrip("\r\n"))


def _sender(head: re.Match[str]) -> str | None:
    return head["sender"].strip(" \u200e\u200f\u202a\u202b\u202c~\u202f") if head["sender"] else None


def _time(head: re.Match[str]) -> str:
    hour, half = int(head["hour"]), (head["half"] or "").lower()
    if half:
        # The Arabic letters say before noon (sabahan) and after noon (masa'an).
        is_late = half.startswith(("p", "\u0645"))
        hour = hour % _NOON + (_NOON if is_late else 0)
    seconds = f":{int(head['second_of']):02}" if head["second_of"] else ""
    return f"{hour:02}:{int(head['minute']):02}{seconds}"


def _media(raw: str, head: re.Match[str], end: int) -> tuple[str, ...]:
    found = _SENT_ALONG.finditer(raw[head.end() : end])
    return tuple((one["iphone"] or one["android"]).strip() for one in found)
