"""Certificates of a time stamp in the order that DER wants: openssl's own authority writes them as they come."""

from __future__ import annotations

from collections.abc import Iterator

_CERTIFICATES = 0xA0


def certificates_in_order(answer: bytes) -> bytes:
    """
    Return an answer with its set of certificates sorted, of the same length; nothing signed is touched.

    What is no such answer is returned as it is: whoever decodes it says so.
    """
    try:
        _, token = _values_between(answer, *_content_of(answer, 0))  # TimeStampResp: status, token
        _, wrapped = _values_between(answer, *_content_of(answer, token[0]))  # ContentInfo: its kind, [0] SignedData
        (signed,) = _values_between(answer, *_content_of(answer, wrapped[0]))
        for start, _ in _values_between(answer, *_content_of(answer, signed[0])):
            if answer[start] == _CERTIFICATES:
                first, last = _content_of(answer, start)
                held = sorted(answer[one:end] for one, end in _values_between(answer, first, last))
                return answer[:first] + b"".join(held) + answer[last:]
    except (IndexError, ValueError):
        return answer
    return answer


def _values_between(data: bytes, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Give where each value begins and ends that stands between two places. Raises IndexError, ValueError."""
    while first < last:
        _, end = _content_of(data, first)
        yield first, end
        first = end
    if first != last:
        raise ValueError(first)


def _content_of(data: bytes, start: int) -> tuple[int, int]:
    """Return where the content of a value begins and ends. Raises IndexError, ValueError."""
    length, at = data[start + 1], start + 2
    if length & 0x80:
        size = length & 0x7F
        length, at = int.from_bytes(data[at : at + size], "big"), at + size
    if at + length > len(data):
        raise ValueError(start)
    return at, at + length
