"""The reader of mailboxes: one mail after the other, each behind a line that begins with "From "."""

from __future__ import annotations

import re

from sijill.adapters.readers._limits import Limits
from sijill.evidence import Derivation, Extract, Text, TooLarge, fingerprint, settle
from sijill.evidence.kinds import MAILBOX
from sijill.evidence.parts import MOST_PARTS, InnerFile

# RFC 4155: the line of a new mail stands at the beginning or behind an empty line; in a body it is written ">From ".
_ENVELOPE = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\d{4}[^\r\n]*\r?\n")
_ESCAPED = re.compile(rb"^>(>*From )", re.M)


class MailboxReader:
    """Tells how many mails a mailbox holds, and gives them out, each as it was sent."""

    media_types = frozenset({MAILBOX})

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, *, media_type: str, name: str) -> Text:
        """Return a reading without words; raises TooLarge."""
        held = len(self._starts(content))
        step = Derivation("parts", "1", "mails as items of their own", held)
        return settle(Extract(raw="", media_type=MAILBOX, reader="mailbox 1", derivations=(step,), holds=held))

    def parts(self, content: bytes, *, media_type: str, name: str) -> list[InnerFile]:
        """Return the mails, in order; raises TooLarge."""
        spans = self._starts(content)
        ends = [start for start, _ in spans[1:]] + [len(content)]
        return [
            InnerFile(f"{number:04}.eml", _ESCAPED.sub(rb"\1", content[body:end].rstrip(b"\r\n") + b"\n"))
            for number, ((_, body), end) in enumerate(zip(spans, ends, strict=True), 1)
        ]

    def _starts(self, content: bytes) -> list[tuple[int, int]]:
        found = [one.span() for one in _ENVELOPE.finditer(content)]
        if len(found) > min(MOST_PARTS, self._limits.members):
            raise TooLarge(fingerprint(content), f"{len(found)} mails, limit {MOST_PARTS}")
        return found
