"""Why a document gave no reading, as its process says it and as its asker raises it."""

from __future__ import annotations

from sijill.evidence import REFUSALS, ReaderCrashed, Unreadable, fingerprint
from sijill.values import SijillError

_LONGEST_DETAIL = 120


class SandboxUnavailable(SijillError):
    """The child process that reads documents could not be started."""


def refused(kind: str, detail: str = "") -> bytes:
    """Return the answer that refuses a document; never words of it."""
    return b"-" + f"{kind} {detail}".encode("ascii", "replace")


def refusal(answer: bytes, content: bytes) -> Unreadable:
    """Return what an answer that refuses, or one that was never finished, raises."""
    if answer[:1] != b"-":
        return ReaderCrashed(fingerprint(content), "it died")
    kind, _, detail = answer[1:].decode("ascii", "replace").partition(" ")
    return REFUSALS.get(kind, ReaderCrashed)(fingerprint(content), detail[:_LONGEST_DETAIL])
