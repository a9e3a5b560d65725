"""Who said which words of a document, and when: messages of a chat, the body of a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """
    One message, as a half-open span of the reading.

    ``sender`` is as the document names them, None for words that somebody else is quoted with. ``sent_at`` is in ISO
    8601 with the offset from UTC where the document gives or implies one, and without where it does not; no more
    exact than it was written. ``media`` are the names of the files that it was sent with.
    """

    start: int
    end: int
    sender: str | None = None
    sent_at: str | None = None
    media: tuple[str, ...] = ()
    number: str | None = None

    @property
    def day(self) -> str | None:
        """The day on which it was sent, by its own clock."""
        return self.sent_at[:10] if self.sent_at else None


def messages_to_json(messages: tuple[Message, ...]) -> list[list[Any]]:
    """Return messages as plain values."""
    return [[one.start, one.end, one.sender, one.sent_at, list(one.media), one.number] for one in messages]


def messages_from_json(rows: list[list[Any]]) -> tuple[Message, ...]:
    """Return the messages that ``messages_to_json`` wrote; raises ValueError or TypeError."""
    return tuple(
        Message(
            int(start),
            int(end),
            _words_or_none(sender),
            _words_or_none(sent_at),
            tuple(map(str, media)),
            _words_or_none(number),
        )
        for start, end, sender, sent_at, media, number in rows
    )


def _words_or_none(value: object) -> str | None:
    return None if value is None else str(value)
