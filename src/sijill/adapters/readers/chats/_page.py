"""How the messages of an export stand in its reading: who, when, and below it the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sijill.evidence import Derivation, Extract
from sijill.evidence.messages import Message


@dataclass(frozen=True, slots=True)
class Said:
    """One message of an export: the words, who sent them when, the files sent along, and whose words they pass on."""

    words: str
    sender: str | None = None
    sent_at: str | None = None
    media: tuple[str, ...] = ()
    passed_on_from: str | None = None
    number: str | None = None


def page_of(said: Iterable[Said], *, title: str | None, media_type: str, reader: str, left_out: int) -> Extract:
    """
    Return messages as a reading, each below a line with who and when.

    Words that were passed on from somebody else are theirs: the message's sender is who said them, and the line
    above names who passed them on.
    """
    pieces, spans, at = list[str](), list[Message](), 0
    for one in said:
        by = f"{one.sender or ''} \u2190 {one.passed_on_from}" if one.passed_on_from else one.sender or ""
        head = f"[{one.sent_at or ''}] {by}\n"
        tail = "".join(f"\n<{name}>" for name in one.media) + "\n\n"
        words = _without_halves(one.words)
        pieces += [_without_halves(head), words, _without_halves(tail)]
        start = at + len(pieces[-3])
        spans.append(
            Message(
                start,
                start + len(words),
                _sender_known(one.passed_on_from or one.sender),
                one.sent_at,
                tuple(map(_without_halves, one.media)),
                one.number,
            )
        )
        at = start + len(words) + len(pieces[-1])
    told = [Derivation("messages", "1", "messages with who sent them and when", len(spans))]
    if left_out:
        told.append(Derivation("service", "1", "lines of the service that nobody wrote, left out", left_out))
    return Extract(
        raw="".join(pieces),
        media_type=media_type,
        reader=reader,
        title=None if title is None else _without_halves(title),
        derivations=tuple(told),
        messages=tuple(spans),
    )


def _sender_known(name: str | None) -> str | None:
    return _without_halves(name) if name else None


def _without_halves(words: str) -> str:
    """Return words without halves of characters, which an export holds where a message was cut, and without breaks."""
    return words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\f", " ")
